//! A calendar as a file that other programs read.

use super::open::Recurring;
use base::{Day, Moment, WallClock};
use host::audit::sha256;
use ics::{
    Daylight, Event, ICalendar, Standard, TimeZone, escape_text,
    properties::{CalScale, DtEnd, DtStart, ExDate, Location, RRule, Summary, TzName},
};

/// The zone that events that come again are told in.
const LONDON: &str = "Europe/London";

/// One event.
pub(super) struct Entry {
    /// What it is made from; kept from whoever reads the calendar.
    pub(super) seed: String,
    pub(super) starts: Moment,
    pub(super) ends: Moment,
    pub(super) title: String,
    pub(super) place: Option<String>,
}

/// A calendar in the making.
///
/// The stamp of every event is the moment at which the feed was made: when a visit was last changed, and by
/// whose doing, is told to nobody.
pub(super) struct Writing<'s> {
    calendar: ICalendar<'static>,
    secret: &'s str,
    stamp: String,
}

impl<'s> Writing<'s> {
    pub(super) fn new(secret: &'s str, made: Moment) -> Self {
        let mut calendar = ICalendar::new("2.0", "-//Calendar//EN");
        calendar.push(CalScale::new("GREGORIAN"));
        Self { calendar, secret, stamp: made.basic_utc() }
    }

    /// A name that stays the same from one reading to the next, and that nobody can tie to a visit or to an
    /// event of another feed: it is a hash under the feed's own secret.
    fn event(&self, seed: &str) -> Event<'static> {
        let mut name = sha256(format!("event\n{}\n{seed}", self.secret).as_bytes());
        name.truncate(32);
        Event::new(name, self.stamp.clone())
    }

    pub(super) fn add(&mut self, entry: &Entry) {
        let mut event = self.event(&entry.seed);
        event.push(DtStart::new(entry.starts.basic_utc()));
        event.push(DtEnd::new(entry.ends.basic_utc()));
        event.push(Summary::new(escape_text(entry.title.clone())));
        if let Some(place) = &entry.place {
            event.push(Location::new(escape_text(place.clone())));
        }
        self.calendar.add_event(event);
    }

    pub(super) fn add_recurring(&mut self, open: &Recurring, title: &str) {
        let pattern = &open.pattern;
        let mut event = self.event(&format!(
            "open {} {} {} {} {}",
            pattern.weekday,
            pattern.every_weeks,
            pattern.begins(),
            pattern.hours.opens(),
            pattern.hours.closes()
        ));
        let mut starts = DtStart::new(local(open.first, pattern.hours.opens()));
        let mut ends = DtEnd::new(local(open.first, pattern.hours.closes()));
        starts.add(ics::parameters::TzIDParam::new(LONDON));
        ends.add(ics::parameters::TzIDParam::new(LONDON));
        event.push(starts);
        event.push(ends);
        event.push(RRule::new(format!(
            "FREQ=WEEKLY;INTERVAL={};UNTIL={}",
            pattern.every_weeks.max(1),
            open.last.basic_utc()
        )));
        for day in &open.without {
            let mut without = ExDate::new(local(*day, pattern.hours.opens()));
            without.add(ics::parameters::TzIDParam::new(LONDON));
            event.push(without);
        }
        event.push(Summary::new(escape_text(title.to_owned())));
        self.calendar.add_event(event);
    }

    /// Says what London's clocks do. Only events that come again are told in London's time.
    pub(super) fn add_london(&mut self) {
        let mut winter = Standard::new("19961027T020000", "+0100", "+0000");
        winter.push(TzName::new("GMT"));
        winter.push(RRule::new("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"));
        let mut summer = Daylight::new("19970330T010000", "+0000", "+0100");
        summer.push(TzName::new("BST"));
        summer.push(RRule::new("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
        let mut london = TimeZone::standard(LONDON, winter);
        london.add_daylight(summer);
        self.calendar.add_timezone(london);
    }

    pub(super) fn text(&self) -> String {
        self.calendar.to_string()
    }
}

/// A time on London's clocks, as calendar files write it.
fn local(day: Day, clock: WallClock) -> String {
    format!("{}T{:02}{:02}00", day.number(), clock.hour(), clock.minute())
}
