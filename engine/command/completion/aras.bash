# Completion of `aras` for bash. Installed, it is read when `aras` is first completed.

_aras()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local commands='check show run compare sweep overview claims expect discover causes invert leverage warn sensitivity replay explain figure play lesson predict score report export log verify calibrate help version'
    local play='-n --until --max --seed --group --central -j -o --on-failure --allow-mixed
                --json --csv --all --quiet -q --ascii'
    local change='--force --forbid --hold --dictate --delay --scale --cut'
    local options=

    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$word")
        return
    fi
    case $before in
    -o)
        if [[ ${COMP_WORDS[1]} == @(figure|report) ]]; then
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
        else
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
        fi
        return
        ;;
    --kind) mapfile -t COMPREPLY < <(compgen -W 'help icons incidence arrival fan dots tornado leverage network strip ecdf dumbbell switches shift timeline twins causes variance measured sweep heat calibration' -- "$word"); return ;;
    --theme) mapfile -t COMPREPLY < <(compgen -W 'light dark print page' -- "$word"); return ;;
    --if | --width) return ;;
    --to | --ledger | --observed) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --about) mapfile -t COMPREPLY < <(compgen -W 'world model' -- "$word"); return ;;
    --best) mapfile -t COMPREPLY < <(compgen -W 'highest lowest' -- "$word"); return ;;
    --design) mapfile -t COMPREPLY < <(compgen -W 'grid list: lhs: sobol: morris:' -- "$word"); return ;;
    --base) return ;;
    --on-failure) mapfile -t COMPREPLY < <(compgen -W 'record stop' -- "$word"); return ;;
    --method)
        mapfile -t COMPREPLY < <(compgen -W 'split sobol morris pawn regression' -- "$word")
        return
        ;;
    --table)
        mapfile -t COMPREPLY < <(compgen -W 'outcomes tidy parameters tracks events' -- "$word")
        return
        ;;
    -n | --until | --max | --seed | --group | -j | --sample | --of | --where | --boxes | --alpha | --peel | --inputs) return ;;
    --make | --above | --below | --events | --top | --least | --interactions) return ;;
    --replication | --extreme | --as) return ;;
    --says | --by | --question | --closes | --reference | --now | --note | --on | --at | --within) return ;;
    --force | --forbid | --hold | --dictate | --delay | --scale | --cut) return ;;
    esac
    case ${COMP_WORDS[1]} in
    check) options="--resolved --all --seed --group --central $change" ;;
    show) options="--dot $change" ;;
    run) options="$play $change" ;;
    compare) options="$play $change --of --best --explore" ;;
    sweep)
        options=${play/--until --max /}
        options+=" $change --design --base --of"
        ;;
    claims) options="$play --ablate" ;;
    expect) options="${play/ --all / } --assert" ;;
    overview) options=${play/--json/} options="${options/ --all / } --of" ;;
    discover) options="$play $change --where --cart --alpha --boxes --peel" ;;
    causes)
        options="-n --of --events --top --least --interactions --strips --first --seed --group --central -j -o
                 --json --csv --all --quiet -q --ascii $change"
        ;;
    invert)
        options="-n --make --above --below --seed --group --central -j -o
                 --json --csv --all --quiet -q --ascii $change"
        ;;
    leverage)
        options="-n --on --at --within --seed --group --central -j -o
                 --json --csv --all --quiet -q --ascii $change"
        ;;
    warn) options="$play $change --of --by" ;;
    sensitivity)
        options="-n --method --of --inputs --seed --group -j -o --on-failure --allow-mixed
                 --json --csv --all --quiet -q --ascii $change"
        ;;
    replay) options="--seed --group --central -o $change" ;;
    explain) options="$play $change --replication --typical --extreme --of --brief --dot" options="${options/--csv /}" ;;
    figure) options='--kind --of --if --replication --typical --extreme --events --sample --top --least --all --method --inputs --at --within --by --observed -o --theme --width --pdf --png --data -n --seed --group --central -j --force --forbid --hold --dictate --delay --scale --cut --quiet -q' ;;
    play) options="--as --script --replay --to -o --replication -n -j --seed --group --central --all --json --csv --quiet -q --ascii $change" ;;
    report) options='-o -n --causes --sensitivity --leverage --seed --group --central -j --force --forbid --hold --dictate --delay --scale --cut --quiet -q' ;;
    lesson) options='--as --script --ledger --class --to -o --all --json --csv --quiet -q --ascii' ;;
    predict) options='--says --of --by --about --question --closes --ordered --reference --now --note --ledger --seed --group --central -o' ;;
    score) options='--observed --on --note --ledger --all --json --csv --ascii -o' ;;
    export) options='--csv --json --table --to -o' ;;
    log) options='-o' ;;
    verify) options='--sample -o' ;;
    calibrate) options='-n --seed --group --to --quiet -q' ;;
    help) mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word"); return ;;
    *) return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
        return
    fi
    case ${COMP_WORDS[1]} in
    export | verify)
        # The names of stored runs, and folders.
        mapfile -t COMPREPLY < <(compgen -W "$(aras log 2>/dev/null |
            awk '/^[^ ]/ && NR > 1 { print $1 }')" -- "$word"; compgen -d -- "$word")
        ;;
    lesson) mapfile -t COMPREPLY < <(cd scenarios/lessons 2>/dev/null && compgen -d -- "$word"; compgen -d -- "$word") ;;
    log) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
    score) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
    *)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.cfg' -- "$word")
        ;;
    esac
}

complete -F _aras aras
