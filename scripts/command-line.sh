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
refused 'notice-address' "$binary" serve --data "$folder/d" --notice-smtp smtp://127.0.0.1:25
refused 'R27' "$binary" serve --data "$folder/d" --notice-smtp smtp://127.0.0.1:25 --notice-address contact@example.org
refused 'standard input' "$binary" notice bounced --data "$folder/d"
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
"$binary" migrate --data "$folder/e" 2>/dev/null | grep -q 'up to date' && passed=$((passed + 1)) || failed=$((failed + 1))
echo "long-enough-words" | "$binary" user add --data "$folder/e" --username kim --name Kim --role coordinator | grep -q 'can sign in' \
    && passed=$((passed + 1)) || failed=$((failed + 1))
"$binary" verify --data "$folder/e" | grep -q 'all as they were written' && passed=$((passed + 1)) || failed=$((failed + 1))
# The trail: heads, proofs and exports, checked offline with the public key alone.
key=$("$binary" trail key --data "$folder/e")
other=$("$binary" migrate --data "$folder/o" >/dev/null 2>&1; echo long-enough-words | "$binary" user add --data "$folder/o" --username kim \
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
# Moving to another database: everything, once, and the trail with it.
mkdir "$folder/moved"
if "$binary" copy --data "$folder/e" --to "$folder/moved/alongside.sqlite" > "$folder/said" && grep -q 'each as it was' "$folder/said" \
    && grep -q 'all as they were written' "$folder/said"; then passed=$((passed + 1)); else failed=$((failed + 1)); cat "$folder/said"; fi
refused 'something in this database already' "$binary" copy --data "$folder/e" --to "$folder/moved/alongside.sqlite"
refused 'name another database' "$binary" copy --data "$folder/e" --to "$folder/e/alongside.sqlite"
refused 'from: there is no' "$binary" copy --data "$folder/e" --from "$folder/nowhere.sqlite" --to "$folder/moved/other.sqlite"
# Keys: the centre key from a file, a credential, the environment and a passphrase; what is wrong is one line.
does() { if "${@:2}" >/dev/null 2>"$folder/said"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "does not: $1"; cat "$folder/said"; fi; }
says() { if grep -q -- "$1" <<<"$("${@:2}" 2>&1 </dev/null)"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "does not say $1: ${*:2}"; fi; }
k=$folder/k; key=$folder/centre.key
refused 'made at the first start' "$binary" key show --data "$k"
says 'warning: the centre key was made in' "$binary" migrate --data "$k"
fails 'the warning comes once' grep -q warning <("$binary" migrate --data "$k" 2>&1)
for file in keys.age centre.key; do
    does "$file is its owner's alone" [ "$(stat -c %a "$k/$file")" = 600 ]
done
says 'It lies beside the data' "$binary" key show --data "$k"
fails 'no secret is shown' grep -qi 'SECRET-KEY-1' <("$binary" key show --data "$k")
fails 'the database has no header that tells' grep -q 'SQLite format' "$k/alongside.sqlite"
echo "long-enough-words" | "$binary" user add --data "$k" --username kim --name Kim --role coordinator >/dev/null
mv "$k/centre.key" "$key"
refused '--centre-key-file' "$binary" serve --data "$k"
does 'opens with a file' "$binary" verify --data "$k" --centre-key-file "$key"
mkdir "$folder/credentials"; cp "$key" "$folder/credentials/centre-key"
does 'opens with a credential' env CREDENTIALS_DIRECTORY="$folder/credentials" "$binary" verify --data "$k"
does 'opens with a text' env ALONGSIDE_CENTRE_KEY="$(cat "$key")" "$binary" verify --data "$k"
printf 'data = "%s"\nkeys = "%s"\ncentre_key_file = "%s"\n' "$k" "$folder/moved.age" "$key" > "$folder/keys.toml"
mv "$k/keys.age" "$folder/moved.age"
does 'opens with keys that are elsewhere' "$binary" verify --config "$folder/keys.toml"
refused 'is missing' "$binary" serve --data "$k" --centre-key-file "$key"
mv "$folder/moved.age" "$k/keys.age"
"$binary" migrate --data "$folder/o" >/dev/null 2>&1
refused 'is not the key of' "$binary" serve --data "$k" --centre-key-file "$folder/o/centre.key"
refused 'is not the key of' env ALONGSIDE_CENTRE_KEY='four gulls over harbour' "$binary" serve --data "$k"
refused 'there is no' "$binary" serve --data "$k" --centre-key-file "$folder/nowhere"
refused 'cannot read' "$binary" serve --data "$k" --centre-key-file "$folder"
cp "$key" "$folder/open.key"; chmod 644 "$folder/open.key"
refused 'chmod 600' "$binary" serve --data "$k" --centre-key-file "$folder/open.key"
(umask 077; echo 'lantern' > "$folder/short"; echo 'four gulls over harbour' > "$folder/words")
refused 'too short' "$binary" key rotate --data "$k" --centre-key-file "$key" --new-centre-key-file "$folder/short"
refused 'is to be replaced' "$binary" key rotate --data "$k" --centre-key-file "$key" --new-centre-key-file "$key"
refused 'name the file' env ALONGSIDE_CENTRE_KEY="$(cat "$key")" "$binary" key rotate --data "$k"
refused 'PostgreSQL' "$binary" key encrypt --data "$k" --database postgres://nobody@127.0.0.1:1/none
refused 'PostgreSQL' "$binary" key rotate --data "$k" --centre-key-file "$key" --database-key --database postgres://nobody@127.0.0.1:1/none
refused 'encrypted already' "$binary" key encrypt --data "$k" --centre-key-file "$key"
cp "$key" "$folder/old.key"
does 'gives a new key' "$binary" key rotate --data "$k" --centre-key-file "$key"
refused 'is not the key of' "$binary" verify --data "$k" --centre-key-file "$folder/old.key"
does 'opens with the new key' "$binary" verify --data "$k" --centre-key-file "$key"
# Killed in the middle of it, anywhere: what is there opens, and it can be done again.
for _ in $(seq 25); do
    timeout --foreground -s KILL "0.$(printf %03d $((RANDOM % 250 + 5)))" "$binary" key rotate --data "$k" --centre-key-file "$key" --database-key >/dev/null 2>&1
    does 'opens after it was killed' "$binary" verify --data "$k" --centre-key-file "$key"
done
does 'ends what was begun' "$binary" key rotate --data "$k" --centre-key-file "$key" --database-key
does 'opens after all that' "$binary" verify --data "$k" --centre-key-file "$key"
for _ in $(seq 25); do
    timeout --foreground -s KILL "0.$(printf %03d $((RANDOM % 250 + 5)))" "$binary" key rotate --data "$k" --centre-key-file "$key" --sealing-key >/dev/null 2>&1
    does 'opens after it was killed' "$binary" verify --data "$k" --centre-key-file "$key"
done
does 'ends what was begun' "$binary" key rotate --data "$k" --centre-key-file "$key" --sealing-key
does 'opens after all that too' "$binary" verify --data "$k" --centre-key-file "$key"
mv "$k/alongside.keyring" "$folder/ring"
refused 'there is no' "$binary" key rotate --data "$k" --centre-key-file "$key" --sealing-key
cp "$folder/o/alongside.keyring" "$k/alongside.keyring"
refused 'does not open with these keys' "$binary" key rotate --data "$k" --centre-key-file "$key" --sealing-key
mv "$folder/ring" "$k/alongside.keyring"
fails 'nothing is left of it' grep -q 'has not ended' <("$binary" key show --data "$k" --centre-key-file "$key")
"$binary" serve --data "$k" --centre-key-file "$key" --listen 127.0.0.1:8196 > "$folder/keys.log" 2>&1 &
served=$!
does 'it answers' curl -sSf --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:8196/readyz
refused 'in use' "$binary" key rotate --data "$k" --centre-key-file "$key" --database-key
refused 'in use' "$binary" key rotate --data "$k" --centre-key-file "$key" --sealing-key
does 'its centre key changes meanwhile' "$binary" key rotate --data "$k" --centre-key-file "$key" --new-centre-key-file "$folder/words"
kill "$served"; wait "$served" 2>/dev/null
refused 'is not the key of' "$binary" verify --data "$k" --centre-key-file "$key"
does 'opens with a passphrase' "$binary" verify --data "$k" --centre-key-file "$folder/words"
# What an earlier version left behind.
mkdir "$folder/p"
python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("CREATE TABLE kept (a)"); c.execute("INSERT INTO kept VALUES (4711)"); c.commit()' "$folder/p/alongside.sqlite"
refused 'alongside key encrypt' "$binary" serve --data "$folder/p"
does 'nothing was made for what is refused' [ ! -e "$folder/p/keys.age" ]
says 'with all its 1 rows' "$binary" key encrypt --data "$folder/p"
fails 'the database has no header that tells' grep -q 'SQLite format' "$folder/p/alongside.sqlite"
does 'it is served from then on' "$binary" migrate --data "$folder/p"
echo "command line: $passed passed, $failed failed"
[ $failed = 0 ]
