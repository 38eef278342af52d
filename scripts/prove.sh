#!/bin/bash
# What takes too long for every run of the tests: each clause of the rule book taken out in turn, and tens
# of thousands of random operations asked of the running program and of the model, and scanners by other hands.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/mutants.sh
scripts/scan.sh
ALONGSIDE_OPERATIONS="${ALONGSIDE_OPERATIONS:-30000}" \
    scripts/cargo.sh test --locked --package stories --test stories -- timetable --nocapture
scripts/leaks.sh
scripts/cargo.sh run --locked --profile measure --package stories --bin worlds -- --worlds "${ALONGSIDE_WORLDS:-10000}"
