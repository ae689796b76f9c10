#include <string.h>

#include "model/builder.h"

/* The kind of a channel; false with a problem. */
static bool read_kind(struct aras_builder *builder, struct aras_setting *entry,
                      const char *text, enum aras_channel_kind *kind)
{
    static const char *const kinds[] = {"supply", "gate", "threat", "tie"};

    for (int k = 0; k < 4; k++) {
        if (strcmp(text, kinds[k]) == 0) {
            *kind = (enum aras_channel_kind) k;
            return true;
        }
    }
    aras_problems_add(builder->problems, aras_setting_place(entry, "kind"),
                      "the kind of a channel is \"supply\", \"gate\", \"threat\" or "
                      "\"tie\", got '%s'",
                      text);
    return false;
}

static void read_channel(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_problems *problems = builder->problems;
    const char *id = aras_setting_line(entry, "id", problems);
    const char *text = aras_setting_text(entry, "kind", problems);
    enum aras_channel_kind kind = ARAS_SUPPLY;

    if (text != NULL && !read_kind(builder, entry, text, &kind)) {
        aras_builder_skip(builder, entry, id);
        return;
    }
    if (id == NULL || text == NULL) {
        aras_builder_lacks(builder, entry, id == NULL ? "id" : "kind",
                           "a channel needs an id and a kind: \"supply\", \"gate\", "
                           "\"threat\" or \"tie\"");
        aras_builder_skip(builder, entry, id);
        return;
    }
    aras_builder_known_id(builder, id, entry->place, "a channel");

    uint32_t number = (uint32_t) builder->model->channel_count;
    struct aras_channel *channel =
        ARAS_GROW(builder, builder->channels, builder->model->channel_count);
    const char *name = aras_setting_line(entry, "name", problems);

    *channel =
        (struct aras_channel){.id = id, .kind = kind, .name = name == NULL ? id : name};
    (void) aras_setting_text(entry, "note", problems);
    if (!aras_names_add(&builder->channel_names, id, number)) {
        aras_problems_add(problems, entry->place, "there is another channel '%s'", id);
    }
}

void aras_builder_channels(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "channels", read_channel);
}
