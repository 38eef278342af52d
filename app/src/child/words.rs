//! What a child reads, by what is asked, at which age and when.

use crate::words::Words;
use rules::child::{AgeBand, ChildQuestion, Mark, When};

/// Whether somebody reads short sentences, or has them read.
pub(super) const fn is_little(band: AgeBand) -> bool {
    matches!(band, AgeBand::UnderFive | AgeBand::FiveToSeven)
}

/// The question as the child reads it.
pub(super) fn prompt(words: Words, question: ChildQuestion, (band, when): (AgeBand, When)) -> String {
    let little = is_little(band);
    match (question, when) {
        (ChildQuestion::Feel, _) if little => words.child_ask_feel(),
        (ChildQuestion::Feel, When::Before) => words.child_ask_feel_before(),
        (ChildQuestion::Feel, When::After) => words.child_ask_feel_after(),
        (ChildQuestion::WorrySize, _) => words.child_ask_worry(),
        (ChildQuestion::Coming, When::Before) => words.child_ask_coming(),
        (ChildQuestion::Coming, When::After) => words.child_ask_again(),
        (ChildQuestion::Choose, _) => words.child_ask_choose(),
        (ChildQuestion::Draw, When::Before) => words.child_ask_draw(),
        (ChildQuestion::Draw, When::After) => words.child_ask_draw_after(),
        (ChildQuestion::Wishes, When::Before) => words.child_ask_wishes(),
        (ChildQuestion::Wishes, When::After) => words.child_ask_wishes_after(),
        (ChildQuestion::NextTime, _) => words.child_ask_next_time(),
        (ChildQuestion::WhoKnows, _) => words.child_ask_who(),
    }
}

/// A sentence under the question.
pub(super) fn more(words: Words, question: ChildQuestion) -> String {
    match question {
        ChildQuestion::Feel | ChildQuestion::Coming => words.child_more_all_right(),
        ChildQuestion::WorrySize => words.child_more_worry(),
        ChildQuestion::Choose => words.child_more_several(),
        ChildQuestion::Draw => words.child_more_draw(),
        ChildQuestion::Wishes | ChildQuestion::NextTime => words.child_more_words(),
        ChildQuestion::WhoKnows => words.child_more_who(),
    }
}

/// What can be picked, as the child reads it.
pub(super) fn label(words: Words, mark: Mark) -> String {
    match mark {
        Mark::Good => words.child_pick_good(),
        Mark::Mixed => words.child_pick_mixed(),
        Mark::Sad => words.child_pick_sad(),
        Mark::Worried => words.child_pick_worried(),
        Mark::Angry => words.child_pick_angry(),
        Mark::Tired => words.child_pick_tired(),
        Mark::NoWorry => words.child_pick_worry_none(),
        Mark::SmallWorry => words.child_pick_worry_small(),
        Mark::MiddleWorry => words.child_pick_worry_middle(),
        Mark::BigWorry => words.child_pick_worry_big(),
        Mark::BiggestWorry => words.child_pick_worry_biggest(),
        Mark::Yes => words.child_pick_yes(),
        Mark::Unsure => words.child_pick_unsure(),
        Mark::No => words.child_pick_no(),
        Mark::Blocks => words.child_pick_blocks(),
        Mark::Drawing => words.child_pick_drawing(),
        Mark::Reading => words.child_pick_reading(),
        Mark::Games => words.child_pick_games(),
        Mark::Snack => words.child_pick_snack(),
        Mark::Quiet => words.child_pick_quiet(),
        Mark::PeopleHere => words.child_pick_people_here(),
        Mark::HomeAdult => words.child_pick_home_adult(),
        Mark::VisitingAdult => words.child_pick_visiting_adult(),
        Mark::SocialWorker => words.child_pick_social_worker(),
        Mark::Nobody => words.child_pick_nobody(),
        Mark::AskMe => words.child_pick_ask_me(),
    }
}

/// The picture of what can be picked, by the name of its file.
pub(super) const fn picture(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => "face-good.svg",
        Mark::Mixed => "face-mixed.svg",
        Mark::Sad => "face-sad.svg",
        Mark::Worried => "face-worried.svg",
        Mark::Angry => "face-angry.svg",
        Mark::Tired => "face-tired.svg",
        Mark::NoWorry => "worry-0.svg",
        Mark::SmallWorry => "worry-1.svg",
        Mark::MiddleWorry => "worry-2.svg",
        Mark::BigWorry => "worry-3.svg",
        Mark::BiggestWorry => "worry-4.svg",
        Mark::Yes => "answer-yes.svg",
        Mark::Unsure => "answer-unsure.svg",
        Mark::No => "answer-no.svg",
        Mark::Blocks => "guide-blocks.svg",
        Mark::Drawing => "guide-drawing-together.svg",
        Mark::Reading => "guide-reading-together.svg",
        Mark::Games => "guide-games.svg",
        Mark::Snack => "guide-snack.svg",
        Mark::Quiet => "guide-rest.svg",
        Mark::PeopleHere => "guide-helper.svg",
        Mark::HomeAdult => "guide-home.svg",
        Mark::VisitingAdult => "guide-families.svg",
        Mark::SocialWorker => "guide-notebook.svg",
        Mark::Nobody => "guide-lock.svg",
        Mark::AskMe => "guide-talking.svg",
    }
}
