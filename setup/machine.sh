#!/usr/bin/env bash
# Install the system packages that building (machine.sh build), testing (machine.sh test) or measuring beside the peers
# (machine.sh bench) needs and lacks.
source "$(dirname "$0")/shared.sh"

readonly PURPOSE=${1:-build}

# Each line: a program that makes the package unnecessary (or -), then the package and its other names.
# PyICU is compiled: compiler, pkg-config, ICU. WeasyPrint loads Pango and HarfBuzz. The layouts name the fonts.
readonly FOR_BUILDING='
g++         g++
pkg-config  pkg-config pkgconf
-           libicu-dev
-           libpango-1.0-0
-           libpangoft2-1.0-0
-           libharfbuzz-subset0
-           fontconfig
-           fonts-crosextra-caladea
-           fonts-crosextra-carlito
-           fonts-liberation2 fonts-liberation
-           fonts-dejavu-core
-           fonts-noto-core
-           fonts-noto-cjk
'
readonly FOR_TESTING='
soffice     libreoffice-writer-nogui libreoffice-writer
pdftotext   poppler-utils
msgfmt      gettext
java        default-jre-headless
mvn         maven
node        nodejs
npm         npm
'
# What pandoc needs for a PDF by LuaLaTeX.
readonly FOR_MEASURING='
lualatex    texlive-luatex
-           texlive-latex-recommended
-           lmodern
'

installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

offered() { [[ -n $(apt-cache show --no-all-versions "$1" 2>/dev/null) ]]; }

# Read lines of the tables above; print those of which neither the program nor a package is there.
missing_of() {
    local program packages package
    while read -r program packages; do
        [[ -n $program ]] || continue
        command -v "$program" >/dev/null && continue
        for package in $packages; do
            installed "$package" && continue 2
        done
        echo "$packages"
    done
}

# Print what the Python that is there lacks for making an environment and for compiling; all of it if none is there.
missing_python() {
    local python version
    if python=$(find_python); then
        version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "$version-venv"
        "$python" -c 'import os, sysconfig; os.stat(sysconfig.get_path("include") + "/Python.h")' 2>/dev/null ||
            echo "$version-dev"
    else
        for version in python3.13 python3.12 python3.11; do
            offered "$version-venv" || continue
            printf '%s\n' "$version" "$version-venv" "$version-dev"
            return
        done
        printf '%s\n' python3 python3-venv python3-dev
    fi
}

# Chromium's package of Ubuntu is a snap, which runs in no container and reads no temporary files: never install it.
missing_chromium() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return
    done
    if [[ $system == *ubuntu* ]]; then
        say "no Chromium here, and Ubuntu's is a snap: install Google Chrome to test the web pages" >&2
    else
        echo chromium
    fi
}

missing() {
    missing_python
    missing_of <<<"$FOR_BUILDING"
    [[ $PURPOSE != bench ]] || missing_of <<<"$FOR_MEASURING"
    [[ $PURPOSE == test ]] || return 0
    missing_of <<<"$FOR_TESTING"
    missing_chromium
}

# Read lines of names for one package; print the first of each that this system offers.
names_here() {
    local names name
    while read -r names; do
        for name in $names; do
            offered "$name" && break
        done
        echo "$name"
    done
}

install() {
    local packages
    say "fetching the list of packages"
    twice "$@" apt-get update -qq >"$log" 2>&1 || show_log
    mapfile -t packages < <(missing | names_here)
    say "installing ${packages[*]}"
    twice "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        "${packages[@]}" >"$log" 2>&1 || show_log
}

show_log() {
    tail -n 20 "$log" >&2
    lacks "apt-get failed; its last words are above"
}

system=$(. /etc/os-release 2>/dev/null && echo "${ID:-} ${ID_LIKE:-}" || uname -s)
if ! command -v apt-get >/dev/null; then
    find_python >/dev/null || lacks "Python 3.11 or newer is not on PATH; docs/install.md says how to get it"
    exit 0
fi

mkdir -p .setup
log=.setup/apt.log
stamp=".setup/machine-$PURPOSE-$(fingerprint setup/machine.sh)"
[[ -e $stamp ]] && exit 0

absent=$(missing)
if [[ -z $absent ]]; then
    :
elif [[ $(id -u) == 0 ]]; then
    install
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    install sudo
else
    lacks "this machine lacks packages; install them with this command, then run make again:" \
        "sudo apt-get update && sudo apt-get install $(names_here <<<"$absent" | paste -sd ' ')"
fi
touch "$stamp"
