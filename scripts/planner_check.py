#!/usr/bin/env python3
"""Judges a timetable of the planner: every hard rule and the cost. Shares no code with the planner.

    planner_check.py INSTANCE.json TIMETABLE.json

Prints every rule that is broken, then the parts of the cost as one line of JSON. Exit code 0 means that no rule
is broken, 1 that one is, 2 that a file could not be read. docs/guides/plan-a-timetable.md says what the rules are.
"""

import json
import sys
from collections import Counter, defaultdict
from fractions import Fraction


class Judge:
    def __init__(self, instance, timetable):
        self.it, self.broken = instance, []
        self.rules, self.weights = instance["rules"], instance["weights"]
        self.site = {site["id"]: site for site in instance["sites"]}
        self.session = {s["id"]: (s, site["id"]) for site in instance["sites"] for s in site["sessions"]}
        self.room = {r["id"]: (r, site["id"]) for site in instance["sites"] for r in site["rooms"]}
        self.staff = {one["id"]: one for one in instance["supervisors"]}
        self.family = {one["id"]: one for one in instance["families"]}
        self.duties = self.existing(timetable["duties"], {"supervisor": self.staff, "session": self.session})
        self.on_duty = defaultdict(set)
        for duty in self.duties:
            self.on_duty[duty["session"]].add(duty["supervisor"])
        places = {"family": self.family, "session": self.session, "room": self.room}
        self.visits = [v for v in self.existing(timetable["visits"], places) if self.is_whole(v)]

    def hold(self, holds, rule, who):
        if not holds:
            self.broken.append(f"{rule}: {who}")

    def existing(self, lines, names):
        for line in lines:
            self.hold(all(line[key] in known for key, known in names.items()), "H0", line)
        return [line for line in lines if all(line[key] in known for key, known in names.items())]

    def is_whole(self, visit):
        number, team = visit["visit"], visit["supervisors"]
        whole = 0 <= number < len(self.family[visit["family"]]["visits"]) and all(one in self.staff for one in team)
        self.hold(whole, "H0", visit)
        return whole

    def holds_quals(self, who, day, quals):
        return all(self.staff[who]["quals"].get(qual, -1) >= day for qual in quals)

    def day(self, visit):
        return self.session[visit["session"]][0]["day"]

    def inside(self, visit):
        """From when to when somebody of the family is in the building."""
        margin = self.rules["margin_slots"]
        return visit["start"] - margin, visit["start"] + self.family[visit["family"]]["duration"] + margin

    def judge(self):
        self.judge_duties()
        for visit in self.visits:
            self.judge_visit(visit)
        for (family, number), times in Counter((v["family"], v["visit"]) for v in self.visits).items():
            self.hold(times == 1, "H1", f"{family} {number} more than once")
        sessions, families = defaultdict(list), defaultdict(list)
        for visit in self.visits:
            sessions[visit["session"]].append(visit)
            families[visit["family"]].append(visit)
        for session, visits in sessions.items():
            self.judge_session(session, visits)
        for family, visits in families.items():
            days = sorted(self.day(visit) for visit in visits)
            least = self.family[family]["min_gap_days"]
            self.hold(all(later - day >= least for day, later in zip(days, days[1:])), "H5", family)
        self.judge_pairs(families)
        return self.broken

    def judge_duties(self):
        for duty, times in Counter((d["supervisor"], d["session"]) for d in self.duties).items():
            self.hold(times == 1, "H0", duty)
        days = defaultdict(list)
        for duty in self.duties:
            who, day = duty["supervisor"], self.day(duty)
            days[who].append(day)
            self.hold(duty["session"] in self.staff[who]["available"], "H8", duty)
            self.hold(self.holds_quals(who, day, self.rules["duty_quals"]), "H6", duty)
        for who, on in days.items():
            facts = self.staff[who]
            self.hold(len(on) <= facts["max_sessions"], "H8", who)
            self.hold(max(Counter(on).values()) == 1, "H8", who)
            self.hold(max(Counter(day // 7 for day in on).values()) <= facts["max_sessions_per_week"], "H8", who)

    def judge_visit(self, visit):
        family, (session, site) = self.family[visit["family"]], self.session[visit["session"]]
        room, room_site = self.room[visit["room"]]
        level, team, day = self.it["levels"][family["level"]], visit["supervisors"], session["day"]
        window, (comes, goes) = family["visits"][visit["visit"]], self.inside(visit)
        self.hold(window["from_day"] <= day <= window["to_day"], "H1", visit)
        self.hold(session["from"] <= comes and goes <= session["to"], "H2", visit)
        self.hold(visit["start"] % self.rules["start_grid_slots"] == 0, "H2", visit)
        self.hold(site in [place["site"] for place in family["sites"]], "H2", visit)
        self.hold(any(h["day"] == day and h["from"] <= comes and goes <= h["to"] for h in family["available"]), "H3", visit)
        self.hold(room_site == site and family["level"] in room["levels"], "H4", visit)
        self.hold(set(family["room_tags"]) <= set(room["tags"]), "H4", visit)
        self.hold(len(team) == len(set(team)) == level["staff"], "H6", visit)
        self.hold(set(team) <= self.on_duty[visit["session"]] and not set(team) & set(family["excluded_supervisors"]), "H6", visit)
        self.hold(all(self.holds_quals(who, day, level["quals"]) for who in team), "H6", visit)
        self.hold(not team or self.holds_quals(team[0], day, level["lead_quals"]), "H6", visit)
        needed = set(family["supervisor_tags"])
        self.hold(not needed or any(needed <= set(self.staff[who]["tags"]) for who in team), "H6", visit)

    def judge_session(self, session, visits):
        facts, site = self.session[session]
        self.hold(len(self.on_duty[session]) >= self.rules["min_staff_on_site"], "H9", session)
        margin, door = self.rules["margin_slots"], Counter()
        for visit in visits:
            comes, goes = self.inside(visit)
            door.update([comes, comes + margin, goes - margin, goes])
        self.hold(max(door.values()) <= self.site[site]["door_capacity"], "H12", session)
        for slot in range(min(self.inside(v)[0] for v in visits), max(self.inside(v)[1] for v in visits)):
            rooms, taken, places = Counter(), Counter(), defaultdict(set)
            for visit in visits:
                comes, goes = self.inside(visit)
                if comes <= slot < goes:
                    rooms[visit["room"]] += 1
                    share = self.it["levels"][self.family[visit["family"]]["level"]]["share"]
                    for who in visit["supervisors"]:
                        taken[who] += Fraction(1, share)
                        places[who].add(visit["room"])
            self.hold(all(n <= self.room[room][0]["capacity"] for room, n in rooms.items()), "H4", session)
            self.hold(all(part <= 1 and len(places[who]) == 1 for who, part in taken.items()), "H7", session)

    def judge_pairs(self, families):
        of = defaultdict(set)
        for family in self.it["families"]:
            for person in family["people"]:
                of[person].add(family["id"])
        pairs = {(a, b, "H11") for group in of.values() for a in group for b in group if a < b}
        for one, other in self.it["no_contact"]:
            pairs |= {(min(a, b), max(a, b), "H10") for a in of[one] for b in of[other] if a != b}
        gap = self.rules["no_contact_gap_slots"]
        for one, other, rule in pairs:
            for here in families.get(one, []):
                for there in families.get(other, []):
                    if self.day(here) != self.day(there):
                        continue
                    if self.session[here["session"]][1] != self.session[there["session"]][1]:
                        self.hold(rule == "H10", rule, (one, other))
                        continue
                    (a, b), (c, d) = self.inside(here), self.inside(there)
                    self.hold(a >= d + gap or c >= b + gap, rule, (one, other))

    def cost(self):
        w, part = self.weights, Counter()
        served = {(v["family"], v["visit"]): v for v in self.visits}
        leads = defaultdict(set)
        for name, family in self.family.items():
            for number in range(len(family["visits"])):
                visit = served.get((name, number))
                if visit is None:
                    if family["court_ordered"]:
                        part["unserved_court"] += w["unserved_court"]
                    else:
                        part["unserved_waiting"] += w["unserved_waiting"] + w["unserved_per_priority"] * family["priority"]
                    continue
                session, site = self.session[visit["session"]]
                if number == 0 and not family["court_ordered"]:
                    part["waiting_days"] += w["waiting_day"] * family["priority"] * session["day"]
                part["travel"] += w["travel"] * {place["site"]: place["travel"] for place in family["sites"]}[site]
                ends = visit["start"] + family["duration"]
                liked = any(h["day"] == session["day"] and h["from"] <= visit["start"] and ends <= h["to"]
                            for h in family["preferred"])
                part["preference"] += 0 if liked else w["not_preferred"]
                leads[name].add(visit["supervisors"][0])
        part["continuity"] = w["extra_lead"] * sum(len(who) - 1 for who in leads.values())
        for duty in self.duties:
            part["duty"] += w["duty_paid" if self.staff[duty["supervisor"]]["paid"] else "duty_volunteer"]
        return part


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8") as one, open(sys.argv[2], encoding="utf-8") as other:
            judge = Judge(json.load(one), json.load(other))
        broken, part = judge.judge(), judge.cost()
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"cannot be read: {error!r}", file=sys.stderr)
        return 2
    for line in broken:
        print("broken", line)
    print(json.dumps({"broken": len(broken), "served": len(judge.visits), "total": sum(part.values()), **part}))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
