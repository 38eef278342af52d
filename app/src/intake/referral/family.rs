//! The family that a referral makes.

use super::{AdultInput, Capacity, Contacts, Kept, ReferralInput};
use crate::{
    family::title_of,
    schema::{child, family, party, party_contact, referral},
};
use base::{ChildId, Day, FamilyId, Name, PartyId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, schema::centre, seal::Sealed};
use policy::{Permit, SubmitReferral};
use rules::{
    intake::{Side, Stage},
    review::CameBy,
};
use serde_json::json;

/// How a family came to the centre, as far as it decides who else hears of its reviews.
pub fn came_by(tx: &mut Tx<'_>, id: FamilyId) -> Result<CameBy, Problem> {
    let Some(kept) = newest(tx, id)? else { return Ok(CameBy::default()) };
    let said = kept.document();
    let capacity = said.referrer.as_ref().and_then(|referrer| referrer.capacity);
    Ok(CameBy {
        order: !said.orders.is_empty(),
        professional: !matches!(capacity, None | Some(Capacity::OneOfTheFamily | Capacity::Other)),
    })
}

/// The courts that made a family's orders, by the names on the copies that both sides were given.
pub fn courts(tx: &mut Tx<'_>, id: FamilyId) -> Result<Vec<String>, Problem> {
    let Some(kept) = newest(tx, id)? else { return Ok(Vec::new()) };
    Ok(kept.document().orders.iter().filter_map(|order| order.court.as_ref()).map(Name::to_string).collect())
}

/// The referral a family came by, the newest if there are more.
fn newest(tx: &mut Tx<'_>, id: FamilyId) -> Result<Option<Kept>, Problem> {
    let document: Option<Sealed> = referral::table
        .filter(referral::family.eq(id))
        .order(referral::created.desc())
        .select(referral::document)
        .first(tx.db())
        .optional()?;
    document.map(|document| tx.open(&document)).transpose()
}

/// Makes the family of a complete referral, with its adults, their contacts and its children.
pub(super) fn family_of(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SubmitReferral>,
    document: &ReferralInput,
    contacts: &Contacts,
) -> Result<FamilyId, Problem> {
    let id = FamilyId::from_random(tx.random());
    let names: Vec<Name> = document.children.iter().filter_map(|child| child.name.clone()).collect();
    let reference = reference(tx)?;
    diesel::insert_into(family::table)
        .values((
            family::id.eq(id),
            family::centre.eq(tx.centre()),
            family::reference.eq(reference),
            family::title.eq(title_of(&names)),
            family::stage.eq(Stage::Referred),
            family::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    for side in Side::ALL {
        let adult = document.adult(*side).cloned().unwrap_or_default();
        let party = main_adult(tx, id, *side, &adult)?;
        diesel::insert_into(party_contact::table)
            .values((
                party_contact::party.eq(party),
                party_contact::centre.eq(tx.centre()),
                party_contact::document.eq(tx.seal(id, contacts.of(*side))?),
            ))
            .execute(tx.db())?;
    }
    for visitor in &document.extra_visitors {
        let who = (visitor.name.as_ref(), visitor.relation.as_ref(), visitor.born);
        party_insert(tx, id, (Side::Visiting, false), who, &json!({}))?;
    }
    for child in &document.children {
        let (Some(name), Some(born)) = (&child.name, child.born) else {
            return Err(Problem::broken(format!("referral {} was sent with a child unnamed", permit.id())));
        };
        let kept = json!({
            "needs": child.needs,
            "medical": child.medical,
            "may_leave_premises": child.may_leave_premises,
        });
        diesel::insert_into(child::table)
            .values((
                child::id.eq(ChildId::from_random(tx.random())),
                child::centre.eq(tx.centre()),
                child::family.eq(id),
                child::name.eq(name),
                child::born.eq(born),
                child::document.eq(tx.seal(id, &kept)?),
            ))
            .execute(tx.db())?;
    }
    Ok(id)
}

fn main_adult(
    tx: &mut WriteTx<'_>,
    family: FamilyId,
    side: Side,
    adult: &AdultInput,
) -> Result<PartyId, Problem> {
    let kept = json!({
        "parental_responsibility": adult.parental_responsibility,
        "solicitor": adult.solicitor,
    });
    let who = (adult.name.as_ref(), adult.relation.as_ref(), adult.born);
    party_insert(tx, family, (side, true), who, &kept)
}

fn party_insert(
    tx: &mut WriteTx<'_>,
    family: FamilyId,
    (side, is_main): (Side, bool),
    (name, relation, born): (Option<&Name>, Option<&Name>, Option<Day>),
    kept: &serde_json::Value,
) -> Result<PartyId, Problem> {
    let (Some(name), Some(relation)) = (name, relation) else {
        return Err(Problem::broken("a referral was sent with an adult unnamed"));
    };
    let id = PartyId::from_random(tx.random());
    diesel::insert_into(party::table)
        .values((
            party::id.eq(id),
            party::centre.eq(tx.centre()),
            party::family.eq(family),
            party::side.eq(side),
            party::is_main.eq(is_main),
            party::name.eq(name),
            party::relation.eq(relation),
            party::born.eq(born),
            party::document.eq(tx.seal(family, kept)?),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// A reference nobody has yet: the centre's initials and five characters that can be read out.
fn reference(tx: &mut Tx<'_>) -> Result<String, Problem> {
    let centre = tx.centre();
    let name: String = centre::table.filter(centre::id.eq(centre)).select(centre::name).first(tx.db())?;
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_alphabetic())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    for _ in 0..20 {
        let reference = format!("{initials}-{}", tx.ids().reference(5));
        let taken: i64 = family::table
            .filter(family::centre.eq(centre).and(family::reference.eq(&reference)))
            .count()
            .get_result(tx.db())?;
        if taken == 0 {
            return Ok(reference);
        }
    }
    Err(Problem::broken("no family reference is left"))
}
