//! Whether two parents who applied separately may be the parents of the same children. For staff alone:
//! neither parent ever learns that the other has applied (R25).

use base::Day;

/// What two applications are compared by: each child's surname and date of birth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildNamed {
    /// Surname, as the parent wrote it.
    pub surname: String,
    /// Date of birth.
    pub born: Day,
}

/// A surname in a form in which the spellings of two parents meet: small letters, without accents,
/// spaces, hyphens and apostrophes.
#[must_use]
pub fn folded(surname: &str) -> String {
    surname.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()).flat_map(plain).collect()
}

/// A letter without its accent, for the letters of European names.
fn plain(letter: char) -> Vec<char> {
    let plain = match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' | 'ō' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ț' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ű' | 'ū' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // Written out in English as often as not.
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        other => return vec![other],
    };
    plain.chars().collect()
}

/// Whether the two name a child in common: born on the same day, with the same surname however spelt.
/// It is a hint for staff, who decide; a family of twins and a coincidence look alike.
#[must_use]
pub fn may_be_one_family(one: &[ChildNamed], other: &[ChildNamed]) -> bool {
    one.iter().any(|child| {
        let surname = folded(&child.surname);
        other.iter().any(|also| also.born == child.born && folded(&also.surname) == surname)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(surname: &str, born: &str) -> ChildNamed {
        ChildNamed { surname: surname.into(), born: born.parse().unwrap() }
    }

    #[test]
    fn spellings_of_one_surname_meet() {
        for (one, other) in [
            ("O’Brien", "OBrien"),
            ("Łukaszewski", "lukaszewski"),
            ("Müller", "Mueller"),
            ("Hale-Osei", "hale osei"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
    }

    #[test]
    fn one_child_in_common_is_enough() {
        let hers = [child("Hale", "2019-05-06"), child("Hale", "2021-01-02")];
        let his = [child("HALE", "2021-01-02")];
        assert!(may_be_one_family(&hers, &his) && may_be_one_family(&his, &hers));
    }

    #[test]
    fn another_day_or_another_surname_is_another_child() {
        let hers = [child("Hale", "2019-05-06")];
        assert!(!may_be_one_family(&hers, &[child("Hale", "2019-05-07")]));
        assert!(!may_be_one_family(&hers, &[child("Hall", "2019-05-06")]));
        assert!(!may_be_one_family(&hers, &[]));
    }
}
