#!/bin/bash
# Plants each kind of leak in turn in a build of its own, and fails unless the walk through two worlds notices
# every one of them.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/cargo.sh run --locked --quiet --package stories --bin worlds --features planted-leaks -- --planted
