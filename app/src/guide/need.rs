//! What is hard just now for one adult, and which guides fit them. It is worked out from their own side alone
//! (R25): their own times, the children's ages, and what staff heard from them.

use super::shown::{GuideLine, for_adults, guides};
use crate::{
    family,
    portal::{own_facts, own_facts_of, own_family},
    schema::guide_need,
};
use base::{FamilyId, Moment, PartyId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{SeeGuideNeeds, WriteGuideNeeds};
use rules::guide::{About, Facts, Need, fitting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many guides are put before somebody at once.
pub const MOST_AT_ONCE: usize = 4;

/// What is hard just now for one adult.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// What is hard just now.
    #[serde(default)]
    pub needs: Vec<Need>,
}

/// What is hard for one adult, and what they are shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdultNeeds {
    /// The adult.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What is hard just now.
    pub needs: Vec<Need>,
    /// When that was last written down.
    pub at: Option<Moment>,
    /// The guides they are shown first.
    pub shown: Vec<GuideLine>,
}

/// What is hard for each adult of a family, and what each is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyNeeds {
    /// Each adult who has a sign-in, or could have one.
    pub items: Vec<AdultNeeds>,
}

/// The guides that fit oneself just now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnGuides {
    /// The best first, at most four.
    pub now: Vec<GuideLine>,
    /// All there are, by title.
    pub all: Vec<GuideLine>,
}

/// Those that fit, of all there are.
pub(super) fn fits(facts: &Facts, all: &[GuideLine]) -> Vec<GuideLine> {
    let shipped: Vec<_> = for_adults().collect();
    let about: Vec<About> = shipped.iter().map(|guide| guide.about.clone()).collect();
    fitting(facts, &about)
        .into_iter()
        .filter_map(|place| all.iter().find(|line| line.name == shipped[place].name).cloned())
        .take(MOST_AT_ONCE)
        .collect()
}

/// The guides for oneself: what fits now, and all.
pub fn own_guides(tx: &mut Tx<'_>, language: &str) -> Result<OwnGuides, Problem> {
    let (family, adult) = own_family(tx)?;
    let facts = own_facts_of(tx, &adult)?.for_guides(&family, &adult, tx.now);
    let all = guides(tx, language)?.items;
    Ok(OwnGuides { now: fits(&facts, &all), all })
}

/// What is hard for each adult of a family.
pub fn needs(tx: &mut Tx<'_>, of: FamilyId) -> Result<FamilyNeeds, Problem> {
    let family = family::family(tx, of)?;
    let parties: Vec<PartyId> = family.adults.iter().map(|adult| adult.id).collect();
    let facts = own_facts(tx, &parties)?;
    let all = guides(tx, super::shipped::ENGLISH)?.items;
    let mut items = Vec::new();
    for (adult, (_, facts)) in family.adults.iter().zip(facts) {
        tx.ask::<SeeGuideNeeds>(&family.held_by(adult.id))?;
        let shown = fits(&facts.for_guides(&family, adult, tx.now), &all);
        let (party, name) = (adult.id, adult.name.clone());
        items.push(AdultNeeds { party, name, needs: facts.needs, at: facts.needs_at, shown });
    }
    Ok(FamilyNeeds { items })
}

/// Writes down what is hard just now for one adult.
pub fn write_needs(
    tx: &mut WriteTx<'_>,
    (of, party): (FamilyId, PartyId),
    new: Needs,
) -> Result<Recorded<FamilyNeeds>, Problem> {
    let family = family::family(tx, of)?;
    family.adult(party).ok_or(Problem::NotFound)?;
    let permit = tx.ask::<WriteGuideNeeds>(&family.held_by(party))?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let mut needs = new.needs;
    needs.sort_unstable();
    needs.dedup();
    let document = tx.seal_text(permit.id(), &serde_json::to_string(&Needs { needs })?)?;
    diesel::delete(guide_need::table.filter(guide_need::party.eq(party))).execute(tx.db())?;
    diesel::insert_into(guide_need::table)
        .values((
            guide_need::party.eq(party),
            guide_need::centre.eq(tx.centre()),
            guide_need::family.eq(permit.id()),
            guide_need::document.eq(document),
            guide_need::account.eq(account),
            guide_need::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let all = self::needs(tx, of)?;
    tx.record(&permit, Some(of), "What is hard just now for an adult was written down", all)
}
