//! A referral: written page by page, sent whole or not at all, decided once, with copies of its orders.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Answer, Browser, Centre, ORDER, Typed, referral, story, typed};

const NO_ID: &str = "00000000-0000-4000-8000-000000000000";
const NO_WORDS: [(&str, &str); 0] = [];

/// The parts of a referral, and what of it each page asks for.
const PARTS: [(&str, &[&str]); 14] = [
    ("referrer", &["/referrer", "/referred_on"]),
    (
        "resident",
        &[
            "/resident/name",
            "/resident/born",
            "/resident/relation",
            "/resident/parental_responsibility",
            "/resident/solicitor",
        ],
    ),
    ("resident-contact", &["/resident/contact"]),
    (
        "visiting",
        &[
            "/visiting/name",
            "/visiting/born",
            "/visiting/relation",
            "/visiting/parental_responsibility",
            "/visiting/solicitor",
        ],
    ),
    ("visiting-contact", &["/visiting/contact"]),
    ("children", &["/children", "/lives_with"]),
    ("visitors", &["/extra_visitors"]),
    ("reason", &["/reason", "/level_asked", "/kind_asked", "/frequency_asked", "/availability"]),
    ("orders", &["/orders"]),
    ("concerns", &["/concerns", "/no_concerns", "/convictions"]),
    ("agencies", &["/agencies"]),
    ("needs", &["/first_language", "/interpreter_language", "/disability_and_access"]),
    ("area", &["/visiting_may_not_know_area"]),
    ("consents", &["/consents", "/fee"]),
];

/// Starts a referral with this in it; answers its path.
async fn started(centre: &Centre, who: &str, document: Value) -> String {
    let begun = centre.post(who, "/referrals", document).await.is(201);
    format!("/referrals/{}", begun["id"].as_str().unwrap())
}

/// Starts a complete referral and sends it; answers its path.
async fn sent(centre: &Centre) -> String {
    let path = started(centre, "ruth", referral("supervised")).await;
    centre.post("ruth", &format!("{path}/submission"), json!({})).await.is(201);
    path
}

async fn document(centre: &Centre, path: &str) -> Value {
    centre.get("ruth", path).await.is(200)["document"].clone()
}

fn pointers(answer: &Value, list: &str) -> Vec<String> {
    let listed = answer[list].as_array().unwrap();
    listed.iter().map(|item| item["pointer"].as_str().unwrap().to_owned()).collect()
}

story!(everything_missing_is_named_at_once, |centre| {
    for document in [
        json!({}),
        json!({"children": [{}], "orders": [{}], "concerns": [{}], "agencies": [{}], "extra_visitors": [{}]}),
    ] {
        let path = started(&centre, "priya", document).await;
        let picture = centre.picture().await;
        let refused = centre.post("priya", &format!("{path}/submission"), json!({})).await;
        assert_eq!(refused.status, 422);
        let refused = refused.is_refused_with("invalid");
        let named = pointers(&refused, "errors");
        let draft = centre.get("priya", &path).await.is(200);
        assert_eq!(named, pointers(&draft, "missing"), "the draft says what sending will say");
        for part in PARTS.iter().filter(|(name, _)| !matches!(*name, "visitors" | "orders" | "agencies")) {
            let (name, places) = part;
            let asked = named.iter().any(|at| places.iter().any(|place| at.starts_with(place)));
            assert!(asked, "nothing of {name} is among {named:?}");
        }
        assert!(
            refused["errors"]
                .as_array()
                .unwrap()
                .iter()
                .all(|error| error["remedy"].as_str().is_some_and(|it| !it.is_empty()))
        );
        assert_eq!(centre.picture().await, picture, "what was refused left a trace");
    }
    // Each answer given takes its own fault away and no other.
    let path = started(&centre, "ruth", referral("supervised")).await;
    assert_eq!(pointers(&centre.get("ruth", &path).await.is(200), "missing"), [] as [&str; 0]);
    for place in [
        "/convictions",
        "/consents/visiting",
        "/children/0/born",
        "/visiting/contact/safe_channel",
        "/orders/0/court",
    ] {
        let mut whole = referral("supervised");
        *whole.pointer_mut(place).unwrap() = Value::Null;
        centre.put("ruth", &path, whole).await.is(200);
        let refused =
            centre.post("ruth", &format!("{path}/submission"), json!({})).await.is_refused_with("invalid");
        assert_eq!(pointers(&refused, "errors"), [place]);
    }
});

story!(sending_makes_the_family_with_all_its_people, |centre| {
    let path = sent(&centre).await;
    let seen = centre.get("priya", &path).await.is(200);
    let case = format!("/families/{}", seen["family"].as_str().unwrap());
    let family = centre.get("priya", &case).await.is(200);
    let mut names: Vec<&str> =
        family["adults"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Edith Farrow", "Karl Farrow", "Leanne Farrow"]);
    assert_eq!(family["children"][0]["name"], "Amira Farrow");
    for (name, side) in [("Leanne Farrow", "resident"), ("Karl Farrow", "visiting")] {
        let party = family["adults"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
        assert_eq!(party["side"], side);
        let contact = centre
            .get("priya", &format!("{case}/people/{}/contact", party["id"].as_str().unwrap()))
            .await
            .is(200);
        assert_eq!(contact, referral("supervised")[side]["contact"], "{name}");
    }
    assert_eq!(
        centre.column("referral_contact", "document").await,
        "",
        "the draft’s contacts have moved to the family"
    );
    let picture = centre.picture().await;
    for who in ["ruth", "priya"] {
        centre.post(who, &format!("{path}/submission"), json!({})).await.is_refused_with("referral-sent");
        centre.put(who, &path, referral("supported")).await.is_refused_with("referral-sent");
    }
    assert_eq!(centre.picture().await, picture, "a second sending left a trace");
});

story!(a_family_is_made_whole_or_not_at_all, |centre| {
    let path = started(&centre, "ruth", referral("supervised")).await;
    let before = centre.get("ruth", &path).await.is(200);
    // The last of a family's people cannot be kept: the adults were by then.
    centre.change("ALTER TABLE child RENAME TO child_elsewhere").await;
    centre.post("ruth", &format!("{path}/submission"), json!({})).await.is_refused_with("broken");
    centre.change("ALTER TABLE child_elsewhere RENAME TO child").await;
    for table in ["family", "party", "party_contact", "child"] {
        assert_eq!(centre.column(table, "centre").await, "", "{table}");
    }
    assert_eq!(centre.get("ruth", &path).await.is(200), before, "the draft is as it was");
    centre.post("ruth", &format!("{path}/submission"), json!({})).await.is(201);
});

story!(another_referrers_referral_is_not_there, |centre| {
    let another = centre.another_referrer("fergus").await;
    let path = started(&centre, "ruth", referral("supervised")).await;
    let copy =
        json!({"order": 1, "filename": "order.pdf", "media_type": "application/pdf", "content": ORDER});
    let attached = centre.post("ruth", &format!("{path}/attachments"), copy.clone()).await.is(201);
    let attachment = attached["id"].as_str().unwrap();
    for is_sent in [false, true] {
        if is_sent {
            centre.post("ruth", &format!("{path}/submission"), json!({})).await.is(201);
        }
        let picture = centre.picture().await;
        for (method, place, body) in [
            (Method::GET, "", Value::Null),
            (Method::PUT, "", referral("supported")),
            (Method::POST, "/attachments", copy.clone()),
            (Method::GET, "/attachments/{}", Value::Null),
            (Method::POST, "/attachments/{}/removal", json!({})),
            (Method::POST, "/submission", json!({})),
        ] {
            let place = place.replace("{}", attachment);
            let theirs =
                centre.ask_with(&another, method.clone(), &format!("{path}{place}"), body.clone()).await;
            let nobodys =
                centre.ask_with(&another, method.clone(), &format!("/referrals/{NO_ID}{place}"), body).await;
            assert_eq!((theirs.status, &theirs.body), (404, &nobodys.body), "{method} {place}");
            theirs.is_refused_with("not-found");
        }
        let triage = json!({"decision": "accept", "reason": "Let us in."});
        let theirs = centre.ask_with(&another, Method::POST, &format!("{path}/triage"), triage.clone()).await;
        let nobodys =
            centre.ask_with(&another, Method::POST, &format!("/referrals/{NO_ID}/triage"), triage).await;
        assert_eq!((theirs.status, theirs.body), (nobodys.status, nobodys.body));
        assert_eq!(centre.picture().await, picture);
        let listed = centre.ask_with(&another, Method::GET, "/referrals", Value::Null).await.is(200);
        assert_eq!(listed["items"], json!([]));
    }
    let browser = centre.sign_in("fergus").await;
    for place in ["", "/copies", "/check", "/parts/referrer", &format!("/attachments/{attachment}")] {
        let theirs = browser.hear(&format!("{path}{place}")).await;
        let nobodys = browser.hear(&format!("/referrals/{NO_ID}{place}")).await;
        assert_eq!(theirs.status, 404, "{place}");
        assert_eq!(theirs.told(), nobodys.told(), "{place}");
    }
});

async fn decide(centre: &Centre, path: &str, decision: &str) -> Answer {
    let decision = json!({"decision": decision, "reason": "We have talked about it."});
    centre.post("priya", &format!("{path}/triage"), decision).await
}

story!(a_referral_is_decided_once_with_a_reason, |centre| {
    for decision in ["accept", "wait", "redirect", "decline"] {
        let path = sent(&centre).await;
        let triage = format!("{path}/triage");
        let picture = centre.picture().await;
        for blank in [json!({"decision": decision}), json!({"decision": decision, "reason": "  "})] {
            centre.post("priya", &triage, blank).await.blames("/reason");
        }
        centre.post("priya", &triage, json!({"reason": "Because."})).await.blames("/decision");
        centre
            .post("priya", &triage, json!({"decision": "perhaps", "reason": "Because."}))
            .await
            .blames("/decision");
        for who in ["grace", "joan", "sam", "ruth"] {
            let status = decide_as(&centre, who, &path, decision).await.status;
            assert!(status == 403 || status == 404, "{who}: {status}");
        }
        assert_eq!(centre.picture().await, picture, "what was refused left a trace");

        decide(&centre, &path, decision).await.is(201);
        let told = centre.get("ruth", &path).await.is(200);
        assert_eq!(told["decisions"][0]["decision"], decision);
        assert!(told["decisions"][0].get("reason").is_none(), "the reason may rest on what one side said");
        let picture = centre.picture().await;
        if decision == "wait" {
            decide(&centre, &path, "accept").await.is(201);
        } else {
            for again in ["accept", "wait", "redirect", "decline"] {
                decide(&centre, &path, again).await.is_refused_with("triage-done");
            }
            assert_eq!(centre.picture().await, picture, "a second decision left a trace");
        }
    }
    let draft = started(&centre, "ruth", referral("supervised")).await;
    let picture = centre.picture().await;
    decide(&centre, &draft, "accept").await.is_refused_with("referral-not-sent");
    assert_eq!(centre.picture().await, picture);
});

async fn decide_as(centre: &Centre, who: &str, path: &str, decision: &str) -> Answer {
    centre.post(who, &format!("{path}/triage"), json!({"decision": decision, "reason": "Because."})).await
}

fn copy(order: i32, filename: &str, content: &str) -> Value {
    json!({"order": order, "filename": filename, "media_type": "application/pdf", "content": content})
}

story!(a_file_that_is_not_an_order_is_refused, |centre| {
    let path = started(&centre, "ruth", referral("supervised")).await;
    let attachments = format!("{path}/attachments");
    let picture = centre.picture().await;
    // A page, a program and an archive that call themselves a PDF; text that is no base64; nothing.
    for content in ["PGh0bWw+PHNjcmlwdD4=", "f0VMRgIBAQA=", "UEsDBBQAAAA=", "%PDF-1.4", ""] {
        centre.post("ruth", &attachments, copy(1, "order.pdf", content)).await.blames("/content");
    }
    // Eight megabytes and one byte, beginning as a PDF does; then more than any request may hold.
    let large = |bytes: usize| format!("JVBERi0x{}", "AAAA".repeat(bytes / 3));
    centre.post("ruth", &attachments, copy(1, "order.pdf", &large(8 * 1024 * 1024))).await.blames("/content");
    let answer = centre.post("ruth", &attachments, copy(1, "order.pdf", &large(12 * 1024 * 1024))).await;
    assert_eq!(answer.status, 413);
    answer.is_refused_with("too-large");
    for filename in ["../../etc/passwd", "/srv/orders/order.pdf", "C:\\orders\\order.pdf", "..", "orders/"] {
        centre.post("ruth", &attachments, copy(1, filename, ORDER)).await.blames("/filename");
    }
    for order in [0, -1, 2, i32::MAX] {
        centre.post("ruth", &attachments, copy(order, "order.pdf", ORDER)).await.blames("/order");
    }
    assert_eq!(centre.picture().await, picture, "a refused file left a trace");
    let kept =
        centre.post("ruth", &attachments, copy(1, "Order \"of\" May\u{202e}fdp.exe", ORDER)).await.is(201);
    assert_eq!(
        (&kept["filename"], &kept["media_type"]),
        (&json!("Order-of-Mayfdp.pdf"), &json!("application/pdf"))
    );
});

story!(a_refused_file_on_the_page_is_blamed_where_it_was_chosen, |centre| {
    let path = started(&centre, "ruth", referral("supervised")).await;
    let browser = centre.sign_in("ruth").await;
    let copies = format!("{path}/copies");
    let picture = centre.picture().await;
    for (filename, content) in [("../order.pdf", ORDER), ("order.pdf", "PGh0bWw+")] {
        let file = json!({"filename": filename, "media_type": "application/pdf", "content": content});
        let mut form = typed("file", &file);
        form.push(("order:int".into(), "1".into()));
        let refused = browser.hear_of(&copies, &copies, &form).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text().contains("<title>Error: ") && refused.text().contains("href=\"#file\""),
            "{}",
            refused.text()
        );
    }
    assert_eq!(centre.picture().await, picture, "a refused file left a trace");
});

story!(a_copy_is_always_a_download, |centre| {
    let path = started(&centre, "ruth", referral("supervised")).await;
    let kept = centre.post("ruth", &format!("{path}/attachments"), copy(1, "order.pdf", ORDER)).await.is(201);
    let place = format!("{path}/attachments/{}", kept["id"].as_str().unwrap());
    for who in ["ruth", "priya", "martin"] {
        let heard = centre.sign_in(who).await.hear(&place).await;
        assert_eq!(heard.status, 200);
        assert_eq!(heard.header("content-disposition"), "attachment; filename=\"copy-of-order-1.pdf\"");
        assert_eq!(heard.header("content-type"), "application/pdf");
        assert_eq!(heard.header("x-content-type-options"), "nosniff");
        assert_eq!(heard.header("cache-control"), "no-store");
        assert!(heard.header("content-security-policy").starts_with("sandbox;"));
        assert!(heard.body.starts_with(b"%PDF-"));
        assert_eq!(host::audit::sha256(&heard.body), kept["sha256"].as_str().unwrap());
    }
    for who in ["grace", "joan", "sam"] {
        assert_eq!(centre.sign_in(who).await.hear(&place).await.status, 404, "{who}");
    }
    let nobody = centre.browser().hear(&place).await;
    assert_eq!(nobody.header("location"), "/sign-in");
    let elsewhere = sent(&centre).await;
    let astray = format!("{elsewhere}/attachments/{}", kept["id"].as_str().unwrap());
    assert_eq!(
        centre.sign_in("ruth").await.hear(&astray).await.status,
        404,
        "a copy is of its own referral alone"
    );
});

/// Fills in one part of a draft as a document has it, and presses a button.
async fn fill(
    browser: &Browser,
    path: &str,
    part: &str,
    said: &Value,
    more: &[(&str, &str)],
) -> stories::Heard {
    let page = format!("{path}/parts/{part}");
    let mut form = typed("said", said);
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.hear_of(&page, &page, &form).await
}

/// A referral with orders of three courts, and two copies of each.
async fn three_orders(centre: &Centre) -> (String, Value) {
    let mut whole = referral("supervised");
    let order = whole["orders"][0].clone();
    whole["orders"] = json!([order, order, order]);
    for (index, court) in ["Wetherfold", "Dunmere", "Saltbeck"].into_iter().enumerate() {
        whole["orders"][index]["court"] = court.into();
    }
    let path = started(centre, "ruth", whole.clone()).await;
    for order in 1..=3 {
        for page in ["first", "second"] {
            let name = format!("{page} of {}", whole["orders"][order - 1]["court"].as_str().unwrap());
            let order = i32::try_from(order).unwrap();
            centre.post("ruth", &format!("{path}/attachments"), copy(order, &name, ORDER)).await.is(201);
        }
    }
    (path, whole)
}

/// Each copy by its name, with the court of the order it is said to be of.
async fn copies(centre: &Centre, path: &str) -> Vec<(String, String)> {
    let seen = centre.get("ruth", path).await.is(200);
    let mut copies: Vec<(String, String)> = seen["attachments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|copy| {
            let order = usize::try_from(copy["order"].as_u64().unwrap()).unwrap() - 1;
            let court = seen["document"]["orders"][order]["court"].as_str().unwrap_or("no order");
            (copy["filename"].as_str().unwrap().to_owned(), court.to_owned())
        })
        .collect();
    copies.sort();
    copies
}

fn of(courts: &[&str]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = courts
        .iter()
        .flat_map(|court| {
            ["first", "second"].map(|page| (format!("{page}-of-{court}.pdf"), (*court).to_owned()))
        })
        .collect();
    all.sort();
    all
}

story!(removing_an_order_renumbers_its_copies, |centre| {
    let browser = centre.sign_in("ruth").await;
    for (button, left) in [
        ("remove-1", ["Dunmere", "Saltbeck"]),
        ("remove-2", ["Wetherfold", "Saltbeck"]),
        ("remove-3", ["Wetherfold", "Dunmere"]),
    ] {
        let (path, whole) = three_orders(&centre).await;
        assert_eq!(copies(&centre, &path).await, of(&["Wetherfold", "Dunmere", "Saltbeck"]));
        let heard =
            fill(&browser, &path, "orders", &json!({"orders": whole["orders"]}), &[("then", button)]).await;
        assert_eq!(heard.status, 303, "{}", heard.text());
        assert_eq!(copies(&centre, &path).await, of(&left), "{button}");
        centre.post("ruth", &format!("{path}/submission"), json!({})).await.is(201);
        assert_eq!(copies(&centre, &path).await, of(&left), "{button}, sent");
    }
});

story!(removing_a_child_that_was_emptied_first_leaves_the_others, |centre| {
    let browser = centre.sign_in("ruth").await;
    let named = |name: &str| json!({"name": name, "born": "2019-06-02"});
    let children = json!([named("Amira"), named("Poppy"), named("Zoe")]);
    for (said, button, left) in [
        (json!([null, named("Poppy"), named("Zoe")]), "remove-1", vec!["Poppy", "Zoe"]),
        (children.clone(), "remove-1", vec!["Poppy", "Zoe"]),
        (children.clone(), "remove-3", vec!["Amira", "Poppy"]),
        (children.clone(), "remove-4", vec!["Amira", "Poppy", "Zoe"]),
    ] {
        let path = started(&centre, "ruth", json!({"children": children})).await;
        let heard = fill(&browser, &path, "children", &json!({"children": said}), &[("then", button)]).await;
        assert_eq!(heard.status, 303, "{}", heard.text());
        let kept = document(&centre, &path).await;
        let names: Vec<&str> =
            kept["children"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(names, left, "{button}");
    }
});

story!(no_copy_is_ever_said_to_be_of_another_order, |centre| {
    let browser = centre.sign_in("ruth").await;
    let (path, whole) = three_orders(&centre).await;
    let mut fewer = whole.clone();
    fewer["orders"].as_array_mut().unwrap().remove(0);
    let mut emptied = whole.clone();
    emptied["orders"][0] = Value::Null;
    let picture = centre.picture().await;
    // Left out by a program, and emptied on the page: neither says which order went.
    centre.put("ruth", &path, fewer.clone()).await.is_refused_with("order-has-copies");
    let heard = fill(&browser, &path, "orders", &json!({"orders": emptied["orders"]}), &NO_WORDS).await;
    assert_eq!(heard.status, 409, "{}", heard.text());
    assert_eq!(centre.picture().await, picture, "what was refused left a trace");
    assert_eq!(copies(&centre, &path).await, of(&["Wetherfold", "Dunmere", "Saltbeck"]));
    // Without copies there is nothing to confuse.
    let bare = started(&centre, "ruth", whole).await;
    centre.put("ruth", &bare, fewer).await.is(200);
});

story!(each_part_s_page_saves_only_its_own_part, |centre| {
    let browser = centre.sign_in("ruth").await;
    let mut other = referral("supported");
    for (place, words) in [
        ("/referrer/name", "Fergus Bell"),
        ("/referred_on", "2026-11-03"),
        ("/resident/name", "Nadine Cole"),
        ("/resident/contact/address", "22 Orchard Way"),
        ("/visiting/name", "Owen Cole"),
        ("/visiting/contact/address", "9 Saltbeck Road"),
        ("/children/0/name", "Poppy Cole"),
        ("/extra_visitors/0/name", "May Cole"),
        ("/orders/0/court", "Saltbeck"),
        ("/convictions", "One, in 2019"),
        ("/agencies/0/name", "Saltbeck school"),
        ("/first_language", "Polish"),
        ("/fee/paid_by", "Legal aid"),
    ] {
        *other.pointer_mut(place).unwrap() = words.into();
    }
    other["visiting_may_not_know_area"] = true.into();
    for (part, places) in PARTS {
        let path = started(&centre, "ruth", referral("supervised")).await;
        let before = document(&centre, &path).await;
        // Everything is sent to every page, as somebody might who makes up a form of their own.
        let heard = fill(&browser, &path, part, &other, &NO_WORDS).await;
        assert_eq!(heard.status, 303, "{part}: {}", heard.text());
        let mut expected = before.clone();
        for place in places {
            set(&mut expected, place, other.pointer(place).cloned());
        }
        assert_eq!(document(&centre, &path).await, expected, "{part}");
        assert_ne!(before, expected, "{part}: the story changes something");
    }
});

fn set(document: &mut Value, place: &str, value: Option<Value>) {
    let (parent, name) = place.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value.filter(|value| *value != json!([])) {
        Some(value) => drop(parent.insert(name.to_owned(), value)),
        None => drop(parent.remove(name)),
    }
}

story!(a_part_opened_and_saved_again_loses_nothing, |centre| {
    let browser = centre.sign_in("ruth").await;
    let mut whole = referral("supervised");
    // Not ticked and not said are one on a page.
    whole["no_concerns"] = Value::Null;
    let path = started(&centre, "ruth", whole).await;
    let before = document(&centre, &path).await;
    for (part, _) in PARTS {
        let page = format!("{path}/parts/{part}");
        let shown: Typed = browser.open(&page).await.filled_in();
        assert_ne!(shown, [], "{part} shows what it holds");
        assert_eq!(browser.hear_of(&page, &page, &shown).await.status, 303, "{part}");
        assert_eq!(document(&centre, &path).await, before, "{part}");
    }
});

story!(a_draft_is_there_when_its_author_comes_back, |centre| {
    let browser = centre.sign_in("ruth").await;
    let begun = browser.hear_of("/referrals/new", "/referrals/new", &Typed::new()).await;
    let path = begun.header("location").to_owned();
    let whole = referral("supervised");
    for (part, _) in PARTS {
        assert_eq!(fill(&browser, &path, part, &whole, &NO_WORDS).await.status, 303, "{part}");
    }
    browser.fill("/", "/sign-out", &[]).await;
    assert_eq!(browser.hear(&path).await.header("location"), "/sign-in");
    let browser = centre.sign_in("ruth").await;
    browser.open("/referrals").await.shows(&format!("href=\"{path}\""));
    browser.open(&format!("{path}/parts/resident-contact")).await.shows("14 Quarry Rise, Wetherfold");
    let kept = centre.get("ruth", &path).await.is(200);
    assert_eq!((&kept["missing"], &kept["state"]), (&json!([]), &json!("draft")));
    for name in ["resident", "visiting", "children", "orders", "concerns", "agencies", "consents", "fee"] {
        assert_eq!(kept["document"][name], whole[name], "{name}");
    }
    let check = format!("{path}/check");
    assert_eq!(browser.hear_of(&check, &check, &Typed::new()).await.status, 303);
    assert_eq!(centre.get("ruth", &path).await.is(200)["state"], "to-decide");
    for page in ["/check", "/parts/resident"] {
        browser.open(&format!("{path}{page}")).await.is(404);
    }
});

story!(a_rejected_part_keeps_what_was_typed, |centre| {
    let browser = centre.sign_in("ruth").await;
    let path = started(&centre, "ruth", json!({"children": [{"name": "Amira Farrow"}]})).await;
    let children = json!({"children": [
        {"name": "Amira <b>Farrow</b>", "born": "2019-06-02", "needs": "A quiet\ncorner."},
        {"name": "Poppy Farrow", "born": "2027-06-02"},
    ]});
    let picture = centre.picture().await;
    let page = format!("{path}/parts/children");
    let form = typed("said", &children);
    let refused = browser.hear_of(&page, &page, &form).await;
    assert_eq!(refused.status, 422);
    let html = refused.text();
    assert!(html.contains("<title>Error: ") && html.contains("href=\"#said-children-1-born\""), "{html}");
    let shown = stories::filled_in(&html);
    for field in form {
        assert!(shown.contains(&field), "{field:?} is lost among {shown:?}");
    }
    assert_eq!(centre.picture().await, picture);
});
