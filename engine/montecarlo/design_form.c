#include "montecarlo/design_form.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static const struct {
    const char *name;
    enum aras_design_kind kind;
} kinds[] = {{"grid", ARAS_DESIGN_GRID},     {"list", ARAS_DESIGN_LIST},
             {"lhs", ARAS_DESIGN_HYPERCUBE}, {"sobol", ARAS_DESIGN_SOBOL},
             {"morris", ARAS_DESIGN_MORRIS}, {"saltelli", ARAS_DESIGN_SALTELLI}};

enum { KINDS = sizeof kinds / sizeof *kinds };

static bool find_kind(const char *text, size_t length, enum aras_design_kind *kind)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strlen(kinds[i].name) == length &&
            strncmp(kinds[i].name, text, length) == 0) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

static bool read_whole(const char *text, uint64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoull(text, &end, 10);
    return isdigit((unsigned char) text[0]) && *end == '\0' && errno == 0;
}

enum aras_status aras_design_form_kind(struct aras_design_form *form, const char *text,
                                       const char **file, struct aras_error *error)
{
    size_t length = strcspn(text, ":");
    const char *behind = text[length] == ':' ? text + length + 1 : NULL;

    *file = NULL;
    if (!find_kind(text, length, &form->kind) || form->kind == ARAS_DESIGN_SALTELLI) {
        return aras_error_set(
            error, ARAS_INVALID,
            "a design is grid, list:FILE, lhs:N, sobol:N or morris:N; "
            "got '%s'",
            text);
    }
    if (form->kind == ARAS_DESIGN_GRID) {
        return behind == NULL
                   ? ARAS_OK
                   : aras_error_set(error, ARAS_INVALID,
                                    "a grid has as many points as its axes say: write "
                                    "grid, not '%s'",
                                    text);
    }
    if (form->kind == ARAS_DESIGN_LIST) {
        *file = behind;
        return behind != NULL && behind[0] != '\0'
                   ? ARAS_OK
                   : aras_error_set(error, ARAS_INVALID,
                                    "a list needs its file, as in list:points.csv");
    }
    if (behind == NULL || !read_whole(behind, &form->size) || form->size == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "%.*s needs how many %s, 1 or more, as in %.*s:256; got "
                              "'%s'",
                              (int) length, text,
                              form->kind == ARAS_DESIGN_MORRIS ? "trajectories"
                                                               : "points",
                              (int) length, text, text);
    }
    return ARAS_OK;
}

/* --- writing
 * --------------------------------------------------------------------------
 */

static uint64_t hash_table(const struct aras_design_form *form)
{
    XXH64_hash_t hash =
        XXH3_64bits(form->table, form->size * form->axes * sizeof *form->table);

    /* A setting's values are numbers of its texts. */
    for (size_t i = 0; i < form->axes; i++) {
        for (size_t k = 0; form->axis[i].setting && k < form->axis[i].names; k++) {
            const char *name = form->axis[i].name[k];

            hash = XXH3_64bits_withSeed(name, strlen(name), hash);
        }
    }
    return hash;
}

static const char *name_of(enum aras_design_kind kind)
{
    size_t i = 0;

    while (i + 1 < KINDS && kinds[i].kind != kind) {
        i++;
    }
    return kinds[i].name;
}

static void write_factor(struct aras_text *text, const char *name, size_t factor)
{
    if (factor != ARAS_NO_FACTOR) {
        aras_text_add(text, "%s=%zu\n", name, factor);
    }
}

void aras_design_form_write(const struct aras_design_form *form, struct aras_text *text)
{
    bool grid = form->kind == ARAS_DESIGN_GRID;

    aras_text_add(text, "%s", name_of(form->kind));
    if (!grid) {
        aras_text_add(text, ":%" PRIu64, form->size);
    }
    aras_text_add(text, "\ngroup=%" PRIu64 "\n", form->group);
    for (size_t i = 0; i < form->axes; i++) {
        aras_text_add(text, "axis %s\n", form->axis[i].text);
    }
    if (form->kind == ARAS_DESIGN_LIST) {
        aras_text_add(text, "table=%016" PRIx64 "\n", hash_table(form));
    }
    if (form->kind == ARAS_DESIGN_SALTELLI) {
        write_factor(text, "luck", form->luck);
        write_factor(text, "parameters", form->parameters);
        for (size_t i = 0; form->factor != NULL && i < form->axes; i++) {
            aras_text_add(text, "factor=%zu\n", form->factor[i]);
        }
        if (form->factor != NULL) {
            aras_text_add(text, "factors=%zu\n", form->factors);
        }
    }
}

/* --- reading
 * --------------------------------------------------------------------------
 */

struct lines {
    const char *at;
    struct aras_arena *arena;
};

/* The next line; NULL behind the last. */
static const char *next_line(struct lines *lines)
{
    size_t length = strcspn(lines->at, "\n");
    const char *line;

    if (lines->at[0] == '\0') {
        return NULL;
    }
    line = aras_arena_slice(lines->arena, lines->at, length);
    lines->at += length + (lines->at[length] == '\n');
    return line;
}

static bool is_number(const char *line, const char *name, uint64_t *number)
{
    size_t length = strlen(name);

    return strncmp(line, name, length) == 0 && line[length] == '=' &&
           read_whole(line + length + 1, number);
}

static enum aras_status damaged(struct aras_error *error, const char *line)
{
    return aras_error_set(error, ARAS_DAMAGED,
                          "the stored design cannot be understood at '%s'",
                          line == NULL ? "its end" : line);
}

struct growing {
    struct aras_axis *axis;
    size_t *factor;
    size_t axes, factors;
};

static enum aras_status read_axis(struct aras_design_form *form,
                                  struct growing *growing, const char *text,
                                  const struct aras_model *model,
                                  struct aras_arena *arena, struct aras_error *error)
{
    struct aras_axis *axis;

    if (form->kind == ARAS_DESIGN_LIST) {
        growing->axes++;
        return growing->axes <= form->axes &&
                       strcmp(form->axis[growing->axes - 1].text, text) == 0
                   ? ARAS_OK
                   : damaged(error, text);
    }
    axis = aras_arena_grow(arena, &growing->axis, growing->axes++, sizeof *axis);
    return aras_axis_read(axis, text, model, arena, error);
}

static enum aras_status read_line(struct aras_design_form *form,
                                  struct growing *growing, const char *line,
                                  const struct aras_model *model,
                                  struct aras_arena *arena, struct aras_error *error)
{
    uint64_t number;

    if (strncmp(line, "axis ", 5) == 0) {
        return read_axis(form, growing, line + 5, model, arena, error);
    }
    if (is_number(line, "group", &number) && number >= 1) {
        form->group = number;
    } else if (is_number(line, "luck", &number)) {
        form->luck = (size_t) number;
    } else if (is_number(line, "parameters", &number)) {
        form->parameters = (size_t) number;
    } else if (is_number(line, "factors", &number)) {
        form->factors = (size_t) number;
    } else if (is_number(line, "factor", &number)) {
        size_t *place =
            aras_arena_grow(arena, &growing->factor, growing->factors++, sizeof *place);

        *place = (size_t) number;
    } else if (strncmp(line, "table=", 6) == 0 && form->kind == ARAS_DESIGN_LIST) {
        char hash[32];

        snprintf(hash, sizeof hash, "%016" PRIx64, hash_table(form));
        if (strcmp(hash, line + 6) != 0) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "the list of points is not the one that was played");
        }
    } else {
        return damaged(error, line);
    }
    return ARAS_OK;
}

enum aras_status aras_design_form_read(struct aras_design_form *form, const char *text,
                                       const struct aras_model *model,
                                       struct aras_arena *arena,
                                       struct aras_error *error)
{
    struct lines lines = {text, arena};
    struct growing growing = {NULL, NULL, 0, 0};
    const char *line = next_line(&lines);
    size_t length = line == NULL ? 0 : strcspn(line, ":");

    form->group = 0;
    form->luck = form->parameters = ARAS_NO_FACTOR;
    if (line == NULL || !find_kind(line, length, &form->kind) ||
        (line[length] == ':' && form->kind != ARAS_DESIGN_LIST &&
         !read_whole(line + length + 1, &form->size))) {
        return damaged(error, line);
    }
    while ((line = next_line(&lines)) != NULL) {
        if (read_line(form, &growing, line, model, arena, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (form->kind != ARAS_DESIGN_LIST) {
        form->axis = growing.axis;
        form->axes = growing.axes;
    }
    form->factor = growing.factor;
    if (form->group == 0 || growing.axes != form->axes ||
        (growing.factor != NULL && growing.factors != form->axes)) {
        return damaged(error, NULL);
    }
    return ARAS_OK;
}
