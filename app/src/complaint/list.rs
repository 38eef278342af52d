//! The complaints somebody may know of.

use super::{hidden::hidden_complaints, made::ComplaintTold, store::Row};
use crate::{
    incident::asker,
    schema::{complaint, family, staff},
};
use base::{ComplaintId, Moment};
use diesel::prelude::*;
use host::{
    Problem, Tx,
    paging::{Listed, Paging},
};
use policy::ListComplaints;
use rules::complaint::{ComplaintAbout, ComplaintOutcome, ComplaintStage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which complaints are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ComplaintsWanted {
    /// Only those whose stage is open.
    pub open: bool,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// A complaint in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintLine {
    /// Its identifier.
    pub id: ComplaintId,
    /// Who complains.
    pub who: String,
    /// The children's first names.
    pub title: Option<String>,
    /// What it is about.
    pub about: ComplaintAbout,
    /// When it came.
    pub at: Moment,
    /// Whether it tells of harm about which nothing was done yet.
    pub harm_open: bool,
    /// At which stage it is.
    pub stage: ComplaintStage,
    /// By when the next thing is due; nothing where the stage is over.
    pub due: Option<Moment>,
    /// Whether that has passed.
    pub late: bool,
    /// Whether that is to acknowledge it.
    pub to_acknowledge: bool,
    /// Who looks into it, if somebody who works here.
    pub handled_by: Option<String>,
    /// How the stage ended.
    pub outcome: Option<ComplaintOutcome>,
}

/// The complaints that whoever asks may know of, the newest first.
pub fn list(tx: &mut Tx<'_>, wanted: &ComplaintsWanted) -> Result<Listed<ComplaintLine>, Problem> {
    let scope = tx.scope::<ListComplaints>()?;
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let me = asker(tx);
    let mut query = complaint::table
        .left_join(family::table.on(family::id.nullable().eq(complaint::family)))
        .left_join(staff::table.on(staff::id.nullable().eq(complaint::handler)))
        .filter(complaint::centre.eq(scope.centre()))
        .filter(complaint::id.ne_all(hidden_complaints!(me)))
        .order((complaint::at.desc(), complaint::id.desc()))
        .limit(paging.fetch())
        .select((Row::as_select(), family::title.nullable(), staff::name.nullable()))
        .into_boxed();
    if wanted.open {
        query = query.filter(complaint::closed_at.is_null());
    }
    if let Some(place) = paging.place()? {
        let same = complaint::at.eq(place.at).and(complaint::id.lt(place.id));
        query = query.filter(complaint::at.lt(place.at).or(same));
    }
    let rows: Vec<(Row, Option<String>, Option<String>)> = query.load(tx.db())?;
    let now = tx.now;
    let read = rows
        .into_iter()
        .map(|(row, title, handled_by)| {
            let (told, standing): (ComplaintTold, _) = (tx.open(&row.document)?, row.standing());
            Ok(ComplaintLine {
                id: row.id,
                who: told.name,
                title,
                about: row.about,
                at: row.at,
                harm_open: row.harm && row.harm_seen_at.is_none(),
                stage: row.stage,
                due: standing.due(),
                late: standing.due().is_some_and(|due| due < now),
                to_acknowledge: row.acknowledged_at.is_none() && row.acknowledge_by.is_some(),
                handled_by,
                outcome: row.outcome,
            })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    Ok(paging.page(read, |one| (one.at, one.id.to_string())))
}
