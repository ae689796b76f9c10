#include "scenario/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* A folder with a model and scenarios, and what reading one of them gave. */
struct desk {
    char folder[64];
    struct aras_arena *arena;
    struct aras_problems problems;
    const char *path;
    const char *settings[8];
    size_t setting_count;
    struct aras_scenario *scenario;
    struct aras_scenario *restored;
    struct aras_text text, again, canonical, canonical_again;
};

static void write_file(const struct desk *desk, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", desk->folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    for (const char *c = text; *c != '\0'; c++) {
        fputc(*c == '\'' ? '"' : *c, file);
    }
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const struct desk *desk, const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", desk->folder, name);
    remove(path);
}

static void make_folder(const struct desk *desk, const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", desk->folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static const char *const model_text =
    "title = 'a model'; time_unit = 'year'; horizon = '5 * year'; start = '2024-09-12';"
    "parts = ['parts/state.cfg'];"
    "sources = ( { id = 'S1'; title = 's'; known_by = '2024-01-01'; } );"
    "defaults = { source = 'S1'; grade = 'C'; };"
    "actors = ( { id = 'iran'; name = 'Iran'; }, { id = 'russia'; } );"
    "parameters = ( { id = 'speed'; value = 0.5; title = 'how fast'; },"
    "  { id = 'hits'; rate = 0.1; interval = [0.05, 0.3]; holds = 0.8;"
    "    given = 'stage'; centred = 't0'; } );"
    "variants = ( { id = 'reading'; options = ( { id = 'fast'; set = ['speed = 0.9']; "
    "},"
    "    { id = 'slow'; } ); } );"
    "events = ( { id = 'hit'; title = 'a \\\"hit\\\"'; rate = 'hits';"
    "   effects = ['trust[iran, russia] += 0.1']; narrative = 'It\\nhappens.'; } );"
    "outcomes = ( { id = 'total'; kind = 'count'; of = 'hit'; margin = 0.5; } );";
static const char *const state_text = "defaults = { source = 'S1'; grade = 'D'; };"
                                      "quantities = ( { id = 'trust'; of = 'pair'; "
                                      "range = [-1.0, 1.0]; initial = 0.1; } );";
static const char *const scenario_text =
    "title = 'a scenario'; model = '../model.cfg'; kind = 'premise';"
    "set = ['speed = 0.6']; forbid = ['hit']; watch = ['total'];";

static int prepare(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    struct aras_error error;

    assert_non_null(desk);
    snprintf(desk->folder, sizeof desk->folder, "/tmp/aras_scenario_XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    make_folder(desk, "parts");
    make_folder(desk, "what_if");
    write_file(desk, "model.cfg", model_text);
    write_file(desk, "parts/state.cfg", state_text);
    write_file(desk, "what_if/base.cfg", scenario_text);
    desk->arena = aras_arena_new(&error);
    assert_non_null(desk->arena);
    desk->problems.arena = desk->arena;
    *state = desk;
    return 0;
}

static void clear(struct desk *desk)
{
    if (desk->scenario != NULL) {
        aras_model_release(desk->scenario->model);
    }
    if (desk->restored != NULL) {
        aras_model_release(desk->restored->model);
    }
    desk->scenario = desk->restored = NULL;
    aras_text_free(&desk->text);
    aras_text_free(&desk->again);
    aras_text_free(&desk->canonical);
    aras_text_free(&desk->canonical_again);
    memset(&desk->text, 0, sizeof desk->text);
    memset(&desk->again, 0, sizeof desk->again);
    memset(&desk->canonical, 0, sizeof desk->canonical);
    memset(&desk->canonical_again, 0, sizeof desk->canonical_again);
}

static int clean(void **state)
{
    static const char *const files[] = {
        "parts/state.cfg", "what_if/base.cfg", "what_if/more.cfg", "what_if/other.cfg",
        "parts",           "what_if",          "model.cfg",        ""};
    struct desk *desk = *state;

    allow_all_allocations();
    clear(desk);
    aras_arena_free(desk->arena);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        remove_file(desk, files[i]);
    }
    free(desk);
    return 0;
}

static void work(void *argument)
{
    struct desk *desk = argument;

    desk->scenario = aras_scenario_read(desk->path, desk->settings, desk->setting_count,
                                        &desk->problems);
    if (desk->scenario != NULL) {
        aras_scenario_write(desk->scenario, &desk->text);
        aras_scenario_write_canonical(desk->scenario, &desk->canonical);
    }
}

static void restore(void *argument)
{
    struct desk *desk = argument;

    desk->restored = aras_scenario_restore(desk->text.data, desk->text.length, "stored",
                                           &desk->problems);
    if (desk->restored != NULL) {
        aras_scenario_write(desk->restored, &desk->again);
        aras_scenario_write_canonical(desk->restored, &desk->canonical_again);
    }
}

/* Reads a file of the folder beside one typed setting, or none. */
static void try_to_read(struct desk *desk, const char *name, const char *setting)
{
    struct aras_error error;
    char path[256];

    clear(desk);
    desk->problems.count = desk->problems.mistakes = 0;
    if (setting != NULL) {
        desk->settings[desk->setting_count++] = setting;
    }
    snprintf(path, sizeof path, "%s/%s", desk->folder, name);
    desk->path = path;
    assert_ok(aras_arena_try(desk->arena, work, desk, &error), error);
    desk->setting_count = 0;
}

static void read_good(struct desk *desk, const char *name, const char *setting)
{
    try_to_read(desk, name, setting);
    for (size_t i = 0; i < desk->problems.count; i++) {
        print_error("%s\n", desk->problems.items[i].message);
    }
    assert_non_null(desk->scenario);
    assert_int_equal(desk->problems.mistakes, 0);
}

static void assert_refused(struct desk *desk, const char *name, const char *setting,
                           const char *text)
{
    try_to_read(desk, name, setting);
    assert_null(desk->scenario);
    assert_int_equal(desk->problems.mistakes, 1);
    if (strstr(desk->problems.items[0].message, text) == NULL) {
        print_error("said: %s\nwithout: %s\n", desk->problems.items[0].message, text);
    }
    assert_non_null(strstr(desk->problems.items[0].message, text));
}

/* The value that the scenario sets for a slot; NAN when it sets none. */
static double set_value(const struct desk *desk, const char *slot)
{
    const struct aras_model *model = desk->scenario->model;
    double value = NAN;

    for (size_t i = 0; i < model->override_count; i++) {
        if (strcmp(model->slots[model->overrides[i].slot].name, slot) == 0) {
            value = model->overrides[i].code->value;
        }
    }
    return value;
}

static void a_model_is_a_scenario_without_changes(void **state)
{
    struct desk *desk = *state;

    read_good(desk, "model.cfg", NULL);
    assert_string_equal(desk->scenario->name, "model");
    assert_string_equal(desk->scenario->model->title, "a model");
    assert_int_equal(desk->scenario->model->override_count, 0);
    assert_null(desk->scenario->model->question.title);
    assert_int_equal(
        aras_model_find_slot(desk->scenario->model, "trust[iran,russia]") > 0, 1);
}

static void a_scenario_changes_its_model(void **state)
{
    struct desk *desk = *state;

    read_good(desk, "what_if/base.cfg", NULL);
    assert_string_equal(desk->scenario->name, "base");
    assert_string_equal(desk->scenario->model->title, "a model");
    assert_string_equal(desk->scenario->model->question.title, "a scenario");
    assert_close(set_value(desk, "speed"), 0.6, 0.0);
    assert_true(desk->scenario->model->events[0].forbidden);
}

static void defaults_hold_for_the_entries_of_their_own_file(void **state)
{
    struct desk *desk = *state;
    int grades[128] = {0};

    read_good(desk, "model.cfg", NULL);
    for (size_t i = 0; i < desk->scenario->model->graded_count; i++) {
        grades[(int) desk->scenario->model->graded[i].provenance.grade]++;
    }
    /* Two parameters, a variant and an event; a quantity. */
    assert_int_equal(grades['C'], 4);
    assert_int_equal(grades['D'], 1);
}

static void an_intervention_is_typed_as_a_scenario_would_write_it(void **state)
{
    struct desk *desk = *state;
    const struct aras_model *model;

    read_good(desk, "model.cfg", "force hit@2025-03-15");
    model = desk->scenario->model;
    assert_int_equal(model->forced_count, 1);
    assert_close(model->forced[0].time, 184.0 / 365.25, 1e-9);
    assert_null(model->forced[0].place.file);

    desk->settings[desk->setting_count++] = "force hit @ 6 * month";
    desk->settings[desk->setting_count++] = "hold trust[iran, russia]=0.5";
    read_good(desk, "model.cfg", "scale hit * 2");
    model = desk->scenario->model;
    assert_close(model->forced[0].time, 0.5, 1e-12);
    assert_close(model->events[0].scale, 2.0, 0.0);
    assert_close(set_value(desk, "trust[iran,russia]"), 0.5, 0.0);

    read_good(desk, "model.cfg", "forbid hit");
    assert_true(desk->scenario->model->events[0].forbidden);
}

static void an_intervention_and_its_scenario_resolve_to_one_text(void **state)
{
    struct desk *desk = *state;
    struct aras_error error;

    read_good(desk, "model.cfg", "force hit@2025-03-15");
    assert_ok(aras_arena_try(desk->arena, restore, desk, &error), error);
    assert_non_null(desk->restored);
    assert_int_equal(desk->restored->model->forced_count, 1);
    assert_string_equal(desk->again.data, desk->text.data);
}

static void a_wrong_intervention_is_told(void **state)
{
    struct desk *desk = *state;

    assert_refused(desk, "model.cfg", "force hit", "write it as force 'accord@2025");
    assert_refused(desk, "model.cfg", "force @2025-01-01", "write it as force");
    assert_refused(desk, "model.cfg", "force hit@ ", "write it as force");
    assert_refused(desk, "model.cfg", "delay hit", "write it as delay");
    assert_refused(desk, "model.cfg", "dictate hit", "write it as dictate");
    assert_refused(desk, "model.cfg", "forbid  ", "write it as forbid");
    assert_refused(desk, "model.cfg", "forbid hat", "hit");
    assert_refused(desk, "model.cfg", "hold trust[iran, russia] = 7",
                   "outside the range");
    assert_refused(desk, "model.cfg", "hold speed = 1",
                   "nothing changes 'speed' anyway");
    assert_refused(desk, "model.cfg", "delay hit by 1 * month", "neither at a date");
}

static void a_verb_may_be_the_name_of_something_that_is_set(void **state)
{
    struct desk *desk = *state;

    assert_refused(desk, "model.cfg", "force = 3", "no parameter, variant or quantity");
    assert_refused(desk, "model.cfg", "hold [iran] = 3", "no parameter, variant or");
}

static void a_scenario_extends_another_by_one_step(void **state)
{
    struct desk *desk = *state;

    write_file(desk, "what_if/more.cfg",
               "title = 'more'; extends = 'base.cfg'; horizon = '2 * year';"
               "set = ['speed = 0.7', 'trust[russia, iran] = 0.5'];");
    read_good(desk, "what_if/more.cfg", NULL);
    assert_string_equal(desk->scenario->model->question.title, "more");
    assert_string_equal(desk->scenario->model->question.kind, "premise");
    assert_close(set_value(desk, "speed"), 0.7, 0.0);
    assert_close(set_value(desk, "trust[iran,russia]"), 0.5, 0.0);
    assert_close(desk->scenario->model->horizon, 2.0, 0.0);
    assert_true(desk->scenario->model->events[0].forbidden);
    write_file(desk, "what_if/other.cfg", "title = 'other'; extends = 'more.cfg';");
    assert_refused(desk, "what_if/other.cfg", NULL, "one step is allowed");
}

static void the_resolved_text_reads_back_to_the_same_text(void **state)
{
    static const char *const files[] = {"model.cfg", "what_if/base.cfg",
                                        "what_if/more.cfg"};
    struct desk *desk = *state;

    write_file(desk, "what_if/more.cfg",
               "title = 'more'; extends = 'base.cfg'; horizon = '2 * year';"
               "priors = ( { id = 'hits'; probability = 0.3; within = '1 year'; } );");
    for (size_t i = 0; i < 3; i++) {
        struct aras_error error;

        desk->settings[desk->setting_count++] = "trust[iran, russia] = 0.25";
        read_good(desk, files[i], "horizon = 3 * year");
        assert_ok(aras_arena_try(desk->arena, restore, desk, &error), error);
        assert_non_null(desk->restored);
        assert_int_equal(desk->problems.mistakes, 0);
        assert_string_equal(desk->again.data, desk->text.data);
        assert_string_equal(desk->canonical_again.data, desk->canonical.data);
        assert_string_equal(desk->restored->name, "stored");

        const struct aras_model *one = desk->scenario->model;
        const struct aras_model *two = desk->restored->model;

        assert_int_equal(one->slot_count, two->slot_count);
        assert_int_equal(one->override_count, two->override_count);
        assert_int_equal(one->graded_count, two->graded_count);
        assert_close(two->horizon, 3.0, 0.0);
        for (size_t k = 0; k < one->parameter_count; k++) {
            assert_close(aras_prior_quantile(&two->parameters[k].prior, 0.7),
                         aras_prior_quantile(&one->parameters[k].prior, 0.7), 0.0);
        }
    }
}

static void the_canonical_text_leaves_out_what_changes_no_number(void **state)
{
    struct desk *desk = *state;
    char *before;

    read_good(desk, "what_if/base.cfg", NULL);
    before = strdup(desk->canonical.data);
    assert_non_null(before);
    write_file(desk, "what_if/base.cfg",
               "title = 'another title'; model = '../model.cfg'; kind = 'premise';"
               "note = 'n'; question = 'q'; basis = ['S1-1'];"
               "set = ['speed = 0.6']; forbid = ['hit'];");
    read_good(desk, "what_if/base.cfg", NULL);
    assert_string_equal(desk->canonical.data, before);
    assert_null(strstr(desk->canonical.data, "another title"));
    assert_non_null(strstr(desk->text.data, "another title"));
    write_file(desk, "what_if/base.cfg",
               "title = 'a scenario'; model = '../model.cfg'; kind = 'premise';"
               "set = ['speed = 0.61']; forbid = ['hit'];");
    read_good(desk, "what_if/base.cfg", NULL);
    assert_string_not_equal(desk->canonical.data, before);
    free(before);
}

/* A canonical text is no model: what is left out are titles, not what a model does. */
static void the_place_of_a_file_is_no_part_of_its_text(void **state)
{
    struct desk *desk = *state;

    read_good(desk, "what_if/base.cfg", NULL);
    assert_null(strstr(desk->text.data, desk->folder));
    assert_null(strstr(desk->text.data, "parts"));
    assert_null(strstr(desk->text.data, "model.cfg"));
}

/* --- what is typed ------------------------------------------------------------------
 */

static void a_typed_setting_comes_last(void **state)
{
    struct desk *desk = *state;

    read_good(desk, "what_if/base.cfg", "speed = 0.75");
    assert_close(set_value(desk, "speed"), 0.75, 0.0);
    read_good(desk, "model.cfg", "trust[russia,iran]=0.5");
    assert_close(set_value(desk, "trust[iran,russia]"), 0.5, 0.0);
    read_good(desk, "model.cfg", "reading = slow");
    assert_int_equal(desk->scenario->model->variants[0].fixed, 1);
    read_good(desk, "model.cfg", "rules.symmetry = 0.5");
    assert_close(set_value(desk, "rules.symmetry"), 0.5, 0.0);
}

static void the_horizon_is_typed_like_anything_else(void **state)
{
    static const char *const ways[] = {"horizon = 2 * year", "horizon=2*year",
                                       " horizon  =  24 * month"};
    struct desk *desk = *state;

    for (size_t i = 0; i < 3; i++) {
        read_good(desk, "model.cfg", ways[i]);
        assert_close(desk->scenario->model->horizon, 2.0, 1e-12);
    }
    desk->settings[desk->setting_count++] = "horizon = 3 * year";
    read_good(desk, "model.cfg", "horizon = 4 * year");
    assert_close(desk->scenario->model->horizon, 4.0, 1e-12);
}

static void a_typed_setting_that_is_wrong_is_refused(void **state)
{
    static const char *const wrong[][2] = {
        {"sped = 1", "did you mean 'speed'?"},
        {"speed", "was expected"},
        {"", "a name is missing"},
        {"=", "name"},
        {"speed = ", "a value is missing here"},
        {"speed = 0.5", "changes nothing"},
        {"speed += 1", "only `=` sets a value"},
        {"trust[iran, russia] = 3", "outside the range"},
        {"trust[iran, usa] = 0.3", "no actor or channel 'usa'"},
        {"reading = middle", "no option 'middle'"},
        {"hits = -1", "outside the range"},
        {"horizon", "was expected"},
        {"horizon 3", "was expected"},
        {"horizon = 3", "here a time is needed"},
        {"horizon = -3 * year", "above 0"},
        {"horizon =", "a formula is missing"},
        {"horizons = 3 * year", "no parameter, variant or quantity 'horizons'"}};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        try_to_read(desk, "model.cfg", wrong[i][0]);
        if (desk->scenario != NULL || desk->problems.mistakes != 1 ||
            strstr(desk->problems.items[0].message, wrong[i][1]) == NULL) {
            print_error("typed '%s', said: %s\nwithout: %s\n", wrong[i][0],
                        desk->problems.count == 0 ? "nothing"
                                                  : desk->problems.items[0].message,
                        wrong[i][1]);
        }
        assert_null(desk->scenario);
        assert_int_equal(desk->problems.mistakes, 1);
        assert_non_null(strstr(desk->problems.items[0].message, wrong[i][1]));
        assert_null(desk->problems.items[0].place.file);
    }
}

/* --- memory -------------------------------------------------------------------------
 */

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct desk *desk = *state;
    char path[256];
    enum aras_status status = ARAS_NO_MEMORY;

    snprintf(path, sizeof path, "%s/what_if/base.cfg", desk->folder);
    for (int allowed = 0; status != ARAS_OK; allowed += allowed < 80 ? 1 : 5) {
        struct desk scarce = {.path = path};
        struct aras_error error = {0};

        assert_true(allowed < 20000);
        allow_allocations(allowed);
        scarce.arena = aras_arena_new(&error);
        status = error.status;
        if (scarce.arena != NULL) {
            scarce.problems.arena = scarce.arena;
            status = aras_arena_try(scarce.arena, work, &scarce, &error);
        }
        allow_all_allocations();
        if (status == ARAS_OK && scarce.scenario == NULL) {
            /* A reader that met the lack told it as a problem of its file. */
            assert_true(scarce.problems.mistakes > 0);
            status = ARAS_NO_MEMORY;
        } else if (status == ARAS_OK &&
                   (aras_text_check(&scarce.text, &error) != ARAS_OK ||
                    aras_text_check(&scarce.canonical, &error) != ARAS_OK)) {
            status = ARAS_NO_MEMORY;
        } else if (status != ARAS_OK) {
            assert_int_equal(status, ARAS_NO_MEMORY);
            scarce.scenario = NULL;
        }
        clear(&scarce);
        aras_arena_free(scarce.arena);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clean)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_model_is_a_scenario_without_changes),
        TEST(a_scenario_changes_its_model),
        TEST(an_intervention_is_typed_as_a_scenario_would_write_it),
        TEST(an_intervention_and_its_scenario_resolve_to_one_text),
        TEST(a_wrong_intervention_is_told),
        TEST(a_verb_may_be_the_name_of_something_that_is_set),
        TEST(defaults_hold_for_the_entries_of_their_own_file),
        TEST(a_scenario_extends_another_by_one_step),
        TEST(the_resolved_text_reads_back_to_the_same_text),
        TEST(the_canonical_text_leaves_out_what_changes_no_number),
        TEST(the_place_of_a_file_is_no_part_of_its_text),
        TEST(a_typed_setting_comes_last),
        TEST(the_horizon_is_typed_like_anything_else),
        TEST(a_typed_setting_that_is_wrong_is_refused),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
