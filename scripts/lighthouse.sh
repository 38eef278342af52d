#!/bin/bash
# Lighthouse on a slow telephone: starts a demonstration and measures the pages that parents and the public open
# most. Prints performance, accessibility and best practices of each, and fails if any is below 95.
#
#   lighthouse.sh BINARY [FOLDER]    keeps the whole reports in the folder
#
# RUNS says how often each page is measured (1); of several, the middle figure counts. The figures depend on how
# busy the machine is.
set -euo pipefail
binary=$(realpath "${1:?the program}")
reports=${2:+$(realpath -m "$2")}
cd "$(dirname "$0")/.."
port=${ALONGSIDE_LIGHTHOUSE_PORT:-8193}
folder=$(mktemp -d)
server=""
finish() { [ -z "$server" ] || { kill "$server"; wait "$server"; } 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT

# 12.8.2 runs on the Node that web/package.json asks for; from 13 on it needs a newer one.
npm install --prefix "$folder/npm" --no-audit --no-fund --loglevel=error lighthouse@12.8.2 > "$folder/npm.log" 2>&1 \
    || { cat "$folder/npm.log"; exit 1; }
"$binary" demo --data "$folder/data" --listen "127.0.0.1:$port" --clock 2026-11-21T10:10 \
    --tokens "$folder/tokens.json" > "$folder/log" 2>&1 &
server=$!
scripts/wait-for.sh "http://127.0.0.1:$port/readyz" 300 || { cat "$folder/log"; exit 1; }
ALONGSIDE_AT=http://127.0.0.1:$port ALONGSIDE_TOKENS=$folder/tokens.json \
    node scripts/lighthouse.mjs "$folder/npm/node_modules/.bin/lighthouse" "${reports:-$folder/reports}"
