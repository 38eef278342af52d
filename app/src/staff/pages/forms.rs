//! The forms on which somebody says when they can come, are away, whom they know and are close to.

use super::colleagues;
use crate::{
    front::{Asked, Goto, Pages},
    staff::{
        AbsenceReason, Closeness, Linking, NewAbsence, NewCloseTo, NewConflict, NewTimes, Sex, SupervisedBy,
        Terms, add_times, declare_close_to, declare_conflict, known, link_conflict,
        record::{leads, member},
        record_absence, set_supervisor, set_terms, store,
    },
    view::{Block, Choice, Field, Form, Kind, Layout, Sheet, View, choices, field},
};
use base::{ConflictId, StaffId, Weekday};
use host::{Problem, Tx};
use policy::{WriteStaff, WriteTerms};
use serde_json::{Value, json};

fn home<R>(id: &StaffId, _: &R) -> Goto {
    Goto::to(format!("/staff/{id}")).saying("saved")
}

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<WriteTerms, StaffId>("/staff/{staff}/terms", terms)
        .submit::<WriteTerms, StaffId, Terms, _>("/staff/{staff}/terms", set_terms, home, terms)
        .show::<WriteTerms, StaffId>("/staff/{staff}/times/new", times)
        .submit::<WriteTerms, StaffId, NewTimes, _>("/staff/{staff}/times/new", add_times, home, times)
        .show::<WriteTerms, StaffId>("/staff/{staff}/absences/new", absence)
        .submit::<WriteTerms, StaffId, NewAbsence, _>(
            "/staff/{staff}/absences/new",
            record_absence,
            |id, taken| match taken.visits.first() {
                Some(first) => Goto::to(format!("/rota?day={}", first.starts.day())).saying("left-short"),
                None => Goto::to(format!("/staff/{id}")).saying("away"),
            },
            absence,
        )
        .show::<WriteTerms, StaffId>("/staff/{staff}/known/new", knows)
        .submit::<WriteTerms, StaffId, NewConflict, _>(
            "/staff/{staff}/known/new",
            declare_conflict,
            home,
            knows,
        )
        .show::<WriteStaff, (StaffId, ConflictId)>("/staff/{staff}/known/{conflict}", linking)
        .submit::<WriteStaff, (StaffId, ConflictId), Linking, _>(
            "/staff/{staff}/known/{conflict}",
            link_conflict,
            |(id, _), known| home(id, known),
            linking,
        )
        .show::<WriteTerms, StaffId>("/staff/{staff}/close-to/new", close_to)
        .submit::<WriteTerms, StaffId, NewCloseTo, _>(
            "/staff/{staff}/close-to/new",
            declare_close_to,
            home,
            close_to,
        )
        .show::<WriteStaff, StaffId>("/staff/{staff}/supervisor", supervisor)
        .submit::<WriteStaff, StaffId, SupervisedBy, _>(
            "/staff/{staff}/supervisor",
            set_supervisor,
            home,
            supervisor,
        )
}

/// A form about somebody, whose page one comes back to.
struct About {
    id: StaffId,
    name: String,
}

impl About {
    /// For somebody who may say these things of them.
    fn own(tx: &mut Tx<'_>, id: StaffId) -> Result<Self, Problem> {
        let (kept, subject) = member(tx, id)?;
        tx.ask::<WriteTerms>(&subject)?;
        Ok(Self { id, name: kept.name })
    }

    /// For those who lead the centre's work.
    fn led(tx: &mut Tx<'_>, id: StaffId) -> Result<Self, Problem> {
        let (kept, subject) = member(tx, id)?;
        tx.ask::<WriteStaff>(&subject)?;
        Ok(Self { id, name: kept.name })
    }

    fn view(self, sheet: Sheet, form: Form) -> View {
        let sheet = sheet.over(self.name.clone()).form(form);
        View::sheet(Layout::Staff, sheet).back(self.name, format!("/staff/{}", self.id))
    }

    fn form(&self, rest: &str, asked: &Asked, stored: Option<&Value>, fields: Vec<Field>) -> Form {
        let state = stored.map_or_else(|| asked.form(), |stored| asked.form_of(stored));
        Form::new(format!("/staff/{}/{rest}", self.id), state, fields, "Save")
    }
}

fn terms(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let about = About::own(tx, id)?;
    let kept = store::one(tx, id)?.terms;
    let stored = json!({
        "languages": kept.languages.join(", "), "sex": kept.sex,
        "most_in_a_week": kept.most_in_a_week, "most_in_four_weeks": kept.most_in_four_weeks,
    });
    let fields = vec![
        field("languages", "Languages beside English", Kind::Text)
            .hint("Only languages good enough to follow a visit in. Put a comma between them."),
        field("sex", "Sex", Kind::One(choices!(Sex))).hint("Leave this empty if you prefer not to say."),
        field("most_in_a_week:int", "At most how many duties in a week?", Kind::Number),
        field("most_in_four_weeks:int", "At most how many duties in four weeks?", Kind::Number),
    ];
    let form = about.form("terms", asked, Some(&stored), fields);
    Ok(about.view(Sheet::new("Languages and duties"), form))
}

fn times(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let about = About::own(tx, id)?;
    let fields = vec![
        field("weekday", "On which day of the week?", Kind::Pick(choices!(Weekday))),
        field("from", "From what time?", Kind::Time),
        field("until", "Until what time?", Kind::Time),
        field("every_weeks:int", "Every how many weeks?", Kind::Number)
            .hint("Enter 2 for every second week. Leave this empty for every week."),
        field("starts_on", "What is the first day?", Kind::Date).hint("Leave this empty for today."),
        field("until_on", "What is the last day?", Kind::Date).hint("Leave this empty if there is none."),
    ];
    let form = about.form("times/new", asked, None, fields);
    Ok(about.view(Sheet::new("Add an available time"), form))
}

fn absence(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let about = About::own(tx, id)?;
    let fields = vec![
        field("from", "What is the first day?", Kind::Date),
        field("until", "What is the last day?", Kind::Date),
        field("reason", "Why?", Kind::One(choices!(AbsenceReason))).hint("Colleagues do not see this."),
    ];
    let form = about.form("absences/new", asked, None, fields);
    Ok(about.view(Sheet::new("Add an absence"), form))
}

fn knows(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let about = About::own(tx, id)?;
    let label = if leads(tx.actor.role) { "Whom do they know?" } else { "Whom do you know?" };
    let fields =
        vec![field("words", label, Kind::Long(3)).hint("Write their name, and how you know each other.")];
    let sheet = Sheet::new("Add somebody known").lead(
        "Tell us about anybody you know who could come to a centre like this. You are not told whether they do.",
    );
    let form = about.form("known/new", asked, None, fields);
    Ok(about.view(sheet, form))
}

fn linking(tx: &mut Tx<'_>, (id, conflict): (StaffId, ConflictId), asked: &Asked) -> Result<View, Problem> {
    let about = About::led(tx, id)?;
    let said = known::of(tx, id, true)?.into_iter().find(|one| one.id == conflict);
    let said = said.ok_or(Problem::NotFound)?;
    let adults: Vec<Choice> = store::adults(tx)?
        .into_iter()
        .map(|(id, name, family)| Choice::new(id.to_string(), format!("{name} ({family})")))
        .collect();
    let fields = vec![
        field("party", "Who is it?", Kind::Pick(adults))
            .hint("Leave this empty if nobody who comes here is meant. You are told when somebody of that name comes."),
        field("seen_at", "", Kind::Hidden(tx.now.to_string())),
    ];
    let sheet = Sheet::new("Look up somebody known")
        .lead("They are not told what you choose. They can no longer be named for a visit of that family.")
        .with(Block::Quote(said.words));
    let stored = json!({"party": said.party});
    let form = about.form(&format!("known/{conflict}"), asked, Some(&stored), fields);
    Ok(about.view(sheet, form))
}

fn close_to(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let about = About::own(tx, id)?;
    let fields = vec![
        field("other", "Which colleague?", Kind::Pick(colleagues(tx, id)?)),
        field("kind", "How close are they?", Kind::One(choices!(Closeness))),
    ];
    let sheet = Sheet::new("Add a close colleague")
        .lead("This cannot be taken back. It keeps both of them out of difficult situations.");
    let form = about.form("close-to/new", asked, None, fields);
    Ok(about.view(sheet, form))
}

fn supervisor(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let about = About::led(tx, id)?;
    let stored = json!({"supervisor": store::one(tx, id)?.supervised_by});
    let fields = vec![
        field("supervisor", "Who supervises them?", Kind::Pick(colleagues(tx, id)?))
            .hint("Leave this empty for nobody."),
    ];
    let form = about.form("supervisor", asked, Some(&stored), fields);
    Ok(about.view(Sheet::new("Choose a supervisor"), form))
}
