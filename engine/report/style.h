#ifndef ARAS_REPORT_STYLE_H
#define ARAS_REPORT_STYLE_H

#include <stdbool.h>

/**
 * How a text report looks. Other signs than ASCII need a UTF-8 locale: a program calls
 * setlocale(LC_CTYPE, "") and sets `ascii` where that gave no UTF-8. LC_NUMERIC stays
 * "C".
 */
struct aras_style {
    bool colour; /* ANSI colours: only for a terminal, and not with NO_COLOR set */
    bool ascii;
    bool all;  /* also what the question does not watch: all outcomes, tracks, events */
    int width; /* columns; 0: 100 */
};

#endif
