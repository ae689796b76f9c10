/* Lists of the tree: read entry by entry, or taken as a table. */
#include "model/builder.h"

const char *const *aras_builder_texts(struct aras_builder *builder,
                                      struct aras_setting *entry, const char *key,
                                      size_t *count)
{
    struct aras_setting *list = aras_setting_texts(entry, key, builder->problems);
    const char **texts;

    *count = list == NULL ? 0 : list->count;
    texts = aras_arena_array(builder->arena, *count, sizeof *texts);
    for (size_t i = 0; i < *count; i++) {
        texts[i] = list->parts[i]->text;
    }
    return texts;
}

void aras_builder_read_groups(struct aras_builder *builder, struct aras_setting *of,
                              const char *name,
                              void (*read)(struct aras_builder *builder,
                                           struct aras_setting *entry))
{
    struct aras_setting *list = aras_setting_groups(of, name, builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read(builder, list->parts[i]);
    }
}

void aras_builder_read_texts(struct aras_builder *builder, struct aras_setting *of,
                             const char *name,
                             void (*read)(struct aras_builder *builder,
                                          const char *text, struct aras_place place))
{
    struct aras_setting *list = aras_setting_texts(of, name, builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read(builder, list->parts[i]->text, list->parts[i]->place);
    }
}
