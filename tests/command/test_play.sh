#!/usr/bin/env bash
# `aras play`: a seat is taken, decided in by a script, kept, replayed, left, gone on with and judged.
. "$(dirname "$0")/support.sh"

cat >dam.cfg <<'MODEL'
title = "What Lowland does about the dam";
time_unit = "year"; start = "2024-01-01"; horizon = "3 * year";
sources = ( { id = "T"; title = "made up"; known_by = "2023-01-01"; } );
defaults = { source = "T"; grade = "D"; };
actors = ( { id = "upland"; name = "Upland"; }, { id = "lowland"; name = "Lowland"; }, { id = "sea"; name = "Sea"; } );
parameters = ( { id = "zeal"; prior = "uniform(0.5, 1)"; } );
variants = ( { id = "view"; title = "whose view"; options = (
  { id = "bright"; title = "bright"; weight = 0.5; set = ["zeal = 0.9"]; },
  { id = "dark"; title = "dark"; weight = 0.5; set = ["zeal = 0.6"]; } ); } );
quantities = (
  { id = "share"; range = [0.0, 1.0]; initial = 0.5; },
  { id = "mind"; of = "actor"; range = [0.0, 1.0]; initial = 0.4; },
  { id = "dam"; stages = ["planned", "built"]; initial = "planned"; } );
events = ( { id = "build"; title = "the dam is built"; at = "2024-03-01"; narrative = "Water rises behind the dam.";
  effects = ["dam = built", "share = 0.4", "mind[lowland] = 0.9"]; } );
decisions = (
  { id = "answer"; title = "Lowland answers"; actor = "lowland"; every = "1 * year"; from = "6 * month"; sharpness = 1;
    options = (
      { id = "accept"; title = "put up with it"; status_quo = true; },
      { id = "bargain"; considerations = ( { of = "mind[lowland]"; weight = 0.5; }, { of = "mind[upland]"; weight = -0.5; } );
        effects = ["share += 0.2"]; narrative = "Water for grain."; },
      { id = "threaten"; when = "share > 0.5"; effects = ["share = if(bernoulli(zeal) == 1, 1, 0)"]; } ); },
  { id = "reply"; title = "Upland replies"; actor = "upland"; at = "2026-12-01"; sharpness = 1;
    options = ( { id = "yield"; effects = ["share += 0.1"]; }, { id = "stand"; } ); } );
outcomes = ( { id = "water"; title = "water for Lowland"; kind = "value"; of = "share"; },
  { id = "bargained"; title = "a bargain"; kind = "happened"; of = "happened(answer.bargain)"; } );
preferences = ( { of = "lowland"; outcome = "water"; weight = 1; range = [0.0, 1.0]; },
  { of = "lowland"; outcome = "bargained"; weight = -0.1; } );
MODEL
fits() {
    awk '{ gsub(/[^ -~]+/, "?") } length($0) > 100 { print; long = 1 } END { exit long }' out >wide ||
        fault "wider than 100 columns: $(head -n 1 wide)"
}

# By a script: what is seen, what is decided, what came of it.
printf '# by number, by name, and left to the model\n\n2\nbargain\nown\n' >script
answers 0 play dam.cfg --as lowland --script script --to kept.game -n 20 -q
says_nothing_else
fits
prints "you sit for Lowland"
prints "Lowland dreads -0.10 a bargain"
prints "2024-03-01  Water rises behind the dam."
prints "dam planned to built"
prints "mind[lowland] 0.40 to 0.90"
! sed "/The game as it went/,\$d" out | grep -q "mind.upland" || fault "the mind of another is seen"
prints "  3  threaten (closed)"
prints "> bargain"
prints "> own"
prints "Water for grain."
prints "WHAT IT WAS WORTH (to Lowland)"
prints "THE SAME LUCK, ANOTHER CHOICE"
prints "OVER 20 WORLDS"
prints "bright"
prints "bright: whose view, bright ("
cp out first

# The same game again, from its file and as data.
answers 0 play --replay kept.game -n 20 -q
diff <(grep -v '^The game is kept' first) out >differences || fault "the replayed game is another: $(head -n 3 differences)"
answers 0 play --replay kept.game -n 20 -q --json
prints '"taken": "answer.bargain"'
prints '"left": true'
prints '"format": "aras game report 1"'
prints '"kind": "option"'
worth=$(grep -m 1 '"worth"' out)
answers 0 play --replay kept.game -n 20 -q --csv
same "$(awk -F, '{ print NF }' out | sort -u)" 16 "columns of every row"
same "$(grep -c '^turn,lowland,answer,' out)" 9 "options of three turns"
same "$(grep '^turn,.*,1,[01],,' out | cut -d, -f4 | tr '\n' ' ' | cut -d' ' -f1)" answer.bargain "what was taken first"
prints "game,lowland,,,,,,"
prints "option,lowland,answer,answer.bargain,,3,"
answers 0 play dam.cfg --as lowland --script script -n 20 -q --json
same "$(grep -m 1 '"worth"' out)" "$worth" "the worth of the game"

# The same as a page, with the numbers that the terminal tells.
answers 0 play --replay kept.game -n 20 -q -o game.html
prints "The game as a page: game.html"
is_page game.html 3 150000
says game.html "A game: What Lowland does about the dam"
says game.html "Somebody sat for <strong>Lowland</strong> and decided 3 times, 1 of them otherwise"
for number in $(sed -n '/^WHAT IT WAS WORTH/,/^in all/{/^in all/p}' out | tr -s ' ' | cut -d' ' -f3-4); do
    says game.html "<strong>$number</strong>"
done
answers 0 play --replay kept.game -n 20 -q --json
python3 - <<'PYTHON' >wrong || fault "$(head -n 3 wrong)"
import json, re
page, game = open("game.html").read(), json.load(open("out"))
def worth(value):
    return re.sub(r"^[+-](0\.00)$", r"\1", "%+.2f" % value)
cells = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>.*?</td>", page)]
wanted = [worth(option["worth"]) for turn in game["turns"] for option in turn["options"]
          if option["worth"] is not None]
wanted += [worth(reading["worth"]) for course in game["courses"] for reading in course["readings"]]
missing = [number for number in wanted if number not in cells]
print("not in the page:", missing[:5], "of", len(wanted))
raise SystemExit(1 if missing or len(wanted) < 8 else 0)
PYTHON
says game.html "if bright (bright)"
says game.html "The same luck, another choice"
says game.html "Over 20 worlds"
says game.html "By whose judgement"
says game.html "T: made up"
says game.html "aras play --replay kept.game"
python3 -c '
import html, re
page = open("game.html").read()
blocks = [html.unescape(b) for b in re.findall("<pre[^>]*><code>(.*?)</code>", page, re.S)]
open("command", "w").write(blocks[1])
open("answers.txt", "w").write(blocks[2])'
same "$(tr '\n' ' ' <answers.txt)" "bargain bargain own " "the answers in the page"
eval "answers 0 $(sed 's/^aras //' command) -q --json"
same "$(grep -m 1 '"worth"' out)" "$worth" "the worth of the game that the page's command plays"
answers 0 play --replay kept.game -n 20 -q -o again.html --json
cmp -s game.html again.html || fault "beside JSON the page is another"
keeps_from_printing "The game as a page"
answers 2 play --replay kept.game -n 5 -q -o no/such/folder/game.html
complains "cannot write no/such/folder/game.html"

# What is left to the model is the model's world, event by event.
answers 0 play dam.cfg --as lowland -n 5 --json -q
complains "note: the answers ended; 3 decisions were left to the model's own rule"
same "$(grep -m 1 '"own_worth"' out | tr -dc '0-9.-')" "$(grep -m 1 '"worth"' out | tr -dc '0-9.-')" "the worth of a world left to itself"

# A standing answer, where it is open; else the next line, or the model's own rule.
printf 'answer = threaten\nbargain\n' >standing
answers 0 play dam.cfg --as lowland --script standing -n 5 -q
same "$(grep '^>' out | tr '\n' ' ')" "> bargain > threaten > threaten " "the answers taken"
printf 'answer = swim\n' >wrong
answers 2 play dam.cfg --as lowland --script wrong -q
complains "wrong:1: 'answer' has no option 'swim'"
printf 'reply = yield\n' >wrong
answers 2 play dam.cfg --as lowland --script wrong -q
complains "'reply' is no decision of a seat that is taken"

# Several seats in turn; who has no preferences is not judged.
printf '1\n1\n1\nstand\n' >both
answers 0 play dam.cfg --as upland,lowland --script both -n 5 -q
prints "turn 4, Upland: Upland replies"
prints "The model states no preferences of Upland"

answers 0 play dam.cfg --as upland,lowland --script both -n 5 -q -o both.html
is_page both.html 2 150000
says both.html "The model states no preferences of Upland"
says both.html "Somebody sat for <strong>Upland</strong>"

# Titles of others stay texts in a page.
sed 's|title = "\([^"]*\)"|title = "</script><img src=x onerror=alert(1)>\1"|; s|name = "Lowland"|name = "<b>Lowland</b>"|' \
    dam.cfg >hostile.cfg
answers 0 play hostile.cfg --as lowland --script script -n 5 -q -o hostile.html
is_page hostile.html 3 200000
grep -q 'onerror=alert' hostile.html || fault "the hostile texts are not in the page"
! grep -q '<img\|<b>Low' hostile.html || fault "a text of the model became an element"

# A game that is left is gone on with.
awk '/^  },?$/ && !cut { print "  }"; print ");"; cut = skip = 1; next }
    skip { skip = $0 !~ /^\);/; next }
    { sub(/left = false/, "left = true"); print }' kept.game >half.game
printf 'bargain\nown\n' >rest
answers 0 play --replay half.game --script rest -n 20 -q
diff <(grep -v '^The game is kept' first) <(grep -v '^The game is kept' out) >differences ||
    fault "the game that was gone on with is another: $(head -n 3 differences)"
grep -q 'left = false' half.game || fault "the game that was ended is still kept as left"

# What is seen is told in words, by titles and names; the same news once; when it is asked again. What somebody
# kept silent about is known to nobody else: Upland weighs a demand each month, and makes none.
sed 's|^quantities = (|channels = ( { id = "grain"; name = "corn"; kind = "supply"; } );\
needs = ( { of = "lowland"; channel = "grain"; importance = 1; } );\
ties = ( { of = "lowland"; on = "upland"; channel = "grain"; share = 0.6; substitutability = 0.5; } );\
demands = ( { id = "more"; by = "upland"; of = "lowland"; rate = "12 / year"; channels = ["grain"];\
  narratives = { silent = "Upland keeps a wish to itself."; };\
  stakes = { V_by = 0; V_of = 0; x = 0; K_by = 50; r_by = 50; a_of = 50; sharpness_by = 9; sharpness_of = 9; }; } );\
quantities = (|
    s|id = "mind"; of|id = "mind"; title = "what it has in mind"; of|
    s|^events = (|events = ( { id = "rain"; every = "1 * month"; narrative = "It rains.";\
        effects = ["substitutability[lowland, upland, grain] = 0.9"]; },|' dam.cfg >words.cfg
answers 0 play words.cfg --as lowland --script script -n 5 -q
fits
sed '/The game as it went/,$d' out >seen
grep -q 'It rains\. ([0-9]* times)' seen || fault "the rain is not told once for all times"
same "$(grep -c 'It rains' seen)" 3 "tellings of the rain in three turns"
! grep -q 'keeps a wish' seen || fault "the silence of another is seen"
prints "what it has in mind (Lowland): 0.40 to 0.90"
prints "Lowland's other ways than Upland: corn: 0.50 to 0.90"
prints "Lowland answers (again on 2025-07-01)"
prints "Lowland answers (for the last time)"
prints "- Lowland answers: by the calendar"
prints "Lowland: Water for grain. [you: bargain]"
prints "left out; --all tells everything, with its reasons"
keeps_from_printing "why      by the calendar"
answers 0 play words.cfg --as upland -n 5 -q
sed '/The game as it went/,$d' out | grep -q 'Upland: Upland keeps a wish to itself' || fault "one's own silence is not seen"
sed '1,/The game as it went/d' out | grep -q '^2026-12-01  Upland replies: .*\[you: ' || fault "who decided is told twice, or not"
answers 0 play words.cfg --as lowland --script script -n 5 -q --all
prints "why      by the calendar"
keeps_from_printing " times)"

# What is wrong is said.
printf 'threaten\n' >closed
answers 2 play dam.cfg --as lowland --script closed -q
complains "closed:1: 'threaten' is an option closed then of 'answer'; open: 1 accept, 2 bargain, own"
printf '7\n' >many
answers 2 play dam.cfg --as lowland --script many -q
complains "'7' is no option of 'answer'"
answers 2 play dam.cfg
complains "whose seat is taken? --as ACTOR"
answers 2 play dam.cfg --as nobody
complains "there is no actor 'nobody'; seats are those of upland, lowland"
answers 2 play dam.cfg --as sea
complains "'sea' decides nothing in this model"
answers 2 play --replay dam.cfg
complains "this is no game that \`aras play\` has kept"
answers 2 play --replay kept.game --seed 3
complains "a game that is replayed has its scenario"
answers 2 play dam.cfg --as lowland --script nowhere
complains "the answers cannot be read from 'nowhere'"
answers 2 play dam.cfg --as lowland --script .
complains "the answers cannot be read from '.': Is a directory"
answers 2 report kept.game
complains "'kept.game' is a game that was kept: \`aras play --replay kept.game\` tells it, with -o as a page"
sed 's/"answer"/"reply"/' kept.game >wrong.game
answers 2 play --replay wrong.game -q
complains "the game does not fit: its answer 1 is to 'reply', but here 'answer' comes"
answers 2 play dam.cfg --as lowland --script script --to no/such/folder/game -q
complains "cannot write no/such/folder/game"

# Preferences change no world and no run.
answers 0 run dam.cfg -n 20 -q
mkdir plain
sed '/^preferences/,$d' dam.cfg >plain/dam.cfg
(cd plain && "$aras" run dam.cfg -n 20 -q >out 2>err)
same "$(ls results)" "$(ls plain/results)" "the name of the run without preferences"

# At a terminal: prompts, counsel, a wrong word, and leaving.
if command -v script >/dev/null; then
    printf '?\nfoo\naccept\nquit\n' | TERM=dumb script -qec "'$aras' play dam.cfg --as lowland -o left.html" /dev/null >out 2>err
    prints "Your choice (number or name"
    prints "mind[upland] (not seen from here)"
    prints "does     share += 0.2"
    prints "does     nothing by itself"
    prints "'foo' is no option"
    prints "The game is left after 1 turn."
    prints "Go on with: aras play --replay dam-world-0.game"
    prints "left.html is written when the game is over."
    [ ! -e left.html ] || fault "a page was written of a game that is not over"
    [ -e dam-world-0.game ] || fault "the game at the terminal was not kept"

    # A narrow terminal gets narrow lines; anything else 100 columns.
    printf '?\naccept\nown\nown\n' | TERM=dumb script -qec "stty cols 72; '$aras' play words.cfg --as lowland -n 5 -q --to narrow.game" \
        /dev/null >out 2>err
    tr -d '\r' <out | awk '/^Your choice/ { next } { gsub(/[^ -~]+/, "?") } length($0) > 72 { print; long = 1 } END { exit long }' >wide ||
        fault "wider than the terminal: $(head -n 1 wide)"
    prints "WHAT IT WAS WORTH"

    # Two at one terminal: who comes next sits down first.
    printf 'accept\naccept\naccept\n\nstand\n' |
        TERM=dumb script -qec "'$aras' play dam.cfg --as upland,lowland -n 5 -q --to two.game" /dev/null >out 2>err
    prints "Now Upland decides. Enter: it sits here; q: leave the game"
    prints "WHAT IT WAS WORTH"
    printf 'accept\naccept\naccept\nq\n' |
        TERM=dumb script -qec "'$aras' play dam.cfg --as upland,lowland -n 5 -q --to left.game" /dev/null >out 2>err
    prints "The game is left after 3 turns."
fi
finish
