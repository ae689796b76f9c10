#!/usr/bin/env bash
# aras sensitivity: known answers from whole worlds, what it refuses, and what it says.
. "$(dirname "$0")/support.sh"

# y = strong + 2 strongest + noise, whose standard deviation is 1, and the variant adds 0 or
# 2: variances 1, 4, 1 and 1. Nothing comes of `inert`. `won` has P = 0.2 + 0.4 u.
cat >linear.cfg <<'END'
title = "known shares"; horizon = 2; defaults = { source = "J"; grade = "D"; };
sources = ( { id = "J"; title = "made up"; } );
parameters = ( { id = "strong"; title = "once"; prior = "normal(0, 1)"; },
               { id = "strongest"; title = "twice"; prior = "normal(0, 1)"; },
               { id = "inert"; prior = "normal(0, 1)"; },
               { id = "odds"; prior = "uniform(0.2, 0.6)"; } );
variants = ( { id = "shift"; title = "where it lies"; options = (
               { id = "low"; weight = 0.5; set = ["base = 0"]; },
               { id = "high"; weight = 0.5; set = ["base = 2"]; } ); } );
quantities = ( { id = "base"; range = [0.0, 9.0]; initial = 0; },
               { id = "noise"; range = [-99.0, 99.0]; initial = 0; },
               { id = "lot"; range = [0.0, 1.0]; initial = 1; } );
events = ( { id = "chance"; at = 1; effects = ["noise = normal(0, 1)", "lot = uniform(0, 1)"]; },
           { id = "end"; after = "chance"; delay = "exponential_mean(1)"; } );
outcomes = ( { id = "y"; title = "the sum"; kind = "value"; of = "base + strong + 2 * strongest + noise + 0 * inert"; },
             { id = "won"; title = "won"; kind = "happened"; of = "lot < odds"; },
             { id = "when"; title = "the end"; kind = "time"; of = "happened(end)"; },
             { id = "side"; title = "side"; kind = "category";
               options = ( { id = "right"; when = "noise > 0"; }, { id = "left"; when = "noise <= 0"; }, { id = "other"; } ); } );
END

# near VALUE WANTED TOLERANCE WHAT
near() {
    awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { exit !(a != "" && a - b <= t && b - a <= t) }' ||
        fault "$4: $1 is not within $3 of $2"
}

fits() { ! grep -qE '.{101}' out || fault "a line is longer than 100 columns"; }

# value FACTOR COLUMN: of the CSV in `out`; names may be quoted.
value() {
    tr -d '"' <out | awk -F, -v name="$1" -v column="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $4 == name { print $at[column] }'
}

answers 0 check linear.cfg

# --- the split ----------------------------------------------------------------------------
answers 0 sensitivity linear.cfg --of y -n 4096 --csv -q
says_nothing_else
near "$(value luck first)" 0.1429 0.03 "luck by itself"
near "$(value luck total)" 0.1429 0.02 "luck with others"
near "$(value parameters first)" 0.7143 0.03 "parameters by themselves"
near "$(value variants total)" 0.1429 0.02 "variants with others"
near "$(value parameters of_settled)" 0.8333 0.05 "parameters of what is settled"
mv out one.csv
answers 0 sensitivity linear.cfg --of y -n 4096 --csv -q -j 1
cmp -s out one.csv || fault "one thread gives other numbers"

# Another outcome is asked of the same worlds; cut short, the same command goes on.
rm results/*/blocks/*2.blk
answers 0 sensitivity linear.cfg --of y -n 4096 --csv -q
cmp -s out one.csv || fault "after an interruption there are other numbers"
answers 0 log
prints "sweep of 20480 points"

# --- inputs apart, inert ones included -----------------------------------------------------
answers 0 sensitivity linear.cfg --of y --method sobol --csv -q
near "$(value strongest first)" 0.5714 0.04 "the strongest by itself"
near "$(value strong total)" 0.1429 0.02 "the strong with others"
same "$(value inert total)" 0 "an inert input with others"
same "$(value inert first)" 0 "an inert input by itself"
same "$(value strongest place)" 1 "the place of the strongest"
same "$(value odds total)" 0 "what another outcome hangs on"
answers 0 sensitivity linear.cfg --of won --method sobol --inputs odds,inert --csv -q
near "$(value odds first)" 0.0556 0.04 "odds: 0.01333 of 0.24"
same "$(value inert total)" 0 "an inert input of a yes or no"
prints 'others'

# --- trajectories ---------------------------------------------------------------------------
answers 0 sensitivity linear.cfg --of y --method morris --csv -q
# Between the 1st and 5th, 2nd and 6th ... eighths of a normal: 1.1503 or 0.8064 or so.
near "$(value strong mean)" "$(awk -v m="$(value strongest mean)" 'BEGIN { print m / 2 }')" 0.03 "once and twice"
near "$(value shift size)" 2 0.000001 "a step of the variant"
same "$(value shift mean)" "" "a direction of a variant"
same "$(value inert size)" 0 "a step of an inert input"
same "$(value strongest place)-$(value shift place)-$(value strong place)" 1-2-3 "places"

# --- from runs of any kind -------------------------------------------------------------------
answers 0 sensitivity linear.cfg --of y --method regression -n 4000 --csv -q -o runs
near "$(value strongest slope)" 0.7559 0.03 "the slope of the strongest, 2 / sqrt(7)"
near "$(value strong slope)" 0.3780 0.03 "the slope of the strong, 1 / sqrt(7)"
near "$(value shift adds_to_r2)" 0.1429 0.03 "the share of the variant"
near "$(value inert slope)" 0 0.03 "the slope of an inert input"
answers 0 sensitivity "$(stored runs)" --of y --method pawn --csv -q
awk -F, '{ gsub("\"", "") } $4 == "inert" && $5 > $9 || $4 == "odds" && $5 > $10 { exit 1 }' out ||
    fault "an inert input passes the threshold"
awk -F, '{ gsub("\"", "") } $4 ~ /^(strong|strongest|shift)$/ && $5 <= $10 { exit 1 }' out ||
    fault "an active input does not pass the threshold"
answers 0 sensitivity "$(stored runs)" --of won --method pawn -q
prints "PAWN on 4000 parameter sets"
fits
prints "odds"
answers 0 sensitivity "$(stored runs)" --of y -n 64 -q
prints "split of the variance from 64 rows of 5 worlds"
fits

# --- what can be asked ------------------------------------------------------------------------
answers 0 sensitivity linear.cfg -n 64 -q
prints "the sum"
prints "the end: time until then, at most the horizon"
keeps_from_printing "side"
answers 0 sensitivity linear.cfg -n 64 -q --of side=left,when=reached
prints "side: left"
prints "the end: whether by the horizon"
answers 0 sensitivity linear.cfg -n 64 -q --of y shift=low
keeps_from_printing "variants "
prints "rows of 4 worlds"
answers 0 sensitivity linear.cfg -n 64 -q --of y strong=0 strongest=0 inert=0 odds=0.5
keeps_from_printing "  parameters"
fits
answers 0 sensitivity linear.cfg -n 64 -q --of won --method sobol --ascii
LC_ALL=C grep -q '[^ -~]' out && fault "a sign that is not ASCII"
prints "PLACE"
fits
answers 0 sensitivity linear.cfg -n 64 -q --of won --json
prints '"format": "aras sensitivity report 1"'
prints '"settled_interval"'

# --- what cannot --------------------------------------------------------------------------------
answers 2 sensitivity
complains "write it as: aras sensitivity SCENARIO|RUN"
answers 2 sensitivity linear.cfg --method sobl
complains "did you mean 'sobol'"
answers 0 sensitivity linear.cfg -n 64 -q --of side=right --csv
cp out one
answers 0 sensitivity linear.cfg -n 64 -q --of 'side == right' --csv
same "$(cat out)" "$(cat one)" "two equal signs instead of one"
answers 2 sensitivity linear.cfg --of yy
complains "there is no outcome 'yy'"
answers 2 sensitivity linear.cfg --of side
complains "ask for one of its options, such as 'side=right'"
answers 2 sensitivity linear.cfg --of y=2
complains "'y' is no category"
answers 2 sensitivity linear.cfg --method morris
complains "--method morris is about one outcome"
answers 2 sensitivity linear.cfg --method pawn --of y,won
complains "--method pawn is about one outcome, and --of names 2: ask for one after the other"
answers 2 sensitivity linear.cfg --of y,won,y
complains "'y' is named twice"
answers 2 sensitivity linear.cfg --of y --inputs strong
complains "--method sobol"
answers 2 sensitivity linear.cfg --of y --method sobol --inputs stron
complains "did you mean 'strong'"
answers 2 sensitivity linear.cfg --of y -n 5
complains "at least 10 rows, got 5"
answers 2 sensitivity linear.cfg --of y --method morris -n 2
complains "at least 4 trajectories, got 2"
answers 2 sensitivity linear.cfg --of y --central
complains "no option '--central'"
answers 2 sensitivity linear.cfg --of y strong=0 strongest=0 inert=0 odds=0.5 shift=low
complains "nothing is drawn here"
answers 2 sensitivity linear.cfg --of y --method regression -n 15 -q
complains "at least 20 are needed"
answers 2 sensitivity "$(stored runs)" --of y --method pawn -n 100
complains "is a stored run"
answers 0 run linear.cfg --central -n 100 -q -o central
answers 2 sensitivity "$(stored central)" --of y
complains "at their medians"

finish
