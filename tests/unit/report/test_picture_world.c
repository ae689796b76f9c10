/* Single worlds as pictures: one, two of the same luck, many. */
#include "report/picture_world.h"

#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/report/told.h"
#include "unit/simulation/story.h"

/* A warning leads to a deal, which Pia's choice turns into peace; noise for Quinn. */
#define BEGINNING                                                                      \
    "time_unit = \"year\"; start = \"2024-01-01\"; horizon = \"10 * year\";"           \
    "actors = ( { id = \"pia\"; name = \"Pia\"; }, { id = \"quinn\"; name = "          \
    "\"Quinn\"; "                                                                      \
    "}, { id = \"idle\"; name = \"Idle\"; } );"                                        \
    "quantities = ( { id = \"s\"; stages = [\"calm\", \"ready\", \"signed\"]; "        \
    "initial = \"calm\"; } );"                                                         \
    "events = ( { id = \"warning\"; title = \"a warning\"; actors = [\"quinn\"]; at "  \
    "= "
#define END                                                                            \
    "; effects = [\"s = ready\"]; },"                                                  \
    "  { id = \"deal\"; title = \"a deal is near\"; at = \"2026-01-01\"; when = \"s "  \
    "== "                                                                              \
    "ready\"; },"                                                                      \
    "  { id = \"noise\"; title = \"noise\"; rate = \"1 / year\"; actors = "            \
    "[\"quinn\"]; } );"                                                                \
    "decisions = ( { id = \"d\"; title = \"Pia decides\"; actor = \"pia\"; after = "   \
    "\"deal\"; sharpness = 1.0; options = ("                                           \
    "  { id = \"yes\"; title = \"agree\"; considerations = ( { of = 1; weight = 0.0; " \
    "} ); effects = [\"s = signed\"]; }, { id = \"no\"; title = \"refuse\"; when = "   \
    "\"s == calm\"; considerations = ( { of = 1; weight = 0.0; } ); } ); } );"         \
    "outcomes = ( { id = \"peace\"; title = \"peace\"; kind = \"happened\"; of = \"s " \
    "== signed\"; } );"

static const size_t peace[] = {0};

struct world {
    struct story *story;
    struct aras_chronicle *chronicle;
    struct aras_chapters chapters;
};

static void begin(struct world *world, const char *text)
{
    struct aras_error error = {0};

    *world = (struct world){.story = story_new(text)};
    world->chronicle =
        aras_chronicle_record(world->story->model, &world->story->settings, 0, &error);
    assert_non_null(world->chronicle);
    assert_ok(aras_chapters_find(&world->chapters, world->chronicle, peace, 1, &error),
              error);
}

static void end(struct world *world)
{
    aras_chapters_free(&world->chapters);
    aras_chronicle_free(world->chronicle);
    story_free(world->story);
}

static struct aras_retelling retelling_of(const struct world *world)
{
    return (struct aras_retelling){.chronicle = world->chronicle,
                                   .chapters = &world->chapters,
                                   .outcomes = peace,
                                   .count = 1};
}

/* The cell of a figure's table in a row (from 1, below the headings) and a column. */
static const char *cell(const struct aras_figure *figure, size_t row, size_t column)
{
    return figure->table.cell[row * figure->table.columns + column];
}

static void a_world_is_drawn_by_what_led_to_its_end(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_retelling retelling;
    struct aras_error error = {0};
    struct world world;

    (void) state;
    begin(&world, BEGINNING "\"2025-01-01\"" END);
    retelling = retelling_of(&world);
    assert_ok(aras_picture_timeline(&picture, &retelling, "told", &error), error);
    assert_says(figure.text.data, "World 0 of told");
    assert_int_equal(figure.table.cells / figure.table.columns, 4);
    assert_string_equal(cell(&figure, 1, 3), "a warning");
    assert_string_equal(cell(&figure, 1, 2), "Quinn");
    assert_string_equal(cell(&figure, 1, 4), "");
    assert_string_equal(cell(&figure, 2, 3), "a deal is near");
    assert_string_equal(cell(&figure, 2, 2), "others");
    assert_string_equal(cell(&figure, 2, 5), "1");
    assert_string_equal(cell(&figure, 3, 3), "Pia decides: agree");
    assert_string_equal(cell(&figure, 3, 2), "Pia");
    assert_string_equal(cell(&figure, 3, 4), "reached");
    assert_string_equal(cell(&figure, 3, 5), "2");
    assert_silent(figure.text.data, "Idle");
    assert_silent(figure.text.data, "noise");
    aras_figure_free(&figure);
    end(&world);
}

static void where_nothing_is_worth_telling_nothing_is_drawn(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_retelling retelling;
    struct aras_error error = {0};
    struct world world;

    (void) state;
    begin(&world, BEGINNING "\"2030-01-01\"" END);
    for (size_t i = 0; i < world.chapters.count; i++) {
        world.chapters.chapter[i].worth = false;
    }
    retelling = retelling_of(&world);
    assert_fails(aras_picture_timeline(&picture, &retelling, "told", &error), error,
                 ARAS_INVALID, "nothing that happens in world 0 is worth telling");
    aras_figure_free(&figure);
    end(&world);
}

static void two_sides_part_where_the_first_difference_is(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_twin_telling telling = {.name_a = "early",
                                        .name_b = "late",
                                        .outcome_a = peace,
                                        .outcome_b = peace,
                                        .count = 1};
    struct aras_error error = {0};
    struct aras_twins *twins;
    struct world a;
    struct world b;

    (void) state;
    begin(&a, BEGINNING "\"2025-01-01\"" END);
    begin(&b, BEGINNING "\"2027-05-01\"" END);
    twins = aras_twins_find(a.chronicle, b.chronicle, &error);
    assert_non_null(twins);
    telling.twins = twins;
    telling.a = &a.chapters;
    telling.b = &b.chapters;
    assert_ok(aras_picture_twins(&picture, &telling, &error), error);
    assert_says(figure.text.data, "They part on 2025-01-01");
    assert_string_equal(cell(&figure, 1, 0), "a warning");
    assert_string_equal(cell(&figure, 1, 2), "2025-01-01");
    assert_string_equal(cell(&figure, 1, 3), ""); /* what has a date is told by it */
    assert_string_equal(cell(&figure, 3, 0), "Pia decides: agree");
    assert_string_equal(cell(&figure, 3, 3), "");
    aras_figure_free(&figure);
    aras_twins_free(twins);
    end(&a);
    end(&b);
}

/* A run of two readings, its worlds below each other. */
struct strip {
    struct told_model model;
    struct made_run run;
    struct aras_estimates *estimates;
    struct aras_pictured of;
    struct aras_columns columns;
    uint64_t world[50];
    struct aras_picture_strip strip;
};

static const size_t wanted[] = {TOLD_ENDING, TOLD_WHEN};

static void begin_strip(struct strip *it)
{
    struct aras_error error = {0};

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
    it->strip = (struct aras_picture_strip){
        .of = &it->of,
        .columns = &it->columns,
        .ending = TOLD_ENDING,
        .time = wanted + 1,
        .times = 1,
        .reading = aras_picture_reading(it->estimates),
        .world = it->world,
        .worlds = aras_columns_spread(
            &it->columns, 0, aras_picture_reading(it->estimates), 50, it->world)};
}

static void end_strip(struct strip *it)
{
    aras_columns_free(&it->columns);
    aras_estimates_free(it->estimates);
    made_run_close(&it->run);
}

static void worlds_stand_below_each_other_with_what_happened(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_error error = {0};
    struct strip it = {.of = {NULL, NULL, NULL, NULL}};

    (void) state;
    begin_strip(&it);
    assert_int_equal(it.strip.worlds, 50);
    assert_ok(aras_picture_strip(&picture, &it.strip, &error), error);
    assert_says(figure.text.data, "World by world: how it ends");
    assert_says(figure.text.data, "50 spread evenly over 1000 worlds of the model");
    for (size_t row = 1; row <= 50; row++) {
        size_t world = (size_t) atoi(cell(&figure, row, 0));
        double when = it.columns.value[1][world];

        assert_string_equal(cell(&figure, row, 1), isfinite(when) ? "peace" : "other");
        assert_int_equal(world / 50 % 2, 0);
        assert_true((cell(&figure, row, 2)[0] == '\0') == isinf(when));
    }
    aras_figure_free(&figure);
    end_strip(&it);
}

static void events_mark_the_worlds_in_which_they_happened(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_error error = {0};
    struct strip it = {.of = {NULL, NULL, NULL, NULL}};
    struct aras_occurrence at[3];
    struct aras_occurrences occurrences = {.at = at, .count = 3, .capacity = 3};
    const uint32_t election = 1;
    size_t marked = 0;

    (void) state;
    begin_strip(&it);
    at[0] = (struct aras_occurrence){it.world[3], 2.0, 1};
    at[1] = (struct aras_occurrence){it.world[7], 3.0, 0};
    at[2] = (struct aras_occurrence){it.world[9], 4.5, 1};
    it.strip.occurrences = &occurrences;
    it.strip.event = &election;
    it.strip.events = 1;
    assert_ok(aras_picture_strip(&picture, &it.strip, &error), error);
    assert_string_equal(cell(&figure, 0, 2), "election");
    for (size_t row = 1; row <= 50; row++) {
        uint64_t world = (uint64_t) atoi(cell(&figure, row, 0));
        const char *time = cell(&figure, row, 2);

        marked += time[0] != '\0';
        assert_string_equal(time, world == it.world[3]   ? "2"
                                  : world == it.world[9] ? "4.5"
                                                         : "");
    }
    assert_int_equal(marked, 2);
    aras_figure_free(&figure);
    end_strip(&it);
}

/* All three, with one request refused after the other. */
static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct strip it = {.of = {NULL, NULL, NULL, NULL}};
    struct aras_twin_telling telling = {.name_a = "early",
                                        .name_b = "late",
                                        .outcome_a = peace,
                                        .outcome_b = peace,
                                        .count = 1};
    struct aras_retelling retelling;
    struct aras_error failure = {0};
    struct aras_twins *twins;
    struct world a;
    struct world b;

    (void) state;
    begin_strip(&it);
    begin(&a, BEGINNING "\"2025-01-01\"" END);
    begin(&b, BEGINNING "\"2027-05-01\"" END);
    twins = aras_twins_find(a.chronicle, b.chronicle, &failure);
    telling.twins = twins;
    telling.a = &a.chapters;
    telling.b = &b.chapters;
    retelling = retelling_of(&a);
    for (int kind = 0; kind < 3; kind++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_figure figure = {.width = 0.0};
            const struct aras_picture picture = {&figure, &look};
            struct aras_error error = {0};

            allow_allocations(refused++);
            status = kind == 0
                         ? aras_picture_timeline(&picture, &retelling, "told", &error)
                     : kind == 1 ? aras_picture_twins(&picture, &telling, &error)
                                 : aras_picture_strip(&picture, &it.strip, &error);
            allow_all_allocations();
            aras_figure_free(&figure);
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 3);
    }
    aras_twins_free(twins);
    end(&a);
    end(&b);
    end_strip(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_is_drawn_by_what_led_to_its_end),
        cmocka_unit_test(where_nothing_is_worth_telling_nothing_is_drawn),
        cmocka_unit_test(two_sides_part_where_the_first_difference_is),
        cmocka_unit_test(worlds_stand_below_each_other_with_what_happened),
        cmocka_unit_test(events_mark_the_worlds_in_which_they_happened),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("picture_world", tests, NULL, NULL);
}
