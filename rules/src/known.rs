//! Whom a declaration may mean (R7): somebody on the staff said in words whom they know, and an adult of a family
//! has a name. A word in common is no proof; it is a reason for a co-ordinator to look.

/// The fewest letters of a word that is compared: shorter ones stand in every sentence.
const LEAST: usize = 3;

/// The words of a text as they are compared: without case, without apostrophes, and without the possessive s.
fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_apostrophe = |letter: char| matches!(letter, '\'' | '’' | '‘' | '`' | '´');
    text.split(move |letter: char| !letter.is_alphabetic() && !is_apostrophe(letter))
        .map(move |word| {
            let word = word.trim_matches(is_apostrophe).to_lowercase().replace(is_apostrophe, "'");
            word.strip_suffix("'s").unwrap_or(&word).replace('\'', "")
        })
        .filter(|word| word.chars().count() >= LEAST)
}

/// Whether what was declared holds, as a whole word, any part of a name.
#[must_use]
pub fn may_mean(declared: &str, name: &str) -> bool {
    let declared: Vec<String> = words_of(declared).collect();
    words_of(name).any(|part| declared.contains(&part))
}

/// Whether a text that everybody reads names somebody: a part of the name, written as a name, where a capital letter does
/// not only begin a sentence. Without that, whoever is called Hall would forbid every hall.
#[must_use]
pub fn names(text: &str, name: &str) -> bool {
    let parts: Vec<String> = words_of(name).collect();
    let mut begins = true;
    text.split_whitespace().any(|word| {
        let is_name = word.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
        let found = is_name && !begins && words_of(word).any(|word| parts.contains(&word));
        begins = word.ends_with(['.', '!', '?', ':', '…']);
        found
    })
}

/// Whether a text holds something by which somebody is reached or found: a number of six digits or more, an e-mail
/// address, a British postcode.
#[must_use]
pub fn leads_to_somebody(text: &str) -> bool {
    let mut run = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => run += 1,
            ' ' | '-' | '(' | ')' | '+' | '.' => {}
            _ => run = 0,
        }
        if run >= 6 {
            return true;
        }
    }
    if text.split_whitespace().any(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).contains('@')) {
        return true;
    }
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).map(<[&str]>::concat);
    words.iter().map(|word| (*word).to_owned()).chain(pairs).any(|word| is_postcode(&word))
}

/// Whether this is a postcode without its blank: one or two letters, a digit, perhaps one letter or digit more, and
/// then a digit and two letters.
fn is_postcode(word: &str) -> bool {
    let kinds: String = word.chars().map(|letter| if letter.is_ascii_digit() { '9' } else { 'A' }).collect();
    let outer = ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"];
    kinds.strip_suffix("9AA").is_some_and(|first| outer.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_or_a_surname_in_the_words_is_a_reason_to_look() {
        for declared in ["Karl, from school.", "My neighbour is a FARROW", "karl’s sister", "Karl's old flat"]
        {
            assert!(may_mean(declared, "Karl Farrow"), "{declared}");
        }
        for declared in ["Karla, from school.", "The Farrows next door", "Carl", "", "Al"] {
            assert!(!may_mean(declared, "Karl Farrow"), "{declared}");
        }
    }

    #[test]
    fn a_name_is_one_where_it_is_written_as_one_and_a_hall_is_no_mr_hall() {
        assert!(names("Sofia Lind said it was cold", "Sofia Lind"));
        assert!(
            names("One of you, Karl, waited.", "Karl Farrow") && names("It was Karl’s idea", "Karl Farrow")
        );
        assert!(!names("The hall was cold. Hall heating is on now.", "Ida Hall"));
        assert!(!names("We will open earlier. Will that do?", "Will Young"));
    }

    #[test]
    fn numbers_addresses_and_postcodes_lead_to_somebody_and_days_and_prices_do_not() {
        for text in
            ["Ring 07700 900701", "01632-960-001", "write to a.b@example.org", "at OA7 4QT", "near sw1a1aa"]
        {
            assert!(leads_to_somebody(text), "{text}");
        }
        for text in [
            "Since 21 November 2026 we open at 9.30",
            "It costs £12.50, or 3 for 30",
            "See @ the door",
            "Room 4 is warm",
        ] {
            assert!(!leads_to_somebody(text), "{text}");
        }
    }

    #[test]
    fn short_words_are_no_reason_and_marks_within_a_name_make_no_difference() {
        assert!(!may_mean("Jo is a friend of mine", "Jo Is"));
        assert!(may_mean("I know an O’Brien", "Sean O'Brien"));
        assert!(may_mean("I know an OBrien", "Sean O'Brien"));
        assert!(may_mean("The Lindqvist family", "Amara Lindqvist-Hale"));
        assert!(may_mean("ZIELIŃSKI, at work", "Ewa Zieliński"));
        assert!(!may_mean("Brie", "Sean O'Brien"));
    }
}
