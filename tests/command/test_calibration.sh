#!/usr/bin/env bash
# The regional model, left to itself, reproduces its marginal rates over all routes, and a
# model whose intercepts are stale says so.
. "$(dirname "$0")/support.sh"

region="$top/models/south_caucasus"
answers 0 calibrate "$region/model.cfg" -n 2000 --group 1 --to fitted.cfg
# The first round stands at the stored intercepts. Four standard errors of the replications
# leave a false alarm in one of 500 seeds over all rates; the seed is fixed.
awk '/^round  1 / {
        for (i = 1; i <= NF; i++) {
            if ($i == "wanted") wanted = $(i + 1) + 0
            if ($i == "reached") { reached = $(i + 1) + 0; half = $(i + 3) + 0 }
        }
        rates++
        if ((wanted - reached) ^ 2 > (2.05 * half) ^ 2) { print; bad = 1 }
    }
    END { if (rates < 15) { print rates " rates are fitted"; bad = 1 } exit bad }' err >off ||
    fault "marginal rates are off: $(cat off)"

answers 0 check "$region/model.cfg"
keeps_from_printing "run \`aras calibrate\` again"

# A number of the model changes: the intercepts were fitted to another state.
cp -r "$region" model
sed -i 's/importance = 0\.9/importance = 0.8/' model/ties.cfg
cmp -s model/ties.cfg "$region/ties.cfg" && fault "the copy of the model was not changed"
answers 0 check model/model.cfg
prints "run \`aras calibrate\` again"
finish
