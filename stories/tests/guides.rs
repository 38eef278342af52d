//! Guides: anybody reads them, a centre words them, and what fits is put before whom it fits, by their own side
//! alone (R25).

use app::{guide::read_all, view::Markdown};
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, items, story};

fn names(lines: &Value) -> Vec<&str> {
    lines.as_array().unwrap().iter().map(|line| line["name"].as_str().unwrap()).collect()
}

#[test]
fn every_file_of_the_guides_reads_and_every_guide_is_there_in_english() {
    let all = read_all();
    let wrong: Vec<_> = all.iter().filter_map(|one| one.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let all: Vec<_> = all.into_iter().flatten().collect();
    assert!(all.len() >= 40, "{}", all.len());
    for guide in &all {
        assert!(
            all.iter().any(|one| one.language == "en" && one.name == guide.name && one.easy == guide.easy)
        );
        let fault = Markdown::fault(&guide.words);
        assert!(fault.is_none(), "{} in {}: {fault:?}", guide.name, guide.language);
    }
}

#[test]
fn nothing_that_a_browser_would_do_gets_into_a_page() {
    for hostile in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[press](javascript:alert(1))",
        "[press](//elsewhere.example/)",
        "![look](https://elsewhere.example/a.png)",
        "![look](pictures/../../secret)",
        "<!-- unfinished <script>",
        "<style>body{}</style>\n\nwords",
        "[a]\n\n[a]: javascript:alert(1)",
        "<svg onload=alert(1)>",
    ] {
        let page = Markdown::new(hostile).html();
        for active in [
            "<script",
            "<img src=x",
            "=\"javascript:",
            "elsewhere.example/\"",
            "a.png\"",
            "<style",
            "secret\"",
            "<svg",
        ] {
            assert!(!page.contains(active), "{hostile}: {page}");
        }
    }
}

#[test]
fn whoever_writes_a_guide_is_told_what_would_not_be_shown() {
    for (words, is_wrong) in [
        ("<b>bold</b>", true),
        ("# A title", true),
        ("[here](http://example.org)", true),
        ("![door](pictures/nowhere.svg)", true),
        ("## A heading\n\n- one\n- **two**\n\n[ring](tel:0300) and [read](https://example.org)", false),
        ("<!-- a remark to who edits -->\n\nwords", false),
        ("![A clock](pictures/clock.svg)", false),
    ] {
        assert_eq!(Markdown::fault(words).is_some(), is_wrong, "{words}");
    }
}

story!(anybody_reads_a_guide_in_full_or_in_easy_read_and_in_another_language, |centre| {
    let browser = centre.browser();
    browser.open("/guides").await.is(200).shows("Goodbyes").shows("Exit this page");
    let page = browser.open("/guides/goodbyes").await;
    page.is(200)
        .shows("Goodbyes are often the hardest part")
        .shows("Easy read, with pictures")
        .shows("Cymraeg");
    browser.open("/guides/goodbyes?easy=yes").await.is(200).shows("Play one last game").shows("All of it");
    let welsh = browser.open("/guides/goodbyes?language=cy").await;
    welsh.is(200).shows("lang=\"cy\"").shows("has not been checked yet");
    // A language that is not there is English, and says so in the page's own language.
    browser.open("/guides/goodbyes?language=xx").await.is(200).shows("lang=\"en\"");
    browser.open("/guides/nothing").await.is(404);
    // What staff fill in and print for a child is no page of its own.
    browser.open("/guides/child-your-visit").await.is(404);
    let listed = centre.get("", "/guides").await.is(200);
    assert!(names(&listed["items"]).contains(&"goodbyes"), "{listed}");
    let read = centre.get("", "/guides/goodbyes?language=cy&easy=true").await.is(200);
    // There is no easy read of this one in Welsh, so it comes in full.
    assert_eq!(
        (&read["language"], &read["easy"], &read["is_read_through"]),
        (&json!("cy"), &json!(false), &json!(false))
    );
});

story!(a_guide_that_one_words_is_shown_when_another_has_read_it, |centre| {
    let page = "/guide-texts/goodbyes";
    let staff = centre.sign_in("priya").await;
    staff.open("/guide-texts").await.is(200).shows("As it comes");
    let wrong = [
        ("language", "en"),
        ("easy:bool", "no"),
        ("title", "Saying goodbye"),
        ("words", "Look: <b>here</b>"),
    ];
    staff.fill(page, page, &wrong).await.is(422).shows("Error: ").shows("&#60;b&#62;here");
    let words = "Goodbyes are short here.\n\n## In our hall\n\n- Wave.";
    let right = [("language", "en"), ("easy:bool", "no"), ("title", "Saying goodbye"), ("words", words)];
    staff.fill(page, page, &right).await.is(200).shows("Waits to be read");
    let reader = centre.browser();
    reader.open("/guides/goodbyes").await.is(200).shows("Goodbyes are often the hardest part");
    let edition = centre.get("priya", page).await.is(200)["editions"][0]["id"].as_str().unwrap().to_owned();
    let review = format!("{page}/{edition}/review");
    centre.in_vain("priya", Method::POST, &review, json!({})).await.refused(409, "own-words");
    centre.post("martin", &review, json!({})).await.is(200);
    centre.in_vain("martin", Method::POST, &review, json!({})).await.refused(409, "not-waiting");
    reader
        .open("/guides/goodbyes")
        .await
        .is(200)
        .shows("Goodbyes are short here")
        .shows("<h2>In our hall</h2>");
    reader.open("/guides").await.is(200).shows("Saying goodbye");
    centre.post("priya", &format!("{page}/{edition}/ending"), json!({})).await.is(200);
    centre
        .in_vain("priya", Method::POST, &format!("{page}/{edition}/ending"), json!({}))
        .await
        .refused(409, "edition-gone");
    reader.open("/guides/goodbyes").await.is(200).shows("Goodbyes are often the hardest part");
});

story!(a_translation_stands_as_unchecked_until_somebody_has_read_it, |centre| {
    let asked = json!({"language": "cy"});
    centre.post("martin", "/guide-texts/goodbyes/as-it-comes", asked).await.is(201);
    let read = centre.get("", "/guides/goodbyes?language=cy").await.is(200);
    assert_eq!(read["is_read_through"], json!(true), "{read}");
    let none = json!({"language": "xx"});
    centre
        .in_vain("martin", Method::POST, "/guide-texts/goodbyes/as-it-comes", none)
        .await
        .blames("/language");
    let no_tag = json!({"language": "Welsh!", "title": "A", "words": "B"});
    centre.in_vain("priya", Method::POST, "/guide-texts/goodbyes", no_tag).await.blames("/language");
    // Whoever leads the work words guides, and nobody else.
    for who in ["grace", "joan", "ruth", "sam"] {
        let words = json!({"language": "en", "title": "A", "words": "B"});
        let refused = centre.in_vain(who, Method::POST, "/guide-texts/goodbyes", words).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
});

async fn own(centre: &Centre, token: &str) -> Value {
    centre.ask_with(token, Method::GET, "/my/guides", Value::Null).await.is(200)
}

story!(the_parent_of_a_child_who_cries_at_goodbyes_is_shown_what_fits_and_the_other_is_not, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let leanne = centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let (his, hers) = (centre.token_of("karl").await, centre.token_of("leanne").await);
    let before = own(&centre, &hers).await;
    // Before the first visit: what prepares a child of the ages there are, and nothing for other ages.
    assert!(!names(&before["now"]).is_empty(), "{before}");
    assert!(!names(&before["now"]).contains(&"preparing-a-child-12-plus"), "{before}");
    let path = format!("/families/{}/guides/{}", family.family, family.visiting[0]);
    let staff = centre.sign_in("priya").await;
    staff.open(&path).await.is(200).shows("The child cries at goodbyes");
    staff
        .fill(&path, &path, &[("needs:list", "cries-at-goodbyes")])
        .await
        .is(200)
        .shows("The child cries at goodbyes");
    let told = own(&centre, &his).await;
    assert!(names(&told["now"])[..2].contains(&"goodbyes"), "{told}");
    karl.open("/").await.is(200).shows("This may help just now").shows("Goodbyes");
    karl.open("/my/guides").await.is(200).shows("All guides");
    assert_eq!(own(&centre, &hers).await, before, "what is hard for one is nothing to the other");
    leanne.open("/my/guides").await.is(200);
    // The other adult's page is not there for either of them, and staff of a session do not see it.
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.get(who, &format!("/families/{}/guides", family.family)).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    let listed = centre.get("priya", &format!("/families/{}/guides", family.family)).await.is(200);
    assert_eq!(items(&listed).iter().filter(|one| one["needs"] == json!(["cries-at-goodbyes"])).count(), 1);
    let nonsense = json!({"needs": ["sings"]});
    centre.in_vain("priya", Method::PUT, &path, nonsense).await.blames("/needs/0");
});

story!(a_reader_chooses_their_language_at_the_foot_of_a_page, |centre| {
    let browser = centre.browser();
    browser.open("/guides").await.is(200).shows("lang=\"en-GB\"").shows("Cymraeg");
    let chosen = browser.post("/language", &[("language", "cy"), ("to", "/guides")]).await;
    assert_eq!((chosen.status, chosen.header("location")), (303, "/guides"));
    browser.open("/sign-in").await.is(200).shows("lang=\"cy\"").shows("English");
    browser.open("/nothing-here").await.is(404).shows("lang=\"cy\"");
    // From right to left: a language of nobody, in a demonstration only.
    let mirrored = browser.post("/language", &[("language", "ar-XB"), ("to", "/guides")]).await;
    assert_eq!(mirrored.status == 303, centre.house.is_demonstration());
    // Another site's address is not gone to, and a language that is not there is not kept.
    let elsewhere = ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"];
    for to in elsewhere.into_iter().chain(["/guides\r\nset-cookie: seat=mine", "/gu\u{ef}des", "/a b"]) {
        let chosen = browser.post("/language", &[("language", "cy"), ("to", to)]).await;
        assert_eq!((chosen.status, chosen.header("location")), (303, "/"), "{to}");
    }
    assert_eq!(browser.post("/language", &[("language", "xx"), ("to", "/")]).await.status, 422);
    // Whoever leaves at once leaves no language behind.
    browser.hear("/leave").await;
    browser.open("/guides").await.is(200).shows("lang=\"en-GB\"");
    // A browser that asks for Welsh is answered in Welsh, and one that asks for what is not there in English.
    let welsh = centre.browser().asking_in("cy-GB,cy;q=0.9,en;q=0.5");
    welsh.open("/guides").await.is(200).shows("lang=\"cy\"");
    let other = centre.browser().asking_in("xx,yy;q=0.9");
    other.open("/guides").await.is(200).shows("lang=\"en-GB\"");
});

story!(who_stayed_away_from_a_visit_is_told_to_the_other_by_no_guide, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let (today, _) = centre.this_saturday_and_next(&family).await;
    let hers = async || {
        centre.it_is("2026-11-21T11:47:00Z").await;
        let token = centre.token_of("leanne").await;
        let case = centre.ask_with(&token, Method::GET, "/my/case", Value::Null).await.is(200);
        (own(&centre, &token).await, case)
    };
    let before = hers().await;
    assert!(names(&before.0["now"]).iter().any(|name| name.contains("after")), "{}", before.0);
    today.is_missed_by("visiting").await;
    assert_eq!(hers().await, before);
});

story!(a_remark_hides_nothing_by_mistake_and_an_older_edition_is_not_read_in_vain, |centre| {
    let writes = async |who: &str, words: &str, language: &str| {
        let new = json!({"language": language, "title": "Goodbyes", "words": words});
        centre.post(who, "/guide-texts/goodbyes", new).await
    };
    for words in ["Before.\n\n<!-- a note\n\nRing 999.", "<!-- only a note -->"] {
        writes("priya", words, "en").await.blames("/words");
    }
    for tag in ["--------", "cy-", "c", "EN"] {
        writes("priya", "Say when.", tag).await.blames("/language");
    }
    writes("priya", "Say when. <!-- a note -->", "en").await.is(201);
    writes("martin", "Say when it ends.", "en").await.is(201);
    let texts = centre.get("priya", "/guide-texts/goodbyes").await.is(200);
    let edition = |of: &str| {
        let all = texts["editions"].as_array().unwrap();
        let one = all.iter().find(|one| one["words"].as_str().unwrap().contains(of)).unwrap();
        format!("/guide-texts/goodbyes/{}/review", one["id"].as_str().unwrap())
    };
    centre.post("priya", &edition("it ends"), json!({})).await.is(200);
    centre
        .in_vain("martin", Method::POST, &edition("a note"), json!({}))
        .await
        .refused(409, "newer-in-force");
});
