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

static bool same_set(const struct aras_trial *a, const struct aras_trial *b)
{
    for (size_t i = 0; i < a->set_count && i < b->set_count; i++) {
        if (strcmp(a->set[i], b->set[i]) != 0) {
            return false;
        }
    }
    return a->set_count == b->set_count;
}

static bool same_pair(const struct aras_trial *a, const struct aras_trial *b)
{
    return strcmp(a->against, b->against) == 0 &&
           strcmp(a->scenario, b->scenario) == 0 && same_set(a, b);
}

/* The side on which the cause is at work: a scenario, or one with something set. */
static int open_cause(struct bench *bench, const struct aras_trial *trial)
{
    struct aras_side *side = &bench->scenario;
    struct aras_arguments with = *bench->arguments;

    if (trial->set_count == 0) {
        return aras_side_open(side, trial->scenario, bench->worlds, bench->arguments);
    }
    if (with.settings + trial->set_count > ARAS_MOST_WORDS) {
        fprintf(stderr, "%s:%d: more than %d settings\n", trial->place.file,
                trial->place.line, ARAS_MOST_WORDS);
        return ARAS_EXIT_BAD_INPUT;
    }
    for (size_t i = 0; i < trial->set_count; i++) {
        with.setting[with.settings++] = trial->set[i];
    }
    aras_side_close(side);

    int code = aras_side_open(side, trial->scenario, bench->worlds, &with);

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
    code = aras_side_open(&bench->against, trial->against, bench->worlds,
                          bench->arguments);
    if (code == ARAS_EXIT_FINE) {
        code = open_cause(bench, trial);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    bench->contrast = aras_contrast_of_runs(
        bench->against.run, bench->against.session.scenario->model, bench->scenario.run,
        bench->scenario.session.scenario->model, bench->worlds, &error);
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
