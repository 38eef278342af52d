#!/usr/bin/env python3
"""Plans an instance with OR-Tools' CP-SAT, for comparison: what a good general solver makes of the same problem.

    planner_cpsat.py INSTANCE.json SECONDS THREADS OUT.json

Every visit has, for each session it could be in, a literal and a start; rooms and supervisors take it in copies of
that. A supervisor is a resource that visits share. Prints cost and bound as one line of JSON.
"""

import json
import math
import sys
from collections import defaultdict

from ortools.sat.python import cp_model


class Model:
    def __init__(self, instance):
        self.it, self.m, self.cost = instance, cp_model.CpModel(), []
        self.rules, self.weights = instance["rules"], instance["weights"]
        self.whole = math.lcm(*(level["share"] for level in instance["levels"].values()))
        self.session = {s["id"]: (s, site) for site in instance["sites"] for s in site["sessions"]}
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.staff, self.duty, self.at = {}, {}, defaultdict(list)
        self.opened = {name: self.m.new_bool_var("") for name in self.session}
        self.rooms, self.time, self.door = defaultdict(list), defaultdict(list), defaultdict(list)
        self.placed, self.leads = {}, defaultdict(list)
        self.supervisors()
        for family in instance["families"]:
            self.family(family)
        self.share()
        self.apart()
        self.m.minimize(sum(self.cost))

    @staticmethod
    def fit(one, day, quals):
        return all(one["quals"].get(qual, -1) >= day for qual in quals)

    def supervisors(self):
        for one in self.it["supervisors"]:
            self.staff[one["id"]] = one
            days, weeks, price = defaultdict(list), defaultdict(list), "duty_paid" if one["paid"] else "duty_volunteer"
            for name in one["available"]:
                day = self.session[name][0]["day"]
                if self.fit(one, day, self.rules["duty_quals"]):
                    duty = self.duty[one["id"], name] = self.m.new_bool_var("")
                    self.at[name].append(one)
                    days[day].append(duty)
                    weeks[day // 7].append(duty)
                    self.cost.append(self.weights[price] * duty)
            for duties in days.values():
                self.m.add_at_most_one(duties)
            for duties in weeks.values():
                self.m.add(sum(duties) <= one["max_sessions_per_week"])
            self.m.add(sum(duty for duties in days.values() for duty in duties) <= one["max_sessions"])
        for name, opened in self.opened.items():
            on = [self.duty[one["id"], name] for one in self.at[name]]
            self.m.add(sum(on) >= self.rules["min_staff_on_site"] * opened)

    def family(self, family):
        worth = self.weights["unserved_court"] if family["court_ordered"] else (
            self.weights["unserved_waiting"] + self.weights["unserved_per_priority"] * family["priority"])
        days = []
        for number, window in enumerate(family["visits"]):
            missed = self.m.new_bool_var("")
            self.cost.append(worth * missed)
            options = [missed]
            days.append(defaultdict(list))
            for place in family["sites"]:
                for session in self.sites[place["site"]]["sessions"]:
                    if window["from_day"] <= session["day"] <= window["to_day"]:
                        there = self.place(family, number, place, session)
                        options += there
                        days[-1][session["day"]] += there
            self.m.add_exactly_one(options)
        for later, those in enumerate(days):
            for these in days[:later]:
                for day, mine in those.items():
                    near = [lit for other, lits in these.items() if abs(day - other) < family["min_gap_days"] for lit in lits]
                    if near:
                        self.m.add_at_most_one(mine + near)
        known = []
        for who in {who for (name, who) in self.leads if name == family["id"]}:
            known.append(self.m.new_bool_var(""))
            for lead in self.leads[family["id"], who]:
                self.m.add_implication(lead, known[-1])
        if known:
            further = self.m.new_int_var(0, len(family["visits"]), "")
            self.m.add(further >= sum(known) - 1)
            self.cost.append(self.weights["extra_lead"] * further)

    def place(self, family, number, place, session):
        """A visit in a session, if it could be there: its literal, or nothing."""
        level, margin, day = self.it["levels"][family["level"]], self.rules["margin_slots"], session["day"]
        length, name = family["duration"] + 2 * margin, session["id"]
        starts = sorted({t for h in family["available"] if h["day"] == day
                         for t in range(max(h["from"], session["from"]) + margin,
                                        min(h["to"], session["to"]) - margin - family["duration"] + 1)
                         if t % self.rules["start_grid_slots"] == 0})
        rooms = [r for r in self.sites[place["site"]]["rooms"]
                 if family["level"] in r["levels"] and set(family["room_tags"]) <= set(r["tags"])]
        able = [one for one in self.at[name] if self.fit(one, day, level["quals"])
                and one["id"] not in family["excluded_supervisors"]]
        tags = set(family["supervisor_tags"])
        tagged = {one["id"] for one in able if tags <= set(one["tags"])}
        if level["staff"] == 1:
            able = [one for one in able if one["id"] in tagged]
        first = [one for one in able if self.fit(one, day, level["lead_quals"])]
        if not (starts and rooms and first and tagged and len(able) >= level["staff"]):
            return []
        m, here = self.m, self.m.new_bool_var("")
        start = m.new_int_var_from_domain(cp_model.Domain.from_values(starts), "")
        m.add_implication(here, self.opened[name])
        waiting = family["priority"] * day if number == 0 and not family["court_ordered"] else 0
        self.cost.append((self.weights["travel"] * place["travel"] + self.weights["waiting_day"] * waiting) * here)
        liked = [t for t in starts if any(h["day"] == day and h["from"] <= t and t + family["duration"] <= h["to"]
                                          for h in family["preferred"])]
        if len(liked) < len(starts):
            disliked = m.new_bool_var("") if liked else here
            self.cost.append(self.weights["not_preferred"] * disliked)
            if liked:
                m.add_implication(disliked, here)
                m.add_linear_expression_in_domain(start, cp_model.Domain.from_values(liked)).only_enforce_if([here, ~disliked])
        copy = lambda lit: m.new_optional_interval_var(start - margin, length, start - margin + length, lit, "")
        in_room = {room["id"]: m.new_bool_var("") for room in rooms}
        for room, lit in in_room.items():
            self.rooms[room, name].append(copy(lit))
        m.add(sum(in_room.values()) == here)
        with_them = {one["id"]: m.new_bool_var("") for one in able}
        for who, lit in with_them.items():
            m.add_implication(lit, self.duty[who, name])
            self.time[who, name].append((copy(lit), self.whole // level["share"]))
        if level["share"] > 1 and len(in_room) > 1:
            raise ValueError("this comparison knows one shared room at each centre")
        m.add(sum(with_them.values()) == level["staff"] * here)
        if level["staff"] == 1:
            lead = with_them
        else:
            lead = {one["id"]: m.new_bool_var("") for one in first}
            for who, lit in lead.items():
                m.add_implication(lit, with_them[who])
            m.add(sum(lead.values()) == here)
            m.add(sum(with_them[who] for who in tagged) >= here)
        for who, lit in lead.items():
            self.leads[family["id"], who].append(lit)
        for slot in (start - margin, start, start + family["duration"], start + family["duration"] + margin):
            self.door[name].append(m.new_optional_fixed_size_interval_var(slot, 1, here, ""))
        self.placed[family["id"], number, name] = here, start, in_room, with_them, lead
        return [here]

    def share(self):
        capacity = {room["id"]: room["capacity"] for site in self.sites.values() for room in site["rooms"]}
        for (room, _), stays in self.rooms.items():
            self.m.add_cumulative(stays, [1] * len(stays), capacity[room])
        for stays in self.time.values():
            self.m.add_cumulative([stay for stay, _ in stays], [part for _, part in stays], self.whole)
        for name, events in self.door.items():
            self.m.add_cumulative(events, [1] * len(events), self.session[name][1]["door_capacity"])

    def apart(self):
        of = defaultdict(set)
        for family in self.it["families"]:
            for person in family["people"]:
                of[person].add(family["id"])
        pairs = {(a, b): False for p, q in self.it["no_contact"] for a in of[p] for b in of[q] if a != b}
        pairs |= {(a, b): True for group in of.values() for a in group for b in group if a != b}
        length = {f["id"]: f["duration"] + 2 * self.rules["margin_slots"] for f in self.it["families"]}
        mine, gap = defaultdict(list), self.rules["no_contact_gap_slots"]
        for (family, _, name), stay in self.placed.items():
            mine[family].append((name, stay))
        for (one, other), is_shared in pairs.items():
            if one > other and (other, one) in pairs and pairs[other, one] == is_shared:
                continue
            for here, (a, start, *_) in mine[one]:
                for there, (b, begin, *_) in mine[other]:
                    (s, site), (t, place) = self.session[here], self.session[there]
                    if s["day"] != t["day"] or (site is not place and not is_shared):
                        continue
                    if site is not place:
                        self.m.add_bool_or([~a, ~b])
                        continue
                    first = self.m.new_bool_var("")
                    self.m.add(start + length[one] + gap <= begin).only_enforce_if([a, b, first])
                    self.m.add(begin + length[other] + gap <= start).only_enforce_if([a, b, ~first])

    def timetable(self, value):
        visits, chosen = [], lambda lits: [name for name, lit in lits.items() if value(lit)]
        for (family, number, name), (here, start, rooms, team, lead) in self.placed.items():
            if value(here):
                first = chosen(lead)[0]
                visits.append({"family": family, "visit": number, "session": name, "room": chosen(rooms)[0],
                               "start": value(start), "supervisors": [first] + [who for who in chosen(team) if who != first]})
        duties = [{"supervisor": who, "session": name} for (who, name), duty in self.duty.items() if value(duty)]
        return {"instance": self.it["name"], "visits": visits, "duties": duties}


def main():
    file, seconds, threads, out = sys.argv[1:]
    with open(file, encoding="utf-8") as text:
        model = Model(json.load(text))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = float(seconds)
    solver.parameters.num_workers = int(threads)
    status = solver.solve(model.m)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    timetable = model.timetable(solver.value) if found else {"instance": model.it["name"], "visits": [], "duties": []}
    with open(out, "w", encoding="utf-8") as text:
        json.dump(timetable, text)
    print(json.dumps({"cost": round(solver.objective_value) if found else None, "bound": max(0, math.ceil(solver.best_objective_bound - 1e-6))}))


if __name__ == "__main__":
    main()
