#include "command/briefing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "report/game_words.h"
#include "report/words.h"

/* Prints a text, and forgets it. */
static enum aras_status print(const struct aras_playing *playing, const char *label,
                              struct aras_text *text, struct aras_error *error)
{
    enum aras_status status = aras_text_check(text, error);

    if (status == ARAS_OK) {
        status = aras_words_print(stdout, label, strlen(label) + 1, text,
                                  &playing->style, error);
    }
    aras_text_free(text);
    return status;
}

/* Of a category what each option counts. */
static void add_wishes(struct aras_text *text, const struct aras_model *model,
                       const struct aras_preference *preference)
{
    const struct aras_outcome *outcome = &model->outcomes[preference->outcome];
    const char *before = ": ";

    for (size_t i = 0; preference->option != NULL && i < outcome->category_count; i++) {
        if (preference->option[i] != 0.0) {
            aras_text_add(text, "%s%s %+.2f", before, outcome->categories[i].id,
                          preference->weight * preference->option[i]);
            before = ", ";
        }
    }
}

static enum aras_status print_preference(const struct aras_playing *playing,
                                         const struct aras_preference *preference,
                                         struct aras_error *error)
{
    const struct aras_model *model = playing->model;
    struct aras_text text = {0};
    char label[64];

    snprintf(label, sizeof label, "  %.40s %s %+.2f",
             model->actors[preference->actor].name,
             preference->weight < 0.0     ? "dreads"
             : preference->option == NULL ? "wants "
                                          : "weighs",
             preference->weight);
    aras_text_add(&text, "%s", model->outcomes[preference->outcome].title);
    add_wishes(&text, model, preference);
    return print(playing, label, &text, error);
}

static enum aras_status print_preferences(const struct aras_playing *playing,
                                          struct aras_error *error)
{
    const struct aras_model *model = playing->model;

    enum aras_status status = ARAS_OK;

    for (size_t i = 0; i < model->preference_count && status == ARAS_OK; i++) {
        if (playing->seated[model->preferences[i].actor]) {
            status = print_preference(playing, &model->preferences[i], error);
        }
    }
    return status;
}

/* When it comes: by the calendar, where that stands from the start, or after events. */
static void add_when(struct aras_text *text, const struct aras_model *model,
                     const struct aras_event *event)
{
    const char *before = ": after ";
    char name[256];

    if (event->trigger == ARAS_AT || event->trigger == ARAS_EVERY) {
        aras_text_add(text, ": by the calendar");
        return;
    }
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *cause = &model->events[i];

        for (size_t k = 0; k < cause->follower_count; k++) {
            if (&model->events[cause->followers[k].event] == event) {
                aras_words_event_name(name, sizeof name, model, (uint32_t) i);
                aras_text_add(text, "%s%s", before, name);
                before = "; ";
            }
        }
    }
}

static enum aras_status print_decision(const struct aras_playing *playing,
                                       uint32_t event, struct aras_error *error)
{
    struct aras_text text = {0};

    aras_text_add(&text, "%s", aras_game_decision(playing->model, event));
    add_when(&text, playing->model, &playing->model->events[event]);
    return print(playing, "  -", &text, error);
}

static enum aras_status print_decisions(const struct aras_playing *playing,
                                        struct aras_error *error)
{
    enum aras_status status = ARAS_OK;

    printf("You decide (type ? to see what an option does and what speaks for it):\n");
    for (uint32_t i = 0; i < playing->model->event_count && status == ARAS_OK; i++) {
        size_t actor = playing->model->events[i].decision == NULL
                           ? SIZE_MAX
                           : aras_seat_actor(playing->model, i);

        if (actor != SIZE_MAX && playing->seated[actor]) {
            status = print_decision(playing, i, error);
        }
    }
    return status;
}

int aras_briefing_print(const struct aras_playing *playing)
{
    const struct aras_model *model = playing->model;
    const char *before = "";
    struct aras_error error = {0};
    char moment[32];

    if (aras_playing_is_data(playing)) {
        return ARAS_EXIT_FINE;
    }
    printf("%s\n",
           model->question.title != NULL ? model->question.title : model->title);
    printf("World %" PRIu64 " of seed %" PRIu64 "; you sit for ",
           playing->arguments->replication, playing->session->settings.seed);
    for (size_t i = 0; i < model->actor_count; i++) {
        if (playing->seated[i]) {
            printf("%s%s", before, model->actors[i].name);
            before = ", ";
        }
    }
    aras_model_write_moment(model, model->horizon, moment);
    printf("; until %s.\n", moment);
    return print_preferences(playing, &error) == ARAS_OK &&
                   print_decisions(playing, &error) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}
