#include "model/model.h"

#include <stdio.h>

#include "calendar/date.h"
#include "small_model.h"
#include "support/scarce_memory.h"

static void the_head_of_a_model_is_kept(void **state)
{
    struct small small = small_model(YEARS "cutoff = '2024-10-01';");
    const struct aras_model *model = small.model;

    (void) state;
    assert_string_equal(model->title, "t");
    assert_string_equal(model->time_unit, "year");
    assert_close(model->days_per_unit, 365.25, 0.0);
    assert_close(model->horizon, 5.0, 0.0);
    assert_true(model->has_start);
    /* 2024-09-12 is 19978 days after 1970-01-01: 54 years of 365 days, 13 leap days
     * (1972 to 2020), and 255 days from the first of January of a leap year. */
    assert_int_equal(model->start, 54 * 365 + 13 + 255);
    assert_int_equal(model->cutoff, model->start + 19);
    small_free(&small);
}

static void a_model_without_a_unit_of_time_has_plain_numbers(void **state)
{
    struct small small = small_model(PLAIN);

    (void) state;
    assert_null(small.model->time_unit);
    assert_false(small.model->has_start);
    assert_close(small.model->horizon, 50.0, 0.0);
    assert_no_model(PLAIN "events = ( { id = 'e'; at = '1 * year'; } );", "unit");
    small_free(&small);
}

static void lengths_of_time_are_in_the_unit_of_the_model(void **state)
{
    struct small small =
        small_model("title = 't'; time_unit = 'month'; horizon = '2 * year';"
                    "events = ( { id = 'e'; every = '1 * week'; },"
                    "           { id = 'f'; at = ['1 * year', '3 * day']; source = "
                    "'S'; grade = 'C'; "
                    "} ); sources = ( { id = 'S'; title = 's'; } );");
    const struct aras_event *e = small_event(&small, "e");
    const struct aras_event *f = small_event(&small, "f");

    (void) state;
    assert_close(small.model->horizon, 24.0, 1e-12);
    assert_close(small_operand(&small, &e->times[0]), 7.0 * 12.0 / 365.25, 1e-12);
    assert_close(small_operand(&small, &e->times[1]), 7.0 * 12.0 / 365.25, 1e-12);
    assert_int_equal(f->time_count, 2);
    assert_close(small_operand(&small, &f->times[0]), 12.0, 1e-12);
    assert_close(small_operand(&small, &f->times[1]), 3.0 * 12.0 / 365.25, 1e-12);
    small_free(&small);
}

static void a_moment_is_written_as_its_date(void **state)
{
    struct small small = small_model(YEARS);
    struct small plain = small_model(PLAIN);
    char text[32];

    (void) state;
    aras_model_write_moment(small.model, 0.0, text);
    assert_string_equal(text, "2024-09-12");
    aras_model_write_moment(small.model, 111.0 / 365.25, text);
    assert_string_equal(text, "2025-01-01");
    aras_model_write_moment(plain.model, 2.5, text);
    assert_string_equal(text, "2.5");
    small_free(&small);
    small_free(&plain);
}

static void the_moment_of_each_date_is_written_as_that_date(void **state)
{
    static const char *const units[] = {"day", "week", "month", "year"};

    (void) state;
    for (size_t u = 0; u < 4; u++) {
        char text[512];

        snprintf(text, sizeof text,
                 "title = 't'; time_unit = '%s'; start = '2024-09-12'; horizon = '1 * "
                 "year';",
                 units[u]);

        struct small small = small_model(text);

        for (int day = 0; day < 4000; day++) {
            char expected[11];
            char written[32];

            aras_date_write(small.model->start + day, expected);
            aras_model_write_moment(small.model, day / small.model->days_per_unit,
                                    written);
            assert_string_equal(written, expected);
        }
        small_free(&small);
    }
}

static void names_are_found_and_others_are_not(void **state)
{
    struct small small = small_model(
        PLAIN "quantities = ( { id = 'x'; range = [0.0, 1.0]; initial = 0; } );"
              "events = ( { id = 'e'; rate = 1; }, { id = 'f'; rate = 'x'; } );"
              "outcomes = ( { id = 'o'; kind = 'value'; of = 'x'; } );"
              "tracks = ( { id = 't'; of = 'x'; every = 1; } );");

    (void) state;
    assert_int_equal(aras_model_find_event(small.model, "f"), 1);
    assert_int_equal(aras_model_find_event(small.model, "x"), -1);
    assert_int_equal(aras_model_find_outcome(small.model, "o"), 0);
    assert_int_equal(aras_model_find_outcome(small.model, "t"), -1);
    assert_int_equal(aras_model_find_track(small.model, "t"), 0);
    assert_int_equal(aras_model_find_track(small.model, "o"), -1);
    assert_true(aras_model_find_slot(small.model, "x") > 0);
    assert_int_equal(aras_model_find_slot(small.model, "o"), -1);
    small_free(&small);
}

static void a_hint_names_what_was_meant_among_the_kinds_asked_for(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS "quantities = ( { id = 'x'; range = [0.0, 1.0]; initial = 0; } );"
                     "events = ( { id = 'road_event'; rate = 1; } );"
                     "outcomes = ( { id = 'road_open'; kind = 'value'; of = 'x'; } );"
                     "tracks = ( { id = 'road_track'; of = 'x'; every = 1; } );");
    const struct aras_model *model = small.model;

    (void) state;
    assert_string_equal(aras_model_hint(model, ARAS_NAMED_OUTCOME, "rod_open").text,
                        "; did you mean 'road_open'?");
    assert_string_equal(
        aras_model_hint(model, ARAS_NAMED_TRACK | ARAS_NAMED_EVENT, "road_evnt").text,
        "; did you mean 'road_event'?");
    assert_string_equal(aras_model_hint(model, ARAS_NAMED_TRACK, "road_trak").text,
                        "; did you mean 'road_track'?");
    assert_string_equal(aras_model_hint(model, ARAS_NAMED_ACTOR, "rusia").text,
                        "; did you mean 'russia'?");
    assert_string_equal(aras_model_hint(model, ARAS_NAMED_OUTCOME, "rusia").text, "");
    assert_string_equal(aras_model_hint(model, ARAS_NAMED_EVENT, "").text, "");
    small_free(&small);
}

/* --- quantities --------------------------------------------------------------------
 */

static void each_kind_of_quantity_has_its_slot(void **state)
{
    struct small small = small_model(
        YEARS
        "quantities = ("
        " { id = 'real'; range = [-1.0, 2.0]; initial = 0.5; unit = 'index';" FROM "},"
        " { id = 'free'; range = 'none'; initial = 1; },"
        " { id = 'whole'; whole = true; range = [0.0, 9.0]; initial = 3;" FROM "},"
        " { id = 'war'; stages = ['peace', 'tension', 'war']; initial = 'tension'; },"
        " { id = 'flag'; truth = true; initial = true; },"
        " { id = 'age'; clock = true; initial = '2 * year';" FROM "} );");
    const struct aras_slot *real = small_slot_of(&small, "real");
    const struct aras_slot *war = small_slot_of(&small, "war");

    (void) state;
    assert_int_equal(real->kind, ARAS_SLOT_QUANTITY);
    assert_int_equal(real->type, ARAS_NUMBER);
    assert_close(real->low, -1.0, 0.0);
    assert_close(real->high, 2.0, 0.0);
    assert_string_equal(real->unit, "index");
    assert_false(real->changed);
    assert_close(small_value(&small, "real"), 0.5, 0.0);
    assert_true(isinf(small_slot_of(&small, "free")->high));
    assert_true(small_slot_of(&small, "whole")->whole);
    assert_close(small_value(&small, "whole"), 3.0, 0.0);
    assert_int_equal(war->type, ARAS_STAGE);
    assert_int_equal(war->stages->count, 3);
    assert_string_equal(war->stages->names[2], "war");
    assert_close(small_value(&small, "war"), 1.0, 0.0);
    assert_int_equal(small_slot_of(&small, "flag")->type, ARAS_TRUTH);
    assert_close(small_value(&small, "flag"), 1.0, 0.0);
    assert_int_equal(small_slot_of(&small, "age")->kind, ARAS_SLOT_CLOCK);
    assert_int_equal(small_slot_of(&small, "age")->dimension, 1);
    assert_close(small_value(&small, "age"), 2.0, 0.0);
    small_free(&small);
}

static void elements_have_their_own_initial_values(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS "parameters = ( { id = 'k'; value = 0.25;" FROM "} );"
                     "quantities = ("
                     " { id = 'x'; of = 'actor'; range = [0.0, 1.0]; default = 0;"
                     "   initial = ['iran = 0.5', 'russia = 2 * k'];" FROM "},"
                     " { id = 'y'; of = 'pair'; range = [0.0, 1.0]; default = 'k';"
                     "   initial = ( { at = 'turkey, iran'; value = 0.75;" FROM
                     "} );" FROM "},"
                     " { id = 'z'; of = 'direction'; range = [0.0, 1.0]; default = 0;"
                     "   initial = ['turkey, iran = 0.75'];" FROM "} );");

    (void) state;
    assert_close(small_value(&small, "x[iran]"), 0.5, 0.0);
    assert_close(small_value(&small, "x[russia]"), 0.5, 0.0);
    assert_close(small_value(&small, "x[turkey]"), 0.0, 0.0);
    assert_close(small_value(&small, "y[iran,turkey]"), 0.75, 0.0);
    assert_close(small_value(&small, "y[iran,russia]"), 0.25, 0.0);
    assert_close(small_value(&small, "z[turkey,iran]"), 0.75, 0.0);
    assert_close(small_value(&small, "z[iran,turkey]"), 0.0, 0.0);
    small_free(&small);
}

static void pairs_are_sorted_and_directions_are_not(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'x'; of = 'pair'; range = [0.0, 9.0]; default = 0; },"
        "  { id = 'd'; of = 'direction'; range = [0.0, 9.0]; default = 0; } );"
        "derived = ( { id = 'p'; formula = 'x[russia, iran] + d[russia, iran]'; } );"
        "events = ( { id = 'e'; rate = 1; effects = ['x[turkey, iran] = 1',"
        "                                            'd[turkey, iran] = 1']; } );");
    const struct aras_event *e = small_event(&small, "e");

    (void) state;
    assert_int_equal(aras_model_find_slot(small.model, "x[russia,iran]"), -1);
    assert_int_equal(e->effects[0].slot, small_slot(&small, "x[iran,turkey]"));
    assert_int_equal(e->effects[1].slot, small_slot(&small, "d[turkey,iran]"));
    small.values[small_slot(&small, "x[iran,russia]")] = 2.0;
    small.values[small_slot(&small, "d[russia,iran]")] = 3.0;
    small.values[small_slot(&small, "d[iran,russia]")] = 4.0;
    small_derive(&small);
    assert_close(small_value(&small, "p"), 5.0, 0.0);
    small_free(&small);
}

static void templates_leave_out_outside_actors_unless_told(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'x'; of = 'actor'; range = [0.0, 9.0]; default = 0; },"
        " { id = 'y'; of = 'actor'; outside = true; range = [0.0, 9.0]; default = 0; },"
        " { id = 'p'; of = 'pair'; outside = true; range = [0.0, 9.0]; default = 0; },"
        " { id = 'd'; of = 'direction'; range = [0.0, 9.0]; default = 0; } );");

    (void) state;
    assert_int_equal(aras_model_find_slot(small.model, "x[usa]"), -1);
    assert_true(aras_model_find_slot(small.model, "y[usa]") > 0);
    assert_true(aras_model_find_slot(small.model, "p[turkey,usa]") > 0);
    assert_int_equal(aras_model_find_slot(small.model, "d[usa,iran]"), -1);
    assert_true(aras_model_find_slot(small.model, "d[turkey,iran]") > 0);
    small_free(&small);
}

/* --- who must be renewed -----------------------------------------------------------
 */

static bool watches(const struct small *small, const char *name,
                    enum aras_watch_kind kind, uint32_t index)
{
    const struct aras_slot *slot = small_slot_of(small, name);

    for (size_t i = 0; i < slot->watch_count; i++) {
        if (slot->watches[i].kind == kind && slot->watches[i].index == index) {
            return true;
        }
    }
    return false;
}

static void what_reads_a_slot_is_renewed_with_it(void **state)
{
    struct small small = small_model(
        PLAIN "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 0; },"
              "  { id = 'still'; range = [0.0, 9.0]; initial = 1; } );"
              "events = ("
              " { id = 'rated'; rate = '1 + x * still'; effects = ['x += 1']; },"
              " { id = 'guarded'; rate = 'still'; when = 'x > 1';" FROM "},"
              " { id = 'driven'; rate = 1; drivers = ("
              "     { of = 'still'; at = 0; effect = 1; }, { of = 'x'; at = 0; effect "
              "= 1; } ); "
              "},"
              " { id = 'become'; becomes = 'x > 1'; },"
              " { id = 'timed'; at = 3; when = 'x > 1';" FROM "} );"
              "outcomes = ( { id = 'happens'; kind = 'happened'; of = 'x > 1'; },"
              "  { id = 'ends'; kind = 'value'; of = 'x'; },"
              "  { id = 'means'; kind = 'mean'; of = 'x'; } );");
    const struct aras_slot *x = small_slot_of(&small, "x");

    (void) state;
    assert_true(x->changed);
    assert_true(watches(&small, "x", ARAS_WATCH_RATE, 0));
    assert_true(watches(&small, "x", ARAS_WATCH_GUARD, 1));
    assert_true(watches(&small, "x", ARAS_WATCH_DRIVER, 2));
    assert_true(watches(&small, "x", ARAS_WATCH_BECOMES, 3));
    assert_true(watches(&small, "x", ARAS_WATCH_OUTCOME, 0));
    assert_true(watches(&small, "x", ARAS_WATCH_OUTCOME, 2));
    /* A dated event looks at its guard when its time comes, a value at the horizon. */
    assert_int_equal(x->watch_count, 6);
    for (size_t i = 0; i < x->watch_count; i++) {
        assert_true(x->watches[i].kind != ARAS_WATCH_DRIVER ||
                    x->watches[i].driver == 1);
    }
    assert_false(small_slot_of(&small, "still")->changed);
    assert_int_equal(small_slot_of(&small, "still")->watch_count, 0);
    small_free(&small);
}

static void only_derived_values_that_are_watched_are_hot(void **state)
{
    struct small small = small_model(
        PLAIN "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 0; },"
              "  { id = 'still'; range = [0.0, 9.0]; initial = 1; } );"
              "derived = ( { id = 'cold'; formula = 'x + 1'; },"
              "  { id = 'outer'; formula = 'inner + 1'; }, { id = 'inner'; formula = "
              "'x * x'; },"
              "  { id = 'fixed'; formula = 'still + 1'; } );"
              "events = ( { id = 'e'; rate = 'outer'; when = 'fixed > 0';"
              "             effects = ['x += cold']; } );"
              "tracks = ( { id = 't'; of = 'cold'; every = 1; } );");

    (void) state;
    assert_false(small_slot_of(&small, "cold")->hot);
    assert_true(small_slot_of(&small, "outer")->hot);
    assert_true(small_slot_of(&small, "inner")->hot);
    assert_false(small_slot_of(&small, "fixed")->hot);
    assert_false(small_slot_of(&small, "fixed")->changed);
    assert_true(small_slot_of(&small, "cold")->changed);
    small_free(&small);
}

static void a_derived_value_stands_behind_those_it_reads(void **state)
{
    struct small small = small_model(
        PLAIN "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 2;" FROM "} );"
              "derived = ( { id = 'p'; formula = 'q + r'; },"
              "  { id = 'q'; formula = 'r * x'; }, { id = 'r'; formula = 'x + 1'; } );"
              "events = ( { id = 'e'; rate = 1; effects = ['x += 1']; } );");
    const struct aras_model *model = small.model;
    size_t place[3] = {99, 99, 99};

    (void) state;
    assert_int_equal(model->derived_count, 3);
    for (size_t i = 0; i < model->derived_count; i++) {
        place[model->slots[model->derived[i].slot].name[0] - 'p'] = i;
    }
    assert_true(place[2] < place[1] && place[1] < place[0]);
    assert_close(small_value(&small, "r"), 3.0, 0.0);
    assert_close(small_value(&small, "q"), 6.0, 0.0);
    assert_close(small_value(&small, "p"), 9.0, 0.0);
    for (size_t s = 0; s < model->slot_count; s++) {
        for (size_t i = 1; i < model->slots[s].derived_count; i++) {
            assert_true(model->slots[s].derived[i - 1] < model->slots[s].derived[i]);
        }
    }
    assert_int_equal(small_slot_of(&small, "x")->derived_count, 2);
    small_free(&small);
}

static void a_derived_value_may_be_of_each_direction(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'x'; of = 'actor'; range = [0.0, 9.0];"
        "   initial = ['iran = 1', 'russia = 2', 'turkey = 4'];" FROM "} );"
        "derived = ( { id = 'gap'; of = 'direction'; formula = 'x[a] - x[b]'; } );");

    (void) state;
    assert_close(small_value(&small, "gap[turkey,iran]"), 3.0, 0.0);
    assert_close(small_value(&small, "gap[iran,russia]"), -1.0, 0.0);
    assert_int_equal(small.model->derived_count, 6);
    small_free(&small);
}

static void moments_at_which_a_formula_changes_are_corners(void **state)
{
    struct small small = small_model(
        YEARS
        "quantities = ( { id = 'wait'; range = [0.0, 9.0]; initial = 1; } );"
        "events = ( { id = 'e'; rate = 'table(since(e), 0: 0.5, 2 * year: 0.1) / year';"
        "    when = 'time > wait * year'; effects = ['wait += 1'];" FROM "} );");
    const struct aras_model *model = small.model;
    bool of_time = false;

    (void) state;
    assert_int_equal(model->corner_count, 2);
    for (uint32_t i = 0; i < 2; i++) {
        const struct aras_corner_slot *corner = &model->corners[i];

        assert_int_equal(model->slots[corner->slot].kind, ARAS_SLOT_CORNER);
        if (corner->corner.origin == 0) {
            of_time = true;
            assert_true(watches(&small, "wait", ARAS_WATCH_CORNER, i));
            assert_int_equal(model->slots[corner->slot].watches[0].kind,
                             ARAS_WATCH_GUARD);
        } else {
            assert_string_equal(model->slots[corner->corner.origin].name, "since(e)");
            assert_close(corner->corner.threshold->value, 2.0, 1e-12);
        }
    }
    assert_true(of_time);
    small_free(&small);
}

static void drifts_of_one_period_stand_together(void **state)
{
    struct small small = small_model(
        YEARS ACTORS
        "quantities = ( { id = 'x'; of = 'pair'; range = [-1.0, 1.0]; default = 0; },"
        " { id = 'y'; of = 'actor'; range = [0.0, 1.0]; default = 0; },"
        " { id = 'goal'; of = 'pair'; range = [0.0, 1.0]; default = 0;"
        "   initial = ['iran, russia = 0.5'];" FROM "} );"
        "drifts = ( { of = 'x'; toward = 'goal[a, b]'; half_life = '1 * year';"
        "     every = '1 * month'; },"
        "  { of = 'y[iran]'; toward = '1'; half_life = '6 * month'; noise = 0.02;"
        "    every = '1 * month'; when = 'x[iran, russia] > 0';" FROM "},"
        "  { of = 'y[russia]'; toward = '1'; half_life = '1 * year'; every = '1 * "
        "week'; "
        "} );");
    const struct aras_model *model = small.model;
    const struct aras_drift_period *month = &model->periods[0];

    (void) state;
    assert_int_equal(model->period_count, 2);
    assert_close(month->every, 1.0 / 12.0, 1e-15);
    assert_int_equal(month->count, 4);
    assert_int_equal(model->periods[1].count, 1);
    assert_int_equal(month->drifts[0].slot, small_slot(&small, "x[iran,russia]"));
    assert_close(small_evaluate(&small, month->drifts[0].toward), 0.5, 0.0);
    assert_close(small_evaluate(&small, month->drifts[1].toward), 0.0, 0.0);
    assert_close(small_operand(&small, &month->drifts[0].noise), 0.0, 0.0);
    assert_close(small_operand(&small, &month->drifts[3].half_life), 0.5, 1e-15);
    assert_close(small_operand(&small, &month->drifts[3].noise), 0.02, 0.0);
    assert_non_null(month->drifts[3].guard);
    assert_null(month->drifts[0].guard);
    assert_true(small_slot_of(&small, "x[iran,russia]")->changed);
    small_free(&small);
}

/* --- outcomes and tracks -----------------------------------------------------------
 */

static void outcomes_are_what_they_say(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 0; } );"
        "events = ( { id = 'e'; each = 'pair'; rate = 1; effects = ['x += 1']; } );"
        "outcomes = ("
        " { id = 'all'; kind = 'count'; of = 'e'; margin = 0.5; },"
        " { id = 'one'; kind = 'count'; of = 'e[russia, iran]'; },"
        " { id = 'first'; kind = 'time'; of = 'x > 1'; title = 'when'; },"
        " { id = 'end'; kind = 'category'; options = ( { id = 'high'; when = 'x > 1'; "
        "},"
        "     { id = 'other'; } ); } );"
        "tracks = ( { id = 't'; of = 'x'; every = 0.5; } );");
    const struct aras_outcome *outcomes = small.model->outcomes;

    (void) state;
    assert_int_equal(small.model->outcome_count, 4);
    assert_int_equal(outcomes[0].event_count, 3);
    assert_close(outcomes[0].margin, 0.5, 0.0);
    assert_int_equal(outcomes[1].event_count, 1);
    assert_string_equal(small.model->events[outcomes[1].events[0]].id,
                        "e[iran,russia]");
    assert_true(isnan(outcomes[1].margin));
    assert_int_equal(outcomes[2].kind, ARAS_TIME);
    assert_string_equal(outcomes[2].title, "when");
    assert_int_equal(outcomes[3].category_count, 2);
    assert_non_null(outcomes[3].categories[0].when);
    assert_null(outcomes[3].categories[1].when);
    assert_int_equal(small.model->tracks[0].points, 101);
    small_free(&small);
}

/* --- provenance --------------------------------------------------------------------
 */

static size_t graded(const char *text)
{
    struct small small = small_model(text);
    size_t count = small.model->graded_count;

    small_free(&small);
    return count;
}

static void an_entry_with_a_number_needs_a_source_and_is_counted(void **state)
{
    (void) state;
    assert_int_equal(graded(PLAIN), 0);
    assert_int_equal(graded(PLAIN "parameters = ( { id = 'k'; value = 1;" FROM "} );"),
                     1);
    /* 0, 1 and units are no numbers of their own. */
    assert_int_equal(graded(PLAIN "events = ( { id = 'e1'; rate = 1; } );"), 0);
    assert_int_equal(graded(PLAIN "events = ( { id = 'e1'; rate = 2;" FROM "} );"), 1);
    assert_int_equal(graded(PLAIN "events = ( { id = 'e'; rate = 1; priority = 7;"
                                  "  narrative = '3 of 4'; claims = ['S1-16b']; } );"),
                     0);
    assert_int_equal(graded(YEARS "events = ( { id = 'e'; every = '1 * year'; } );"),
                     0);
    assert_int_equal(
        graded(YEARS "events = ( { id = 'e'; at = '2025-01-01';" FROM "} );"), 1);
    assert_no_model(YEARS "events = ( { id = 'e'; at = '2025-01-01'; } );",
                    "without a source");
    assert_no_model(PLAIN "derived = ( { id = 'd'; formula = '2 + 1'; } );",
                    "without a source");
    assert_no_model(PLAIN "derived = ( { id = 'd'; formula = '1e-3'; } );",
                    "without a grade");
}

static void the_parts_of_a_source_begin_with_declared_ones(void **state)
{
    static const char *const head =
        "title = 't'; horizon = 1; sources = ( { id = 'S1'; title = 's'; },"
        " { id = 'counts'; title = 'c'; } );"
        "parameters = ( { id = 'k'; value = 0.5; grade = 'B'; source = '%s'; } );";
    static const char *const good[] = {"S1", "S1-03a; counts: 3.1", "S1, page 4",
                                       "counts 3; S1"};
    static const char *const bad[] = {"S2", "S1x", "S1; table 3", "s1"};
    char text[512];

    (void) state;
    for (size_t i = 0; i < 4; i++) {
        snprintf(text, sizeof text, head, good[i]);

        struct small small = small_model(text);

        assert_string_equal(small.model->graded[0].provenance.source, good[i]);
        assert_int_equal(small.model->graded[0].provenance.grade, 'B');
        small_free(&small);
        snprintf(text, sizeof text, head, bad[i]);
        assert_no_model(text, "is not among `sources`");
    }
}

/* --- memory ------------------------------------------------------------------------
 */

static const char *const whole_model = YEARS ACTORS
    "channels = ( { id = 'arms'; kind = 'supply'; } );"
    "parameters = ( { id = 'k'; evidence = { events = 5; exposure = 20; };"
    "   given = 'stage'; centred = 't0';" FROM "} );"
    "variants = ( { id = 'v'; options = ( { id = 'p'; }, { id = 'q'; } ); } );"
    "quantities = ( { id = 'x'; of = 'pair'; range = [0.0, 9.0]; default = 0; } );"
    "needs = ( { of = 'iran'; channel = 'arms'; importance = 1; } );"
    "ties = ( { of = 'iran'; on = 'russia'; channel = 'arms'; level = 'high';" FROM
    "} );"
    "derived = ( { id = 'd'; of = 'direction'; formula = 'leverage[a, b] + x[a, b]'; } "
    ");"
    "drifts = ( { of = 'x'; toward = '1'; half_life = '1 * year'; every = '1 * month'; "
    "} );"
    "events = ( { id = 'e'; each = 'pair'; rate = 'k * (1 + x[a, b])';"
    "   effects = ['x[a, b] += influence[a]']; } );"
    "decisions = ( { id = 'c'; actor = 'iran'; sharpness = 1; after = 'e';"
    "   options = ( { id = 'p'; }, { id = 'r'; } ); } );"
    "outcomes = ( { id = 'o'; kind = 'happened'; of = 'x[iran, russia] > 1'; } );";

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    bool done = false;

    (void) state;
    for (int allowed = 0; !done; allowed += allowed < 60 ? 1 : 7) {
        struct aras_error error = {0};
        struct small small = {.written = whole_model};

        assert_true(allowed < 20000);
        allow_allocations(allowed);
        small.arena = aras_arena_new(&error);

        enum aras_status status = error.status;

        if (small.arena != NULL) {
            small.problems.arena = small.arena;
            status = aras_arena_try(small.arena, small_work, &small, &error);
        }
        allow_all_allocations();
        if (status == ARAS_OK) {
            /* Without memory for its tables a model is slower, but whole. */
            assert_non_null(small.model);
            done = small.model->parameters[0].table != NULL;
            small_free(&small);
            continue;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
        assert_true(strlen(error.message) > 0);
        small.model = NULL; /* what was left half done is not looked at */
        small_free(&small);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_of_a_model_is_kept),
        cmocka_unit_test(a_model_without_a_unit_of_time_has_plain_numbers),
        cmocka_unit_test(lengths_of_time_are_in_the_unit_of_the_model),
        cmocka_unit_test(a_moment_is_written_as_its_date),
        cmocka_unit_test(the_moment_of_each_date_is_written_as_that_date),
        cmocka_unit_test(names_are_found_and_others_are_not),
        cmocka_unit_test(a_hint_names_what_was_meant_among_the_kinds_asked_for),
        cmocka_unit_test(each_kind_of_quantity_has_its_slot),
        cmocka_unit_test(elements_have_their_own_initial_values),
        cmocka_unit_test(pairs_are_sorted_and_directions_are_not),
        cmocka_unit_test(templates_leave_out_outside_actors_unless_told),
        cmocka_unit_test(what_reads_a_slot_is_renewed_with_it),
        cmocka_unit_test(only_derived_values_that_are_watched_are_hot),
        cmocka_unit_test(a_derived_value_stands_behind_those_it_reads),
        cmocka_unit_test(a_derived_value_may_be_of_each_direction),
        cmocka_unit_test(moments_at_which_a_formula_changes_are_corners),
        cmocka_unit_test(drifts_of_one_period_stand_together),
        cmocka_unit_test(outcomes_are_what_they_say),
        cmocka_unit_test(an_entry_with_a_number_needs_a_source_and_is_counted),
        cmocka_unit_test(the_parts_of_a_source_begin_with_declared_ones),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
