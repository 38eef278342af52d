//! What somebody says on the telephone, written down while they say it.

use super::{Channel, EnquiryReceived, EnquiryTold, store};
use crate::incident::task_of_enquiry;
use host::{Problem, Recorded, WriteTx};
use policy::{LogCall, Subject};
use rules::enquiry::{SafeToTalk, must_follow};

/// Writes down what somebody asks by telephone. Where they speak of danger a task follows in the same transaction
/// (R22: 999 comes first, by whoever is on the telephone).
pub fn log(tx: &mut WriteTx<'_>, told: EnquiryTold) -> Result<Recorded<EnquiryReceived>, Problem> {
    let permit = tx.ask::<LogCall>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let at = tx.now;
    told.wrong(at)?;
    let channel = told.channel.unwrap_or(Channel::Telephone);
    let id = store::enquiry_insert(tx, &permit, channel, &told)?;
    let safe = told.safe_to_talk.unwrap_or(SafeToTalk::No);
    if let Some((whom, words, due)) = must_follow(safe, at) {
        task_of_enquiry(tx, id, (whom, &words, due))?;
    }
    tx.record(&permit, None, "A call was written down as an enquiry", EnquiryReceived { at })
}
