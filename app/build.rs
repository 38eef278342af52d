//! Turns the English words in `locales/en-GB` into one function for each message, so that a page can ask
//! only for words that are there, and only with what they need. `docs/guides/words.md` says how to use it.

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement},
    parser::parse,
};
use std::{collections::BTreeMap, env, error::Error, fs, path::Path};

const ENGLISH: &str = "en-GB";
/// What rules and fields say when they refuse, in a language other than English: no messages, but sentences.
const SAID: &str = "said.txt";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo:rerun-if-changed=locales");
    let locales = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("locales");
    let (mut embedded, mut said) = (String::new(), String::new());
    for folder in names_in(&locales)? {
        embedded.push_str(&format!("({folder:?}, &["));
        for file in names_in(&locales.join(&folder))? {
            let path = locales.join(&folder).join(&file);
            let text = format!("include_str!({:?})", path.to_string_lossy());
            if file == SAID {
                said.push_str(&format!("({folder:?}, {text}),"));
            } else {
                embedded.push_str(&format!("{text},"));
            }
        }
        embedded.push_str("]),");
    }
    let mut functions = String::new();
    for file in names_in(&locales.join(ENGLISH))? {
        let text = fs::read_to_string(locales.join(ENGLISH).join(&file))?;
        functions.push_str(&of_file(&file, &text)?);
    }
    let code = format!(
        "const EMBEDDED: &[(&str, &[&str])] = &[{embedded}];\nconst SAID: &[(&str, &str)] = &[{said}];\nimpl Words {{ const ENGLISH: &'static str = {ENGLISH:?};\n{functions} }}"
    );
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), code)?)
}

fn names_in(folder: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The functions of one file.
fn of_file(file: &str, text: &str) -> Outcome<String> {
    let read = parse(text).map_err(|(_, faults)| format!("{file}: {faults:?}"))?;
    let mut functions = String::new();
    for entry in read.body {
        if let Entry::Message(message) = entry {
            functions.push_str(&of_message(&message).map_err(|why| format!("{file}: {why}"))?);
        }
    }
    Ok(functions)
}

/// `portal-hello = Hello { $name }` becomes `portal_hello(self, name: &str) -> String`. A variable by
/// which the text is chosen, or that is written `{ NUMBER($n) }`, is a number; every other is text. They
/// come in the order of the alphabet, so that a sentence can be turned round without changing a caller.
fn of_message(message: &Message<&str>) -> Outcome<String> {
    let id = message.id.name;
    let pattern = message.value.as_ref().ok_or_else(|| format!("{id} has no words"))?;
    if !message.attributes.is_empty() {
        return Err(format!("{id} has attributes, which no page can ask for").into());
    }
    let mut variables = BTreeMap::new();
    in_pattern(pattern, &mut variables).map_err(|why| format!("{id} {why}"))?;
    let (mut takes, mut gives) = (String::new(), String::new());
    for (name, is_number) in variables {
        let kind = if is_number { "impl Number" } else { "&str" };
        takes.push_str(&format!(", {name}: {kind}"));
        gives.push_str(&format!("({name:?}, {name}.into()),"));
    }
    let function = id.replace('-', "_");
    Ok(format!(
        "/// The words of `{id}`.\npub(crate) fn {function}(self{takes}) -> String {{ self.say({id:?}, [{gives}]) }}\n"
    ))
}

type Variables<'a> = BTreeMap<&'a str, bool>;

fn in_pattern<'a>(pattern: &Pattern<&'a str>, found: &mut Variables<'a>) -> Outcome<()> {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => in_expression(inline, false, found)?,
            Expression::Select { selector, variants } => {
                in_expression(selector, true, found)?;
                for variant in variants {
                    in_pattern(&variant.value, found)?;
                }
            }
        }
    }
    Ok(())
}

fn in_expression<'a>(
    expression: &InlineExpression<&'a str>,
    is_number: bool,
    found: &mut Variables<'a>,
) -> Outcome<()> {
    match expression {
        InlineExpression::VariableReference { id } => *found.entry(id.name).or_default() |= is_number,
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_expression(argument, true, found)?;
            }
        }
        InlineExpression::Placeable { .. } | InlineExpression::MessageReference { .. } => {
            return Err("holds a message or braces in braces: write the words out".into());
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::TermReference { .. } => {}
    }
    Ok(())
}
