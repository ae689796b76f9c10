#ifndef ARAS_TESTS_UNIT_RESULT_SAMPLE_H
#define ARAS_TESTS_UNIT_RESULT_SAMPLE_H

/*
 * A run to test with: blocks of 10 replications, 4 to a parameter set, with outcomes of
 * every kind. Every seventh replication fails. Each test that wants one gets a
 * folder of its own, which is removed behind it.
 */

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "result/folder.h"
#include "result/run.h"
#include "support/check.h"

enum { SAMPLE_BLOCK = 10, SAMPLE_GROUP = 4 };

static const char *const sample_endings[] = {"war, or worse", "a \"peace\"", "other"};
static const char *const sample_readings[] = {"slow", "fast"};
static const char *const sample_events[] = {"treaty", "visit"};
static const char *const sample_ranges[] = {"trust[iran, russia]"};

static const struct aras_column sample_outcomes[] = {
    {.id = "war", .title = "War", .kind = "happened", .unit = ""},
    {.id = "war_when", .title = "When", .kind = "time", .unit = "year"},
    {.id = "Replication", .title = "A name taken", .kind = "value", .unit = ""},
    {.id = "visits", .title = "Visits", .kind = "count", .unit = ""},
    {.id = "ending",
     .title = "Ending",
     .kind = "category",
     .unit = "",
     .categories = sample_endings,
     .category_count = 3}};

static const struct aras_column sample_parameters[] = {
    {.id = "rate[iran, russia]", .title = "A rate", .kind = "number", .unit = "1/year"},
    {.id = "reading",
     .title = "Reading",
     .kind = "variant",
     .unit = "",
     .categories = sample_readings,
     .category_count = 2}};

static const struct aras_track_column sample_tracks[] = {{.id = "trust",
                                                          .title = "Trust",
                                                          .unit = "",
                                                          .first = 0,
                                                          .points = 3,
                                                          .every = 0.5},
                                                         {.id = "flat",
                                                          .title = "Flat",
                                                          .unit = "bcm",
                                                          .first = 3,
                                                          .points = 1,
                                                          .every = 1.0}};

static const struct aras_labels sample_labels = {.shape = {.outcomes = 5,
                                                           .parameters = 2,
                                                           .events = 2,
                                                           .ranges = 1,
                                                           .points = 4,
                                                           .group = SAMPLE_GROUP},
                                                 .outcome = sample_outcomes,
                                                 .parameter = sample_parameters,
                                                 .event = sample_events,
                                                 .range = sample_ranges,
                                                 .track = sample_tracks,
                                                 .tracks = 2,
                                                 .time_unit = "year",
                                                 .horizon = 1.0};

static const struct aras_identity sample_identity = {
    .name = "sample",
    .title = "A sample, to test with",
    .resolved = "title = \"A sample\"; # resolved\n",
    .canonical = "title = \"A sample\";\n",
    .seed = UINT64_C(18446744073709551557),
    .block = SAMPLE_BLOCK,
    .version = "0.1.0",
    .result_version = 3,
    .compiler = "gcc 12",
    .command = "aras run sample.cfg -n 25"};

static inline double sample_value(uint64_t replication)
{
    return 0.1 * (double) replication - 1.0 / 3.0;
}

static inline bool sample_fails(uint64_t replication)
{
    return replication % 7 == 3;
}

static inline void sample_fill(struct aras_block *block, uint64_t i)
{
    struct aras_error error = {0};
    uint64_t r = block->first + i;
    double *outcome = block->outcome + i * block->shape.outcomes;

    block->fingerprint[i] = UINT64_C(0xfedcba9876543210) + r;
    if (sample_fails(r)) {
        struct aras_failure failure = {.replication = r, .time = 0.25};

        snprintf(failure.reason, sizeof failure.reason, "a \"rate\",\nof \xff -%d",
                 (int) r);
        block->failed[i] = 1;
        for (size_t j = 0; j < block->shape.outcomes; j++) {
            outcome[j] = NAN;
        }
        assert_ok(aras_block_add_failure(block, &failure, &error), error);
        return;
    }
    outcome[0] = r % 2 == 0 ? 1.0 : 0.0;
    outcome[1] = r % 2 == 0 ? 1.0 / (1.0 + (double) r) : INFINITY;
    outcome[2] = sample_value(r);
    outcome[3] = (double) r;
    outcome[4] = (double) (r % 3);
    for (size_t j = 0; j < 4; j++) {
        double x = j == 3 ? 2.5 : (double) (j + 1) * sample_value(r);

        aras_summary_add(&block->moment[j], x);
        assert_ok(aras_sketch_add(&block->sketch[j], x, &error), error);
    }
}

/* The block whose first replication is `first`. */
static inline struct aras_block *sample_block(uint64_t first, uint64_t count)
{
    struct aras_error error = {0};
    struct aras_block *block =
        aras_block_new(&sample_labels.shape, first, count, &error);

    assert_non_null(block);
    block->maths = UINT64_C(0xabcdef0123456789);
    for (uint64_t i = 0; i < block->sets; i++) {
        block->parameter[2 * i] = 0.3 * (double) (block->first_set + i) + 0.1;
        block->parameter[2 * i + 1] = (double) ((block->first_set + i) % 2);
    }
    for (uint64_t i = 0; i < count; i++) {
        sample_fill(block, i);
    }
    block->event[0] = (struct aras_event_sum){.count = count,
                                              .worlds = count / 2,
                                              .integrated = (double) count - 1.5,
                                              .residual = 1.5,
                                              .residual_squared = 2.25};
    block->event[1].count = 1;
    block->clamps[0] = first + 1;
    return block;
}

/* A new folder, owned by the caller. */
static inline char *sample_folder(void)
{
    const char *place = getenv("TMPDIR");
    char *path = calloc(1, 4096);

    assert_non_null(path);
    snprintf(path, 4096, "%s/aras-test-", place == NULL ? "/tmp" : place);
    memset(path + strlen(path), 'X', 6); /* for mkdtemp to fill in */
    assert_non_null(mkdtemp(path));
    return path;
}

static inline void sample_remove(const char *path)
{
    DIR *files = opendir(path);

    if (files == NULL) {
        unlink(path);
        return;
    }
    for (struct dirent *file; (file = readdir(files)) != NULL;) {
        if (strcmp(file->d_name, ".") != 0 && strcmp(file->d_name, "..") != 0) {
            struct aras_error error = {0};
            char *inner = aras_folder_join(path, file->d_name, &error);

            assert_non_null(inner);
            sample_remove(inner);
            free(inner);
        }
    }
    closedir(files);
    rmdir(path);
}

static inline int open_folder(void **state)
{
    *state = sample_folder();
    return 0;
}

static inline int close_folder(void **state)
{
    sample_remove(*state);
    free(*state);
    return 0;
}

static inline struct aras_run *sample_open(const char *folder)
{
    struct aras_error error = {0};
    struct aras_run *run =
        aras_run_open(folder, &sample_identity, &sample_labels, &error);

    if (run == NULL) {
        fail_msg("%s", error.message);
    }
    return run;
}

static inline void sample_store(struct aras_run *run, uint64_t first, uint64_t count)
{
    struct aras_error error = {0};
    struct aras_block *block = sample_block(first, count);

    assert_ok(aras_run_write_block(run, block, false, &error), error);
    aras_block_free(block);
}

/* Stores the replications 0 .. count-1. */
static inline void sample_store_all(struct aras_run *run, uint64_t count)
{
    for (uint64_t first = 0; first < count; first += SAMPLE_BLOCK) {
        sample_store(run, first,
                     count - first < SAMPLE_BLOCK ? count - first : SAMPLE_BLOCK);
    }
}

/* A finished run of `count` replications, open. */
static inline struct aras_run *sample_run(const char *folder, uint64_t count)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_open(folder);

    sample_store_all(run, count);
    assert_ok(aras_run_finish(run, "complete", 1.5, 3.0, &error), error);
    return run;
}

/* A path below the run's folder; owned by the caller. */
static inline char *sample_path(const struct aras_run *run, const char *name)
{
    char *path = calloc(1, 8192);

    assert_non_null(path);
    snprintf(path, 8192, "%s/%s", aras_run_path(run), name);
    return path;
}

static inline bool sample_exists(const struct aras_run *run, const char *name)
{
    struct stat facts;
    char *path = sample_path(run, name);
    bool exists = stat(path, &facts) == 0;

    free(path);
    return exists;
}

/* How many files of the folder end in ".part". */
static inline int sample_leftovers(const char *path)
{
    DIR *files = opendir(path);
    int count = 0;

    assert_non_null(files);
    for (struct dirent *file; (file = readdir(files)) != NULL;) {
        count += strstr(file->d_name, ".part") != NULL;
    }
    closedir(files);
    return count;
}

/* A file as it is, with a zero behind it; owned by the caller. */
static inline char *sample_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = calloc(1, 1 << 22);

    assert_non_null(file);
    assert_non_null(bytes);
    *length = fread(bytes, 1, (1 << 22) - 1, file);
    fclose(file);
    return bytes;
}

static inline void sample_write(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

#endif
