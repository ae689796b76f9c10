#!/bin/sh
# No object file of the pure layers holds data that can change: no globals, no
# static variables, nothing per thread. $1 is objdump, the rest are libraries.
# (.data.rel.ro holds constants whose addresses are filled in once, at the start.)
objdump=$1
shift
if [ ! -x "$objdump" ]; then
    echo "skipped: objdump is missing"
    exit 0
fi
for library; do
    "$objdump" --syms "$library" | awk -v library="${library##*/}" '
        / file format / { sub(/:.*/, ""); member = $0 }
        / O / && ($0 ~ /[ \t]\.(data|bss)/ || /\*COM\*/) && $0 !~ /[ \t]\.data\.rel\.ro/ ||
            /[ \t]\.(tdata|tbss)/ && $NF !~ /^\./ {
            printf "%s, %s: can change: %s\n", library, member, $NF
            bad = 1
        }
        END { exit bad }' || bad=1
done
exit ${bad:-0}
