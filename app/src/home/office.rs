//! The health of the system, for the one who looks after it. No case is named here.

use crate::view::{Block, Cell, Layout, Sheet, View, facts, link};
use diesel::{dsl::count_star, prelude::*};
use host::{
    Problem, Tx,
    schema::{account, api_token},
};
use policy::Role;

pub(super) fn administrator(tx: &mut Tx<'_>) -> Result<View, Problem> {
    let centre = tx.centre();
    let signed_in: Vec<(Role, i64)> = account::table
        .filter(account::centre.eq(centre).and(account::closed.eq(false)))
        .group_by(account::role)
        .order(account::role)
        .select((account::role, count_star()))
        .load(tx.db())?;
    let tokens: i64 = api_token::table.filter(api_token::centre.eq(centre)).count().get_result(tx.db())?;
    let rows = signed_in
        .into_iter()
        .map(|(role, count)| vec![Cell::from(role.words()), count.to_string().into()])
        .collect();
    let sheet = Sheet::new("The system today")
        .over(tx.now.day().words_with_weekday())
        .lead("Everything here is about the program and nothing about the families.")
        .with(facts([
            ("Program", format!("Alongside {}", env!("CARGO_PKG_VERSION"))),
            ("Database", "Answers".to_owned()),
            ("Tokens for programs", tokens.to_string()),
        ]))
        .with(Block::Table {
            caption: "Sign-ins that are open".into(),
            head: ["Role", "How many"].map(String::from).to_vec(),
            rows,
        })
        .with(Block::Links(vec![link("Letterhead", "/centre/letterhead")]))
        .with(Block::Words(
            "To check that no line of the trail was changed, run “alongside verify” on the machine with a head \
             that was printed and kept elsewhere. How busy the trail is stands here on no page: it would tell how \
             busy the families are."
                .into(),
        ));
    Ok(View::sheet(Layout::Staff, sheet))
}
