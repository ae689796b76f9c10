#!/usr/bin/env bash
# What a parameter can be: whatever would take it out of its range is refused where it is
# typed or read, and a world in which a formula takes it out fails and says so.
. "$(dirname "$0")/support.sh"

sed -e 's|{ id = "patience"; value = 2.0;|{ id = "share"; title = "a share"; range = [0.0, 1.0]; prior = "uniform(0.2, 0.6)"; },\
  { id = "wait"; unit = "month"; range = [1, 24]; value = 6; },\
  { id = "width"; range = (0, "none"); value = 1; },\
  { id = "patience"; value = 2.0;|' \
    -e 's|rate = "1 / year"|rate = "(share + width) / wait"|' model.cfg >ranged.cfg
answers 0 check ranged.cfg

# Typed: all at once, each as it was typed and in its own unit; nothing is stored.
answers 2 run ranged.cfg share=1.5 'wait = 5 * 6' 'width=-1' pace=-2 -n 10
complains "command line: in what the scenario sets, 'share=1.5': 1.5 lies outside the range of 'share', 0 .. 1"
complains "'width=-1': -1 lies outside the range of 'width', 0 or more"
complains "'pace=-2': -2 lies outside the range of 'pace', 0 1/year or more"
complains "a time"
complains "aras: 4 mistakes on the command line"
answers 2 run ranged.cfg wait=25 -n 10
complains "25 lies outside the range of 'wait', 1 .. 24 month"
answers 2 run ranged.cfg 'wait = 3 * year' -n 10
complains "'wait = 3 * year': 36 lies outside the range of 'wait', 1 .. 24 month"
answers 2 compare ranged.cfg ranged.cfg share=-0.5 -n 10
complains "-0.5 lies outside the range of 'share', 0 .. 1"
[ ! -e results ] || fault "a value out of its range left a run"

# Points of a design, whichever way they are stated.
answers 2 sweep ranged.cfg share=0..1.25:0.25 -n 10
complains "1.25 lies outside the range of 'share', 0 .. 1"
answers 2 sweep ranged.cfg share=0.5,2 -n 10
complains "2 lies outside the range of 'share', 0 .. 1"
answers 2 sweep ranged.cfg --design lhs:10 share=0..2 wait=1..24 -n 10
complains "2 lies outside the range of 'share', 0 .. 1"
answers 2 sweep ranged.cfg --design sobol:16 'share~normal(0.5, 0.3)' -n 10
complains "draws numbers outside the range of 'share', 0 .. 1; two more numbers truncate"
printf 'share,wait\n0.5,6\n0.9,30\n' >points.csv
answers 2 sweep ranged.cfg --design list:points.csv -n 10
complains "30 lies outside the range of 'wait', 1 .. 24 month"
answers 0 sweep ranged.cfg share=0..1:0.5 wait=1,24 -n 10 -q
answers 0 sweep ranged.cfg --design sobol:16 'share~normal(0.5, 0.3, 0, 1)' -n 10 -q

# Shown.
answers 0 show ranged.cfg
prints "range 0 .. 1"
prints "range 1 .. 24 month"
prints "range 0 or more"
answers 0 help range
prints "What a number can be"

# A scenario's file: what it sets and what it believes.
cat >wrong.cfg <<'SCENARIO'
title = "Too much";
model = "ranged.cfg";
kind = "push";
set = ["wait = 0"];
priors = ( { id = "share"; prior = "normal(0.4, 0.2)"; } );
SCENARIO
answers 2 check wrong.cfg
complains "wrong.cfg:4: in what the scenario sets, 'wait = 0': 0 lies outside the range of 'wait', 1 .. 24 month"
complains "wrong.cfg:5: the prior of 'share' gives numbers from -1.2"
complains "aras: 2 mistakes in wrong.cfg"

# A formula over other parameters is known only where they are drawn: those worlds fail.
sed 's|set = \["patience = 3"\]|set = ["patience = 3", "share = pace * year"]|' ranged.cfg >drawn.cfg
answers 1 run drawn.cfg -n 5000 -q
complains "in what option 'hers' of variant 'reading' sets: 'share' would be"
complains "outside its range, 0 .. 1"

# A fit that would take a rate out of its range is none.
cat >fitted.cfg <<'MODEL'
title = "Two routes";
start = "2024-09-12";
time_unit = "year";
horizon = "5 * year";
sources = ( { id = "T"; author = "A"; title = "made up"; known_by = "2024-01-01"; } );
defaults = { source = "T"; grade = "C"; };
parameters = ( { id = "pace"; unit = "1/year"; rate = 0.8; range = [0, 1]; given = "marginal"; centred = "t0";
    reached = "done"; } );
quantities = ( { id = "done"; truth = true; initial = false; }, { id = "ready"; truth = true; initial = false; } );
events = ( { id = "readies"; when = "not ready"; rate = "1 / year"; effects = ["ready = true"]; },
           { id = "does"; when = "ready and not done"; rate = "pace"; effects = ["done = true"]; } );
outcomes = ( { id = "done"; title = "done"; kind = "happened"; of = "done"; } );
MODEL
answers 2 calibrate fitted.cfg -n 2000 --to fit.cfg -q
complains "the intercept fitted to 'pace' gives numbers from "
complains "outside its range, 0 .. 1 1/year: nothing is written"
[ ! -e fit.cfg ] || fault "a fit out of its range was written"
sed -i 's/range = \[0, 1\]/range = [0, 9]/' fitted.cfg
answers 0 calibrate fitted.cfg -n 2000 --to fit.cfg -q
finish
