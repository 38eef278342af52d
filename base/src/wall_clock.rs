//! A time on the wall clock as it is written, sent and read.

use crate::WallClock;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for WallClock {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for WallClock {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(|_| serde::de::Error::custom("Enter a time like 14:30"))
    }
}

#[cfg(feature = "api")]
const _: () = {
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
    impl utoipa::PartialSchema for WallClock {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new().schema_type(Type::String).examples(["14:30"]).into()
        }
    }
    impl utoipa::ToSchema for WallClock {}
};
