#ifndef ARAS_MODEL_INITIAL_LIST_H
#define ARAS_MODEL_INITIAL_LIST_H

#include "model/builder.h"

/**
 * The initial values of a quantity's elements where each is written by itself:
 * initial = ("iran, russia = 0.3", { at = "turkey"; value = 0.5; ... }). Starts zeroed.
 */
struct aras_initial_list {
    struct aras_setting *setting; /* NULL: no such list is given */
    struct aras_names elements;   /* "trust[iran,russia]" -> part of the setting */
    bool broken;                  /* some of it is wrong, which has been said */
};

/** Takes the list of quantity `id` apart. */
void aras_initial_list_read(struct aras_initial_list *list,
                            struct aras_builder *builder, const char *id,
                            struct aras_setting *setting);

/** The part with the value of an element, and the value as a formula; NULL when the
 * list does not have the element. */
const struct aras_setting *aras_initial_list_find(const struct aras_initial_list *list,
                                                  struct aras_builder *builder,
                                                  const char *element,
                                                  const char **formula);

/** Whatever is in the list and is no slot is a problem; `of` and `inside` say of what
 * the quantity has elements. */
void aras_initial_list_check(const struct aras_initial_list *list,
                             struct aras_builder *builder, const char *id,
                             const char *of, bool inside);

#endif
