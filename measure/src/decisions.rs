//! What a decision of policy costs, beside bare Cedar on the same request in the same run; and how much of a page
//! its decisions are.

use crate::{Broken, browser::Browser, microseconds, pages::Page};
use base::{AccountId, CentreId, FamilyId, StaffId};
use cedar_policy::Authorizer;
use policy::{Act, Actor, Asked, Links, Question, Role, SeeFamily, Subject, ask};
use std::{hint::black_box, net::SocketAddr, time::Instant};

/// The most that a decision may take at the median.
const MOST: f64 = 100.0;

fn median(mut took: Vec<f64>) -> f64 {
    took.sort_by(f64::total_cmp);
    took.get(took.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The median of so many runs of something, each of `batch` times, in microseconds for once.
fn timed(runs: usize, batch: u32, mut work: impl FnMut()) -> f64 {
    let once = |work: &mut dyn FnMut()| {
        let began = Instant::now();
        for _ in 0..batch {
            work();
        }
        microseconds(began.elapsed()) / f64::from(batch)
    };
    median((0..runs).map(|_| once(&mut work)).collect())
}

/// Prints what a decision costs; answers what the caller of the seam waits for, and whether it is little enough.
pub(crate) fn decisions() -> Result<(f64, bool), Broken> {
    policy::check()?;
    let (centre, staff) = (CentreId::from_random(1), StaffId::from_random(2));
    let actor = Actor {
        account: Some(AccountId::from_random(3)),
        role: Role::Supervisor,
        staff: Some(staff),
        ..Actor::public(centre)
    };
    let links = Links { on_duty: vec![staff], ..Links::default() };
    let family = FamilyId::from_random(4);
    let subject = Subject { id: family, centre, family: Some(family), links };
    let question = Question {
        role: actor.role,
        asked: Asked::Act(SeeFamily::NUMBER),
        same_centre: true,
        proved: false,
        held: false,
        ties: subject.links.ties(&actor),
    };
    let (request, entities, policies) = policy::as_cedar_has_it(question)?;
    let authorizer = Authorizer::new();
    let bare = timed(400, 20, || {
        black_box(authorizer.is_authorized(black_box(&request), policies, black_box(&entities)));
    });
    let anew = timed(400, 20, || {
        black_box(black_box(question).is_permitted_anew());
    });
    let asked = timed(400, 1000, || {
        black_box(ask::<SeeFamily>(black_box(&actor), black_box(&subject)).is_ok());
    });
    println!("Bare Cedar, request and entities ready    {bare:>9.2} µs at the median");
    println!("The question put anew, entities and all   {anew:>9.2} µs, {:.2} times bare Cedar", anew / bare);
    println!("The seam, as every caller asks            {asked:>9.3} µs");
    // What a caller waits for: each question is put to Cedar once, and its answer kept.
    Ok((asked, asked < MOST))
}

/// Prints how much of each page its decisions are; answers whether it is less than a tenth of each.
pub(crate) async fn of_pages(product: SocketAddr, pages: &[Page], decision: f64) -> Result<bool, Broken> {
    let mut worst: f64 = 0.0;
    for page in pages {
        let mut browser = Browser::open(product).await?;
        browser.sign_in(page.who).await?;
        let (mut took, mut most) = (Vec::new(), 0);
        for turn in 0..60 {
            let before = policy::asked();
            let one = browser.get(&page.paths[turn % page.paths.len()]).await?;
            most = most.max(policy::asked() - before);
            took.push(microseconds(one));
        }
        let whole = median(took);
        #[expect(clippy::cast_precision_loss, reason = "a page asks a few times")]
        let share = 100.0 * most as f64 * decision / whole;
        worst = worst.max(share);
        println!("{:<36}{most:>5} questions{share:>9.3} % of {whole:.0} µs", page.name);
    }
    Ok(worst < 10.0)
}
