//! Making a complaint.

use super::{
    hidden::{concern_insert, hiding, meant},
    steps::{ComplaintStepKind, Said, step_insert},
    store::{ComplaintOrigin, Row},
    terms,
};
use crate::{
    family::{self, Adult, Family},
    intake::SafeChannel,
    schema::complaint,
};
use base::{ComplaintId, Faults, Moment, Name, PartyId, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, WriteTx};
use policy::{Act, MakeComplaint, Permit, Role, SeeFamily, Subject, WriteOwnComplaint};
use rules::complaint::{ComplaintAbout, ComplaintStage, Standing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Complains, from one's own place.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnComplaint {
    /// What it is about.
    pub about: ComplaintAbout,
    /// If it is about somebody: their name, or how you would describe them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Name>,
    /// What happened.
    pub what: Prose,
    /// What you would like to happen now.
    pub wish: Prose,
    /// Whether somebody was harmed, or you think that a child is not safe.
    #[serde(default)]
    pub harm: bool,
    /// How you would like us to deal with it: informal, or first for stage 1.
    pub stage: ComplaintStage,
}

/// Complains from outside, or writes down what one was told.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComplaint {
    /// Which adult of a family complains, where staff write it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// What you would like to be called.
    pub name: Name,
    /// How it is safe to reach you.
    pub safe_channel: SafeChannel,
    /// The number or address for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_me_at: Option<Name>,
    /// When it is safe, and any word to say first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<Prose>,
    /// What it is about.
    pub about: ComplaintAbout,
    /// If it is about somebody: their name, or how you would describe them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Name>,
    /// What happened.
    pub what: Prose,
    /// What you would like to happen now.
    pub wish: Prose,
    /// Whether somebody was harmed, or you think that a child is not safe.
    #[serde(default)]
    pub harm: bool,
    /// How you would like us to deal with it: informal, or first for stage 1.
    pub stage: ComplaintStage,
}

/// What was told, as it is kept.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct ComplaintTold {
    /// Who complains.
    pub name: String,
    /// How it is safe to reach them, where they have no place of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe_channel: Option<SafeChannel>,
    /// The number or address for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_me_at: Option<String>,
    /// When it is safe, and any word to say first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<String>,
    /// Whom it is about, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What happened.
    pub what: String,
    /// What they would like to happen.
    pub wish: String,
}

/// That a complaint has come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintTaken {
    /// When.
    pub at: Moment,
    /// Said to staff alone: whether nobody who leads the work here may read it, so that whoever wrote it down takes
    /// it to the trustees or to NACCC.
    pub hidden_from_all: bool,
}

fn text(said: Option<&impl ToString>) -> Option<String> {
    said.map(ToString::to_string)
}

fn check(faults: &mut Faults, about: ComplaintAbout, who: Option<&Name>, stage: ComplaintStage) {
    let needs = matches!(about, ComplaintAbout::Staff | ComplaintAbout::Volunteer);
    faults.require(
        !needs || who.is_some(),
        "/who",
        "Enter a name, or how you would describe them: then they are not shown it",
    );
    faults.require(stage != ComplaintStage::Second, "/stage", "Choose informal or in writing");
}

/// What is about to be kept.
pub(super) struct Raised {
    pub(super) origin: ComplaintOrigin,
    pub(super) about: ComplaintAbout,
    pub(super) told: ComplaintTold,
    pub(super) harm: bool,
    pub(super) stage: ComplaintStage,
}

/// Keeps a complaint, and from whom it is hidden.
pub(super) fn complaint_insert<A: Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    of: Option<(&Family, PartyId)>,
    raised: &Raised,
) -> Result<ComplaintId, Problem> {
    let id = ComplaintId::from_random(tx.random());
    let (terms, holidays) = terms::in_force(tx)?;
    let standing = Standing::begun(raised.stage, tx.now, terms, &holidays);
    let document = match of {
        Some((family, _)) => tx.seal(family.id, &raised.told)?,
        None => tx.seal(id, &raised.told)?,
    };
    let row = Row {
        id,
        centre: tx.centre(),
        family: of.map(|(family, _)| family.id),
        party: of.map(|(_, party)| party),
        origin: raised.origin,
        about: raised.about,
        document,
        at: tx.now,
        harm: raised.harm,
        harm_seen_at: None,
        stage: standing.stage,
        acknowledge_by: standing.acknowledge_by,
        acknowledged_at: None,
        answer_by: standing.answer_by,
        handler: None,
        outsider: None,
        outcome: None,
        closed_at: None,
    };
    diesel::insert_into(complaint::table)
        .values((
            complaint::id.eq(id),
            complaint::centre.eq(row.centre),
            complaint::family.eq(row.family),
            complaint::party.eq(row.party),
            complaint::origin.eq(row.origin),
            complaint::about.eq(row.about),
            complaint::document.eq(&row.document),
            complaint::account.eq(tx.actor.account),
            complaint::at.eq(row.at),
            complaint::harm.eq(row.harm),
            complaint::stage.eq(row.stage),
            complaint::acknowledge_by.eq(row.acknowledge_by),
            complaint::answer_by.eq(row.answer_by),
        ))
        .execute(tx.db())?;
    for who in meant(tx, raised.about, raised.told.who.as_deref())? {
        concern_insert(tx, id, who)?;
    }
    step_insert(tx, &row, (ComplaintStepKind::Raised, row.stage), &Said::default())?;
    Ok(id)
}

/// Complains from outside, or writes down what one was told.
pub fn make(tx: &mut WriteTx<'_>, new: NewComplaint) -> Result<Recorded<ComplaintTaken>, Problem> {
    let permit = tx.ask::<MakeComplaint>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let is_staff = matches!(
        tx.actor.role,
        Role::Coordinator | Role::SafeguardingLead | Role::Supervisor | Role::Volunteer
    );
    let mut faults = Faults::none();
    check(&mut faults, new.about, new.who.as_ref(), new.stage);
    faults.require(
        new.safe_channel == SafeChannel::DoNotContact || new.reach_me_at.is_some(),
        "/reach_me_at",
        "Enter the number or address, or choose that you will contact us",
    );
    faults.none_or_err()?;
    let family = match new.party {
        Some(party) => {
            // Whoever may not know the family is told what they are told of a person who is not there.
            let nobody = || Problem::field("/party", "Choose an adult of a family you know");
            let of = family::family_of_party(tx, party).map_err(|_| nobody())?;
            let family = family::family(tx, of)?;
            tx.ask::<SeeFamily>(&family.subject).map_err(|_| nobody())?;
            Some((family, party))
        }
        None => None,
    };
    let told = ComplaintTold {
        name: new.name.to_string(),
        safe_channel: Some(new.safe_channel),
        reach_me_at: text(new.reach_me_at.as_ref()),
        when_it_is_safe: text(new.when_it_is_safe.as_ref()),
        who: text(new.who.as_ref()),
        what: new.what.to_string(),
        wish: new.wish.to_string(),
    };
    let origin = if is_staff { ComplaintOrigin::Recorded } else { ComplaintOrigin::Public };
    let raised = Raised { origin, about: new.about, told, harm: new.harm, stage: new.stage };
    let of = family.as_ref().map(|(family, party)| (family, *party));
    let id = complaint_insert(tx, &permit, of, &raised)?;
    // Anybody else must not find out by a complaint who is close to whom here.
    let hidden_from_all = is_staff && hiding(tx, id)?.from_all;
    let at = tx.now;
    tx.record(&permit, None, "A complaint was made", ComplaintTaken { at, hidden_from_all })
}

/// Keeps what an adult complains of from their own place.
pub(super) fn make_own(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOwnComplaint>,
    (family, adult): (&Family, &Adult),
    new: NewOwnComplaint,
) -> Result<ComplaintId, Problem> {
    let mut faults = Faults::none();
    check(&mut faults, new.about, new.who.as_ref(), new.stage);
    faults.none_or_err()?;
    let told = ComplaintTold {
        name: adult.name.clone(),
        safe_channel: None,
        reach_me_at: None,
        when_it_is_safe: None,
        who: text(new.who.as_ref()),
        what: new.what.to_string(),
        wish: new.wish.to_string(),
    };
    let origin = ComplaintOrigin::Own;
    let raised = Raised { origin, about: new.about, told, harm: new.harm, stage: new.stage };
    complaint_insert(tx, permit, Some((family, adult.id)), &raised)
}
