//! Looking after the centre's keys on the command line. No secret is ever printed.

use super::{
    Key, Settings,
    config::Config,
    keys,
    run::{Stopped, wrong},
};
use host::{
    Ids,
    db::{Kept, encrypt, kept},
    keys::{Anew, NewCentreKey, Rotation, Source, Step},
};
use std::path::PathBuf;

/// Carries out a command about keys.
pub(super) fn look_after(asked: Key) -> Result<(), Stopped> {
    match asked {
        Key::Show(settings) => show(settings),
        Key::Encrypt(settings) => make_encrypted(settings),
        Key::Rotate { settings, new_centre_key_file, database_key, sealing_key } => {
            rotate(settings, new_centre_key_file, Anew { database: database_key, sealing: sealing_key })
        }
    }
}

fn show(settings: Settings) -> Result<(), Stopped> {
    let config = Config::of(settings).map_err(wrong)?;
    let place = keys::place(&config).map_err(wrong)?;
    let file = place.file.path().display();
    if !place.file.is_there().map_err(wrong)? {
        return Err(wrong(format!("keys: there is no {file} yet: it is made at the first start")));
    }
    let (opened, centre_key) = place.open().map_err(wrong)?;
    println!("Keys: {file}");
    println!("Centre key: {}, {}", place.source.words(), centre_key.words());
    if matches!(place.source, Source::Beside(_)) {
        println!("  It lies beside the data: whoever copies that folder can read everything.");
    }
    if config.database.is_some() {
        println!("Database: PostgreSQL, whose server looks after its files");
    } else {
        let name = config.database_name().map_err(wrong)?;
        let state = match kept(&name).map_err(wrong)? {
            Kept::Nothing | Kept::Elsewhere => "not made yet",
            Kept::Plain => "not encrypted: run `alongside key encrypt`",
            Kept::Locked if opened.are_between_two() => {
                "encrypted; a change of its key has not ended: run it again"
            }
            Kept::Locked => "encrypted",
        };
        println!("Database: {name}, {state}");
    }
    if opened.seal_between_two() {
        println!(
            "Families' keys: a change of what they are wrapped with has not ended: run \
             `alongside key rotate --sealing-key` again"
        );
    }
    let trail = keys::of_trail(&config, &opened).map_err(wrong)?;
    println!("Public key of the audit trail: {}", trail.public());
    Ok(())
}

fn make_encrypted(settings: Settings) -> Result<(), Stopped> {
    let config = Config::of(settings).map_err(wrong)?;
    if config.database.is_some() {
        return Err(wrong("database: how PostgreSQL's files are encrypted is a matter of its server"));
    }
    let name = config.database_name().map_err(wrong)?;
    match kept(&name).map_err(wrong)? {
        Kept::Plain => {}
        Kept::Nothing => return Err(wrong(format!("there is no {name} to encrypt"))),
        Kept::Locked | Kept::Elsewhere => return Err(wrong(format!("{name} is encrypted already"))),
    }
    let place = keys::place(&config).map_err(wrong)?;
    let keys = if place.file.is_there().map_err(wrong)? {
        place.open().map_err(wrong)?.0
    } else {
        let opened = place.make(&Ids::System).map_err(wrong)?;
        if let Some(file) = &opened.made {
            keys::warn(file);
        }
        opened.keys
    };
    let rows = encrypt(&name, &keys).map_err(wrong)?;
    println!(
        "{name} is encrypted now, with all its {rows} rows; nothing of the plain one was left in its place."
    );
    println!("Copies of it, such as backups, are as readable as before: destroy them.");
    Ok(())
}

fn rotate(settings: Settings, new: Option<PathBuf>, anew: Anew) -> Result<(), Stopped> {
    let config = Config::of(settings).map_err(wrong)?;
    let place = keys::place(&config).map_err(wrong)?;
    if !place.file.is_there().map_err(wrong)? {
        let file = place.file.path().display();
        return Err(wrong(format!("keys: there is no {file} yet: it is made at the first start")));
    }
    let database = config.database_name().map_err(wrong)?;
    let new = new.map_or(NewCentreKey::Drawn, NewCentreKey::In);
    let mut rotation = Rotation::of(&place, &database, anew, new.clone(), &Ids::System).map_err(wrong)?;
    while let Some(step) = rotation.next_step().map_err(wrong)? {
        match step {
            Step::DatabaseLocked => println!("The database is locked with a new key."),
            Step::OneSealingKept => println!("Every family's key is wrapped with a new one."),
            _ => {}
        }
    }
    match new {
        NewCentreKey::Drawn => println!("The new centre key is in {}.", place.source.words()),
        NewCentreKey::In(file) => {
            println!(
                "The new centre key is in {0}: start with --centre-key-file {0} from now on.",
                file.display()
            );
        }
    }
    println!(
        "Make a backup of it and of {} now; earlier backups need the earlier ones.",
        place.file.path().display()
    );
    Ok(())
}
