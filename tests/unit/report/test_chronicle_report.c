/* A world told as text, JSON and a graph, and two sides of one. */
#include "report/chronicle_report.h"

#include <jansson.h>

#include "report/twins_report.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/simulation/story.h"

#define STORY                                                                          \
    "time_unit = \"year\"; start = \"2024-01-01\"; horizon = \"60 * year\";"           \
    "actors = ( { id = \"pia\"; }, { id = \"quinn\"; } );"                             \
    "quantities = ( { id = \"x\"; range = [-9.0, 9.0]; initial = 0.0; },"              \
    "  { id = \"s\"; stages = [\"calm\", \"ready\"]; initial = \"calm\"; } );"         \
    "drifts = ( { of = \"x\"; toward = 1; half_life = \"9 * year\"; every = \"1 * "    \
    "year\"; } );"                                                                     \
    "events = ( { id = \"push\"; title = \"a \\\"push\\\"\"; at = \"2024-06-01\"; "    \
    "effects = [\"x += 2\", \"s = ready\"]; narrative = \"Somebody pushes, harder "    \
    "than "                                                                            \
    "anybody has pushed before, and for longer than anybody would have thought.\"; }," \
    "  { id = \"fall\"; title = \"it falls\"; rate = \"2 / year\"; once = true; when " \
    "= "                                                                               \
    "\"s == ready\"; drivers = ( { of = \"x\"; at = 0; effect = 0.5; } ); },"          \
    "  { id = \"late\"; after = \"fall\"; delay = \"1 * month\"; } );"                 \
    "decisions = ( { id = \"d\"; title = \"Pia decides\"; actor = \"pia\"; after = "   \
    "\"late\"; sharpness = 1.0; options = ("                                           \
    "  { id = \"yes\"; title = \"agree\"; considerations = ( { of = \"x\"; weight = "  \
    "5.0; } ); effects = [\"x -= 3\"]; },"                                             \
    "  { id = \"no\"; title = \"refuse\"; considerations = ( { of = 1; weight = 0.0; " \
    "} "                                                                               \
    "); },"                                                                            \
    "  { id = \"else\"; title = \"wait\"; when = \"x > 8\"; considerations = ( { of "  \
    "= "                                                                               \
    "1; weight = 1.0; } ); } ); } );"                                                  \
    "demands = ( { id = \"claim\"; title = \"a claim\"; by = \"pia\"; of = "           \
    "\"quinn\"; "                                                                      \
    "after = \"d.yes\"; stakes = { V_by = 9; V_of = 1; x = 1; K_by = 0.5; K_of = 9; "  \
    "r_by = 0.5; a_of = 0.0; sharpness_by = 2; sharpness_of = 2; }; } );"              \
    "outcomes = ( { id = \"agreed\"; title = \"agreed at last\"; kind = "              \
    "\"happened\"; "                                                                   \
    "of = \"happened(d.yes)\"; },"                                                     \
    "  { id = \"level\"; title = \"the level\"; kind = \"value\"; of = \"x\"; } );"

struct telling {
    struct story *story;
    struct aras_chronicle *chronicle;
    struct aras_chapters chapters;
    struct aras_retelling retelling;
    struct said said;
};

static const size_t outcomes[] = {0, 1};

static void begin(struct telling *telling, const char *text)
{
    struct aras_error error = {0};

    *telling = (struct telling){.story = story_new(text)};
    telling->chronicle = aras_chronicle_record(telling->story->model,
                                               &telling->story->settings, 0, &error);
    assert_non_null(telling->chronicle);
    assert_ok(
        aras_chapters_find(&telling->chapters, telling->chronicle, outcomes, 2, &error),
        error);
    telling->retelling = (struct aras_retelling){.chronicle = telling->chronicle,
                                                 .chapters = &telling->chapters,
                                                 .outcomes = outcomes,
                                                 .count = 2};
    said_begin(&telling->said);
}

static void end(struct telling *telling)
{
    said_free(&telling->said);
    aras_chapters_free(&telling->chapters);
    aras_chronicle_free(telling->chronicle);
    story_free(telling->story);
}

static void a_world_is_told_with_its_reasons(void **state)
{
    const struct aras_style style = {.ascii = true};
    struct aras_error error = {0};
    struct telling telling;
    const char *text;

    (void) state;
    begin(&telling, STORY);
    assert_ok(
        aras_report_chronicle(telling.said.file, &telling.retelling, &style, &error),
        error);
    text = said_all(&telling.said);
    assert_fits(text, 100);
    assert_says(text, "World 0 of seed 1, parameter set 0.");
    assert_says(text, "2024-06-01  Somebody pushes, harder than");
    assert_says(text, "push: a \"push\"");
    assert_says(text, "by the calendar");
    assert_says(text, "changes  s calm to ready; x 0.00 to 2.00");
    assert_says(text, "possible since push of 2024-06-01 (s: ready)");
    assert_says(text,
                "at a rate of 5.4 a year (reference 2), x 2.72 that at the start: x "
                "0.00 to 2.00");
    assert_says(text, "worth    agree 10.00 (chosen), refuse 0.00, wait (closed); at a "
                      "sharpness of 1");
    assert_says(text, "d.yes");
    assert_says(text, "follows late of 2024-");
    assert_says(text, "odds     agree >99 % (chosen), refuse <1 %, wait (closed)");
    assert_says(text, "for it   +10.00 from x");
    assert_says(text, "REACHED  agreed at last");
    assert_says(text,
                "WHAT IT CAME TO\nagreed at last: yes\n  first 2024-06-01  a \"push\"");
    assert_says(text, "moved by d.yes of 2024-");
    /* The claim moves nothing, and nothing needs it. */
    assert_silent(text, "claim");
    assert_says(text, "left out; --all tells them");
    end(&telling);
}

static void all_is_told_when_asked_for(void **state)
{
    const struct aras_style style = {.all = true};
    struct aras_error error = {0};
    struct telling telling;
    const char *text;

    (void) state;
    begin(&telling, STORY);
    assert_ok(
        aras_report_chronicle(telling.said.file, &telling.retelling, &style, &error),
        error);
    text = said_all(&telling.said);
    assert_fits(text, 100);
    assert_says(text, "is made >99 %, would be conceded >99 %, would be enforced 50 %");
    assert_says(text, "claim.conceded");
    assert_says(text, "What moves by itself.");
    assert_says(text,
                "terms    ln 5.437 = +1.6931: +0.6931 (reference, ln 2), +1.0000 (x)");
    assert_silent(text, "left out");
    end(&telling);
}

static void arguments_that_weigh_alike_are_all_told(void **state)
{
    const struct aras_style style = {.ascii = true};
    struct aras_error error = {0};
    struct telling telling;
    const char *text;

    (void) state;
    begin(
        &telling,
        "horizon = 2; actors = ( { id = \"pia\"; } ); decisions = ( { id = \"d\"; "
        "actor = \"pia\"; every = 1; sharpness = 0; options = ( { id = \"yes\"; "
        "considerations = ( { of = 1; weight = 0.5; }, { of = 2; weight = -0.25; }, { "
        "of = 3; weight = 0.5; } ); }, { id = \"no\"; when = \"false\"; considerations "
        "= ( { of = 0; weight = 1; } ); } ); } ); outcomes = ( { id = \"a\"; title = "
        "\"a\"; kind = \"happened\"; of = \"happened(d.yes)\"; }, { id = \"b\"; title "
        "= \"b\"; kind = \"happened\"; of = \"happened(d.no)\"; } );");
    assert_ok(
        aras_report_chronicle(telling.said.file, &telling.retelling, &style, &error),
        error);
    text = said_all(&telling.said);
    assert_says(text, "for it   +1.50 from 3, +0.50 from 1, -0.50 from 2");
    assert_says(text, "worth    all alike, at a sharpness of 0");
    end(&telling);
}

static void the_json_holds_all_that_was_recorded(void **state)
{
    struct aras_error error = {0};
    struct telling telling;
    json_error_t reason;
    json_t *root;
    json_t *happening;
    json_t *links;

    (void) state;
    begin(&telling, STORY);
    assert_ok(aras_report_chronicle_json(telling.said.file, &telling.retelling, &error),
              error);
    root = json_loads(said_all(&telling.said), 0, &reason);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "format")),
                        "aras chronicle 1");
    assert_int_equal(json_array_size(json_object_get(root, "happenings")),
                     telling.chronicle->count);
    happening = json_array_get(json_object_get(root, "happenings"), 1);
    assert_string_equal(json_string_value(json_object_get(happening, "event")), "fall");
    assert_non_null(json_object_get(json_object_get(happening, "rate"), "terms"));
    links = json_object_get(happening, "depends_on");
    assert_int_equal(
        json_integer_value(json_object_get(json_array_get(links, 0), "happening")), 0);
    assert_true(json_is_true(json_object_get(json_array_get(links, 0), "needed")));
    assert_int_equal(
        json_array_size(json_object_get(
            json_array_get(json_object_get(root, "outcomes"), 0), "chain")),
        5);
    json_decref(root);
    end(&telling);
}

static void the_graph_shows_what_led_to_the_outcomes(void **state)
{
    struct aras_error error = {0};
    struct telling telling;
    const char *text;

    (void) state;
    begin(&telling, STORY);
    assert_ok(
        aras_report_chronicle_dot(telling.said.file, &telling.retelling, false, &error),
        error);
    text = said_all(&telling.said);
    assert_says(text, "h0 [label=\"2024-06-01 a \\\"push\\\"\"]");
    assert_says(text, "h0 -> h1 [label=\"s\"]");
    assert_says(text, "h0 -> h1 [style=dashed, label=\"x 2.7\"]");
    assert_says(text, "[shape=ellipse, label=\"agreed at last: yes\"]");
    assert_silent(text, "claim");
    end(&telling);
}

static void two_sides_are_told_side_by_side(void **state)
{
    static const char changed[] =
        STORY "changes = ( { title = \"another\"; forbid = [\"fall\"]; } );";
    const struct aras_style style = {.ascii = true};
    struct aras_error error = {0};
    struct telling a;
    struct telling b;
    struct aras_twins *twins;
    struct aras_twin_telling telling;
    const char *text;
    json_error_t reason;
    json_t *root;

    (void) state;
    begin(&a, STORY);
    begin(&b, changed);
    twins = aras_twins_find(a.chronicle, b.chronicle, &error);
    assert_non_null(twins);
    telling = (struct aras_twin_telling){.twins = twins,
                                         .a = &a.chapters,
                                         .b = &b.chapters,
                                         .name_a = "first",
                                         .name_b = "second",
                                         .outcome_a = outcomes,
                                         .outcome_b = outcomes,
                                         .count = 2};
    assert_ok(aras_report_twins(a.said.file, &telling, &style, &error), error);
    text = said_all(&a.said);
    assert_fits(text, 100);
    assert_says(text, "A first: ");
    assert_says(text, "B second: another");
    assert_says(text, "2024-06-01  2024-06-01  push: a \"push\", the same in both");
    assert_says(text, "-           fall: it falls\n");
    assert_says(text, "because of B, which forbids it");
    assert_says(text,
                "d.yes: Pia decides: agree\n                          because of");
    assert_says(text, "agreed at last   yes");
    assert_ok(aras_report_twins_json(b.said.file, &telling, &error), error);
    root = json_loads(said_all(&b.said), 0, &reason);
    assert_non_null(root);
    assert_string_equal(
        json_string_value(json_object_get(
            json_array_get(json_object_get(root, "differences"), 0), "event")),
        "fall");
    json_decref(root);
    aras_twins_free(twins);
    end(&a);
    end(&b);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    const struct aras_style style = {.ascii = true};
    struct telling telling;

    (void) state;
    begin(&telling, STORY);
    for (int form = 0; form < 2; form++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_error error = {0};

            allow_allocations(refused++);
            status = form == 0
                         ? aras_report_chronicle(telling.said.file, &telling.retelling,
                                                 &style, &error)
                         : aras_report_chronicle_dot(telling.said.file,
                                                     &telling.retelling, true, &error);
            allow_all_allocations();
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 3);
    }
    (void) said_all(&telling.said);
    end(&telling);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_is_told_with_its_reasons),
        cmocka_unit_test(all_is_told_when_asked_for),
        cmocka_unit_test(arguments_that_weigh_alike_are_all_told),
        cmocka_unit_test(the_json_holds_all_that_was_recorded),
        cmocka_unit_test(the_graph_shows_what_led_to_the_outcomes),
        cmocka_unit_test(two_sides_are_told_side_by_side),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("chronicle_report", tests, NULL, NULL);
}
