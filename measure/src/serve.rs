//! The centre, the product that serves it, and the bare handler beside it.

use crate::Broken;
use app::{demo, routes, schema::family};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use base::{FamilyId, Moment};
use diesel::{QueryDsl, RunQueryDsl, SqliteConnection, connection::SimpleConnection};
use host::{
    Clock, Database, House, Ids, Keys,
    db::open_embedded,
    keys::{KeysFile, Place, Source},
};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::net::TcpListener;

/// A large centre.
pub(crate) struct Centre {
    pub(crate) house: House,
    pub(crate) file: String,
    pub(crate) keys: Keys,
    pub(crate) now: Moment,
}

/// Opens the centre in a folder, and fills it first when there is none.
pub(crate) async fn centre(folder: &PathBuf, families: usize, now: Moment) -> Result<Centre, Broken> {
    std::fs::create_dir_all(folder)?;
    // Only a centre that was filled to the end is used again.
    let file = folder.join(format!("centre-{families}.sqlite")).display().to_string();
    let filling = folder.join("filling.sqlite").display().to_string();
    let place = Place {
        file: KeysFile::at(folder.join("keys.age")),
        source: Source::Beside(folder.join("centre.key")),
        plain_trail: None,
    };
    let keys = place.open_or_make(&file, &Ids::System)?.keys;
    if !std::fs::exists(&file)? {
        for of in [&filling, &filling.replace(".sqlite", ".keyring")] {
            for left in ["", "-wal", "-shm"] {
                let left = format!("{of}{left}");
                if std::fs::exists(&left)? {
                    std::fs::remove_file(left)?;
                }
            }
        }
        println!("Filling {file} through the public API. This happens once.");
        fill(&filling, &keys, families, now).await?;
        open_embedded(&filling, &keys)?.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;")?;
        // What opens what is sealed lies in a file of its own beside it.
        let ring = |of: &str| PathBuf::from(of).with_extension("keyring");
        std::fs::rename(ring(&filling), ring(&file))?;
        std::fs::rename(&filling, &file)?;
    }
    let database = Database::open(&file, &keys, Clock::stopped(now), Ids::System).map_err(|why| why.0)?;
    database.migrate().map_err(|why| why.0)?;
    database.signing_with(keys.trail());
    let house = demo::open(&database).map_err(|problem| problem.detail())?;
    Ok(Centre { house, file, keys, now })
}

async fn fill(file: &str, keys: &Keys, families: usize, now: Moment) -> Result<(), Broken> {
    let database = Database::open(file, keys, Clock::stopped(now), Ids::System).map_err(|why| why.0)?;
    database.migrate().map_err(|why| why.0)?;
    let house = demo::open(&database).map_err(|problem| problem.detail())?;
    let mut cast = demo::cast(&house).map_err(|problem| problem.detail())?;
    demo::enlarge(&house, &mut cast).map_err(|problem| problem.detail())?;
    demo::crowd(&house, &cast, families, |words| println!("  {words}")).await?;
    demo::play(&house, &cast).await?;
    Ok(())
}

async fn listen(router: Router) -> Result<SocketAddr, Broken> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await
    });
    Ok(address)
}

/// Serves the product.
pub(crate) async fn product(centre: &Centre) -> Result<SocketAddr, Broken> {
    listen(routes::served(centre.house.clone())).await
}

type Bare = Arc<Mutex<SqliteConnection>>;

/// Serves one row by its primary key and nothing else. The statement is prepared once.
pub(crate) async fn bare(centre: &Centre) -> Result<SocketAddr, Broken> {
    async fn title(State(bare): State<Bare>, Path(id): Path<FamilyId>) -> String {
        let mut connection = bare.lock().unwrap_or_else(PoisonError::into_inner);
        family::table.find(id).select(family::title).first(&mut *connection).unwrap_or_default()
    }
    let connection: Bare = Arc::new(Mutex::new(open_embedded(&centre.file, &centre.keys)?));
    listen(Router::new().route("/bare/{id}", get(title)).with_state(connection)).await
}
