#!/usr/bin/env bash
# Every example in a README is true. A block is told by what stands behind its ```:
#
#   cfg FILE    is a part of FILE, line for line; so is `c FILE`
#   console     lines `$ aras ...` end with 0 and print what is shown below them
#   console 2   they end with 2; what they say on stderr is shown as well
#   sh          lines that begin with `aras ` end with 0
#
# In what is shown `...` stands for lines left out, and blanks in a row count as one.
# Other blocks are not looked at; a cfg block without a file is a mistake.
#
#   ARAS=build/release/engine/aras tests/texts/test_readme_examples.sh --refresh
#
# puts what the program prints now in the place of what is shown: a line behind `...`
# is found by its first words. Look at the difference before you keep it. Files named behind
# are looked at in the place of the READMEs.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
refresh=no
if [ "${1:-}" = --refresh ]; then
    refresh=yes
    shift
fi
texts=()
for text; do
    texts+=("$(readlink -f "$text")")
done
case ${ARAS:?the path of the program} in
/*) program=$ARAS ;;
*) program=$PWD/$ARAS ;;
esac

# Commands run as from the top folder, but leave their results elsewhere.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/bin" "$place/here"
ln -s "$program" "$place/bin/aras"
for folder in models scenarios tests; do
    ln -s "$root/$folder" "$place/here/$folder"
done
export PATH="$place/bin:$PATH" LC_ALL=C.UTF-8
unset NO_COLOR
cd "$place/here" || exit 2

failures=0
examples=0
fail() {
    failures=$((failures + 1))
    printf '%s\n' "$@" >&2
}

# is_part FILE BLOCK: whether the lines of BLOCK stand in FILE, one after another.
is_part() {
    awk '
        NR == FNR { line[NR] = $0; lines = NR; next }
        { block[FNR] = $0; count = FNR }
        END {
            for (i = 1; i + count - 1 <= lines; i++) {
                for (k = 1; k <= count && line[i + k - 1] == block[k]; k++);
                if (k > count) exit 0
            }
            exit 1
        }' "$1" "$2"
}

# compare SHOWN PRINTED [REFRESHED]: see above. Says the first line that differs.
compare() {
    awk -v refreshed="${3:-}" '
        function plain(line) { gsub(/[ \t]+/, " ", line); sub(/ $/, "", line); return line }
        function start(line,    field) {
            sub(/^ +/, "", line)
            field = line
            sub(/  .*/, "", field)
            return length(field) > 5 ? field : substr(plain(line), 1, 14)
        }
        function fits(line, wanted) {
            return refreshed == "" ? plain(line) == plain(wanted) : start(line) == start(wanted)
        }
        NR == FNR { shown[NR] = $0; count = NR; next }
        { printed[FNR] = $0; lines = FNR }
        END {
            while (lines > 0 && plain(printed[lines]) == "") lines--
            while (count > 0 && plain(shown[count]) == "") count--
            at = 0
            for (i = 1; i <= count; i++) {
                if (shown[i] == "...") {
                    gap = 1
                    if (refreshed != "") print "..." > refreshed
                    continue
                }
                at++
                while (gap && at <= lines && !fits(printed[at], shown[i])) at++
                gap = 0
                if (at > lines || (refreshed == "" && !fits(printed[at], shown[i]))) {
                    print "  shown:   " shown[i]
                    print "  printed: " (at > lines ? "(not at all)" : printed[at])
                    exit 1
                }
                if (refreshed != "") { line = printed[at]; sub(/ +$/, "", line); print line > refreshed }
            }
            if (!gap && at < lines && refreshed == "") {
                print "  printed, but not shown: " printed[at + 1]
                exit 1
            }
        }' "$1" "$2"
}

# run_shown WHERE COMMAND CODE SHOWN REFRESHED
run_shown() {
    local where=$1 command=$2 code=$3 shown=$4 refreshed=$5 got
    examples=$((examples + 1))
    if [ "$code" -eq 0 ]; then
        bash -c "$command" >"$place/printed" 2>"$place/said"
        got=$?
    else
        : >"$place/said"
        bash -c "$command" >"$place/printed" 2>&1
        got=$?
    fi
    if [ "$got" -ne "$code" ]; then
        fail "$where: ends with $got, not $code: $command" "$(cat "$place/printed" "$place/said")"
    elif [ -n "$refreshed" ]; then
        : >"$refreshed"
        compare "$shown" "$place/printed" "$refreshed" >"$place/differs" ||
            fail "$where: $command" "$(cat "$place/differs")"
    elif [ -s "$shown" ] && ! compare "$shown" "$place/printed" >"$place/differs"; then
        fail "$where: $command" "$(cat "$place/differs")"
    fi
}

# check_console WHERE CODE BLOCK [REFRESHED]: commands and what is shown below each.
check_console() {
    local where=$1 code=$2 block=$3 new=${4:-} command='' line
    : >"$place/shown"
    flush() {
        if [ -n "$command" ]; then
            run_shown "$where" "$command" "$code" "$place/shown" "${new:+$place/fresh}"
            if [ -n "$new" ]; then
                { printf '$ %s\n' "$command"; cat "$place/fresh"; } >>"$new"
            fi
        fi
        : >"$place/shown"
    }
    while IFS= read -r line; do
        case $line in
        '$ '*) flush; command=${line#'$ '} ;;
        *) printf '%s\n' "$line" >>"$place/shown" ;;
        esac
    done <"$block"
    flush
}

check_block() {
    local where=$1 kind=$2 argument=$3 block=$4 new=$5 line
    case $kind in
    cfg | c)
        examples=$((examples + 1))
        if [ -z "$argument" ]; then
            [ "$kind" = c ] || fail "$where: a cfg block names no file"
        elif [ ! -f "$root/$argument" ]; then
            fail "$where: there is no file $argument"
        elif ! is_part "$root/$argument" "$block"; then
            fail "$where: this is no part of $argument:" "$(cat "$block")"
        fi
        ;;
    console)
        if [ "$refresh" = yes ]; then
            : >"$new"
            check_console "$where" "${argument:-0}" "$block" "$new"
        else
            check_console "$where" "${argument:-0}" "$block"
        fi
        ;;
    sh)
        while IFS= read -r line; do
            case $line in
            'aras '*) run_shown "$where" "$line" 0 /dev/null '' ;;
            esac
        done <"$block"
        ;;
    esac
}

check_readme() {
    local file=$1 line number=0 begin=0 kind='' argument='' inside=no
    : >"$place/text"
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        if [ $inside = no ] && [[ $line =~ ^\`\`\`([a-z]*)\ *(.*)$ ]]; then
            inside=yes kind=${BASH_REMATCH[1]} argument=${BASH_REMATCH[2]} begin=$number
            : >"$place/block"
            printf '%s\n' "$line" >>"$place/text"
        elif [ $inside = yes ] && [ "$line" = '```' ]; then
            inside=no
            cp "$place/block" "$place/new"
            check_block "${file#"$root"/}:$begin" "$kind" "$argument" "$place/block" "$place/new"
            cat "$place/new" >>"$place/text"
            printf '%s\n' "$line" >>"$place/text"
        elif [ $inside = yes ]; then
            printf '%s\n' "$line" >>"$place/block"
        else
            printf '%s\n' "$line" >>"$place/text"
        fi
    done <"$file"
    if [ "$refresh" = yes ] && [ $failures -eq 0 ] && ! cmp -s "$place/text" "$file"; then
        cp "$place/text" "$file"
        echo "refreshed ${file#"$root"/}"
    fi
}

if [ ${#texts[@]} -gt 0 ]; then
    for file in "${texts[@]}"; do
        check_readme "$file"
    done
    echo "$examples examples, $failures of them wrong"
    [ $examples -gt 0 ] && [ $failures -eq 0 ]
    exit
fi

while IFS= read -r file; do
    check_readme "$file"
done < <(find "$root" \( -path "$root/build*" -o -path "$root/.git" -o -path "$root/results/*/*" \) -prune \
    -o -name README.md -print | sort)

# Every lesson is right, and is taught.
for model in models/tutorial/*.cfg scenarios/tutorial/*.cfg; do
    examples=$((examples + 1))
    aras check "$model" >"$place/printed" 2>&1 || fail "$model:" "$(cat "$place/printed")"
    grep -qF "$model" "$root/${model%%/*}/README.md" ||
        fail "$model is not shown in ${model%%/*}/README.md"
done

echo "$examples examples, $failures of them wrong"
[ $examples -gt 0 ] && [ $failures -eq 0 ]
