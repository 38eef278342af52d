//! The child's own voice (4.8): heard on a tablet on which nothing else opens, kept exactly, read at once where it
//! may be worrying, never to an adult of the family, and into a report only with the child's permission.

mod report;
mod tablet;

use app::{demo::Journey, records::registry};
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

/// A visit on Saturday with Grace, with the child it is for.
pub(super) struct Heard<'a> {
    pub(super) centre: &'a Centre,
    pub(super) family: Journey,
    pub(super) visit: String,
    pub(super) child: String,
}

impl<'a> Heard<'a> {
    pub(super) async fn of(centre: &'a Centre) -> Self {
        let family = centre.ready_family("supervised").await;
        let visit = centre.booked(&family, saturday(0)).await;
        let case = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
        let child = id(&case["children"][0]);
        centre.clock_shows(saturday(0));
        Self { centre, family, visit, child }
    }

    pub(super) async fn sits(&self, when: &str) -> String {
        let new = json!({"child": self.child, "when": when, "others": "Bear the dog"});
        let path = format!("/visits/{}/child-sittings", self.visit);
        id(&self.centre.post("grace", &path, new).await.is(201))
    }

    pub(super) async fn says(&self, sitting: &str, answer: Value) -> Value {
        self.centre.post("grace", &format!("/child-sittings/{sitting}/answers"), answer).await.is(201)
    }

    pub(super) async fn cannot_say(&self, sitting: &str, answer: Value) -> stories::Answer {
        let path = format!("/child-sittings/{sitting}/answers");
        self.centre.in_vain("grace", Method::POST, &path, answer).await
    }

    async fn reviews(&self) -> Vec<String> {
        let path = format!("/families/{}/reviews", self.family.family);
        let reviews = self.centre.get("priya", &path).await.is(200);
        items(&reviews).iter().map(|review| review["trigger"].as_str().unwrap().to_owned()).collect()
    }

    async fn tasks(&self) -> Vec<Value> {
        let mut tasks = self.centre.tasks_of("martin").await;
        tasks.retain(|task| task["words"].as_str().is_some_and(|words| words.contains("a child told us")));
        tasks
    }
}

story!(what_a_child_says_is_kept_exactly_with_the_question_and_who_heard_it, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("before").await;
    let exact = "i dont  wanna talk,\nonly Bear knows";
    let kept = heard.says(&sitting, json!({"question": "wishes", "words": exact, "by_grown_up": true})).await;
    heard.says(&sitting, json!({"question": "who-knows", "marks": ["people-here", "ask-me"]})).await;
    heard.says(&sitting, json!({"question": "choose", "skipped": true})).await;
    let path = format!("/child-answers/{}", id(&kept));
    let read = centre.get("grace", &path).await.is(200);
    assert_eq!(
        [
            &read["words"],
            &read["prompt"],
            &read["band"],
            &read["heard_by"],
            &read["others"],
            &read["language"]
        ],
        [
            &json!(exact),
            &json!("Is there something you want to say?"),
            &json!("5-7"),
            &json!("Grace Llewellyn"),
            &json!("Bear the dog"),
            &json!("en-GB")
        ],
        "{read}"
    );
    assert_eq!(read["by_grown_up"], true);
    assert_eq!(read["wishes"], json!(["people-here", "ask-me"]));
    let all = items(
        &centre.get("priya", &format!("/families/{}/child-answers", heard.family.family)).await.is(200),
    );
    assert_eq!(all.len(), 3);
    assert!(all.iter().any(|answer| answer["skipped"] == true), "that a child skipped is an answer");

    // Neither the database nor a second answer changes what was said.
    let because = centre.refuses("UPDATE child_answer SET question = 'feel'").await;
    assert!(because.contains("child_answer_stays"), "{because}");
    heard.says(&sitting, json!({"question": "wishes", "words": "Something else."})).await;
    assert_eq!(centre.get("grace", &path).await.is(200)["words"], json!(exact));
    for (wrong, field) in [
        (json!({"question": "feel"}), "/marks"),
        (json!({"question": "feel", "marks": ["good", "sad"]}), "/marks"),
        (json!({"question": "feel", "marks": ["yes"]}), "/marks"),
        (json!({"question": "wishes"}), "/words"),
        (json!({"question": "wishes", "words": "Yes.", "skipped": true}), "/skipped"),
        (json!({"question": "next-time", "words": "Cake."}), "/question"),
        (json!({"question": "choose", "marks": ["snack", "snack"]}), "/marks"),
    ] {
        heard.cannot_say(&sitting, wrong).await.blames(field);
    }
    centre.post("grace", &format!("/child-sittings/{sitting}/ending"), json!({})).await.is(201);
    let late = json!({"question": "feel", "marks": ["good"]});
    heard.cannot_say(&sitting, late).await.refused(409, "sitting-over");
});

story!(a_worrying_answer_brings_those_who_lead_in_the_same_moment_and_tells_nobody_the_words, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("before").await;
    let said = heard.says(&sitting, json!({"question": "feel", "marks": ["sad"]})).await;
    assert_eq!((&said["worrying"], heard.tasks().await.len()), (&json!([]), 0), "one low face is a bad day");
    let said = heard.says(&sitting, json!({"question": "feel", "marks": ["worried"]})).await;
    assert_eq!(said["worrying"], json!(["low-faces"]));
    let said = heard.says(&sitting, json!({"question": "worry-size", "marks": ["worry-4"]})).await;
    assert_eq!(said["worrying"], json!(["biggest-worry"]));
    let words = json!({"question": "wishes", "words": "It’s a SECRET about the shed"});
    assert_eq!(heard.says(&sitting, words).await["worrying"], json!(["words"]));
    let tasks = heard.tasks().await;
    assert_eq!(tasks.len(), 3, "{tasks:?}");
    assert!(tasks.iter().all(|task| task["words"].as_str().unwrap().contains("999")));
    assert!(
        !json!(tasks).to_string().contains("shed"),
        "the child's words stand in the child's thread alone"
    );
    assert_eq!(heard.reviews().await, ["child-voice"], "one review for all of it");

    // R12: not wanting to come forces nothing and stops nothing by itself: a person reads it and decides.
    let said = heard.says(&sitting, json!({"question": "coming", "marks": ["no"]})).await;
    assert_eq!(said["worrying"], json!(["not-to-come"]));
    assert_eq!((heard.tasks().await.len(), centre.mark_on(&heard.visit).await), (4, None));
    assert_eq!(centre.stage_of(&heard.family).await, "active");
});

story!(a_centre_adds_a_word_to_the_list_and_takes_one_away, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("before").await;
    let says = async |words: &str| {
        let said = heard.says(&sitting, json!({"question": "wishes", "words": words})).await;
        said["worrying"] != json!([])
    };
    assert!(says("My tummy is hungry").await && !says("the cellar").await);
    let change = |words: &str, listed: bool| json!({"words": words, "listed": listed});
    centre.post("priya", "/child-words", change("The  Cellar", true)).await.is(201);
    centre.post("priya", "/child-words", change("hungry", false)).await.is(201);
    assert!(!says("My tummy is hungry").await && says("the cellar").await);
    assert!(says("Mae’n bwrw fi").await, "a child says some things in the language of home");
    for (wrong, field) in [
        (change("the cellar", true), "/words"),
        (change("!!!", true), "/words"),
        (change("hungry", false), "/words"),
        (json!({"words": "x", "listed": true, "language": "fr"}), "/language"),
    ] {
        centre.in_vain("priya", Method::POST, "/child-words", wrong).await.blames(field);
    }
    centre
        .in_vain("grace", Method::POST, "/child-words", change("x", true))
        .await
        .refused(403, "not-allowed");
    let staff = centre.sign_in("priya").await;
    let page = staff.open("/centre/child-words").await;
    page.is(200).shows("the cellar").shows("Added here").shows("Taken away here: hungry.");
    staff
        .fill("/centre/child-words", "/centre/child-words", &[("words", "shed")])
        .await
        .is(422)
        .shows("Error: ");
});

story!(what_a_child_said_is_read_by_those_with_the_family_and_by_no_adult_of_it, |centre| {
    let heard = Heard::of(&centre).await;
    let family = &heard.family.family;
    let sitting = heard.sits("after").await;
    let said = heard.says(&sitting, json!({"question": "wishes", "words": "I liked the blocks."})).await;
    let answer = format!("/child-answers/{}", id(&said));
    let thread = format!("/families/{family}/child-answers");
    for (party, username) in [(&heard.family.resident, "leanne"), (&heard.family.visiting[0], "karl")] {
        let browser = centre.parent_signs_in(family, party, username).await;
        for path in
            [&answer, &thread, &format!("{answer}/drawing"), &format!("/visits/{}/children", heard.visit)]
        {
            assert_eq!(browser.open(path).await.status, 404, "{username} {path}");
        }
        let token = centre.token_of(username).await;
        for path in [&answer, &thread] {
            let refused = centre.ask_with(&token, Method::GET, path, Value::Null).await;
            assert!([403, 404].contains(&refused.status), "{username} {path}: {}", refused.body);
        }
    }
    for who in ["tomasz", "joan", "dev", "ruth", "sam"] {
        for path in [&answer, &thread] {
            let refused = centre.get(who, path).await;
            assert!([403, 404].contains(&refused.status), "{who} {path}: {}", refused.body);
        }
    }
    for who in ["priya", "martin", "grace"] {
        assert_eq!(centre.get(who, &answer).await.is(200)["words"], json!("I liked the blocks."));
    }
    // A parent who asks for the child's data is given none of it by that way.
    for table in registry::all().into_iter().filter(|table| table.name.starts_with("child_")) {
        let mine = ["child_sitting", "child_answer", "child_answer_note", "child_page"].contains(&table.name);
        let alone = table.parts.iter().all(|part| part.of == registry::Person::ChildAlone);
        assert!(!mine || alone, "{}", table.name);
    }
});

story!(the_child_is_told_what_was_done_and_the_day_stands_beside_the_answer, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("after").await;
    let said = heard.says(&sitting, json!({"question": "wishes", "words": "More books."})).await;
    let page = format!("/child-answers/{}", id(&said));
    let grace = centre.sign_in("grace").await;
    let done = format!("{page}/done");
    grace.fill(&page, &done, &[("words", "")]).await.is(422).shows("Error: ");
    grace
        .fill(&page, &done, &[("words", "We bought three books.")])
        .await
        .is(200)
        .shows("We bought three books.");
    let children = format!("/visits/{}/children", heard.visit);
    grace.open(&children).await.is(200).shows("Tell the child today what was done").shows("three books");
    let told = |on: &str| json!({"on": on, "words": "Your books are here."});
    for on in ["2026-11-20", "2026-11-22"] {
        centre.in_vain("grace", Method::POST, &format!("{page}/told"), told(on)).await.blames("/on");
    }
    centre.post("grace", &format!("{page}/told"), told("2026-11-21")).await.is(201);
    grace.open(&children).await.is(200).does_not_show("three books");
    let thread = format!("/families/{}/child-answers", heard.family.family);
    grace.open(&thread).await.is(200).shows("“More books.”").shows("The child was told");
    let read = centre.get("martin", &page).await.is(200);
    let kinds: Vec<&str> =
        read["notes"].as_array().unwrap().iter().map(|note| note["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds, &read["notes"][1]["on"]), (vec!["done", "told"], &json!("2026-11-21")));
    let because = centre.refuses("UPDATE child_answer_note SET kind = 'done'").await;
    assert!(because.contains("child_answer_stays"), "{because}");
});

story!(a_drawing_is_kept_as_lines_and_shown_as_a_picture_made_here, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("before").await;
    let line = json!({"crayon": "blue", "width": 12, "points": [10, 20, 500, 350, 990, 690]});
    let drawn = |strokes: Value| json!({"question": "draw", "drawing": {"strokes": strokes}});
    let off = json!({"crayon": "blue", "width": 12, "points": [10, 20, 500, 701]});
    let odd = json!({"crayon": "blue", "width": 12, "points": [10]});
    let thick = json!({"crayon": "blue", "width": 900, "points": [10, 20]});
    for wrong in [json!([]), json!([off]), json!([odd]), json!([thick]), json!(vec![line.clone(); 401])] {
        heard.cannot_say(&sitting, drawn(wrong)).await.blames("/drawing");
    }
    let long = json!({"crayon": "red", "width": 4, "points": vec![7; 24_002]});
    heard.cannot_say(&sitting, drawn(json!([long]))).await.blames("/drawing");
    let misplaced = json!({"question": "feel", "marks": ["good"], "drawing": {"strokes": [line]}});
    heard.cannot_say(&sitting, misplaced).await.blames("/drawing");
    let active = json!({"crayon": "blue\"/><script>", "width": 12, "points": [1, 2]});
    assert_eq!(heard.cannot_say(&sitting, drawn(json!([active]))).await.status, 422);

    let kept =
        heard.says(&sitting, drawn(json!([line, {"crayon": "red", "width": 30, "points": [40, 40]}]))).await;
    assert_eq!(kept["drawing"]["strokes"][0], line);
    let svg = kept["svg"].as_str().unwrap();
    assert!(svg.contains("M10 20L500 350L990 690") && svg.contains("#2466b8"), "{svg}");
    let grace = centre.sign_in("grace").await;
    let picture = format!("/child-answers/{}/drawing", id(&kept));
    let heard_back = grace.hear(&picture).await;
    assert_eq!((heard_back.status, heard_back.header("content-type")), (200, "image/png"));
    assert!(heard_back.body.starts_with(b"\x89PNG"));
});
