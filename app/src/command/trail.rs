//! The trail on the command line: heads, exports and proofs made, and all of them checked, offline too.

use super::{
    Settings, Trail, Verify,
    run::{Stopped, failed, open, wrong},
};
use crate::network;
use base::CentreId;
use host::{
    Clock, Database, Problem,
    audit::sha256,
    trail::{Consistency, Export, Found, Head, Inclusion, Offline, TrustedKeys},
};
use policy::Actor;
use serde::de::DeserializeOwned;
use std::{
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::Path,
};

/// Makes what the trail can be checked by.
pub(super) fn make(trail: Trail) -> Result<(), Stopped> {
    match trail {
        Trail::Key(settings) => {
            let (database, _, _) = centre(settings)?;
            println!("{}", database.trail_key().map_err(told)?.public());
            Ok(())
        }
        Trail::Head(settings) => {
            let (database, centre, _) = centre(settings)?;
            print(&database.sign_head(&Actor::program(centre)).map_err(told)?)
        }
        Trail::Export { settings, out } => {
            let (database, centre, _) = centre(settings)?;
            let to: Box<dyn Write> = match &out {
                Some(file) => Box::new(
                    File::create(file)
                        .map_err(|error| wrong(format!("out: cannot write {}: {error}", file.display())))?,
                ),
                None => Box::new(std::io::stdout()),
            };
            let mut to = BufWriter::new(to);
            let export = database.read_blocking(&Actor::program(centre), |tx| {
                Export::all(tx, |thing| {
                    writeln!(to, "{}", serde_json::to_string(thing)?).map_err(Problem::broken)
                })
            });
            export.map_err(told)?;
            to.flush().map_err(failed)
        }
        Trail::Proof { settings, line, report, since } => {
            let (database, centre, _) = centre(settings)?;
            let program = Actor::program(centre);
            let missing = |_| wrong("there is no such line, document or head, or no head over it yet");
            match (line, report, since) {
                (Some(line), _, _) => {
                    print(&database.read_blocking(&program, |tx| Inclusion::of(tx, line)).map_err(missing)?)
                }
                (_, Some(report), _) => {
                    let digest = digest(&report)?;
                    let proof = database.read_blocking(&program, |tx| Inclusion::of_document(tx, &digest));
                    print(&proof.map_err(missing)?)
                }
                (_, _, Some(since)) => print(
                    &database.read_blocking(&program, |tx| Consistency::of(tx, since)).map_err(missing)?,
                ),
                _ => Err(wrong("proof: say of what, with --line, --report or --since")),
            }
        }
    }
}

/// Checks a trail: the one in the database, or what was exported of it. What is wrong is one line.
pub(super) fn verify(asked: Verify) -> Result<(), Stopped> {
    let given = asked.heads.iter().map(|file| read::<Head>(file)).collect::<Result<Vec<_>, _>>()?;
    let report = asked.report.as_deref().map(digest).transpose()?;
    if asked.log.is_none() && asked.proof.is_none() && asked.consistency.is_none() {
        if report.is_some() {
            return Err(wrong("report: give its --proof, or the --log that its line is in"));
        }
        return live(asked, &given);
    }
    if asked.public_keys.is_empty() {
        return Err(wrong("key: give the public key, as the centre published it"));
    }
    let keys = TrustedKeys::of(asked.public_keys.iter().map(String::as_str)).map_err(wrong)?;
    one_tree(&given)?;
    if let Some(file) = &asked.log {
        let log = BufReader::new(File::open(file).map_err(|error| unreadable(file, error))?);
        let checked = Offline::check(log, &keys, &given, report.as_deref()).map_err(wrong)?;
        say(&file.display().to_string(), checked.found)?;
        if report.is_some() {
            let line = checked.document.ok_or_else(|| wrong("the report is in no line of this log"))?;
            println!("The report is the one that was signed in line {line}.");
        }
    }
    if let Some(file) = &asked.proof {
        let proof: Inclusion = read(file)?;
        proof.verify(&keys).map_err(wrong)?;
        held_against(&given, &proof.head)?;
        println!(
            "Line {} is among the {} lines under the head. {} by {}, {}.",
            proof.line.seq, proof.head.size, proof.line.act, proof.line.role, proof.line.summary
        );
        if let Some(report) = &report {
            if !proof.is_of_document(report) {
                return Err(wrong("the report is not the one that the line is about"));
            }
            println!("The report is the one that was signed in line {}.", proof.line.seq);
        }
    }
    if let Some(file) = &asked.consistency {
        let proof: Consistency = read(file)?;
        proof.verify(&keys).map_err(wrong)?;
        held_against(&given, &proof.before)?;
        held_against(&given, &proof.after)?;
        println!(
            "The {} lines under the head before are the first of the {} under the head after.",
            proof.before.size, proof.after.size
        );
    }
    Ok(())
}

fn live(asked: Verify, given: &[Head]) -> Result<(), Stopped> {
    let (database, _, _) = centre(asked.settings)?;
    let own = database.trail_key().map_err(told)?.public();
    let trusted = asked
        .public_keys
        .iter()
        .map(String::as_str)
        .chain(asked.public_keys.is_empty().then_some(own.as_str()));
    let keys = TrustedKeys::of(trusted).map_err(wrong)?;
    one_tree(given)?;
    all_hold(&database, &keys, given)
}

/// Checks the trail of every centre in a database, and says what was found.
pub(super) fn all_hold(database: &Database, keys: &TrustedKeys, given: &[Head]) -> Result<(), Stopped> {
    for (centre, name) in network::centres(database).map_err(told)? {
        let of_centre: Vec<Head> =
            given.iter().filter(|head| head.centre == centre.as_str()).cloned().collect();
        let found = database.check_trail(centre, keys, &of_centre).map_err(|problem| {
            problem.log();
            wrong(format!("{name}: the audit trail cannot be read"))
        })?;
        say(&name, found)?;
    }
    Ok(())
}

fn say(whose: &str, found: Found) -> Result<(), Stopped> {
    if let Some(fault) = found.fault {
        return Err(wrong(format!("{whose}: {fault}")));
    }
    println!(
        "{whose}: {} lines, all as they were written; {} heads, the last over {} lines",
        found.lines, found.heads, found.signed
    );
    Ok(())
}

/// Two heads of one size that differ are a fork, whoever keeps which.
fn one_tree(heads: &[Head]) -> Result<(), Stopped> {
    heads.iter().try_for_each(|head| held_against(heads, head))
}

fn held_against(heads: &[Head], head: &Head) -> Result<(), Stopped> {
    let forked =
        |other: &&Head| other.centre == head.centre && other.size == head.size && other.root != head.root;
    match heads.iter().find(forked) {
        Some(_) => Err(wrong(format!("there are two heads over {} lines that differ", head.size))),
        None => Ok(()),
    }
}

fn centre(settings: Settings) -> Result<(Database, CentreId, String), Stopped> {
    let (_, database) = open(settings, Clock::System)?;
    let found = network::first_centre(&database).map_err(told)?;
    let (centre, name) = found.ok_or_else(|| wrong("there is no centre in this database"))?;
    Ok((database, centre, name))
}

fn print(thing: &impl serde::Serialize) -> Result<(), Stopped> {
    println!("{}", serde_json::to_string(thing).map_err(failed)?);
    Ok(())
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Stopped> {
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, error))?;
    serde_json::from_str(&text).map_err(|_| wrong(format!("{} is not what it should be", file.display())))
}

fn digest(file: &Path) -> Result<String, Stopped> {
    Ok(sha256(&std::fs::read(file).map_err(|error| unreadable(file, error))?))
}

fn unreadable(file: &Path, error: std::io::Error) -> Stopped {
    wrong(format!("cannot read {}: {error}", file.display()))
}

fn told(problem: Problem) -> Stopped {
    problem.log();
    failed(problem.detail())
}
