#!/usr/bin/env python3
"""Whether the race's checker sees what it is there to see: each kind of breach is planted once, and named."""

import copy
import unittest
from datetime import timedelta

from race_check import check, moment, tameness

DAY = "2026-11-21"
PLAN = {
    "kind": "supervised", "length": 90, "sequence": "visiting-first", "gaps": {"before": 15, "after": 10},
}


def at(clock, minutes=0):
    return (moment(f"{DAY}T{clock}:00+00:00") + timedelta(minutes=minutes)).isoformat()


def line(id, family, clock, **but):
    made = {
        "id": id, "family": family, "kind": "supervised", "room": "willow", "state": "planned", "held_until": None,
        "timing": {
            "visiting_arrives": at(clock, -15), "child_arrives": at(clock), "starts": at(clock),
            "ends": at(clock, 90), "child_leaves": at(clock, 90), "visiting_leaves": at(clock, 100),
        },
        "supervisors": [{"id": "grace"}], "people": [{"id": f"{family}-father"}, {"id": f"{family}-mother"}],
    }
    return made | but


def family(name, *visits, kind="supervised", pairs=()):
    plan = PLAN | {"kind": kind, "people": [f"{name}-father"], "hands_over": [f"{name}-mother"]}
    return {"plan": plan, "no_meetings": list(pairs), "visits": list(visits)}


def world(**families):
    visits = [visit for of in families.values() for visit in of["visits"]]
    room = lambda id, families, kinds: {"id": id, "families": families, "kinds": kinds}
    return {
        "now": f"{DAY}T06:00:00+00:00", "families": families, "days": {DAY: visits},
        "rooms": [
            room("willow", 1, ["supervised", "high-vigilance"]), room("rowan", 1, ["supervised"]),
            room("garden", 2, ["supported"]),
        ],
        "open": [{"starts": f"{DAY}T09:00:00+00:00", "ends": f"{DAY}T17:00:00+00:00"}],
    }


def booked(told, sent=10, received=20, key=None, **asked):
    wanted = {"starts": told["timing"]["starts"], "room": told["room"], "supervisors": ["grace"]} | asked
    return {
        "what": "book", "path": f"/families/{told['family']}/visits", "asked": wanted, "key": key or told["id"],
        "status": 201, "answer": told, "sent": sent, "received": received,
    }


def done(what, id, answer, sent, received, asked=None):
    places = {"cancel": "cancellation", "release": "hold/release", "confirm": "hold/confirmation", "change": "change"}
    return {
        "what": what, "path": f"/visits/{id}/{places[what]}", "asked": asked or {}, "key": f"{what} {id} {sent}",
        "status": 200, "answer": answer, "sent": sent, "received": received,
    }


def held(told, until, sent=10, received=20):
    attempt = booked(told, sent, received)
    asked = {"visit": attempt["asked"], "until": until}
    return attempt | {
        "what": "hold", "path": f"/families/{told['family']}/holds", "asked": asked,
        "answer": {"visit": told, "held_until": until},
    }


def refused(code, clock="13:00", status=409, **asked):
    wanted = {"starts": at(clock), "room": "willow", "supervisors": ["grace"]} | asked
    error = {"code": code, "detail": "So it is.", "remedy": "Do otherwise."}
    return {
        "what": "book", "path": "/families/a/visits", "asked": wanted, "key": "refused", "status": status,
        "answer": {"code": code, "errors": [error]}, "sent": 30, "received": 40,
    }


def clock(now, sent, received):
    return {"what": "clock", "now": now, "sent": sent, "received": received}


class Sees(unittest.TestCase):
    def wrong(self, export, attempts):
        return list(check(export, attempts))

    def sees(self, what, export, attempts):
        wrong = self.wrong(export, attempts)
        self.assertTrue(any(what in one for one in wrong), f"{what} is not in {wrong}")

    def two(self, first=None, second=None, pairs=(), **kinds):
        """Two families' visits at eleven, with nothing in common but what is planted."""
        one = line("one", "a", "11:00", **(first or {}))
        other = line("two", "b", "11:00", **({"room": "rowan", "supervisors": [{"id": "tomasz"}]} | (second or {})))
        export = world(a=family("a", one, pairs=pairs, **kinds), b=family("b", other, **kinds))
        return export, [booked(one), booked(other, 10, 20)]

    def test_nothing_is_wrong_with_a_good_race(self):
        export, attempts = self.two()
        self.assertEqual(self.wrong(export, attempts), [])
        attempts.append(refused("room-taken", "12:00"))
        attempts[-1]["path"] = "/families/b/visits"
        self.assertEqual(self.wrong(export, attempts), [])

    def test_a_room_taken_alone(self):
        self.sees("room-taken afterwards", *self.two(second={"room": "willow"}))

    def test_a_supervisor_with_two_families(self):
        self.sees("r7-supervisor afterwards", *self.two(second={"supervisors": [{"id": "grace"}]}))

    def test_somebody_at_two_visits(self):
        self.sees("same-person-twice afterwards", *self.two(second={"people": [{"id": "a-father"}]}))

    def test_a_thing_reserved_twice(self):
        export, attempts = self.two()
        for attempt in attempts:
            attempt["asked"]["equipment"] = ["cot"]
        self.sees("equipment-taken afterwards", export, attempts)

    def test_people_who_must_not_meet(self):
        pair = {"one": {"id": "a-father"}, "other": {"id": "b-mother"}}
        self.sees("r4-no-meeting afterwards", *self.two(pairs=[pair]))
        # Fourteen minutes between them are too few, and fifteen are enough.
        for minutes, is_wrong in ((129, True), (130, False)):
            later = line("two", "b", "11:00", supervisors=[{"id": "tomasz"}], room="rowan")
            later["timing"] = {name: (moment(time) + timedelta(minutes=minutes)).isoformat()
                               for name, time in later["timing"].items()}
            one = line("one", "a", "11:00")
            export = world(a=family("a", one, pairs=[pair]), b=family("b", later))
            found = self.wrong(export, [booked(one), booked(later)])
            self.assertEqual(any("r4-no-meeting" in said for said in found), is_wrong, found)

    def test_two_visits_of_one_family_too_near(self):
        one, other = line("one", "a", "10:00"), line("two", "a", "12:05")
        export = world(a=family("a", one, other))
        self.sees("r4-no-meeting afterwards", export, [booked(one), booked(other)])

    def test_a_room_with_a_family_too_many(self):
        three = [line(f"v{name}", name, "11:00", kind="supported", room="garden", supervisors=[]) for name in "abc"]
        export = world(**{one["family"]: family(one["family"], one, kind="supported") for one in three})
        attempts = [booked(one, supervisors=[]) for one in three]
        self.sees("room-full afterwards", export, attempts)
        export["rooms"][2]["families"] = 3
        self.assertEqual(self.wrong(export, attempts), [])

    def test_what_is_wrong_in_itself(self):
        for code, but in (
            ("r6-not-on-the-list", {"people": [{"id": "stranger"}]}),
            ("r7-supervisor", {"supervisors": []}),
            ("room-kind", {"room": "garden"}),
            ("r1-level-too-low", {"kind": "supported", "room": "garden"}),
            ("same-person-twice", {"people": [{"id": "a-father"}, {"id": "a-father"}]}),
        ):
            with self.subTest(code):
                one = line("one", "a", "11:00", **but)
                self.sees(f"{code} in itself", world(a=family("a", one)), [booked(one)])
        early = line("one", "a", "09:10")
        self.sees("outside-opening-hours in itself", world(a=family("a", early)), [booked(early)])
        long = line("one", "a", "11:00")
        long["timing"] |= {"ends": at("11:00", 91), "child_leaves": at("11:00", 91), "visiting_leaves": at("11:00", 101)}
        self.sees("longer-than-plan in itself", world(a=family("a", long)), [booked(long)])
        door = line("one", "a", "11:00")
        door["timing"]["visiting_arrives"] = at("11:00", -14)
        self.sees("r4-no-meeting in itself", world(a=family("a", door)), [booked(door)])

    def test_a_breach_that_was_undone_before_the_end(self):
        one, other = line("one", "a", "11:00"), line("two", "b", "11:00", supervisors=[{"id": "tomasz"}])
        gone = dict(other, state="cancelled")
        export = world(a=family("a", one), b=family("b", gone))
        attempts = [booked(one), booked(other), done("cancel", "two", {}, 100, 110)]
        self.sees("room-taken meanwhile", export, attempts)
        # Called off before the other was there, it was in nobody's way.
        attempts = [booked(one, 200, 210), booked(other), done("cancel", "two", {}, 100, 110)]
        self.assertEqual(self.wrong(export, attempts), [])

    def test_a_hold_in_the_way_until_it_lapses(self):
        told = line("two", "b", "11:00", supervisors=[{"id": "tomasz"}], state="held", held_until=f"{DAY}T05:00:00+00:00")
        one = line("one", "a", "11:00")
        export = world(a=family("a", one), b=family("b", dict(told, state="released")))
        lapsed = clock(f"{DAY}T05:00:00+00:00", 100, 110)
        hold = held(told, f"{DAY}T05:00:00+00:00")
        self.assertEqual(self.wrong(export, [hold, lapsed, booked(one, 200, 210)]), [])
        self.sees("room-taken meanwhile", export, [hold, lapsed, booked(one, 50, 60)])
        late = done("confirm", "two", dict(told, state="planned", held_until=None), 300, 310)
        self.sees("confirmed after it lapsed", export, [hold, lapsed, late])
        kept = world(a=family("a", one), b=family("b", told))
        self.sees("lapsed and still held", kept, [hold, lapsed, booked(one, 200, 210)])

    def test_a_success_that_is_lost_or_kept_otherwise(self):
        export, attempts = self.two()
        lost = copy.deepcopy(export)
        lost["families"]["b"]["visits"] = []
        self.sees("a success is lost: two", lost, attempts)
        self.sees("is not what the families' lists are", lost, attempts)
        moved = copy.deepcopy(export)
        moved["families"]["b"]["visits"][0]["room"] = "willow"
        self.sees("kept otherwise than it was answered: two", moved, attempts)
        off = copy.deepcopy(export)
        off["families"]["b"]["visits"][0]["state"] = "cancelled"
        self.sees("was left planned: two", off, attempts)
        self.sees("nobody was told of this visit: two", export, attempts[:1])

    def test_one_key_that_was_done_twice(self):
        export, attempts = self.two()
        again = booked(line("three", "b", "14:00"), 50, 60, key="two")
        self.sees("one key was answered in 2 ways", export, attempts + [again])

    def test_refusals(self):
        export, attempts = self.two()
        self.sees("refused without a rule", export, attempts + [refused("broken", status=500)])
        self.sees("refused without a rule", export, attempts + [refused("because")])
        wordless = refused("room-taken", "11:00")
        wordless["answer"]["errors"][0]["remedy"] = ""
        self.sees("refused without a rule", export, attempts + [wordless])
        self.sees("refused for room-taken, which was not so", export, attempts + [refused("room-taken", "14:00")])
        self.sees("refused for room-kind, which was not so", export, attempts + [refused("room-kind", "14:00")])

    def test_a_race_in_which_little_happened(self):
        _, attempts = self.two()
        said = list(tameness(attempts))
        self.assertIn("too tame: no cancel succeeded", said)
        self.assertIn("too tame: nothing was refused for room-full", said)


if __name__ == "__main__":
    unittest.main()
