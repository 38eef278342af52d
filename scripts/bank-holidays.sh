#!/bin/bash
# The bank holidays the program carries are those a second, unrelated library works out (decision 12).
set -euo pipefail
cd "$(dirname "$0")/.."
.stamps/venv/bin/python - web/dist/bank-holidays.json <<'PYTHON'
import json
import sys
from datetime import date

import holidays

YEARS = list(range(2026, 2037))
# Days proclaimed once that one of the two libraries does not have. Each is in the past, so that nothing is
# planned by it; a new one must be looked into before it is written here.
KNOWN = {("scotland", date(2026, 6, 15))}

carried = json.load(open(sys.argv[1]))
differences = set()
for nation, part in [("england-and-wales", "ENG"), ("england-and-wales", "WLS"), ("scotland", "SCT"), ("northern-ireland", "NIR")]:
    ours = {date.fromisoformat(day) for day in carried[nation]}
    assert max(ours).year >= date.today().year + 10, f"{nation}: the days end too soon"
    ours = {day for day in ours if day.year in YEARS}
    theirs = set(holidays.country_holidays("GB", subdiv=part, years=YEARS))
    differences |= {(nation, day) for day in ours ^ theirs}
assert differences == KNOWN, sorted(differences ^ KNOWN)
# The one that makes the others worth checking: both see that Christmas of 2027 is kept on the 27th and 28th.
assert {"2027-12-27", "2027-12-28"} <= set(carried["scotland"])
print(f"bank holidays agree from {YEARS[0]} to {YEARS[-1]}")
PYTHON
