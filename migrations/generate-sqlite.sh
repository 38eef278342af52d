#!/bin/sh
# The embedded database's migrations are PostgreSQL's with the one type that differs named its way.
# Run after adding a step; a test compares the two schemas that result.
cd "$(dirname "$0")" || exit 1
for folder in postgres/*/; do
    name=$(basename "$folder")
    mkdir -p "sqlite/$name"
    for file in up.sql down.sql; do sed 's/\bBYTEA\b/BLOB/g' "$folder$file" > "sqlite/$name/$file"; done
done
