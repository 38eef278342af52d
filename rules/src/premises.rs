//! What the centre is made of, and when it is open.

mod pattern;
mod times;

pub use pattern::{Hours, Pattern};
pub use times::{Closure, Exception, Place, Regular, Times};

base::choices! {
    /// Whose bank holidays a site keeps.
    pub enum Nation {
        EnglandAndWales = "england-and-wales" => "England and Wales",
        Scotland = "scotland" => "Scotland",
        NorthernIreland = "northern-ireland" => "Northern Ireland",
    }
}

base::choices! {
    /// What a room has, or how one gets into it, that a family may need.
    pub enum Facility {
        StepFree = "step-free" => "Step-free",
        Quiet = "quiet" => "Quiet",
        ChangingTable = "changing-table" => "Changing table",
        ObservationWindow = "observation-window" => "Observation window",
        Garden = "garden" => "Way out to a garden",
        Kitchen = "kitchen" => "Kitchen",
        AccessibleToilet = "accessible-toilet" => "Accessible toilet beside it",
        HearingLoop = "hearing-loop" => "Hearing loop",
    }
}
