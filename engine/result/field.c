#include "result/field.h"

#include <math.h>
#include <string.h>

enum aras_column_type aras_column_type_of(const struct aras_column *column)
{
    const char *kind = column->kind == NULL ? "" : column->kind;

    if (column->categories != NULL) {
        return ARAS_COLUMN_TEXT;
    }
    if (strcmp(kind, "happened") == 0 || strcmp(kind, "count") == 0) {
        return ARAS_COLUMN_INTEGER;
    }
    return strcmp(kind, "time") == 0 ? ARAS_COLUMN_TIME : ARAS_COLUMN_REAL;
}

/* Integers are exact as doubles up to 2^53. */
static bool is_integer(double value)
{
    return fabs(value) <= 9007199254740992.0 && floor(value) == value;
}

enum aras_status aras_field_of(const struct aras_column *column,
                               enum aras_column_type type, double value,
                               struct aras_field *field, struct aras_error *error)
{
    *field = (struct aras_field){.type = ARAS_FIELD_EMPTY};
    if (isnan(value) || (type == ARAS_COLUMN_TIME && isinf(value))) {
        return ARAS_OK;
    }
    if (type == ARAS_COLUMN_TEXT) {
        if (!(value >= 0.0 && value < (double) column->category_count) ||
            !is_integer(value)) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "'%s' is said to be number %g of its %zu categories",
                                  column->id, value, column->category_count);
        }
        field->type = ARAS_FIELD_TEXT;
        field->text = column->categories[(size_t) value];
    } else if (type == ARAS_COLUMN_INTEGER && is_integer(value)) {
        field->type = ARAS_FIELD_INTEGER;
        field->integer = (int64_t) value;
    } else {
        field->type = ARAS_FIELD_REAL;
        field->real = value;
    }
    return ARAS_OK;
}
