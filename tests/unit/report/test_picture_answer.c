/* Causes, the parts of a variance and the worth of predictions, as pictures. */
#include "report/picture_answer.h"

#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/report/told.h"

enum { EVENTS = 30 };

static const char *cell(const struct aras_figure *figure, size_t row, size_t column)
{
    return figure->table.cell[row * figure->table.columns + column];
}

/* Thirty events; without number i the outcome comes i points less often. */
struct found {
    struct told_model model;
    struct aras_event event[EVENTS];
    char id[EVENTS][16];
    struct aras_reading reading;
    struct aras_cause cause[EVENTS];
    struct aras_cause_effect effect[EVENTS];
    size_t told;
    struct aras_causes causes;
    struct aras_causes_told of;
};

static struct found *find(void)
{
    struct found *it = calloc(1, sizeof *it);

    assert_non_null(it);
    told_make(&it->model);
    it->reading = (struct aras_reading){.variant = ARAS_ALL_WORLDS,
                                        .worlds = 500,
                                        .sets = 10,
                                        .variant_title = "",
                                        .title = ""};
    for (size_t i = 0; i < EVENTS; i++) {
        double change = -0.01 * (double) i;

        snprintf(it->id[i], sizeof it->id[i], "event%zu", i);
        it->event[i] = (struct aras_event){.id = it->id[i]};
        it->effect[i] =
            (struct aras_cause_effect){.worlds = 500,
                                       .both = 100,
                                       .only_cause = 25,
                                       .share = 0.4,
                                       .change = change,
                                       .interval = {change - 0.02, change + 0.02}};
        it->cause[i] =
            (struct aras_cause){.event = (uint32_t) i, .effect = &it->effect[i]};
    }
    it->event[3].title = "the third";
    it->model.model.events = it->event;
    it->model.model.event_count = EVENTS;
    it->causes =
        (struct aras_causes){.target = {.kind = ARAS_TARGET_SHARE, .outcome = TOLD_WAR},
                             .readings = {&it->reading, 1},
                             .told = &it->told,
                             .told_count = 1,
                             .cause = it->cause,
                             .count = EVENTS};
    it->of = (struct aras_causes_told){
        .model = &it->model.model, .title = "told", .of = "war", .causes = &it->causes};
    return it;
}

static void events_that_change_most_are_drawn(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct found *it = find();
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_picture_causes(&picture, &it->of, 0, &error), error);
    assert_says(figure.text.data, "a war");
    assert_says(figure.text.data, "told: 500 worlds, each played again");
    assert_int_equal(figure.table.cells / figure.table.columns, 21);
    assert_string_equal(cell(&figure, 1, 0), "event29");
    assert_string_equal(cell(&figure, 1, 1), "25 %");
    assert_close(atof(cell(&figure, 1, 2)), 0.4 - 0.29, 1e-4);
    assert_string_equal(cell(&figure, 20, 0), "event10");
    aras_figure_free(&figure);

    it->causes.count = 5;
    assert_ok(aras_picture_causes(&picture, &it->of, 0, &error), error);
    assert_int_equal(figure.table.cells / figure.table.columns, 6);
    assert_string_equal(cell(&figure, 2, 0), "the third");
    aras_figure_free(&figure);
    free(it);
}

/* Luck, two parameters and a variant. */
struct split {
    struct told_model model;
    struct aras_variance_factor factor[4];
    struct aras_variance variance;
    struct aras_target target;
    struct aras_sensitivity_subject subject;
    struct aras_sensitivity_split split;
};

static const char *const ids[] = {"luck", "p", "temper", "others"};
static const char *const titles[] = {"luck: what chance does", "", "how they take it",
                                     "all else"};

static void split(struct split *it)
{
    *it = (struct split){.target = {ARAS_TARGET_NUMBER, TOLD_LEVEL, 0}};
    told_make(&it->model);
    for (size_t i = 0; i < 4; i++) {
        double first = 0.4 - 0.1 * (double) i;

        it->factor[i] =
            (struct aras_variance_factor){.first = first,
                                          .total = first + 0.05,
                                          .first_interval = {first - 0.1, first + 0.1},
                                          .total_interval = {first, first + 0.1}};
    }
    it->variance = (struct aras_variance){
        .rows = 100, .variance = 2.0, .factors = 4, .factor = it->factor};
    it->subject = (struct aras_sensitivity_subject){
        .model = &it->model.model, .title = "told", .method = "sobol", .worlds = 700};
    it->split = (struct aras_sensitivity_split){.target = &it->target,
                                                .variance = &it->variance,
                                                .targets = 1,
                                                .factor_id = ids,
                                                .factor_title = titles};
}

static void factors_are_drawn_by_kind(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_error error = {0};
    struct split it;

    (void) state;
    split(&it);
    assert_ok(aras_picture_variance(&picture, &it.subject, &it.split, 0, &error),
              error);
    assert_says(figure.text.data, "Where the variance comes from: leverage");
    assert_string_equal(cell(&figure, 1, 0), "luck: what chance does");
    assert_string_equal(cell(&figure, 2, 0), "p");
    assert_string_equal(cell(&figure, 3, 0), "all else");
    assert_string_equal(cell(&figure, 4, 0), "how they take it");
    aras_figure_free(&figure);
}

static void what_never_differs_has_no_variance(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_error error = {0};
    struct split it;

    (void) state;
    split(&it);
    it.variance.variance = 0.0;
    assert_fails(aras_picture_variance(&picture, &it.subject, &it.split, 0, &error),
                 error, ARAS_INVALID, "'level' is the same in all worlds");
    aras_figure_free(&figure);
}

static void predictions_are_held_against_what_came(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct aras_figure figure = {.width = 0.0};
    const struct aras_picture picture = {&figure, &look};
    struct aras_error error = {0};
    struct aras_reliability_step step[] = {{0.1, 0.2, 8, 0.125, {0.0, 0.4}},
                                           {0.6, 0.9, 6, 1.0, {0.4, 0.9}}};
    struct aras_forecaster forecaster[] = {
        {.by = "pia",
         .plain = 14,
         .reliability = {.count = 14, .step = step, .steps = 2}},
        {.by = "quinn", .plain = 3}};
    const struct aras_scoring scoring = {.forecaster = forecaster, .forecasters = 2};

    (void) state;
    assert_ok(aras_picture_calibration(&picture, &scoring, 0, &error), error);
    assert_says(figure.text.data, "Did it come as often as said? pia");
    assert_says(figure.text.data, "14 plain questions");
    assert_says(figure.text.data, "14 predictions in 2 steps; 1 beyond");
    assert_close(atof(cell(&figure, 1, 3)), 0.125, 1e-9);
    aras_figure_free(&figure);
    assert_fails(aras_picture_calibration(&picture, &scoring, 1, &error), error,
                 ARAS_INVALID, "quinn has 3 plain questions settled");
    aras_figure_free(&figure);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    const struct aras_figure_look look = {.width = 0.0};
    struct found *it = find();
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_figure figure = {.width = 0.0};
        const struct aras_picture picture = {&figure, &look};
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_picture_causes(&picture, &it->of, 0, &error);
        allow_all_allocations();
        aras_figure_free(&figure);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
    free(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_that_change_most_are_drawn),
        cmocka_unit_test(factors_are_drawn_by_kind),
        cmocka_unit_test(what_never_differs_has_no_variance),
        cmocka_unit_test(predictions_are_held_against_what_came),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("picture_answer", tests, NULL, NULL);
}
