//! `column IN (…)` for a list that is of another length each time.

use diesel::{
    backend::Backend,
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    result::QueryResult,
    serialize::ToSql,
    sql_types::{Bool, HasSqlType, Text},
};

/// Whether a text column holds one of some values.
///
/// Diesel's own `eq_any` gives each length of list a statement of its own, and has the embedded database
/// parse and plan it anew every time. Here a list is filled up with its last value to the next power of two,
/// so that a few statements serve all lengths and are prepared once.
pub fn among<C, V>(column: C, values: impl IntoIterator<Item = V>) -> Among<C, V> {
    Among { column, values: values.into_iter().collect() }
}

/// See [`among`].
#[derive(Clone, Debug)]
pub struct Among<C, V> {
    column: C,
    values: Vec<V>,
}

impl<C, V> Expression for Among<C, V>
where
    C: Expression,
{
    type SqlType = Bool;
}

impl<C, V, T> AppearsOnTable<T> for Among<C, V>
where
    C: AppearsOnTable<T>,
    Self: Expression,
{
}

impl<C, V, T> SelectableExpression<T> for Among<C, V>
where
    C: SelectableExpression<T>,
    Self: AppearsOnTable<T>,
{
}

impl<C, V, G> ValidGrouping<G> for Among<C, V>
where
    C: ValidGrouping<G>,
{
    type IsAggregate = is_aggregate::No;
}

impl<C, V> QueryId for Among<C, V> {
    type QueryId = ();
    // The statement's text is its name: it differs with the length of the list.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, V, DB> QueryFragment<DB> for Among<C, V>
where
    DB: Backend + HasSqlType<Text>,
    C: QueryFragment<DB>,
    V: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some(last) = self.values.last() else {
            out.push_sql("1 = 0");
            return Ok(());
        };
        out.push_sql("(");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        let filled = self.values.len().next_power_of_two();
        let values = self.values.iter().chain(std::iter::repeat(last)).take(filled);
        for (index, value) in values.enumerate() {
            if index > 0 {
                out.push_sql(", ");
            }
            out.push_bind_param::<Text, V>(value)?;
        }
        out.push_sql("))");
        Ok(())
    }
}
