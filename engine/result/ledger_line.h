#ifndef ARAS_RESULT_LEDGER_LINE_H
#define ARAS_RESULT_LEDGER_LINE_H

#include "base/text.h"
#include "result/ledger.h"

/*
 * One line of a ledger as text, and the rules by which entries join a ledger; for
 * ledger.c and ledger_file.c. The members of a line are in results/README.md.
 */

/** What stands at the end of a line, before its hash: the hash is of all before this.
 */
#define ARAS_LEDGER_HASH ",\"hash\":\""

/** Adds the line of an entry, with its hash and a line feed; `hash` gets the hash.
 *  `option` is the name of the option that an outcome is, or NULL. */
void aras_ledger_line_write(struct aras_text *text,
                            const struct aras_ledger_entry *entry, const char *option,
                            uint64_t line, const char *at, const char *before,
                            char hash[ARAS_SHA256_TEXT]);

/** What a line says, as it comes from a file: one of the three, by `what`. */
struct aras_ledger_line {
    enum { ARAS_LINE_QUESTION, ARAS_LINE_PREDICTION, ARAS_LINE_OUTCOME } what;
    struct aras_ledger_question question;
    struct aras_ledger_prediction prediction;
    struct aras_ledger_outcome outcome; /* of what came only shares: see `word` */
    const char *word; /* what came, as typed; NULL: the shares of the outcome did */
    const char *at, *before;
    uint64_t line; /* 0 when there is no such number */
};

struct json_t;

/** Takes a line apart; its texts are copied into the arena, inside whose try this is to
 *  be called. ARAS_DAMAGED names the member that is missing or of the wrong kind. */
ARAS_CHECKED enum aras_status aras_ledger_line_read(const struct json_t *json,
                                                    struct aras_arena *arena,
                                                    struct aras_ledger_line *line,
                                                    struct aras_error *error);

/** Lets an entry join the ledger in memory by its rules; its texts are borrowed for as
 *  long as the ledger is used. `*already` says that nothing was added, since it is
 * there. To be called inside a try of the ledger's arena. */
ARAS_CHECKED enum aras_status aras_ledger_join(struct aras_ledger *ledger,
                                               const struct aras_ledger_entry *entry,
                                               const char *at, bool *already,
                                               struct aras_error *error);

/** An empty ledger, owned by the caller. */
ARAS_CHECKED struct aras_ledger *aras_ledger_new(struct aras_error *error);

#endif
