//! What somebody may not know answers exactly as what does not exist: status, headers and body, on every page
//! and operation with an identifier in its path.

use base::FamilyId;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use policy::{Actor, Asked, EveryAct, Question, Role, Ties};
use serde_json::json;
use std::collections::BTreeMap;
use stories::{Centre, story};

/// Which table holds what a place in a path names.
const TABLES: [(&str, &str); 19] = [
    ("{application}", "application"),
    ("{assessment}", "assessment"),
    ("{attachment}", "attachment"),
    ("{certificate}", "certificate"),
    ("{duty}", "duty"),
    ("{enquiry}", "enquiry"),
    ("{family}", "family"),
    ("{incident}", "incident"),
    ("{meeting}", "meeting"),
    ("{opening}", "emergency_access"),
    ("{order}", "court_order"),
    ("{party}", "party"),
    ("{plan}", "plan"),
    ("{referral}", "referral"),
    ("{report}", "report"),
    ("{review}", "review"),
    ("{staff}", "staff"),
    ("{task}", "task"),
    ("{visit}", "visit"),
];

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    id: String,
}

/// One real identifier for each place in a path.
async fn real(centre: &Centre) -> BTreeMap<&'static str, String> {
    let house = centre.house.clone();
    tokio::task::spawn_blocking(move || {
        let program = Actor::program(house.centre());
        house.database().read_blocking(&program, |tx| {
            let mut found = BTreeMap::new();
            for (place, table) in TABLES {
                // Not the asker's own: the co-ordinator's file is nobody else's.
                let own = match table {
                    "staff" => "WHERE role = 'coordinator'",
                    "certificate" => "WHERE staff IN (SELECT id FROM staff WHERE role = 'coordinator')",
                    "duty" => "WHERE staff NOT IN (SELECT id FROM staff WHERE name LIKE 'Dev%' OR name LIKE 'Grace%')",
                    _ => "",
                };
                let text = format!("SELECT id FROM {table} {own} ORDER BY id LIMIT 1");
                let rows: Vec<Named> = sql_query(text).load(tx.db())?;
                found.extend(rows.into_iter().next().map(|row| (place, row.id)));
            }
            Ok::<_, host::Problem>(found)
        })
    })
    .await
    .unwrap()
    .map_err(|problem| problem.detail())
    .unwrap()
}

/// A path with real identifiers in it, and the same with one that nobody has; none where it names something else.
fn filled(path: &str, real: &BTreeMap<&'static str, String>, nobody: &str) -> Option<(String, String)> {
    let (mut is, mut is_not) = (path.to_owned(), path.to_owned());
    for (place, id) in real {
        is = is.replace(place, id);
        is_not = is_not.replace(place, nobody);
    }
    (is != path && !is.contains('{')).then_some((is, is_not))
}

/// Whether somebody with no tie to a record may know that it is there.
fn may_know(role: Role, act: &str) -> bool {
    let number = EveryAct::ALL.iter().position(|one| one.name == act).unwrap();
    let asked = Asked::Know(number);
    Question { role, asked, same_centre: true, proved: true, held: false, ties: Ties::NONE }.is_permitted()
}

story!(what_may_not_be_known_answers_as_what_does_not_exist, |centre| {
    centre.it_is("2026-11-18T12:10:00Z").await;
    let cast = app::demo::cast(&centre.house).unwrap();
    app::demo::play(&centre.house, &cast).await.unwrap();
    centre.another_referrer("nia").await;
    let nia = centre.token_of("nia").await;
    // A week later no session is near, so nobody of the session staff is tied to anything.
    centre.it_is("2027-03-01T12:10:00Z").await;
    let real = real(&centre).await;
    let nobody = FamilyId::from_random(centre.house.database().ids().bits()).to_string();
    let (pages, operations) = (app::routes::pages(), app::routes::operations());
    let mut compared = 0;
    let mut differ = Vec::new();
    let everybody = [
        ("dev", Role::Volunteer),
        ("grace", Role::Supervisor),
        ("sam", Role::Administrator),
        ("nia", Role::Referrer),
    ];
    for (who, role) in everybody {
        for operation in operations.list() {
            let (path, method, act) = operation.asks();
            let Some((is, is_not)) = filled(path, &real, &nobody) else { continue };
            if may_know(role, act) {
                continue;
            }
            let ask = async |path: &str| {
                let bearer = format!("Bearer {nia}");
                let headers = [("authorization", bearer.as_str())];
                let headers: &[(&str, &str)] = if who == "nia" { &headers } else { &[] };
                let asker = if who == "nia" { "" } else { who };
                let (status, body) =
                    centre.player.answer(asker, method.clone(), path, &json!({}), headers).await;
                (status, body.to_string())
            };
            compared += 1;
            let (one, other) = (ask(&is).await, ask(&is_not).await);
            if one != other {
                differ.push(format!("{who} {method} {path}: {one:?} and {other:?}"));
            }
        }
        let browser = centre.sign_in(who).await;
        for page in pages.asks().iter().filter(|page| page.method == "GET") {
            let Some((is, is_not)) = filled(page.path, &real, &nobody) else { continue };
            if may_know(role, page.act) {
                continue;
            }
            compared += 1;
            let (one, other) = (browser.hear(&is).await, browser.hear(&is_not).await);
            let told = |heard: &stories::Heard| (heard.status, heard.told(), heard.headers.len());
            if told(&one) != told(&other) {
                differ.push(format!("{who} GET {}: {} and {}", page.path, one.status, other.status));
            }
        }
    }
    assert!(compared > 300, "only {compared} were compared");
    assert!(differ.is_empty(), "{} of {compared} differ: {differ:#?}", differ.len());
});
