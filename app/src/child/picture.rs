//! Pictures for children's pages: of rooms, which those who lead the work send, and of helpers, who alone can give
//! the picture of themselves and take it back. That is their consent, and there is no other way to it.

use crate::{
    premises,
    schema::child_picture,
    sent_file::{self, NotTaken, SentFile},
};
use base::{Name, PictureId, RoomId, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::SealedBytes};
use policy::{Act, KeepOwnPicture, Permit, SeeCentre, Subject, WriteCentre};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A picture that was sent.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SentPicture {
    /// What the file is called. It is not kept.
    pub filename: Name,
    /// What it is: image/jpeg or image/png.
    pub media_type: Name,
    /// The picture, in base64, of at most 8 MB. What is kept is made anew from its pixels.
    pub content: String,
}

/// Gives the picture of a room.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRoomPicture {
    /// Of which room.
    pub room: RoomId,
    /// Choose a picture of the room.
    pub file: SentPicture,
}

/// Gives the picture of oneself.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHelperPicture {
    /// Choose a picture of yourself.
    pub file: SentPicture,
    /// That you agree to it being shown and printed for children who visit.
    pub agreed: bool,
}

/// A picture that is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PictureKept {
    /// Of which room, if of one.
    pub room: Option<RoomId>,
    /// Of whom, if of somebody.
    pub staff: Option<StaffId>,
    /// Whether there is one.
    pub is_kept: bool,
}

fn taken(file: &SentPicture) -> Result<SentFile, Problem> {
    let sent =
        sent_file::take((&file.filename, &file.media_type), &file.content, "picture").map_err(|wrong| {
            let (NotTaken::Name(words) | NotTaken::MediaType(words) | NotTaken::Content(words)) = wrong;
            Problem::field("/file", words)
        })?;
    if sent.media_type == "application/pdf" {
        return Err(Problem::field("/file", "Choose a JPEG or PNG picture"));
    }
    Ok(sent)
}

/// Of what a picture is.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Room(RoomId),
    Staff(StaffId),
}

fn delete(tx: &mut WriteTx<'_>, of: Of) -> Result<usize, Problem> {
    let centre = tx.centre();
    let all = diesel::delete(child_picture::table);
    Ok(match of {
        Of::Room(room) => {
            all.filter(child_picture::room.eq(room).and(child_picture::centre.eq(centre))).execute(tx.db())?
        }
        Of::Staff(staff) => all
            .filter(child_picture::staff.eq(staff).and(child_picture::centre.eq(centre)))
            .execute(tx.db())?,
    })
}

fn insert<A: Act>(tx: &mut WriteTx<'_>, _: &Permit<A>, of: Of, file: &SentFile) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    delete(tx, of)?;
    let (room, staff) = match of {
        Of::Room(room) => (Some(room), None),
        Of::Staff(staff) => (None, Some(staff)),
    };
    let bytes = tx.seal_bytes(tx.centre(), &file.bytes)?;
    diesel::insert_into(child_picture::table)
        .values((
            child_picture::id.eq(PictureId::from_random(tx.random())),
            child_picture::centre.eq(tx.centre()),
            child_picture::room.eq(room),
            child_picture::staff.eq(staff),
            child_picture::media_type.eq(file.media_type),
            child_picture::sha256.eq(&file.sha256),
            child_picture::bytes.eq(bytes),
            child_picture::account.eq(account),
            child_picture::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Keeps the picture of a room in place of the one before.
pub fn keep_room(tx: &mut WriteTx<'_>, new: NewRoomPicture) -> Result<Recorded<PictureKept>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if premises::room(tx, new.room)?.is_none() {
        return Err(Problem::field("/room", "Choose a room of the centre"));
    }
    let file = taken(&new.file)?;
    insert(tx, &permit, Of::Room(new.room), &file)?;
    let kept = PictureKept { room: Some(new.room), staff: None, is_kept: true };
    tx.record(&permit, None, "The picture of a room was kept", kept)
}

fn me(tx: &Tx<'_>) -> Result<StaffId, Problem> {
    tx.actor.staff.ok_or_else(|| {
        Refusal::because(
            "not-on-the-staff",
            "Your sign-in is not tied to a member of staff.",
            "Ask the administrator to tie your sign-in to your place on the staff list.",
        )
        .into()
    })
}

/// Keeps the picture that somebody gives of themselves.
pub fn keep_own(tx: &mut WriteTx<'_>, new: NewHelperPicture) -> Result<Recorded<PictureKept>, Problem> {
    let permit = tx.ask::<KeepOwnPicture>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let own = me(tx)?;
    if !new.agreed {
        return Err(Problem::field("/agreed", "Say that you agree, or leave your picture out"));
    }
    let file = taken(&new.file)?;
    insert(tx, &permit, Of::Staff(own), &file)?;
    let kept = PictureKept { room: None, staff: Some(own), is_kept: true };
    tx.record(&permit, None, "Somebody gave their picture for children’s pages", kept)
}

/// Takes one's own picture back. It is gone from every page not printed yet.
pub fn take_own_back(tx: &mut WriteTx<'_>) -> Result<Recorded<PictureKept>, Problem> {
    let permit = tx.ask::<KeepOwnPicture>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let own = me(tx)?;
    delete(tx, Of::Staff(own))?;
    let kept = PictureKept { room: None, staff: Some(own), is_kept: false };
    tx.record(&permit, None, "Somebody took their picture for children’s pages back", kept)
}

/// Of which rooms and which staff there is a picture. The caller has asked policy for a page that shows them.
pub(super) fn known(tx: &mut Tx<'_>) -> Result<(Vec<RoomId>, Vec<StaffId>), Problem> {
    let rows: Vec<(Option<RoomId>, Option<StaffId>)> = child_picture::table
        .filter(child_picture::centre.eq(tx.centre()))
        .select((child_picture::room, child_picture::staff))
        .load(tx.db())?;
    let rooms = rows.iter().filter_map(|(room, _)| *room).collect();
    Ok((rooms, rows.iter().filter_map(|(_, staff)| *staff).collect()))
}

/// A picture, for staff.
pub(super) fn bytes(tx: &mut Tx<'_>, of: Of) -> Result<(String, Vec<u8>), Problem> {
    tx.ask::<SeeCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let centre = tx.centre();
    let all = child_picture::table.filter(child_picture::centre.eq(centre));
    let columns = (child_picture::media_type, child_picture::bytes);
    let (media_type, bytes): (String, SealedBytes) = match of {
        Of::Room(room) => all.filter(child_picture::room.eq(room)).select(columns).first(tx.db())?,
        Of::Staff(staff) => all.filter(child_picture::staff.eq(staff)).select(columns).first(tx.db())?,
    };
    Ok((media_type, tx.open_bytes(&centre.into(), &bytes)?))
}
