#!/usr/bin/env bash
# `aras figure`: every kind of view of stored runs, well formed, with its numbers.
. "$(dirname "$0")/support.sh"

# Parsed, with a title and a description; and nothing in it that would be fetched.
is_svg() {
    python3 - "$1" <<'PYTHON' || fault "$1 is no SVG as it should be"
import sys, xml.dom.minidom
root = xml.dom.minidom.parse(sys.argv[1]).documentElement
texts = [root.getElementsByTagName(tag)[0].firstChild.data for tag in ("title", "desc")]
assert root.tagName == "svg" and root.getAttribute("role") == "img" and all(texts), texts
for node in root.getElementsByTagName("*"):
    assert node.tagName not in ("script", "image", "use", "foreignObject"), node.tagName
    assert not node.hasAttribute("href") and not node.hasAttribute("onload")
PYTHON
}

answers 0 run model.cfg -n 2000 -q
answers 0 run gifts.cfg -n 2000 -q
model=$(stored results/../results | tr ' ' '\n' | grep model-)
gifts=$(stored results | tr ' ' '\n' | grep gifts-)

for kind in icons arrival incidence fan dots ecdf tornado; do
    answers 0 figure "$model" --kind $kind -o $kind.svg
    prints_nothing
    says_nothing_else
    is_svg $kind.svg
    answers 0 figure "$model" --kind $kind
    cmp -s out $kind.svg || fault "$kind on standard output is another"
done
answers 0 figure "$model" --kind arrival --data
sed -n 2p out | grep -qE '^(Jan|Apr|Jul|Sep|Oct) 20[0-9]{2},0' || fault "arrivals are not told by dates"
answers 0 figure "$model" "$gifts" --kind dumbbell -o dumbbell.svg
is_svg dumbbell.svg
answers 0 figure "$model" "$gifts" --kind dumbbell --of mean_trust
prints "trust on the way"
answers 0 figure "$model" "$gifts" --kind ecdf --of trust
prints "gifts"
[ ! -e icons.svg.part ] || fault "a draft is left"

# What is drawn is what the run says, in one reading.
answers 0 figure "$model" --kind icons --of war --if his
prints "In 100 imagined futures: war"
prints "if his"
answers 0 figure "$model" --kind icons --of war --if reading=hers --data
same "$(sed -n 1p out)" "ending,worlds,share,over parameters from,to" "the headings"
yes=$(sed -n 's/^it comes about,\([0-9]*\),.*/\1/p' out)
no=$(sed -n 's/^it does not,\([0-9]*\),.*/\1/p' out)
answers 0 run model.cfg -n 2000 -q --json
same "$(python3 -c '
import json
run = json.load(open("out"))
row = [e for e in run["estimates"] if e["outcome"] == "war" and e["reading"] == "reading=hers"][0]
print(row["yes"], row["worlds"] - row["yes"])' 2>&1)" "$yes $no" "worlds of the figure and of the run"
answers 0 figure "$model" --kind icons --of ending
prints "how it ends"

# A letter means the same in each reading, however often it comes.
answers 0 figure "$model" --kind icons --of ending --if his --data
cut -d, -f1 out >his
answers 0 figure "$model" --kind icons --of ending --if hers --data
cut -d, -f1 out >hers
cmp -s his hers || fault "ways in which it ends stand in another order: $(tr '\n' ' ' <his) / $(tr '\n' ' ' <hers)"
same "$(tr '\n' ' ' <his)" "ending at_war in_peace other " "the order of the model"
answers 0 figure "$model" --kind fan --of trust --data
same "$(wc -l <out)" 7 "a heading and six years"
answers 0 figure "$model" --kind dots -n 500 --of trust
prints "each dot stands for one in 50 of"

# Who meets it alone can tell what it is of, how sure it is, and make it again.
answers 0 figure "$model" --kind arrival --if his
prints "in parentheses where it lies in 8 of 10 parameter sets"
grep -qE '>[<>]?[0-9]+ % \([0-9]+ to [0-9]+\) ' out || fault "the end of a line has no range"
tr '\n' ' ' <out | sed 's/<[^>]*>/ /g; s/  */ /g' >told
grep -qF "seed 1)" told || fault "a figure does not name its run and its luck"
answers 0 figure "$model" --kind arrival --if his --data
sed -n 1p out | grep -q "time to" && fault "what comes is called the time to it"

# Forms, themes, widths.
for theme in light dark print page; do
    answers 0 figure "$model" --kind icons --theme $theme --width 320 -o $theme.svg
    is_svg $theme.svg
    grep -q 'width="320"' $theme.svg || fault "another width than asked for"
done
grep -q 'prefers-color-scheme' page.svg || fault "a page does not follow the reader's system"
if command -v rsvg-convert >/dev/null; then
    answers 0 figure "$model" --kind icons -o icons.pdf
    same "$(head -c 5 icons.pdf)" "%PDF-" "how a PDF begins"
    answers 0 figure "$model" --kind icons --png -o icons
    same "$(head -c 4 icons | tail -c 3)" "PNG" "how a PNG begins"
    [ ! -e icons.svg.part ] || fault "a draft is left"
fi
mkdir none
typed="aras figure without rsvg-convert"
PATH=$place/none "$aras" figure "$model" --kind icons -o icons.pdf >out 2>err
same $? 2 "the exit code without rsvg-convert"
complains "which is not installed (Debian: librsvg2-bin)"

# Sweeps.
answers 0 sweep model.cfg patience=1..3:1 -n 200 -q -o line
answers 0 figure line/* --kind sweep --of war,ending -o sweep.svg
is_svg sweep.svg
answers 0 sweep model.cfg patience=1..3:1 mood=calm,cold -n 200 -q -o grid
answers 0 figure grid/* --kind heat --of war -o heat.svg
is_svg heat.svg
answers 0 figure line/* --kind sweep --of ending --if his -o sweep.svg
grep -q 'How it ends, by: patience' sweep.svg || fault "what all lines are about is not in the title"
grep -q 'if his' sweep.svg || fault "another reading is drawn"
grep -q 'each within ±[0-9.]* pp' sweep.svg || fault "how sure shares are is not told"
answers 0 figure line/* --kind sweep --of war -o sweep.svg
grep -q 'shaded: 95 %' sweep.svg || fault "what is shaded is not told"
answers 0 figure grid/* --kind heat --of ending=in_peace --if hers --data
cp out drawn
answers 0 sweep model.cfg patience=1..3:1 mood=calm,cold -n 200 -q -o grid --csv
python3 - <<'PYTHON' || fault "another share is drawn than sweep says"
import csv
drawn = float(list(csv.reader(open("drawn")))[1][1])
told = [r for r in csv.DictReader(open("out")) if r["outcome"] == "ending" and r["option"] == "in_peace"
        and r["reading"].endswith("hers")][0]
assert abs(drawn - float(told["value"])) < 1e-3, (drawn, told)
PYTHON
answers 2 figure grid/* --kind heat --of ending
complains "ask for one of its options, such as 'ending=at_war'"
answers 2 figure grid/* --kind heat --of war --if nobodys
complains "there is no reading 'nobodys' in this sweep; it has hers, his"
answers 2 figure grid/* --kind sweep --of war
complains "with two axes draw --kind heat"
answers 2 figure line/* --kind heat --of war
complains "with one axis draw --kind sweep"

# Texts of a model stay texts.
sed -e 's|title = "war";|title = "<script>alert(1)</script> \& <b>";|' \
    -e 's|name = "Pia"|name = "<img src=x onerror=1>"|' model.cfg >hostile.cfg
answers 0 figure hostile.cfg --kind icons --of war -n 500 -q -o hostile.svg
is_svg hostile.svg
answers 0 figure hostile.cfg --kind icons --of war -n 500 -q --data
! grep -q '<script>alert' hostile.svg || fault "a script stands in the picture"

# What is wrong is told.
answers 2 figure
answers 2 figure "$model"
complains "a figure is of some kind: --kind icons, incidence"
answers 2 figure "$model" --kind fun
complains "did you mean 'fan'?"
answers 2 figure "$model" --kind icons --of wra
complains "did you mean 'war'?"
answers 2 figure "$model" --kind icons --of trust
complains "squares tell how often"
answers 2 figure "$model" --kind dots --of war
complains "'war' is no number of each world"
answers 2 figure "$model" --kind arrival --of war
complains "'war' is no time"
answers 2 figure "$model" --kind fan --of war
complains "there is no track 'war'; there are trust"
answers 2 figure "$model" --kind icons --if nobodys
complains "there is no reading 'nobodys' in this run; it has hers, his"
answers 2 figure "$model" --kind leverage
complains "no outcome of this model is the leverage"
answers 2 figure "$model" --kind dumbbell
complains "--kind dumbbell takes 2 runs, got 1"
answers 2 figure "$model" --kind sweep
complains "is no sweep"
answers 2 figure "$model" --kind icons --theme loud
complains "--theme takes light, dark, print or page"
answers 2 figure "$model" --kind icons --pdf
complains "--pdf needs a file"
answers 2 figure "$model" --kind icons --pdf --data -o x
complains "exclude each other"
answers 2 figure "$model" --kind icons --pdf -o icons.svg
complains "'icons.svg' would hold pdf: call it .pdf, or leave out --pdf, --png and --data"
answers 2 figure "$model" --kind icons -o icons.csv
complains "'icons.csv' would hold svg: call it .svg, or say --data"
answers 2 figure "$model" --kind icons --width 100
complains "--width takes a whole number from 320"
answers 2 figure "$model" --kind icons -o nowhere/x.svg
complains "cannot write nowhere/x.svg"
if [ -c /dev/full ]; then
    typed="aras figure to a full disk"
    "$aras" figure "$model" --kind icons >/dev/full 2>err
    same $? 2 "the exit code with a full disk"
fi

finish
