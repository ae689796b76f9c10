#!/usr/bin/env bash
# `aras warn` as typed: what it finds, and what it says when it cannot look.
. "$(dirname "$0")/support.sh"

# In model.cfg a quarrel makes the mood cold and takes trust away; war comes of little trust.
answers 0 warn model.cfg --of war -n 4000 -q
prints "4000 worlds of 800 parameter sets, played again"
prints "By 2025-09-12: open in "
prints "a quarrel (quarrel)"
prints "indicators of the model"
keeps_from_printing "cause"
says_nothing_else
run=$(stored results)
cp out told

# A stored run, and another number of threads, give the same answer.
answers 0 warn "$run" --of war -j 1
same "$(cat out)" "$(cat told)" "one thread"
answers 0 warn "$run" --of war -j 3 -q
same "$(cat out)" "$(cat told)" "three threads"

# Landmarks: times or dates, several in one playing.
answers 0 warn "$run" --of war --by '6 * month, 24 * month'
prints "By 2025-03-"
prints "By 2026-09-12"
answers 0 warn "$run" --of war --by 2025-09-12
same "$(grep -c '^By ' out)" 1 "landmarks"
grep -q "$(sed -n 's/.*open in \([0-9]*\) worlds.*/open in \1 worlds/p' told)" out ||
    fault "the date is another moment than 12 months"
answers 0 warn "$run" --of 'ending == at_war' --all
prints "open in 4000 worlds"
prints "mood is "
cp out told
answers 0 warn "$run" --of 'ending=at_war' --all
same "$(grep -v asked: out)" "$(grep -v asked: told)" "one equal sign instead of two"
answers 0 warn "$run" --of war --json
prints '"format": "aras warning report 1"'
prints '"posterior_interval"'
answers 0 warn "$run" --of war_when --csv
prints "landmark,open,prior,kind,id"
same "$(awk -F, '{ print NF }' out | sort -u | wc -l)" 1 "numbers of fields"
# Bayes' rule holds in each row: posterior odds are prior odds times the likelihood ratio.
awk -F, 'NR > 1 { h = $8; w = $9; m = $10; q = $11
    off = h / w - (h + m) / (w + q) * $16
    if (off > 1e-9 || off < -1e-9) bad++ } END { exit bad > 0 }' out ||
    fault "posterior odds are not prior odds times the ratio"

answers 2 warn "$run" --of wat
complains "did you mean 'war'?"
answers 2 warn "$run" --of trust
complains "'trust' is a number: compare it"
answers 2 warn "$run"
complains "--of corridor_open"
answers 2 warn "$run" --of war --by '9 * year'
complains "--by: '9 * year' is not between the start and the horizon (2029-09-1"
answers 2 warn "$run" --of war --by '2 * year, 1 * year'
complains "moments must rise"
answers 2 warn "$run" --of war --by 3
complains "--by"
answers 2 warn "$run" --of war --by 15.03.2025
complains "--by: '15.03.2025' is no date: write YYYY-MM-DD"
answers 2 warn "$run" --of war --by '2 * yeer'
complains "a moment is a time, as in '12 * month', or a date"
answers 2 warn "$run" --of war --by '1*day,2*day,3*day,4*day,5*day,6*day,7*day,8*day,9*day'
complains "at most 8 moments"
answers 2 warn "$run" --of 'quarrels < 0'
complains "too few"
answers 2 warn "$run" --of war -n 50
complains "10 parameter sets are too few"
answers 1 warn failing.cfg --of war -n 4000 -q
prints "played again"
answers 2 warn
finish
