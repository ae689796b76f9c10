#!/usr/bin/env bash
# `aras figure`: kinds of figures of what other commands tell: their numbers are the same.
. "$(dirname "$0")/support.sh"

well_formed() {
    python3 -c 'import sys, xml.dom.minidom
root = xml.dom.minidom.parse(sys.argv[1]).documentElement
assert all(root.getElementsByTagName(tag)[0].firstChild.data for tag in ("title", "desc"))' "$1" 2>/dev/null ||
        fault "$1 is no SVG as it should be"
}

answers 0 run model.cfg -n 2000 -q
answers 0 run gifts.cfg -n 2000 -q
model=$(stored results | tr ' ' '\n' | grep model-)
gifts=$(stored results | tr ' ' '\n' | grep gifts-)

# All kinds are listed, with what they are of and what they take.
answers 0 figure --kind help
same "$(grep -c '^[a-z]* *\(RUN\|LEDGER\)' out)" 21 "kinds that are listed"
prints "switches     RUN OTHER        which worlds end otherwise, with the same luck"
prints "--replication --typical --extreme --of"
answers 2 figure "$model" --kind help
complains "--kind help stands alone"

# An option that a kind would not look at is refused, by all of them.
answers 2 figure "$model" --kind icons --replication 3
complains "--replication does not go with --kind icons; it goes with timeline, twins"
answers 2 figure "$model" --kind leverage --of war
complains "--of does not go with --kind leverage"
answers 2 figure "$model" --kind fan --if hers
complains "--if does not go with --kind fan"
answers 2 figure "$model" --kind icons --of war,ending
complains "this kind of figure draws 1 outcome"
answers 2 figure "$model" "$gifts" --kind timeline
complains "--kind timeline takes 1 run, got 2"
answers 2 figure "$model" --kind ecdf --of trust,mean_trust
complains "draws 1 outcome"

# One world: its lanes, its events as explain tells them, and what each followed from.
answers 0 figure "$gifts" --kind timeline --replication 3 --of war -o world.svg
well_formed world.svg
answers 0 figure "$gifts" --kind timeline --replication 3 --of war --data
same "$(sed -n 1p out)" "number,date,whose,event,outcome,after" "the headings"
sed -n 's/^[0-9]*,\(....-..-..\),.*/\1/p' out >drawn
answers 0 explain "$gifts" --replication 3 --of war
grep -o '^....-..-..' out >told
cmp -s drawn told || fault "other days are drawn than told: $(tr '\n' ' ' <drawn)"
answers 0 figure "$gifts" --kind timeline --extreme greatest:quarrels -n 100 -o most.svg
grep -q 'Extreme: of 100 worlds the one with the greatest' most.svg || fault "it is not said why this world"
# Of more events than there is room for, those drawn reach from the beginning to the end.
sed 's|rate = "1 / year"|rate = "20 / year"|' model.cfg >busy.cfg
answers 0 figure busy.cfg pace=20 -q --kind timeline --replication 3 --data
same "$(($(wc -l <out) - 1))" 40 "events that are drawn"
[[ $(sed -n '2s/^1,\(....\).*/\1/p' out) < $(sed -n '$s/^40,\(....\).*/\1/p' out) ]] || fault "all events are of one year"
cp out drawn
answers 0 explain busy.cfg pace=20 --replication 3
[[ $(tail -n 1 drawn | cut -d, -f2) > $(grep -o '^....-..-..' out | tail -n 1 | sed 's/-..-..$/-01-01/') ]] ||
    fault "the picture breaks off before the world does: $(tail -n 1 drawn)"
answers 2 figure "$gifts" --kind timeline --replication 3 --typical
complains "exclude each other"
answers 1 run failing.cfg -n 20 -q --json
fails=$(python3 -c 'import json; print(json.load(open("out"))["failures"][0]["replication"])')
answers 1 figure failing.cfg -q --kind timeline --replication "$fails"
complains "cannot be drawn to its end, since it fails"

# Two sides of one world.
answers 0 figure model.cfg gifts.cfg --kind twins --replication 3 -o twins.svg
well_formed twins.svg
grep -q 'A: model' twins.svg && grep -q 'B: gifts' twins.svg || fault "the sides have no names"
answers 0 figure model.cfg gifts.cfg --kind twins --replication 3 --data
prints "a gift,"
answers 0 run model.cfg -n 100 -q --seed 2 -o other
answers 2 figure other/* "$gifts" --kind twins --replication 3
complains "the two runs do not share their luck"

# Worlds below each other, marked by times or by events.
answers 0 figure "$model" --kind strip --of war -o strip.svg
well_formed strip.svg
answers 0 figure "$model" --kind strip --of war --sample 12 --if his --data
same "$(wc -l <out)" 13 "a heading and twelve worlds"
same "$(sed -n 1p out)" "world,ending,war comes" "the headings"
same "$(grep -c 'it comes about,20' out)" "$(grep -c 'it comes about' out)" "wars that have a day"
answers 0 figure "$model" --kind strip --events gift,quarrel --data
prints "world,ending,a gift,a quarrel"
world=$(sed -n 2p out | cut -d, -f1)
day=$(sed -n 2p out | cut -d, -f4)
answers 0 replay "$model" "$world"
grep -q "^$day .*quarrel" out || fault "world $world has no quarrel on $day"
answers 2 figure "$model" --kind strip --events gfit
complains "did you mean 'gift'?"
answers 2 figure "$model" --kind strip --events gift,gift
complains "names 'gift' twice"
answers 2 figure "$model" --kind strip --sample 201
complains "has room for 200 worlds, got 201"
answers 2 figure "$top/scenarios/tutorial/baseline.cfg" -n 100 -q --kind strip
complains "no outcome that is a time: name events"

# Who switches, and what moved.
answers 0 figure "$model" "$gifts" --kind switches -o switches.svg
well_formed switches.svg
answers 0 figure "$model" "$gifts" --kind switches --of war --if his --data
cp out drawn
answers 0 compare "$model" "$gifts" --json
python3 - <<'PYTHON' || fault "other worlds switch than compare says"
import csv, json
drawn = {(row[0], row[1]): int(row[2]) for row in list(csv.reader(open("drawn")))[1:]}
told = [d for d in json.load(open("out"))["differences"] if d["outcome"] == "war" and d["reading"] == "reading=his"][0]
yes, no = "it comes about", "it does not"
for pair, field in (((yes, yes), "both"), ((yes, no), "only_a"), ((no, yes), "only_b"), ((no, no), "neither")):
    assert drawn.get(pair, 0) == told[field], (pair, drawn, told)
PYTHON
answers 2 figure other/* "$gifts" --kind switches
complains "seed"
answers 2 figure "$model" "$gifts" --kind switches --of trust
complains "worlds that switch tell how often"
answers 0 figure "$model" "$gifts" --kind shift --of trust --if hers -o shift.svg
well_formed shift.svg
grep -q 'if hers' shift.svg || fault "another reading is drawn"
answers 2 figure "$model" "$gifts" --kind shift --of war
complains "'war' has no quantiles that could move"
answers 0 figure "$model" "$gifts" --kind dumbbell --if his -o dumbbell.svg
grep -q 'if his' dumbbell.svg || fault "another reading is drawn"
answers 0 figure "$model" "$gifts" --kind dumbbell --of ending,war --data
same "$(sed -n 2p out | cut -d, -f1)" "war" "what has one row stands first"
prints "how it ends: at_war,"
answers 2 figure "$model" "$gifts" --kind dumbbell --of war,trust
complains "do not go on one axis"
answers 2 figure "$model" "$gifts" --kind dumbbell --of war,war_when
complains "'war_when' is a time"

# Causes and the parts of a variance, as their commands find them.
answers 0 causes model.cfg --of war -n 400 -q --csv
cp out told
answers 0 figure model.cfg --kind causes --of war -n 400 -q --if his --data
python3 - <<'PYTHON' || fault "another change is drawn than causes says"
import csv
told = [r for r in csv.DictReader(open("told")) if r["event"] == "gift" and r["reading"] == "reading=his"][0]
drawn = [r for r in csv.DictReader(open("out")) if r["event that cannot happen"] == "a gift"][0]
assert abs(float(drawn["change"]) - float(told["change"])) < 1e-3 * abs(float(told["change"])), (drawn, told)
PYTHON
answers 0 figure model.cfg --kind causes -n 400 -q -o causes.svg
well_formed causes.svg
answers 2 figure model.cfg --kind causes --of war -n 400 -q --if nobodys
complains "there are hers, his"
answers 0 figure model.cfg --kind variance --of trust -n 64 -q -o variance.svg
well_formed variance.svg
answers 0 figure model.cfg --kind variance --of trust --method split -n 64 -q --data
prints "luck"
prints "variants: rival readings and formulae,readings of the model"
answers 0 figure model.cfg --kind variance --of trust --inputs pace -n 64 -q --data
prints "quarrels a year,parameters"
answers 2 figure model.cfg --kind variance --of trust --method morris
complains "of a figure it is split (luck, parameters, variants) or sobol"
answers 2 figure model.cfg --kind variance --of trust,war
complains "draws 1 outcome"

# Whether predictions came true: of those whose questions are settled.
for i in 01 02 03 04 05 06 07 08 09 10 11 12; do
    answers 0 predict --of q$i --question "Question $i?" --closes 2999-12-31 --says 0.$i --by Ann --ledger ledger.jsonl
done
answers 2 figure ledger.jsonl --kind calibration
complains "no prediction about the world is settled"
answers 0 predict --of q01 --says 0.9 --by Ben --ledger ledger.jsonl
answers 0 score ledger.jsonl q01=no q02=no q03=no q04=no q05=no q06=no q07=no q08=yes q09=no q10=no q11=yes q12=no
answers 0 figure ledger.jsonl --kind calibration -o calibration.svg
well_formed calibration.svg
grep -q 'Did it come as often as said? Ann' calibration.svg || fault "who is drawn is not said"
answers 0 figure ledger.jsonl --kind calibration --data
same "$(awk -F, 'NR > 1 { n += $3 } END { print n }' out)" 12 "predictions that are drawn"
answers 2 figure ledger.jsonl --kind calibration --by Ben
complains "Ben has 1 plain question settled"
answers 2 figure ledger.jsonl --kind calibration --by Cleo
complains "nobody called 'Cleo'"
answers 2 figure nothing.jsonl --kind calibration
complains "nothing.jsonl"
answers 2 figure ledger.jsonl x=1 --kind calibration
complains "'x=1' changes a scenario"

# Who has the upper hand, as a table and as arrows: the same numbers.
small=$top/models/south_caucasus/model.cfg
answers 0 run "$small" -n 20 -q -o region
answers 0 figure region/* --kind network -o network.svg
well_formed network.svg
answers 0 figure region/* --kind leverage -o leverage.svg
well_formed leverage.svg
answers 2 figure "$model" --kind network
complains "no outcome of this model is the leverage"

# Who moves whom, measured: as `aras leverage` measures it.
lesson=$top/models/tutorial/13-demands.cfg
answers 0 figure "$lesson" --kind measured -n 400 -q -o measured.svg
well_formed measured.svg
answers 0 figure "$lesson" --kind measured -n 400 -q --data
same "$(sed -n 1p out)" "who acts,who is moved,leverage,error" "the headings"
drawn=$(awk -F, '$1 == "Lowland" { printf "%.3f\n", $3 }' out)
answers 0 leverage "$lesson" --all -q -n 400 --csv
told=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    NR > 1 && $1 == "lowland" && $at["leverage"] > most { most = $at["leverage"] } END { printf "%.3f\n", most }' out)
same "$drawn" "$told" "leverage that is drawn, and told"
answers 0 figure "$lesson" --kind measured -n 200 -q --at '1 * year' --within '6 * month'
tr '\n' ' ' <out | sed 's/<[^>]*>/ /g; s/  */ /g' >told
grep -q "from 2024-12-31 to 2025-07-01" told || fault "another time is drawn than asked for: $(cat told)"
answers 2 figure "$lesson" --kind measured --at '1 * year, 2 * year'
complains "draws one time"
answers 2 figure "$model" --kind measured
complains "there is no such issue"
answers 2 figure "$model" --kind icons --at '1 * year'
complains "--at does not go with --kind icons; it goes with measured"

# What is changed on the command line is drawn; of a stored run nothing can be changed.
answers 0 figure model.cfg --forbid quarrel -n 100 -q --kind icons --of war --data
prints "it comes about,0,0"
answers 2 figure "$model" --forbid quarrel --kind icons
complains "is a stored run, in which nothing can be changed any more"
answers 2 figure ledger.jsonl --forbid quarrel --kind calibration
complains "--forbid does not go with --kind calibration"

finish
