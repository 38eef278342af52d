#!/bin/bash
# Our planner and CP-SAT side by side on the same instances, with two threads each, as a table.
#
#   bench-planner.sh [FOLDER]    with the instances of a folder instead of a few invented ones
#
# SECONDS_OURS and SECONDS_CPSAT say how long each may take (60 each); CPSAT=no leaves CP-SAT out. Both timetables
# are judged by scripts/planner_check.py and our bound by scripts/planner_bound_check.py.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
threads=2
ours=${SECONDS_OURS:-60}
theirs=${SECONDS_CPSAT:-60}
scripts/cargo.sh build --release --locked --package planner --examples
examples="$(scripts/cargo.sh target)/release/examples"

folder=${1:-}
if [ -z "$folder" ]; then
    folder="$work/invented"
    mkdir "$folder"
    for families in 20 100 400 1000; do
        for staff in 0.7 1.0 1.3; do
            "$examples/invent" "$families" "$staff" 1 > "$folder/$families-staff-$staff.json"
        done
    done
fi
python="$PWD/.bench-planner/bin/python"
if [ "${CPSAT:-yes}" = yes ] && [ ! -x "$python" ]; then
    python3 -m venv .bench-planner
    .bench-planner/bin/pip install --quiet ortools==9.15.6755
fi
field() { sed -n "s/.*\"$1\": \([0-9.]*\).*/\1/p" <<<"$2"; }

printf '| instance | visits | first at (s) | ours | served | bound | gap | CP-SAT | served | CP-SAT bound | MB |\n'
printf '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n'
for instance in $(ls -v "$folder"/*.json); do
    THREADS=$threads CERTIFICATE="$work/certificate.json" /usr/bin/time -f '%M' -o "$work/memory" \
        "$examples/plan" "$instance" "$ours" "$work/ours.json" > "$work/said" 2> "$work/progress"
    judged=$(python3 scripts/planner_check.py "$instance" "$work/ours.json") || { echo "$judged"; exit 1; }
    bound=$(python3 scripts/planner_bound_check.py "$instance" "$work/certificate.json")
    cost=$(field total "$judged")
    least=$(field claimed "$bound")
    their_cost=- their_served=- their_bound=-
    if [ "${CPSAT:-yes}" = yes ]; then
        said=$("$python" scripts/planner_cpsat.py "$instance" "$theirs" "$threads" "$work/theirs.json")
        also=$(python3 scripts/planner_check.py "$instance" "$work/theirs.json") || { echo "$also"; exit 1; }
        their_cost=$(field total "$also") their_served=$(field served "$also") their_bound=$(field bound "$said")
    fi
    printf '| %s | %s | %s | %s | %s | %s | %s %% | %s | %s | %s | %s |\n' "$(basename "$instance" .json)" \
        "$(grep -o '"from_day"' "$instance" | wc -l)" "$(head -1 "$work/progress" | cut -d' ' -f1)" "$cost" \
        "$(field served "$judged")" "$least" "$(awk "BEGIN { printf \"%.1f\", 100 * ($cost - $least) / $cost }")" \
        "$their_cost" "$their_served" "$their_bound" "$(($(cat "$work/memory") / 1024))"
done
