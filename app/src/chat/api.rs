//! The operations on chats.

use super::{
    desk::{
        Chat, ChatAnswer, ChatDesk, ChatHandover, ChatWeek, Chats, NewChatDesk, answer, end, hand_over,
        keep_desk, list, see, set_week, take, week,
    },
    lines::{ChatWords, Transcript, transcript},
    own::{
        ChatBegun, NewChat, OwnAsked, OwnChat, OwnDeciding, OwnEnding, OwnWords, begin, decide, end_own,
        opened, own, say,
    },
};
use axum::http::Method;
use base::EnquiryId;
use host::api::{Nothing, Operations};
use policy::{AnswerChat, BeginChat, KeepChatDesk, ListChats, SeeEnquiry, WriteOwnChat};

const TAG: &str = "Chats";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    of_visitors().and(of_staff())
}

fn of_visitors() -> Operations {
    Operations::none()
        .write::<BeginChat, (), NewChat, ChatBegun>(
            TAG,
            (Method::POST, "/chats"),
            "Begin a chat without a sign-in; the answer holds the code, once",
            (201, &["chat-closed"]),
            |tx, (), new| begin(tx, new),
        )
        .read::<WriteOwnChat, EnquiryId, OwnAsked, OwnChat>(
            TAG,
            "/chats/{enquiry}/own",
            "Read one's own chat, with its code",
            |tx, id, asked| {
                opened(tx, id, asked.code.as_str())?;
                own(tx, id, asked.after)
            },
        )
        .write::<WriteOwnChat, EnquiryId, OwnWords, ChatWords>(
            TAG,
            (Method::POST, "/chats/{enquiry}/own"),
            "Say something in one's own chat, with its code",
            (201, &["chat-ended"]),
            |tx, id, new| {
                opened(tx, id, new.code.as_str())?;
                say(tx, id, &new.words)
            },
        )
        .write::<WriteOwnChat, EnquiryId, OwnEnding, OwnChat>(
            TAG,
            (Method::POST, "/chats/{enquiry}/own-ending"),
            "End one's own chat, with its code",
            (201, &["chat-ended"]),
            |tx, id, ending| {
                opened(tx, id, ending.code.as_str())?;
                end_own(tx, id)
            },
        )
        .write::<WriteOwnChat, EnquiryId, OwnDeciding, OwnChat>(
            TAG,
            (Method::POST, "/chats/{enquiry}/own-decision"),
            "Say what is kept of one's own chat, with its code",
            (201, &["chat-goes-on", "chat-decided"]),
            |tx, id, deciding| {
                opened(tx, id, deciding.code.as_str())?;
                decide(tx, id, deciding.decision)
            },
        )
}

fn of_staff() -> Operations {
    Operations::none()
        .read::<ListChats, (), Nothing, Chats>(
            TAG,
            "/chats",
            "List chats that wait or are open",
            |tx, (), _| list(tx),
        )
        .write::<KeepChatDesk, (), NewChatDesk, ChatDesk>(
            TAG,
            (Method::PUT, "/chat-desk"),
            "Say whether one is there for chats",
            (200, &[]),
            |tx, (), new| keep_desk(tx, new),
        )
        .read::<KeepChatDesk, (), Nothing, ChatWeek>(
            TAG,
            "/chat-hours",
            "Read on which hours of the week chats are open",
            |tx, (), _| week(tx),
        )
        .write::<KeepChatDesk, (), ChatWeek, ChatWeek>(
            TAG,
            (Method::PUT, "/chat-hours"),
            "Set on which hours of the week chats are open",
            (200, &[]),
            |tx, (), new| set_week(tx, new),
        )
        .read::<AnswerChat, EnquiryId, Nothing, Chat>(
            TAG,
            "/chats/{enquiry}",
            "Read a chat that waits or is open",
            |tx, id, _| see(tx, id),
        )
        .read::<SeeEnquiry, EnquiryId, Nothing, Transcript>(
            TAG,
            "/chats/{enquiry}/transcript",
            "Read what was said in a chat that has ended, if its visitor wishes it kept",
            |tx, id, _| transcript(tx, id),
        )
        .write::<AnswerChat, EnquiryId, Nothing, Chat>(
            TAG,
            (Method::POST, "/chats/{enquiry}/taking"),
            "Take a chat that waits",
            (201, &["chat-taken", "chat-ended"]),
            take,
        )
        .write::<AnswerChat, EnquiryId, ChatAnswer, ChatWords>(
            TAG,
            (Method::POST, "/chats/{enquiry}/answers"),
            "Say something to a visitor",
            (201, &["chat-not-yours", "chat-ended"]),
            answer,
        )
        .write::<AnswerChat, EnquiryId, ChatHandover, Chat>(
            TAG,
            (Method::POST, "/chats/{enquiry}/handing-over"),
            "Hand a chat over to a colleague who is there",
            (201, &["chat-not-yours", "chat-ended"]),
            hand_over,
        )
        .write::<AnswerChat, EnquiryId, Nothing, ChatDesk>(
            TAG,
            (Method::POST, "/chats/{enquiry}/ending"),
            "End a chat",
            (201, &["chat-not-yours", "chat-ended"]),
            end,
        )
}
