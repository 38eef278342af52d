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
refused 'instance: cannot read' "$binary" plan "$folder/none.json"
echo '{"format": "scsp/1", "name": "n", "horizon": {"days": "many"}}' > "$folder/malformed.json"
refused 'horizon.days: should be' "$binary" plan "$folder/malformed.json"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 60 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2>/dev/null
openssl genpkey -algorithm ed25519 -out "$folder/other.pem" 2>/dev/null
tls() { refused "$1" "$binary" serve --data "$folder/d" --tls-certificate "$folder/$2" --tls-key "$folder/$3"; }
tls 'tls-certificate: cannot read' none.pem key.pem
tls 'tls-certificate: .* holds no certificate' key.pem key.pem
tls 'tls-key: cannot read' certificate.pem none.pem
tls 'tls-key: cannot read' certificate.pem certificate.pem
tls 'does not fit' certificate.pem other.pem
refused 'tls-key: name' "$binary" serve --data "$folder/d" --tls-certificate "$folder/certificate.pem"
echo "tls_key = \"$folder/key.pem\"" > "$folder/half.toml"
refused 'tls-certificate: name' "$binary" serve --data "$folder/d" --config "$folder/half.toml"
printf 'data = "%s"\nlisten = "127.0.0.1:8196"\ntls_certificate = "%s"\ntls_key = "%s"\n' "$folder/t" "$folder/certificate.pem" \
    "$folder/key.pem" > "$folder/tls.toml"
holds() { if "${@:2}" >/dev/null 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "does not hold: $1"; fi; }
fails() { if "${@:2}" >/dev/null 2>&1; then failed=$((failed + 1)); echo "does not hold: $1"; else passed=$((passed + 1)); fi; }
secure=(curl -sSf --cacert "$folder/certificate.pem" --resolve localhost:8196:127.0.0.1)
"$binary" serve --config "$folder/tls.toml" > "$folder/tls.log" 2>&1 &
served=$!
holds 'it answers over TLS' "${secure[@]}" --retry 60 --retry-delay 1 --retry-connrefused https://localhost:8196/readyz
holds 'it says that it does' grep -q 'https://127.0.0.1:8196' "$folder/tls.log"
"${secure[@]}" -D "$folder/headers" -o /dev/null https://localhost:8196/sign-in
holds 'browsers are to come over TLS alone' grep -qi '^strict-transport-security: max-age=63072000' "$folder/headers"
holds 'TLS 1.2 is spoken' "${secure[@]}" --tls-max 1.2 https://localhost:8196/readyz
holds 'TLS 1.3 is spoken' "${secure[@]}" --tlsv1.3 https://localhost:8196/readyz
fails 'nothing older is spoken' "${secure[@]}" --tls-max 1.1 --ciphers 'DEFAULT:@SECLEVEL=0' https://localhost:8196/readyz
fails 'nothing is said without TLS' curl -sSf --max-time 15 http://127.0.0.1:8196/readyz
kill "$served"; wait "$served" 2>/dev/null
"$binary" serve --data "$folder/t" --listen 127.0.0.1:8196 --tls-by-proxy > "$folder/proxy.log" 2>&1 &
served=$!
holds 'it answers' curl -sSf --retry 60 --retry-delay 1 --retry-connrefused -D "$folder/headers" -o /dev/null http://127.0.0.1:8196/sign-in
holds 'it knows of the proxy' grep -qi '^strict-transport-security' "$folder/headers"
kill "$served"; wait "$served" 2>/dev/null
"$binary" version | grep -q '^alongside ' && passed=$((passed + 1)) || failed=$((failed + 1))
"$binary" migrate --data "$folder/e" | grep -q 'up to date' && passed=$((passed + 1)) || failed=$((failed + 1))
echo "long-enough-words" | "$binary" user add --data "$folder/e" --username kim --name Kim --role coordinator | grep -q 'can sign in' \
    && passed=$((passed + 1)) || failed=$((failed + 1))
"$binary" verify --data "$folder/e" | grep -q 'all as they were written' && passed=$((passed + 1)) || failed=$((failed + 1))
# The trail: heads, proofs and exports, checked offline with the public key alone.
key=$("$binary" trail key --data "$folder/e")
other=$("$binary" migrate --data "$folder/o" >/dev/null; echo long-enough-words | "$binary" user add --data "$folder/o" --username kim \
    --name Kim --role coordinator >/dev/null; "$binary" trail key --data "$folder/o")
"$binary" trail head --data "$folder/e" > "$folder/first.json"
echo "long-enough-words" | "$binary" user add --data "$folder/e" --username lee --name Lee --role volunteer > /dev/null
"$binary" trail head --data "$folder/e" > "$folder/head.json"
"$binary" trail export --data "$folder/e" --out "$folder/log.jsonl"
"$binary" trail proof --data "$folder/e" --line 2 > "$folder/proof.json"
"$binary" trail proof --data "$folder/e" --since "$(sed 's/.*"size":\([0-9]*\).*/\1/' "$folder/first.json")" > "$folder/follows.json"
holds() {
    if "$binary" verify "$@" >/dev/null 2>"$folder/said"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "does not hold: $*"; cat "$folder/said"; fi
}
holds --data "$folder/e"
holds --data "$folder/e" --head "$folder/first.json" --head "$folder/head.json"
holds --log "$folder/log.jsonl" --key "$key" --head "$folder/first.json"
holds --proof "$folder/proof.json" --key "$key" --head "$folder/head.json"
holds --consistency "$folder/follows.json" --key "$key"
sed '$d' "$folder/log.jsonl" > "$folder/cut.jsonl"
refused 'lines and there are' "$binary" verify --log "$folder/cut.jsonl" --key "$key"
sed 's/A sign-in was added/A sign-in was taken/' "$folder/log.jsonl" > "$folder/altered.jsonl"
refused 'not as it was written' "$binary" verify --log "$folder/altered.jsonl" --key "$key"
refused 'not signed by this key' "$binary" verify --log "$folder/log.jsonl" --key "$other"
refused 'not signed by this key' "$binary" verify --proof "$folder/proof.json" --key "$other"
sed 's/"summary":"[^"]*"/"summary":"Nothing"/' "$folder/proof.json" > "$folder/forged.json"
refused 'not as it was written' "$binary" verify --proof "$folder/forged.json" --key "$key"
echo "not the report" > "$folder/report.pdf"
refused 'not the one' "$binary" verify --proof "$folder/proof.json" --report "$folder/report.pdf" --key "$key"
refused 'in no line' "$binary" verify --log "$folder/log.jsonl" --report "$folder/report.pdf" --key "$key"
refused 'public key' "$binary" verify --log "$folder/log.jsonl"
refused 'cannot read' "$binary" verify --log "$folder/none.jsonl" --key "$key"
refused 'no such line' "$binary" trail proof --data "$folder/e" --line 4711
[ "$(stat -c %a "$folder/e/trail.key")" = 600 ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "the key can be read by others"; }
echo "command line: $passed passed, $failed failed"
[ $failed = 0 ]
