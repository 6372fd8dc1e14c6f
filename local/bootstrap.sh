#!/bin/sh
# Makes everything that the project needs on a machine with only Python 3.11+ and Node 20.19+: .venv (development),
# .local/ministack (the emulator, which pins its own botocore), infra/node_modules, web/node_modules, and those of the
# folders that are named as arguments. Each is made again when its lock changed, and only then.
set -eu
cd "$(dirname "$0")/.."
log=.local/setup.log

fail() {
    echo "$*" >&2
    exit 1
}

is_recent() { # python
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
        if is_recent "$name"; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 or later is needed and was not found: install it, or name it with PYTHON=/path/to/python3."
}

check_node() {
    command -v node >/dev/null 2>&1 || fail "Node.js 20.19 or later is needed and was not found: see https://nodejs.org."
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
        fail "Node.js 20.19 or later is needed; this is $(node --version): see https://nodejs.org."
    command -v npm >/dev/null 2>&1 || fail "npm is needed and was not found: it comes with Node.js, see https://nodejs.org."
}

is_current() { # stamp, lock
    [ -f "$1" ] && [ "$(cat "$1")" = "$(cksum <"$2")" ]
}

environment() { # folder, lock
    if is_recent "$1/bin/python" && is_current "$1/.installed" "$2"; then return; fi
    echo "- Installing Python packages into $1"
    if ! is_recent "$1/bin/python"; then
        "$(find_python)" -m venv --clear "$1" >"$log" 2>&1 ||
            fail "Python's venv module does not work: install it (on Debian: apt-get install python3-venv). See $log."
    fi
    if [ ! -x .venv/bin/uv ]; then
        # uv itself, at the locked version and checked like everything else; uv then installs the rest.
        awk '/^uv==/ { found = 1 } found { print; if ($0 !~ /\\$/) exit }' requirements-dev.lock >.local/uv.lock
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .local/uv.lock \
            >"$log" 2>&1 || fail "uv could not be installed: is the package index reachable? See $log."
    fi
    .venv/bin/uv pip install --quiet --python "$1/bin/python" --require-hashes -r "$2" >"$log" 2>&1 ||
        fail "The packages of $2 could not be installed: is the package index reachable? See $log."
    cksum <"$2" >"$1/.installed"
}

modules() { # folder
    if is_current "$1/node_modules/.installed" "$1/package-lock.json"; then return; fi
    echo "- Installing Node packages into $1/node_modules"
    (cd "$1" && npm ci --no-audit --no-fund) >"$log" 2>&1 || {
        grep -m 5 '^npm error' "$log" >&2 || true
        fail "The packages of $1 could not be installed: is the npm registry reachable? See $log."
    }
    cksum <"$1/package-lock.json" >"$1/node_modules/.installed"
}

lock() { # how, as fcntl names it
    # The lock belongs to descriptor 9, which stays open until this ends, however it ends.
    "$python" -c "import fcntl; fcntl.flock(9, fcntl.$1)" 2>/dev/null
}

mkdir -p .local
python=$(is_recent .venv/bin/python && echo .venv/bin/python || find_python)
check_node
exec 9>.local/setup.lock
lock "LOCK_EX | fcntl.LOCK_NB" || {
    echo "- Waiting for another set-up of this folder to end"
    lock LOCK_EX
}
environment .venv requirements-dev.lock
environment .local/ministack requirements-local.lock
for folder in infra web "$@"; do
    modules "$folder"
done
