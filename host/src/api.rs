//! The table of operations. Each is declared once, with its act, its body, its answer and its refusals;
//! the routes, the OpenAPI document and the check that every route has an act are all made from it.

use crate::{
    House, Problem, Recorded, Submission, Tx, WriteTx,
    once::{Answer, Once, once},
    sign_in,
    submission::asked_in,
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State, rejection::BytesRejection},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use policy::{Act, Actor, Role, may_ever};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

/// Where all operations live.
pub const BASE: &str = "/api/v1";

/// The most a request may hold, in bytes: an order as a scanned PDF, written in base64.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;

/// Acts whose answer tells a secret once. Such an answer is not kept to be given again.
const ANSWERS_WITH_A_SECRET: &[&str] =
    &["apply", "approve-disclosure", "begin-chat", "book-first-call", "keep-feed", "recover-sign-in"];

/// The most letters of a key by which a request is known again.
const LONGEST_KEY: usize = 200;

/// A body or a query with nothing in it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// One operation.
pub struct Operation {
    method: Method,
    path: &'static str,
    tag: &'static str,
    summary: &'static str,
    act: &'static str,
    is_proved: bool,
    is_public: bool,
    body: Option<Value>,
    query: Option<Value>,
    answer: (u16, Value),
    refusals: &'static [&'static str],
    named: Vec<(String, Value)>,
    route: MethodRouter<House>,
}

impl Operation {
    /// Its path below the base, its method and the act it asks policy for.
    #[must_use]
    pub fn asks(&self) -> (&'static str, &Method, &'static str) {
        (self.path, &self.method, self.act)
    }
}

/// The operations of one capability, or of all.
#[derive(Default)]
pub struct Operations(Vec<Operation>);

/// A type as the document describes it, and the named types it is made of. The type itself stands in
/// place: a list of one thing and a list of another share a name.
fn described<T: ToSchema>() -> (Value, Vec<(String, Value)>) {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let named = named
        .into_iter()
        .filter_map(|(name, schema)| Some((name, serde_json::to_value(schema).ok()?)))
        .collect();
    (serde_json::to_value(T::schema()).unwrap_or(Value::Null), named)
}

impl Operations {
    /// No operations yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Every operation.
    #[must_use]
    pub fn list(&self) -> &[Operation] {
        &self.0
    }

    /// Adds an operation that writes. `status` is that of success; `refusals` are the codes it may give
    /// with 409 beside those every operation has.
    #[must_use]
    pub fn write<A: Act, P, B, R>(
        mut self,
        tag: &'static str,
        (method, path): (Method, &'static str),
        summary: &'static str,
        (status, refusals): (u16, &'static [&'static str]),
        work: fn(&mut WriteTx<'_>, P, B) -> Result<Recorded<R>, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + Clone + Send + Sync + 'static,
        B: DeserializeOwned + ToSchema + 'static,
        R: Serialize + ToSchema + 'static,
    {
        let handler = move |State(house): State<House>,
                            place: Result<Path<P>, axum::extract::rejection::PathRejection>,
                            (method, uri): (Method, Uri),
                            headers: HeaderMap,
                            body: Result<Bytes, BytesRejection>| async move {
            let write = async {
                let actor = caller::<A>(&house, &headers).await?;
                let Path(place) = place.map_err(|_| Problem::NotFound)?;
                let body = json_body(&headers, body)?;
                let once_key = key_of(&headers)?.filter(|_| !ANSWERS_WITH_A_SECRET.contains(&A::NAME));
                let role = actor.role;
                let key = once_key.map(|key| Once::new(key, &format!("{method} {}", uri.path()), &body));
                house
                    .database()
                    .write(&actor, move |tx| {
                        let place = place.clone();
                        once(tx, key.as_ref(), |tx| {
                            let body = Submission::read(&body)?.command::<B>()?;
                            work(tx, place, body)?.try_map(|answer| {
                                Ok(Answer { status, body: serde_json::to_string(&answer)? })
                            })
                        })
                    })
                    .await
                    .map_err(|problem| problem.as_heard_by::<A, P>(role))
            };
            match write.await {
                Ok(answer) => json_answer(answer.status, answer.body),
                Err(problem) => problem.into_response(),
            }
        };
        let (body, mut named) = described::<B>();
        let (answer, more) = described::<R>();
        named.extend(more);
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST);
        self.0.push(Operation {
            method,
            path,
            tag,
            summary,
            act: A::NAME,
            is_proved: A::PROVED,
            is_public: may_ever::<A>(Role::Public),
            body: Some(body),
            query: None,
            answer: (status, answer),
            refusals,
            named,
            route: on(filter, handler),
        });
        self
    }

    /// Adds an operation that reads.
    #[must_use]
    pub fn read<A: Act, P, Q, R>(
        mut self,
        tag: &'static str,
        path: &'static str,
        summary: &'static str,
        work: fn(&mut Tx<'_>, P, Q) -> Result<R, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + Send + 'static,
        Q: DeserializeOwned + ToSchema + Send + 'static,
        R: Serialize + ToSchema + Send + 'static,
    {
        let handler = move |State(house): State<House>,
                            place: Result<Path<P>, axum::extract::rejection::PathRejection>,
                            uri: Uri,
                            headers: HeaderMap| async move {
            let read = async {
                let token = token::<A>(&headers)?;
                let read = house.database().read_as(
                    house.centre(),
                    move |tx| holder(tx, token.as_deref()),
                    move |tx, _| {
                        let Path(place) = place.map_err(|_| Problem::NotFound)?;
                        let query = asked_in(&uri)?;
                        let role = tx.actor.role;
                        let found = work(tx, place, query);
                        let found = found.map_err(|problem| problem.as_heard_by::<A, P>(role))?;
                        Ok(serde_json::to_string(&found)?)
                    },
                );
                read.await?.1
            };
            match read.await {
                Ok(body) => json_answer(200, body),
                Err(problem) => problem.into_response(),
            }
        };
        let (query, mut named) = described::<Q>();
        let (answer, more) = described::<R>();
        named.extend(more);
        self.0.push(Operation {
            method: Method::GET,
            path,
            tag,
            summary,
            act: A::NAME,
            is_proved: A::PROVED,
            is_public: may_ever::<A>(Role::Public),
            body: None,
            query: Some(query),
            answer: (200, answer),
            refusals: &[],
            named,
            route: on(MethodFilter::GET, handler),
        });
        self
    }

    /// The routes of all operations.
    #[must_use]
    pub fn router(&self) -> Router<House> {
        let mut router = Router::new();
        for operation in &self.0 {
            router = router.route(&format!("{BASE}{}", operation.path), operation.route.clone());
        }
        router
    }

    /// Names of types that two different types share, and that the document would confuse.
    #[must_use]
    pub fn names_shared(&self) -> Vec<String> {
        let mut known: Map<String, Value> = Map::new();
        let mut shared = Vec::new();
        for (name, schema) in self.0.iter().flat_map(|operation| &operation.named) {
            match known.get(name) {
                Some(other) if other != schema => shared.push(name.clone()),
                _ => {
                    known.insert(name.clone(), schema.clone());
                }
            }
        }
        shared.sort();
        shared.dedup();
        shared
    }

    /// The OpenAPI 3.1 document.
    #[must_use]
    pub fn document(&self) -> Value {
        let (mut paths, mut schemas) = (Map::new(), Map::new());
        for operation in &self.0 {
            schemas.extend(operation.named.iter().cloned());
            let entry = paths.entry(format!("{BASE}{}", operation.path)).or_insert_with(|| json!({}));
            entry[operation.method.as_str().to_lowercase()] = operation.described();
        }
        schemas.insert("Problem".to_owned(), problem_schema());
        let closed = Value::Object(schemas.clone());
        let mut document = json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Alongside",
                "version": env!("CARGO_PKG_VERSION"),
                "summary": "Runs child contact centres.",
                "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            },
            "servers": [{"url": "/"}],
            "paths": paths,
            "components": {
                "schemas": schemas,
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            },
        });
        open_parts(&mut document, &closed);
        document
    }
}

/// What is a part of something larger stands beside the other parts: that it takes no further fields, it says of itself
/// alone, and a document with all parts would fit none of them.
fn open_parts(within: &mut Value, closed: &Value) {
    match within {
        Value::Object(fields) => {
            if let Some(Value::Array(parts)) = fields.get_mut("allOf") {
                for part in parts {
                    let name =
                        part["$ref"].as_str().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
                    let of = name.and_then(|name| closed.get(&name)).and_then(Value::as_object);
                    if let Some(of) =
                        of.filter(|of| of.get("additionalProperties") == Some(&Value::Bool(false)))
                    {
                        let mut open = of.clone();
                        open.remove("additionalProperties");
                        *part = Value::Object(open);
                    }
                }
            }
            fields.values_mut().for_each(|field| open_parts(field, closed));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| open_parts(item, closed)),
        _ => {}
    }
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "code", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string", "description": "Stable. A safety refusal begins with its rule, for example r4-no-meeting."},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": {
                "type": "object",
                "required": ["detail", "remedy"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer to the field at fault."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "remedy": {"type": "string"},
                },
            }},
        },
    })
}

fn problem_answer(words: &str, codes: &[&str]) -> Value {
    json!({
        "description": words,
        "content": {"application/problem+json": {"schema": {
            "allOf": [
                {"$ref": "#/components/schemas/Problem"},
                {"properties": {"code": {"enum": codes}}},
            ],
        }}},
    })
}

impl Operation {
    fn described(&self) -> Value {
        let mut answers = Map::new();
        answers.insert(
            self.answer.0.to_string(),
            json!({"description": "Done", "content": {"application/json": {"schema": self.answer.1}}}),
        );
        let mut problem = |status: &str, words: &str, codes: &[&str]| {
            answers.insert(status.to_owned(), problem_answer(words, codes));
        };
        problem("401", "Nobody has signed in, or the token is not known", &["sign-in-needed"]);
        let refused: &[&str] =
            if self.is_proved { &["not-allowed", "prove-again"] } else { &["not-allowed"] };
        problem("403", "The role does not include this, or it asks again who is there", refused);
        problem("404", "No such record, or not one the caller may know of", &["not-found"]);
        problem("422", "Fields are at fault", &["invalid"]);
        problem("500", "It broke", &["broken"]);
        if self.body.is_some() {
            problem("400", "The body is not JSON", &["malformed"]);
            problem("413", "The body is too large", &["too-large"]);
            problem("415", "The body is not application/json", &["wrong-media-type"]);
            let codes: Vec<&str> =
                self.refusals.iter().copied().chain(["already-there", "idempotency-key-reused"]).collect();
            problem("409", "A safety rule or the state of things says no", &codes);
            if self.is_public {
                problem("429", "Too many tries from one place", &["slow-down"]);
            }
        }
        let mut operation = json!({
            "operationId": format!("{}-{}", self.act, operation_suffix(self.method.as_str(), self.path)),
            "tags": [self.tag],
            "summary": self.summary,
            "x-act": self.act,
            "parameters": self.parameters(),
            "responses": answers,
            "security": if self.is_public { json!([{}, {"bearer": []}]) } else { json!([{"bearer": []}]) },
        });
        if let Some(body) = &self.body {
            operation["requestBody"] =
                json!({"required": true, "content": {"application/json": {"schema": body}}});
        }
        operation
    }

    fn parameters(&self) -> Vec<Value> {
        let mut parameters: Vec<Value> = self
            .path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .map(|name| {
                let schema = match name {
                    "day" => json!({"type": "string", "format": "date"}),
                    "number" => json!({"type": "integer"}),
                    _ => json!({"type": "string", "format": "uuid"}),
                };
                json!({"name": name, "in": "path", "required": true, "schema": schema})
            })
            .collect();
        if let Some(properties) = self.query.as_ref().and_then(|query| query["properties"].as_object()) {
            let required = self.query.as_ref().map(|query| query["required"].clone()).unwrap_or_default();
            parameters.extend(properties.iter().map(|(name, schema)| {
                let needed = required.as_array().is_some_and(|names| names.iter().any(|n| n == name));
                json!({"name": name, "in": "query", "required": needed, "schema": without_null(schema)})
            }));
        }
        if self.method == Method::POST {
            parameters.push(json!({
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "Sent again with the same key, a request changes nothing and has the same answer.",
                "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[A-Za-z0-9._-]+$"},
            }));
        }
        parameters
    }
}

/// The key by which a request that is sent again is known, if it has one.
fn key_of(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(None) };
    let fits = |key: &&str| {
        (1..=LONGEST_KEY).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    let remedy = "Use 1 to 200 letters, digits, dots, underscores and dashes";
    key.to_str().ok().filter(fits).map(Some).ok_or_else(|| Problem::field("/Idempotency-Key", remedy))
}

/// A query has no null: what is not said is left out.
fn without_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(types) = schema["type"].as_array() {
        let first = types.iter().find(|kind| *kind != "null").cloned();
        schema["type"] = first.unwrap_or_else(|| "string".into());
    }
    if let Some(choice) =
        schema["oneOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"))
    {
        return choice.clone();
    }
    schema
}

fn operation_suffix(method: &str, path: &str) -> String {
    let words: Vec<&str> =
        path.split('/').filter(|part| !part.is_empty()).map(|part| part.trim_matches(['{', '}'])).collect();
    format!("{}-{}", method.to_lowercase(), words.join("-"))
}

fn json_answer(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn json_body(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Problem> {
    let body = body.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge(MOST_BYTES),
        _ => Problem::Malformed("The body broke off.".to_owned()),
    })?;
    if body.is_empty() {
        return Ok(Bytes::from_static(b"{}"));
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    if kind.eq_ignore_ascii_case("application/json") { Ok(body) } else { Err(Problem::WrongType) }
}

/// Who calls: the holder of the bearer token, or the public where the act is open to it.
/// The token a request brings; none where the act needs none and it brings none.
fn token<A: Act>(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(header) = headers.get(header::AUTHORIZATION) else {
        return if may_ever::<A>(Role::Public) { Ok(None) } else { Err(Problem::SignInNeeded) };
    };
    let token = header
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned())
        .ok_or(Problem::SignInNeeded)?;
    Ok(Some(token))
}

/// Who holds it: a member of the public, where there is none.
fn holder(tx: &mut Tx<'_>, token: Option<&str>) -> Result<Actor, Problem> {
    match token {
        None => Ok(tx.actor.clone()),
        Some(token) => sign_in::by_token(tx, token)?.ok_or(Problem::SignInNeeded),
    }
}

async fn caller<A: Act>(house: &House, headers: &HeaderMap) -> Result<Actor, Problem> {
    let token = token::<A>(headers)?;
    let public = Actor::public(house.centre());
    house.database().read(&public, move |tx| holder(tx, token.as_deref())).await
}
