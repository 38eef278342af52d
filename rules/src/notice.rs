//! Whether, when and by what way a notice may go to a person (R26), and what no notice may say (R27).

use crate::{Refusal, Rule};
use base::{Minutes, Moment, WallClock};

base::choices! {
    /// What a notice is for. The words that go out tell less.
    pub enum NoticeKind {
        /// Something waits to be read in the person's own place.
        ToRead = "to-read" => "Something to read",
        /// A visit is near.
        Soon = "soon" => "A visit is near",
        /// A guide may be of use now.
        Guide = "guide" => "A guide to read",
        /// A first call was booked.
        CallKept = "call-kept" => "A first call is kept",
        /// A first call is near.
        CallSoon = "call-soon" => "A first call is near",
        /// Nothing: to find out whether notices arrive.
        Test = "test" => "A test",
    }
}

impl NoticeKind {
    /// What an adult of a family is sent.
    pub const OF_ADULTS: [Self; 4] = [Self::ToRead, Self::Soon, Self::Guide, Self::Test];
}

base::choices! {
    /// A way by which notices go.
    pub enum NoticeChannel {
        /// To an e-mail address.
        Email = "email" => "E-mail",
        /// To a mobile telephone.
        Text = "text" => "Text message",
    }
}

base::choices! {
    /// Why a notice has not gone, or will not.
    pub enum Because {
        /// The person asked not to be contacted.
        DoNotContact = "do-not-contact" => "They asked us not to contact them",
        /// They are to be rung.
        ByVoice = "by-voice" => "The safe way is by telephone: ring them",
        /// They have no sign-in, and so nothing to read.
        NoSignIn = "no-sign-in" => "They have no sign-in, so there is nothing they could read",
        /// Nobody has written down a way that is safe.
        NoWay = "no-way" => "We know of no safe way: ask them",
        /// They have not said that this way is safe, or it has changed since.
        NotConfirmed = "not-confirmed" => "They have not confirmed that this way is safe: ask them",
        /// They said so too long ago.
        Stale = "stale" => "They said long ago that this way is safe: ask them again",
        /// What was sent that way came back.
        Failing = "failing" => "What we sent came back: ask them for another way",
        /// It is outside the hours they chose.
        Hours = "hours" => "It waits for the hours they chose",
        /// The centre has not set with what to send.
        NotSet = "not-set" => "This centre has not set up this way of sending",
        /// What it was about is over, or needs no notice any more.
        NotNeeded = "not-needed" => "It was no longer needed",
        /// It waited too long.
        TooOld = "too-old" => "It waited too long and was let go",
        /// The server could not be reached or asked for patience.
        NotNow = "not-now" => "The server could not take it: it is tried again",
        /// Tried so often as is tried.
        TriedOut = "tried-out" => "The server could not take it, as often as it was tried",
        /// The server refused it for good.
        Refused = "refused" => "The server refused it",
        /// What is written down is no address or number.
        Unreadable = "unreadable" => "The address or number cannot be read",
        /// It was taken and came back.
        CameBack = "came-back" => "It came back: it did not arrive",
        /// The program stopped just after it had handed it over.
        CutOff = "cut-off" => "The program stopped as it was handed over: taken to have arrived",
    }
}

impl Because {
    /// Whether it may be different later, so that the notice waits for it.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::NoWay
                | Self::NotConfirmed
                | Self::Stale
                | Self::Failing
                | Self::NotSet
                | Self::Hours
                | Self::NotNow
        )
    }

    /// Whether somebody has to ask the person again, the next time they speak.
    #[must_use]
    pub const fn asks_again(self) -> bool {
        matches!(self, Self::NoWay | Self::NotConfirmed | Self::Stale | Self::Failing)
    }
}

/// The hours of a day in which notices may reach somebody, by London's clocks. They may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    from: WallClock,
    until: WallClock,
}

/// Hours that are shorter than an hour, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort;

impl Hours {
    /// The first minute, and the first one after. At least an hour.
    pub fn new(from: WallClock, until: WallClock) -> Result<Self, TooShort> {
        let length = (until.minutes() - from.minutes()).rem_euclid(WallClock::MINUTES_OF_A_DAY);
        if length < 60 { Err(TooShort) } else { Ok(Self { from, until }) }
    }

    /// Where a person said no hours: from eight in the morning to eight in the evening. Ours.
    #[must_use]
    pub fn usual() -> Self {
        let at = |hour| WallClock::new(hour, 0).unwrap_or(WallClock::MIDNIGHT);
        Self { from: at(8), until: at(20) }
    }

    /// When they begin.
    #[must_use]
    pub fn from(self) -> WallClock {
        self.from
    }

    /// When they end.
    #[must_use]
    pub fn until(self) -> WallClock {
        self.until
    }

    /// Whether London's clocks show one of these hours.
    #[must_use]
    pub fn hold(self, at: Moment) -> bool {
        let Ok(shown) = at.clock().parse::<WallClock>() else { return false };
        if self.from < self.until {
            self.from <= shown && shown < self.until
        } else {
            self.from <= shown || shown < self.until
        }
    }

    /// When they next begin after a moment. The clocks going forward may skip them on one day of a year.
    fn next(self, after: Moment) -> Moment {
        let days = (0..3).map(|day| Moment::first_on(after.day().plus_days(day), self.from));
        days.into_iter()
            .find(|begin| *begin > after && self.hold(*begin))
            .unwrap_or_else(|| after.plus(Minutes(24 * 60)))
    }
}

/// By what way somebody said that they may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Nobody has asked them.
    Unknown,
    /// "Do not contact me."
    Never,
    /// By a call, which no machine makes.
    Voice,
    /// By a notice.
    Notice(NoticeChannel),
}

/// What one person wants of notices, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    /// By what way.
    pub way: Way,
    /// When they last said that this very way, with this very address, is safe.
    pub confirmed: Option<Moment>,
    /// Whether what was sent that way came back since.
    pub is_failing: bool,
    /// In which hours.
    pub hours: Hours,
    /// Whether they have a sign-in.
    pub has_sign_in: bool,
}

/// What becomes of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may go now, by this way and no other.
    Now(NoticeChannel),
    /// It may go then at the earliest.
    NotBefore(Moment),
    /// It may not go.
    Not(Because),
}

/// Whether a notice may go to somebody now (R26). A confirmation counts for so many days. Asked again at the very
/// moment of sending, so that a changed wish takes effect.
#[must_use]
pub fn decide(wishes: &Wishes, counts_for_days: i64, now: Moment) -> Decision {
    let channel = match wishes.way {
        Way::Never => return Decision::Not(Because::DoNotContact),
        _ if !wishes.has_sign_in => return Decision::Not(Because::NoSignIn),
        Way::Unknown => return Decision::Not(Because::NoWay),
        Way::Voice => return Decision::Not(Because::ByVoice),
        Way::Notice(channel) => channel,
    };
    let Some(confirmed) = wishes.confirmed else { return Decision::Not(Because::NotConfirmed) };
    if wishes.is_failing {
        return Decision::Not(Because::Failing);
    }
    if now.day() > confirmed.day().plus_days(counts_for_days) {
        return Decision::Not(Because::Stale);
    }
    if wishes.hours.hold(now) { Decision::Now(channel) } else { Decision::NotBefore(wishes.hours.next(now)) }
}

/// The refusal of a notice that may not go, for whoever asked for it to be sent.
#[must_use]
pub fn refused(because: Because) -> Refusal {
    Refusal::under(
        Rule::R26,
        format!("{}.", because.words()),
        "Ask them what is safe the next time you speak, and write it down with their contact details.",
    )
}

/// How long after so many tries the next one is; none when it has been tried often enough. In all about a day.
#[must_use]
pub const fn next_try(tries: i32) -> Option<Minutes> {
    match tries {
        ..=1 => Some(Minutes(1)),
        2 => Some(Minutes(5)),
        3 => Some(Minutes(15)),
        4 => Some(Minutes(60)),
        5 => Some(Minutes(4 * 60)),
        6 => Some(Minutes(16 * 60)),
        _ => None,
    }
}

/// Parts of words by which somebody who sees a notice could guess from whom it is, in the languages that families
/// read. Shorter ones than five letters are whole words, or they would be found in others.
const FORBIDDEN: &[&str] = &[
    "abuse",
    "abusive",
    "access",
    "alongside",
    "barnardo",
    "boy",
    "cafcass",
    "carer",
    "case",
    "centre",
    "center",
    "charity",
    "child",
    "contact",
    "council",
    "court",
    "custod",
    "dad",
    "daddy",
    "daughter",
    "divorce",
    "domestic",
    "famil",
    "father",
    "foster",
    "girl",
    "grandm",
    "grandp",
    "handover",
    "hearing",
    "judge",
    "kid",
    "kids",
    "lawyer",
    "mother",
    "mum",
    "mummy",
    "naccc",
    "order",
    "parent",
    "perpetrat",
    "police",
    "refuge",
    "report",
    "safeguard",
    "separat",
    "social",
    "solicitor",
    "son",
    "supervis",
    "support",
    "survivor",
    "victim",
    "violen",
    "visit",
    "worker",
    // Welsh
    "camdrin",
    "canolfan",
    "cyswllt",
    "gweithiwr",
    "heddlu",
    "lloches",
    "llys",
    "mab",
    "mam",
    "merch",
    "plant",
    "plentyn",
    "rhiant",
    "rhieni",
    "tad",
    "teulu",
    "trais",
    "ymwel",
];

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The first word of a text that no notice may say (R27): one of the list, or part of one of these names.
#[must_use]
pub fn forbidden_in<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let names: Vec<String> =
        names.into_iter().flat_map(words_of).filter(|name| name.chars().count() > 2).collect();
    let is_in =
        |word: &str, part: &str| if part.chars().count() < 5 { word == part } else { word.contains(part) };
    words_of(text).find(|word| {
        FORBIDDEN.iter().any(|part| is_in(word, part)) || names.iter().any(|name| is_in(word, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TERM: i64 = 90;

    fn moment() -> impl Strategy<Value = Moment> {
        // Two years from the beginning of 2026, to the minute: both changes of the clocks are in them twice.
        (0..1_051_200i64)
            .prop_map(|minutes| "2026-01-01T00:00:00Z".parse::<Moment>().unwrap().plus(Minutes(minutes)))
    }

    fn hours() -> impl Strategy<Value = Hours> {
        let clock = || (0..24 * 60).prop_map(|minutes| WallClock::from_minutes(minutes).unwrap());
        (clock(), clock()).prop_filter_map("at least an hour", |(from, until)| Hours::new(from, until).ok())
    }

    fn way() -> impl Strategy<Value = Way> {
        prop_oneof![
            Just(Way::Unknown),
            Just(Way::Never),
            Just(Way::Voice),
            Just(Way::Notice(NoticeChannel::Email)),
            Just(Way::Notice(NoticeChannel::Text)),
        ]
    }

    prop_compose! {
        fn wishes()(way in way(), confirmed in proptest::option::of(moment()), is_failing in any::<bool>(),
            hours in hours(), has_sign_in in any::<bool>()) -> Wishes {
            Wishes { way, confirmed, is_failing, hours, has_sign_in }
        }
    }

    proptest! {
        #[test]
        fn nothing_goes_but_by_the_way_and_in_the_hours_that_were_confirmed(wishes in wishes(), now in moment()) {
            if let Decision::Now(channel) = decide(&wishes, TERM, now) {
                prop_assert_eq!(wishes.way, Way::Notice(channel));
                prop_assert!(wishes.hours.hold(now) && wishes.has_sign_in && !wishes.is_failing);
                let confirmed = wishes.confirmed.unwrap();
                prop_assert!(now.day() <= confirmed.day().plus_days(TERM));
            }
        }

        #[test]
        fn who_asks_not_to_be_contacted_is_sent_nothing_whatever_else_is_so(wishes in wishes(), now in moment()) {
            let wishes = Wishes { way: Way::Never, ..wishes };
            prop_assert_eq!(decide(&wishes, TERM, now), Decision::Not(Because::DoNotContact));
        }

        #[test]
        fn what_waits_for_the_hours_may_go_when_they_begin(hours in hours(), now in moment()) {
            let wishes = Wishes { way: Way::Notice(NoticeChannel::Text), confirmed: Some(now), is_failing: false, hours, has_sign_in: true };
            if let Decision::NotBefore(then) = decide(&wishes, TERM, now) {
                prop_assert!(then > now && then.since(now) <= Minutes(49 * 60));
                prop_assert_eq!(decide(&wishes, TERM, then), Decision::Now(NoticeChannel::Text));
            }
        }
    }

    fn confirmed_at(at: &str) -> Wishes {
        Wishes {
            way: Way::Notice(NoticeChannel::Email),
            confirmed: Some(at.parse().unwrap()),
            is_failing: false,
            hours: Hours::usual(),
            has_sign_in: true,
        }
    }

    #[test]
    fn a_confirmation_counts_up_to_and_on_its_last_day() {
        let wishes = confirmed_at("2026-08-20T10:00:00Z");
        assert_eq!(
            decide(&wishes, TERM, "2026-11-18T12:00:00Z".parse().unwrap()),
            Decision::Now(NoticeChannel::Email)
        );
        assert_eq!(
            decide(&wishes, TERM, "2026-11-19T12:00:00Z".parse().unwrap()),
            Decision::Not(Because::Stale)
        );
    }

    #[test]
    fn the_usual_hours_are_from_eight_to_eight_in_london() {
        let wishes = confirmed_at("2026-06-20T10:00:00Z");
        let at = |text: &str| decide(&wishes, TERM, text.parse().unwrap());
        // In summer London is an hour ahead.
        assert_eq!(at("2026-06-22T06:59:00Z"), Decision::NotBefore("2026-06-22T07:00:00Z".parse().unwrap()));
        assert_eq!(at("2026-06-22T07:00:00Z"), Decision::Now(NoticeChannel::Email));
        assert_eq!(at("2026-06-22T19:00:00Z"), Decision::NotBefore("2026-06-23T07:00:00Z".parse().unwrap()));
    }

    #[test]
    fn hours_may_go_over_midnight_and_are_at_least_one() {
        let at = |hour, minute| WallClock::new(hour, minute).unwrap();
        let night = Hours::new(at(22, 0), at(6, 0)).unwrap();
        assert!(night.hold("2026-11-18T23:00:00Z".parse().unwrap()));
        assert!(night.hold("2026-11-18T05:59:00Z".parse().unwrap()));
        assert!(!night.hold("2026-11-18T12:00:00Z".parse().unwrap()));
        assert_eq!(Hours::new(at(9, 0), at(9, 59)), Err(TooShort));
        assert_eq!(Hours::new(at(9, 0), at(9, 0)), Err(TooShort));
    }

    #[test]
    fn names_and_words_that_tell_from_whom_it_is_are_found_wherever_they_stand() {
        assert_eq!(forbidden_in("bluebell@childcontact.example.org", []), Some("childcontact".to_owned()));
        assert_eq!(forbidden_in("News from Kaya", ["Kaya Demir"]), Some("kaya".to_owned()));
        assert_eq!(forbidden_in("Mill Lane news", ["Mill Lane Centre"]), Some("mill".to_owned()));
        assert_eq!(forbidden_in("The plan for the season", ["Al Rae", "Jo"]), None);
        assert_eq!(forbidden_in("Newyddion o’r llys", []), Some("llys".to_owned()));
    }

    #[test]
    fn a_server_that_takes_nothing_is_tried_for_about_a_day_and_then_no_more() {
        let (mut tries, mut minutes) = (1, 0);
        while let Some(Minutes(wait)) = next_try(tries) {
            (tries, minutes) = (tries + 1, minutes + wait);
        }
        assert_eq!(tries, 7);
        assert!((20 * 60..28 * 60).contains(&minutes));
    }
}
