#!/usr/bin/env bash
# `aras overview` as typed: many scenarios against one, in one table and as CSV; and what
# the table of one run leaves out.
. "$(dirname "$0")/support.sh"

printf 'title = "As it is"; model = "model.cfg"; kind = "baseline"; watch = ["war", "trust"];' >base.cfg
sed 's/"As it is"/"Once more"/' base.cfg >again.cfg

answers 0 overview base.cfg gifts.cfg again.cfg -n 2000 -q --of war,trust,quarrels
prints "=: no world differs"
same "$(grep -cE '^.{101}' out)" 0 "lines beyond 100 columns"
prints "2000 worlds of each scenario, with the same luck as base"
prints "reading = hers"
prints "reading = his"
grep -qE '^gifts +[0-9]+ % \+[0-9]+\* +0\.[0-9]+ -0\.[0-9]+\* +[0-9.]+ =' out ||
    fault "no gifts: more war and less trust, both clear, and as many quarrels"
grep -qE '^again +[0-9]+ % = +0\.[0-9]+ = +[0-9.]+ = *$' out ||
    fault "nothing is changed, and yet something differs"
keeps_from_printing "0.000*"
cp out told
answers 0 overview base.cfg gifts.cfg again.cfg -n 2000 -q --of war,trust,quarrels -j 3
same "$(cat out)" "$(cat told)" "three threads"

# The same numbers as CSV, those of `compare` to the last digit.
answers 0 overview base.cfg gifts.cfg -n 2000 -q --of war,trust --csv
same "$(head -n 1 out)" "scenario,reading,outcome,value,change,low,high" "heading"
same "$(grep -c '^gifts,h' out)" 4 "rows: two readings of two outcomes"
grep -qE '^base,hers,war,0\.[0-9]+,,,$' out || fault "the baseline has a change"
change=$(awk -F, '$1 == "gifts" && $2 == "his" && $3 == "trust" { print $5 }' out)
answers 0 compare base.cfg gifts.cfg -n 2000 -q --json
grep -qF -- "\"difference\": ${change}" out ||
    fault "compare tells no difference $change"

# A change of less than the last digit is neither nothing nor 0.000.
cat >touch.cfg <<'SCENARIO'
title = "A touch"; model = "model.cfg"; kind = "push"; question = "?"; basis = ["T"];
set = ["trust = 0.500001"];
SCENARIO
answers 0 overview base.cfg touch.cfg -n 2000 -q --of mean_trust,war
grep -qE '^touch +0\.[0-9]+ \+0\* ' out || fault "a small change, and a clear one"

# Wrong input.
answers 2 overview base.cfg gifts.cfg --of ending -n 100
complains "'ending' is a category, which has no single number"
answers 2 overview base.cfg gifts.cfg --of wra -n 100
complains "did you mean 'war'?"
answers 2 overview base.cfg

# Of many tracks, and values held at an end, one run tells eight, and how many more.
{
    printf 'title = "Much"; horizon = 10.0;\nquantities = (\n'
    for i in {1..10}; do
        printf '  { id = "q%d"; range = [0.0, 1.0]; initial = 0; }%s\n' "$i" "$([ "$i" = 10 ] || echo ,)"
    done
    printf ');\nevents = (\n'
    for i in {1..10}; do
        printf '  { id = "e%d"; rate = 1; effects = ["q%d += 1"]; }%s\n' "$i" "$i" "$([ "$i" = 10 ] || echo ,)"
    done
    printf ');\noutcomes = ( { id = "o"; kind = "value"; of = "q1"; } );\ntracks = (\n'
    for i in {1..10}; do
        printf '  { id = "t%d"; title = "track %d"; of = "q%d"; every = 5; }%s\n' "$i" "$i" "$i" "$([ "$i" = 10 ] || echo ,)"
    done
    printf ');\n'
} >many.cfg
answers 0 run many.cfg -n 1000 -q
same "$(grep -c '^track ' out)" 8 "tracks shown"
prints "2 more tracks are shown with --all."
same "$(grep -cE '^q[0-9]+ ' out)" 8 "held values shown"
prints "2 more were held less often: --all."
answers 0 run many.cfg -n 1000 -q --all
same "$(grep -c '^track ' out)" 10 "tracks shown with --all"
same "$(grep -cE '^q[0-9]+ +[0-9]' out)" 10 "held values shown with --all"
keeps_from_printing "more tracks"

# What cannot be held against anything, or would be told twice.
answers 2 overview many.cfg many.cfg -n 100 -q
complains "there is no other scenario to hold against many.cfg"
finish
