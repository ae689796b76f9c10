/* Lists of the tree as tables of the model. */
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
