#!/bin/bash
# What takes too long for every run of the tests: each clause of the rule book taken out in turn, tens of
# thousands of random operations asked of the running program and of the model, ten thousand changes of the
# audit tables, ten thousand worlds, the program killed again and again while it is read from and while it sends
# notices, and scanners by other hands.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/mutants.sh
scripts/scan.sh
ALONGSIDE_OPERATIONS="${ALONGSIDE_OPERATIONS:-30000}" \
    scripts/cargo.sh test --locked --package stories --test stories -- timetable --nocapture
scripts/cargo.sh run --locked --profile measure --package stories --bin worlds -- --worlds "${ALONGSIDE_WORLDS:-10000}"
ALONGSIDE_TAMPERINGS="${ALONGSIDE_TAMPERINGS:-10000}" \
    scripts/cargo.sh test --locked --package stories --test stories -- tampering --nocapture
scripts/cargo.sh build --locked -p app
python3 scripts/kill_reader.py "$(scripts/cargo.sh target)/debug/alongside" --times "${ALONGSIDE_KILLS:-40}" --port 8196
scripts/tools.sh test
python3 scripts/kill_sender.py "$(scripts/cargo.sh target)/debug/alongside" .stamps/venv/bin/python \
    --times "${ALONGSIDE_SENDER_KILLS:-200}" --port 8195
python3 scripts/chat_load.py "$(scripts/cargo.sh target)/debug/alongside" --port 8194
scripts/lighthouse.sh "$(scripts/cargo.sh target)/debug/alongside"
