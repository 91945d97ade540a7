# What the set-up scripts share. Read with "source"; every script runs from the repository's root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Exit code where the machine lacks something: the same as the program's own.
readonly MACHINE_LACKS=3

say() { printf 'setup: %s\n' "$*"; }

lacks() {
    printf 'setup: %s\n' "$@" >&2
    exit "$MACHINE_LACKS"
}

under_ci() { [[ ${CI:-} == true || ${CI:-} == 1 ]]; }

# The sum of some files' contents; stamps carry it in their names, so that a change undoes them.
fingerprint() {
    if command -v sha256sum >/dev/null; then
        cat "$@" | sha256sum | cut -c1-16
    else
        cat "$@" | shasum -a 256 | cut -c1-16
    fi
}

# Run a command that needs the network, and run it once more where it fails.
twice() {
    "$@" && return
    say "that failed; trying once more"
    sleep 3
    "$@"
}

# Print the first Python on PATH that is new enough. A name on PATH may be a shim that leads nowhere: run it.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}
