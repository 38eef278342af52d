//! What came in: enquiries, referrals, applications, and the orders that came with them.

use super::{
    Form, Gives, KEY, Person, STAFF_WROTE, Table, Whose, apart, given, json, judged, moment, of_family, own,
    text,
};

const OWN_SIDE: Gives = Gives { column: "document", form: Form::OwnSide, label: "What was said of you" };
const OWN_HALF: Gives =
    Gives { column: "application.document", form: Form::OwnHalf, label: "What you wrote" };

/// What goes with an enquiry, and with nothing else.
const fn of_asker(
    name: &'static str,
    holds: &'static str,
    parts: &'static [super::Part],
    apart: &'static [super::Apart],
) -> Table {
    Table { name, holds, whose: Whose::Asker, gone_with: None, parts, apart }
}

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "enquiry",
        holds: "Questions from outside, and how their asker is reached",
        whose: Whose::Asker,
        gone_with: None,
        parts: &[
            own(
                Person::Enquirer,
                "What you asked",
                "enquiry WHERE id = $1",
                "at",
                &[
                    text("channel", "How"),
                    moment("at", "When"),
                    json("document", "", "What you asked"),
                    text("outcome", "What came of it"),
                    moment("closed_at", "Closed"),
                ],
            ),
            judged(
                Person::Enquirer,
                "What was done",
                "enquiry WHERE id = $1 AND outcome_words IS NOT NULL",
                "at",
                &[text("outcome_words", "What was done")],
            ),
        ],
        apart: &[apart(&["id", "centre", "is_urgent"], KEY)],
    },
    Table {
        name: "chat",
        holds: "Chats without a sign-in: how far each has come, and whether its visitor wishes it kept",
        whose: Whose::Asker,
        gone_with: None,
        parts: &[own(
            Person::Enquirer,
            "Your chat",
            "chat WHERE enquiry = $1",
            "at",
            &[moment("at", "Begun"), moment("ended_at", "Ended"), text("keeps", "Whether it is kept")],
        )],
        apart: &[
            apart(&["enquiry", "centre", "state", "last_at", "ended_by"], KEY),
            apart(&["code_hash"], "By it the visitor is known again; it is theirs already."),
            apart(&["taken_by", "taken_at"], STAFF_WROTE),
        ],
    },
    Table {
        name: "chat_line",
        holds: "What was said in chats, until its visitor lets it go",
        whose: Whose::Asker,
        gone_with: None,
        parts: &[own(
            Person::Enquirer,
            "What was said in the chat",
            "chat_line WHERE enquiry = $1",
            "place",
            &[moment("at", "When"), text("words", "Words")],
        )],
        apart: &[apart(&["enquiry", "place", "centre"], KEY), apart(&["account"], STAFF_WROTE)],
    },
    of_asker(
        "enquiry_letter",
        "Further e-mails of somebody who asked before",
        // An e-mail shows nobody who wrote it: somebody reads it before it is given to anybody.
        &[judged(
            Person::Enquirer,
            "What was written besides",
            "enquiry_letter WHERE enquiry = $1",
            "at",
            &[moment("at", "When"), json("document", "", "What was written")],
        )],
        &[apart(&["id", "centre", "enquiry"], KEY)],
    ),
    of_asker(
        "mail_mark",
        "By what an e-mail that was taken is known again, as hashes",
        &[],
        &[apart(&["centre", "mark", "enquiry", "at"], KEY)],
    ),
    of_asker(
        "first_call",
        "First calls that were booked",
        &[own(
            Person::Enquirer,
            "Your first call",
            "first_call WHERE enquiry = $1",
            "starts",
            &[
                moment("starts", "When"),
                text("way", "How"),
                text("state", "What became of it"),
                moment("made_at", "Booked"),
                json("reminder", "/to", "Where we remind you of it"),
            ],
        )],
        &[
            apart(&["id", "centre", "enquiry", "ends", "changed_at"], KEY),
            apart(&["account"], STAFF_WROTE),
            apart(&["secret"], "The secret by which its booker comes back to it, as a hash."),
        ],
    ),
    of_family(
        "referral",
        "Requests to serve a family, with everything the centre needs to know",
        "family = $1",
        &[
            given(
                Person::Adult,
                "The referral, as far as it is about you",
                "referral WHERE family = (SELECT family FROM party WHERE id = $1)",
                "created",
                &[OWN_SIDE, moment("created", "Written"), moment("submitted", "Sent")],
            ),
            judged(
                Person::Adult,
                "The referral, as far as it is about the family",
                "referral WHERE family = (SELECT family FROM party WHERE id = $1)",
                "created",
                &[
                    json("document", "/reason", "Why"),
                    json("document", "/concerns", "Concerns"),
                    json("document", "/convictions", "Convictions"),
                    json("document", "/availability", "Availability"),
                    json("document", "/frequency_asked", "How often"),
                ],
            ),
        ],
        &[
            apart(&["id", "centre", "family", "source", "state", "changed"], KEY),
            apart(&["author"], "Which professional referred the family."),
        ],
    ),
    of_family(
        "referral_contact",
        "What a referral said of where each side is: the compartment",
        "referral IN (SELECT id FROM referral WHERE family = $1)",
        &[given(
            Person::Adult,
            "How you are reached, as the referral said",
            "referral_contact WHERE side = (SELECT side FROM party WHERE id = $1 AND is_main) AND referral IN \
             (SELECT id FROM referral WHERE family = (SELECT family FROM party WHERE id = $1))",
            "referral",
            &[json("document", "", "How you are reached")],
        )],
        &[apart(&["referral", "side", "centre"], KEY)],
    ),
    of_family(
        "application",
        "One parent’s own half of a referral",
        "referral IN (SELECT id FROM referral WHERE family = $1)",
        &[own(
            Person::Adult,
            "Your application",
            "application WHERE referral IN \
             (SELECT id FROM referral WHERE family = (SELECT family FROM party WHERE id = $1))",
            "created",
            &[OWN_HALF, moment("created", "Begun"), moment("submitted", "Sent")],
        )],
        &[
            apart(&["id", "centre", "referral", "state", "changed"], KEY),
            apart(&["code"], "The secret by which its writer comes back to it, as a hash."),
        ],
    ),
    of_family(
        "application_contact",
        "What a parent’s application said of where they are: the compartment",
        "application IN (SELECT id FROM application WHERE referral IN (SELECT id FROM referral WHERE family = $1))",
        &[own(
            Person::Adult,
            "How you are reached, as your application said",
            "application_contact JOIN application ON application.id = application_contact.application \
             WHERE application.referral IN \
             (SELECT id FROM referral WHERE family = (SELECT family FROM party WHERE id = $1))",
            "application.created",
            &[OWN_HALF, json("application_contact.document", "", "How you are reached")],
        )],
        &[apart(&["application", "centre"], KEY)],
    ),
    of_family(
        "enquiry_became",
        "Which referral or application an enquiry became",
        "referral IN (SELECT id FROM referral WHERE family = $1) OR application IN \
         (SELECT id FROM application WHERE referral IN (SELECT id FROM referral WHERE family = $1))",
        &[],
        &[apart(&["enquiry", "centre", "referral", "application", "at"], KEY)],
    ),
    of_family(
        "attachment",
        "Copies of court orders",
        "referral IN (SELECT id FROM referral WHERE family = $1) OR application IN \
         (SELECT id FROM application WHERE referral IN (SELECT id FROM referral WHERE family = $1))",
        &[],
        &[
            apart(
                &["id", "centre", "referral", "application", "order_number", "media_type", "sha256", "at"],
                KEY,
            ),
            apart(
                &["filename", "bytes"],
                "A paper of the court about both sides. Whoever it was made for asks the court for a copy.",
            ),
        ],
    ),
    of_family(
        "triage",
        "What was decided of a referral, and why",
        "referral IN (SELECT id FROM referral WHERE family = $1)",
        &[judged(
            Person::Adult,
            "What we decided of the referral",
            "triage WHERE referral IN \
             (SELECT id FROM referral WHERE family = (SELECT family FROM party WHERE id = $1))",
            "at",
            &[text("decision", "Decision"), text("reason", "Why"), moment("at", "When")],
        )],
        &[apart(&["referral", "centre"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
    of_family(
        "court_order",
        "Court orders that bind a family",
        "family = $1",
        &[],
        &[
            apart(&["id", "centre", "family", "referral", "referral_order", "replaces", "version"], KEY),
            apart(
                &["created", "ended_from", "ended_how", "ended_why", "ended_by", "ended_at"],
                "The order itself is the court’s; what was read of it stands among its terms.",
            ),
        ],
    ),
    of_family(
        "court_order_terms",
        "What was read of an order",
        "court_order IN (SELECT id FROM court_order WHERE family = $1)",
        &[judged(
            Person::Adult,
            "Court orders, as we read them",
            "court_order_terms WHERE court_order IN \
             (SELECT id FROM court_order WHERE family = (SELECT family FROM party WHERE id = $1))",
            "created",
            &[
                json("document", "", "What it says"),
                text("reason", "Why it was read again"),
                moment("created", "Written"),
            ],
        )],
        &[
            apart(&["court_order", "version", "centre"], KEY),
            apart(&["author", "confirmed_by", "confirmed_at"], STAFF_WROTE),
        ],
    ),
    of_family(
        "meeting",
        "Pre-visit meetings, each with one adult",
        "family = $1",
        &[
            given(
                Person::Adult,
                "Your meetings with us",
                "meeting WHERE party = $1",
                "starts",
                &[
                    moment("starts", "From"),
                    moment("ends", "Until"),
                    text("place", "Where"),
                    text("state", "State"),
                    json("document", "/rules_explained", "Rules explained"),
                    json("document", "/confidentiality_explained", "Limits of confidentiality explained"),
                    json("document", "/health_asked", "Health asked about"),
                    json("document", "/safe_contact_confirmed", "Safe contact confirmed"),
                ],
            ),
            judged(
                Person::Adult,
                "What was written of your meetings",
                "meeting WHERE party = $1 AND document IS NOT NULL",
                "starts",
                &[
                    moment("starts", "Meeting of"),
                    json("document", "/notes", "Notes"),
                    json("document", "/reason", "Why it was called off"),
                ],
            ),
        ],
        &[apart(&["id", "centre", "family", "party"], KEY)],
    ),
];
