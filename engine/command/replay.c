/* `aras replay`: one world, event by event. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"

struct telling {
    const struct aras_model *model;
    uint64_t events;
};

static void tell_event(void *opaque, uint32_t number, double time, bool forced,
                       double rate)
{
    struct telling *telling = opaque;
    const struct aras_event *event = &telling->model->events[number];
    char moment[32];

    (void) rate;
    aras_model_write_moment(telling->model, time, moment);
    printf("%-11s %-44s %s%s\n", moment, event->id, event->title,
           forced ? "  (forced)" : "");
    telling->events++;
}

static void print_value(const struct aras_model *model,
                        const struct aras_outcome *outcome, double value)
{
    char moment[32];

    switch (outcome->kind) {
    case ARAS_HAPPENED:
        printf("%s", value != 0.0 ? "yes" : "no");
        return;
    case ARAS_TIME:
        if (isinf(value)) {
            printf("not reached");
            return;
        }
        aras_model_write_moment(model, value, moment);
        printf("%s", moment);
        return;
    case ARAS_CATEGORY:
        printf("%s", outcome->categories[(size_t) value].id);
        return;
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    printf("%.4g%s%s", value, outcome->unit[0] == '\0' ? "" : " ", outcome->unit);
}

static int replay(const struct aras_session *session, uint64_t replication)
{
    const struct aras_model *model = session->scenario->model;
    struct telling telling = {.model = model};
    struct aras_observer observer = {.context = &telling, .event = tell_event};
    struct aras_error error = {0};
    struct aras_record record;
    struct aras_simulation *simulation =
        aras_simulation_new(model, &session->settings, &error);

    if (simulation == NULL) {
        return aras_complain(&error);
    }
    printf("%s\nworld %llu of seed %llu, parameter set %llu\n\n", model->title,
           (unsigned long long) replication,
           (unsigned long long) session->settings.seed,
           (unsigned long long) (replication / session->settings.group));
    aras_simulation_observe(simulation, &observer);

    enum aras_status status =
        aras_simulation_play(simulation, replication, &record, &error);

    if (status != ARAS_OK) {
        printf("\n");
        fflush(stdout);
        aras_simulation_free(simulation);
        return aras_complain(&error) == ARAS_EXIT_FINE ? ARAS_EXIT_FINE
                                                       : ARAS_EXIT_FAILURES;
    }
    printf("\n%llu events\n", (unsigned long long) telling.events);
    for (size_t i = 0; i < model->outcome_count; i++) {
        printf("  %-32s ", model->outcomes[i].id);
        print_value(model, &model->outcomes[i], record.outcomes[i]);
        printf("\n");
    }
    printf("fingerprint %016llx\n", (unsigned long long) record.fingerprint);
    aras_simulation_free(simulation);
    return ARAS_EXIT_FINE;
}

int aras_command_replay(const struct aras_arguments *arguments)
{
    struct aras_session session;
    char *end;
    unsigned long long number;
    int code;

    if (arguments->words != 2) {
        return aras_usage("replay");
    }
    errno = 0;
    number = strtoull(arguments->word[1], &end, 10);
    if (arguments->word[1][0] < '0' || arguments->word[1][0] > '9' || *end != '\0' ||
        errno != 0) {
        fprintf(stderr, "aras: the number of a world is 0 or more, got '%s'\n",
                arguments->word[1]);
        return ARAS_EXIT_BAD_INPUT;
    }
    code = aras_session_open(&session, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        code = replay(&session, number);
    }
    aras_session_close(&session);
    return code;
}
