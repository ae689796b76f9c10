/* Chapters of a chronicle, and which are worth telling. */
#include "analysis/worth.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* `ready` is needed by `act`, `idle` by nothing; `push` moves the track by nearly all,
 * `nudge` by little; the decision chooses `yes` for sure. */
#define TEXT                                                                           \
    "horizon = 10; actors = ( { id = \"pia\"; } );"                                    \
    "quantities = ( { id = \"s\"; stages = [\"calm\", \"ready\", \"done\"]; initial "  \
    "= "                                                                               \
    "\"calm\"; }, { id = \"t\"; stages = [\"off\", \"on\"]; initial = \"off\"; },"     \
    "  { id = \"x\"; range = [-10.0, 10.0]; initial = 0.0; } );"                       \
    "drifts = ( { of = \"x\"; toward = 3; half_life = 50; every = 1; } );"             \
    "events = ( { id = \"ready\"; at = 1.5; effects = [\"s = ready\"]; },"             \
    "  { id = \"idle\"; at = 2.5; effects = [\"t = on\"]; },"                          \
    "  { id = \"nudge\"; at = 3.5; effects = [\"x += 0.02\"]; },"                      \
    "  { id = \"push\"; at = 4.5; effects = [\"x += 5\"]; },"                          \
    "  { id = \"act\"; at = 5.5; when = \"s == ready\"; effects = [\"s = done\"]; },"  \
    "  { id = \"forced\"; rate = 0; } );"                                              \
    "decisions = ( { id = \"d\"; actor = \"pia\"; at = 6.5; sharpness = 1.0; options " \
    "= "                                                                               \
    "( { id = \"yes\"; considerations = ( { of = 1; weight = 50.0; } ); },"            \
    "  { id = \"no\"; considerations = ( { of = 1; weight = 0.0; } ); } ); } );"       \
    "outcomes = ( { id = \"done\"; kind = \"happened\"; of = \"s == done\"; },"        \
    "  { id = \"answered\"; kind = \"happened\"; of = \"happened(d.yes)\"; } );"       \
    "tracks = ( { id = \"x\"; of = \"x\"; every = 1; } );"                             \
    "changes = ( { title = \"s\"; force = ( { event = \"forced\"; at = \"7.5\"; } ); " \
    "} "                                                                               \
    ");"

static struct aras_chronicle *tell(const struct story *story)
{
    struct aras_error error = {0};
    struct aras_chronicle *chronicle =
        aras_chronicle_record(story->model, &story->settings, 0, &error);

    assert_non_null(chronicle);
    return chronicle;
}

/* The chapters by what they came to; those worth telling with a star. */
static void assert_chapters(struct aras_chronicle *chronicle, const size_t *outcomes,
                            size_t count, const char *expected)
{
    struct aras_error error = {0};
    struct aras_chapters chapters;
    char text[512] = "";
    size_t used = 0;

    assert_ok(aras_chapters_find(&chapters, chronicle, outcomes, count, &error), error);
    for (size_t i = 0; i < chapters.count; i++) {
        const struct aras_chapter *chapter = &chapters.chapter[i];
        uint32_t event = chronicle->happenings[chapter->end - 1].event;

        used += (size_t) snprintf(text + used, sizeof text - used, "%s%s%s",
                                  i == 0 ? "" : " ", chronicle->model->events[event].id,
                                  chapter->worth ? "*" : "");
        for (size_t k = chapter->first; k < chapter->end; k++) {
            assert_int_equal(chapters.of[k], i);
        }
    }
    assert_string_equal(text, expected);
    aras_chapters_free(&chapters);
}

static void what_led_to_something_or_moved_much_is_worth_telling(void **state)
{
    static const size_t answered[] = {1};
    struct story *story = story_new(TEXT);
    struct aras_chronicle *chronicle = tell(story);

    (void) state;
    assert_chapters(chronicle, NULL, 0, "ready* idle nudge push* act d.yes forced*");
    assert_chapters(chronicle, answered, 1,
                    "ready* idle nudge push* act d.yes* forced*");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story = story_new(TEXT);
    struct aras_chronicle *chronicle = tell(story);
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};
        struct aras_chapters chapters;

        allow_allocations(refused++);
        status = aras_chapters_find(&chapters, chronicle, NULL, 0, &error);
        allow_all_allocations();
        aras_chapters_free(&chapters);
    }
    assert_int_equal(status, ARAS_OK);
    assert_int_equal(refused, 3);
    aras_chronicle_free(chronicle);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_led_to_something_or_moved_much_is_worth_telling),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("worth", tests, NULL, NULL);
}
