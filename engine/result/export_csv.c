#include "result/export.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "result/cell.h"
#include "result/run.h"

static void put_text(FILE *file, const char *text)
{
    /* Source: RFC 4180, section 2, rules 6 and 7. */
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, file);
        return;
    }
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', file);
        }
        fputc(*text, file);
    }
    fputc('"', file);
}

static void put_real(FILE *file, double value)
{
    if (!isnan(value)) {
        fprintf(file, "%.17g", value);
    }
}

static void put_cell(FILE *file, const struct aras_cell *cell)
{
    switch (cell->type) {
    case ARAS_CELL_EMPTY:
        break;
    case ARAS_CELL_INTEGER:
        fprintf(file, "%" PRId64, cell->integer);
        break;
    case ARAS_CELL_REAL:
        put_real(file, cell->real);
        break;
    case ARAS_CELL_TEXT:
        put_text(file, cell->text);
        break;
    }
}

/* A table being written: what its rows need beside their block. */
struct table {
    FILE *file;
    const struct aras_column *label;
    const enum aras_column_type *type;
    size_t columns;
    uint64_t sets; /* parameter sets 0 .. sets-1 were written */
};
