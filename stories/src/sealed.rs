//! What lies sealed in a centre's database, made and read as the program does.

use crate::Centre;
use base::FamilyId;
use host::{
    House, WriteTx,
    seal::{Owner, Sealed},
};
use policy::{Actor, AddAccount, Subject, ask};

/// Works in a transaction of the program's that writes and leaves no line: for planting what is sealed.
pub fn quietly<T>(house: &House, mut work: impl FnMut(&mut WriteTx<'_>) -> T) -> T {
    let centre = house.centre();
    let done = house.database().write_blocking(&Actor::program(centre), |tx| {
        let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(centre, centre))?;
        let done = work(tx);
        Ok(tx.recorded_before(&permit, done))
    });
    done.map_err(|problem| problem.detail()).unwrap()
}

/// Text as it lies sealed.
pub fn sealed_in(tx: &mut WriteTx<'_>, owner: impl Into<Owner>, text: &str) -> String {
    tx.seal_text(owner, text).map_err(|problem| problem.detail()).unwrap().as_kept().to_owned()
}

impl Centre {
    /// Text as it lies sealed under a family's key.
    pub async fn sealed(&self, family: &str, text: &str) -> String {
        let (house, text) = (self.house.clone(), text.to_owned());
        let family: FamilyId = family.parse().unwrap();
        let seal = move || quietly(&house, |tx| sealed_in(tx, family, &text));
        tokio::task::spawn_blocking(seal).await.unwrap()
    }

    /// A sealed column of a table, opened.
    pub async fn opened(&self, table: &str, column: &str) -> String {
        let (house, kept) = (self.house.clone(), self.column(table, column).await);
        let open = move || {
            quietly(&house, |tx| {
                let lines = kept.lines().map(|line| tx.open_text(&Sealed::kept(line.to_owned())));
                lines.map(|line| line.map_err(|problem| problem.detail()).unwrap()).collect::<Vec<_>>()
            })
        };
        tokio::task::spawn_blocking(open).await.unwrap().join("\n")
    }
}
