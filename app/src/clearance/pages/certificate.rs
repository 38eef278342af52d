//! One certificate: adding it, looking at it, checking it, saving its file.

use crate::{
    clearance::{Certificate, CertificateVerdict, certificate::see, read, store},
    front::Asked,
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, choices, fact, field, tag},
};
use base::{CertificateId, Day, Moment, StaffId};
use host::{Problem, Tx, forms::FormState};
use policy::{AddCertificate, Role};
use rules::{
    clearance::{CertificateStanding, DbsLevel, Requirement, second_person},
    plan,
};
use serde_json::json;

/// What became of a certificate, as a tag.
pub(in crate::clearance) fn standing_tag(standing: CertificateStanding) -> Cell {
    let colour = match standing {
        CertificateStanding::Waiting => "orange",
        CertificateStanding::Checked => "green",
        CertificateStanding::Refused | CertificateStanding::Revoked => "grey",
    };
    tag(standing.words(), colour)
}

/// What a certificate shows, in words.
pub(in crate::clearance) fn shows(one: &Certificate) -> String {
    let held = &one.credential;
    let kinds: Vec<String> = held.kinds.iter().map(|kind| kind.words().to_lowercase()).collect();
    match (held.level, kinds.is_empty()) {
        (Some(level), _) => format!("{}, {}", held.what.words(), level.words().to_lowercase()),
        (None, false) => format!("{}: {}", held.what.words(), kinds.join(", ")),
        (None, true) => held.what.words().to_owned(),
    }
}

/// The form of a new certificate.
pub(super) fn form(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let (member, subject) = store::staff(tx, id)?;
    tx.ask::<AddCertificate>(&subject)?;
    let fields = vec![
        field("requirement", "What does it show?", Kind::One(choices!(Requirement))),
        field("from", "On which day was it given?", Kind::Date),
        field("expires", "What is its last day?", Kind::Date)
            .hint("Leave this empty if it does not say. The centre’s own limits apply anyway."),
        field("words", "Who gave it, and what is its number?", Kind::Text),
        field("level", "DBS checks only: which level is it?", Kind::One(choices!(DbsLevel))),
        field("update_checked", "DBS checks only: when was the update service last asked?", Kind::Date)
            .hint("Leave this empty if it has not been asked."),
        field("kinds:list", "Qualifications only: for which kinds of contact?", Kind::Many(choices!(plan::Kind))),
        field("file", "The certificate as a file", Kind::File(".pdf,.jpg,.jpeg,.png"))
            .hint("PDF, JPEG or PNG, at most 8 MB. Leave this empty if your centre keeps no copies, as with DBS checks."),
    ];
    let sheet = Sheet::new("Add a certificate")
        .over(member.name)
        .lead("It counts once a second person has checked it. That is neither the person it is about nor the person who adds it.")
        .form(Form::new(format!("/staff/{id}/certificates/new"), begun(asked), fields, "Add the certificate"));
    Ok(View::sheet(Layout::Staff, sheet).back("Clearance", format!("/staff/{id}/clearance")))
}

/// The form as it was sent, or with what the address says that is to be added: a list of renewals leads here.
fn begun(asked: &Asked) -> FormState {
    let words = |name: &str| asked.get(name).unwrap_or_default();
    let kinds: Vec<plan::Kind> = words("kinds").split(',').filter_map(|word| word.parse().ok()).collect();
    asked.form_of(&json!({
        "requirement": words("requirement").parse::<Requirement>().ok(),
        "level": words("level").parse::<DbsLevel>().ok(),
        "kinds": kinds,
    }))
}

fn day(day: Option<Day>) -> String {
    day.map(Day::words).unwrap_or_default()
}

fn who_and_when(who: Option<&String>, at: Option<Moment>) -> String {
    who.zip(at).map(|(who, at)| format!("{who}, {}", at.words())).unwrap_or_default()
}

/// One certificate.
pub(super) fn page(tx: &mut Tx<'_>, id: CertificateId, asked: &Asked) -> Result<View, Problem> {
    let one = see(tx, id)?;
    let held = &one.credential;
    let leads = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let refusal = second_person(tx.actor.staff, one.staff, one.added_staff).err();
    let mut rows = vec![
        ("State", held.standing.words().to_owned()),
        ("Given on", held.from.words()),
        ("Last day", day(held.expires)),
        ("Update service asked on", day(held.update_checked)),
        ("Given by, and number", one.words.clone()),
        ("Added by", who_and_when(Some(&one.added_by), Some(one.added_at))),
        ("Checked or refused by", who_and_when(one.decided_by.as_ref(), one.decided_at)),
        ("Revoked by", who_and_when(one.revoked_by.as_ref(), one.revoked_at)),
        ("Why it was refused or revoked", one.reason.clone().unwrap_or_default()),
    ];
    // What has not happened is not told.
    rows.retain(|(key, value)| !value.is_empty() || *key == "Last day");
    let rows = rows.into_iter().map(|(key, value)| fact(key, value)).collect();
    let mut sheet = Sheet::new(shows(&one)).over(one.name.clone()).with(Block::Facts(rows));
    sheet = sheet.with_if(one.file.is_some(), || {
        Block::Buttons(vec![Button::to("Save the file", format!("/certificates/{id}/file")).secondary()])
    });
    sheet = match held.standing {
        CertificateStanding::Waiting if leads => {
            let fields = vec![
                field("decision", "What did you find?", Kind::One(choices!(CertificateVerdict))),
                field("reason", "If you refuse it, why?", Kind::Long(2)),
            ];
            let warned = refusal.is_some();
            let words = refusal.map(|refusal| vec![refusal.detail, refusal.remedy]).unwrap_or_default();
            sheet
                .with(Block::Heading("Check this certificate".into()))
                .with_if(warned, || Block::Notice {
                    title: "Somebody else must check this one".into(),
                    kind: "warn",
                    words,
                })
                .form(Form::new(
                    format!("/certificates/{id}/decision"),
                    asked.form(),
                    fields,
                    "Record what you found",
                ))
        }
        CertificateStanding::Checked if leads => {
            let fields = vec![field("reason", "Why does it no longer count?", Kind::Long(2))];
            let form = Form::new(
                format!("/certificates/{id}/revocation"),
                asked.form(),
                fields,
                "Revoke this certificate",
            );
            sheet.with(Block::Heading("Revoke this certificate".into())).form(form.look("warning"))
        }
        _ => sheet,
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Clearance", format!("/staff/{}/clearance", one.staff)))
}

/// Its file, to be saved.
pub(super) fn saved(tx: &mut Tx<'_>, id: CertificateId) -> Result<(String, String, Vec<u8>), Problem> {
    let (one, bytes) = read(tx, id)?;
    let (file, bytes) = one.file.zip(bytes).ok_or(Problem::NotFound)?;
    Ok(("certificate".to_owned(), file.media_type, bytes))
}
