#!/usr/bin/env bash
# What is typed wrongly is named, with what would be right, and nothing is done.
. "$(dirname "$0")/support.sh"

answers 0
prints "aras COMMAND"
prints "calibrate"
says_nothing_else
answers 0 --help
prints "aras COMMAND"
answers 0 --version
prints "aras "
answers 0 version
answers 2 version now
answers 2 rnu model.cfg
complains "no command 'rnu'; did you mean 'run'?"
prints_nothing
answers 2 quarrel
complains "there is no command 'quarrel'"
answers 2 ""
complains "no command ''"

for command in check show run compare replay export verify calibrate claims; do
    answers 2 $command
    complains "aras $command"
    complains "aras help $command"
    answers 0 $command --help
    prints "aras $command"
    answers 0 $command x -h
    answers 0 help $command
    prints "aras $command"
    answers 2 $command model.cfg --nonsense
    complains "no option '--nonsense'"
done
answers 0 help drivers
prints "drivers (event)"
answers 0 help happened
answers 2 help hapened
complains "did you mean 'happened'?"
answers 2 help compar
complains "did you mean 'compare'?"
answers 2 help run now

answers 2 run model.cfg --sede 3
complains "no option '--sede'; did you mean '--seed'?"
answers 2 run model.cfg -N 3
complains "no option '-N'"
answers 2 log --json
complains "no option '--json'"

# Values of options.
answers 2 run model.cfg -n
complains "-n needs a value"
for number in abc -5 1e4 0 10.5 99999999999999999999999 "" " 7" 7x; do
    answers 2 run model.cfg -n "$number"
    complains "-n "
done
answers 2 run model.cfg -j 0
complains "-j takes a whole number from 1 to 256, got '0'"
answers 2 run model.cfg -j 5000
answers 2 run model.cfg --group 0
complains "--group takes a whole number from 1"
answers 2 run model.cfg --seed -1
complains "--seed takes"
answers 2 run model.cfg --seed=
complains "--seed needs a value"
answers 2 run model.cfg --quiet=3
complains "--quiet takes no value"
answers 2 run model.cfg -n 10 -n 20
complains "-n is given twice"
answers 2 run model.cfg --on-failure ignore
complains "'stop' or 'record'"
answers 2 run model.cfg -n 10 --until war+-0.1
complains "-n and --until exclude each other"
answers 2 run model.cfg --max 10
complains "--until"
answers 2 run model.cfg --json --csv
complains "--json and --csv exclude each other"
answers 2 run model.cfg gifts.cfg
answers 2 compare model.cfg
answers 2 replay model.cfg
for number in abc -1 1.5 99999999999999999999999 ""; do
    answers 2 replay model.cfg "$number"
done
for until in war 'war+-' 'war+-0' 'war+--1' 'war+-x' '+-0.1' 'war+-0.1,' 'war+-0.1 trust+-1' 'war+-nan'; do
    answers 2 run model.cfg --until "$until"
done
answers 2 run model.cfg --until wra+-0.1
complains "no outcome 'wra'; did you mean 'war'?"
answers 2 export x --table wars
answers 2 export x --json --table tidy
complains "--table"
[ ! -e results ] || fault "something was stored although nothing was asked for rightly"

# A value may stand in the same word, and behind -- all is a name.
answers 0 run model.cfg -n 10 --seed=7 -q -o one
answers 0 run -q -n 10 --seed 7 -o two -- model.cfg
same "$(bits one)" "$(bits two)" "--seed=7 and --seed 7"
answers 2 run -q -- --model.cfg
complains "no file '--model.cfg'"

# No files, or others than were meant.
answers 2 run nowhere.cfg
complains "no file 'nowhere.cfg'"
prints_nothing
answers 2 check nowhere.cfg
answers 2 show nowhere.cfg
answers 2 compare model.cfg nowhere.cfg -n 10 -q
complains "no file 'nowhere.cfg'"
mkdir folder
for command in run check show; do
    answers 2 $command folder
    complains "'folder' is a folder, but no stored run"
done
answers 2 verify folder
answers 2 verify nowhere
complains "no stored run 'nowhere'"
answers 2 export nowhere
answers 2 replay nowhere 3
answers 2 verify model.cfg
complains "no stored run 'model.cfg'"
: >empty.cfg
head -c 3000 /dev/urandom >noise.cfg
echo 'title = "unfinished' >cut.cfg
for file in empty noise cut; do
    answers 2 run $file.cfg -n 10
    complains "aras: "
    prints_nothing
done
[ ! -d results ] || [ "$(ls results | grep -c -e empty -e noise -e cut)" = 0 ] ||
    fault "a wrong model left a run"
answers 0 check model.cfg gifts.cfg
prints "A quarrel of two neighbours"
prints "No gifts"
answers 2 check model.cfg cut.cfg
prints "fine"
finish
