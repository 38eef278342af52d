//! Reading a file of referrals into rows, with everything that is wrong named at once.

use super::{
    Line, MOST_ROWS,
    columns::{self, Numbers, Reading},
};
use crate::intake::referral::ReferralInput;
use base::{Day, Faults};
use host::{Problem, Submission};
use serde_json::{Map, Value};

/// Reads a JSON array of referrals.
pub(super) fn json(content: &str) -> Result<Vec<Line>, Problem> {
    let whole: Value = serde_json::from_str(content)
        .map_err(|error| Problem::field("/content", format!("This is not JSON: {error}")))?;
    let Value::Array(rows) = whole else {
        return Err(Problem::field("/content", "Send a list of referrals, in square brackets"));
    };
    let rows = rows.into_iter().zip(1..).map(|(row, line)| (line, row)).collect();
    lines(rows, Faults::none(), false)
}

/// Reads CSV with a row of column names.
pub(super) fn csv(content: &str) -> Result<Vec<Line>, Problem> {
    // One kind of line end, so that the lines counted are the lines a person sees.
    let content = content.replace("\r\n", "\n");
    // A spreadsheet set to a language with decimal commas parts its cells by semicolons.
    let first = content.lines().next().unwrap_or("");
    let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(content.as_bytes());
    let head = reader.headers().map_err(unreadable)?.clone();
    let mut faults = Faults::none();
    let mut places: Vec<Option<(String, Reading)>> = Vec::new();
    for column in &head {
        let column = column.trim().to_lowercase();
        let place = columns::place(&column);
        if place.is_none() {
            faults.add(format!("/rows/1/{column}"), "There is no such column: rename it or leave it out");
        } else if places.contains(&place) {
            faults.add(format!("/rows/1/{column}"), "This column is there twice: leave one of them out");
        }
        places.push(place);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > head.len() {
            faults.add(format!("/rows/{line}/row"), "This row has more cells than there are columns");
        }
        let mut document = Value::Object(Map::new());
        for (cell, place) in record.iter().zip(&places) {
            let (cell, Some((path, reading))) = (cell.trim(), place) else { continue };
            if cell.is_empty() {
                continue;
            }
            match value(cell, *reading) {
                Ok(value) => put(&mut document, path, value),
                Err(why) => faults.add(format!("/rows/{line}/{}", columns::column(path)), why),
            }
        }
        rows.push((line, document));
    }
    lines(rows, faults, true)
}

fn unreadable(error: csv::Error) -> Problem {
    Problem::field("/content", format!("This cannot be read as CSV: {error}"))
}

fn value(cell: &str, reading: Reading) -> Result<Value, &'static str> {
    match reading {
        Reading::Text => Ok(cell.into()),
        Reading::Number => cell.parse::<i64>().map(Value::from).map_err(|_| "Enter a whole number"),
        Reading::YesNo => match cell.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Ok(true.into()),
            "no" | "n" | "false" | "0" => Ok(false.into()),
            _ => Err("Enter yes or no"),
        },
        Reading::Day => {
            day(cell).map(|day| day.to_string().into()).ok_or("Enter a date like 21/11/2026 or 2026-11-21")
        }
    }
}

/// A date as a British spreadsheet writes it, day first, or as the API does.
fn day(cell: &str) -> Option<Day> {
    if let Ok(day) = cell.parse::<Day>() {
        return Some(day);
    }
    let parts: Vec<&str> = cell.split(['/', '.', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn put(document: &mut Value, path: &str, value: Value) {
    let at = path.trim_start_matches('/').split('/').fold(document, |at, key| {
        if let Ok(index) = key.parse::<usize>() {
            if !at.is_array() {
                *at = Value::Array(Vec::new());
            }
            let Value::Array(items) = at else { return at };
            while items.len() <= index {
                items.push(Value::Null);
            }
            return &mut items[index];
        }
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(fields) = at else { return at };
        fields.entry(key).or_insert(Value::Null)
    });
    *at = value;
}

/// Makes a referral of each row, or says of every row what keeps it from being one.
fn lines(rows: Vec<(u64, Value)>, mut faults: Faults, in_columns: bool) -> Result<Vec<Line>, Problem> {
    if rows.is_empty() {
        return Err(Problem::field("/content", "There is no referral in this file"));
    }
    if rows.len() > MOST_ROWS {
        return Err(Problem::field("/content", format!("Send at most {MOST_ROWS} referrals at a time")));
    }
    let mut lines = Vec::new();
    for (line, row) in rows {
        let numbers = in_columns.then(|| Numbers::of(&row));
        let read = Submission::from_value(row).command::<ReferralInput>();
        match read {
            Ok(referral) => lines.push(Line { line, referral, numbers }),
            Err(Problem::Invalid(found)) => {
                let row = Line { line, referral: ReferralInput::default(), numbers };
                super::of_line(&row, &found, &mut faults);
            }
            Err(other) => return Err(other),
        }
    }
    faults.none_or_err()?;
    Ok(lines)
}
