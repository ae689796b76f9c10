#!/usr/bin/env bash
# The questions of the lessons hold: each lesson is gone through by a script, to its end, so every command runs
# and every question is settled. Nobody is told an answer before having predicted it: what one command prints
# settles questions that stand in a row.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(readlink -f "${ARAS:?the path of the program}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export LC_ALL=C.UTF-8
cd "$root" || exit 2
mistakes=0
fault() {
    mistakes=$((mistakes + 1))
    echo "$1"
}

# answers FILE: one for each question, of the kind that it asks for.
answers() {
    sed -n 's/.*answer = "\([a-z]*\)".*/\1/p' "$1" | while IFS= read -r kind; do
        case $kind in
        share) echo 50 ;;
        number) echo 1 5 40 ;;
        *) echo 1 70 ;;
        esac
    done
}

# commands FILE: those that settle questions, in their order, one of each row.
commands() { sed -n 's/.*[ ;]command = "\([^"]*\)".*/\1/p' "$1" | uniq; }

go_through() {
    local lesson=$1 name=${1##*/} count
    answers "$lesson/questions.cfg" >"$place/script"
    count=$(wc -l <"$place/script")
    { [ "$count" -ge 3 ] && [ "$count" -le 7 ]; } || fault "$lesson: $count questions, not 3 to 7"
    [ "$(commands "$lesson/questions.cfg" | sort | uniq -d)" = "" ] ||
        fault "$lesson: one command settles questions that do not stand in a row"
    if ! "$program" lesson "$name" --as test --script "$place/script" -o "$place/results" -q >"$place/said" 2>&1; then
        fault "$lesson: does not end well"
        tail -n 5 "$place/said"
    elif ! grep -q 'The seal of your ledger' "$place/said"; then
        fault "$lesson: does not come to its end"
    fi
    # What a command prints is judged by its own tests.
    awk -v file="$name" '/^\$ aras/ { other = 1 } /^[0-9] |^QUESTION/ { other = 0 } { gsub(/[^ -~]+/, "?") }
        !other && length($0) > 100 { print file ": " $0; long = 1 } END { exit long }' "$place/said" ||
        fault "$lesson: wider than 100 columns"
}

lessons=0
for lesson in scenarios/lessons/[0-9][0-9]-*; do
    lessons=$((lessons + 1))
    go_through "$lesson"
done
"$program" lesson --as test -o "$place/results" | grep -c ' done$' | grep -qx "$lessons" ||
    fault "not all lessons are done in the list"
echo "$lessons lessons, $mistakes mistakes"
[ "$lessons" -ge 8 ] && [ "$mistakes" -eq 0 ]
