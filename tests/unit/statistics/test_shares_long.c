/* How often the intervals for a difference of shares and of means hold the truth:
 * measured over thousands of drawn runs. Prints it. */
#include <math.h>
#include <stdio.h>

#include "statistics/interval.h"
#include "support/check.h"
#include "unit/statistics/drawn_pairs.h"

enum { TRIALS = 10000 };

struct situation {
    const char *name;
    struct drawn_plan plan;
};

static const struct situation situations[] = {
    {"rho 0", {.pairs = 400, .group = 1, .rho = 0.0, .shift = 0.5}},
    {"rho 0.5", {.pairs = 400, .group = 2, .rho = 0.5, .shift = 0.5}},
    {"rho 0.9", {.pairs = 400, .group = 2, .rho = 0.9, .shift = 0.5}},
    {"rho 0.9, by sets",
     {.pairs = 1000, .group = 10, .rho = 0.9, .uneven = 0.3, .shift = 0.5}},
    {"apart", {.pairs = 400, .group = 2, .apart = true, .shift = 0.5}},
};

enum { SITUATIONS = sizeof situations / sizeof *situations };

/* Of those sets: what counts of A, of B, and of the pair, above a bar (or as it is). */
static void cluster(const struct drawn_pairs *drawn, const struct drawn_plan *plan,
                    double bar, struct aras_clustered *a, struct aras_clustered *b,
                    struct aras_clustered *pair, double *only_a, double *only_b)
{
    *only_a = *only_b = 0.0;

    static struct aras_cluster in_a[MOST_PAIRS], in_b[MOST_PAIRS], both[MOST_PAIRS];

    for (size_t s = 0; s < drawn->sets; s++) {
        in_a[s] = in_b[s] = both[s] =
            (struct aras_cluster){.size = (double) plan->group};
        for (size_t i = s * plan->group; i < (s + 1) * plan->group; i++) {
            in_a[s].sum += isnan(bar) ? drawn->a[i] : drawn->a[i] > bar;
            *only_a += drawn->a[i] > bar && drawn->b[i] <= bar;
            *only_b += drawn->a[i] <= bar && drawn->b[i] > bar;
            in_b[s].sum += isnan(bar) ? drawn->b[i] : drawn->b[i] > bar;
        }
        both[s].sum = in_b[s].sum - in_a[s].sum;
    }
    *a = aras_clustered_mean(in_a, drawn->sets);
    *b = aras_clustered_mean(in_b, drawn->sets);
    *pair = aras_clustered_mean(both, drawn->sets);
}

static double above(double bar)
{
    return 0.5 * erfc(bar / sqrt(2.0));
}

static double coverage(const struct situation *situation, double bar)
{
    static struct drawn_pairs drawn;
    const struct drawn_plan *plan = &situation->plan;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double wide = sqrt(1.0 + plan->uneven * plan->uneven);
    double truth = isnan(bar) ? plan->shift
                              : above((bar - plan->shift) / wide) - above(bar / wide);
    int held = 0;

    for (int i = 0; i < TRIALS; i++) {
        struct aras_clustered a, b, pair;
        struct aras_interval interval;

        double only_a, only_b;

        draw_pairs(&drawn, plan, rng);
        cluster(&drawn, plan, bar, &a, &b, &pair, &only_a, &only_b);
        if (!plan->apart && !isnan(bar)) {
            interval = only_a + only_b > 0
                           ? aras_interval_clustered_change(only_a, only_b, &pair, 0.95)
                           : aras_interval_never_seen(plan->pairs, 0.95);
        } else if (!plan->apart) {
            interval = aras_interval_clustered(&pair, 0.95);
        } else if (isnan(bar)) {
            interval = aras_interval_apart(a.mean, aras_interval_clustered(&a, 0.95),
                                           b.mean, aras_interval_clustered(&b, 0.95));
        } else {
            interval =
                aras_interval_apart(a.mean, aras_interval_clustered_share(&a, 0.95),
                                    b.mean, aras_interval_clustered_share(&b, 0.95));
        }
        held += interval.low <= truth && interval.high >= truth;
    }
    gsl_rng_free(rng);
    return (double) held / TRIALS;
}

static void assert_coverage(const struct situation *situation, const char *what,
                            double share)
{
    printf("  coverage %-18s %-16s %.4f\n", situation->name, what, share);
    assert_true(share > 0.94 && share < 0.962);
}

static void differences_of_means_and_shares_are_held(void **state)
{
    double rare;

    (void) state;
    for (size_t i = 0; i < SITUATIONS; i++) {
        assert_coverage(&situations[i], "mean", coverage(&situations[i], NAN));
        assert_coverage(&situations[i], "share", coverage(&situations[i], 0.5));
        /* A bar that 6 in 1000 pass and 23 then: few worlds differ, and the interval
         * may be a little wide, but not narrow. */
        rare = coverage(&situations[i], 2.5);
        printf("  coverage %-18s %-16s %.4f\n", situations[i].name, "rare share", rare);
        assert_true(rare > 0.94 && rare < 0.985);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_of_means_and_shares_are_held),
    };

    return cmocka_run_group_tests_name("shares", tests, NULL, NULL);
}
