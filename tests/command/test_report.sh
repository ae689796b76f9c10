#!/usr/bin/env bash
# `aras report`: one page that needs nothing else, from one run on.
. "$(dirname "$0")/support.sh"

answers 0 run model.cfg -n 2000 -q
answers 0 run gifts.cfg -n 2000 -q
model=$(echo results/model-*)
gifts=$(echo results/gifts-*)

# One run: sentences first, then the numbers that the terminal tells.
answers 0 report "$model" -o one.html
prints "one.html"
is_page one.html 6 300000
says one.html "In 100 imagined futures"
says one.html "This is a thinking aid"
says one.html "How to get it again"
says one.html "aras run $model/resolved.cfg -n 2000 --seed 1 --group 50"
answers 0 run "$model" --all --json
answers 0 run model.cfg -n 2000 -q
for number in $(awk '/^war / { print $3; exit }' out); do
    says one.html "<td>$number %</td>"
done
says one.html "if hers"
says one.html "80 % range over parameters"
says one.html "Replication error"
says one.html 'id="run-1-world-'
says one.html "aras explain $model --replication"
[ ! -e one.html.part ] || fault "a draft is left"
answers 0 report "$model"
cmp -s out one.html || fault "the page on standard output is another"

# What plays it again gives the same run.
eval "$(sed -n 's/.*<code>aras run \(.*\)<\/code>.*/answers 0 run \1 -q -o again/p' one.html)"
same "$(bits again/*)" "$(bits "$model")" "the bits that the command in the page gives"

# Two runs are compared; a fourth goes into the table of the others.
answers 0 report "$model" "$gifts" -o two.html
is_page two.html 11 500000
says two.html "What differs: from model to gifts"
says two.html "the same luck"
says two.html "No gifts"
says two.html "forbid = [&quot;gift&quot;]"
answers 0 run gifts.cfg patience=1.2 -n 1000 -q -o third
answers 0 run gifts.cfg patience=2.5 -n 1000 -q -o fourth
answers 0 report "$model" "$gifts" third/* fourth/* -q -o four.html
is_page four.html 14 900000
says four.html "All other scenarios, against model"
prints_nothing

# Causes of an outcome, where they are asked for: the numbers of aras causes.
answers 0 report "$model" --causes war -q -o causes.html
is_page causes.html 8 400000
says causes.html "What brings it about: war"
eval "$(sed -n 's/.*<code>aras causes \([^<]*\)<\/code>.*/answers 0 causes \1 --csv/p' causes.html)"
chances=$(python3 -c '
import csv
for row in csv.DictReader(open("out")):
    p = float(row["adjusted"])
    print("%.2g" % p if p >= 0.001 else "&lt;0.001")')
[ -n "$chances" ] || fault "no chances to look for"
for p in $chances; do
    says causes.html "<td>$p</td>"
done
answers 2 report "$model" --causes wars
complains "'wars'"

# Where variance comes from, and who moves whom: the numbers of aras sensitivity and leverage.
answers 0 report "$model" --sensitivity war -q -o split.html
is_page split.html 7 400000
says split.html "What is not known, and what is chance: war"
eval "$(sed -n 's/.*<code>aras sensitivity \([^<]*\)<\/code>.*/answers 0 sensitivity \1/p' split.html)"
shares=$(awk '$1 == "luck" { print $2 " " $3 }' out)
[ -n "$shares" ] || fault "no shares to look for"
says split.html "<td>$shares</td>"
[ "$(sed -n '/How far what is not known moves it/,/<\/table>/p' split.html | grep -c '80 % range')" -eq 1 ] ||
    fault "the spread over parameters does not come first"
answers 2 report "$model" --sensitivity wars
complains "'wars'"
demands=$top/models/tutorial/13-demands.cfg
answers 0 run "$demands" -n 1000 -q
answers 0 report results/13-demands-* --leverage -q -o moves.html
is_page moves.html 2 400000
says moves.html "Who moves whom, measured"
answers 0 leverage results/13-demands-* --all --csv
python3 - <<'PYTHON' >wrong 2>&1 || fault "moves.html: $(cat wrong)"
import csv
import re

page = open("moves.html").read()
table = page[page.index("Who moves whom, by which act"):]
found = re.findall(r"<td>([+-][0-9.]+) pp</td>", table)
effects = [100 * float(row["leverage"]) for row in csv.DictReader(open("out")) if row["leverage"]]
if len(found) != len(effects) or len(found) != 2:
    raise SystemExit(f"{found} beside {effects}")
for text, effect in zip(found, effects):
    if abs(float(text) - effect) > 0.5:
        raise SystemExit(f"{text}, not {effect}")
PYTHON

# A scenario is played as far as it is missing; runs that cannot be compared are told so.
answers 0 report gifts.cfg -n 500 -q -o scenario.html
is_page scenario.html 1 300000
says scenario.html "aras run gifts.cfg -n 500"
sed 's|horizon = "5 \* year"|horizon = "4 * year"|' model.cfg >short.cfg
answers 0 report model.cfg --forbid quarrel --hold trust=0.4 pace=2 -n 100 -q -o changed.html
grep -q "aras run model.cfg pace=2 --forbid quarrel --hold trust=0.4 -n 100" changed.html ||
    fault "what gives it again leaves changes out: $(grep -o 'aras run[^<]*' changed.html)"
answers 0 report model.cfg short.cfg -n 500 -q -o apart.html
is_page apart.html 2 500000
says apart.html "cannot be compared"
answers 0 report model.cfg -n 500 --central -q -o central.html
is_page central.html 2 300000

# A model with nothing but one event, one with worlds that fail.
answers 0 report "$top/models/tutorial/01-event.cfg" -n 200 -q -o small.html
is_page small.html 1 100000
silently report failing.cfg -n 500 -q -o failing.html
is_page failing.html 1 400000

# Texts of others stay texts.
cat >hostile.py <<'PYTHON'
evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\\"\' ]]>'
text = open("model.cfg").read()
for old in ("A quarrel of two neighbours", "a quarrel", "war", "how it ends", "whose story",
            "trust at the end", "Pia", "quarrels a year", "made up"):
    for word in ("title", "name"):
        text = text.replace('%s = "%s";' % (word, old), '%s = "%s";' % (word, evil + old))
open("hostile.cfg", "w").write(text)
PYTHON
python3 hostile.py
answers 0 check hostile.cfg
answers 0 report hostile.cfg -n 500 -q -o hostile.html
is_page hostile.html 2 500000
grep -q 'alert(1)' hostile.html || fault "the hostile texts are not in the page"
! grep -qE '<img|<script>alert' hostile.html || fault "a text of the model became an element"

# What is wrong is told.
answers 2 report
answers 2 report nothing.cfg
complains "there is no file 'nothing.cfg'"
answers 2 report "$model" -o nowhere/report.html
complains "cannot write nowhere/report.html"
answers 2 report "$model" -n 5000
answers 2 report "$model" --kind fan
complains "this command has no option '--kind'"

finish
