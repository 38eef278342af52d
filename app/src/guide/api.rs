//! The operations of guides.

use super::{
    AsItComes, ENGLISH, FamilyNeeds, Guide, GuideTexts, GuideWanted, Guides, GuidesWanted, Needs, NewEdition,
    OwnGuides, end, guide, guides, needs, own_guides, read_as_it_comes, review, texts, write, write_needs,
};
use axum::http::Method;
use base::{FamilyId, GuideEditionId, PartyId};
use host::api::{Nothing, Operations};
use policy::{
    ReviewGuide, SeeGuideNeeds, SeeGuideTexts, SeeOwnCase, SeePublicPages, WriteGuide, WriteGuideNeeds,
};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeePublicPages, (), GuidesWanted, Guides>(
            "Guides",
            "/guides",
            "List the guides for parents",
            |tx, (), wanted| guides(tx, wanted.language.as_deref().unwrap_or(ENGLISH)),
        )
        .read::<SeePublicPages, String, GuideWanted, Guide>(
            "Guides",
            "/guides/{guide}",
            "Read a guide",
            |tx, name, wanted| {
                let language = wanted.language.as_deref().unwrap_or(ENGLISH);
                guide(tx, &name, language, wanted.easy.unwrap_or(false))
            },
        )
        .read::<SeeOwnCase, (), GuidesWanted, OwnGuides>(
            "My case",
            "/my/guides",
            "The guides that fit oneself just now, and all",
            |tx, (), wanted| own_guides(tx, wanted.language.as_deref().unwrap_or(ENGLISH)),
        )
        .read::<SeeGuideNeeds, FamilyId, Nothing, FamilyNeeds>(
            "Guides",
            "/families/{family}/guides",
            "What is hard just now for each adult of a family, and what each is shown",
            |tx, family, _| needs(tx, family),
        )
        .write::<WriteGuideNeeds, (FamilyId, PartyId), Needs, FamilyNeeds>(
            "Guides",
            (Method::PUT, "/families/{family}/guides/{party}"),
            "Write down what is hard just now for one adult",
            (200, &[]),
            write_needs,
        )
        .and(of_texts())
}

fn of_texts() -> Operations {
    Operations::none()
        .read::<SeeGuideTexts, String, Nothing, GuideTexts>(
            "Guides",
            "/guide-texts/{guide}",
            "Read a guide’s texts: as they come, and as the centre worded them",
            |tx, name, _| texts(tx, &name),
        )
        .write::<WriteGuide, String, NewEdition, GuideTexts>(
            "Guides",
            (Method::POST, "/guide-texts/{guide}"),
            "Word a guide anew; readers see it when a second person has read it",
            (201, &[]),
            |tx, name, new| write(tx, &name, new),
        )
        .write::<ReviewGuide, String, AsItComes, GuideTexts>(
            "Guides",
            (Method::POST, "/guide-texts/{guide}/as-it-comes"),
            "Say that the words which come with the program were read through",
            (201, &[]),
            |tx, name, which| read_as_it_comes(tx, &name, which),
        )
        .write::<ReviewGuide, (String, GuideEditionId), Nothing, GuideTexts>(
            "Guides",
            (Method::POST, "/guide-texts/{guide}/{edition}/review"),
            "Say that one has read an edition: readers see it from now on",
            (200, &["not-waiting", "own-words", "newer-in-force"]),
            |tx, at, _| review(tx, at),
        )
        .write::<WriteGuide, (String, GuideEditionId), Nothing, GuideTexts>(
            "Guides",
            (Method::POST, "/guide-texts/{guide}/{edition}/ending"),
            "Take an edition away",
            (200, &["edition-gone"]),
            |tx, at, _| end(tx, at),
        )
}
