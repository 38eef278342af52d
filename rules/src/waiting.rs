//! The waiting list: who is asked first when a time comes free.

use base::{Day, FamilyId, Moment, Weekday};

/// A family that waits for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Which family.
    pub family: FamilyId,
    /// When it asked.
    pub since: Moment,
    /// When its last visit took place; none for a family that has had none.
    pub last_visit: Option<Moment>,
}

/// What times a family can use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The days of the week; every day where none is named.
    pub weekdays: Vec<Weekday>,
}

impl Wishes {
    /// Whether a time that starts then is of use.
    #[must_use]
    pub fn suit(&self, starts: Moment) -> bool {
        let day = starts.day();
        self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
            && (self.weekdays.is_empty() || self.weekdays.contains(&day.weekday()))
    }
}

/// The fair order: a child who has had no visit before one who has; then whoever's last visit is longest
/// ago, and among those without one whoever asked first. Offers that a family did not take up do not put it
/// back: saying no to a time must cost nobody their turn. The last tie is broken by when they asked, and
/// then by the identifier, which tells nothing.
pub fn in_fair_order(waiting: &mut [Waits]) {
    waiting.sort_by_key(|one| (one.last_visit, one.since, one.family));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str) -> Moment {
        format!("{day}T10:00:00Z").parse().unwrap()
    }
    fn waits(family: u128, since: &str, last: Option<&str>) -> Waits {
        Waits { family: FamilyId::from_random(family), since: at(since), last_visit: last.map(at) }
    }

    #[test]
    fn a_child_without_a_visit_comes_first_then_the_longest_ago_and_no_answer_costs_a_turn() {
        let mut list = [
            waits(1, "2026-11-01", Some("2026-10-20")),
            waits(2, "2026-11-10", None),
            waits(3, "2026-11-05", None),
            waits(4, "2026-11-02", Some("2026-10-06")),
        ];
        in_fair_order(&mut list);
        let order = list.map(|one| one.family);
        assert_eq!(order, [3, 2, 4, 1].map(FamilyId::from_random));
    }

    #[test]
    fn a_time_suits_from_the_first_day_to_the_last_on_the_days_named() {
        let wishes = Wishes {
            from: Some("2026-11-21".parse().unwrap()),
            until: Some("2026-11-28".parse().unwrap()),
            weekdays: vec![Weekday::Saturday],
        };
        assert!(wishes.suit(at("2026-11-21")) && wishes.suit(at("2026-11-28")));
        assert!(!wishes.suit(at("2026-11-14")) && !wishes.suit(at("2026-12-05")));
        assert!(!wishes.suit(at("2026-11-22")));
        assert!(Wishes::default().suit(at("2026-11-22")));
    }
}
