#include "command/briefing.h"

#include <inttypes.h>
#include <stdio.h>

/* Of a category what each option counts. */
static void print_wishes(const struct aras_model *model,
                         const struct aras_preference *preference)
{
    const struct aras_outcome *outcome = &model->outcomes[preference->outcome];
    const char *before = "         ";

    for (size_t i = 0; preference->option != NULL && i < outcome->category_count; i++) {
        if (preference->option[i] != 0.0) {
            printf("%s%s %+.2f", before, outcome->categories[i].id,
                   preference->weight * preference->option[i]);
            before = ", ";
        }
    }
    printf("%s", before[0] == ',' ? "\n" : "");
}

void aras_briefing_print(const struct aras_playing *playing)
{
    const struct aras_model *model = playing->model;
    const char *before = "";
    char moment[32];

    if (aras_playing_is_data(playing)) {
        return;
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
    for (size_t i = 0; i < model->preference_count; i++) {
        const struct aras_preference *it = &model->preferences[i];

        if (playing->seated[it->actor]) {
            printf("  %s %s %+.2f  %s\n", model->actors[it->actor].name,
                   it->weight < 0.0     ? "dreads"
                   : it->option == NULL ? "wants "
                                        : "weighs",
                   it->weight, model->outcomes[it->outcome].title);
            print_wishes(model, it);
        }
    }
}
