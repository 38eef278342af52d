//! What was measured, as a table.

use crate::microseconds;
use std::{fmt::Write, time::Duration};

/// What was measured of one page.
pub(crate) struct Line {
    name: &'static str,
    took: Vec<f64>,
    statements: u64,
}

impl Line {
    pub(crate) fn of(name: &'static str) -> Self {
        Self { name, took: Vec::new(), statements: 0 }
    }

    /// Adds one answer, if the server is warm already.
    pub(crate) fn add(&mut self, warm: bool, took: Duration) {
        if warm {
            self.took.push(microseconds(took));
        }
    }

    /// Notes how many statements an answer took.
    pub(crate) fn statements(&mut self, number: u64) {
        self.statements = self.statements.max(number);
    }

    fn at(&self, hundredth: usize) -> f64 {
        let mut took = self.took.clone();
        took.sort_by(f64::total_cmp);
        took.get(took.len() * hundredth / 100).or(took.last()).copied().unwrap_or(f64::NAN)
    }

    /// The median as a multiple of another's.
    pub(crate) fn ratio(&self, least: &Self) -> f64 {
        self.at(50) / least.at(50)
    }
}

/// The table, in microseconds.
pub(crate) fn table(least: &Line, lines: &[Line]) -> String {
    let mut text = format!(
        "\n{:<36}{:>9}{:>9}{:>11}{:>11}{:>12}\n",
        "Microseconds", "p50", "p99", "p50 ratio", "p99 ratio", "statements"
    );
    for line in std::iter::once(least).chain(lines) {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{:<36}{:>9.0}{:>9.0}{:>11.1}{:>11.1}{:>12}",
            line.name,
            line.at(50),
            line.at(99),
            line.ratio(least),
            line.at(99) / least.at(99),
            line.statements
        );
    }
    text
}
