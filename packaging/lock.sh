#!/bin/sh
# Pins all that Ascribe needs, for every system, with hashes and without naming any package index.
set -eu
cd "$(dirname "$0")/.."

python3 -m venv build/lock
build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv

pin() {
    target=packaging/$1
    shift
    build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --output-file "$target" "$@"
    echo "$target: $(grep -c '==' "$target") packages"
}

build_backend=build/lock/build-backend.in
sed -n '/^\[build-system\]/,/^$/s/^requires = \["\(.*\)"\]/\1/p' pyproject.toml > $build_backend
printf 'font-source-serif-pro\nfont-source-sans-pro\n' > build/lock/fonts.in

pin requirements-dev.txt "$@" --extra dev pyproject.toml $build_backend
pin requirements.txt "$@" --constraint packaging/requirements-dev.txt pyproject.toml $build_backend
pin requirements-fonts.txt "$@" build/lock/fonts.in
