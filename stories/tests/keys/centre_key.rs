//! The centre key: from where it comes, and what is refused.

use super::*;

/// As `age-keygen` writes it.
const IDENTITY: &str = "# created: 2026-11-18T09:00:00Z\n# public key: age1example\n";

fn an_identity() -> String {
    // Drawn by the program itself, for another centre.
    let other = Installation::new();
    std::fs::read_to_string(other.at("centre.key")).unwrap()
}

#[test]
fn a_file_a_credential_a_text_and_a_passphrase_each_open_the_keys() {
    let key = an_identity();
    for (text, name) in
        [(format!("{IDENTITY}{key}"), "identity"), ("harbour lantern 26 gulls\n".to_owned(), "words")]
    {
        let centre = Installation::not_started();
        let file = centre.write(name, &text);
        let sources = [
            Source::File(file.clone()),
            Source::Credential(file),
            Source::Text(text.trim().to_owned().into()),
        ];
        for source in sources {
            let opened = centre.started_with(&centre.with(source)).unwrap();
            assert!(opened.made.is_none());
        }
        assert!(!centre.at("centre.key").exists(), "none is made where one is named");
        assert_eq!(centre.place().file.wants_passphrase().unwrap(), name == "words");
    }
}

#[test]
fn the_wrong_key_is_refused_whichever_kind_it_is() {
    let by_words = Installation::not_started();
    let words = |text: &str| Source::Text(text.to_owned().into());
    by_words.started_with(&by_words.with(words("harbour lantern 26 gulls"))).unwrap();
    let by_identity = Installation::new();
    let tries = [
        (&by_words, words("harbour lantern 27 gulls")),
        (&by_words, words(an_identity().trim())),
        (&by_identity, words("harbour lantern 26 gulls")),
        (&by_identity, words(an_identity().trim())),
    ];
    for (centre, source) in tries {
        let why = centre.started_with(&centre.with(source)).unwrap_err();
        assert!(why.contains("is not the key of") && why.contains("keys.age"), "{why}");
        assert!(!why.contains("gulls") && !why.contains("AGE-SECRET"), "a refusal tells the key: {why}");
    }
}

#[test]
fn no_key_for_keys_that_are_there_is_refused_and_none_is_made() {
    let centre = Installation::new();
    std::fs::remove_file(centre.at("centre.key")).unwrap();
    let why = centre.started().unwrap_err();
    assert!(why.contains("there is no") && why.contains("--centre-key-file"), "{why}");
    assert!(!centre.at("centre.key").exists());
    let named = centre.with(Source::File(centre.at("nowhere")));
    assert!(centre.started_with(&named).unwrap_err().contains("there is no"));
}

#[test]
fn what_is_no_key_or_open_to_others_is_refused_with_its_remedy() {
    let centre = Installation::new();
    let good = std::fs::read_to_string(centre.at("centre.key")).unwrap();
    // A key may lack any one letter; one of these two changes it, whichever it has.
    let last = if good.trim_end().ends_with('Q') { 'P' } else { 'Q' };
    let miscopied = format!("{}{last}", &good.trim_end()[..good.trim_end().len() - 1]);
    for (text, words) in [
        ("", "holds no key"),
        ("# only a word\n", "holds no key"),
        ("short", "too short"),
        ("one line of words\nand another", "more than one line"),
        (&good[..40], "copy all of its line"),
        (&miscopied, "copy all of its line"),
    ] {
        let file = centre.write("named", text);
        let why = centre.started_with(&centre.with(Source::File(file))).unwrap_err();
        assert!(why.contains(words) && why.contains("named"), "{text}: {why}");
    }
    let file = centre.write("named", &good);
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o640, 0o604, 0o666] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let why = centre.started_with(&centre.with(Source::File(file.clone()))).unwrap_err();
        assert!(why.contains("chmod 600"), "{why}");
    }
    let folder = centre.with(Source::File(centre.folder.path().to_owned()));
    assert!(centre.started_with(&folder).unwrap_err().contains("cannot read"));
}
