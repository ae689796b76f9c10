#!/usr/bin/env bash
# What scenarios expect is judged by playing them, and told with exit codes.
. "$(dirname "$0")/support.sh"

# expects SIGN MARGIN [OUTCOME]: a scenario without gifts, which makes for more war.
expects() {
    sed 's|watch = .*|expect = ( { outcome = "'"${3:-war}"'"; against = "base.cfg"; sign = "'"$1"'"; margin = '"$2"'; claim = "T-1"; } );|' \
        gifts.cfg
}
printf 'title = "As it is"; model = "model.cfg"; kind = "baseline";\n' >base.cfg
mkdir all
for name in model base; do
    cp $name.cfg all/
done
expects + 0.05 >all/more.cfg
expects - 0.05 >all/less.cfg
expects 0 0.05 >all/same.cfg
expects + 0.05 trust >all/trust.cfg
few="-n 1000 --group 10 -q -o runs"

answers 0 expect all/more.cfg $few
prints "more against base"
prints "war: higher by more than 5 pp (T-1)"
[ "$(grep -c ' holds$' out)" -eq 2 ] || fault "two readings hold"
prints "Within the model, of 1 expectation 1 holds in every reading"

# The same worlds again: nothing is played, the answer is the same.
cp out before
answers 0 expect all/more.cfg $few
cmp -s out before || fault "the second answer is another"

# --assert: an expectation that does not hold is an exit code; without it, an answer.
answers 0 expect all/less.cfg $few
[ "$(grep -c ' does not hold$' out)" -eq 2 ] || fault "two readings do not"
answers 4 expect all/less.cfg all/more.cfg $few --assert
complains "1 of 2 expectations do not hold within the model"
answers 0 expect all/more.cfg $few --assert
answers 4 expect all/same.cfg $few --assert

# A folder stands for its scenarios; one without `expect` is counted.
answers 0 expect all/ $few
prints "of 4 expectations 1 holds in every reading, 3 do not hold"
prints "Scenarios without an \`expect\`: 2."
answers 0 expect all $few --csv
[ "$(wc -l <out)" -eq 9 ] || fault "eight findings"
answers 0 expect all $few --json
prints '"format": "aras expect report 1"'

# Few worlds tell little, and that is no failure of the expectation.
answers 0 expect all/more.cfg -n 30 --group 10 -q -o runs --assert
prints "inconclusive"

# What is wrong is said, with its place.
answers 2 expect
complains "aras expect SCENARIO|FOLDER"
answers 2 expect base.cfg
complains "there is nothing to judge"
mkdir none
answers 2 expect none
complains "there is no scenario (*.cfg) in the folder 'none'"
answers 2 expect nowhere.cfg
complains "nowhere.cfg"
expects + 0.05 ending >category.cfg
answers 2 expect category.cfg $few
complains "the outcome 'ending' is a category"
complains "category.cfg:"
sed 's|"base.cfg"|"lost.cfg"|' all/more.cfg >lost_against.cfg
answers 2 expect lost_against.cfg $few
complains "lost.cfg"
answers 2 expect "$(stored runs | cut -d' ' -f1)"
finish
