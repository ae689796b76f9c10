#ifndef ARAS_TESTS_FIGURE_SAMPLE_NUMBERS_H
#define ARAS_TESTS_FIGURE_SAMPLE_NUMBERS_H

#include <math.h>
#include <stdint.h>

#include "figure/scale.h"

/*
 * Numbers made up for pictures of each kind: of the size and the words of the model of
 * the South Caucasus, with what is hard to draw. Values have few digits, so that maths
 * libraries that differ in a last bit draw the same.
 */

/* A number between 0 and 1, the same everywhere, with four digits. */
static inline double sample_draw(uint64_t number)
{
    uint64_t z = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    return (double) (z % 10000) / 10000.0;
}

static inline double sample_round(double value)
{
    return round(value * 1000.0) / 1000.0;
}

static inline struct aras_moments sample_moments(void)
{
    /* 2024-09-12 */
    return (struct aras_moments){
        .dated = true, .start = 19978, .days_per_unit = 365.25, .unit = "year"};
}

#endif
