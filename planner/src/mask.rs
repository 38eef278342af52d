//! Slots of a session as the bits of a number: bit 0 is the session's first slot.

/// A set of slots, or of slots at which something may begin.
pub type Mask = u128;

/// The slots from one to before another.
#[must_use]
pub fn span(from: i64, to: i64) -> Mask {
    if to <= from { 0 } else { (!0 >> (128 - (to - from))) << from }
}

/// The slots at which that many in a row begin which are all in the set.
#[must_use]
pub fn runs(set: Mask, length: i64) -> Mask {
    let (mut begins, mut width) = (set, 1);
    while width * 2 <= length {
        begins &= begins >> width;
        width *= 2;
    }
    begins & (begins >> (length - width))
}

/// The slots of a set, in order.
pub fn slots(mut set: Mask) -> impl Iterator<Item = i64> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let first = i64::from(set.trailing_zeros());
            set &= set - 1;
            first
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_begins_where_all_its_slots_are_in_the_set() {
        let set = span(2, 9) | span(11, 13);
        for length in 1..9 {
            let expected: Vec<i64> = (0..20).filter(|at| span(*at, at + length) & !set == 0).collect();
            assert_eq!(slots(runs(set, length)).collect::<Vec<_>>(), expected, "runs of {length}");
        }
    }
}
