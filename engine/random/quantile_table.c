#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/require.h"
#include "random/prior.h"
#include "random/widened.h"

/* The table holds log x over the log odds of u, where every slow prior is nearly
 * straight, and is read by cubic Hermite interpolation. */
enum { INTERVALS = 256, BEYOND = 2, NODES = INTERVALS + 1 };

static const double outermost = 1e-6; /* the table ends here, and at 1 - this */

struct aras_quantile_table {
    struct aras_prior prior;
    bool exact; /* the prior is quick, or no table of it would be good enough */
    double first, step;
    double log_x[NODES];
    double slope[NODES]; /* of log x over one interval */
    double low, high;    /* what the ends give, exactly */
};

static bool is_slow(const struct aras_prior *prior)
{
    if (prior->kind == ARAS_PRIOR_WIDENED) {
        return true;
    }
    return prior->kind == ARAS_PRIOR_DISTRIBUTION &&
           (prior->distribution.kind == ARAS_GAMMA ||
            prior->distribution.kind == ARAS_GAMMA_MEAN ||
            prior->distribution.kind == ARAS_CHISQUARE ||
            prior->distribution.kind == ARAS_BETA);
}

static double share_at(const struct aras_quantile_table *table, double node)
{
    return 1.0 / (1.0 + exp(-(table->first + node * table->step)));
}

/* One widened quantile after another: the last is a good place to look for the next. */
struct source {
    const struct aras_prior *prior;
    struct aras_widened widened;
    double guess;
    double last; /* the quantile found before; NAN at first */
};

static bool is_wide(const struct aras_prior *prior)
{
    return prior->kind == ARAS_PRIOR_WIDENED && prior->between > 0.0;
}

static double log_quantile(struct source *source, double u)
{
    const struct aras_prior *prior = source->prior;

    if (is_wide(prior)) {
        double found = aras_widened_log_quantile(&source->widened, u, source->guess);

        /* The places asked for are evenly spaced: the next is about as far on. */
        source->guess = isnan(source->last) ? found : 2.0 * found - source->last;
        source->last = found;
        return found;
    }
    return log(aras_prior_quantile(prior, u));
}

/* As aras_prior_quantile finds it, to the last bit. */
static double end_of(const struct source *source, double u)
{
    return is_wide(source->prior) ? exp(aras_widened_log_quantile(
                                        &source->widened, u, source->widened.centre))
                                  : aras_prior_quantile(source->prior, u);
}

/*
 * Slopes by five-point differences, then held so that the curve never falls: at most
 * three times the slope of the chord on either side. Source: F. N. Fritsch, R. E.
 * Carlson, "Monotone piecewise cubic interpolation", SIAM Journal on Numerical
 * Analysis 17 (1980) 238-246.
 */
static void find_slopes(struct aras_quantile_table *table,
                        const double y[NODES + 2 * BEYOND])
{
    for (size_t i = 0; i < NODES; i++) {
        const double *at = y + i + BEYOND;
        double slope = (8.0 * (at[1] - at[-1]) - (at[2] - at[-2])) / 12.0;
        double chord = fmin(at[1] - at[0], at[0] - at[-1]);

        table->slope[i] = fmax(0.0, fmin(slope, 3.0 * chord));
    }
}

static double read_table(const struct aras_quantile_table *table, double u)
{
    double place = (log(u) - log1p(-u) - table->first) / table->step;
    double whole = fmin(fmax(floor(place), 0.0), INTERVALS - 1.0);
    size_t i = (size_t) whole;
    double t = place - whole;
    double rise = table->log_x[i + 1] - table->log_x[i];
    double y = table->log_x[i] +
               t * (table->slope[i] +
                    t * (3.0 * rise - 2.0 * table->slope[i] - table->slope[i + 1] +
                         t * (table->slope[i] + table->slope[i + 1] - 2.0 * rise)));

    return fmin(fmax(exp(y), table->low), table->high);
}

static bool fill(struct aras_quantile_table *table)
{
    double y[NODES + 2 * BEYOND];
    struct source source = {.prior = &table->prior, .last = NAN};

    if (is_wide(&table->prior)) {
        aras_widened_prepare(&source.widened, &table->prior);
        source.guess = source.widened.centre;
    }
    table->first = log(outermost) - log1p(-outermost);
    table->step = -2.0 * table->first / INTERVALS;
    for (int i = 0; i < NODES + 2 * BEYOND; i++) {
        y[i] = log_quantile(&source, share_at(table, i - BEYOND));
        if (!isfinite(y[i])) {
            return false;
        }
    }
    find_slopes(table, y);
    for (size_t i = 0; i < NODES; i++) {
        table->log_x[i] = y[i + BEYOND];
    }
    table->low = end_of(&source, outermost);
    table->high = end_of(&source, 1.0 - outermost);

    /* A few places between the nodes show whether the promise is kept. */
    source.guess = table->log_x[0];
    source.last = NAN;
    for (int i = 0; i < INTERVALS; i += 4) {
        double u = share_at(table, i + 0.5);

        if (fabs(log(read_table(table, u)) - log_quantile(&source, u)) > 2e-7) {
            return false;
        }
    }
    return true;
}

struct aras_quantile_table *aras_quantile_table_new(const struct aras_prior *prior,
                                                    struct aras_error *error)
{
    struct aras_quantile_table *table = calloc(1, sizeof *table);

    if (table == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY,
                       "no memory left for a table of quantiles");
        return NULL;
    }
    table->prior = *prior;
    table->exact = !is_slow(prior) || !fill(table);
    return table;
}

void aras_quantile_table_free(struct aras_quantile_table *table)
{
    free(table);
}

double aras_quantile_table_at(const struct aras_quantile_table *table, double u)
{
    ARAS_REQUIRE(u > 0.0 && u < 1.0);
    if (table->exact || u <= outermost || u >= 1.0 - outermost) {
        return aras_prior_quantile(&table->prior, u);
    }
    return read_table(table, u);
}
