#!/usr/bin/env bash
# Predictions are written down before the event, cannot be changed, and are scored.
. "$(dirname "$0")/support.sh"

sed 's|horizon = "5 \* year"|horizon = "500 * year"|' model.cfg >far.cfg

# --- a person, of an outcome of a scenario ---
answers 0 predict far.cfg --of war --says 30% --by Ann
prints "entered in results/predictions.jsonl"
prints "far.war@2524-09-16"
prints "war by 2524-09-16"
prints "Ann: 30 %"
answers 0 predict far.cfg --of war --says 0.6 --by Ben --ledger results/predictions.jsonl
answers 0 predict far.cfg --of ending --says at_war=20%,in_peace=0.5,other=0.3 --by Ann
prints "at_war 20 %, in_peace 50 %, other 30 %"
answers 0 predict far.cfg --of trust --says 10%=0.1,50%=0.4,90%=0.8 --by Ann --note "old friends"
ledger=results/predictions.jsonl
same "$(wc -l <$ledger)" 7 "lines of the ledger"
same "$(grep -c '"question":"far.war@2524-09-16","text"' $ledger)" 1 "times that the question was asked"
grep -q '"now":"no"' $ledger || fault "what is so now is not in the ledger"
grep -q '"now":"0.5"' $ledger || fault "what trust is now is not in the ledger"
grep -q '"now":"in_peace"' $ledger || fault "what the mood is now is not in the ledger"
grep -q '"note":"old friends"' $ledger || fault "the note is not in the ledger"

answers 2 predict far.cfg --of war --says 30%
complains "whose prediction is it? --by NAME"
answers 2 predict far.cfg --says 30% --by Ann
complains "of which outcome, or question? --of NAME"
answers 2 predict far.cfg --of wra --says 30% --by Ann
complains "did you mean 'war'?"
answers 2 predict far.cfg --of war --says 30 --by Ann
complains "a probability is from 0 to 1, or from 0% to 100%, got '30'"
answers 2 predict far.cfg --of war --says nan --by Ann
complains "is no prediction"
answers 2 predict far.cfg --of war --says 10%=1,90%=2 --by Ann
complains "asks for a probability, not for quantiles"
answers 2 predict far.cfg --of trust --says 0.3 --by Ann
complains "asks for a number: say quantiles"
answers 2 predict far.cfg --of trust --says 50%=0.3,10%=0.4 --by Ann
complains "10 % does not belong behind 50 %"
answers 2 predict far.cfg --of ending --says 30% --by Ann
complains "has 3 options, each of which needs a probability"
answers 2 predict far.cfg --of ending --says at_war=0.5,in_peace=0.6 --by Ann
complains "what is the probability of 'other'?"
answers 2 predict far.cfg --of ending --says at_war=0.5,in_peace=0.6,other=0 --by Ann
complains "sum to 1.1, not to 1"
answers 2 predict far.cfg --of ending --says at_wra=0.5 --by Ann
complains "did you mean 'at_war'?"
answers 2 predict far.cfg --of war --says 30% --by Ann --about moon
complains "--about takes 'world' or 'model'"
answers 2 predict far.cfg --of war --says 30% --by Ann --closes 2026-12-31
complains "for questions that no scenario asks"
answers 2 predict model.cfg --of war --says 30% --by Ann horizon="1 * month"
complains "has closed on 2024-10-12"
answers 2 predict "$top/models/tutorial/01-event.cfg" --of quarrelled --says 30% --by Ann --about world
complains "this model has no dates"
same "$(wc -l <$ledger)" 7 "lines of the ledger after mistakes"

# --- a question that no scenario asks ---
answers 2 predict --of treaty --says 40% --by Ann
complains "has no question 'treaty'. A new one needs --question and --closes"
answers 2 predict --of treaty --question "Is there a treaty?" --says 40% --by Ann
complains "needs a day on which it closes"
answers 0 predict --of treaty --question "Is there a treaty?" --closes 2999-12-31 \
    --says 40% --by Ann --reference 25% --now no
answers 0 predict --of treaty --says 70% --by Ben
answers 2 predict --of treaty --question "Is there peace?" --closes 2999-12-31 --says 40% --by Ben
complains "with a difference in its text"
answers 0 predict --of stage --question "Which stage?" --closes 2999-12-31 --ordered \
    --says war=10%,truce=30%,peace=60% --by Ann
answers 2 predict --of stage --says peace=1 --by Ben
complains "what is the probability of 'war'?"
answers 0 predict --of stage --says peace=0.2,truce=0.3,war=0.5 --by Ben
prints "war 50 %, truce 30 %, peace 20 %"

# --- a run: one prediction for each reading ---
answers 2 predict far.cfg
complains "there is no stored run 'far.cfg'"
answers 2 predict
complains "what is predicted?"
answers 0 run gifts.cfg horizon="500 * year" -n 800 -q
run=$(basename "$(stored results)")
answers 0 predict "$run" --by engine
prints "engine hers"
prints "engine his"
prints "gifts.war@2524-09-16"
prints "gifts.trust@2524-09-16"
same "$(grep -c '"by":"engine ' $ledger)" 4 "predictions of the run"
answers 0 predict "$run" --of ending
prints "$run hers"
answers 2 predict "$run" --now no
complains "a run's own predictions are of the world"

# --- what came is entered, once it can have come ---
answers 0 score
prints "About the world: 8 questions, 0 settled, 8 open"
answers 2 score treaty=maybe
complains "one of 'yes', 'no', or 'void'"
answers 2 score traety=yes
complains "did you mean 'treaty'?"
answers 2 score far.war@2524-09-16=no
complains "it may still become yes until 2524-09-16"
answers 2 score far.trust@2524-09-16=0.4
complains "it is open until 2524-09-16"
answers 2 score treaty=yes --on 2020-01-01
complains "before it was asked"
answers 2 score --on 2020-01-01
complains "the day on which the outcome was known"
answers 0 score treaty=yes stage=truce far.war@2524-09-16=yes --all
prints "3 settled"
prints "Is there a treaty?"
prints "too few questions to tell these forecasters apart"
prints "Nobody has 10 plain questions settled"
answers 2 predict --of treaty --says 99% --by Ben
complains "it cannot be predicted any more"

# Ann: 0.4, 0.3 that yes came; war 0.1, truce 0.3, peace 0.6 where truce came.
answers 0 score --csv
same "$(awk -F, '$2 == "treaty" && $3 == "Ann" { print $5 }' out)" 0.35999999999999999 "Brier of 0.4"
same "$(awk -F, '$2 == "stage" && $3 == "Ann" { printf "%.4f %.4f", $5, $9 }' out)" \
    "0.4300 0.1850" "Brier and ranked score of stages"
answers 0 score --json
python3 - <<'PYTHON' || fault "the JSON is not what it should be"
import json
report = json.load(open("out"))
world = report["scorings"][0]
assert report["format"] == "aras score report 1" and world["about"] == "world"
assert world["settled"] == 3 and world["base_rate"] == 1.0
ann = [f for f in world["forecasters"] if f["by"] == "Ann"][0]
assert ann["questions"] == 3
assert abs(ann["brier"] - (0.36 + 0.49 + 0.43) / 3) < 1e-12
assert abs(ann["skill"]["reference_class"] - (1 - 0.36 / 0.5625)) < 1e-12
assert ann["skill"]["reference_class_questions"] == 1
assert [p for p in world["pairs"] if {p["a"], p["b"]} == {"Ann", "Ben"}][0]["interval"] == [None, None]
PYTHON

# A correction is a line more; void takes the question out.
answers 0 score treaty=void
prints "2 settled, 5 open, 1 void"
answers 0 score treaty=yes

# --- what came, from a file ---
printf 'question,outcome,date,reference\ntreaty,no,2999-01-01,0.9\n' >came.csv
answers 0 score --observed came.csv --csv
same "$(awk -F, '$2 == "treaty" && $3 == "Ann" { printf "%.2f %.2f", $5, $13 }' out)" "0.16 0.81" \
    "scores of the file's outcome"
printf 'question,outcome,date\ntreaty,nan,2999-01-01\ntraety,no,2999-01-01\ntreaty,no,1999-01-01\n' >came.csv
answers 2 score --observed came.csv
complains "came.csv:2: what came of 'treaty' is one of"
complains "came.csv:3: the ledger has no question 'traety'; did you mean 'treaty'?"
complains "came.csv:4: the outcome of 'treaty' was known on 1999-01-01, before it was asked"
answers 2 score --observed nowhere.csv
complains "cannot read nowhere.csv"

# --- reading a model is another thing, and its run settles it ---
answers 2 predict far.cfg --of war --says 30% --by Ann --about model --ledger class.jsonl
complains "rival readings (reading=hers, his, ...)"
for by in Ann:30% Ben:80%; do
    answers 0 predict model.cfg reading=his --of war --says ${by#*:} --by ${by%:*} --about model \
        --ledger class.jsonl
done
answers 0 predict model.cfg reading=his --of trust --says 25%=0.2,75%=0.8 --by Ann --about model \
    --ledger class.jsonl
answers 0 score class.jsonl
prints "About models: 2 questions, 0 settled, 2 not played yet"
answers 0 run model.cfg reading=his -n 400 -q
answers 0 score class.jsonl
prints "About models: 2 questions, 2 settled, 0 not played yet"
prints "It says nothing of how well they, or it, foretell."
keeps_from_printing "CLIMATOLOGY"
share=$("$aras" run model.cfg reading=his -n 400 -q --json |
    python3 -c 'import json, sys; print([e["probability"] for e in json.load(sys.stdin)["estimates"] if e["outcome"] == "war"][0])')
answers 0 score class.jsonl --json
python3 - "$share" <<'PYTHON' || fault "the reading of the model is scored wrongly"
import json, sys
share = float(sys.argv[1])
model = json.load(open("out"))["scorings"][1]
for by, said in ("Ann", 0.3), ("Ben", 0.8):
    score = [s for s in model["scores"] if s["by"] == by and s["question"].endswith(".war")][0]
    assert abs(score["brier"] - score["unavoidable"] - (said - share) ** 2) < 1e-12
    assert abs(score["unavoidable"] - share * (1 - share)) < 1e-12
PYTHON
question=$(sed -nE 's/.*"question":"(model-[^"]*\.war)","text".*/\1/p' class.jsonl)
answers 2 score class.jsonl "$question=yes"
complains "its run settles it"

# --- whoever touches a line is found ---
sed -i '5s/0.5/0.6/' $ledger
answers 1 score
complains "line 5 of the ledger results/predictions.jsonl has been changed"
answers 1 predict --of treaty --says 1% --by Ann
complains "line 5 of the ledger"
answers 2 score nowhere.jsonl
complains "there is no ledger nowhere.jsonl"

# Names that are hard to guess are named, and what is no ledger is not called a changed one.
answers 0 predict --of bridge.works@2999 --question "Does it?" --closes 2999-12-31 --says 3% --by Ann --ledger names.jsonl
answers 0 score names.jsonl --all
prints "open: bridge.works@2999 (Does it?; closes 2999-12-31)"
answers 0 score names.jsonl
prints "--all names the open ones"
answers 2 score names.jsonl works=yes
complains "did you mean 'bridge.works@2999'?"
printf 'a,b\n1,2\n' >table.csv
answers 2 score table.csv
complains "table.csv is no ledger of predictions"
printf 'question;outcome;date\nbridge.works@2999;yes;2025-01-01\n' >observed.csv
answers 2 score names.jsonl --observed observed.csv
complains "observed.csv:1: commas are to stand between columns"
same "$(wc -l <err)" 1 "lines of complaint"
finish
