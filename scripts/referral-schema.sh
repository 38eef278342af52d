#!/bin/bash
# The published form of a referral accepts every example file, and refuses what is none.
set -euo pipefail
cd "$(dirname "$0")/.."
.stamps/venv/bin/python - "$1" tests/data/referrals/*.json <<'PYTHON'
import json
import sys
import urllib.request

import jsonschema_rs

address, *files = sys.argv[1:]
schema = json.load(urllib.request.urlopen(f"{address}/api/referral.schema.json"))
jsonschema_rs.meta.validate(schema)
form = jsonschema_rs.Draft202012Validator(schema)
referrals = [json.load(open(file))["referral"] for file in files]
assert len(referrals) >= 10, files
form.validate(referrals)
for place, value in [
    (("shoe_size",), 7),
    (("children",), {"name": "Amira"}),
    (("children", 0, "born"), 2019),
    (("lives_with",), "grandmother"),
    (("resident", "contact", "safe_channel"), "letter"),
]:
    wrong = json.loads(json.dumps(referrals[0]))
    at = wrong
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    assert not form.is_valid([wrong]), f"{place} may not be {value}"
print(f"{len(files)} files fit the published form")
PYTHON
