//! Nothing leaks: whatever is done of which somebody may not know, everything they are answered stays as it was.

use stories::worlds::{Base, Chance, Hidden, Observer, learns};

/// How many worlds each observer walks here: two hundred together. `make prove` walks tens of thousands.
const WORLDS: u64 = 20;

async fn learns_nothing(observer: Observer) {
    let base = Base::of(1).await;
    let found = learns(&base, observer, 0..WORLDS).await;
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_that_may_be_hidden_can_be_done() {
    let base = Base::of(1).await;
    for (number, one) in Hidden::everything(&mut Chance::of(1)).iter().enumerate() {
        // Each in a world of its own, so that none stands in another's way.
        base.world().hide(one, number as u64).await;
    }
}

macro_rules! learn_nothing {
    ($($name:ident: $observer:ident),+ $(,)?) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                learns_nothing(Observer::$observer).await;
            }
        )+
    };
}

learn_nothing! {
    the_resident_parent_learns_nothing_of_the_other: Resident,
    the_visiting_parent_learns_nothing_of_the_other: Visiting,
    a_parent_of_another_family_learns_nothing: OtherParent,
    the_referrer_learns_nothing_of_what_came_after: Referrer,
    the_supervisor_learns_no_more_than_the_visit_needs: Supervisor,
    a_supervisor_of_other_visits_learns_nothing: OtherSupervisor,
    a_volunteer_who_is_not_on_the_session_learns_nothing: Volunteer,
    the_administrator_learns_nothing_of_any_family: Administrator,
    the_coordinator_learns_nothing_of_what_is_between_others: Coordinator,
    the_public_learns_nothing: Public,
}
