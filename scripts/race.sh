#!/bin/bash
# The whole race: 64 clients and 20,000 attempts on each database, judged by a checker that shares no code
# with the program. What it writes down stays in .race for a look.
set -euo pipefail
cd "$(dirname "$0")/.."
ALONGSIDE_TEST_FOLDER=$(mktemp -d)
export ALONGSIDE_TEST_FOLDER
finish() {
    scripts/postgres.sh stop 2>/dev/null || true
    rm -rf "$ALONGSIDE_TEST_FOLDER"
}
trap finish EXIT
postgres=$(scripts/postgres.sh start)
scripts/cargo.sh build --profile measure --locked --package race
"$(scripts/cargo.sh target)/measure/race" --postgres "$postgres" --out .race "$@"
python3 scripts/race_check.py .race/embedded .race/postgres
