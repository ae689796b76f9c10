#include "statistics/prim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "statistics/ranked.h"

/* A slice that could be taken off, or put on. */
struct slice {
    size_t input;
    struct aras_limit limit; /* of the input, with this done */
    double size, yes;        /* of the slice */
    double gain;
};

struct peeler {
    const struct aras_cases *cases;
    const struct aras_prim_rule *rule;
    struct aras_limit *box;
    struct aras_content all, now;
    uint32_t **order; /* by input, numbers alone: the rows inside, values rising */
    uint32_t *rows;   /* the rows inside */
    size_t count;     /* of them */
};

static double density(double yes, double size)
{
    return yes / size;
}

/* Between two numbers, of which a <= middle < b. */
static double middle_of(double a, double b)
{
    double middle = a + 0.5 * (b - a);

    return middle < b ? middle : a;
}

static void consider(struct slice *best, const struct slice *slice)
{
    if (slice->gain > best->gain) {
        *best = *slice;
    }
}

/* --- peeling ------------------------------------------------------------------------
 */

static void weigh_peel(const struct peeler *peeler, struct slice *slice,
                       struct slice *best)
{
    double size = peeler->now.size - slice->size;

    if (slice->size <= 0.0 || size < peeler->rule->least * peeler->all.size ||
        size <= 0.0) {
        return;
    }
    slice->gain = (density(peeler->now.yes - slice->yes, size) -
                   density(peeler->now.yes, peeler->now.size)) /
                  slice->size;
    consider(best, slice);
}

/* The lowest rows, or the highest: as many as the rule says, and those as high. */
static void try_end(const struct peeler *peeler, size_t input, bool low,
                    struct slice *best)
{
    const double *x = peeler->cases->input[input];
    const uint32_t *order = peeler->order[input];
    struct slice slice = {.input = input, .limit = peeler->box[input]};
    double wanted = peeler->rule->alpha * peeler->now.size;
    size_t taken = 0;
    double last = NAN;
    double next = NAN;

    while (taken < peeler->count) {
        uint32_t row = order[low ? taken : peeler->count - 1 - taken];

        next = x[row];
        if (slice.size >= wanted && next != last) {
            break;
        }
        slice.size += peeler->cases->size[row];
        slice.yes += peeler->cases->yes[row];
        last = next;
        taken++;
    }
    if (taken == peeler->count) {
        return;
    }
    if (low) {
        slice.limit.low = middle_of(last, next);
    } else {
        slice.limit.high = middle_of(next, last);
    }
    weigh_peel(peeler, &slice, best);
}

static void try_options(const struct peeler *peeler, size_t input, struct slice *best)
{
    double size[ARAS_MOST_OPTIONS] = {0.0};
    double yes[ARAS_MOST_OPTIONS] = {0.0};

    for (size_t i = 0; i < peeler->count; i++) {
        uint32_t row = peeler->rows[i];
        unsigned option = (unsigned) peeler->cases->input[input][row];

        size[option] += peeler->cases->size[row];
        yes[option] += peeler->cases->yes[row];
    }
    for (unsigned option = 0; option < peeler->cases->options[input]; option++) {
        struct slice slice = {.input = input,
                              .limit = peeler->box[input],
                              .size = size[option],
                              .yes = yes[option]};

        slice.limit.options &= ~(UINT64_C(1) << option);
        weigh_peel(peeler, &slice, best);
    }
}

static size_t keep_inside(uint32_t *rows, size_t count, const struct aras_cases *cases,
                          const struct slice *slice)
{
    const double *x = cases->input[slice->input];
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (aras_box_allows(&slice->limit, cases->options[slice->input], x[rows[i]])) {
            rows[kept++] = rows[i];
        }
    }
    return kept;
}

static struct aras_content content_of(const struct peeler *peeler)
{
    struct aras_content content = {.rows = peeler->count};

    for (size_t i = 0; i < peeler->count; i++) {
        content.size += peeler->cases->size[peeler->rows[i]];
        content.yes += peeler->cases->yes[peeler->rows[i]];
    }
    return content;
}

static void take_off(struct peeler *peeler, const struct slice *slice)
{
    size_t kept = 0;

    peeler->box[slice->input] = slice->limit;
    for (size_t i = 0; i < peeler->cases->inputs; i++) {
        if (peeler->order[i] != NULL) {
            keep_inside(peeler->order[i], peeler->count, peeler->cases, slice);
        }
    }
    kept = keep_inside(peeler->rows, peeler->count, peeler->cases, slice);
    peeler->count = kept;
    peeler->now = content_of(peeler);
}

static size_t restricted_of(const struct peeler *peeler)
{
    size_t count = 0;

    for (size_t i = 0; i < peeler->cases->inputs; i++) {
        count += aras_box_restricts(&peeler->box[i], peeler->cases->options[i]);
    }
    return count;
}

static enum aras_status note(struct aras_prim *prim, const struct peeler *peeler,
                             const struct slice *slice, struct aras_error *error)
{
    if (prim->count % 64 == 0) {
        struct aras_peel *peel =
            realloc(prim->peel, (prim->count + 64) * sizeof *prim->peel);

        if (peel == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu boxes",
                                  prim->count + 64);
        }
        prim->peel = peel;
    }
    prim->peel[prim->count++] = (struct aras_peel){
        .input = slice == NULL ? SIZE_MAX : slice->input,
        .limit = slice == NULL ? (struct aras_limit){-INFINITY, INFINITY, UINT64_MAX}
                               : slice->limit,
        .content = peeler->now,
        .restricted = restricted_of(peeler)};
    return ARAS_OK;
}

static enum aras_status peel(struct peeler *peeler, struct aras_prim *prim,
                             struct aras_error *error)
{
    struct slice best;

    do {
        best = (struct slice){.input = SIZE_MAX};
        for (size_t i = 0; i < peeler->cases->inputs; i++) {
            if (peeler->cases->options[i] > 0) {
                try_options(peeler, i, &best);
            } else {
                try_end(peeler, i, true, &best);
                try_end(peeler, i, false, &best);
            }
        }
        if (best.input != SIZE_MAX) {
            take_off(peeler, &best);
            if (note(prim, peeler, &best, error) != ARAS_OK) {
                return error->status;
            }
        }
    } while (best.input != SIZE_MAX);
    return ARAS_OK;
}

/* --- putting rows in order ---------------------------------------------------------
 */

static uint32_t *order_of(const struct peeler *peeler, const double *x,
                          struct aras_ranked *places)
{
    uint32_t *order = malloc((peeler->count + 1) * sizeof *order);

    for (size_t i = 0; order != NULL && i < peeler->count; i++) {
        places[i] = (struct aras_ranked){x[peeler->rows[i]], peeler->rows[i]};
    }
    if (order != NULL) {
        aras_rank(places, peeler->count);
        for (size_t i = 0; i < peeler->count; i++) {
            order[i] = (uint32_t) places[i].row;
        }
    }
    return order;
}

static bool put_in_order(struct peeler *peeler)
{
    const struct aras_cases *cases = peeler->cases;
    struct aras_ranked *places = malloc((peeler->count + 1) * sizeof *places);
    bool good = places != NULL;

    for (size_t i = 0; good && i < cases->inputs; i++) {
        if (cases->options[i] == 0) {
            peeler->order[i] = order_of(peeler, cases->input[i], places);
            good = peeler->order[i] != NULL;
        }
    }
    free(places);
    return good;
}

static bool set_up(struct peeler *peeler)
{
    const struct aras_cases *cases = peeler->cases;

    peeler->box = malloc((cases->inputs + 1) * sizeof *peeler->box);
    peeler->order = calloc(cases->inputs + 1, sizeof *peeler->order);
    peeler->rows = malloc((cases->rows + 1) * sizeof *peeler->rows);
    if (peeler->box == NULL || peeler->order == NULL || peeler->rows == NULL) {
        return false;
    }
    aras_box_open(peeler->box, cases);
    for (size_t row = 0; row < cases->rows; row++) {
        if (cases->size[row] > 0.0) {
            peeler->rows[peeler->count++] = (uint32_t) row;
        }
    }
    peeler->all = peeler->now = content_of(peeler);
    return put_in_order(peeler);
}

static void clear(struct peeler *peeler)
{
    for (size_t i = 0; peeler->order != NULL && i < peeler->cases->inputs; i++) {
        free(peeler->order[i]);
    }
    free(peeler->order);
    free(peeler->box);
    free(peeler->rows);
}

struct aras_prim *aras_prim_new(const struct aras_cases *cases,
                                const struct aras_prim_rule *rule,
                                struct aras_error *error)
{
    struct peeler peeler = {.cases = cases, .rule = rule};
    struct aras_prim *prim = calloc(1, sizeof *prim);
    bool good = prim != NULL && set_up(&peeler);

    ARAS_REQUIRE(rule->alpha > 0.0 && rule->alpha < 1.0 && cases->rows < UINT32_MAX);
    if (!good) {
        aras_error_set(error, ARAS_NO_MEMORY,
                       "no memory to peel %zu rows of %zu inputs", cases->rows,
                       cases->inputs);
    } else {
        good = note(prim, &peeler, NULL, error) == ARAS_OK &&
               peel(&peeler, prim, error) == ARAS_OK;
    }
    clear(&peeler);
    if (!good) {
        aras_prim_free(prim);
        return NULL;
    }
    return prim;
}

void aras_prim_free(struct aras_prim *prim)
{
    if (prim != NULL) {
        free(prim->peel);
        free(prim);
    }
}

void aras_prim_box(const struct aras_prim *prim, size_t number,
                   const struct aras_cases *cases, struct aras_limit *box)
{
    ARAS_REQUIRE(number < prim->count);
    aras_box_open(box, cases);
    for (size_t i = 1; i <= number; i++) {
        box[prim->peel[i].input] = prim->peel[i].limit;
    }
}

size_t aras_prim_greatest_excess(const struct aras_prim *prim)
{
    double share = density(prim->peel[0].content.yes, prim->peel[0].content.size);
    double greatest = 0.0;
    size_t best = 0;

    for (size_t i = 1; i < prim->count; i++) {
        const struct aras_content *content = &prim->peel[i].content;
        double excess = content->yes - share * content->size;

        if (excess > greatest) {
            greatest = excess;
            best = i;
        }
    }
    return best;
}

/* --- pasting ------------------------------------------------------------------------
 */

struct paster {
    struct aras_limit *box;
    const struct aras_cases *cases;
    const struct aras_prim_rule *rule;
    struct aras_content now;
    struct aras_ranked *places; /* room for all rows */
};

static void weigh_paste(const struct paster *paster, struct slice *slice,
                        struct slice *best)
{
    if (slice->size <= 0.0) {
        return;
    }
    slice->gain =
        (density(paster->now.yes + slice->yes, paster->now.size + slice->size) -
         density(paster->now.yes, paster->now.size)) /
        slice->size;
    consider(best, slice);
}

/* The rows that one limit alone keeps out, and on one side: nearest first. */
static size_t find_beyond(struct paster *paster, size_t input, bool low)
{
    const double *x = paster->cases->input[input];
    struct aras_limit kept = paster->box[input];
    size_t count = 0;

    paster->box[input].low = low ? -INFINITY : kept.high;
    paster->box[input].high = low ? kept.low : INFINITY;
    for (size_t row = 0; row < paster->cases->rows; row++) {
        if (paster->cases->size[row] > 0.0 &&
            aras_box_holds(paster->box, paster->cases, row)) {
            paster->places[count++] = (struct aras_ranked){low ? -x[row] : x[row], row};
        }
    }
    paster->box[input] = kept;
    aras_rank(paster->places, count);
    return count;
}

static void try_side(struct paster *paster, size_t input, bool low, struct slice *best)
{
    struct slice slice = {.input = input, .limit = paster->box[input]};
    double wanted = paster->rule->alpha * paster->now.size;
    size_t count = find_beyond(paster, input, low);
    size_t taken = 0;
    double bound = INFINITY;

    while (taken < count) {
        const struct aras_ranked *place = &paster->places[taken];

        if (slice.size >= wanted && place->x != paster->places[taken - 1].x) {
            bound = low ? middle_of(-place->x, -paster->places[taken - 1].x)
                        : middle_of(paster->places[taken - 1].x, place->x);
            break;
        }
        slice.size += paster->cases->size[place->row];
        slice.yes += paster->cases->yes[place->row];
        taken++;
    }
    if (low) {
        slice.limit.low = isinf(bound) ? -INFINITY : bound;
    } else {
        slice.limit.high = bound;
    }
    weigh_paste(paster, &slice, best);
}

static void try_lost_options(struct paster *paster, size_t input, struct slice *best)
{
    struct aras_limit kept = paster->box[input];

    for (unsigned option = 0; option < paster->cases->options[input]; option++) {
        struct slice slice = {.input = input, .limit = kept};
        struct aras_content content;

        if ((kept.options >> option & 1) != 0) {
            continue;
        }
        paster->box[input].options = UINT64_C(1) << option;
        content = aras_box_content(paster->box, paster->cases);
        paster->box[input] = kept;
        slice.limit.options |= UINT64_C(1) << option;
        slice.size = content.size;
        slice.yes = content.yes;
        weigh_paste(paster, &slice, best);
    }
}

static void try_sides(struct paster *paster, size_t input, struct slice *best)
{
    if (paster->cases->options[input] > 0) {
        try_lost_options(paster, input, best);
        return;
    }
    if (isfinite(paster->box[input].low)) {
        try_side(paster, input, true, best);
    }
    if (isfinite(paster->box[input].high)) {
        try_side(paster, input, false, best);
    }
}

enum aras_status aras_prim_paste(struct aras_limit *box, const struct aras_cases *cases,
                                 const struct aras_prim_rule *rule,
                                 struct aras_error *error)
{
    struct paster paster = {.box = box,
                            .cases = cases,
                            .rule = rule,
                            .places =
                                malloc((cases->rows + 1) * sizeof(struct aras_ranked))};
    struct slice best;

    if (paster.places == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory to widen a box of %zu rows", cases->rows);
    }
    do {
        best = (struct slice){.input = SIZE_MAX};
        paster.now = aras_box_content(box, cases);
        for (size_t i = 0; paster.now.size > 0.0 && i < cases->inputs; i++) {
            try_sides(&paster, i, &best);
        }
        if (best.input != SIZE_MAX) {
            box[best.input] = best.limit;
        }
    } while (best.input != SIZE_MAX);
    free(paster.places);
    return ARAS_OK;
}
