//! A demonstration centre: fictional people in fictional places, played through the public API.

mod building;
mod cast;
mod clock;
mod credentials;
mod crowd;
mod journey;
mod play;
mod player;

pub use cast::{Cast, add_parents, cast, enlarge};
pub use clock::operations;
pub use crowd::crowd;
pub use journey::{Journey, Stumble};
pub use play::{files, play, player};
pub use player::{Player, Refused};

use crate::network;
use host::{Database, House, Problem};
use std::net::SocketAddr;

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "harbour-lantern-26";

/// Opens the demonstration's house.
pub fn open(database: &Database) -> Result<House, Problem> {
    let (centre, name) = network::centre_or_new(database, "Larkfield Contact Centre")?;
    Ok(House::new(database.clone(), centre, name, true))
}

/// Says where the demonstration is and how to sign in.
pub fn greet(address: SocketAddr, cast: &Cast) {
    println!("\nAlongside is at http://{address}\n");
    println!("Sign in as any of these with the password {PASSWORD}\n");
    for person in &cast.people {
        println!("  {:<12} {:<20} {}", person.username, person.name, person.role.words());
    }
    println!("\nPress Ctrl-C to stop.");
}
