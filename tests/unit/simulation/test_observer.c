/* What an observer is told, and that it changes nothing. */
#include "unit/simulation/story.h"

/* x rises at 1 by an event, which "later" follows by 2; 1 / (x - 1) has no value then.
 */
#define TEXT                                                                           \
    "horizon = 10;"                                                                    \
    "quantities = ( { id = \"x\"; range = [0, 10]; initial = 0; },"                    \
    "  { id = \"y\"; range = [0, 10]; initial = 0; } );"                               \
    "derived = ( { id = \"inverse\"; formula = \"1 / (x - 1)\"; } );"                  \
    "drifts = ( { of = \"y\"; toward = 8; half_life = 1; every = 4; } );"              \
    "events = ( { id = \"rise\"; at = 1; effects = [\"x += 1\"]; },"                   \
    "  { id = \"other\"; at = 2; effects = [\"x += 1\"]; },"                           \
    "  { id = \"later\"; after = \"rise\"; delay = 2; } );"                            \
    "outcomes = ( { id = \"o\"; kind = \"value\"; of = \"inverse\"; } );"

struct notes {
    struct story *story;
    char text[1024];
    bool ask;
};

static void add(struct notes *notes, const char *what, double number)
{
    size_t used = strlen(notes->text);

    snprintf(notes->text + used, sizeof notes->text - used, "%s%s@%.9g",
             used == 0 ? "" : " ", what, number);
}

static void note_begun(void *context)
{
    struct notes *notes = context;
    const double *state = aras_simulation_state(notes->story->simulation);

    assert_close(state[story_slot(notes->story, "x")], 0.0, 0.0);
    add(notes, "begun", aras_simulation_now(notes->story->simulation));
}

static void note_event(void *context, uint32_t event, double time, bool forced,
                       double rate)
{
    struct notes *notes = context;
    const struct aras_model *model = notes->story->model;
    const struct aras_simulation *simulation = notes->story->simulation;

    (void) forced;
    (void) rate;
    add(notes, model->events[event].id, time);
    assert_int_equal(aras_simulation_firing(simulation), event);
    if (model->events[event].trigger == ARAS_AFTER) {
        add(notes, "from", (double) aras_simulation_cause(simulation));
    }
}

static void note_settled(void *context, double time)
{
    struct notes *notes = context;
    struct aras_simulation *simulation = notes->story->simulation;
    double value;

    add(notes, aras_simulation_firing(simulation) == UINT32_MAX ? "drifted" : "settled",
        time);
    if (notes->ask) {
        bool has = aras_simulation_ask(simulation, notes->story->model->outcomes[0].of,
                                       &value);

        assert_true(has == (time != 1.0));
        assert_true(has || isnan(value));
    }
}

static struct story *play(struct notes *notes, bool ask)
{
    struct story *story = story_new(TEXT);
    struct aras_observer observer = {.context = notes,
                                     .begun = note_begun,
                                     .event = note_event,
                                     .settled = note_settled};

    *notes = (struct notes){.story = story, .ask = ask};
    story_play(story, 0);
    aras_simulation_observe(story->simulation, &observer);
    notes->text[0] = '\0';
    story_play(story, 0);
    return story;
}

static void an_observer_is_told_what_begins_happens_and_settles(void **state)
{
    struct notes notes;
    struct story *story = play(&notes, false);

    (void) state;
    assert_string_equal(notes.text,
                        "begun@0 rise@1 settled@1 other@2 settled@2 later@3 from@0 "
                        "settled@3 drifted@4 drifted@8");
    story_free(story);
}

static void a_question_without_an_answer_does_no_harm(void **state)
{
    struct notes notes;
    struct story *story = play(&notes, true);
    double value;

    (void) state;
    assert_false(story->record.failed);
    assert_close(story_outcome(story, "o"), 1.0, 0.0);
    assert_true(
        aras_simulation_ask(story->simulation, story->model->outcomes[0].of, &value));
    assert_close(value, 1.0, 0.0);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_observer_is_told_what_begins_happens_and_settles),
        cmocka_unit_test(a_question_without_an_answer_does_no_harm),
    };

    return cmocka_run_group_tests_name("observer", tests, NULL, NULL);
}
