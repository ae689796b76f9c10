#!/usr/bin/env bash
# A stored run that is not what was written is found, named, and never used in silence;
# and the way out that is told is one.
. "$(dirname "$0")/support.sh"

answers 0 run model.cfg -n 5000 -q -o whole
name=$(basename "$(stored whole)")
want=$(bits whole)

# A fresh copy of the whole run, to be damaged.
copy() {
    rm -rf results
    cp -a whole results
    run=results/$name
    block=$run/blocks/00000002.blk
}

# Everything that reads the run refuses, naming the file.
refused() {
    answers 1 run model.cfg -n 5000 -q
    complains "$1"
    prints_nothing
    for command in run verify export; do
        answers 1 $command "$name"
        complains "$1"
        prints_nothing
    done
    echo "an older table" >table.csv
    answers 1 export "$name" --to table.csv
    complains "$1"
    same "$(cat table.csv)" "an older table" "the file that was not exported to"
    answers 1 compare "$run" "$run"
    complains "$1"
}

# What the message says to do mends it.
mended() {
    rm -f "$1"
    answers 0 run model.cfg -n 5000 -q
    same "$(bits results)" "$want" "the blocks after mending"
    answers 0 verify "$name"
    prints "0 differ"
}

flip() { # byte $2 of file $1
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    # shellcheck disable=SC2059
    printf "\\x$(printf %02x $((byte ^ 16)))" |
        dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

copy
size=$(stat -c %s "$block")
for at in 0 20 60 200 $((size / 3)) $((size / 2)) $((size - 9)); do
    copy
    flip "$block" "$at"
    refused 00000002.blk
done
mended "$block"
copy
flip "$block" $((size - 1))
refused 00000002.blk
mended "$block"

for length in 0 1 50 $((size / 2)) $((size - 1)); do
    copy
    truncate -s "$length" "$block"
    refused 00000002.blk
done
mended "$block"

copy
printf x >>"$block"
refused 00000002.blk
mended "$block"

copy
cp "$run/blocks/00000003.blk" "$block"
refused 00000002.blk
mended "$block"

# A block of another run, or of another seed.
answers 0 run model.cfg -n 5000 -q -o seeded --seed 2
copy
cp "$(stored seeded)/blocks/00000002.blk" "$block"
refused 00000002.blk
mended "$block"

# A block that is gone: whoever reads is told, whoever plays plays it again.
for gone in 00000000 00000002 00000004; do
    copy
    rm "$run/blocks/$gone.blk"
    answers 1 verify "$name"
    complains "$gone.blk is missing"
    answers 1 run "$name"
    complains "$gone.blk is missing"
    answers 1 export "$name"
    complains "$gone.blk is missing"
    answers 1 compare "$run" "$run"
    complains "$gone.blk is missing"
    answers 0 run model.cfg -n 5000 -q
    same "$(bits results)" "$want" "the blocks after one was gone"
    answers 0 verify "$name"
done
copy
rm "$run"/blocks/*
answers 1 verify "$name"
answers 0 run model.cfg -n 5000 -q
same "$(bits results)" "$want" "the blocks after all were gone"
copy
rm -r "$run/blocks"
answers 0 run model.cfg -n 5000 -q
same "$(bits results)" "$want" "the blocks after their folder was gone"

# The model that it was made of.
copy
sed -i 's/initial = 0.5/initial = 0.6/; s/"0.5"/"0.6"/' "$run/resolved.cfg"
cmp -s "$run/resolved.cfg" "whole/$name/resolved.cfg" && echo '# more' >>"$run/resolved.cfg"
for command in verify export run; do
    answers 1 $command "$name"
    complains "resolved.cfg was changed after it was written"
done
answers 1 replay "$run" 3
complains "resolved.cfg"
answers 1 run model.cfg -n 5000 -q
complains "resolved.cfg"
mended "$run/resolved.cfg"
copy
rm "$run/resolved.cfg"
answers 1 verify "$name"
complains "resolved.cfg is missing"
mended "$run/resolved.cfg"

# run.json.
copy
size=$(stat -c %s "$run/run.json")
for at in 5 100 $((size / 2)) $((size - 10)); do
    copy
    flip "$run/run.json" "$at"
    answers 1 verify "$name"
    complains "$name"
    answers 1 run model.cfg -n 5000 -q
    complains "$name"
    answers 0 log
    prints "damaged"
done
mended "$run/run.json"
copy
rm "$run/run.json"
answers 2 verify "$name"
complains "no stored run"
mended "$run/run.json"
copy
: >"$run/run.json"
answers 1 verify "$name"
mended "$run/run.json"

# results.db is made of the blocks: it is never read, and made again when it is gone.
copy
rm "$run/results.db"
answers 0 run model.cfg -n 5000 -q
cmp -s "$run/results.db" "whole/$name/results.db" || fault "results.db was not made again"
answers 0 verify "$name"
prints "database  is what was written"

# Nothing here reads it, but others do: whoever asks is told that it was changed.
size=$(stat -c %s "$run/results.db")
for at in 30 $((size / 2)) $((size - 1)); do
    copy
    flip "$run/results.db" "$at"
    answers 1 verify "$name"
    complains "results.db was changed after it was written"
done
copy
truncate -s $((size / 2)) "$run/results.db"
answers 1 verify "$name"
complains "results.db was changed"
answers 0 export "$name"
mended "$run/results.db"
copy
rm "$run/results.db"
answers 0 verify "$name"
prints "database  is not there"

# What does not belong there harms nobody.
copy
echo x >"$run/blocks/notes.txt"
echo x >"$run/blocks/.00000007.blk.host.1.part"
mkdir "$run/blocks/00000009"
answers 0 verify "$name"
answers 0 run model.cfg -n 6000 -q
[ ! -e "$run/blocks/.00000007.blk.host.1.part" ] || fault "what a killed program left stays"

# Numbers of another model under the right name are found by playing again.
copy
other=$(stored seeded)
cp "$other/resolved.cfg" "$run/resolved.cfg" 2>/dev/null
sed -i 's/patience = 1.5/patience = 1.6/' "$run/resolved.cfg"
answers 1 verify "$name"
complains "resolved.cfg"
finish
