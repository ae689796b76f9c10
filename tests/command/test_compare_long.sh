#!/usr/bin/env bash
# Two runs of a million worlds are compared, closely, within 5 s of processor time and
# 500 MB; without a closer look memory does not depend on their number (test_memory_long).
. "$(dirname "$0")/support.sh"

for scenario in baseline premise; do
    answers 0 run "$top/scenarios/tutorial/$scenario.cfg" -n 1000000 -q -o big
done
typed="aras compare ... --all"
TIMEFORMAT='%U %S'
used=$({ time "$aras" compare big/baseline-* big/premise-* --all >out 2>err; } 2>&1 |
    awk '{ print int(1000 * ($1 + $2)) }')
prints "A closer look"
[ "$used" -le 5000 ] || fault "it took $used ms of processor time"
ulimit -v 512000
answers 0 compare big/baseline-* big/premise-* --all
finish
