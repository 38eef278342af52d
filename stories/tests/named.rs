//! Whatever names somebody of a family has left a line: every page and every operation, asked by everybody, in a
//! centre that has been at work for sixteen weeks.

use app::{demo, routes};
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use stories::{Centre, story};

/// How many of a kind each person looks at.
const OF_A_KIND: usize = 2;

/// By which words somebody of a family, or their family, is known; and of which families they are.
async fn names(centre: &Centre) -> BTreeMap<String, BTreeSet<String>> {
    let staff = centre.column("staff", "name").await;
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, columns) in [
        ("family", "id || '|' || reference"),
        ("family", "id || '|' || title"),
        ("party", "family || '|' || name"),
        ("child", "family || '|' || name"),
    ] {
        for line in centre.column(table, columns).await.lines() {
            let (family, name) = line.split_once('|').unwrap();
            // A first name that a member of staff has too tells nothing.
            if !staff.contains(name) {
                names.entry(name.to_owned()).or_default().insert(family.to_owned());
            }
        }
    }
    // A name that stands in a family's own papers is of that family too: children have the same first names, and
    // somebody may be a witness here and a father there.
    for table in ["referral", "assessment", "plan"] {
        let of_families = format!("{table} WHERE family IS NOT NULL ORDER BY id");
        let families = centre.column(&of_families, "family").await;
        let papers = centre.opened(&of_families, "document").await;
        for (family, paper) in families.lines().zip(papers.lines()) {
            for (_, families) in names.iter_mut().filter(|(name, _)| holds(paper, name)) {
                families.insert(family.to_owned());
            }
        }
    }
    assert!(names.len() > 20, "{names:?}");
    names
}

/// A name stands in a text as a whole: "Ada" is not in "Adam".
fn holds(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        [before, after].iter().all(|next| next.is_none_or(|next| !next.is_alphanumeric()))
    })
}

/// Everything the trail holds by now, counted.
async fn lines(centre: &Centre) -> usize {
    centre.column("audit_entry", "MAX(seq)").await.trim().parse().unwrap()
}

struct Walk<'a> {
    centre: &'a Centre,
    names: BTreeMap<String, BTreeSet<String>>,
    told: usize,
    faults: BTreeSet<String>,
}

impl Walk<'_> {
    /// Whom a text names, and whether the lines since then, by this person, cover them. A line about no family
    /// is of a list, or of the house as a whole.
    async fn looks_at(&mut self, who: (&str, &str), what: &str, text: &str, before: usize) {
        let named: Vec<(&String, &BTreeSet<String>)> =
            self.names.iter().filter(|(name, _)| holds(text, name)).collect();
        if named.is_empty() {
            return;
        }
        self.told += 1;
        let since = format!("audit_entry WHERE seq > {before} AND account = '{}'", who.1);
        let lines = self.centre.column(&since, "COALESCE(family, '')").await;
        let lines: BTreeSet<&str> = lines.lines().collect();
        let has_list = !self.centre.column(&format!("{since} AND family IS NULL"), "seq").await.is_empty();
        for (name, families) in named {
            if !has_list && !families.iter().any(|family| lines.contains(family.as_str())) {
                self.faults.insert(format!("{} read of {name} at {what}, and there is no line", who.0));
            }
        }
    }
}

/// What a page is of: its path without what differs from record to record.
fn kind(path: &str) -> String {
    let (path, _) = path.split_once(['?', '#']).unwrap_or((path, ""));
    let part = |part: &str| if part.chars().any(|c| c.is_ascii_digit()) { "{}" } else { part }.to_owned();
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn links(html: &str) -> Vec<String> {
    html.split("href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|path| format!("/{}", path.replace("&amp;", "&")))
        .filter(|path| !path.starts_with("/assets") && !path.starts_with("/leave"))
        .collect()
}

/// The paths of operations that read, filled in with records there are.
async fn operations(centre: &Centre) -> Vec<String> {
    let mut paths = Vec::new();
    for (path, method, _) in routes::operations().list().iter().map(host::api::Operation::asks) {
        let open = path.matches('{').count();
        if method != Method::GET.as_str() || open > 1 {
            continue;
        }
        let Some((before, rest)) = path.split_once('{') else {
            paths.push(path.to_owned());
            continue;
        };
        let (name, after) = rest.split_once('}').unwrap();
        let table = match name {
            "request" if path.starts_with("/look") => "look_request",
            "request" => "subject_request",
            "order" => "court_order",
            "opening" => "emergency_access",
            "day" => {
                paths.push(format!("{before}2026-11-18{after}"));
                continue;
            }
            name => name,
        };
        let known = [
            "family",
            "visit",
            "staff",
            "report",
            "incident",
            "review",
            "referral",
            "application",
            "enquiry",
            "meeting",
            "assessment",
            "plan",
            "look_request",
            "subject_request",
            "court_order",
            "emergency_access",
            "training",
            "certificate",
            "site",
            "room",
            "waiting",
        ];
        if known.contains(&table) {
            let ids = centre.column(&format!("{table} ORDER BY id LIMIT 1"), "id").await;
            paths.extend(ids.lines().map(|id| format!("{before}{id}{after}")));
        }
    }
    assert!(paths.len() > 60, "{paths:?}");
    paths
}

/// The lines of one person since then: which act, about whom.
async fn lines_of(centre: &Centre, username: &str, before: usize) -> Vec<String> {
    let account = format!("(SELECT id FROM account WHERE username = '{username}')");
    let since = format!("audit_entry WHERE seq > {before} AND account = {account} ORDER BY seq");
    centre.column(&since, "act || ' ' || subject").await.lines().map(str::to_owned).collect()
}

story!(reading_where_a_colleague_is_or_learns_leaves_a_line_about_them, |centre| {
    centre.are_on_duty(&["grace", "tomasz"], 0).await;
    let (grace, tomasz) = (centre.id_of("grace").to_owned(), centre.id_of("tomasz").to_owned());
    let before = lines(&centre).await;
    centre.get("grace", "/rota?day=2026-11-21").await.is(200);
    centre.sign_in("grace").await.open("/rota?day=2026-11-21").await.is(200).shows("Tomasz");
    let told = lines_of(&centre, "grace", before).await;
    let of = |who: &str| told.iter().filter(|line| **line == format!("see-rota {who}")).count();
    assert_eq!((of(&tomasz), of(&grace)), (2, 0), "of a colleague, and not of oneself: {told:?}");
    let course = json!({"name": "First aid", "requirement": "first-aid"});
    let course = centre.post("priya", "/courses", course).await.is(201)["id"].clone();
    let date = json!({
        "course": course, "starts": "2026-11-25T09:00:00Z", "ends": "2026-11-25T16:00:00Z", "place": "The hall",
        "places": 8,
    });
    let date = stories::id(&centre.post("priya", "/trainings", date).await.is(201));
    let path = format!("/trainings/{date}");
    centre.post("tomasz", &format!("{path}/places"), json!({})).await.is(201);
    let before = lines(&centre).await;
    for who in ["priya", "grace", "tomasz"] {
        centre.get(who, &path).await.is(200);
    }
    let line = format!("see-training {tomasz}");
    assert!(lines_of(&centre, "priya", before).await.contains(&line));
    // Others are shown their own place alone.
    assert!(!lines_of(&centre, "grace", before).await.contains(&line));
    assert!(!lines_of(&centre, "tomasz", before).await.contains(&line));
});

story!(whatever_names_somebody_of_a_family_has_left_a_line, |centre| {
    centre.it_is("2026-11-18T12:10:00Z").await;
    let mut cast = demo::cast(&centre.house).unwrap();
    demo::play(&centre.house, &cast).await.unwrap();
    demo::add_parents(&centre.house, &mut cast).unwrap();
    centre.sign_in("resident").await.fill("/my/looked", "/my/looked", &[]).await.is(200);
    let operations = operations(&centre).await;
    let names = names(&centre).await;
    let mut walk = Walk { centre: &centre, names, told: 0, faults: BTreeSet::new() };
    // Tomasz and Dev do the same work as Grace and Joan.
    for person in cast.people.iter().filter(|person| !["tomasz", "dev"].contains(&person.username)) {
        let account = centre.column(&format!("account WHERE username = '{}'", person.username), "id").await;
        let who = (person.username, account.trim());
        let browser = centre.sign_in(person.username).await;
        let mut looked: BTreeMap<String, usize> = BTreeMap::new();
        let mut known = BTreeSet::from(["/".to_owned()]);
        let mut ahead = VecDeque::from(["/".to_owned()]);
        while let Some(path) = ahead.pop_front() {
            let times = looked.entry(kind(&path)).or_default();
            *times += 1;
            if *times > OF_A_KIND {
                continue;
            }
            let before = lines(&centre).await;
            let page = browser.open(&path).await;
            let text = page.html.replace("&#39;", "'").replace("&#38;", "&");
            walk.looks_at(who, &format!("the page {}", kind(&path)), &text, before).await;
            ahead.extend(links(&page.html).into_iter().filter(|link| known.insert(link.clone())));
        }
        let token = centre.token_of(person.username).await;
        for path in &operations {
            let before = lines(&centre).await;
            let answer = centre.ask_with(&token, Method::GET, path, Value::Null).await;
            if answer.status == 200 {
                let what = format!("the operation {}", kind(path));
                walk.looks_at(who, &what, &answer.body.to_string(), before).await;
            }
        }
    }
    assert!(walk.told > 150, "only {} answers named somebody", walk.told);
    assert!(walk.faults.is_empty(), "{:#?}", walk.faults);
});
