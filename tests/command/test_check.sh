#!/usr/bin/env bash
# What `aras check` says of a model without mistakes: what it rests on, what in it does
# nothing, what a trial shows, and what a run will cost.
. "$(dirname "$0")/support.sh"

cat >doubtful.cfg <<'MODEL'
title = "doubtful in many ways";
time_unit = "year";
start = "2024-09-12";
horizon = "5 * year";
sources = (
  { id = "S1"; title = "a source"; known_by = "2024-06-01"; },
  { id = "S2"; title = "a late one"; known_by = "2024-06-01"; published = "2025-01-01"; } );
defaults = { source = "S1"; grade = "D"; };
parameters = (
  { id = "unread"; value = 0.5; grade = "C"; },
  { id = "pace"; rate = 0.5; given = "stage"; centred = "t0"; grade = "B"; } );
quantities = (
  { id = "level"; range = [0.0, 1.0]; initial = 0.5; },
  { id = "idle"; range = [0.0, 1.0]; initial = 0.5; grade = "A"; },
  { id = "phase"; stages = ["war", "peace"]; initial = "war"; } );
drifts = ( { of = "level"; toward = 0.5; half_life = "1 * year"; every = "6 * year"; } );
events = (
  { id = "rise"; rate = "3 * pace"; effects = ["level += 0.4"]; },
  { id = "closed"; when = "false"; rate = "pace"; },
  { id = "nought"; rate = "0 / year"; },
  { id = "late"; at = "2034-01-01"; },
  { id = "beyond"; every = "6 * year"; },
  { id = "vain"; becomes = "1 > 2"; },
  { id = "at_once"; becomes = "2 > 1"; initially = false; },
  { id = "answer"; after = ["closed", "late"]; },
  { id = "echo"; after = "answer"; delay = "1 * month"; },
  { id = "circle"; after = "circle"; },
  { id = "reply"; after = ["closed", "rise"]; },
  { id = "never_yet"; when = "phase == peace"; rate = "pace"; },
  { id = "aged"; rate = "pace"; age = "1 * year"; },
  { id = "asked"; rate = "if(since(asked) > 1 * year, pace, 2 * pace)"; age = "1 * year"; } );
decisions = ( { id = "choice"; actor = "it"; after = "closed"; sharpness = 1;
    options = ( { id = "yes"; }, { id = "no"; } ); } );
actors = ( { id = "it"; }, { id = "other"; } );
demands = ( { id = "threat"; by = "it"; of = "other"; after = "closed";
    stakes = { V_by = 1; V_of = 1; x = 1; K_by = 1; K_of = 1; r_by = 1; a_of = 1;
               sharpness_by = 1; sharpness_of = 1; }; } );
outcomes = ( { id = "rises"; kind = "count"; of = "rise"; } );
MODEL
answers 0 check doubtful.cfg
says_nothing_else
prints "2 actors, 2 parameters, 0 variants,"
prints "1 outcome, 0 tracks"

# What it rests on, by grade; --all names those that are guesses.
grade() { sed -n "s/^ *$1 *\([0-9]*\)  .*/\1/p" out | head -1; }
same "$(grade A) $(grade B) $(grade C)" "1 1 1" "entries graded A, B and C"
prints '`--all` lists those graded C and D'
keeps_from_printing "C  parameter 'unread'"
prints "source S2 was published on 2025-01-01, after the cut-off"
cp out plain
answers 0 check --all doubtful.cfg
prints "C  parameter 'unread'"
prints "D  quantity 'level'"
keeps_from_printing "B  parameter 'pace'"
keeps_from_printing "A  quantity 'idle'"

# What does nothing.
cp plain out
prints "doubtful.cfg:10: nothing reads the parameter 'unread'"
prints "doubtful.cfg:14: nothing reads 'idle'"
prints "doubtful.cfg:15: nothing changes the stage of 'phase'"
prints "doubtful.cfg:16: this drift takes no step: \`every\`, 6, is longer than the horizon, 5"
keeps_from_printing "nothing reads the parameter 'pace'"
keeps_from_printing "nothing reads 'phase'"
keeps_from_printing "nothing reads 'level'x"
prints "doubtful.cfg:30: nothing reads since(aged), so its \`age\` does nothing"
keeps_from_printing "nothing reads since(asked)"

# What can never happen, also because its causes cannot.
for event in closed nought late beyond vain answer echo circle choice choice.yes choice.no \
    threat threat.silent threat.issued threat.enforced; do
    prints "'$event' can never happen"
done
for event in rise at_once reply never_yet aged asked choice.none; do
    keeps_from_printing "'$event' can never happen"
done
prints "doubtful.cfg:29: 'never_yet' did not happen in the trial"
keeps_from_printing "'closed' did not happen in the trial"
keeps_from_printing "'reply' did not happen in the trial"

# The trial, and the cost.
prints "trial     200 worlds"
grep -q "'level' was held back at an end of its range [0-9.]* times in 100 worlds" out ||
    fault "clamps of the trial are not told"
grep -q "^cost      about [0-9.e-]* \(s\|minutes\) of one processor for 10,000 worlds" out ||
    fault "no cost"

# A scenario can make what never happens happen, and the other way round.
answers 0 check doubtful.cfg --force closed@2025-01-01
for event in closed answer echo choice.yes threat.issued; do
    keeps_from_printing "'$event' can never happen"
done
prints "'nought' can never happen"
answers 0 check doubtful.cfg --forbid rise
prints "'rise' can never happen"
prints "'reply' can never happen"

# A model that would never come to an end is told of in time.
sed 's/"3 \* pace"/"1e15 * pace"/' doubtful.cfg >endless.cfg
answers 1 check endless.cfg
prints "trial     1 world,"
prints "given up: a world with more than 10,000,000 events"
grep -q "^cost      more than [0-9.]* \(minutes\|hours\) of" out || fault "no cost of what never ends"

# Resolved: one text, which reads as the same model.
answers 0 check --resolved doubtful.cfg
cp out resolved.cfg
answers 0 check --resolved resolved.cfg
cmp -s out resolved.cfg || fault "a resolved model is resolved into another"
finish
