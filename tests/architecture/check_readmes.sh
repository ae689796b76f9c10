#!/usr/bin/env bash
# Every file of a layer stands in the layer's README, so that it can be found there. A header and
# what is in it count as one; of names with a common beginning each is named.
set -u
cd "$1" || exit 2
failed=0
checked=0
for readme in engine/*/README.md; do
    folder=${readme%/README.md}
    for file in "$folder"/*.c; do
        stem=${file##*/}
        stem=${stem%.c}
        checked=$((checked + 1))
        if ! grep -qE "\`([a-z]+/)?$stem(\.[ch])?(\`|\()" "$readme"; then
            echo "$readme does not say what $stem.c is for"
            failed=1
        fi
    done
done
[ "$checked" -gt 0 ] || { echo "no README of a layer was found"; failed=1; }
exit $failed
