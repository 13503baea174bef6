#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# lint.sh <qmllint> <import folder>: every QML file of the module, one at a time; a single warning fails.
set -u
qmllint=$1
imports=$2
status=0
for file in $(find "$imports/Astreinte" -name '*.qml'); do
    said=$("$qmllint" -I "$imports" "$file" 2>&1) || status=1
    if [ -n "$said" ]; then
        printf '%s\n' "$said"
        status=1
    fi
done
exit $status
