#ifndef ARAS_REPORT_SLOT_WORDS_H
#define ARAS_REPORT_SLOT_WORDS_H

#include "base/text.h"
#include "model/model.h"

/**
 * What a slot holds, for people: its title, with the actors that it is about, as in
 * "how far two states pull the same way (Armenia, Turkey)"; of a tie who needs what of
 * whom, as in "Armenia's other ways to gas than Russia". Its name where the model gives
 * no title.
 */
void aras_slot_words(struct aras_text *text, const struct aras_model *model,
                     uint32_t slot);

/** Whether these words are more than its name. */
bool aras_slot_has_words(const struct aras_model *model, uint32_t slot);

#endif
