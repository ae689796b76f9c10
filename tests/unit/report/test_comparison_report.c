#include "report/comparison_report.h"

#include <jansson.h>
#include <locale.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/report/told.h"

#define GOLDEN_CHANGES "?"
#define GOLDEN_LUCK    "?"

static const struct aras_style plain = {.ascii = true};

struct told {
    struct told_model model_a, model_b;
    struct made_plan plan_a, plan_b;
    struct made_run run_a, run_b;
    struct aras_compared a, b;
    struct aras_contrast *contrast;
    struct said said;
};

static void prepare(struct told *told)
{
    told_make(&told->model_a);
    told_make(&told->model_b);
    told->plan_a = (struct made_plan){.model = &told->model_a.model,
                                      .replications = 2000,
                                      .group = 50,
                                      .play = told_play,
                                      .draw = told_draw};
    told->plan_b = told->plan_a;
    told->plan_b.model = &told->model_b.model;
    told->plan_b.play = told_play_other;
}

static void play(struct told *told)
{
    struct aras_error error = {0};

    told->run_a = made_run_of(&told->plan_a);
    told->run_b = made_run_of(&told->plan_b);
    told->a = (struct aras_compared){told->run_a.run, &told->model_a.model, "inertia"};
    told->b = (struct aras_compared){told->run_b.run, &told->model_b.model, "push"};
    told->contrast = aras_contrast_of_runs(told->a.run, told->a.model, told->b.run,
                                           told->b.model, 0, &error);
    if (told->contrast == NULL) {
        fail_msg("%s", error.message);
    }
}

static const char *tell(struct told *told, const struct aras_style *style)
{
    struct aras_error error = {0};

    play(told);
    said_begin(&told->said);
    assert_ok(aras_report_comparison(told->said.file, &told->a, &told->b,
                                     told->contrast, style, &error),
              error);
    return said_all(&told->said);
}

static void forget_runs(struct told *told)
{
    aras_contrast_free(told->contrast);
    made_run_close(&told->run_a);
    made_run_close(&told->run_b);
}

static void forget(struct told *told)
{
    said_free(&told->said);
    forget_runs(told);
}

static void changes_come_with_interval_range_and_verdict(void **state)
{
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    text = tell(&told, &plain);
    assert_says(text, "A inertia: A run made by hand\nB push: A run made by hand\n");
    assert_says(text, "2000 worlds of 40 parameter sets with the same luck (seed 1); ");
    assert_says(text, "OUTCOME                IF         A      B   CHANGE             "
                      "95 %  80 % OF SETS  VERDICT\n"
                      "a war                  calm   never  never  +0.0 pp  -0.3 to "
                      "+0.3 pp     none seen  no margin stated\n"
                      "                       angry  never  never  +0.0 pp  -0.3 to "
                      "+0.3 pp     none seen  no margin stated\n"
                      "the corridor is open,  calm    54 %   36 %   -18 pp    -21 to "
                      "-16 pp     none seen  lower (2 pp)\n"
                      "by whatever route was  angry   74 %   53 %   -21 pp    -23 to "
                      "-18 pp     none seen  lower (2 pp)\n"
                      "agreed\n");
    assert_says(text, "3 more outcomes are shown with --all.");
    forget(&told);
}

static void the_same_luck_is_told_in_four_fields(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    assert_says(tell(&told, &plain),
                "SAME LUCK: IT IS SO IN                   IF     BOTH  ONLY A  ONLY B  "
                "NEITHER        P   RHO  GAIN\n"
                "a war                                    calm    0 %     0 %     0 %  "
                "  100 %        1     -     -\n"
                "                                         angry   0 %     0 %     0 %  "
                "  100 %        1     -     -\n"
                "the corridor is open, by whatever route  calm   36 %    18 %     0 %  "
                "   46 %  <0.0001  0.69   3.2\n"
                "was agreed                               angry  53 %    21 %     0 %  "
                "   26 %  <0.0001  0.64   2.7\n");
    forget(&told);
}

static void values_are_higher_lower_or_the_same(void **state)
{
    const struct aras_style all = {.ascii = true, .all = true};
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    text = tell(&told, &all);
    assert_says(text, "SAME LUCK: IN B IT IS");
    assert_says(
        text, "\nleverage               calm    100 %    0 %       0 %  1.00     -\n");
    assert_says(text, "equivalent (0.5)");
    assert_says(text, "  +0.250    in each world     none seen  equivalent (0.5)\n");
    assert_says(text, "  +0.00    no difference     none seen  no margin stated\n");
    forget(&told);
}

static void every_line_fits_the_width(void **state)
{
    const struct aras_style all = {.all = true};
    struct told told;

    (void) state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    prepare(&told);
    assert_fits(tell(&told, &all), 100);
    forget(&told);
    setlocale(LC_CTYPE, "C");
}

static bool play_and_fail(uint64_t replication, uint64_t set, double *outcome)
{
    told_play(replication, set, outcome);
    return replication != 3;
}

static void failed_worlds_are_warned_of(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    told.plan_b.play = play_and_fail;
    assert_says(tell(&told, &plain), "WARNING: 0 worlds failed in A, 1 in B");
    forget(&told);
}

/* Where it happens in A just when it does not in B, luck that is shared does harm. */
static bool play_opposite(uint64_t replication, uint64_t set, double *outcome)
{
    told_play(replication, set, outcome);
    outcome[TOLD_OPEN] = 1.0 - outcome[TOLD_OPEN];
    return true;
}

static void luck_that_does_harm_is_warned_of(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    assert_silent(tell(&told, &plain), "WARNING");
    forget(&told);
    prepare(&told);
    told.plan_b.play = play_opposite;
    assert_says(tell(&told, &plain), "WARNING: a gain below 1");
    forget(&told);
}

static void json_has_every_digit(void **state)
{
    struct told told;
    struct aras_error error = {0};
    json_error_t where;
    json_t *json;
    const json_t *row;

    (void) state;
    prepare(&told);
    play(&told);
    said_begin(&told.said);
    assert_ok(aras_report_comparison_json(told.said.file, &told.a, &told.b,
                                          told.contrast, &error),
              error);
    json = json_loads(said_all(&told.said), 0, &where);
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "format")),
                        "aras comparison report 1");
    assert_int_equal(json_array_size(json_object_get(json, "runs")), 2);
    assert_int_equal(json_array_size(json_object_get(json, "differences")), 2 * 6);
    row = json_array_get(json_object_get(json, "differences"), 0);
    assert_true(json_real_value(json_object_get(row, "difference")) ==
                told.contrast->difference[0].difference);
    assert_string_equal(json_string_value(json_object_get(row, "verdict")), "lower");
    assert_int_equal(json_integer_value(json_object_get(row, "only_a")),
                     told.contrast->difference[0].only_a);
    json_decref(json);
    forget(&told);
}

static void csv_has_a_field_for_each_heading(void **state)
{
    struct told told;
    struct aras_error error = {0};
    size_t lines = 0;
    size_t commas = 0;
    size_t of_heading = 0;

    (void) state;
    prepare(&told);
    play(&told);
    said_begin(&told.said);
    assert_ok(
        aras_report_comparison_csv(told.said.file, &told.a, told.contrast, &error),
        error);
    for (const char *text = said_all(&told.said); *text != '\0'; text++) {
        commas += *text == ',';
        if (*text == '\n') {
            of_heading = lines++ == 0 ? commas : of_heading;
            assert_int_equal(commas, of_heading);
            commas = 0;
        }
    }
    assert_int_equal(lines, 1 + 2 * 6);
    assert_says(told.said.text, "\nlevel,,value,index,temper=calm,1000,");
    forget(&told);
}

static void a_full_disk_is_reported(void **state)
{
    struct told told;
    struct aras_error error = {0};
    FILE *full = fopen("/dev/full", "w");

    (void) state;
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    prepare(&told);
    play(&told);
    assert_fails(
        aras_report_comparison(full, &told.a, &told.b, told.contrast, &plain, &error),
        error, ARAS_FILE, "cannot write");
    fclose(full);
    forget_runs(&told);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct told told;
    enum aras_status status = ARAS_NO_MEMORY;
    FILE *nowhere = fopen("/dev/null", "w");
    int refused = 0;

    (void) state;
    assert_non_null(nowhere);
    prepare(&told);
    play(&told);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_report_comparison(nowhere, &told.a, &told.b, told.contrast,
                                        &plain, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 20);
    fclose(nowhere);
    forget_runs(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_come_with_interval_range_and_verdict),
        cmocka_unit_test(the_same_luck_is_told_in_four_fields),
        cmocka_unit_test(values_are_higher_lower_or_the_same),
        cmocka_unit_test(every_line_fits_the_width),
        cmocka_unit_test(failed_worlds_are_warned_of),
        cmocka_unit_test(luck_that_does_harm_is_warned_of),
        cmocka_unit_test(json_has_every_digit),
        cmocka_unit_test(csv_has_a_field_for_each_heading),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("comparison_report", tests, NULL, NULL);
}
