//! What somebody says on the telephone before anything else, and what must follow from it.

use base::{Minutes, Moment};

base::choices! {
    /// Whether somebody who rings can talk, as they say themselves. It is asked first (R26).
    pub enum SafeToTalk {
        Yes = "yes" => "Yes",
        No = "no" => "No, or they are not sure",
        Danger = "danger" => "Somebody is in danger now",
    }
}

base::choices! {
    /// What somebody who asks is to the child.
    pub enum Caller {
        Resident = "resident" => "The parent or carer the child lives with",
        Visiting = "visiting" => "The parent the child would visit",
        Grandparent = "grandparent" => "A grandparent or other relative",
        Professional = "professional" => "A professional",
        SomebodyElse = "somebody-else" => "Somebody else",
    }
}

/// Within so long somebody who leads the work sees to a caller who spoke of danger. Ours: 999 is called by whoever
/// is on the telephone, at once (R22).
const SEEN_TO_WITHIN: Minutes = Minutes(60);

/// What must follow from what a caller said, as whom, what and by when; nothing where there is no danger.
#[must_use]
pub fn must_follow(safe: SafeToTalk, at: Moment) -> Option<(&'static str, String, Moment)> {
    let words = "A caller said that somebody is in danger now. Make sure that 999 was called, read what was written, \
                 and decide what must follow.";
    (safe == SafeToTalk::Danger).then(|| ("safeguarding lead", words.to_owned(), at.plus(SEEN_TO_WITHIN)))
}
