#include "result/observed.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum column { QUESTION, OUTCOME, DATE, REFERENCE, SOURCE, COLUMNS };
enum { MOST_FIELDS = 32 };

static const char *const names[COLUMNS] = {"question", "outcome", "date", "reference",
                                           "source"};

struct reading {
    const char *path;
    const char *at; /* what is still to be read */
    int line;       /* of the file */
    const struct aras_ledger *ledger;
    struct aras_problems *problems;
    int place[COLUMNS]; /* number of the field; -1: the file has none */
    size_t fields;      /* in the first line */
    struct aras_observed *observed;
};

static struct aras_place here(const struct reading *reading)
{
    return (struct aras_place){reading->path, reading->line};
}

/* --- fields ----------------------------------------------------------------------- */

static void complain(const struct reading *reading, const char *what)
{
    aras_problems_add(reading->problems, here(reading), "%s", what);
}

/* A field in quotes, from behind the first of them, which may go over lines: RFC 4180.
 */
static char *take_quoted(struct reading *reading)
{
    const char *begin = reading->at;
    char *field;
    size_t length = 0;
    int lines = 0;

    for (; *reading->at != '\0' && (reading->at[0] != '"' || reading->at[1] == '"');
         reading->at++) {
        reading->at += reading->at[0] == '"' ? 1 : 0;
        lines += *reading->at == '\n';
    }
    if (*reading->at == '\0') {
        complain(reading, "a quote is not closed");
    }
    reading->line += lines;
    field =
        aras_arena_get(reading->problems->arena, (size_t) (reading->at - begin) + 1);
    for (const char *from = begin; from < reading->at; from++) {
        field[length++] = *from;
        from += *from == '"' ? 1 : 0;
    }
    reading->at += *reading->at == '"' ? 1 : 0;
    return field;
}

static const char *take_field(struct reading *reading)
{
    size_t length;
    const char *begin;

    reading->at += strspn(reading->at, " \t");
    if (*reading->at == '"') {
        reading->at++;
        const char *field = take_quoted(reading);

        reading->at += strspn(reading->at, " \t\r");
        if (*reading->at != '\0' && strchr(",\n", *reading->at) == NULL) {
            complain(reading, "a comma is missing behind a quote");
            reading->at += strcspn(reading->at, ",\n");
        }
        return field;
    }
    begin = reading->at;
    length = strcspn(begin, ",\n");
    reading->at += length;
    while (length > 0 && strchr(" \t\r", begin[length - 1]) != NULL) {
        length--;
    }
    return aras_arena_slice(reading->problems->arena, begin, length);
}

/* The fields of one line, and how many it has; those beyond the most are not kept. */
static size_t take_fields(struct reading *reading, const char *field[MOST_FIELDS])
{
    size_t count = 0;

    for (;;) {
        const char *next = take_field(reading);

        if (count < MOST_FIELDS) {
            field[count] = next;
        }
        count++;
        if (*reading->at != ',') {
            reading->at += *reading->at == '\n' ? 1 : 0;
            return count;
        }
        reading->at++;
    }
}

/* The fields of the next line that has any; false at the end. */
static bool take_line(struct reading *reading, const char *field[MOST_FIELDS],
                      size_t *count)
{
    while (*reading->at != '\0') {
        reading->line++;
        *count = take_fields(reading, field);
        if (*count > 1 || field[0][0] != '\0') {
            return true;
        }
    }
    return false;
}

/* --- rows ------------------------------------------------------------------------- */

static void read_header(struct reading *reading)
{
    const char *field[MOST_FIELDS];
    size_t count;

    for (int c = 0; c < COLUMNS; c++) {
        reading->place[c] = -1;
    }
    if (!take_line(reading, field, &count)) {
        count = 0;
    }
    reading->fields = count;
    if (count == 1 && strpbrk(field[0], ";\t") != NULL) {
        aras_problems_add(reading->problems, here(reading),
                          "commas are to stand between columns, no semicolons or tabs");
        return;
    }
    for (size_t i = 0; i < count && i < MOST_FIELDS; i++) {
        int column = 0;

        while (column < COLUMNS && strcmp(names[column], field[i]) != 0) {
            column++;
        }
        if (column == COLUMNS) {
            const char *near = aras_nearest_name(field[i], names, COLUMNS);

            aras_problems_add(reading->problems, here(reading),
                              "there is no column '%s'%s%s%s; there are question, "
                              "outcome, date, reference and source",
                              field[i], near == NULL ? "" : " (did you mean '",
                              near == NULL ? "" : near, near == NULL ? "" : "'?)");
        } else if (reading->place[column] >= 0) {
            aras_problems_add(reading->problems, here(reading),
                              "there are two columns '%s'", field[i]);
        } else {
            reading->place[column] = (int) i;
        }
    }
    for (int c = QUESTION; c <= DATE; c++) {
        if (reading->place[c] < 0) {
            aras_problems_add(reading->problems, here(reading),
                              "the first line names no column '%s': it begins as in "
                              "question,outcome,date",
                              names[c]);
        }
    }
}

static const char *field_of(const struct reading *reading, const char *const *field,
                            size_t count, enum column column)
{
    int place = reading->place[column];

    return place < 0 || (size_t) place >= count ? "" : field[place];
}

static const struct aras_ledger_question *find_question(struct reading *reading,
                                                        const char *id)
{
    const struct aras_ledger_question *question = aras_ledger_find(reading->ledger, id);
    const char *near;

    if (question == NULL) {
        near = aras_ledger_nearest(reading->ledger, id);
        aras_problems_add(reading->problems, here(reading),
                          "the ledger has no question '%s'%s%s%s", id,
                          near == NULL ? "" : "; did you mean '",
                          near == NULL ? "" : near, near == NULL ? "" : "'?");
        return NULL;
    }
    if (question->about == ARAS_ABOUT_MODEL) {
        aras_problems_add(
            reading->problems, here(reading),
            "'%s' is about a model: its run settles it, and nobody enters "
            "what came of it",
            id);
        return NULL;
    }
    for (size_t i = 0; i < reading->observed->count; i++) {
        const struct aras_ledger_outcome *other = &reading->observed->outcomes[i];

        if (strcmp(other->question, question->id) == 0) {
            aras_problems_add(reading->problems, here(reading),
                              "what came of '%s' stands in line %d already", id,
                              (int) other->line);
            return NULL;
        }
    }
    return question;
}

static double read_reference(struct reading *reading, const char *text)
{
    char *end;
    double p = strtod(text, &end);

    if (text[0] == '\0') {
        return NAN;
    }
    if (*end != '\0' || !(p >= 0.0 && p <= 1.0)) {
        aras_problems_add(reading->problems, here(reading),
                          "a reference class has a probability from 0 to 1, not '%s'",
                          text);
        return NAN;
    }
    return p;
}

static void add_row(struct reading *reading, const struct aras_ledger_outcome *outcome,
                    double reference)
{
    struct aras_observed *observed = reading->observed;
    struct aras_arena *arena = reading->problems->arena;
    struct aras_ledger_outcome *place =
        aras_arena_grow(arena, &observed->outcomes, observed->count, sizeof *place);
    double *number =
        aras_arena_grow(arena, &observed->reference, observed->count, sizeof *number);

    *place = *outcome;
    *number = reference;
    observed->count++;
}

static void read_row(struct reading *reading, const char *const *field, size_t count)
{
    const char *source = field_of(reading, field, count, SOURCE);
    double reference =
        read_reference(reading, field_of(reading, field, count, REFERENCE));
    const struct aras_ledger_question *question =
        find_question(reading, field_of(reading, field, count, QUESTION));
    struct aras_ledger_outcome outcome;
    struct aras_error error = {0};

    if (count > reading->fields) {
        aras_problems_add(
            reading->problems, here(reading),
            "the line has %zu values, and the first line %zu columns: one "
            "that holds a comma stands in quotes",
            count, reading->fields);
        return;
    }
    if (question == NULL) {
        return;
    }
    if (aras_ledger_read_word(question, field_of(reading, field, count, OUTCOME),
                              &outcome, &error) != ARAS_OK) {
        aras_problems_add(reading->problems, here(reading), "%s", error.message);
        return;
    }
    outcome.on = field_of(reading, field, count, DATE);
    outcome.source = source[0] == '\0' ? NULL : source;
    outcome.line = (uint64_t) reading->line;
    outcome.at = outcome.on;
    if (aras_ledger_check_day(question, &outcome, &error) != ARAS_OK) {
        aras_problems_add(reading->problems, here(reading), "%s", error.message);
        return;
    }
    add_row(reading, &outcome, reference);
}

static void read_all(void *opaque)
{
    struct reading *reading = opaque;
    const char *field[MOST_FIELDS];
    size_t count;
    size_t before = 0; /* mistakes */

    reading->observed =
        aras_arena_get(reading->problems->arena, sizeof *reading->observed);
    read_header(reading);
    if (reading->problems->mistakes > 0) {
        return; /* which field is which is not known */
    }
    while (take_line(reading, field, &count)) {
        if (reading->problems->mistakes == before) {
            read_row(reading, field, count);
        }
        before = reading->problems->mistakes;
    }
}

static enum aras_status get_text(const char *path, struct aras_text *text,
                                 struct aras_error *error)
{
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t count;

    if (file == NULL) {
        return aras_error_set(error, ARAS_FILE, "cannot read %s: %s", path,
                              strerror(errno));
    }
    aras_text_add_bytes(text, "", 0);
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0) {
        aras_text_add_bytes(text, bytes, count);
    }
    if (ferror(file)) {
        aras_error_set(error, ARAS_FILE, "cannot read %s: %s", path, strerror(errno));
        fclose(file);
        return ARAS_FILE;
    }
    fclose(file);
    return aras_text_check(text, error);
}

struct aras_observed *aras_observed_read(const char *path,
                                         const struct aras_ledger *ledger,
                                         struct aras_problems *problems,
                                         struct aras_error *error)
{
    struct aras_text text = {0};
    struct reading reading = {.path = path, .ledger = ledger, .problems = problems};
    enum aras_status status = get_text(path, &text, error);

    if (status == ARAS_OK && strlen(text.data) < text.length) {
        status = aras_error_set(error, ARAS_INVALID,
                                "%s is no text: it holds a byte 0 behind the first %zu",
                                path, strlen(text.data));
    }
    if (status == ARAS_OK) {
        /* Spreadsheets write a mark of byte order first. */
        reading.at = text.data + (strncmp(text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
        status = aras_arena_try(problems->arena, read_all, &reading, error);
    }
    aras_text_free(&text);
    return status == ARAS_OK && problems->mistakes == 0 ? reading.observed : NULL;
}
