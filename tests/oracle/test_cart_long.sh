#!/usr/bin/env bash
# The stored answers of rpart are those that it gives today (to nine digits).
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
if ! Rscript -e 'library(rpart)' >/dev/null 2>&1; then
    echo "skipped: r-cran-rpart is not here"
    exit 0
fi
shorten() {
    awk -F, '{ for (i = 1; i <= NF; i++) printf "%s%s", ($i ~ /^[-0-9.e]+$/) ? sprintf("%.9g", $i) : $i, i < NF ? "," : "\n" }'
}
if ! diff <(shorten <cart.csv) <(Rscript cart.R | shorten); then
    echo "rpart says something else than cart.csv; see the head of cart.R"
    exit 1
fi
