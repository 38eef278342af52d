//! What lies sealed, under whose key, and that no copy opens once the key is destroyed.

use super::{destruction::two_families, rows};
use app::records::registry;
use base::FamilyId;
use host::seal::Sealed;
use serde_json::json;
use stories::{Centre, id, quietly, saturday_at_eleven, story};

/// What parents and children told, as it stands in what two families sent and what is written of them here.
const TOLD: [&str; 14] = [
    "Quarry Rise",
    "07700 900101",
    "07700900101@example.org",
    "Mill Bank",
    "ZZ9 4QR",
    "Aunt May",
    "Weekdays before noon",
    "Likes a quiet corner",
    "Asthma",
    "He must not contact the mother",
    "called three times in 2025",
    "He shouted in the hall",
    "I was frightened on Tuesday",
    "Ms Okafor at Brindle School",
];

/// A family of whom there is something of everything, a note of the child's words with it.
async fn two_who_told(centre: &Centre) -> (String, String) {
    let (gone, stays) = two_families(centre).await;
    let words =
        centre.sealed(&gone.family, "I was frightened on Tuesday. Ms Okafor at Brindle School knows.").await;
    let at = saturday_at_eleven().microseconds();
    centre
        .plant(&format!(
            "INSERT INTO note (id, centre, visit, kind, happened_at, received_at, words, account) \
             SELECT '6f6f6f6f-0000-4000-8000-000000000009', visit.centre, visit.id, 'speech', {at}, {at}, '{words}', \
             account.id FROM visit JOIN account ON account.username = 'grace' WHERE visit.family = '{}' LIMIT 1",
            gone.family
        ))
        .await;
    (gone.family.clone(), stays.family.clone())
}

/// What a sealed value opens to, if it does.
async fn opens(centre: &Centre, kept: &str) -> Option<String> {
    let (house, kept) = (centre.house.clone(), kept.to_owned());
    let open = move || quietly(&house, |tx| tx.open_text(&Sealed::kept(kept.clone())).ok());
    tokio::task::spawn_blocking(open).await.unwrap()
}

/// Every sealed text whose mark begins like this, as a copy of the database has it.
async fn sealed_with(centre: &Centre, mark: &str) -> Vec<String> {
    let whole: Vec<String> = rows(centre).await.into_values().flatten().collect();
    let mut found = Vec::new();
    for row in whole {
        for (at, _) in row.match_indices(mark) {
            let ends = |c: char| !c.is_ascii_alphanumeric() && !"+/.-".contains(c);
            found.push(row[at..].split(ends).next().unwrap_or_default().to_owned());
        }
    }
    found
}

/// Every sealed text of a family.
async fn sealed_under(centre: &Centre, family: &str) -> Vec<String> {
    sealed_with(centre, &format!("sealed1.{family}.")).await
}

/// Everything that is kept, whether it lies open or sealed under a key there is.
pub(super) async fn everything_kept(centre: &Centre) -> String {
    let open: Vec<String> = rows(centre).await.into_values().flatten().collect();
    let (house, sealed) = (centre.house.clone(), sealed_with(centre, "sealed1.").await);
    let opened = tokio::task::spawn_blocking(move || {
        quietly(&house, |tx| {
            let texts = sealed.iter().filter_map(|kept| tx.open_text(&Sealed::kept(kept.clone())).ok());
            texts.collect::<Vec<_>>()
        })
    });
    [open, opened.await.unwrap()].concat().join("\n")
}

story!(whoever_reads_a_copy_of_the_records_reads_nothing_that_a_family_told, |centre| {
    let (family, _) = two_who_told(&centre).await;
    for (table, rows) in rows(&centre).await {
        for row in rows {
            for words in TOLD {
                assert!(!row.contains(words), "{words} lies open in {table}");
            }
        }
    }
    // It is there: whoever has the keys reads it.
    let sealed = sealed_under(&centre, &family).await;
    let mut opened = String::new();
    for kept in &sealed {
        opened += &opens(&centre, kept).await.unwrap();
    }
    for words in ["Quarry Rise", "I was frightened", "He shouted in the hall", "Asthma"] {
        assert!(opened.contains(words), "{words} is nowhere");
    }
});

story!(every_column_that_is_to_be_sealed_is, |centre| {
    two_who_told(&centre).await;
    let mut filled = 0;
    for (table, column) in registry::SEALED {
        let (filled_in, begins) =
            (format!("{table} WHERE {column} IS NOT NULL"), format!("SUBSTR({column}, 1, 8)"));
        let bytes = ["bytes", "pdf"].contains(column);
        if bytes {
            continue;
        }
        for line in centre.column(&filled_in, &begins).await.lines() {
            assert_eq!(line, "sealed1.", "{table}.{column}");
            filled += 1;
        }
    }
    assert!(filled > 20, "only {filled} were looked at");
    // A copy of an order: neither its letters nor what kind of file it is.
    let hex =
        if centre.database_name.starts_with("postgres") { "encode(bytes, 'hex')" } else { "hex(bytes)" };
    for line in centre.column("attachment", hex).await.to_lowercase().lines() {
        assert!(!line.contains("25504446") && !line.contains("89504e47"), "a file lies open");
    }
});

story!(what_a_destroyed_family_told_opens_from_no_copy, |centre| {
    let (gone, stays) = two_who_told(&centre).await;
    let (its, others) = (sealed_under(&centre, &gone).await, sealed_under(&centre, &stays).await);
    assert!(its.len() > 6 && others.len() > 6, "{} {}", its.len(), others.len());
    for kept in its.iter().chain(&others) {
        assert!(opens(&centre, kept).await.is_some());
    }
    let keys = "keyring.sealing_key";
    assert_eq!(centre.column(&format!("{keys} WHERE owner = '{gone}'"), "owner").await, gone);

    centre.it_is("2030-01-07T09:00:00Z").await;
    let reason = json!({"reason": "The time of its class is over."});
    let proposed = id(&centre.post("priya", &format!("/families/{gone}/destruction"), reason).await.is(201));
    let yes = json!({"destroy": true, "because": "Nothing keeps us from it."});
    centre.post("martin", &format!("/records/destructions/{proposed}/decision"), yes).await.is(200);

    // What was copied before is in no hand of ours any more: its key is gone, and no other opens it.
    for kept in &its {
        assert_eq!(opens(&centre, kept).await, None);
    }
    assert_eq!(centre.column(&format!("{keys} WHERE owner = '{gone}'"), "owner").await, "");
    for kept in &others {
        assert!(opens(&centre, kept).await.is_some(), "another family was hurt by it");
    }
    centre.get("priya", &format!("/families/{stays}")).await.is(200);
});

story!(what_was_sealed_for_one_family_does_not_pass_for_anothers, |centre| {
    let (one, other) = two_who_told(&centre).await;
    let kept = sealed_under(&centre, &one).await.remove(0);
    assert!(opens(&centre, &kept).await.is_some());
    // Under another's name, and with any letter of it changed, it does not open.
    assert_eq!(opens(&centre, &kept.replace(&one, &other)).await, None);
    let start = kept.rfind('.').unwrap() + 1;
    for at in [start, start + 30, start + 45, kept.len() - 2] {
        let mut changed = kept.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        assert_eq!(opens(&centre, std::str::from_utf8(&changed).unwrap()).await, None, "letter {at}");
    }
    assert_eq!(
        opens(&centre, "She lives at 14 Quarry Rise.").await,
        None,
        "open text is not taken for sealed"
    );
});

story!(a_key_that_was_drawn_in_vain_is_not_taken_for_kept, |centre| {
    let (family, nobody): (String, FamilyId) = (two_who_told(&centre).await.0, FamilyId::from_random(42));
    let house = centre.house.clone();
    let drawn_in_vain = move || {
        let program = policy::Actor::program(house.centre());
        let refused: Result<(), _> = house.database().write_blocking(&program, |tx| {
            tx.seal_text(nobody, "x")?;
            Err(host::Problem::NotFound)
        });
        assert!(refused.is_err());
    };
    tokio::task::spawn_blocking(drawn_in_vain).await.unwrap();
    let owned = format!("keyring.sealing_key WHERE owner = '{nobody}'");
    assert_eq!(centre.column(&owned, "owner").await, "");
    // Whoever seals for them next draws a key that is kept.
    let house = centre.house.clone();
    let kept =
        tokio::task::spawn_blocking(move || quietly(&house, |tx| stories::sealed_in(tx, nobody, "later")))
            .await;
    assert_eq!(opens(&centre, &kept.unwrap()).await.as_deref(), Some("later"));
    assert_eq!(centre.column(&owned, "owner").await, nobody.to_string());
    assert!(!sealed_under(&centre, &family).await.is_empty());
});
