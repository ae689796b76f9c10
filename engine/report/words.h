#ifndef ARAS_REPORT_WORDS_H
#define ARAS_REPORT_WORDS_H

#include "analysis/worth.h"
#include "base/text.h"
#include "report/style.h"

/** What is said of what happens, in pieces: each adds to a text. */

/** What an event is called: its title; an option with that of its decision before it.
 */
void aras_words_event(struct aras_text *text, const struct aras_chronicle *chronicle,
                      uint32_t event);

/** The same by the model alone, as far as it fits into `size` bytes. */
void aras_words_event_name(char *name, size_t size, const struct aras_model *model,
                           uint32_t event);

/** The narrative of what a chapter came to, or what that is called. */
void aras_words_chapter(struct aras_text *text, const struct aras_chronicle *chronicle,
                        const struct aras_chapter *chapter);

/** "treaty_signed of 2025-03-15"; of a share also "drifts", "others". */
void aras_words_happening(struct aras_text *text,
                          const struct aras_chronicle *chronicle, size_t happening);

/** An actor by its id: its name, or the id where the model has none such. */
const char *aras_words_actor(const struct aras_model *model, const char *id);

/** What a slot holds: a stage by its name, a number with two digits after the point or
 * three in all. */
void aras_words_value(struct aras_text *text, const struct aras_model *model,
                      uint32_t slot, double value);
void aras_words_number(struct aras_text *text, double value);

/** A change of 0.004 where the values have two digits is seen in one more. */
void aras_words_step(struct aras_text *text, const struct aras_model *model,
                     uint32_t slot, double before, double after);

/** "x 1.3", by which exp(log) multiplies. */
void aras_words_factor(struct aras_text *text, double log,
                       const struct aras_style *style);

/** A probability in whole percents: "<1 %". */
void aras_words_percent(struct aras_text *text, double probability);

/** " a year", or " per unit of time". */
const char *aras_words_per(const struct aras_model *model, char room[48]);

/** An outcome's value in words. */
void aras_words_outcome(struct aras_text *text, const struct aras_model *model,
                        size_t outcome, double value);

/** Prints `text` behind `label` of `indent` columns in all, broken to fit the style's
 * width; its further lines begin below its first. */
ARAS_CHECKED enum aras_status aras_words_print(FILE *file, const char *label,
                                               size_t indent,
                                               const struct aras_text *text,
                                               const struct aras_style *style,
                                               struct aras_error *error);

#endif
