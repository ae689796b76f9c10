#include "command/trial.h"

#include <stdio.h>
#include <string.h>

#include "command/side.h"

/* Two scenarios that are open, and what differs between them. */
struct bench {
    const struct aras_arguments *arguments;
    uint64_t worlds; /* 0: a precision decides */
    struct aras_side against, scenario;
    const struct aras_trial *open; /* that `contrast` is of */
    struct aras_contrast *contrast;
};

static bool same_texts(const char *const *a, size_t count_a, const char *const *b,
                       size_t count_b)
{
    for (size_t i = 0; i < count_a && i < count_b; i++) {
        if (strcmp(a[i], b[i]) != 0) {
            return false;
        }
    }
    return count_a == count_b;
}

static bool same_pair(const struct aras_trial *a, const struct aras_trial *b)
{
    return strcmp(a->against, b->against) == 0 &&
           strcmp(a->scenario, b->scenario) == 0 &&
           same_texts(a->set, a->set_count, b->set, b->set_count) &&
           same_texts(a->both, a->both_count, b->both, b->both_count);
}

static int add_settings(struct aras_arguments *to, const char *const *set, size_t count,
                        const struct aras_trial *trial)
{
    if (to->settings + count > ARAS_MOST_WORDS) {
        fprintf(stderr, "%s:%d: more than %d settings\n", trial->place.file,
                trial->place.line, ARAS_MOST_WORDS);
        return ARAS_EXIT_BAD_INPUT;
    }
    for (size_t i = 0; i < count; i++) {
        to->setting[to->settings++] = set[i];
    }
    return ARAS_EXIT_FINE;
}

/* Opens a side with what the trial sets in it: `set` only on the side of the cause. */
static int open_side(struct bench *bench, struct aras_side *side, const char *path,
                     const struct aras_trial *trial, size_t set_count)
{
    struct aras_arguments with = *bench->arguments;
    int code;

    if (set_count + trial->both_count == 0) {
        return aras_side_open(side, path, bench->worlds, bench->arguments);
    }
    code = add_settings(&with, trial->both, trial->both_count, trial);
    if (code == ARAS_EXIT_FINE) {
        code = add_settings(&with, trial->set, set_count, trial);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    aras_side_close(side);
    code = aras_side_open(side, path, bench->worlds, &with);
    /* The next trial may ask for the same file without these settings. */
    side->path = side->path == NULL ? NULL : "";
    return code;
}

static int open_pair(struct bench *bench, const struct aras_trial *trial,
                     struct aras_trial_record *record)
{
    struct aras_error error = {0};
    int code;

    if (bench->open != NULL && same_pair(bench->open, trial)) {
        return ARAS_EXIT_FINE;
    }
    aras_contrast_free(bench->contrast);
    bench->contrast = NULL;
    bench->open = NULL;
    code = open_side(bench, &bench->against, trial->against, trial, 0);
    if (code == ARAS_EXIT_FINE) {
        code = open_side(bench, &bench->scenario, trial->scenario, trial,
                         trial->set_count);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    bench->contrast = aras_contrast_of_runs(
        bench->against.run, bench->against.session.scenario->model, bench->scenario.run,
        bench->scenario.session.scenario->model, bench->worlds, NULL, &error);
    if (bench->contrast == NULL) {
        aras_error_within(&error, "%s, %s:%d", trial->what, trial->place.file,
                          trial->place.line);
        return aras_complain(&error);
    }
    bench->open = trial;
    record->worlds = bench->contrast->replications;
    record->failed += bench->contrast->failed_a + bench->contrast->failed_b;
    record->precise =
        record->precise && bench->against.precise && bench->scenario.precise;
    return ARAS_EXIT_FINE;
}

static int hear(struct bench *bench, const struct aras_trial *trial, size_t number,
                struct aras_findings *findings)
{
    struct aras_error error = {0};

    if (aras_findings_add(findings, number, &trial->statement, bench->contrast,
                          bench->against.session.scenario->model, &error) == ARAS_OK) {
        return ARAS_EXIT_FINE;
    }
    aras_error_within(&error, "%s, %s:%d", trial->what, trial->place.file,
                      trial->place.line);
    return aras_complain(&error);
}

/* How many pairs of scenarios come before, and how many there are. */
static size_t pairs_in(const struct aras_trial *trials, size_t count)
{
    size_t pairs = 0;

    for (size_t i = 0; i < count; i++) {
        pairs += i == 0 || !same_pair(&trials[i - 1], &trials[i]);
    }
    return pairs;
}

int aras_trials_play(const struct aras_trial *trials, size_t count, uint64_t worlds,
                     const struct aras_arguments *arguments,
                     struct aras_findings *findings, struct aras_trial_record *record)
{
    struct bench bench = {.arguments = arguments,
                          .worlds = arguments->until != NULL ? 0
                                    : arguments->replications != 0
                                        ? arguments->replications
                                        : worlds};
    size_t pairs = pairs_in(trials, count);
    int code = ARAS_EXIT_FINE;

    *record = (struct aras_trial_record){.precise = true};
    for (size_t i = 0; i < count && code == ARAS_EXIT_FINE; i++) {
        if (!arguments->quiet && (i == 0 || !same_pair(&trials[i - 1], &trials[i]))) {
            fprintf(stderr, "%zu of %zu  %s\n", pairs_in(trials, i + 1), pairs,
                    trials[i].what);
        }
        code = open_pair(&bench, &trials[i], record);
        if (code == ARAS_EXIT_FINE) {
            code = hear(&bench, &trials[i], i, findings);
        }
    }
    aras_contrast_free(bench.contrast);
    aras_side_close(&bench.scenario);
    aras_side_close(&bench.against);
    return code;
}
