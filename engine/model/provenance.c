#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/date.h"
#include "model/builder.h"

/* Settings whose text or number is no input of the model: what it is called, how it is
 * ordered, what is asked of it. */
static bool is_exempt(const char *name)
{
    static const char *const exempt[] = {
        "id",      "title",    "name",     "narrative",    "narratives", "note",
        "claims",  "source",   "known_by", "data_through", "grade",      "actors",
        "range",   "priority", "unit",     "kind",         "sources",    "url",
        "reached", "given",    "centred",  "margin",       "channels"};

    for (size_t i = 0; i < sizeof exempt / sizeof *exempt; i++) {
        if (strcmp(name, exempt[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool text_has_number(const char *text)
{
    const char *at = text;

    while (*at != '\0') {
        if (isalpha((unsigned char) *at) || *at == '_') {
            while (isalnum((unsigned char) *at) || *at == '_' || *at == '.') {
                at++;
            }
        } else if (isdigit((unsigned char) *at) ||
                   (*at == '.' && isdigit((unsigned char) at[1]))) {
            char *end;
            double value = strtod(at, &end);

            if (value != 0.0 && value != 1.0) {
                return true;
            }
            at = end;
        } else {
            at++;
        }
    }
    return false;
}

static bool has_number(const struct aras_setting *setting)
{
    if (setting->name != NULL && is_exempt(setting->name)) {
        return false;
    }
    switch (setting->kind) {
    case ARAS_SETTING_NUMBER:
        return setting->number != 0.0 && setting->number != 1.0 &&
               setting->number != -1.0;
    case ARAS_SETTING_TEXT:
        return text_has_number(setting->text);
    case ARAS_SETTING_TRUTH:
        return false;
    case ARAS_SETTING_GROUP:
    case ARAS_SETTING_LIST:
        for (size_t i = 0; i < setting->count; i++) {
            if (has_number(setting->parts[i])) {
                return true;
            }
        }
        return false;
    }
    return false;
}

/* Whether nobody was told yet that this text is wrong there; from now on somebody is.
 * Entries that have it from the `defaults` of their file have its place, too. */
static bool is_new_mistake(struct aras_builder *builder, struct aras_setting *entry,
                           const char *key, const char *text)
{
    struct aras_place place = aras_setting_place(entry, key);

    return aras_names_add(&builder->wrong_provenance,
                          aras_arena_print(builder->arena, "%s:%d:%s",
                                           place.file == NULL ? "" : place.file,
                                           place.line, text),
                          0);
}

static void say_no_date(struct aras_builder *builder, struct aras_setting *entry,
                        const char *key, const char *what, const char *id,
                        const char *text)
{
    if (is_new_mistake(builder, entry, key, text)) {
        aras_problems_add(builder->problems, aras_setting_place(entry, key),
                          "%s of %s '%s' is no date: write YYYY-MM-DD, got '%s'", key,
                          what, id, text);
    }
}

/* A date that must not lie after the cut-off. */
static const char *known_date(struct aras_builder *builder, struct aras_setting *entry,
                              const char *key, const char *what, const char *id)
{
    const struct aras_model *model = builder->model;
    const char *text = aras_setting_text(entry, key, builder->problems);
    int days;

    if (text == NULL) {
        return NULL;
    }
    if (!aras_date_read(text, &days)) {
        say_no_date(builder, entry, key, what, id, text);
        return NULL;
    }
    if (model->has_start && days > model->cutoff &&
        is_new_mistake(builder, entry, key, text)) {
        char cutoff[11];

        aras_date_write(model->cutoff, cutoff);
        aras_problems_add(builder->problems, aras_setting_place(entry, key),
                          "%s '%s' rests on something of %s, after the cut-off %s: no "
                          "input may be younger",
                          what, id, text, cutoff);
    }
    return text;
}

static const char *known_of(struct aras_builder *builder, struct aras_setting *entry,
                            const char *what, const char *id)
{
    const char *known = known_date(builder, entry, "known_by", what, id);
    const char *through = known_date(builder, entry, "data_through", what, id);

    return known != NULL ? known : through;
}

/* When a source was published; that may be after the cut-off. */
static const char *published_date(struct aras_builder *builder,
                                  struct aras_setting *entry, const char *id)
{
    const char *text = aras_setting_text(entry, "published", builder->problems);
    int days;

    if (text != NULL && !aras_date_read(text, &days)) {
        say_no_date(builder, entry, "published", "source", id, text);
    }
    return text;
}

static void read_source(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    struct aras_problems *problems = builder->problems;
    const char *id = aras_setting_line(entry, "id", problems);

    if (id == NULL) {
        aras_builder_lacks(builder, entry, "id", "a source needs an id");
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    uint32_t number = (uint32_t) model->source_count;
    struct aras_source *source =
        ARAS_GROW(builder, builder->sources, model->source_count);

    source->id = id;
    source->place = entry->place;
    source->author = aras_setting_line(entry, "author", problems);
    source->title = aras_setting_line(entry, "title", problems);
    source->url = aras_setting_line(entry, "url", problems);
    source->note = aras_setting_text(entry, "note", problems);
    source->published = published_date(builder, entry, id);
    source->known_by = known_of(builder, entry, "source", id);
    if (source->title == NULL) {
        aras_builder_lacks(builder, entry, "title", "the source '%s' needs a title",
                           id);
    }
    if (source->known_by == NULL && model->has_start &&
        aras_setting_find(entry, "data_through") == NULL) {
        aras_builder_lacks(builder, entry, "known_by",
                           "the source '%s' needs known_by or data_through: the date "
                           "of the latest fact that is taken from it",
                           id);
    }
    if (!aras_names_add(&builder->source_names, id, number)) {
        aras_problems_add(problems, entry->place, "there is another source '%s'", id);
    }
}

void aras_builder_sources(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "sources", read_source);
}

static void check_source(struct aras_builder *builder, struct aras_setting *entry,
                         const char *source, const char *what, const char *id)
{
    uint32_t number;

    if (!aras_names_find(&builder->source_names, source, &number) &&
        is_new_mistake(builder, entry, "source", source)) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "source"),
                          "the source '%s' of %s '%s' is not among `sources`%s", source,
                          what, id, aras_names_hint(&builder->source_names, source));
    }
}

/* Each part of a source text begins with the id of a source. */
static void check_sources(struct aras_builder *builder, struct aras_setting *entry,
                          const char *text, const char *what, const char *id)
{
    const char *at = text;

    while (*at != '\0') {
        at += strspn(at, " ;");

        size_t length = strcspn(at, " -,:;");

        if (length > 0) {
            check_source(builder, entry, aras_arena_slice(builder->arena, at, length),
                         what, id);
        }
        at += strcspn(at, ";");
    }
}

static void add_graded(struct aras_builder *builder, const char *what, const char *id,
                       struct aras_provenance provenance, struct aras_place place)
{
    struct aras_graded *graded =
        ARAS_GROW(builder, builder->model->graded, builder->model->graded_count);

    *graded = (struct aras_graded){what, id, provenance, place};
}

/* The grade of an entry, or 0; false with a problem. */
static bool read_grade(struct aras_builder *builder, struct aras_setting *entry,
                       const char *what, const char *id, char *grade)
{
    const char *text = aras_setting_text(entry, "grade", builder->problems);

    if (text != NULL && (strlen(text) != 1 || text[0] < 'A' || text[0] > 'D')) {
        if (is_new_mistake(builder, entry, "grade", text)) {
            aras_problems_add(
                builder->problems, aras_setting_place(entry, "grade"),
                "the grade of %s '%s' must be A (published rate), B (computed "
                "from public data), C (expert range) or D (placeholder), got "
                "'%s'",
                what, id, text);
        }
        return false;
    }
    *grade = text == NULL ? '\0' : text[0];
    return true;
}

/* An entry with a number must have a source and a grade. */
static void check_provenance(struct aras_builder *builder, struct aras_setting *entry,
                             const char *what, const char *id,
                             const struct aras_provenance *provenance)
{
    if (provenance->source == NULL) {
        aras_builder_lacks(
            builder, entry, "source",
            "%s '%s' holds a number without a source: say where it comes "
            "from (source = \"...\")",
            what, id);
    }
    if (provenance->grade == '\0') {
        aras_builder_lacks(
            builder, entry, "grade",
            "%s '%s' holds a number without a grade: A published rate, B "
            "computed from public data, C expert range, D placeholder",
            what, id);
    }
}

struct aras_provenance aras_builder_provenance(struct aras_builder *builder,
                                               struct aras_setting *entry,
                                               const char *what, const char *id,
                                               bool needed)
{
    struct aras_provenance provenance = {
        .source = aras_setting_text(entry, "source", builder->problems),
        .known_by = known_of(builder, entry, what, id),
        .note = aras_setting_text(entry, "note", builder->problems)};

    if (provenance.source != NULL) {
        check_sources(builder, entry, provenance.source, what, id);
    }
    if (read_grade(builder, entry, what, id, &provenance.grade) &&
        (needed || has_number(entry))) {
        check_provenance(builder, entry, what, id, &provenance);
        add_graded(builder, what, id, provenance, entry->place);
    }
    return provenance;
}
