//! How long each class is kept: the centre's own terms, or the defaults of the rules.

use super::store;
use base::{Faults, Moment, Prose};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{SeeRecords, SetRetention, Subject};
use rules::records::retention::{Class, DEFAULTS, MOST_MONTHS, StartEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long one class is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RetentionTerm {
    /// Which class.
    pub class: Class,
    /// What starts its time.
    pub start: StartEvent,
    /// For how many months; none for as long as the centre exists.
    pub months: Option<i32>,
    /// Why so long, and who says so.
    pub basis: String,
    /// What it covers.
    pub covers: String,
    /// How often the centre has set it; 0 while the default holds.
    pub version: i32,
    /// Since when it holds, if the centre has set it.
    pub at: Option<Moment>,
}

/// Sets how long a class is kept.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTerm {
    /// Which class.
    pub class: Class,
    /// What starts its time.
    pub start: StartEvent,
    /// For how many months it is kept. Leave it empty only where nothing starts the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
    /// Why so long, and who says so.
    pub basis: Prose,
}

/// Which events can start the time of a class: those that the program can date.
#[must_use]
pub fn may_start(class: Class, start: StartEvent) -> bool {
    let family = [StartEvent::CaseEnded, StartEvent::YoungestIsEighteen, StartEvent::RecordMade];
    let is_dated = match class {
        Class::OrdinaryCase | Class::SafeguardingCase | Class::SexualAbuse => family.contains(&start),
        Class::Enquiry | Class::Complaint | Class::Referrer | Class::SubjectRequest | Class::Breach => {
            start == StartEvent::Closed
        }
        Class::Draft => start == StartEvent::RecordMade,
        Class::Staff => start == StartEvent::Left,
        Class::Trail => false,
    };
    is_dated || start == StartEvent::Never
}

/// How long each class is kept now.
pub fn terms(tx: &mut Tx<'_>) -> Result<All<RetentionTerm>, Problem> {
    tx.ask::<SeeRecords>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    Ok(All { items: in_force(tx)? })
}

/// The same for whoever has been asked already.
pub(in crate::records) fn in_force(tx: &mut Tx<'_>) -> Result<Vec<RetentionTerm>, Problem> {
    let set = store::newest_terms(tx)?;
    Ok(DEFAULTS
        .iter()
        .map(|default| {
            set.iter().find(|one| one.class == default.class).cloned().unwrap_or(RetentionTerm {
                class: default.class,
                start: default.start,
                months: default.months,
                basis: default.basis.to_owned(),
                covers: default.covers.to_owned(),
                version: 0,
                at: None,
            })
        })
        .collect())
}

/// Sets how long a class is kept from now on.
pub fn set(tx: &mut WriteTx<'_>, new: NewTerm) -> Result<Recorded<RetentionTerm>, Problem> {
    let permit = tx.ask::<SetRetention>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = Faults::none();
    faults.require(
        may_start(new.class, new.start),
        "/start",
        "Choose an event that the records of this class have a date of",
    );
    if new.start == StartEvent::Never {
        faults.require(new.months.is_none(), "/months", "Leave this empty: nothing starts the time");
    } else {
        faults.require(
            new.months.is_some_and(|months| (1..=MOST_MONTHS).contains(&months)),
            "/months",
            "Enter 1 to 1,200 months",
        );
    }
    faults.none_or_err()?;
    let before = in_force(tx)?.into_iter().find(|one| one.class == new.class);
    let before = before.ok_or(Problem::NotFound)?;
    let term = store::term_insert(tx, &permit, &new, before.version + 1)?;
    tx.record(&permit, None, &format!("Retention was set: {}", new.class), term)
}
