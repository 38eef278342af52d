//! The nodes of the tree as they are kept: the leaves in the lines themselves, and above them the roots of
//! whole subtrees of 256, 65,536, ... lines. They are read a page of 256 at a time.

use super::tree::{Frontier, Hash, Kept, PAGE, STEP, from_hex, leaf};
use crate::{
    Problem,
    db::EitherDatabase,
    schema::{audit_entry, trail_node},
};
use base::CentreId;
use diesel::prelude::*;
use std::collections::HashMap;

/// The nodes of one centre's trail, up to the last head.
pub(super) struct Pages<'a> {
    db: &'a mut EitherDatabase,
    centre: CentreId,
    read: HashMap<(u32, u64), Vec<Hash>>,
}

impl<'a> Pages<'a> {
    pub(super) fn of(db: &'a mut EitherDatabase, centre: CentreId) -> Self {
        Self { db, centre, read: HashMap::new() }
    }

    /// The edge of the tree over the lines from the one to the other. The beginning is a place where a subtree
    /// of that size can begin.
    pub(super) fn range(&mut self, start: u64, end: u64) -> Result<Frontier, Problem> {
        let mut edge = Frontier::from(start);
        while edge.end() < end {
            let mut level = 0;
            while fits(level + STEP, edge.end(), end) {
                level += STEP;
            }
            let node = self.node(level, edge.end() >> level)?;
            edge.push(level, node);
        }
        Ok(edge)
    }

    fn node(&mut self, level: u32, place: u64) -> Result<Hash, Problem> {
        let page = place / PAGE;
        if !self.read.contains_key(&(level, page)) {
            let nodes = self.page(level, page)?;
            self.read.insert((level, page), nodes);
        }
        let at = usize::try_from(place % PAGE).map_err(Problem::broken)?;
        let node = self.read.get(&(level, page)).and_then(|nodes| nodes.get(at)).copied();
        node.ok_or_else(|| Problem::broken(format!("the trail has no node {place} of level {level}")))
    }

    fn page(&mut self, level: u32, page: u64) -> Result<Vec<Hash>, Problem> {
        let first = i64::try_from(page * PAGE).map_err(Problem::broken)?;
        let last = i64::try_from((page + 1) * PAGE).map_err(Problem::broken)?;
        let texts: Vec<String> = if level == 0 {
            audit_entry::table
                .filter(audit_entry::centre.eq(self.centre))
                .filter(audit_entry::seq.gt(first).and(audit_entry::seq.le(last)))
                .order(audit_entry::seq)
                .select(audit_entry::hash)
                .load(self.db)?
        } else {
            trail_node::table
                .filter(trail_node::centre.eq(self.centre))
                .filter(trail_node::level.eq(i32::try_from(level).map_err(Problem::broken)?))
                .filter(trail_node::place.ge(first).and(trail_node::place.lt(last)))
                .order(trail_node::place)
                .select(trail_node::hash)
                .load(self.db)?
        };
        let read =
            |text: String| from_hex(&text).ok_or_else(|| Problem::broken("a hash of the trail is none"));
        let mut hashes = texts.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        if level == 0 {
            hashes = hashes.iter().map(leaf).collect();
        }
        Ok(hashes)
    }

    /// Keeps the root of a whole subtree.
    pub(super) fn keep(&mut self, kept: &Kept) -> Result<(), Problem> {
        diesel::insert_into(trail_node::table)
            .values((
                trail_node::centre.eq(self.centre),
                trail_node::level.eq(i32::try_from(kept.level).map_err(Problem::broken)?),
                trail_node::place.eq(i64::try_from(kept.place).map_err(Problem::broken)?),
                trail_node::hash.eq(crate::audit::hex(&kept.hash)),
            ))
            .execute(self.db)?;
        Ok(())
    }
}

/// Whether a whole subtree of this level begins here and ends in time.
fn fits(level: u32, start: u64, end: u64) -> bool {
    level < 63 && start.is_multiple_of(1 << level) && (1 << level) <= end - start
}
