#!/bin/bash
# Waits until an address answers, for at most so many seconds.
exec curl -sf -o /dev/null --retry "$(($2 * 4))" --retry-delay 1 --retry-max-time "$2" --retry-connrefused --retry-all-errors "$1"
