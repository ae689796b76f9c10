#!/usr/bin/env bash
# `aras causes` as typed.
. "$(dirname "$0")/support.sh"
lesson=$top/models/tutorial/17-causes.cfg

# The shock brings the fall about; the march, which comes before it, does nothing.
answers 0 causes "$lesson" --of fallen -q
prints "causes of fallen (the government has fallen); 10 000 worlds"
prints "Were 'a shock to the economy' impossible: 0.0 %"
prints "NEEDED"
prints "the government falls (the"
prints "each world with the outcome needed one or more of these events (the outcome itself"
prints "1 shock, 2 fall, "
same "$(grep -cE '^.{101}' out)" 0 "lines beyond 100 columns"
says_nothing_else
cp out told

# Threads change nothing, nor does asking by name.
answers 0 causes "$lesson" --of fallen -q -j 3
same "$(cat out)" "$(cat told)" "three threads"
answers 0 causes "$lesson" --of fallen --events march,shock -q --csv
prints "event,reading,worlds,as_it_is,without,change"
same "$(awk -F, '$1 == "march" { print $6 + 0, $15 / ($11 + $13) }' out)" "0 1" \
    "the march: change, and share of falls that it came before"
same "$(awk -F, '{ print NF }' out | sort -u | wc -l)" 1 "numbers of fields"

# Luck shared in a second way: here nothing hangs on it.
answers 0 causes "$lesson" --of fallen -q --strips
prints "With luck shared in a second way"
prints "0 of 9 rows: what is told of single worlds does not hang on it here"
answers 0 causes "$lesson" --of fallen -q --strips --json
prints '"by_strips"'

# Where rates differ and what counts is when, it does: both are shown.
answers 0 causes "$lesson" --of streets=unrest --events law --strips -q
prints "in 1 of 1 rows; there both are shown, and only the bounds are sure"
same "$(grep -c '(by strips) *0 %' out)" 1 "rows by strips in which the law is needed for none"

# The first strike alone, and then all of them.
answers 0 causes "$lesson" --of streets=unrest --events strike --first -q
prints "The first occurrence of 1 event was taken out of the worlds, one at a time."
prints "WITHOUT THE FIRST"
prints "as if it had failed to come off"
says_nothing_else
answers 0 causes "$lesson" --of streets=unrest --events strike --first -q --json
prints '"occurrences": "first"'
answers 0 causes "$lesson" --of streets=unrest --events strike -q
prints "WERE IT IMPOSSIBLE"
answers 2 causes "$lesson" --of streets=unrest --first --interactions 2
complains "--first takes single events out"

# Two causes, each enough: one at a time neither matters.
answers 0 causes "$lesson" --of helped --events first_ally,second_ally --interactions 2 -q
prints "Taking out any one of these events changes it by no more than chance would."
prints "1 pair was taken out together; of 1 the change is not the sum"
prints "Overdetermined: 'the first ally promises help' and 'the second ally promises help'"
prints "in 100 % of the worlds with the outcome no single one of these events was needed"
answers 0 causes "$lesson" --of helped --events first_ally,second_ally --interactions 2 -q --json
prints '"format": "aras causes report 1"'
prints '"overdetermined": true'

# A stored run, options of decisions, readings, numbers, a first look.
answers 0 run model.cfg -n 400 -q
run=$(stored results)
answers 0 causes "$run" --of war -n 400 -q
prints "IF"
cp out told
answers 0 causes model.cfg --of war -n 400 -q
same "$(cat out)" "$(cat told)" "a scenario and its run"
answers 0 causes model.cfg --of ending=at_war -n 1000 -q
prints "a gift"
answers 0 causes "$lesson" --of fallen --top 2 -q
prints "9 events were taken out, one at a time, of up to 200 of 1000 other worlds; the 2 that"
answers 0 causes model.cfg --of trust -n 300 --all -q
keeps_from_printing "NEEDED"

answers 2 causes model.cfg
complains "--of ending=belt"
answers 2 causes model.cfg --of wor
complains "did you mean 'war'?"
answers 2 causes "$lesson" --of fallen --events mrch
complains "there is no event 'mrch'; did you mean 'march'?"
answers 2 causes "$lesson" --of fallen --events march,march
complains "names 'march' twice"
answers 2 causes "$lesson" --of fallen --events march --top 3
complains "--events names the events that are looked at"
answers 2 causes "$lesson" --of fallen --force 'march@2025-01-01' --events march -q
complains "'march' is forced by the scenario"
answers 2 causes "$lesson" --of fallen --interactions 1
complains "from 2 to 12"
answers 2 causes
finish
