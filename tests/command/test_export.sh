#!/usr/bin/env bash
# A stored run goes out to other programs to the last bit: CSV, JSON and results.db agree.
. "$(dirname "$0")/support.sh"

answers 0 run model.cfg -n 1500 -q
run=$(stored results)
name=$(basename "$run")

# The same run by the end of its name, by its folder, and with a slash behind.
answers 0 export "$name"
cp out outcomes.csv
answers 0 export "$run"
cmp -s out outcomes.csv || fault "the folder gives another table than the name"
answers 0 export "$run/" --csv
cmp -s out outcomes.csv || fault "the folder with a slash gives another table"
answers 0 export "$name" --to to.csv
prints_nothing
cmp -s to.csv outcomes.csv || fault "--to writes another table"

same "$(wc -l <outcomes.csv)" 1501 "lines of the outcomes"
same "$(awk -F, 'NF != 10' outcomes.csv | wc -l)" 0 "lines with another number of fields"
same "$(head -1 outcomes.csv)" \
    "replication,parameter_set,failed,fingerprint,war,war_when,trust,mean_trust,quarrels,ending" \
    "the header"
same "$(awk -F, 'NR > 1 && ($5 == 1) != ($6 != "")' outcomes.csv | wc -l)" 0 \
    "worlds with a war and no date, or the other way round"

# A world played again has the numbers that are exported.
for world in 0 17 1499; do
    answers 0 replay "$name" $world
    print=$(sed -n 's/^fingerprint //p' out)
    same "$print" "$(awk -F, -v w=$world '$1 == w { print $4 }' outcomes.csv)" \
        "the fingerprint of world $world"
    answers 0 replay model.cfg $world
    same "$(sed -n 's/^fingerprint //p' out)" "$print" "world $world from the model's file"
done

if command -v sqlite3 >/dev/null; then
    answers 0 export "$name" --table outcomes
    for column in war war_when trust mean_trust quarrels ending; do
        sqlite3 -csv "$run/results.db" \
            "SELECT replication, printf('%!.17g', \"$column\") FROM replication
             WHERE typeof(\"$column\") = 'real'" >database
        number=$(head -1 out | tr , '\n' | grep -nx $column | cut -d: -f1)
        awk -F, -v n="$number" 'NR == FNR { want[$1] = $2; next }
            FNR > 1 && ($1 in want) && want[$1] + 0 != $n + 0 { bad++ }
            END { exit bad > 0 }' database out || fault "$column: results.db is not the export"
    done
    same "$(sqlite3 "$run/results.db" 'SELECT sum(quarrels), sum(war), count(war_when) FROM replication')" \
        "$(awk -F, 'NR > 1 { q += $9; w += $5; n += $6 != "" } END { print q "|" w "|" n }' outcomes.csv)" \
        "sums of the database"
    same "$(sqlite3 "$run/results.db" 'SELECT ending, count(*) FROM replication GROUP BY ending' | tr '|' ' ')" \
        "$(awk -F, 'NR > 1 { n[$10]++ } END { for (e in n) print e, n[e] }' outcomes.csv | sort)" \
        "endings of the database"

    # Bits: what SQLite reads from the CSV is what it holds.
    sqlite3 -cmd '.mode csv' :memory: ".import outcomes.csv t" "ATTACH '$run/results.db' AS r" \
        "SELECT count(*) FROM t JOIN r.replication USING (replication)
         WHERE CAST(t.trust AS REAL) = r.replication.trust
           AND CAST(t.mean_trust AS REAL) = r.replication.mean_trust" >equal
    same "$(tr -d '\r' <equal)" 1500 "worlds whose numbers read back as the same bits"

    answers 0 export "$name" --table parameters
    same "$(sqlite3 "$run/results.db" 'SELECT count(*) FROM parameter')" \
        "$(tail -n +2 out | wc -l)" "parameter sets"
    answers 0 export "$name" --table tidy
    same "$(sqlite3 "$run/results.db" 'SELECT count(*) FROM outcome_tidy')" \
        "$(tail -n +2 out | wc -l)" "rows of the tidy table"
    answers 0 export "$name" --table events
    same "$(sqlite3 "$run/results.db" "SELECT count FROM event WHERE id = 'quarrel'")" \
        "$(awk -F, '$1 == "quarrel" { print $2 }' out)" "quarrels"
    answers 0 export "$name" --table tracks
    same "$(sqlite3 "$run/results.db" 'SELECT count(*) FROM track_point')" \
        "$(tail -n +2 out | wc -l)" "points of tracks"

    # JSON, read by SQLite's own reader.
    answers 0 export "$name" --json
    same "$(sqlite3 :memory: "SELECT json_valid(readfile('out'))")" 1 "JSON that is JSON"
    same "$(sqlite3 :memory: "SELECT json_array_length(readfile('out'), '\$.replications')")" \
        1500 "replications in the JSON"
    answers 0 run "$run" --json
    same "$(sqlite3 :memory: "SELECT json_extract(readfile('out'), '\$.replications')")" 1500 \
        "replications of run --json"
    says_nothing_else
fi

# Files that cannot be written.
answers 2 export "$name" --to /nowhere/at/all.csv
complains "/nowhere/at/all.csv"
answers 2 export "$name" --to .
if [ -e /dev/full ]; then
    answers 2 export "$name" --to /dev/full
    complains "/dev/full"
fi
answers 2 export "$name" --table nothing
complains "outcomes"

# A file that does not become whole does not take the place of the one that was there.
answers 0 export "$name" --to kept.csv
cp kept.csv before.csv
typed="aras export $name --to kept.csv, with room for 8 KB"
(trap '' XFSZ; ulimit -f 8; exec "$aras" export "$name" --to kept.csv >out 2>err </dev/null)
same $? 2 "exit code when there is no room"
complains "kept.csv"
cmp -s kept.csv before.csv || fault "half a table was left"
[ ! -e kept.csv.part ] || fault "a draft is left"

# What is no plain file is written to as it is.
ln -s linked.csv link.csv
answers 0 export "$name" --to link.csv
[ -L link.csv ] || fault "the link was replaced"
cmp -s linked.csv before.csv || fault "what the link leads to is another table"
finish
