#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Brings a .ts file up to date with the sources: extract.sh <lupdate> <source tree> <file.ts> [lupdate options]
# The failure catalogue wraps its texts in a short macro that lupdate does not read; it is spelt out in a copy first.
set -eu
lupdate=$1
tree=$2
ts=$3
shift 3
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
sed 's/\bT("/QT_TRANSLATE_NOOP("Failure", "/g' "$tree/core/failure.cpp" >"$copy/failure.cpp"
"$lupdate" -silent "$tree/qml" "$tree/core" "$tree/app" "$tree/platform" "$copy/failure.cpp" -extensions qml,cpp,h \
    -I "$tree" -no-obsolete -locations none "$@" -ts "$ts"
