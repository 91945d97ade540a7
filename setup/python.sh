#!/usr/bin/env bash
# Make .venv with what building (python.sh build) or testing (python.sh test) needs, at the pinned versions.
source "$(dirname "$0")/shared.sh"

readonly PURPOSE=${1:-build}
readonly VENV=.venv

requirements=(setup/requirements.txt)
[[ $PURPOSE == test ]] && requirements+=(setup/requirements-dev.txt)

# Testing needs all that building needs: its stamp serves for both.
sum=$(fingerprint setup/requirements*.txt pyproject.toml)
[[ -e $VENV/.test-$sum || -e $VENV/.$PURPOSE-$sum ]] && exit 0

if ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
    python=$(find_python) || lacks "Python 3.11 or newer is not on PATH; docs/install.md says how to get it"
    say "making $VENV with $("$python" --version)"
    "$python" -m venv --clear "$VENV"
fi

pip() { "$VENV/bin/python" -m pip --disable-pip-version-check --no-input install --quiet "$@"; }

say "installing what ${PURPOSE}ing needs into $VENV (a few minutes the first time)"
twice pip "${requirements[@]/#/--requirement=}"
twice pip --no-deps --editable .
rm -f "$VENV/.$PURPOSE"-*
touch "$VENV/.$PURPOSE-$sum"
