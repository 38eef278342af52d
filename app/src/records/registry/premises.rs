//! What a centre has: it tells something about nobody.

use super::{Table, apart, of_nobody};

const HOUSE: &str = "It is about the building.";

pub(super) const TABLES: &[Table] = &[
    of_nobody(
        "site",
        "Where the centre works",
        &[apart(&["id", "centre", "name", "nation", "directions"], HOUSE)],
    ),
    of_nobody(
        "room",
        "Rooms",
        &[apart(
            &[
                "id",
                "centre",
                "name",
                "families",
                "kinds",
                "features",
                "site",
                "facilities",
                "toys",
                "youngest",
                "oldest",
            ],
            HOUSE,
        )],
    ),
    of_nobody(
        "waiting_area",
        "Waiting areas",
        &[apart(&["id", "centre", "site", "name", "closed_on"], HOUSE)],
    ),
    of_nobody(
        "equipment",
        "Things that can be reserved",
        &[apart(&["id", "centre", "site", "name", "words", "out_of_use_on", "out_of_use_because"], HOUSE)],
    ),
    of_nobody("entrance", "Doors", &[apart(&["id", "centre", "name", "site", "closed_on"], HOUSE)]),
    of_nobody("opening", "Sessions added by hand", &[apart(&["id", "centre", "starts", "ends"], HOUSE)]),
    of_nobody(
        "opening_pattern",
        "Opening hours",
        &[apart(
            &[
                "id",
                "centre",
                "site",
                "weekday",
                "every_weeks",
                "first_day",
                "last_day",
                "opens",
                "closes",
                "on_bank_holidays",
            ],
            HOUSE,
        )],
    ),
    of_nobody(
        "opening_exception",
        "Days with hours of their own",
        &[apart(&["id", "centre", "site", "day", "opens", "closes", "reason"], HOUSE)],
    ),
    of_nobody(
        "chat_hours",
        "When chats are open",
        &[apart(&["centre", "weekday", "opens", "closes"], HOUSE)],
    ),
    of_nobody(
        "closure",
        "Times in which something is shut",
        &[apart(&["id", "centre", "site", "room", "starts", "ends", "reason", "lifted_at"], HOUSE)],
    ),
    of_nobody(
        "clearance_policy",
        "What is asked of people before contact",
        &[apart(
            &["centre", "version", "document", "reason", "account", "at"],
            "A rule of the house, and who set it.",
        )],
    ),
    of_nobody(
        "staffing",
        "How many families those on duty may watch",
        &[apart(
            &["centre", "version", "ratios", "reason", "account", "at"],
            "A rule of the house, and who set it.",
        )],
    ),
    of_nobody(
        "course",
        "Courses",
        &[apart(&["id", "centre", "name", "requirement", "kinds", "months", "activity"], HOUSE)],
    ),
    of_nobody(
        "training",
        "Dates of courses",
        &[apart(&["id", "centre", "course", "starts", "ends", "place", "places"], HOUSE)],
    ),
];
