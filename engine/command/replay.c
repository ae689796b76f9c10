/* `aras replay`: one world, event by event. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"
#include "montecarlo/player.h"

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

static void print_point(const struct aras_session *session, uint64_t point)
{
    const struct aras_design_form *form = aras_design_form(session->design);
    double *values = calloc(form->axes, sizeof *values);

    printf("point %llu:", (unsigned long long) point);
    if (values != NULL) {
        aras_design_get(session->design, point, values);
    }
    for (size_t i = 0; values != NULL && i < form->axes; i++) {
        struct aras_text text = {0};

        aras_axis_write(&form->axis[i], values[i], &text);
        printf(" %s=%s", form->axis[i].key, text.data == NULL ? "?" : text.data);
        aras_text_free(&text);
    }
    printf("\n");
    free(values);
}

static void print_heading(const struct aras_session *session, uint64_t replication)
{
    uint64_t world = replication;
    uint64_t set = replication / session->settings.group;

    printf("%s\n", session->scenario->model->title);
    if (session->design != NULL) {
        struct aras_cell cell = aras_design_cell(session->design, replication);

        print_point(session, cell.point);
        world = cell.world;
        set = cell.set;
    }
    printf("world %llu of seed %llu, parameter set %llu\n\n",
           (unsigned long long) world, (unsigned long long) session->settings.seed,
           (unsigned long long) set);
}

static int replay(const struct aras_session *session, uint64_t replication)
{
    struct aras_plan plan = aras_session_plan(session);
    struct telling telling = {.model = plan.model};
    struct aras_observer observer = {.context = &telling, .event = tell_event};
    struct aras_error error = {0};
    struct aras_record record;
    struct aras_player *player = aras_player_new(&plan, &error);

    if (player == NULL) {
        return aras_complain(&error);
    }
    print_heading(session, replication);
    aras_player_observe(player, &observer);

    enum aras_status status = aras_player_play(player, replication, &record, &error);

    if (status != ARAS_OK) {
        printf("\n");
        fflush(stdout);
        aras_player_free(player);
        return aras_complain(&error) == ARAS_EXIT_FINE ? ARAS_EXIT_FINE
                                                       : ARAS_EXIT_FAILURES;
    }
    printf("\n%llu events\n", (unsigned long long) telling.events);
    for (size_t i = 0; i < plan.model->outcome_count; i++) {
        printf("  %-32s ", plan.model->outcomes[i].id);
        print_value(plan.model, &plan.model->outcomes[i], record.outcomes[i]);
        printf("\n");
    }
    printf("fingerprint %016llx\n", (unsigned long long) record.fingerprint);
    aras_player_free(player);
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
    code = aras_session_open_any(&session, arguments->word[0], arguments, NULL);
    if (code == ARAS_EXIT_FINE) {
        code = replay(&session, number);
    }
    aras_session_close(&session);
    return code;
}
