#!/usr/bin/env bash
# `aras leverage` as typed.
. "$(dirname "$0")/support.sh"
lesson=$top/models/tutorial/13-demands.cfg

# A named issue, in either order of words.
answers 0 leverage "$lesson" lowland over upland --on water -q -n 400
prints "lies beyond it: a later stage, a number further that way."
prints "Lowland over Upland, water. Act: Lowland demands more water, or sells no grain."
prints "A acts on 2025-12-31; what B does is watched until 2028-01-01"
prints "LEVERAGE"
prints "BELIEVED"
says_nothing_else
cp out told
answers 0 leverage lowland over upland "$lesson" --on water -q -n 400 -j 3
same "$(cat out)" "$(cat told)" "the scenario last, three threads"
answers 0 leverage "$lesson" --on water -q -n 400
same "$(cat out)" "$(cat told)" "the issue alone"

# Moments, and what is wrong with them.
answers 0 leverage "$lesson" --on red_line -q -n 200 --at '1 * year, 2026-06-01' --within '6 * month' --ascii
prints "A acts on 2024-12-31; what B does is watched until 2025-07-01"
prints "A acts on 2026-06-01"
keeps_from_printing "±"
answers 2 leverage "$lesson" --on water -q --at 2033-12-01
complains "ends after the horizon"
answers 2 leverage "$lesson" --on water -q --within 0
complains "--within takes a time of more than 0, got '0'"

# For programs: a row for each choice; the parts add up.
answers 0 leverage "$lesson" --all -q -n 400 --csv
same "$(awk -F, '{ print NF }' out | sort -u | wc -l)" 1 "numbers of fields"
same "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    NR > 1 { d = $at["acts"] - $at["silent"] - $at["leverage"] - $at["by_force"]
             print (d < 1e-9 && d > -1e-9) }' out | sort -u)" 1 "acts less silent"
answers 0 leverage "$lesson" --all -q -n 400 --json
prints '"format": "aras leverage report 1"'
prints '"kind": "line"'

# All issues, and the matrix; within 100 columns.
answers 0 leverage "$lesson" --all -q -n 400 --ascii
prints 'A \ B    upland  lowland'
same "$(awk 'length > 100' out)" "" "lines beyond 100 columns"

# Acts: what B weighs when it answers, and where that and the index disagree.
cat > acts.cfg <<'MODEL'
title = "Two who act"; horizon = 5; sources = ( { id = "S"; title = "a test"; known_by = "2024-01-01"; } );
defaults = { source = "S"; grade = "D"; };
actors = ( { id = "pia"; name = "Pia"; }, { id = "quinn"; name = "Quinn"; }, { id = "roe"; name = "Roe"; } );
channels = ( { id = "post"; kind = "tie"; } );
needs = ( { of = "quinn"; channel = "post"; importance = 1.0; } );
ties = ( { of = "quinn"; on = "pia"; channel = "post"; strength = 1; } );
events = ( { id = "step"; title = "a step"; actors = ["pia"]; rate = 1; },
           { id = "leap"; title = "a leap"; actors = ["roe"]; rate = 1; } );
decisions = (
  { id = "to_pia"; actor = "quinn"; after = "step"; sharpness = 1; options = (
    { id = "no"; title = "nothing"; status_quo = true;
      considerations = ( { of = "dependence[quinn, pia]"; weight = 1; } ); },
    { id = "yes"; title = "a yes"; considerations = ( { of = 0; weight = 1; } ); } ); },
  { id = "to_roe"; actor = "quinn"; after = "leap"; sharpness = 1; options = (
    { id = "no"; title = "nothing"; status_quo = true; considerations = ( { of = 0; weight = 1; } ); },
    { id = "yes"; title = "a yes"; considerations = ( { of = 1; weight = 1; } ); } ); } );
outcomes = ( { id = "weight"; title = "Pia's weight"; kind = "value"; of = "influence[pia]"; } );
MODEL
answers 0 leverage acts.cfg --all -q -n 3000 --within 0.1 --ascii
prints "#  ACT             DECIDES  CALLED  CHANCE  CERTAIN  COSTLESS  CAPTIVE   TIES  PLACES"
prints "1  Pia over Quinn    100 %"
prints "-23.1   2 / 1"
prints "2  Roe over Quinn    100 %"
prints 'Pia over Quinn: "a yes" after "a step" (all worlds): place 2 of 2 by leverage, 1 by net index. It'
prints "Quinn's dependence on Pia speaks against it (-23.1"
prints "Quinn's dependence on Roe, which is what the index"
says_nothing_else
same "$(awk 'length > 100' out)" "" "lines beyond 100 columns"
answers 0 leverage acts.cfg pia over quinn -q -n 300
prints '"a yes"'
answers 0 leverage acts.cfg --all -q -n 300 --csv
same "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    NR > 1 { d = $at["called"] + $at["shifted"] - $at["leverage"]
             print (d < 1e-9 && d > -1e-9) }' out | sort -u)" 1 "called and shifted make up leverage"
answers 0 leverage acts.cfg --all -q -n 300 --json
prints '"by_dependence"'

# A stored run has its own seed and groups.
answers 0 run "$lesson" -n 100 --seed 7 -q
answers 0 leverage "$(stored results)" --on water -n 100 -q
prints "100 worlds, seed 7"

# What cannot be asked.
answers 2 leverage "$lesson" -q
complains "say whose leverage: 'A over B'"
answers 2 leverage "$lesson" lowlands over upland -q
complains "there is no actor 'lowlands'; did you mean 'lowland'?"
answers 2 leverage "$lesson" upland over lowland -q
complains "upland over lowland: there is no such issue; demands are water, red_line"
answers 2 leverage "$lesson" --on wine -q
complains "on 'wine': there is no such issue"
answers 2 leverage "$lesson" lowland upland -q
finish
