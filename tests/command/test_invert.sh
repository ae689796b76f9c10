#!/usr/bin/env bash
# `aras invert` as typed.
. "$(dirname "$0")/support.sh"
lesson=$top/models/tutorial/03-parameters.cfg

answers 0 invert "$lesson" --make quarrelled --above 60% -q
prints "what would have to be true for quarrelled in 60 % of the worlds or more"
prints "in 2000 worlds of 400 parameter sets"
prints "The most plausible change that does it:"
prints "rain cannot happen"
same "$(grep -cE '^.{101}' out)" 0 "lines beyond 100 columns"
says_nothing_else
cp out told
answers 0 invert "$lesson" --make quarrelled --above 0.6 -q -j 3
same "$(cat out)" "$(cat told)" "three threads, and 0.6 for 60%"

# The change does in a run what it is said to do.
answers 0 invert "$lesson" --make quarrelled --above 60% -q --json
prints '"format": "aras inversion report 1"'
prints '"side": "above"'
answers 0 invert "$lesson" --make quarrelled --below 0.2 -q --csv
prints "kind,change,does_it,plausibility,share,low,high,distance"
rate=$(grep '^parameter,quarrel_rate' out | sed 's/.*= \([0-9.]*\).*/\1/')
answers 0 run "$lesson" "quarrel_rate=$rate" -n 2000 --group 5 -q --json
share=$(sed -n 's/.*"probability": \([0-9.]*\).*/\1/p' out | head -n 1)
same "$(awk "BEGIN { print ($share > 0.15 && $share < 0.27) }")" 1 \
    "the share at the rate $rate, '$share', near 0.2"

answers 0 invert "$lesson" --make quarrelled --above 1% -q -n 50
prints "Nothing: it is so as things are."
answers 0 invert "$top/models/tutorial/01-event.cfg" --make quarrelled --above 99% -q -n 50
prints "Nothing that was tried does it"

answers 0 invert model.cfg --make ending=at_war --above 0.5 -q -n 100
prints "in the reading furthest from it"
prints "A change does it when it does so in each reading"

answers 2 invert "$lesson" --above 0.5
complains "--make corridor_open"
answers 2 invert "$lesson" --make quarrelled
complains "say how frequent it is to be"
answers 2 invert "$lesson" --make quarrelled --above 0.5 --below 0.1
complains "say how frequent it is to be"
answers 2 invert "$lesson" --make quarrelled --above 1.5
complains "--above takes a probability between 0 and 1, such as 0.5 or 50%, got '1.5'"
answers 2 invert "$lesson" --make quarreled --above 0.5
complains "did you mean 'quarrelled'?"
answers 2 invert model.cfg --make trust --above 0.5
complains "only what is so or not has a probability"
answers 2 invert
finish
