//! Every word that any notice can say, in every language.

use app::{demo, notice::written, words::Words};
use rules::notice::{NoticeKind, forbidden_in};
use std::{collections::BTreeSet, fs, path::Path};

/// Somebody has looked at each of these: a new word fails until somebody has looked at it too. A language's words
/// stand under its tag.
const LOOKED_AT: &[(&str, &str)] = &[
    (
        "cy",
        "a allai angen arfer byddwch chi cyn ddarllen ddefnydd dim drefnu drefnwyd ei fod fuan gadw gennych gwneud hir \
     hwn hyn i lle mae mewngofnodwch nawr newydd nid o oes prawf r rhywbeth w wedi weld wneud yn yw",
    ),
    (
        "en-GB",
        "a anything be booked do for in is it kept may new need not now of planned read see sign soon something test that there this \
     to use usually what where you",
    ),
];

fn words_of(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// All that could go out in a language, with a code word that is not a word.
fn everything(tag: &str) -> String {
    let words = Words::in_language(tag);
    let all = NoticeKind::ALL.iter().flat_map(|kind| {
        let (plain, with_word) = (written(words, *kind, None), written(words, *kind, Some("Qqq")));
        [plain.subject, plain.body, with_word.subject, with_word.body]
    });
    all.collect::<Vec<_>>().join("\n").replace("Qqq", "")
}

/// Everybody and every place of the demonstration: names as they are told.
fn names() -> Vec<String> {
    let texts =
        demo::files().map_err(|problem| problem.detail()).unwrap().into_iter().map(|(_, referral)| referral);
    let mut found = Vec::new();
    for text in texts {
        gather(&text, &mut found);
    }
    found
}

fn gather(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, inside) in map {
                let is_name = matches!(
                    key.as_str(),
                    "name" | "organisation" | "address" | "school" | "court" | "employer"
                );
                match inside.as_str() {
                    // "Not told to him" is nobody's name, nor is a sentence.
                    Some(text) if is_name && !text.starts_with("Not ") && !text.contains(';') => {
                        found.push(text.to_owned());
                    }
                    _ => gather(inside, found),
                }
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(|one| gather(one, found)),
        _ => {}
    }
}

#[test]
fn no_notice_in_any_language_says_a_word_from_which_somebody_could_guess() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("app/locales");
    let tags: Vec<String> =
        fs::read_dir(locales).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    let names = names();
    assert!(names.len() > 40, "{names:?}");
    for tag in tags {
        let all = everything(&tag);
        let looked_at = LOOKED_AT.iter().find(|(of, _)| *of == tag).map(|(_, words)| words_of(words));
        let looked_at =
            looked_at.unwrap_or_else(|| panic!("look at the notices in {tag} and list their words"));
        assert_eq!(words_of(&all), looked_at, "{tag}");
        assert_eq!(forbidden_in(&all, []), None, "{tag}");
        let found: Vec<&String> =
            names.iter().filter(|name| forbidden_in(&all, [name.as_str()]).is_some()).collect();
        assert_eq!(found, Vec::<&String>::new(), "{tag}");
        assert!(
            !all.contains("http") && !all.contains('@') && !all.contains(|c: char| c.is_ascii_digit()),
            "{all}"
        );
    }
}

#[test]
fn what_the_list_is_for_is_found_by_it() {
    for told in [
        "A message from the contact centre",
        "Your child is well",
        "The court has written",
        "About the abuse",
        "Visit on Saturday",
        "Mae llythyr o’r llys",
    ] {
        assert!(forbidden_in(told, []).is_some(), "{told}");
    }
}
