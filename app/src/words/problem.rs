//! A problem as parents and the public read it. Staff and programs read the problem's own words.

use super::Words;
use base::Faults;
use host::Problem;
use rules::Refusal;

impl Words {
    /// The same problem with everything that is wrong said in this language, for the summary above a form.
    pub(crate) fn said_of(self, problem: &Problem) -> Problem {
        match problem {
            Problem::Invalid(faults) => {
                let mut said = Faults::none();
                for fault in faults.list() {
                    said.add(fault.pointer.clone(), self.said(&fault.message));
                }
                Problem::Invalid(said)
            }
            Problem::Refused(refusals) => {
                let said = |refusal: &Refusal| Refusal {
                    detail: self.said(&refusal.detail),
                    remedy: self.said(&refusal.remedy),
                    ..refusal.clone()
                };
                Problem::Refused(refusals.iter().map(said).collect())
            }
            other => {
                let (title, detail) = self.problem(other);
                Problem::Refused(vec![Refusal::because("form", format!("{title}."), detail)])
            }
        }
    }

    /// What kind of problem it is, and what is so.
    pub(crate) fn problem(self, problem: &Problem) -> (String, String) {
        match problem {
            Problem::NotFound => (self.problem_not_found(), self.problem_not_found_detail()),
            Problem::NotAllowed | Problem::ProveAgain | Problem::SignInNeeded => {
                (self.problem_not_allowed(), self.problem_not_allowed_detail())
            }
            Problem::Malformed(_) | Problem::WrongType => {
                (self.problem_unreadable(), self.problem_unreadable_detail())
            }
            Problem::TooLarge(most) => (self.problem_too_large(), self.problem_too_large_detail(most / 1024)),
            // What a rule or a field says of itself comes with it.
            Problem::Invalid(_) => (self.problem_invalid(), self.said_of(problem).detail()),
            Problem::Refused(_) => (self.problem_refused(), self.said_of(problem).detail()),
            Problem::SlowDown => (self.problem_slow_down(), self.problem_slow_down_detail()),
            Problem::Broken(_) => (self.problem_broken(), self.problem_broken_detail()),
        }
    }
}
