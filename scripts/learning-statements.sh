#!/bin/bash
# Statements made by an xAPI library that is not ours are taken as results of training, each once.
set -euo pipefail
cd "$(dirname "$0")/.."
"${PYTHON:-.stamps/venv/bin/python}" - "$1" "$2" <<'PYTHON'
import json
import sys
import urllib.request
import uuid
from datetime import datetime, timezone

from tincan import (
    Activity, ActivityDefinition, Agent, AgentAccount, LanguageMap, Result, Score, Statement, Verb,
)

address, tokens = sys.argv[1:]
people = json.load(open(tokens))


def ask(method, path, body=None):
    request = urllib.request.Request(
        f"{address}/api/v1{path}",
        method=method,
        data=None if body is None else body.encode(),
        headers={"Authorization": f"Bearer {people['priya']['token']}", "Content-Type": "application/json"},
    )
    return json.load(urllib.request.urlopen(request))


run = uuid.uuid4()
course = f"https://learning.example.org/courses/{run}"
platform = "https://learning.example.org"
asked = {"name": f"E-learning {run}", "requirement": "safeguarding", "activity": course}
ask("POST", "/courses", json.dumps(asked))
for who in ("joan", "dev"):
    name = {"email": f"{who}.{run}@example.org", "home_page": platform, "account": f"{who}-{run}"}
    ask("PUT", f"/staff/{people[who]['id']}/learner", json.dumps(name))


def statement(actor, verb, success=True, activity=course):
    return Statement(
        id=uuid.uuid4(),
        actor=actor,
        verb=Verb(id=f"http://adlnet.gov/expapi/verbs/{verb}", display=LanguageMap({"en-GB": verb})),
        object=Activity(id=activity, definition=ActivityDefinition(name=LanguageMap({"en-GB": "A course"}))),
        result=Result(success=success, completion=True, score=Score(scaled=0.9)),
        timestamp=datetime(2026, 11, 2, 10, 30, tzinfo=timezone.utc),
    )


joan = Agent(name="Joan", mbox=f"mailto:joan.{run}@example.org")
dev = Agent(name="Dev", account=AgentAccount(name=f"dev-{run}", home_page=platform))
nobody = Agent(mbox=f"mailto:nobody.{run}@example.org")
made = [
    (statement(joan, "completed"), "kept"),
    (statement(dev, "passed"), "kept"),
    (statement(dev, "passed", success=False), "not-counted"),
    (statement(dev, "attempted"), "not-counted"),
    (statement(nobody, "completed"), "unknown-person"),
    (statement(joan, "completed", activity=f"{course}/other"), "unknown-course"),
]


def held(who):
    return len(ask("GET", f"/staff/{people[who]['id']}/certificates")["items"])


before = held("joan"), held("dev")
sent = "[" + ",".join(one.to_json() for one, _ in made) + "]"
answers = ask("POST", "/learning/statements", sent)["items"]
assert [one["outcome"] for one in answers] == [outcome for _, outcome in made], answers
assert (held("joan"), held("dev")) == (before[0] + 1, before[1] + 1)
again = ask("POST", "/learning/statements", made[0][0].to_json())["items"]
assert [one["outcome"] for one in again] == ["known"], again
assert again[0]["certificate"] == answers[0]["certificate"]
assert held("joan") == before[0] + 1
print(f"{len(made)} statements of an xAPI library are answered one by one")
PYTHON
