#!/usr/bin/env bash
# A report of two runs of 100,000 worlds is quick and small.
. "$(dirname "$0")/support.sh"

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$here/scenarios/south_caucasus
TIMEFORMAT='%U %S'

# Seconds of processor time that a command takes.
seconds() {
    typed="aras $*"
    { time "$aras" "$@" >out 2>err </dev/null || fault "exit code $?"; } 2>time
    used=$(awk 'END { print $1 + $2 }' time)
}

for scenario in inertia corridor; do
    seconds run "$folder/$scenario.cfg" -n 100000 -q
done
played=$used
seconds report results/inertia-* results/corridor-* -q -o report.html
# It was 2.3 s where playing took 150: a fiftieth of that is never reached by noise alone.
awk -v report="$used" -v played="$played" 'BEGIN { exit !(report < played / 40) }' ||
    fault "the report takes $used s where one of its runs took $played s"
size=$(wc -c <report.html)
[ "$size" -lt 500000 ] || fault "the report has $size bytes"
finish
