#ifndef ARAS_RESULT_CELL_H
#define ARAS_RESULT_CELL_H

#include <stdint.h>

#include "result/run.h"

/** What the cells of a column hold, as a database or a table shows them. */
enum aras_column_type {
    ARAS_COLUMN_INTEGER, /* happened, count */
    ARAS_COLUMN_TIME,    /* a number; nothing where it was not reached */
    ARAS_COLUMN_REAL,
    ARAS_COLUMN_TEXT /* of a category */
};

enum aras_cell_type {
    ARAS_CELL_EMPTY, /* failed, or not reached */
    ARAS_CELL_INTEGER,
    ARAS_CELL_REAL, /* may be infinite */
    ARAS_CELL_TEXT
};

struct aras_cell {
    enum aras_cell_type type;
    int64_t integer;
    double real;
    const char *text; /* borrowed from the column */
};

enum aras_column_type aras_column_type_of(const struct aras_column *column);

/** The cell for a value of a block. Fails with ARAS_DAMAGED when the value is no number
 * of a category. */
ARAS_CHECKED enum aras_status aras_cell_of(const struct aras_column *column,
                                           enum aras_column_type type, double value,
                                           struct aras_cell *cell,
                                           struct aras_error *error);

#endif
