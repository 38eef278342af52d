//! Prints the name of every clause of the rule book, one a line.

fn main() {
    for clause in rules::schedule::BOOK {
        println!("{}", clause.name);
    }
}
