//! Two parents, each applying alone: neither is told anything of the other, and staff join the halves.

use axum::http::Method;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use std::cell::Cell;
use stories::{Applicant, Centre, On, STEPS, Typed, application, of_step, story};

/// Nobody's code and nobody's identifier.
const NO_CODE: &str = "2222 3333 4444 6666";
const NO_ID: &str = "00000000-0000-4000-8000-000000000000";
/// After the last stage of an application: never.
const STAGES: usize = 4;

fn leanne() -> Value {
    application("Leanne Farrow", true)
}

fn karl() -> Value {
    application("Karl Farrow", false)
}

/// How the other parent applies, and when, counted in stages of the first parent's application: before
/// it, begun, written, sent.
#[derive(Clone, Debug)]
struct Other {
    begins: usize,
    writes: usize,
    sends: usize,
    is_joined: bool,
    by_program: bool,
    refused: usize,
    children: usize,
    words: usize,
}

fn others() -> impl Strategy<Value = Other> {
    let when = (0..STAGES, 0..3usize, 0..3usize, any::<bool>());
    let how = (any::<bool>(), 0..3usize, 1..6usize, 1..100usize);
    (when, how).prop_map(|((begins, writes, sends, is_joined), (by_program, refused, children, words))| {
        Other {
            begins,
            writes: begins + writes,
            sends: begins + writes + sends,
            is_joined,
            by_program,
            refused,
            children,
            words,
        }
    })
}

impl Other {
    fn application(&self) -> Value {
        let mut half = karl();
        let more = " and more".repeat(self.words);
        half["about"]["name"] = format!("Karl Farrow{}", "o".repeat(self.words)).into();
        half["hopes"] = format!("Everything{more}").into();
        half["worries"] = format!("Nothing{more}").into();
        let first = half["children"][0].clone();
        half["children"] = (0..self.children).map(|_| first.clone()).collect();
        half
    }
}

/// The other parent, the staff, and how far they have come.
struct World<'a> {
    other: Option<(Other, Applicant<'a>)>,
    centre: &'a Centre,
    is_joined: bool,
}

impl World<'_> {
    /// What others do at a stage of the first parent's application.
    async fn turns(&mut self, stage: usize) {
        let Some((how, parent)) = &mut self.other else { return };
        let half = how.application();
        if how.begins == stage {
            if how.by_program { parent.begins_by_program().await } else { parent.begins().await }
        }
        if how.writes == stage {
            let mut wrong = half.clone();
            wrong["children"][0]["born"] = "2027-01-01".into();
            for _ in 0..how.refused {
                if how.by_program {
                    assert_eq!(parent.writes_by_program(&wrong, "wrong").await.status, 422);
                    assert_eq!(parent.sends_by_program("send").await.status, 422);
                } else {
                    let page = "/apply/steps/children";
                    assert_eq!(parent.fills(page, page, &of_step(&wrong, &["children"])).await.status, 422);
                }
            }
            if how.by_program {
                assert_eq!(parent.writes_by_program(&half, "save").await.status, 200);
            } else {
                parent.writes(&half).await;
            }
        }
        if how.sends == stage {
            if how.by_program {
                assert_eq!(parent.sends_by_program("send").await.status, 201);
            } else {
                parent.sends().await;
            }
        }
    }

    /// Staff read what was sent, and join the two if the other has sent theirs by now.
    async fn staff_join(&mut self) {
        let Some((how, _)) = &self.other else { return };
        let sent = self.centre.get("priya", "/applications").await.is(200)["items"].clone();
        let of = |is_mine: bool| {
            let mine = |line: &&Value| (line["name"] == "Leanne Farrow") == is_mine;
            sent.as_array().unwrap().iter().find(mine).map(|line| line["id"].clone())
        };
        if let (true, Some(resident), Some(visiting)) = (how.is_joined, of(true), of(false)) {
            let halves = json!({"resident": resident, "visiting": visiting});
            self.centre.post("priya", "/applications/joining", halves).await.is(201);
            self.is_joined = true;
        }
    }
}

/// Everything the pages and operations answer once an application has been sent.
async fn afterwards(parent: &mut Applicant<'_>) {
    let stale = of_step(&leanne(), &["about"]);
    for page in ["/apply", "/apply/continue", "/apply/check", "/apply/check?done=saved"] {
        parent.opens(page).await;
    }
    for (step, _) in STEPS {
        let path = format!("/apply/steps/{step}");
        parent.opens(&path).await;
        parent.fills("/apply/check", &path, &stale).await;
    }
    parent.sends().await;
    parent.comes_back_with(NO_CODE).await;
    parent.fills("/apply/check", "/apply/later", &Typed::new()).await;
    parent.opens("/apply/check").await;
    let code = parent.code.clone();
    parent.comes_back_with(&code).await;
    parent.opens("/apply/check").await;
    by_their_program(parent).await;
}

/// What operations answer to one who holds a code and an identifier, right or wrong, and what staff's own
/// answer to the public.
async fn by_their_program(parent: &mut Applicant<'_>) {
    let mine = if parent.id.is_empty() { NO_ID.to_owned() } else { parent.id.clone() };
    for id in [mine.as_str(), NO_ID, "no-identifier"] {
        for code in [parent.code.clone(), NO_CODE.to_owned()] {
            let (saved, sent) = (format!("/applications/{id}"), format!("/applications/{id}/submission"));
            let body = json!({"code": code, "application": leanne()});
            for key in [None, Some("save"), Some("again")] {
                parent.asks(Method::PUT, &saved, body.clone(), key).await;
            }
            parent
                .asks(Method::PUT, &saved, json!({"code": code, "application": {"no_such": 1}}), None)
                .await;
            for key in [None, Some("send"), Some("again")] {
                parent.asks(Method::POST, &sent, json!({"code": code}), key).await;
            }
        }
        parent.asks(Method::GET, &format!("/applications/{id}"), Value::Null, None).await;
    }
    parent.asks(Method::GET, "/applications", Value::Null, None).await;
    parent.asks(Method::POST, "/applications/joining", json!({}), None).await;
}

/// One parent's whole way on the public pages.
async fn on_the_pages(parent: &mut Applicant<'_>, world: &mut World<'_>) {
    for page in ["/apply", "/apply/continue", "/apply/check", "/apply/steps/about", "/apply/steps/nothing"] {
        parent.opens(page).await;
    }
    parent.comes_back_with(NO_CODE).await;
    world.turns(0).await;
    parent.begins().await;
    world.turns(1).await;
    for (step, names) in STEPS {
        let path = format!("/apply/steps/{step}");
        parent.opens(&path).await;
        parent.opens(&format!("{path}?another=yes")).await;
        let mut answers = of_step(&leanne(), names);
        answers.push(("said/about/born.day".into(), "31".into()));
        answers.push(("said/about/born.month".into(), "2".into()));
        let refused = parent.fills(&path, &path, &answers).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
    }
    parent.sends().await;
    parent.writes(&leanne()).await;
    for (button, page) in [("another", "children"), ("remove-1", "extra_visitors"), ("later", "when")] {
        let names = &[page, "availability", "hopes"][..];
        let path = format!("/apply/steps/{}", if page == "extra_visitors" { "visitors" } else { page });
        let mut answers = of_step(&leanne(), names);
        answers.push(("then".into(), button.into()));
        parent.fills(&path, &path, &answers).await;
    }
    world.turns(2).await;
    parent.opens("/apply/check").await;
    let code = parent.code.clone();
    parent.comes_back_with(&code).await;
    for (step, _) in STEPS {
        parent.opens(&format!("/apply/steps/{step}")).await;
        parent.opens(&format!("/apply/steps/{step}?from=check")).await;
    }
    parent.opens("/apply/check").await;
    parent.sends().await;
    world.turns(3).await;
}

/// The same by a program that asks for the parent.
async fn by_a_program(parent: &mut Applicant<'_>, world: &mut World<'_>) {
    world.turns(0).await;
    parent.begins_by_program().await;
    world.turns(1).await;
    let mut wrong = leanne();
    wrong["about"]["born"] = "2030-01-01".into();
    parent.writes_by_program(&wrong, "wrong").await;
    parent.sends_by_program("too-soon").await;
    for _ in 0..2 {
        let kept = parent.writes_by_program(&leanne(), "save").await;
        assert_eq!(kept.status, 200, "{}", kept.text());
    }
    let code = parent.code.clone();
    parent.comes_back_with(&code).await;
    parent.opens("/apply/check").await;
    world.turns(2).await;
    let sent = parent.sends_by_program("send").await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    world.turns(3).await;
}

/// Everything Leanne is told from first to last, in a centre where somebody else applies like this, and
/// whether the two were joined.
async fn told(on: On, by_program: bool, other: Option<Other>) -> (Vec<(String, String)>, bool) {
    let centre = Centre::open(on).await;
    let mut parent = Applicant::at(&centre);
    let other = other.map(|how| (how, Applicant::at(&centre)));
    let mut world = World { other, centre: &centre, is_joined: false };
    if by_program {
        by_a_program(&mut parent, &mut world).await;
    } else {
        on_the_pages(&mut parent, &mut world).await;
    }
    afterwards(&mut parent).await;
    world.staff_join().await;
    afterwards(&mut parent).await;
    (parent.was_told(), world.is_joined)
}

fn neither_can_tell(on: On, cases: u32) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let alone = [false, true].map(|by_program| runtime.block_on(told(on, by_program, None)).0);
    let joined = Cell::new(0);
    // Chance may leave out the two being joined; so it is asked again, and not without end.
    for _ in 0..10 {
        let config = Config { cases, failure_persistence: None, max_shrink_iters: 12, ..Config::default() };
        TestRunner::new(config)
            .run(&(others(), any::<bool>()), |(other, by_program)| {
                let (told, is_joined) = runtime.block_on(told(on, by_program, Some(other)));
                let alone = &alone[usize::from(by_program)];
                prop_assert_eq!(told.len(), alone.len());
                for (told, alone) in told.iter().zip(alone) {
                    prop_assert_eq!(told, alone);
                }
                joined.set(joined.get() + u32::from(is_joined));
                Ok(())
            })
            .unwrap();
        if joined.get() > 0 {
            return;
        }
    }
    panic!("chance never joined the two");
}

#[test]
fn r25_whatever_the_other_parent_does_one_parent_is_told_the_same_on_the_embedded_database() {
    neither_can_tell(On::Embedded, 20);
}

#[test]
fn r25_whatever_the_other_parent_does_one_parent_is_told_the_same_on_postgresql() {
    neither_can_tell(On::Postgres, 10);
}

story!(an_unknown_code_anothers_code_and_an_unknown_identifier_look_alike, |centre| {
    let mut mine = Applicant::at(&centre);
    mine.begins_by_program().await;
    let mut draft = Applicant::at(&centre);
    draft.begins_by_program().await;
    let sent = Applicant::who_sent(&centre, &karl()).await;
    let halves = [Applicant::who_sent(&centre, &leanne()).await, Applicant::who_sent(&centre, &karl()).await];
    join(&centre, &halves[0].id, &halves[1].id).await.is(201);
    let picture = centre.picture().await;
    let mut answers = Vec::new();
    for other in [&draft, &sent, &halves[0]] {
        for (id, code) in [
            (mine.id.as_str(), NO_CODE),
            (&mine.id, &other.code),
            (&other.id, &mine.code),
            (&other.id, NO_CODE),
            (NO_ID, &mine.code),
            (NO_ID, NO_CODE),
            ("no-identifier", &mine.code),
        ] {
            let whole = json!({"code": code, "application": leanne()});
            let router =
                Applicant::at(&centre).asks(Method::PUT, &format!("/applications/{id}"), whole, None).await;
            answers.push(router.told());
            let path = format!("/applications/{id}/submission");
            answers.push(
                Applicant::at(&centre).asks(Method::POST, &path, json!({"code": code}), None).await.told(),
            );
        }
    }
    assert!(answers[0].starts_with("404") && answers[0].contains("\"code\":\"not-found\""), "{}", answers[0]);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");

    let mut pages = Vec::new();
    let almost = format!("{}0", &sent.code[..NO_CODE.len() - 1]);
    for code in [NO_CODE, &almost, &sent.id[..NO_CODE.len()], "any nineteen letter"] {
        let heard = Applicant::at(&centre).comes_back_with(code).await;
        assert_eq!(heard.status, 422);
        // The page says again what was typed, and nothing else about it.
        pages.push(heard.told().replace(&format!("value=\"{code}\""), "value=\"\""));
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
    assert_eq!(centre.picture().await, picture, "a wrong code left a trace");
});

async fn join(centre: &Centre, resident: &str, visiting: &str) -> stories::Answer {
    centre.post("priya", "/applications/joining", json!({"resident": resident, "visiting": visiting})).await
}

story!(two_halves_are_joined_once_and_only_when_both_were_sent, |centre| {
    let one = Applicant::who_sent(&centre, &leanne()).await;
    let other = Applicant::who_sent(&centre, &karl()).await;
    let third = Applicant::who_sent(&centre, &karl()).await;
    let mut draft = Applicant::at(&centre);
    draft.begins_by_program().await;
    draft.writes_by_program(&karl(), "save").await;
    let picture = centre.picture().await;
    join(&centre, &one.id, &one.id).await.blames("/visiting");
    join(&centre, &one.id, &draft.id).await.blames("/visiting");
    join(&centre, &draft.id, &one.id).await.blames("/resident");
    let of_draft = join(&centre, &one.id, &draft.id).await;
    let of_nothing = join(&centre, &one.id, NO_ID).await;
    assert_eq!(
        of_draft.body, of_nothing.body,
        "a draft is its applicant's own: staff cannot tell it is there"
    );
    centre.get("priya", &format!("/applications/{}", draft.id)).await.is(404);
    for (who, code) in
        [("grace", "not-allowed"), ("joan", "not-allowed"), ("sam", "not-found"), ("ruth", "not-found")]
    {
        let halves = json!({"resident": one.id, "visiting": other.id});
        centre.post(who, "/applications/joining", halves).await.is_refused_with(code);
    }
    assert_eq!(centre.picture().await, picture, "a refused joining left a trace");

    join(&centre, &one.id, &other.id).await.is(201);
    let picture = centre.picture().await;
    for (resident, visiting) in
        [(&one.id, &other.id), (&other.id, &one.id), (&one.id, &third.id), (&third.id, &other.id)]
    {
        join(&centre, resident, visiting).await.is_refused_with("application-joined");
    }
    assert_eq!(centre.picture().await, picture, "a second joining left a trace");
    let waiting = centre.get("priya", "/applications").await.is(200);
    assert_eq!(
        waiting["items"].as_array().unwrap().len(),
        1,
        "only the third still waits for its other half"
    );
});

story!(staff_see_that_two_applications_may_belong_together, |centre| {
    let one = Applicant::who_sent(&centre, &leanne()).await;
    let other = Applicant::who_sent(&centre, &karl()).await;
    let mut elsewhere = application("Somebody else", true);
    elsewhere["children"] = json!([{"first_name": "Amira", "surname": "Farrow", "born": "2018-01-01"}]);
    let stranger = Applicant::who_sent(&centre, &elsewhere).await;
    let listed = centre.get("priya", "/applications").await.is(200);
    let beside = |id: &str| {
        let line = listed["items"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap();
        line["may_belong_with"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(beside(&one.id), [json!(other.id)]);
    assert_eq!(beside(&other.id), [json!(one.id)]);
    assert_eq!(beside(&stranger.id), [] as [Value; 0]);
});

story!(r25_each_half_goes_to_its_own_side_and_the_details_stay_apart, |centre| {
    let one = Applicant::who_sent(&centre, &leanne()).await;
    let other = Applicant::who_sent(&centre, &karl()).await;
    for column in [("application", "document"), ("answer_given", "body"), ("audit_entry", "summary")] {
        let is_sealed = column.0 != "audit_entry";
        let kept = if is_sealed {
            centre.opened(column.0, column.1).await
        } else {
            centre.column(column.0, column.1).await
        };
        for secret in ["Quarry Rise", "07700 900101", "Mill Bank", "07700 900202", &one.code, &other.code] {
            assert!(!kept.contains(secret), "{secret} lies in {column:?}");
        }
    }
    // The children live with Leanne, whichever of the two applied first.
    let joined = join(&centre, &one.id, &other.id).await.is(201);
    assert!(!joined.to_string().contains("Quarry Rise"), "the answer is kept, so it holds nobody's address");
    let path = format!("/referrals/{}", joined["id"].as_str().unwrap());
    let draft = centre.get("priya", &path).await.is(200)["document"].clone();
    for (side, half) in [("resident", leanne()), ("visiting", karl())] {
        for field in ["name", "born", "relation", "parental_responsibility"] {
            assert_eq!(draft[side][field], half["about"][field], "{side} {field}");
        }
        assert_eq!(draft[side]["contact"], half["contact"], "{side}");
    }
    assert_eq!(draft["lives_with"], "resident");
    assert_eq!(draft["visiting_may_not_know_area"], true, "what the resident party asked, not the other");
    assert_eq!(draft["children"].as_array().unwrap().len(), 1, "the child both named is one child");
    let documents = centre.opened("referral", "document").await;
    assert!(!documents.contains("Quarry Rise") && !documents.contains("Mill Bank"), "{documents}");

    let mut whole = draft.clone();
    for (name, value) in [
        ("level_asked", json!("supervised")),
        ("kind_asked", json!("supervised")),
        ("convictions", json!("None known")),
    ] {
        whole[name] = value;
    }
    whole["children"][0]["may_leave_premises"] = false.into();
    whole["orders"][0]["says_supervised"] = true.into();
    centre.put("priya", &path, whole).await.is(200);
    let sent = centre.post("priya", &format!("{path}/submission"), json!({})).await.is(201);
    let case = format!("/families/{}", sent["family"].as_str().unwrap());
    let adults = centre.get("priya", &case).await.is(200)["adults"].as_array().unwrap().clone();
    for (name, half) in [("Leanne Farrow", leanne()), ("Karl Farrow", karl())] {
        let party = adults.iter().find(|adult| adult["name"] == name).unwrap()["id"].as_str().unwrap();
        let contact = centre.get("priya", &format!("{case}/people/{party}/contact")).await.is(200);
        assert_eq!(contact, half["contact"], "{name}");
    }
});

story!(staff_join_two_halves_on_the_page_where_they_lie_side_by_side, |centre| {
    let one = Applicant::who_sent(&centre, &leanne()).await;
    let other = Applicant::who_sent(&centre, &karl()).await;
    let browser = centre.sign_in("priya").await;
    let page = format!("/applications/{}/beside/{}", other.id, one.id);
    browser.open("/applications").await.is(200).shows(&format!("/beside/{}", one.id));
    let offered = browser.open(&page).await;
    offered.is(200).does_not_show("Quarry Rise").does_not_show("Mill Bank");
    assert_eq!(offered.filled_in(), [("resident".to_owned(), one.id.clone())], "as the two have said");
    let picture = centre.picture().await;
    assert_eq!(
        browser.hear_of(&page, &page, &Typed::new()).await.status,
        422,
        "somebody must say whose is whose"
    );
    assert_eq!(centre.picture().await, picture);
    let joined = browser.hear_of(&page, &page, &offered.filled_in()).await;
    assert_eq!(joined.status, 303, "{}", joined.text());
    let (path, _) = joined.header("location").split_once('?').unwrap();
    let draft = centre.get("priya", path).await.is(200)["document"].clone();
    assert_eq!(
        (&draft["resident"]["name"], &draft["visiting"]["name"]),
        (&json!("Leanne Farrow"), &json!("Karl Farrow"))
    );
    let picture = centre.picture().await;
    // The page no longer offers it; somebody whose page was open before is told why not.
    assert_eq!(browser.open(&page).await.is(200).filled_in(), Typed::new());
    let again = browser.hear_of(&page, &page, &offered.filled_in()).await;
    assert_eq!(again.status, 409, "{}", again.text());
    assert_eq!(centre.picture().await, picture);
});

story!(r25_a_visiting_party_who_must_not_be_found_is_not_forgotten_when_the_halves_are_joined, |centre| {
    let mut hiding = karl();
    hiding["other_may_not_know_area"] = true.into();
    for field in ["worry_kinds", "worries"] {
        hiding.as_object_mut().unwrap().remove(field);
    }
    hiding["no_worries"] = true.into();
    for (half, is_hiding) in [(hiding, true), (karl(), false)] {
        let one = Applicant::who_sent(&centre, &leanne()).await;
        let other = Applicant::who_sent(&centre, &half).await;
        let draft = join(&centre, &one.id, &other.id).await.is(201)["document"].clone();
        let concerns = draft["concerns"].as_array().unwrap();
        let told = |it: &&Value| it["kind"] == "other" && it["account"].as_str().unwrap().contains("area");
        assert_eq!(concerns.iter().filter(told).count(), usize::from(is_hiding), "{concerns:?}");
        assert_ne!(draft["no_concerns"], true);
    }
});

story!(the_longest_words_of_both_halves_are_in_the_referral_or_it_says_where_they_are, |centre| {
    let long = |name: &str, is_resident| {
        let mut half = application(name, is_resident);
        for field in ["hopes", "disability_and_access", "availability", "worries"] {
            half[field] = format!("{name} begins here {}", "é".repeat(7900)).into();
        }
        half
    };
    let one = Applicant::who_sent(&centre, &long("Leanne Farrow", true)).await;
    let other = Applicant::who_sent(&centre, &long("Karl Farrow", false)).await;
    let draft = join(&centre, &one.id, &other.id).await.is(201)["document"].clone();
    for field in ["reason", "disability_and_access", "availability"] {
        let said = draft[field].as_str().unwrap();
        for name in ["Leanne Farrow", "Karl Farrow"] {
            assert!(said.contains(&format!("{name} begins here")), "{field} has lost {name}’s");
        }
        assert_eq!(said.matches("The rest is in the application.").count(), 2, "{field}");
    }
    let worries: Vec<&str> =
        draft["concerns"].as_array().unwrap().iter().map(|it| it["account"].as_str().unwrap()).collect();
    assert!(worries[0].starts_with("Resident party wrote: Leanne"), "{worries:?}");
    assert!(worries[1].starts_with("Visiting party wrote: Karl"), "{worries:?}");
});

story!(a_refused_page_of_an_application_keeps_what_was_typed_and_says_so_in_its_title, |centre| {
    let mut parent = Applicant::at(&centre);
    parent.begins().await;
    let mut wrong = leanne();
    wrong["children"][0]["born"] = "2027-01-01".into();
    let picture = centre.picture().await;
    let refused =
        parent.fills("/apply/steps/children", "/apply/steps/children", &of_step(&wrong, &["children"])).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("<title>Error: "), "{}", refused.text());
    assert!(refused.text().contains("value=\"Amira\"") && refused.text().contains("value=\"2027\""));
    assert!(parent.comes_back_with(NO_CODE).await.text().contains("<title>Error: "));
    assert_eq!(centre.picture().await, picture);
});

story!(removing_somebody_who_was_emptied_first_leaves_the_others, |centre| {
    let mut parent = Applicant::at(&centre);
    parent.begins().await;
    let named = |name: &str| json!({"name": name, "relation": "friend"});
    let page = "/apply/steps/visitors";
    let all = json!({"extra_visitors": [named("Edith"), named("Gwen"), named("Omar")]});
    let mut emptied = all.clone();
    emptied["extra_visitors"][0] = Value::Null;
    for (said, button, left) in
        [(&emptied, "remove-1", vec!["Gwen", "Omar"]), (&all, "remove-2", vec!["Edith", "Omar"])]
    {
        parent.fills(page, page, &of_step(&all, &["extra_visitors"])).await;
        let mut answers = of_step(said, &["extra_visitors"]);
        answers.push(("then".into(), button.into()));
        assert_eq!(parent.fills(page, page, &answers).await.status, 303);
        let shown = stories::filled_in(&parent.opens(page).await.text());
        let names: Vec<&str> = shown
            .iter()
            .filter(|(name, _)| name.ends_with("/name"))
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(names, left, "{button}");
    }
});

story!(everything_missing_in_an_application_is_named_at_once, |centre| {
    let mut parent = Applicant::at(&centre);
    parent.begins_by_program().await;
    let picture = centre.picture().await;
    let refused = parent.sends_by_program("send").await;
    assert_eq!((refused.status, refused.json()["code"].as_str()), (422, Some("invalid")));
    let errors = refused.json()["errors"].clone();
    let pointers: Vec<&str> =
        errors.as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    for (_, names) in STEPS {
        let asked = pointers.iter().any(|at| names.iter().any(|name| at.starts_with(&format!("/{name}"))));
        let may_be_empty = matches!(names[0], "extra_visitors" | "orders");
        assert!(asked || may_be_empty, "{names:?} is not among {pointers:?}");
    }
    assert_eq!(centre.picture().await, picture);
});
