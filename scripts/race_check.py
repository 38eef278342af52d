#!/usr/bin/env python3
"""Judges a race: what the API says of all visits afterwards, and what every attempt was answered.

Shares no code with the program. Whatever it finds wrong it prints, one a line, and then it exits 1.

    race_check.py FOLDER    with export.json and attempts.jsonl, as `make race` writes them
"""

import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

MINUTE = timedelta(minutes=1)
# The least a centre leaves between the two sides at the door, and between people who must not meet.
BEFORE, AFTER = 15, 10
ALONE = {"supervised", "high-vigilance", "escorted", "identity", "virtual"}
NAMED = {"supported": 0, "indirect": 0, "high-vigilance": 2}
LEVEL = {"supported": 0, "handover": 0, "high-vigilance": 2, "indirect": 2}
OVER = {"cancelled", "no-show", "refused", "released"}
FOREVER = float("inf")

# What each code means, so that no refusal is without a rule.
RULES = {
    "room-taken": "a family with a supervisor has the room to itself",
    "room-full": "a room holds no more families than it has space for",
    "room-kind": "a room is fit for the kind of contact",
    "r7-supervisor": "R7: enough supervisors, and each with one family at a time",
    "r4-no-meeting": "R4: who must not meet is kept apart",
    "r6-not-on-the-list": "R6: only who is in the plan comes",
    "same-person-twice": "nobody is in two places",
    "equipment-taken": "a thing is reserved once",
    "outside-opening-hours": "the centre is open",
    "longer-than-plan": "no longer than the plan says",
    "not-held": "only what is held is confirmed or let go",
    "does-not-suit": "what does not suit is not confirmed",
    "visit-begun": "what has begun or is over is not changed",
    "visit-over": "what is over is not called off",
    "not-confirmed": "what is only held is let go, not called off",
}
# Each of these is caused by another visit; the others by the attempt alone.
BY_OTHERS = {"room-taken", "room-full", "r7-supervisor", "r4-no-meeting", "same-person-twice", "equipment-taken"}


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@dataclass(frozen=True)
class Visit:
    id: str
    family: str
    kind: str
    room: str
    begins: datetime
    ends: datetime
    supervisors: frozenset
    people: frozenset
    things: frozenset = frozenset()
    state: str = "planned"
    held_until: datetime = None
    timing: tuple = ()
    named: tuple = ()

    @property
    def one_to_one(self):
        return NAMED.get(self.kind, 1) > 0


def ids(listed):
    return [one["id"] if isinstance(one, dict) else one for one in listed]


def visit_of(line, things=frozenset()):
    """A visit as the API tells it."""
    timing = {name: moment(at) for name, at in line["timing"].items()}
    return Visit(
        id=line["id"], family=line["family"], kind=line["kind"], room=line["room"],
        begins=min(timing.values()), ends=max(timing.values()),
        supervisors=frozenset(ids(line["supervisors"])), people=frozenset(ids(line["people"])),
        things=frozenset(things), state=line["state"],
        held_until=moment(line["held_until"]) if line.get("held_until") else None,
        timing=tuple(sorted(timing.items())),
        named=tuple(ids(line["supervisors"]) + ids(line["people"])),
    )


@dataclass
class World:
    """What visits are judged by."""

    rooms: dict
    plans: dict
    pairs: set
    open: list

    @staticmethod
    def of(export):
        pairs = set()
        for family in export["families"].values():
            for pair in family["no_meetings"]:
                one, other = (pair[side]["id"] if isinstance(pair[side], dict) else pair[side]
                              for side in ("one", "other"))
                pairs |= {(one, other), (other, one)}
        return World(
            rooms={room["id"]: room for room in export["rooms"]},
            plans={id: family["plan"] for id, family in export["families"].items()},
            pairs=pairs,
            open=[(moment(one["starts"]), moment(one["ends"])) for one in export["open"]],
        )

    def gap(self, *families):
        """The longest that any plan of theirs, or the centre, leaves between people."""
        gaps = [BEFORE, AFTER]
        for family in families:
            gaps += (self.plans.get(family) or {}).get("gaps", {}).values()
        return max(gaps) * MINUTE

    def plan_people(self, family):
        plan = self.plans[family]
        return frozenset(plan["people"]) | frozenset(plan["hands_over"])

    def conflicts(self, one, other):
        """Every code under which two visits cannot both be."""
        found = set()
        together = one.begins < other.ends and other.begins < one.ends
        same_family = one.family == other.family
        if together:
            if one.room == other.room and (one.kind in ALONE or other.kind in ALONE):
                found.add("room-taken")
            if one.supervisors & other.supervisors and (one.one_to_one or other.one_to_one) and not same_family:
                found.add("r7-supervisor")
            if same_family or one.people & other.people:
                found.add("same-person-twice")
            if one.things & other.things:
                found.add("equipment-taken")
        gap = self.gap(one.family, other.family)
        apart = one.ends + gap <= other.begins or other.ends + gap <= one.begins
        if not apart and (same_family or any((a, b) in self.pairs for a in one.people for b in other.people)):
            found.add("r4-no-meeting")
        return found

    def is_overfull(self, visit, others):
        """Whether a room holds too many families at any moment of a visit."""
        there = [other for other in others
                 if other.id != visit.id and other.room == visit.room and other.begins < visit.ends and visit.begins < other.ends]
        moments = [visit.begins] + [other.begins for other in there if visit.begins <= other.begins]
        space = self.rooms[visit.room]["families"]
        return any(
            len({other.family for other in there if other.begins <= at < other.ends}) + 1 > space
            for at in moments
        )

    def in_itself(self, visit):
        """Every code that speaks against a visit whoever else there is."""
        found, plan = set(), self.plans[visit.family]
        level, agreed = LEVEL.get(visit.kind, 1), LEVEL.get(plan["kind"], 1)
        if level < agreed:
            found.add("r1-level-too-low")
        elif visit.kind != plan["kind"] and level <= agreed:
            found.add("kind-not-in-plan")
        if not visit.people <= self.plan_people(visit.family):
            found.add("r6-not-on-the-list")
        if len(visit.supervisors) < NAMED.get(visit.kind, 1):
            found.add("r7-supervisor")
        if visit.kind not in self.rooms[visit.room]["kinds"]:
            found.add("room-kind")
        if not any(opens <= visit.begins and visit.ends <= closes for opens, closes in self.open):
            found.add("outside-opening-hours")
        times = dict(visit.timing)
        if times:
            if times["ends"] - times["starts"] > plan["length"] * MINUTE:
                found.add("longer-than-plan")
            if not self.kept_apart_at_the_door(times, plan):
                found.add("r4-no-meeting")
        if len(set(visit.named)) < len(visit.named):
            found.add("same-person-twice")
        return found

    @staticmethod
    def kept_apart_at_the_door(times, plan):
        before = max(BEFORE, plan["gaps"]["before"]) * MINUTE
        after = max(AFTER, plan["gaps"]["after"]) * MINUTE
        first, second = ("visiting", "child") if plan["sequence"] == "visiting-first" else ("child", "visiting")
        order = [f"{first}_arrives", f"{second}_arrives", "starts", "ends", f"{second}_leaves", f"{first}_leaves"]
        moments = [times[name] for name in order]
        return (moments == sorted(moments) and moments[1] - moments[0] >= before
                and moments[5] - moments[4] >= after)


@dataclass
class Version:
    """A visit as it was from one answer to the next: certainly, and possibly."""

    visit: Visit
    certain: tuple
    possible: tuple


@dataclass
class Story:
    """What became of one visit, by the answers."""

    events: list = field(default_factory=list)

    def is_in_order(self):
        """Whether no two of its changes were under way at once, so that it is known which came last."""
        return all(one["received"] <= other["sent"] for one, other in zip(self.events, self.events[1:]))


def told(attempt):
    """The visit that a success speaks of, as the answer tells it; none where it tells only an event."""
    answer, what = attempt["answer"], attempt["what"]
    if what == "hold":
        return dict(answer["visit"], held_until=answer["held_until"])
    if what == "change":
        return answer["visits"][0]
    return answer if what in ("book", "confirm", "release") else None


def visit_id(attempt):
    if attempt["what"] == "hold":
        return attempt["answer"]["visit"]["id"]
    if attempt["what"] == "book":
        return attempt["answer"]["id"]
    return attempt["path"].split("/")[2]


def is_success(attempt):
    return 200 <= attempt["status"] < 300


def stories(attempts):
    found, keys = defaultdict(Story), set()
    for attempt in sorted(attempts, key=lambda one: one["received"]):
        # Sent twice under one key it was done once; the first answer says by when.
        if is_success(attempt) and attempt["key"] not in keys:
            keys.add(attempt["key"])
            found[visit_id(attempt)].events.append(attempt)
    for story in found.values():
        story.events.sort(key=lambda one: one["received"])
    return found


def lapses(held_until, clock, which):
    """When the clock was moved past a moment: when that was asked for, or answered."""
    return min((move[which] for move in clock if moment(move["now"]) >= held_until), default=FOREVER)


def versions(story, clock):
    things, last = frozenset(), None
    events = story.events
    for at, event in enumerate(events):
        asked = event["asked"]
        asked = asked.get("visit", asked)
        if "equipment" in asked:
            things = frozenset(asked["equipment"])
        line = told(event)
        if line is None or event["what"] == "release":
            continue
        last = visit_of(line, things)
        later = events[at + 1:]
        until = min((one["sent"] for one in later), default=FOREVER)
        at_most = max((one["received"] for one in later[:1]), default=FOREVER)
        if last.held_until and event["what"] != "confirm":
            until = min(until, lapses(last.held_until, clock, "sent"))
            at_most = min(at_most, lapses(last.held_until, clock, "received"))
        is_unsure = any(one["received"] > event["sent"] for one in events[:at])
        certain = None if is_unsure or until <= event["received"] else (event["received"], until)
        if not story.is_in_order():
            at_most = FOREVER
        yield Version(last, certain, (event["sent"], at_most))


def check(export, attempts):
    """Everything that is wrong, as sentences."""
    world = World.of(export)
    clock = [one for one in attempts if one["what"] == "clock"]
    attempts = [one for one in attempts if one["what"] != "clock"]
    by_visit = stories(attempts)
    all_versions = [version for story in by_visit.values() for version in versions(story, clock)]
    wrong = []
    wrong += check_afterwards(world, export, all_versions)
    wrong += check_meanwhile(world, all_versions)
    wrong += check_answers_are_kept(export, by_visit, clock)
    wrong += check_keys(attempts)
    wrong += check_refusals(world, attempts, all_versions, clock)
    return wrong


def exported(export):
    return {line["id"]: line for family in export["families"].values() for line in family["visits"]}


def check_afterwards(world, export, all_versions):
    """What stands in the end."""
    things = {version.visit.id: version.visit.things for version in all_versions}
    now = moment(export["now"])
    there = [visit_of(line, things.get(id, ())) for id, line in exported(export).items()]
    for visit in there:
        if visit.state == "held" and visit.held_until and visit.held_until <= now:
            yield f"lapsed and still held: {visit.id} until {visit.held_until}"
    there = [visit for visit in there if visit.state not in OVER]
    for visit in there:
        for code in sorted(world.in_itself(visit)):
            yield f"{code} in itself: {visit.id}"
    there.sort(key=lambda one: one.begins)
    for at, one in enumerate(there):
        for other in there[at + 1:]:
            if other.begins > one.ends + timedelta(hours=2):
                break
            for code in sorted(world.conflicts(one, other)):
                yield f"{code} afterwards: {one.id} and {other.id}"
        if one.kind not in ALONE and world.is_overfull(one, there):
            yield f"room-full afterwards: {one.id}"


def check_meanwhile(world, all_versions):
    """What stood at any moment of the race, as far as the answers leave no doubt."""
    certain = sorted((one for one in all_versions if one.certain), key=lambda one: one.certain[0])
    standing = []
    for version in certain:
        since = version.certain[0]
        standing = [one for one in standing if one.certain[1] > since and one.visit.id != version.visit.id]
        for other in standing:
            for code in sorted(world.conflicts(version.visit, other.visit)):
                yield f"{code} meanwhile: {version.visit.id} and {other.visit.id}"
        if version.visit.kind not in ALONE and world.is_overfull(version.visit, [one.visit for one in standing]):
            yield f"room-full meanwhile: {version.visit.id}"
        standing.append(version)


def check_answers_are_kept(export, by_visit, clock):
    """Every success is in the export as it was answered, and nothing is there that nobody was told of."""
    lines, now = exported(export), moment(export["now"])
    ends = {"cancel": "cancelled", "release": "released", "book": "planned", "confirm": "planned"}
    for id, story in by_visit.items():
        line = lines.get(id)
        if line is None:
            yield f"a success is lost: {id}"
            continue
        for event in story.events:
            held = [one for one in story.events if one["what"] == "hold"]
            if event["what"] == "confirm" and held:
                until = moment(held[0]["answer"]["held_until"])
                if lapses(until, clock, "received") < event["sent"]:
                    yield f"confirmed after it lapsed: {id}"
        if not story.is_in_order():
            continue
        last = story.events[-1]
        changes = [one for one in story.events if told(one) is not None]
        was, stands = visit_of(told(changes[-1])), visit_of(line)
        if (was.timing, was.room, was.supervisors, was.people) != \
                (stands.timing, stands.room, stands.supervisors, stands.people):
            yield f"kept otherwise than it was answered: {id}"
        is_held = last["what"] in ("hold", "change") and was.held_until is not None
        expected = ends.get(last["what"], "planned")
        if is_held:
            expected = "released" if was.held_until <= now else "held"
        if line["state"] != expected:
            yield f"it is {line['state']} and was left {expected}: {id}"
    for day, listed in export["days"].items():
        of_day = {id for id, line in lines.items() if moment(line["timing"]["starts"]).date().isoformat() == day}
        if {line["id"] for line in listed} != of_day or len(listed) != len(of_day):
            yield f"the list of {day} is not what the families' lists are"
        for id in sorted(of_day - set(by_visit)):
            yield f"nobody was told of this visit: {id}"


def check_keys(attempts):
    """One key is one deed."""
    done = defaultdict(set)
    for attempt in attempts:
        if is_success(attempt):
            done[attempt["key"]].add(json.dumps(attempt["answer"], sort_keys=True))
    for key, answers in done.items():
        if len(answers) > 1:
            yield f"one key was answered in {len(answers)} ways: {key}"


def wished(world, attempt):
    """The visit that was asked for, worked out from the plan."""
    asked, family = attempt["asked"], attempt["path"].split("/")[2]
    asked = asked.get("visit", asked)
    plan = world.plans[family]
    begins = moment(asked["starts"])
    ends = begins + asked.get("length", plan["length"]) * MINUTE
    before = max(BEFORE, plan["gaps"]["before"]) * MINUTE
    after = max(AFTER, plan["gaps"]["after"]) * MINUTE
    people = asked["people"] if "people" in asked else sorted(world.plan_people(family))
    return Visit(
        id="", family=family, kind=asked.get("kind", plan["kind"]), room=asked["room"],
        begins=begins - before, ends=ends + after,
        supervisors=frozenset(asked["supervisors"]), people=frozenset(people),
        things=frozenset(asked.get("equipment", ())), named=tuple(people),
    ), ends - begins > plan["length"] * MINUTE


def is_too_late(attempt, clock):
    """Whether a time was to be held until a moment that had passed when it was asked for: a fault of the field."""
    pointers = [one.get("pointer") for one in attempt["answer"].get("errors", [])]
    if attempt["what"] != "hold" or attempt["status"] != 422 or pointers != ["/until"]:
        return False
    until = moment(attempt["asked"]["until"])
    return any(moment(move["now"]) >= until and move["sent"] <= attempt["received"] for move in clock)


def check_refusals(world, attempts, all_versions, clock):
    """Every refusal names a rule, and that rule speaks against what was asked."""
    for attempt in attempts:
        if is_success(attempt):
            continue
        codes = [one.get("code") for one in attempt["answer"].get("errors", [])] or [None]
        if is_too_late(attempt, clock):
            continue
        unnamed = [code for code in codes if code not in RULES]
        whole = all(one.get("detail") and one.get("remedy") for one in attempt["answer"].get("errors", []))
        if attempt["status"] != 409 or unnamed or not whole:
            yield f"refused without a rule: {attempt['what']} {attempt['status']} {attempt['answer']}"
            continue
        if attempt["what"] not in ("book", "hold"):
            continue
        visit, is_too_long = wished(world, attempt)
        reasons = world.in_itself(visit)
        if is_too_long:
            reasons.add("longer-than-plan")
        around = [one.visit for one in all_versions
                  if one.possible[0] <= attempt["received"] and attempt["sent"] <= one.possible[1]
                  and one.visit.begins < visit.ends + timedelta(hours=2)
                  and visit.begins < one.visit.ends + timedelta(hours=2)]
        for other in around:
            reasons |= world.conflicts(visit, other)
        if world.is_overfull(visit, around):
            reasons.add("room-full")
        for code in sorted(set(codes) - reasons):
            yield f"refused for {code}, which was not so: {attempt['key']}"


def tameness(attempts):
    """What did not happen, without which the race shows little."""
    done = {one["what"] for one in attempts if one["what"] != "clock" and is_success(one)}
    codes = {error.get("code") for one in attempts if one["what"] != "clock" and not is_success(one)
             for error in one["answer"].get("errors", [])}
    for what in ("book", "hold", "confirm", "release", "change", "cancel"):
        if what not in done:
            yield f"too tame: no {what} succeeded"
    for code in sorted(BY_OTHERS - codes):
        yield f"too tame: nothing was refused for {code}"


def share(sorted_values, hundredth):
    return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * hundredth // 100)] / 1000


def figures(attempts):
    counted = Counter((one["what"], "done" if is_success(one) else "refused")
                      for one in attempts if one["what"] != "clock")
    yield "  " + ", ".join(f"{what} {how} {number}" for (what, how), number in sorted(counted.items()))
    codes = Counter(error.get("code") or error.get("pointer") for one in attempts if one["what"] != "clock" and not is_success(one)
                    for error in one["answer"].get("errors", []))
    yield "  refused for: " + ", ".join(f"{code} {number}" for code, number in codes.most_common())
    for name, how in (("booking", True), ("refusing", False)):
        took = sorted(one["received"] - one["sent"] for one in attempts
                      if one["what"] in ("book", "hold") and is_success(one) == how)
        if took:
            yield f"  {name} takes {share(took, 50):.1f} ms at the median, {share(took, 99):.1f} ms at p99"
    yield from like_with_like(attempts)


def like_with_like(attempts, parts=20):
    """Booking and refusing compared within each part of the race. Over the whole, refusing looks slower than it
    is: the table fills up, so that more is refused late, when everything takes longer."""
    asked = [one for one in attempts if one["what"] in ("book", "hold")]
    end = max((one["received"] for one in asked), default=0) + 1
    ratios = []
    for part in range(parts):
        here = [one for one in asked if one["sent"] * parts // end == part]
        took = {how: sorted(one["received"] - one["sent"] for one in here if is_success(one) == how)
                for how in (True, False)}
        if len(took[True]) >= 10 and len(took[False]) >= 10:
            ratios.append(share(took[False], 50) / share(took[True], 50))
    if ratios:
        mean = sum(ratios) / len(ratios)
        yield (f"  like with like, in {len(ratios)} parts of the race: refusing takes {mean:.3f} times as long"
               f" as booking at the median ({min(ratios):.3f} to {max(ratios):.3f})")


def main(folder):
    export = json.loads((folder / "export.json").read_text())
    with (folder / "attempts.jsonl").open() as lines:
        attempts = [json.loads(line) for line in lines]
    print(f"{folder.name}:")
    for line in figures(attempts):
        print(line)
    wrong = list(check(export, attempts)) + list(tameness(attempts))
    for line in wrong[:50]:
        print(f"  {line}")
    print(f"  {len(wrong)} breaches")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(max(main(Path(folder)) for folder in sys.argv[1:]))
