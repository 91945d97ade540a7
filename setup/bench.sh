#!/usr/bin/env bash
# Set up what "make bench" runs: the program, and the peers that are not part of it. Typst gets an environment of its
# own; LuaLaTeX comes from the system's packages, and where it cannot be installed the table says so.
source "$(dirname "$0")/shared.sh"

readonly PEERS=.setup/bench

setup/machine.sh build
setup/python.sh build
setup/machine.sh bench || say "LuaLaTeX is left out of the measurement"

stamp="$PEERS/.peers-$(fingerprint setup/requirements-bench.txt)"
[[ -e $stamp ]] && exit 0

say "installing the peers into $PEERS"
.venv/bin/python -m venv --clear "$PEERS"
twice "$PEERS/bin/python" -m pip --disable-pip-version-check --no-input install --quiet \
    --requirement setup/requirements-bench.txt
touch "$stamp"
