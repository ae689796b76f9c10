#!/usr/bin/env bash
# A scenario at many points: what may be typed, what is stored, and that it is the same
# however it came about.
. "$(dirname "$0")/support.sh"

# A row of sweep.csv: value and change of a point, an outcome and a reading.
row() { grep "^$2,.*,$3,.*,$4," "$(stored "$1")/sweep.csv" | sed 's/.*,[a-z]*,[0-9]*,//'; }

# What varies is laid out, and kept.
answers 0 sweep model.cfg -q mood=calm,cold,war trust=0.2..0.8:0.3 -n 200 -o grid --of war
prints "9 points (a grid) of 200 worlds each, all points with the same luck"
prints "reading = hers"
prints "reading = his"
prints "war: war; across: trust"
prints "point 0 (mood=calm, trust=0.2)"
run=$(stored grid)
same "$(wc -l <"$run/design.csv")" 10 "lines of design.csv"
same "$(sed -n 1,3p "$run/design.csv" | tr '\n' ' ')" "point,mood,trust 0,calm,0.2 1,calm,0.5 " \
    "the beginning of design.csv"
same "$(wc -l <"$run/sweep.csv")" 19 "lines of sweep.csv"
same "$(head -n 1 "$run/sweep.csv")" \
    "point,mood,trust,outcome,option,kind,unit,reading,worlds,value,low,high,change,change_low,change_high" \
    "the heading of sweep.csv"
answers 0 log grid
prints "(sweep of 9 points)"
answers 0 verify "$run" --sample 50
prints "0 differ"
answers 0 replay "$run" 16
prints "point 7: mood=war trust=0.5"
prints "world 1 of seed 1"
answers 0 export "$run"
same "$(wc -l <out)" 1801 "lines of exported outcomes"
sql() { python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())' "$run/results.db" "$1"; }
same "$(sql 'SELECT * FROM point WHERE point > 6')" "[(7, 'war', 0.5), (8, 'war', 0.8)]" "points of results.db"
same "$(sql 'SELECT point, round FROM cell WHERE replication = 16')" "[(7, 1)]" "a cell of results.db"

# Of a category, one option may be asked for.
answers 0 sweep "$run" --of 'ending=at_war' --csv
grep ',at_war,' out >one
answers 0 sweep "$run" --of ending --csv
grep ',at_war,' out | cmp -s one - || fault "one option is told otherwise than among all"
answers 0 sweep "$run" --of 'ending == at_war'
prints "ending=at_war"
keeps_from_printing "ending=in_peace"

# A stored sweep is told again, and nothing else takes it for a run.
answers 0 sweep "$run" --of war
prints "9 points"
answers 0 sweep "$run" --of war,ending --csv
cp out told.csv
answers 0 sweep model.cfg -q mood=calm,cold,war trust=0.2..0.8:0.3 -n 200 -o grid --of war,ending --csv
cmp -s out told.csv || fault "a stored sweep is told otherwise"
answers 2 run "$run"
complains "is a sweep, whose worlds are of 9 points"
answers 2 compare "$run" model.cfg
complains "is a sweep"
answers 2 sweep "$run" trust=0,1
complains "in which all is settled"
answers 0 run model.cfg -q -n 100 -o plain
answers 2 sweep "$(stored plain)"
complains "is a stored run and no sweep"

# A point that says what the model says is the plain run: the same luck, bit for bit.
answers 0 sweep model.cfg -q trust=0.4,0.5 -n 300 -o same --group 50
answers 0 run model.cfg -q -n 300 -o base --group 50
answers 0 export "$(stored base)"
tail -n +2 out | cut -d, -f4- >base.txt
answers 0 export "$(stored same)"
tail -n +2 out | awk -F, 'NR % 2 == 0' | cut -d, -f4- | cmp -s - base.txt ||
    fault "the point of the model's own value is not the plain run"

# More worlds go on where fewer stopped, and threads change nothing.
vary="mood=calm,war patience=1..4:0.5"
answers 0 sweep slow.cfg -q $vary -n 100 -o pieces -j 1
answers 0 sweep slow.cfg -q $vary -n 333 -o pieces -j 2
answers 0 sweep slow.cfg -q $vary -n 333 -o whole -j 1
same "$(bits pieces)" "$(bits whole)" "the blocks of a sweep that was extended"
cmp -s "$(stored pieces)/sweep.csv" "$(stored whole)/sweep.csv" || fault "another sweep.csv"
cmp -s "$(stored pieces)/results.db" "$(stored whole)/results.db" || fault "another results.db"
answers 0 sweep slow.cfg -q $vary -n 100 -o whole
prints "of 100 worlds each"

# Killed, it goes on.
"$aras" sweep slow.cfg -q $vary -n 333 -j 2 -o killed >out 2>err </dev/null &
worker=$!
while kill -0 $worker 2>/dev/null && [ "$(find killed -name '*.blk' 2>/dev/null | wc -l)" -lt 2 ]; do
    sleep 0.01
done
kill -KILL $worker 2>/dev/null
wait $worker 2>/dev/null
answers 0 sweep slow.cfg -q $vary -n 333 -o killed
same "$(bits killed)" "$(bits whole)" "the blocks of a sweep that was killed"
cmp -s "$(stored killed)/sweep.csv" "$(stored pieces)/sweep.csv" || fault "another sweep.csv after a kill"

# What is removed is made again.
rm "$(stored killed)/design.csv" "$(stored killed)/sweep.csv"
answers 0 sweep slow.cfg -q $vary -n 333 -o killed
cmp -s "$(stored killed)/design.csv" "$(stored whole)/design.csv" || fault "another design.csv"

# Other designs; settings; what is set for all points.
answers 0 sweep model.cfg -q pace~prior 'patience~normal(2,0.3)' reading~prior --design lhs:8 -n 20 -o other
prints "8 points (a Latin hypercube)"
answers 0 sweep model.cfg -q pace~prior patience=1..3 --design sobol:8 -n 20 -o other
prints "8 points (Sobol' points)"
answers 0 sweep model.cfg pace~prior --design sobol:12 -n 20 -o other
complains "12 is no such number"
answers 0 sweep model.cfg -q pace~prior mood=calm,cold,war --design morris:5 -n 20 -o other
prints "15 points (Morris trajectories)"
prints "the points of a row with the same luck"
keeps_from_printing "more than at point"
answers 0 sweep model.cfg -q horizon=2..6:2 scale.quarrel=0.5,1 -n 50 -o other --of quarrels
prints "6*year"
answers 0 sweep model.cfg -q force.gift=2025-01-01,2027-01-01 trust=0.3 --forbid quarrel -n 50 -o other --of trust
prints "2027-01-01"
answers 0 sweep model.cfg -q pace=0.5,1 --base 1 -n 50 -o other --json
prints '"base": 1'
for run in other/*; do
    answers 0 verify "$run"
    answers 0 sweep "$run"
done

# Lists of points.
printf 'trust, mood\n0.1, calm\r\n\n0.9, war\n' >points.csv
answers 0 sweep model.cfg -q --design list:points.csv -n 50 -o list
prints "2 points (a list)"
answers 0 verify "$(stored list)"
answers 0 sweep "$(stored list)"
sed -i 's/0.9/0.8/' "$(stored list)/design.csv"
answers 1 sweep "$(stored list)"
complains "is not the one that was played"
refuses() { # content, words
    printf '%b' "$1" >wrong.csv
    answers 2 sweep model.cfg -q --design list:wrong.csv -n 50 -o wrong
    complains "$2"
}
refuses '' "empty"
refuses '\n\n' "empty"
refuses 'trust,mood\n' "no point below them"
refuses 'trust,mod\n0.1,calm\n' "did you mean 'mood'?"
refuses 'trust,mood\n0.1\n' "line 2 of wrong.csv has 1 value; it needs 2"
refuses 'trust,mood\n0.1,calm,3\n' "line 2 of wrong.csv has more values than the 2 keys"
refuses 'trust,mood\n0.1,calm\n0.x,war\n' "line 3 of wrong.csv"
refuses 'trust,mood\n1.5,calm\n' "outside the range"
refuses 'trust,mood\n0.1,"calm\n' "a quote is not closed"
refuses 'trust,trust\n0.1,0.2\n' "varies on two axes"
refuses 'trust,\n0.1,0.2\n' "no heading"
refuses 'trust;mood\n0.1;calm\n' "line 1 of wrong.csv: commas are to stand between columns"
refuses 'trust,mood\n0.1,calm\n0.2,calm\n0.1,calm\n' "the points 0 and 2, counted from 0, are the same"
answers 2 sweep model.cfg -q --design list:nowhere.csv
complains "cannot read the list nowhere.csv"
answers 2 sweep model.cfg -q trust=0,1 --design list:points.csv
complains "a list says itself what varies"

# What is wrong.
answers 2 sweep
complains "write it as: aras sweep"
answers 2 sweep model.cfg
complains "nothing varies"
answers 2 sweep model.cfg thrust=0,1
complains "did you mean 'trust'?"
answers 2 sweep model.cfg trust=1..0:0.1
complains "backwards"
answers 2 sweep model.cfg trust
complains "key=v1,v2"
answers 2 sweep model.cfg pace~prior
complains "a grid needs values"
answers 2 sweep model.cfg trust~prior --design lhs:4
complains "no prior of its own"
answers 2 sweep model.cfg trust=0,1 --design cube:4
complains "a design is grid, list:FILE, lhs:N"
answers 2 sweep model.cfg trust=0,1 --design lhs:0
complains "1 or more"
answers 2 sweep model.cfg trust=0,1 -n 1
complains "-n 1 is too few"
answers 2 sweep model.cfg trust=0,1 -n 90 --group 50
complains "-n 100 with --group 50"
answers 2 sweep model.cfg trust=0,1 --of 'ending=at_wor'
complains "did you mean 'ending=at_war'?"
answers 2 sweep model.cfg trust=0,1 --of 'ending=at_war,ending'
complains "--of names 'ending' twice"
answers 2 sweep model.cfg trust=0,1 --of wra
complains "did you mean 'war'?"
answers 2 sweep model.cfg trust=0,1 --base 2
complains "--base is a point, 0 to 1"
answers 2 sweep model.cfg pace~prior --design morris:2 --base 0
complains "do not share their worlds"
answers 2 sweep model.cfg horizon=-1..3:1 -n 50
complains "the horizon must be above 0"
complains "this is wrong where horizon=-1*year"

# Several values belong to a sweep; a time that differs with the horizon is said to.
answers 2 run model.cfg -n 50 patience=1,2
complains "'patience=1,2' has more than one value, which only \`aras sweep\` plays"
answers 2 run model.cfg -n 50 patience=1..2:0.5
complains "more than one value"
answers 2 sweep "$here" patience=1,2
complains "is a folder, and so a stored run"

# Tables fit 100 columns.
while read -r words; do
    # shellcheck disable=SC2086
    answers 0 sweep model.cfg -q $words -o wide
    grep -qE '.{101}' out && fault "a line of more than 100 columns"
done <<'WORDS'
patience=1..9:0.25 trust=0.1..0.9:0.1 -n 2 --of war
trust=0.1..0.9:0.1 patience=1..9:0.25 -n 2 --of war,ending
pace=0.5,1 patience=1,2 trust=0.2,0.3 mood=calm,war reading=hers,his horizon=1,2 -n 2 --all
patience=1,2 -n 300 --of trust,mean_trust
WORDS
finish
