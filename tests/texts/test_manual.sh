#!/usr/bin/env bash
# The manual page and the completions know the commands, options and exit codes that the
# program has, and no others; its help explains each option; and the page formats without a warning.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
aras=${ARAS:?the path of the program}
page=engine/command/aras.1
shells=engine/command/completion
failures=0

fail() {
    failures=$((failures + 1))
    printf '%s\n' "$@" >&2
}

# same WHAT A B: whether two lists of words hold the same.
same() {
    local a b
    a=$(tr ' ' '\n' <<<"$2" | grep . | sort -u)
    b=$(tr ' ' '\n' <<<"$3" | grep . | sort -u)
    [ "$a" = "$b" ] || fail "$1 (<: only the program has it, >: only the text):" \
        "$(diff <(echo "$a") <(echo "$b") | grep '^[<>]')"
}

commands=$("$aras" help | sed -nE 's/^  ([a-z]+)  +[^ ].*/\1/p' | tr '\n' ' ')
[ "$(wc -w <<<"$commands")" -ge 11 ] || fail "the commands are not found in \`aras help\`"

# options_of COMMAND: as the program tells them to who types a wrong one.
options_of() {
    "$aras" "$1" --no-such-option 2>&1 | sed -nE 's/.*it has:? (none)?//p'
}

# page_of COMMAND: its part of the page, without the title.
page_of() {
    awk -v title="aras $1" '/^\.S[sh] / { inside = 0 }
        inside { print }
        /^\.Ss / && substr($0, 5) " " ~ ("^" title "[ ]") { inside = 1 }' "$page" |
        sed -e ':join' -e '/\\$/{N;s/\\\n/ /;b join' -e '}'
}

# `.It Fl n Ar N , Fl -until` gives "-n --until".
options_in_page() {
    grep '^\.It Fl' | grep -oE '(^\.It |, +|\| )Fl -?[a-z-]+' | sed -E 's/.*Fl /-/' | tr '\n' ' '
}

same 'commands in the manual page' "$commands" \
    "$(sed -nE 's/^\.Ss aras ([a-z]+).*/\1/p' "$page" | tr '\n' ' ')"
for command in $commands; do
    options=$(options_of "$command")
    usage=$("$aras" help "$command" | head -n 1 | sed 's/ *$//')
    grep -qxF ".Ss $usage" "$page" || fail "the manual page does not say: $usage"
    for option in $options; do
        "$aras" help "$command" | grep -qE -- "(^|[ ,(])$option([ ,;:=.)]|\$)" ||
            fail "\`aras help $command\` does not explain $option"
    done
    part=$(page_of "$command")
    if grep -q 'The options are those of' <<<"$part"; then
        part+=$'\n'$(page_of "$(grep -A 1 'The options are those of' <<<"$part" | sed -nE 's/^\.Cm ([a-z]+).*/\1/p')")
    fi
    same "options of '$command' in the manual page" "$options" "$(options_in_page <<<"$part")"

    if [ "$command" != help ]; then
        given=$(bash -c '. "$1"; COMP_WORDS=(aras "$2" -) COMP_CWORD=2; _aras; echo "${COMPREPLY[*]}"' \
            - "$shells/aras.bash" "$command")
        same "options of '$command' in aras.bash" "$options" "$given"
    fi
    given=$(grep -E "__fish_seen_subcommand_from [a-z ]*\b$command\b" "$shells/aras.fish" |
        sed -E "s/.*__fish_seen_subcommand_from [^']*' //; s/ -d .*//" |
        grep -oE '(^| )-[ls] [a-z-]+' | sed -E 's/ ?-l /--/; s/ ?-s /-/' | tr '\n' ' ')
    same "options of '$command' in aras.fish" "$options" "$given"

    # In the file for zsh: those in the branch of the command, and those of the lists it names.
    branch=$(awk -v command="$command" '/^    [a-z|]+\)$/ {
            inside = 0
            count = split(substr($1, 1, length($1) - 1), names, "|")
            for (i = 1; i <= count; i++) inside = inside || names[i] == command
        }
        inside { print } /;;/ { inside = 0 }' "$shells/_aras")
    for list in play worlds luck change; do
        grep -q "\$$list\b" <<<"$branch" &&
            branch+=$'\n'$(awk -v list="$list" '$0 ~ "^    " list "=[(]" { inside = 1 }
                inside { print } /^    \)/ { inside = 0 }' "$shells/_aras")
    done
    same "options of '$command' in _aras" "$options" \
        "$(grep -oE "'\*?--?[a-z-]+\[" <<<"$branch" | tr -d "'*[" | tr '\n' ' ')"
done
first=$(bash -c '. "$1"; COMP_WORDS=(aras "") COMP_CWORD=1; _aras; echo "${COMPREPLY[*]}"' - "$shells/aras.bash")
same 'commands in aras.bash' "$commands --help --version" "$first"
same 'commands in aras.fish' "$commands" \
    "$(sed -nE 's/.*__fish_use_subcommand -a ([a-z]+).*/\1/p' "$shells/aras.fish" | tr '\n' ' ')"
same 'commands in _aras' "$commands" \
    "$(sed -n '/^    commands=(/,/^    )/p' "$shells/_aras" | sed -nE "s/^ +'([a-z]+):.*/\1/p" | tr '\n' ' ')"

codes=$("$aras" help | tr '\n' ' ' | sed 's/.*Exit codes: //' | grep -oE '(^|[;,] )[0-9]+ ' | tr -dc '0-9 \n' | tr '\n' ' ')
same 'exit codes in the manual page' "$codes" \
    "$(sed -n '/^\.Sh EXIT STATUS/,/^\.El/p' "$page" | sed -nE 's/^\.It ([0-9]+)$/\1/p' | tr '\n' ' ')"

bash -n "$shells/aras.bash" || fail "aras.bash is no bash"
if command -v zsh >/dev/null; then zsh -n "$shells/_aras" || fail "_aras is no zsh"; fi
if command -v fish >/dev/null; then fish -n "$shells/aras.fish" || fail "aras.fish is no fish"; fi
if command -v groff >/dev/null; then
    warnings=$(groff -mdoc -Tutf8 -wall -z "$page" 2>&1)
    [ -z "$warnings" ] || fail "$warnings"
fi
if command -v mandoc >/dev/null; then
    warnings=$(mandoc -Tlint -Wwarning "$page" 2>&1) || fail "$warnings"
fi
[ $failures -eq 0 ]
