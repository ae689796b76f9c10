#ifndef ARAS_FIGURE_WORDS_H
#define ARAS_FIGURE_WORDS_H

#include <stddef.h>

enum { ARAS_WORDS_SIZE = 32 };

/** A number as a figure says it. */
struct aras_words {
    char text[ARAS_WORDS_SIZE];
};

/** A share: "41 %", "<1 %" of what is not 0, ">99 %" of what is not all, "0 %" of 0. */
struct aras_words aras_words_share(double share);

/** A number with two digits, three where it is 100 or more: "0.31", "-12", "134". */
struct aras_words aras_words_number(double value);

/** The same with its sign; a difference of shares is in points: "+13 pp". */
struct aras_words aras_words_change(double value);
struct aras_words aras_words_points(double value);

#endif
