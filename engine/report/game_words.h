#ifndef ARAS_REPORT_GAME_WORDS_H
#define ARAS_REPORT_GAME_WORDS_H

#include "analysis/regret.h"
#include "report/number.h"

/** What is said of a game, in pieces that its reports share. */

/** Less worth than this is none: it cannot be seen with two digits. */
#define ARAS_GAME_NOTHING 0.005

/** "refuse" of "armenia_on_corridor.refuse": what is typed to choose it. */
const char *aras_game_option(const struct aras_model *model, uint32_t event,
                             int choice);

/** The option's title, or what is typed where it has none. */
const char *aras_game_option_title(const struct aras_model *model, uint32_t event,
                                   int choice);

/** The title of a decision, or its id. */
/** Who did it, by name: of an option who decided, of a demand and what came of it who
 * made it or gave way. NULL of what nobody decided. */
const char *aras_game_who(const struct aras_model *model, uint32_t event);

const char *aras_game_decision(const struct aras_model *model, uint32_t event);

/** Worth, or a change of it: two digits, with a sign; none on a nothing. */
struct aras_number aras_game_worth(double worth);

/** "+0.02 to +0.16"; a dash where it is not known. */
struct aras_number aras_game_within(struct aras_interval interval,
                                    const struct aras_style *style);

/** What an outcome adds to the worth by a preference. */
double aras_game_adds(const struct aras_model *model,
                      const struct aras_preference *preference, double outcome);

/** The least and the greatest worth among the options of a turn; those that were closed
 *  count in neither. */
struct aras_interval aras_game_extent(const struct aras_model *model,
                                      const struct aras_turn *turn);

/** Of an option always taken: "best", "not told apart", or how much less it brings. */
struct aras_number aras_game_regret(const struct aras_yield *yield);

/** What a reading is called among those that are told; "all worlds" where there is
 *  one. */
const char *aras_game_reading(const struct aras_regret *regret,
                              const struct aras_yield *yield);

/** How many turns the actor had. */
size_t aras_game_turns(const struct aras_regret *regret, size_t actor);

/** Whether two courses belong into one table: of a seat as a whole, or of the options
 * of one decision. */
bool aras_game_together(const struct aras_course *a, const struct aras_course *b);

#endif
