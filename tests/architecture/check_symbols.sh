#!/bin/sh
# No two files define one name that others may call: a linker of static libraries would
# take whichever it meets first, and say nothing. $1 is objdump, the rest are libraries.
objdump=$1
shift
if [ ! -x "$objdump" ]; then
    echo "skipped: objdump is missing"
    exit 0
fi
for library; do
    "$objdump" --syms "$library" | awk -v library="${library##*/}" '
        / file format / { sub(/:.*/, ""); member = $0 }
        / g / && !/\*UND\*/ { print $NF, library ":" member }'
done | sort | awk '
    $1 == before { printf "%s is defined in %s and in %s\n", $1, where, $2; bad = 1 }
    { before = $1; where = $2 }
    END { exit bad }'
