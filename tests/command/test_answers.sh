#!/usr/bin/env bash
# How the program answers: who reads, where to, how loud, and with which exit code.
. "$(dirname "$0")/support.sh"

# Worlds that fail are recorded, told of, and make the exit code 1.
answers 1 run failing.cfg -n 2000 -q
complains "n is a whole number and would become 1.5"
complains "aras replay results/failing-"
prints "failed"
replay=$(sed -n 's/.*replay it with: aras //p' err)
# shellcheck disable=SC2086
answers 1 $replay
complains "n is a whole number and would become 1.5"
answers 1 run failing.cfg -n 2000 -q
failing=$(stored results)
answers 0 verify "$failing"
prints "0 differ"
answers 0 export "$failing"
failed=$(awk -F, 'NR > 1 { n += $3 } END { print n }' out)
same "$(awk -F, 'NR > 1 && $3 == 1 && $5 $6 $7 $8 $9 $10 != ""' out | wc -l)" 0 \
    "failed worlds with outcomes"
[ "$failed" -gt 200 ] && [ "$failed" -lt 1000 ] || fault "$failed of 2000 worlds failed"
answers 0 log
prints " $failed "
answers 1 check failing.cfg
prints "failed"
answers 1 run failing.cfg -n 20000 -q -j 2 -o stopping --on-failure stop
complains "stopped at the first failure"
[ "$(find stopping -name '*.blk' | wc -l)" -lt 20 ] || fault "it did not stop"
answers 1 run failing.cfg -n 2000 -q -o recording --on-failure record
answers 1 compare failing.cfg failing.cfg -n 2000 -q

# Progress goes to standard error, as plain lines where that is no terminal, or nowhere.
answers 0 run model.cfg -n 2000
says_nothing_else
printf 'title = "x"; model = "slow.cfg"; kind = "baseline"; horizon = "150 * year";\n' >long.cfg
silently check long.cfg
typed="aras run long.cfg for 13 seconds"
timeout -s INT 13 "$aras" run long.cfg -n 100000 -j 1 >out 2>err </dev/null
same "$?" 124 "exit code of timeout"
complains " of 100000 worlds"
complains "left"
grep -q "$(printf '\r')" err && fault "a carriage return where there is no terminal"
grep -q "$(printf '\033')" err && fault "an escape sequence where there is no terminal"
if command -v script >/dev/null; then
    typed="aras run slow.cfg -n 6000 on a terminal"
    TERM=xterm script -qec "$aras run slow.cfg -n 6000 -j 1 -o tty" terminal >out 2>err </dev/null
    grep -q "worlds  .*left" terminal || fault "no progress on a terminal"
    grep -q "$(printf '\033')\[[0-9;]*m" terminal || fault "no colour on a terminal"
    TERM=xterm NO_COLOR=1 script -qec "$aras run slow.cfg -n 6000 -q -o tty" terminal >out 2>err </dev/null
    grep -q "$(printf '\033')" terminal && fault "escape sequences with NO_COLOR and -q"
    TERM=dumb script -qec "$aras run slow.cfg -n 6000 -q -o tty" terminal >out 2>err </dev/null
    grep -q "$(printf '\033')" terminal && fault "escape sequences on a dumb terminal"
fi
answers 0 run model.cfg -n 2000
grep -q "$(printf '\033')" out && fault "colour where there is no terminal"

# Signs beyond ASCII only where they can be shown; no line beyond 100 columns.
answers 0 run model.cfg -n 2000 --ascii --all
LC_ALL=C grep -q '[^ -~]' out && fault "other signs with --ascii"
typed="LC_ALL=C aras run model.cfg"
LC_ALL=C "$aras" run model.cfg -n 2000 >out 2>err
LC_ALL=C grep -q '[^ -~]' out && fault "other signs in the C locale"
answers 0 run model.cfg -n 2000 --all
[ "$(wc -L <out)" -le 100 ] || fault "a line of $(wc -L <out) columns"
for command in "check --all model.cfg" "show model.cfg" log "verify $(stored results)" \
    "replay model.cfg 3" help "help run" "help compare" "compare model.cfg gifts.cfg -n 2000 -q"; do
    # shellcheck disable=SC2086
    silently $command
    [ "$(wc -L <out)" -le 100 ] || fault "a line of $(wc -L <out) columns"
done

# The locale changes no number.
answers 0 run model.cfg -n 1000 -q --csv
cp out plain.csv
for locale in $(locale -a 2>/dev/null | grep -i -e '^de_' -e '^fr_' | head -2); do
    LC_ALL=$locale "$aras" run model.cfg -n 1000 -q --csv >out 2>err
    cmp -s out plain.csv || fault "numbers are written in another way in $locale"
done

# Nobody reads, or the disk is full: an error in words, or SIGPIPE as everywhere.
name=$(basename "$(stored recording)")
if [ -e /dev/full ]; then
    for command in "run model.cfg -n 1000 -q" "run model.cfg -n 1000 -q --json" \
        "run model.cfg -n 1000 -q --csv" "check model.cfg" "show model.cfg" log help \
        version "replay model.cfg 3" "export $name -o recording" \
        "export $name -o recording --json" "verify $name -o recording" \
        "check --resolved model.cfg" "compare model.cfg gifts.cfg -n 1000 -q"; do
        typed="aras $command >/dev/full"
        # shellcheck disable=SC2086
        "$aras" $command >/dev/full 2>err </dev/null
        same "$?" 2 "exit code"
        complains "No space left"
    done
fi
typed="aras show model.cfg | head -1"
"$aras" run model.cfg -n 1000 -q --all 2>err | head -n 1 >out
same "$(wc -l <err)" 0 "lines of complaint at a closed pipe"
typed="aras show model.cfg into a closed pipe, SIGPIPE ignored"
(trap '' PIPE; "$aras" export "$name" -o recording 2>err; echo $? >code) | true
same "$(cat code)" 2 "exit code at a closed pipe"
complains "Broken pipe"
typed="aras version with standard output closed"
"$aras" version >&- 2>err
same "$?" 2 "exit code with standard output closed"

# JSON and CSV are nothing but that on standard output.
answers 0 run model.cfg -n 1000 --json
says_nothing_else
same "$(head -c 1 out)" "{" "first sign of the JSON"
if command -v sqlite3 >/dev/null; then
    same "$(sqlite3 :memory: "SELECT json_valid(readfile('out'))")" 1 "JSON that is JSON"
fi
answers 0 run model.cfg -n 1000 --csv
same "$(awk -F, 'NR == 1 { n = NF } NF != n' out | grep -vc '"')" 0 "uneven lines of CSV"

# Graphs.
answers 0 show --dot model.cfg
prints "digraph"
if command -v dot >/dev/null; then
    dot -Tsvg out >graph.svg || fault "dot does not take the graph"
fi
finish
