//! The head of the centre's reports and letters, as the centre sets it itself.

use crate::schema::site;
use base::{Faults, Name, Prose};
use diesel::prelude::*;
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
    schema::centre,
};
use policy::{Permit, SetLetterhead, Subject};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// The most lines of an address that fit at the head of a page, and the most characters of one.
const MOST_LINES: usize = 6;
const LONGEST_LINE: usize = 60;

/// What stands at the head of every report and letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CentreLetterhead {
    /// The centre's name.
    pub name: String,
    /// The postal address, one line each.
    pub address: Vec<String>,
    /// The telephone number.
    pub telephone: String,
    /// The e-mail address, if there is one for all.
    pub email: String,
    /// The number under which the charity is registered, if it is one.
    pub charity_number: String,
    /// The body that accredited the centre, and its number.
    pub accreditation: String,
}

/// Sets what stands at the head of every report and letter from now on. What is signed stays as it is.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLetterhead {
    /// The centre's name as it stands on papers.
    pub name: Name,
    /// The postal address, one line to a line.
    pub address: Prose,
    /// The telephone number.
    pub telephone: Name,
    /// The e-mail address, if there is one for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Name>,
    /// The number under which the charity is registered, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charity_number: Option<Name>,
    /// The body that accredited the centre, and its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accreditation: Option<Name>,
}

impl NewLetterhead {
    fn read(&self) -> Result<CentreLetterhead, Faults> {
        let address: Vec<String> = self
            .address
            .as_str()
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        let fits =
            address.len() <= MOST_LINES && address.iter().all(|line| line.chars().count() <= LONGEST_LINE);
        let has_digits =
            |text: &str, least: usize| text.chars().filter(char::is_ascii_digit).count() >= least;
        let mut faults = Faults::none();
        faults.require(fits, "/address", "Use 6 lines or fewer, of 60 characters or fewer");
        faults.require(
            has_digits(self.telephone.as_str(), 9),
            "/telephone",
            "Enter a whole telephone number",
        );
        faults.require(
            self.email.as_ref().is_none_or(|it| it.as_str().contains('@')),
            "/email",
            "Enter an e-mail address, like office@example.org",
        );
        let plain =
            |text: &str| text.len() <= 12 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        faults.require(
            self.charity_number.as_ref().is_none_or(|it| plain(it.as_str()) && has_digits(it.as_str(), 5)),
            "/charity_number",
            "Enter the number alone, like 1160000 or SC040000",
        );
        faults.none_or_err()?;
        let words = |of: &Option<Name>| of.as_ref().map(ToString::to_string).unwrap_or_default();
        Ok(CentreLetterhead {
            name: self.name.to_string(),
            address,
            telephone: self.telephone.to_string(),
            email: words(&self.email),
            charity_number: words(&self.charity_number),
            accreditation: words(&self.accreditation),
        })
    }
}

/// The operations on it.
pub(super) fn operations() -> Operations {
    const TAG: &str = "The centre";
    Operations::none()
        .read::<SetLetterhead, (), Nothing, CentreLetterhead>(
            TAG,
            "/letterhead",
            "Read what stands at the head of reports and letters",
            |tx, (), _| see_letterhead(tx),
        )
        .write::<SetLetterhead, (), NewLetterhead, CentreLetterhead>(
            TAG,
            (axum::http::Method::PUT, "/letterhead"),
            "Set what stands at the head of reports and letters",
            (200, &[]),
            |tx, (), new| set_letterhead(tx, new),
        )
}

/// What stands at the head of every paper, for whoever sets it.
pub fn see_letterhead(tx: &mut Tx<'_>) -> Result<CentreLetterhead, Problem> {
    tx.ask::<SetLetterhead>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    letterhead(tx)
}

/// What stands at the head of every paper: the centre's name alone, until more is set.
pub fn letterhead(tx: &mut Tx<'_>) -> Result<CentreLetterhead, Problem> {
    let (name, settings) = kept(tx)?;
    let set: CentreLetterhead = serde_json::from_value(settings["letterhead"].clone()).unwrap_or_default();
    Ok(if set.name.is_empty() { CentreLetterhead { name, ..set } } else { set })
}

/// What the centre and its places are called.
pub(crate) fn names(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let mut names: Vec<String> =
        site::table.filter(site::centre.eq(tx.centre())).select(site::name).load(tx.db())?;
    names.push(letterhead(tx)?.name);
    Ok(names)
}

/// Sets what stands at the head of every paper.
pub fn set_letterhead(
    tx: &mut WriteTx<'_>,
    new: NewLetterhead,
) -> Result<Recorded<CentreLetterhead>, Problem> {
    let permit = tx.ask::<SetLetterhead>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let set = new.read()?;
    letterhead_write(tx, &permit, &set)?;
    tx.record(&permit, None, "The head of reports and letters was set", set)
}

fn kept(tx: &mut Tx<'_>) -> Result<(String, Value), Problem> {
    let id = tx.centre();
    let (name, settings): (String, String) =
        centre::table.filter(centre::id.eq(id)).select((centre::name, centre::settings)).first(tx.db())?;
    Ok((name, serde_json::from_str(&settings)?))
}

fn letterhead_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SetLetterhead>,
    set: &CentreLetterhead,
) -> Result<(), Problem> {
    let (_, mut settings) = kept(tx)?;
    settings["letterhead"] = json!(set);
    diesel::update(centre::table.filter(centre::id.eq(permit.id())))
        .set(centre::settings.eq(settings.to_string()))
        .execute(tx.db())?;
    Ok(())
}
