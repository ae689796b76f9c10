#include "scenario/scenario.h"

#include <stddef.h>

/* The typed settings come last in the list of changes and may not carry a title, so the
 * order of the list says all. */
void aras_scenario_write(const struct aras_scenario *scenario, struct aras_text *text)
{
    aras_document_write(scenario->root, NULL, text);
}

void aras_scenario_write_canonical(const struct aras_scenario *scenario,
                                   struct aras_text *text)
{
    /* `unit` stays: a parameter's unit scales its number. What actors want changes no
     * world. */
    static const char *const descriptions[] = {
        "title",    "narrative", "narratives",  "note",     "claims",
        "sources",  "source",    "grade",       "known_by", "data_through",
        "question", "basis",     "watch",       "expect",   "url",
        "margin",   "mirror",    "preferences", NULL};

    aras_document_write(scenario->root, descriptions, text);
}
