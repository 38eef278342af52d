#!/bin/bash
# The command line, as a system administrator meets it: wrong settings are one line and exit code 2.
set -uo pipefail
binary=$1
passed=0; failed=0
refused() {
    local words=$1; shift
    local said; said=$("$@" 2>&1 >/dev/null </dev/null); local code=$?
    if [ $code = 2 ] && [ "$(wc -l <<<"$said")" = 1 ] && grep -q -- "$words" <<<"$said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)); echo "not refused as it should be (code $code): $*"; echo "$said"
    fi
}
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
echo 'listne = "x"' > "$folder/wrong.toml"
echo 'listen = "nowhere"' > "$folder/address.toml"
refused 'listen' "$binary" serve --data "$folder/d" --listen nowhere
refused 'listne' "$binary" serve --data "$folder/d" --config "$folder/wrong.toml"
refused 'nowhere' "$binary" serve --data "$folder/d" --config "$folder/address.toml"
refused 'cannot read' "$binary" serve --config "$folder/none.toml"
refused 'database' "$binary" migrate --database mysql://x
refused 'cannot reach PostgreSQL' "$binary" migrate --database postgres://nobody@127.0.0.1:1/none
refused 'clock' "$binary" demo --data "$folder/d" --clock yesterday
refused 'role' "$binary" user add --data "$folder/d" --username a --name A --role king
refused 'not yet' "$binary" plan "$folder/none.json"
"$binary" version | grep -q '^alongside ' && passed=$((passed + 1)) || failed=$((failed + 1))
"$binary" migrate --data "$folder/e" | grep -q 'up to date' && passed=$((passed + 1)) || failed=$((failed + 1))
echo "long-enough-words" | "$binary" user add --data "$folder/e" --username kim --name Kim --role coordinator | grep -q 'can sign in' \
    && passed=$((passed + 1)) || failed=$((failed + 1))
"$binary" verify --data "$folder/e" | grep -q 'all as they were written' && passed=$((passed + 1)) || failed=$((failed + 1))
echo "command line: $passed passed, $failed failed"
[ $failed = 0 ]
