#ifndef ARAS_FIGURE_NUMERAL_H
#define ARAS_FIGURE_NUMERAL_H

#include <stddef.h>

enum { ARAS_NUMERAL_SIZE = 64 };

/** A number as a figure says it. */
struct aras_numeral {
    char text[ARAS_NUMERAL_SIZE];
};

/** A share: "41 %", "<1 %" of what is not 0, ">99 %" of what is not all, "0 %" of 0. */
struct aras_numeral aras_numeral_share(double share);

/** A number with two digits, three where it is 100 or more: "0.31", "-12", "134". */
struct aras_numeral aras_numeral_number(double value);

/** A number in digits that go with a width, of an interval or of what is compared: two
 *  digits of the width, three at most behind the point. */
struct aras_numeral aras_numeral_beside(double value, double width);

/** A change with its sign, in two digits; a difference of shares is in points: "+13
 * pp". */
struct aras_numeral aras_numeral_change(double value);
struct aras_numeral aras_numeral_points(double value);

/** A change with its interval, in digits that go with how wide that is: "-0.12 (-0.20
 * to -0.04)", of shares "-23 pp (-26 to -20)". */
struct aras_numeral aras_numeral_change_within(double value, double low, double high);
struct aras_numeral aras_numeral_points_within(double value, double low, double high);

#endif
