//! An xAPI statement, as far as a result of training is read from it.

use base::{Day, Moment};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The verbs that say that somebody finished a course.
const VERBS: [&str; 2] =
    ["http://adlnet.gov/expapi/verbs/completed", "http://adlnet.gov/expapi/verbs/passed"];

/// What a statement says.
pub(super) struct Statement {
    /// Its identifier, made by whoever sent it.
    pub(super) id: String,
    /// By what name the platform knows who did it; none where the name is of no kind we know.
    pub(super) identity: Option<String>,
    /// The address of what was done.
    pub(super) activity: String,
    /// On which day, where it says so.
    pub(super) day: Option<Day>,
    /// Whether it says that the course was finished with success.
    pub(super) is_success: bool,
}

/// What a statement says, for people to read, as far as it can be read at all.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
pub struct StatementTold {
    /// By what name the platform knows who did it.
    pub person: Option<String>,
    /// The address of what was done.
    pub activity: Option<String>,
    /// What the platform says of it: the last word of its verb, such as passed or attempted.
    pub verb: Option<String>,
    /// Whether it says that it was a success.
    pub success: Option<bool>,
    /// The score, where it says one.
    pub score: Option<String>,
    /// On which day, where it says so.
    pub day: Option<Day>,
}

/// A text from outside, cut to what is kept of it.
pub(super) fn short(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Reads what there is to read, whatever else is wrong with the statement.
pub(super) fn told(value: &Value) -> StatementTold {
    let (actor, result) = (&value["actor"], &value["result"]);
    let mbox = actor["mbox"].as_str().map(|mbox| mbox.strip_prefix("mailto:").unwrap_or(mbox));
    let name = mbox.or(actor["account"]["name"].as_str()).or(actor["name"].as_str());
    let verb = value["verb"]["id"].as_str().and_then(|verb| verb.rsplit('/').next());
    StatementTold {
        person: name.map(short),
        activity: value["object"]["id"].as_str().map(short),
        verb: verb.map(short),
        success: result["success"].as_bool(),
        score: score(&result["score"]),
        day: value["timestamp"].as_str().and_then(|at| at.parse::<Moment>().ok()).map(Moment::day),
    }
}

/// "17 of 20" where there are points, else a percentage.
fn score(value: &Value) -> Option<String> {
    let number = |name: &str| value[name].as_f64();
    match (number("raw"), number("max"), number("scaled")) {
        (Some(raw), Some(most), _) => Some(format!("{raw} of {most}")),
        (_, _, Some(scaled)) => Some(format!("{:.0}%", scaled * 100.0)),
        (Some(raw), None, None) => Some(raw.to_string()),
        (None, _, None) => None,
    }
}

/// By what name somebody is known who has an e-mail address on the platform.
pub(super) fn of_mbox(mbox: &str) -> String {
    let address = mbox.trim();
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    format!("mailto:{}", address.to_lowercase())
}

/// By what name somebody is known who has an account on the platform.
pub(super) fn of_account(home_page: &str, name: &str) -> String {
    format!("account:{} {}", home_page.trim().trim_end_matches('/'), name.trim())
}

/// Reads a statement, or says why it cannot be read.
pub(super) fn read(value: &Value) -> Result<Statement, &'static str> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let id =
        text(&value["id"]).filter(|id| is_uuid(id)).ok_or("It has no identifier of its own (a UUID).")?;
    let verb = text(&value["verb"]["id"]).ok_or("It has no verb.")?;
    let object = &value["object"];
    let kind = object["objectType"].as_str().unwrap_or("Activity");
    let activity =
        text(&object["id"]).filter(|_| kind == "Activity").ok_or("Its object is not an activity.")?;
    let actor = &value["actor"];
    let account = &actor["account"];
    let identity = match (actor["mbox"].as_str(), account["homePage"].as_str(), account["name"].as_str()) {
        (Some(mbox), ..) => Some(of_mbox(mbox)),
        (None, Some(home), Some(name)) => Some(of_account(home, name)),
        _ => None,
    };
    let moment = match value["timestamp"].as_str() {
        Some(text) => Some(text.parse::<Moment>().map_err(|_| "Its timestamp cannot be read.")?),
        None => None,
    };
    let result = &value["result"];
    Ok(Statement {
        id: id.to_lowercase(),
        identity,
        activity,
        day: moment.map(Moment::day),
        is_success: VERBS.contains(&verb.as_str())
            && result["success"] != Value::Bool(false)
            && result["completion"] != Value::Bool(false),
    })
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, letter)| match at {
            8 | 13 | 18 | 23 => letter == b'-',
            _ => letter.is_ascii_hexdigit(),
        })
}
