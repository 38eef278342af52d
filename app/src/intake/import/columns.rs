//! The columns of a spreadsheet of referrals, and the place of each in the document.
//!
//! A column is the document's path with underscores: `resident_born`, `child_1_name`, `order_2_court`.
//! The groups are numbered from 1 and named in the singular. docs/referral-format.md lists them.

use serde_json::Value;
use std::collections::BTreeMap;

/// How a cell is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Text,
    Day,
    YesNo,
    Number,
}
use Reading::{Day, Number, Text, YesNo};

/// Columns that stand once, with their place.
const SINGLE: &[(&str, &str, Reading)] = &[
    ("referrer_capacity", "/referrer/capacity", Text),
    ("referrer_name", "/referrer/name", Text),
    ("referrer_organisation", "/referrer/organisation", Text),
    ("referrer_telephone", "/referrer/telephone", Text),
    ("referrer_email", "/referrer/email", Text),
    ("referred_on", "/referred_on", Day),
    ("lives_with", "/lives_with", Text),
    ("reason", "/reason", Text),
    ("level_asked", "/level_asked", Text),
    ("kind_asked", "/kind_asked", Text),
    ("frequency_asked", "/frequency_asked", Text),
    ("no_concerns", "/no_concerns", YesNo),
    ("convictions", "/convictions", Text),
    ("first_language", "/first_language", Text),
    ("interpreter_language", "/interpreter_language", Text),
    ("disability_and_access", "/disability_and_access", Text),
    ("availability", "/availability", Text),
    ("visiting_may_not_know_area", "/visiting_may_not_know_area", YesNo),
    ("consent_resident", "/consents/resident", YesNo),
    ("consent_visiting", "/consents/visiting", YesNo),
    ("consent_share_with_court", "/consents/share_with_court", YesNo),
    ("fee_paid_by", "/fee/paid_by", Text),
    ("fee_pence", "/fee/pence", Number),
];

/// What stands once for each side, after `resident_` or `visiting_`.
const ADULT: &[(&str, &str, Reading)] = &[
    ("name", "/name", Text),
    ("born", "/born", Day),
    ("relation", "/relation", Text),
    ("parental_responsibility", "/parental_responsibility", Text),
    ("solicitor_name", "/solicitor/name", Text),
    ("solicitor_firm", "/solicitor/firm", Text),
    ("address", "/contact/address", Text),
    ("postcode", "/contact/postcode", Text),
    ("telephone", "/contact/telephone", Text),
    ("email", "/contact/email", Text),
    ("safe_channel", "/contact/safe_channel", Text),
    ("when_it_is_safe", "/contact/when_it_is_safe", Text),
    ("emergency_contact", "/contact/emergency_contact", Text),
    ("emergency_telephone", "/contact/emergency_telephone", Text),
    ("employer", "/contact/employer", Text),
    ("school", "/contact/school", Text),
    ("doctor", "/contact/doctor", Text),
    ("vehicle", "/contact/vehicle", Text),
];

/// The groups: the name in a column, the list in the document, and the fields.
type Group = (&'static str, &'static str, &'static [(&'static str, Reading)]);
const GROUPS: &[Group] = &[
    (
        "child",
        "children",
        &[("name", Text), ("born", Day), ("needs", Text), ("medical", Text), ("may_leave_premises", YesNo)],
    ),
    ("visitor", "extra_visitors", &[("name", Text), ("born", Day), ("relation", Text)]),
    (
        "order",
        "orders",
        &[
            ("kind", Text),
            ("court", Text),
            ("case_number", Text),
            ("made_on", Day),
            ("expires_on", Day),
            ("terms", Text),
            ("says_supervised", YesNo),
        ],
    ),
    ("concern", "concerns", &[("kind", Text), ("account", Text), ("standing", Text), ("source", Text)]),
    ("agency", "agencies", &[("name", Text), ("role", Text), ("contact", Text)]),
];

/// The place of a column in the document, and how its cells are read. None for an unknown column.
pub(super) fn place(column: &str) -> Option<(String, Reading)> {
    if let Some((_, path, reading)) = SINGLE.iter().find(|(name, ..)| *name == column) {
        return Some(((*path).to_owned(), *reading));
    }
    for side in ["resident", "visiting"] {
        let field = column.strip_prefix(side).and_then(|rest| rest.strip_prefix('_'));
        if let Some((_, path, reading)) =
            field.and_then(|field| ADULT.iter().find(|(name, ..)| *name == field))
        {
            return Some((format!("/{side}{path}"), *reading));
        }
    }
    for (group, list, fields) in GROUPS {
        let rest = column.strip_prefix(group).and_then(|rest| rest.strip_prefix('_'));
        let Some((number, field)) = rest.and_then(|rest| rest.split_once('_')) else { continue };
        let number: usize = number.parse().ok().filter(|number| (1..=20).contains(number))?;
        let (name, reading) = fields.iter().find(|(name, _)| *name == field)?;
        return Some((format!("/{list}/{}/{name}", number - 1), *reading));
    }
    None
}

/// The column of a place in the document, or the path with underscores where no column fits.
pub(super) fn column(pointer: &str) -> String {
    if let Some((name, ..)) = SINGLE.iter().find(|(_, path, _)| *path == pointer) {
        return (*name).to_owned();
    }
    for side in ["resident", "visiting"] {
        let field = pointer.strip_prefix('/').and_then(|rest| rest.strip_prefix(side));
        if let Some((name, ..)) = field.and_then(|field| ADULT.iter().find(|(_, path, _)| *path == field)) {
            return format!("{side}_{name}");
        }
    }
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    let group = parts.first().and_then(|list| GROUPS.iter().find(|(_, known, _)| known == list));
    match (group, parts.as_slice()) {
        (Some((group, ..)), [_, index, rest @ ..]) => {
            let number = index.parse::<usize>().map_or(1, |index| index + 1);
            std::iter::once(format!("{group}_{number}"))
                .chain(rest.iter().map(|part| (*part).to_owned()))
                .collect::<Vec<_>>()
                .join("_")
        }
        (Some((group, ..)), _) => format!("{group}_1"),
        (None, parts) => parts.join("_"),
    }
}

/// The numbers that the items of a row's lists have in its columns, counted from 0. Items left empty are
/// gone once the row is read, and those after them have moved up.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers(BTreeMap<String, Vec<usize>>);

impl Numbers {
    /// Those of a row as it stands in the spreadsheet.
    pub(super) fn of(row: &Value) -> Self {
        let lists = row.as_object().into_iter().flatten();
        let filled = |items: &Vec<Value>| {
            items.iter().enumerate().filter(|(_, item)| !item.is_null()).map(|(number, _)| number).collect()
        };
        Self(lists.filter_map(|(name, list)| Some((name.clone(), filled(list.as_array()?)))).collect())
    }

    /// A place in what was read, as a place in the spreadsheet.
    pub(super) fn in_columns(&self, pointer: &str) -> String {
        let mut parts: Vec<String> = pointer.split('/').map(str::to_owned).collect();
        if let [_, list, index, ..] = parts.as_mut_slice() {
            let numbers = self.0.get(list.as_str());
            let number = index.parse::<usize>().ok().and_then(|index| numbers?.get(index).copied());
            if let Some(number) = number {
                *index = number.to_string();
            }
        }
        parts.join("/")
    }
}
