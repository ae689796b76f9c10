#!/usr/bin/env bash
# Every model and scenario of the project, as an analyst would meet it.
. "$(dirname "$0")/support.sh"

for file in "$top"/models/*/*.cfg "$top"/scenarios/*/*.cfg; do
    grep -qE "^(horizon|model|extends) *=" "$file" || continue # a part of a model
    grep -qE "^claims *=" "$file" && continue # a register of claims
    answers 0 check "$file"
    says_nothing_else
    prints "fine"
    # As it is for somebody who stands in the project's folder.
    width=$(sed "s#$top/##g" out | wc -L)
    [ "$width" -le 130 ] || fault "a line of $width columns"
    answers 0 check --resolved "$file"
    cp out resolved.cfg
    answers 0 check --resolved resolved.cfg
    cmp -s out resolved.cfg || fault "resolved twice is not the same text"
done

region="$top/scenarios/south_caucasus"
answers 0 run "$region/inertia.cfg" -n 2000 -q -j 2
prints "Inertia"
answers 0 run "$region/inertia.cfg" -n 2000 -q -j 1 -o one
same "$(bits results)" "$(bits one)" "the blocks of 1 and 2 threads"
answers 0 verify "$(stored one)"
prints "0 differ"
# What the model calls absurd happens in no world, and the share of futures that it does not hold is the
# analyst's to state.
answers 0 run "$region/inertia.cfg" -n 2000 -q --all --csv
[ "$(grep -cE '^absurd_[a-z]*,,happened,' out)" -ge 8 ] || fault "hardly any absurdity is looked for"
awk -F, '/^absurd_/ && $7 > 0 { found = 1 } END { exit found }' out || fault "absurd: $(grep ^absurd out)"
grep -qE '^ending,unforeseen,[^,]*,[^,]*,reading=[^,]*,[0-9]+,0,' out || fault "unforeseen though nobody said so"
answers 0 run "$region/inertia.cfg" unforeseen_share=1 -n 100 -q --csv
awk -F, '$1 == "ending" && $2 == "unforeseen" { rows++; if ($6 != $7) missed = 1 }
    END { exit rows == 0 || missed }' out || fault "a share of 1 is not all worlds: $(grep ^ending out)"
for file in "$region"/*.cfg; do
    answers 0 compare "$region/inertia.cfg" "$file" -n 200 -q
    answers 0 replay "$file" 3
    answers 0 show "$file"
    answers 0 show --dot "$file"
done
finish
