#include "statistics/box.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The bits of so many options. */
static uint64_t all_of(unsigned options)
{
    return options >= ARAS_MOST_OPTIONS ? UINT64_MAX : (UINT64_C(1) << options) - 1;
}

void aras_box_open(struct aras_limit *box, const struct aras_cases *cases)
{
    for (size_t i = 0; i < cases->inputs; i++) {
        box[i] = (struct aras_limit){
            .low = -INFINITY, .high = INFINITY, .options = all_of(cases->options[i])};
    }
}

bool aras_box_restricts(const struct aras_limit *limit, unsigned options)
{
    return options > 0 ? limit->options != all_of(options)
                       : isfinite(limit->low) || isfinite(limit->high);
}

bool aras_box_allows(const struct aras_limit *limit, unsigned options, double x)
{
    return options > 0 ? (limit->options >> (unsigned) x & 1) != 0
                       : limit->low < x && x <= limit->high;
}

/* Of all inputs but one. */
static bool holds_but(const struct aras_limit *box, const struct aras_cases *cases,
                      size_t row, size_t left_out)
{
    for (size_t i = 0; i < cases->inputs; i++) {
        if (i != left_out &&
            !aras_box_allows(&box[i], cases->options[i], cases->input[i][row])) {
            return false;
        }
    }
    return true;
}

bool aras_box_holds(const struct aras_limit *box, const struct aras_cases *cases,
                    size_t row)
{
    return holds_but(box, cases, row, SIZE_MAX);
}

struct aras_content aras_box_content_without(const struct aras_limit *box,
                                             const struct aras_cases *cases,
                                             size_t input)
{
    struct aras_content content = {.rows = 0};

    for (size_t row = 0; row < cases->rows; row++) {
        if (cases->size[row] > 0.0 && holds_but(box, cases, row, input)) {
            content.rows++;
            content.size += cases->size[row];
            content.yes += cases->yes[row];
        }
    }
    return content;
}

struct aras_content aras_box_content(const struct aras_limit *box,
                                     const struct aras_cases *cases)
{
    return aras_box_content_without(box, cases, SIZE_MAX);
}

double aras_content_p(const struct aras_content *content, double share, double effect)
{
    double trials = content->size / effect;
    double yes = content->yes / effect;

    if (trials <= 0.0 || yes <= 0.0 || share >= 1.0) {
        return 1.0;
    }
    return gsl_cdf_beta_P(share, yes, trials - yes + 1.0);
}

double aras_box_quasi_p(const struct aras_limit *box, const struct aras_cases *cases,
                        size_t input, double effect)
{
    struct aras_content inside = aras_box_content(box, cases);
    struct aras_content without = aras_box_content_without(box, cases, input);

    if (!aras_box_restricts(&box[input], cases->options[input])) {
        return 1.0;
    }
    return aras_content_p(&inside, without.yes / without.size, effect);
}
