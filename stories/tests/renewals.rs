//! What is to be renewed: told in good time, to whom it concerns and to nobody else, and never kept.

use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

async fn all(centre: &Centre) -> Vec<Value> {
    items(&centre.get("priya", "/clearance/renewals").await.is(200))
}

async fn of(centre: &Centre, who: &str) -> Value {
    centre.get(who, &format!("/staff/{}/renewals", centre.id_of(who))).await.is(200)
}

/// A date of a course on domestic abuse with two places, from five in the evening on.
async fn date(centre: &Centre, day: &str) -> String {
    let course = json!({"name": format!("Domestic abuse, {day}"), "requirement": "domestic-abuse"});
    let course = id(&centre.post("priya", "/courses", course).await.is(201));
    let date = json!({
        "course": course, "starts": format!("{day}T17:00:00Z"), "ends": format!("{day}T20:00:00Z"),
        "place": "Garden room", "places": 2,
    });
    id(&centre.post("priya", "/trainings", date).await.is(201))
}

story!(
    what_runs_out_within_sixty_days_is_told_with_its_last_day_and_a_course_until_it_is_renewed,
    |centre| {
        let told = all(&centre).await;
        assert_eq!(told.len(), 1, "only Dev has something to renew: {told:?}");
        assert_eq!((&told[0]["name"], &told[0]["fix_by"]), (&json!("Dev Chaudhry"), &json!("2026-12-08")));
        let one = &told[0]["items"][0];
        assert_eq!(
            (&one["requirement"], &one["state"], &one["last_day"], &one["waits"], &one["course"]),
            (&json!("domestic-abuse"), &json!("runs-out"), &json!("2026-12-08"), &json!(false), &Value::Null)
        );
        // A date after the last day is told as too late; an earlier one is the one to take.
        let late = date(&centre, "2026-12-09").await;
        let one = &of(&centre, "dev").await["items"][0];
        assert_eq!((&one["course"]["training"], &one["course"]["in_time"]), (&json!(late), &json!(false)));
        let soon = date(&centre, "2026-12-03").await;
        let course = &of(&centre, "dev").await["items"][0]["course"];
        assert_eq!(
            (&course["training"], &course["in_time"], &course["booked"], &course["free"]),
            (&json!(soon), &json!(true), &json!(false), &json!(2))
        );
        // A full date is no help to somebody without a place on it, and all there is to somebody with one.
        let places = format!("/trainings/{soon}/places");
        for who in ["joan", "grace"] {
            centre.post(who, &places, json!({})).await.is(201);
        }
        assert_eq!(of(&centre, "dev").await["items"][0]["course"]["training"], json!(late));
        centre.post("joan", &format!("{places}/return"), json!({})).await.is(200);
        centre.post("dev", &places, json!({})).await.is(201);
        let course = &of(&centre, "dev").await["items"][0]["course"];
        assert_eq!((&course["training"], &course["booked"]), (&json!(soon), &json!(true)));
        // A new certificate is not renewed by being added, only by being checked.
        let new = json!({"requirement": "domestic-abuse", "from": "2026-11-17", "words": "Harbour Training"});
        let path = format!("/staff/{}/certificates", centre.id_of("dev"));
        let certificate = id(&centre.post("dev", &path, new).await.is(201));
        assert_eq!(of(&centre, "dev").await["items"][0]["waits"], json!(true));
        let decision = format!("/certificates/{certificate}/decision");
        centre.post("priya", &decision, json!({"decision": "check"})).await.is(201);
        assert_eq!(all(&centre).await, Vec::<Value>::new());
        assert_eq!(of(&centre, "dev").await["items"], json!([]));
    }
);

story!(what_ran_out_and_what_is_missing_is_told_with_when_they_are_next_needed, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(0)).await;
    centre.clearance_lapses("grace").await;
    let grace = of(&centre, "grace").await;
    assert_eq!((&grace["fix_by"], &grace["next_on"]), (&json!("2026-11-20"), &json!("2026-11-21")));
    centre.it_is("2026-11-21T09:00:00Z").await;
    let grace = of(&centre, "grace").await;
    let one = &grace["items"][0];
    assert_eq!(
        (&one["state"], &one["last_day"], &one["fix_by"]),
        (&json!("ran-out"), &json!("2026-11-20"), &json!("2026-11-21"))
    );
    assert_eq!(grace["next_on"], json!("2026-11-21"), "her visit is at eleven");
    // The centre asks for more than Joan has: that is missing, and she is on the list.
    let terms = json!([{"requirement": "induction", "needed": 1}, {"requirement": "first-aid", "needed": 1}]);
    let policy = json!({"terms": terms, "reason": "Whoever is here may have to help."});
    centre.put("martin", "/clearance/policy", policy).await.is(200);
    let joan = of(&centre, "joan").await;
    assert_eq!(
        (&joan["items"][0]["requirement"], &joan["items"][0]["state"], &joan["items"][0]["last_day"]),
        (&json!("first-aid"), &json!("missing"), &Value::Null)
    );
    let told = all(&centre).await;
    let names: Vec<&Value> = told.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, [&json!("Dev Chaudhry"), &json!("Joan Barker")]);
    // Page by page, nobody is told twice or left out.
    let first = centre.get("priya", "/clearance/renewals?limit=1").await.is(200);
    let next = format!("/clearance/renewals?limit=1&cursor={}", first["next"].as_str().unwrap());
    let second = centre.get("priya", &next).await.is(200);
    assert_eq!(
        (&first["items"][0]["name"], &second["items"][0]["name"], &second["next"]),
        (&json!("Dev Chaudhry"), &json!("Joan Barker"), &Value::Null)
    );
    centre.get("priya", "/clearance/renewals?cursor=nonsense").await.blames("/cursor");
    // Whoever has left is asked for nothing.
    centre.post("priya", &format!("/staff/{}/closing", centre.id_of("joan")), json!({})).await.is(201);
    assert_eq!(all(&centre).await.len(), 1);
});

story!(each_is_told_of_their_own_and_those_who_lead_of_everybodys, |centre| {
    for (who, status) in [("dev", 403), ("joan", 403), ("grace", 403), ("ruth", 404), ("sam", 404)] {
        centre.get(who, "/clearance/renewals").await.is(status);
    }
    centre.get("", "/clearance/renewals").await.is(401);
    let devs = format!("/staff/{}/renewals", centre.id_of("dev"));
    let nowhere = centre.get("joan", "/staff/00000000-0000-4000-8000-000000000000/renewals").await;
    for who in ["joan", "grace"] {
        let hidden = centre.get(who, &devs).await;
        assert_eq!((hidden.status, &hidden.body), (404, &nowhere.body), "{who}");
    }
    centre.get("martin", &devs).await.is(200);
    let dev = centre.sign_in("dev").await;
    let renew = "Renew: Domestic abuse specialist training";
    dev.open("/").await.is(200).shows(renew).shows("By 8 December 2026");
    dev.open("/my-clearance").await.is(200).shows("it counts until 8 December 2026");
    dev.open(&format!("/staff/{}", centre.id_of("dev")))
        .await
        .is(200)
        .shows("it counts until 8 December 2026");
    dev.open("/clearance/renewals").await.is(404);
    for who in ["joan", "grace", "martin"] {
        centre.sign_in(who).await.open("/").await.is(200).does_not_show("Renew");
    }
    let priya = centre.sign_in("priya").await;
    priya.open("/").await.is(200).shows("Renew in time: Dev Chaudhry").does_not_show(renew);
    // In the last week it cannot wait.
    priya.open("/").await.shows("It is not urgent");
    centre.it_is("2026-12-02T09:00:00Z").await;
    priya.open("/").await.does_not_show("It is not urgent").shows("cannot wait");
});

story!(the_list_leads_to_a_certificate_and_to_a_place_with_everything_filled_in, |centre| {
    let soon = date(&centre, "2026-12-03").await;
    let dev = centre.id_of("dev").to_owned();
    let priya = centre.sign_in("priya").await;
    let list = priya.open("/clearance/renewals").await;
    let new = format!("/staff/{dev}/certificates/new?requirement=domestic-abuse");
    let place = format!("/training/dates/{soon}?staff={dev}");
    list.is(200).shows("Dev Chaudhry").shows(&format!("href=\"{new}\"")).shows(&format!("href=\"{place}\""));
    let chosen = |page: &stories::Page, name: &str, value: &str| {
        let sent = page.filled_in();
        assert!(sent.iter().any(|(field, is)| field == name && is == value), "{name}: {sent:?}");
    };
    chosen(&priya.open(&new).await, "requirement", "domestic-abuse");
    let kinds = format!("/staff/{dev}/certificates/new?requirement=role&kinds=supervised,escorted,nonsense");
    let page = priya.open(&kinds).await;
    for kind in ["supervised", "escorted"] {
        chosen(&page, "kinds:list", kind);
    }
    let dbs = priya.open(&format!("/staff/{dev}/certificates/new?requirement=dbs&level=enhanced")).await;
    chosen(&dbs, "level", "enhanced");
    chosen(&priya.open(&place).await, "staff", &dev);
    priya
        .fill(&place, &format!("/training/dates/{soon}/places"), &[("staff", &dev)])
        .await
        .is(200)
        .shows("The place is booked");
    priya.open("/clearance/renewals").await.shows("Has a place");
    // What was typed is kept when it is refused, whatever the address said.
    let refused = priya
        .fill(
            &new,
            &format!("/staff/{dev}/certificates/new"),
            &[("requirement", "first-aid"), ("words", "Larkfield")],
        )
        .await;
    refused.is(422).shows("Larkfield");
    chosen(&refused, "requirement", "first-aid");
});
