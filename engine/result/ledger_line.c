#include "result/ledger_line.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "result/utf8.h"

static const char *const about_names[] = {
    [ARAS_ABOUT_WORLD] = "world", [ARAS_ABOUT_MODEL] = "model"};
static const char *const settles_names[] = {[ARAS_SETTLES_ANY_TIME] = "any time",
                                            [ARAS_SETTLES_YES_EARLY] = "yes early",
                                            [ARAS_SETTLES_AT_CLOSE] = "at close"};
static const char *const form_names[] = {[ARAS_FORM_SHARES] = "shares",
                                         [ARAS_FORM_QUANTILES] = "quantiles",
                                         [ARAS_FORM_MEMBERS] = "members"};

/* --- writing ---------------------------------------------------------------------- */

static void put_text(struct aras_text *text, const char *name, const char *value)
{
    if (value != NULL) {
        aras_text_add(text, ",\"%s\":", name);
        aras_utf8_add_json(text, value);
    }
}

/* With as few digits as read back as the same number. */
static void put_number(struct aras_text *text, double value)
{
    char digits[32];

    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value) {
            break;
        }
    }
    aras_text_add(text, "%s", digits);
}

static void put_numbers(struct aras_text *text, const char *name, const double *values,
                        size_t count)
{
    aras_text_add(text, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        aras_text_add(text, "%s", i == 0 ? "" : ",");
        put_number(text, values[i]);
    }
    aras_text_add(text, "]");
}

static void put_question(struct aras_text *text,
                         const struct aras_ledger_question *question)
{
    put_text(text, "question", question->id);
    put_text(text, "text", question->text);
    put_text(text, "about", about_names[question->about]);
    put_text(text, "closes", question->closes);
    put_text(text, "settles", settles_names[question->settles]);
    if (question->options == NULL) {
        put_text(text, "unit", question->unit);
    } else {
        aras_text_add(text, ",\"options\":[");
        for (size_t k = 0; k < question->option_count; k++) {
            aras_text_add(text, "%s", k == 0 ? "" : ",");
            aras_utf8_add_json(text, question->options[k]);
        }
        aras_text_add(text, "],\"ordered\":%s", question->ordered ? "true" : "false");
    }
    put_text(text, "scenario", question->scenario);
    put_text(text, "outcome", question->outcome);
    put_text(text, "run", question->run);
    put_text(text, "command", question->command);
    if (!isnan(question->reference)) {
        aras_text_add(text, ",\"reference\":");
        put_number(text, question->reference);
    }
    put_text(text, "now", question->now);
}

static void put_prediction(struct aras_text *text,
                           const struct aras_ledger_prediction *prediction)
{
    put_text(text, "question", prediction->question);
    put_text(text, "by", prediction->by);
    put_text(text, "run", prediction->run);
    if (prediction->form == ARAS_FORM_QUANTILES) {
        put_numbers(text, "levels", prediction->level, prediction->count);
    }
    put_numbers(text, form_names[prediction->form], prediction->value,
                prediction->count);
    put_text(text, "note", prediction->note);
}

/* The option is said by its name, which the caller has looked up. */
static void put_outcome(struct aras_text *text,
                        const struct aras_ledger_outcome *outcome, const char *option)
{
    put_text(text, "question", outcome->question);
    if (outcome->came == ARAS_CAME_NUMBER) {
        char digits[32];

        snprintf(digits, sizeof digits, "%.17g", outcome->number);
        put_text(text, "came", digits);
    } else if (outcome->came == ARAS_CAME_WORLDS) {
        put_numbers(text, form_names[ARAS_FORM_SHARES], outcome->value, outcome->count);
    } else {
        put_text(text, "came", outcome->came == ARAS_CAME_VOID ? "void" : option);
    }
    put_text(text, "on", outcome->on);
    put_text(text, "source", outcome->source);
}

void aras_ledger_line_write(struct aras_text *text,
                            const struct aras_ledger_entry *entry, const char *option,
                            uint64_t line, const char *at, const char *before,
                            char hash[ARAS_SHA256_TEXT])
{
    size_t begin = text->length;
    const char *what = entry->question != NULL     ? "question"
                       : entry->prediction != NULL ? "prediction"
                                                   : "outcome";

    aras_text_add(text, "{\"line\":%" PRIu64 ",\"at\":\"%s\",\"entry\":\"%s\"", line,
                  at, what);
    if (entry->question != NULL) {
        put_question(text, entry->question);
    } else if (entry->prediction != NULL) {
        put_prediction(text, entry->prediction);
    } else {
        put_outcome(text, entry->outcome, option);
    }
    aras_text_add(text, ",\"before\":\"%s\"", before);
    if (text->out_of_memory == 0) {
        aras_sha256(text->data + begin, text->length - begin, hash);
        aras_text_add(text, ARAS_LEDGER_HASH "%s\"}\n", hash);
    }
}

/* --- reading ---------------------------------------------------------------------- */

/* A line that is being read; the first thing that is wrong is kept. */
struct reader {
    const json_t *json;
    struct aras_arena *arena;
    struct aras_error *error;
    enum aras_status status;
};

static void complain(struct reader *reader, const char *name, const char *wanted)
{
    if (reader->status == ARAS_OK) {
        reader->status = aras_error_set(reader->error, ARAS_DAMAGED,
                                        "'%s' is missing or is not %s", name, wanted);
    }
}

/* NULL where there is none. */
static const char *find_text(struct reader *reader, const char *name)
{
    const json_t *value = json_object_get(reader->json, name);

    if (value == NULL) {
        return NULL;
    }
    if (!json_is_string(value)) {
        complain(reader, name, "a text");
        return NULL;
    }
    return aras_arena_copy(reader->arena, json_string_value(value));
}

static const char *get_text(struct reader *reader, const char *name)
{
    const char *text = find_text(reader, name);

    if (text == NULL) {
        complain(reader, name, "a text");
        return "";
    }
    return text;
}

static size_t get_word(struct reader *reader, const char *name,
                       const char *const *words, size_t count)
{
    const char *text = get_text(reader, name);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], text) == 0) {
            return i;
        }
    }
    complain(reader, name, "a word that belongs there");
    return 0;
}

static double find_number(struct reader *reader, const char *name)
{
    const json_t *value = json_object_get(reader->json, name);

    if (value != NULL && !json_is_number(value)) {
        complain(reader, name, "a number");
    }
    return value == NULL ? NAN : json_number_value(value);
}

static const double *get_numbers(struct reader *reader, const char *name, size_t *count)
{
    const json_t *list = json_object_get(reader->json, name);
    double *numbers;

    *count = json_array_size(list);
    if (!json_is_array(list) || *count == 0) {
        complain(reader, name, "a list of numbers");
        *count = 0;
        return NULL;
    }
    numbers = aras_arena_array(reader->arena, *count, sizeof *numbers);
    for (size_t i = 0; i < *count; i++) {
        const json_t *value = json_array_get(list, i);

        if (!json_is_number(value)) {
            complain(reader, name, "a list of numbers");
        }
        numbers[i] = json_number_value(value);
    }
    return numbers;
}

static void read_options(struct reader *reader, struct aras_ledger_question *question)
{
    const json_t *list = json_object_get(reader->json, "options");
    size_t count = json_array_size(list);
    const char **options;

    if (list == NULL) {
        return;
    }
    if (!json_is_array(list) || count == 0) {
        complain(reader, "options", "a list of texts");
        return;
    }
    options = aras_arena_array(reader->arena, count, sizeof *options);
    for (size_t k = 0; k < count; k++) {
        const char *option = json_string_value(json_array_get(list, k));

        if (option == NULL) {
            complain(reader, "options", "a list of texts");
            option = "";
        }
        options[k] = aras_arena_copy(reader->arena, option);
    }
    question->options = options;
    question->option_count = count;
    question->ordered = json_is_true(json_object_get(reader->json, "ordered"));
}

static void read_question(struct reader *reader, struct aras_ledger_question *question)
{
    *question = (struct aras_ledger_question){
        .id = get_text(reader, "question"),
        .text = get_text(reader, "text"),
        .about = (enum aras_about) get_word(reader, "about", about_names, 2),
        .settles = (enum aras_settles) get_word(reader, "settles", settles_names, 3),
        .closes = find_text(reader, "closes"),
        .unit = find_text(reader, "unit"),
        .scenario = find_text(reader, "scenario"),
        .outcome = find_text(reader, "outcome"),
        .run = find_text(reader, "run"),
        .command = find_text(reader, "command"),
        .reference = find_number(reader, "reference"),
        .now = find_text(reader, "now"),
    };
    if (question->unit == NULL) {
        question->unit = "";
    }
    read_options(reader, question);
}

static void read_prediction(struct reader *reader,
                            struct aras_ledger_prediction *prediction)
{
    size_t levels = 0;

    *prediction = (struct aras_ledger_prediction){
        .question = get_text(reader, "question"),
        .by = get_text(reader, "by"),
        .run = find_text(reader, "run"),
        .note = find_text(reader, "note"),
        .form = ARAS_FORM_SHARES,
    };
    if (json_object_get(reader->json, "members") != NULL) {
        prediction->form = ARAS_FORM_MEMBERS;
    } else if (json_object_get(reader->json, "quantiles") != NULL) {
        prediction->form = ARAS_FORM_QUANTILES;
        prediction->level = get_numbers(reader, "levels", &levels);
    }
    prediction->value =
        get_numbers(reader, form_names[prediction->form], &prediction->count);
    if (prediction->form == ARAS_FORM_QUANTILES && levels != prediction->count) {
        complain(reader, "levels", "as long as 'quantiles'");
    }
}

static void read_outcome(struct reader *reader, struct aras_ledger_line *line)
{
    struct aras_ledger_outcome *outcome = &line->outcome;
    const char *shares = form_names[ARAS_FORM_SHARES];

    *outcome = (struct aras_ledger_outcome){.question = get_text(reader, "question"),
                                            .on = get_text(reader, "on"),
                                            .source = find_text(reader, "source")};
    if (json_object_get(reader->json, shares) == NULL) {
        line->word = get_text(reader, "came");
        return;
    }
    outcome->came = ARAS_CAME_WORLDS;
    outcome->value = get_numbers(reader, shares, &outcome->count);
}

enum aras_status aras_ledger_line_read(const struct json_t *json,
                                       struct aras_arena *arena,
                                       struct aras_ledger_line *line,
                                       struct aras_error *error)
{
    static const char *const entries[] = {[ARAS_LINE_QUESTION] = "question",
                                          [ARAS_LINE_PREDICTION] = "prediction",
                                          [ARAS_LINE_OUTCOME] = "outcome"};
    struct reader reader = {.json = json, .arena = arena, .error = error};
    double number = find_number(&reader, "line");

    *line = (struct aras_ledger_line){.before = get_text(&reader, "before"),
                                      .at = get_text(&reader, "at")};
    line->line = number >= 1.0 && number < 1e15 ? (uint64_t) number : 0;
    switch (get_word(&reader, "entry", entries, 3)) {
    case ARAS_LINE_QUESTION:
        line->what = ARAS_LINE_QUESTION;
        read_question(&reader, &line->question);
        break;
    case ARAS_LINE_PREDICTION:
        line->what = ARAS_LINE_PREDICTION;
        read_prediction(&reader, &line->prediction);
        break;
    default:
        line->what = ARAS_LINE_OUTCOME;
        read_outcome(&reader, line);
    }
    return reader.status;
}
