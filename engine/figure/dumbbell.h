#ifndef ARAS_FIGURE_DUMBBELL_H
#define ARAS_FIGURE_DUMBBELL_H

#include "figure/figure.h"
#include "figure/scale.h"

/** One outcome in two scenarios. */
struct aras_dumbbell_row {
    const char *title;
    double a, b;
    const char *change; /* "+13 pp, +11 to +15"; NULL: b - a */
    bool unsure;        /* the change may be nothing but luck: its words stand back */
    const char *group;  /* rows of one group stand together, with this above them: an
                           outcome of which each row is an option; NULL: none */
};

enum { ARAS_MOST_DUMBBELLS = 40 };

/** What differs between two scenarios, outcome by outcome, all on one axis. */
struct aras_dumbbell {
    const char *title, *subtitle;
    const char *a, *b; /* the scenarios */
    const char *unit;  /* below the axis; "" */
    enum aras_tick_form form;
    double from, to; /* the axis reaches so far at least, so that figures can be
                        compared; 0 and 0: as far as the rows do */
    const struct aras_dumbbell_row *row;
    size_t
        rows; /* 1 ... 40; those without a group first, those of one group together */
};

ARAS_CHECKED enum aras_status aras_dumbbell_draw(struct aras_figure *figure,
                                                 const struct aras_dumbbell *data,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error);

#endif
