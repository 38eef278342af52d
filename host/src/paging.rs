//! Lists in pages, by a cursor that names the last record shown.

use crate::Problem;
use base::{Faults, Moment};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ArrayBuilder, ObjectBuilder, RefOr, Schema, Type, schema::SchemaType},
};

/// How a page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Paging {
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many records, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// One page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed<T> {
    /// The records.
    pub items: Vec<T>,
    /// The cursor of the next page; none on the last.
    pub next: Option<String>,
}

/// A place in a list sorted by moment and then by identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The moment of the last record shown.
    pub at: Moment,
    /// Its identifier.
    pub id: String,
}

impl FromStr for Place {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        let at = at.parse().ok().and_then(|at| Moment::from_microseconds(at).ok()).ok_or(())?;
        if id.len() == 36 && id.is_ascii() { Ok(Self { at, id: id.to_owned() }) } else { Err(()) }
    }
}

impl Paging {
    /// How many records to fetch: one more than is shown, to know whether there is a next page.
    #[must_use]
    pub fn fetch(&self) -> i64 {
        self.show() + 1
    }

    fn show(&self) -> i64 {
        self.limit.unwrap_or(25).clamp(1, 100)
    }

    /// Where to begin, and whether what was asked makes sense.
    pub fn place(&self) -> Result<Option<Place>, Problem> {
        let mut faults = Faults::none();
        if self.limit.is_some_and(|limit| !(1..=100).contains(&limit)) {
            faults.add("/limit", "Ask for 1 to 100 records");
        }
        let place = self.cursor.as_deref().map(str::parse).transpose();
        if place.is_err() {
            faults.add("/cursor", "Use the cursor that the page before gave");
        }
        faults.none_or_err()?;
        Ok(place.unwrap_or_default())
    }

    /// Cuts what was fetched down to the page, and says where the next one begins.
    pub fn page<T>(&self, mut items: Vec<T>, place: impl Fn(&T) -> (Moment, String)) -> Listed<T> {
        let show = usize::try_from(self.show()).unwrap_or(25);
        let more = items.len() > show;
        items.truncate(show);
        let next = items.last().filter(|_| more).map(|last| {
            let (at, id) = place(last);
            format!("{}.{id}", at.microseconds())
        });
        Listed { items, next }
    }
}

impl<T> Listed<T> {
    /// The same page in another form.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Listed<U> {
        Listed { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

/// A short list, whole.
#[derive(Clone, Debug, Serialize)]
pub struct All<T> {
    /// All of them.
    pub items: Vec<T>,
}

impl<T: ToSchema> PartialSchema for All<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .property("items", ArrayBuilder::new().items(T::schema()))
            .required("items")
            .into()
    }
}

impl<T: ToSchema> ToSchema for All<T> {
    fn schemas(named: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(named);
    }
}

// By hand, because the derive names what a list is of without describing it.
impl<T: ToSchema> PartialSchema for Listed<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .property("items", ArrayBuilder::new().items(T::schema()))
            .required("items")
            .property(
                "next",
                ObjectBuilder::new()
                    .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                    .description(Some("The cursor of the next page; none on the last.")),
            )
            .into()
    }
}

impl<T: ToSchema> ToSchema for Listed<T> {
    fn schemas(named: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(named);
    }
}
