//! For whom something is collected, and what they must not have.

use crate::{
    family::contact::Contact,
    records::{ask, registry::Person},
};
use base::{ChildId, EnquiryId, FamilyId, PartyId, StaffId};
use host::{Problem, Tx, gate::Forbidden, seal::Sealed};
use rules::intake::Side;
use std::collections::BTreeSet;

/// Somebody for whom all that concerns them is collected.
#[derive(Clone, Debug)]
pub struct Asker {
    /// What kinds of part of the registry are theirs.
    pub kinds: Vec<Person>,
    /// Their identifier, of whichever kind.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their side of the family, of an adult or of the adult who asks for a child.
    pub side: Option<Side>,
    /// Whether they are one of the two main adults.
    pub is_main: bool,
    /// What they must not have.
    pub forbidden: Forbidden,
}

/// Whom a request concerns, as it is kept.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Whom {
    pub(super) family: Option<FamilyId>,
    pub(super) party: Option<PartyId>,
    pub(super) child: Option<ChildId>,
    pub(super) through: Option<PartyId>,
    pub(super) staff: Option<StaffId>,
    pub(super) enquiry: Option<EnquiryId>,
}

fn texts(tx: &mut Tx<'_>, columns: &[&str], from: &str, who: &str) -> Result<Vec<Vec<String>>, Problem> {
    let rows = ask::rows(tx, columns, (from, "1"), who)?;
    Ok(rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect())
}

/// Whose contact details a family's tables hold: each with its side and, where it is one adult's, their identifier.
const CONTACTS: &[&str] = &[
    "party_contact JOIN party ON party.id = party_contact.party WHERE party.family = $1",
    "referral_contact JOIN referral ON referral.id = referral_contact.referral WHERE referral.family = $1",
    "application_contact JOIN application ON application.id = application_contact.application \
     JOIN referral ON referral.id = application.referral WHERE referral.family = $1",
];

/// Values of the family's compartments: those of the reader, and those of everybody else.
fn values(
    tx: &mut Tx<'_>,
    family: FamilyId,
    own: Option<(&str, Side, bool)>,
) -> Result<[Vec<String>; 2], Problem> {
    let (mut theirs, mut others) = (Vec::new(), Vec::new());
    let columns: [&[&str]; 3] = [
        &["party_contact.document", "party.side", "party.id"],
        &["referral_contact.document", "referral_contact.side", "referral_contact.referral"],
        &["application_contact.document", "application.document", "application.id"],
    ];
    for (from, columns) in CONTACTS.iter().zip(columns) {
        for row in texts(tx, columns, from, family.as_str())? {
            let Ok([document, said, id]) = <[String; 3]>::try_from(row) else { continue };
            // Of an application it is a sealed document that says whose it is, and of the others a word.
            let is_application = columns[1] == "application.document";
            let side = if is_application { tx.open_text(&Sealed::kept(said))? } else { said };
            let is_own = own.is_some_and(|(own, own_side, is_main)| {
                // Of an application's writer only this is known: whether the children live with them.
                let half = serde_json::from_str::<serde_json::Value>(&side).ok();
                let lives =
                    half.as_ref().and_then(|half| half.pointer("/about/children_live_with_me")?.as_bool());
                let of_side = side == own_side.as_str()
                    || lives.is_some_and(|lives| lives == (own_side == Side::Resident));
                *id == *own || (is_main && of_side && !columns[0].starts_with("party_contact"))
            });
            let contact: Contact = tx.open(&Sealed::kept(document))?;
            let into = if is_own { &mut theirs } else { &mut others };
            into.extend(contact.protected());
        }
    }
    Ok([theirs, others])
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a reader must not have: what is in everybody else's compartments, but for what they told us themselves.
/// What both sides have alike is given to each as their own, and says nothing of the other.
fn forbidden(
    tx: &mut Tx<'_>,
    family: FamilyId,
    own: Option<(&str, Side, bool)>,
) -> Result<Forbidden, Problem> {
    let [theirs, others] = values(tx, family, own)?;
    let known: Vec<String> = theirs.iter().map(|value| fold(value)).collect();
    let is_known = |part: &str| {
        let part = fold(part);
        !part.is_empty() && known.iter().any(|known| known.contains(&part))
    };
    let mut not_theirs = BTreeSet::new();
    for value in &others {
        let parts: Vec<&str> = value.split([',', '\n']).collect();
        if parts.iter().all(|part| is_known(part) || part.trim().is_empty()) {
            continue;
        }
        // With a part that is known the whole would not be found in a text that has the rest alone.
        not_theirs.extend(parts.iter().filter(|part| !is_known(part)).map(|part| (*part).to_owned()));
        if !parts.iter().any(|part| is_known(part)) {
            not_theirs.insert(value.clone());
        }
    }
    // Third persons who are to come along: their names are theirs.
    let people = "party WHERE family = $1 AND NOT is_main";
    for row in texts(tx, &["name", "id"], people, family.as_str())? {
        let [name, id] = row.as_slice() else { continue };
        if own.is_none_or(|(own, ..)| own != id) {
            not_theirs.insert(name.clone());
        }
    }
    Ok(Forbidden::of(not_theirs.iter().map(String::as_str)))
}

/// An adult of a family, as one for whom something is collected.
fn adult(tx: &mut Tx<'_>, id: PartyId) -> Result<(String, Side, bool), Problem> {
    let rows = texts(tx, &["name", "side", "is_main"], "party WHERE id = $1", id.as_str())?;
    let [name, side, is_main] = rows.first().map(Vec::as_slice).ok_or(Problem::NotFound)? else {
        return Err(Problem::NotFound);
    };
    let side = side.parse().map_err(Problem::broken)?;
    Ok((name.clone(), side, is_main == "true" || is_main == "1"))
}

/// Whom a request concerns, with what they must not have; none where the centre knows nobody.
pub(super) fn of(tx: &mut Tx<'_>, whom: &Whom) -> Result<Option<Asker>, Problem> {
    if let (Some(party), Some(family)) = (whom.party, whom.family) {
        return asker(tx, family, party).map(Some);
    }
    if let (Some(child), Some(family)) = (whom.child, whom.family) {
        let rows = texts(tx, &["name"], "child WHERE id = $1", child.as_str())?;
        let name = rows.into_iter().flatten().next().ok_or(Problem::NotFound)?;
        let through = whom.through.map(|id| Ok::<_, Problem>((id, adult(tx, id)?))).transpose()?;
        let own = through.as_ref().map(|(id, (_, side, is_main))| (id.as_str(), *side, *is_main));
        let forbidden = forbidden(tx, family, own)?;
        let mut kinds = vec![Person::Child];
        if through.is_none() {
            kinds.push(Person::ChildAlone);
        }
        let side = through.as_ref().map(|(_, (_, side, _))| *side);
        return Ok(Some(Asker { kinds, id: child.to_string(), name, side, is_main: false, forbidden }));
    }
    let (kind, id, name) = match (whom.staff, whom.enquiry) {
        (Some(id), _) => {
            let rows = texts(tx, &["name"], "staff WHERE id = $1", id.as_str())?;
            (Person::Staff, id.to_string(), rows.into_iter().flatten().next().ok_or(Problem::NotFound)?)
        }
        (None, Some(id)) => (Person::Enquirer, id.to_string(), "The person who made the enquiry".to_owned()),
        (None, None) => return Ok(None),
    };
    let forbidden = Forbidden::default();
    Ok(Some(Asker { kinds: vec![kind], id, name, side: None, is_main: false, forbidden }))
}

/// An adult of a family, with what they must not have.
pub fn asker(tx: &mut Tx<'_>, family: FamilyId, party: PartyId) -> Result<Asker, Problem> {
    let (name, side, is_main) = adult(tx, party)?;
    let forbidden = forbidden(tx, family, Some((party.as_str(), side, is_main)))?;
    Ok(Asker {
        kinds: vec![Person::Adult],
        id: party.to_string(),
        name,
        side: Some(side),
        is_main,
        forbidden,
    })
}

/// People of the centre who have a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) parties: Vec<PartyId>,
    pub(super) children: Vec<ChildId>,
    pub(super) staff: Vec<StaffId>,
}

impl Found {
    /// Whether there is just one.
    pub(super) fn is_one(&self) -> bool {
        self.parties.len() + self.children.len() + self.staff.len() == 1
    }
}

/// Whoever of the centre has this whole name.
pub(super) fn people_named(tx: &mut Tx<'_>, name: &str) -> Result<Found, Problem> {
    use crate::schema::{child, party, staff};
    use diesel::prelude::*;
    let centre = tx.centre();
    Ok(Found {
        parties: party::table
            .filter(party::centre.eq(centre).and(party::name.eq(name)))
            .limit(2)
            .select(party::id)
            .load(tx.db())?,
        children: child::table
            .filter(child::centre.eq(centre).and(child::name.eq(name)))
            .limit(2)
            .select(child::id)
            .load(tx.db())?,
        staff: staff::table
            .filter(staff::centre.eq(centre).and(staff::name.eq(name)))
            .limit(2)
            .select(staff::id)
            .load(tx.db())?,
    })
}
