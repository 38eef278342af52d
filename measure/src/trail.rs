//! What the trail costs: adding a line beside a bare insert of the same row, and the proof of one line among a
//! million.

use crate::{Broken, microseconds};
use app::demo;
use base::{CentreId, Moment};
use diesel::{Connection, ExpressionMethods, PgConnection, RunQueryDsl, connection::SimpleConnection};
use host::{
    Clock, Database, Ids, Keys, Problem,
    audit::hex,
    db::{EitherDatabase, open_embedded},
    schema::{audit_entry, centre},
    trail::{Inclusion, Kind, Line, TrustedKeys},
};
use policy::{Actor, RunJobs, Subject};
use std::time::Instant;

/// A line may cost this many times a bare insert of the same row.
const MOST_TIMES: f64 = 2.0;
/// A proof may take so long, in microseconds, and be so large.
const MOST_WORK: f64 = 5000.0;
const MOST_BYTES: usize = 1024;
/// How many lines are added one by one, and how many in one transaction.
const ALONE: usize = 1000;
const TOGETHER: u16 = 4000;

fn told(problem: Problem) -> Broken {
    problem.log();
    problem.detail().into()
}

fn connect(name: &str, keys: &Keys) -> Result<EitherDatabase, Broken> {
    if name.starts_with("postgres") {
        return Ok(EitherDatabase::Postgres(PgConnection::establish(name)?));
    }
    Ok(EitherDatabase::Sqlite(open_embedded(name, keys)?))
}

/// Sealed lines as the program writes them, in another centre's trail.
fn lines(of: CentreId, from: i64, count: usize, ids: &Ids) -> Vec<Line> {
    let mut previous = String::new();
    let mut made = Vec::with_capacity(count);
    for seq in (from..).take(count) {
        let mut line = Line {
            centre: of.to_string(),
            seq,
            id: base::AuditId::from_random(ids.bits()).to_string(),
            at: 1_795_000_000_000_000 + seq,
            role: "program".to_owned(),
            kind: Kind::Write.as_str().to_owned(),
            purpose: "administration".to_owned(),
            act: "run-jobs".to_owned(),
            subject: of.to_string(),
            summary: "A line to be measured".to_owned(),
            previous,
            ..Line::default()
        };
        line.hash = hex(&line.digest());
        previous = line.hash.clone();
        made.push(line);
    }
    made
}

fn bare(db: &mut EitherDatabase, line: &Line) -> Result<(), Broken> {
    diesel::insert_into(audit_entry::table).values(line).execute(db)?;
    Ok(())
}

fn median(mut took: Vec<f64>) -> f64 {
    took.sort_by(f64::total_cmp);
    took.get(took.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Measures both on one database; answers whether all is within bounds.
pub(crate) fn measure(name: &str, label: &str, million: usize) -> Result<bool, Broken> {
    let now: Moment = "2026-11-21T12:10:00Z".parse()?;
    let keys = Keys::drawn(&Ids::System);
    let database = Database::open(name, &keys, Clock::stopped(now), Ids::System).map_err(|why| why.0)?;
    database.migrate().map_err(|why| why.0)?;
    database.signing_with(keys.trail());
    let house = demo::open(&database).map_err(told)?;
    let other = CentreId::from_random(database.ids().bits());
    let mut db = connect(name, &keys)?;
    diesel::insert_into(centre::table)
        .values((centre::id.eq(other), centre::name.eq("Another"), centre::settings.eq("{}")))
        .execute(&mut db)?;
    let program = Actor::program(house.centre());
    let subject = Subject::of_centre(house.centre(), house.centre());
    let add = |count: usize| {
        database
            .write_blocking(&program, |tx| {
                let permit = tx.ask::<RunJobs>(&subject)?;
                for _ in 1..count {
                    tx.record(&permit, None, "A line to be measured", ())?;
                }
                tx.record(&permit, None, "A line to be measured", ())
            })
            .map_err(told)
    };

    // One by one, each committed by itself, in turns.
    let rows = lines(other, 1, ALONE + usize::from(TOGETHER) * 3, database.ids());
    let mut rows = rows.iter();
    let (mut own, mut least) = (Vec::new(), Vec::new());
    for row in rows.by_ref().take(ALONE) {
        let started = Instant::now();
        add(1)?;
        own.push(microseconds(started.elapsed()));
        let started = Instant::now();
        db.batch_execute("BEGIN")?;
        bare(&mut db, row)?;
        db.batch_execute("COMMIT")?;
        least.push(microseconds(started.elapsed()));
    }
    let (own, least) = (median(own), median(least));
    println!(
        "{label}: a line committed {own:.0} microseconds, a bare insert {least:.0}: {:.2} times",
        own / least
    );
    let alone = own / least;

    // Many in one transaction: what a line itself costs.
    let (mut own, mut least) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let started = Instant::now();
        add(TOGETHER.into())?;
        own.push(microseconds(started.elapsed()) / f64::from(TOGETHER));
        let started = Instant::now();
        db.batch_execute("BEGIN")?;
        for row in rows.by_ref().take(TOGETHER.into()) {
            bare(&mut db, row)?;
        }
        db.batch_execute("COMMIT")?;
        least.push(microseconds(started.elapsed()) / f64::from(TOGETHER));
    }
    let (own, least) = (median(own), median(least));
    println!(
        "{label}: of many a line {own:.1} microseconds, a bare insert {least:.1}: {:.2} times",
        own / least
    );
    let together = own / least;

    let (work, bytes) = proofs(&database, &mut db, label, million)?;
    Ok(alone <= MOST_TIMES && together <= MOST_TIMES && work <= MOST_WORK && bytes <= MOST_BYTES)
}

/// The slowest of some hundred proofs, and the largest.
fn proofs(
    database: &Database,
    db: &mut EitherDatabase,
    label: &str,
    million: usize,
) -> Result<(f64, usize), Broken> {
    let of = CentreId::from_random(database.ids().bits());
    diesel::insert_into(centre::table)
        .values((centre::id.eq(of), centre::name.eq("A million"), centre::settings.eq("{}")))
        .execute(db)?;
    db.batch_execute("BEGIN")?;
    for line in lines(of, 1, million - 1, database.ids()) {
        bare(db, &line)?;
    }
    db.batch_execute("COMMIT")?;
    let program = Actor::program(of);
    let started = Instant::now();
    let head = database.sign_head(&program).map_err(told)?;
    println!(
        "{label}: a head over {} lines, the first, {:.1} seconds",
        head.size,
        started.elapsed().as_secs_f64()
    );
    let keys = TrustedKeys::of([head.key.as_str()])?;
    let (mut took, mut largest) = (Vec::new(), 0);
    for _ in 0..300 {
        let seq = i64::try_from(database.ids().bits() % million as u128)? + 1;
        let started = Instant::now();
        let proof = database.read_blocking(&program, |tx| Inclusion::of(tx, seq)).map_err(told)?;
        took.push(microseconds(started.elapsed()));
        proof.verify(&keys)?;
        largest = largest.max(proof.path.len());
    }
    let slowest = took.iter().copied().fold(0.0, f64::max);
    println!(
        "{label}: a proof among {} lines {:.0} microseconds at the median, {slowest:.0} at most, {largest} bytes",
        head.size,
        median(took)
    );
    Ok((slowest, largest))
}
