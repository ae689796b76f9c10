#include "random/distribution.h"

#include <math.h>

#include "base/require.h"
#include "random/law.h"

/* What one number of a distribution may be. */
enum range { ANY, POSITIVE, NOT_NEGATIVE, SHARE, SOME_SHARE, WHOLE, SHAPE, COUNT_MEAN };

struct entry {
    struct aras_distribution_form form;
    enum range range[3];
    bool ascending; /* the numbers must be in order */
};

/* Shapes and trials beyond 100 000 are refused: not far above, GSL's incomplete beta
 * no longer converges, and a normal says the same. */
#define LARGEST_SHAPE 1e5
#define LARGEST_MEAN  1e9 /* GSL counts with `unsigned` */

static const struct entry entries[ARAS_DISTRIBUTIONS] = {
    [ARAS_UNIFORM] = {.form = {.name = "uniform",
                               .arguments = 2,
                               .argument = {"low", "high"},
                               .scales = {true, true}},
                      .ascending = true},
    [ARAS_NORMAL] = {.form = {.name = "normal",
                              .arguments = 2,
                              .argument = {"mean", "standard deviation"},
                              .scales = {true, true}},
                     .range = {ANY, NOT_NEGATIVE}},
    [ARAS_NORMAL_VARIANCE] = {.form = {.name = "normal_variance",
                                       .arguments = 2,
                                       .argument = {"mean", "variance"},
                                       .scales = {true, false},
                                       .squared = {false, true}},
                              .range = {ANY, NOT_NEGATIVE}},
    [ARAS_LOGNORMAL] = {.form = {.name = "lognormal",
                                 .arguments = 2,
                                 .argument = {"mean of the logarithm",
                                              "standard deviation of the logarithm"}},
                        .range = {ANY, NOT_NEGATIVE}},
    [ARAS_LOGNORMAL_MEDIAN] =
        {.form = {.name = "lognormal_median",
                  .arguments = 2,
                  .argument = {"median", "standard deviation of the logarithm"},
                  .scales = {true, false}},
         .range = {POSITIVE, NOT_NEGATIVE}},
    [ARAS_EXPONENTIAL] = {.form = {.name = "exponential",
                                   .arguments = 1,
                                   .argument = {"rate"},
                                   .inverse = {true}},
                          .range = {POSITIVE}},
    [ARAS_EXPONENTIAL_MEAN] = {.form = {.name = "exponential_mean",
                                        .arguments = 1,
                                        .argument = {"mean"},
                                        .scales = {true}},
                               .range = {POSITIVE}},
    [ARAS_GAMMA] = {.form = {.name = "gamma",
                             .arguments = 2,
                             .argument = {"shape", "scale"},
                             .scales = {false, true}},
                    .range = {SHAPE, POSITIVE}},
    [ARAS_GAMMA_MEAN] = {.form = {.name = "gamma_mean",
                                  .arguments = 2,
                                  .argument = {"mean", "shape"},
                                  .scales = {true, false}},
                         .range = {POSITIVE, SHAPE}},
    [ARAS_BETA] = {.form = {.name = "beta", .arguments = 2, .argument = {"a", "b"}},
                   .range = {SHAPE, SHAPE}},
    [ARAS_WEIBULL] = {.form = {.name = "weibull",
                               .arguments = 2,
                               .argument = {"scale", "shape"},
                               .scales = {true, false}},
                      .range = {POSITIVE, POSITIVE}},
    [ARAS_TRIANGULAR] = {.form = {.name = "triangular",
                                  .arguments = 3,
                                  .argument = {"low", "mode", "high"},
                                  .scales = {true, true, true}},
                         .ascending = true},
    [ARAS_PERT] = {.form = {.name = "pert",
                            .arguments = 3,
                            .argument = {"low", "mode", "high"},
                            .scales = {true, true, true}},
                   .ascending = true},
    [ARAS_CAUCHY] = {.form = {.name = "cauchy",
                              .arguments = 2,
                              .argument = {"location", "scale"},
                              .scales = {true, true}},
                     .range = {ANY, POSITIVE}},
    [ARAS_CHISQUARE] = {.form = {.name = "chisquare",
                                 .arguments = 1,
                                 .argument = {"degrees of freedom"}},
                        .range = {SHAPE}},
    [ARAS_RAYLEIGH] = {.form = {.name = "rayleigh",
                                .arguments = 1,
                                .argument = {"scale"},
                                .scales = {true}},
                       .range = {POSITIVE}},
    [ARAS_LAPLACE] = {.form = {.name = "laplace",
                               .arguments = 2,
                               .argument = {"location", "scale"},
                               .scales = {true, true}},
                      .range = {ANY, POSITIVE}},
    [ARAS_LOGISTIC] = {.form = {.name = "logistic",
                                .arguments = 2,
                                .argument = {"location", "scale"},
                                .scales = {true, true}},
                       .range = {ANY, POSITIVE}},
    [ARAS_BERNOULLI] = {.form = {.name = "bernoulli",
                                 .arguments = 1,
                                 .argument = {"probability"},
                                 .discrete = true},
                        .range = {SHARE}},
    [ARAS_BINOMIAL] = {.form = {.name = "binomial",
                                .arguments = 2,
                                .argument = {"trials", "probability"},
                                .discrete = true},
                       .range = {WHOLE, SHARE}},
    [ARAS_POISSON] = {.form = {.name = "poisson",
                               .arguments = 1,
                               .argument = {"mean"},
                               .discrete = true},
                      .range = {COUNT_MEAN}},
    [ARAS_GEOMETRIC] = {.form = {.name = "geometric",
                                 .arguments = 1,
                                 .argument = {"probability"},
                                 .discrete = true},
                        .range = {SOME_SHARE}},
};

static const struct entry *entry_of(enum aras_distribution_kind kind)
{
    ARAS_REQUIRE(kind < ARAS_DISTRIBUTIONS);
    return &entries[kind];
}

const struct aras_distribution_form *
aras_distribution_form(enum aras_distribution_kind kind)
{
    return &entry_of(kind)->form;
}

/* What `value` should be, or NULL when it is so. */
static const char *complaint(enum range range, double value)
{
    if (!isfinite(value)) {
        return "a finite number";
    }
    switch (range) {
    case ANY:
        return NULL;
    case POSITIVE:
        return value > 0.0 ? NULL : "above 0";
    case NOT_NEGATIVE:
        return value >= 0.0 ? NULL : "0 or more";
    case SHARE:
        return value >= 0.0 && value <= 1.0 ? NULL : "from 0 to 1";
    case SOME_SHARE:
        return value > 0.0 && value <= 1.0 ? NULL : "above 0 and at most 1";
    case WHOLE:
        return value >= 0.0 && value <= LARGEST_SHAPE && floor(value) == value
                   ? NULL
                   : "a whole number from 0 to 1e5";
    case SHAPE:
        return value > 0.0 && value <= LARGEST_SHAPE ? NULL : "above 0 and at most 1e5";
    case COUNT_MEAN:
        return value >= 0.0 && value <= LARGEST_MEAN ? NULL : "from 0 to 1e9";
    }
    return NULL;
}

/* The law behind the distribution, without its truncation. */
static struct aras_law law_of(const struct aras_distribution *distribution)
{
    const double *n = distribution->argument;

    switch (distribution->kind) {
    case ARAS_UNIFORM:
        if (n[0] == n[1]) {
            break;
        }
        return (struct aras_law){ARAS_LAW_UNIFORM, {n[0], n[1]}};
    case ARAS_NORMAL:
        if (n[1] == 0.0) {
            break;
        }
        return (struct aras_law){ARAS_LAW_NORMAL, {n[0], n[1]}};
    case ARAS_NORMAL_VARIANCE:
        if (n[1] == 0.0) {
            break;
        }
        return (struct aras_law){ARAS_LAW_NORMAL, {n[0], sqrt(n[1])}};
    case ARAS_LOGNORMAL:
        if (n[1] == 0.0) {
            return (struct aras_law){ARAS_LAW_CONSTANT, {exp(n[0])}};
        }
        return (struct aras_law){ARAS_LAW_LOGNORMAL, {n[0], n[1]}};
    case ARAS_LOGNORMAL_MEDIAN:
        if (n[1] == 0.0) {
            break;
        }
        return (struct aras_law){ARAS_LAW_LOGNORMAL, {log(n[0]), n[1]}};
    case ARAS_EXPONENTIAL:
        return (struct aras_law){ARAS_LAW_EXPONENTIAL, {1.0 / n[0]}};
    case ARAS_EXPONENTIAL_MEAN:
        return (struct aras_law){ARAS_LAW_EXPONENTIAL, {n[0]}};
    case ARAS_GAMMA:
        return (struct aras_law){ARAS_LAW_GAMMA, {n[0], n[1]}};
    case ARAS_GAMMA_MEAN:
        return (struct aras_law){ARAS_LAW_GAMMA, {n[1], n[0] / n[1]}};
    case ARAS_BETA:
        return (struct aras_law){ARAS_LAW_BETA, {n[0], n[1], 0.0, 1.0}};
    case ARAS_WEIBULL:
        return (struct aras_law){ARAS_LAW_WEIBULL, {n[0], n[1]}};
    case ARAS_TRIANGULAR:
        if (n[0] == n[2]) {
            break;
        }
        return (struct aras_law){ARAS_LAW_TRIANGULAR, {n[0], n[1], n[2]}};
    case ARAS_PERT:
        if (n[0] == n[2]) {
            break;
        }
        /* Mean (low + 4 mode + high) / 6. Source: D. G. Malcolm, J. H. Roseboom,
         * C. E. Clark, W. Fazar, "Application of a technique for research and
         * development program evaluation", Operations Research 7 (1959) 646-669. */
        return (struct aras_law){ARAS_LAW_BETA,
                                 {1.0 + 4.0 * (n[1] - n[0]) / (n[2] - n[0]),
                                  1.0 + 4.0 * (n[2] - n[1]) / (n[2] - n[0]), n[0],
                                  n[2] - n[0]}};
    case ARAS_CAUCHY:
        return (struct aras_law){ARAS_LAW_CAUCHY, {n[0], n[1]}};
    case ARAS_CHISQUARE:
        return (struct aras_law){ARAS_LAW_GAMMA, {n[0] / 2.0, 2.0}};
    case ARAS_RAYLEIGH:
        return (struct aras_law){ARAS_LAW_WEIBULL, {n[0] * sqrt(2.0), 2.0}};
    case ARAS_LAPLACE:
        return (struct aras_law){ARAS_LAW_LAPLACE, {n[0], n[1]}};
    case ARAS_LOGISTIC:
        return (struct aras_law){ARAS_LAW_LOGISTIC, {n[0], n[1]}};
    case ARAS_BERNOULLI:
        return (struct aras_law){ARAS_LAW_BINOMIAL, {1.0, n[0]}};
    case ARAS_BINOMIAL:
        return (struct aras_law){ARAS_LAW_BINOMIAL, {n[0], n[1]}};
    case ARAS_POISSON:
        if (n[0] == 0.0) {
            break;
        }
        return (struct aras_law){ARAS_LAW_POISSON, {n[0]}};
    case ARAS_GEOMETRIC:
        return (struct aras_law){ARAS_LAW_GEOMETRIC, {n[0]}};
    case ARAS_DISTRIBUTIONS:
        break; /* not reached: the number of distributions is none */
    }
    /* No spread is left, and the first number is the only value. */
    return (struct aras_law){ARAS_LAW_CONSTANT, {n[0]}};
}

/* How much of a law lies where it is truncated to, and around it. The two tails are
 * kept apart, since far out on the right only the upper one has any digits. */
struct cut {
    double below; /* P(X < low) */
    double above; /* P(X > high) */
    double from;  /* P(X >= low) */
    double left;  /* P(low <= X <= high) */
};

static struct cut cut_of(const struct aras_law *law,
                         const struct aras_distribution *distribution)
{
    struct cut cut = {.below = aras_law_below(law, distribution->low),
                      .above = aras_law_upper(law, distribution->high),
                      .from = aras_law_from(law, distribution->low)};

    cut.left = cut.below < 0.5 ? aras_law_lower(law, distribution->high) - cut.below
                               : cut.from - cut.above;
    return cut;
}

enum aras_status aras_distribution_check(const struct aras_distribution *distribution,
                                         struct aras_error *error)
{
    const struct entry *entry = entry_of(distribution->kind);
    const struct aras_distribution_form *form = &entry->form;
    const double *n = distribution->argument;

    for (size_t i = 0; i < form->arguments; i++) {
        const char *wanted = complaint(entry->range[i], n[i]);

        if (wanted != NULL) {
            return aras_error_set(error, ARAS_INVALID, "%s: the %s must be %s, got %g",
                                  form->name, form->argument[i], wanted, n[i]);
        }
    }
    for (size_t i = 1; entry->ascending && i < form->arguments; i++) {
        if (n[i - 1] > n[i]) {
            return aras_error_set(error, ARAS_INVALID,
                                  "%s: the %s must not be above the %s, got %g and %g",
                                  form->name, form->argument[i - 1], form->argument[i],
                                  n[i - 1], n[i]);
        }
    }
    if (!distribution->truncated) {
        return ARAS_OK;
    }
    if (!(distribution->low <= distribution->high)) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s: the lower limit must not be above the upper, got "
                              "%g and %g",
                              form->name, distribution->low, distribution->high);
    }

    struct aras_law law = law_of(distribution);
    struct cut cut = cut_of(&law, distribution);

    if (!(cut.left > 1e-300)) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s: nothing of it lies between %g and %g; choose limits "
                              "that leave something",
                              form->name, distribution->low, distribution->high);
    }
    return ARAS_OK;
}

double aras_distribution_quantile(const struct aras_distribution *distribution,
                                  double u)
{
    struct aras_law law = law_of(distribution);

    ARAS_REQUIRE(u > 0.0 && u < 1.0);
    if (!distribution->truncated) {
        return aras_law_inverse_lower(&law, u);
    }

    /* The nearer tail has more digits. */
    struct cut cut = cut_of(&law, distribution);
    double lower = cut.below + u * cut.left;
    double x = lower <= 0.5
                   ? aras_law_inverse_lower(&law, lower)
                   : aras_law_inverse_upper(&law, cut.above + (1.0 - u) * cut.left);

    if (aras_law_is_discrete(&law)) {
        return fmin(fmax(x, ceil(distribution->low)), floor(distribution->high));
    }
    return fmin(fmax(x, distribution->low), distribution->high);
}

double aras_distribution_cdf(const struct aras_distribution *distribution, double x)
{
    struct aras_law law = law_of(distribution);

    if (!distribution->truncated) {
        return aras_law_lower(&law, x);
    }
    if (x < distribution->low) {
        return 0.0;
    }
    if (x >= distribution->high) {
        return 1.0;
    }

    struct cut cut = cut_of(&law, distribution);

    if (cut.below < 0.5) {
        return (aras_law_lower(&law, x) - cut.below) / cut.left;
    }
    return (cut.from - aras_law_upper(&law, x)) / cut.left;
}

double aras_distribution_mean(const struct aras_distribution *distribution)
{
    struct aras_law law = law_of(distribution);

    return distribution->truncated ? NAN : aras_law_mean(&law);
}

double aras_distribution_variance(const struct aras_distribution *distribution)
{
    struct aras_law law = law_of(distribution);

    return distribution->truncated ? NAN : aras_law_variance(&law);
}
