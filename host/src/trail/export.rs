//! A trail as a file: JSON, one thing in a line. First the heads, then the lines in order.

use super::{
    check::{Checker, Found},
    head::Head,
    key::TrustedKeys,
    line::Line,
};
use crate::{
    Problem, Tx,
    schema::{audit_entry, trail_head},
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io::BufRead};

/// One thing in an exported trail.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Export {
    /// A head.
    Head(Head),
    /// A line.
    Line(Line),
}

impl Export {
    /// Hands out a whole trail, thing by thing.
    pub fn all(tx: &mut Tx<'_>, mut give: impl FnMut(&Self) -> Result<(), Problem>) -> Result<(), Problem> {
        let centre = tx.centre();
        let heads: Vec<Head> = trail_head::table
            .filter(trail_head::centre.eq(centre))
            .order(trail_head::size)
            .select(Head::as_select())
            .load(tx.db())?;
        heads.into_iter().try_for_each(|head| give(&Self::Head(head)))?;
        let mut from = 0;
        loop {
            let lines: Vec<Line> = audit_entry::table
                .filter(audit_entry::centre.eq(centre).and(audit_entry::seq.gt(from)))
                .order(audit_entry::seq)
                .limit(1000)
                .select(Line::as_select())
                .load(tx.db())?;
            let Some(last) = lines.last() else { return Ok(()) };
            from = last.seq;
            lines.into_iter().try_for_each(|line| give(&Self::Line(line)))?;
        }
    }
}

/// What a check of an exported trail found.
#[derive(Clone, Debug)]
pub struct Offline {
    /// What was found.
    pub found: Found,
    /// The line of the making of the document that was asked about, where there is one.
    pub document: Option<i64>,
}

impl Offline {
    /// Checks an exported trail with the public key and nothing else, and looks for a document in it.
    pub fn check(
        log: impl BufRead,
        keys: &TrustedKeys,
        witnessed: &[Head],
        document: Option<&str>,
    ) -> Result<Self, String> {
        let mut checker: Option<Checker<'_>> = None;
        let (mut roots, mut of_document) = (BTreeMap::new(), None);
        for (number, text) in (1..).zip(log.lines()) {
            let text = text.map_err(|error| format!("row {number} of the log cannot be read: {error}"))?;
            let thing: Export = serde_json::from_str(&text)
                .map_err(|_| format!("row {number} of the log is neither a head nor a line"))?;
            let centre = match &thing {
                Export::Head(head) => &head.centre,
                Export::Line(line) => &line.centre,
            };
            let checker = checker.get_or_insert_with(|| Checker::of(centre.clone(), keys));
            match thing {
                Export::Head(head) => checker.head(head),
                Export::Line(line) => {
                    checker.line(&line);
                    if witnessed.iter().any(|head| head.size == line.seq) {
                        roots.insert(line.seq, checker.root());
                    }
                    if document.is_some() && line.document.as_deref() == document {
                        of_document = Some(line.seq);
                    }
                }
            }
        }
        let checker = checker.ok_or("there is nothing in the log")?;
        Ok(Self { found: checker.end_against(witnessed, &roots), document: of_document })
    }
}
