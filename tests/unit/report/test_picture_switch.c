/* What switched and what shifted between two runs, as pictures. */
#include "unit/report/told.h"

#include "report/picture.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"

/* The same model twice; under B it opens less often, and leverage is greater. */
struct pair {
    struct told_model model;
    struct made_run run[2];
    struct aras_estimates *estimates[2];
    struct aras_pictured of[2];
    struct aras_columns columns[2];
    struct aras_versus *versus;
    struct aras_comparison_view view;
    struct aras_figure figure;
    struct aras_figure_look look;
    struct aras_picture picture;
};

static const size_t wanted[] = {TOLD_OPEN};
static const size_t level[] = {TOLD_LEVEL};

static void open_run(struct pair *it, int number)
{
    struct aras_error error = {0};
    const char *name = number == 0 ? "alone" : "other";

    it->run[number] = made_run_of(
        &(struct made_plan){.model = &it->model.model,
                            .name = name,
                            .replications = 2000,
                            .group = 50,
                            .block = 1000,
                            .play = number == 0 ? told_play : told_play_other,
                            .draw = told_draw,
                            .finish = told_finish});
    it->estimates[number] =
        aras_estimates_of_run(it->run[number].run, &it->model.model, 0, &error);
    assert_non_null(it->estimates[number]);
    assert_ok(aras_columns_read(&it->columns[number], it->run[number].run,
                                &it->model.model, &it->estimates[number]->readings,
                                wanted, 1, 2000, &error),
              error);
    it->of[number] = (struct aras_pictured){it->run[number].run, &it->model.model,
                                            it->estimates[number], name};
}

static int begin(void **state)
{
    struct pair *it = calloc(1, sizeof *it);
    struct aras_error error = {0};

    assert_non_null(it);
    told_make(&it->model);
    open_run(it, 0);
    open_run(it, 1);
    it->versus = aras_versus_of_runs(it->run[0].run, &it->model.model, it->run[1].run,
                                     &it->model.model, 0, NULL, &error);
    assert_non_null(it->versus);
    it->view =
        (struct aras_comparison_view){.a = {it->run[0].run, &it->model.model, "alone"},
                                      .b = {it->run[1].run, &it->model.model, "other"},
                                      .versus = it->versus};
    it->picture = (struct aras_picture){&it->figure, &it->look};
    *state = it;
    return 0;
}

static int end(void **state)
{
    struct pair *it = *state;

    aras_figure_free(&it->figure);
    aras_versus_free(it->versus);
    for (int i = 0; i < 2; i++) {
        aras_columns_free(&it->columns[i]);
        aras_estimates_free(it->estimates[i]);
        made_run_close(&it->run[i]);
    }
    free(it);
    return 0;
}

static const char *cell(const struct pair *it, size_t row, size_t column)
{
    return it->figure.table.cell[row * it->figure.table.columns + column];
}

static struct aras_picture_switches switches_of(const struct pair *it)
{
    return (struct aras_picture_switches){.a = &it->of[0],
                                          .b = &it->of[1],
                                          .columns_a = &it->columns[0],
                                          .columns_b = &it->columns[1],
                                          .outcome = TOLD_OPEN,
                                          .reading =
                                              aras_picture_reading(it->estimates[0])};
}

static void worlds_that_switch_are_those_of_the_four_fields(void **state)
{
    struct pair *it = *state;
    const struct aras_picture_switches switches = switches_of(it);
    const struct aras_contrast *contrast = it->versus->contrast;
    struct aras_error error = {0};
    size_t found = 0;

    assert_ok(aras_picture_alluvial(&it->picture, &switches, &error), error);
    assert_says(it->figure.text.data, "1000 worlds of the model if calm");
    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *row = &contrast->difference[i];

        if (row->outcome_a == TOLD_OPEN && row->reading == switches.reading) {
            assert_int_equal(atoi(cell(it, 1, 2)), row->both);
            assert_string_equal(cell(it, 2, 0), "it comes about");
            assert_string_equal(cell(it, 2, 1), "it does not");
            assert_int_equal(atoi(cell(it, 2, 2)), row->only_a);
            assert_int_equal(atoi(cell(it, 3, 2)), row->neither);
            assert_true(row->only_a > 100);
            found++;
        }
    }
    assert_int_equal(found, 1);
}

static void where_all_worlds_end_alike_nothing_can_switch(void **state)
{
    struct pair *it = *state;
    struct aras_picture_switches switches = switches_of(it);
    struct aras_error error = {0};

    for (int i = 0; i < 2; i++) {
        for (size_t k = 0; k < 2000; k++) {
            it->columns[i].value[0][k] = 0.0;
        }
    }
    switches.outcome = TOLD_WAR;
    assert_fails(aras_picture_alluvial(&it->picture, &switches, &error), error,
                 ARAS_INVALID, "all worlds of both end alike in 'war' (it does not)");
}

static void all_quantiles_moved_by_a_quarter(void **state)
{
    struct pair *it = *state;
    struct aras_error error = {0};

    assert_ok(aras_versus_look(it->versus, level, 1, false, &error), error);
    assert_ok(aras_picture_quantile_shift(&it->picture, &it->view, TOLD_LEVEL,
                                          aras_picture_reading(it->estimates[0]),
                                          &error),
              error);
    assert_says(it->figure.text.data, "What moved from alone to other: leverage");
    assert_says(it->figure.text.data, "if calm");
    for (size_t row = 1; row < it->figure.table.cells / it->figure.table.columns;
         row++) {
        assert_close(atof(cell(it, row, 3)), 0.25, 1e-3);
    }
}

static void what_was_not_looked_at_has_no_quantiles(void **state)
{
    struct pair *it = *state;
    struct aras_error error = {0};

    assert_fails(
        aras_picture_quantile_shift(&it->picture, &it->view, TOLD_OPEN, 1, &error),
        error, ARAS_INVALID, "'open' has no quantiles that could move");
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct pair *it = *state;
    const struct aras_picture_switches switches = switches_of(it);
    struct aras_error failure = {0};

    assert_ok(aras_versus_look(it->versus, level, 1, false, &failure), failure);
    for (int kind = 0; kind < 2; kind++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_error error = {0};

            aras_figure_free(&it->figure);
            allow_allocations(refused++);
            status = kind == 0 ? aras_picture_alluvial(&it->picture, &switches, &error)
                               : aras_picture_quantile_shift(&it->picture, &it->view,
                                                             TOLD_LEVEL,
                                                             switches.reading, &error);
            allow_all_allocations();
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 3);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(worlds_that_switch_are_those_of_the_four_fields),
        TEST(where_all_worlds_end_alike_nothing_can_switch),
        TEST(all_quantiles_moved_by_a_quarter),
        TEST(what_was_not_looked_at_has_no_quantiles),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("picture_switch", tests, NULL, NULL);
}
