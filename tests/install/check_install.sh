#!/usr/bin/env bash
# Installs into a folder of its own, moves it, builds a program against it with
# pkg-config alone, and runs that: check_install.sh CMAKE BUILD COMPILER PROGRAM.C
set -euo pipefail
cmake=$1 build=$2 compiler=$3 source=$4

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$cmake" --install "$build" --prefix "$folder/first" >"$folder/log" || {
    cat "$folder/log"
    exit 1
}
mv "$folder/first" "$folder/moved"

pc=$(find "$folder/moved" -name aras.pc)
[ -n "$pc" ] || { echo "no aras.pc was installed"; exit 1; }
export PKG_CONFIG_PATH=${pc%/*}
read -ra flags <<<"$(pkg-config --cflags --libs aras)"
"$compiler" -std=c17 -Wall -Wextra -Werror "$source" "${flags[@]}" -o "$folder/outside"
answer=$("$folder/outside")
[ "$answer" = "iran" ] || { echo "the outside program said '$answer', not 'iran'"; exit 1; }

# Every header can be used by itself, outside of the source tree.
find "$folder/moved/include/aras" -name '*.h' -print0 |
    while IFS= read -r -d '' header; do
        printf '#include "%s"\n' "$header" >"$folder/alone.c"
        "$compiler" -std=c17 -fsyntax-only "$folder/alone.c" "${flags[@]}" 2>"$folder/log" || {
            echo "${header##*/include/} cannot be included alone:"
            cat "$folder/log"
            exit 1
        }
    done

if [ -x "$folder/moved/bin/aras" ]; then
    "$folder/moved/bin/aras" --version
fi
