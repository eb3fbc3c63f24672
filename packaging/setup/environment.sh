#!/usr/bin/env bash
# Makes a fresh clone ready to work, and does nothing when it is ready already.
#
#   packaging/setup/environment.sh [group ...]
#
# It finds a Python, gets uv where it is missing, makes .venv from requirements/dev.txt (every file
# checked against its hash) and installs `salepoint` into it. The groups name system packages that
# the caller needs as well; system_packages.sh knows them.
#
# Packages come from the registry that uv or pip is configured for. Variables:
#   SALEPOINT_PYTHON   the interpreter to use instead of the first suitable one on PATH

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/setup/registry.sh

readonly lock=requirements/dev.txt
readonly stamp=.venv/salepoint-stamp
readonly suitable='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))'
bin=.venv/bin
tools_bin=.tools/uv/bin
if [ "${OS:-}" = Windows_NT ]; then
    bin=.venv/Scripts
    tools_bin=.tools/uv/Scripts
fi

say() { printf 'set-up: %s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

# The stamp holds all that the environment was made from. The folder is part of it because the
# console scripts of an environment break when it is moved.
wanted_stamp() {
    printf '%s\n' "$PWD"
    cksum "$lock" pyproject.toml
}

ready() {
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted_stamp)" ] && [ -e "$bin/python" ]
}

candidates() {
    local root
    if [ -n "${SALEPOINT_PYTHON:-}" ]; then
        printf '%s\n' "$SALEPOINT_PYTHON"
        return
    fi
    printf '%s\n' python3.11 python3.12 python3.13 python3.14 python3 python
    if root=$(pyenv root 2>/dev/null); then
        printf '%s\n' "$root"/versions/3.1[1-4].*/bin/python
    fi
}

# Prints the real path, since a pyenv shim may mean another Python tomorrow.
find_python() {
    local candidate
    while read -r candidate; do
        if "$candidate" -c "$suitable" </dev/null >/dev/null 2>&1; then
            "$candidate" -c 'import sys; print(sys.executable)' | tr -d '\r'
            return
        fi
    done < <(candidates)
    stop "SalePoint needs Python 3.11, 3.12, 3.13 or 3.14, and none is on PATH." \
        "Install one (Debian, Ubuntu: apt-get install python3; macOS: brew install python@3.11)" \
        "or name it: make SALEPOINT_PYTHON=/path/to/python3.11 …"
}

# The lock's entry for uv, hashes included, is all that pip needs to fetch the very same uv.
get_uv() {
    local python=$1
    say "getting uv, which installs the locked packages"
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        packaging/setup/system_packages.sh bootstrap
    fi
    "$python" -m venv --clear .tools/uv
    awk '/^[^ #]/ { mine = /^uv==/ } mine' "$lock" >.tools/uv-requirement.txt
    "$tools_bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes -r .tools/uv-requirement.txt
}

find_uv() {
    if [ -x "$tools_bin/uv" ]; then
        uv=$tools_bin/uv
    elif uv --version >/dev/null 2>&1; then
        uv=uv
    else
        get_uv "$1"
        uv=$tools_bin/uv
    fi
}

usable_environment() {
    "$bin/python" -c "$suitable" 2>/dev/null &&
        { [ ! -f "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$PWD" ]; }
}

make_environment() {
    local python uv
    python=$(find_python)
    find_uv "$python"
    if [ -x "$tools_bin/python" ]; then
        configure_uv "$tools_bin/python" # It has pip for certain, a system's Python may not.
    else
        configure_uv "$python"
    fi
    if ! usable_environment; then
        "$uv" venv --quiet --clear --python "$python" .venv
    fi
    printf '%s\n' "$PWD" >"$stamp"
    say "making .venv what $lock says (the first time this downloads some 400 MB)"
    "$uv" pip sync --quiet --python "$bin/python" --require-hashes "$lock"
    "$uv" pip install --quiet --python "$bin/python" --no-deps --no-build-isolation --editable .
    wanted_stamp >"$stamp"
    say "done"
}

# Two targets started at once must not build the same environment twice.
make_environment_once() {
    mkdir -p .tools
    if command -v flock >/dev/null; then
        exec 9>.tools/lock
        flock 9
    fi
    ready || make_environment
    exec 9>&-
}

ready || make_environment_once
packaging/setup/system_packages.sh "$@"
