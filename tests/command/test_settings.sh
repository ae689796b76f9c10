#!/usr/bin/env bash
# key=value on the command line: strict, told in the run's id, and kept in resolved.cfg.
. "$(dirname "$0")/support.sh"

answers 2 run model.cfg pase=2 -n 10
complains "'pase'"
complains "pace"
answers 2 run model.cfg pace=abc -n 10
complains "abc"
answers 2 run model.cfg trust=7 -n 10
complains "trust"
answers 2 run model.cfg mood=hot -n 10
complains "hot"
answers 2 run model.cfg reading=ours -n 10
complains "ours"
answers 2 run model.cfg pase=2 mood=hot -n 10
complains "aras: 2 mistakes on the command line"
sed 's/^title = .*/titel = "odd";/' model.cfg >odd.cfg
answers 2 run odd.cfg pase=2 -n 10
complains "aras: 1 mistake in odd.cfg, 1 mistake on the command line"
answers 2 run odd.cfg -n 10
complains "aras: 1 mistake in odd.cfg"
answers 2 run model.cfg horizon=-1 -n 10
answers 2 run model.cfg trust=0.5 -n 10
complains "trust"
prints_nothing
[ ! -e results ] || fault "a wrong setting left a run"

# What steers a terminal is refused in what is typed, which is kept, and told without it.
answers 2 run model.cfg $'trust=0.5\e[31m' --hold $'trust\u202e' -n 10
complains "command line: in 'trust=0.5?[31m': the character U+001B, which steers a terminal, may stand in no setting"
complains "the character U+202E, which turns the direction of writing, may stand in no setting"
grep -q $'\e\|\u202e' err && fault "the terminal is steered by a complaint"
prints_nothing

answers 0 run model.cfg -n 200 -q
plain=$(stored results)
answers 0 run model.cfg trust=0.9 -n 200 -q -o other
differ "$(basename "$plain")" "$(basename "$(stored other)")" "the run's name"
answers 0 run model.cfg reading=his mood=cold horizon='6 / 2 * year' -n 200 -q -o third
prints "2027-09"
answers 0 export "$(basename "$(stored third)")" -o third --table parameters
same "$(tail -n +2 out | cut -d, -f4 | sort -u)" his "the reading"
answers 0 check model.cfg trust=0.9
answers 2 check model.cfg trust=9
answers 0 show model.cfg reading=his
prints "fixed"
answers 0 replay model.cfg 3 trust=0.9
answers 0 compare model.cfg gifts.cfg trust=0.9 -n 1000 -q
answers 2 log trust=0.9

# Nothing can be changed in a stored run, and nothing is silently left out.
answers 2 run "$plain" trust=0.9
complains "nothing can be set any more"
for option in '--seed 3' '--group 7' --central; do
    # shellcheck disable=SC2086
    answers 2 run "$plain" $option
    complains "is settled"
    # shellcheck disable=SC2086
    answers 2 replay "$plain" 3 $option
done
for option in '--until war+-0.1' '-j 2' '--on-failure stop' --allow-mixed; do
    # shellcheck disable=SC2086
    answers 2 run "$plain" $option
    complains "told and not played"
done
answers 2 run "$plain" -n 100000
complains "200"

# What is resolved is a model: read again, it is the same run with the same results.
for what in "model.cfg" "gifts.cfg" "gifts.cfg trust=0.9 reading=his" "slow.cfg horizon=year"; do
    rm -rf first second
    # shellcheck disable=SC2086
    answers 0 check --resolved $what
    says_nothing_else
    cp out resolved.cfg
    # shellcheck disable=SC2086
    answers 0 run $what -n 300 -q -o first
    answers 0 run resolved.cfg -n 300 -q -o second
    a=$(stored first)
    b=$(stored second)
    same "${a##*-}" "${b##*-}" "the id of what was resolved"
    same "$(bits "$a")" "$(bits "$b")" "the blocks of what was resolved"
    cmp -s "$a/resolved.cfg" resolved.cfg || fault "resolved.cfg is not what --resolved prints"
    answers 0 check --resolved resolved.cfg
    cmp -s out resolved.cfg || fault "resolved twice is not the same text"
    answers 0 check --resolved "$a"
    cmp -s out resolved.cfg || fault "a stored run resolves to another text"
done

# Titles and descriptions change no number, and so not the id.
sed 's/A quarrel of two neighbours/The same by another name/' model.cfg >renamed.cfg
rm -rf first second
answers 0 run model.cfg -n 10 -q -o first
answers 0 run renamed.cfg -n 10 -q -o second
a=$(stored first)
b=$(stored second)
same "${a##*-}" "${b##*-}" "the id under another title"
finish
