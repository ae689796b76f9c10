#include "analysis/discovery_search.h"

#include <math.h>
#include <stdlib.h>

#include "random/stream.h"

enum { RESAMPLINGS = 20 };

static bool same_side(const struct aras_limit *a, const struct aras_limit *b,
                      unsigned options)
{
    if (options > 0) {
        return aras_box_restricts(b, options) && (~a->options & ~b->options) != 0;
    }
    return (isfinite(a->low) && isfinite(b->low)) ||
           (isfinite(a->high) && isfinite(b->high));
}

static double overlap_of(const struct aras_discovery_search *search,
                         const struct aras_limit *limit)
{
    struct aras_cases all = aras_discovery_cases(search, search->size);
    double either = 0.0;
    double both = 0.0;

    for (size_t row = 0; row < search->rows; row++) {
        if (search->size[row] > 0.0) {
            bool a = aras_box_holds(limit, &all, row);
            bool b = aras_box_holds(search->again, &all, row);

            either += a || b;
            both += a && b;
        }
    }
    return either == 0.0 ? 0.0 : both / either;
}

/* Sets that were drawn again, with replacement: a search of its own. */
struct redraw {
    struct aras_discovery_search search;
    size_t *rows; /* those of one part */
    double *value;
};

static void free_redraw(struct redraw *redraw)
{
    free(redraw->rows);
    free(redraw->value);
    free(redraw->search.yes);
    free(redraw->search.both);
    free(redraw->search.part_size[ARAS_PART_SEARCH]);
    free(redraw->search.part_size[ARAS_PART_CHOOSE]);
    free(redraw->search.input);
}

static bool make_redraw(struct redraw *redraw,
                        const struct aras_discovery_search *search)
{
    size_t rows = search->rows + 1;
    size_t inputs = search->discovery->inputs;
    struct aras_discovery_search *drawn = &redraw->search;

    *redraw = (struct redraw){.search = *search};
    redraw->rows = calloc(rows, sizeof *redraw->rows);
    redraw->value = calloc(rows * inputs, sizeof *redraw->value);
    drawn->yes = calloc(rows, sizeof *drawn->yes);
    drawn->both = calloc(rows, sizeof *drawn->both);
    drawn->part_size[ARAS_PART_SEARCH] = calloc(rows, sizeof(double));
    drawn->part_size[ARAS_PART_CHOOSE] = calloc(rows, sizeof(double));
    drawn->input = calloc(inputs, sizeof *drawn->input);
    for (size_t i = 0; drawn->input != NULL && i < inputs; i++) {
        drawn->input[i] = redraw->value + i * search->rows;
    }
    return redraw->rows != NULL && redraw->value != NULL && drawn->yes != NULL &&
           drawn->both != NULL && drawn->part_size[ARAS_PART_SEARCH] != NULL &&
           drawn->part_size[ARAS_PART_CHOOSE] != NULL && drawn->input != NULL;
}

/* Draws as many sets of a part as it has, and puts them behind those drawn before. */
static void draw_part(struct redraw *redraw, const struct aras_discovery_search *search,
                      enum aras_part part, size_t round)
{
    const double *size = search->part_size[part];
    struct aras_discovery_search *drawn = &redraw->search;
    struct aras_stream stream = {.seed = search->seed,
                                 .replication = round,
                                 .name = aras_name_hash("discover"),
                                 .purpose = ARAS_FOR_ANALYSIS};
    size_t count = 0;

    for (size_t row = 0; row < search->rows; row++) {
        if (size[row] > 0.0) {
            redraw->rows[count++] = row;
        }
    }
    for (size_t i = 0; i < count; i++) {
        double u = aras_stream_uniform(&stream, i, part);
        size_t row = redraw->rows[(size_t) (u * (double) count)];
        size_t to = drawn->rows++;

        for (size_t k = 0; k < search->discovery->inputs; k++) {
            redraw->value[k * search->rows + to] = search->input[k][row];
        }
        drawn->yes[to] = search->yes[row];
        drawn->both[to] = size[row];
        for (size_t p = ARAS_PART_SEARCH; p <= ARAS_PART_CHOOSE; p++) {
            drawn->part_size[p][to] = p == part ? size[row] : 0.0;
        }
    }
}

static enum aras_status try_again(struct aras_discovery_search *search,
                                  struct redraw *redraw, size_t round,
                                  const struct aras_limit *limit,
                                  struct aras_found_box *box, struct aras_error *error)
{
    struct aras_discovery_search *drawn = &redraw->search;
    struct aras_discovery_sample sample = {drawn->part_size[ARAS_PART_SEARCH],
                                           drawn->part_size[ARAS_PART_CHOOSE],
                                           drawn->both};
    struct aras_discovery_finding finding = {.limit = search->again};
    enum aras_status status;

    drawn->rows = 0;
    draw_part(redraw, search, ARAS_PART_SEARCH, round);
    draw_part(redraw, search, ARAS_PART_CHOOSE, round);
    status = aras_discovery_find_box(drawn, &sample, &finding, error);
    aras_prim_free(finding.prim);
    if (status != ARAS_OK) {
        return status;
    }
    for (size_t i = 0; i < box->restrictions; i++) {
        struct aras_restriction *restriction = &box->restriction[i];

        restriction->again +=
            same_side(&restriction->limit, &search->again[restriction->input],
                      search->options[restriction->input]) /
            (double) RESAMPLINGS;
    }
    box->overlap += overlap_of(search, limit) / (double) RESAMPLINGS;
    return ARAS_OK;
}

enum aras_status aras_discovery_find_again(struct aras_discovery_search *search,
                                           const struct aras_limit *limit,
                                           struct aras_found_box *box,
                                           struct aras_error *error)
{
    struct redraw redraw;
    enum aras_status status =
        make_redraw(&redraw, search) ? ARAS_OK : aras_discovery_no_memory(error);

    box->overlap = 0.0;
    for (size_t i = 0; i < box->restrictions; i++) {
        box->restriction[i].again = 0.0;
    }
    for (size_t round = 0; round < RESAMPLINGS && status == ARAS_OK; round++) {
        status = try_again(search, &redraw, round, limit, box, error);
    }
    search->discovery->resamplings = RESAMPLINGS;
    free_redraw(&redraw);
    return status;
}
