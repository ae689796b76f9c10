#include "analysis/discovery_search.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "statistics/beta.h"

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
static enum aras_status find_interval(const struct aras_discovery_search *search,
                                      const struct aras_limit *limit,
                                      struct aras_found_box *box,
                                      struct aras_error *error)
{
    struct aras_cases judging =
        aras_discovery_cases(search, search->part_size[ARAS_PART_JUDGE]);
    struct aras_cluster *clusters = calloc(search->rows + 1, sizeof *clusters);
    struct aras_clustered mean;
    size_t count = 0;

    if (clusters == NULL) {
        return aras_discovery_no_memory(error);
    }
    for (size_t row = 0; row < search->rows; row++) {
        if (judging.size[row] > 0.0 && aras_box_holds(limit, &judging, row)) {
            clusters[count++] =
                (struct aras_cluster){judging.yes[row], judging.size[row]};
        }
    }
    mean = aras_clustered_mean(clusters, count);
    box->interval = count > 1
                        ? aras_interval_clustered_share(&mean, ARAS_DISCOVERY_LEVEL)
                        : (struct aras_interval){0.0, 1.0};
    free(clusters);
    return ARAS_OK;
}

static double kept_by(const struct aras_discovery_search *search, size_t input,
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

static enum aras_status list_restrictions(const struct aras_discovery_search *search,
                                          const struct aras_limit *limit,
                                          struct aras_found_box *box,
                                          struct aras_error *error)
{
    struct aras_cases judging =
        aras_discovery_cases(search, search->part_size[ARAS_PART_JUDGE]);
    const struct aras_discovery *discovery = search->discovery;
    size_t inputs = discovery->inputs;

    box->restriction = calloc(inputs + 1, sizeof *box->restriction);
    if (box->restriction == NULL) {
        return aras_discovery_no_memory(error);
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

enum aras_status aras_discovery_describe(const struct aras_discovery_search *search,
                                         const struct aras_limit *limit,
                                         struct aras_found_box *box,
                                         struct aras_error *error)
{
    const struct aras_discovery *discovery = search->discovery;
    const struct aras_content *all = &discovery->part[ARAS_PART_JUDGE];
    struct aras_cases searching = aras_discovery_cases(search, search->both);
    struct aras_cases judging =
        aras_discovery_cases(search, search->part_size[ARAS_PART_JUDGE]);

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

struct aras_found_box *aras_discovery_add_box(struct aras_discovery *discovery,
                                              struct aras_error *error)
{
    struct aras_found_box *more =
        realloc(discovery->box, (discovery->boxes + 1) * sizeof *more);

    if (more == NULL) {
        aras_discovery_no_memory(error);
        return NULL;
    }
    discovery->box = more;
    more[discovery->boxes] = (struct aras_found_box){.overlap = NAN};
    return &more[discovery->boxes++];
}
