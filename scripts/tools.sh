#!/bin/bash
# Installs what is missing, and nothing else. `run` is what building and running needs; `test` adds the
# browser, PostgreSQL and the tools that read what we make.
set -euo pipefail
cd "$(dirname "$0")/.."

need=()
has() { command -v "$1" >/dev/null 2>&1; }
installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

has gcc || need+=(gcc libc6-dev)
has make || need+=(make)
installed libpq-dev || need+=(libpq-dev)
# The embedded database encrypts with it.
installed libssl-dev || need+=(libssl-dev)
has npm || need+=(nodejs npm)
if [ "${1:-run}" = test ]; then
    [ -x /usr/bin/chromium ] || need+=(chromium)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need+=(postgresql)
    has dovecot || [ -x /usr/sbin/dovecot ] || need+=(dovecot-imapd)
    has pdftotext || need+=(poppler-utils)
    has python3 || need+=(python3)
    python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || need+=(python3-venv)
    has curl || need+=(curl)
    has openssl || need+=(openssl)
fi
if [ "${1:-run}" = scan ]; then
    has sqlmap || need+=(sqlmap)
    has testssl || need+=(testssl.sh)
    has openssl || need+=(openssl)
    has curl || need+=(curl)
fi
if [ ${#need[@]} -gt 0 ]; then
    echo "== installing ${need[*]}"
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
fi
if ! has cargo && [ ! -x "$HOME/.cargo/bin/cargo" ]; then
    echo "Rust is missing: install rustup first (see README.md)" >&2
    exit 2
fi
if [ "${1:-run}" = test ] && [ ! -x .stamps/venv/bin/schemathesis ]; then
    echo "== schemathesis"
    mkdir -p .stamps
    python3 -m venv .stamps/venv
    .stamps/venv/bin/pip install -q --disable-pip-version-check schemathesis==4.25.2
fi
if [ "${1:-run}" = test ] && [ ! -d "$(echo .stamps/venv/lib/python3*/site-packages/holidays)" ]; then
    echo "== a second list of bank holidays"
    .stamps/venv/bin/pip install -q --disable-pip-version-check holidays==0.108
fi
if [ "${1:-run}" = test ] && ! .stamps/venv/bin/python -c 'import tincan' 2>/dev/null; then
    echo "== an xAPI library"
    .stamps/venv/bin/pip install -q --disable-pip-version-check tincan==1.0.0
fi
if [ "${1:-run}" = test ] && [ ! -d "$(echo .stamps/venv/lib/python3*/site-packages/recurring_ical_events)" ]; then
    echo "== programs that read calendars"
    .stamps/venv/bin/pip install -q --disable-pip-version-check icalendar==7.3.0 recurring-ical-events==3.8.2
fi
if [ "${1:-run}" = test ] && ! .stamps/venv/bin/python -c 'import textstat' 2>/dev/null; then
    echo "== a measure of reading age"
    .stamps/venv/bin/pip install -q --disable-pip-version-check textstat==0.7.8
fi
if [ "${1:-run}" = test ] && ! .stamps/venv/bin/python -c 'import aiosmtpd' 2>/dev/null; then
    echo "== a mail server"
    .stamps/venv/bin/pip install -q --disable-pip-version-check aiosmtpd==1.4.6
fi
if [ "${1:-run}" = scan ] && ! .stamps/wapiti/bin/python -c 'import pyotp, wapitiCore' 2>/dev/null; then
    echo "== wapiti"
    python3 -m venv .stamps/wapiti
    .stamps/wapiti/bin/pip install -q --disable-pip-version-check wapiti3==3.2.3 greenlet==3.5.6 pyotp==2.9.0
fi
