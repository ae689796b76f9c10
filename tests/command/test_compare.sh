#!/usr/bin/env bash
# `aras compare` as typed: closer looks, more than two, separate luck, what is refused.
. "$(dirname "$0")/support.sh"

scenarios=$top/scenarios/tutorial
few="-n 2000 -q"

# shellcheck disable=SC2086
{
    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" $few
    prints "SAME LUCK: IT IS SO IN"
    prints "with the same luck (seed 1)"
    keeps_from_printing "A closer look"
    cp out plain

    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" $few
    same "$(cat plain)" "$(cat out)" "the same again"

    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" $few --of hold
    prints "A closer look: Upland's leverage"
    prints "HOW FAR APART"
    prints "second order"
    prints "QUANTILE"
    keeps_from_printing "Lowland gets"

    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" $few --all
    prints "TRACK"
    prints "full blocks on, and there"

    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" $few --explore
    prints "by Benjamini and Hochberg"

    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" "$scenarios/push.cfg" \
        $few --of hold --best highest
    prints "B premise:"
    prints "B push:"
    prints "HIGHEST?"
    prints "MAY BE BEST"

    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" "$scenarios/push.cfg" $few --csv
    same "$(grep -c ',premise$' out)" "$(grep -c ',push$' out)" "rows of both"
    answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" "$scenarios/push.cfg" $few --json
    prints '"format": "aras comparisons report 1"'
}

# Runs of separate luck are compared as such.
answers 0 run "$scenarios/premise.cfg" -n 2000 -q -o other --seed 2
answers 0 compare "$scenarios/baseline.cfg" "$(stored other)" -n 2000 -q --of hold
prints "compared as separate"
prints "their seeds are 1 and 2"
prints "DOES IT DIFFER AT ALL?"
prints "HOW FAR APART"

# What cannot be compared, or be told, is said.
answers 0 run "$scenarios/baseline.cfg" -n 200 -q -o short "horizon=2 * year"
answers 2 compare "$scenarios/baseline.cfg" "$(stored short)" -n 200 -q
complains "the runs have other horizons"
prints_nothing
answers 2 compare "$scenarios/baseline.cfg" "$top/models/tutorial/01-event.cfg" -n 200 -q
prints_nothing
answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 500 -q --of hold
prints "no closer look: 10 parameter sets, and 20 are needed"
# One parameter set says nothing of how sure it is.
answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 50 -q
prints "WARNING: one parameter set does not tell how sure any of this is"

# A variant that is fixed in one alone, or otherwise in each, is a change like any other.
for story in hers his; do
    cat >$story.cfg <<SCENARIO
title = "As told by $story";
model = "model.cfg";
kind = "push";
set = ["reading = $story"];
SCENARIO
done
answers 0 compare hers.cfg his.cfg -n 2000 -q
prints "reading is a part of what differs: hers in A, his in B"
keeps_from_printing "IF"
keeps_from_printing "rows go by"
answers 0 compare model.cfg his.cfg -n 2000 -q
prints "reading is a part of what differs: drawn in A, his in B; rows go by what A has"
prints "no difference"
answers 0 compare model.cfg his.cfg -n 2000 -q --csv
awk -F, '/,reading=his,/ && /^war,/' out >rows
same "$(wc -l <rows)" 1 "rows of a reading that B keeps"
answers 0 compare his.cfg model.cfg -n 2000 -q
prints "reading is a part of what differs: his in A, drawn in B; rows go by what B has"
answers 0 compare his.cfg model.cfg -n 2000 -q --json
prints '"variants_fixed_otherwise"'
prints '"a": "his"'
prints '"b": null'
answers 0 compare his.cfg model.cfg -n 2000 -q --of trust
prints "A closer look: trust at the end"
answers 2 compare his.cfg model.cfg -n 2000 -q --of trust --best highest
complains "name first the one that draws it"
answers 0 run model.cfg -n 2000 -q --seed 2 -o separate
answers 0 compare "$(stored separate)" his.cfg -n 2000 -q --of trust
prints "compared as separate"
prints "drawn in A, his in B; rows go by what A has"
keeps_from_printing "80 % OF SETS"
answers 0 compare his.cfg "$(stored separate)" -n 2000 -q --of trust
prints "his in A, drawn in B; rows go by what B has"

# However many digits there are, lines keep to 100 columns: intervals fold.
for more in "" --all; do
    # shellcheck disable=SC2086
    answers 0 compare "$scenarios/../south_caucasus/inertia.cfg" \
        "$scenarios/../south_caucasus/corridor.cfg" -n 400 --group 5 -q -o caucasus $more
    same "$(grep -cE '^.{101}' out)" 0 "lines beyond 100 columns"
done
prints "corridor operating (2 pp)"

answers 2 compare "$scenarios/baseline.cfg" -n 200 -q
complains "aras compare A B [C ...]"
answers 2 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 200 -q --of holdd
complains "there is no outcome or track 'holdd'; did you mean 'hold'?"
answers 2 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 200 -q --of hold=1
complains "'hold=1' names a part of 'hold', which is told as a whole here: write 'hold'"
answers 2 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 200 -q --best highest
complains "--best needs one outcome to be best in: --of OUTCOME"
answers 2 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 200 -q --of hold --best most
complains "--best takes 'highest' or 'lowest', got 'most'"
answers 2 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 200 -q --of hold --explore
complains "--explore looks through all outcomes"
# A name that is given twice would be told twice, and once upset memory.
twice=$(printf 'hold,%.0s' $(seq 300))
answers 2 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 200 -q --of "${twice%,}"
complains "--of: 'hold' is named twice"

# A stored run has the worlds that it has; beside it, a scenario is played as far.
answers 0 run "$scenarios/baseline.cfg" -n 500 -q -o few
answers 2 compare "$(stored few)" "$scenarios/premise.cfg" -n 600 -q -o beside
complains "the run has 500 worlds, not 600; give its scenario to play more"
answers 0 compare "$(stored few)" "$scenarios/premise.cfg" -q -o beside
prints "500 worlds of 10 parameter sets with the same luck"
same "$("$aras" log beside | awk '/^premise/ { print $2 }')" 500 "worlds played beside a stored run"

# What was asked for, and has no more to it, is not passed over; a time is told by dates.
answers 0 compare "$scenarios/baseline.cfg" "$scenarios/premise.cfg" -n 2000 -q --of turned
prints "No closer look at turned: of a yes or no"
answers 0 compare "$scenarios/baseline.cfg" "$scenarios/baseline.cfg" -n 500 -q
prints "for A and B are one and the same run"
answers 0 compare "$scenarios/../south_caucasus/inertia.cfg" \
    "$scenarios/../south_caucasus/corridor.cfg" -n 400 --group 5 -q -o caucasus --of time_to_operation
prints "A closer look: time to an operating corridor (year)"
grep -qE 'A over B +[0-9]+ % at 20[0-9]{2}-[0-9]{2}-[0-9]{2}' out || fault "where dominance is violated is no date"
finish
