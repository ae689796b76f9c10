#include <gsl/gsl_sort.h>

#include "statistics/anderson_darling.h"
#include "story.h"

/* Luck shared by strips: the same law as by clocks, and more of the luck shared. */

#define ONE_MODEL(rate)                                                                \
    "horizon = 2; events = ( { id = \"a\"; rate = " rate "; } ); outcomes = ( { id = " \
    "\"n\"; title = \"n\"; kind = \"count\"; of = \"a\"; }, { id = \"first\"; title "  \
    "= "                                                                               \
    "\"t\"; kind = \"time\"; of = \"happened(a)\"; } );"

/* Rates that rise by drivers, fall by formulae, and stand behind guards. */
static const char busy[] =
    "horizon = 3; quantities = ( { id = \"x\"; range = [-5.0, 5.0]; initial = 0; },"
    "{ id = \"open\"; range = [0.0, 1.0]; initial = 0; } );"
    "events = ( { id = \"up\"; rate = 2; drivers = ( { of = \"x\"; at = 0; effect = "
    "-0.5; } ); effects = [\"x += 1\"]; }, { id = \"down\"; rate = \"1.5 * exp(0.3 * "
    "x)\"; effects = [\"x -= 1\"]; }, { id = \"door\"; rate = 1; effects = [\"open = 1 "
    "- "
    "open\"]; }, { id = \"pass\"; rate = 4; when = \"open > 0\"; effects = [\"x += "
    "0.5\"]; }, { id = \"once\"; rate = \"1 + 0.2 * abs(x)\"; once = true; effects = "
    "[\"x = 0\"]; } ); outcomes = ( { id = \"end\"; title = \"x\"; kind = \"value\"; "
    "of "
    "= \"x\"; }, { id = \"mean\"; title = \"x\"; kind = \"mean\"; of = \"x\"; },"
    "{ id = \"passes\"; title = \"p\"; kind = \"count\"; of = \"pass\"; } );";

static struct story *by_strips(const char *text, uint64_t seed)
{
    struct story *story = story_new(text);

    story->settings.coupling = ARAS_BY_STRIPS;
    story->settings.seed = seed;
    return story;
}

/* Limits of 4.5 standard errors: a false alarm in 150,000 comparisons. */
static void a_constant_rate_makes_a_poisson_process(void **state)
{
    enum { WORLDS = 4000 };
    static const struct {
        const char *text;
        double mean;
    } cases[] = {{ONE_MODEL("0.05"), 0.1},
                 {ONE_MODEL("0.5"), 1.0},
                 {ONE_MODEL("1.5"), 3.0},
                 {ONE_MODEL("2"), 4.0},
                 {ONE_MODEL("47"), 94.0}};

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct story *story = by_strips(cases[i].text, 1);
        double mean = cases[i].mean;
        double sum = 0.0;
        double squares = 0.0;
        double none = 0.0;

        story->observer.event = NULL;
        for (uint64_t world = 0; world < WORLDS; world++) {
            double n;

            story_play(story, world);
            n = story_outcome(story, "n");
            sum += n;
            squares += (n - mean) * (n - mean);
            none += n == 0.0;
            assert_close(story->record.integrated[0], mean, 1e-9 * mean);
        }
        assert_close(sum / WORLDS, mean, 4.5 * sqrt(mean / WORLDS));
        /* The fourth central moment of a Poisson number is 3 m^2 + m. */
        assert_close(squares / WORLDS, mean,
                     4.5 * sqrt((2.0 * mean * mean + mean) / WORLDS));
        assert_close(none / WORLDS, exp(-mean),
                     4.5 * sqrt(exp(-mean) * (1.0 - exp(-mean)) / WORLDS) + 1e-3);
        story_free(story);
    }
}

/* Anderson and Darling's test of end, mean and count, of other seeds by clocks. Their p
 * is known down to 0.001: three tests, a false alarm in 300 seeds; the seeds are fixed.
 */
static void the_law_is_that_of_clocks(void **state)
{
    enum { WORLDS = 3000, OUTCOMES = 3 };
    static double clocks[OUTCOMES][WORLDS];
    static double strips[OUTCOMES][WORLDS];
    struct story *one = story_new(busy);
    struct story *other = by_strips(busy, 7);

    (void) state;
    for (uint64_t world = 0; world < WORLDS; world++) {
        story_play(one, world);
        story_play(other, world);
        for (size_t i = 0; i < OUTCOMES; i++) {
            clocks[i][world] = one->record.outcomes[i];
            strips[i][world] = other->record.outcomes[i];
        }
    }
    for (size_t i = 0; i < OUTCOMES; i++) {
        double distance;

        gsl_sort(clocks[i], 1, WORLDS);
        gsl_sort(strips[i], 1, WORLDS);
        distance = aras_anderson_darling(clocks[i], WORLDS, strips[i], WORLDS);
        assert_true(aras_anderson_darling_p(distance, WORLDS, WORLDS) > 0.001);
    }
    story_free(one);
    story_free(other);
}

static void counts_agree_with_integrated_rates(void **state)
{
    enum { WORLDS = 3000 };
    struct story *story = by_strips(busy, 1);
    double gap[5] = {0};
    double all[5] = {0};

    (void) state;
    for (uint64_t world = 0; world < WORLDS; world++) {
        story_play(story, world);
        for (size_t i = 0; i < 5; i++) {
            gap[i] += (double) story->record.counts[i] - story->record.integrated[i];
            all[i] += story->record.integrated[i];
        }
    }
    for (size_t i = 0; i < 5; i++) {
        assert_close(gap[i], 0.0, 4.5 * sqrt(all[i]));
    }
    story_free(story);
}

/* A lower rate fires at some of the moments of a higher one, and at no others. */
static void what_fires_at_a_rate_fires_at_every_higher_one(void **state)
{
    struct story *low = by_strips(ONE_MODEL("3"), 1);
    struct story *high = by_strips(ONE_MODEL("3.7"), 1);
    size_t more = 0;

    (void) state;
    for (uint64_t world = 0; world < 200; world++) {
        char *at;
        char *rest = NULL;

        story_play(low, world);
        story_play(high, world);
        more += story_count(high, "a") - story_count(low, "a");
        for (at = strtok_r(low->told, " ", &rest); at != NULL;
             at = strtok_r(NULL, " ", &rest)) {
            assert_non_null(strstr(high->told, at));
        }
    }
    assert_in_range(more, 1, 1000);
    story_free(low);
    story_free(high);
}

/* Where a rate was other for a while, luck is shared again when it is not. */
static void worlds_come_together_again(void **state)
{
    static const char text[] =
        "horizon = 10; quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = 0; } "
        "); events = ( { id = \"off\"; at = 2; effects = [\"x = 0\"]; }, { id = \"a\"; "
        "rate = \"2 + x\"; } ); outcomes = ( { id = \"n\"; title = \"n\"; kind = "
        "\"count\"; of = \"a\"; } ); changes = ( { title = \"s\"; set = [\"x = %d\"]; "
        "} "
        ");";
    char calm[1024], wild[1024];
    struct story *one, *other;

    (void) state;
    snprintf(calm, sizeof calm, text, 1);
    snprintf(wild, sizeof wild, text, 5);
    one = by_strips(calm, 1);
    other = by_strips(wild, 1);
    for (uint64_t world = 0; world < 50; world++) {
        const char *a, *b;

        story_play(one, world);
        story_play(other, world);
        a = strstr(one->told, "off@2");
        b = strstr(other->told, "off@2");
        assert_non_null(a);
        assert_string_equal(a, b);
    }
    story_free(one);
    story_free(other);
}

static void taking_an_event_out_leaves_the_luck_of_the_others(void **state)
{
    static const char text[] =
        "horizon = 2; events = ( { id = \"a\"; rate = 3; }, { id = \"b\"; rate = 2; } "
        "); "
        "outcomes = ( { id = \"n\"; title = \"n\"; kind = \"count\"; of = \"a\"; } );";
    struct story *with = by_strips(text, 1);
    struct story *without = by_strips(text, 1);
    struct aras_intervention forbid = {.kind = ARAS_FORBID};

    (void) state;
    story_play(without, 0);
    forbid.event = story_event(without, "b");
    assert_ok(
        aras_simulation_intervene(without->simulation, &forbid, 1, &without->error),
        without->error);
    for (uint64_t world = 0; world < 50; world++) {
        char only[4096] = "";
        char *rest = NULL;

        story_play(with, world);
        story_play(without, world);
        for (char *at = strtok_r(with->told, " ", &rest); at != NULL;
             at = strtok_r(NULL, " ", &rest)) {
            if (at[0] == 'a') {
                snprintf(only + strlen(only), sizeof only - strlen(only), "%s%s",
                         only[0] == '\0' ? "" : " ", at);
            }
        }
        assert_string_equal(without->told, only);
    }
    story_free(with);
    story_free(without);
}

static void a_rate_beyond_all_strips_fails_the_world(void **state)
{
    struct story *story = by_strips(ONE_MODEL("1e14"), 1);

    (void) state;
    assert_fails(story_try(story, 0), story->error, ARAS_FAILED,
                 "luck shared by strips goes no further than 2^47");
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_constant_rate_makes_a_poisson_process),
        cmocka_unit_test(the_law_is_that_of_clocks),
        cmocka_unit_test(counts_agree_with_integrated_rates),
        cmocka_unit_test(what_fires_at_a_rate_fires_at_every_higher_one),
        cmocka_unit_test(worlds_come_together_again),
        cmocka_unit_test(taking_an_event_out_leaves_the_luck_of_the_others),
        cmocka_unit_test(a_rate_beyond_all_strips_fails_the_world),
    };

    return cmocka_run_group_tests_name("strips", tests, NULL, NULL);
}
