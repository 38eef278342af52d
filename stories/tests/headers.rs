//! What every answer carries, whatever it is: pages, operations, files, calendars, assets, refusals.

use app::routes;
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use stories::{Heard, story};

/// What every answer says, word for word.
const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("x-permitted-cross-domain-policies", "none"),
];

/// What is the same for everybody may be kept: it has its contents' hash in its name, or describes the API.
const MAY_BE_KEPT: [&str; 3] = ["/assets/", "/api/openapi.json", "/api/referral.schema.json"];

fn faults(asked: &str, path: &str, heard: &Heard) -> Vec<String> {
    let mut faults = Vec::new();
    let mut require = |holds: bool, words: String| {
        if !holds {
            faults.push(format!("{asked} {path} ({}): {words}", heard.status));
        }
    };
    for (name, value) in ALWAYS {
        require(heard.header(name) == value, format!("{name} is \"{}\"", heard.header(name)));
        require(heard.headers.get_all(name).iter().count() == 1, format!("{name} is said more than once"));
    }
    let policy = heard.header("content-security-policy");
    let strict = policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'");
    require(
        strict && !policy.contains("unsafe") && !policy.contains('*'),
        format!("its policy is \"{policy}\""),
    );
    let may_be_kept = heard.status == 200 && MAY_BE_KEPT.iter().any(|kept| path.starts_with(kept));
    let kept = heard.header("cache-control");
    require(may_be_kept == kept.contains("public"), format!("it says \"{kept}\" of being kept"));
    require(may_be_kept || kept.contains("no-store"), format!("it says \"{kept}\" of being kept"));
    for banner in ["server", "x-powered-by", "via", "etag", "last-modified"] {
        require(heard.header(banner).is_empty(), format!("it says {banner}: {}", heard.header(banner)));
    }
    faults
}

async fn asked(router: &Router, method: Method, path: &str, token: Option<&str>) -> Heard {
    let mut request =
        Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    Heard::from(router.clone(), request.body(Body::from("{}")).unwrap()).await
}

/// A path of a table, with something in the place of each name.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { "00000000-0000-4000-8000-000000000000" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

story!(every_answer_carries_every_header, |centre| {
    let mut wrong = Vec::new();
    let mut statuses = std::collections::BTreeSet::new();
    let router = routes::router(centre.house.clone());
    let token = centre.token_of("priya").await;
    let priya = centre.sign_in("priya").await;
    let nobody = centre.browser();
    let mut told = |asked: &str, path: &str, heard: &Heard| {
        statuses.insert(heard.status);
        wrong.extend(faults(asked, path, heard));
    };
    for page in routes::pages().asks() {
        let path = filled(page.path);
        for browser in [&nobody, &priya] {
            told("GET", &path, &browser.hear(&path).await);
        }
        told("POST", &path, &asked(&router, Method::POST, &path, None).await);
        told("DELETE", &path, &asked(&router, Method::DELETE, &path, None).await);
    }
    for operation in routes::operations().list() {
        let (path, method, _) = operation.asks();
        let path = format!("/api/v1{}", filled(path));
        for token in [None, Some(token.as_str())] {
            told(method.as_str(), &path, &asked(&router, method.clone(), &path, token).await);
        }
    }
    let css = app::assets::address("app.css");
    assert!(css.starts_with("/assets/"), "{css}");
    for path in [
        css.as_str(),
        "/assets/none.css",
        "/api/openapi.json",
        "/api/referral.schema.json",
        "/healthz",
        "/readyz",
        "/metrics",
        "/nothing",
        "/api/nothing",
        "/api/v1/nothing",
        "/%00",
        "/feeds/none.ics",
        "/?lang=cy",
    ] {
        for method in [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS, Method::TRACE] {
            told(method.as_str(), path, &asked(&router, method.clone(), path, None).await);
        }
    }
    assert!(wrong.is_empty(), "{} faults, of which: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    for status in [200, 303, 401, 403, 404, 405] {
        assert!(statuses.contains(&status), "nothing was answered with {status}: {statuses:?}");
    }
});

story!(a_form_that_does_not_say_it_is_from_us_is_refused, |centre| {
    let router = routes::router(centre.house.clone());
    let sent = |from: Option<(&'static str, &'static str)>| {
        let form = "username=nobody&password=guess-guess";
        let mut request = Request::post("/sign-in")
            .header(header::HOST, "centre.example.org")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some((name, value)) = from {
            request = request.header(name, value);
        }
        Heard::from(router.clone(), request.body(Body::from(form)).unwrap())
    };
    for from in [
        None,
        Some(("origin", "null")),
        Some(("origin", "https://elsewhere.example.org")),
        Some(("sec-fetch-site", "cross-site")),
        Some(("sec-fetch-site", "same-site")),
    ] {
        assert_eq!(sent(from).await.status, 403, "{from:?}");
    }
    // The name or the password is wrong, which is another matter.
    for from in [("origin", "https://centre.example.org"), ("sec-fetch-site", "same-origin")] {
        assert_eq!(sent(Some(from)).await.status, 422, "{from:?}");
    }
});
