#!/usr/bin/env bash
# A file that cannot be written is told before the work, and what was worked out all the
# same is not lost.
. "$(dirname "$0")/support.sh"

cat >dam.cfg <<'MODEL'
title = "What Lowland does about the dam";
time_unit = "year"; start = "2024-01-01"; horizon = "3 * year";
sources = ( { id = "T"; title = "made up"; known_by = "2023-01-01"; } );
defaults = { source = "T"; grade = "D"; };
actors = ( { id = "lowland"; name = "Lowland"; } );
parameters = ( { id = "pace"; unit = "1/year"; rate = 0.8; given = "marginal"; centred = "t0"; reached = "share > 0.6"; } );
quantities = ( { id = "share"; range = [0.0, 1.0]; initial = 0.5; } );
events = ( { id = "flood"; rate = "pace"; effects = ["share += 0.2"]; } );
decisions = ( { id = "answer"; title = "Lowland answers"; actor = "lowland"; every = "1 * year"; from = "6 * month"; sharpness = 1;
    options = ( { id = "accept"; status_quo = true; }, { id = "bargain"; effects = ["share += 0.2"]; } ); } );
outcomes = ( { id = "water"; title = "water for Lowland"; kind = "value"; of = "share"; },
    { id = "wet"; title = "water enough"; kind = "happened"; of = "share > 0.6"; } );
preferences = ( { of = "lowland"; outcome = "water"; weight = 1; range = [0.0, 1.0]; } );
MODEL
printf 'bargain\naccept\nbargain\n' >script
answers 0 run dam.cfg -n 400 -q -o here
run=$(stored here)
mkdir folder

# Before anything is played, drawn, fitted or read.
refused_at_once() {
    answers 2 "$@"
    prints_nothing
}
for file in nowhere/file folder; do
    reason=$([ $file = folder ] && echo "Is a directory" || echo "No such file or directory")
    for to in --to -o; do
        refused_at_once play dam.cfg --as lowland --script script $to $file -q
        complains "aras: cannot write $file: $reason"
    done
    refused_at_once report dam.cfg -n 200 -o $file
    complains "aras: cannot write $file: $reason"
    refused_at_once figure dam.cfg --kind icons --of wet -n 200 -o $file
    complains "aras: cannot write $file: $reason"
    refused_at_once export "$run" --to $file
    complains "aras: cannot write $file: $reason"
    refused_at_once calibrate dam.cfg --to $file
    complains "aras: cannot write $file: $reason"
    grep -q "^round" err && fault "a rate was fitted for nothing"
done
[ ! -e results ] || fault "a run was played for a page that cannot be written"
mkdir none
typed="aras figure without rsvg-convert"
PATH=$place/none "$aras" figure dam.cfg --kind icons --of wet -n 200 -o icons.pdf >out 2>err </dev/null
same $? 2 "the exit code without rsvg-convert"
complains "which is not installed"
[ ! -e results ] || fault "a run was played for a picture that cannot be made"

# What is tried leaves nothing behind, and touches nothing that is there.
answers 0 figure "$run" --kind icons --of wet -o icons.svg
same "$(ls icons.svg*)" icons.svg "what stands beside a figure"
cp -r "$run" damaged
echo x >>"$(find damaged -name '*.blk' | head -n 1)"
answers 2 export damaged --to nowhere/file
complains "aras: cannot write nowhere/file: No such file or directory"
cp icons.svg there
answers 1 export damaged --to there
cmp -s icons.svg there || fault "a file was touched by an export that failed"
same "$(ls there*)" there "what stands beside a file after an export that failed"

# No other file takes the place of a pipe.
mkfifo pipe
timeout 20 cat pipe >through &
answers 0 figure "$run" --kind icons --of wet -o pipe
wait $!
grep -q "</svg>" through || fault "nothing came through the pipe"
[ -p pipe ] || fault "a file took the place of a pipe"

# The folder goes while the game is played: the game and its page are put elsewhere.
# played_in_a_folder_that_goes GAME WHAT-IS-TYPED
played_in_a_folder_that_goes() {
    mkdir gone temporary
    mkfifo answers
    typed="aras play $*"
    local game=$1
    shift
    TMPDIR=$place/temporary "$aras" play dam.cfg --as lowland --script answers --to "$game" "$@" -n 5 -q >out 2>err </dev/null &
    local playing=$!
    exec 3<>answers # for writing alone it would wait for a program that may have ended
    echo bargain >&3
    for _ in $(seq 600); do [ -e "$game" ] && break; sleep 0.05; done
    [ -e "$game" ] || fault "the game is not kept after its first turn"
    rm -r gone
    printf 'accept\nbargain\n' >&3
    exec 3>&-
    wait $playing
    same $? 2 "the exit code of a game that could not be kept where it should"
    rm answers
}
played_in_a_folder_that_goes gone/kept.game
complains "aras: cannot write gone/kept.game: No such file or directory"
same "$(grep -c 'aras: note: the game goes on, and is kept as soon as it can be' err)" 1 "how often it is told that the game goes on"
prints "OVER 5 WORLDS"
keeps_from_printing "The game is kept"
kept=$(sed -n 's/^aras: what was to be written there is in //p' err)
answers 0 play --replay "$kept" -n 5 -q
same "$(grep '^> ' out | tr '\n' ' ')" "> bargain > accept > bargain " "the game that was put elsewhere"
rm -r temporary

played_in_a_folder_that_goes kept.game -o gone/page.html
complains "aras: cannot write gone/page.html: No such file or directory"
is_page "$(sed -n 's/^aras: what was to be written there is in //p' err)" 0 200000
prints "The game is kept: aras play --replay kept.game"
answers 0 play --replay kept.game -n 5 -q -o page.html
finish
