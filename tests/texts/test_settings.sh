#!/usr/bin/env bash
# Every setting that the readers of models and scenarios ask for stands in the reference
# of models/README.md or scenarios/README.md, and so does every function and
# distribution of formulas.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Words that are no setting of an author: those of resolved files, and of `calibrate`.
inner=' changes intercepts log_factor model parameter '
missing=0

look_for() {
    if ! grep -qE "(^|[^A-Za-z0-9_])$1([^A-Za-z0-9_]|\$)" <<<"$reference"; then
        echo "$2 '$1' is not in the reference of models/README.md or scenarios/README.md"
        missing=$((missing + 1))
    fi
}

# Only what stands between back quotes counts, outside of blocks.
reference=$(sed '/^```/,/^```/d' models/README.md scenarios/README.md | grep -oE '`[^`]+`')

settings=$(cat engine/model/*.c engine/scenario/*.c | tr '\n' ' ' |
    grep -oE '(aras_setting_(find|text|line|number|whole|truth|group|groups|texts|numbers|formula)|code_of|texts_of|unit_quantity|actor_of|actor_text|word_of|one_of|aras_builder_over|known_date|stage_number)\([^"();]*"[A-Za-z_]+"' |
    sed -E 's/.*"([A-Za-z_]+)"/\1/' | sort -u)
[ "$(wc -w <<<"$settings")" -gt 90 ] || { echo "the settings are not found in the code"; exit 1; }
for word in $settings; do
    case $inner in *" $word "*) ;; *) look_for "$word" "the setting" ;; esac
done
functions=$(sed -n '/{"exp", ARAS_TREE_EXP/,/};/p' engine/formula/formula.c | grep -oE '"[a-z]+"' | tr -d '"')
[ "$(wc -w <<<"$functions")" -ge 15 ] || { echo "the functions are not found in the code"; exit 1; }
distributions=$(grep -oE '\.name = "[a-z_]+"' engine/random/distribution.c | sed 's/.*"\(.*\)"/\1/')
[ "$(wc -w <<<"$distributions")" -ge 20 ] || { echo "the distributions are not found in the code"; exit 1; }
for word in $functions; do
    look_for "$word" "the function"
done
for word in $distributions; do
    look_for "$word" "the distribution"
done
[ $missing -eq 0 ]
