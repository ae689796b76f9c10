#!/usr/bin/env bash
# Memory does not grow with the number of worlds, whoever reads or writes them.
. "$(dirname "$0")/support.sh"

# The most memory, in kB, that a command held at one time.
peak() {
    local held=0 now
    typed="aras $*"
    "$aras" "$@" >out 2>err </dev/null &
    worker=$!
    while kill -0 $worker 2>/dev/null; do
        now=$(awk '/^VmHWM/ { print $2 }' /proc/$worker/status 2>/dev/null)
        [ "${now:-0}" -gt "$held" ] && held=$now
        sleep 0.02
    done
    wait $worker || fault "exit code $?"
    most=$held
}

if [ ! -r /proc/self/status ]; then
    echo "no /proc here: nothing to look at"
    exit 0
fi
run() { peak run slow.cfg -q -j 2 -o "$1" -n "$2"; }
sed -i 's|300 / year|20 / year|' slow.cfg
run few 10000
few=$most
run many 1000000
[ "$most" -le $((few + 12000)) ] || fault "10,000 worlds: $few kB, 1,000,000: $most kB"
for command in "run" "verify" "export --table tidy --to tidy.csv" "export --json --to all.json"; do
    # shellcheck disable=SC2086
    peak $command "$(stored few)"
    few=$most
    # shellcheck disable=SC2086
    peak $command "$(stored many)"
    [ "$most" -le $((few + 12000)) ] || fault "10,000 worlds: $few kB, 1,000,000: $most kB"
done

# A sweep of 10,000 points needs memory for its table, and no more for more worlds.
swept() { peak sweep model.cfg trust=0.1..0.9:0.008 patience=1..4.96:0.04 -q -j 2 --of war,trust -n "$1" -o "sweep$1"; }
swept 2
few=$most
prints "10 100 points (a grid) of 2 worlds each"
swept 20
[ "$most" -le $((few + 12000)) ] || fault "2 worlds a point: $few kB, 20: $most kB"
[ "$most" -le 120000 ] || fault "a sweep of 10,000 points: $most kB"
peak compare "$(stored few)" "$(stored few)"
few=$most
peak compare "$(stored many)" "$(stored many)"
[ "$most" -le $((few + 12000)) ] || fault "10,000 worlds: $few kB, 1,000,000: $most kB"
finish
