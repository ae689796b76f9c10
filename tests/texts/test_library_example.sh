#!/usr/bin/env bash
# The example of engine/README.md is built with the command that stands there, against
# an installed library, and gives the number that `aras run` gives.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
aras=${ARAS:?the path of the program}
build=$(dirname "$(dirname "$aras")")
model=models/tutorial/01-event.cfg

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/installed" >"$folder/log" || {
    cat "$folder/log"
    exit 1
}
command=$(grep -E '^cc .*pkg-config' engine/README.md)
cp tests/texts/example.c "$folder"
PKG_CONFIG_PATH=$(dirname "$(find "$folder/installed" -name aras.pc)")
export PKG_CONFIG_PATH
(cd "$folder" && bash -c "$command")

said=$("$folder/example" "$model")
worlds=$("$aras" run "$model" -o "$folder/results" --csv -q | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == "yes") column = i }
    NR == 2 { print $column }')
[ "$said" = "quarrelled: in $worlds of 10000 worlds" ] || {
    echo "the example says '$said', and \`aras run\` $worlds"
    exit 1
}
if "$folder/example" "$folder/none.cfg" 2>"$folder/log"; then
    echo "the example is content with a model that is not there"
    exit 1
fi
grep -q 'none.cfg' "$folder/log" || { cat "$folder/log"; exit 1; }
