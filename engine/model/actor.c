#include <string.h>

#include "model/builder.h"

static void read_actor(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_problems *problems = builder->problems;
    const char *id = aras_builder_id(builder, entry, "an actor");

    if (id == NULL) {
        return;
    }
    if (strlen(id) == 1) {
        aras_problems_add(problems, entry->place,
                          "the id of an actor has at least two letters: 'a', 'b' and "
                          "'c' stand for any actor in templates");
    }

    uint32_t number = (uint32_t) builder->model->actor_count;
    struct aras_actor *actor =
        ARAS_GROW(builder, builder->actors, builder->model->actor_count);
    const char *name = aras_setting_line(entry, "name", problems);

    actor->id = id;
    actor->name = name == NULL ? id : name;
    actor->outside = aras_setting_truth(entry, "outside", false, problems);
    actor->weight = aras_setting_number(entry, "weight", 1.0, problems);
    if (actor->weight < 0.0) {
        aras_problems_add(problems, aras_setting_place(entry, "weight"),
                          "the weight of an actor, its resource in `influence`, must "
                          "be 0 or more, got %g",
                          actor->weight);
    }
    (void) aras_setting_text(entry, "note", problems);
    if (!aras_names_add(&builder->actor_names, id, number)) {
        aras_problems_add(problems, entry->place, "there is another actor '%s'", id);
    }
}

void aras_builder_actors(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "actors", read_actor);
}
