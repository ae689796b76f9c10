#!/usr/bin/env bash
# Reports of runs and of a game in Chromium: see report.mjs. Skipped, with 77, where node or Chromium is absent.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
aras=$(readlink -f "${ARAS:?the path of the program}")
modules=$(dirname "$aras")/../browser
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

skip() {
    echo "skipped: $1"
    exit 77
}

chromium=$(command -v chromium || command -v chromium-browser) || skip "chromium is not installed"
command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are not installed"
mkdir -p "$modules" && cp "$here/package.json" "$modules" &&
    (cd "$modules" && npm install --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1) ||
    skip "npm could not install what package.json names"

cd "$place" || exit 1
for scenario in inertia corridor; do
    "$aras" run "$top/scenarios/south_caucasus/$scenario.cfg" -n 1000 -q >/dev/null || exit 1
done
"$aras" report results/inertia-* results/corridor-* -q -o report.html || exit 1
sed -E 's|title = "([^"]*)"|title = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\1"|' \
    "$top/models/tutorial/03-parameters.cfg" >hostile.cfg
"$aras" report hostile.cfg -n 500 -q -o hostile.html || exit 1
"$aras" play "$top/scenarios/south_caucasus/inertia.cfg" --as armenia,iran --replication 3 -n 50 -q -o game.html \
    --script "$top/scenarios/south_caucasus/armenia.answers" >/dev/null 2>&1 || exit 1
cd "$modules" && node "$here/report.mjs" "$chromium" "$place/hostile.html" "$place/report.html" "$place/game.html"
