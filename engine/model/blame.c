/*
 * One problem for one mistake: what follows from a mistake that was said is not said.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/builder.h"

/* Settings of the language: one that is none of these may be a misspelling of another.
 */
static bool is_word(const char *name)
{
    static const char *const words[] = {"K_by",
                                        "K_of",
                                        "V_by",
                                        "V_of",
                                        "a_of",
                                        "actor",
                                        "actors",
                                        "after",
                                        "again",
                                        "against",
                                        "age",
                                        "at",
                                        "author",
                                        "backed_down",
                                        "bands",
                                        "basis",
                                        "becomes",
                                        "believed",
                                        "between",
                                        "by",
                                        "capability",
                                        "centred",
                                        "changes",
                                        "channel",
                                        "channels",
                                        "claim",
                                        "claims",
                                        "clock",
                                        "conceded",
                                        "considerations",
                                        "crossed",
                                        "cutoff",
                                        "data_through",
                                        "decision",
                                        "decisions",
                                        "default",
                                        "defaults",
                                        "delay",
                                        "delays",
                                        "demands",
                                        "dependence",
                                        "derived",
                                        "design_effect",
                                        "deterrence",
                                        "dictate",
                                        "discount",
                                        "drifts",
                                        "drivers",
                                        "each",
                                        "effect",
                                        "effects",
                                        "enforced",
                                        "event",
                                        "events",
                                        "every",
                                        "evidence",
                                        "expect",
                                        "exposure",
                                        "extends",
                                        "factor",
                                        "fixed",
                                        "forbid",
                                        "force",
                                        "form",
                                        "formula",
                                        "from",
                                        "given",
                                        "grade",
                                        "half_life",
                                        "high",
                                        "hold",
                                        "holds",
                                        "horizon",
                                        "id",
                                        "importance",
                                        "initial",
                                        "initially",
                                        "interval",
                                        "issued",
                                        "kind",
                                        "known_by",
                                        "level",
                                        "low",
                                        "margin",
                                        "medium",
                                        "mirror",
                                        "model",
                                        "name",
                                        "narrative",
                                        "narratives",
                                        "needs",
                                        "noise",
                                        "none",
                                        "note",
                                        "of",
                                        "on",
                                        "on_close",
                                        "once",
                                        "option",
                                        "options",
                                        "outcome",
                                        "outcomes",
                                        "outside",
                                        "parameter",
                                        "parameters",
                                        "parts",
                                        "persistent",
                                        "preferences",
                                        "prior",
                                        "priority",
                                        "priors",
                                        "probability",
                                        "published",
                                        "quantities",
                                        "question",
                                        "r_by",
                                        "range",
                                        "rate",
                                        "reached",
                                        "refrained",
                                        "rules",
                                        "scale",
                                        "set",
                                        "shape",
                                        "share",
                                        "sharpness",
                                        "sharpness_by",
                                        "sharpness_of",
                                        "sign",
                                        "silent",
                                        "source",
                                        "sources",
                                        "stages",
                                        "stakes",
                                        "start",
                                        "status_quo",
                                        "status_quo_bias",
                                        "strength",
                                        "substitutability",
                                        "symmetry",
                                        "ties",
                                        "time_unit",
                                        "title",
                                        "toward",
                                        "tracks",
                                        "trial",
                                        "truth",
                                        "unit",
                                        "url",
                                        "value",
                                        "values",
                                        "variants",
                                        "watch",
                                        "weight",
                                        "weights",
                                        "when",
                                        "where",
                                        "whole",
                                        "within",
                                        "x"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(name, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool aras_builder_misspelled(struct aras_builder *builder, struct aras_setting *entry,
                             const char *const *keys, size_t count)
{
    for (size_t i = 0; i < entry->count; i++) {
        struct aras_setting *part = entry->parts[i];
        const char *meant = part->read || is_word(part->name)
                                ? NULL
                                : aras_nearest_name(part->name, keys, count);

        if (meant != NULL) {
            aras_problems_add(builder->problems, part->place,
                              "unknown setting '%s': did you mean '%s'?", part->name,
                              meant);
            aras_setting_accept(part);
            return true;
        }
    }
    return false;
}

void aras_builder_lacks(struct aras_builder *builder, struct aras_setting *entry,
                        const char *key, const char *format, ...)
{
    char message[1024];
    va_list arguments;

    if (key != NULL && (aras_setting_find(entry, key) != NULL ||
                        aras_builder_misspelled(builder, entry, &key, 1))) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aras_problems_add(builder->problems, entry->place, "%s", message);
}

void aras_builder_unknown(struct aras_builder *builder, struct aras_place place,
                          const char *kind, const char *id,
                          const struct aras_names *names)
{
    aras_problems_add(builder->problems, place, "there is no %s '%s'%s", kind, id,
                      aras_names_hint(names, id));
}

void aras_builder_skip(struct aras_builder *builder, struct aras_setting *entry,
                       const char *id)
{
    aras_setting_accept(entry);
    if (id != NULL) {
        aras_names_add(&builder->broken, id, 0);
    }
}
