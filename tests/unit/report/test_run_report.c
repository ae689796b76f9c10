#include "report/run_report.h"

#include <jansson.h>
#include <locale.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/report/told.h"

static const struct aras_style plain = {.ascii = true};

struct told {
    struct told_model model;
    struct made_plan plan;
    struct made_run run;
    struct aras_estimates *estimates;
    struct said said;
};

/* 2,000 worlds of 40 sets, to be changed before they are played. */
static void prepare(struct told *told)
{
    told_make(&told->model);
    told->plan = (struct made_plan){.model = &told->model.model,
                                    .name = "told",
                                    .replications = 2000,
                                    .group = 50,
                                    .block = 1000,
                                    .play = told_play,
                                    .draw = told_draw,
                                    .finish = told_finish};
}

static void play(struct told *told)
{
    struct aras_error error = {0};

    told->run = made_run_of(&told->plan);
    told->estimates =
        aras_estimates_of_run(told->run.run, &told->model.model, 0, &error);
    if (told->estimates == NULL) {
        fail_msg("%s", error.message);
    }
}

static const char *tell(struct told *told, const struct aras_style *style)
{
    struct aras_error error = {0};

    play(told);
    said_begin(&told->said);
    assert_ok(aras_report_run(told->said.file, told->run.run, &told->model.model,
                              told->estimates, style, &error),
              error);
    return said_all(&told->said);
}

static void forget(struct told *told)
{
    said_free(&told->said);
    aras_estimates_free(told->estimates);
    made_run_close(&told->run);
}

/* --- text ------------------------------------------------------------------------- */

static void what_is_watched_comes_first_with_a_row_for_each_reading(void **state)
{
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    text = tell(&told, &plain);
    assert_says(text,
                "\n"
                "OUTCOME                            IF        ESTIMATE  80 % RANGE  "
                "   ERROR  OVER WORLDS\n"
                "a war                              calm   below 0.3 %           -  "
                "       -  in none of 1000\n"
                "                                   angry  below 0.3 %           -  "
                "       -  in none of 1000\n"
                "the corridor is open, by whatever  calm          54 %  34 to 74 %  "
                "+-7.6 pp  ......----o----.....\n"
                "route was agreed                   angry         74 %  59 to 87 %  "
                "+-5.7 pp  ...........---o---..\n\n");
    assert_silent(text, "when it opens");
    assert_says(text, "3 more outcomes are shown with --all.");
    assert_says(text, "calm: how they take it, tempers hold (1000 worlds, 20 sets)\n");
    forget(&told);
}

static void the_header_says_whose_result_it_is(void **state)
{
    struct told told;
    const char *text;
    char line[256];

    (void) state;
    prepare(&told);
    text = tell(&told, &plain);
    assert_int_equal(strncmp(text, "A run made by hand\nrun ", 23), 0);
    assert_says(text, ", seed 1, 2000 worlds of 40 parameter sets, 0 failed; ");
    snprintf(line, sizeof line, "\nstored in %s", told.run.folder);
    assert_says(text, line);
    forget(&told);
}

static void everything_is_told_when_asked_for(void **state)
{
    const struct aras_style all = {.ascii = true, .all = true};
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    text = tell(&told, &all);
    assert_says(text, "when it opens\n  reached by the horizon");
    assert_says(text, "leverage (index)");
    assert_says(text, "how it ends\n  peace");
    assert_says(text, "\n  other "); /* an option without a title */
    assert_says(text, "\n"
                      "EVENT     IN 100 WORLDS  BY ITS RATE  WORLDS WITH IT     Z\n"
                      "opening              50           50            50 %  +0.2\n"
                      "election            100            -           100 %     -\n");
    assert_says(text, "1.1, 5.5, never\n");
    assert_silent(text, "--all");
    forget(&told);
}

static void every_line_fits_the_width(void **state)
{
    const struct aras_style all = {.all = true};
    const struct aras_style narrow = {.all = true, .width = 80};
    struct told told;

    (void) state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    prepare(&told);
    assert_fits(strstr(tell(&told, &all), "OUTCOME"), 100);
    forget(&told);
    prepare(&told);
    assert_fits(strstr(tell(&told, &narrow), "OUTCOME"), 80);
    forget(&told);
    setlocale(LC_CTYPE, "C");
}

static void in_ascii_nothing_else_is_said(void **state)
{
    const struct aras_style all = {.ascii = true, .all = true};
    struct told told;

    (void) state;
    prepare(&told);
    told.model.outcome[TOLD_OPEN].title = "Tuğrul's corridor";
    for (const char *text = tell(&told, &all); *text != '\0'; text++) {
        assert_true((unsigned char) *text < 0x80u);
    }
    forget(&told);
}

static void tracks_show_their_beginning_middle_and_end(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    assert_says(tell(&told, &plain),
                "\n"
                "TRACK                 0           HALFWAY                10  MEDIAN\n"
                "leverage of a over b  0  1.5 (1.1 to 1.9)  3.0 (2.2 to 3.8)  _~*\n");
    forget(&told);
}

static void clamps_are_listed(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    assert_says(tell(&told, &plain),
                "HELD AT AN END OF ITS RANGE  TIMES  IN 100 WORLDS\n"
                "alignment[a,b]                  24            1.2\n");
    forget(&told);
}

static void a_sound_engine_is_said_to_be_so(void **state)
{
    struct told told;

    (void) state;
    prepare(&told);
    assert_says(
        tell(&told, &plain),
        "Self-check: firings and rates agree within chance (events checked: 1).\n");
    forget(&told);
}

static void finish_wrongly(struct aras_block *block)
{
    told_finish(block);
    block->event[0].residual = 50.0;
}

static void an_event_that_does_not_fit_its_rate_is_warned_of(void **state)
{
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    told.plan.finish = finish_wrongly;
    text = tell(&told, &plain);
    assert_says(text, "WARNING: firings and rates disagree for 1 of 1 events");
    assert_says(text, "\nopening ");
    assert_silent(text, "\nelection ");
    forget(&told);
}

static bool play_and_fail(uint64_t replication, uint64_t set, double *outcome)
{
    told_play(replication, set, outcome);
    return replication % 100 != 17;
}

static void failures_come_with_the_command_that_replays_them(void **state)
{
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    told.plan.play = play_and_fail;
    text = tell(&told, &plain);
    assert_says(text, "WARNING: 20 of 2000 worlds failed");
    assert_says(text, "world 17 at 0.5: it went wrong\n");
    assert_says(text, "world 917 at 0.5: it went wrong\n");
    assert_silent(text, "world 1017");
    assert_says(text, "failed: ");
    assert_says(text, "To see the first: aras replay ");
    forget(&told);
}

static void without_parameters_no_range_is_promised(void **state)
{
    struct told told;
    const char *text;

    (void) state;
    prepare(&told);
    told.plan.central = true;
    told.plan.draw = NULL;
    text = tell(&told, &plain);
    assert_says(text, "2000 worlds, all parameters at their central values");
    assert_says(text, "there is no range over parameters");
    assert_silent(text, " calm ");
    forget(&told);
}

static void colours_are_only_there_when_asked_for(void **state)
{
    const struct aras_style colourful = {.ascii = true, .colour = true};
    struct told told;

    (void) state;
    prepare(&told);
    assert_silent(tell(&told, &plain), "\033");
    forget(&told);
    prepare(&told);
    assert_says(tell(&told, &colourful), "\033[1m");
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
    assert_fails(aras_report_run(full, told.run.run, &told.model.model, told.estimates,
                                 &plain, &error),
                 error, ARAS_FILE, "cannot write");
    assert_fails(aras_report_run_json(full, told.run.run, &told.model.model,
                                      told.estimates, &error),
                 error, ARAS_FILE, "cannot write");
    assert_fails(aras_report_run_csv(full, &told.model.model, told.estimates, &error),
                 error, ARAS_FILE, "cannot write");
    fclose(full);
    aras_estimates_free(told.estimates);
    made_run_close(&told.run);
}

/* jansson and smartcols ask for memory outside of the test's reach. */
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
        status = aras_report_run(nowhere, told.run.run, &told.model.model,
                                 told.estimates, &plain, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 20);
    fclose(nowhere);
    aras_estimates_free(told.estimates);
    made_run_close(&told.run);
}

/* --- JSON and CSV ----------------------------------------------------------------- */

static json_t *json_of(struct told *told)
{
    struct aras_error error = {0};
    json_error_t where;
    json_t *json;

    play(told);
    said_begin(&told->said);
    assert_ok(aras_report_run_json(told->said.file, told->run.run, &told->model.model,
                                   told->estimates, &error),
              error);
    json = json_loads(said_all(&told->said), 0, &where);
    assert_non_null(json);
    return json;
}

static double real_of(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void json_has_every_digit_and_null_for_what_is_not_known(void **state)
{
    struct told told;
    json_t *json;
    const json_t *row;
    const json_t *points;

    (void) state;
    prepare(&told);
    json = json_of(&told);
    assert_string_equal(json_string_value(json_object_get(json, "format")),
                        "aras run report 1");
    assert_int_equal(json_array_size(json_object_get(json, "readings")), 2);
    assert_int_equal(json_array_size(json_object_get(json, "estimates")), 2 * 6);
    assert_int_equal(json_array_size(json_object_get(json, "events")), 2);
    assert_int_equal(json_array_size(json_object_get(json, "clamps")), 1);
    row = json_array_get(json_object_get(json, "estimates"), 0);
    assert_string_equal(json_string_value(json_object_get(row, "reading")),
                        "temper=calm");
    /* The same bits, not merely near. */
    assert_true(real_of(row, "probability") == told.estimates->estimate[0].share.p);
    assert_true(json_is_null(json_object_get(row, "never_seen_below")));
    points =
        json_object_get(json_array_get(json_object_get(json, "tracks"), 0), "points");
    assert_int_equal(json_array_size(points), 3);
    assert_close(real_of(json_array_get(points, 2), "time"), 10.0, 0.0);
    json_decref(json);
    forget(&told);
}

static void csv_has_a_row_for_each_estimate_and_a_field_for_each_heading(void **state)
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
        aras_report_run_csv(told.said.file, &told.model.model, told.estimates, &error),
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
    assert_says(told.said.text, "\nending,peace,category,,temper=angry,1000,");
    forget(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_watched_comes_first_with_a_row_for_each_reading),
        cmocka_unit_test(the_header_says_whose_result_it_is),
        cmocka_unit_test(everything_is_told_when_asked_for),
        cmocka_unit_test(every_line_fits_the_width),
        cmocka_unit_test(in_ascii_nothing_else_is_said),
        cmocka_unit_test(tracks_show_their_beginning_middle_and_end),
        cmocka_unit_test(clamps_are_listed),
        cmocka_unit_test(a_sound_engine_is_said_to_be_so),
        cmocka_unit_test(an_event_that_does_not_fit_its_rate_is_warned_of),
        cmocka_unit_test(failures_come_with_the_command_that_replays_them),
        cmocka_unit_test(without_parameters_no_range_is_promised),
        cmocka_unit_test(colours_are_only_there_when_asked_for),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
        cmocka_unit_test(json_has_every_digit_and_null_for_what_is_not_known),
        cmocka_unit_test(csv_has_a_row_for_each_estimate_and_a_field_for_each_heading),
    };

    return cmocka_run_group_tests_name("run_report", tests, NULL, NULL);
}
