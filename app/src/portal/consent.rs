//! What an adult says yes or no to. It is theirs alone: each answers for themselves, takes it back when they
//! want, and learns nothing of what the other said. What keeps a child safe does not hang on it (R24).

use super::own_family;
use crate::{family, schema::adult_consent};
use base::{ConsentId, FamilyId, Moment, PartyId, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::Sealed};
use policy::{SeeConsents, SeeOwnConsents, WriteOwnConsent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What somebody is asked to consent to.
    pub enum About {
        Photographs = "photographs" => "Staff take photographs of the child in a visit",
        Support = "support" => "We speak with somebody who supports them",
        Quotes = "quotes" => "We quote their feedback without names",
        Teaching = "teaching" => "We teach staff with what happened, without names",
    }
}

/// Says yes or no to something.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConsent {
    /// What it is about.
    pub about: About,
    /// Whether you agree.
    pub given: bool,
    /// Anything that goes with it, for example with whom we may speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// What somebody said yes or no to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Consent {
    /// What it is about.
    pub about: About,
    /// Whether they agreed; nothing where they were not asked yet.
    pub given: Option<bool>,
    /// What goes with it.
    pub words: Option<String>,
    /// When they said so.
    pub at: Option<Moment>,
}

/// What one said yes or no to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnConsents {
    /// Each that is asked for.
    pub items: Vec<Consent>,
}

/// What an adult of a family said yes or no to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdultConsents {
    /// The adult.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Each that is asked for.
    pub consents: Vec<Consent>,
}

/// What each adult of a family said yes or no to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyConsents {
    /// Each adult.
    pub items: Vec<AdultConsents>,
}

#[derive(Deserialize, Serialize)]
struct Document {
    given: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// The newest of each kind, of each adult.
fn newest(tx: &mut Tx<'_>, of: FamilyId) -> Result<Vec<(PartyId, Consent)>, Problem> {
    let later = diesel::alias!(adult_consent as later);
    let is_later = later
        .filter(later.field(adult_consent::party).eq(adult_consent::party))
        .filter(later.field(adult_consent::about).eq(adult_consent::about))
        .filter(later.field(adult_consent::at).gt(adult_consent::at));
    let rows: Vec<(PartyId, String, Sealed, Moment)> = adult_consent::table
        .filter(adult_consent::family.eq(of).and(adult_consent::centre.eq(tx.centre())))
        .filter(diesel::dsl::not(diesel::dsl::exists(is_later)))
        .order(adult_consent::id)
        .select((adult_consent::party, adult_consent::about, adult_consent::document, adult_consent::at))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(party, about, document, at)| {
            let said: Document = serde_json::from_str(&tx.open_text(&document)?)?;
            let about = about.parse().map_err(Problem::broken)?;
            Ok((party, Consent { about, given: Some(said.given), words: said.words, at: Some(at) }))
        })
        .collect()
}

fn of_party(all: &[(PartyId, Consent)], party: PartyId) -> Vec<Consent> {
    About::ALL
        .iter()
        .map(|about| {
            let said = all.iter().find(|(of, one)| *of == party && one.about == *about);
            said.map_or(Consent { about: *about, given: None, words: None, at: None }, |(_, one)| one.clone())
        })
        .collect()
}

/// Whether an adult of a family says no to something now. For whoever has been asked already whether they may decide.
pub(crate) fn somebody_said_no(tx: &mut Tx<'_>, of: FamilyId, about: About) -> Result<bool, Problem> {
    Ok(newest(tx, of)?.iter().any(|(_, said)| said.about == about && said.given == Some(false)))
}

/// What one said yes or no to.
pub fn own_consents(tx: &mut Tx<'_>) -> Result<OwnConsents, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnConsents>(&family.held_by(adult.id))?;
    let all = newest(tx, family.id)?;
    Ok(OwnConsents { items: of_party(&all, adult.id) })
}

/// Says yes or no to something. What was said before stays on record.
pub fn say_consent(tx: &mut WriteTx<'_>, new: NewConsent) -> Result<Recorded<OwnConsents>, Problem> {
    let (family, adult) = own_family(tx)?;
    let permit = tx.ask::<WriteOwnConsent>(&family.held_by(adult.id))?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let document = Document { given: new.given, words: new.words.map(|words| words.to_string()) };
    let document = tx.seal_text(permit.id(), &serde_json::to_string(&document)?)?;
    // Said twice at the same moment, the second stands.
    diesel::delete(
        adult_consent::table.filter(
            adult_consent::party
                .eq(adult.id)
                .and(adult_consent::about.eq(new.about.as_str()))
                .and(adult_consent::at.eq(tx.now)),
        ),
    )
    .execute(tx.db())?;
    let id = ConsentId::from_random(tx.random());
    diesel::insert_into(adult_consent::table)
        .values((
            adult_consent::id.eq(id),
            adult_consent::centre.eq(tx.centre()),
            adult_consent::family.eq(permit.id()),
            adult_consent::party.eq(adult.id),
            adult_consent::about.eq(new.about.as_str()),
            adult_consent::document.eq(document),
            adult_consent::account.eq(account),
            adult_consent::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let own = own_consents(tx)?;
    tx.record(&permit, Some(family.id), "An adult said yes or no to something", own)
}

/// What each adult of a family said yes or no to.
pub fn consents(tx: &mut Tx<'_>, of: FamilyId) -> Result<FamilyConsents, Problem> {
    let family = family::family(tx, of)?;
    let mut items = Vec::new();
    let all = newest(tx, of)?;
    for adult in &family.adults {
        tx.ask::<SeeConsents>(&family.held_by(adult.id))?;
        items.push(AdultConsents {
            party: adult.id,
            name: adult.name.clone(),
            consents: of_party(&all, adult.id),
        });
    }
    Ok(FamilyConsents { items })
}
