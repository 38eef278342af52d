//! What one adult and the centre write to each other (R29), and what must not pass through it (R16).

use crate::{Refusal, Rule};

/// The most messages an adult sends in a day. Enough for any day there is; too few to flood the centre with.
pub const MOST_IN_A_DAY: i64 = 20;

/// How many words in a row, the same as another adult wrote, are that adult's message passed on.
const SAME_IN_A_ROW: usize = 8;

/// Words by which somebody asks for something to be passed on. A reason for a member of staff to look, and no
/// more: nothing an adult writes goes to anybody but the centre, whatever it says.
const ASKING: &[&str] = &[
    "pass it on",
    "pass on",
    "pass this",
    "pass that",
    "pass the",
    "tell him",
    "tell her",
    "tell them",
    "let him know",
    "let her know",
    "let them know",
    "say to him",
    "say to her",
    "ask him",
    "ask her",
    "give him",
    "give her",
    "give it to",
    "give this to",
    "give them this",
    "slip it",
    "hand it to",
    "hand him",
    "hand her",
    "show him",
    "show her",
    "read it to",
    "read this to",
    "from me to",
    "my message to",
    "where does he live",
    "where does she live",
    "where he lives",
    "where she lives",
    "where they live",
    "what is her address",
    "what is his address",
    "his new address",
    "her new address",
    "his number",
    "her number",
];

fn words_of(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'))
        .map(|word| word.to_lowercase().replace(['\'', '’'], ""))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether an adult asks for something to be passed on to somebody, or for where somebody is (R16): by words of
/// the list, or by "tell", "ask" or "give" before the name of another adult or of a child of the family.
#[must_use]
pub fn asks_to_pass_on<'a>(words: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    let words = words_of(words);
    let holds = |phrase: &[String]| words.windows(phrase.len()).any(|part| part == phrase);
    if ASKING.iter().any(|phrase| holds(&words_of(phrase))) {
        return true;
    }
    let names: Vec<String> = names.into_iter().flat_map(words_of).filter(|name| name.len() > 2).collect();
    words.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "tell" | "ask" | "give" | "show" | "remind" | "warn")
            && names.contains(&pair[1])
    })
}

/// Whether what is about to be sent to one adult repeats what another adult of the family wrote: eight words in a
/// row that are the same, or the whole of a message that has fewer but at least four.
#[must_use]
pub fn repeats(sent: &str, written: &str) -> bool {
    let (sent, written) = (words_of(sent), words_of(written));
    let run = SAME_IN_A_ROW.min(written.len());
    run >= SAME_IN_A_ROW / 2 && written.windows(run).any(|part| sent.windows(run).any(|other| other == part))
}

/// Refuses what would carry one adult's words to another (R16).
pub fn nothing_is_passed_on<'a>(
    sent: &str,
    others: impl IntoIterator<Item = &'a str>,
) -> Result<(), Refusal> {
    if others.into_iter().any(|written| repeats(sent, written)) {
        return Err(Refusal::under(
            Rule::R16,
            "This repeats what another adult of the family wrote to the centre.",
            "Say in the centre's own words what this person needs to know, or leave it out.",
        ));
    }
    Ok(())
}

/// Refuses more messages in a day than any day needs. A worry gets through when the others are used up, and has room for
/// as many again: what it tells of may not wait until tomorrow.
pub fn not_too_many_in_a_day(sent: i64, is_worry: bool) -> Result<(), Refusal> {
    let most = if is_worry { 2 * MOST_IN_A_DAY } else { MOST_IN_A_DAY };
    if sent >= most {
        return Err(Refusal::because(
            "messages-of-the-day",
            "You have sent as many messages today as can be sent in a day.",
            "We will read them all. Write again tomorrow, or telephone the centre. If somebody is in danger, ring 999.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_to_pass_something_on_is_noticed_however_it_is_written() {
        let names = ["Amara Lindqvist", "Nadia"];
        for asks in [
            "Please tell her I am sorry.",
            "Could you PASS  this on?",
            "tell Amara, I won’t give up",
            "Give Nadia the letter in her coat",
            "What is her address now",
            "let\nthem know",
        ] {
            assert!(asks_to_pass_on(asks, names), "{asks}");
        }
        for asks in [
            "Nadia has a cold. Can we still come?",
            "I can tell you more when we meet.",
            "He was happy after the visit.",
            "I passed the school",
            "",
        ] {
            assert!(!asks_to_pass_on(asks, names), "{asks}");
        }
    }

    #[test]
    fn eight_words_of_anothers_message_are_not_sent_on_and_everyday_words_are() {
        let wrote = "I will bring the blue coat and the book she likes on Saturday.";
        assert!(repeats("They said: i will bring the blue coat and the book. Is that fine?", wrote));
        assert!(!repeats("Please bring a coat on Saturday: it is cold in the hall.", wrote));
        assert!(repeats("Note: you will be sorry", "You will be sorry!"));
        assert!(!repeats("Thank you very much", "Thank you"));
        let refused = nothing_is_passed_on("You will be sorry", ["Hello", "You will be sorry"]).unwrap_err();
        assert_eq!(refused.code, "r16-no-passing-on");
    }

    #[test]
    fn the_twentieth_message_of_a_day_goes_and_the_next_does_not() {
        assert!(not_too_many_in_a_day(MOST_IN_A_DAY - 1, false).is_ok());
        assert!(not_too_many_in_a_day(MOST_IN_A_DAY, true).is_ok(), "a worry gets through");
        assert!(not_too_many_in_a_day(2 * MOST_IN_A_DAY, true).is_err());
        assert_eq!(not_too_many_in_a_day(MOST_IN_A_DAY, false).unwrap_err().code, "messages-of-the-day");
    }
}
