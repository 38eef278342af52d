//! The policies themselves: read from `policies/`, held against their schema, and put to Cedar.

use crate::{
    EveryAct, Purpose, Role,
    question::{Asked, Question, Tie, Ties},
};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
    sync::LazyLock,
};

/// What the policies may speak of.
pub const SCHEMA: &str = include_str!("../../policies/alongside.cedarschema");

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../policies/", $name)))),+]
    };
}

/// The policies, file by file.
pub const POLICIES: &[(&str, &str)] = files![
    "whole-house.cedar",
    "front-door.cedar",
    "intake.cedar",
    "case.cedar",
    "child.cedar",
    "messages.cedar",
    "complaints.cedar",
    "consents.cedar",
    "own-place.cedar",
    "feedback.cedar",
    "guides.cedar",
    "notices.cedar",
    "visits.cedar",
    "safeguarding.cedar",
    "reports.cedar",
    "staff.cedar",
    "rota.cedar",
    "premises.cedar",
    "emergency-access.cedar",
    "records.cedar",
];

/// The policies as Cedar has them, and the names that questions are made of.
struct Book {
    policies: PolicySet,
    acts: Vec<Action>,
    know: EntityUid,
    asker: EntityUid,
    roles: HashMap<Role, EntityUid>,
    role_entities: Vec<Entity>,
    own_centre: EntityUid,
    other_centre: EntityUid,
}

/// An act, as Cedar has it.
struct Action {
    name: &'static str,
    action: EntityUid,
    /// The same with the groups of acts that it is one of.
    grouped: Entity,
    /// The record it is on.
    record: EntityUid,
    /// What that kind of record says of who is tied to it.
    attributes: &'static [(&'static str, Tie)],
    /// Whether that kind of record can be under legal hold.
    can_be_held: bool,
}

static BOOK: LazyLock<Result<Book, String>> = LazyLock::new(Book::read);

/// Reads the policies and holds them against their schema. The program does not start when this says no,
/// and a test asks it: what does not fit cannot be shipped.
pub fn check() -> Result<(), String> {
    let schema = schema()?;
    let found = Validator::new(schema.clone()).validate(&policies()?, ValidationMode::Strict);
    if !found.validation_passed_without_warnings() {
        let errors = found.validation_errors().map(ToString::to_string);
        let warnings = found.validation_warnings().map(ToString::to_string);
        return Err(errors.chain(warnings).collect::<Vec<_>>().join("\n"));
    }
    every_act_is_an_action(&schema)?;
    BOOK.as_ref().map(|_| ()).map_err(Clone::clone)
}

fn schema() -> Result<Schema, String> {
    Schema::from_str(SCHEMA).map_err(|error| format!("policies/alongside.cedarschema: {error}"))
}

/// Every policy, named after its file and its place in it.
fn policies() -> Result<PolicySet, String> {
    let mut all = PolicySet::new();
    for (file, text) in POLICIES {
        let say = |error: &dyn std::fmt::Display| format!("policies/{file}: {error}");
        let read = PolicySet::from_str(text).map_err(|error| say(&error))?;
        for policy in read.policies() {
            let id = PolicyId::new(format!("{file} {}", policy.id()));
            all.add(policy.new_id(id)).map_err(|error| say(&error))?;
        }
    }
    Ok(all)
}

fn every_act_is_an_action(schema: &Schema) -> Result<(), String> {
    let groups: HashSet<&EntityUid> = schema.action_groups().collect();
    let mut actions: HashSet<String> = schema
        .actions()
        .filter(|action| !groups.contains(action))
        .map(|action| action.id().unescaped().to_owned())
        .collect();
    actions.remove("know");
    for act in EveryAct::ALL {
        if !actions.remove(act.name) {
            return Err(format!("the schema of the policies has no action for the act {}", act.name));
        }
    }
    match actions.iter().next() {
        Some(action) => Err(format!("the policies have an action {action} and there is no such act")),
        None => Ok(()),
    }
}

fn named(kind: &str, name: &str) -> Result<EntityUid, String> {
    let kind = EntityTypeName::from_str(kind).map_err(|error| error.to_string())?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(name)))
}

/// What each kind of record says of who is tied to it.
fn attributes(kind: &str) -> &'static [(&'static str, Tie)] {
    match kind {
        "Compartment" => &[("holder", Tie::Own)],
        "Case" => &[
            ("adults", Tie::Adult),
            ("referrers", Tie::Referrer),
            ("onTheSession", Tie::OnTheSession),
            ("openedBy", Tie::Emergency),
        ],
        "StaffFile" => &[("about", Tie::Own)],
        "SupervisionNotes" => &[("between", Tie::Own)],
        "EmergencyAccess" => &[("openedBy", Tie::Own)],
        _ => &[],
    }
}

/// The kind of record that can be under legal hold.
const CAN_BE_HELD: &str = "Case";

/// The words that stand for several roles.
fn groups(role: Role) -> &'static [&'static str] {
    match role {
        Role::Coordinator | Role::SafeguardingLead => &["staff", "leads"],
        Role::Supervisor | Role::Volunteer => &["staff", "session-staff"],
        _ => &[],
    }
}

impl Book {
    fn read() -> Result<Self, String> {
        let schema = schema()?;
        let grouped = schema.action_entities().map_err(|error| error.to_string())?;
        let mut acts = Vec::new();
        for act in EveryAct::ALL {
            let action = named("Action", act.name)?;
            let mut kinds = schema.resources_for_action(&action).into_iter().flatten();
            let kind = match (kinds.next(), kinds.next()) {
                (Some(kind), None) => kind.to_string(),
                _ => return Err(format!("the act {} is on no kind of record, or on several", act.name)),
            };
            let grouped = grouped.get(&action).cloned().ok_or("an act is no action")?;
            let (record, can_be_held) = (named(&kind, "it")?, kind == CAN_BE_HELD);
            acts.push(Action {
                name: act.name,
                action,
                grouped,
                record,
                attributes: attributes(&kind),
                can_be_held,
            });
        }
        let (mut roles, mut role_entities) = (HashMap::new(), Vec::new());
        for role in Role::ALL {
            let uid = named("Role", role.as_str())?;
            let parents = groups(*role).iter().map(|group| named("Role", group)).collect::<Result<_, _>>()?;
            role_entities.push(Entity::new_no_attrs(uid.clone(), parents));
            roles.insert(*role, uid);
        }
        Ok(Self {
            policies: policies()?,
            acts,
            know: named("Action", "know")?,
            asker: named("Person", "whoever asks")?,
            roles,
            role_entities,
            own_centre: named("Centre", "their own")?,
            other_centre: named("Centre", "another")?,
        })
    }

    fn is_permitted(&self, question: Question) -> Result<bool, String> {
        let (request, entities) = self.made(question)?;
        Ok(Authorizer::new().is_authorized(&request, &self.policies, &entities).decision() == Decision::Allow)
    }

    /// The question as Cedar takes it: who asks, the record, and how the two are tied.
    fn made(&self, question: Question) -> Result<(Request, Entities), String> {
        let say = |error: &dyn std::fmt::Display| error.to_string();
        let (act, knows) = match question.asked {
            Asked::Act(act) => (act, false),
            Asked::Know(act) => (act, true),
        };
        let (Some(act), Some(role)) = (self.acts.get(act), self.roles.get(&question.role)) else {
            return Err("no such act or role".to_owned());
        };
        let centre = if question.same_centre { &self.own_centre } else { &self.other_centre };
        let uid = |uid: &EntityUid| RestrictedExpression::new_entity_uid(uid.clone());
        let mut of_record = HashMap::from([("centre".to_owned(), uid(centre))]);
        for (name, tie) in act.attributes {
            let people = question.ties.has(*tie).then(|| uid(&self.asker));
            of_record.insert((*name).to_owned(), RestrictedExpression::new_set(people));
        }
        if act.can_be_held {
            of_record.insert("underLegalHold".to_owned(), RestrictedExpression::new_bool(question.held));
        }
        let of_asker = HashMap::from([
            ("centre".to_owned(), uid(&self.own_centre)),
            ("provedLately".to_owned(), RestrictedExpression::new_bool(question.proved)),
        ]);
        let asker = Entity::new(self.asker.clone(), of_asker, HashSet::from([role.clone()]))
            .map_err(|error| say(&error))?;
        let record =
            Entity::new(act.record.clone(), of_record, HashSet::new()).map_err(|error| say(&error))?;
        let role = self.role_entities.iter().find(|entity| entity.uid() == *role).cloned();
        let all = [asker, record, act.grouped.clone()].into_iter().chain(role);
        let entities = Entities::from_entities(all, None).map_err(|error| say(&error))?;
        let action = if knows { self.know.clone() } else { act.action.clone() };
        // Knowing that something is there is for no purpose of its own.
        let context = if knows {
            Context::empty()
        } else {
            let purpose = Purpose::of(act.name, question.role);
            let purpose = RestrictedExpression::new_string(purpose.as_str().to_owned());
            Context::from_pairs([("purpose".to_owned(), purpose)]).map_err(|error| say(&error))?
        };
        let request = Request::new(self.asker.clone(), action, act.record.clone(), context, None)
            .map_err(|error| say(&error))?;
        Ok((request, entities))
    }
}

/// With which facts a question about this act can differ: ties, and whether the record is held.
pub(crate) fn facts_of(act: usize) -> (Ties, bool) {
    let act = BOOK.as_ref().ok().and_then(|book| book.acts.get(act));
    act.map_or((Ties::NONE, false), |act| {
        let ties = act.attributes.iter().fold(Ties::NONE, |ties, (_, tie)| ties.with_if(*tie, true));
        (ties, act.can_be_held)
    })
}

/// Whether the policies permit what is asked.
pub(crate) fn is_permitted(question: Question) -> Result<bool, String> {
    BOOK.as_ref().map_err(Clone::clone)?.is_permitted(question)
}

/// A question as it is put to Cedar, and the policies it is put to: for measuring what Cedar alone takes.
#[doc(hidden)]
pub fn as_cedar_has_it(question: Question) -> Result<(Request, Entities, &'static PolicySet), String> {
    let book = BOOK.as_ref().map_err(Clone::clone)?;
    let (request, entities) = book.made(question)?;
    Ok((request, entities, &book.policies))
}
