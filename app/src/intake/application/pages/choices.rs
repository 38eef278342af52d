//! The choices of an application in the words of the parent who applies.

use crate::{
    intake::referral::{OrderKind, Responsibility},
    words::spoken,
};
use rules::risk::FactorKind;

spoken!(Responsibility {
    Yes => responsibility_yes,
    No => responsibility_no,
    NotKnown => responsibility_not_known,
});

spoken!(OrderKind {
    ChildArrangements => order_child_arrangements,
    NonMolestation => order_non_molestation,
    Occupation => order_occupation,
    ProhibitedSteps => order_prohibited_steps,
    SpecificIssue => order_specific_issue,
    SpecialGuardianship => order_special_guardianship,
    Care => order_care,
    SectionSevenDirection => order_section_7_direction,
    Other => order_other,
});

spoken!(FactorKind {
    DomesticAbuse => worry_domestic_abuse,
    CoerciveControl => worry_coercive_control,
    NonFatalStrangulation => worry_non_fatal_strangulation,
    Stalking => worry_stalking,
    ThreatsToKill => worry_threats_to_kill,
    SexualAbuseOfChild => worry_sexual_abuse_of_child,
    PhysicalAbuseOfChild => worry_physical_abuse_of_child,
    EmotionalAbuseOfChild => worry_emotional_abuse_of_child,
    Neglect => worry_neglect,
    Abduction => worry_abduction,
    DrugsOrAlcohol => worry_drugs_or_alcohol,
    MentalHealth => worry_mental_health,
    Weapons => worry_weapons,
    Other => worry_other,
});
