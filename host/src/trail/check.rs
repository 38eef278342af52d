//! Checking a whole trail, line by line, against the heads that were signed over it.

use super::{
    SIGN_HEAD,
    head::Head,
    key::TrustedKeys,
    line::Line,
    tree::{Frontier, Kept, from_hex, leaf},
};
use crate::{
    Problem,
    audit::hex,
    db::EitherDatabase,
    schema::{audit_entry, trail_head, trail_node},
};
use base::CentreId;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// What is wrong with a trail, in one line. Only the first thing is told: what follows may hang on it.
pub type Fault = String;

/// What a check of a trail found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many lines there are.
    pub lines: i64,
    /// How many heads.
    pub heads: usize,
    /// Over how many lines the last head was signed.
    pub signed: i64,
    /// What is wrong, if anything is.
    pub fault: Option<Fault>,
}

/// A check under way. It is told the heads first, then the lines in order.
pub struct Checker<'k> {
    centre: String,
    keys: &'k TrustedKeys,
    heads: BTreeMap<i64, Head>,
    nodes: Option<BTreeMap<(u32, u64), String>>,
    edge: Frontier,
    lines: i64,
    last: String,
    fault: Option<Fault>,
}

impl<'k> Checker<'k> {
    /// A check of a centre's trail, by the keys that are trusted.
    #[must_use]
    pub fn of(centre: String, keys: &'k TrustedKeys) -> Self {
        Self {
            centre,
            keys,
            heads: BTreeMap::new(),
            nodes: None,
            edge: Frontier::default(),
            lines: 0,
            last: String::new(),
            fault: None,
        }
    }

    fn fault(&mut self, fault: impl FnOnce() -> Fault) {
        if self.fault.is_none() {
            self.fault = Some(fault());
        }
    }

    /// A head that is kept with the lines.
    pub fn head(&mut self, head: Head) {
        if head.centre != self.centre || !head.is_signed_by(self.keys) {
            self.fault(|| format!("the head over {} lines is not signed by this key", head.size));
        }
        if let Some(other) = self.heads.get(&head.size)
            && other.root != head.root
        {
            self.fault(|| format!("there are two heads over {} lines that differ", head.size));
        }
        self.heads.insert(head.size, head);
    }

    /// The nodes that are kept to make proofs quick: they have to be those of the lines.
    fn nodes(&mut self, kept: impl IntoIterator<Item = (u32, u64, String)>) {
        self.nodes = Some(kept.into_iter().map(|(level, place, hash)| ((level, place), hash)).collect());
    }

    /// The next line.
    pub fn line(&mut self, line: &Line) {
        let place = self.lines + 1;
        self.lines = place;
        let is_next = line.seq == place && line.centre == self.centre;
        if !is_next || line.previous != self.last || !line.is_whole() {
            self.fault(|| format!("line {place} is missing, or not as it was written"));
            return;
        }
        line.hash.clone_into(&mut self.last);
        for kept in self.edge.push(0, leaf(&line.digest())) {
            self.kept(&kept);
        }
        match self.heads.get(&place) {
            Some(head) if from_hex(&head.root) != Some(self.edge.root()) => {
                self.fault(|| format!("the first {place} lines are not those that were signed"));
            }
            Some(_) if line.act != SIGN_HEAD => {
                self.fault(|| format!("no line says that a head was signed over {place} lines"));
            }
            None if line.act == SIGN_HEAD => {
                self.fault(|| format!("the head that was signed over {place} lines is missing"));
            }
            _ => {}
        }
    }

    fn kept(&mut self, kept: &Kept) {
        let end = (kept.place + 1) << kept.level;
        let is_signed = self.heads.last_key_value().is_some_and(|(_, head)| end <= head.leaves());
        let Some(nodes) = self.nodes.as_mut() else { return };
        let found = nodes.remove(&(kept.level, kept.place));
        let expected = is_signed.then(|| hex(&kept.hash));
        if found != expected {
            self.fault(|| format!("the node kept for the {end} first lines is not theirs"));
        }
    }

    /// The end of the lines.
    #[must_use]
    pub fn end(mut self) -> Found {
        let signed = self.heads.last_key_value().map_or(0, |(size, _)| *size);
        if signed > self.lines {
            let lines = self.lines;
            self.fault(|| format!("a head was signed over {signed} lines and there are {lines}"));
        }
        if let Some(size) = self.heads.keys().find(|size| **size < 1).copied() {
            self.fault(|| format!("there is a head over {size} lines"));
        }
        if self.nodes.as_ref().is_some_and(|nodes| !nodes.is_empty()) {
            self.fault(|| "a node is kept that no lines have".to_owned());
        }
        Found { lines: self.lines, heads: self.heads.len(), signed, fault: self.fault }
    }

    /// The same, when also a head that was printed or published is held against it.
    #[must_use]
    pub fn end_against(mut self, witnessed: &[Head], roots: &BTreeMap<i64, String>) -> Found {
        for head in witnessed {
            let size = head.size;
            if !head.is_signed_by(self.keys) || head.centre != self.centre {
                self.fault(|| format!("the given head over {size} lines is not signed by this key"));
            } else if size > self.lines {
                let lines = self.lines;
                self.fault(|| format!("a head was signed over {size} lines and there are {lines}"));
            } else if roots.get(&size) != Some(&head.root) {
                self.fault(|| format!("the first {size} lines are not those under the given head"));
            }
        }
        self.end()
    }

    /// The root of the lines so far.
    #[must_use]
    pub fn root(&self) -> String {
        hex(&self.edge.root())
    }
}

/// Checks the trail of a centre as it lies in the database, against its own heads and those given.
pub fn check(
    db: &mut EitherDatabase,
    centre: CentreId,
    keys: &TrustedKeys,
    witnessed: &[Head],
) -> Result<Found, Problem> {
    let mut checker = Checker::of(centre.to_string(), keys);
    let heads: Vec<Head> = trail_head::table
        .filter(trail_head::centre.eq(centre))
        .order(trail_head::size)
        .select(Head::as_select())
        .load(db)?;
    for head in heads {
        checker.head(head);
    }
    let nodes: Vec<(i32, i64, String)> = trail_node::table
        .filter(trail_node::centre.eq(centre))
        .select((trail_node::level, trail_node::place, trail_node::hash))
        .load(db)?;
    let plain = |(level, place, hash): (i32, i64, String)| {
        Some((u32::try_from(level).ok()?, u64::try_from(place).ok()?, hash))
    };
    let nodes = nodes.into_iter().map(plain).collect::<Option<Vec<_>>>();
    checker.nodes(nodes.ok_or_else(|| Problem::broken("a node of the trail has no place"))?);
    let mut from = i64::MIN;
    let mut roots = BTreeMap::new();
    loop {
        let lines: Vec<Line> = audit_entry::table
            .filter(audit_entry::centre.eq(centre).and(audit_entry::seq.gt(from)))
            .order(audit_entry::seq)
            .limit(1000)
            .select(Line::as_select())
            .load(db)?;
        let Some(last) = lines.last() else { break };
        from = last.seq;
        for line in &lines {
            checker.line(line);
            if witnessed.iter().any(|head| head.size == line.seq) {
                roots.insert(line.seq, checker.root());
            }
        }
    }
    Ok(checker.end_against(witnessed, &roots))
}
