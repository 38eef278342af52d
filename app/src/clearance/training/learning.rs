//! Results of a learning platform, as xAPI statements. Each is answered by itself: what cannot be matched
//! keeps none of the others out, and the same statement sent twice changes nothing.

use super::{
    Course,
    attendance::certificate_of,
    imports, of_centre,
    statement::{self, StatementTold},
    store,
};
use crate::{
    clearance::store as certificates,
    schema::{learner, learning_statement},
};
use base::{CentreId, CertificateId, LearningImportId, Name, Prose, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, WriteTx};
use policy::{AddCertificate, ImportLearning, Permit};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema, Type,
        schema::{ArrayBuilder, OneOfBuilder},
    },
};

/// The most statements that are taken at once.
const MOST: usize = 500;

base::choices! {
    /// What became of a statement.
    pub enum StatementOutcome {
        Kept = "kept" => "Kept as a certificate, which waits to be checked",
        Known = "known" => "Kept before: nothing was changed",
        NotCounted = "not-counted" => "Says nothing that counts",
        UnknownCourse = "unknown-course" => "No course is called by this address",
        UnknownPerson = "unknown-person" => "Nobody is known by this name",
        Unreadable = "unreadable" => "Cannot be read",
    }
}

/// One xAPI statement, or a list of them.
#[derive(Clone, Debug)]
pub struct Sent(Vec<Value>);

impl<'de> Deserialize<'de> for Sent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Value::deserialize(from)? {
            Value::Array(all) => Ok(Self(all)),
            one @ Value::Object(_) => Ok(Self(vec![one])),
            _ => Err(serde::de::Error::custom("Send one xAPI statement or a list of them")),
        }
    }
}

impl PartialSchema for Sent {
    fn schema() -> RefOr<Schema> {
        let one = || ObjectBuilder::new().schema_type(Type::Object);
        OneOfBuilder::new()
            .item(one())
            .item(ArrayBuilder::new().items(one()).max_items(Some(MOST)))
            .description(Some("One xAPI statement, or a list of them"))
            .into()
    }
}
impl ToSchema for Sent {}

/// What became of one statement.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct StatementAnswer {
    /// Its identifier, where it has one.
    pub id: Option<String>,
    /// What it says, as far as it can be read.
    #[serde(flatten)]
    pub said: StatementTold,
    /// The member of staff it is about, where the platform's name for them is known.
    pub staff: Option<StaffId>,
    /// The course it is about, where its address is known.
    pub course: Option<String>,
    /// What became of it.
    pub outcome: StatementOutcome,
    /// The same in words.
    pub words: String,
    /// The certificate it became.
    pub certificate: Option<CertificateId>,
}

/// What became of the statements, one by one, in their order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Learned {
    /// What was taken at once, to be read again.
    pub import: LearningImportId,
    /// The answers.
    pub items: Vec<StatementAnswer>,
}

/// Statements as the page sends them.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pasted {
    /// Paste the statements.
    pub(super) statements: Prose,
}

/// Takes what was pasted into the page.
pub(super) fn take_pasted(tx: &mut WriteTx<'_>, pasted: Pasted) -> Result<Recorded<Learned>, Problem> {
    let sent = serde_json::from_str(pasted.statements.as_str()).map_err(|_| {
        Problem::field("/statements", "Paste one xAPI statement, or a list of them in square brackets")
    })?;
    take(tx, sent)
}

/// Takes statements.
pub fn take(tx: &mut WriteTx<'_>, Sent(statements): Sent) -> Result<Recorded<Learned>, Problem> {
    let permit = tx.ask::<ImportLearning>(&of_centre(tx))?;
    if statements.is_empty() || statements.len() > MOST {
        return Err(Problem::field("", "Send from 1 to 500 statements at once"));
    }
    let courses = store::courses(tx)?;
    let mut items = Vec::new();
    for value in &statements {
        items.push(one(tx, &permit, &courses, value)?);
    }
    let kept = items.iter().filter(|item| item.outcome == StatementOutcome::Kept).count();
    let summary = format!("Results of a learning platform were taken: {kept} of {} kept", items.len());
    let import = imports::import_insert(tx, &permit, &items)?;
    tx.record(&permit, None, &summary, Learned { import, items })
}

fn one(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ImportLearning>,
    courses: &[Course],
    value: &Value,
) -> Result<StatementAnswer, Problem> {
    let mut told = StatementAnswer {
        id: value["id"].as_str().map(statement::short),
        said: statement::told(value),
        staff: None,
        course: None,
        outcome: StatementOutcome::Unreadable,
        words: String::new(),
        certificate: None,
    };
    let said = match statement::read(value) {
        Ok(said) => said,
        Err(why) => return Ok(StatementAnswer { words: why.to_owned(), ..told }),
    };
    let called = |course: &&Course| course.about.activity.as_ref().map(Name::as_str) == Some(&said.activity);
    let course = courses.iter().find(called);
    told.course = course.map(|course| course.about.name.to_string());
    told.staff = known_as(tx, permit.id(), said.identity.as_deref())?;
    let staff = told.staff;
    let answer = |outcome: StatementOutcome, certificate| StatementAnswer {
        outcome,
        words: format!("{}.", outcome.words()),
        certificate,
        ..told
    };
    if let Some(kept) = kept(tx, permit.id(), &said.id)? {
        return Ok(answer(StatementOutcome::Known, Some(kept)));
    }
    let on = said.day.unwrap_or_else(|| tx.now.day());
    if !said.is_success || on > tx.now.day() {
        return Ok(answer(StatementOutcome::NotCounted, None));
    }
    let Some(course) = course else {
        return Ok(answer(StatementOutcome::UnknownCourse, None));
    };
    let Some(staff) = staff else {
        return Ok(answer(StatementOutcome::UnknownPerson, None));
    };
    let (_, subject) = certificates::staff(tx, staff)?;
    let may = tx.ask::<AddCertificate>(&subject)?;
    let certificate = certificates::certificate_insert(tx, &may, &certificate_of(course, on), (None, None))?;
    diesel::insert_into(learning_statement::table)
        .values((
            learning_statement::centre.eq(permit.id()),
            learning_statement::id.eq(&said.id),
            learning_statement::certificate.eq(certificate),
            learning_statement::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(answer(StatementOutcome::Kept, Some(certificate)))
}

fn kept(tx: &mut WriteTx<'_>, centre: CentreId, id: &str) -> Result<Option<CertificateId>, Problem> {
    Ok(learning_statement::table
        .filter(learning_statement::centre.eq(centre).and(learning_statement::id.eq(id)))
        .select(learning_statement::certificate)
        .first(tx.db())
        .optional()?)
}

fn known_as(
    tx: &mut WriteTx<'_>,
    centre: CentreId,
    identity: Option<&str>,
) -> Result<Option<StaffId>, Problem> {
    let Some(identity) = identity else { return Ok(None) };
    Ok(learner::table
        .filter(learner::centre.eq(centre).and(learner::identity.eq(identity)))
        .select(learner::staff)
        .first(tx.db())
        .optional()?)
}
