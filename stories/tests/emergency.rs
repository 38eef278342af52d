//! Emergency access: who may open a case, what it opens, for how long, and who looks at it afterwards.

use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};
use stories::{Centre, id, items, story};

const REASON: &str = "His uncle rang and says that he is on the way to the school.";

/// A family nobody of the session staff is tied to, with its reference.
async fn family_of(centre: &Centre) -> (String, String) {
    let family = centre.ready_family("supervised").await;
    let kept = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    (family.family.clone(), kept["reference"].as_str().unwrap().to_owned())
}

fn of(reference: &str) -> Value {
    json!({"reference": reference, "reason": REASON})
}

fn later(centre: &Centre, minutes: i64) -> Moment {
    centre.now().plus(Minutes(minutes))
}

story!(a_volunteer_opens_one_case_for_an_hour_and_the_lead_is_told_at_once, |centre| {
    let (family, reference) = family_of(&centre).await;
    let case = format!("/families/{family}");
    centre.get("joan", &case).await.is(404);
    let opened = centre.post("joan", "/emergency-access", of(&reference)).await.is(201);
    assert_eq!(opened["family"], family);
    let ends: Moment = opened["ends_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(ends, later(&centre, 60));
    // It opens what a supervisor on the session reads.
    centre.get("joan", &case).await.is(200);
    centre.get("joan", &format!("{case}/plans")).await.is(200);
    centre.get("joan", &format!("{case}/assessments")).await.is(200);
    let listed = items(&centre.get("joan", "/families").await.is(200));
    assert_eq!(listed.len(), 1);
    // And to nobody else.
    centre.get("dev", &case).await.is(404);
    // The lead is told on the first page and among the tasks, with the reason.
    for page in ["/", "/tasks"] {
        centre
            .sign_in("martin")
            .await
            .open(page)
            .await
            .is(200)
            .shows("Emergency access: Joan")
            .shows("His uncle");
    }
    // An hour later it is closed, and waits to be signed off.
    centre.clock_shows(later(&centre, 60));
    centre.get("joan", &case).await.is(404);
    assert_eq!(items(&centre.get("martin", "/emergency-access?waiting=true").await.is(200)).len(), 1);
});

story!(emergency_access_opens_no_contact_details_and_writes_nothing, |centre| {
    let (family, reference) = family_of(&centre).await;
    for who in ["joan", "grace"] {
        centre.post(who, "/emergency-access", of(&reference)).await.is(201);
        for (path, method, act) in app::routes::operations().list().iter().map(host::api::Operation::asks) {
            let Some(below) = path.strip_prefix("/families/{family}") else { continue };
            if method != "GET" || below.contains('{') {
                continue;
            }
            let is_opened = ["see-family", "see-plan", "see-assessment"].contains(&act);
            let answer = centre.get(who, &format!("/families/{family}{below}")).await;
            // Of the compartments they learn not even that there are any.
            let must_be = match act {
                _ if is_opened => 200,
                "see-contacts" | "see-guide-needs" | "see-consents" => 404,
                _ => 403,
            };
            assert_eq!(answer.status, must_be, "{who} {path} {act}: {}", answer.body);
        }
        let incident = json!({"kind": "other", "at": centre.now(), "account": "Somebody rang."});
        let path = format!("/families/{family}/incidents");
        let answer = centre.in_vain(who, Method::POST, &path, incident).await;
        assert!(matches!(answer.status, 403 | 422), "{who}: {}", answer.body);
        let whole = centre.get(who, &format!("/families/{family}")).await.is(200);
        assert_eq!(whole["latest"], json!([]), "what was done in the office is not opened");
    }
});

story!(emergency_access_is_refused_without_a_reason_a_family_or_the_role, |centre| {
    let (_, reference) = family_of(&centre).await;
    let post = async |who, body| centre.in_vain(who, Method::POST, "/emergency-access", body).await;
    post("joan", json!({"reference": reference})).await.blames("/reason");
    post("joan", json!({"reference": reference, "reason": "Because."})).await.blames("/reason");
    post("joan", of("ZZ-99999")).await.blames("/reference");
    let ever = json!({"reference": reference, "reason": REASON, "how_long": "a-week"});
    post("joan", ever).await.is(422);
    for who in ["priya", "martin"] {
        post(who, of(&reference)).await.is(403);
    }
    for who in ["sam", "ruth"] {
        let answer = post(who, of(&reference)).await;
        assert!(matches!(answer.status, 403 | 404), "{who}: {}", answer.status);
    }
    centre.post("joan", "/emergency-access", of(&reference)).await.is(201);
    post("joan", of(&reference)).await.is_refused_with("emergency-open");
});

story!(only_the_lead_signs_off_once_and_what_is_open_closes_with_it, |centre| {
    let (family, reference) = family_of(&centre).await;
    let opening = id(&centre.post("grace", "/emergency-access", of(&reference)).await.is(201));
    let path = format!("/emergency-access/{opening}");
    let words = json!({"words": "I rang Grace and the school. It was needed."});
    centre.in_vain("grace", Method::POST, &format!("{path}/sign-off"), words.clone()).await.is(403);
    for who in ["priya", "joan", "sam"] {
        centre.in_vain(who, Method::POST, &format!("{path}/sign-off"), words.clone()).await.is(404);
        centre.get(who, &path).await.is(404);
    }
    centre.get("grace", &path).await.is(200);
    centre.get("grace", &format!("/families/{family}")).await.is(200);
    centre.in_vain("martin", Method::POST, &format!("{path}/sign-off"), json!({})).await.blames("/words");
    let signed = centre.post("martin", &format!("{path}/sign-off"), words.clone()).await.is(201);
    assert_eq!(signed["signed_off"]["by"], "Martin Oduya");
    centre.get("grace", &format!("/families/{family}")).await.is(404);
    centre.post("martin", &format!("{path}/sign-off"), words).await.is_refused_with("emergency-signed-off");
    assert!(items(&centre.get("martin", "/emergency-access?waiting=true").await.is(200)).is_empty());
    assert_eq!(items(&centre.get("martin", "/emergency-access").await.is(200)).len(), 1);
});

story!(nobody_signs_off_what_they_opened_before_they_became_the_lead, |centre| {
    let (_, reference) = family_of(&centre).await;
    let opening = id(&centre.post("grace", "/emergency-access", of(&reference)).await.is(201));
    centre.plant("UPDATE account SET role = 'safeguarding-lead' WHERE username = 'grace'").await;
    let words = json!({"words": "I looked at it and it was needed."});
    let path = format!("/emergency-access/{opening}/sign-off");
    centre.in_vain("grace", Method::POST, &path, words.clone()).await.is(403);
    centre.post("martin", &path, words).await.is(201);
});

story!(a_case_is_opened_and_signed_off_on_the_pages, |centre| {
    let (family, reference) = family_of(&centre).await;
    let joan = centre.sign_in("joan").await;
    joan.open("/").await.is(200).shows("Emergency access");
    let wrong = [("reference", reference.as_str()), ("reason", "Now.")];
    let path = "/emergency-access/new";
    joan.fill(path, path, &wrong).await.is(422).shows("Say in a sentence").shows(&reference);
    let right = [("reference", reference.as_str()), ("reason", REASON), ("how_long", "half-an-hour")];
    let case = joan.fill(path, path, &right).await;
    case.is(200).shows("The safeguarding lead has been told");
    assert!(case.path.starts_with(&format!("/families/{family}")), "{}", case.path);
    let opening = id(&items(&centre.get("joan", "/emergency-access").await.is(200))[0]);
    let one = format!("/emergency-access/{opening}");
    joan.open(&one).await.is(200).shows("waits for the safeguarding lead");
    let martin = centre.sign_in("martin").await;
    martin.fill(&one, &one, &[("words", "")]).await.is(422);
    martin.fill(&one, &one, &[("words", "I rang Joan; it was needed.")]).await.is(200).shows("signed off");
});

/// Where the forms of a page are sent, but for the one that signs out.
fn sent_to(html: &str) -> Vec<String> {
    html.split("action=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|action| *action != "/sign-out")
        .map(str::to_owned)
        .collect()
}

story!(a_case_that_was_opened_in_an_emergency_shows_no_form_that_would_be_refused, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, stories::saturday(0)).await;
    let kept = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    let reference = kept["reference"].as_str().unwrap().to_owned();
    centre.clock_shows(stories::saturday(0).plus(Minutes(-20)));
    let briefing = format!("/visits/{visit}/briefing");
    for who in ["dev", "tomasz"] {
        centre.post(who, "/emergency-access", of(&reference)).await.is(201);
        let browser = centre.sign_in(who).await;
        let (mut known, mut ahead) = (std::collections::BTreeSet::new(), vec![format!("/visits/{visit}")]);
        ahead.push(format!("/families/{}", family.family));
        while let Some(path) = ahead.pop() {
            let page = browser.open(&path).await;
            page.is(200);
            assert_eq!(sent_to(&page.html), Vec::<String>::new(), "{who} {path}");
            let below = [format!("/visits/{visit}"), format!("/families/{}", family.family)];
            let links = page.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            for link in links.filter(|link| below.iter().any(|below| link.starts_with(below))) {
                let link = link.split('#').next().unwrap_or_default().to_owned();
                if known.insert(link.clone()) {
                    ahead.push(link);
                }
            }
        }
        assert!(known.contains(&briefing), "{known:?}");
        let answer = centre.get(who, &format!("/visits/{visit}")).await.is(200);
        assert_eq!(answer["steps"], json!([]), "{answer}");
    }
    // Whoever holds the visit goes on as before.
    let grace = centre.sign_in("grace").await.open(&format!("/visits/{visit}")).await;
    assert!(sent_to(&grace.is(200).html).contains(&format!("/visits/{visit}/notes")));
});
