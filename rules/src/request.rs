//! What an adult asks the centre for, and what has to be so before it says yes.

use crate::{Refusal, Rule};

base::choices! {
    /// What an adult asks for.
    pub enum Ask {
        Change = "change" => "Another time",
        Person = "person" => "Somebody else at a visit",
        Gift = "gift" => "A gift",
        Photograph = "photograph" => "A photograph",
        Worry = "worry" => "A worry",
    }
}

base::choices! {
    /// What whoever decides has made sure of.
    pub enum Check {
        OrderRead = "order-read" => "The order and the plan allow it: I have read both",
        BothHeard = "both-heard" => "Both sides were heard apart, and neither decides alone",
        LookedInside = "looked-inside" => "Staff look inside first, for notes and trackers",
        TakenByStaff = "taken-by-staff" => "Staff take it, with the centre’s own camera",
    }
}

base::choices! {
    /// What the centre answers.
    pub enum RequestDecision {
        Yes = "yes" => "Yes",
        No = "no" => "No",
    }
}

impl Ask {
    /// What has to be made sure of before the answer is yes, and the rule that asks for it.
    #[must_use]
    pub const fn needs(self) -> (&'static [Check], Rule) {
        match self {
            // The booking itself is judged by every rule when it is changed.
            Self::Change => (&[], Rule::R4),
            Self::Person => (&[Check::OrderRead, Check::BothHeard], Rule::R6),
            Self::Gift => (&[Check::LookedInside], Rule::R15),
            Self::Photograph => (&[Check::OrderRead, Check::TakenByStaff], Rule::R14),
            Self::Worry => (&[], Rule::R22),
        }
    }
}

/// Whether what is asked for may be answered so, where an adult of the family may have said no to photographs.
///
/// # Errors
/// R6, R14 or R15 where the answer is yes and something was not made sure of, or an adult said no. A worry has no yes
/// and no no.
pub fn may_decide(
    ask: Ask,
    decision: RequestDecision,
    checked: &[Check],
    no_photographs: bool,
) -> Result<(), Refusal> {
    if ask == Ask::Photograph && decision == RequestDecision::Yes && no_photographs {
        return Err(Refusal::under(
            Rule::R14,
            "An adult of the family has said no to photographs.",
            "Say no, and give no reason that tells who: what each adult said is theirs alone.",
        ));
    }
    if ask == Ask::Worry {
        return Err(Refusal::because(
            "worry-has-no-answer",
            "A worry is not granted or refused.",
            "Write back, and record an incident if something happened. In danger ring 999 first.",
        ));
    }
    let (needs, rule) = ask.needs();
    let missing: Vec<&str> =
        needs.iter().filter(|check| !checked.contains(check)).map(|check| check.words()).collect();
    if decision == RequestDecision::Yes && !missing.is_empty() {
        return Err(Refusal::under(
            rule,
            format!("Before the answer is yes, somebody makes sure: {}.", missing.join("; ")),
            "Make sure and tick it, or say no.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_yes_has_everything_made_sure_of_and_a_no_needs_nothing(
            ask in proptest::sample::select(Ask::ALL.to_vec()),
            decision in proptest::sample::select(RequestDecision::ALL.to_vec()),
            checked in proptest::sample::subsequence(Check::ALL.to_vec(), 0..=4),
            no_photographs in any::<bool>(),
        ) {
            let wanted: &[Check] = match ask {
                Ask::Person => &[Check::OrderRead, Check::BothHeard],
                Ask::Gift => &[Check::LookedInside],
                Ask::Photograph => &[Check::OrderRead, Check::TakenByStaff],
                Ask::Change | Ask::Worry => &[],
            };
            let may = ask != Ask::Worry
                && (decision == RequestDecision::No
                    || wanted.iter().all(|check| checked.contains(check))
                        && !(ask == Ask::Photograph && no_photographs));
            prop_assert_eq!(may_decide(ask, decision, &checked, no_photographs).is_ok(), may);
        }
    }

    #[test]
    fn nobody_else_comes_in_because_one_parent_wishes_it() {
        let refusal = may_decide(Ask::Person, RequestDecision::Yes, &[Check::OrderRead], false).unwrap_err();
        assert_eq!(refusal.code, "r6-not-on-the-list");
        assert!(refusal.detail.contains("neither decides alone"), "{refusal}");
    }
}
