//! Agreements: each adult says what they understood the level of supervision to be.

use super::{PlanState, activate_if_ready, store};
use base::{Moment, PartyId, PlanId, Prose};
use host::{Problem, Recorded, WriteTx};
use policy::{AgreePlan, Role};
use rules::{Refusal, plan::may_agree, risk::Level};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use store::agreements;

base::choices! {
    /// How somebody agreed.
    pub enum HowAgreed {
        Online = "online" => "Online",
        Paper = "paper" => "On paper",
        InPerson = "in-person" => "In person",
    }
}

/// Records that an adult agrees to a plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAgreement {
    /// Which adult agrees.
    pub party: PartyId,
    /// The level of supervision as they say they understood it.
    pub acknowledged: Level,
    /// How they agreed.
    pub how: HowAgreed,
    /// What they said or asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// One adult's agreement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Agreement {
    /// Who agreed.
    pub party: PartyId,
    /// The level as they understood it.
    pub acknowledged: Level,
    /// How they agreed.
    pub how: HowAgreed,
    /// What they said or asked.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// Records an agreement. A parent agrees for themselves alone, online; staff record what was signed on
/// paper or said in person. If that was the last thing lacking, visits may begin.
pub fn agree(tx: &mut WriteTx<'_>, id: PlanId, new: NewAgreement) -> Result<Recorded<Agreement>, Problem> {
    let plan = store::plan(tx, id)?;
    let family = store::family_of(tx, &plan)?;
    let permit = tx.ask::<AgreePlan>(&family.subject.with_id(id))?;
    let is_parent = tx.actor.role == Role::Parent;
    if is_parent {
        let own = family.adult_signed_in(tx.actor.account).ok_or(Problem::NotFound)?;
        // Of drafts, and of the other side, a parent is told nothing: not even that they are there.
        if own.id != new.party || plan.state == PlanState::Draft {
            return Err(Problem::NotFound);
        }
    }
    let adult =
        family.adult(new.party).ok_or_else(|| Problem::field("/party", "Choose an adult of this family"))?;
    if is_parent != (new.how == HowAgreed::Online) {
        let message = if is_parent {
            "From here you agree online"
        } else {
            "Choose on paper or in person: only the adult agrees online"
        };
        return Err(Problem::field("/how", message));
    }
    if plan.state != PlanState::Current {
        return Err(Refusal::because(
            "plan-not-current",
            "This version of the plan is not in force.",
            "Read the version that is in force, then agree to that one.",
        )
        .into());
    }
    if plan.agreements.iter().any(|agreement| agreement.party == new.party) {
        return Err(Refusal::because(
            "already-agreed",
            format!("{} has agreed to this plan already.", adult.name),
            "Nothing more is needed for this version.",
        )
        .into());
    }
    understood(plan.document.level, new.acknowledged, is_parent)?;
    store::agreement_insert(tx, &permit, &new)?;
    let ready = activate_if_ready(tx, family.id)?;
    let agreement = Agreement {
        party: new.party,
        acknowledged: new.acknowledged,
        how: new.how,
        words: new.words.map(|words| words.to_string()).unwrap_or_default(),
        at: tx.now,
    };
    let side = adult.side.words().to_lowercase();
    let done = format!("An agreement of the {side} to version {} of the plan was recorded", plan.version);
    tx.record(&permit, Some(family.id), &ready.after(&done), agreement)
}

/// Whether what an adult understood is what the plan says. To the adult it is said in their words.
fn understood(plan: Level, acknowledged: Level, is_parent: bool) -> Result<(), Refusal> {
    may_agree(plan, acknowledged).map_err(|refusal| {
        if is_parent {
            Refusal::because(
                refusal.code,
                "That is not how closely somebody will be with you.",
                "Read that part of the plan again, then choose what it says. Ask us if it is not clear.",
            )
        } else {
            refusal
        }
    })
}
