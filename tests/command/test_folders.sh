#!/usr/bin/env bash
# Where runs are stored: folders that cannot be, full disks, two programs at once.
. "$(dirname "$0")/support.sh"

echo "a file" >file
for folder in file file/below /proc/aras; do
    answers 2 run model.cfg -n 10 -q -o "$folder"
    complains "${folder%/below}"
    prints_nothing
done
same "$(cat file)" "a file" "the file in the way"
if [ "$(id -u)" != 0 ]; then
    mkdir closed && chmod 555 closed
    answers 2 run model.cfg -n 10 -q -o closed
    complains "closed"
    chmod 755 closed
fi
answers 0 run model.cfg -n 10 -q -o a/new/place
[ -e "$(stored a/new/place)/run.json" ] || fault "folders above were not made"
answers 0 run model.cfg -n 10 -q -o "with spaces and ü"
answers 0 log "with spaces and ü"
prints "model-"

# A run that was stored already is only told; another seed is another run.
answers 0 run model.cfg -n 1000 -q
cp out first
before=$(bits results)
answers 0 run model.cfg -n 1000 -q
cmp -s out first || fault "told again it is another answer"
same "$(bits results)" "$before" "the blocks of a run that is told again"
answers 0 run model.cfg -n 1000 -q --seed 0
same "$(ls results | wc -l)" 2 "runs in the folder"
answers 0 log
prints "RUN"
same "$(grep -c '^model-' out)" 2 "runs in the log"
answers 0 log results
same "$(grep -c '^model-' out)" 2 "runs in the log of a folder"
answers 0 log nowhere
prints "no stored runs in nowhere"
answers 2 log results -o results
mkdir -p results/not-a-run
answers 0 log
same "$(grep -c 'not-a-run' out)" 0 "folders in the log that are no runs"

# Asked for fewer worlds than are stored, the answer is about those.
answers 0 run model.cfg -n 1000 -q -o few
sed -n '/^OUTCOME/,$p' out >few.txt
answers 0 run model.cfg -n 4000 -q
answers 0 run model.cfg -n 1000 -q
sed -n '/^OUTCOME/,$p' out | diff few.txt - >difference ||
    fault "1000 of 4000 stored worlds are told as something else"
answers 0 run model.cfg -q -n 10000 -o all
answers 0 run model.cfg -q -o all
prints "10 000 worlds"
answers 0 run model.cfg -q -n 12000 -o all
answers 0 run model.cfg -q -o all
prints "12 000 worlds"

# A disk that is full: an error, and what was stored is kept and gone on with.
full() {
    typed="aras $*  (with a limit of 24 kB a file)"
    (ulimit -f 24 && exec "$aras" "$@") >out 2>err </dev/null
    same "$?" 2 "exit code"
    complains "File too large"
    [ -z "$(find . -name '*.part')" ] || fault "a half file was left"
}
full run model.cfg -n 5000 -q -j 1 -o full
same "$(find full -name results.db | wc -l)" 0 "databases on the full disk"
answers 0 run model.cfg -n 5000 -q -o full
answers 0 run model.cfg -n 5000 -q -o plenty
same "$(bits full)" "$(bits plenty)" "the blocks after a full disk"
answers 0 verify "$(stored full)"
prints "0 differ"
[ -s "$(stored full)/results.db" ] || fault "results.db was not made up for"
full run model.cfg -n 9000 -q -o full
answers 0 verify "$(stored full)"
answers 0 run model.cfg -n 9000 -q -o full
if command -v sqlite3 >/dev/null; then
    same "$(sqlite3 "$(stored full)/results.db" 'SELECT count(*) FROM replication')" 9000 \
        "worlds in the database after a full disk"
fi
full export "$(stored full)" --to table.csv

# Two programs in one folder: one works, the other says who has it, nothing is harmed.
"$aras" run slow.cfg -n 20000 -j 1 -q -o shared >one.out 2>one.err </dev/null &
worker=$!
for _ in $(seq 100); do
    [ -n "$(find shared -name '*.blk' 2>/dev/null)" ] && break
    sleep 0.05
done
answers 2 run slow.cfg -n 2000 -q -o shared
complains "is being worked on by process $worker"
prints_nothing
answers 0 log shared
answers 0 verify "$(stored shared)" --sample 5
answers 0 run slow.cfg -n 1000 -q -o shared --seed 2
kill -INT $worker
wait $worker
same "$?" 130 "exit code of the one that was stopped"
answers 0 run slow.cfg -n 2000 -q -o shared
answers 0 run slow.cfg -n 2000 -q -o alone
block=blocks/00000001.blk
cmp -s shared/slow-*/$block alone/slow-*/$block 2>/dev/null
for run in shared/slow-*; do
    [ "$(basename "$run")" = "$(basename "$(stored alone)")" ] || continue
    cmp -s "$run/$block" "$(stored alone)/$block" || fault "a block was harmed"
done

# Many may read at once.
for _ in 1 2 3 4; do "$aras" verify "$(stored alone)" >/dev/null 2>&1 & done
wait
answers 0 verify "$(stored alone)"

# A scenario compared with itself is one run.
answers 0 compare model.cfg model.cfg -n 1000 -q -o itself
same "$(ls itself | wc -l)" 1 "runs of a scenario compared with itself"
finish
