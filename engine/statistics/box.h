#ifndef ARAS_STATISTICS_BOX_H
#define ARAS_STATISTICS_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ARAS_MOST_OPTIONS = 64 };

/**
 * Cases to look for patterns in: rows with the same inputs, and how often something
 * came of each. An input is a number, or a choice among options. A row stands for
 * `size` trials with these inputs, of which `yes` had what is asked about; `size` need
 * not be whole, and a row of size 0 is as if it were not there. Everything is borrowed.
 */
struct aras_cases {
    size_t rows, inputs;
    const double *const *input; /* one array of `rows` for each input; of a choice the
                                   number of the option. No NAN */
    const unsigned *options;  /* for each input how many, at most ARAS_MOST_OPTIONS; 0:
                                 it  is a number */
    const double *size, *yes; /* rows */
};

/** What is allowed of one input: low < x <= high, or of a choice the options whose bits
 * are set. */
struct aras_limit {
    double low, high; /* infinite where nothing is forbidden */
    uint64_t options;
};

/** How much a box holds. */
struct aras_content {
    size_t rows; /* of size above 0 */
    double size, yes;
};

/** Allows everything: one limit for each input. */
void aras_box_open(struct aras_limit *box, const struct aras_cases *cases);

/** Whether the input with this limit is restricted at all. */
bool aras_box_restricts(const struct aras_limit *limit, unsigned options);

/** Whether the limit allows x, and whether the box allows a row. */
bool aras_box_allows(const struct aras_limit *limit, unsigned options, double x);
bool aras_box_holds(const struct aras_limit *box, const struct aras_cases *cases,
                    size_t row);

struct aras_content aras_box_content(const struct aras_limit *box,
                                     const struct aras_cases *cases);

/** What the box would hold without its restriction of `input`. */
struct aras_content aras_box_content_without(const struct aras_limit *box,
                                             const struct aras_cases *cases,
                                             size_t input);

/**
 * The probability that so great a share of yes, or a greater, is found in `content`
 * where each trial is yes with probability `share`: one-sided binomial, continued to
 * numbers that are not whole. `effect` (>= 1) trials tell as much as one independent
 * one: trials of one row are alike, by 1 + (size of a row - 1) x their correlation. 1
 * for nothing.
 */
double aras_content_p(const struct aras_content *content, double share, double effect);

/**
 * Whether a restriction earns its place: aras_content_p of the box, against its share
 * without this restriction. 1 when nothing is restricted. It is called quasi-p where it
 * is computed from the rows that the box was found with. Source: B. P. Bryant, R. J.
 * Lempert, "Thinking inside the box", Technological Forecasting and Social Change 77
 * (2010) 34-49, doi:10.1016/j.techfore.2009.08.002.
 */
double aras_box_quasi_p(const struct aras_limit *box, const struct aras_cases *cases,
                        size_t input, double effect);

#endif
