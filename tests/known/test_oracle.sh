#!/usr/bin/env bash
# The stored answers are those that the oracle gives (to 9 digits: the last ones depend on
# the processor).
set -euo pipefail
known=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
mkdir "$fresh/expected"
"$ORACLE" "$fresh"

diff <(cd "$known" && ls expected) <(cd "$fresh" && ls expected)
for file in "$fresh"/expected/*.csv "$fresh/closed_forms.csv"; do
    name=${file#"$fresh/"}
    paste -d'|' "$known/$name" "$file" | awk -F'|' -v name="$name" '
        function off(a, b) { return a > b ? a - b : b - a }
        {
            count = split($1, stored, ","); other = split($2, fresh, ",")
            wrong = count != other
            for (i = 1; i <= count; i++) {
                number = stored[i] ~ /^[-+0-9.eE]+$/
                if (number ? off(stored[i], fresh[i]) > 1e-9 * (1 + off(stored[i], 0)) \
                           : stored[i] != fresh[i]) {
                    wrong = 1
                }
            }
            if (wrong) {
                printf "%s:%d: stored %s\n  but the oracle says %s\n", name, NR, $1, $2
                failed = 1
            }
        }
        END { exit failed }'
done
