//! What a list shows and what policy answers of one record are the same thing: over random families, visits,
//! duties, openings and moments, and said a third time by this test itself.

use app::family::family;
use base::{AccountId, FamilyId, Minutes, Moment};
use policy::{Actor, ListFamilies, ListVisits, Role};
use rules::plan::Kind;
use std::collections::BTreeSet;
use stories::{Centre, items, saturday, story};

/// Numbers that repeat, so that a world that fails can be told again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }
}

const HOUR: i64 = 60;
const STAFF: [&str; 4] = ["grace", "tomasz", "joan", "dev"];

struct Visit {
    family: usize,
    starts: Moment,
    is_supported: bool,
    is_booked: bool,
    named: Option<usize>,
}

struct Stretch {
    staff: usize,
    starts: Moment,
    ends: Moment,
}

struct Opening {
    staff: usize,
    family: usize,
    at: Moment,
    ends: Moment,
}

/// A world as it was put into the database.
struct World {
    families: Vec<String>,
    visits: Vec<Visit>,
    duties: Vec<Stretch>,
    openings: Vec<Opening>,
}

/// Somebody of the cast, as policy knows them.
async fn actor(centre: &Centre, who: &str) -> Actor {
    let (house, who) = (centre.house.clone(), who.to_owned());
    tokio::task::spawn_blocking(move || {
        let program = Actor::program(house.centre());
        house.database().read_blocking(&program, |tx| {
            let id: AccountId =
                app::network::account_by_username(tx, &who)?.ok_or(host::Problem::NotFound)?;
            host::sign_in::by_account(tx, id)?.ok_or(host::Problem::NotFound)
        })
    })
    .await
    .unwrap()
    .map_err(|problem| problem.detail())
    .unwrap()
}

/// One real family with one real visit, and many copies of them at random.
async fn world(centre: &Centre, dice: &mut Dice) -> World {
    let journey = centre.ready_family("supervised").await;
    let real = centre.booked(&journey, saturday(6)).await;
    let middle = saturday(0);
    let mut world =
        World { families: Vec::new(), visits: Vec::new(), duties: Vec::new(), openings: Vec::new() };
    let new_id = || FamilyId::from_random(centre.house.database().ids().bits()).to_string();
    for number in 0..6 {
        let id = new_id();
        centre
            .plant(&format!(
                "INSERT INTO family (id, centre, reference, title, stage, created) \
                 SELECT '{id}', centre, 'ZZ-{number}', 'Family {number}', stage, created + {number} \
                 FROM family WHERE id = '{}'",
                journey.family
            ))
            .await;
        world.families.push(id);
    }
    // Each visit has hours of its own: two at once in one room would be refused.
    let mut slots: Vec<i64> = (0..42).collect();
    for _ in 0..16 {
        let (id, family) = (new_id(), usize::try_from(dice.roll(6)).unwrap());
        let left = i64::try_from(slots.len()).unwrap();
        let slot = slots.remove(usize::try_from(dice.roll(left)).unwrap());
        let starts = middle.plus(Minutes(HOUR * (slot * 4 - 24 * 3)));
        let (is_supported, state) = (dice.roll(2) == 0, dice.roll(5));
        let is_booked = state > 0;
        let state = ["held", "planned", "planned", "closed", "cancelled"][usize::try_from(state).unwrap()];
        let kind = if is_supported { "supported" } else { "supervised" };
        let named = (dice.roll(3) == 0).then(|| usize::try_from(dice.roll(4)).unwrap());
        let (from, until) = (starts.microseconds(), starts.plus(Minutes(60)).microseconds());
        centre
            .plant(&format!(
                "INSERT INTO visit (id, centre, family, plan, kind, room, state, visiting_arrives, child_arrives, \
                 starts, ends, child_leaves, visiting_leaves, document, booked_at) \
                 SELECT '{id}', centre, '{}', plan, '{kind}', room, '{state}', {from}, {from}, {from}, {until}, \
                 {until}, {until}, document, booked_at FROM visit WHERE id = '{real}'",
                world.families[family]
            ))
            .await;
        if let Some(named) = named {
            let staff = centre.id_of(STAFF[named]);
            centre
                .plant(&format!(
                    "INSERT INTO visit_supervisor (visit, staff, centre, starts) \
                     SELECT id, '{staff}', centre, starts FROM visit WHERE id = '{id}'"
                ))
                .await;
        }
        world.visits.push(Visit { family, starts, is_supported, is_booked, named });
    }
    for _ in 0..10 {
        let (id, staff) = (new_id(), usize::try_from(dice.roll(4)).unwrap());
        let starts = middle.plus(Minutes(HOUR * (dice.roll(24 * 7) - 24 * 3)));
        let ends = starts.plus(Minutes(HOUR * (1 + dice.roll(10))));
        centre
            .plant(&format!(
                "INSERT INTO duty (id, centre, staff, starts, ends, site) \
                 SELECT '{id}', visit.centre, '{}', {}, {}, room.site \
                 FROM visit JOIN room ON room.id = visit.room WHERE visit.id = '{real}'",
                centre.id_of(STAFF[staff]),
                starts.microseconds(),
                ends.microseconds()
            ))
            .await;
        world.duties.push(Stretch { staff, starts, ends });
    }
    for _ in 0..4 {
        let (id, staff) = (new_id(), usize::try_from(dice.roll(4)).unwrap());
        let family = usize::try_from(dice.roll(6)).unwrap();
        let at = middle.plus(Minutes(HOUR * (dice.roll(72) - 24)));
        let ends = at.plus(Minutes(30 * (1 + dice.roll(8))));
        centre
            .plant(&format!(
                "INSERT INTO emergency_access (id, centre, family, staff, reason, opened_at, ends_at) \
                 SELECT '{id}', centre, id, '{}', 'He is outside the school.', {}, {} \
                 FROM family WHERE id = '{}'",
                centre.id_of(STAFF[staff]),
                at.microseconds(),
                ends.microseconds(),
                world.families[family]
            ))
            .await;
        world.openings.push(Opening { staff, family, at, ends });
    }
    world
}

impl World {
    /// Whether somebody of the session staff knows a family at a moment, as the mission has it.
    fn knows(&self, staff: usize, role: Role, family: usize, now: Moment) -> bool {
        let near = |visit: &&Visit| {
            let (day, today) = (visit.starts.day(), now.day());
            visit.family == family
                && visit.is_booked
                && day >= today.plus_days(-1)
                && day <= today.plus_days(1)
        };
        let holds = |visit: &Visit| {
            let on_the_rota = self.duties.iter().any(|duty| {
                duty.staff == staff
                    && duty.starts < visit.starts.plus(Minutes(60))
                    && duty.ends > visit.starts
            });
            visit.named == Some(staff) || (on_the_rota && (role == Role::Volunteer || visit.is_supported))
        };
        self.visits.iter().filter(near).any(holds)
            || self.openings.iter().any(|one| {
                one.staff == staff
                    && one.family == family
                    && one.ends > now
                    && one.at.day() >= now.day().plus_days(-1)
            })
    }
}

story!(a_list_shows_exactly_what_policy_lets_be_seen, |centre| {
    assert!(Kind::of_the_session().contains(&Kind::Supported));
    let mut dice = Dice(0x0A15_1DE0_2026_1121);
    let world = world(&centre, &mut dice).await;
    let (mut yes, mut no) = (0, 0);
    for _ in 0..10 {
        // What was opened later than now is not there yet: ask from the first opening on.
        let last = world.openings.iter().map(|one| one.at).max().unwrap();
        let now = last.plus(Minutes(dice.roll(48 * HOUR)));
        centre.clock_shows(now);
        for who in ["priya", "martin", "grace", "tomasz", "joan", "dev"] {
            let actor = actor(&centre, who).await;
            let listed: BTreeSet<String> = items(&centre.get(who, "/families?limit=100").await.is(200))
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned())
                .collect();
            let path = "/visits?limit=100";
            let visits: BTreeSet<String> = items(&centre.get(who, path).await.is(200))
                .iter()
                .map(|one| one["family"].as_str().unwrap().to_owned())
                .collect();
            for (number, id) in world.families.iter().enumerate() {
                let (house, id, asker) = (centre.house.clone(), id.clone(), actor.clone());
                let family_id: FamilyId = id.parse().unwrap();
                let (families, of_visits) = tokio::task::spawn_blocking(move || {
                    house.database().read_blocking(&asker, |tx| {
                        let subject = family(tx, family_id)?.subject.with_id(tx.centre());
                        Ok::<_, host::Problem>((
                            tx.might::<ListFamilies>(&subject),
                            tx.might::<ListVisits>(&subject),
                        ))
                    })
                })
                .await
                .unwrap()
                .map_err(|problem| problem.detail())
                .unwrap();
                let staff = STAFF.iter().position(|name| *name == who);
                let must_be = staff.is_none_or(|staff| world.knows(staff, actor.role, number, now));
                let say = format!("{who} at {now}: family {number}");
                assert_eq!(families, must_be, "{say}: policy");
                assert_eq!(listed.contains(&id), must_be, "{say}: the list");
                let today = now.day();
                let comes =
                    |visit: &Visit| visit.family == number && visit.is_booked && visit.starts.day() >= today;
                let has_visits = world.visits.iter().any(comes);
                if staff.is_some() {
                    assert_eq!(of_visits, must_be, "{say}: policy of visits");
                    assert_eq!(visits.contains(&id), must_be && has_visits, "{say}: the list of visits");
                }
                if must_be { yes += 1 } else { no += 1 }
            }
        }
    }
    assert!(yes > 100 && no > 50, "the world is too plain to tell: {yes} and {no}");
});

/// Every other list, with where one record of it is read.
const LISTS: [(&str, &str); 5] = [
    ("/referrals", "/referrals"),
    ("/enquiries", "/enquiries"),
    ("/applications", "/applications"),
    ("/incidents", "/incidents"),
    ("/emergency-access", "/emergency-access"),
];

story!(a_record_can_be_read_exactly_by_those_whose_list_it_is_in, |centre| {
    centre.it_is("2026-11-18T12:10:00Z").await;
    let cast = app::demo::cast(&centre.house).unwrap();
    app::demo::play(&centre.house, &cast).await.unwrap();
    let families = items(&centre.get("priya", "/families?stage=active").await.is(200));
    let opening = serde_json::json!({
        "reference": families[0]["reference"], "reason": "He waits outside the school, his aunt says.",
    });
    centre.post("dev", "/emergency-access", opening).await.is(201);
    for (list, one) in LISTS {
        let of = async |who: &str| -> BTreeSet<String> {
            let answer = centre.get(who, &format!("{list}?limit=100")).await;
            if answer.status != 200 {
                return BTreeSet::new();
            }
            items(&answer.is(200)).iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
        };
        let mut all = of("priya").await;
        all.extend(of("martin").await);
        all.extend(of("ruth").await);
        assert!(!all.is_empty(), "{list} is empty: nothing would be shown by it");
        for who in ["priya", "martin", "grace", "tomasz", "joan", "dev", "sam", "ruth"] {
            let theirs = of(who).await;
            for id in all.iter().take(30) {
                let reads = centre.get(who, &format!("{one}/{id}")).await.status == 200;
                assert_eq!(reads, theirs.contains(id), "{who}: {one}/{id}");
            }
        }
    }
});
