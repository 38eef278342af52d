//! Declarations to look at again: when somebody comes whose name a colleague gave, those who may see every family
//! are told, and nobody else.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

async fn declared(centre: &Centre, who: &str, words: &str) -> String {
    let path = format!("/staff/{}/known", centre.id_of(who));
    let said = centre.post(who, &path, json!({"words": words})).await.is(201);
    format!("{path}/{}", id(&said))
}

async fn again(centre: &Centre) -> Vec<Value> {
    items(&centre.get("priya", "/declarations").await.is(200))
}

fn names(one: &Value) -> Vec<&str> {
    one["adults"].as_array().unwrap().iter().map(|adult| adult["name"].as_str().unwrap()).collect()
}

story!(r7_a_declaration_is_looked_at_again_when_somebody_of_that_name_comes_later, |centre| {
    let link = declared(&centre, "grace", "Karl's sister; we were at school.").await;
    declared(&centre, "tomasz", "A plumber called Osgood.").await;
    assert_eq!(again(&centre).await, Vec::<Value>::new(), "nobody of that name is here");
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    assert_eq!(centre.mark_on(&visit).await, None);
    let told = again(&centre).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(names(&told[0]), ["Karl Farrow"]);
    assert_eq!(
        (&told[0]["name"], &told[0]["looked_at"], &told[0]["adults"][0]["party"]),
        (&json!("Grace Llewellyn"), &Value::Null, &json!(family.visiting[0]))
    );
    let priya = centre.sign_in("priya").await;
    priya
        .open("/")
        .await
        .is(200)
        .shows("Look again whom a colleague said that they know")
        .does_not_show("Karl Farrow");
    let page = priya.open("/staff/declarations").await;
    page.is(200).shows("Karl&#39;s sister").shows("It is Karl Farrow").shows("Not them");
    // The button links, the visit that names her is not safe any more, and another cannot be booked with her.
    let to = format!("/staff/declarations/{}/{}", centre.id_of("grace"), link.rsplit('/').next().unwrap());
    let seen = told[0]["seen_at"].as_str().unwrap();
    let answer = [("party", family.visiting[0].as_str()), ("seen_at", seen)];
    priya.fill("/staff/declarations", &to, &answer).await.is(200).shows("Nothing to look at again");
    assert!(centre.mark_on(&visit).await.is_some(), "she is named for it and knows him");
    let (path, booking) = centre.booking(&family, saturday(1)).await;
    centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, "r7-supervisor");
    assert_eq!(again(&centre).await, Vec::<Value>::new());
});

story!(a_declaration_that_meant_nobody_waits_for_the_next_who_comes, |centre| {
    let link = declared(&centre, "grace", "Karl, from the allotments.").await;
    centre.accepted_family("supervised").await;
    centre.clock_shows(centre.now().plus(base::Minutes(1)));
    let told = again(&centre).await;
    assert_eq!(told.len(), 1);
    let seen = told[0]["seen_at"].clone();
    // Between the list and the answer another Karl comes: he is not waved through with the first.
    centre.clock_shows(centre.now().plus(base::Minutes(1)));
    let second = centre.accepted_family("supervised").await;
    centre.clock_shows(centre.now().plus(base::Minutes(1)));
    centre.put("priya", &link, json!({"seen_at": seen})).await.is(200);
    let told = again(&centre).await;
    assert_eq!((told.len(), names(&told[0]).len()), (1, 1), "{told:?}");
    assert_eq!(told[0]["adults"][0]["family"], json!(second.family));
    centre.put("martin", &link, json!({})).await.is(200);
    assert_eq!(again(&centre).await, Vec::<Value>::new());
    // A third one makes it be looked at again, with him alone.
    centre.clock_shows(centre.now().plus(base::Minutes(1)));
    let third = centre.accepted_family("supervised").await;
    let told = again(&centre).await;
    assert_eq!(told[0]["adults"][0]["family"], json!(third.family));
    assert_eq!(names(&told[0]).len(), 1);
    // Page by page.
    let other = declared(&centre, "tomasz", "Leanne and Karl.").await;
    let first = centre.get("priya", "/declarations?limit=1").await.is(200);
    assert_eq!(items(&first).len(), 1);
    let rest = format!("/declarations?limit=1&cursor={}", first["next"].as_str().unwrap());
    let rest = centre.get("priya", &rest).await.is(200);
    assert_eq!(items(&rest)[0]["id"].as_str(), other.rsplit('/').next());
    // He was never looked up: everybody of either name may be meant.
    assert_eq!(names(&items(&rest)[0]).len(), 6);
});

story!(r25_nobody_but_those_who_see_every_family_learns_that_a_name_was_found, |centre| {
    let link = declared(&centre, "grace", "Karl Farrow, from the allotments.").await;
    let own = format!("/staff/{}", centre.id_of("grace"));
    let grace = centre.sign_in("grace").await;
    let told = || async {
        let mut told = vec![centre.get("grace", &own).await.is(200).to_string()];
        for page in [own.as_str(), "/", "/rota"] {
            told.push(grace.hear(page).await.told());
        }
        told
    };
    let before = told().await;
    let family = centre.accepted_family("supervised").await;
    assert_eq!(again(&centre).await.len(), 1);
    assert_eq!(told().await, before, "somebody of that name came");
    for (who, status) in [("grace", 403), ("dev", 403), ("joan", 403), ("ruth", 404), ("sam", 404)] {
        centre.get(who, "/declarations").await.is(status);
        centre.sign_in(who).await.open("/staff/declarations").await.is(404);
    }
    centre.get("", "/declarations").await.is(401);
    centre.put("priya", &link, json!({})).await.is(200);
    assert_eq!(told().await, before, "it was looked up in vain");
    centre.put("priya", &link, json!({"party": family.visiting[0]})).await.is(200);
    assert_eq!(told().await, before, "it was found");
});
