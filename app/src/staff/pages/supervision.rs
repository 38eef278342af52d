//! The page of somebody's supervision notes, with the form for a new one where the asker supervises them.

use crate::{
    front::{Asked, Goto, Pages},
    staff::{NewSupervisionNote, list_supervision, may_write, write_supervision},
    view::{Block, Form, Kind, Layout, Sheet, View, facts, field},
};
use base::StaffId;
use host::{Problem, Tx};
use policy::{SeeSupervision, WriteSupervision};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeSupervision, StaffId>("/staff/{staff}/supervision", notes)
        .submit::<WriteSupervision, StaffId, NewSupervisionNote, _>(
            "/staff/{staff}/supervision",
            write_supervision,
            |id, _| Goto::to(format!("/staff/{id}/supervision")).saying("noted"),
            notes,
        )
}

fn notes(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let listed = list_supervision(tx, id, &asked.paging())?;
    let name = crate::staff::store::one(tx, id)?.name;
    let mut sheet = Sheet::new("Supervision notes")
        .over(name)
        .lead("Only the two of you and the safeguarding lead can read these.");
    if may_write(tx, id)? {
        let fields = vec![
            field("day", "When did you meet?", Kind::Date),
            field("discussed", "What did you talk about?", Kind::Long(6)),
            field("agreed", "What did you agree, and by when?", Kind::Long(4)),
        ];
        let form = Form::new(format!("/staff/{id}/supervision"), asked.form(), fields, "Save this note");
        sheet = sheet.form(form);
    }
    if listed.items.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No notes yet".into(),
            next: "Whoever supervises writes one after each meeting.".into(),
            link: None,
        });
    }
    for note in &listed.items {
        sheet = sheet.with(Block::Heading(note.day.words())).with(facts([
            ("With", note.supervisor_name.clone()),
            ("Talked about", note.discussed.clone()),
            ("Agreed", note.agreed.clone()),
            ("Written", note.at.words()),
        ]));
    }
    let next = listed.next.map(|cursor| format!("/staff/{id}/supervision?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/staff/{id}/supervision"));
    let view = View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next }));
    Ok(view.back("Rota", "/rota"))
}
