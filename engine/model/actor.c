#include <string.h>

#include "model/builder.h"

void aras_builder_actors(struct aras_builder *builder)
{
    static const char *const kinds[] = {"supply", "gate", "threat", "tie"};
    struct aras_model *model = builder->model;
    struct aras_problems *problems = builder->problems;
    struct aras_setting *list = aras_setting_groups(builder->root, "actors", problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *id = aras_setting_text(entry, "id", problems);

        if (id == NULL ||
            !aras_builder_known_id(builder, id, entry->place, "an actor")) {
            if (id == NULL) {
                aras_builder_lacks(builder, entry, "id", "an actor needs an id");
            }
            aras_builder_skip(builder, entry, NULL);
            continue;
        }
        if (strlen(id) == 1) {
            aras_problems_add(
                problems, entry->place,
                "the id of an actor has at least two letters: 'a', 'b' and "
                "'c' stand for any actor in templates");
        }

        struct aras_actor *actor =
            ARAS_GROW(builder, builder->actors, model->actor_count);

        actor->id = id;
        actor->name = aras_setting_text(entry, "name", problems);
        actor->name = actor->name == NULL ? id : actor->name;
        actor->outside = aras_setting_truth(entry, "outside", false, problems);
        actor->weight = aras_setting_number(entry, "weight", 1.0, problems);
        if (actor->weight < 0.0) {
            aras_problems_add(
                problems, aras_setting_place(entry, "weight"),
                "the weight of an actor, its resource in `influence`, must "
                "be 0 or more, got %g",
                actor->weight);
        }
        (void) aras_setting_text(entry, "note", problems);
        if (!aras_names_add(&builder->actor_names, id,
                            (uint32_t) model->actor_count - 1)) {
            aras_problems_add(problems, entry->place, "there is another actor '%s'",
                              id);
        }
    }

    list = aras_setting_groups(builder->root, "channels", problems);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *id = aras_setting_text(entry, "id", problems);
        const char *kind = aras_setting_text(entry, "kind", problems);
        int number = -1;

        for (int k = 0; kind != NULL && k < 4; k++) {
            if (strcmp(kind, kinds[k]) == 0) {
                number = k;
            }
        }
        if (kind != NULL && number < 0) {
            aras_problems_add(problems, aras_setting_place(entry, "kind"),
                              "the kind of a channel is \"supply\", \"gate\", "
                              "\"threat\" or \"tie\", got '%s'",
                              kind);
            aras_builder_skip(builder, entry, id);
            continue;
        }
        if (id == NULL || number < 0) {
            aras_builder_lacks(
                builder, entry, id == NULL ? "id" : "kind",
                "a channel needs an id and a kind: \"supply\", \"gate\", "
                "\"threat\" or \"tie\"");
            aras_builder_skip(builder, entry, id);
            continue;
        }
        aras_builder_known_id(builder, id, entry->place, "a channel");

        struct aras_channel *channel =
            ARAS_GROW(builder, builder->channels, model->channel_count);

        channel->id = id;
        channel->kind = (enum aras_channel_kind) number;
        channel->name = aras_setting_text(entry, "name", problems);
        channel->name = channel->name == NULL ? id : channel->name;
        (void) aras_setting_text(entry, "note", problems);
        if (!aras_names_add(&builder->channel_names, id,
                            (uint32_t) model->channel_count - 1)) {
            aras_problems_add(problems, entry->place, "there is another channel '%s'",
                              id);
        }
    }
}
