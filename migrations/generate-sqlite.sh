#!/bin/sh
# The embedded database's migrations are PostgreSQL's with the one type that differs named its way. What
# stands between "-- postgres only" and "-- end" is left out, and what only-sqlite/ has for the step stands
# in its place. Run after adding a step; a test compares the two folders.
cd "$(dirname "$0")" || exit 1
for folder in postgres/*/; do
    name=$(basename "$folder")
    mkdir -p "sqlite/$name"
    for file in up.sql down.sql; do
        awk -v own="only-sqlite/$name/$file" '
            /^-- postgres only$/ { skipping = 1; while ((getline line < own) > 0) print line; next }
            /^-- end$/ { skipping = 0; next }
            !skipping { gsub(/BYTEA/, "BLOB"); print }
        ' "$folder$file" > "sqlite/$name/$file"
    done
done
