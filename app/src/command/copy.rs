//! Taking everything into another database.

use super::{
    CopyTo,
    config::Config,
    keys,
    run::{Stopped, failed, wrong},
    trail::all_hold,
};
use host::{Clock, Database, Ids, db, trail::TrustedKeys};

/// Takes everything from one database into another, compares them row by row, and checks the trail where it is now.
pub(super) fn copy(asked: CopyTo) -> Result<(), Stopped> {
    let config = Config::of(asked.settings).map_err(wrong)?;
    let from = asked.from.map_or_else(|| config.database_name(), Ok).map_err(wrong)?;
    if !db::is_postgres(&from) && !std::path::Path::new(&from).exists() {
        return Err(wrong(format!("from: there is no {from}")));
    }
    let place = keys::place(&config).map_err(wrong)?;
    let (opened, _) = place.open().map_err(wrong)?;
    let copied = db::copy(&from, &asked.to, &opened).map_err(wrong)?;
    println!("{} rows of {} tables were taken, each as it was.", copied.rows, copied.tables);
    let database = Database::open(&asked.to, &opened, Clock::System, Ids::System).map_err(failed)?;
    let own = keys::of_trail(&config, &opened).map_err(wrong)?.public();
    let trusted = TrustedKeys::of([own.as_str()]).map_err(wrong)?;
    all_hold(&database, &trusted, &[])?;
    println!("Its keys are those in {}: take them along.", place.file.path().display());
    Ok(())
}
