#include "statistics/one_way.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "statistics/ranked.h"

/* Which group each row belongs to; -1 for rows that count for nothing. */
static enum aras_status group_rows(const struct aras_cases *cases, size_t input,
                                   int *group, struct aras_error *error)
{
    struct aras_ranked *places = malloc((cases->rows + 1) * sizeof *places);
    size_t count = 0;

    if (places == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to compare groups");
    }
    for (size_t row = 0; row < cases->rows; row++) {
        group[row] = -1;
        if (cases->size[row] > 0.0) {
            places[count++] = (struct aras_ranked){cases->input[input][row], row};
        }
    }
    aras_rank(places, count);
    for (size_t i = 0; i < count; i++) {
        size_t bin = i * ARAS_ONE_WAY_BINS / count;

        if (cases->options[input] > 0) {
            bin = (size_t) places[i].x;
        } else if (i > 0 && places[i].x == places[i - 1].x) {
            bin = (size_t) group[places[i - 1].row];
        }
        group[places[i].row] = (int) bin;
    }
    free(places);
    return ARAS_OK;
}

static struct aras_one_way compare(const struct aras_cases *cases, const int *group)
{
    struct aras_content in[ARAS_MOST_OPTIONS] = {{0}};
    struct aras_content all = {.rows = 0};
    struct aras_one_way answer = {.p = 1.0};
    double between = 0.0;
    double within = 0.0;
    size_t groups = 0;

    for (size_t row = 0; row < cases->rows; row++) {
        if (group[row] >= 0) {
            in[group[row]].rows++;
            in[group[row]].size += cases->size[row];
            in[group[row]].yes += cases->yes[row];
            all.rows++;
            all.size += cases->size[row];
            all.yes += cases->yes[row];
        }
    }
    for (size_t g = 0; g < ARAS_MOST_OPTIONS; g++) {
        if (in[g].rows > 0) {
            double off = in[g].yes / in[g].size - all.yes / all.size;

            between += in[g].size * off * off;
            groups++;
        }
    }
    for (size_t row = 0; row < cases->rows; row++) {
        if (group[row] >= 0) {
            double off = cases->yes[row] / cases->size[row] -
                         in[group[row]].yes / in[group[row]].size;

            within += cases->size[row] * off * off;
        }
    }
    if (groups < 2 || all.rows <= groups || between <= 0.0) {
        return answer;
    }
    answer.between = (double) (groups - 1);
    answer.within = (double) (all.rows - groups);
    answer.f =
        within > 0.0 ? between / answer.between / (within / answer.within) : INFINITY;
    answer.p =
        within > 0.0 ? gsl_cdf_fdist_Q(answer.f, answer.between, answer.within) : 0.0;
    return answer;
}

enum aras_status aras_one_way(const struct aras_cases *cases, size_t input,
                              struct aras_one_way *answer, struct aras_error *error)
{
    int *group = malloc((cases->rows + 1) * sizeof *group);

    if (group == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to compare groups");
    }
    if (group_rows(cases, input, group, error) != ARAS_OK) {
        free(group);
        return error->status;
    }
    *answer = compare(cases, group);
    free(group);
    return ARAS_OK;
}
