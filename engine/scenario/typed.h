#ifndef ARAS_SCENARIO_TYPED_H
#define ARAS_SCENARIO_TYPED_H

#include "model/document.h"

/**
 * Makes a scenario's changes of what was typed beside its file, in the order in which
 * it was typed. A text is either a setting, "key = value" ("horizon = 3 * year" among
 * them), or an intervention:
 *
 *     force EVENT@MOMENT          it happens then: a date, or a time such as 6 * month
 *     forbid EVENT                it cannot happen
 *     hold QUANTITY [= VALUE]     nothing changes it (and it starts from the value)
 *     dictate DECISION = OPTION   this option is taken whenever it is decided
 *     delay EVENT by TIME         its date, or each of its delays, is so much later
 *     scale EVENT * FACTOR        its rate, times that
 *     cut EVENT -> QUANTITY       its effects leave it alone; with <-: its drivers and
 *                                 considerations do not see it
 *
 * They mean what the settings of these names mean in a scenario's file, and like them
 * leave the luck of everything else as it is. Mistakes are added to `problems`, their
 * place the command line. Call inside a try of problems->arena.
 */
struct aras_setting *aras_typed_read(const char *const *texts, size_t count,
                                     struct aras_problems *problems);

#endif
