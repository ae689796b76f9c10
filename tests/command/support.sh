#!/usr/bin/env bash
# What the tests of the program as typed share: a folder of their own to work in, a small
# model, and sentences. A test is a line such as
#
#     answers 2 run nowhere.cfg
#     complains "there is no file 'nowhere.cfg'"
#
# and ends with `finish`.

set -u
export LC_ALL=C.UTF-8
unset NO_COLOR TERM
aras=$(readlink -f "$ARAS")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
place=$(mktemp -d)
trap 'chmod -R u+w "$place" 2>/dev/null; rm -rf "$place"' EXIT
cd "$place" || exit 1
mistakes=0
typed=

fault() {
    mistakes=$((mistakes + 1))
    printf 'line %s: after: %s\n  %s\n' "${BASH_LINENO[1]}" "$typed" "$1"
    head -n 12 out err 2>/dev/null | sed 's/^/    /'
}

# Runs the program; its answer lies in `out` and `err`.
answers() {
    local wanted=$1 got
    shift
    typed="aras $*"
    "$aras" "$@" >out 2>err </dev/null
    got=$?
    [ "$got" = "$wanted" ] || fault "exit code $got, not $wanted"
}

# The same without judging the exit code.
silently() {
    typed="aras $*"
    "$aras" "$@" >out 2>err </dev/null
}

prints() { grep -qF -e "$1" out || fault "standard output does not say: $1"; }
keeps_from_printing() { ! grep -qF -e "$1" out || fault "standard output says: $1"; }
complains() { grep -qF -e "$1" err || fault "standard error does not say: $1"; }
says_nothing_else() { [ ! -s err ] || fault "standard error is not empty"; }
prints_nothing() { [ ! -s out ] || fault "standard output is not empty"; }
same() { [ "$1" = "$2" ] || fault "$3: '$1' is not '$2'"; }
differ() { [ "$1" != "$2" ] || fault "$3: both are '$1'"; }

# is_page FILE FIGURES CHARACTERS: well-formed, so many figures at least, not longer.
is_page() { python3 "$top/tests/support/page.py" "$@" >wrong 2>&1 || fault "$1: $(head -n 5 wrong)"; }
says() { grep -qF -e "$2" "$1" || fault "$1 does not say: $2"; }

# The one run that is stored in a folder of results.
stored() { echo "$1"/*-????????; }

# What the blocks below a folder of results hold.
bits() { (cd "$1" && find . -name '*.blk' -exec sha256sum {} + | sort -k 2 | sha256sum); }

finish() {
    [ "$mistakes" = 0 ] || { echo "$mistakes mistakes"; exit 1; }
    exit 0
}

# A model with all kinds of outcomes, quick to play.
cat >model.cfg <<'MODEL'
title = "A quarrel of two neighbours";
start = "2024-09-12";
time_unit = "year";
horizon = "5 * year";
sources = ( { id = "T"; author = "A"; title = "made up"; known_by = "2024-01-01"; } );
defaults = { source = "T"; grade = "C"; };
actors = ( { id = "pia"; name = "Pia"; }, { id = "quinn"; name = "Quinn"; } );
parameters = (
  { id = "pace"; title = "quarrels a year"; unit = "1/year"; rate = 0.8; interval = [0.4, 1.6]; holds = 0.8; given = "stage"; centred = "t0"; },
  { id = "patience"; value = 2.0; interval = [1.0, 4.0]; holds = 0.8; }
);
variants = ( { id = "reading"; title = "whose story"; options = (
  { id = "hers"; title = "hers"; weight = 0.5; set = ["patience = 3"]; },
  { id = "his"; title = "his"; weight = 0.5; set = ["patience = 1.5"]; } ); } );
quantities = (
  { id = "trust"; range = [0.0, 1.0]; initial = 0.5; },
  { id = "mood"; stages = ["calm", "cold", "war"]; initial = "calm"; }
);
events = (
  { id = "quarrel"; title = "a quarrel"; rate = "pace"; effects = ["trust -= 0.1 * uniform(0, patience)", "mood = if(trust < 0.2, war, cold)"]; },
  { id = "gift"; title = "a gift"; rate = "1 / year"; effects = ["trust += 0.1", "mood = calm"]; }
);
outcomes = (
  { id = "war"; title = "war"; kind = "happened"; of = "mood == war"; margin = 0.02; },
  { id = "war_when"; title = "war comes"; kind = "time"; of = "mood == war"; },
  { id = "trust"; title = "trust at the end"; kind = "value"; of = "trust"; },
  { id = "mean_trust"; title = "trust on the way"; kind = "mean"; of = "trust"; },
  { id = "quarrels"; title = "quarrels"; kind = "count"; of = "quarrel"; },
  { id = "ending"; title = "how it ends"; kind = "category"; options = (
    { id = "at_war"; when = "mood == war"; }, { id = "in_peace"; when = "mood == calm"; }, { id = "other"; } ); }
);
tracks = ( { id = "trust"; title = "trust"; of = "trust"; every = "1 * year"; } );
MODEL
cat >gifts.cfg <<'SCENARIO'
title = "No gifts";
model = "model.cfg";
kind = "push";
question = "What do gifts do?";
basis = ["T"];
forbid = ["gift"];
watch = ["war", "trust"];
SCENARIO

# A model whose worlds take their time: a thousand events each.
sed 's|rate = "1 / year"|rate = "300 / year"|' model.cfg >slow.cfg

# A model of whose worlds one in four or so fails.
sed -e 's|{ id = "trust"; range|{ id = "n"; whole = true; range = [0.0, 9.0]; initial = 1; }, { id = "trust"; range|' \
    -e 's|^events = (|events = ( { id = "slip"; title = "a slip"; rate = "0.06 / year"; effects = ["n += n / 2"]; },|' \
    model.cfg >failing.cfg
