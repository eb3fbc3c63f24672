#!/usr/bin/env bash
# Installs the system packages that are absent, for the groups of work named as arguments:
#
#   desktop    the libraries that Qt's windows load
#   screen     a virtual screen, for a machine without one
#   database   MariaDB's programs, for a private server that the tests start
#   bundle     what PyInstaller reads and packs
#   bootstrap  what a Python without pip needs to fetch uv
#
# Things are looked for by what they provide, a library or a program, so that nothing is installed
# which is there under another name. On Debian and Ubuntu the rest is installed as root or with sudo
# if that asks no password; elsewhere it stops and says what to do.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

# group, kind, what is looked for, package (alternatives: names of other releases).
# The core packages of MariaDB hold the programs only; the full ones would also start a service.
readonly needs='
desktop   library libglib-2.0.so.0        libglib2.0-0|libglib2.0-0t64
desktop   library libGL.so.1              libgl1
desktop   library libEGL.so.1             libegl1
desktop   library libfontconfig.so.1      libfontconfig1
desktop   library libdbus-1.so.3          libdbus-1-3
desktop   library libxkbcommon.so.0       libxkbcommon0
desktop   library libxkbcommon-x11.so.0   libxkbcommon-x11-0
desktop   library libX11-xcb.so.1         libx11-xcb1
desktop   library libxcb-cursor.so.0      libxcb-cursor0
desktop   library libxcb-icccm.so.4       libxcb-icccm4
desktop   library libxcb-image.so.0       libxcb-image0
desktop   library libxcb-keysyms.so.1     libxcb-keysyms1
desktop   library libxcb-randr.so.0       libxcb-randr0
desktop   library libxcb-render-util.so.0 libxcb-render-util0
desktop   library libxcb-shape.so.0       libxcb-shape0
desktop   library libxcb-sync.so.1        libxcb-sync1
desktop   library libxcb-xfixes.so.0      libxcb-xfixes0
desktop   library libxcb-xkb.so.1         libxcb-xkb1
screen    program Xvfb                    xvfb
screen    program xauth                   xauth
screen    program openbox                 openbox
screen    program xdotool                 xdotool
database  program mariadbd                mariadb-server-core|mariadb-server-core-10.6
database  program my_print_defaults       mariadb-client-core|mariadb-client-core-10.6
bundle    program objdump                 binutils
bootstrap module  ensurepip               python3-venv
'

say() { printf 'set-up: %s\n' "$*" >&2; }

libraries=
present() {
    case $1 in
    library)
        libraries=${libraries:-$(ldconfig -p)}
        case $libraries in *"$2 "*) ;; *) return 1 ;; esac
        ;;
    program) command -v "$2" >/dev/null ;;
    module) python3 -c "import $2" 2>/dev/null ;;
    esac
}

# PyInstaller packs Python's shared library, which Debian keeps apart from its Python.
python_library() {
    .venv/bin/python - <<'PYTHON'
import sys

if sys.base_prefix == "/usr":
    version = "{}.{}".format(*sys.version_info)
    print(f"bundle library libpython{version}.so.1.0 libpython{version}")
PYTHON
}

all_needs() {
    printf '%s\n' "$needs"
    case " $* " in *" bundle "*) python_library ;; esac
}

# macOS has the windows' libraries and a screen; Windows runs no MariaDB tests either.
applies_here() {
    case $(uname -s) in
    Linux) ;;
    Darwin) [ "$1" = database ] ;;
    *) return 1 ;;
    esac
}

# Prints a line "what package" for everything of the wanted groups that is absent.
absent() {
    local group kind what package
    while read -r group kind what package; do
        case " $* " in *" $group "*) ;; *) continue ;; esac
        applies_here "$group" || continue
        present "$kind" "$what" || printf '%s %s\n' "$what" "$package"
    done < <(all_needs "$@")
}

# Of several names of a package, the first that this release knows.
known_name() {
    local name
    for name in ${1//|/ }; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "${1%%|*}"
}

apt_get() {
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    "${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >/dev/null
}

may_install() {
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

install_debian() {
    local missing=$1 package packages=()
    if may_install; then
        apt_get update || say "apt-get update failed; trying with the lists that are there"
    fi
    while read -r _ package; do
        packages+=("$(known_name "$package")")
    done <<<"$missing"
    local command="apt-get install --no-install-recommends ${packages[*]}"
    if ! may_install; then
        say "these system packages are missing, and installing them takes root. Please run:"
        say "    sudo apt-get update && sudo $command"
        exit 1
    fi
    say "installing system packages: ${packages[*]}"
    if ! apt_get install --yes --no-install-recommends "${packages[@]}"; then
        say "the packages could not be installed. Please mend that and run: $command"
        exit 1
    fi
}

missing=$(absent "$@")
wanted=$(cut -d' ' -f1 <<<"$missing" | tr '\n' ' ')
if [ -z "$missing" ]; then
    exit 0
elif command -v apt-get >/dev/null; then
    install_debian "$missing"
elif command -v brew >/dev/null; then
    say "please run: brew install mariadb (missing: $wanted)"
    exit 1
else
    say "please install what provides these, then try again: $wanted"
    exit 1
fi
