#include <inttypes.h>

#include "model/model.h"

const char *aras_model_state(const struct aras_setting *root, struct aras_arena *arena)
{
    /* What a parameter can be refuses numbers, and changes none. */
    static const char *const without[] = {
        "title",    "narrative",    "narratives",  "note",
        "claims",   "sources",      "source",      "grade",
        "known_by", "data_through", "url",         "margin",
        "changes",  "intercepts",   "preferences", "parameters.range",
        NULL};
    struct aras_text text = {0};
    const char *state = NULL;

    aras_document_write(root, without, &text);
    if (text.data != NULL && !text.out_of_memory) {
        state = aras_arena_print(arena, "%016" PRIx64, aras_name_hash(text.data));
    }
    aras_text_free(&text);
    return state;
}
