# Sourced by the other scripts: makes uv fetch from where this machine fetches its packages.

pip_configured() {
    { "$1" -m pip config list 2>/dev/null </dev/null || true; } |
        sed -nE "s/^(global|install)\.$2='(.*)'\$/\2/p" | tail -n 1 | sed 's/\\n/ /g'
}

# uv reads no pip configuration, yet where pip goes through a mirror uv has to go there too.
# Looking at every index for the best match is safe here: the hashes decide what is accepted.
follow_pip_configuration() {
    local index extra
    if [ -n "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}${UV_INDEX:-}${UV_CONFIG_FILE:-}" ]; then
        return
    fi
    index=${PIP_INDEX_URL:-$(pip_configured "$1" index-url)}
    extra=${PIP_EXTRA_INDEX_URL:-$(pip_configured "$1" extra-index-url)}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
    [ -z "$extra" ] || export UV_INDEX="$extra" UV_INDEX_STRATEGY=unsafe-best-match
}

# Argument: a Python whose pip is asked where it fetches from; it may lack pip.
configure_uv() {
    follow_pip_configuration "$1"
    # Certificates of the machine, because a mirror's are often known to the machine only; the
    # second name is the one that older releases of uv read.
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}"
    export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-180}" UV_PYTHON_DOWNLOADS=never
}
