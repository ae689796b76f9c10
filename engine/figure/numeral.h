#ifndef ARAS_FIGURE_NUMERAL_H
#define ARAS_FIGURE_NUMERAL_H

#include <stddef.h>

enum { ARAS_NUMERAL_SIZE = 32 };

/** A number as a figure says it. */
struct aras_numeral {
    char text[ARAS_NUMERAL_SIZE];
};

/** A share: "41 %", "<1 %" of what is not 0, ">99 %" of what is not all, "0 %" of 0. */
struct aras_numeral aras_numeral_share(double share);

/** A number with two digits, three where it is 100 or more: "0.31", "-12", "134". */
struct aras_numeral aras_numeral_number(double value);

/** The same with its sign; a difference of shares is in points: "+13 pp". */
struct aras_numeral aras_numeral_change(double value);
struct aras_numeral aras_numeral_points(double value);

#endif
