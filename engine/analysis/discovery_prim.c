#include "analysis/discovery_search.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/one_way.h"

#define SMALLEST 0.05 /* box, as a share of all worlds */

#define MAY_MATTER 0.01 /* an input with a greater p is not searched */

enum { LEAST_INPUTS = 5 }; /* that are searched in any case */

/* The box of the trajectory that holds the greatest excess among those that choose. */
static size_t choose_peel(const struct aras_prim *prim,
                          const struct aras_cases *choosing, struct aras_limit *limit,
                          double *greatest)
{
    struct aras_content all;
    size_t best = 0;

    aras_prim_box(prim, 0, choosing, limit);
    all = aras_box_content(limit, choosing);
    *greatest = 0.0;
    for (size_t i = 1; i < prim->count; i++) {
        struct aras_content content;
        double excess;

        limit[prim->peel[i].input] = prim->peel[i].limit;
        content = aras_box_content(limit, choosing);
        excess = content.yes - content.size * all.yes / all.size;
        if (excess > *greatest) {
            *greatest = excess;
            best = i;
        }
    }
    return best;
}

/* Gives up restrictions that those that choose say nothing for, the worst first. */
static void drop_idle(struct aras_limit *limit, const struct aras_cases *choosing,
                      double effect)
{
    size_t worst;

    do {
        double highest = ARAS_DISCOVERY_KEEPS;

        worst = SIZE_MAX;
        for (size_t i = 0; i < choosing->inputs; i++) {
            double p = 0.0;

            if (aras_box_restricts(&limit[i], choosing->options[i])) {
                p = aras_box_quasi_p(limit, choosing, i, effect);
            }
            if (p > highest) {
                highest = p;
                worst = i;
            }
        }
        if (worst != SIZE_MAX) {
            struct aras_cases one = *choosing;

            one.inputs = 1;
            one.options = &choosing->options[worst];
            aras_box_open(&limit[worst], &one);
        }
    } while (worst != SIZE_MAX);
}

/* The inputs that a search looks at: some of those of the cases. */
struct screen {
    size_t *number; /* among all inputs */
    const double **input;
    unsigned *options;
    double *p; /* of all inputs */
    size_t count;
};

static void free_screen(struct screen *screen)
{
    free(screen->number);
    free(screen->input);
    free(screen->options);
    free(screen->p);
}

/* The p that the few inputs with the lowest have at most. */
static double lowest_few(const double *p, size_t count)
{
    double bound = 0.0;

    for (size_t k = 0; k < LEAST_INPUTS; k++) {
        double next = INFINITY;

        for (size_t i = 0; i < count; i++) {
            next = p[i] > bound ? fmin(next, p[i]) : next;
        }
        bound = isfinite(next) ? next : bound;
    }
    return bound;
}

static enum aras_status make_screen(struct screen *screen,
                                    const struct aras_cases *cases,
                                    struct aras_error *error)
{
    double bound;

    *screen =
        (struct screen){.number = calloc(cases->inputs + 1, sizeof *screen->number),
                        .input = calloc(cases->inputs + 1, sizeof *screen->input),
                        .options = calloc(cases->inputs + 1, sizeof *screen->options),
                        .p = calloc(cases->inputs + 1, sizeof *screen->p)};
    if (screen->number == NULL || screen->input == NULL || screen->options == NULL ||
        screen->p == NULL) {
        return aras_discovery_no_memory(error);
    }
    for (size_t i = 0; i < cases->inputs; i++) {
        struct aras_one_way answer;

        if (aras_one_way(cases, i, &answer, error) != ARAS_OK) {
            return error->status;
        }
        screen->p[i] = answer.p;
    }
    bound = fmax(MAY_MATTER, lowest_few(screen->p, cases->inputs));
    for (size_t i = 0; i < cases->inputs; i++) {
        if (screen->p[i] <= bound) {
            screen->number[screen->count] = i;
            screen->input[screen->count] = cases->input[i];
            screen->options[screen->count++] = cases->options[i];
        }
    }
    return ARAS_OK;
}

/* A trajectory over the inputs that may matter, told in the numbers of all of them. */
static struct aras_prim *peel(const struct aras_cases *cases,
                              const struct screen *screen,
                              const struct aras_prim_rule *rule,
                              struct aras_error *error)
{
    struct aras_cases some = *cases;
    struct aras_prim *prim;

    some.inputs = screen->count;
    some.input = screen->input;
    some.options = screen->options;
    prim = aras_prim_new(&some, rule, error);
    for (size_t i = 1; prim != NULL && i < prim->count; i++) {
        prim->peel[i].input = screen->number[prim->peel[i].input];
    }
    return prim;
}

/* Tries slices of one thickness, and keeps what comes of it where it is better. */
static enum aras_status try_alpha(const struct aras_discovery_search *search,
                                  const struct aras_cases *searching,
                                  const struct aras_cases *choosing,
                                  const struct screen *screen, double alpha,
                                  struct aras_discovery_finding *finding,
                                  struct aras_error *error)
{
    const struct aras_discovery_wish *wish = search->wish;
    struct aras_prim_rule rule = {.alpha = alpha, .least = SMALLEST};
    struct aras_prim *prim = peel(searching, screen, &rule, error);
    double excess;
    size_t number;

    if (prim == NULL) {
        return error->status;
    }
    number = choose_peel(prim, choosing, finding->limit, &excess);
    if (finding->prim != NULL && excess <= finding->excess) {
        aras_prim_free(prim);
        return ARAS_OK;
    }
    aras_prim_free(finding->prim);
    finding->prim = prim;
    finding->alpha = alpha;
    finding->excess = excess;
    finding->number = number;
    if (wish->by_number) {
        finding->number = wish->peel < prim->count ? wish->peel : prim->count - 1;
    }
    return ARAS_OK;
}

static enum aras_status find_trajectory(const struct aras_discovery_search *search,
                                        const struct aras_cases *searching,
                                        const struct aras_cases *choosing,
                                        struct aras_discovery_finding *finding,
                                        struct aras_error *error)
{
    static const double thickness[] = {0.05, 0.1, 0.2, 0.3};
    struct screen screen;
    enum aras_status status = make_screen(&screen, searching, error);

    finding->screened = screen.count;
    if (search->wish->alpha > 0.0 && status == ARAS_OK) {
        status = try_alpha(search, searching, choosing, &screen, search->wish->alpha,
                           finding, error);
    }
    for (size_t i = 0; i < sizeof thickness / sizeof *thickness &&
                       !(search->wish->alpha > 0.0) && status == ARAS_OK;
         i++) {
        status = try_alpha(search, searching, choosing, &screen, thickness[i], finding,
                           error);
    }
    free_screen(&screen);
    return status;
}

enum aras_status aras_discovery_find_box(const struct aras_discovery_search *search,
                                         const struct aras_discovery_sample *sample,
                                         struct aras_discovery_finding *finding,
                                         struct aras_error *error)
{
    struct aras_cases searching = aras_discovery_cases(search, sample->searching);
    struct aras_cases choosing = aras_discovery_cases(search, sample->choosing);
    struct aras_cases both = aras_discovery_cases(search, sample->both);
    struct aras_prim_rule rule = {.least = SMALLEST};

    if (find_trajectory(search, &searching, &choosing, finding, error) != ARAS_OK) {
        return error->status;
    }
    aras_prim_box(finding->prim, finding->number, &searching, finding->limit);
    if (search->wish->by_number) {
        return ARAS_OK;
    }
    drop_idle(finding->limit, &choosing, search->discovery->effect);
    rule.alpha = finding->alpha;
    return aras_prim_paste(finding->limit, &both, &rule, error);
}
