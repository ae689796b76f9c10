#ifndef ARAS_REPORT_LEVERAGE_WORDS_H
#define ARAS_REPORT_LEVERAGE_WORDS_H

#include "report/leverage_report.h"
#include "report/number.h"

/* What reports of leverage share: which rows are told, and what they are called. */

/** The name of an actor, by its id. */
const char *aras_leverage_name(const struct aras_levered *levered, const char *actor);

/** What an event is called: its id where it has no title. */
const char *aras_leverage_title(const struct aras_event *event);

/** Whether it is about what B chooses after an act of A; else it is a threat. */
bool aras_leverage_is_answer(const struct aras_levered *levered,
                             const struct aras_leverage_row *row);

bool aras_leverage_same_pair(const struct aras_issue *a, const struct aras_issue *b);

/** Whether they are of one act, of several actors. */
bool aras_leverage_same_act(const struct aras_issue *a, const struct aras_issue *b);

/** An act of several actors is one row, though an issue for each: whether it is one of
 *  those after the first. */
bool aras_leverage_is_repeated(const struct aras_levered *levered, size_t issue);

/** Adds "Russia over Armenia: Russia demands ..."; of an answer the act, too, with
 *  `others` who act in it. In words, which can be broken to fit; ids cannot. */
void aras_leverage_write_issue(const struct aras_levered *levered,
                               const struct aras_leverage_row *row, bool others,
                               struct aras_text *text);

/** Whether nothing is known of the issue in any reading. */
bool aras_leverage_is_left_out(const struct aras_levered *levered,
                               const struct aras_leverage_row *row);

/** Of all issues those are told that are at issue, and one choice of each. */
bool aras_leverage_is_told(const struct aras_levered *levered,
                           const struct aras_leverage_row *row, size_t time);

/** The issue by which A moves B most: a demand or a line if there is one, else an
 *  answer in which B takes no part; NULL: there is none. */
const struct aras_leverage_row *
aras_leverage_find_cell(const struct aras_levered *levered, size_t time, size_t reading,
                        const char *by, const char *of);

/** Adds how leverage stands to its index, and what holds it back. */
void aras_leverage_write_standing(const struct aras_levered *levered,
                                  const struct aras_leverage_row *row,
                                  struct aras_text *text);

/** Whether it is the same in all worlds. */
bool aras_leverage_is_constant(const struct aras_pull_estimate *it);

/** A change of shares, "+12 pp". */
struct aras_number aras_leverage_change(const struct aras_pull_estimate *it);

/** How often it is so, as an estimate; a bound where it was seen in none, or all. */
struct aras_number aras_leverage_share(const struct aras_pull_estimate *it,
                                       const struct aras_style *style);

#endif
