#include "report/comparison_report.h"

#include <jansson.h>
#include <locale.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/report/told.h"

static const struct aras_style plain = {.ascii = true};

struct told {
    struct told_model model_a, model_b;
    struct made_plan plan_a, plan_b;
    struct made_run run_a, run_b;
    struct aras_versus *versus;
    const struct aras_contrast *contrast; /* its */
    struct aras_watched watched;
    struct aras_track_changes tracks;
    struct aras_comparison_view view;
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
    told->versus =
        aras_versus_of_runs(told->run_a.run, &told->model_a.model, told->run_b.run,
                            &told->model_b.model, 0, NULL, &error);
    if (told->versus == NULL) {
        fail_msg("%s", error.message);
    }
    told->contrast = told->versus->contrast;
    told->tracks = (struct aras_track_changes){0};
    told->view = (struct aras_comparison_view){
        .a = {told->run_a.run, &told->model_a.model, "inertia"},
        .b = {told->run_b.run, &told->model_b.model, "push"},
        .versus = told->versus,
        .watched = &told->watched};
}

/* As the command does: tests what is shown. */
static void choose(struct told *told, bool all)
{
    struct aras_error error = {0};

    assert_ok(aras_watched_find(&told->watched, &told->model_a.model,
                                &told->model_b.model, all, &error),
              error);
    assert_ok(aras_versus_test(told->versus, told->watched.outcome, told->watched.count,
                               &error),
              error);
    assert_ok(aras_versus_adjust(&told->versus, 1, false, &error), error);
}

static const char *tell(struct told *told, const struct aras_style *style)
{
    struct aras_error error = {0};

    play(told);
    choose(told, style->all);
    said_begin(&told->said);
    assert_ok(aras_report_comparison(told->said.file, &told->view, style, &error),
              error);
    return said_all(&told->said);
}

static void forget_runs(struct told *told)
{
    aras_watched_free(&told->watched);
    aras_track_changes_free(&told->tracks);
    aras_versus_free(told->versus);
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
    assert_says(
        text,
        "OUTCOME      A      B  CHANGE             95 %  80 % OF SETS  VERDICT\n"
        "a war\n"
        "  calm   never  never  0.0 pp  -0.3 to +0.3 pp     none seen  no margin\n"
        "  angry  never  never  0.0 pp  -0.3 to +0.3 pp     none seen  no margin\n"
        "the corridor is open, by whatever route was agreed (2 pp)\n"
        "  calm    54 %   36 %  -18 pp    -21 to -16 pp     none seen  lower\n"
        "  angry   74 %   53 %  -21 pp    -24 to -18 pp     none seen  lower\n");
    assert_says(
        text,
        "3 more outcomes are shown with --all; --of OUTCOME looks closer at one.");
    forget(&told);
}

static void the_same_luck_is_told_in_four_fields(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    assert_says(
        tell(&told, &plain),
        "SAME LUCK: IT IS SO IN  BOTH  ONLY A  ONLY B  NEITHER       P   RHO  GAIN\n"
        "a war\n"
        "  calm                   0 %     0 %     0 %    100 %       1     -     -\n"
        "  angry                  0 %     0 %     0 %    100 %       1     -     -\n"
        "the corridor is open, by whatever route was agreed\n"
        "  calm                  36 %    18 %     0 %     46 %  0.0002  0.69   3.2\n"
        "  angry                 53 %    21 %     0 %     26 %  0.0002  0.64   2.7\n");
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
    assert_says(text,
                "\nleverage\n"
                "  calm                  100 %    0 %       0 %  0.0005  1.00     "
                "-\n");
    assert_says(text, "\nSAME LUCK: ANOTHER OPTION  VARIATION  LUCK ALONE  P\n"
                      "how it ends\n"
                      "  calm                           0 %         0 %  1\n");
    assert_says(text, "\nleverage (0.5)\n");
    assert_says(text, "  +0.250    in each world     none seen  equivalent\n");
    assert_says(text, "  no difference     none seen  no margin\n");
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

/* --- closer looks ----------------------------------------------------------------- */

static void a_closer_look_tells_distances_dominance_and_quantiles(void **state)
{
    const size_t outcome[] = {TOLD_WHEN, TOLD_LEVEL, TOLD_OPEN};
    struct told told;
    struct aras_error error = {0};
    const char *text;

    (void) state;
    prepare(&told);
    play(&told);
    choose(&told, true);
    assert_ok(aras_versus_look(told.versus, outcome, 3, false, &error), error);
    said_begin(&told.said);
    assert_ok(aras_report_comparison(told.said.file, &told.view, &plain, &error),
              error);
    text = said_all(&told.said);
    assert_fits(text, 100);
    /* B is A and 0.25 in each world: nothing of that is chance. */
    assert_says(text, "mean way to go (Wasserstein)         calm     0.25");
    assert_says(text, "first order   calm   B over A           nowhere");
    assert_says(text, "50 %      calm   0.539  0.789  +0.250");
    assert_says(text, "A closer look: when it opens");
    assert_says(text, "COME BY  IF        A     B  CHANGE");
    assert_silent(text, "A closer look: the corridor is open");
    forget(&told);
}

static void too_few_sets_are_told_in_place_of_numbers(void **state)
{
    const size_t outcome[] = {TOLD_LEVEL};
    struct told told;
    struct aras_error error = {0};
    const char *text;

    (void) state;
    prepare(&told);
    told.plan_a.replications = told.plan_b.replications = 500;
    play(&told);
    choose(&told, true);
    assert_ok(aras_versus_look(told.versus, outcome, 1, false, &error), error);
    said_begin(&told.said);
    assert_ok(aras_report_details(told.said.file, &told.view, &plain, &error), error);
    text = said_all(&told.said);
    assert_says(text, "calm: no closer look: 5 parameter sets, and 20 are needed.");
    assert_silent(text, "HOW FAR APART");
    forget(&told);
}

static void runs_of_separate_luck_say_so(void **state)
{
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    told.plan_b.seed = 2;
    text = tell(&told, &plain);
    assert_says(text, "compared as separate\n  runs");
    assert_says(text, "their seeds are 1 and 2");
    assert_says(text, "DOES IT DIFFER AT ALL?");
    assert_silent(text, "SAME LUCK");
    assert_silent(text, "80 % of sets:");
    assert_says(text, "agreed (2 pp)\n");
    assert_says(text, "  -29 to -8 pp  lower\n");
    forget(&told);
}

static void add_to_track(struct aras_block *block, size_t point, double x)
{
    struct aras_error error = {0};

    aras_summary_add(&block->moment[point], x);
    assert_ok(aras_sketch_add(&block->sketch[point], x, &error), error);
}

/* A track that runs with luck, and the same a little higher. */
static void told_track(struct aras_block *block)
{
    for (size_t p = 0; p < block->shape.points; p++) {
        for (uint64_t i = 0; i < block->count; i++) {
            add_to_track(block, p, (double) p * made_draw(block->first + i));
        }
    }
}

static void told_track_other(struct aras_block *block)
{
    for (size_t p = 0; p < block->shape.points; p++) {
        for (uint64_t i = 0; i < block->count; i++) {
            uint64_t world = block->first + i;

            add_to_track(block, p,
                         (double) p * made_draw(world) + 0.25 +
                             0.5 * made_draw(90000 + world));
        }
    }
}

static void tracks_are_compared_through_time(void **state)
{
    struct told told;
    struct aras_error error = {0};
    const char *text;

    (void) state;
    prepare(&told);
    told.plan_a.block = told.plan_b.block = 250;
    told.plan_a.finish = told_track;
    told.plan_b.finish = told_track_other;
    play(&told);
    choose(&told, false);
    assert_ok(aras_track_changes_find(&told.tracks, told.run_a.run, 2000,
                                      told.run_b.run, 2000, true, &error),
              error);
    told.view.tracks = &told.tracks;
    said_begin(&told.said);
    assert_ok(aras_report_track_changes(told.said.file, &told.view, &plain, &error),
              error);
    text = said_all(&told.said);
    assert_says(text, "leverage of a over b");
    assert_says(text, "by 8 blocks of worlds with the\n  same luck.");
    forget(&told);
}

static void the_set_that_may_be_best_is_marked(void **state)
{
    static const char *const names[] = {"inertia", "push"};
    struct told told;
    struct aras_error error = {0};
    const struct aras_run *runs[2];
    const struct aras_model *models[2];
    struct aras_best *best;
    const char *text;

    (void) state;
    prepare(&told);
    play(&told);
    choose(&told, false);
    runs[0] = told.run_a.run;
    runs[1] = told.run_b.run;
    models[0] = &told.model_a.model;
    models[1] = &told.model_b.model;
    best = aras_best_of_runs(runs, models, 2, TOLD_OPEN, false, 0, &error);
    assert_non_null(best);
    said_begin(&told.said);
    assert_ok(aras_report_best(told.said.file, best, models[0], names, &plain, &error),
              error);
    text = said_all(&told.said);
    assert_says(text, "Which may be the best in: the corridor is open");
    assert_says(text, "LOWEST?");
    assert_says(text, "push     calm   36 %");
    assert_says(text, "yes\n");
    assert_says(text, "no\n");
    aras_best_free(best);
    forget(&told);
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
    choose(&told, true);
    said_begin(&told.said);
    assert_ok(
        aras_report_comparison_json(told.said.file, &told.view, 1, NULL, NULL, &error),
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
    assert_true(json_is_true(json_object_get(json, "paired")));
    assert_string_equal(json_string_value(json_object_get(json, "adjusted_by")),
                        "holm");
    assert_int_equal(json_array_size(json_object_get(json, "tests")), 2 * 5);
    row = json_array_get(json_object_get(json, "tests"), 0);
    assert_true(json_real_value(json_object_get(row, "adjusted")) ==
                told.versus->test[0].adjusted);
    row = json_array_get(json_object_get(json, "differences"), 0);
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
    choose(&told, true);
    said_begin(&told.said);
    assert_ok(aras_report_comparison_csv(told.said.file, &told.view, 1, &error), error);
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
    choose(&told, false);
    assert_fails(aras_report_comparison(full, &told.view, &plain, &error), error,
                 ARAS_FILE, "cannot write");
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
    choose(&told, false);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_report_comparison(nowhere, &told.view, &plain, &error);
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
        cmocka_unit_test(a_closer_look_tells_distances_dominance_and_quantiles),
        cmocka_unit_test(too_few_sets_are_told_in_place_of_numbers),
        cmocka_unit_test(runs_of_separate_luck_say_so),
        cmocka_unit_test(tracks_are_compared_through_time),
        cmocka_unit_test(the_set_that_may_be_best_is_marked),
        cmocka_unit_test(failed_worlds_are_warned_of),
        cmocka_unit_test(luck_that_does_harm_is_warned_of),
        cmocka_unit_test(json_has_every_digit),
        cmocka_unit_test(csv_has_a_field_for_each_heading),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("comparison_report", tests, NULL, NULL);
}
