//! What parents, children and the public read: complete in every language, and in no page's code.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser::parse,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const ENGLISH: &str = "en-GB";

fn app() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("app")
}

/// The languages in the program, each with all its messages as one text.
fn languages() -> BTreeMap<String, String> {
    let files = |folder: &Path| {
        let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        let of_messages = paths.filter(|path| path.extension().is_some_and(|kind| kind == "ftl"));
        of_messages.map(|path| fs::read_to_string(path).unwrap()).collect()
    };
    let folders = fs::read_dir(app().join("locales")).unwrap().map(|it| it.unwrap());
    folders.map(|it| (it.file_name().into_string().unwrap(), files(&it.path()))).collect()
}

/// Each message with the variables it takes.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let read = parse(text).unwrap_or_else(|(_, faults)| panic!("the words do not read: {faults:?}"));
    let one = |entry| match entry {
        Entry::Message(message) => {
            let mut variables = BTreeSet::new();
            variables_of(message.value.as_ref().unwrap(), &mut variables);
            Some((message.id.name.to_owned(), variables))
        }
        _ => None,
    };
    read.body.into_iter().filter_map(one).collect()
}

fn variables_of(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                variable_of(inline, found);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                variable_of(selector, found);
                for variant in variants {
                    variables_of(&variant.value, found);
                }
            }
        }
    }
}

fn variable_of(expression: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                variable_of(argument, found);
            }
        }
        _ => {}
    }
}

/// How a language differs from English.
fn differences(english: &str, other: &str) -> Vec<String> {
    let (english, other) = (messages(english), messages(other));
    let ids: BTreeSet<&String> = english.keys().chain(other.keys()).collect();
    ids.into_iter()
        .filter_map(|id| match (english.get(id), other.get(id)) {
            (Some(_), None) => Some(format!("{id} is missing")),
            (None, _) => Some(format!("{id} is not in English")),
            (Some(here), Some(there)) if here != there => Some(format!("{id} takes other variables")),
            _ => None,
        })
        .collect()
}

/// The messages that the library cannot say in full, whatever number their variables hold.
fn unsaid(tag: &str, text: &str) -> Vec<String> {
    let mut bundle = FluentBundle::new(vec![tag.parse().unwrap()]);
    bundle.add_builtins().unwrap();
    let twice = bundle.add_resource(FluentResource::try_new(text.to_owned()).unwrap());
    let mut unsaid: Vec<String> = twice.err().into_iter().flatten().map(|fault| fault.to_string()).collect();
    for (id, variables) in messages(text) {
        for number in [0, 1, 2, 3, 5, 6, 11, 2026] {
            let given: FluentArgs = variables.iter().map(|name| (name.as_str(), number)).collect();
            let (message, mut faults) = (bundle.get_message(&id).unwrap(), Vec::new());
            let said = bundle.format_pattern(message.value().unwrap(), Some(&given), &mut faults);
            if !faults.is_empty() || said.trim().is_empty() {
                unsaid.push(format!("{id} with {number}: {faults:?}"));
            }
        }
    }
    unsaid
}

#[test]
fn every_language_says_all_that_english_says_with_the_same_variables() {
    let languages = languages();
    for (tag, text) in &languages {
        assert_eq!(differences(&languages[ENGLISH], text), Vec::<String>::new(), "{tag}");
        assert_eq!(unsaid(tag, text), Vec::<String>::new(), "{tag}");
    }
}

#[test]
fn a_language_that_lacks_something_or_says_it_wrongly_is_found_out() {
    let english = "hello = Hello { $name }\nbye = Goodbye\n";
    assert_eq!(differences(english, "hello = Shwmae { $name }\nbye = Hwyl fawr\n"), Vec::<String>::new());
    assert_eq!(
        differences(english, "hello = Shwmae { $enw }\n"),
        ["bye is missing", "hello takes other variables"]
    );
    assert_eq!(differences(english, &format!("{english}more = Mwy\n")), ["more is not in English"]);
    assert_eq!(unsaid("cy", "wrong = { NOTHING($name) }\n").len(), 8);
    assert_eq!(unsaid("cy", "bye = Hwyl\nbye = Hwyl fawr\n").len(), 1);
}

#[test]
fn the_languages_of_the_program_are_the_folders() {
    for tag in languages().keys() {
        assert_eq!(app::words::Words::in_language(tag).tag(), tag);
    }
    assert_eq!(app::words::Words::in_language("tlh").tag(), ENGLISH, "where there is none, English is read");
}

/// A template without what Askama and HTML do with it.
fn bare(template: &str) -> String {
    let mut rest = template.to_owned();
    let marks = [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<", ">"), ("aria-describedby=\"", "\"")];
    for (open, close) in marks {
        while let Some(from) = rest.find(open) {
            let inside = from + open.len();
            let to = rest[inside..].find(close).unwrap_or_else(|| panic!("{open} is not closed"));
            rest.replace_range(from..inside + to + close.len(), " ");
        }
    }
    rest
}

#[test]
fn templates_of_parents_and_the_public_hold_no_words_of_their_own() {
    let templates = [
        "layouts/parent.html",
        "layouts/public.html",
        "pages/landing.html",
        "pages/sheet_parent.html",
        "pages/sheet_public.html",
        "parts/exit.html",
        "parts/forms.html",
        "parts/sheet.html",
        "parts/show.html",
    ];
    for path in templates {
        let text = fs::read_to_string(app().join("templates").join(path)).unwrap();
        let words = bare(&text);
        assert!(!words.contains(char::is_alphabetic), "{path} says {}", words.trim());
        for attribute in ["aria-label=\"", "alt=\"", "data-exit-title=\"", "placeholder=\""] {
            for value in text.split(attribute).skip(1) {
                assert!(!value.starts_with(char::is_alphabetic), "{path} has {attribute}{}", &value[..20]);
            }
        }
    }
    assert!(bare("<p>Hello {{ name }}</p>").contains("Hello"));
}

#[test]
fn pages_of_parents_and_the_public_have_no_sentence_in_their_code() {
    let pages = [
        "child/tablet.rs",
        "complaint/own_pages.rs",
        "identity/door.rs",
        "identity/own_pages.rs",
        "identity/password.rs",
        "identity/prove.rs",
        "identity/quick.rs",
        "identity/returning.rs",
        "identity/second.rs",
        "identity/set_up.rs",
        "intake/application/pages/answers.rs",
        "intake/application/pages/parent.rs",
        "intake/first_call/public_pages.rs",
        "intake/helplines.rs",
        "plan/party.rs",
        "message/own_pages.rs",
        "portal/contact_pages.rs",
        "portal/offer_pages.rs",
        "portal/pages.rs",
        "trail/asking/own_pages.rs",
        "records/subject_access/own_pages.rs",
        "report/pages/verify.rs",
        "report/verify.rs",
    ];
    for path in pages {
        let code = fs::read_to_string(app().join("src").join(path)).unwrap();
        for line in
            code.lines().filter(|line| !line.trim_start().starts_with("//") && !line.starts_with("#["))
        {
            let said = line.split('"').skip(1).step_by(2).find(|literal| {
                literal.split_once(' ').is_some_and(|(before, after)| {
                    before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
                })
            });
            // What the log is told is no page's.
            assert!(said.is_none() || line.contains("Problem::broken"), "{path} says {said:?}");
        }
    }
}
