#include "report/score_report.h"

#include <jansson.h>
#include <math.h>

#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/result/ledger_sample.h"

#define NOON "2026-11-22T12:00:00Z"

enum { QUESTIONS = 12 };

static const struct aras_style plain = {.ascii = true};
static const struct aras_style whole = {.ascii = true, .all = true};

/* Twelve plain questions of which every third comes true: Ann sees it coming, Ben says
 * a third of each, Cem answers two; one of a number, and one about a model. */
struct table {
    char *path;
    struct aras_ledger *ledger;
    const struct aras_ledger_outcome **came;
    struct aras_ledger_outcome worlds;
    double shares[2];
    struct aras_scored_ledger scored;
    struct aras_scoring *world, *model;
};

static void add(struct table *table, const struct aras_ledger_entry *entries,
                size_t count)
{
    char seal[ARAS_SHA256_TEXT];
    struct aras_error error = {0};

    assert_ok(aras_ledger_add(table->path, entries, count, NOON, seal, &error), error);
}

static void say(struct table *table, const char *id, const char *by, double p)
{
    struct aras_error error = {0};

    assert_ok(ledger_say_yes(table->path, id, by, p, NOON, &error), error);
}

static void fill(struct table *table)
{
    static const double level[] = {0.1, 0.9};
    static const double numbers[] = {1.0, 3.0};
    const struct aras_ledger_prediction said = {.question = "height",
                                                .by = "Ann",
                                                .form = ARAS_FORM_QUANTILES,
                                                .level = level,
                                                .value = numbers,
                                                .count = 2};
    const struct aras_ledger_entry entries[] = {{.question = &height},
                                                {.prediction = &said}};
    struct aras_error error = {0};

    for (int i = 0; i < QUESTIONS; i++) {
        char id[16];
        struct aras_ledger_question question = rain;

        snprintf(id, sizeof id, "q%d", i);
        question.id = id;
        question.settles = ARAS_SETTLES_ANY_TIME;
        assert_ok(ledger_ask(table->path, &question, NOON, &error), error);
        say(table, id, "Ann", i % 3 == 0 ? 0.9 : 0.1);
        say(table, id, "Ben", 1.0 / 3);
        if (i < 2) {
            say(table, id, "Cem, \"the\" third", i == 0 ? 0.0 : 1.0);
        }
        assert_ok(ledger_settle(table->path, &question, i % 3 == 0 ? "yes" : "no",
                                "2026-11-22", NOON, &error),
                  error);
    }
    add(table, entries, 2);
    assert_ok(ledger_settle(table->path, &height, "2", "2026-11-22", NOON, &error),
              error);
}

static void ask_model(struct table *table)
{
    struct aras_ledger_question reading = rain;
    struct aras_error error = {0};

    reading.id = "reading";
    reading.text = "rain in the worlds of x";
    reading.about = ARAS_ABOUT_MODEL;
    reading.run = "0123456789abcdef0123456789abcdef";
    assert_ok(ledger_ask(table->path, &reading, NOON, &error), error);
    say(table, "reading", "Ann", 0.3);
}

static int open_table(void **state)
{
    struct table *table = calloc(1, sizeof *table);
    struct aras_error error = {0};

    assert_non_null(table);
    table->path = ledger_path();
    fill(table);
    ask_model(table);
    table->shares[0] = 0.4;
    table->shares[1] = 0.6;
    table->worlds = (struct aras_ledger_outcome){.question = "reading",
                                                 .came = ARAS_CAME_WORLDS,
                                                 .value = table->shares,
                                                 .count = 2};
    table->ledger = aras_ledger_read(table->path, &error);
    assert_non_null(table->ledger);
    table->came = aras_scoring_came(table->ledger, &error);
    assert_non_null(table->came);
    table->came[QUESTIONS + 1] = &table->worlds;
    table->world =
        aras_scoring_of(table->ledger, ARAS_ABOUT_WORLD, table->came, NULL, &error);
    table->model =
        aras_scoring_of(table->ledger, ARAS_ABOUT_MODEL, table->came, NULL, &error);
    assert_true(table->world != NULL && table->model != NULL);
    table->scored = (struct aras_scored_ledger){.path = "predictions.jsonl",
                                                .ledger = table->ledger,
                                                .came = table->came,
                                                .world = table->world,
                                                .model = table->model};
    *state = table;
    return 0;
}

static int close_table(void **state)
{
    struct table *table = *state;

    aras_scoring_free(table->world);
    aras_scoring_free(table->model);
    free(table->came);
    aras_ledger_free(table->ledger);
    ledger_remove(table->path);
    free(table);
    return 0;
}

static const char *report(struct table *table, const struct aras_style *style,
                          struct said *said)
{
    struct aras_error error = {0};

    said_begin(said);
    assert_ok(aras_report_scores(said->file, &table->scored, style, &error), error);
    return said_all(said);
}

static void the_text_tells_who_did_better(void **state)
{
    struct said said;
    const char *text = report(*state, &plain, &said);

    assert_says(text, "none changed");
    assert_says(text, "About the world: 13 questions, 13 settled, 0 open");
    assert_says(text, "Yes came to 33 % of 12 plain questions.");
    assert_says(text, "+96 %");
    assert_says(text, "< -100 %");
    assert_says(text, "the first did better");
    assert_says(text, "too few questions");
    assert_says(text, "something came true");
    assert_says(text, "About models: 1 question, 1 settled, 0 not played yet");
    assert_says(text, "10 pp");
    assert_says(text, "nothing of how well they, or it, foretell");
    assert_silent(text, "RELIABILITY");
    assert_fits(text, 100);
    said_free(&said);
}

static void all_of_it_tells_each_prediction_and_reliability(void **state)
{
    struct said said;
    const char *text = report(*state, &whole, &said);

    assert_says(text, "RELIABILITY");
    assert_says(text, "90 %");
    assert_says(text,
                "miscalibration 0.010 - discrimination 0.222 + uncertainty 0.222");
    assert_says(text, "yes 40 %");
    assert_says(text, "1 to 3");
    assert_fits(text, 100);
    said_free(&said);
}

static void the_json_has_every_number(void **state)
{
    struct table *table = *state;
    struct said said;
    struct aras_error error = {0};
    json_t *json;

    said_begin(&said);
    assert_ok(aras_report_scores_json(said.file, &table->scored, &error), error);
    json = json_loads(said_all(&said), 0, NULL);
    assert_non_null(json);

    const json_t *world = json_array_get(json_object_get(json, "scorings"), 0);
    const json_t *ann = json_array_get(json_object_get(world, "forecasters"), 0);

    assert_string_equal(json_string_value(json_object_get(json, "format")),
                        "aras score report 1");
    assert_string_equal(json_string_value(json_object_get(ann, "by")), "Ann");
    assert_close(json_number_value(json_object_get(ann, "brier")), 0.01, 1e-12);
    assert_int_equal(json_array_size(json_object_get(ann, "bins")), 10);
    assert_int_equal(json_array_size(json_object_get(ann, "reliability")), 2);
    assert_int_equal(json_array_size(json_object_get(world, "scores")), 27);
    assert_int_equal(json_array_size(json_object_get(world, "pairs")), 3);
    json_decref(json);
    said_free(&said);
}

static void the_csv_has_a_row_for_each_prediction(void **state)
{
    struct table *table = *state;
    struct said said;
    struct aras_error error = {0};
    const char *text;
    int lines = 0;

    said_begin(&said);
    assert_ok(aras_report_scores_csv(said.file, &table->scored, &error), error);
    text = said_all(&said);
    for (const char *at = text; *at != '\0'; at++) {
        lines += *at == '\n';
    }
    assert_int_equal(lines, 1 + 27 + 1);
    assert_says(text, "world,q0,\"Cem, \"\"the\"\" third\",2026-11-22T12:00:00Z,1,");
    assert_says(text, "model,reading,Ann,");
    said_free(&said);
}

static void a_full_disk_is_reported(void **state)
{
    struct table *table = *state;
    FILE *full = fopen("/dev/full", "w");
    struct aras_error error = {0};

    assert_non_null(full);
    setbuf(full, NULL);
    assert_fails(aras_report_scores(full, &table->scored, &plain, &error), error,
                 ARAS_FILE, "cannot write the report");
    fclose(full);
}

static void a_lack_of_memory_is_reported(void **state)
{
    struct table *table = *state;
    FILE *nowhere = fopen("/dev/null", "w");
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    assert_non_null(nowhere);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_report_scores(nowhere, &table->scored, &whole, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 50);
    fclose(nowhere);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_table, close_table)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_text_tells_who_did_better),
        TEST(all_of_it_tells_each_prediction_and_reliability),
        TEST(the_json_has_every_number),
        TEST(the_csv_has_a_row_for_each_prediction),
        TEST(a_full_disk_is_reported),
        TEST(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("score_report", tests, NULL, NULL);
}
