#ifndef ARAS_RESULT_JSON_PLACE_H
#define ARAS_RESULT_JSON_PLACE_H

#include <stdbool.h>

struct json_t;

/**
 * What stands at a place in JSON, such as
 *
 *     estimates[outcome=war][reading=all].probability
 *
 * names of members with points between them; behind a list, in brackets, which of its
 * entries: by number ([0] is the first), or by what a member of it says, a text or a
 * number, of several the first in which all are so. Borrowed from `root`; NULL where
 * nothing stands there.
 */
const struct json_t *aras_json_place(const struct json_t *root, const char *place);

/** The same for a number; NAN where there is none. */
double aras_json_place_number(const struct json_t *root, const char *place);

/** Whether a text has the form of a place, whatever it is a place in. */
bool aras_json_place_is(const char *place);

#endif
