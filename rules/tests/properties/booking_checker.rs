//! The rules of a booking written a second time, in plain minutes, as the set of codes that must be
//! refused. Calls nothing of what it checks.

use crate::day::minutes_between;
use base::{EquipmentId, Moment, PartyId};
use rules::{
    intake::Stage,
    plan::{Gaps, Kind, Sequence, Timing},
    risk::{Level, Outcome},
    schedule::{Booking, Facts, OtherVisit},
};
use std::collections::BTreeSet;

/// 0 supported, 1 supervised, 2 high vigilance.
fn delivers(kind: Kind) -> u8 {
    match kind {
        Kind::Supported | Kind::Handover => 0,
        Kind::HighVigilance | Kind::Indirect => 2,
        _ => 1,
    }
}

fn asked(level: Level) -> u8 {
    match level {
        Level::Supported => 0,
        Level::Supervised => 1,
        Level::HighVigilance => 2,
    }
}

fn needs(kind: Kind) -> usize {
    match kind {
        Kind::Supported | Kind::Indirect => 0,
        Kind::HighVigilance => 2,
        _ => 1,
    }
}

fn alone_in_room(kind: Kind) -> bool {
    !matches!(kind, Kind::Supported | Kind::Handover | Kind::Indirect)
}

/// First arrival and last leaving.
fn span(times: &Timing) -> (Moment, Moment) {
    let all = [times.visiting_arrives, times.child_arrives, times.visiting_leaves, times.child_leaves];
    (*all.iter().min().unwrap(), *all.iter().max().unwrap())
}

fn together(one: &Timing, other: &Timing) -> bool {
    span(one).0 < span(other).1 && span(other).0 < span(one).1
}

/// The codes that must be refused.
pub fn codes(booking: &Booking, facts: &Facts) -> BTreeSet<&'static str> {
    let mut found: BTreeSet<&str> = facts.lacking.iter().map(|refusal| refusal.code).collect();
    let checks = [
        ("family-not-active", !matches!(facts.stage, Stage::Active | Stage::Preparing)),
        ("r1-level-too-low", too_low(booking, facts)),
        ("r2-not-ready", facts.plan.is_none()),
        ("kind-not-in-plan", other_kind(booking, facts)),
        ("longer-than-plan", too_long(booking, facts)),
        ("r4-no-meeting", in_each_others_way(booking, facts)),
        ("in-the-past", span(&booking.timing).0.day() < facts.today),
        ("r6-not-on-the-list", has_strangers(booking, facts)),
        ("nobody-comes", booking.people.is_empty()),
        ("same-person-twice", twice(booking, facts)),
        ("r7-supervisor", supervision(booking, facts)),
        ("r9-clearance", clearance(booking, facts)),
        ("r18-interpreter", interpretation(booking, facts)),
        ("room-unknown", facts.room.as_ref().is_none_or(|room| room.id != booking.room)),
        ("outside-opening-hours", closed(booking, facts)),
        ("equipment-unknown", !booking.equipment.iter().all(|thing| is_known(*thing, facts))),
        ("equipment-taken", is_reserved_elsewhere(booking, facts)),
    ];
    found.extend(checks.iter().filter(|(_, breach)| *breach).map(|(code, _)| *code));
    found.extend(room(booking, facts));
    found.extend(entrances(booking, facts));
    found.extend(rota(booking, facts));
    found
}

/// The doors of the plan: each there, at the site, in use on the day.
fn entrances(booking: &Booking, facts: &Facts) -> Option<&'static str> {
    let site = facts.room.as_ref().filter(|room| room.id == booking.room)?.site;
    let plan = facts.plan.as_ref()?;
    let day = span(&booking.timing).0.day();
    let mut named = [plan.resident_door, plan.visiting_door].into_iter().flatten();
    let is_there = |id| {
        facts.doors.iter().any(|door| {
            door.id == id && door.site == site && door.closed_on.is_none_or(|closed| day < closed)
        })
    };
    (!named.all(is_there)).then_some("r4-no-meeting")
}

/// The rota, minute by minute.
fn rota(booking: &Booking, facts: &Facts) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let Some(room) = facts.room.as_ref().filter(|room| room.id == booking.room) else { return found };
    let (from, until) = span(&booking.timing);
    let named: Vec<_> =
        facts.staff.iter().map(|one| one.id).filter(|id| booking.supervisors.contains(id)).collect();
    let minutes = || (0..minutes_between(from, until)).map(|minute| from.plus(base::Minutes(minute)));
    let is_in = |time: &base::Period, at: Moment| time.from() <= at && at < time.until();
    let is_away = |who, at| facts.rota.away.iter().any(|(staff, time)| *staff == who && is_in(time, at));
    let is_on = |who, at| {
        facts
            .rota
            .duties
            .iter()
            .any(|duty| duty.staff == who && duty.site == room.site && is_in(&duty.time, at))
    };
    let away: Vec<_> = named.iter().filter(|who| minutes().any(|at| is_away(**who, at))).collect();
    if !away.is_empty() {
        found.insert("staff-away");
    }
    if !minutes().any(|at| facts.rota.duties.iter().any(|duty| is_in(&duty.time, at))) {
        return found;
    }
    if named.iter().any(|who| !away.contains(&who) && !minutes().all(|at| is_on(*who, at))) {
        found.insert("not-on-duty");
    }
    let here = |at| {
        let all: BTreeSet<_> = facts.rota.duties.iter().map(|duty| duty.staff).collect();
        all.into_iter().filter(|who| is_on(*who, at) && !is_away(*who, at)).collect::<BTreeSet<_>>()
    };
    if minutes().any(|at| here(at).len() < 2) {
        found.insert("lone-working");
    }
    let at_site = |other: &&OtherVisit| {
        facts.rooms.iter().any(|place| place.id == other.room && place.site == room.site)
    };
    for ratio in &facts.rota.ratios {
        if ratio.kind != booking.kind && needs(booking.kind) == 0 {
            continue;
        }
        let breaks = minutes().any(|at| {
            let now = || {
                facts.others.iter().filter(at_site).filter(move |other| {
                    let (from, until) = span(&other.timing);
                    from <= at && at < until
                })
            };
            let mut families: BTreeSet<_> =
                now().filter(|other| other.kind == ratio.kind).map(|other| other.family).collect();
            if booking.kind == ratio.kind {
                families.insert(booking.family);
            }
            let mut free = here(at);
            free.retain(|who| !now().any(|other| needs(other.kind) > 0 && other.supervisors.contains(who)));
            free.retain(|who| !(needs(booking.kind) > 0 && named.contains(who)));
            families.len() > free.len() * ratio.families as usize
        });
        if breaks {
            found.insert("staff-ratio");
        }
    }
    found
}

fn too_low(booking: &Booking, facts: &Facts) -> bool {
    let delivered = delivers(booking.kind);
    let assessed = match facts.assessed {
        Some(Outcome::AtLeast(level)) => delivered < asked(level),
        Some(Outcome::BeyondThisCentre) | None => true,
    };
    let plan = facts.plan.as_ref();
    let agreed = plan.is_some_and(|plan| delivered < asked(plan.level));
    assessed || agreed || plan.is_some_and(|plan| plan.order_supervised && delivered < 1)
}

fn other_kind(booking: &Booking, facts: &Facts) -> bool {
    facts
        .plan
        .as_ref()
        .is_some_and(|plan| plan.kind != booking.kind && delivers(booking.kind) <= delivers(plan.kind))
}

fn too_long(booking: &Booking, facts: &Facts) -> bool {
    let longest = facts.plan.as_ref().and_then(|plan| plan.longest);
    longest.is_some_and(|most| minutes_between(booking.timing.starts, booking.timing.ends) > most.0)
}

/// R4, within the family and between visits.
fn in_each_others_way(booking: &Booking, facts: &Facts) -> bool {
    let plan = facts.plan.as_ref();
    let floors: Vec<Gaps> = [Some(facts.floor), plan.map(|plan| plan.gaps)].into_iter().flatten().collect();
    let virtually = matches!(booking.kind, Kind::Virtual | Kind::Indirect);
    let at_door = floors.iter().chain([&booking.gaps]).any(|gaps| {
        let least = if virtually { (0, 0) } else { (gaps.before.0, gaps.after.0) };
        let short = booking.gaps.before.0 < least.0 || booking.gaps.after.0 < least.1;
        !apart(&booking.timing, booking.sequence, least) || short
    });
    let other_order = plan.is_some_and(|plan| plan.sequence != booking.sequence);
    let others = facts.others.iter().any(|other| {
        let gaps = [facts.floor, booking.gaps, other.gaps];
        let gap = gaps.iter().map(|it| it.before.0.max(it.after.0)).max().unwrap();
        must_not_meet(booking, other, facts) && near(booking, other, gap)
    });
    at_door || other_order || others
}

fn apart(times: &Timing, sequence: Sequence, (before, after): (i64, i64)) -> bool {
    let order = match sequence {
        Sequence::VisitingFirst => [
            times.visiting_arrives,
            times.child_arrives,
            times.starts,
            times.ends,
            times.child_leaves,
            times.visiting_leaves,
        ],
        Sequence::ChildFirst => [
            times.child_arrives,
            times.visiting_arrives,
            times.starts,
            times.ends,
            times.visiting_leaves,
            times.child_leaves,
        ],
    };
    order.is_sorted()
        && times.starts != times.ends
        && minutes_between(order[0], order[1]) >= before
        && minutes_between(order[4], order[5]) >= after
}

fn must_not_meet(booking: &Booking, other: &OtherVisit, facts: &Facts) -> bool {
    let here = |party: &PartyId| booking.people.contains(party);
    let there = |party: &PartyId| other.people.contains(party);
    other.family == booking.family
        || facts.no_meeting.iter().any(|(one, two)| here(one) && there(two) || here(two) && there(one))
}

fn near(booking: &Booking, other: &OtherVisit, gap: i64) -> bool {
    let ((from, until), (other_from, other_until)) = (span(&booking.timing), span(&other.timing));
    minutes_between(until, other_from) < gap && minutes_between(other_until, from) < gap
}

fn has_strangers(booking: &Booking, facts: &Facts) -> bool {
    let known = |party| facts.plan.as_ref().is_none_or(|plan| plan.people.contains(party));
    !booking.people.iter().all(known)
}

fn twice(booking: &Booking, facts: &Facts) -> bool {
    let people: BTreeSet<_> = booking.people.iter().collect();
    let supervisors: BTreeSet<_> = booking.supervisors.iter().collect();
    let elsewhere = facts.others.iter().any(|other| {
        let shared = other.people.iter().any(|party| people.contains(party));
        (shared || other.family == booking.family) && together(&booking.timing, &other.timing)
    });
    let things: BTreeSet<_> = booking.equipment.iter().collect();
    things.len() < booking.equipment.len()
        || people.len() < booking.people.len()
        || supervisors.len() < booking.supervisors.len()
        || elsewhere
}

fn supervision(booking: &Booking, facts: &Facts) -> bool {
    let named: BTreeSet<_> = booking.supervisors.iter().collect();
    let employed = |staff| facts.staff.iter().any(|one| one.id == staff);
    let conflict = facts
        .staff
        .iter()
        .filter(|staff| named.contains(&staff.id))
        .flat_map(|staff| &staff.conflicts)
        .any(|party| facts.adults.contains(party) || booking.people.contains(party));
    let busy = facts.others.iter().any(|other| {
        other.family != booking.family
            && (needs(booking.kind) > 0 || needs(other.kind) > 0)
            && together(&booking.timing, &other.timing)
            && other.supervisors.iter().any(|staff| named.contains(staff) && employed(*staff))
    });
    named.len() < needs(booking.kind) || conflict || busy
}

fn clearance(booking: &Booking, facts: &Facts) -> bool {
    let day = span(&booking.timing).1.day();
    !booking.supervisors.iter().all(|staff| {
        let found = facts.staff.iter().find(|one| one.id == *staff);
        found.is_some_and(|one| {
            one.credentials.iter().any(|held| held.expires.is_some_and(|last| last >= day))
        })
    })
}

fn interpretation(booking: &Booking, facts: &Facts) -> bool {
    match &booking.interpreter {
        Some(one) => one.agency.is_empty() || !one.independent || !one.followed_by_supervisor,
        None => facts.plan.as_ref().is_some_and(|plan| plan.needs_interpreter),
    }
}

fn is_known(thing: EquipmentId, facts: &Facts) -> bool {
    facts.equipment.iter().any(|known| known.id == thing)
}

fn is_reserved_elsewhere(booking: &Booking, facts: &Facts) -> bool {
    facts.others.iter().filter(|other| together(&booking.timing, &other.timing)).any(|other| {
        booking.equipment.iter().any(|thing| is_known(*thing, facts) && other.equipment.contains(thing))
    })
}

fn closed(booking: &Booking, facts: &Facts) -> bool {
    let (from, until) = span(&booking.timing);
    !facts.opening.iter().any(|open| open.from() <= from && until <= open.until())
}

fn room(booking: &Booking, facts: &Facts) -> Vec<&'static str> {
    let Some(room) = facts.room.as_ref().filter(|room| room.id == booking.room) else {
        return vec![];
    };
    let mut found = vec![];
    if !room.kinds.contains(&booking.kind) {
        found.push("room-kind");
    }
    let needs = facts.plan.iter().flat_map(|plan| &plan.room_needs);
    if needs.filter(|need| room.facilities.iter().all(|has| has != *need)).count() > 0 {
        found.push("room-lacks");
    }
    let (comes, goes) = span(&booking.timing);
    let shut = facts.closures.iter().any(|closure| {
        matches!(closure.place, rules::premises::Place::Room(id) if id == booking.room)
            && closure.period.from() < goes
            && comes < closure.period.until()
    });
    if shut {
        found.push("room-closed");
    }
    let there: Vec<_> = facts
        .others
        .iter()
        .filter(|other| other.room == booking.room && together(&booking.timing, &other.timing))
        .collect();
    if there.iter().any(|other| alone_in_room(other.kind)) || alone_in_room(booking.kind) && !there.is_empty()
    {
        found.push("room-taken");
        return found;
    }
    // Every minute of the visit is looked at, one by one.
    let (from, until) = span(&booking.timing);
    let full = (0..minutes_between(from, until)).any(|minute| {
        let at = from.plus(base::Minutes(minute));
        let families: BTreeSet<_> = there
            .iter()
            .filter(|other| span(&other.timing).0 <= at && at < span(&other.timing).1)
            .map(|other| other.family)
            .collect();
        families.len() >= room.families as usize
    });
    if full {
        found.push("room-full");
    }
    found
}
