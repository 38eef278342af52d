//! What ties session staff to families.

diesel::table! {
    emergency_access (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        staff -> Text,
        reason -> Text,
        opened_at -> BigInt,
        ends_at -> BigInt,
        signed_off_at -> Nullable<BigInt>,
        signed_off_by -> Nullable<Text>,
        signed_off_words -> Nullable<Text>,
    }
}
diesel::table! {
    /// A view: which staff are tied to which families by visits, and by what they opened in an emergency.
    session_tie (how, staff, family) {
        how -> Text,
        centre -> Text,
        staff -> Text,
        family -> Text,
        visit -> Nullable<Text>,
        kind -> Text,
        starts -> BigInt,
        closes -> Nullable<BigInt>,
        opening -> Nullable<Text>,
    }
}
