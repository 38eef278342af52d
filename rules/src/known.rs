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
    fn short_words_are_no_reason_and_marks_within_a_name_make_no_difference() {
        assert!(!may_mean("Jo is a friend of mine", "Jo Is"));
        assert!(may_mean("I know an O’Brien", "Sean O'Brien"));
        assert!(may_mean("I know an OBrien", "Sean O'Brien"));
        assert!(may_mean("The Lindqvist family", "Amara Lindqvist-Hale"));
        assert!(may_mean("ZIELIŃSKI, at work", "Ewa Zieliński"));
        assert!(!may_mean("Brie", "Sean O'Brien"));
    }
}
