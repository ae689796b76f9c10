/* `aras verify`: is a stored run what this program makes of its scenario? */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"
#include "montecarlo/player.h"
#include "montecarlo/totals.h"

enum { USUAL_SAMPLE = 20 };

static bool same_bits(const double *a, const double *b, size_t count)
{
    return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

/* Across machines whose maths functions differ in last bits, nine digits are promised:
 * engine/montecarlo/maths.c. */
static bool same_digits(const double *a, const double *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool same = a[i] == b[i] || (isnan(a[i]) && isnan(b[i])) ||
                    fabs(a[i] - b[i]) <= 1e-9 * fmax(fabs(a[i]), fabs(b[i]));

        if (!same) {
            return false;
        }
    }
    return true;
}

/* Holds one replication, played again, against what is stored. */
static bool agrees(const struct aras_block *block, const struct aras_record *record,
                   bool to_the_bit)
{
    uint64_t row = record->replication - block->first;
    uint64_t set = record->set - block->first_set;
    const struct aras_shape *shape = &block->shape;

    if (record->failed != (block->failed[row] != 0)) {
        return false;
    }
    if (!to_the_bit) {
        return same_digits(&block->parameter[set * shape->parameters],
                           record->parameters, shape->parameters) &&
               (record->failed || same_digits(&block->outcome[row * shape->outcomes],
                                              record->outcomes, shape->outcomes));
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
    struct aras_plan plan = aras_session_plan(session);
    struct aras_player *player = aras_player_new(&plan, error);
    struct aras_block *block = NULL;
    uint64_t held = UINT64_MAX;
    uint64_t maths = aras_maths_fingerprint();
    enum aras_status status = player == NULL ? error->status : ARAS_OK;

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
        status = aras_player_play(player, replication, &record, &reason);
        if (status != ARAS_OK && status != ARAS_FAILED) {
            *error = reason;
            break;
        }
        status = ARAS_OK;
        verdict->compared++;
        if (!agrees(block, &record, block->maths == maths) &&
            verdict->different++ == 0) {
            verdict->first_different = replication;
        }
    }
    aras_block_free(block);
    aras_player_free(player);
    return status;
}

struct balance {
    struct aras_event_sum *event;
    size_t events;
};

static enum aras_status add_block(void *opaque, const struct aras_block *block,
                                  struct aras_error *error)
{
    struct balance *balance = opaque;

    (void) error;
    for (size_t e = 0; e < balance->events; e++) {
        struct aras_event_sum *sum = &balance->event[e];

        sum->count += block->event[e].count;
        sum->integrated += block->event[e].integrated;
        sum->residual += block->event[e].residual;
        sum->residual_squared += block->event[e].residual_squared;
    }
    return ARAS_OK;
}

/* Count less integrated rate has mean 0 in any correct run of any model. */
static enum aras_status print_balance(const struct aras_session *session,
                                      const struct aras_run *run,
                                      struct aras_error *error)
{
    const struct aras_model *model = session->scenario->model;
    struct balance balance = {calloc(model->event_count + 1, sizeof *balance.event),
                              model->event_count};
    bool any = false;

    if (balance.event == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu events",
                              model->event_count);
    }
    if (aras_run_visit(run, add_block, &balance, error) != ARAS_OK) {
        free(balance.event);
        return error->status;
    }
    for (size_t e = 0; e < model->event_count; e++) {
        const struct aras_event_sum *sum = &balance.event[e];
        double z = aras_event_sum_z(sum);

        if (model->events[e].trigger != ARAS_BY_RATE) {
            continue;
        }
        if (!any) {
            printf("\n%-44s %12s %14s %7s\n", "event with a rate", "firings",
                   "expected", "z");
            any = true;
        }
        printf("%-44s %12" PRIu64 " %14.1f ", model->events[e].id, sum->count,
               sum->integrated);
        if (isnan(z)) {
            printf("%7s\n", "-");
        } else {
            printf("%7.2f\n", z);
        }
    }
    free(balance.event);
    return ARAS_OK;
}

static int verify(const struct aras_session *session, const struct aras_run *run,
                  uint64_t sample)
{
    struct verdict verdict = {0};
    struct aras_error error = {0};
    const char *finding = NULL;

    if (aras_run_check(run, &error) != ARAS_OK ||
        aras_run_check_database(run, &finding, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    printf("%s\nblocks    all are what was written\ndatabase  %s\n", aras_run_path(run),
           finding);
    if (compare_sample(session, run, sample, &verdict, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (session->facts.maths != aras_maths_fingerprint()) {
        printf(
            "maths     this machine's maths functions differ in last bits from those "
            "that made\n          the run: compared to nine digits, not to the bit\n");
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
    code = aras_session_open_any(&session, arguments->word[0], arguments, &run);
    if (code == ARAS_EXIT_FINE) {
        code = verify(&session, run,
                      arguments->sample == 0 ? USUAL_SAMPLE : arguments->sample);
    }
    aras_run_close(run);
    aras_session_close(&session);
    return code;
}
