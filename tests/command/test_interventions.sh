#!/usr/bin/env bash
# --force, --forbid, --hold, --dictate, --delay, --scale and --cut: a scenario typed in a line. They are
# part of the run's id and of resolved.cfg, and leave the luck of all else as it is.
. "$(dirname "$0")/support.sh"

# What is typed is what a scenario's file would say: the same worlds.
cat >written.cfg <<'SCENARIO'
title = "written";
model = "model.cfg";
force = ( { event = "gift"; at = "2025-03-15"; } );
scale = ["quarrel * 2"];
hold = ["mood = cold"];
SCENARIO
answers 0 run written.cfg -n 200 -q -o first
answers 0 run model.cfg --force gift@2025-03-15 --scale 'quarrel * 2' --hold='mood = cold' -n 200 -q -o second
second=$(stored second)
answers 0 export "$(stored first)"
cp out wanted
answers 0 export "$second"
cmp -s out wanted || fault "what was typed gives other worlds than what was written"
answers 0 run model.cfg -n 200 -q -o third
third=$(stored third)
differ "${third##*-}" "${second##*-}" "the id of the run"
grep -q 2025-03-15 "$second/resolved.cfg" || fault "resolved.cfg does not hold what was typed"
answers 0 replay "$second" 3
cp out again
answers 0 replay model.cfg 3 --scale 'quarrel * 2' --force gift@2025-03-15 --hold mood=cold
same "$(tail -n +3 out)" "$(tail -n +3 again)" "the world of the stored run"

# A link is taken away: gifts no longer mend trust, and only what follows from that differs.
answers 0 run model.cfg --cut 'gift -> trust' -n 200 -q -o cut
answers 0 run written.cfg --cut 'gift -> trust' -n 200 -q -o cut
grep -q 'gift -> trust' "$(echo cut/written-*)/resolved.cfg" || fault "resolved.cfg does not hold the cut"
answers 2 run model.cfg --cut 'gift -> pace' -n 200 -q -o cut
complains "no effect changes it"
answers 0 replay model.cfg 3 --cut 'gift -> trust'

# An event is taken away, and all that does not depend on it goes on as before.
cat >apart.cfg <<'MODEL'
title = "Two that have nothing to do with each other";
time_unit = "year"; start = "2024-01-01"; horizon = "20 * year";
events = ( { id = "rain"; rate = "1 / year"; }, { id = "visit"; rate = "1 / year"; } );
outcomes = ( { id = "rains"; kind = "count"; of = "rain"; } );
MODEL
answers 0 replay apart.cfg 5
grep '^[0-9-]* *rain' out >before
answers 0 replay apart.cfg 5 --forbid visit
keeps_from_printing visit
grep '^[0-9-]* *rain' out >after
[ -s before ] || fault "it never rained"
same "$(cat before)" "$(cat after)" "the rain without visits"
answers 0 replay apart.cfg 5 --force visit@2024-02-03 --force visit@2025-02-03
[ "$(grep -c '(forced)' out)" = 2 ] || fault "an option that may be given again was not"
same "$(cat before)" "$(grep '^[0-9-]* *rain' out)" "the rain with forced visits"

# For both sides of a comparison, and for check and show.
answers 0 compare model.cfg gifts.cfg --force quarrel@2024-12-01 -n 300 -q
answers 2 compare model.cfg gifts.cfg --forbid gift -n 300 -q
complains "forbidden already"
answers 0 check --resolved model.cfg --forbid gift
prints 'forbid = ("gift");'
answers 0 show model.cfg --forbid gift

# What is wrong is told, all of it, and nothing is left behind.
answers 2 run model.cfg --force gift -n 10 -q -o fourth
complains "write it as force"
answers 2 run model.cfg --forbid gibt --delay 'quarrel by 1 * month' trust=7 -n 10 -q -o fourth
complains "did you mean 'gift'"
complains "neither at a date"
complains "aras: 3 mistakes on the command line"
complains "command line:"
[ ! -e fourth ] || fault "a wrong intervention left a run"
answers 2 run model.cfg --forbid
complains "--forbid needs a value"
answers 2 run "$second" --forbid gift
complains "nothing can be changed any more"
answers 2 log --forbid gift
complains "no option '--forbid'"

# Dates in other orders are told to be such.
answers 2 run model.cfg --force gift@15.3.2025 -n 20
complains "'15.3.2025', is no date: write YYYY-MM-DD"
answers 2 run model.cfg --force gift@2025/03/15 -n 20
complains "'2025/03/15', is no date"
finish
