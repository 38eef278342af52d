//! A family brought to the stage a story begins at, through the API.

use crate::Centre;
use app::demo::Journey;
use base::{Minutes, Moment};
use serde_json::{Value, json};

/// A complete referral of fictional people. `level` is what the family needs: supported, supervised or
/// high-vigilance, and decides how serious its concerns are.
#[must_use]
pub fn referral(level: &str) -> Value {
    let concerns = if level == "supported" {
        json!([])
    } else {
        json!([{
            "kind": "domestic-abuse", "account": "The police were called three times in 2025.",
            "standing": "found-by-court", "source": "cafcass",
        }])
    };
    json!({
        "referrer": {
            "capacity": "cafcass", "name": "Ruth Ackroyd", "organisation": "Cafcass",
            "telephone": "01632 960100", "email": "ruth@example.org",
        },
        "referred_on": "2026-11-02",
        "resident": adult("Leanne Farrow", "1990-03-04", "mother", "07700 900101", "14 Quarry Rise, Wetherfold"),
        "visiting": adult("Karl Farrow", "1988-05-06", "father", "07700 900202", "3 Mill Bank, Dunmere"),
        "children": [{
            "name": "Amira Farrow", "born": "2019-06-02", "needs": "Likes a quiet corner.",
            "medical": "Asthma; inhaler in her bag.", "may_leave_premises": false,
        }],
        "lives_with": "resident",
        "extra_visitors": [{"name": "Edith Farrow", "born": "1960-01-02", "relation": "grandmother"}],
        "reason": "The court directed contact at a centre.",
        "level_asked": level, "kind_asked": level, "frequency_asked": "Every week, 90 minutes",
        "orders": [{
            "kind": "non-molestation", "court": "Wetherfold Family Court", "case_number": "WF26P00123",
            "made_on": "2026-05-01", "expires_on": "2027-05-01", "terms": "He must not contact the mother.",
            "says_supervised": false,
        }],
        "concerns": concerns, "no_concerns": level == "supported",
        "convictions": "None known",
        "agencies": [{"name": "Wetherfold children's services", "role": "Child in need plan", "contact": "Duty desk, 01632 960300"}],
        "first_language": "English", "disability_and_access": "None",
        "availability": "Any day after 10am", "visiting_may_not_know_area": false,
        "consents": {"resident": true, "visiting": true, "share_with_court": true},
        "fee": {"paid_by": "Cafcass", "pence": 5000},
    })
}

fn adult(name: &str, born: &str, relation: &str, telephone: &str, address: &str) -> Value {
    json!({
        "name": name, "born": born, "relation": relation, "parental_responsibility": "yes",
        "solicitor": {"name": "Helen Marsh", "firm": "Marsh and Dale"},
        "contact": {
            "address": address, "postcode": "ZZ9 4QR", "telephone": telephone,
            "email": format!("{}@example.org", telephone.replace(' ', "")), "safe_channel": "telephone",
            "when_it_is_safe": "Weekdays before noon", "emergency_contact": "Aunt May",
            "emergency_telephone": "01632 960111",
        },
    })
}

/// A PDF of one empty page in base64, enough to be taken as a copy of an order.
pub const ORDER: &str = concat!(
    "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2Vz",
    "L0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFsw",
    "IDAgNTk1IDg0Ml0+PmVuZG9iagp4cmVmCjAgNAowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMDkgMDAwMDAgbiAKMDAw",
    "MDAwMDA1MiAwMDAwMCBuIAowMDAwMDAwMTAxIDAwMDAwIG4gCnRyYWlsZXI8PC9TaXplIDQvUm9vdCAxIDAgUj4+CnN0YXJ0",
    "eHJlZgoxNjQKJSVFT0Y=",
);

impl Centre {
    /// A family not yet referred.
    #[must_use]
    pub fn family(&self, level: &str) -> Journey {
        let file = json!({
            "referral": referral(level),
            "orders_files": [{"order": 1, "filename": "order.pdf", "media_type": "application/pdf", "content": ORDER}],
            "next": {
                "triage": {"decision": "accept", "reason": "We can serve this family safely."},
                "level": level, "kind": level, "outcome": "report",
            },
        });
        let database = self.house.database();
        Journey::from_file(self.player.clone(), database.clock().clone(), database.ids().clone(), &file)
    }

    /// A family accepted and waiting for its meetings.
    pub async fn accepted_family(&self, level: &str) -> Journey {
        let mut family = self.family(level);
        family.refer().await.unwrap();
        family.triage().await.unwrap();
        family
    }

    /// A family that has had its meetings and its assessment.
    pub async fn assessed_family(&self, level: &str) -> Journey {
        let family = self.accepted_family(level).await;
        let now = self.now();
        let meetings = family.arrange_meetings(now.plus(Minutes(60))).await.unwrap();
        self.it_is(&now.plus(Minutes(7 * 60)).to_string()).await;
        family.hold_meetings(&meetings).await.unwrap();
        family.assess().await.unwrap();
        family
    }

    /// A family with a plan both adults have agreed to: ready to be booked.
    pub async fn ready_family(&self, level: &str) -> Journey {
        let mut family = self.assessed_family(level).await;
        family.plan().await.unwrap();
        family
    }

    /// The identifier of a room.
    pub async fn room(&self, name: &str) -> String {
        let rooms = self.get("priya", "/rooms").await.is(200);
        let listed = rooms["items"].as_array().or(rooms.as_array()).unwrap().clone();
        listed.iter().find(|room| room["name"] == name).unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// A supervised visit on Saturday 21 November 2026 at 11, in the Willow room, with Grace.
    pub async fn saturday_visit(&self, family: &Journey) -> String {
        let room = self.room("Willow room").await;
        family.book(saturday_at_eleven(), &room, &[self.id_of("grace").to_owned()]).await.unwrap()
    }
}

/// Eleven o'clock on Saturday 21 November 2026.
#[must_use]
pub fn saturday_at_eleven() -> Moment {
    "2026-11-21T11:00:00Z".parse().unwrap()
}
