#!/usr/bin/env bash
# `aras explain`: one world with its reasons, picked or by number; two sides of one world.
. "$(dirname "$0")/support.sh"

fits() {
    awk '{ gsub(/[^ -~]+/, "?") } length($0) > 100 { print; long = 1 } END { exit long }' out >wide ||
        fault "wider than 100 columns: $(head -n 1 wide)"
}

# By its number: the very world that replay tells, and nothing is stored.
answers 0 explain model.cfg --replication 3
prints "World 3 of seed 1, parameter set 0"
prints "WHAT IT CAME TO"
fits
says_nothing_else
[ ! -e results ] || fault "explain of a numbered world left a run"
answers 0 replay model.cfg 3
print=$(awk '/^fingerprint/ { print $2 }' out)
count=$(grep -c '^20' out)
answers 0 explain model.cfg --replication 3 --json
prints "\"fingerprint\": \"$print\""
same "$(grep -c '"firing":' out)" "$count" "the number of events"
answers 0 explain model.cfg --replication 3 --all
same "$(grep -c '^            event ' out)" "$count" "the number of chapters"
fits
answers 0 explain model.cfg --replication 3 --brief
same "$(grep -c '^            ' out)" 0 "reasons in brief"
prints "without --brief it is told with its reasons"
prints "WHAT IT CAME TO"
answers 2 explain model.cfg --replication 3 --brief --json
complains "--brief is for reading: --dot, --json and --all exclude it"
answers 2 explain model.cfg model.cfg --replication 3 --brief
complains "--brief tells the story of one world"
answers 0 explain model.cfg --replication 3 --seed 2
prints "of seed 2"
answers 0 explain model.cfg --replication 3 trust=0.9 --forbid quarrel
keeps_from_printing "a quarrel"

# A rate is told against that at the start, a driver with who moved it.
cat >driven.cfg <<'MODEL'
title = "Pushed";
time_unit = "year"; start = "2024-01-01"; horizon = "60 * year";
sources = ( { id = "T"; title = "made up"; known_by = "2023-01-01"; } );
defaults = { source = "T"; grade = "D"; };
quantities = ( { id = "x"; range = [0.0, 9.0]; initial = 0.0; } );
events = (
  { id = "push"; title = "a push"; at = "2024-06-01"; effects = ["x += 2"]; narrative = "Somebody pushes."; },
  { id = "fall"; title = "it falls"; rate = "0.5 / year"; once = true; when = "x > 1";
    drivers = ( { of = "x"; at = 0; effect = 0.5; } ); } );
outcomes = ( { id = "fallen"; title = "fallen"; kind = "happened"; of = "happened(fall)"; } );
MODEL
answers 0 explain driven.cfg --replication 0
prints "2024-06-01  Somebody pushes."
prints "event    push: a push"
prints "at a rate of 1.4 a year (reference 0.5), ×2.72 that at the start: x 0.00 to"
prints "2.00 ×2.72 (push of 2024-06-01)"
prints "possible since push of 2024-06-01 (x: 2.00)"
prints "  first 2024-06-01  a push"
prints "REACHED  fallen"
LC_ALL=C answers 0 explain driven.cfg --replication 0
prints "x 2.72 that at the start"
answers 2 explain driven.cfg --replication 0 --dot --json
complains "--dot and --json exclude each other"
answers 2 explain driven.cfg "$top/scenarios/south_caucasus/inertia.cfg" --replication 0
complains "give two scenarios of one model"
answers 0 explain driven.cfg --replication 0 --dot
prints "digraph world"
prints '[label="x"]'
if command -v dot >/dev/null; then
    dot -Tsvg out >picture.svg 2>err || fault "dot does not take it"
fi

# Picked: typical by default, extreme when asked, from a stored run or from worlds played now.
answers 0 explain model.cfg -n 200 -q
prints "Typical: of 200 worlds"
run=$(stored results)
cp out wanted
answers 0 explain "$run"
same "$(tail -n +3 wanted)" "$(tail -n +3 out)" "the typical world of the stored run"
answers 0 explain "$run" --typical --of war,trust
prints "in the 2 outcomes that are told"
answers 0 explain "$run" --extreme trust
prints "Extreme: of 200 worlds the one with the greatest"
answers 0 explain "$run" --extreme least:trust
prints "Extreme: of 200 worlds the one with the least"
prints "'trust': 0.0"
answers 0 explain "$run" --extreme quarrels
answers 2 explain "$run" --extreme ending
complains "no order"
answers 2 explain "$run" --extreme most:trust
complains "least:OUTCOME"
answers 2 explain "$run" --extreme trusty
complains "no outcome 'trusty'"
answers 2 explain "$run" --of war,nothing
complains "no outcome 'nothing'"
answers 2 explain "$run" --replication 3 --typical
complains "exclude each other"
answers 2 explain "$run" --replication 3 --forbid gift
complains "nothing can be changed any more"
answers 2 explain nowhere.cfg
complains "nowhere.cfg"
answers 2 explain
complains "write it as: aras explain"

# Two sides: they part where the scenario says, and nothing that is apart from that.
answers 0 explain model.cfg gifts.cfg --replication 3
prints "World 3 of seed 1 in both"
prints "because of B, which forbids it"
prints "WHAT IT CAME TO"
prints "One world is an illustration"
fits
answers 0 explain model.cfg model.cfg --replication 3
prints "One and the same history"
answers 0 explain model.cfg gifts.cfg --replication 3 --json
prints '"kind": "forbidden"'
answers 0 explain model.cfg gifts.cfg -n 200 -q
prints "Typical: of 200 worlds"
answers 2 explain model.cfg gifts.cfg --replication 3 --dot
complains "--dot draws one world"
answers 0 run gifts.cfg -n 50 --seed 5 -q -o other
answers 2 explain model.cfg "$(stored other)" --replication 3
complains "do not share their luck"

# A world that fails is told as far as it went.
for world in 0 1 2 3 4 5 6 7 8 9 10 11; do
    silently replay failing.cfg $world
    ! grep -q "whole number" err || break
done
answers 1 explain failing.cfg --replication $world
prints "The world could not be played on:"
finish
