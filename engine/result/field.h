#ifndef ARAS_RESULT_FIELD_H
#define ARAS_RESULT_FIELD_H

#include <stdint.h>

#include "result/run.h"

/** What the fields of a column hold, as a database or a table shows them. */
enum aras_column_type {
    ARAS_COLUMN_INTEGER, /* happened, count */
    ARAS_COLUMN_TIME,    /* a number; nothing where it was not reached */
    ARAS_COLUMN_REAL,
    ARAS_COLUMN_TEXT /* of a category */
};

enum aras_field_type {
    ARAS_FIELD_EMPTY, /* failed, or not reached */
    ARAS_FIELD_INTEGER,
    ARAS_FIELD_REAL, /* may be infinite */
    ARAS_FIELD_TEXT
};

struct aras_field {
    enum aras_field_type type;
    int64_t integer;
    double real;
    const char *text; /* borrowed from the column */
};

enum aras_column_type aras_column_type_of(const struct aras_column *column);

/** The field for a value of a block. Fails with ARAS_DAMAGED when the value is no
 * number of a category. */
ARAS_CHECKED enum aras_status aras_field_of(const struct aras_column *column,
                                            enum aras_column_type type, double value,
                                            struct aras_field *field,
                                            struct aras_error *error);

#endif
