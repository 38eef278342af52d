//! The shape of the house, held by tests and not by hope.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn all_rust_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["base", "rules", "policy", "host", "app", "paper", "stories", "measure", "race", "planner"]
    {
        rust_files(&root().join(folder), &mut files);
    }
    files
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut lengths: Vec<(usize, PathBuf)> = all_rust_files()
        .into_iter()
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .collect();
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(*longest <= 600, "{} has {longest} lines", path.display());
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 160, "the median file has {median} lines");
}

#[test]
fn rules_cannot_reach_a_database_a_clock_or_the_network() {
    let manifest = fs::read_to_string(root().join("rules/Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    let dependencies = dependencies.split("\n[").next().unwrap();
    let names: BTreeSet<&str> = dependencies
        .lines()
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .collect();
    assert_eq!(names, BTreeSet::from(["base", "serde", "utoipa"]));
}

#[test]
fn arrows_between_crates_point_one_way() {
    let may = [
        ("base", &[][..]),
        ("rules", &["base"]),
        ("policy", &["base", "rules"]),
        ("paper", &["base"]),
        ("host", &["base", "rules", "policy"]),
        ("planner", &[]),
        ("app", &["base", "rules", "policy", "host", "paper", "planner"]),
        ("measure", &["base", "rules", "policy", "host", "app"]),
        ("race", &["base", "host", "app"]),
    ];
    for (krate, allowed) in may {
        let manifest = fs::read_to_string(root().join(krate).join("Cargo.toml")).unwrap();
        for (other, _) in may {
            let uses = manifest.lines().any(|line| {
                line.starts_with(&format!("{other}.")) || line.starts_with(&format!("{other} ="))
            });
            assert!(!uses || allowed.contains(&other), "{krate} uses {other}");
        }
    }
}

#[test]
fn every_route_asks_for_an_act_that_policy_knows() {
    let acts: BTreeSet<&str> = policy::EveryAct::ALL.iter().map(|act| act.name).collect();
    let pages = app::routes::pages();
    let operations = app::routes::operations();
    for asks in pages.asks() {
        assert!(acts.contains(asks.act), "{} {} asks for {}", asks.method, asks.path, asks.act);
    }
    for operation in operations.list() {
        let (path, method, act) = operation.asks();
        assert!(acts.contains(act), "{method} {path} asks for {act}");
    }
    // And no act is there that nothing asks for, but what the program does by itself, and what is asked once more
    // in the middle of another.
    let mut asked: BTreeSet<&str> = pages.asks().iter().map(|asks| asks.act).collect();
    asked.extend(operations.list().iter().map(|operation| operation.asks().2));
    let by_itself = BTreeSet::from([
        "add-account",
        "destroy-records",
        "forget-bundles",
        "offer-time",
        "run-jobs",
        "send-notices",
        "take-mail",
        "tend-timetable",
    ]);
    let unasked: Vec<&&str> = acts.difference(&asked).filter(|act| !by_itself.contains(**act)).collect();
    assert!(unasked.is_empty(), "nothing asks for {unasked:?}");
}

/// A step with what only PostgreSQL can state replaced by the embedded database's own words for it.
fn with_its_own(step: &str, own: &str) -> String {
    let (mut text, mut is_skipping) = (String::new(), false);
    for line in step.lines() {
        match line {
            "-- postgres only" => {
                is_skipping = true;
                text.push_str(own);
            }
            "-- end" => is_skipping = false,
            _ if is_skipping => {}
            line => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text
}

#[test]
fn both_migration_folders_hold_the_same_steps() {
    let names = |folder: &str| -> BTreeSet<String> {
        fs::read_dir(root().join("migrations").join(folder))
            .unwrap()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    for name in names("postgres") {
        for file in ["up.sql", "down.sql"] {
            let read = |folder: &str| {
                fs::read_to_string(root().join("migrations").join(folder).join(&name).join(file))
            };
            let own = read("only-sqlite").unwrap_or_default();
            let shared = with_its_own(&read("postgres").unwrap(), &own);
            assert_eq!(read("sqlite").unwrap(), shared.replace("BYTEA", "BLOB"), "{name}/{file}");
        }
    }
}

/// How a role comes to an act: never, always, or by which ties to the record.
fn holds(role: policy::Role, act: usize) -> String {
    let may = |ties| {
        let asked = policy::Asked::Act(act);
        policy::Question { role, asked, same_centre: true, proved: true, held: false, ties }.is_permitted()
    };
    if may(policy::Ties::NONE) {
        // What a tie takes away is said too: nobody signs off what they opened themselves.
        let lost = policy::Tie::ALL.iter().find(|tie| !may(policy::Ties::NONE.with_if(**tie, true)));
        return lost.map_or_else(|| "yes".to_owned(), |tie| format!("not {}", tie.words()));
    }
    let by: Vec<&str> = policy::Tie::ALL
        .into_iter()
        .filter(|tie| may(policy::Ties::NONE.with_if(*tie, true)))
        .map(policy::Tie::words)
        .collect();
    if by.is_empty() { "-".to_owned() } else { by.join(" or ") }
}

#[test]
fn the_table_of_roles_and_acts_is_the_one_people_have_read() {
    let mut table = String::from(
        "# Who may do what, as the policies beside this page say. Made by a test; do not edit.\n\
         # yes: on any record of the centre. A word: on a record they are tied to by it. -: never.\n\
         # adult: of their own family. referrer: of a family they referred. session: on its session, from\n\
         # the day before to the day after. own: about or opened by themselves. emergency: while they have\n\
         # the case open by emergency access. (asks): only after proving again that it is them.\nact",
    );
    for role in policy::Role::ALL {
        table.push_str(&format!("\t{role}"));
    }
    table.push('\n');
    for (number, act) in policy::EveryAct::ALL.iter().enumerate() {
        table.push_str(act.name);
        table.push_str(if act.proved { " (asks)" } else { "" });
        for role in policy::Role::ALL {
            table.push_str(&format!("\t{}", holds(*role, number)));
        }
        table.push('\n');
    }
    let path = root().join("policies/roles.txt");
    if std::env::var_os("ALONGSIDE_WRITE").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let read = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        read == table,
        "policies/roles.txt differs: run with ALONGSIDE_WRITE=1, read the difference, commit it"
    );
}

/// What is answered without asking for an act, and why that is so. Nothing here holds a fact about anybody.
const ASKS_FOR_NOTHING: &[(&str, &str)] = &[
    ("/healthz", "a monitor asks whether the program runs"),
    ("/readyz", "a monitor asks whether the database answers"),
    ("/metrics", "counts of answers, for the machine itself or an administrator's token"),
    ("/api/openapi.json", "the description of the operations"),
    ("/api/referral.schema.json", "the description of a referral in a file"),
    ("/assets/{*path}", "stylesheets, scripts and the typeface"),
];

/// Every path that is routed anywhere in the program by its own words.
fn routed_by_hand() -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["app/src", "host/src"] {
        rust_files(&root().join(folder), &mut files);
    }
    let mut found = BTreeSet::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for after in text.split(".route(").skip(1) {
            if let Some(path) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                found.insert(path.to_owned());
            }
        }
        for other in [".nest(", ".route_service(", ".nest_service(", ".fallback_service("] {
            assert!(!text.contains(other), "{} routes past the tables: {other}", path.display());
        }
    }
    found
}

#[test]
fn no_route_is_reached_without_an_act_but_those_named_here() {
    let named: BTreeSet<String> = ASKS_FOR_NOTHING.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(routed_by_hand(), named);
}

#[test]
fn no_part_of_an_answer_forbids_the_other_parts() {
    let document = app::routes::operations().document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut parts = 0;
    for (name, schema) in schemas {
        for part in schema["allOf"].as_array().into_iter().flatten() {
            let of = part["$ref"].as_str().and_then(|path| path.rsplit('/').next()).map(|of| &schemas[of]);
            let closed = &of.unwrap_or(part)["additionalProperties"];
            assert_ne!(
                closed,
                &serde_json::Value::Bool(false),
                "{name} has a part that takes no other fields"
            );
            parts += 1;
        }
    }
    assert!(parts > 4, "{parts}");
}

#[test]
fn every_name_in_the_openapi_document_means_one_thing_and_is_there() {
    let operations = app::routes::operations();
    assert_eq!(operations.names_shared(), Vec::<String>::new());
    let document = operations.document();
    let text = document.to_string();
    let known = document["components"]["schemas"].as_object().unwrap();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(known.contains_key(name), "{name} is named and not described");
    }
}

/// Licences that a program under the EUPL-1.2 may be built from and handed on with (decision 11).
const LICENCES: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether a licence expression leaves a choice we may make: one of the alternatives, in every part.
fn is_free_to_use(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "").replace(" / ", "/").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn everything_the_program_is_built_from_may_be_handed_on() {
    let asked = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let told: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    let packages = told["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_free_to_use(licence), "{} is under {licence}", package["name"]);
        let source = package["source"].as_str().unwrap_or("registry");
        assert!(source.starts_with("registry"), "{} comes from {source}", package["name"]);
    }
    assert!(!is_free_to_use("GPL-3.0-only") && !is_free_to_use("MIT AND SSPL-1.0"));
}
