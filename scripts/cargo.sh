#!/bin/bash
# Cargo, wherever rustup put it. `target` prints the folder that builds go to.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v cargo >/dev/null 2>&1 || PATH="$HOME/.cargo/bin:$PATH"
if [ "${1:-}" = target ]; then
    echo "${CARGO_TARGET_DIR:-$PWD/target}"
else
    exec cargo "$@"
fi
