#ifndef ARAS_COMMAND_REPLY_H
#define ARAS_COMMAND_REPLY_H

#include "analysis/lesson.h"
#include "base/text.h"

enum { ARAS_MOST_REPLIED = 64 };

/** What a student guesses before the program is run. */
struct aras_reply {
    enum aras_form form;
    double value[ARAS_MOST_REPLIED]; /* shares of the options; or numbers, rising */
    double level[3];                 /* of numbers: 0.5, or 0.1, 0.5, 0.9 */
    size_t count;
};

/** Of a guess that was typed. */
enum aras_replied {
    ARAS_REPLIED,
    ARAS_REPLIED_OPTION, /* but not how sure: type that too */
    ARAS_REPLIED_WRONG   /* nothing that could be meant; `why` says what could */
};

/**
 * Reads what was typed as a guess:
 *
 *   of a share    "63": of 100 worlds in 63; "63 %" and "63 of 100" likewise
 *   of options    "2 70" or "less 70": the second one, or that which alone begins so,
 *                 70 % sure; the others share what is left
 *   of a number   "12", or "8 12 20": 12, and with 80 % between 8 and 20
 *
 * `why` gets a sentence when it is wrong; to be freed by the caller.
 */
enum aras_replied aras_reply_read(struct aras_reply *guess,
                                  const struct aras_lesson_question *question,
                                  const char *text, struct aras_text *why);

/** How to answer, for a prompt: "0 to 100". */
const char *aras_reply_prompt(const struct aras_lesson_question *question);

/** The same at length, for somebody who asks. */
const char *aras_reply_help(const struct aras_lesson_question *question);

#endif
