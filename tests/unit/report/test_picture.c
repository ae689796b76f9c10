#include "report/picture.h"

#include <string.h>

#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/report/told.h"

struct pictured {
    struct told_model model;
    struct made_run run;
    struct aras_estimates *estimates;
    struct aras_pictured of;
    struct aras_columns columns;
    struct aras_figure figure;
    struct aras_figure_look look;
    struct aras_picture picture;
};

static const size_t wanted[] = {TOLD_WHEN, TOLD_LEVEL};

static int begin(void **state)
{
    struct pictured *it = calloc(1, sizeof *it);
    struct aras_error error = {0};

    assert_non_null(it);
    told_make(&it->model);
    it->run = made_run_of(&(struct made_plan){.model = &it->model.model,
                                              .name = "told",
                                              .replications = 2000,
                                              .group = 50,
                                              .block = 1000,
                                              .play = told_play,
                                              .draw = told_draw,
                                              .finish = told_finish});
    it->estimates = aras_estimates_of_run(it->run.run, &it->model.model, 0, &error);
    assert_non_null(it->estimates);
    assert_ok(aras_columns_read(&it->columns, it->run.run, &it->model.model,
                                &it->estimates->readings, wanted, 2, 2000, &error),
              error);
    it->of =
        (struct aras_pictured){it->run.run, &it->model.model, it->estimates, "told"};
    it->picture = (struct aras_picture){&it->figure, &it->look};
    *state = it;
    return 0;
}

static int end(void **state)
{
    struct pictured *it = *state;

    aras_figure_free(&it->figure);
    aras_columns_free(&it->columns);
    aras_estimates_free(it->estimates);
    made_run_close(&it->run);
    free(it);
    return 0;
}

/* The cell of the table in a row (from 1, below the headings) and a column. */
static const char *cell(const struct pictured *it, size_t row, size_t column)
{
    const struct aras_figure_table *table = &it->figure.table;

    return table->cell[row * table->columns + column];
}

static void squares_count_the_worlds_of_one_reading(void **state)
{
    struct pictured *it = *state;
    struct aras_error error = {0};
    size_t calm = aras_picture_reading(it->estimates);
    char worlds[32] = "";

    assert_ok(aras_picture_endings(&it->picture, &it->of, TOLD_OPEN, calm, &error),
              error);
    assert_says(it->figure.text.data, "1000 worlds of the model if calm");
    for (size_t i = 0; i < it->estimates->count; i++) {
        const struct aras_estimate *estimate = &it->estimates->estimate[i];

        if (estimate->outcome == TOLD_OPEN && estimate->reading == calm) {
            snprintf(worlds, sizeof worlds, "%d", (int) estimate->share.yes);
        }
    }
    assert_string_equal(cell(it, 1, 0), "it comes about");
    assert_string_equal(cell(it, 1, 1), worlds);
}

static void a_reading_is_found_by_the_name_that_tables_give_it(void **state)
{
    struct pictured *it = *state;
    struct aras_error error = {0};
    size_t reading = 0;

    assert_ok(aras_picture_find_reading(&it->of, "angry", &reading, &error), error);
    assert_string_equal(aras_reading_id(&it->estimates->readings.reading[reading]),
                        "temper=angry");
    assert_fails(aras_picture_find_reading(&it->of, "mild", &reading, &error), error,
                 ARAS_UNKNOWN, "it has calm, angry");
}

static void what_comes_later_is_never_less(void **state)
{
    struct pictured *it = *state;
    const struct aras_picture_columns columns = {&it->columns, wanted, 1};
    struct aras_error error = {0};

    assert_ok(aras_picture_arrival(&it->picture, &it->of, &columns,
                                   aras_picture_reading(it->estimates), &error),
              error);
    for (size_t row = 2; row < it->figure.table.cells / it->figure.table.columns;
         row++) {
        assert_true(atof(cell(it, row, 1)) >= atof(cell(it, row - 1, 1)));
    }
    assert_close(atof(cell(it, 1, 1)), 0.0, 1e-9);
}

static void a_fan_has_the_quantiles_of_the_track(void **state)
{
    struct pictured *it = *state;
    const struct aras_glimpse none = {.worlds = 0};
    struct aras_error error = {0};

    assert_ok(aras_picture_fan(&it->picture, &it->of, 0, &none, &error), error);
    assert_says(it->figure.text.data, "Leverage of a over b");
    assert_says(it->figure.text.data, "9 of 10 worlds");
}

static void what_is_no_number_is_not_drawn_as_dots(void **state)
{
    struct pictured *it = *state;
    const struct aras_picture_columns columns = {&it->columns, wanted, 1};
    struct aras_error error = {0};

    assert_fails(aras_picture_dots(&it->picture, &it->of, &columns, 0, &error), error,
                 ARAS_INVALID, "'when' is no number of each world");
}

static void dots_are_quantiles(void **state)
{
    struct pictured *it = *state;
    const size_t level[] = {TOLD_LEVEL};
    struct aras_columns *columns = &it->columns;
    struct aras_columns second = *columns;
    double *value[] = {columns->value[1]};
    const struct aras_picture_columns of = {&second, level, 1};
    struct aras_error error = {0};

    second.value = value;
    second.count = 1;
    assert_ok(aras_picture_dots(&it->picture, &it->of, &of,
                                aras_picture_reading(it->estimates), &error),
              error);
    assert_int_equal(it->figure.table.cells / it->figure.table.columns, 51);
}

static void inputs_of_one_title_have_their_ids_beside_it(void **state)
{
    struct aras_parameter parameter[] = {{.id = "level[a,b]", .title = "level"},
                                         {.id = "level[b,a]", .title = "level"},
                                         {.id = "pace", .title = "quarrels a year"},
                                         {.id = "bare", .title = ""}};
    const struct aras_model model = {.parameters = parameter, .parameter_count = 4};
    const size_t column[] = {0, 1, 2, 3};
    char text[256];

    (void) state;
    aras_picture_name_input(&model, column, 4, 1, text);
    assert_string_equal(text, "level: level[b,a]");
    aras_picture_name_input(&model, column, 4, 2, text);
    assert_string_equal(text, "quarrels a year");
    aras_picture_name_input(&model, column, 4, 3, text);
    assert_string_equal(text, "bare");
    aras_picture_name_input(&model, column + 1, 3, 0, text);
    assert_string_equal(text, "level");
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct pictured *it = *state;
    const struct aras_picture_columns columns = {&it->columns, wanted, 1};
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        aras_figure_free(&it->figure);
        allow_allocations(refused++);
        status = aras_picture_incidence(&it->picture, &it->of, &columns,
                                        aras_picture_reading(it->estimates), &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(squares_count_the_worlds_of_one_reading),
        TEST(a_reading_is_found_by_the_name_that_tables_give_it),
        TEST(what_comes_later_is_never_less),
        TEST(a_fan_has_the_quantiles_of_the_track),
        TEST(what_is_no_number_is_not_drawn_as_dots),
        TEST(dots_are_quantiles),
        TEST(inputs_of_one_title_have_their_ids_beside_it),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
