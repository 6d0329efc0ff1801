#!/bin/sh
# `requirements/install.sh run` puts the hashed packages of requirements/run.txt into .venv, and makes .venv
# where there is none. Done before for the same file: returns at once.
set -eu
cd "$(dirname "$0")/.."

list=$1
stamp=.venv/.$list-$(cksum < "requirements/$list.txt" | tr ' ' '-')

# Behind a proxy that inspects TLS only the system's certificates are right. A Python that uv would
# download comes from outside the registries, which many stations do not reach.
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

# Asks for the modules and not for the name: a pyenv shim is found in PATH and still does not run.
find_python() {
    for python in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            seen=$python
            if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
                return 0
            fi
        fi
    done
    if [ -n "${seen:-}" ]; then
        echo "Python is here, its venv module is not. On Debian or Ubuntu: sudo apt-get install -y python3-venv" >&2
    else
        echo "Python 3.11 or newer is needed. On Debian 12: sudo apt-get install -y python3 python3-venv" >&2
    fi
    exit 1
}

make_venv() {
    find_python
    rm -rf .venv
    echo "Making .venv with $("$python" --version)."
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "The virtual environment could not be made; the half of it has been removed." >&2
        exit 1
    fi
}

install_with_pip() {
    .venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r "requirements/$1.txt"
}

install_with_uv() {
    [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f1,2 | tr ' ' =)" = \
        "$(sed -n 's/^uv==\([0-9.]*\).*/uv=\1/p' requirements/uv.txt)" ] || install_with_pip uv || return 1
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes --only-binary :all: \
        -r "requirements/$1.txt"
}

.venv/bin/python -c '' 2>/dev/null || make_venv
if [ -e "$stamp" ]; then
    exit 0
fi
echo "Installing requirements/$list.txt."
if ! install_with_uv "$list"; then
    echo "uv did not manage; trying the same with plain pip." >&2
    if ! install_with_pip "$list"; then
        echo "The packages of requirements/$list.txt could not be installed. Is the network there?" >&2
        exit 1
    fi
fi
rm -f ".venv/.$list-"*
touch "$stamp"
