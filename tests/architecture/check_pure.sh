#!/bin/sh
# From `simulation` down nothing prints, opens files, starts threads, keeps what is
# between calls, or uses `long`, whose width differs between machines: so every
# replication stands alone, and the same code runs anywhere. The readers of models
# and scenarios open files; that and nothing else is allowed to them.
#
# An exception is one line here: file, rule, and why.
allowed='
base/require.c     output   a bug is told to whoever can report it, and stops all
random/stream.c    long     the functions of a gsl_rng_type have it in their types
'

for layer in base statistics random calendar formula model scenario simulation; do
    [ -d "engine/$layer" ] || continue
    find "engine/$layer" \( -name '*.c' -o -name '*.h' \)
done | sort | xargs awk -v allowed="$allowed" '
    BEGIN {
        count = split(allowed, lines, "\n")
        for (i = 1; i <= count; i++) {
            split(lines[i], words, " ")
            exception["engine/" words[1], words[2]] = 1
        }
    }

    # The line without its comments and without what stands in quotes.
    function code_of(line,    code, i, c, next_two) {
        code = ""
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            next_two = substr(line, i, 2)
            if (in_comment) {
                if (next_two == "*/") { in_comment = 0; i++ }
            } else if (quote != "") {
                if (c == "\\") i++
                else if (c == quote) quote = ""
            } else if (next_two == "/*") { in_comment = 1; i++ }
            else if (next_two == "//") break
            else if (c == "\"" || c == "\047") { quote = c; code = code "_" }
            else code = code c
        }
        quote = ""
        return code
    }

    function complain(rule, what) {
        if (!((FILENAME, rule) in exception)) {
            printf "%s:%d: %s: %s\n", FILENAME, FNR, what, $0
            bad = 1
        }
    }

    function has(code, words) {
        return code ~ ("(^|[^A-Za-z0-9_])(" words ")([^A-Za-z0-9_]|$)")
    }

    # A static thing is a function, or constant all through: for pointers the last
    # word counts, as in `static const char *const names[]`.
    function is_mutable(code,    thing) {
        if (code !~ /(^|[ \t])static[ \t]/) return 0
        thing = code
        sub(/.*(^|[ \t])static[ \t]+/, "", thing)
        if (thing ~ /^[^=;[{]*\(/ && thing !~ /^[^=;[{(]*\([ \t]*\*/) return 0
        sub(/[=;[{].*/, "", thing)
        if (thing ~ /^(inline|_Noreturn)/) return 0
        if (thing ~ /\*/) sub(/.*\*/, "", thing)
        return !has(thing, "const")
    }

    FNR == 1 { in_comment = 0; quote = "" }
    {
        code = code_of($0)
        reads = FILENAME ~ /\/(model|scenario)\/[a-z_]*(document|read)[a-z_]*\.[ch]$/
        if (has(code, "printf|vprintf|puts|putchar|perror|stdout|stderr") ||
            has(code, "fprintf|vfprintf|fputs|fputc|putc|fwrite") && !reads)
            complain("output", "prints")
        if (!reads && has(code, "FILE|fopen|fdopen|freopen|openat|tmpfile|stdin|unistd") ||
            !reads && code ~ /(^|[^A-Za-z0-9_])open\(/)
            complain("files", "uses files")
        if (has(code, "pthread[a-z_]*|threads|thrd_[a-z]*|mtx_[a-z]*|_Thread_local|__thread|_Atomic|stdatomic|fork"))
            complain("threads", "uses threads")
        if (has(code, "long"))
            complain("long", "uses long")
        if (code ~ /(^|[^A-Za-z0-9_])(rand|srand|random|drand48|time|clock|getenv)\((NULL|0|_|&[a-z_]+)?\)/)
            complain("world", "asks the world outside")
        if (is_mutable(code))
            complain("static", "keeps something between calls")
    }
    END { exit bad }
'
