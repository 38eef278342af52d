//! The operations of messages.

use super::{
    Assignment, Concern, ConcernDecision, FileContent, MessagesWanted, NewAnswer, NewDecision, NewOwnMessage,
    NewOwnThread, NewTemplate, NewThread, OwnSent, OwnThread, OwnThreads, Settling, Template, Templates,
    Thread, ThreadLine, Waiting, answer, assign, begin_with, decide, decide_request, file, keep_template,
    list, own_file, own_thread, own_threads, say, say_first, see, settle, stop_template, templates,
    waiting_time,
};
use axum::http::Method;
use base::{FamilyId, MessageFileId, MessageId, TemplateId, ThreadId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{
    AnswerMessages, KeepTemplates, ListMessages, SeeMessages, SeeOwnMessages, SeeTemplates, WriteOwnMessage,
    WriteToAdult,
};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    ours().and(own()).and(of_templates())
}

fn ours() -> Operations {
    Operations::none()
        .read::<ListMessages, (), MessagesWanted, Listed<ThreadLine>>(
            "Messages",
            "/messages",
            "List what adults and the centre write to each other",
            |tx, (), wanted| list(tx, &wanted),
        )
        .read::<ListMessages, (), Nothing, Waiting>(
            "Messages",
            "/messages/waiting",
            "How long adults waited for an answer in the last 28 days",
            |tx, (), _| waiting_time(tx),
        )
        .read::<SeeMessages, ThreadId, Nothing, Thread>(
            "Messages",
            "/messages/{thread}",
            "Read what one adult and the centre write to each other",
            |tx, id, _| see(tx, id),
        )
        .read::<SeeMessages, (ThreadId, MessageFileId), Nothing, FileContent>(
            "Messages",
            "/messages/{thread}/files/{file}",
            "Read a file that came with a message",
            |tx, at, _| file(tx, at),
        )
        .write::<WriteToAdult, FamilyId, NewThread, Option<Thread>>(
            "Messages",
            (Method::POST, "/families/{family}/messages"),
            "Write to one adult about something new, or keep it as a draft",
            (201, &["no-sign-in", "r16-no-passing-on", "r25-compartment"]),
            begin_with,
        )
        .write::<AnswerMessages, ThreadId, NewAnswer, Thread>(
            "Messages",
            (Method::POST, "/messages/{thread}/answer"),
            "Answer an adult, or keep the answer as a draft",
            (201, &["r16-no-passing-on", "r25-compartment"]),
            answer,
        )
        .write::<AnswerMessages, ThreadId, Assignment, Thread>(
            "Messages",
            (Method::PUT, "/messages/{thread}/assigned"),
            "Say who answers",
            (200, &[]),
            assign,
        )
        .write::<AnswerMessages, ThreadId, NewDecision, Thread>(
            "Messages",
            (Method::POST, "/messages/{thread}/decision"),
            "Say yes or no to what an adult asks for, and tell them",
            (
                201,
                &[
                    "nothing-asked",
                    "decided-already",
                    "worry-has-no-answer",
                    "r6-not-on-the-list",
                    "r14-devices",
                    "r15-gifts",
                    "r16-no-passing-on",
                    "r25-compartment",
                ],
            ),
            decide_request,
        )
        .write::<AnswerMessages, ThreadId, Settling, Thread>(
            "Messages",
            (Method::POST, "/messages/{thread}/settling"),
            "Say that nothing in a thread needs an answer",
            (201, &["nothing-waits"]),
            settle,
        )
        .write::<AnswerMessages, (ThreadId, MessageId), ConcernDecision, Concern>(
            "Messages",
            (Method::POST, "/messages/{thread}/{message}/looked-at"),
            "Say what one makes of a message that may ask for something to be passed on",
            (201, &["already-looked-at"]),
            decide,
        )
}

fn own() -> Operations {
    Operations::none()
        .read::<SeeOwnMessages, (), Nothing, OwnThreads>(
            "My case",
            "/my/messages",
            "What one wrote to the centre and was answered",
            |tx, (), _| own_threads(tx),
        )
        .write::<WriteOwnMessage, (), NewOwnThread, OwnSent>(
            "My case",
            (Method::POST, "/my/messages"),
            "Write to the centre about something new, or keep it as a draft",
            (201, &["messages-of-the-day"]),
            |tx, (), new| say_first(tx, new),
        )
        .read::<SeeOwnMessages, ThreadId, Nothing, OwnThread>(
            "My case",
            "/my/messages/{thread}",
            "Read one thread of one's own",
            |tx, id, _| own_thread(tx, id),
        )
        .write::<WriteOwnMessage, ThreadId, NewOwnMessage, OwnSent>(
            "My case",
            (Method::POST, "/my/messages/{thread}"),
            "Write to the centre in a thread of one's own, or keep it as a draft",
            (201, &["messages-of-the-day"]),
            say,
        )
        .read::<SeeOwnMessages, (ThreadId, MessageFileId), Nothing, FileContent>(
            "My case",
            "/my/messages/{thread}/files/{file}",
            "Read a file that one sent",
            |tx, at, _| own_file(tx, at),
        )
}

fn of_templates() -> Operations {
    Operations::none()
        .read::<SeeTemplates, (), Nothing, Templates>(
            "Messages",
            "/message-templates",
            "The words that staff use again and again",
            |tx, (), _| templates(tx),
        )
        .write::<KeepTemplates, (), NewTemplate, Template>(
            "Messages",
            (Method::POST, "/message-templates"),
            "Keep words that staff use again and again",
            (201, &[]),
            |tx, (), new| keep_template(tx, new),
        )
        .write::<KeepTemplates, TemplateId, Nothing, Templates>(
            "Messages",
            (Method::POST, "/message-templates/{template}/ending"),
            "Take words away that staff used again and again",
            (201, &["template-gone"]),
            |tx, id, _| stop_template(tx, id),
        )
}
