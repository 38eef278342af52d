//! Who wrote or decided a record, by name: the part of a sign-in that the records of a case are read with.

use crate::schema::{
    child_answer_note, child_sitting, complaint_step, message, note, offer_answer, report, report_copy,
    review, visit, visit_change, visit_event,
};

diesel::table! {
    /// A sign-in, as far as its name goes.
    #[sql_name = "account"]
    author (id) {
        /// Identifier of the sign-in.
        id -> Text,
        /// Name, as colleagues know it.
        name -> Text,
    }
}
diesel::allow_tables_to_appear_in_same_query!(author, complaint_step);
diesel::allow_tables_to_appear_in_same_query!(author, review);
diesel::allow_tables_to_appear_in_same_query!(author, report);
diesel::allow_tables_to_appear_in_same_query!(author, report_copy);
diesel::allow_tables_to_appear_in_same_query!(author, note);
diesel::allow_tables_to_appear_in_same_query!(author, visit);
diesel::allow_tables_to_appear_in_same_query!(author, offer_answer);
diesel::allow_tables_to_appear_in_same_query!(author, visit_change);
diesel::allow_tables_to_appear_in_same_query!(author, visit_event);
diesel::allow_tables_to_appear_in_same_query!(author, message);
diesel::allow_tables_to_appear_in_same_query!(author, child_sitting);
diesel::allow_tables_to_appear_in_same_query!(author, child_answer_note);
