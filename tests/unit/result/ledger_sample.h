#ifndef ARAS_TESTS_UNIT_RESULT_LEDGER_SAMPLE_H
#define ARAS_TESTS_UNIT_RESULT_LEDGER_SAMPLE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "result/ledger.h"
#include "support/check.h"

/* Three questions: a plain one, one with options in an order, one of a number. */

static const char *const yes_no[] = {"yes", "no"};
static const char *const stages[] = {"war", "ceasefire", "settled"};

static const struct aras_ledger_question rain = {.id = "rain",
                                                 .text = "Will it rain?",
                                                 .closes = "2026-12-31",
                                                 .settles = ARAS_SETTLES_YES_EARLY,
                                                 .options = yes_no,
                                                 .option_count = 2,
                                                 .reference = 0.25,
                                                 .now = "no",
                                                 .unit = ""};
static const struct aras_ledger_question war = {.id = "war",
                                                .text = "How does it \"stand\"?",
                                                .closes = "2026-12-31",
                                                .settles = ARAS_SETTLES_AT_CLOSE,
                                                .options = stages,
                                                .option_count = 3,
                                                .ordered = true,
                                                .reference = NAN,
                                                .unit = ""};
static const struct aras_ledger_question height = {.id = "height",
                                                   .text = "How high is the river?",
                                                   .closes = "2026-12-31",
                                                   .settles = ARAS_SETTLES_ANY_TIME,
                                                   .unit = "m",
                                                   .now = "1.5",
                                                   .reference = NAN};

/** A path that nothing has yet; owned by the caller, see ledger_remove. */
static inline char *ledger_path(void)
{
    char folder[] = "/tmp/aras-ledger-XXXXXX";
    char *path = malloc(64);

    assert_non_null(path);
    assert_non_null(mkdtemp(folder));
    snprintf(path, 64, "%s/ledger.jsonl", folder);
    return path;
}

static inline void ledger_remove(char *path)
{
    char command[128];

    snprintf(command, sizeof command, "rm -r $(dirname %s)", path);
    assert_int_equal(system(command), 0);
    free(path);
}

static inline enum aras_status ledger_ask(const char *path,
                                          const struct aras_ledger_question *question,
                                          const char *at, struct aras_error *error)
{
    const struct aras_ledger_entry entry = {.question = question};
    char seal[ARAS_SHA256_TEXT];

    return aras_ledger_add(path, &entry, 1, at, seal, error);
}

static inline enum aras_status ledger_say(const char *path, const char *question,
                                          const char *by, const double *shares,
                                          size_t count, const char *at,
                                          struct aras_error *error)
{
    const struct aras_ledger_prediction prediction = {.question = question,
                                                      .by = by,
                                                      .form = ARAS_FORM_SHARES,
                                                      .value = shares,
                                                      .count = count};
    const struct aras_ledger_entry entry = {.prediction = &prediction};
    char seal[ARAS_SHA256_TEXT];

    return aras_ledger_add(path, &entry, 1, at, seal, error);
}

/** Says p that the answer is yes. */
static inline enum aras_status ledger_say_yes(const char *path, const char *question,
                                              const char *by, double p, const char *at,
                                              struct aras_error *error)
{
    const double shares[] = {p, 1.0 - p};

    return ledger_say(path, question, by, shares, 2, at, error);
}

static inline enum aras_status
ledger_settle(const char *path, const struct aras_ledger_question *question,
              const char *word, const char *on, const char *at,
              struct aras_error *error)
{
    struct aras_ledger_outcome outcome;
    const struct aras_ledger_entry entry = {.outcome = &outcome};
    char seal[ARAS_SHA256_TEXT];

    if (aras_ledger_read_word(question, word, &outcome, error) != ARAS_OK) {
        return error->status;
    }
    outcome.on = on;
    return aras_ledger_add(path, &entry, 1, at, seal, error);
}

#endif
