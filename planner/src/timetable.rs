//! A timetable as it is handed on: who comes when, where and with whom, by their names.

use crate::{
    board::Board,
    document::{Field, Read, parse},
};
use serde_json::{Value, json};

/// A timetable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// The name of the instance it is for.
    pub instance: String,
    /// Visits that are served.
    pub visits: Vec<Served>,
    /// Supervisors on duty, and the session they are on duty in.
    pub duties: Vec<(String, String)>,
}

/// A visit that is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The family.
    pub family: String,
    /// Which of its visits, counted from 0.
    pub visit: usize,
    /// The session.
    pub session: String,
    /// The room.
    pub room: String,
    /// The slot at which it begins.
    pub start: i64,
    /// Its supervisors, the lead first.
    pub supervisors: Vec<String>,
}

impl Timetable {
    /// What is on a board, visits in the order of families, duties in the order of sessions.
    #[must_use]
    pub fn of(board: &Board<'_>) -> Self {
        let setting = board.setting;
        let instance = &setting.instance;
        let name = |one: usize| instance.supervisors[one].name.clone();
        let mut timetable = Self { instance: instance.name.clone(), ..Self::default() };
        for (visit, at) in board.placed.iter().enumerate() {
            let Some(at) = at else { continue };
            let session = &instance.sessions[at.session];
            let staff = &setting.staff[at.session];
            timetable.visits.push(Served {
                family: setting.family(visit).name.clone(),
                visit: instance.visits[visit].number,
                session: session.name.clone(),
                room: instance.rooms[instance.sites[session.site].rooms[at.room]].name.clone(),
                start: session.from + at.slot + instance.rules.margin,
                supervisors: at.team.members().iter().map(|one| name(staff[*one])).collect(),
            });
        }
        for (session, floor) in board.floors.iter().enumerate() {
            let on = (0..floor.on.len()).filter(|one| floor.on[*one]);
            timetable.duties.extend(
                on.map(|one| (name(setting.staff[session][one]), instance.sessions[session].name.clone())),
            );
        }
        timetable
    }

    /// Reads a timetable.
    pub fn read(text: &str) -> Read<Self> {
        let value = parse(text)?;
        let document = Field::root(&value);
        let words = |of: Field<'_>, key: &str| of.at(key, |word| word.text());
        Ok(Self {
            instance: words(document, "instance")?,
            visits: document.at("visits", |visits| {
                visits.list(|visit| {
                    Ok(Served {
                        family: words(visit, "family")?,
                        visit: visit.at("visit", |number| number.count(0, 10_000))?,
                        session: words(visit, "session")?,
                        room: words(visit, "room")?,
                        start: visit.at("start", |slot| slot.number(0, 1_000_000))?,
                        supervisors: visit.at("supervisors", |all| all.list(|one| one.text()))?,
                    })
                })
            })?,
            duties: document.at("duties", |duties| {
                duties.list(|duty| Ok((words(duty, "supervisor")?, words(duty, "session")?)))
            })?,
        })
    }

    /// The timetable as JSON, one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let visit = |one: &Served| {
            json!({
                "family": one.family, "visit": one.visit, "session": one.session, "room": one.room,
                "start": one.start, "supervisors": one.supervisors,
            })
        };
        let duty =
            |(supervisor, session): &(String, String)| json!({"supervisor": supervisor, "session": session});
        let document = json!({
            "instance": self.instance,
            "visits": self.visits.iter().map(visit).collect::<Vec<Value>>(),
            "duties": self.duties.iter().map(duty).collect::<Vec<Value>>(),
        });
        format!("{document}\n")
    }
}
