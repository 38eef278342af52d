//! Prints an invented instance: `invent FAMILIES STAFF SEED`.

use planner::invent::{Country, country};
use std::{env, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, families, staff, seed] = &arguments[..] else { return Err("see the first line".into()) };
    let wish = Country { families: families.parse()?, staff: staff.parse()?, seed: seed.parse()? };
    println!("{}", country(wish));
    Ok(())
}
