#!/usr/bin/env bash
# `aras discover` as typed: what it finds, and what it says when it cannot look.
. "$(dirname "$0")/support.sh"

# In model.cfg war comes where quarrels are many (pace); half of the worlds are hers.
answers 0 discover model.cfg --where war -n 5000 -q
prints "of 1000 parameter sets"
prints "asked: war"
prints "Box 1. Where "
prints "pace is above"
prints "Ceiling: no box of this size"
prints "(chosen)"
says_nothing_else
run=$(stored results)
cp out told

# A stored run gives the same answer, and again.
answers 0 discover "$run" --where war
same "$(cat out)" "$(cat told)" "a stored run"

# The scenario was played in groups of 5; other groups are another run.
answers 0 discover model.cfg --where war -n 3000 --group 1 -q
prints "of 3000 parameter sets"
prints "Each set has but one world"

# Conditions.
answers 0 discover "$run" --where 'ending == at_war and not quarrels < 2' --json
prints '"format": "aras discovery report 1"'
prints '"method": "prim"'
# The density of the first box is its judged worlds in which it is so, of all of them.
number() { sed -n "s/.*\"$1\": \([-0-9.e]*\),*/\1/p" out | head -n 1; }
same "$(awk "BEGIN { print $(number judged_so) / $(number judged_worlds) }")" \
    "$(awk "BEGIN { print $(number density) }")" "the density"
answers 0 discover "$run" --where 'war_when < 2 * year' --csv
prints "box,density,"
same "$(awk -F, '{ print NF }' out | sort -u | wc -l)" 1 "numbers of fields"
answers 0 discover "$run" --where war --cart
prints "Leaf 1. Where "
prints "pace is above"
answers 0 discover "$run" --where war --peel 3 --alpha 0.1 --boxes 1
prints "   3 "
answers 2 discover "$run" --where wor
complains "did you mean 'war'?"
answers 0 discover "$run" --where 'ending=at_war and not quarrels < 2' --json
prints '"where": "ending=at_war and not quarrels < 2"'
answers 2 discover "$run" --where 'ending == at_ward'
complains "at_ward"
answers 2 discover "$run" --where trust
complains "'trust' is a number: compare it, as in 'trust > 0'"
answers 2 discover "$run" --where 'quarrels < 0'
complains "is so in none of the 5000 worlds"
answers 2 discover "$run"
complains "--where 'ending == belt'"
answers 2 discover "$run" --where war --alpha 0.9
complains "from 0.01 to 0.5, got '0.9'"
answers 2 discover "$run" --where war --peel 99 --alpha 0.1
complains "there is no box 99: the trajectory has the boxes 0 to "
answers 2 discover "$run" --where war --cart --peel 2
complains "not about a tree"
answers 2 discover model.cfg --where war -n 1000 --group 50 -q
complains "20 parameter sets are too few"
complains "-n 10000 --group 5"
answers 2 discover model.cfg --where war -n 2000 --central -q
complains "was drawn"
answers 2 discover
finish
