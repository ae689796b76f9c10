#!/bin/sh
# Every C file looks as .clang-format says. $1 is clang-format, or no program.
if [ -z "$1" ] || ! command -v "$1" >/dev/null; then
    echo "skipped: clang-format is missing"
    exit 0
fi
bad=$(find engine tests models scenarios \( -name '*.c' -o -name '*.h' \) -print0 |
    xargs -0 "$1" --dry-run -Werror 2>&1 | sed -n 's/: error: .*//p' | sort -u -t : -k 1,1)
if [ -n "$bad" ]; then
    echo "not as .clang-format says, from this place on; mend with $1 -i FILE:"
    printf '%s\n' "$bad"
    exit 1
fi
