//! Taking away a pair who must not meet (R4): one member of staff asks with a reason, another confirms it or keeps
//! them apart. What was known of the pair stays in the record of its end.

use super::{ending_store as store, store as pairs};
use crate::{
    family::{self, Family},
    order,
};
use base::{Changed, FamilyId, Moment, PairEndingId, PartyId, Prose};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{SeeContacts, WriteContacts};
use rules::{
    Refusal,
    apart::{Asker, Pair, may_end, second},
    order::binding,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How far the end of a pair has got.
    pub enum PairEndingState {
        Asked = "asked" => "Waits for a second person",
        Kept = "kept" => "They are kept apart as before",
        Ended = "ended" => "They may meet",
    }
}

base::choices! {
    /// What is decided of the end of a pair.
    pub enum PairVerdict {
        Confirm = "confirm" => "They need not be kept apart any longer",
        Keep = "keep" => "They are kept apart as before",
    }
}

/// Asks that two people need not be kept apart any longer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPairEnding {
    /// An adult of this family.
    pub one: PartyId,
    /// Whom they must not meet.
    pub other: PartyId,
    /// Why they need not be kept apart any longer, and how you know.
    pub reason: Prose,
}

/// Decides whether two people need not be kept apart any longer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PairDecision {
    /// What you decide.
    pub decision: PairVerdict,
}

/// That two people need not be kept apart any longer, and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PairEnding {
    /// Its identifier.
    pub id: PairEndingId,
    /// An adult of this family.
    pub one: PartyId,
    /// Their name.
    pub one_name: String,
    /// Whom they must not meet, or must not have met.
    pub other: PartyId,
    /// The other's name.
    pub other_name: String,
    /// What the centre calls the other's family.
    pub other_family: String,
    /// Why they were kept apart.
    pub kept_apart_because: String,
    /// Since when.
    pub since: Moment,
    /// Why they need not be any longer.
    pub reason: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// How far it has got.
    pub state: PairEndingState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Moment>,
    /// Whether whoever asks may confirm it: not who asked for it.
    pub may_confirm: bool,
}

/// Who asks, as the rules know them.
pub(super) fn asker(tx: &Tx<'_>) -> Result<Asker, Problem> {
    Ok(Asker { account: tx.actor.account.ok_or(Problem::SignInNeeded)?, staff: tx.actor.staff })
}

/// Asks the rules whether two people may be taken off the list as things stand now.
fn check(tx: &mut Tx<'_>, family: &Family, one: PartyId, other: PartyId) -> Result<(), Problem> {
    let mut families = vec![family.id];
    for party in [one, other] {
        families.push(family::family_of_party(tx, party)?);
    }
    families.sort();
    families.dedup();
    let held = order::held(tx, &families)?;
    let side = |party: PartyId| family.adult(party).map(|adult| adult.side);
    let pair = Pair {
        one,
        other,
        is_of_both_sides: side(one).zip(side(other)).is_some_and(|(one, other)| one != other),
        orders: held.values().flat_map(|held| binding(held)).collect(),
    };
    Ok(may_end(&pair, tx.now.day())?)
}

/// Asks that two people need not be kept apart any longer. Nothing changes until a second person confirms it.
pub fn ask_pair_ending(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    new: NewPairEnding,
) -> Result<Recorded<PairEnding>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<WriteContacts>(&family.subject)?;
    let found = pairs::no_meetings(tx, &family)?.into_iter().find(|pair| {
        (pair.one, pair.other) == (new.one, new.other) || (pair.other, pair.one) == (new.one, new.other)
    });
    let pair = found.ok_or_else(|| Problem::field("/other", "Choose two people who are kept apart"))?;
    check(tx, &family, pair.one, pair.other)?;
    if store::is_asked(tx, pair.one, pair.other)? {
        return Err(Refusal::because(
            "pair-ending-asked",
            "This is asked for already and waits for a second person.",
            "Decide on what was asked, or ask a colleague to.",
        )
        .into());
    }
    let made = store::ending_insert(tx, &permit, &pair, &new.reason)?;
    let ending = one_of(tx, &family, made)?;
    tx.record(&permit, Some(id), "It was asked that two people need not be kept apart any longer", ending)
}

/// Confirms that two people need not be kept apart any longer, as the second person, or keeps them apart.
pub fn decide_pair_ending(
    tx: &mut WriteTx<'_>,
    (id, ending): (FamilyId, PairEndingId),
    said: PairDecision,
) -> Result<Recorded<PairEnding>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<WriteContacts>(&family.subject)?;
    let open = one_of(tx, &family, ending)?;
    if open.state != PairEndingState::Asked {
        return Err(Refusal::because(
            "pair-ending-decided",
            "This is decided already.",
            "Ask for it anew if something has changed since.",
        )
        .into());
    }
    let summary = match said.decision {
        PairVerdict::Keep => {
            store::ending_decide(tx, &permit, ending, PairEndingState::Kept)?;
            "Two people are kept apart as before"
        }
        PairVerdict::Confirm => {
            second(store::asked_by(tx, ending)?, asker(tx)?)?;
            // What was so when it was asked for may not be so now: a court may have spoken since.
            check(tx, &family, open.one, open.other)?;
            store::ending_decide(tx, &permit, ending, PairEndingState::Ended)?;
            store::pair_delete(tx, &permit, ending)?;
            tx.changed(Changed::Party(open.one));
            tx.changed(Changed::Party(open.other));
            "A second person confirmed that two people need not be kept apart any longer"
        }
    };
    let decided = one_of(tx, &family, ending)?;
    tx.record(&permit, Some(id), summary, decided)
}

fn one_of(tx: &mut Tx<'_>, family: &Family, id: PairEndingId) -> Result<PairEnding, Problem> {
    let found = store::endings(tx, family, Some(id))?.pop();
    found.ok_or(Problem::NotFound)
}

/// The pairs of a family's adults that ended, or are asked to, the newest first.
pub fn list_pair_endings(tx: &mut Tx<'_>, id: FamilyId) -> Result<All<PairEnding>, Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeContacts>(&family.subject)?;
    Ok(All { items: store::endings(tx, &family, None)? })
}
