#!/usr/bin/env bash
# `aras leverage` as typed.
. "$(dirname "$0")/support.sh"
lesson=$top/models/tutorial/13-demands.cfg

# A named issue, in either order of words.
answers 0 leverage "$lesson" lowland over upland --on water -q -n 400
prints "lies beyond it: a later stage, a number further that way."
prints "Lowland over Upland, water. Act: Lowland demands more water, or sells no grain."
prints "A acts on 2025-12-31; what B does is watched until 2028-01-01"
prints "LEVERAGE"
prints "BELIEVED"
says_nothing_else
cp out told
answers 0 leverage lowland over upland "$lesson" --on water -q -n 400 -j 3
same "$(cat out)" "$(cat told)" "the scenario last, three threads"
answers 0 leverage "$lesson" --on water -q -n 400
same "$(cat out)" "$(cat told)" "the issue alone"

# Moments, and what is wrong with them.
answers 0 leverage "$lesson" --on red_line -q -n 200 --at '1 * year, 2026-06-01' --within '6 * month' --ascii
prints "A acts on 2024-12-31; what B does is watched until 2025-07-01"
prints "A acts on 2026-06-01"
keeps_from_printing "±"
answers 2 leverage "$lesson" --on water -q --at 2033-12-01
complains "ends after the horizon"

# For programs: a row for each choice; the parts add up.
answers 0 leverage "$lesson" --all -q -n 400 --csv
same "$(awk -F, '{ print NF }' out | sort -u | wc -l)" 1 "numbers of fields"
same "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    NR > 1 { d = $at["acts"] - $at["silent"] - $at["leverage"] - $at["by_force"]
             print (d < 1e-9 && d > -1e-9) }' out | sort -u)" 1 "acts less silent"
answers 0 leverage "$lesson" --all -q -n 400 --json
prints '"format": "aras leverage report 1"'
prints '"kind": "line"'

# All issues, and the matrix; within 100 columns.
answers 0 leverage "$lesson" --all -q -n 400 --ascii
prints 'A \ B    upland  lowland'
same "$(awk 'length > 100' out)" "" "lines beyond 100 columns"

# A stored run has its own seed and groups.
answers 0 run "$lesson" -n 100 --seed 7 -q
answers 0 leverage "$(stored results)" --on water -n 100 -q
prints "100 worlds, seed 7"

# What cannot be asked.
answers 2 leverage "$lesson" -q
complains "say whose leverage: 'A over B'"
answers 2 leverage "$lesson" lowlands over upland -q
complains "there is no actor 'lowlands'; did you mean 'lowland'?"
answers 2 leverage "$lesson" upland over lowland -q
complains "upland over lowland: there is no such issue; demands are water, red_line"
answers 2 leverage "$lesson" --on wine -q
complains "on 'wine': there is no such issue"
answers 2 leverage "$lesson" lowland upland -q
finish
