#!/usr/bin/env bash
# Each feedback of the regional model does something: without it, under the same luck, an
# outcome moves the way the feedback says, and by more than chance. Luck is shared and the
# seed is fixed, so that only a change of the model can make a line fail.
. "$(dirname "$0")/support.sh"

region="$top/scenarios/south_caucasus"

# without SETTINGS BASE OUTCOME SIGN: SETTINGS take the feedback out of the scenario BASE, and
# OUTCOME is then higher (+) or lower (-), over both readings.
without() {
    printf 'title = "Without it"; kind = "push"; extends = "%s/%s.cfg";\n%s\n' "$region" "$2" "$1" >without.cfg
    answers 0 compare "$region/$2.cfg" without.cfg -n 200 --group 5 -q --csv --of "$3"
    awk -F, -v outcome="$3" -v sign="$4" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["outcome"] == outcome && $at["option"] == "" && $at["reading"] ~ /^reading=/ {
            worlds += $at["worlds"]
            sum += $at["worlds"] * $at["difference"]
            square += ($at["worlds"] * ($at["interval_high"] - $at["interval_low"]) / 2) ^ 2
        }
        END {
            if (worlds > 0) printf "it changes by %.4f, +- %.4f", sum / worlds, sqrt(square) / worlds
            exit worlds == 0 || (sign == "+" ? sum : -sum) <= sqrt(square)
        }' out >told || { >out; >err; fault "without it, $3 should move ($4): $(cat told)"; }
}

# A lever that is pulled wears out.
without 'set = ["use_wear = 0"]; dictate = ( { decision = "russia_answers_pivot"; option = "punish"; } );' \
    t09_pivot dependence_armenia_russia_market +
# Silence costs a name, and a lost name emboldens.
without 'cut = ["iran_answers_russia.ignore -> reputation[iran]"];' t00_inertia reputation_iran +
without 'cut = ["iran_answers_russia.ignore -> reputation[iran]"];' t00_inertia mean_support -
# War raises need; replacement lowers it.
without 'hold = ["war_demand"];' t06_dependence dependence_russia_iran_arms -
without 'forbid = ["russia_substitutes"]; hold = ["substitutability[russia, iran, arms]"];' \
    t00_inertia dependence_russia_iran_arms +
# Closing windows invite early moves.
without 'set = ["window_effect = 0"];' t09_pivot demands_on_armenia -
# Attention is a budget.
without 'hold = ["tied[iran] = 0.65"];' t25_north demands_corridor +
# The pivot draws punishment, which cools and frees.
without 'forbid = ["russia_answers_pivot.punish"];' t09_pivot mean_alignment_russia_armenia +
without 'cut = ["punishment_bites -> armenia_west"];' t09_pivot armenia_west -
# Crises and settlements come in clusters.
without 'set = ["crisis_effect = 0"];' t14_escalation us_strike -
without 'set = ["ripeness_effect = 0"];' t20_peace_push peace_signed -
finish
