#!/usr/bin/env bash
# The same bits for any number of threads, in any pieces, and after any interruption.
. "$(dirname "$0")/support.sh"

worlds=12000
play() { # into folder $1, with more words behind
    local folder=$1
    shift
    silently run slow.cfg -q -n $worlds -o "$folder" "$@"
}

# Threads.
play one -j 1
want=$(bits one)
for threads in 2 7; do
    play many$threads -j $threads
    same "$(bits many$threads)" "$want" "the blocks of $threads threads"
done
cmp -s "$(stored one)/results.db" "$(stored many7)/results.db" ||
    fault "the database of 7 threads is another"
sed -n '/^OUTCOME/,$p' out >seven.txt
answers 0 run "$(stored one)"
sed -n '/^OUTCOME/,$p' out | cmp -s - seven.txt || fault "the answer of 7 threads is another"

# In pieces, also with ends that are no ends of blocks.
for n in 1 3000 4500 8001; do
    answers 0 run slow.cfg -q -n $n -j 2 -o pieces
done
play pieces
same "$(bits pieces)" "$want" "the blocks of several sessions"
cmp -s "$(stored one)/results.db" "$(stored pieces)/results.db" ||
    fault "the database of several sessions is another"

# Starts a run, waits until some blocks are there, or so many tenths of a second.
begin() { # folder, blocks
    typed="aras run slow.cfg -n $worlds, stopped after $2 blocks"
    "$aras" run slow.cfg -q -n $worlds -j 2 -o "$1" >out 2>err </dev/null &
    worker=$!
    while kill -0 $worker 2>/dev/null &&
        [ "$(find "$1" -name '*.blk' 2>/dev/null | wc -l)" -lt "$2" ]; do
        sleep 0.01
    done
}

# Asked to stop, the program ends what it is at, says so, and goes on when told to.
for signal in INT TERM; do
    rm -rf stopped
    begin stopped 3
    kill -$signal $worker
    wait $worker
    same "$?" 130 "exit code after $signal"
    complains "the same command goes on"
    prints "interrupted"
    there=$(find stopped -name '*.blk' | wc -l)
    [ "$there" -ge 3 ] && [ "$there" -lt 12 ] || fault "$there blocks after $signal"
    answers 0 log stopped
    prints "interrupted"
    answers 0 verify "$(stored stopped)"
    answers 0 run "$(stored stopped)"
    play stopped
    same "$(bits stopped)" "$want" "the blocks after $signal"
    cmp -s "$(stored one)/results.db" "$(stored stopped)/results.db" ||
        fault "the database after $signal is another"
    answers 0 log stopped
    prints "complete"
done

# Killed at any moment, again and again, it loses the blocks at hand and nothing else.
RANDOM=20240912
rm -rf killed
for blocks in 0 1 $((RANDOM % 3 + 2)) $((RANDOM % 3 + 5)) $((RANDOM % 3 + 8)) 11; do
    begin killed "$blocks"
    sleep "0.0$((RANDOM % 90 + 10))"
    kill -KILL $worker 2>/dev/null
    wait $worker 2>/dev/null
    run=$(stored killed)
    [ ! -e "$run/run.json" ] || answers 0 verify "$run"
done
play killed
same "$(bits killed)" "$want" "the blocks after six kills"
same "$(find killed -name '*.part' | wc -l)" 0 "half files after six kills"
cmp -s "$(stored one)/results.db" "$(stored killed)/results.db" ||
    fault "the database after six kills is another"
answers 0 verify "$(stored killed)"
prints "0 differ"

# Killed when all blocks were there and the tables were not: they are made up for.
rm "$(stored killed)/results.db"
play killed
cmp -s "$(stored one)/results.db" "$(stored killed)/results.db" ||
    fault "the database was not made up for"

# Every choice has a run of its own, which threads do not change either.
for choice in --central '--group 1' '--group 7' '--seed 0' '--seed 18446744073709551615'; do
    # shellcheck disable=SC2086
    answers 0 run model.cfg -q -n 2500 -j 1 -o choice1 $choice
    # shellcheck disable=SC2086
    answers 0 run model.cfg -q -n 2500 -j 2 -o choice2 $choice
done
answers 0 run model.cfg -q -n 2500 -j 1 -o choice1
answers 0 run model.cfg -q -n 2500 -j 2 -o choice2
same "$(ls choice1 | wc -l)" 6 "runs of six choices"
same "$(bits choice1)" "$(bits choice2)" "the blocks of six choices"
same "$(find choice1 -name 00000000.blk -exec sha256sum {} + | cut -c 1-64 | sort -u | wc -l)" \
    6 "different first blocks of six choices"

# Of a stored run, fewer worlds may be asked for; what blocks sum up says so.
answers 0 run "$(stored one)" -q -n 1500
prints " 1500 worlds of 30 parameter sets"
prints "Outcomes are of the first 1500 worlds."
prints "values held are of the first 2000"
answers 0 run "$(stored one)" -q -n 1500 --json
prints '"replications": 1500'
prints '"replications_summed_up": 2000'
answers 0 run "$(stored one)" -q -n 2000
keeps_from_printing "Outcomes are of the first"
answers 0 run slow.cfg -q -n 1500 -o one
prints " 1500 worlds of 30 parameter sets"
prints "values held are of the first 2000"

# --central draws no parameter, --group 1 a set for each world.
answers 0 run model.cfg -q -n 500 --central -o central
answers 0 export "$(stored central)" --table parameters
same "$(tail -n +2 out | cut -d, -f2- | sort -u | wc -l)" 1 "central parameter sets"
answers 0 run model.cfg -q -n 500 --group 1 -o single
answers 0 export "$(stored single)" --table parameters
same "$(tail -n +2 out | wc -l)" 500 "parameter sets with --group 1"
finish
