#!/bin/bash
# Every page of the demonstration at three widths, into screenshots/.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/cargo.sh build --locked -p app
folder=$(mktemp -d)
"$(scripts/cargo.sh target)/debug/alongside" demo --data "$folder/demo" --listen 127.0.0.1:8196 \
    --clock 2026-11-21T11:40 > "$folder/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
scripts/wait-for.sh http://127.0.0.1:8196/readyz 180
cd web && ALONGSIDE_AT=http://127.0.0.1:8196 node screenshots.mjs ../screenshots
