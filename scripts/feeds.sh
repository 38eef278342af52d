#!/bin/bash
# Calendars as other programs read them: times, lengths and recurrence across both changes of the clocks.
# Takes the address of a demonstration, its tokens and its database, which is on PostgreSQL: visits are put into
# the nights in which the clocks change past the program, which opens at no such hour.
set -euo pipefail
cd "$(dirname "$0")/.."
"${FEEDS_PYTHON:-.stamps/venv/bin/python}" - "$@" <<'PYTHON'
import datetime
import json
import subprocess
import sys
import urllib.error
import urllib.request
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

address, tokens, database = sys.argv[1:]
tokens = json.load(open(tokens))
LONDON, UTC = ZoneInfo("Europe/London"), datetime.timezone.utc


def ask(who, method, path, body=None):
    request = urllib.request.Request(
        f"{address}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"authorization": f"Bearer {tokens[who]['token']}", "content-type": "application/json"},
    )
    return json.load(urllib.request.urlopen(request))


def feed(who, names_place=False):
    path = ask(who, "POST", "/my/feed", {"names_place": names_place})["path"]
    answer = urllib.request.urlopen(address + path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    text = answer.read().decode()
    assert all(len(line.encode()) <= 76 for line in text.split("\r\n")), "a line is too long"
    assert "\n" not in text.replace("\r\n", "")
    return path, icalendar.Calendar.from_ical(text)


def within(calendar, title, first, last):
    found = recurring_ical_events.of(calendar).between(first, last)
    return sorted(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for event in found
        if str(event["SUMMARY"]) == title
    )


# Opening times that come again, with days left out on either side of both changes.
for body in [
    {"weekday": "sunday", "first_day": "2026-11-22", "opens": "10:00", "closes": "16:00"},
    {"weekday": "monday", "first_day": "2026-11-23", "opens": "09:30", "closes": "12:00"},
    {"weekday": "thursday", "every_weeks": 2, "first_day": "2026-11-26", "opens": "18:00", "closes": "20:00",
     "on_bank_holidays": True},
    {"weekday": "friday", "first_day": "2026-11-27", "last_day": "2027-04-09", "opens": "08:00", "closes": "09:00"},
]:
    ask("priya", "POST", "/opening-patterns", body)
for body in [
    {"day": "2027-04-04", "reason": "Stocktaking."},
    {"day": "2027-11-07", "opens": "11:00", "closes": "13:00", "reason": "A short day."},
]:
    ask("priya", "POST", "/opening-exceptions", {**body, "despite_visits": True})

path, calendar = feed("grace")
zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
assert zones == ["Europe/London"], zones
assert [event for event in calendar.walk("VEVENT") if "RRULE" in event], "nothing comes again"
compared = 0
for first, last in [("2026-12-14", "2027-01-11"), ("2027-03-15", "2027-04-30"), ("2027-10-18", "2027-11-14")]:
    told = ask("grace", "GET", f"/opening-times?from={first}&until={last}")["items"]
    moment = datetime.datetime.fromisoformat
    expected = sorted((moment(one["starts"]).astimezone(UTC), moment(one["ends"]).astimezone(UTC)) for one in told)
    start = datetime.datetime.fromisoformat(first).replace(tzinfo=LONDON)
    end = datetime.datetime.fromisoformat(last).replace(tzinfo=LONDON) + datetime.timedelta(days=1)
    read = within(calendar, "Centre open", start, end)
    assert read == expected, f"{first}: {set(read) ^ set(expected)}"
    compared += len(read)
hours = {start.astimezone(LONDON).strftime("%H:%M") for start, _ in read if start.astimezone(LONDON).weekday() == 6}
assert hours == {"10:00", "11:00"}, hours

# Visits in the nights in which the clocks change, an hour and a half before and after.
def rows(statement):
    answered = subprocess.run(
        ["psql", "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement],
        check=True, capture_output=True, text=True,
    )
    return answered.stdout.split()


family, = rows(
    "SELECT party.family FROM party JOIN account ON account.party = party.id WHERE account.username = 'resident'"
)
visits = rows(
    f"SELECT id FROM visit WHERE family = '{family}' AND state NOT IN ('cancelled', 'held', 'released')"
    " ORDER BY starts DESC LIMIT 2"
)
assert len(visits) == 2, "the demonstration's parents have too few visits"
nights = {"2027-03-28": 120, "2027-10-31": 240}
expected = []
for visit, (day, length) in zip(visits, nights.items()):
    starts = datetime.datetime.fromisoformat(f"{day}T00:30").replace(tzinfo=LONDON).astimezone(UTC)
    ends = datetime.datetime.fromisoformat(f"{day}T03:30").replace(tzinfo=LONDON).astimezone(UTC)
    assert (ends - starts).total_seconds() == length * 60
    at = [int(moment.timestamp() * 1e6) for moment in (starts, ends)]
    gap = 15 * 60 * 1_000_000
    rows(
        f"UPDATE visit SET state = 'planned', visiting_arrives = {at[0] - gap}, child_arrives = {at[0]},"
        f" starts = {at[0]}, ends = {at[1]}, child_leaves = {at[1]}, visiting_leaves = {at[1] + gap}"
        f" WHERE id = '{visit}'"
    )
    expected.append((starts, ends))
_, calendar = feed("resident")
first, last = datetime.datetime(2027, 3, 1, tzinfo=LONDON), datetime.datetime(2027, 11, 14, tzinfo=LONDON)
assert within(calendar, "Appointment", first, last) == expected, calendar.to_ical().decode()
_, calendar = feed("visiting")
gap = datetime.timedelta(minutes=15)
assert within(calendar, "Appointment", first, last) == [(start - gap, end + gap) for start, end in expected]

# An address that was stopped opens nothing.
ask("grace", "POST", "/my/feed/ending", {})
try:
    urllib.request.urlopen(address + path)
    raise SystemExit("a stopped address still opens")
except urllib.error.HTTPError as refused:
    assert refused.code == 404
print(f"{compared} openings and {2 * len(expected)} appointments are read as they are")
PYTHON
