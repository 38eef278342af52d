//! How a word of ours becomes a column, on every database the query builder knows.
//!
//! The derives of the library would name it in crates that must not depend on it, so the same few lines
//! stand here, reached through this crate.

/// A type kept in one column of the given SQL type, on any database that keeps `$plain` in it.
/// `$borrow` gives the plain value, borrowed from the type.
#[doc(hidden)]
#[macro_export]
macro_rules! kept_in_a_column {
    ($name:ty, $sql:ident, read $owned:ty, write $plain:ty, $borrow:expr, $parse:expr) => {
        const _: () = {
            use $crate::diesel::{
                backend::Backend,
                deserialize::{self, FromSql, Queryable},
                expression::AsExpression,
                internal::derives::as_expression::Bound,
                serialize::{self, Output, ToSql},
                sql_types::{Nullable, SingleValue, $sql},
            };
            impl AsExpression<$sql> for $name {
                type Expression = Bound<$sql, Self>;
                fn as_expression(self) -> Self::Expression {
                    Bound::new(self)
                }
            }
            impl<'a> AsExpression<$sql> for &'a $name {
                type Expression = Bound<$sql, Self>;
                fn as_expression(self) -> Self::Expression {
                    Bound::new(self)
                }
            }
            impl AsExpression<Nullable<$sql>> for $name {
                type Expression = Bound<Nullable<$sql>, Self>;
                fn as_expression(self) -> Self::Expression {
                    Bound::new(self)
                }
            }
            impl<'a> AsExpression<Nullable<$sql>> for &'a $name {
                type Expression = Bound<Nullable<$sql>, Self>;
                fn as_expression(self) -> Self::Expression {
                    Bound::new(self)
                }
            }
            impl<DB: Backend> ToSql<Nullable<$sql>, DB> for $name
            where
                Self: ToSql<$sql, DB>,
            {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                    ToSql::<$sql, DB>::to_sql(self, out)
                }
            }
            impl<DB: Backend> ToSql<$sql, DB> for $name
            where
                $plain: ToSql<$sql, DB>,
            {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                    let borrow: for<'x> fn(&'x Self) -> &'x $plain = $borrow;
                    <$plain as ToSql<$sql, DB>>::to_sql(borrow(self), out)
                }
            }
            impl<DB: Backend> FromSql<$sql, DB> for $name
            where
                $owned: FromSql<$sql, DB>,
            {
                fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                    let plain = <$owned as FromSql<$sql, DB>>::from_sql(bytes)?;
                    let parse: fn($owned) -> deserialize::Result<Self> = $parse;
                    parse(plain)
                }
            }
            impl<DB: Backend, ST: SingleValue> Queryable<ST, DB> for $name
            where
                Self: FromSql<ST, DB>,
            {
                type Row = Self;
                fn build(row: Self) -> deserialize::Result<Self> {
                    Ok(row)
                }
            }
        };
    };
}
