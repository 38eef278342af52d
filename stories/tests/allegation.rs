//! R21 in two worlds: with and without an allegation, whoever it is about, and whoever is tied to them, is told
//! the same, to the byte, by every page and every operation they can reach.

use app::routes;
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use stories::{Browser, Centre, id, items, saturday, story};

/// How many pages of one kind each looks at: the weeks of a rota and the days of a year have no end.
const OF_A_KIND: usize = 12;

/// What a page is of: its path without its query, and without what names a record or a day.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let names_one = |part: &str| part.contains('-') && part.starts_with(|c: char| c.is_ascii_hexdigit());
    path.split('/').map(|part| if names_one(part) { "one" } else { part }).collect::<Vec<_>>().join("/")
}

fn links(html: &str) -> Vec<String> {
    html.split("href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|path| format!("/{}", path.replace("&amp;", "&")))
        .filter(|path| !path.starts_with("/assets") && !path.starts_with("/leave"))
        .filter(|path| stays_the_same(path))
        .collect()
}

/// What identifies the records that paths have a place for.
struct Known {
    by_name: BTreeMap<&'static str, String>,
}

impl Known {
    fn fill(&self, path: &str) -> String {
        self.by_name.iter().fold(path.to_owned(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id))
    }
}

/// Whether a page is the same when it is looked at again, and nothing has happened. A secret is drawn anew, and
/// what was looked at stands in the trail.
fn stays_the_same(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path != "/security/app" && !path.ends_with("/trail") && path != "/trail/head"
}

/// Everything somebody is told: every page that links lead to, every page of the table with the records there
/// are, and every operation that reads.
async fn told(centre: &Centre, who: &str, browser: &Browser, known: &Known) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    let table = routes::pages();
    let pages = table
        .asks()
        .iter()
        .filter(|page| page.method == "GET" && page.path != "/leave" && stays_the_same(page.path));
    let mut ahead: VecDeque<String> = pages.map(|page| known.fill(page.path)).collect();
    ahead.extend(["/metrics".to_owned(), "/api/openapi.json".to_owned()]);
    let mut seen: BTreeSet<String> = ahead.iter().cloned().collect();
    let mut looked: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = ahead.pop_front() {
        let times = looked.entry(kind(&path)).or_default();
        *times += 1;
        if *times > OF_A_KIND {
            continue;
        }
        let heard = browser.hear(&path).await;
        ahead.extend(links(&heard.text()).into_iter().filter(|link| seen.insert(link.clone())));
        told.insert(path, heard.told());
    }
    for operation in routes::operations().list() {
        let (path, method, _) = operation.asks();
        if method == Method::GET.as_str() && stays_the_same(path) {
            let path = known.fill(path);
            let answer = centre.get(who, &path).await;
            told.insert(format!("GET {path}"), format!("{} {}", answer.status, answer.body));
        }
    }
    let shown = told.values().filter(|one| one.starts_with("200")).count();
    assert!(shown > 20, "{who} was shown {shown} pages only");
    told
}

/// A centre with a family, a visit and an ordinary incident.
async fn world(centre: &Centre) -> (String, Known) {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let other = json!({"kind": "illness", "severity": "minor", "account": "She felt sick and went home."});
    let path = format!("/families/{}/incidents", family.family);
    let incident = id(&centre.post("priya", &path, other).await.is(201));
    let nowhere = "00000000-0000-4000-8000-000000000000".to_owned();
    let by_name = [
        ("family", family.family.clone()),
        ("visit", visit),
        ("incident", incident),
        ("plan", family.plan.clone()),
        ("party", family.resident.clone()),
        ("staff", centre.id_of("martin").to_owned()),
        ("task", nowhere),
        ("day", "2026-11-21".to_owned()),
    ];
    (family.family, Known { by_name: BTreeMap::from(by_name) })
}

async fn differences(
    centre: &Centre,
    watchers: &[&str],
    known: &Known,
    alleged: impl Future<Output = Value>,
) -> Value {
    let mut before = Vec::new();
    for who in watchers {
        let browser = centre.sign_in(who).await;
        let first = told(centre, who, &browser, known).await;
        before.push((who, browser, first));
    }
    let taken = alleged.await;
    let mut faults = Vec::new();
    for (who, browser, before) in before {
        let after = told(centre, who, &browser, known).await;
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let differ = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
        faults.extend(differ.map(|path| format!("{who} sees it at {path}")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
    taken
}

story!(r21_the_worker_and_everybody_tied_to_them_are_told_the_same_with_and_without_it, |centre| {
    let (family, known) = world(&centre).await;
    centre.are_close("grace", "martin").await;
    centre.are_close("tomasz", "grace").await;
    let alleged = json!({
        "kind": "worker-allegation", "severity": "serious", "worker": centre.id_of("grace"),
        "account": "A mother says that she was shouted at.",
    });
    let path = format!("/families/{family}/incidents");
    let taken = differences(&centre, &["grace", "tomasz", "martin"], &known, async {
        let taken = centre.post("priya", &path, alleged).await.is(201);
        // Doing what follows from it leaves no trace for them either.
        let seen = centre.get("priya", &format!("/incidents/{}", id(&taken))).await.is(200);
        let told = format!("/tasks/{}/completion", id(&seen["tasks"][0]));
        centre.post("priya", &told, json!({"outcome": "Rang her at ten."})).await.is(201);
        taken
    })
    .await;
    assert_eq!((&taken["hidden_from_all"], &taken["review"]), (&json!(false), &Value::Null));
    // It is there for those who are not tied, with what must follow.
    let seen = centre.get("priya", &format!("/incidents/{}", id(&taken))).await.is(200);
    let tasks = items(&json!({"items": seen["tasks"]}));
    assert!(tasks.iter().any(|task| task["whom"] == "LADO"));
    assert!(tasks.iter().any(|task| task["words"].as_str().unwrap().contains("looked at again")));
    for who in ["grace", "tomasz", "martin"] {
        let nowhere = "00000000-0000-4000-8000-000000000000";
        for (hidden, absent) in [
            (format!("/incidents/{}", id(&taken)), format!("/incidents/{nowhere}")),
            (format!("/tasks/{}", id(&tasks[0])), format!("/tasks/{nowhere}")),
        ] {
            let (hidden, absent) = (centre.get(who, &hidden).await, centre.get(who, &absent).await);
            assert_eq!((hidden.status, hidden.body), (absent.status, absent.body), "{who}");
        }
    }
    let path = format!("/tasks/{}/completion", id(&tasks[0]));
    let done = json!({"outcome": "Told her at ten."});
    centre.in_vain("martin", Method::POST, &path, done).await.refused(404, "not-found");
});

story!(
    r21_where_all_who_lead_are_close_to_the_worker_whoever_records_it_is_told_to_ring_the_lado,
    |centre| {
        let (_, known) = world(&centre).await;
        let visit = known.by_name["visit"].clone();
        centre.are_close("priya", "martin").await;
        centre.clock_shows(saturday(0));
        let alleged = json!({
            "kind": "worker-allegation", "severity": "serious", "worker": centre.id_of("martin"),
            "account": "He was seen to push a child.",
        });
        let path = format!("/visits/{visit}/incidents");
        let taken = differences(&centre, &["martin", "priya"], &known, async {
            centre.post("grace", &path, alleged).await.is(201)
        })
        .await;
        assert_eq!(taken["hidden_from_all"], true);
        assert!(taken["first_words"].as_str().unwrap().contains("LADO"));
        assert!(!centre.tasks_of("grace").await.is_empty(), "whoever recorded it keeps its tasks");
    }
);
