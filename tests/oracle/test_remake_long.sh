#!/usr/bin/env bash
# The frozen answers of SciPy and R are still what they say.
cd "$(dirname "$0")" || exit 1
made=$(mktemp)
trap 'rm -f "$made"' EXIT

lacks() {
    echo "not remade: $1 is not installed"
    exit 0
}
python=python3
"$python" -c 'import scipy' 2>/dev/null || python=/usr/bin/python3
"$python" -c 'import scipy' 2>/dev/null || lacks python3-scipy
command -v Rscript >/dev/null || lacks r-base-core
for package in survival cmprsk kSamples energy; do
    Rscript -e "quit(status = !requireNamespace('$package', quietly = TRUE))" >/dev/null 2>&1 ||
        lacks "r-cran-${package,,}"
done

{ "$python" -B comparison.py && Rscript comparison.R; } >"$made" || exit 1
awk 'function apart(x, y) { return x > y ? x - y : y - x }
    NR == FNR { frozen[$1] = $2; lines++; next }
    !($1 in frozen) { print "new: " $1; wrong = 1; next }
    { lines-- }
    apart($2, frozen[$1]) > 1e-12 { print $1 ": " frozen[$1] " is now " $2; wrong = 1 }
    END { if (lines != 0) { print lines " answers are gone"; wrong = 1 } exit wrong }' \
    comparison.txt "$made"
