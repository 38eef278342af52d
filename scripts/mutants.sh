#!/bin/bash
# Takes each clause out of the rule book in turn, and lists those whose lack no test of the rules notices.
# Compiled once: the build with the feature leaves out whichever clause WITHOUT_CLAUSE names.
set -euo pipefail
cd "$(dirname "$0")/.."
build() { scripts/cargo.sh "$@" --locked --quiet --package rules --features without-a-clause; }
build build --example clauses
names=$(build run --example clauses)
# The tests that say a rule as a sentence come first: they are quick, and notice nearly everything.
mapfile -t tests < <(build test --tests --no-run --message-format=json | python3 -c '
import json, sys
built = [json.loads(line) for line in sys.stdin]
tests = [one for one in built if one.get("executable") and one["profile"]["test"]]
tests.sort(key=lambda one: one["target"]["kind"] != ["lib"])
print("\n".join(one["executable"] for one in tests))')
# Random operations take long and would notice what is left; a clause should not have to wait for them.
holds() { (cd rules && WITHOUT_CLAUSE="$1" "$2" --quiet --skip timetable) >/dev/null 2>&1; }

for test in "${tests[@]}"; do
    holds "" "$test" || { echo "the tests fail with every clause in the book: $test"; exit 1; }
done
count=0
survivors=()
for name in $names; do
    count=$((count + 1))
    noticed=""
    for test in "${tests[@]}"; do
        if ! holds "$name" "$test"; then noticed=yes; break; fi
    done
    [ -n "$noticed" ] || survivors+=("$name")
done
if [ "${#survivors[@]}" -gt 0 ]; then
    echo "no test notices that these are gone: ${survivors[*]}"
    exit 1
fi
echo "$count clauses, and a test notices the lack of each"
