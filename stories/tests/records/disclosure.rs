//! Mixed cases by the hundred, each for one side with the most careless of reviewers: nothing of the other side is in
//! the bundle, and all that is the requester's own is.

use super::own_data::read_out;
use app::records::subject_access::{asker, bundle, bundle_data};
use base::{FamilyId, PartyId};
use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection};
use host::{Keys, WriteTx, db::open_embedded};
use policy::Actor;
use serde_json::{Value, json};
use stories::{Centre, quietly, saturday_at_eleven, sealed_in, story};

/// How many cases are made up on each database, and every how many of them the paper is set and read.
const CASES: u64 = 500;
const READ_EVERY: u64 = 50;

/// A few words drawn for a case: the same every time the test runs.
struct Drawn(u64);

impl Drawn {
    fn next(&mut self) -> u64 {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 24
    }

    /// A word that stands nowhere else.
    fn word(&mut self) -> String {
        let letters = b"bcdfghjklmnpqrstvwxz";
        let word: String =
            (0..9).map(|_| char::from(letters[usize::try_from(self.next() % 20).unwrap()])).collect();
        format!("Q{word}")
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.next()).unwrap() % of.len()].clone()
    }
}

/// One side's compartment, and what must be found or not found of it.
fn contact(drawn: &mut Drawn) -> (Value, Vec<String>) {
    let number = format!("07{:09}", drawn.next() % 1_000_000_000);
    let values = json!({
        "address": format!("{} {} Road\n{}", drawn.next() % 90 + 1, drawn.word(), drawn.word()),
        "postcode": format!("Z{} {}QX", drawn.next() % 9000 + 1000, drawn.next() % 9000 + 1000),
        "telephone": number, "email": format!("{}@example.org", drawn.word().to_lowercase()),
        "emergency_contact": format!("{} {}", drawn.word(), drawn.word()),
        "employer": drawn.word(), "school": format!("{} Primary", drawn.word()), "doctor": format!("Dr {}", drawn.word()),
        "vehicle": format!("{} {}", drawn.word(), drawn.next() % 90 + 10),
    });
    let marks =
        values.as_object().unwrap().values().map(|value| value.as_str().unwrap().to_owned()).collect();
    (values, marks)
}

/// A value as somebody may write it.
fn spelt(drawn: &mut Drawn, value: &str) -> String {
    let value = value.replace('\n', ", ");
    match drawn.next() % 4 {
        0 => value.to_uppercase(),
        1 => value.replace(' ', ""),
        2 if value.starts_with("07") => format!("+44 {}", &value[1..]),
        _ => value,
    }
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

enum Any {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

impl Any {
    fn open(name: &str, keys: &Keys) -> Self {
        if name.starts_with("postgres") {
            Self::Postgres(PgConnection::establish(name).unwrap())
        } else {
            Self::Sqlite(open_embedded(name, keys).unwrap())
        }
    }

    fn run(&mut self, statements: &str) {
        match self {
            Self::Postgres(c) => c.batch_execute(statements).unwrap(),
            Self::Sqlite(c) => c.batch_execute(statements).unwrap(),
        }
    }
}

/// One case: what is written, and for whom; then what must and must not be found.
fn case(
    tx: &mut WriteTx<'_>,
    seed: u64,
    family: FamilyId,
    sides: [&str; 2],
) -> (String, usize, Vec<String>, Vec<String>) {
    let mut seal = |text: &str| sealed_in(tx, family, text);
    let drawn = &mut Drawn(seed * 7919 + 11);
    let reader = usize::try_from(seed % 2).unwrap();
    let compartments = [contact(drawn), contact(drawn)];
    let (mut statements, mut own, mut others) = (String::new(), Vec::new(), Vec::new());
    for (which, side) in ["resident", "visiting"].into_iter().enumerate() {
        let (document, marks) = &compartments[which];
        let party = sides[which];
        let words: [String; 4] = std::array::from_fn(|_| drawn.word());
        statements += &format!(
            "UPDATE party_contact SET document = '{doc}' WHERE party = '{party}';
             UPDATE agreement SET words = '{agreed}' WHERE party = '{party}';
             UPDATE meeting SET document = '{held}' WHERE party = '{party}';
             UPDATE visit_change SET reason = '{reason}' WHERE asked_by = '{side}';
             UPDATE party SET document = '{about}' WHERE id = '{party}';",
            doc = seal(&document.to_string()),
            agreed = words[0],
            held = seal(
                &json!({"rules_explained": true, "notes": format!("Told us: {}.", words[1])}).to_string()
            ),
            reason = words[2],
            about = seal(&json!({"solicitor": {"name": words[3]}}).to_string()),
        );
        let into = if which == reader { &mut own } else { &mut others };
        into.extend(marks.clone());
        into.extend(words);
    }
    // What others wrote of both.
    let value = |drawn: &mut Drawn, which: usize| {
        let value = drawn.one(&compartments[which].1);
        spelt(drawn, &value)
    };
    let mut mixed = || {
        let mark = drawn.word();
        let other = value(drawn, 1 - reader);
        let mut sentences = [format!("Here stands {mark}."), format!("There is {other} as well.")];
        if drawn.next().is_multiple_of(2) {
            sentences.reverse();
        }
        own.push(mark);
        sentences.join(" ").replace('\'', "")
    };
    let (note, account, reason, phones) = (mixed(), mixed(), mixed(), mixed());
    let (speech, task, pair, taken) = (drawn.word(), drawn.word(), drawn.word(), drawn.word());
    statements += &format!(
        "UPDATE note SET words = '{sealed_note}' WHERE kind = 'fact';
         UPDATE note SET words = '{sealed_speech}' WHERE kind = 'speech';
         UPDATE incident SET document = '{incident}';
         UPDATE triage SET reason = '{reason}';
         UPDATE plan SET document = '{plan}' WHERE family = '{family}';
         UPDATE task SET words = '{task}';
         UPDATE no_meeting SET reason = '{pair}';
         UPDATE assessment SET document = '{asked}';",
        sealed_note = seal(&note),
        sealed_speech = seal(&speech),
        incident = seal(&json!({"account": account}).to_string()),
        plan = seal(&json!({"phones": phones}).to_string()),
        asked = seal(&json!({"asked": [{"who": "Somebody", "words": taken}], "factors": []}).to_string()),
    );
    others.extend([speech, task, pair, taken]);
    (statements, reader, own, others)
}

async fn a_mixed_family(centre: &Centre) -> (String, [String; 2]) {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let at = saturday_at_eleven().microseconds();
    let words = centre.sealed(&family.family, "x").await;
    for (number, kind) in [(1, "fact"), (2, "speech")] {
        centre
            .plant(&format!(
                "INSERT INTO note (id, centre, visit, kind, happened_at, received_at, words, account) \
                 SELECT '6f6f6f6f-0000-4000-8000-00000000000{number}', visit.centre, visit.id, '{kind}', {at}, {at}, '{words}', \
                 account.id FROM visit JOIN account ON account.username = 'grace' WHERE visit.id = '{visit}'"
            ))
            .await;
    }
    for (number, side) in [(1, "resident"), (2, "visiting")] {
        centre
            .plant(&format!(
                "INSERT INTO visit_change (id, centre, visit, family, what, asked_by, reason, notice_minutes, is_late, \
                 was, at, account) SELECT 'change-{number}', visit.centre, visit.id, visit.family, 'changed', '{side}', \
                 'x', 5, 1 = 0, '{{}}', {at}, account.id FROM visit JOIN account ON account.username = 'priya' \
                 WHERE visit.id = '{visit}'"
            ))
            .await;
    }
    let incident = json!({
        "kind": "threat", "severity": "serious", "account": "x", "happened_at": "2026-11-17T10:00:00Z",
    });
    centre.post("priya", &format!("/families/{}/incidents", family.family), incident).await.is(201);
    centre
        .plant(&format!(
            "INSERT INTO no_meeting (one, other, centre, reason, at) SELECT '{}', '{}', centre, 'x', 5 FROM family \
             WHERE id = '{}'",
            family.resident, family.visiting[0], family.family
        ))
        .await;
    (family.family.clone(), [family.resident.clone(), family.visiting[0].clone()])
}

story!(five_hundred_mixed_cases_tell_nothing_of_the_other_side_and_all_of_ones_own, |centre| {
    let (family, sides) = a_mixed_family(&centre).await;
    let (house, name, keys) = (centre.house.clone(), centre.database_name.clone(), centre.keys.clone());
    let told = tokio::task::spawn_blocking(move || {
        let mut database = Any::open(&name, &keys);
        let (id, program): (FamilyId, _) = (family.parse().unwrap(), Actor::program(house.centre()));
        let mut checked = 0;
        for seed in 0..CASES {
            let (statements, reader, own, others) =
                quietly(&house, |tx| case(tx, seed, id, [&sides[0], &sides[1]]));
            database.run(&statements);
            let party: PartyId = sides[reader].parse().unwrap();
            let data = house
                .database()
                .read_blocking(&program, |tx| {
                    let reader = asker(tx, id, party)?;
                    bundle_data(tx, &reader)
                })
                .map_err(|problem| problem.detail())
                .unwrap();
            let mut texts = vec![data];
            if seed % READ_EVERY == 0 {
                let made = house
                    .database()
                    .read_blocking(&program, |tx| {
                        let reader = asker(tx, id, party)?;
                        bundle(tx, &reader)
                    })
                    .map_err(|problem| problem.detail())
                    .unwrap();
                let raw = String::from_utf8_lossy(&made.pdf).into_owned();
                for other in &others {
                    assert!(!raw.contains(other.as_str()), "case {seed}: {other} is in the file itself");
                }
                texts.push(read_out(&made.pdf));
            }
            for text in &texts {
                let folded_text = folded(&text.replace("\\n", " "));
                for other in &others {
                    assert!(!folded_text.contains(&folded(other)), "case {seed}: {other} is in it:\n{text}");
                }
                for mark in &own {
                    assert!(folded_text.contains(&folded(mark)), "case {seed}: {mark} is missing:\n{text}");
                }
                checked += others.len();
            }
        }
        checked
    })
    .await
    .unwrap();
    assert!(told > 8_000, "only {told} markers were looked for");
});

story!(a_bundle_does_not_tell_whether_anything_was_left_out_of_it, |centre| {
    let (family, sides) = a_mixed_family(&centre).await;
    let (house, name, keys) = (centre.house.clone(), centre.database_name.clone(), centre.keys.clone());
    tokio::task::spawn_blocking(move || {
        let mut database = Any::open(&name, &keys);
        let (id, program): (FamilyId, _) = (family.parse().unwrap(), Actor::program(house.centre()));
        let karl: PartyId = sides[1].parse().unwrap();
        let read = || {
            house
                .database()
                .read_blocking(&program, |tx| {
                    let reader = asker(tx, id, karl)?;
                    bundle(tx, &reader)
                })
                .map_err(|problem| problem.detail())
                .unwrap()
        };
        let [own, more, speech] = quietly(&house, |tx| {
            [
                "He read to her.",
                "He read to her. She lives at 14 Quarry Rise.",
                "I am afraid of him, and of much else besides.",
            ]
            .map(|words| sealed_in(tx, id, words))
        });
        database.run(&format!("UPDATE note SET words = '{own}' WHERE kind = 'fact';"));
        let before = read();
        // The same, and beside it everything that the other side and the child told and that staff know.
        database.run(&format!(
            "UPDATE note SET words = '{more}' WHERE kind = 'fact';
             UPDATE note SET words = '{speech}' WHERE kind = 'speech';
             UPDATE task SET words = 'Ring the refuge.';
             UPDATE no_meeting SET reason = 'She fled from him to Wetherfold.';
             UPDATE visit_change SET reason = 'I was at the police.' WHERE asked_by = 'resident';
             UPDATE agreement SET words = 'Please do not tell him where we are.' WHERE party <> 'nobody' AND party IN
                (SELECT id FROM party WHERE side = 'resident');",
        ));
        let after = read();
        assert_eq!(before.json, after.json);
        assert!(before.pdf == after.pdf, "the paper tells that something was taken out");
    })
    .await
    .unwrap();
});
