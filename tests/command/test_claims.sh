#!/usr/bin/env bash
# The register of claims is whole, every trajectory has its scenario, and the tests are played.
. "$(dirname "$0")/support.sh"

register="$top/models/south_caucasus/claims.cfg"
region="$top/scenarios/south_caucasus"

# S1 has 55 numbered sentences, S2 has 17; some are told in parts (S1-03a, S1-03b).
ids=$(sed -nE 's/.*\{ *id = "(S[12]-[0-9]{2}[a-z]?)".*/\1/p' "$register")
[ "$(sort -u <<<"$ids" | wc -l)" -eq 114 ] || fault "$(sort -u <<<"$ids" | wc -l) claims instead of 114"
for number in $(seq -w 0 55); do
    grep -qE "^S1-$number[a-z]?$" <<<"$ids" || fault "no claim S1-$number"
done
for number in $(seq -w 0 17); do
    grep -qE "^S2-$number[a-z]?$" <<<"$ids" || fault "no claim S2-$number"
done
for number in $(seq -w 0 25); do
    ls "$region/t$number"* >files 2>&1 || fault "no scenario of trajectory $number"
done

answers 0 claims "$register" -n 50 -q
prints "114 claims"
# One parameter set tells no error: that is said, and no share moves by +-100 points.
keeps_from_printing "nan"
keeps_from_printing "100 pp"
prints "unknown"
same "$(grep -cE '^.{101}' out)" 0 "lines beyond 100 columns"
answers 0 claims "$register" -n 50 -q --csv
[ "$(cut -d, -f1 out | tail -n +2 | sort -u | wc -l)" -ge 50 ] || fault "fewer than 50 claims are tested"

# With its link cut, a claim that nothing else bears out is carried by it: gifts mend trust.
printf 'title = "As it is"; model = "model.cfg"; kind = "baseline";\n' >base.cfg
printf 'title = "More gifts"; model = "model.cfg"; kind = "push"; scale = ["gift * 4"];\n' >more.cfg
cat >small.cfg <<'TEXT'
model = "model.cfg";
claims = (
  { id = "A-1"; text = "gifts mend trust"; kind = "causal"; by = "gift"; typed = "gift -> trust";
    test = { scenario = "more.cfg"; against = "base.cfg"; outcome = "trust"; sign = "+"; margin = 0.02; }; },
  { id = "A-2"; text = "gifts keep the peace"; kind = "causal"; by = "gift"; typed = "gift -> mood";
    test = { scenario = "more.cfg"; against = "base.cfg"; outcome = "trust"; sign = "+"; margin = 0.02; }; } );
TEXT
answers 0 claims small.cfg --ablate -n 1000 --group 10 -q
prints "carried by the link"
prints "others hold it too"
grep -qE 'A-1 .* \+0\.[0-9]+ ±0\.[0-9]+ ' out || fault "a change has no error beside it"
answers 0 claims small.cfg --ablate -n 1000 --group 10 -q --csv
[ "$(grep -c 'A-1.*,carried by the link$' out)" -eq 2 ] || fault "A-1 is carried by its link in both readings"
[ "$(grep -c 'A-2.*,others hold it too$' out)" -eq 2 ] || fault "A-2 is held by another effect too"

answers 0 claims small.cfg --ablate -n 1000 --group 10 -q --json
python3 - out <<'CHECK' || fault "the JSON of claims"
import json, sys
data = json.load(open(sys.argv[1]))
assert data["format"] == "aras claims report 1"
assert [c["claim"] for c in data["claims"]] == ["A-1", "A-2"]
first = data["tests"][0]
assert first["claim"] == "A-1" and first["verdict"] == "built in" and first["margin"] == 0.02
assert first["interval"][0] < first["difference"] < first["interval"][1]
assert first["difference"] == first["b"] - first["a"] or abs(first["difference"] - first["b"] + first["a"]) < 1e-9
assert first["without_link"]["effect"] == "carried by the link"
CHECK
# What is not stated is an empty field, as in all tables for programs.
sed 's/ margin = 0.02;//' small.cfg >unstated.cfg
answers 0 claims unstated.cfg -n 1000 --group 10 -q --csv
keeps_from_printing "nan"

# A claim that is not modelled gives its reason.
cat >wrong.cfg <<'TEXT'
claims = ( { id = "A-1"; text = "it rains"; kind = "state"; by = "not modelled"; } );
TEXT
answers 2 claims wrong.cfg
complains "say why"
answers 2 claims
complains "aras claims REGISTER"

# What `typed` says of the model is held against it, with the line.
sed -e "s|^model .*|model = \"$top/models/south_caucasus/model.cfg\";|" \
    -e "s|^scenarios .*|scenarios = \"$region\";|" \
    -e 's/talks_open <- returns/talks_open <- oil/' \
    -e 's/scenario -> israel_war/scenario -> us_strike/' "$register" >typed.cfg
answers 2 claims typed.cfg -n 50 -q
line=$(grep -n 'talks_open <- oil' typed.cfg | cut -d: -f1)
complains "typed.cfg:$line: typed: nothing that decides on 'talks_open' reads 'oil'"
complains "the scenario of the test neither forces, forbids, scales nor delays 'us_strike'"
prints_nothing
finish
