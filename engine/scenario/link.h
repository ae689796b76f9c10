#ifndef ARAS_SCENARIO_LINK_H
#define ARAS_SCENARIO_LINK_H

#include "base/problems.h"
#include "model/model.h"

/** How a model states outright that one thing acts on another. */
enum aras_link_kind {
    ARAS_LINK_READS,   /* event <- quantity: what decides whether it happens, or what is
                          chosen in it, reads the quantity */
    ARAS_LINK_CHANGES, /* event -> quantity: an effect changes it */
    ARAS_LINK_DRIFT,   /* drift of quantity <- other */
    ARAS_LINK_FORMULA, /* formula of quantity <- other: of a derived quantity */
    ARAS_LINK_SCENARIO /* scenario -> event: the scenario of the claim's test forces,
                          forbids, scales or delays it */
};

struct aras_link {
    enum aras_link_kind kind;
    const char *of;   /* the event, or the quantity of the drift or formula; NULL for
                         SCENARIO */
    const char *name; /* the quantity, parameter or event on the other side; without
                         blanks: "level[iran,turkey,transit]" */
};

struct aras_links {
    const struct aras_link *link;
    size_t count;
};

/**
 * Takes apart what a claim says of where its sign is typed into the model:
 *
 *     public_protest <- russian_support; turkish_step, csto_exit -> turkic_reach;
 *     drift of bond <- trust[iran, russia]; formula of russian_seat <- baku_moscow
 *
 * Commas stand between several events or quantities, semicolons between links. What
 * cannot be read is added to `problems`, and no links are returned. Call inside a try
 * of problems->arena, where the links live.
 */
struct aras_links aras_links_read(const char *text, struct aras_place place,
                                  struct aras_problems *problems);

/**
 * Adds to `problems` each link that is not so in the model: a name that nothing answers
 * to, or a sentence that no formula or effect bears out. Formulae read through derived
 * quantities. Of a template ("dispute") or a decision one instance or option is enough.
 * Links of kind
 * SCENARIO are only looked at for the name of their event. Inside a try as above.
 */
void aras_links_check(const struct aras_links *links, const struct aras_model *model,
                      struct aras_place place, struct aras_problems *problems);

/** The same for the links of kind SCENARIO, by the model that its scenario makes. */
void aras_links_check_scenario(const struct aras_links *links,
                               const struct aras_model *model, struct aras_place place,
                               struct aras_problems *problems);

/**
 * Whether a scenario's `cut` can take the link away: effects, drivers and
 * considerations can be; a rate, a condition, the stakes of a demand, drifts and
 * formulae cannot. The link must be so, by aras_links_check. Inside a try of the arena.
 */
bool aras_link_can_be_cut(const struct aras_link *link, const struct aras_model *model,
                          struct aras_arena *arena);

/** Whether there is a link of this kind. */
bool aras_links_have(const struct aras_links *links, enum aras_link_kind kind);

#endif
