/* `aras help`: every command and word of the language. */
#include <stdio.h>
#include <string.h>

#include "base/problems.h"
#include "command/command.h"
#include "command/topics.h"
#include "command/version.h"

#define PLAY_OPTIONS                                                                   \
    "-n --until --max --seed --group --central -j -o --on-failure --allow-mixed"
#define PLAY_HELP_OF(worlds, group)                                                    \
    "  -n N             how many worlds to play (" worlds ")\n"                        \
    "  --until X+-H     play until the replication error of outcome X is at most H\n"  \
    "                   (several with commas); --max N worlds at most (1,000,000)\n"   \
    "  --seed S         another luck (1)\n"                                            \
    "  --group G        worlds that share a set of drawn parameters (" group ")\n"     \
    "  --central        no parameter is drawn: all at their medians\n"                 \
    "  -j J             threads (all processors); never changes a result\n"            \
    "  -o FOLDER        where runs are stored (results)\n"                             \
    "  --on-failure W   record (default) or stop at a world that cannot be played\n"   \
    "  --allow-mixed    go on with a run made with other maths functions\n"
#define PLAY_HELP PLAY_HELP_OF("10,000", "50")

#define CHANGE_OPTIONS " --force --forbid --hold --dictate --delay --scale --cut"
#define CHANGE_HELP                                                                    \
    "  --force 'EVENT@DATE'       the event happens then, whatever its condition\n"    \
    "  --forbid EVENT             it cannot happen\n"                                  \
    "  --hold 'QUANTITY[=VALUE]'  nothing changes the quantity\n"                      \
    "  --dictate 'DECISION=OPTION', --delay 'EVENT by 6 * month', --scale 'EVENT * "   \
    "2',\n"                                                                            \
    "  --cut 'EVENT -> QUANTITY'  its effects leave the quantity alone; with <-, "     \
    "its\n"                                                                            \
    "                   drivers and considerations do not see it\n"                    \
    "                   each again and again; the luck of all else stays as it is\n"

#define OUTPUT_HELP                                                                    \
    "  --json, --csv    for programs; --ascii: plain signs; -q, --quiet: no "          \
    "progress\n"

#define LOOK_HELP                                                                      \
    "  --all            all outcomes, tracks and events, not only those "              \
    "watched\n" OUTPUT_HELP

const struct aras_command aras_commands[] = {
    {"check", "read a model or scenario and say all that is wrong or doubtful",
     "FILE ... [key=value ...]",
     "--resolved --all --seed --group --central" CHANGE_OPTIONS,
     "  --resolved   print the model with its parts and the scenario's changes as one "
     "file\n"
     "  --all        list the numbers graded C and D\n"
     "  --seed S, --group G, --central   of the worlds of its trial, as for `aras "
     "run`\n" CHANGE_HELP "\n"
     "  aras check scenarios/south_caucasus/corridor.cfg\n",
     aras_command_check},
    {"show", "a model as a readable sheet or as a graph", "FILE [key=value ...]",
     "--dot" CHANGE_OPTIONS,
     "  --dot   what changes what, as a graph for Graphviz:\n"
     "          aras show --dot models/south_caucasus/model.cfg | dot -Tsvg > "
     "model.svg\n" CHANGE_HELP,
     aras_command_show},
    {"run", "play a scenario many times and tell what came out",
     "SCENARIO|RUN [key=value ...]",
     PLAY_OPTIONS CHANGE_OPTIONS " --json --csv --all --quiet -q --ascii",
     PLAY_HELP CHANGE_HELP LOOK_HELP
     "\n"
     "  key=value sets a parameter, variant or initial value, as in `set` of a "
     "scenario;\n"
     "  horizon='3 * year' sets the horizon.\n\n"
     "  aras run scenarios/south_caucasus/inertia.cfg -n 10000\n"
     "  aras run scenarios/south_caucasus/inertia.cfg reading=slow_divergence\n",
     aras_command_run},
    {"compare", "what differs between scenarios or runs under the same luck",
     "A B [C ...] [key=value ...]",
     PLAY_OPTIONS CHANGE_OPTIONS
     " --of --best --explore --json --csv --all --quiet -q --ascii",
     PLAY_HELP CHANGE_HELP LOOK_HELP
     "  --of X,Y,...     a closer look at outcomes: distances, dominance, quantiles, "
     "when "
     "it\n                   comes; or tracks through time\n"
     "  --best W         which may be the highest, or lowest, in the outcome of --of\n"
     "  --explore        all outcomes that surely differ, false discoveries held at 5 "
     "%\n"
     "\n  The scenarios are played as far as they are not stored yet. key=value and "
     "the\n  options that change a scenario hold for all. Three or more: each against "
     "A.\n\n"
     "  aras compare scenarios/south_caucasus/inertia.cfg "
     "scenarios/south_caucasus/corridor.cfg\n"
     "  aras compare scenarios/south_caucasus/inertia.cfg "
     "scenarios/south_caucasus/corridor.cfg \\\n"
     "               --of leverage_azerbaijan_armenia\n",
     aras_command_compare},
    {"sweep", "play a scenario at many points of what varies, with the same luck",
     "SCENARIO|RUN key=v1,v2 key=a..b:step key~prior ... [key=value ...]",
     "--design --base --of -n --seed --group --central -j -o --on-failure "
     "--allow-mixed" CHANGE_OPTIONS " --json --csv --all --quiet -q --ascii",
     "  key=v1,v2        values of a parameter, a variant, or a quantity's start\n"
     "  key=a..b:step    a, a + step, ..., b; without a step: any number between\n"
     "  key~prior        the model's own prior; key~normal(0,1): this one\n"
     "  key=value        set, the same at all points\n"
     "                   key may be horizon, scale.EVENT, delay.EVENT, force.EVENT "
     "too\n"
     "  --design D       grid (default), list:FILE (CSV, keys in its first line),\n"
     "                   lhs:N, sobol:N (points), morris:N (trajectories)\n"
     "  -n N             worlds of each point (1000)\n"
     "  --of OUTCOMES    these, with commas; two axes of a grid are then laid out as a "
     "table\n"
     "  --base P         the point that others are held against (0)\n"
     "  --seed S, --group G (1), --central, -j J, -o FOLDER, --on-failure W, "
     "--allow-mixed:\n"
     "                   as for `aras run`\n" CHANGE_HELP LOOK_HELP "\n"
     "  A sweep is stored, goes on and is extended like a run, with its points in\n"
     "  design.csv and what came out in sweep.csv; a stored one is told again.\n\n"
     "  aras sweep scenarios/south_caucasus/inertia.cfg ukraine_war=war,ceasefire \\\n"
     "      corridor_support=0.2..0.8:0.2 --of corridor_open\n",
     aras_command_sweep},
    {"overview", "many scenarios against one, in one table", "BASE SCENARIO ...",
     PLAY_OPTIONS " --of --csv --quiet -q --ascii",
     PLAY_HELP
     "  --of A,B,...     which outcomes, at most 7 (those that BASE watches)\n"
     "  --csv            for spreadsheets; --ascii: plain signs; -q, --quiet: no "
     "progress\n\n"
     "  aras overview scenarios/south_caucasus/inertia.cfg "
     "scenarios/south_caucasus/*.cfg -n 2000\n",
     aras_command_overview},
    {"claims", "what the documents say, and what the model says to it", "REGISTER",
     PLAY_OPTIONS " --ablate --json --csv --all --quiet -q --ascii",
     "  REGISTER is a file of claims; each with a direction names two scenarios and "
     "an\n"
     "  outcome, which are played (2,000 worlds unless -n says otherwise) and "
     "compared.\n"
     "  --all     every claim with what represents it, or why nothing does\n"
     "  --ablate  plays each test that is built in once more, with its typed link cut "
     "on\n"
     "            both sides: does the link carry the effect, or do others hold it "
     "too?\n"
     "  --json    claims and tests for programs; --csv the tests for spreadsheets\n"
     "  --ascii   plain signs; -q, --quiet: no progress\n" PLAY_HELP_OF(
         "2,000", "50") "\n"
                        "  aras claims models/south_caucasus/claims.cfg\n",
     aras_command_claims},
    {"expect", "whether scenarios do in the model what they were written to do",
     "SCENARIO|FOLDER ... [key=value ...]",
     PLAY_OPTIONS " --assert --json --csv --quiet -q --ascii",
     "  Judges each `expect` of the scenarios, or of all scenarios (*.cfg) of a "
     "folder: "
     "plays\n"
     "  them and what they are held against (2,000 worlds unless -n says otherwise).\n"
     "  An expectation holds when the change lies beyond its margin, does not when it\n"
     "  lies short of it or goes the other way, and is inconclusive when the worlds "
     "do\n"
     "  not tell: by a two-sided test at 0.05, adjusted by Holm for all rows "
     "together.\n"
     "  --assert      exit code 4 when an expectation does not hold\n"
     "  --json, --csv for programs; --ascii: plain signs; -q, --quiet: no "
     "progress\n" PLAY_HELP_OF(
         "2,000", "50") "\n"
                        "  aras expect scenarios/south_caucasus/t04_rapprochement.cfg\n"
                        "  aras expect scenarios/south_caucasus -n 10000 --assert\n",
     aras_command_expect},
    {"discover", "among which parameters and variants something is frequent",
     "RUN|SCENARIO --where CONDITION [key=value ...]",
     PLAY_OPTIONS CHANGE_OPTIONS
     " --where --cart --alpha --boxes --peel --json --csv --all --quiet -q --ascii",
     "  --where C        what to look for, over outcomes: 'ending == belt',\n"
     "                   'corridor_open and not war', 'first_war < 2 * year'\n"
     "  --cart           a tree of yes and no (CART) instead of boxes (PRIM)\n"
     "  --boxes B        at most so many boxes, one outside of the other (3)\n"
     "  --alpha A        share of a box that one peel takes off (the best of four)\n"
     "  --peel K         box K of the trajectory, as it is\n"
     "  --all            the whole trajectory, or all trees\n" OUTPUT_HELP PLAY_HELP_OF(
         "10,000", "5") CHANGE_HELP
     "\n  Needs many parameter sets: a scenario is played in groups of 5 unless "
     "--group says\n  otherwise. A box is found with three quarters of the sets and "
     "judged by the rest.\n\n"
     "  aras discover scenarios/south_caucasus/inertia.cfg --where 'ending == belt'\n",
     aras_command_discover},
    {"warn", "what, seen early, tells whether something will come",
     "RUN|SCENARIO --of CONDITION [key=value ...]",
     PLAY_OPTIONS CHANGE_OPTIONS " --of --by --json --csv --all --quiet -q --ascii",
     "  --of C           what to warn of: an outcome, or a condition over outcomes, "
     "as\n"
     "                   in 'ending == belt'\n"
     "  --by T,T,...     what can be seen by then: '12 * month, 2 * year', or a date "
     "(a\n"
     "                   fifth of the horizon); worlds in which it has come count no "
     "more\n"
     "  --all            also the levels of all quantities that change, and 30 "
     "indicators\n"
     "                   instead of 10\n" OUTPUT_HELP PLAY_HELP_OF("10,000", "5")
         CHANGE_HELP
     "\n  Worlds of the run are played again and watched; a scenario is played in "
     "groups "
     "of 5\n  unless --group says otherwise. Indicators are chosen in half of the "
     "parameter sets\n  and judged by the other half.\n\n"
     "  aras warn scenarios/south_caucasus/inertia.cfg --of corridor_open --by '12 * "
     "month'\n",
     aras_command_warn},
    {"causes", "which events bring an outcome about, and which only come before it",
     "SCENARIO|RUN --of OUTCOME [key=value ...]",
     "--of --events --top --least --first --interactions --strips -n --seed --group "
     "--central "
     "-j "
     "-o" CHANGE_OPTIONS " --json --csv --all --quiet -q --ascii",
     "  --of OUTCOME     corridor_open; ending=belt, an option; a number\n"
     "  --events A,B     take out these events and options (decision.option)\n"
     "  --top K          look closely at the K that change most in a first look (12);\n"
     "                   --all at every one, which takes much longer\n"
     "  --least N        leave out what happens in fewer than N worlds (20)\n"
     "  --first          take out the first occurrence of an event alone, not all\n"
     "  --interactions K pairs among the first K: without both, against without each\n"
     "  --strips         also with luck shared in a second way, and where shares of "
     "single "
     "worlds\n                   differ\n"
     "  -n N             how many worlds (10,000)\n"
     "  --seed S, --group G, --central, -j J, -o FOLDER   as with run\n" CHANGE_HELP
         OUTPUT_HELP
     "\n  Worlds are played again without an event, and with it, under the same luck. "
     "What\n  comes before the outcome in most worlds need not have any part in it.\n\n"
     "  aras causes scenarios/south_caucasus/corridor.cfg --of corridor_open\n"
     "  aras causes scenarios/south_caucasus/inertia.cfg --of ending=belt "
     "--interactions 4\n",
     aras_command_causes},
    {"invert", "what would have to be true for something to be frequent, or rare",
     "SCENARIO|RUN --make OUTCOME --above P [key=value ...]",
     "--make --above --below -n --seed --group --central -j -o" CHANGE_OPTIONS
     " --json --csv --all --quiet -q --ascii",
     "  --make OUTCOME   corridor_open; ending=belt, an option of a category\n"
     "  --above P        in the share P of the worlds or more: 0.5 or 50%\n"
     "  --below P        in the share P or less\n"
     "  -n N             worlds for each change (500); four times as many as it is\n"
     "  --all            all that was tried\n"
     "  --seed S, --group G (5), --central, -j J, -o FOLDER   as with run\n" CHANGE_HELP
         OUTPUT_HELP
     "\n  Tries parameters within their priors, alone and together, options of "
     "variants, "
     "and\n  single events that happen at the start, or never; ranked by how plausible "
     "each is.\n\n"
     "  aras invert scenarios/south_caucasus/inertia.cfg --make corridor_open --above "
     "0.2\n",
     aras_command_invert},
    {"leverage", "what it changes that one actor acts, rather than keep silent",
     "SCENARIO|RUN [A over B] [--on ISSUE] [--all] [key=value ...]",
     "-n --seed --group --central -j -o --on --at --within --all --json --csv --quiet "
     "-q --ascii" CHANGE_OPTIONS,
     "  A over B         two actors: how much more often B does it when A acts\n"
     "  --on ISSUE       a demand of A on B (B concedes), a red line (B does not cross "
     "it),\n"
     "                   a decision of B after an act of A, or one of its options\n"
     "  --all            every issue, a matrix of the actors, and where leverage and "
     "the\n"
     "                   structural indices disagree\n"
     "  --at T,T,...     when A acts: a date, or a time such as '2 * year' (a fifth of "
     "the\n"
     "                   horizon); 12 at most\n"
     "  --within W       how long what B does is watched (a fifth of the horizon)\n"
     "  -n N             how many worlds (1,000); those in which A can act at T are "
     "played\n"
     "                   twice more, with one luck: A acts once, A is silent\n"
     "  --seed S         another luck (1)\n"
     "  --group G        worlds that share a set of drawn parameters (10)\n"
     "  --central        no parameter is drawn: all at their medians\n"
     "  -j J             threads (all processors); never changes a result\n"
     "  -o FOLDER        where runs are stored (results)\n" OUTPUT_HELP CHANGE_HELP "\n"
     "  aras leverage scenarios/south_caucasus/inertia.cfg russia over armenia\n"
     "  aras leverage scenarios/south_caucasus/inertia.cfg --all --at 2026-01-01\n",
     aras_command_leverage},
    {"replay", "one world, event by event", "SCENARIO|RUN NUMBER [key=value ...]",
     "--seed --group --central -o" CHANGE_OPTIONS,
     "  NUMBER           of the world: 0 and up\n"
     "  --seed S         another luck (1)\n"
     "  --group G        worlds that share a set of drawn parameters (50)\n"
     "  --central        no parameter is drawn: all at their medians\n"
     "  -o FOLDER        where runs are stored (results)\n" CHANGE_HELP "\n"
     "  A stored run has its own seed, group and values.\n\n"
     "  aras replay scenarios/south_caucasus/inertia.cfg 17\n"
     "  aras replay inertia-1a2b3c4d 17\n",
     aras_command_replay},
    {"explain", "one world retold with its reasons; or two sides of one world",
     "SCENARIO|RUN [OTHER] [key=value ...]",
     "--replication --typical --extreme --of " PLAY_OPTIONS CHANGE_OPTIONS
     " --brief --all --dot --json --quiet -q --ascii",
     "  --replication K  world K\n"
     "  --typical        the world nearest to the middle in what is watched (default)\n"
     "  --extreme X      the world with the greatest outcome X; least:X, the least\n"
     "  --of A,B,...     which outcomes the telling ends with (those watched)\n"
     "  --brief          the story alone, a line or two an event, and what it came to\n"
     "  --all            every event, drift and change\n"
     "  --dot            what led to the outcomes, as a graph for Graphviz\n"
     "  --json           all that was recorded; --ascii: plain signs; -q, --quiet: no\n"
     "                   progress\n" PLAY_HELP_OF("1,000", "50") CHANGE_HELP
     "\n  To find a typical or extreme world, 1,000 worlds are played, or -n, as far "
     "as "
     "they\n  are not stored yet; of a stored run, its worlds serve, 10,000 at most. "
     "With OTHER,\n  the world is played under both, and told where they part and what "
     "made which\n  difference; what is typed to change a scenario holds for both.\n\n"
     "  aras explain scenarios/south_caucasus/corridor.cfg --replication 17\n"
     "  aras explain scenarios/south_caucasus/inertia.cfg "
     "scenarios/south_caucasus/corridor.cfg\n",
     aras_command_explain},
    {"figure", "one view of a run as a picture, or as its numbers",
     "RUN|SCENARIO|LEDGER [OTHER ...] --kind K [key=value ...]",
     "--kind --of --if --replication --typical --extreme --events --sample --top "
     "--least --all --method --inputs --at --within --by --observed -o --theme --width "
     "--pdf --png --data -n --seed --group --central -j" CHANGE_OPTIONS " --quiet -q",
     "  --kind K         what is drawn; help lists all kinds with their options:\n"
     "    of one run     icons, incidence, arrival: how worlds end, and when; fan, "
     "dots,\n"
     "                   ecdf: numbers; strip: world by world; tornado, causes, "
     "variance:\n"
     "                   what moves it; leverage, network: who has the upper hand;\n"
     "                   measured: who moves whom\n"
     "    of two runs    dumbbell, ecdf, shift: what differs; switches: which worlds\n"
     "    of one world   timeline: what led to what; twins: the same luck in two "
     "runs\n"
     "    others         sweep, heat: of a stored sweep; calibration: of a ledger\n"
     "  --of X           of what; without it, of what the question watches\n"
     "  --if READING     which of rival readings; without it, the first\n"
     "  --replication K, --typical, --extreme X: which world, as in `aras explain`\n"
     "  --events A,B     strip: what marks the worlds, in place of outcomes that are "
     "times;\n"
     "                   causes: which events are taken out (also --top, --least, "
     "--all)\n"
     "  --sample N       strip: how many worlds (50; 200 at most)\n"
     "  --method M, --inputs A,B: variance: of which inputs (sobol), or of luck, "
     "parameters\n"
     "                   and variants as groups (split)\n"
     "  --at T, --within W: measured: when the one acts, and how long the other is\n"
     "                   watched, as in `aras leverage`\n"
     "  --by NAME        calibration: whose predictions; --observed FILE: as in `aras "
     "score`\n"
     "  -o FILE          where it is written (standard output); a name that ends in\n"
     "                   .pdf or .png says the form too\n"
     "  --theme T        light (default), dark, print, or page: as the reader's "
     "system\n"
     "  --width W        pixels, 320 or more (640); letters keep their size\n"
     "  --pdf, --png     by rsvg-convert, where that is installed\n"
     "  --data           the numbers as CSV instead of a picture\n"
     "  -n N             only the first N worlds; of a scenario: how many are played\n"
     "  --seed S, --group G, --central, -j J, -q, --quiet: as in `aras "
     "run`\n" CHANGE_HELP
     "\n  Runs lie in the folder results, or are named by their folders. A scenario "
     "is\n"
     "  played first as far as it is not stored yet; `causes`, `variance` and "
     "`measured` "
     "play\n  what they need, as the commands `causes`, `sensitivity` and `leverage` "
     "do. What is\n  typed to change a scenario holds for all that are named.\n\n"
     "  aras figure scenarios/south_caucasus/inertia.cfg --kind icons --of ending -o "
     "ending.svg\n"
     "  aras figure scenarios/south_caucasus/inertia.cfg "
     "scenarios/south_caucasus/corridor.cfg --kind twins -o "
     "two.pdf\n"
     "  aras figure --kind help\n",
     aras_command_figure},
    {"play", "take an actor's seat, decide, and see what else could have come",
     "SCENARIO [key=value ...]",
     "--as --script --replay --to -o --replication -n --seed --group -j "
     "--central" CHANGE_OPTIONS " --all --json --csv --quiet -q --ascii",
     "  --as A,B,...     the actors whose seats are taken; several play in turn\n"
     "  --script FILE    answers from a file, one a line: a number, an option's name,\n"
     "                   or own (the model's own rule); blank lines and # are skipped\n"
     "  --replication K  in world K (0)\n"
     "  --to FILE        where the game is kept; at a terminal NAME-world-K.game\n"
     "  --replay FILE    a game that was kept; one that was left is gone on with\n"
     "  -o FILE          also all of it as one page: HTML that needs nothing else\n"
     "  -n N             worlds in which other choices are tried (200)\n"
     "  -j J             threads for these (all processors); never changes a result\n"
     "  --seed S         another luck (1)\n"
     "  --group G        worlds that share a set of drawn parameters (50 in the game, "
     "5\n"
     "                   where choices are tried)\n"
     "  --central        no parameter is drawn: all at their medians\n"
     "  --all            all news, events and outcomes, with their reasons\n"
     "  --json, --csv    the game and its judgement, for programs\n"
     "  --quiet, -q      no progress; --ascii: no other signs\n" CHANGE_HELP
     "\n  At each decision of yours you see what your actor could see: news, public "
     "facts, its "
     "own\n  numbers, leverage. `?` shows what speaks for each option in the model and "
     "what it\n  does, `own` leaves it to the model, `quit` leaves the game,\n"
     "  `DECISION = OPTION` holds for whenever it comes. At the end: the story in "
     "brief, its\n  worth by the preferences that the model states (`aras help "
     "preferences`), each other\n  option under the same luck, and each over many "
     "worlds. Answers that end early leave\n  the rest to the model.\n\n"
     "  aras play scenarios/south_caucasus/inertia.cfg --as armenia\n"
     "  aras play --replay inertia-world-0.game -o game.html\n",
     aras_command_play},
    {"report", "runs as one page to hand on: HTML that needs nothing else",
     "RUN|SCENARIO [RUN|SCENARIO ...]",
     "-o -n --causes --sensitivity --leverage --seed --group --central "
     "-j" CHANGE_OPTIONS " --quiet -q",
     "  -o FILE          where it is written (standard output)\n"
     "  -n N             only the first N worlds; of a scenario: how many are played\n"
     "  --causes OUTCOME also which events bring it about in the first run, by 1,000 "
     "worlds\n"
     "                   that are played again (`aras causes`): this takes a while\n"
     "  --sensitivity OUTCOME  also how far what is not known moves it in the first "
     "run,\n"
     "                   and how much of its variance is luck, parameters, readings\n"
     "                   (`aras sensitivity`): some 10,000 worlds more\n"
     "  --leverage       also who moves whom in the first run, measured in 1,000 "
     "worlds\n"
     "                   (`aras leverage --all`)\n"
     "  --seed S, --group G, --central, -j J, -q, --quiet: as in `aras "
     "run`\n" CHANGE_HELP
     "\n  One file, which opens from disk, prints, and is complete with scripts off. "
     "It\n  begins with sentences; then tables and figures, each with its numbers, and "
     "the\n  stories of single worlds. The first three runs are told in full, the "
     "second "
     "and\n  third also against the first; further ones in one table against it. Runs "
     "lie "
     "in\n  the folder results, or are named by their folders. A scenario is played "
     "first "
     "as\n  far as it is not stored yet. What is typed to change a scenario holds for "
     "all.\n\n"
     "  aras report scenarios/south_caucasus/inertia.cfg "
     "scenarios/south_caucasus/corridor.cfg -o report.html\n",
     aras_command_report},
    {"lesson", "learn: predict, run, see how far off you were; or tell of a class",
     "[NUMBER|FOLDER] | --class FOLDER",
     "--as --script --ledger --class --to -o --all --json --csv --quiet -q --ascii",
     "  Without a number: the lessons, and what you have done of them. With one, you "
     "are "
     "asked,\n  your prediction is locked in a ledger, the program runs, and you see "
     "how far off you\n  were, and why. `q` leaves a lesson, and it goes on there; `?` "
     "says how to answer.\n\n"
     "  --as NAME        whose predictions these are (the account's name)\n"
     "  --script FILE    answers from a file, one a line; blank lines and # are "
     "skipped\n"
     "  --ledger FILE    where predictions are locked (results/lessons/NAME.jsonl)\n"
     "  -o FOLDER        where runs and ledgers lie (results)\n"
     "  --class FOLDER   the teacher's overview of all ledgers in a folder:\n"
     "  --all            also who can be told apart from whom\n"
     "  --to FILE        and its calibration as a picture: .svg, .pdf or .png\n"
     "  --json, --csv    for programs, a row an answer; --ascii: no other signs\n"
     "  --quiet, -q      no progress of runs\n\n"
     "  FOLDER has a questions.cfg, as scenarios/lessons/README.md tells; lessons of "
     "your own\n  are named by it. Worlds are kept apart from other runs, in "
     "FOLDER/lessons/worlds.\n\n"
     "  aras lesson 1 --as anna\n"
     "  aras lesson --class results/lessons\n",
     aras_command_lesson},
    {"predict", "what somebody, or a run, says will come goes into a ledger",
     "[SCENARIO|RUN] [key=value ...]",
     "--says --of --by --about --question --closes --ordered --reference --now --note "
     "--ledger --seed --group --central -o",
     "  --says P         30% or 0.3 that it will be so; a=20%,b=80% of options;\n"
     "                   10%=1,50%=2,90%=4 for a number: quantiles and their levels\n"
     "  --of OUTCOME     of the scenario; without one: the name of the question\n"
     "  --by NAME        whose prediction it is\n"
     "  --about W        world (default) or model: in what share of its worlds it is "
     "so\n"
     "  --question TEXT  a question that no scenario asks, and --closes DATE, its last "
     "day\n"
     "  --ordered        its options have an order\n"
     "  --reference P    how often it is so in a reference class\n"
     "  --now WHAT       what is so today: yes, no, an option, a number\n"
     "  --note TEXT      why\n"
     "  --ledger FILE    where it is entered (predictions.jsonl in the folder of "
     "results)\n"
     "  --seed, --group, --central   of the run that is meant, with --about model\n"
     "  -o FOLDER        where runs are stored (results)\n\n"
     "  Without --says, a stored run says what it has to say of all outcomes that it\n"
     "  watches (or of --of): one prediction for each reading.\n\n"
     "  aras predict scenarios/south_caucasus/inertia.cfg --of corridor_open --says "
     "15% "
     "--by Ann\n"
     "  aras predict inertia-1a2b3c4d\n",
     aras_command_predict},
    {"score", "how good the predictions of a ledger were",
     "[LEDGER] [QUESTION=OUTCOME ...]",
     "--observed --on --note --ledger --all --json --csv --ascii -o",
     "  QUESTION=yes     enters what came of a question: yes, no, an option, a number, "
     "or\n"
     "                   void when its premise did not hold\n"
     "  --on DATE        the day on which that was known (today); --note TEXT its "
     "source\n"
     "  --observed FILE  what came, for this time: columns question, outcome, date, "
     "and\n"
     "                   reference, source where there are such\n"
     "  --ledger FILE    the ledger (predictions.jsonl in the folder of results)\n"
     "  --all            each prediction, and how reliable forecasters are\n"
     "  --json, --csv    for programs; --ascii: no other signs\n"
     "  -o FOLDER        where runs are stored (results)\n\n"
     "  Scores of two kinds are never mixed: those of questions about the world, and "
     "those\n"
     "  of questions about a model, which its run settles. Skill is 1 - "
     "score/benchmark;\n"
     "  the benchmarks are climatology (always the share of yes among all that was "
     "settled;\n"
     "  each option as likely), persistence (what is so now, stays), and the "
     "reference\n"
     "  class of the question. A forecaster's last prediction of a question counts.\n\n"
     "  aras score\n"
     "  aras score t00_inertia.treaty@2029-09-12=yes --on 2025-01-17\n",
     aras_command_score},
    {"export", "a stored run for other programs", "RUN", "--csv --json --table --to -o",
     "  --csv            as comma-separated values (default)\n"
     "  --json           all of it as one JSON object\n"
     "  --table T        outcomes (default), tidy, parameters, tracks or events\n"
     "  --to FILE        into a file instead of standard output\n"
     "  -o FOLDER        where runs are stored (results)\n\n"
     "  aras export inertia-1a2b3c4d --table tracks --to tracks.csv\n",
     aras_command_export},
    {"log", "the stored runs, latest first", "[FOLDER]", "-o",
     "  -o FOLDER   where runs are stored (results)\n", aras_command_log},
    {"verify", "play worlds of a stored run again and compare the bits", "RUN",
     "--sample -o",
     "  --sample N   how many worlds to play again, spread evenly (20)\n"
     "  -o FOLDER    where runs are stored (results)\n\n"
     "  Reads all blocks and their checksums, and prints for each event with a rate "
     "how\n"
     "  often it fired and how often its rate says it should have. results.db is made\n"
     "  from the blocks and not looked at; remove it and run again to have it anew.\n",
     aras_command_verify},
    {"sensitivity", "what an outcome's variance is made of, and what moves it",
     "SCENARIO|RUN [key=value ...]",
     "-n --method --of --inputs --seed --group -j -o --on-failure "
     "--allow-mixed" CHANGE_OPTIONS " --json --csv --all --quiet -q --ascii",
     "  --of X,Y=OPTION  which outcomes (those watched); of a category one option; "
     "T=reached\n"
     "                   for whether a time is reached, T for the time until then\n"
     "  --method M       split       luck, parameters, variants: who has which share "
     "(default)\n"
     "                   sobol       the same for single inputs, luck apart\n"
     "                   morris      screening: one input moved at a time, same luck\n"
     "                   pawn        from any run: by how much each input moves it\n"
     "                   regression  from any run: slopes, R2, rank correlations\n"
     "  --inputs A,B     these parameters and variants (all that are drawn; of more "
     "than "
     "40,\n"
     "                   sobol takes the 20 that look most influential in a first "
     "run)\n"
     "  -n N             split, sobol: rows (2,048; 1,024), of as many worlds as there "
     "are\n"
     "                   factors and two more; morris: trajectories (50); pawn, "
     "regression:\n"
     "                   worlds of a scenario that has no run (10,000, with --group "
     "1)\n"
     "  --seed S         another luck (1)\n"
     "  --group G        worlds that share a set of drawn parameters, in runs (50)\n"
     "  -j J             threads (all processors); never changes a result\n"
     "  -o FOLDER        where runs are stored (results)\n"
     "  --on-failure W   record (default) or stop at a world that cannot be played\n"
     "  --allow-mixed    go on with a run made with other maths functions\n" CHANGE_HELP
     "  --all            all inputs; without --of, all outcomes\n" OUTPUT_HELP "\n"
     "  Worlds of split, sobol and morris are stored as a sweep: the same command goes "
     "on "
     "where\n  it stopped, and another outcome is answered at once.\n\n"
     "  aras sensitivity scenarios/south_caucasus/inertia.cfg --of corridor_open\n"
     "  aras sensitivity scenarios/south_caucasus/inertia.cfg --of ending=belt "
     "--method "
     "sobol\n",
     aras_command_sensitivity},
    {"calibrate",
     "fit marginal rates so that the model reproduces them over all routes", "MODEL",
     "-n --seed --group --to --quiet -q",
     "  -n N       worlds in each round (4,000)\n"
     "  --seed S   another luck (1); --group G: worlds that share a set of parameters "
     "(50)\n"
     "  -q         no progress (--quiet)\n"
     "  --to FILE  where the part with the intercepts is written (standard output)\n\n"
     "  aras calibrate models/south_caucasus/model.cfg --to "
     "models/south_caucasus/calibration.cfg\n",
     aras_command_calibrate},
    {"help", "this, or more of a command, setting or word", "[WORD]", "",
     "  aras help run\n  aras help drivers\n", aras_command_help},
    {"version", "which version this is", "", "", "", aras_command_version},
    {NULL, NULL, NULL, NULL, NULL, NULL}};

static void print_commands(void)
{
    printf("Aras: discrete-event Monte Carlo for strategic analysis\n\n"
           "  aras COMMAND ...\n\n");
    for (const struct aras_command *command = aras_commands; command->name != NULL;
         command++) {
        printf("  %-12s %s\n", command->name, command->summary);
    }
    printf(
        "\n`aras help COMMAND` says more; `aras help WORD` explains a setting of "
        "models "
        "and scenarios.\n\nExit codes: 0 fine; 1 some worlds failed, or a stored run "
        "is "
        "damaged; 2 bad input, or a\nfile that cannot be read or written; 3 precision "
        "not reached; 4 an expectation does not hold\n(expect --assert); 130 "
        "interrupted: the same command goes on.\n");
}

static const struct aras_command *find(const char *name)
{
    for (const struct aras_command *command = aras_commands; command->name != NULL;
         command++) {
        if (strcmp(command->name, name) == 0) {
            return command;
        }
    }
    return NULL;
}

static int print_topic(const char *word)
{
    const char *names[256];
    size_t count = 0;
    bool found = false;

    for (const struct aras_command *command = aras_commands; command->name != NULL;
         command++) {
        names[count++] = command->name;
    }

    for (const struct aras_topic *topic = aras_topics; topic->word != NULL; topic++) {
        if (strcmp(topic->word, word) == 0) {
            printf("%s%s (%s)\n  %s\n", found ? "\n" : "", topic->word, topic->where,
                   topic->text);
            found = true;
        }
        if (count < 256) {
            names[count++] = topic->word;
        }
    }
    if (found) {
        return ARAS_EXIT_FINE;
    }

    const char *near = aras_nearest_name(word, names, count);

    fprintf(stderr, "aras: there is no help on '%s'%s%s%s\n", word,
            near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
            near == NULL ? "" : "'?");
    return ARAS_EXIT_BAD_INPUT;
}

int aras_command_help(const struct aras_arguments *arguments)
{
    const struct aras_command *command;

    if (arguments->words > 1 || arguments->settings > 0) {
        return aras_usage("help");
    }
    if (arguments->words == 0) {
        print_commands();
        return ARAS_EXIT_FINE;
    }
    command = find(arguments->word[0]);
    if (command == NULL) {
        return print_topic(arguments->word[0]);
    }
    printf("aras %s%s%s\n  %s\n%s%s", command->name,
           command->usage[0] == '\0' ? "" : " ", command->usage, command->summary,
           command->text[0] == '\0' ? "" : "\n", command->text);
    return ARAS_EXIT_FINE;
}

int aras_usage(const char *name)
{
    const struct aras_command *command = find(name);

    fprintf(stderr, "aras: write it as: aras %s %s\n  `aras help %s` says more\n", name,
            command->usage, name);
    return ARAS_EXIT_BAD_INPUT;
}

int aras_command_version(const struct aras_arguments *arguments)
{
    if (arguments->words > 0 || arguments->settings > 0) {
        return aras_usage("version");
    }
    printf("aras %s (%s)\n", aras_version(), aras_compiler());
    return ARAS_EXIT_FINE;
}
