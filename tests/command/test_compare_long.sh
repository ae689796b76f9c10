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

# As many outcomes as a question of the region watches: 18 of all kinds, in two readings.
{
    sed '/^outcomes = (/q' model.cfg
    for level in 1 2 3 4; do
        cat <<OUTCOMES
  { id = "low$level"; title = "low $level"; kind = "happened"; of = "trust < 0.$level"; margin = 0.02; },
  { id = "when$level"; title = "when low $level"; kind = "time"; of = "trust < 0.$level"; },
  { id = "high$level"; title = "high $level"; kind = "mean"; of = "if(trust > 0.$level, 1, 0)"; },
OUTCOMES
    done
    sed '1,/^outcomes = (/d' model.cfg
} >many.cfg
printf 'title = "More gifts";\nmodel = "many.cfg";\nkind = "push";\nscale = ["gift * 2"];\n' >more.cfg
for scenario in many more; do
    answers 0 run $scenario.cfg -n 1000000 -q -o big
done
typed="aras compare big/many-* big/more-*"
used=$({ time "$aras" compare big/many-* big/more-* >out 2>err; } 2>&1 |
    awk '{ print int(1000 * ($1 + $2)) }')
same "$(grep -cE '^low .( \(2 pp\))?$' out)" 8 "titles of four outcomes, in two tables"
[ "$used" -le 5000 ] || fault "18 outcomes took $used ms of processor time"
ulimit -v 512000
answers 0 compare big/baseline-* big/premise-* --all
answers 0 compare big/many-* big/more-* --all
finish
