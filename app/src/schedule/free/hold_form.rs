//! The form by which a free time is held while the adults are asked.

use crate::{
    family::family,
    front::{Asked, Goto, Pages},
    plan,
    schedule::{
        NewHold, hold,
        pages::{begun, head, questions},
    },
    view::{Form, Kind, Layout, View, field},
};
use base::{FamilyId, Minutes};
use host::{Problem, Tx};
use policy::BookVisit;
use serde_json::json;

/// How long a time is held when nobody says otherwise.
const TWO_DAYS: Minutes = Minutes(2 * 24 * 60);

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<BookVisit, FamilyId>("/families/{family}/visits/hold", form)
        .submit::<BookVisit, FamilyId, NewHold, _>(
            "/families/{family}/visits/hold",
            hold,
            |family, _| Goto::to(format!("/families/{family}/visits")).saying("saved"),
            form,
        )
}

fn form(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<BookVisit>(&family.subject)?;
    let plan = plan::current(tx, id)?;
    let mut fields = questions(tx, &family, plan.as_ref(), "visit/")?;
    fields.push(
        field("until", "How long do you hold the time?", Kind::Moment)
            .hint("Two weeks at most. Nobody else can book it until then. After that it is free again."),
    );
    let stored = json!({"visit": begun(plan.as_ref(), asked), "until": tx.now.plus(TWO_DAYS)});
    let form =
        Form::new(format!("/families/{id}/visits/hold"), asked.form_of(&stored), fields, "Hold this time");
    let sheet = head(tx, &family, plan.as_ref(), "Hold a time")?.form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("Free times", format!("/families/{id}/free-times")))
}
