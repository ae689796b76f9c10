#!/usr/bin/env bash
# The keys of the lessons hold: each answers.cfg is judged by what the program says now. That the
# judge can say no is tried first, on answers which are wrong.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(readlink -f "${ARAS:?the path of the program}")
judge=$(readlink -f "${ANSWERS:?the path of the judge}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export LC_ALL=C.UTF-8

# 1 - e^-1 is 0.632, and 1,000 worlds tell it to a few hundredths: these seven are wrong.
cat >"$place/wrong.cfg" <<'END'
answers = (
  { task = "number"; command = "run models/tutorial/01-event.cfg -n 1000";
    read = "estimates[outcome=quarrelled].probability"; number = 0.5; tolerance = 0.05; why = "-"; },
  { task = "sign"; command = "run models/tutorial/01-event.cfg -n 1000";
    read = "estimates[outcome=quarrelled].probability"; sign = "-"; why = "-"; },
  { task = "order"; command = "run models/tutorial/01-event.cfg -n 1000";
    order = ["estimates[0].probability", "estimates[0].probability"]; gap = 0.01; why = "-"; },
  { task = "text"; command = "run models/tutorial/01-event.cfg -n 1000";
    read = "title"; text = "A feast"; why = "-"; },
  { task = "path"; command = "run models/tutorial/01-event.cfg -n 1000";
    read = "estimates[outcome=feast].probability"; sign = "+"; why = "-"; },
  { task = "why"; command = "run models/tutorial/01-event.cfg -n 1000";
    read = "estimates[outcome=quarrelled].probability"; sign = "+"; },
  { task = "command"; command = "run nowhere.cfg"; read = "title"; text = "A feast"; why = "-"; }
);
END
"$judge" "$program" "$root" "$place/results" "$place/wrong.cfg" >"$place/said" 2>/dev/null
found=$(wc -l <"$place/said")
if [ "$found" -ne 7 ]; then
    echo "the judge finds $found of 7 wrong answers:"
    cat "$place/said"
    exit 1
fi

wrong=0
for file in "$root"/scenarios/lessons/*/answers.cfg; do
    rm -rf "$place/results"
    "$judge" "$program" "$root" "$place/results" "$file" || wrong=$((wrong + 1))
done
echo "$wrong lessons with wrong answers"
[ "$wrong" -eq 0 ]
