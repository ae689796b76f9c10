#ifndef ARAS_RESULT_RUN_RECORD_H
#define ARAS_RESULT_RUN_RECORD_H

#include "base/text.h"
#include "result/run.h"

struct json_t;

/** A block as the table in run.json lists it. */
struct aras_run_entry {
    uint64_t index;
    uint64_t count;
    uint64_t failed;
    uint64_t checksum; /* the last 8 bytes of its file */
    bool present;      /* its file was found; not in run.json */
};

/**
 * Everything run.json says of a run. Start with `{0}`; free with
 * `aras_run_record_free`.
 */
struct aras_run_record {
    struct aras_run_facts facts; /* without the path */
    struct aras_shape shape;
    uint64_t resolved; /* checksum of resolved.cfg */
    uint64_t database; /* checksum of results.db, once a session has made it */
    bool has_database; /* ... and that it is known */
    char *design;      /* as text, owned; NULL: none */
    struct json_t *sessions;
    struct aras_run_entry *entry; /* by rising index */
    size_t entries;
    size_t capacity;
    size_t counted; /* entries that are in the sums of the facts */
};

void aras_run_record_free(struct aras_run_record *record);

/** The entry of block `index`, or NULL. */
struct aras_run_entry *aras_run_record_find(const struct aras_run_record *record,
                                            uint64_t index);

/** Lists a block, in place of the entry with its index if there is one. */
ARAS_CHECKED enum aras_status aras_run_record_put(struct aras_run_record *record,
                                                  const struct aras_run_entry *entry,
                                                  struct aras_error *error);

/** Brings `replications` and `failed` of the facts up to date: of the blocks that are
 * present, from the first on, without a gap. */
void aras_run_record_count(struct aras_run_record *record);

/** Adds a session that has come to its end, and its time to the sums. */
ARAS_CHECKED enum aras_status
aras_run_record_add_session(struct aras_run_record *record, const char *command,
                            const char *started, const char *finished, const char *stop,
                            double wall_seconds, double cpu_seconds,
                            struct aras_error *error);

/** The text of run.json: JSON, one member a line, with an XXH3 checksum of all that
 * stands before it as its last member. */
ARAS_CHECKED enum aras_status
aras_run_record_write(const struct aras_run_record *record, struct aras_text *text,
                      struct aras_error *error);

/** Reads such a text, which ends with a zero behind its `length` bytes, into an empty
 * record; no block is present yet. ARAS_DAMAGED when it is not what was written. */
ARAS_CHECKED enum aras_status aras_run_record_read(const char *text, size_t length,
                                                   struct aras_run_record *record,
                                                   struct aras_error *error);

#endif
