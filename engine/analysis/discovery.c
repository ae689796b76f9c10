#include "analysis/discovery.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/discovery_search.h"
#include "base/require.h"

/* --- boxes, one after another ---------------------------------------------------- */

static enum aras_status keep_trajectory(struct aras_discovery_search *search,
                                        const struct aras_prim *prim,
                                        struct aras_error *error)
{
    struct aras_discovery *discovery = search->discovery;
    struct aras_cases choosing =
        aras_discovery_cases(search, search->part_size[ARAS_PART_CHOOSE]);
    struct aras_cases judging =
        aras_discovery_cases(search, search->part_size[ARAS_PART_JUDGE]);

    discovery->peeled = calloc(prim->count, sizeof *discovery->peeled);
    if (discovery->peeled == NULL) {
        return aras_discovery_no_memory(error);
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
static void take_away(struct aras_discovery_search *search,
                      const struct aras_limit *limit)
{
    struct aras_cases all = aras_discovery_cases(search, search->size);

    for (size_t row = 0; row < search->rows; row++) {
        if (aras_box_holds(limit, &all, row)) {
            search->both[row] = 0.0;
            for (size_t p = 0; p < ARAS_PARTS; p++) {
                search->part_size[p][row] = 0.0;
            }
        }
    }
}

/* Whether a further box is worth telling of: those that choose have it more often in
 * the box than in all that is left outside of earlier ones, by more than chance. */
static bool holds_up(const struct aras_discovery_search *search,
                     const struct aras_limit *limit)
{
    struct aras_cases choosing =
        aras_discovery_cases(search, search->part_size[ARAS_PART_CHOOSE]);
    struct aras_content inside = aras_box_content(limit, &choosing);
    struct aras_content left;

    aras_box_open(search->again, &choosing);
    left = aras_box_content(search->again, &choosing);
    return inside.yes > search->discovery->share * inside.size &&
           aras_content_p(&inside, left.yes / left.size, search->discovery->effect) <
               ARAS_DISCOVERY_KEEPS;
}

static bool restricts(const struct aras_discovery_search *search,
                      const struct aras_limit *limit)
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
                                   const struct aras_discovery_finding *finding,
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

static enum aras_status find_first(struct aras_discovery_search *search,
                                   const struct aras_discovery_sample *sample,
                                   struct aras_error *error)
{
    struct aras_discovery_finding finding = {.limit = search->limit};
    struct aras_found_box *box = aras_discovery_add_box(search->discovery, error);
    enum aras_status status;

    if (box == NULL) {
        return error->status;
    }
    status = aras_discovery_find_box(search, sample, &finding, error);
    if (status == ARAS_OK) {
        status = check_peel(search->wish, &finding, error);
    }
    if (status == ARAS_OK) {
        status = aras_discovery_describe(search, search->limit, box, error);
        box->peel = finding.number;
        search->discovery->screened = finding.screened;
        search->discovery->alpha = finding.alpha;
    }
    if (status == ARAS_OK) {
        status = keep_trajectory(search, finding.prim, error);
    }
    if (status == ARAS_OK && box->restrictions > 0) {
        status = aras_discovery_find_again(search, search->limit, box, error);
    }
    aras_prim_free(finding.prim);
    return status;
}

/* Looks for one more outside of those before; `*more` says whether it was worth it. */
static enum aras_status find_next(struct aras_discovery_search *search,
                                  const struct aras_discovery_sample *sample,
                                  bool *more, struct aras_error *error)
{
    struct aras_discovery_finding finding = {.limit = search->limit};
    enum aras_status status = aras_discovery_find_box(search, sample, &finding, error);
    struct aras_found_box *box;

    aras_prim_free(finding.prim);
    *more = status == ARAS_OK && restricts(search, search->limit) &&
            holds_up(search, search->limit);
    if (!*more) {
        return status;
    }
    box = aras_discovery_add_box(search->discovery, error);
    if (box == NULL ||
        aras_discovery_describe(search, search->limit, box, error) != ARAS_OK) {
        return error->status;
    }
    box->peel = finding.number;
    box->ceiling = NAN; /* it is of a part of all sets */
    return ARAS_OK;
}

static enum aras_status find_boxes(struct aras_discovery_search *search,
                                   struct aras_error *error)
{
    struct aras_discovery_sample sample = {search->part_size[ARAS_PART_SEARCH],
                                           search->part_size[ARAS_PART_CHOOSE],
                                           search->both};
    enum aras_status status = find_first(search, &sample, error);
    bool more = restricts(search, search->limit);

    while (status == ARAS_OK && more &&
           search->discovery->boxes < search->wish->boxes) {
        take_away(search, search->limit);
        status = find_next(search, &sample, &more, error);
    }
    return status;
}

/* --- the whole ------------------------------------------------------------------- */

static enum aras_status look(struct aras_discovery_search *search,
                             const struct aras_run *run, struct aras_error *error)
{
    if (aras_discovery_search_begin(search, run, error) != ARAS_OK) {
        return error->status;
    }
    return search->wish->tree ? aras_discovery_grow_tree(search, error)
                              : find_boxes(search, error);
}

struct aras_discovery *aras_discovery_of_run(const struct aras_run *run,
                                             const struct aras_model *model,
                                             const struct aras_discovery_wish *wish,
                                             struct aras_error *error)
{
    struct aras_discovery *discovery = calloc(1, sizeof *discovery);
    struct aras_discovery_search search = {
        .model = model, .wish = wish, .discovery = discovery};
    struct aras_run_facts facts;
    uint64_t stored = aras_run_replications(run);
    enum aras_status status;

    ARAS_REQUIRE(wish->tree || wish->boxes > 0);
    if (discovery == NULL) {
        aras_discovery_no_memory(error);
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
    status = look(&search, run, error);
    aras_discovery_search_end(&search);
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
