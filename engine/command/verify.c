/* `aras verify`: is a stored run what this program makes of its scenario? */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"
#include "montecarlo/montecarlo.h"

enum { USUAL_SAMPLE = 20 };

static bool same_bits(const double *a, const double *b, size_t count)
{
    return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

/* Plays one replication again and holds it against what is stored. */
static bool agrees(const struct aras_block *block, const struct aras_record *record)
{
    uint64_t row = record->replication - block->first;
    uint64_t set = record->set - block->first_set;
    const struct aras_shape *shape = &block->shape;

    if (record->failed != (block->failed[row] != 0)) {
        return false;
    }
    return block->fingerprint[row] == record->fingerprint &&
           same_bits(&block->parameter[set * shape->parameters], record->parameters,
                     shape->parameters) &&
           (record->failed || same_bits(&block->outcome[row * shape->outcomes],
                                        record->outcomes, shape->outcomes));
}

struct verdict {
    uint64_t compared, different;
    uint64_t first_different;
};

static enum aras_status compare_sample(const struct aras_session *session,
                                       const struct aras_run *run, uint64_t sample,
                                       struct verdict *verdict,
                                       struct aras_error *error)
{
    uint64_t count = aras_run_replications(run);
    struct aras_simulation *simulation =
        aras_simulation_new(session->scenario->model, &session->settings, error);
    struct aras_block *block = NULL;
    uint64_t held = UINT64_MAX;
    enum aras_status status = simulation == NULL ? error->status : ARAS_OK;

    if (sample > count) {
        sample = count;
    }
    for (uint64_t i = 0; status == ARAS_OK && i < sample; i++) {
        uint64_t replication =
            i * count / sample; /* spread evenly, the first included */
        uint64_t index = replication / session->facts.block;
        struct aras_record record;
        struct aras_error reason = {0};

        if (index != held) {
            aras_block_free(block);
            block = aras_run_read_block(run, index, error);
            held = index;
            if (block == NULL) {
                status = error->status;
                break;
            }
        }
        status = aras_simulation_play(simulation, replication, &record, &reason);
        if (status == ARAS_NO_MEMORY) {
            *error = reason;
            break;
        }
        status = ARAS_OK;
        verdict->compared++;
        if (!agrees(block, &record) && verdict->different++ == 0) {
            verdict->first_different = replication;
        }
    }
    aras_block_free(block);
    aras_simulation_free(simulation);
    return status;
}

/* Count less integrated rate has mean 0 in any correct run of any model. */
static enum aras_status print_balance(const struct aras_session *session,
                                      const struct aras_run *run,
                                      struct aras_error *error)
{
    const struct aras_model *model = session->scenario->model;

    printf("\n%-40s %12s %14s %8s\n", "event with a rate", "firings", "expected", "z");
    for (size_t e = 0; e < model->event_count; e++) {
        struct aras_event_sum sum = {0};

        if (model->events[e].trigger != ARAS_BY_RATE) {
            continue;
        }
        for (uint64_t i = 0; aras_run_block_count(run, i) > 0; i++) {
            struct aras_block *block = aras_run_read_block(run, i, error);

            if (block == NULL) {
                return error->status;
            }
            sum.count += block->event[e].count;
            sum.integrated += block->event[e].integrated;
            sum.residual += block->event[e].residual;
            sum.residual_squared += block->event[e].residual_squared;
            aras_block_free(block);
        }

        double z = sum.residual_squared > 0.0
                       ? sum.residual / sqrt(sum.residual_squared)
                       : 0.0;

        printf("%-40s %12llu %14.1f %8.2f\n", model->events[e].id,
               (unsigned long long) sum.count, sum.integrated, z);
    }
    return ARAS_OK;
}

static int verify(const struct aras_session *session, const struct aras_run *run,
                  uint64_t sample)
{
    struct verdict verdict = {0};
    struct aras_error error = {0};

    if (aras_run_check(run, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    printf("%s\nblocks    all are what was written\n", aras_run_path(run));
    if (compare_sample(session, run, sample, &verdict, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (session->facts.maths != aras_maths_fingerprint()) {
        printf(
            "maths     this machine's maths functions differ in last bits from those "
            "that made the run: outcomes agree to nine digits, not to the bit\n");
    }
    printf("worlds    %llu played again, %llu differ\n",
           (unsigned long long) verdict.compared,
           (unsigned long long) verdict.different);
    if (print_balance(session, run, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (verdict.different > 0) {
        fprintf(stderr,
                "aras: world %llu of %s is not what this program makes of it: another "
                "version wrote it, or it was changed\n",
                (unsigned long long) verdict.first_different, aras_run_path(run));
        return ARAS_EXIT_FAILURES;
    }
    return ARAS_EXIT_FINE;
}

int aras_command_verify(const struct aras_arguments *arguments)
{
    struct aras_session session;
    struct aras_run *run;
    int code;

    if (arguments->words != 1) {
        return aras_usage("verify");
    }
    code = aras_session_open_run(&session, arguments->word[0], arguments, &run);
    if (code == ARAS_EXIT_FINE) {
        code = verify(&session, run,
                      arguments->sample == 0 ? USUAL_SAMPLE : arguments->sample);
    }
    aras_run_close(run);
    aras_session_close(&session);
    return code;
}
