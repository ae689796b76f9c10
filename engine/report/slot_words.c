#include "report/slot_words.h"

#include <string.h>

#include "report/words.h"

enum { MOST_INDICES = 3, INDEX = 64 };

/* "level[armenia,russia,energy]" in its parts. */
struct parts {
    size_t base; /* letters before the bracket */
    char index[MOST_INDICES][INDEX];
    size_t count;
};

/* False for a name without a bracket, or with one that is none of ours. */
static bool divide(struct parts *parts, const char *name)
{
    const char *at = strchr(name, '[');

    *parts = (struct parts){.base = strcspn(name, "[")};
    if (at == NULL) {
        return false;
    }
    for (at++; parts->count < MOST_INDICES; at++) {
        size_t length = strcspn(at, ",]");

        if (length >= INDEX || at[length] == '\0') {
            return false;
        }
        memcpy(parts->index[parts->count++], at, length);
        at += length;
        if (*at == ']') {
            return true;
        }
    }
    return false;
}

static bool is_called(const char *name, const struct parts *parts, const char *base)
{
    return strlen(base) == parts->base && strncmp(name, base, parts->base) == 0;
}

static const char *channel_name(const struct aras_model *model, const char *id)
{
    for (size_t i = 0; i < model->channel_count; i++) {
        if (strcmp(model->channels[i].id, id) == 0) {
            return model->channels[i].name;
        }
    }
    return id;
}

/* The quantities of a tie, and of a need; false for all others. */
static bool add_tie(struct aras_text *text, const struct aras_model *model,
                    const char *name, const struct parts *parts)
{
    const char *of = aras_words_actor(model, parts->index[0]);

    if (parts->count == 2 && is_called(name, parts, "importance")) {
        aras_text_add(text, "importance to %s: %s", of,
                      channel_name(model, parts->index[1]));
        return true;
    }
    if (parts->count != 3) {
        return false;
    }

    const char *on = aras_words_actor(model, parts->index[1]);
    const char *channel = channel_name(model, parts->index[2]);

    if (is_called(name, parts, "substitutability")) {
        aras_text_add(text, "%s's other ways than %s: %s", of, on, channel);
    } else if (is_called(name, parts, "share") || is_called(name, parts, "strength") ||
               is_called(name, parts, "level")) {
        aras_text_add(text, "what %s holds that %s needs: %s", on, of, channel);
    } else {
        return false;
    }
    return true;
}

static bool has_title(const struct aras_slot *slot)
{
    return slot->title != NULL && slot->title[0] != '\0' &&
           strcmp(slot->title, slot->name) != 0;
}

void aras_slot_words(struct aras_text *text, const struct aras_model *model,
                     uint32_t slot)
{
    const struct aras_slot *it = &model->slots[slot];
    struct parts parts;
    bool indexed = divide(&parts, it->name);

    if (indexed && add_tie(text, model, it->name, &parts)) {
        return;
    }
    if (!has_title(it)) {
        aras_text_add(text, "%s", it->name);
        return;
    }
    aras_text_add(text, "%s", it->title);
    for (size_t i = 0; indexed && i < parts.count; i++) {
        aras_text_add(text, "%s%s", i == 0 ? " (" : ", ",
                      aras_words_actor(model, parts.index[i]));
    }
    aras_text_add(text, indexed ? ")" : "");
}

bool aras_slot_has_words(const struct aras_model *model, uint32_t slot)
{
    const struct aras_slot *it = &model->slots[slot];
    struct aras_text text = {0};
    struct parts parts;
    bool tie = divide(&parts, it->name) && add_tie(&text, model, it->name, &parts);

    aras_text_free(&text);
    return tie || has_title(it);
}
