#include "analysis/track_change.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/summary.h"

#define LEVEL 0.95

/* A run on its way through its blocks. */
struct side {
    const struct aras_run *run;
    uint64_t replications, size, blocks;
    struct aras_block *block;
};

/* What is kept of a point: the means of blocks, and their weighted sums. */
struct sums {
    double of_a, worlds_a, of_b, worlds_b;
    struct aras_summary in_a, in_b, change; /* a block each */
};

static struct side side_of(const struct aras_run *run, uint64_t replications)
{
    struct aras_run_facts facts;

    aras_run_get_facts(run, &facts);
    return (struct side){.run = run,
                         .replications = replications,
                         .size = facts.block,
                         .blocks = (replications + facts.block - 1) / facts.block};
}

/* --- which tracks ----------------------------------------------------------------- */

static bool same_grid(const struct aras_track_column *a,
                      const struct aras_track_column *b)
{
    return strcmp(a->id, b->id) == 0 && a->points == b->points && a->every == b->every;
}

static enum aras_status match_tracks(struct aras_track_changes *changes,
                                     const struct aras_labels *a,
                                     const struct aras_labels *b,
                                     struct aras_error *error)
{
    changes->track = calloc(a->tracks + 1, sizeof *changes->track);
    if (changes->track == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for tracks");
    }
    for (size_t i = 0; i < a->tracks; i++) {
        for (size_t j = 0; j < b->tracks; j++) {
            struct aras_track_change *track = &changes->track[changes->count];

            if (!same_grid(&a->track[i], &b->track[j])) {
                continue;
            }
            track->track_a = i;
            track->track_b = j;
            track->points = a->track[i].points;
            track->point = calloc(track->points + 1, sizeof *track->point);
            if (track->point == NULL) {
                return aras_error_set(error, ARAS_NO_MEMORY,
                                      "no memory for %zu points of tracks",
                                      track->points);
            }
            changes->count++;
        }
    }
    return ARAS_OK;
}

/* --- blocks ----------------------------------------------------------------------- */

static void add(double *sum, double *worlds, struct aras_summary *blocks,
                const struct aras_summary *moment)
{
    if (moment->count > 0) {
        *sum += moment->mean * (double) moment->count;
        *worlds += (double) moment->count;
        aras_summary_add(blocks, moment->mean);
    }
}

/* A last block that is not full would weigh as much as others: it tells of the means,
 * not of their error. */
static void add_blocks(struct sums *sums, const struct side *a, const struct side *b,
                       size_t point_a, size_t point_b)
{
    struct aras_summary none = {0};
    const struct aras_summary *in_a =
        a->block == NULL ? &none : &a->block->moment[point_a];
    const struct aras_summary *in_b =
        b->block == NULL ? &none : &b->block->moment[point_b];
    struct aras_summary aside = {0};
    bool full_a = a->block != NULL && a->block->count == a->size;
    bool full_b = b->block != NULL && b->block->count == b->size;

    add(&sums->of_a, &sums->worlds_a, full_a ? &sums->in_a : &aside, in_a);
    add(&sums->of_b, &sums->worlds_b, full_b ? &sums->in_b : &aside, in_b);
    if (full_a && full_b && in_a->count > 0 && in_b->count > 0) {
        aras_summary_add(&sums->change, in_b->mean - in_a->mean);
    }
}

static enum aras_status read_block(struct side *side, uint64_t index,
                                   struct aras_error *error)
{
    aras_block_free(side->block);
    side->block = NULL;
    if (index < side->blocks) {
        side->block = aras_run_read_block(side->run, index, error);
        return side->block == NULL ? error->status : ARAS_OK;
    }
    return ARAS_OK;
}

static enum aras_status read_all(const struct aras_track_changes *changes,
                                 struct side *a, struct side *b, struct sums *sums,
                                 struct aras_error *error)
{
    uint64_t blocks = a->blocks > b->blocks ? a->blocks : b->blocks;

    for (uint64_t index = 0; index < blocks; index++) {
        struct sums *of_point = sums;

        if (read_block(a, index, error) != ARAS_OK ||
            read_block(b, index, error) != ARAS_OK) {
            return error->status;
        }
        for (size_t i = 0; i < changes->count; i++) {
            const struct aras_track_change *track = &changes->track[i];
            size_t first_a = aras_run_labels(a->run)->track[track->track_a].first;
            size_t first_b = aras_run_labels(b->run)->track[track->track_b].first;

            for (size_t k = 0; k < track->points; k++) {
                add_blocks(of_point++, a, b, first_a + k, first_b + k);
            }
        }
    }
    return ARAS_OK;
}

/* --- points ----------------------------------------------------------------------- */

static struct aras_interval around(double change, double error, double freedom)
{
    double half = aras_t_two_sided(LEVEL, freedom) * error;

    return (struct aras_interval){change - half, change + half};
}

static void fill_point(struct aras_track_point *point, const struct sums *sums,
                       bool paired)
{
    double in_a = aras_summary_standard_error(&sums->in_a);
    double in_b = aras_summary_standard_error(&sums->in_b);
    uint64_t fewer =
        sums->in_a.count < sums->in_b.count ? sums->in_a.count : sums->in_b.count;

    point->a = sums->of_a / sums->worlds_a;
    point->b = sums->of_b / sums->worlds_b;
    point->change = point->b - point->a;
    point->interval = (struct aras_interval){NAN, NAN};
    if (paired && sums->change.count >= ARAS_TRACK_BLOCKS) {
        point->interval =
            around(point->change, aras_summary_standard_error(&sums->change),
                   (double) sums->change.count - 1.0);
    } else if (!paired && fewer >= ARAS_TRACK_BLOCKS) {
        point->interval =
            around(point->change, hypot(in_a, in_b), (double) fewer - 1.0);
    }
}

static void fill(struct aras_track_changes *changes, const struct aras_labels *labels,
                 const struct sums *sums)
{
    for (size_t i = 0; i < changes->count; i++) {
        struct aras_track_change *track = &changes->track[i];

        for (size_t k = 0; k < track->points; k++, sums++) {
            track->point[k].time = (double) k * labels->track[track->track_a].every;
            fill_point(&track->point[k], sums, changes->paired);
            changes->blocks = changes->paired                       ? sums->change.count
                              : sums->in_a.count < sums->in_b.count ? sums->in_a.count
                                                                    : sums->in_b.count;
        }
    }
}

enum aras_status
aras_track_changes_find(struct aras_track_changes *changes, const struct aras_run *a,
                        uint64_t replications_a, const struct aras_run *b,
                        uint64_t replications_b, bool paired, struct aras_error *error)
{
    struct side of_a = side_of(a, replications_a);
    struct side of_b = side_of(b, replications_b);
    const struct aras_labels *labels = aras_run_labels(a);
    struct sums *sums = NULL;
    size_t points = 0;
    enum aras_status status;

    *changes = (struct aras_track_changes){.paired = paired && of_a.size == of_b.size};
    status = match_tracks(changes, labels, aras_run_labels(b), error);
    for (size_t i = 0; i < changes->count; i++) {
        points += changes->track[i].points;
    }
    if (status == ARAS_OK) {
        sums = calloc(points + 1, sizeof *sums);
        status = sums == NULL
                     ? aras_error_set(error, ARAS_NO_MEMORY,
                                      "no memory for %zu points of tracks", points)
                     : ARAS_OK;
    }
    if (status == ARAS_OK && points > 0) {
        status = read_all(changes, &of_a, &of_b, sums, error);
    }
    if (status == ARAS_OK) {
        fill(changes, labels, sums);
    } else {
        aras_track_changes_free(changes);
    }
    aras_block_free(of_a.block);
    aras_block_free(of_b.block);
    free(sums);
    return status;
}

void aras_track_changes_free(struct aras_track_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        free(changes->track[i].point);
    }
    free(changes->track);
    *changes = (struct aras_track_changes){0};
}
