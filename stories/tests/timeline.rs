//! The timeline of a case, and what each finds on their own first page.

use serde_json::Value;
use stories::{Centre, items, saturday, story};

async fn page_by_page(centre: &Centre, family: &str, order: &str, limit: usize) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/families/{family}/timeline?order={order}&limit={limit}{cursor}");
        let page = centre.get("priya", &path).await.is(200);
        all.extend(items(&page));
        let Some(next) = page["next"].as_str() else { return all };
        assert!(all.len() < 200, "it never ends");
        cursor = format!("&cursor={next}");
    }
}

story!(pages_of_a_timeline_neither_repeat_nor_lose_entries_of_one_moment, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(0)).await;
    centre.booked(&family, saturday(1)).await;
    for order in ["oldest", "newest"] {
        let whole = page_by_page(&centre, &family.family, order, 100).await;
        let mut moments: Vec<&str> = whole.iter().map(|entry| entry["at"].as_str().unwrap()).collect();
        let entries = moments.len();
        moments.dedup();
        assert!(entries > 8 && moments.len() < entries - 2, "too few entries share a moment: {whole:?}");
        for limit in [1, 2, 3, 7] {
            assert_eq!(page_by_page(&centre, &family.family, order, limit).await, whole, "{order} {limit}");
        }
    }
});

/// Another family, of other names, that the co-ordinator typed in.
async fn okoro(centre: &Centre) -> app::demo::Journey {
    let mut family = centre.family("supervised");
    let referral = &mut family.referral;
    referral["referrer"]["capacity"] = "other".into();
    referral["children"][0]["name"] = "Bilal Okoro".into();
    referral["resident"]["name"] = "Ngozi Okoro".into();
    referral["visiting"]["name"] = "Samuel Okoro".into();
    referral["extra_visitors"] = serde_json::json!([]);
    family.refer().await.unwrap();
    family.triage().await.unwrap();
    let now = centre.now();
    let meetings = family.arrange_meetings(now.plus(base::Minutes(60))).await.unwrap();
    centre.clock_shows(now.plus(base::Minutes(7 * 60)));
    family.hold_meetings(&meetings).await.unwrap();
    family.assess().await.unwrap();
    family.plan().await.unwrap();
    family
}

story!(each_first_page_shows_only_its_own_and_the_administrators_no_case, |centre| {
    let farrow = centre.ready_family("supervised").await;
    let okoro = okoro(&centre).await;
    centre.are_on_duty(&["grace", "tomasz", "joan"], 0).await;
    centre.booked(&farrow, saturday(0)).await;
    let rowan = centre.room("Rowan room").await;
    okoro.book(saturday(0), &rowan, &[centre.id_of("tomasz").to_owned()]).await.unwrap();
    let father = centre.parent_signs_in(&farrow.family, &farrow.visiting[0], "kestrel").await;
    let mother = centre.parent_signs_in(&okoro.family, &okoro.resident, "plover").await;
    centre.clock_shows(saturday(0).plus(base::Minutes(-60)));
    let grace = centre.sign_in("grace").await.open("/").await;
    grace.is(200).shows("Amira").does_not_show("Bilal");
    let tomasz = centre.sign_in("tomasz").await.open("/").await;
    tomasz.is(200).shows("Bilal").does_not_show("Amira");
    // Volunteers look after the whole session, and are told who comes and to which room.
    let joan = centre.sign_in("joan").await.open("/").await;
    joan.is(200).shows("Amira").shows("Bilal").does_not_show("call-outs");
    // Who is on no session today is told of none.
    let dev = centre.sign_in("dev").await.open("/").await;
    dev.is(200).does_not_show("Amira").does_not_show("Bilal").shows("You are on no session today");
    let day = centre.sign_in("dev").await.open("/day/2026-11-21").await;
    day.is(200).does_not_show("Amira").does_not_show("Bilal");
    let ruth = centre.sign_in("ruth").await.open("/").await;
    ruth.is(200).shows("Amira").does_not_show("Bilal").does_not_show("Quarry Rise");
    father.open("/").await.is(200).shows("Amira").does_not_show("Bilal").does_not_show("Leanne");
    mother.open("/").await.is(200).shows("Bilal").does_not_show("Amira").does_not_show("Samuel");
    let sam = centre.sign_in("sam").await.open("/").await;
    sam.is(200);
    for name in ["Amira", "Bilal", "Farrow", "Okoro", &farrow.family, &okoro.family] {
        sam.does_not_show(name);
    }
    let reference = centre.get("priya", &format!("/families/{}", farrow.family)).await.is(200);
    sam.does_not_show(reference["reference"].as_str().unwrap());
});
