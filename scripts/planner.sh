#!/bin/bash
# Timetables and bounds of invented instances, judged by scripts that share no code with the planner.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts/cargo.sh build --quiet --locked --package planner --examples
examples="$(scripts/cargo.sh target)/debug/examples"
for families in 12 60 200; do
    for staff in 0.6 1.2; do
        "$examples/invent" "$families" "$staff" 1 > "$work/instance.json"
        QUIET=1 THREADS=2 CERTIFICATE="$work/certificate.json" \
            "$examples/plan" "$work/instance.json" inf "$work/timetable.json" 3000
        python3 scripts/planner_check.py "$work/instance.json" "$work/timetable.json"
        python3 scripts/planner_bound_check.py "$work/instance.json" "$work/certificate.json"
    done
done
