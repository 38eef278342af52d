#!/bin/bash
# Independent scanners on a demonstration served over TLS: testssl.sh on the listener, wapiti as the public and as
# each role, sqlmap on every parameter of every address that is read, of every operation that writes, and
# of signing in. On this machine alone and for a bounded time. Fails on anything above informational.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/tools.sh scan
[ -n "${ALONGSIDE_BINARY:-}" ] || scripts/cargo.sh build --release --locked
folder=$(mktemp -d)
port=${ALONGSIDE_SCAN_PORT:-8199}
at=https://127.0.0.1:$port
binary=${ALONGSIDE_BINARY:-$(scripts/cargo.sh target)/release/alongside}
server=""
finish() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT
said() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2>/dev/null
# The demonstration's families, then served as a centre is served: cookies that need TLS, and no demonstration.
"$binary" demo --data "$folder/data" --listen "127.0.0.1:$port" --tokens "$folder/tokens.json" > "$folder/demo.log" 2>&1 &
server=$!
scripts/wait-for.sh "http://127.0.0.1:$port/readyz" 300 || { cat "$folder/demo.log"; exit 1; }
kill "$server"; wait "$server" 2>/dev/null || true; server=""
# Serves a fresh copy of it: what a scanner does as a co-ordinator, such as closing sign-ins, the next does not meet.
served() {
    [ -z "$server" ] || { kill "$server"; wait "$server" 2>/dev/null || true; }
    rm -rf "$folder/served"; cp -a "$folder/data" "$folder/served"
    "$binary" serve --data "$folder/served" --listen "127.0.0.1:$port" --tls-certificate "$folder/certificate.pem" \
        --tls-key "$folder/key.pem" >> "$folder/serve.log" 2>&1 &
    server=$!
    for _ in $(seq 60); do curl -skf -o /dev/null "$at/readyz" && break; sleep 1; done
}
served

# A form of somebody without a session carries no token, and no cookie to tie one to: where it comes from is what
# tells it from a forged one. The scanner changes the token alone, so this is tried here.
forged() {
    [ "$(curl -sk -o /dev/null -w '%{http_code}' "$@" --data 'username=a&password=b' "$at/sign-in")" = 403 ] \
        || { echo "a forged form was taken: $*"; exit 1; }
}
forged; forged -H 'Origin: https://elsewhere.example.org'; forged -H 'Origin: null'; forged -H 'Sec-Fetch-Site: cross-site'
is_signed_in() { grep -q sign-out <<< "$(curl -sk -H "Cookie: $1" "$at/security")"; }
# Handing the tablet to a child signs staff out at it, so that the scanner does not come there.
wapiti() {
    local who=$1 cookie=$2
    timeout 900 .stamps/wapiti/bin/wapiti -u "$at/" --verify-ssl 0 -H "Origin: $at" ${cookie:+-H "Cookie: $cookie"} -x "$at/leave*" -x "$at/sign-out*" \
        -x "$at/visits/*/children*" \
        --scope folder -d 4 --max-files-per-dir 12 --max-links-per-page 40 --max-scan-time "${ALONGSIDE_SCAN_SECONDS:-120}" \
        --max-attack-time 40 -S normal -t 10 --tasks 4 --no-bugreport --store-session "$folder/wapiti-$who" --flush-session \
        -m cookieflags,csp,csrf,crlf,exec,file,http_headers,methods,permanentxss,redirect,sql,timesql,upload,xss,xxe \
        --endpoint "$at" -f json -o "$folder/wapiti-$who.json" > "$folder/wapiti-$who.log" 2>&1 \
        || { tail -5 "$folder/wapiti-$who.log"; exit 1; }
}

said "testssl.sh"
timeout 900 testssl --warnings batch --quiet --color 0 --jsonfile "$folder/testssl.json" "127.0.0.1:$port" > "$folder/testssl.log" 2>&1 || true
python3 scripts/scan_findings.py testssl "$folder/testssl.json"

for who in public ${ALONGSIDE_SCAN_AS:-priya martin grace dev ruth tomasz}; do
    said "wapiti as $who"
    served
    cookie=""
    [ "$who" = public ] || cookie=$(.stamps/wapiti/bin/python scripts/scan_sign_in.py "$at" "$who" harbour-lantern-26)
    wapiti "$who" "$cookie"
    # What it saw once it was signed out, it saw as nobody: the answers to a right and a wrong token are alike then.
    [ "$who" = public ] || is_signed_in "$cookie" || { echo "the scanner was signed out while it went about"; exit 1; }
    python3 scripts/scan_findings.py "wapiti$([ "$who" != public ] || echo -public)" "$folder/wapiti-$who.json"
done

said "sqlmap"
served
token=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["priya"]["token"])' "$folder/tokens.json")
python3 scripts/scan_findings.py addresses <(curl -sk "$at/api/openapi.json") "$at" > "$folder/addresses"
echo "$(wc -l < "$folder/addresses") addresses"
# What the program refuses as a bad address is an answer; only what the database would be asked counts.
timeout "${ALONGSIDE_SQLMAP_SECONDS:-1500}" sqlmap -m "$folder/addresses" --batch --smart --level 2 --risk 1 --technique BEUQ \
    --ignore-code '*' --headers "Authorization: Bearer $token" --threads 4 --timeout 10 --retries 0 --disable-coloring \
    --output-dir "$folder/sqlmap" --results-file "$folder/sqlmap.csv" > "$folder/sqlmap.log" 2>&1 || { tail -5 "$folder/sqlmap.log"; exit 1; }
timeout 300 sqlmap -u "$at/sign-in" --forms --batch --level 1 --risk 1 --technique BEUQ --ignore-code '*' --csrf-token _csrf \
    --threads 1 --timeout 10 --retries 0 --disable-coloring --output-dir "$folder/sqlmap" --results-file "$folder/sqlmap-form.csv" \
    > "$folder/sqlmap-form.log" 2>&1 || { tail -5 "$folder/sqlmap-form.log"; exit 1; }
# Every part of what an operation that writes may be sent. Nothing is there under the identifiers that are asked
# for, so that nothing is changed; whether the database is asked with them unbound shows all the same.
python3 scripts/scan_findings.py requests <(curl -sk "$at/api/openapi.json") "$at" > "$folder/requests"
echo "$(wc -l < "$folder/requests") operations that write"
while IFS=$'\t' read -r -u 3 method where body; do
    timeout 120 sqlmap -u "$where" --method "$method" --data "$body" --batch --smart --level 2 --risk 1 --technique BEUQ \
        --ignore-code '*' --headers "$(printf 'Authorization: Bearer %s\nContent-Type: application/json' "$token")" \
        --timeout 10 --retries 0 --disable-coloring --output-dir "$folder/sqlmap" \
        --results-file "$folder/sqlmap-writes.csv" >> "$folder/sqlmap-writes.log" 2>&1 \
        || { echo "$method $where: sqlmap ended with $?"; tail -5 "$folder/sqlmap-writes.log"; exit 1; }
done 3< "$folder/requests"
python3 scripts/scan_findings.py sqlmap "$folder"/sqlmap*.csv "$folder"/sqlmap*.log
said "no finding above informational"
