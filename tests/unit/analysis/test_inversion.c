#include "analysis/inversion.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/*
 * An event at the rate `pace` has come after one unit of time with probability
 * 1 - exp(-pace). Where pace is exponential with mean 1 that is the quantile of pace:
 * at its 80 % quantile, ln 5, the event comes in 80 % of the worlds. Limits are of 4.5
 * standard errors.
 */
#define PACE(id) "{ id = \"" id "\"; prior = \"gamma_mean(1, 1)\"; }"
#define YES(of)  "{ id = \"y\"; title = \"y\"; kind = \"happened\"; of = \"" of "\"; }"

static const char one[] = "horizon = 1; parameters = ( " PACE("pace") ", " PACE(
    "idle") " ); events = ( { id = \"a\"; rate = \"pace\"; }, { id = \"b\"; rate = "
            "\"idle\"; } ); outcomes = ( " YES("happened(a)") " );";

enum { WORLDS = 2000 };

static struct aras_inversion_wish wish_of(const struct story *story, double threshold,
                                          bool above)
{
    struct aras_inversion_wish wish = {.threshold = threshold,
                                       .above = above,
                                       .worlds = WORLDS,
                                       .pool = WORLDS,
                                       .look = 60,
                                       .threads = 1};
    struct aras_error error = {0};

    assert_ok(aras_target_read(&wish.target, "y", story->model, &error), error);
    return wish;
}

static struct aras_inversion *find(const struct story *story,
                                   const struct aras_inversion_wish *wish)
{
    struct aras_error error = {0};
    struct aras_inversion *inversion =
        aras_inversion_find(story->model, &story->settings, wish, &error);

    if (inversion == NULL) {
        print_error("%s\n", error.message);
    }
    assert_non_null(inversion);
    return inversion;
}

/* The lever of a kind on one thing: a parameter, option or event by its number. */
static const struct aras_lever *lever_of(const struct aras_inversion *inversion,
                                         enum aras_lever_kind kind, uint32_t number)
{
    for (size_t i = 0; i < inversion->count; i++) {
        const struct aras_lever *lever = &inversion->lever[i];
        uint32_t of = kind == ARAS_LEVER_PARAMETER ? lever->parameter[0]
                      : kind == ARAS_LEVER_OPTION  ? lever->option
                      : kind == ARAS_LEVER_SEVERAL ? number
                                                   : lever->event;

        if (lever->kind == kind && of == number) {
            return lever;
        }
    }
    return NULL;
}

static void the_least_extreme_quantile_is_found(void **state)
{
    struct story *story = story_new(one);
    struct aras_inversion_wish wish = wish_of(story, 0.8, true);
    struct aras_inversion *inversion = find(story, &wish);
    const struct aras_lever *pace = lever_of(inversion, ARAS_LEVER_PARAMETER, 0);
    const double limit = 4.5 * sqrt(0.8 * 0.2 / WORLDS) + 0.012; /* last halving */

    (void) state;
    assert_close(inversion->share, 0.5, 4.5 * sqrt(0.25 / WORLDS));
    assert_non_null(pace);
    assert_true(pace->reaches);
    assert_close(pace->quantile[0], 0.8, limit);
    assert_close(pace->value[0], -log(1.0 - pace->quantile[0]), 1e-5);
    assert_close(pace->plausibility, 2.0 * (1.0 - pace->quantile[0]), 1e-9);
    assert_true(pace->share >= 0.8);
    aras_inversion_free(inversion);
    story_free(story);
}

static void it_goes_down_too(void **state)
{
    struct story *story = story_new(one);
    struct aras_inversion_wish wish = wish_of(story, 0.1, false);
    struct aras_inversion *inversion = find(story, &wish);
    const struct aras_lever *pace = lever_of(inversion, ARAS_LEVER_PARAMETER, 0);

    (void) state;
    assert_true(pace->reaches);
    assert_close(pace->quantile[0], 0.1, 4.5 * sqrt(0.09 / WORLDS) + 0.012);
    assert_close(pace->plausibility, 2.0 * pace->quantile[0], 1e-9);
    aras_inversion_free(inversion);
    story_free(story);
}

static void what_the_prior_does_not_reach_is_said_not_to_do_it(void **state)
{
    struct story *story =
        story_new("horizon = 1; parameters = ( { id = \"pace\"; prior = \"uniform(0.5, "
                  "1.5)\"; } );"
                  "events = ( { id = \"a\"; rate = \"pace\"; }, { id = \"b\"; after = "
                  "\"a\"; delay "
                  "= 0.5; } ); outcomes = ( " YES("happened(a)") " );");
    struct aras_inversion_wish wish = wish_of(story, 0.9, true);
    struct aras_inversion *inversion = find(story, &wish);
    const struct aras_lever *pace = lever_of(inversion, ARAS_LEVER_PARAMETER, 0);
    const double most = 1.0 - exp(-1.495);

    (void) state;
    assert_false(pace->reaches);
    assert_close(pace->share, most, 4.5 * sqrt(most * (1.0 - most) / WORLDS));
    assert_close(pace->quantile[0], 0.995, 1e-6);
    /* `a` comes exactly when the outcome does, and `b` brings nothing. */
    assert_true(inversion->itself);
    assert_null(lever_of(inversion, ARAS_LEVER_FORCE, story_event(story, "a")));
    assert_int_equal(inversion->events, 1);
    aras_inversion_free(inversion);
    story_free(story);
}

static void together_parameters_need_to_go_less_far(void **state)
{
    struct story *story = story_new("horizon = 1; parameters = ( " PACE("p") ", " PACE(
        "q") " ); events = ( { id = "
             "\"a\"; rate = \"p + q\"; once = true; } ); outcomes = ( " YES(
                 "happened(a)") " );");
    struct aras_inversion_wish wish = wish_of(story, 0.9, true);
    struct aras_inversion *inversion = find(story, &wish);
    const struct aras_lever *alone = lever_of(inversion, ARAS_LEVER_PARAMETER, 0);
    const struct aras_lever *both = lever_of(inversion, ARAS_LEVER_SEVERAL, 0);

    (void) state;
    /* Alone: E exp(-q) = 1/2, so exp(-p) = 0.2 and u = 0.8. Both at u: (1 - u)^2 = 0.1.
     */
    assert_close(alone->quantile[0], 0.8, 0.06);
    assert_true(both->reaches);
    assert_close(both->quantile[0], 1.0 - sqrt(0.1), 0.06);
    assert_close(both->quantile[1], 1.0 - sqrt(0.1), 0.06);
    aras_inversion_free(inversion);
    story_free(story);
}

static void options_and_events_are_tried(void **state)
{
    struct story *story = story_new(
        "horizon = 1; variants = ( { id = \"v\"; title = \"v\"; options = ( { id = "
        "\"p\"; "
        "title = \"p\"; weight = 0.25; set = [\"w = 1\"]; }, { id = \"q\"; title = "
        "\"q\"; "
        "weight = 0.75; set = [\"w = 0\"]; } ); } ); quantities = ( { id = \"w\"; "
        "range = "
        "[0.0, 1.0]; initial = 0; } );"
        "events = ( { id = \"a\"; rate = 0.6931471805599453; }, { id = \"stop\"; rate "
        "= "
        "0.01; effects = [\"w = 0\"]; } ); outcomes = ( { id = \"y\"; title = \"y\"; "
        "kind "
        "= \"happened\"; of = \"happened(a) and (w > 0 or count(a) > 1)\"; } );");
    struct aras_inversion_wish wish = wish_of(story, 0.4, true);
    struct aras_inversion *inversion = find(story, &wish);
    const struct aras_lever *p = lever_of(inversion, ARAS_LEVER_OPTION, 0);
    const struct aras_lever *a =
        lever_of(inversion, ARAS_LEVER_FORCE, story_event(story, "a"));

    (void) state;
    assert_int_equal(inversion->options, 2);
    assert_true(inversion->readings);
    assert_close(p->plausibility, 0.25, 1e-12);
    assert_close(p->share, 0.5, 4.5 * sqrt(0.25 / WORLDS) + 0.01);
    assert_true(p->reaches);
    assert_non_null(a);
    /* Forced, a comes; in the reading q it must come once more, so half the worlds of
     * the worse reading have it. */
    assert_close(a->share, 0.5, 4.5 * sqrt(0.25 / (0.7 * WORLDS)));
    assert_close(a->plausibility, 0.5, 4.5 * sqrt(0.25 / WORLDS));
    /* Without it there is no hope, which a first look sees. */
    assert_null(lever_of(inversion, ARAS_LEVER_FORBID, story_event(story, "a")));
    aras_inversion_free(inversion);
    story_free(story);
}

static void what_does_it_comes_first_the_most_plausible_before_others(void **state)
{
    struct story *story = story_new(one);
    struct aras_inversion_wish wish = wish_of(story, 0.7, true);
    struct aras_inversion *inversion = find(story, &wish);

    (void) state;
    assert_true(inversion->lever[0].reaches);
    for (size_t i = 1; i < inversion->count; i++) {
        const struct aras_lever *before = &inversion->lever[i - 1];
        const struct aras_lever *it = &inversion->lever[i];

        assert_true(before->reaches || !it->reaches);
        assert_true(before->reaches != it->reaches ||
                    (it->reaches ? before->plausibility >= it->plausibility
                                 : before->share >= it->share));
    }
    aras_inversion_free(inversion);
    story_free(story);
}

static void threads_change_nothing(void **state)
{
    struct story *story = story_new(one);
    struct aras_inversion_wish wish = wish_of(story, 0.7, true);
    struct aras_inversion *alone;
    struct aras_inversion *three;

    (void) state;
    wish.worlds = wish.pool = 200;
    alone = find(story, &wish);
    wish.threads = 3;
    three = find(story, &wish);
    assert_int_equal(alone->count, three->count);
    for (size_t i = 0; i < alone->count; i++) {
        assert_close(alone->lever[i].share, three->lever[i].share, 0.0);
        assert_close(alone->lever[i].plausibility, three->lever[i].plausibility, 0.0);
    }
    aras_inversion_free(alone);
    aras_inversion_free(three);
    story_free(story);
}

static void a_number_has_no_probability(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = ( { id = \"a\"; rate = 1; } ); outcomes = ( { "
                  "id = \"y\"; "
                  "title = \"y\"; kind = \"count\"; of = \"a\"; } );");
    struct aras_inversion_wish wish = wish_of(story, 0.5, true);
    struct aras_error error = {0};

    (void) state;
    assert_null(aras_inversion_find(story->model, &story->settings, &wish, &error));
    assert_int_equal(error.status, ARAS_INVALID);
    assert_non_null(strstr(error.message, "OUTCOME=OPTION"));
    story_free(story);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story = story_new(one);
    struct aras_inversion_wish wish = wish_of(story, 0.7, true);
    struct aras_inversion *inversion = NULL;
    int refused = 0;

    (void) state;
    wish.worlds = wish.pool = 30;
    wish.look = 5;
    while (inversion == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        inversion = aras_inversion_find(story->model, &story->settings, &wish, &error);
        allow_all_allocations();
        assert_true(inversion != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 20);
    aras_inversion_free(inversion);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_extreme_quantile_is_found),
        cmocka_unit_test(it_goes_down_too),
        cmocka_unit_test(what_the_prior_does_not_reach_is_said_not_to_do_it),
        cmocka_unit_test(together_parameters_need_to_go_less_far),
        cmocka_unit_test(options_and_events_are_tried),
        cmocka_unit_test(what_does_it_comes_first_the_most_plausible_before_others),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_number_has_no_probability),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("inversion", tests, NULL, NULL);
}
