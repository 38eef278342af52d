//! What somebody told who asks: as much as they could, and nothing that they did not.

use super::{Channel, NewEnquiry, SafeChannel};
use base::{Faults, Moment, Name, Prose};
use rules::enquiry::{Caller, SafeToTalk};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody told who asks, and how they are reached safely (R26). Whoever rings may have to hang up after a word:
/// anything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EnquiryTold {
    /// How the question reached the centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Whether it is safe for them to talk now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_to_talk: Option<SafeToTalk>,
    /// What they would like to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// What they ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Prose>,
    /// What they are to the child.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Caller>,
    /// How it is safe to reach them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_channel: Option<SafeChannel>,
    /// The number or address for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach_me_at: Option<Name>,
    /// Whether a message may be left there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_leave_message: Option<bool>,
    /// Whether whoever rings may say who they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_say_who_we_are: Option<bool>,
    /// The word to say first, by which they know that it is the centre and that they can talk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_word: Option<Name>,
    /// When it is safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<Prose>,
    /// When somebody began to write it down, where that is not when it was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub began: Option<Moment>,
}

impl From<NewEnquiry> for EnquiryTold {
    fn from(new: NewEnquiry) -> Self {
        Self {
            channel: new.channel,
            name: Some(new.name),
            question: Some(new.question),
            safe_channel: Some(new.safe_channel),
            reach_me_at: new.reach_me_at,
            when_it_is_safe: new.when_it_is_safe,
            ..Self::default()
        }
    }
}

impl EnquiryTold {
    /// What they would like to be called, in the words of a list.
    #[must_use]
    pub fn called(&self) -> String {
        self.name.as_ref().map_or_else(|| "somebody who gave no name".to_owned(), Name::to_string)
    }

    /// When it is safe, with the word to say first and what may be said to whoever else is there: as it goes on into
    /// a referral. Nothing of it is ever left out (R26): what is too long for one answer is refused.
    pub(super) fn safely(&self) -> Result<Option<Prose>, &'static str> {
        let said =
            |may: Option<bool>, yes: &str, no: &str| may.map(|may| (if may { yes } else { no }).to_owned());
        let parts = [
            self.when_it_is_safe.as_ref().map(Prose::to_string),
            self.code_word.as_ref().map(|word| format!("Say first: {word}.")),
            said(self.may_leave_message, "We may leave a message.", "Leave no message."),
            said(self.may_say_who_we_are, "We may say who we are.", "Do not say who we are."),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            return Ok(None);
        }
        let too_long = "Say it shorter: the word to say first and what may be said must fit beside it";
        Prose::new(&parts.join("\n")).map(Some).map_err(|_| too_long)
    }

    /// What is wrong with it as somebody on the telephone told it at this moment. A caller who cannot talk, or who
    /// speaks of danger, is asked for nothing more.
    pub(super) fn wrong(&self, now: Moment) -> Result<(), Faults> {
        /// So long before it is kept, in minutes, a call may have begun.
        const LONGEST: i64 = 24 * 60;
        let mut faults = Faults::none();
        match self.safe_to_talk {
            None => faults.add("/safe_to_talk", "Answer this first: is it safe for them to talk now?"),
            Some(SafeToTalk::Yes) => {
                faults.require(self.question.is_some(), "/question", "Enter a few words of what they ask");
            }
            Some(SafeToTalk::No | SafeToTalk::Danger) => {}
        }
        let began_lately = self.began.is_none_or(|began| began <= now && now.since(began).0 <= LONGEST);
        faults.require(began_lately, "/began", "Enter a moment of the last day");
        faults.take("/when_it_is_safe", self.safely());
        faults.none_or_err()
    }
}
