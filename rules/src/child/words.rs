//! Which words bring somebody to read what a child said, and in which of their forms: small children make their own.

/// Words that bring somebody to read an answer, until the centre adds or takes away; by language. A reason to
/// look and no more: most of them are also said of a cartoon.
#[must_use]
pub fn default_words(language: &str) -> &'static [&'static str] {
    if language.starts_with("cy") { CYMRAEG } else { ENGLISH }
}

/// The words in the form in which others are made of them: the rule finds "smacked" by "smack" and "hitted" by "hit".
/// What is left out stands in every second sentence of a happy child: "bit", "hid", "shot" at a goal.
const ENGLISH: &[&str] = &[
    "hit",
    "hurt",
    "smack",
    "slap",
    "kick",
    "punch",
    "pinch",
    "bite me",
    "bit me",
    "push me",
    "shove",
    "grab me",
    "grabbed",
    "drag",
    "drags me",
    "shake",
    "shook me",
    "throw me",
    "threw me",
    "throws things",
    "threw it at",
    "strangle",
    "choke",
    "burn",
    "burnt",
    "belt",
    "whip",
    "knife",
    "knives",
    "gun",
    "weapon",
    "stab",
    "blood",
    "bleed",
    "bled",
    "bruise",
    "kill",
    "die",
    "dying",
    "dead",
    "suicide",
    "to be alive",
    "end my life",
    "self harm",
    "cut myself",
    "scare",
    "frighten",
    "afraid",
    "terrified",
    "threaten",
    "scream",
    "shout",
    "yell",
    "swear at",
    "secret",
    "dont tell",
    "not tell",
    "not allowed to tell",
    "not allowed to say",
    "touch",
    "private parts",
    "privates",
    "willy",
    "fanny",
    "bum",
    "naked",
    "nudes",
    "take my clothes off",
    "took my clothes off",
    "run away",
    "ran away",
    "hide",
    "hungry",
    "starve",
    "no food",
    "locked",
    "lock me",
    "dark cupboard",
    "left me alone",
    "left alone",
    "drunk",
    "beer",
    "vodka",
    "wine",
    "drugs",
    "weed",
    "police",
    "ambulance",
    "passport",
    "where we live",
    "where i live",
    "where mummy lives",
    "where daddy lives",
    "my address",
    "our address",
    "follow us",
    "followed us",
    "take me away",
    "takes me away",
    "not safe",
    "unsafe",
    "dont feel safe",
    "help me",
];

const CYMRAEG: &[&str] = &[
    "taro",
    "trawodd",
    "bwrw",
    "bwrodd",
    "brifo",
    "brifodd",
    "cicio",
    "ciciodd",
    "slapio",
    "pinsio",
    "brathu",
    "gwthio",
    "gwthiodd",
    "tagu",
    "llosgi",
    "ysgwyd",
    "cyllell",
    "gwn",
    "gwaed",
    "clais",
    "cleisiau",
    "lladd",
    "marw",
    "hunanladdiad",
    "ofn",
    "ofnus",
    "dychryn",
    "bygwth",
    "sgrechian",
    "gweiddi",
    "cyfrinach",
    "paid â dweud",
    "dim dweud",
    "cyffwrdd",
    "cyffyrddodd",
    "rhannau preifat",
    "noeth",
    "rhedeg i ffwrdd",
    "cuddio",
    "llwglyd",
    "eisiau bwyd",
    "cloi",
    "wedi meddwi",
    "meddw",
    "cwrw",
    "cyffuriau",
    "heddlu",
    "pasbort",
    "ble rydyn ni’n byw",
    "ein cyfeiriad",
    "ddim yn ddiogel",
    "helpwch fi",
    "helpa fi",
];

/// A word or a few in a row that bring somebody to read an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The words.
    pub words: String,
    /// The tag of their language.
    pub language: String,
}

/// A letter as it is compared: a mark above it is often left out, or typed as a letter of its own.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{300}'..='\u{36f}' => None,
        'à' | 'á' | 'â' | 'ä' => Some('a'),
        'è' | 'é' | 'ê' | 'ë' => Some('e'),
        'ì' | 'í' | 'î' | 'ï' => Some('i'),
        'ò' | 'ó' | 'ô' | 'ö' => Some('o'),
        'ù' | 'ú' | 'û' | 'ü' => Some('u'),
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => Some('w'),
        'ŷ' | 'ỳ' | 'ý' | 'ÿ' => Some('y'),
        letter => Some(letter),
    }
}

fn words_of(text: &str) -> Vec<String> {
    let is_apart =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '\u{300}'..='\u{36f}');
    text.split(is_apart)
        .map(|word| {
            word.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’')).filter_map(plain).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// Whether an English word is this one or a regular form of it, as grown-ups and as small children make them.
fn is_form_of(said: &str, word: &str) -> bool {
    if said == word {
        return true;
    }
    let Some(last) = word.chars().last().filter(|_| word.chars().count() > 2) else { return false };
    let stem = &word[..word.len() - last.len_utf8()];
    let is_any = |start: &str, ends: &[&str]| said.strip_prefix(start).is_some_and(|end| ends.contains(&end));
    match last {
        'e' => is_any(word, &["s", "d"]) || is_any(stem, &["ing", "ed", "y"]),
        'y' => is_any(word, &["s", "ing"]) || is_any(stem, &["ies", "ied"]),
        _ => is_any(word, &["s", "es", "ed", "ing"]) || is_any(&format!("{word}{last}"), &["ed", "ing"]),
    }
}

/// The beginnings that a Welsh word has by what stands before it, and after a sentence’s small words.
fn mutated(word: &str) -> Vec<String> {
    const MUTATIONS: &[(&str, &[&str])] = &[
        ("ll", &["l"]),
        ("rh", &["r"]),
        ("p", &["b", "mh", "ph"]),
        ("t", &["d", "nh", "th"]),
        ("c", &["g", "ngh", "ch"]),
        ("b", &["f", "m"]),
        ("d", &["dd", "n"]),
        ("g", &["", "ng"]),
        ("m", &["f"]),
        ("o", &["ho"]),
    ];
    let mut found = vec![word.to_owned()];
    if let Some((start, others)) = MUTATIONS.iter().find(|(start, _)| word.starts_with(start)) {
        let rest = &word[start.len()..];
        found.extend(others.iter().map(|other| format!("{other}{rest}")));
    }
    found
}

/// Whether a text says one of these words, in one of its forms, whole and in a row.
pub(super) fn says_one_of(text: &str, listed: &[Listed]) -> bool {
    let said = words_of(text);
    listed.iter().any(|one| {
        let is_welsh = one.language.starts_with("cy");
        let phrase: Vec<Vec<String>> = words_of(&one.words)
            .into_iter()
            .map(|word| if is_welsh { mutated(&word) } else { vec![word] })
            .collect();
        let is = |said: &String, forms: &Vec<String>| {
            forms.iter().any(|form| if is_welsh { said == form } else { is_form_of(said, form) })
        };
        !phrase.is_empty()
            && said
                .windows(phrase.len())
                .any(|part| part.iter().zip(&phrase).all(|(said, forms)| is(said, forms)))
    })
}

/// Every language's words as a centre begins with them.
#[cfg(test)]
pub(super) fn listed() -> Vec<Listed> {
    let of = |language: &'static str| {
        let listed = move |words: &&str| Listed { words: (*words).to_owned(), language: language.to_owned() };
        default_words(language).iter().map(listed)
    };
    of("en-GB").chain(of("cy")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_list_is_found_whole_however_it_is_written() {
        for words in ["He HIT me", "it’s a secret.", "I don't tell mummy", "I want to run\naway"] {
            assert!(says_one_of(words, &listed()), "{words}");
        }
        for words in ["The white rabbit", "We made a hut", "", "I was running"] {
            assert!(!says_one_of(words, &listed()), "{words}");
        }
    }

    #[test]
    fn what_a_child_says_in_its_own_grammar_brings_somebody_to_read_it() {
        for words in [
            "he smacked me",
            "Daddy slapped me",
            "he scares me",
            "daddy strangled mummy",
            "he punches mum",
            "he kicks me",
            "he hurted me",
            "he hitted me",
            "he pushes me",
            "he bruised me",
            "he burned me",
            "i dont want to be alive",
            "suicide",
            "he is scary",
            "he was choking her",
            "He shouted",
            "mummy was bleeding",
            "he bited me and hurts",
            "He asked where we live",
            "I am dying",
            "he threatens us",
            "I was hiding",
        ] {
            assert!(says_one_of(words, &listed()), "{words}");
        }
        for words in [
            "We hid behind the sofa",
            "I like the slide",
            "My tummy is full",
            "We played football and I scored",
            "It was a bit cold",
            "I shot the ball in",
            "A bunch of flowers",
            "I felt happy",
            "We diced carrots",
            "My drawing is nice",
            "The summer was good",
        ] {
            assert!(!says_one_of(words, &listed()), "{words}");
        }
    }

    #[test]
    fn a_welsh_word_is_found_however_it_begins_and_with_or_without_its_marks() {
        for words in [
            "Mae’n fy mrifo",
            "Mae e’n ei tharo hi",
            "fy nharo i",
            "wnaeth e fy nghicio",
            "Mae gen i ofn",
            "ei hofn hi",
            "Paid a\u{302} dweud",
            "paid â dweud",
            "paid a dweud",
            "y gyllell",
            "Mae’n bwrw fi",
        ] {
            assert!(says_one_of(words, &listed()), "{words}");
        }
        for words in ["Dw i’n hoffi’r ardd", "Roedd y gacen yn dda"] {
            assert!(!says_one_of(words, &listed()), "{words}");
        }
    }
}
