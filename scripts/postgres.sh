#!/bin/bash
# A PostgreSQL of the tests' own: `start` prints its address, `stop` takes it away with all it holds.
# It listens on the loopback address only and lives in a folder of its own.
set -euo pipefail
folder="${ALONGSIDE_TEST_FOLDER:?}/postgres"
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
port="${ALONGSIDE_TEST_PORT:-54329}"
# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case "$1" in
start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; chmod a+rx "$ALONGSIDE_TEST_FOLDER"; fi
    as_owner "$bin/initdb" -D "$folder/data" -U alongside -A trust -E UTF8 --no-sync >/dev/null
    as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" start >/dev/null
    echo "postgres://alongside@127.0.0.1:$port/postgres"
    ;;
stop)
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
    ;;
esac
