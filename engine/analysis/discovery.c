#include "analysis/discovery.h"

#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/cursor.h"
#include "analysis/inputs.h"
#include "analysis/nested.h"
#include "base/require.h"
#include "random/stream.h"
#include "statistics/beta.h"
#include "statistics/one_way.h"

#define LEVEL    0.95 /* of intervals */
#define SMALLEST 0.05 /* box, as a share of all worlds */
#define KEEPS_ITS_USE                                                                  \
    0.05 /* a restriction with a greater p among the choosing is dropped */

#define MAY_MATTER 0.01 /* an input with a greater p is not searched */

enum { LEAST_INPUTS = 5 }; /* that are searched in any case */
enum { RESAMPLINGS = 20, LEAST_WORLDS = 50, FOLDS = 10, LEAST_IN_LEAF = 20 };

/* All that is read of the run, one row for each parameter set. */
struct search {
    const struct aras_model *model;
    const struct aras_discovery_wish *wish;
    struct aras_discovery *discovery;
    uint64_t seed;

    size_t rows, columns;
    double *value;      /* columns x rows, column by column */
    double *size, *yes; /* rows */
    struct aras_nested nested;

    const double **input;
    unsigned *options;
    double
        *part_size[ARAS_PARTS]; /* rows: 0 in other parts, and where a box was taken */
    double *both;               /* rows: of those that search and choose */
    struct aras_limit *limit;   /* inputs: room for a box ... */
    struct aras_limit *again;   /* ... and for one that is found again */
};

static struct aras_cases cases_of(const struct search *search, const double *size)
{
    return (struct aras_cases){.rows = search->rows,
                               .inputs = search->discovery->inputs,
                               .input = search->input,
                               .options = search->options,
                               .size = size,
                               .yes = search->yes};
}

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for boxes");
}

/* --- reading the run ----------------------------------------------------------------
 */

static enum aras_status close_set(struct search *search, size_t row,
                                  struct aras_error *error)
{
    struct aras_summary group;

    if (search->size[row] == 0.0) {
        return ARAS_OK;
    }
    group = aras_nested_share_group(search->yes[row], search->size[row]);
    search->discovery->sets++;
    search->discovery->nested = search->discovery->nested || search->size[row] > 1.0;
    return aras_nested_add(&search->nested, &group, error);
}

static enum aras_status add_world(struct search *search, const struct aras_world *world,
                                  struct aras_error *error)
{
    size_t row = (size_t) world->set;
    bool so = false;

    if (world->failed) {
        search->discovery->failed++;
        return ARAS_OK;
    }
    if (aras_condition_ask(search->wish->condition, world->outcomes, &so, error) !=
        ARAS_OK) {
        return aras_error_within(error, "world %" PRIu64, world->replication);
    }
    for (size_t i = 0; search->size[row] == 0.0 && i < search->columns; i++) {
        search->value[i * search->rows + row] = world->parameters[i];
    }
    search->size[row] += 1.0;
    search->yes[row] += so;
    return ARAS_OK;
}

static enum aras_status read_worlds(struct search *search, const struct aras_run *run,
                                    struct aras_error *error)
{
    struct aras_cursor cursor = {.run = run};
    enum aras_status status = ARAS_OK;
    size_t row = 0;

    for (uint64_t i = 0; i < search->discovery->worlds && status == ARAS_OK; i++) {
        struct aras_world world;

        status = aras_cursor_next(&cursor, &world, error);
        if (status == ARAS_OK && world.set > row) {
            status = close_set(search, row, error);
            row = (size_t) world.set;
        }
        if (status == ARAS_OK) {
            status = add_world(search, &world, error);
        }
    }
    aras_cursor_close(&cursor);
    return status == ARAS_OK ? close_set(search, row, error) : status;
}

static bool make_room(struct search *search)
{
    size_t rows = search->rows;
    size_t columns = search->columns;

    search->value = calloc(rows * columns + 1, sizeof *search->value);
    search->size = calloc(rows + 1, sizeof *search->size);
    search->yes = calloc(rows + 1, sizeof *search->yes);
    search->both = calloc(rows + 1, sizeof *search->both);
    for (size_t p = 0; p < ARAS_PARTS; p++) {
        search->part_size[p] = calloc(rows + 1, sizeof(double));
    }
    search->input = calloc(columns + 1, sizeof *search->input);
    search->options = calloc(columns + 1, sizeof *search->options);
    search->limit = calloc(columns + 1, sizeof *search->limit);
    search->again = calloc(columns + 1, sizeof *search->again);
    search->discovery->input = calloc(columns + 1, sizeof *search->discovery->input);
    return search->value != NULL && search->size != NULL && search->yes != NULL &&
           search->both != NULL && search->part_size[ARAS_PART_SEARCH] != NULL &&
           search->part_size[ARAS_PART_CHOOSE] != NULL &&
           search->part_size[ARAS_PART_JUDGE] != NULL && search->input != NULL &&
           search->options != NULL && search->limit != NULL && search->again != NULL &&
           search->discovery->input != NULL;
}

static void give_back(struct search *search)
{
    free(search->value);
    free(search->size);
    free(search->yes);
    free(search->both);
    for (size_t p = 0; p < ARAS_PARTS; p++) {
        free(search->part_size[p]);
    }
    free(search->input);
    free(search->options);
    free(search->limit);
    free(search->again);
    aras_nested_free(&search->nested);
}

/* --- inputs and parts ---------------------------------------------------------------
 */

static bool differs(const struct search *search, const double *x)
{
    double seen = NAN;

    for (size_t row = 0; row < search->rows; row++) {
        if (search->size[row] > 0.0) {
            if (seen != x[row] && !isnan(seen)) {
                return true;
            }
            seen = x[row];
        }
    }
    return false;
}

static void add_input(struct search *search, size_t column)
{
    const struct aras_model *model = search->model;
    struct aras_discovery *discovery = search->discovery;
    const double *x = search->value + column * search->rows;
    struct aras_drawn_input input = {.id = aras_inputs_id(model, column),
                                     .title = aras_inputs_title(model, column),
                                     .unit = ""};
    unsigned options = 0;

    if (aras_inputs_is_variant(model, column)) {
        input.variant = &model->variants[column - model->parameter_count];
        options = (unsigned) input.variant->count;
    } else if (model->parameters[column].unit != NULL) {
        input.unit = model->parameters[column].unit;
    }
    search->input[discovery->inputs] = x;
    search->options[discovery->inputs] = options;
    discovery->input[discovery->inputs++] = input;
}

/* Only what differs between sets can tell them apart. */
static enum aras_status list_inputs(struct search *search, struct aras_error *error)
{
    const struct aras_model *model = search->model;
    struct aras_inputs inputs;

    if (aras_inputs_find(&inputs, model, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < inputs.count; i++) {
        size_t column = inputs.column[i];
        bool many =
            aras_inputs_is_variant(model, column) &&
            model->variants[column - model->parameter_count].count > ARAS_MOST_OPTIONS;

        if (!many && differs(search, search->value + column * search->rows)) {
            add_input(search, column);
        }
    }
    aras_inputs_free(&inputs);
    return ARAS_OK;
}

static enum aras_part part_of(size_t row)
{
    switch (row % 4) {
    case 2:
        return ARAS_PART_CHOOSE;
    case 3:
        return ARAS_PART_JUDGE;
    default:
        return ARAS_PART_SEARCH;
    }
}

static void divide(struct search *search)
{
    struct aras_discovery *discovery = search->discovery;

    for (size_t row = 0; row < search->rows; row++) {
        enum aras_part part = part_of(row);
        struct aras_content *content = &discovery->part[part];

        search->part_size[part][row] = search->size[row];
        search->both[row] = part == ARAS_PART_JUDGE ? 0.0 : search->size[row];
        content->rows += search->size[row] > 0.0;
        content->size += search->size[row];
        content->yes += search->yes[row];
    }
    for (size_t p = 0; p < ARAS_PARTS; p++) {
        discovery->all.rows += discovery->part[p].rows;
        discovery->all.size += discovery->part[p].size;
        discovery->all.yes += discovery->part[p].yes;
    }
}

static void sum_up(struct search *search)
{
    struct aras_discovery *discovery = search->discovery;
    struct aras_clustered mean = aras_nested_mean(&search->nested);
    double variance = aras_nested_variance(&search->nested);

    discovery->share = discovery->all.yes / discovery->all.size;
    discovery->interval = aras_interval_clustered_share(&mean, LEVEL);
    discovery->spread =
        discovery->nested && !isnan(variance) ? sqrt(fmax(variance, 0.0)) : NAN;
    discovery->effect = 1.0;
    if (discovery->spread > 0.0) {
        double each = discovery->all.size / (double) discovery->sets;
        double alike = discovery->spread * discovery->spread /
                       (discovery->share * (1.0 - discovery->share));

        discovery->effect += (each - 1.0) * fmin(alike, 1.0);
    }
}

static enum aras_status is_enough(const struct search *search, struct aras_error *error)
{
    const struct aras_discovery *discovery = search->discovery;
    const char *text = search->wish->condition->text;
    double yes = discovery->all.yes;
    double no = discovery->all.size - yes;

    if (discovery->inputs == 0 && discovery->sets > 1) {
        return aras_error_set(
            error, ARAS_INVALID,
            "no parameter or variant of this run was drawn, so there is "
            "nothing among which to look: play it without --central");
    }
    if (discovery->sets < ARAS_DISCOVERY_LEAST_SETS) {
        return aras_error_set(error, ARAS_INVALID,
                              "%zu parameter sets are too few to look for boxes: at "
                              "least %d are needed, and "
                              "2,000 are better. A world of a set that is there "
                              "already adds none, so play "
                              "with smaller groups: -n 10000 --group 5",
                              discovery->sets, (int) ARAS_DISCOVERY_LEAST_SETS);
    }
    if (yes == 0.0 || no == 0.0) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is so in %s of the %.0f worlds: nothing tells them "
                              "apart",
                              text, yes == 0.0 ? "none" : "all", discovery->all.size);
    }
    if (fmin(yes, no) < LEAST_WORLDS) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is %s in only %.0f of %.0f worlds: at least %d are "
                              "needed, so play about "
                              "-n %.0f --group 5",
                              text, yes < no ? "so" : "not so", fmin(yes, no),
                              discovery->all.size, (int) LEAST_WORLDS,
                              1000.0 * ceil(2.0 * LEAST_WORLDS * discovery->all.size /
                                            fmin(yes, no) / 1000.0));
    }
    return ARAS_OK;
}

/* --- what is said of a box -----------------------------------------------------------
 */

/* The greatest mean probability of so small a share of sets, were they picked by their
 * true probabilities: those follow a beta distribution with the mean and variance
 * that are seen. Its share above q has the mean `mean` x P(beta(a + 1, b) > q) / mass.
 */
static double ceiling_of(const struct aras_discovery *discovery, double mass)
{
    double mean = discovery->share;
    double variance = discovery->spread * discovery->spread;
    double both = mean * (1.0 - mean) / variance - 1.0;
    double from;

    if (isnan(variance) || !(mass > 0.0)) {
        return NAN;
    }
    if (variance == 0.0 || mass >= 1.0) {
        return mean;
    }
    if (both <= 0.0) {
        return fmin(1.0, mean / mass);
    }
    from = aras_beta_upper_quantile(mass, mean * both, (1.0 - mean) * both);
    return fmin(1.0, mean *
                         gsl_cdf_beta_Q(from, mean * both + 1.0, (1.0 - mean) * both) /
                         mass);
}

/* How well the density is known: judged sets inside are the clusters. */
static enum aras_status find_interval(const struct search *search,
                                      const struct aras_limit *limit,
                                      struct aras_found_box *box,
                                      struct aras_error *error)
{
    struct aras_cases judging = cases_of(search, search->part_size[ARAS_PART_JUDGE]);
    struct aras_cluster *clusters = calloc(search->rows + 1, sizeof *clusters);
    struct aras_clustered mean;
    size_t count = 0;

    if (clusters == NULL) {
        return no_memory(error);
    }
    for (size_t row = 0; row < search->rows; row++) {
        if (judging.size[row] > 0.0 && aras_box_holds(limit, &judging, row)) {
            clusters[count++] =
                (struct aras_cluster){judging.yes[row], judging.size[row]};
        }
    }
    mean = aras_clustered_mean(clusters, count);
    box->interval = count > 1 ? aras_interval_clustered_share(&mean, LEVEL)
                              : (struct aras_interval){0.0, 1.0};
    free(clusters);
    return ARAS_OK;
}

static double kept_by(const struct search *search, size_t input,
                      const struct aras_limit *limit)
{
    double kept = 0.0;

    for (size_t row = 0; row < search->rows; row++) {
        if (search->size[row] > 0.0) {
            kept += aras_box_allows(limit, search->options[input],
                                    search->input[input][row]);
        }
    }
    return kept / (double) search->discovery->sets;
}

static enum aras_status list_restrictions(const struct search *search,
                                          const struct aras_limit *limit,
                                          struct aras_found_box *box,
                                          struct aras_error *error)
{
    struct aras_cases judging = cases_of(search, search->part_size[ARAS_PART_JUDGE]);
    const struct aras_discovery *discovery = search->discovery;
    size_t inputs = discovery->inputs;

    box->restriction = calloc(inputs + 1, sizeof *box->restriction);
    if (box->restriction == NULL) {
        return no_memory(error);
    }
    for (size_t i = 0; i < inputs; i++) {
        if (aras_box_restricts(&limit[i], search->options[i])) {
            box->restriction[box->restrictions++] = (struct aras_restriction){
                .input = i,
                .limit = limit[i],
                .keeps = kept_by(search, i, &limit[i]),
                .without = aras_box_content_without(limit, &judging, i),
                .p = aras_box_quasi_p(limit, &judging, i, discovery->effect),
                .again = NAN};
        }
    }
    return ARAS_OK;
}

static enum aras_status describe(const struct search *search,
                                 const struct aras_limit *limit,
                                 struct aras_found_box *box, struct aras_error *error)
{
    const struct aras_discovery *discovery = search->discovery;
    const struct aras_content *all = &discovery->part[ARAS_PART_JUDGE];
    struct aras_cases searching = cases_of(search, search->both);
    struct aras_cases judging = cases_of(search, search->part_size[ARAS_PART_JUDGE]);

    *box = (struct aras_found_box){.overlap = NAN};
    box->searched = aras_box_content(limit, &searching);
    box->judged = aras_box_content(limit, &judging);
    box->coverage = box->judged.yes / all->yes;
    box->mass = box->judged.size / all->size;
    box->density = box->judged.yes / box->judged.size;
    box->p = aras_content_p(&box->judged, all->yes / all->size, discovery->effect);
    box->ceiling = ceiling_of(discovery, box->mass);
    if (find_interval(search, limit, box, error) != ARAS_OK) {
        return error->status;
    }
    return list_restrictions(search, limit, box, error);
}

static struct aras_found_box *add_box(struct aras_discovery *discovery,
                                      struct aras_error *error)
{
    struct aras_found_box *more =
        realloc(discovery->box, (discovery->boxes + 1) * sizeof *more);

    if (more == NULL) {
        no_memory(error);
        return NULL;
    }
    discovery->box = more;
    more[discovery->boxes] = (struct aras_found_box){.overlap = NAN};
    return &more[discovery->boxes++];
}

/* --- PRIM ---------------------------------------------------------------------------
 */

/* The sets with which a box is found: as they are, or drawn again. */
struct sample {
    const double *searching, *choosing, *both; /* sizes of rows */
};

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
        double highest = KEEPS_ITS_USE;

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
        return no_memory(error);
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

/* What was found in one sample. */
struct finding {
    struct aras_limit *limit; /* inputs */
    size_t number;            /* of the box in the trajectory */
    size_t screened;
    double alpha;
    double excess;
    struct aras_prim *prim; /* NULL: none yet */
};

/* Tries slices of one thickness, and keeps what comes of it where it is better. */
static enum aras_status try_alpha(const struct search *search,
                                  const struct aras_cases *searching,
                                  const struct aras_cases *choosing,
                                  const struct screen *screen, double alpha,
                                  struct finding *finding, struct aras_error *error)
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

static enum aras_status find_trajectory(const struct search *search,
                                        const struct aras_cases *searching,
                                        const struct aras_cases *choosing,
                                        struct finding *finding,
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

/* Finds one box; its trajectory is the caller's. */
static enum aras_status find_box(const struct search *search,
                                 const struct sample *sample, struct finding *finding,
                                 struct aras_error *error)
{
    struct aras_cases searching = cases_of(search, sample->searching);
    struct aras_cases choosing = cases_of(search, sample->choosing);
    struct aras_cases both = cases_of(search, sample->both);
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

static enum aras_status keep_trajectory(struct search *search,
                                        const struct aras_prim *prim,
                                        struct aras_error *error)
{
    struct aras_discovery *discovery = search->discovery;
    struct aras_cases choosing = cases_of(search, search->part_size[ARAS_PART_CHOOSE]);
    struct aras_cases judging = cases_of(search, search->part_size[ARAS_PART_JUDGE]);

    discovery->peeled = calloc(prim->count, sizeof *discovery->peeled);
    if (discovery->peeled == NULL) {
        return no_memory(error);
    }
    discovery->peels = prim->count;
    for (size_t i = 0; i < prim->count; i++) {
        aras_prim_box(prim, i, &judging, search->again);
        discovery->peeled[i] =
            (struct aras_peeled){.input = prim->peel[i].input,
                                 .restricted = prim->peel[i].restricted,
                                 .searched = prim->peel[i].content,
                                 .chosen = aras_box_content(search->again, &choosing),
                                 .judged = aras_box_content(search->again, &judging)};
    }
    return ARAS_OK;
}

/* Takes the sets of a box away from all parts, so that the next one lies elsewhere. */
static void take_away(struct search *search, const struct aras_limit *limit)
{
    struct aras_cases all = cases_of(search, search->size);

    for (size_t row = 0; row < search->rows; row++) {
        if (aras_box_holds(limit, &all, row)) {
            search->both[row] = 0.0;
            for (size_t p = 0; p < ARAS_PARTS; p++) {
                search->part_size[p][row] = 0.0;
            }
        }
    }
}

/* --- finding it again ----------------------------------------------------------------
 */

static bool same_side(const struct aras_limit *a, const struct aras_limit *b,
                      unsigned options)
{
    if (options > 0) {
        return aras_box_restricts(b, options) && (~a->options & ~b->options) != 0;
    }
    return (isfinite(a->low) && isfinite(b->low)) ||
           (isfinite(a->high) && isfinite(b->high));
}

static double overlap_of(const struct search *search, const struct aras_limit *limit)
{
    struct aras_cases all = cases_of(search, search->size);
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
    struct search search;
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

static bool make_redraw(struct redraw *redraw, const struct search *search)
{
    size_t rows = search->rows + 1;
    size_t inputs = search->discovery->inputs;
    struct search *drawn = &redraw->search;

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
static void draw_part(struct redraw *redraw, const struct search *search,
                      enum aras_part part, size_t round)
{
    const double *size = search->part_size[part];
    struct search *drawn = &redraw->search;
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

static enum aras_status try_again(struct search *search, struct redraw *redraw,
                                  size_t round, const struct aras_limit *limit,
                                  struct aras_found_box *box, struct aras_error *error)
{
    struct search *drawn = &redraw->search;
    struct sample sample = {drawn->part_size[ARAS_PART_SEARCH],
                            drawn->part_size[ARAS_PART_CHOOSE], drawn->both};
    struct finding finding = {.limit = search->again};
    enum aras_status status;

    drawn->rows = 0;
    draw_part(redraw, search, ARAS_PART_SEARCH, round);
    draw_part(redraw, search, ARAS_PART_CHOOSE, round);
    status = find_box(drawn, &sample, &finding, error);
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

static enum aras_status find_again(struct search *search,
                                   const struct aras_limit *limit,
                                   struct aras_found_box *box, struct aras_error *error)
{
    struct redraw redraw;
    enum aras_status status = make_redraw(&redraw, search) ? ARAS_OK : no_memory(error);

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

/* Whether a further box is worth telling of: those that choose have it more often in
 * the box than in all that is left outside of earlier ones, by more than chance. */
static bool holds_up(const struct search *search, const struct aras_limit *limit)
{
    struct aras_cases choosing = cases_of(search, search->part_size[ARAS_PART_CHOOSE]);
    struct aras_content inside = aras_box_content(limit, &choosing);
    struct aras_content left;

    aras_box_open(search->again, &choosing);
    left = aras_box_content(search->again, &choosing);
    return inside.yes > search->discovery->share * inside.size &&
           aras_content_p(&inside, left.yes / left.size, search->discovery->effect) <
               KEEPS_ITS_USE;
}

static bool restricts(const struct search *search, const struct aras_limit *limit)
{
    for (size_t i = 0; i < search->discovery->inputs; i++) {
        if (aras_box_restricts(&limit[i], search->options[i])) {
            return true;
        }
    }
    return false;
}

/* Resamplings may have shorter trajectories, and then take their last box; the one that
 * is told of must have the box that is asked for. */
static enum aras_status check_peel(const struct aras_discovery_wish *wish,
                                   const struct finding *finding,
                                   struct aras_error *error)
{
    size_t count = finding->prim->count;

    return !wish->by_number || wish->peel < count
               ? ARAS_OK
               : aras_error_set(
                     error, ARAS_INVALID,
                     "there is no box %zu: the trajectory has the boxes 0 to "
                     "%zu; --all shows them",
                     wish->peel, count - 1);
}

static enum aras_status find_first(struct search *search, const struct sample *sample,
                                   struct aras_error *error)
{
    struct finding finding = {.limit = search->limit};
    struct aras_found_box *box = add_box(search->discovery, error);
    enum aras_status status;

    if (box == NULL) {
        return error->status;
    }
    status = find_box(search, sample, &finding, error);
    if (status == ARAS_OK) {
        status = check_peel(search->wish, &finding, error);
    }
    if (status == ARAS_OK) {
        status = describe(search, search->limit, box, error);
        box->peel = finding.number;
        search->discovery->screened = finding.screened;
        search->discovery->alpha = finding.alpha;
    }
    if (status == ARAS_OK) {
        status = keep_trajectory(search, finding.prim, error);
    }
    if (status == ARAS_OK && box->restrictions > 0) {
        status = find_again(search, search->limit, box, error);
    }
    aras_prim_free(finding.prim);
    return status;
}

/* Looks for one more outside of those before; `*more` says whether it was worth it. */
static enum aras_status find_next(struct search *search, const struct sample *sample,
                                  bool *more, struct aras_error *error)
{
    struct finding finding = {.limit = search->limit};
    enum aras_status status = find_box(search, sample, &finding, error);
    struct aras_found_box *box;

    aras_prim_free(finding.prim);
    *more = status == ARAS_OK && restricts(search, search->limit) &&
            holds_up(search, search->limit);
    if (!*more) {
        return status;
    }
    box = add_box(search->discovery, error);
    if (box == NULL || describe(search, search->limit, box, error) != ARAS_OK) {
        return error->status;
    }
    box->peel = finding.number;
    box->ceiling = NAN; /* it is of a part of all sets */
    return ARAS_OK;
}

static enum aras_status find_boxes(struct search *search, struct aras_error *error)
{
    struct sample sample = {search->part_size[ARAS_PART_SEARCH],
                            search->part_size[ARAS_PART_CHOOSE], search->both};
    enum aras_status status = find_first(search, &sample, error);
    bool more = restricts(search, search->limit);

    while (status == ARAS_OK && more &&
           search->discovery->boxes < search->wish->boxes) {
        take_away(search, search->limit);
        status = find_next(search, &sample, &more, error);
    }
    return status;
}

/* --- a tree -------------------------------------------------------------------------
 */

static int by_density(const void *a, const void *b)
{
    const struct aras_found_box *left = a;
    const struct aras_found_box *right = b;
    double first = left->searched.yes / left->searched.size;
    double second = right->searched.yes / right->searched.size;

    return first > second ? -1 : first < second;
}

static enum aras_status list_leaves(struct search *search, const struct aras_cart *cart,
                                    struct aras_error *error)
{
    struct aras_discovery *discovery = search->discovery;
    struct aras_cases cases = cases_of(search, search->both);

    discovery->chosen_level = aras_cart_one_error(cart);
    discovery->level = calloc(cart->levels, sizeof *discovery->level);
    if (discovery->level == NULL) {
        return no_memory(error);
    }
    memcpy(discovery->level, cart->level, cart->levels * sizeof *cart->level);
    discovery->levels = cart->levels;
    for (size_t i = 0; i < cart->count; i++) {
        if (aras_cart_is_leaf(cart, discovery->chosen_level, i)) {
            struct aras_found_box *box = add_box(discovery, error);

            if (box == NULL) {
                return error->status;
            }
            aras_cart_box(cart, i, &cases, search->limit);
            if (describe(search, search->limit, box, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    qsort(discovery->box, discovery->boxes, sizeof *discovery->box, by_density);
    return ARAS_OK;
}

static enum aras_status grow_tree(struct search *search, struct aras_error *error)
{
    struct aras_cases cases = cases_of(search, search->both);
    struct aras_cart_rule rule = {.least_to_split = 2 * (size_t) LEAST_IN_LEAF,
                                  .least = LEAST_IN_LEAF,
                                  .least_gain = 0.002,
                                  .deepest = ARAS_CART_DEEPEST};
    unsigned *fold = calloc(search->rows + 1, sizeof *fold);
    struct aras_cart *cart = NULL;
    enum aras_status status = ARAS_NO_MEMORY;

    if (fold == NULL) {
        return no_memory(error);
    }
    for (size_t row = 0; row < search->rows; row++) {
        fold[row] = (unsigned) (row / 4 % FOLDS);
    }
    cart = aras_cart_new(&cases, &rule, error);
    if (cart != NULL) {
        status = aras_cart_cross_validate(cart, &cases, &rule, fold, FOLDS, error);
    }
    if (status == ARAS_OK) {
        status = list_leaves(search, cart, error);
    }
    aras_cart_free(cart);
    free(fold);
    return status;
}

/* --- the whole ----------------------------------------------------------------------
 */

static enum aras_status look(struct search *search, const struct aras_run *run,
                             struct aras_error *error)
{
    if (read_worlds(search, run, error) != ARAS_OK) {
        return error->status;
    }
    divide(search);
    if (list_inputs(search, error) != ARAS_OK || is_enough(search, error) != ARAS_OK) {
        return error->status;
    }
    sum_up(search);
    return search->wish->tree ? grow_tree(search, error) : find_boxes(search, error);
}

struct aras_discovery *aras_discovery_of_run(const struct aras_run *run,
                                             const struct aras_model *model,
                                             const struct aras_discovery_wish *wish,
                                             struct aras_error *error)
{
    struct aras_discovery *discovery = calloc(1, sizeof *discovery);
    struct search search = {.model = model, .wish = wish, .discovery = discovery};
    struct aras_run_facts facts;
    uint64_t stored = aras_run_replications(run);
    enum aras_status status;

    ARAS_REQUIRE(wish->tree || wish->boxes > 0);
    if (discovery == NULL) {
        no_memory(error);
        return NULL;
    }
    aras_run_get_facts(run, &facts);
    discovery->worlds = wish->replications == 0 ? stored : wish->replications;
    if (discovery->worlds > stored || stored == 0) {
        aras_error_set(error, ARAS_INVALID,
                       "the run has %" PRIu64 " worlds, not %" PRIu64, stored,
                       discovery->worlds);
        aras_discovery_free(discovery);
        return NULL;
    }
    search.seed = facts.seed;
    search.rows = (size_t) ((discovery->worlds - 1) / facts.group + 1);
    search.columns = model->parameter_count + model->variant_count;
    status = make_room(&search) ? look(&search, run, error) : no_memory(error);
    give_back(&search);
    if (status != ARAS_OK) {
        aras_discovery_free(discovery);
        return NULL;
    }
    return discovery;
}

void aras_discovery_free(struct aras_discovery *discovery)
{
    if (discovery == NULL) {
        return;
    }
    for (size_t i = 0; i < discovery->boxes; i++) {
        free(discovery->box[i].restriction);
    }
    free(discovery->box);
    free(discovery->peeled);
    free(discovery->level);
    free(discovery->input);
    free(discovery);
}
