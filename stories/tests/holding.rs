//! What the database itself refuses, whoever writes to it: breaches in plain statements, on both databases.

use app::demo::Journey;
use base::Minutes;
use serde_json::json;
use stories::{Centre, id, saturday, story};

/// Where two families stand: a supervised visit of each at eleven, in rooms of their own, with supervisors
/// of their own.
struct Two {
    one: Journey,
    other: Journey,
    first: String,
    second: String,
}

async fn two(centre: &Centre) -> Two {
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    let first = centre.booked(&one, saturday(0)).await;
    let rowan = centre.room("Rowan room").await;
    let second = other.book(saturday(0), &rowan, &[centre.id_of("tomasz").to_owned()]).await.unwrap();
    Two { one, other, first, second }
}

/// A copy of a visit, so many minutes later and otherwise as `but` says (columns with their new values).
fn copied(visit: &str, name: &str, minutes: i64, but: &[(&str, &str)]) -> String {
    const COLUMNS: [&str; 16] = [
        "id",
        "centre",
        "family",
        "plan",
        "kind",
        "room",
        "state",
        "visiting_arrives",
        "child_arrives",
        "starts",
        "ends",
        "child_leaves",
        "visiting_leaves",
        "document",
        "booked_at",
        "gap_minutes",
    ];
    const TIMES: [&str; 6] =
        ["visiting_arrives", "child_arrives", "starts", "ends", "child_leaves", "visiting_leaves"];
    let later = minutes * 60_000_000;
    let value = |column: &&str| match but.iter().find(|(name, _)| name == column) {
        Some((_, value)) => format!("'{value}'"),
        None if *column == "id" => format!("'{name}'"),
        None if TIMES.contains(column) => format!("{column} + {later}"),
        None => (*column).to_owned(),
    };
    let values: Vec<String> = COLUMNS.iter().map(value).collect();
    let (columns, values) = (COLUMNS.join(", "), values.join(", "));
    format!("INSERT INTO visit ({columns}) SELECT {values} FROM visit WHERE id = '{visit}'")
}

fn tied(table: &str, column: &str, visit: &str, to: &str) -> String {
    let starts = if table == "visit_supervisor" { ("starts, ", ", starts") } else { ("", "") };
    format!(
        "INSERT INTO {table} ({}centre, visit, {column}) SELECT {}centre, id, '{to}' FROM visit WHERE id = '{visit}'",
        starts.0, starts.0,
    )
}

/// A room of the centre for a kind, with nobody in it.
async fn empty_room(centre: &Centre, families: u32) -> String {
    let room = json!({"name": format!("Room for {families}"), "families": families, "features": "Plain.",
        "kinds": ["supported", "supervised", "high-vigilance", "handover"]});
    id(&centre.post("priya", "/rooms", room).await.is(201))
}

/// The statement is refused by the database, under the constraint of this name.
async fn refused(centre: &Centre, statement: &str, under: &str) {
    let before = centre.picture().await;
    let why = centre.refuses(statement).await;
    assert!(why.contains(under), "refused for something else: {statement}: {why}");
    assert_eq!(centre.picture().await, before, "what was refused left a trace: {statement}");
}

story!(a_room_taken_alone_is_taken_by_no_statement, |centre| {
    let Two { first, second, .. } = two(&centre).await;
    let (willow, rowan) = (centre.room("Willow room").await, centre.room("Rowan room").await);
    refused(&centre, &format!("UPDATE visit SET room = '{willow}' WHERE id = '{second}'"), "holding_apart")
        .await;
    // Another family's visit moved onto it in time, one minute too far.
    let later = 115 * 60_000_000_i64;
    let away = format!(
        "UPDATE visit SET room = '{willow}', visiting_arrives = visiting_arrives + {later}, \
         child_arrives = child_arrives + {later}, starts = starts + {later}, ends = ends + {later}, \
         child_leaves = child_leaves + {later}, visiting_leaves = visiting_leaves + {later} WHERE id = '{second}'"
    );
    centre.plant(&away).await;
    let nearer =
        format!("UPDATE visit SET visiting_arrives = visiting_arrives - 60000000 WHERE id = '{second}'");
    refused(&centre, &nearer, "holding_apart").await;
    // As a supported visit it would share the room, and the first does not.
    let supported = format!(
        "UPDATE visit SET kind = 'supported', visiting_arrives = visiting_arrives - 60000000 WHERE id = '{second}'"
    );
    refused(&centre, &supported, "holding_apart").await;
    centre.plant(&format!("UPDATE visit SET room = '{rowan}' WHERE id = '{second}'")).await;
    let _ = first;
});

story!(touching_visits_are_accepted_by_the_database, |centre| {
    let Two { first, other, .. } = two(&centre).await;
    let willow = centre.room("Willow room").await;
    // Present from 15 minutes before to 10 after: 115 minutes in all.
    let family = [("family", other.family.as_str()), ("room", willow.as_str())];
    refused(&centre, &copied(&first, "early", 114, &family), "holding_apart").await;
    refused(&centre, &copied(&first, "early", -114, &family), "holding_apart").await;
    centre.plant(&copied(&first, "before", -140, &family)).await;
    centre.plant(&copied(&first, "after", 140, &family)).await;
    centre.plant(&tied("visit_supervisor", "staff", "after", centre.id_of("grace"))).await;
});

story!(a_shared_room_takes_no_family_too_many, |centre| {
    let mut families = Vec::new();
    for _ in 0..3 {
        families.push(centre.ready_family("supported").await);
    }
    let room = empty_room(&centre, 2).await;
    let first = families[0].book(saturday(0), &room, &[]).await.unwrap();
    families[1].book(saturday(0).plus(Minutes(60)), &room, &[]).await.unwrap();
    let third = families[2].family.as_str();
    let mine = [("family", third)];
    refused(&centre, &copied(&first, "third", 30, &mine), "holding_space").await;
    refused(&centre, &copied(&first, "third", 114, &mine), "holding_space").await;
    centre.plant(&copied(&first, "third", 115, &mine)).await;
    // It cannot be moved to where both others are, nor be held alone beside them.
    let earlier = "UPDATE visit SET visiting_arrives = visiting_arrives - 60000000 WHERE id = 'third'";
    refused(&centre, earlier, "holding_space").await;
    refused(&centre, "UPDATE visit SET kind = 'supervised' WHERE id = 'third'", "holding_apart").await;
    // The space of a cancelled visit is free, and is not when it is called on again.
    centre.plant(&format!("UPDATE visit SET state = 'cancelled' WHERE id = '{first}'")).await;
    centre.plant(earlier).await;
    refused(&centre, &format!("UPDATE visit SET state = 'planned' WHERE id = '{first}'"), "holding_space")
        .await;
});

story!(a_supervisor_holds_one_family_whatever_is_written, |centre| {
    let Two { first, second, .. } = two(&centre).await;
    let grace = centre.id_of("grace");
    refused(&centre, &tied("visit_supervisor", "staff", &second, grace), "holding_apart").await;
    let swap = format!("UPDATE visit_supervisor SET staff = '{grace}' WHERE visit = '{second}'");
    refused(&centre, &swap, "holding_apart").await;
    let moved = format!(
        "UPDATE visit_supervisor SET visit = '{second}' WHERE visit = '{first}' AND staff = '{grace}'"
    );
    centre.plant(&moved).await;
    refused(&centre, &tied("visit_supervisor", "staff", &first, grace), "holding_apart").await;
});

story!(a_supervisor_is_not_with_one_family_and_on_a_session_at_once, |centre| {
    let (alone, shared) = (centre.ready_family("supervised").await, centre.ready_family("supported").await);
    let third = centre.ready_family("supported").await;
    centre.booked(&alone, saturday(0)).await;
    let visit = centre.booked_supported(&shared, saturday(0)).await;
    let next = centre.booked_supported(&third, saturday(0)).await;
    let (grace, joan) = (centre.id_of("grace"), centre.id_of("joan"));
    refused(&centre, &tied("visit_supervisor", "staff", &visit, grace), "holding_apart").await;
    // On a session somebody watches several families, until one of them is to have them alone.
    centre.plant(&tied("visit_supervisor", "staff", &visit, joan)).await;
    centre.plant(&tied("visit_supervisor", "staff", &next, joan)).await;
    refused(&centre, &format!("UPDATE visit SET kind = 'handover' WHERE id = '{next}'"), "holding_apart")
        .await;
});

story!(nobody_is_at_two_visits_whatever_is_written, |centre| {
    let Two { one, other, first, second } = two(&centre).await;
    let (here, there) = (&one.visiting[0], &other.visiting[0]);
    refused(&centre, &tied("visit_person", "party", &second, here), "holding_apart").await;
    let swap =
        format!("UPDATE visit_person SET party = '{here}' WHERE visit = '{second}' AND party = '{there}'");
    refused(&centre, &swap, "holding_apart").await;
    centre.plant(&format!("DELETE FROM visit_person WHERE visit = '{first}' AND party = '{here}'")).await;
    centre.plant(&swap).await;
    refused(&centre, &tied("visit_person", "party", &first, here), "holding_apart").await;
});

story!(a_thing_is_reserved_once_whatever_is_written, |centre| {
    let Two { first, second, .. } = two(&centre).await;
    let things = stories::items(&centre.get("priya", "/equipment").await.is(200));
    let (chair, cot) = (id(&things[0]), id(&things[1]));
    centre.plant(&tied("visit_equipment", "equipment", &first, &chair)).await;
    refused(&centre, &tied("visit_equipment", "equipment", &second, &chair), "holding_apart").await;
    centre.plant(&tied("visit_equipment", "equipment", &second, &cot)).await;
    let swap = format!("UPDATE visit_equipment SET equipment = '{chair}' WHERE visit = '{second}'");
    refused(&centre, &swap, "holding_apart").await;
    centre.plant(&format!("DELETE FROM visit_equipment WHERE visit = '{first}'")).await;
    centre.plant(&swap).await;
});

story!(r4_the_visits_of_one_family_keep_their_gap_whatever_is_written, |centre| {
    let Two { first, .. } = two(&centre).await;
    let room = empty_room(&centre, 1).await;
    let mine = [("room", room.as_str())];
    for near in [0, 115, 129, -129] {
        refused(&centre, &copied(&first, "again", near, &mine), "holding_apart").await;
    }
    centre.plant(&copied(&first, "again", 130, &mine)).await;
    centre.plant(&copied(&first, "earlier", -130, &mine)).await;
    let longer = "UPDATE visit SET gap_minutes = 16 WHERE id = 'earlier'";
    refused(&centre, longer, "holding_apart").await;
});

/// Puts the other family's visit so many minutes after eleven, in its own room.
fn shifted(visit: &str, minutes: i64) -> String {
    let later = minutes * 60_000_000;
    let times = ["visiting_arrives", "child_arrives", "starts", "ends", "child_leaves", "visiting_leaves"];
    let sets: Vec<String> = times.iter().map(|time| format!("{time} = {time} + {later}")).collect();
    format!("UPDATE visit SET {} WHERE id = '{visit}'", sets.join(", "))
}

story!(r4_people_who_must_not_meet_keep_their_gap_whatever_is_written, |centre| {
    let Two { one, other, first, second } = two(&centre).await;
    centre.plant(&shifted(&second, 140)).await;
    let pair = json!({"one": one.visiting[0], "other": other.resident, "reason": "A fight at the court."});
    centre.post("priya", &format!("/families/{}/no-meetings", one.family), pair).await.is(201);
    refused(&centre, &shifted(&second, -11), "holding_apart").await;
    centre.plant(&shifted(&second, -10)).await;
    refused(&centre, &shifted(&first, 1), "holding_apart").await;
    // Whoever is not to meet the other is named later, for a visit that stands already.
    centre
        .plant(&format!("DELETE FROM visit_person WHERE visit = '{second}' AND party = '{}'", other.resident))
        .await;
    centre.plant(&shifted(&second, -100)).await;
    refused(&centre, &tied("visit_person", "party", &second, &other.resident), "holding_apart").await;
});

story!(r4_a_pair_named_after_both_were_booked_is_kept_and_binds_what_is_written_next, |centre| {
    let Two { one, other, first, second } = two(&centre).await;
    let pair = json!({"one": one.visiting[0], "other": other.visiting[0], "reason": "A fight at the court."});
    centre.post("priya", &format!("/families/{}/no-meetings", one.family), pair).await.is(201);
    assert!(centre.mark_on(&first).await.is_some() && centre.mark_on(&second).await.is_some());
    // One of the two can be moved out of the way, and its mark is gone.
    let away = json!({"asked_by": "centre", "reason": "They must not meet.", "starts": saturday(1)});
    centre.post("priya", &format!("/visits/{second}/change"), away).await.is(200);
    assert_eq!(centre.mark_on(&second).await, None);
    let back = json!({"asked_by": "centre", "reason": "A mistake.", "starts": saturday(0)});
    let path = format!("/visits/{second}/change");
    centre.in_vain("priya", axum::http::Method::POST, &path, back).await.refused(409, "r4-no-meeting");
    // What stood already stands, and is marked; what is written from now on is held to it.
    let third =
        copied(&first, "third", 30, &[("family", &other.family), ("room", &empty_room(&centre, 1).await)]);
    centre.plant(&shifted(&second, 24 * 60)).await;
    centre.plant(&third).await;
    refused(&centre, &tied("visit_person", "party", "third", &other.visiting[0]), "holding_apart").await;
    refused(&centre, &shifted(&second, -8 * 24 * 60), "holding_apart").await;
    // The pair itself is not written over: what is held for it would stay behind.
    let rewritten = format!("UPDATE no_meeting SET other = '{}'", other.visiting[1]);
    refused(&centre, &rewritten, "no_meeting_stays").await;
});

story!(a_cancelled_visit_is_not_called_on_again_where_its_place_is_taken, |centre| {
    let Two { first, other, second, .. } = two(&centre).await;
    let willow = centre.room("Willow room").await;
    for state in ["cancelled", "no-show", "refused", "released"] {
        centre.plant(&format!("UPDATE visit SET state = '{state}' WHERE id = '{first}'")).await;
        centre.plant(&format!("UPDATE visit SET room = '{willow}' WHERE id = '{second}'")).await;
        for back in ["held", "planned", "briefed"] {
            let again = format!("UPDATE visit SET state = '{back}' WHERE id = '{first}'");
            refused(&centre, &again, "holding_apart").await;
        }
        let rowan = centre.room("Rowan room").await;
        centre.plant(&format!("UPDATE visit SET room = '{rowan}' WHERE id = '{second}'")).await;
        centre.plant(&format!("UPDATE visit SET state = 'planned' WHERE id = '{first}'")).await;
    }
    let _ = other;
});

story!(what_is_held_is_not_written_past_the_visits_themselves, |centre| {
    let Two { first, second, .. } = two(&centre).await;
    let willow = centre.room("Willow room").await;
    let taken = format!(
        "INSERT INTO holding (visit, what, which, shares, present_from, present_until) \
         SELECT '{second}', what, which, '{second}', present_from, present_until FROM holding \
         WHERE visit = '{first}' AND what = 'room'"
    );
    refused(&centre, &taken, "holding_apart").await;
    let moved = format!("UPDATE holding SET which = '{willow}' WHERE visit = '{second}' AND what = 'room'");
    refused(&centre, &moved, "holding_apart").await;
    let shared = format!(
        "UPDATE holding SET which = '{willow}', shares = 'session' WHERE visit = '{second}' AND what = 'room'"
    );
    refused(&centre, &shared, "holding_apart").await;
});
