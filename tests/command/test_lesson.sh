#!/usr/bin/env bash
# `aras lesson`: a lesson is gone through by a script, left and gone on with; its ledger is believed only whole;
# a class is told of; a damaged file of questions says all that is wrong.
. "$(dirname "$0")/support.sh"

# A shelf with one lesson of four questions, on the model that all tests share.
mkdir -p scenarios/lessons/01-quarrel
cp model.cfg scenarios/lessons/01-quarrel/
cat >scenarios/lessons/01-quarrel/questions.cfg <<'END'
title = "A quarrel"; minutes = 3;
questions = (
  { id = "1"; title = "war"; ask = "In how many of 100 worlds is there war?"; answer = "share";
    command = "run model.cfg reading=hers -n 400"; read = "estimates[outcome=war].probability";
    look = "the row 'war'."; why = "Trust wears out."; },
  { id = "2"; title = "quarrels"; ask = "How many quarrels, on average?"; answer = "number"; unit = "quarrels";
    command = "run model.cfg reading=hers -n 400"; read = "estimates[outcome=quarrels].mean"; why = "0.8 a year."; },
  { id = "3"; title = "his"; ask = "And after his story, war is"; answer = "sign"; beyond = 0.01;
    command = "run model.cfg reading=his -n 400"; against = "run model.cfg reading=hers -n 400";
    read = "estimates[outcome=war].probability"; why = "He is more patient."; },
  { id = "4"; title = "end"; ask = "Which end is most frequent?"; answer = "greatest"; options = (
      { id = "war"; title = "at war"; read = "estimates[outcome=ending][option=at_war].probability"; },
      { id = "peace"; title = "in peace"; read = "estimates[outcome=ending][option=in_peace].probability"; } );
    command = "run model.cfg reading=his -n 400"; why = "Gifts help."; } );
END
fits() {
    awk '{ gsub(/[^ -~]+/, "?") } length($0) > 100 { print; long = 1 } END { exit long }' out >wide ||
        fault "wider than 100 columns: $(head -n 1 wide)"
}

# The list, before anything was done and after.
answers 0 lesson --as anna
prints "01-quarrel"
prints "A quarrel"
keeps_from_printing "done"

# Left after the first prediction: it is locked, and nothing was run.
printf '60\n' >script
answers 0 lesson 1 --as anna --script script -q
prints "Question 1 of 4"
prints "Locked in line 2 of results/lessons/anna.jsonl"
prints "The lesson is left after 0 of 4 questions. Go on with: aras lesson 01-quarrel --as anna"
keeps_from_printing '$ aras run'
keeps_from_printing "In the model"
same "$(wc -l <results/lessons/anna.jsonl)" 2 "lines of the ledger"

# Gone on with: what is locked is not asked again, and both questions of one run are asked before it.
printf '# a comment\n\n2 4 9\n' >script
answers 0 lesson 01 --as anna --script script -q
prints "Your prediction is locked already."
prints '$ aras run scenarios/lessons/01-quarrel/model.cfg reading=hers -n 400'
prints "You said 60 of 100; in the model it is"
prints "Look at the row 'war'."
prints "Why: Trust wears out."
prints "Reading the model costs you"
prints "You said 4 (2 to 9) quarrels; in the model it is"
prints "after 2 of 4 questions"
fits
awk '/Question 2/ { asked = NR } /^\$ aras/ { run = NR } END { exit !(asked && asked < run) }' out ||
    fault "a question is asked when its answer stands there already"
answers 0 lesson --as anna
prints "2 of 4"

# To the end; a choice may be typed by number or word, how sure in the same line or the next.
printf 'more 70\n2\n60\n' >script
answers 0 lesson 01-quarrel --as anna --script script -q
prints "2 of 4 questions are done."
prints "You said 'more', 70 % sure. In the model it is"
prints "THE MODEL"
prints "your mean Brier score is"
prints "How many of 100: you were"
prints "Which one: you were right in"
prints "The seal of your ledger, for your teacher: $(tail -n 1 results/lessons/anna.jsonl | sed 's/.*"hash":"\(.\{16\}\).*/\1/')"
fits
answers 0 lesson 1 --as anna
prints "anna has done this lesson"
prints "THE MODEL"
keeps_from_printing '$ aras'
answers 0 lesson --as anna
prints "done"
answers 0 score results/lessons/anna.jsonl
prints "anna"

# What was played before changes nothing: the worlds of a question are its own.
silently run scenarios/lessons/01-quarrel/model.cfg reading=hers -n 3000 -q
printf '60\n2 4 9\nmore 70\n2 60\n' >script
answers 0 lesson 1 --as ben --script script -q
same "$(grep -c '"entry":"outcome"' results/lessons/ben.jsonl)" 4 "outcomes"
came() { sed -n 's/.*"entry":"outcome".*\("\(shares\|came\)":[^,}]*\).*/\1/p' "$1"; }
same "$(came results/lessons/anna.jsonl)" "$(came results/lessons/ben.jsonl)" "what came"
same "$(sed -n 's/.*"shares":\[\([^]]*\)\],"on".*/\1/p' results/lessons/ben.jsonl | cut -c1-4 | head -n 1)" \
    "$("$aras" run model.cfg reading=hers -n 400 -o fresh -q --json | sed -n '/"outcome": "war"/,/probability_error/s/.*"probability": \(....\).*/\1/p' | head -n 1)" \
    "the share that is entered and that of the run"

# What is typed wrong is said, with the line; nothing is entered by it.
wrong() {
    printf '%s\n' "$1" >script
    answers 2 lesson 1 --as dan --script script -q
    complains "script:1: "
    complains "$2"
    [ ! -s results/lessons/dan.jsonl ] || fault "a wrong answer was entered"
}
wrong 'many' "'many' is no number"
wrong '101' "0 to 100, not 101"
wrong '0.4' "type 40 if that share is meant"
wrong '40 or so' "no more"
printf '40\n5 4\n' >script
answers 2 lesson 1 --as dan --script script -q
complains "script:2: '5 4' cannot be read"
printf '9 4 2\n' >script
answers 2 lesson 1 --as dan --script script -q
complains "ascending order"
printf '3\nmaybe 50\n' >script
answers 2 lesson 1 --as dan --script script -q
complains "'maybe 50' is none of these: 1 more, 2 the same, 3 less"
printf '1 20\n' >script
answers 2 lesson 1 --as dan --script script -q
complains "of 3 answers one has 33 % at least"

# A ledger is one person's, and is believed only as it was written.
answers 2 lesson 1 --as eve --ledger results/lessons/anna.jsonl
complains "is of 'anna', not of 'eve'"
mkdir class
cp results/lessons/anna.jsonl results/lessons/ben.jsonl class/
sed -i 's/"shares":\[0.6,/"shares":[0.5,/' class/ben.jsonl
answers 1 lesson 1 --as ben --ledger class/ben.jsonl
complains "line 2 of the ledger class/ben.jsonl has been changed"
answers 2 score results/lessons/anna.jsonl "$(sed -n '1s/.*"question":"\([^"]*\)".*/\1/p' results/lessons/anna.jsonl)=yes"
complains "its command settles it, and nobody enters what came of it"

# The class: who has done what, who cannot be told from whom; what was changed is left out, and named.
answers 1 lesson --class class
complains "line 2 of the ledger class/ben.jsonl has been changed"
complains "1 ledger was left out"
prints "A class of 1"
printf '70\nq\n' >script
answers 0 lesson 1 --as fay --script script -q
cp results/lessons/*.jsonl class/
answers 0 lesson --class class --all --to class.svg
says_nothing_else
fits
prints "A class of 4: 10 answers to 4 questions of 1 lesson"
prints "too few answers to tell students apart"
prints "01.1"
prints "ONE / OTHER"
prints "Calibration of the class"
prints "TO TALK ABOUT FIRST"
prints "said too many"
prints "in the model it is"
prints "SURE"
prints "prediction is open"
grep -q '^<svg' class.svg || fault "no picture of the calibration"
answers 0 lesson --class class --json
prints '"format": "aras class report 1"'
prints '"options_right": '
prints '"avoidable": '
answers 0 lesson --class class --csv
same "$(wc -l <out)" 11 "lines of the table"
same "$(head -n 1 out | tr -cd , | wc -c)" "$(sed -n 5p out | tr -cd , | wc -c)" "columns"
cp class/anna.jsonl class/zoe.jsonl
answers 2 lesson --class class
complains "are both of 'anna'"
answers 2 lesson --class nowhere
complains "cannot be read from 'nowhere'"
mkdir empty
answers 2 lesson --class empty
complains "there are no ledgers"
answers 2 lesson --class class --to class.svg
complains "are both of 'anna'"
answers 2 lesson --class class --to class.gif
complains "FILE.svg, FILE.pdf or FILE.png, not 'class.gif'"
answers 2 lesson --class class --to nowhere/class.svg
complains "cannot write nowhere/class.svg"
prints_nothing

# What does not go together.
answers 2 lesson 1 --json
complains "go with --class FOLDER"
answers 2 lesson 1 --class class
complains "only -o, --to"
answers 2 lesson 7 --as anna
complains "there is no lesson '7'; there are 01-quarrel"
answers 2 lesson 1 2
complains "write it as: aras lesson"
answers 2 lesson 1 --as a/b
complains "--as NAME"
answers 2 lesson 1 --as fay --script nowhere
complains "cannot be read from 'nowhere'"
(mkdir -p away && cd away && typed="aras lesson" && "$aras" lesson --as anna 2>err >out; grep -q "there are no lessons in scenarios/lessons here" err) ||
    fault "no shelf is not complained of"

# Going on is told so that a shell takes it, with the same ledger; what is locked is not taken back.
printf '10\nq\n' >script
answers 0 lesson 1 --as "O'Hara B" --ledger 'a ledger.jsonl' --script script -q
eval "again=($(sed -n 's/.*Go on with: aras //p' out))"
same "${again[*]}" "lesson 01-quarrel --as O'Hara B --ledger a ledger.jsonl" "what goes on"
if command -v script >/dev/null; then
    printf 'back\n70\nq\n' | TERM=dumb script -qec "'$aras' lesson 1 --as ida" /dev/null >out 2>err
    prints "What is locked stays so"
    prints "Locked in line 2"
fi

# A lesson of one's own, anywhere; and all that is wrong with one, at once.
mkdir own
cp model.cfg own/
sed 's/"A quarrel"/"My own"/' scenarios/lessons/01-quarrel/questions.cfg >own/questions.cfg
printf '10\n' >script
answers 0 lesson ./own --as gus --script script
prints "own: My own"
prints "Go on with: aras lesson ./own --as gus"
sed -e 's/run model.cfg reading=his/rin model.cfg reading=his/' -e 's/answer = "number"/answer = "numbre"/' \
    -e 's/why = "Gifts help."/whi = "Gifts help."/' scenarios/lessons/01-quarrel/questions.cfg >own/questions.cfg
answers 2 lesson ./own --as gus
complains "own/questions.cfg:6: "
complains "did you mean 'number'?"
complains "unknown setting 'whi'"
complains "4 mistakes in the questions"
sed -e 's/run model.cfg reading=his/rin model.cfg reading=his/' -e 's/run model.cfg reading=hers -n 400"; read = "estimates\[outcome=q/verify model.cfg"; read = "estimates[outcome=q/' \
    -e 's/-n 400/-n many/' scenarios/lessons/01-quarrel/questions.cfg >own/questions.cfg
answers 2 lesson ./own --as gus
complains "there is no command 'rin'; did you mean 'run'?"
complains "'verify' cannot settle a question: it has no --json"
complains "-n takes a whole number"

# A question whose place is not in what the command says is a mistake of the lesson, and said so.
sed 's/estimates\[outcome=war\].probability/estimates[outcome=feast].probability/' \
    scenarios/lessons/01-quarrel/questions.cfg >own/questions.cfg
printf '10\n5\n' >script
answers 2 lesson ./own --as hal --script script -q
complains "there is no number at estimates[outcome=feast].probability"
complains "question '1' of ./own/questions.cfg, line 3"
# Without a name in the environment, the system knows whose account it is.
(unset USER LOGNAME; "$aras" lesson >out 2>err </dev/null) || fault "no list without USER"
prints "$(id -un) begins one"

finish
