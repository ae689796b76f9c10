#include "analysis/swing.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

#include "statistics/holm.h"
#include "statistics/summary.h"

enum { FIFTHS = 5, LEAST_ROWS = 4 };

/* Room for one input at a time. */
struct work {
    const struct aras_given_data *data;
    double *value; /* rows: of the input */
    size_t *order; /* rows, by rising value */
};

/* Source: B. L. Welch, "The generalization of 'Student's' problem when several
 * different population variances are involved", Biometrika 34 (1947) 28-35. */
static double welch(const struct aras_summary *a, const struct aras_summary *b)
{
    double va = aras_summary_variance(a) / (double) a->count;
    double vb = aras_summary_variance(b) / (double) b->count;
    double error = sqrt(va + vb);
    double freedom =
        (va + vb) * (va + vb) /
        (va * va / ((double) a->count - 1.0) + vb * vb / ((double) b->count - 1.0));

    if (!(error > 0.0)) {
        return a->mean == b->mean ? 1.0 : 0.0;
    }
    return 2.0 * gsl_cdf_tdist_Q(fabs(a->mean - b->mean) / error, freedom);
}

static void swing_of_parameter(const struct work *work, struct aras_swing_of *swing)
{
    const struct aras_given_data *data = work->data;
    size_t fifth = data->rows / FIFTHS;
    struct aras_summary low = {0};
    struct aras_summary high = {0};

    gsl_sort_index(work->order, work->value, 1, data->rows);
    for (size_t i = 0; i < fifth; i++) {
        aras_summary_add(&low, data->outcome[work->order[i]]);
        aras_summary_add(&high, data->outcome[work->order[data->rows - 1 - i]]);
    }
    swing->low = low.mean;
    swing->high = high.mean;
    swing->low_at = work->value[work->order[fifth / 2]];
    swing->high_at = work->value[work->order[data->rows - 1 - fifth / 2]];
    swing->p = swing->low_at == swing->high_at ? NAN : welch(&low, &high);
}

static void swing_of_variant(const struct work *work,
                             const struct aras_variant *variant,
                             struct aras_swing_of *swing)
{
    const struct aras_given_data *data = work->data;
    struct aras_summary least = {0};
    struct aras_summary greatest = {0};
    double options = 0.0;

    swing->p = NAN;
    for (size_t k = 0; k < variant->count; k++) {
        struct aras_summary of = {0};

        for (size_t i = 0; i < data->rows; i++) {
            if (work->value[i] == (double) k) {
                aras_summary_add(&of, data->outcome[i]);
            }
        }
        if (of.count < LEAST_ROWS) {
            continue;
        }
        if (options == 0.0 || of.mean < least.mean) {
            least = of;
            swing->low_at = (double) k;
        }
        if (options == 0.0 || of.mean > greatest.mean) {
            greatest = of;
            swing->high_at = (double) k;
        }
        options++;
    }
    swing->low = least.mean;
    swing->high = greatest.mean;
    if (options >= 2.0 && swing->low_at != swing->high_at) {
        swing->p =
            fmin(1.0, welch(&least, &greatest) * options * (options - 1.0) / 2.0);
    }
}

static enum aras_status adjust(struct aras_swing_of *swing, size_t count,
                               struct aras_error *error)
{
    double *p = calloc(2 * count + 1, sizeof *p);
    enum aras_status status;

    if (p == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu inputs", count);
    }
    for (size_t i = 0; i < count; i++) {
        p[i] = swing[i].p;
    }
    status = aras_holm(p, count, p + count, error);
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        swing[i].adjusted = p[count + i];
    }
    free(p);
    return status;
}

enum aras_status aras_swings_of(const struct aras_given_data *data,
                                struct aras_swing_of *swing, struct aras_error *error)
{
    const struct aras_inputs *inputs = data->inputs;
    struct work work = {.data = data,
                        .value = calloc(data->rows + 1, sizeof *work.value),
                        .order = calloc(data->rows + 1, sizeof *work.order)};
    enum aras_status status = ARAS_OK;

    if (work.value == NULL || work.order == NULL) {
        status = aras_error_set(error, ARAS_NO_MEMORY,
                                "no memory for %zu parameter sets", data->rows);
    }
    for (size_t i = 0; i < inputs->count && status == ARAS_OK; i++) {
        size_t column = inputs->column[i];

        swing[i] = (struct aras_swing_of){.input = i};
        for (size_t row = 0; row < data->rows; row++) {
            work.value[row] = data->input[row * inputs->count + i];
        }
        if (aras_inputs_is_variant(data->model, column)) {
            swing_of_variant(
                &work, &data->model->variants[column - data->model->parameter_count],
                &swing[i]);
        } else {
            swing_of_parameter(&work, &swing[i]);
        }
    }
    free(work.value);
    free(work.order);
    return status == ARAS_OK ? adjust(swing, inputs->count, error) : status;
}
