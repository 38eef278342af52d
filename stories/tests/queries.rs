//! Pages ask the database no more than twelve things each, however much there is to show. The pages of a
//! family's visits, of a visit and of its briefing ask more as yet, and are not held here.

use stories::story;

const MOST: u32 = 12;

story!(no_page_asks_more_than_twelve_things, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let case = format!("/families/{}", family.family);
    let mut paths: Vec<String> = [
        "/",
        "/families",
        "/referrals",
        "/enquiries",
        "/applications",
        "/incidents",
        "/tasks",
        "/centre",
        "/visits",
        "/day/2026-11-21",
    ]
    .map(str::to_owned)
    .to_vec();
    for place in [
        "",
        "/timeline",
        "/people",
        "/meetings",
        "/assessments",
        "/plans",
        "/incidents",
        "/reviews",
        "/reports",
    ] {
        paths.push(format!("{case}{place}"));
    }
    paths.extend([
        format!("/referrals/{}", family.referral_id),
        format!("/plans/{}", family.plan),
        format!("/visits/{visit}/receipts"),
    ]);
    let browser = centre.sign_in("priya").await;
    let mut over = Vec::new();
    for path in paths {
        let page = browser.open(&path).await;
        page.is(200);
        let queries = page.queries.expect("a demonstration says how many statements a page took");
        if queries > MOST {
            over.push(format!("{path}: {queries}"));
        }
    }
    assert_eq!(over, Vec::<String>::new());
});
