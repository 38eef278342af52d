#!/bin/bash
# What must hold. `rules` is the fast part; `all` is everything, on both databases, in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v cargo >/dev/null 2>&1 || PATH="$HOME/.cargo/bin:$PATH"
said() { printf '\n== %s\n' "$*"; }
tests() {
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --locked --no-fail-fast "$@"
    else
        cargo test --locked --no-fail-fast "$@"
    fi
}

if [ "$1" = rules ]; then
    tests -p base -p rules -p policy -p planner
    exit
fi

said formatting
cargo fmt --all --check
said lints
cargo clippy --workspace --all-targets --locked -- -D warnings

ALONGSIDE_TEST_FOLDER=$(mktemp -d)
export ALONGSIDE_TEST_FOLDER
server=""
other=""
finish() {
    for one in $server $other; do kill "$one" 2>/dev/null || true; done
    scripts/postgres.sh stop 2>/dev/null || true
    rm -rf "$ALONGSIDE_TEST_FOLDER"
}
trap finish EXIT
said PostgreSQL
ALONGSIDE_TEST_POSTGRES=$(scripts/postgres.sh start)
export ALONGSIDE_TEST_POSTGRES

said "rules, papers and stories, on both databases"
tests --workspace

said "timetables and their bounds"
scripts/planner.sh

said "leaks planted on purpose, each noticed"
scripts/leaks.sh

said "a race for too few rooms and people, on both databases"
(cd scripts && python3 -m unittest --quiet race_check_test)
cargo build --locked -p app -p race
"$(scripts/cargo.sh target)/debug/race" --attempts 1500 --families 14 --bare false --postgres "$ALONGSIDE_TEST_POSTGRES" \
    --out "$ALONGSIDE_TEST_FOLDER/race"
python3 scripts/race_check.py "$ALONGSIDE_TEST_FOLDER/race/embedded" "$ALONGSIDE_TEST_FOLDER/race/postgres"

said "how old a reader of the guides must be"
.stamps/venv/bin/python scripts/reading_age.py

said "bank holidays"
scripts/bank-holidays.sh

said "the program, as a browser and other programs see it"
binary="$(scripts/cargo.sh target)/debug/alongside"
scripts/command-line.sh "$binary"
said "no answer without its line, though the program is killed"
python3 scripts/kill_reader.py "$binary" --times 2 --port 8196
said "to servers that it knows, over TLS, and to no others"
python3 scripts/over_tls.py "$binary" .stamps/venv/bin/python --port 8193
"$binary" demo --data "$ALONGSIDE_TEST_FOLDER/demo" --listen 127.0.0.1:8197 --clock 2026-11-21T08:00 \
    --tokens "$ALONGSIDE_TEST_FOLDER/tokens.json" > "$ALONGSIDE_TEST_FOLDER/demo.log" 2>&1 &
server=$!
scripts/wait-for.sh http://127.0.0.1:8197/readyz 180 || { cat "$ALONGSIDE_TEST_FOLDER/demo.log"; exit 1; }
said "what other programs send"
scripts/referral-schema.sh http://127.0.0.1:8197
scripts/learning-statements.sh http://127.0.0.1:8197 "$ALONGSIDE_TEST_FOLDER/tokens.json"
said "browser"
(cd web && ALONGSIDE_AT=http://127.0.0.1:8197 ALONGSIDE_TOKENS="$ALONGSIDE_TEST_FOLDER/tokens.json" ALONGSIDE_BINARY="$binary" \
    node --test --test-concurrency=1 tests/)
# A demonstration of its own: the browser has moved the other's clock, and this moves visits.
said "calendars"
psql -q -d "$ALONGSIDE_TEST_POSTGRES" -c "CREATE DATABASE calendars"
calendars="${ALONGSIDE_TEST_POSTGRES%/*}/calendars"
"$binary" demo --data "$ALONGSIDE_TEST_FOLDER/calendars" --database "$calendars" --listen 127.0.0.1:8198 --clock 2026-11-21T08:00 \
    --tokens "$ALONGSIDE_TEST_FOLDER/calendars.json" > "$ALONGSIDE_TEST_FOLDER/calendars.log" 2>&1 &
other=$!
scripts/wait-for.sh http://127.0.0.1:8198/readyz 180 || { cat "$ALONGSIDE_TEST_FOLDER/calendars.log"; exit 1; }
scripts/feeds.sh http://127.0.0.1:8198 "$ALONGSIDE_TEST_FOLDER/calendars.json" "$calendars"
kill "$other"
# Last, because it tries everything there is: doors are closed by it and people leave.
said "OpenAPI document and answers"
scripts/schemathesis.sh http://127.0.0.1:8197 "$ALONGSIDE_TEST_FOLDER/tokens.json"
said "all of it holds"
