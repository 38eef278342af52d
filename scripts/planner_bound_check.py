#!/usr/bin/env python3
"""Checks that no timetable of an instance costs less than a certificate says. Shares no code with the planner.

    planner_bound_check.py INSTANCE.json CERTIFICATE.json

The certificate puts a price on what visits have to share; at these prices every visit, supervisor, session and
family does what is cheapest for itself, and the sum of that is less than any timetable costs, whatever the prices
are (docs/decisions/0023-the-planner.md says why). All is added up in whole numbers. Exit code 0 means that the
bound holds, 1 that it does not follow from the prices, 2 that a file could not be read.
"""

import json
import math
import sys
from collections import defaultdict
from itertools import accumulate

PARTS = 1000


class Market:
    def __init__(self, instance, certificate):
        self.it, self.rules, self.weights = instance, instance["rules"], instance["weights"]
        self.levels = instance["levels"]
        # Supervisors are divided into so many parts that every level takes whole ones.
        self.whole = math.lcm(*(level["share"] for level in self.levels.values()))
        self.scale = PARTS * self.whole
        self.staff = {one["id"]: one for one in instance["supervisors"]}
        self.session = {s["id"]: dict(s, site=site) for site in instance["sites"] for s in site["sessions"]}
        self.sites, self.sums = {site["id"]: site for site in instance["sites"]}, {}
        self.counts_leads = {f["id"]: len(f["visits"]) > 1 for f in instance["families"]}
        self.at = defaultdict(list)
        for one in instance["supervisors"]:
            for session in filter(self.session.__contains__, one["available"]):
                day = self.session[session]["day"]
                if self.fit(one, day, self.rules["duty_quals"]):
                    self.at[session].append(one)
        self.time, self.room, self.door, self.enough = {}, defaultdict(list), {}, defaultdict(int)
        self.open, self.there, self.lead = {}, {}, {}
        for one in certificate["sessions"]:
            session, slots = one["session"], self.slots(one["session"])
            for who, row in one["time"]:
                self.time[session, who] = self.row(row, slots)
            for rooms, row in one["rooms"]:
                self.room[session].append((frozenset(rooms), self.row(row, slots)))
            self.door[session] = self.row(one["door"], slots + 1) if one["door"] else [0] * (slots + 1)
            self.enough[session] = self.price(one["enough"])
        for one in certificate["visits"]:
            visit = one["family"], one["visit"]
            for session, price in one["open"]:
                self.open[visit, session] = self.price(price)
            for session, who, price in one["there"]:
                self.there[visit, session, who] = self.price(price)
            for who, price in one["lead"]:
                self.lead[visit, who] = self.price(price)

        self.opened, self.known = defaultdict(int), defaultdict(lambda: defaultdict(int))
        for (_, session), price in self.open.items():
            self.opened[session] += price
        for ((family, _), who), price in self.lead.items():
            self.known[family][who] += price

    @staticmethod
    def fit(one, day, quals):
        return all(one["quals"].get(qual, -1) >= day for qual in quals)

    @staticmethod
    def price(number):
        if not isinstance(number, int) or number < 0:
            raise ValueError(f"{number} is no price")
        return number

    def row(self, prices, slots):
        if len(prices) != slots:
            raise ValueError("a row of prices is too long or too short")
        return [self.price(number) for number in prices]

    def slots(self, session):
        return self.session[session]["to"] - self.session[session]["from"]

    def bound(self):
        families = sum(self.visits(family) for family in self.it["families"])
        return families + self.duties() + sum(map(self.opening, self.session)) + sum(map(self.leads, self.it["families"]))

    def running(self, key, row):
        if key not in self.sums:
            self.sums[key] = [0, *accumulate(row)]
        return self.sums[key]

    def ways(self, family, number):
        """The cheapest way to serve a visit on each day, in parts of a point."""
        visit, window = (family["id"], number), family["visits"][number]
        level, margin = self.levels[family["level"]], self.rules["margin_slots"]
        length, units = family["duration"] + 2 * margin, self.whole // level["share"]
        best = {}
        for place in family["sites"]:
            site = self.sites.get(place["site"], {"rooms": [], "sessions": []})
            rooms = frozenset(r["id"] for r in site["rooms"] if family["level"] in r["levels"]
                              and set(family["room_tags"]) <= set(r["tags"]) and r["capacity"] > 0)
            for session in site["sessions"]:
                name, day = session["id"], session["day"]
                starts = self.starts(family, session)
                if not window["from_day"] <= day <= window["to_day"] or not rooms or not starts:
                    continue
                # Nobody is on duty alone: a session to which too few can come has no visits.
                if len(self.at[name]) < self.rules["min_staff_on_site"]:
                    continue
                able = [one for one in self.at[name] if one["id"] not in family["excluded_supervisors"]
                        and self.fit(one, day, level["quals"])]
                tags = set(family["supervisor_tags"])
                base = self.weights["travel"] * place["travel"]
                if number == 0 and not family["court_ordered"]:
                    base += self.weights["waiting_day"] * family["priority"] * day
                paid = self.open.get((visit, name), 0)
                rows = [self.running((name, around), row) for around, row in self.room[name] if rooms <= around]
                door = self.door.get(name)
                for start in starts:
                    at = start - margin - session["from"]
                    liked = any(h["day"] == day and h["from"] <= start and start + family["duration"] <= h["to"]
                                for h in family["preferred"])
                    shared = paid + sum(row[at + length] - row[at] for row in rows)
                    if door:
                        shared += door[at] + door[at + margin] + door[at + length - margin] + door[at + length]
                    cost = (base + (0 if liked else self.weights["not_preferred"])) * self.scale + shared * self.whole
                    team = self.team(visit, name, day, at, length, units, able, tags, level)
                    if team is not None:
                        best[day] = min(best.get(day, math.inf), cost + team)
        return best

    def starts(self, family, session):
        margin, found = self.rules["margin_slots"], set()
        for hours in family["available"]:
            if hours["day"] == session["day"]:
                first = max(hours["from"], session["from"]) + margin
                last = min(hours["to"], session["to"]) - margin - family["duration"]
                found.update(t for t in range(first, last + 1) if t % self.rules["start_grid_slots"] == 0)
        return found

    def team(self, visit, session, day, at, length, units, able, tags, level):
        """What the cheapest team pays, or nothing where there is none."""
        paid = []
        for one in able:
            row = self.time.get((session, one["id"]))
            time = 0
            if row:
                sums = self.running((session, one["id"]), row)
                time = sums[at + length] - sums[at]
            paid.append(time * units + self.there.get((visit, session, one["id"]), 0) * self.whole)
        has_tags = [tags <= set(one["tags"]) for one in able]
        best = None
        for place, one in enumerate(able):
            if not self.fit(one, day, level["lead_quals"]) or (level["staff"] == 1 and not has_tags[place]):
                continue
            others = [other for other in range(len(able)) if other != place]
            if level["staff"] == 2 and not has_tags[place]:
                others = [other for other in others if has_tags[other]]
            others = sorted(paid[other] for other in others)[: level["staff"] - 1]
            if len(others) == level["staff"] - 1:
                cost = paid[place] + sum(others)
                if self.counts_leads[visit[0]]:
                    cost += self.lead.get((visit, one["id"]), 0) * self.whole
                best = cost if best is None else min(best, cost)
        return best

    def visits(self, family):
        """What the cheapest days for all visits of a family cost."""
        ways = [self.ways(family, number) for number in range(len(family["visits"]))]
        windows = family["visits"]
        in_order = all(one["to_day"] < other["from_day"] for one, other in zip(windows, windows[1:]))
        gap = family["min_gap_days"] if in_order else -math.inf
        unserved = self.weights["unserved_court"] if family["court_ordered"] else (
            self.weights["unserved_waiting"] + self.weights["unserved_per_priority"] * family["priority"])
        table = {-math.inf: 0}
        for best in ways:
            then = {last: cost + unserved * self.scale for last, cost in table.items()}
            for day, price in best.items():
                froms = [cost for last, cost in table.items() if day - last >= gap]
                if froms:
                    then[day] = min(then.get(day, math.inf), min(froms) + price)
            table = then
        return min(table.values())

    def duties(self):
        worth = defaultdict(int)
        for session, staff in self.at.items():
            for one in staff:
                row = self.time.get((session, one["id"]), [])
                worth[session, one["id"]] = sum(row) + self.enough[session]
        for (_, session, who), price in self.there.items():
            worth[session, who] += price
        bound = 0
        for one in self.it["supervisors"]:
            price = self.weights["duty_paid" if one["paid"] else "duty_volunteer"] * PARTS
            mine = [s for s in set(one["available"]) if (s, one["id"]) in worth]
            days, weeks, left = set(), defaultdict(int), one["max_sessions"]
            for session in sorted(mine, key=lambda s: -worth[s, one["id"]]):
                day, gain = self.session[session]["day"], worth[session, one["id"]] - price
                free = day not in days and weeks[day // 7] < one["max_sessions_per_week"] and left > 0
                if gain > 0 and free:
                    days.add(day)
                    weeks[day // 7] += 1
                    left -= 1
                    bound -= gain * self.whole
        return bound

    def opening(self, session):
        facts = self.session[session]
        capacity = {room["id"]: room["capacity"] for room in facts["site"]["rooms"]}
        cost = self.rules["min_staff_on_site"] * self.enough[session]
        cost -= facts["site"]["door_capacity"] * sum(self.door.get(session, []))
        for rooms, row in self.room[session]:
            cost -= sum(capacity[room] for room in rooms) * sum(row)
        return min(0, cost - self.opened[session]) * self.whole

    def leads(self, family):
        if len(family["visits"]) < 2:
            return 0
        worth = self.known[family["id"]]
        further = self.weights["extra_lead"] * PARTS
        gains = sorted(worth.values(), reverse=True)
        return -(sum(gains[:1]) + sum(max(0, gain - further) for gain in gains[1:])) * self.whole


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8") as one, open(sys.argv[2], encoding="utf-8") as other:
            instance, certificate = json.load(one), json.load(other)
        if certificate["format"] != "alongside-bound/1" or certificate["instance"] != instance["name"]:
            raise ValueError("the certificate is not one for this instance")
        market = Market(instance, certificate)
        bound = -(-market.bound() // market.scale)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        print(f"cannot be read: {error!r}", file=sys.stderr)
        return 2
    holds = bound >= certificate["bound"]
    print(json.dumps({"claimed": certificate["bound"], "follows": bound, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
