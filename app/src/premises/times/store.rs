//! Where opening times are kept.

use super::{
    NewPattern,
    closure::{NewClosure, Shut},
    exception::{NewException, OpeningException},
};
use crate::{
    premises::holidays_of,
    schema::{closure, opening_exception, opening_pattern, opening_times},
};
use base::{
    ClosureId, Day, ExceptionId, Minutes, Moment, PatternId, Period, RoomId, SiteId, WallClock, Weekday,
};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx};
use policy::{Permit, WriteCentre};
use rules::premises::{Closure, Exception, Hours, Nation, Pattern, Place, Regular, Times};

/// The most exceptions and closures to come that are shown.
const MOST: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = opening_times)]
struct Row {
    kind: String,
    site: Option<SiteId>,
    room: Option<RoomId>,
    starts: Option<Moment>,
    ends: Option<Moment>,
    first_day: Option<Day>,
    last_day: Option<Day>,
    opens: Option<WallClock>,
    closes: Option<WallClock>,
    every_weeks: Option<i32>,
    word: Option<String>,
    on_bank_holidays: Option<bool>,
    reason: Option<String>,
}

impl Row {
    fn hours(&self) -> Option<Hours> {
        self.opens.zip(self.closes).and_then(|(opens, closes)| Hours::new(opens, closes))
    }

    fn period(&self) -> Option<Period> {
        self.starts.zip(self.ends).and_then(|(starts, ends)| Period::new(starts, ends).ok())
    }

    fn pattern(&self) -> Option<Pattern> {
        Some(Pattern {
            weekday: self.word.as_ref()?.parse::<Weekday>().ok()?,
            every_weeks: u32::try_from(self.every_weeks?).ok()?,
            first_day: self.first_day?,
            last_day: self.last_day,
            hours: self.hours()?,
            on_bank_holidays: self.on_bank_holidays?,
        })
    }

    /// Adds what the row says; none when it says nothing that can be read.
    fn add_to(self, times: &mut Times) -> Option<()> {
        let reason = || self.reason.clone().unwrap_or_default();
        match self.kind.as_str() {
            "site" => times.sites.push((self.site?, self.word.as_ref()?.parse::<Nation>().ok()?)),
            "pattern" => times.patterns.push(Regular { site: self.site, pattern: self.pattern()? }),
            "exception" => {
                let (site, day, hours) = (self.site, self.first_day?, self.hours());
                times.exceptions.push(Exception { site, day, hours, reason: reason() });
            }
            "closure" => {
                let place = place_of(self.site, self.room);
                times.closures.push(Closure { place, period: self.period()?, reason: reason() });
            }
            "opening" => times.sessions.push(self.period()?),
            _ => return None,
        }
        Some(())
    }
}

fn place_of(site: Option<SiteId>, room: Option<RoomId>) -> Place {
    match (room, site) {
        (Some(room), _) => Place::Room(room),
        (None, Some(site)) => Place::Site(site),
        (None, None) => Place::Centre,
    }
}

/// Everything that says when the centre and its rooms are open within a stretch of time, in one statement.
pub fn times(tx: &mut Tx<'_>, period: Period) -> Result<Times, Problem> {
    Ok(times_of_sites(tx, period)?.0)
}

/// The same with the sites, by name.
pub fn times_of_sites(tx: &mut Tx<'_>, period: Period) -> Result<(Times, Vec<(SiteId, String)>), Problem> {
    let centre = tx.centre();
    let (first, last) = (period.from().day().plus_days(-1), period.until().day().plus_days(1));
    let (from, until) = (Moment::start_of(first), Moment::start_of(last.plus_days(1)));
    let rows: Vec<Row> = opening_times::table
        .filter(
            opening_times::centre
                .eq(centre)
                .and(opening_times::starts.is_null().or(opening_times::starts.lt(until)))
                .and(opening_times::ends.is_null().or(opening_times::ends.gt(from)))
                .and(opening_times::first_day.is_null().or(opening_times::first_day.le(last)))
                .and(opening_times::last_day.is_null().or(opening_times::last_day.ge(first))),
        )
        .order((opening_times::kind, opening_times::starts, opening_times::id))
        .select(Row::as_select())
        .load(tx.db())?;
    let (mut times, mut sites) = (Times::default(), Vec::new());
    for row in rows {
        if let ("site", Some(site), Some(name)) = (row.kind.as_str(), row.site, &row.reason) {
            sites.push((site, name.clone()));
        }
        row.add_to(&mut times).ok_or_else(|| Problem::broken("an opening time that cannot be read"))?;
    }
    let nations: Vec<Nation> = times.sites.iter().map(|(_, nation)| *nation).collect();
    for nation in nations {
        times.holidays.extend(holidays_of(nation, first, last).map(|day| (nation, day)));
    }
    sites.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok((times, sites))
}

/// When the centre is open within a stretch of time, at whichever of its sites.
pub fn openings_between(tx: &mut Tx<'_>, period: Period) -> Result<Vec<Period>, Problem> {
    Ok(times(tx, period)?.open_anywhere(period))
}

type PatternRow = (PatternId, Option<SiteId>, (Weekday, i32, Day, Option<Day>), (WallClock, WallClock, bool));

/// The patterns that have not ended before a day, those of Monday first.
pub(super) fn patterns(tx: &mut Tx<'_>, on: Day) -> Result<Vec<(PatternId, Regular)>, Problem> {
    let rows: Vec<PatternRow> = opening_pattern::table
        .filter(
            opening_pattern::centre
                .eq(tx.centre())
                .and(opening_pattern::last_day.is_null().or(opening_pattern::last_day.ge(on))),
        )
        .order((opening_pattern::first_day, opening_pattern::opens, opening_pattern::id))
        .limit(MOST)
        .select((
            opening_pattern::id,
            opening_pattern::site,
            (
                opening_pattern::weekday,
                opening_pattern::every_weeks,
                opening_pattern::first_day,
                opening_pattern::last_day,
            ),
            (opening_pattern::opens, opening_pattern::closes, opening_pattern::on_bank_holidays),
        ))
        .load(tx.db())?;
    let mut read = rows
        .into_iter()
        .map(|(id, site, (weekday, every, first_day, last_day), (opens, closes, on_bank_holidays))| {
            let hours = Hours::new(opens, closes)?;
            let every_weeks = u32::try_from(every).ok()?;
            let pattern = Pattern { weekday, every_weeks, first_day, last_day, hours, on_bank_holidays };
            Some((id, Regular { site, pattern }))
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Problem::broken("an opening pattern that cannot be read"))?;
    read.sort_by_key(|(_, regular)| (regular.pattern.weekday, regular.pattern.hours.opens()));
    Ok(read)
}

pub(super) fn pattern_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    new: &NewPattern,
) -> Result<PatternId, Problem> {
    let id = PatternId::from_random(tx.random());
    diesel::insert_into(opening_pattern::table)
        .values((
            opening_pattern::id.eq(id),
            opening_pattern::centre.eq(permit.id()),
            opening_pattern::site.eq(new.site),
            opening_pattern::weekday.eq(new.weekday),
            opening_pattern::every_weeks.eq(new.every_weeks()),
            opening_pattern::first_day.eq(new.first_day),
            opening_pattern::last_day.eq(new.last_day),
            opening_pattern::opens.eq(new.opens),
            opening_pattern::closes.eq(new.closes),
            opening_pattern::on_bank_holidays.eq(new.on_bank_holidays),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn pattern_end(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: PatternId,
    last_day: Day,
) -> Result<(), Problem> {
    diesel::update(
        opening_pattern::table
            .filter(opening_pattern::id.eq(id).and(opening_pattern::centre.eq(permit.id()))),
    )
    .set(opening_pattern::last_day.eq(last_day))
    .execute(tx.db())?;
    Ok(())
}

type ExceptionRow = (ExceptionId, Option<SiteId>, Day, Option<WallClock>, Option<WallClock>, String);

/// The exceptions from a day on, the next one first.
pub(super) fn exceptions(tx: &mut Tx<'_>, from: Day) -> Result<Vec<OpeningException>, Problem> {
    let rows: Vec<ExceptionRow> = opening_exception::table
        .filter(opening_exception::centre.eq(tx.centre()).and(opening_exception::day.ge(from)))
        .order((opening_exception::day, opening_exception::id))
        .limit(MOST)
        .select((
            opening_exception::id,
            opening_exception::site,
            opening_exception::day,
            opening_exception::opens,
            opening_exception::closes,
            opening_exception::reason,
        ))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, site, day, opens, closes, reason)| OpeningException {
            id,
            site,
            day,
            opens,
            closes,
            reason,
        })
        .collect())
}

pub(super) fn exception_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    new: &NewException,
) -> Result<OpeningException, Problem> {
    let id = ExceptionId::from_random(tx.random());
    diesel::insert_into(opening_exception::table)
        .values((
            opening_exception::id.eq(id),
            opening_exception::centre.eq(permit.id()),
            opening_exception::site.eq(new.site),
            opening_exception::day.eq(new.day),
            opening_exception::opens.eq(new.opens),
            opening_exception::closes.eq(new.closes),
            opening_exception::reason.eq(new.reason.as_str()),
        ))
        .execute(tx.db())?;
    let (site, day, opens, closes) = (new.site, new.day, new.opens, new.closes);
    Ok(OpeningException { id, site, day, opens, closes, reason: new.reason.to_string() })
}

pub(super) fn exception_delete(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: ExceptionId,
) -> Result<(), Problem> {
    diesel::delete(
        opening_exception::table
            .filter(opening_exception::id.eq(id).and(opening_exception::centre.eq(permit.id()))),
    )
    .execute(tx.db())?;
    Ok(())
}

type ClosureRow = (ClosureId, Option<SiteId>, Option<RoomId>, Moment, Moment, String);

/// The closures that are not over at a moment and were not lifted, the next one first.
pub(super) fn closures(tx: &mut Tx<'_>, at: Moment) -> Result<Vec<Shut>, Problem> {
    let rows: Vec<ClosureRow> = closure::table
        .filter(closure::centre.eq(tx.centre()).and(closure::ends.gt(at)).and(closure::lifted_at.is_null()))
        .order((closure::starts, closure::id))
        .limit(MOST)
        .select((closure::id, closure::site, closure::room, closure::starts, closure::ends, closure::reason))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, site, room, starts, ends, reason)| Shut { id, site, room, starts, ends, reason })
        .collect())
}

pub(super) fn closure_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    new: &NewClosure,
) -> Result<Shut, Problem> {
    let id = ClosureId::from_random(tx.random());
    diesel::insert_into(closure::table)
        .values((
            closure::id.eq(id),
            closure::centre.eq(permit.id()),
            closure::site.eq(new.site),
            closure::room.eq(new.room),
            closure::starts.eq(new.starts),
            closure::ends.eq(new.ends),
            closure::reason.eq(new.reason.as_str()),
        ))
        .execute(tx.db())?;
    let (site, room, starts, ends) = (new.site, new.room, new.starts, new.ends);
    Ok(Shut { id, site, room, starts, ends, reason: new.reason.to_string() })
}

pub(super) fn closure_lift(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: ClosureId,
) -> Result<(), Problem> {
    diesel::update(closure::table.filter(closure::id.eq(id).and(closure::centre.eq(permit.id()))))
        .set(closure::lifted_at.eq(tx.now))
        .execute(tx.db())?;
    Ok(())
}

/// From the day before a period until the day after, so that everything near it is seen.
pub(super) fn about(period: Period) -> Period {
    const DAY: Minutes = Minutes(24 * 60);
    Period::new(period.from().plus(Minutes(-DAY.0)), period.until().plus(DAY)).unwrap_or(period)
}
