#include "first_reaction.h"

#include "statistics/anderson_darling.h"
#include "story.h"

/*
 * The engine's sampler and the plain one must agree in law. Each outcome is compared by
 * Anderson and Darling's two-sample test; a p of 0.001 (the least that is known) counts
 * as a difference. In 24 comparisons, two correct samplers differ somewhere for about 2
 * seeds in 100; the seeds are fixed, so a test that passes goes on
 * passing. That a difference would be seen is tested too, on a rate that is a fifth
 * greater, and that none is seen where there is none.
 */

enum { REPLICATIONS = 3000, MOST_OUTCOMES = 12 };

struct sample {
    size_t outcomes;
    double *values[MOST_OUTCOMES]; /* each in ascending order */
};

static int ascending(const void *one, const void *other)
{
    const double *a = one;
    const double *b = other;

    return *a < *b ? -1 : *a > *b;
}

static void sample_begin(struct sample *sample, size_t outcomes)
{
    assert_true(outcomes <= MOST_OUTCOMES);
    sample->outcomes = outcomes;
    for (size_t i = 0; i < outcomes; i++) {
        sample->values[i] = calloc(REPLICATIONS, sizeof(double));
        assert_non_null(sample->values[i]);
    }
}

static void sample_end(struct sample *sample)
{
    for (size_t i = 0; i < sample->outcomes; i++) {
        qsort(sample->values[i], REPLICATIONS, sizeof(double), ascending);
    }
}

static void sample_free(struct sample *sample)
{
    for (size_t i = 0; i < sample->outcomes; i++) {
        free(sample->values[i]);
    }
}

static void sample_fast(struct sample *sample, const char *text, uint64_t seed)
{
    struct story *story = story_new(text);

    sample_begin(sample, story->model->outcome_count);
    story->settings.central = true;
    story->settings.seed = seed;
    for (uint64_t i = 0; i < REPLICATIONS; i++) {
        story_play(story, i);
        for (size_t k = 0; k < sample->outcomes; k++) {
            sample->values[k][i] = story->record.outcomes[k];
        }
    }
    sample_end(sample);
    story_free(story);
}

static void sample_slow(struct sample *sample, const char *text)
{
    struct story *story = story_new(text);
    struct first_reaction *slow = first_reaction_new(story->model);

    sample_begin(sample, story->model->outcome_count);
    for (uint64_t i = 0; i < REPLICATIONS; i++) {
        first_reaction_play(slow, i);
        for (size_t k = 0; k < sample->outcomes; k++) {
            sample->values[k][i] = slow->outcome[k];
        }
    }
    sample_end(sample);
    first_reaction_free(slow);
    story_free(story);
}

/* How many outcomes differ. */
static int differences(const struct sample *a, const struct sample *b)
{
    int count = 0;

    for (size_t i = 0; i < a->outcomes; i++) {
        double distance = aras_anderson_darling(a->values[i], REPLICATIONS,
                                                b->values[i], REPLICATIONS);
        bool same_constant = a->values[i][0] == a->values[i][REPLICATIONS - 1] &&
                             b->values[i][0] == a->values[i][0] &&
                             b->values[i][REPLICATIONS - 1] == a->values[i][0];

        /* An outcome that is always the same tests nothing. */
        assert_false(same_constant);
        if (aras_anderson_darling_p(distance, REPLICATIONS, REPLICATIONS) <= 0.001) {
            print_message("outcome %zu differs: %g\n", i, distance);
            count++;
        }
    }
    return count;
}

/* Drivers, guards, mass action, derived values, `at`, `once`. */
#define POPULATION(rate)                                                               \
    "horizon = 8; parameters = ( { id = \"k\"; value = " rate "; } );"                 \
    "quantities = ( { id = \"n\"; whole = true; range = [0.0, 40.0]; initial = 8; },"  \
    "{ id = \"mood\"; range = [-1.0, 1.0]; initial = 0.2; },"                          \
    "{ id = \"open\"; truth = true; initial = true; } );"                              \
    "derived = ( { id = \"crowd\"; formula = \"n * n / 40\"; } );"                     \
    "events = ( { id = \"birth\"; rate = \"k * n\"; drivers = ( { of = \"mood\"; at "  \
    "= 0.1; "                                                                          \
    "effect = 0.8; } ); effects = [\"n += 1\"]; when = \"open\"; },"                   \
    "{ id = \"death\"; rate = \"0.15 * n + 0.02 * n * (n - 1)\"; effects = [\"n -= "   \
    "1\"]; },"                                                                         \
    "{ id = \"cheer\"; rate = 0.8; drivers = ( { of = \"mood\"; at = 0; effect = "     \
    "-1.5; }, "                                                                        \
    "{ of = \"crowd\"; at = 1; effect = 0.1; } ); effects = [\"mood += 0.3\"]; },"     \
    "{ id = \"gloom\"; rate = 0.8; drivers = ( { of = \"mood\"; at = 0; effect = "     \
    "1.5; } ); "                                                                       \
    "effects = [\"mood -= 0.3\", \"open = not open\"]; },"                             \
    "{ id = \"flood\"; at = 4; effects = [\"n = floor(n / 2)\", \"mood = normal(0, "   \
    "0.4)\"]; },"                                                                      \
    "{ id = \"peak\"; rate = \"crowd\"; when = \"n > 9\"; once = true; effects = "     \
    "[\"n -= 3\"]; }"                                                                  \
    " ); outcomes = ( { id = \"n\"; title = \"n\"; kind = \"value\"; of = \"n\"; },"   \
    "{ id = \"mn\"; title = \"n\"; kind = \"mean\"; of = \"n\"; },"                    \
    "{ id = \"mood\"; title = \"n\"; kind = \"mean\"; of = \"mood\"; },"               \
    "{ id = \"births\"; title = \"n\"; kind = \"count\"; of = \"birth\"; },"           \
    "{ id = \"deaths\"; title = \"n\"; kind = \"count\"; of = \"death\"; },"           \
    "{ id = \"glooms\"; title = \"n\"; kind = \"count\"; of = \"gloom\"; },"           \
    "{ id = \"peak\"; title = \"n\"; kind = \"time\"; of = \"happened(peak)\"; },"     \
    "{ id = \"low\"; title = \"n\"; kind = \"time\"; of = \"n <= 3\"; } );"

static void rates_guards_and_drivers_agree_with_the_plain_sampler(void **state)
{
    struct sample fast;
    struct sample slow;

    (void) state;
    sample_fast(&fast, POPULATION("0.4"), 1);
    sample_slow(&slow, POPULATION("0.4"));
    assert_int_equal(differences(&fast, &slow), 0);
    sample_free(&fast);
    sample_free(&slow);
}

static void tables_and_delays_agree_with_the_plain_sampler(void **state)
{
    const char *text =
        "horizon = 12; quantities = ( { id = \"stock\"; range = [0.0, 9.0]; initial = "
        "2; },"
        "{ id = \"trust\"; range = [0.0, 1.0]; initial = 0.5; } );"
        "events = ( { id = \"order\"; rate = \"table(since(order), 0: 0.1, 0.5: 1.5, "
        "2: "
        "0.6)\"; age = 1; when = \"stock < 6\"; },"
        "{ id = \"delivery\"; after = \"order\"; delay = \"gamma_mean(1.5, 2)\"; when "
        "= \"trust "
        "> 0.2\"; effects = [\"stock += 1\", \"trust += 0.05\"]; },"
        "{ id = \"use\"; rate = \"0.5 * stock\"; effects = [\"stock -= 0.5\"]; },"
        "{ id = \"scandal\"; rate = 0.3; when = \"time > 3\"; effects = [\"trust *= "
        "0.4\"]; },"
        "{ id = \"repair\"; rate = 0.6; drivers = ( { of = \"trust\"; at = 0.5; effect "
        "= -2; } "
        "); effects = [\"trust = toward(trust, 0.7, 0.5)\"]; } );"
        "outcomes = ( { id = \"stock\"; title = \"s\"; kind = \"value\"; of = "
        "\"stock\"; },"
        "{ id = \"mean\"; title = \"s\"; kind = \"mean\"; of = \"stock\"; },"
        "{ id = \"trust\"; title = \"s\"; kind = \"mean\"; of = \"trust\"; },"
        "{ id = \"orders\"; title = \"s\"; kind = \"count\"; of = \"order\"; },"
        "{ id = \"deliveries\"; title = \"s\"; kind = \"count\"; of = \"delivery\"; },"
        "{ id = \"scandals\"; title = \"s\"; kind = \"count\"; of = \"scandal\"; },"
        "{ id = \"full\"; title = \"s\"; kind = \"time\"; of = \"stock >= 4\"; },"
        "{ id = \"low\"; title = \"s\"; kind = \"time\"; of = \"trust < 0.2\"; } );";
    struct sample fast;
    struct sample slow;

    (void) state;
    sample_fast(&fast, text, 1);
    sample_slow(&slow, text);
    assert_int_equal(differences(&fast, &slow), 0);
    sample_free(&fast);
    sample_free(&slow);
}

static void a_difference_would_be_seen_and_none_is_imagined(void **state)
{
    struct sample one;
    struct sample other;
    struct sample greater;

    (void) state;
    sample_fast(&one, POPULATION("0.4"), 1);
    sample_fast(&other, POPULATION("0.4"), 2);
    sample_fast(&greater, POPULATION("0.48"), 2);
    assert_int_equal(differences(&one, &other), 0);
    assert_true(differences(&one, &greater) >= 3);
    sample_free(&one);
    sample_free(&other);
    sample_free(&greater);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_guards_and_drivers_agree_with_the_plain_sampler),
        cmocka_unit_test(tables_and_delays_agree_with_the_plain_sampler),
        cmocka_unit_test(a_difference_would_be_seen_and_none_is_imagined),
    };

    return cmocka_run_group_tests_name("first_reaction", tests, NULL, NULL);
}
