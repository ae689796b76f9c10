#include "report/sweep_report.h"

#include <jansson.h>

#include "support/scarce_memory.h"
#include "unit/analysis/made_sweep.h"
#include "unit/report/said.h"

static const struct aras_style plain = {.ascii = true};

enum how { TEXT, JSON, CSV };

/* A sweep with what its reports tell of it. */
struct told {
    struct made_sweep sweep;
    struct aras_sweep *of;
    struct aras_swept swept;
};

static void tell_of(struct told *told, const char *axis, const char *second,
                    const size_t *outcomes, const size_t *options, size_t count)
{
    sweep_new_of(&told->sweep, axis, second, ARAS_DESIGN_GRID, 1);
    told->of =
        aras_sweep_of_run(told->sweep.made.run, &told->sweep.plan, outcomes, options,
                          count, 0, second == NULL ? 0 : 20, &told->sweep.error);
    assert_non_null(told->of);
    told->swept = (struct aras_swept){.run = told->sweep.made.run,
                                      .plan = &told->sweep.plan,
                                      .sweep = told->of,
                                      .laid_out = true};
}

static void forget(struct told *told)
{
    aras_sweep_free(told->of);
    sweep_free(&told->sweep);
}

static enum aras_status report(FILE *file, const struct aras_swept *swept, enum how how,
                               struct aras_error *error)
{
    switch (how) {
    case TEXT:
        return aras_report_sweep(file, swept, &plain, error);
    case JSON:
        return aras_report_sweep_json(file, swept, error);
    case CSV:
        break;
    }
    return aras_report_sweep_csv(file, swept, error);
}

static void say(struct said *said, const struct told *told, enum how how)
{
    struct aras_error error = {0};

    said_begin(said);
    assert_ok(report(said->file, &told->swept, how, &error), error);
    said_all(said);
}

/* At point 0 it is yes in no world, and never at the base is what others differ from.
 */
static void each_point_is_a_row_with_its_change(void **state)
{
    static const size_t outcomes[] = {YES, MUCH};
    struct told told;
    struct said said;

    (void) state;
    tell_of(&told, "p=0,0.5,1", NULL, outcomes, NULL, 2);
    say(&said, &told, TEXT);
    assert_fits(said.text, 100);
    assert_says(said.text, "A sweep made by hand\n");
    assert_says(said.text,
                "3 points (a grid) of 40 worlds each, all points with the same luck");
    assert_says(said.text, "WARNING: 1 world could not be played and is left out");
    assert_says(said.text, "reading = hers (20 worlds a point)");
    assert_says(said.text, "reading = his (20 worlds a point)");
    assert_says(said.text, "POINT    p         yes        95 %");
    assert_says(said.text, "    0    0  below 20 %   0 to 18 %");
    assert_says(said.text, "    1  0.5   30 % +30*  10 to 50 %");
    assert_says(said.text, "    1  0.5    16 % +16   0 to 40 %");
    assert_says(said.text, "than at point 0 (p=0)");
    said_free(&said);
    forget(&told);
}

/* As many worlds lost as gained are no change in sum, and yet not the same worlds. */
static void only_where_no_world_differs_is_it_said_so(void **state)
{
    static const size_t outcomes[] = {YES};
    struct told told;
    struct said said;

    (void) state;
    tell_of(&told, "p=0,0.5,1", NULL, outcomes, NULL, 1);
    for (size_t i = 0; i < told.of->points * told.of->readings; i++) {
        if (!isnan(told.of->estimate[i].change)) {
            told.of->estimate[i].change = 0.0;
            told.of->estimate[i].change_interval = (struct aras_interval){-0.1, 0.1};
            told.of->estimate[i].changed = i / told.of->readings == 1 ? 4 : 0;
        }
    }
    say(&said, &told, TEXT);
    assert_says(said.text, "    1  0.5      30 % 0  10 to 50 %");
    assert_says(said.text, "    2    1      55 % =  30 to 80 %");
    said_free(&said);
    forget(&told);
}

static void two_axes_are_laid_out_against_each_other(void **state)
{
    static const size_t outcomes[] = {END};
    static const size_t one[] = {1};
    struct told told;
    struct said said;

    (void) state;
    tell_of(&told, "p=0,0.5,1", "reading=hers,his", outcomes, one, 1);
    say(&said, &told, TEXT);
    assert_fits(said.text, 100);
    assert_says(said.text, "6 points (a grid) of 20 worlds each");
    assert_says(said.text, "end=other: e; across: reading (95 %: +-22 pp at most)");
    assert_says(said.text, "hers");
    assert_silent(said.text, "end=one");
    assert_silent(said.text, "POINT ");
    said_free(&said);
    forget(&told);
}

static size_t count_lines(const char *text)
{
    size_t lines = 0;

    for (; *text != '\0'; text++) {
        lines += *text == '\n';
    }
    return lines;
}

static void a_table_for_programs_has_all(void **state)
{
    static const size_t outcomes[] = {YES, END};
    struct told told;
    struct said said;
    const struct aras_sweep_estimate *last;
    char row[256];

    (void) state;
    tell_of(&told, "p=0,0.5,1", NULL, outcomes, NULL, 2);
    say(&said, &told, CSV);
    assert_says(said.text,
                "point,p,outcome,option,kind,unit,reading,worlds,value,low,high,"
                "change,change_low,change_high\n0,0,yes,,happened,,hers,20,0,");
    assert_int_equal(count_lines(said.text), 1 + 3 * 3 * 2);
    last = aras_sweep_at(told.of, 2, 2, 1);
    snprintf(row, sizeof row, "2,1,end,other,category,,his,20,%.17g,%.17g,",
             last->value, last->interval.low);
    assert_says(said.text, row);
    said_free(&said);
    forget(&told);
}

static void json_has_the_design_and_all_points(void **state)
{
    static const size_t outcomes[] = {YES, WHEN};
    struct told told;
    struct said said;
    json_t *data, *point;
    double value;

    (void) state;
    tell_of(&told, "p=0,0.5,1", NULL, outcomes, NULL, 2);
    say(&said, &told, JSON);
    data = json_loads(said.text, 0, NULL);
    assert_non_null(data);
    assert_string_equal(json_string_value(json_object_get(data, "format")),
                        "aras sweep report 1");
    assert_int_equal(
        json_array_size(json_object_get(json_object_get(data, "design"), "axes")), 1);
    assert_int_equal(json_array_size(json_object_get(data, "points")), POINTS);
    point = json_array_get(json_object_get(data, "points"), 1);
    assert_close(
        json_number_value(json_object_get(json_object_get(point, "values"), "p")), 0.5,
        0.0);
    assert_int_equal(json_array_size(json_object_get(point, "estimates")), 2 * 2);
    value = json_number_value(json_object_get(
        json_array_get(json_object_get(point, "estimates"), 1), "value"));
    assert_close(value, aras_sweep_at(told.of, 1, 0, 1)->value, 0.0);
    json_decref(data);
    said_free(&said);
    forget(&told);
}

/* Whatever is refused, nothing is told that is not all there. */
static void a_lack_of_memory_is_told(void **state)
{
    static const size_t outcomes[] = {YES, MUCH, END};
    struct told told;

    (void) state;
    tell_of(&told, "p=0,0.5,1", "reading=hers,his", outcomes, NULL, 3);
    for (enum how how = TEXT; how <= CSV; how++) {
        struct said whole;
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        say(&whole, &told, how);
        while (status == ARAS_NO_MEMORY) {
            struct aras_error error = {0};
            struct said said;

            said_begin(&said);
            allow_allocations(refused++);
            status = report(said.file, &told.swept, how, &error);
            allow_all_allocations();
            said_all(&said);
            if (status == ARAS_OK) {
                assert_string_equal(said.text, whole.text);
            } else {
                assert_int_equal(error.status, ARAS_NO_MEMORY);
            }
            said_free(&said);
        }
        assert_int_equal(status, ARAS_OK);
        /* What JSON takes by its library is not counted. */
        assert_true(refused > (how == JSON ? 1 : 20));
        said_free(&whole);
    }
    forget(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_point_is_a_row_with_its_change),
        cmocka_unit_test(only_where_no_world_differs_is_it_said_so),
        cmocka_unit_test(two_axes_are_laid_out_against_each_other),
        cmocka_unit_test(a_table_for_programs_has_all),
        cmocka_unit_test(json_has_the_design_and_all_points),
        cmocka_unit_test(a_lack_of_memory_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
