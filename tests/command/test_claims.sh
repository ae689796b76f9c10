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
answers 0 claims "$register" -n 50 -q --csv
[ "$(cut -d, -f1 out | tail -n +2 | sort -u | wc -l)" -ge 50 ] || fault "fewer than 50 claims are tested"

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
