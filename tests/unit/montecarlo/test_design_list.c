#include "montecarlo/design_list.h"

#include <string.h>

#include "montecarlo/design_form.h"
#include "unit/simulation/story.h"

static const char model[] =
    "horizon = 2; actors = ( { id = \"xu\"; name = \"X\"; }, { id = \"yo\"; name = "
    "\"Y\"; } );"
    "parameters = ( { id = \"a\"; prior = \"uniform(0, 1)\"; }, { id = \"b\"; value = "
    "1; } );"
    "quantities = ( { id = \"mood\"; stages = [\"calm\", \"cold\"]; initial = "
    "\"calm\"; },"
    "{ id = \"trust\"; of = \"pair\"; range = [0.0, 1.0]; default = 0.5; } );"
    "events = ( { id = \"e\"; rate = \"a + b\"; } );"
    "outcomes = ( { id = \"n\"; title = \"n\"; kind = \"count\"; of = \"e\"; } );";

struct table {
    struct story *story;
    const char *text;
    const char *form_text; /* to be read behind the list */
    struct aras_design_form form;
    enum aras_status status;
    struct aras_error error;
};

static void work(void *opaque)
{
    struct table *table = opaque;

    table->status = ARAS_OK;
    if (table->text != NULL) {
        table->status = aras_design_list_read(&table->form, "points.csv", table->text,
                                              strlen(table->text), table->story->model,
                                              table->story->arena, &table->error);
    }
    if (table->status == ARAS_OK && table->form_text != NULL) {
        table->status =
            aras_design_form_read(&table->form, table->form_text, table->story->model,
                                  table->story->arena, &table->error);
    }
}

static enum aras_status read_table(struct table *table, struct story *story,
                                   const char *text, const char *form)
{
    *table = (struct table){.story = story, .text = text, .form_text = form};
    table->form.group = 1;
    table->form.luck = table->form.parameters = ARAS_NO_FACTOR;
    assert_ok(aras_arena_try(story->arena, work, table, &table->error), table->error);
    return table->status;
}

static void rows_become_points(void **state)
{
    struct story *story = story_new(model);
    struct table table;

    (void) state;
    assert_ok(read_table(&table, story,
                         "\xEF\xBB\xBF\n a , mood,\"trust[yo, xu]\"\r\n0.25,cold,1\n\n"
                         "1e-3, \"calm\" ,0\n",
                         NULL),
              table.error);
    assert_int_equal(table.form.axes, 3);
    assert_int_equal(table.form.size, 2);
    assert_close(table.form.table[0], 0.25, 0.0);
    assert_close(table.form.table[1], 1.0, 0.0);
    assert_close(table.form.table[2], 1.0, 0.0);
    assert_close(table.form.table[3], 0.001, 0.0);
    assert_close(table.form.table[4], 0.0, 0.0);
    story_free(story);
}

/* What is written reads back as the same bits, and a form of it as the same design. */
static void a_list_that_is_written_reads_back(void **state)
{
    struct story *story = story_new(model);
    struct table table;
    struct table again;
    struct aras_design *design;
    struct aras_text form = {0};
    struct aras_error error = {0};
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);

    (void) state;
    assert_non_null(file);
    assert_ok(read_table(&table, story,
                         "a,\"trust[xu, yo]\",mood\n0.1,0.30000000000000004,calm\n"
                         "0.6999999999999998,0.3,cold\n",
                         NULL),
              table.error);
    design = aras_design_new(&table.form, &error);
    assert_non_null(design);
    assert_ok(aras_design_list_write(design, file, &error), error);
    fclose(file);
    aras_design_form_write(&table.form, &form);
    assert_string_equal(text, "point,a,\"trust[xu,yo]\",mood\n"
                              "0,0.1,0.30000000000000004,calm\n"
                              "1,0.6999999999999998,0.3,cold\n");
    assert_ok(read_table(&again, story, text, form.data), again.error);
    assert_int_equal(again.form.axes, 3);
    assert_int_equal(again.form.size, 2);
    assert_memory_equal(again.form.table, table.form.table, 6 * sizeof(double));
    text[strlen("point,a,\"trust[xu,yo]\",mood\n0,0.")] = '2';
    assert_fails(read_table(&again, story, text, form.data), again.error, ARAS_DAMAGED,
                 "not the one that was played");
    aras_design_free(design);
    aras_text_free(&form);
    free(text);
    story_free(story);
}

static void a_damaged_list_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text, *message;
        enum aras_status status;
    } wrong[] = {
        {"", "the list points.csv is empty", ARAS_INVALID},
        {"\r\n \t\n", "empty", ARAS_INVALID},
        {"a\n", "no point below", ARAS_INVALID},
        {"point\n0\n", "there is no key", ARAS_INVALID},
        {"a,mod\n0,calm\n", "did you mean 'mood'?", ARAS_UNKNOWN},
        {"a,\n0,1\n", "no heading", ARAS_INVALID},
        {"a,mood\n0\n", "line 2 of points.csv has 1 value; it needs 2", ARAS_INVALID},
        {"a,mood\n0,calm\n\n1,cold,2\n",
         "line 4 of points.csv has more values than the 2 keys", ARAS_INVALID},
        {"a\n\"0\n", "line 2 of points.csv: a quote is not closed", ARAS_INVALID},
        {"a\n\"0\"1\n", "a comma is missing", ARAS_INVALID},
        {"a\n0\"1\"\n", "a quote stands within", ARAS_INVALID},
        {"a\n0\n,\n", "is missing", ARAS_INVALID},
        {"a\nx\n", "line 2 of points.csv", ARAS_INVALID},
        {"\"trust[xu,yo]\"\n2\n", "outside the range", ARAS_INVALID},
        {"point,a\n0,1\n2,1\n", "this is point 1, not '2'", ARAS_INVALID},
    };
    struct story *story = story_new(model);

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct table table;

        assert_fails(read_table(&table, story, wrong[i].text, NULL), table.error,
                     wrong[i].status, wrong[i].message);
    }
    story_free(story);
}

static void kinds_are_read_as_they_are_typed(void **state)
{
    static const char *const wrong[] = {
        "gird",  "grid:3", "list",      "list:",   "lhs",      "lhs:",
        "lhs:0", "lhs:-1", "sobol:1.5", "morris:", "morris:x", "saltelli:8"};
    struct aras_design_form form;
    struct aras_error error = {0};
    const char *file;

    (void) state;
    assert_ok(aras_design_form_kind(&form, "sobol:256", &file, &error), error);
    assert_int_equal(form.kind, ARAS_DESIGN_SOBOL);
    assert_int_equal(form.size, 256);
    assert_null(file);
    assert_ok(aras_design_form_kind(&form, "list:a:b.csv", &file, &error), error);
    assert_string_equal(file, "a:b.csv");
    assert_ok(aras_design_form_kind(&form, "grid", &file, &error), error);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(aras_design_form_kind(&form, wrong[i], &file, &error),
                         ARAS_INVALID);
    }
}

static void a_form_reads_back_from_its_text(void **state)
{
    static const char *const texts[] = {
        "grid\ngroup=1\naxis a=0..1:0.25\naxis mood=calm,cold\n",
        "sobol:64\ngroup=5\naxis a~prior\naxis trust[xu,yo]~uniform(0,1)\n",
        "morris:7\ngroup=1\naxis a=0..1\naxis horizon=1,2\n",
        ("saltelli:16\ngroup=1\naxis a~prior\naxis mood=calm,cold\nluck=2\nfactor=0\n"
         "factor=1\nfactors=3\n"),
        "saltelli:16\ngroup=1\naxis a~prior\nluck=0\nparameters=1\n"};
    static const char *const damaged[] = {
        "",
        "cube:3\ngroup=1\naxis a~prior\n",
        "lhs:x\ngroup=1\naxis a~prior\n",
        "lhs:3\naxis a~prior\n",
        "lhs:3\ngroup=0\naxis a~prior\n",
        "lhs:3\ngroup=1\naxes a~prior\n",
        "saltelli:16\ngroup=1\naxis a~prior\nfactor=0\nfactor=1\nfactors=2\n",
        "list:2\ngroup=1\naxis a\n"};
    struct story *story = story_new(model);

    (void) state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct table table;
        struct aras_text text = {0};

        assert_ok(read_table(&table, story, NULL, texts[i]), table.error);
        aras_design_form_write(&table.form, &text);
        assert_string_equal(text.data, texts[i]);
        aras_text_free(&text);
    }
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct table table;

        assert_fails(read_table(&table, story, NULL, damaged[i]), table.error,
                     ARAS_DAMAGED, "cannot be understood");
    }
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_points),
        cmocka_unit_test(a_list_that_is_written_reads_back),
        cmocka_unit_test(a_damaged_list_is_refused_with_its_line),
        cmocka_unit_test(kinds_are_read_as_they_are_typed),
        cmocka_unit_test(a_form_reads_back_from_its_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
