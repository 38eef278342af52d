//! Where families are kept.

use super::{Adult, Child, Family, contact::Contact, session};
use crate::schema::{child, contact_before, family, party, party_contact, referral};
use base::{AccountId, Changed, ChildId, Day, FamilyId, Moment, Name, PartyId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, gate::Forbidden, seal::Sealed};
use policy::{Links, Role, Subject};
use rules::intake::{Side, Stage};

/// A family with its people and who is tied to it. Says "not found" for another centre's.
pub fn family(tx: &mut Tx<'_>, id: FamilyId) -> Result<Family, Problem> {
    let centre = tx.centre();
    let (reference, title, stage, created): (String, String, Stage, Moment) = family::table
        .filter(family::id.eq(id).and(family::centre.eq(centre)))
        .select((family::reference, family::title, family::stage, family::created))
        .first(tx.db())?;
    type AdultRow = (PartyId, Side, bool, String, String, Option<AccountId>);
    let adults: Vec<AdultRow> = party::table
        .filter(party::family.eq(id))
        .order((party::is_main.desc(), party::side, party::id))
        .select((party::id, party::side, party::is_main, party::name, party::relation, party::account))
        .load(tx.db())?;
    let children: Vec<(ChildId, String, Day, Sealed)> = child::table
        .filter(child::family.eq(id))
        .order((child::born, child::id))
        .select((child::id, child::name, child::born, child::document))
        .load(tx.db())?;
    let links = links(tx, id, &adults)?;
    Ok(Family {
        id,
        reference,
        title,
        stage,
        created,
        children: children
            .into_iter()
            .map(|(id, name, born, document)| {
                let document: serde_json::Value = tx.open(&document)?;
                Ok(Child { id, name, born, needs: document["needs"].as_str().map(str::to_owned) })
            })
            .collect::<Result<_, Problem>>()?,
        adults: adults
            .into_iter()
            .map(|(id, side, is_main, name, relation, account)| Adult {
                id,
                side,
                is_main,
                name,
                relation,
                account,
            })
            .collect(),
        subject: Subject { id, centre, family: Some(id), links },
    })
}

fn links(
    tx: &mut Tx<'_>,
    id: FamilyId,
    adults: &[(PartyId, Side, bool, String, String, Option<AccountId>)],
) -> Result<Links, Problem> {
    let mut links =
        Links { parents: adults.iter().filter_map(|adult| adult.5).collect(), ..Links::default() };
    match tx.actor.role {
        Role::Referrer => {
            links.referrer = referral::table
                .filter(referral::family.eq(id))
                .select(referral::author)
                .first::<Option<AccountId>>(tx.db())
                .optional()?
                .flatten();
        }
        Role::Supervisor | Role::Volunteer => {
            let tie = session::tie(tx, id)?;
            links.on_duty.extend(tx.actor.staff.filter(|_| tie.is_on_session));
            links.opened = tx.actor.staff.zip(tie.opening);
        }
        _ => {}
    }
    Ok(links)
}

/// The family an adult belongs to.
pub fn family_of_party(tx: &mut Tx<'_>, id: PartyId) -> Result<FamilyId, Problem> {
    let centre = tx.centre();
    Ok(party::table
        .filter(party::id.eq(id).and(party::centre.eq(centre)))
        .select(party::family)
        .first(tx.db())?)
}

/// Moves a case on. The caller holds the permit of the act that moves it and has asked the rules.
pub fn stage_change(tx: &mut WriteTx<'_>, subject: &Subject<FamilyId>, stage: Stage) -> Result<(), Problem> {
    diesel::update(family::table.filter(family::id.eq(subject.id)))
        .set(family::stage.eq(stage))
        .execute(tx.db())?;
    tx.changed(Changed::Family(subject.id));
    Ok(())
}

/// What a person on this side must never receive: the other side's protected facts (R25), as they are and as they were.
pub fn forbidden_for(tx: &mut Tx<'_>, id: FamilyId, side: Side) -> Result<Forbidden, Problem> {
    let centre = tx.centre();
    // One statement, because every page of a parent asks it: what stands there, beside each thing that stood there before.
    type Row = (PartyId, Side, Sealed, Option<Sealed>);
    let stood = contact_before::party.eq(party_contact::party).and(contact_before::lifted_at.is_null());
    let rows: Vec<Row> = party_contact::table
        .inner_join(party::table.on(party::id.eq(party_contact::party)))
        .left_join(contact_before::table.on(stood))
        .filter(party::family.eq(id).and(party::centre.eq(centre)))
        .order((party_contact::party, contact_before::number))
        .select((
            party_contact::party,
            party::side,
            party_contact::document,
            contact_before::document.nullable(),
        ))
        .load(tx.db())?;
    let (mut protected, mut own, mut last) = (Vec::new(), Vec::new(), None);
    for (of, at, stands, before) in rows {
        let is_own = at == side;
        let into = if is_own { &mut own } else { &mut protected };
        if last.replace(of) != Some(of) {
            into.extend(tx.open::<Contact>(&stands)?.protected());
        }
        if let Some(before) = before.filter(|_| !is_own) {
            into.extend(tx.open::<Contact>(&before)?.protected());
        }
    }
    // What stands in somebody's own details, they know: written into the other's, it would close their own pages.
    Ok(Forbidden::of(protected.iter().map(String::as_str)).but_for(own.iter().map(String::as_str)))
}

/// The name by which staff know a family: its children's first names.
#[must_use]
pub fn title_of(children: &[Name]) -> String {
    let first: Vec<&str> =
        children.iter().map(|name| name.as_str().split(' ').next().unwrap_or_default()).collect();
    match first.as_slice() {
        [] => "Family".to_owned(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
