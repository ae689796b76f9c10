#include "result/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>

#include <inttypes.h>

#include "base/require.h"
#include "base/text.h"
#include "montecarlo/design_list.h"
#include "result/database.h"
#include "result/folder.h"
#include "result/run_record.h"
#include "result/shelf.h"
#include "result/utf8.h"

struct aras_run {
    char *path;
    char *folder;     /* of the blocks */
    char *command;    /* that opened it for writing */
    char started[32]; /* when that was */
    int lock;         /* -1: for reading only */
    struct aras_labels labels;
    struct aras_run_record record;
};

static void tell_time(char text[32])
{
    struct tm parts = {0};
    time_t now = time(NULL);

    if (gmtime_r(&now, &parts) == NULL ||
        strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) {
        text[0] = '\0';
    }
}

enum aras_status aras_run_name_id(const struct aras_identity *identity, uint64_t group,
                                  char id[33], struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status;

    aras_text_add(&text, "%s", identity->canonical);
    aras_text_add(&text,
                  "\nseed=%" PRIu64 ", group=%" PRIu64 ", central=%d, block=%" PRIu64
                  ", result_version=%d",
                  identity->seed, group, (int) identity->central, identity->block,
                  identity->result_version);
    if (identity->design != NULL) {
        aras_text_add(&text, "\ndesign=%s", identity->design);
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        XXH128_hash_t hash = XXH3_128bits(text.data, text.length);

        snprintf(id, 33, "%016" PRIx64 "%016" PRIx64, (uint64_t) hash.high64,
                 (uint64_t) hash.low64);
    }
    aras_text_free(&text);
    return status;
}

/* run.json */

static enum aras_status read_record(const char *path, struct aras_run_record *record,
                                    struct aras_error *error)
{
    size_t length = 0;
    unsigned char *bytes = aras_folder_get(path, "run.json", &length, error);
    enum aras_status status;

    if (bytes == NULL) {
        return error->status;
    }
    status = aras_run_record_read((const char *) bytes, length, record, error);
    free(bytes);
    if (status != ARAS_OK) {
        struct aras_error cause = *error;

        aras_error_set(error, status, "%s: %s%s", path, cause.message,
                       status == ARAS_DAMAGED ? "; " ARAS_MEND ": the blocks are kept"
                                              : "");
    }
    return status;
}

static enum aras_status write_record(const struct aras_run *run,
                                     struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status = aras_run_record_write(&run->record, &text, error);

    if (status == ARAS_OK) {
        struct aras_piece piece = {.bytes = text.data, .length = text.length};

        status = aras_folder_put(run->path, "run.json", &piece, 1, error);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status look_for_blocks(const char *folder,
                                        struct aras_run_record *record,
                                        struct aras_error *error)
{
    bool found_more;
    enum aras_status status = aras_shelf_look(folder, record, &found_more, error);

    if (status == ARAS_OK && found_more) {
        aras_utf8_cut(record->facts.stop, sizeof record->facts.stop, "unfinished");
    }
    return status;
}

/* resolved.cfg */

static uint64_t checksum_of(const char *text)
{
    return XXH3_64bits(text, strlen(text));
}

/* The text, which is what the record says; owned by the caller. ARAS_UNKNOWN when
 * there is none. */
static char *read_resolved(const char *path, const struct aras_run_record *record,
                           struct aras_error *error)
{
    size_t length = 0;
    unsigned char *bytes = aras_folder_get(path, "resolved.cfg", &length, error);

    if (bytes != NULL && XXH3_64bits(bytes, length) != record->resolved) {
        aras_error_set(error, ARAS_DAMAGED,
                       "%s/resolved.cfg was changed after it was written: " ARAS_MEND,
                       path);
        free(bytes);
        return NULL;
    }
    return (char *) bytes;
}

static enum aras_status write_resolved(struct aras_run *run, const char *resolved,
                                       struct aras_error *error)
{
    struct aras_piece piece = {.bytes = resolved, .length = strlen(resolved)};

    run->record.resolved = checksum_of(resolved);
    return aras_folder_put(run->path, "resolved.cfg", &piece, 1, error);
}

/* Opening */

static char *copy(const char *text, struct aras_error *error)
{
    struct aras_text clean = {0};

    aras_utf8_add(&clean, text);
    if (aras_text_check(&clean, error) != ARAS_OK) {
        aras_text_free(&clean);
    }
    return clean.data;
}

static struct aras_run *new_run(const char *path, const struct aras_labels *labels,
                                struct aras_error *error)
{
    struct aras_run *run = calloc(1, sizeof *run);

    if (run == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to open %s", path);
        return NULL;
    }
    run->lock = -1;
    run->labels = *labels;
    tell_time(run->started);
    run->path = aras_folder_join(path, "", error);
    if (run->path == NULL) {
        goto fail;
    }
    for (size_t end = strlen(run->path); end > 1 && run->path[end - 1] == '/'; end--) {
        run->path[end - 1] = '\0';
    }
    if (strlen(run->path) >= sizeof run->record.facts.path) {
        aras_error_set(error, ARAS_FILE, "the path of a run is at most %zu bytes: %s",
                       sizeof run->record.facts.path - 1, run->path);
        goto fail;
    }
    run->folder = aras_folder_join(run->path, "blocks", error);
    if (run->folder == NULL) {
        goto fail;
    }
    return run;
fail:
    aras_run_close(run);
    return NULL;
}

static bool is_name(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    return length > 0 && length < sizeof((struct aras_run_facts *) 0)->name &&
           name[length] == '\0';
}

static enum aras_status begin_record(struct aras_run_record *record,
                                     const struct aras_identity *identity,
                                     const struct aras_labels *labels, const char *id,
                                     struct aras_error *error)
{
    const struct aras_shape *shape = &labels->shape;
    struct aras_run_facts *facts = &record->facts;

    *record = (struct aras_run_record){.shape = *shape};
    if (identity->design != NULL) {
        record->design = copy(identity->design, error);
        if (record->design == NULL) {
            return error->status;
        }
        facts->points = aras_design_points(labels->design);
    }
    aras_utf8_cut(facts->id, sizeof facts->id, id);
    aras_utf8_cut(facts->name, sizeof facts->name, identity->name);
    aras_utf8_cut(facts->title, sizeof facts->title, identity->title);
    aras_utf8_cut(facts->version, sizeof facts->version, identity->version);
    aras_utf8_cut(facts->compiler, sizeof facts->compiler, identity->compiler);
    aras_utf8_cut(facts->stop, sizeof facts->stop, "unfinished");
    tell_time(facts->created);
    facts->result_version = identity->result_version;
    facts->seed = identity->seed;
    facts->group = shape->group;
    facts->block = identity->block;
    facts->central = identity->central;
    return ARAS_OK;
}

static bool is_same_shape(const struct aras_shape *a, const struct aras_shape *b)
{
    return a->outcomes == b->outcomes && a->parameters == b->parameters &&
           a->events == b->events && a->ranges == b->ranges && a->points == b->points &&
           a->group == b->group;
}

static enum aras_status check_shape(const struct aras_run *run,
                                    struct aras_error *error)
{
    if (!is_same_shape(&run->record.shape, &run->labels.shape)) {
        return aras_error_set(
            error, ARAS_INVALID,
            "%s was stored by version %s of the program, which reads its model in "
            "another way: use that version, or another folder",
            run->path, run->record.facts.version);
    }
    return ARAS_OK;
}

/* Finds the record of this identity, or begins it. */
static enum aras_status find_record(struct aras_run *run,
                                    const struct aras_identity *identity,
                                    const char *id, bool *is_new,
                                    struct aras_error *error)
{
    enum aras_status status = read_record(run->path, &run->record, error);

    *is_new = status == ARAS_UNKNOWN;
    if (*is_new) {
        return begin_record(&run->record, identity, &run->labels, id, error) == ARAS_OK
                   ? write_resolved(run, identity->resolved, error)
                   : error->status;
    }
    if (status != ARAS_OK) {
        return status;
    }
    if (strcmp(run->record.facts.id, id) != 0) {
        return aras_error_set(error, ARAS_FILE,
                              "%s holds another run, %s, not %s: use another folder",
                              run->path, run->record.facts.id, id);
    }
    return check_shape(run, error);
}

/* Writes the resolved text again where somebody has removed it. */
static enum aras_status keep_resolved(struct aras_run *run, const char *resolved,
                                      bool *is_new, struct aras_error *error)
{
    char *stored = read_resolved(run->path, &run->record, error);

    if (stored != NULL) {
        free(stored);
        return ARAS_OK;
    }
    *is_new = true;
    return error->status == ARAS_UNKNOWN ? write_resolved(run, resolved, error)
                                         : error->status;
}

static enum aras_status write_points(void *context, FILE *file,
                                     struct aras_error *error)
{
    const struct aras_run *run = context;

    return aras_design_list_write(run->labels.design, file, error);
}

/* Writes the points again where somebody has removed them. */
static enum aras_status keep_points(struct aras_run *run, bool is_new,
                                    struct aras_error *error)
{
    size_t length;
    unsigned char *stored;

    if (run->labels.design == NULL) {
        return ARAS_OK;
    }
    stored = is_new ? NULL : aras_folder_get(run->path, "design.csv", &length, error);
    if (stored != NULL) {
        free(stored);
        return ARAS_OK;
    }
    return is_new || error->status == ARAS_UNKNOWN
               ? aras_run_put(run, "design.csv", write_points, run, error)
               : error->status;
}

static enum aras_status prepare(struct aras_run *run,
                                const struct aras_identity *identity, const char *id,
                                struct aras_error *error)
{
    bool is_new = false;

    if (aras_folder_make(run->folder, error) != ARAS_OK) {
        return error->status;
    }
    run->lock = aras_folder_lock(run->path, error);
    if (run->lock < 0 || aras_folder_clean(run->path, error) != ARAS_OK ||
        aras_folder_clean(run->folder, error) != ARAS_OK ||
        find_record(run, identity, id, &is_new, error) != ARAS_OK ||
        keep_points(run, is_new, error) != ARAS_OK ||
        keep_resolved(run, identity->resolved, &is_new, error) != ARAS_OK ||
        look_for_blocks(run->folder, &run->record, error) != ARAS_OK) {
        return error->status;
    }
    return is_new ? write_record(run, error) : ARAS_OK;
}

struct aras_run *aras_run_open(const char *folder, const struct aras_identity *identity,
                               const struct aras_labels *labels,
                               struct aras_error *error)
{
    struct aras_text path = {0};
    struct aras_run *run = NULL;
    char id[33];

    ARAS_REQUIRE(identity->block >= 1 && labels->shape.group >= 1);
    ARAS_REQUIRE((identity->design == NULL) == (labels->design == NULL));
    if (!is_name(identity->name)) {
        aras_error_set(error, ARAS_INVALID,
                       "the name of a run is 1 to %zu letters, digits, - and _, not "
                       "'%s'",
                       sizeof((struct aras_run_facts *) 0)->name - 1, identity->name);
        return NULL;
    }
    if (aras_run_name_id(identity, labels->shape.group, id, error) != ARAS_OK) {
        return NULL;
    }
    aras_text_add(&path, "%s/%s-%.8s", folder, identity->name, id);
    if (aras_text_check(&path, error) == ARAS_OK) {
        run = new_run(path.data, labels, error);
    }
    aras_text_free(&path);
    if (run == NULL) {
        return NULL;
    }
    run->command = copy(identity->command, error);
    if (run->command == NULL || prepare(run, identity, id, error) != ARAS_OK) {
        aras_run_close(run);
        return NULL;
    }
    return run;
}

/* A block that was stored and is gone is not the end of the run. */
static enum aras_status check_present(const struct aras_run *run,
                                      struct aras_error *error)
{
    for (size_t i = 0; i < run->record.entries; i++) {
        if (!run->record.entry[i].present) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "%s/%08" PRIu64
                                  ".blk is missing: run the same command again",
                                  run->folder, run->record.entry[i].index);
        }
    }
    return ARAS_OK;
}

struct aras_run *aras_run_open_stored(const char *path,
                                      const struct aras_labels *labels,
                                      struct aras_error *error)
{
    struct aras_run *run = new_run(path, labels, error);

    if (run == NULL) {
        return NULL;
    }
    if (read_record(run->path, &run->record, error) != ARAS_OK ||
        check_shape(run, error) != ARAS_OK ||
        look_for_blocks(run->folder, &run->record, error) != ARAS_OK ||
        check_present(run, error) != ARAS_OK) {
        aras_run_close(run);
        return NULL;
    }
    return run;
}

void aras_run_close(struct aras_run *run)
{
    if (run != NULL) {
        if (run->lock >= 0) {
            aras_folder_unlock(run->lock);
        }
        aras_run_record_free(&run->record);
        free(run->path);
        free(run->folder);
        free(run->command);
        free(run);
    }
}

/* What is told of a stored run without knowing its model */

static enum aras_status read_stored(const char *path, struct aras_run_record *record,
                                    struct aras_error *error)
{
    char *folder = NULL;
    enum aras_status status = read_record(path, record, error);

    if (status != ARAS_OK) {
        return status;
    }
    folder = aras_folder_join(path, "blocks", error);
    status = folder == NULL ? error->status : look_for_blocks(folder, record, error);
    if (status != ARAS_OK) {
        aras_run_record_free(record);
    }
    free(folder);
    return status;
}

enum aras_status aras_run_read_facts(const char *path, struct aras_run_facts *facts,
                                     struct aras_error *error)
{
    struct aras_run_record record = {0};
    enum aras_status status = read_stored(path, &record, error);

    if (status == ARAS_OK) {
        *facts = record.facts;
        aras_utf8_cut(facts->path, sizeof facts->path, path);
        aras_run_record_free(&record);
    }
    return status;
}

char *aras_run_read_resolved(const char *path, struct aras_error *error)
{
    struct aras_run_record record = {0};
    char *text = NULL;

    if (read_record(path, &record, error) == ARAS_OK) {
        text = read_resolved(path, &record, error);
        if (text == NULL && error->status == ARAS_UNKNOWN) {
            aras_error_set(error, ARAS_DAMAGED,
                           "%s/resolved.cfg is missing: run the same command again",
                           path);
        }
        aras_run_record_free(&record);
    }
    return text;
}

char *aras_run_read_design(const char *path, struct aras_error *error)
{
    struct aras_run_record record = {0};
    char *design = NULL;

    if (read_record(path, &record, error) == ARAS_OK) {
        design = record.design;
        record.design = NULL;
        aras_run_record_free(&record);
        if (design == NULL) {
            aras_error_set(error, ARAS_UNKNOWN, "%s has no design", path);
        }
    }
    return design;
}

char *aras_run_read_points(const char *path, struct aras_error *error)
{
    size_t length = 0;
    unsigned char *points = aras_folder_get(path, "design.csv", &length, error);

    if (points == NULL && error->status == ARAS_UNKNOWN) {
        aras_error_set(error, ARAS_DAMAGED,
                       "%s/design.csv is missing: run the same command again", path);
    }
    return (char *) points;
}

/* An open run */

const char *aras_run_path(const struct aras_run *run)
{
    return run->path;
}

const char *aras_run_id(const struct aras_run *run)
{
    return run->record.facts.id;
}

const struct aras_labels *aras_run_labels(const struct aras_run *run)
{
    return &run->labels;
}

void aras_run_get_facts(const struct aras_run *run, struct aras_run_facts *facts)
{
    *facts = run->record.facts;
    aras_utf8_cut(facts->path, sizeof facts->path, run->path);
}

uint64_t aras_run_block_count(const struct aras_run *run, uint64_t index)
{
    const struct aras_run_entry *entry = aras_run_record_find(&run->record, index);

    return entry != NULL && entry->present ? entry->count : 0;
}

uint64_t aras_run_replications(const struct aras_run *run)
{
    return run->record.facts.replications;
}

struct aras_block *aras_run_read_block(const struct aras_run *run, uint64_t index,
                                       struct aras_error *error)
{
    return aras_run_read_part(run, index, (struct aras_block_part){0}, error);
}

struct aras_block *aras_run_read_part(const struct aras_run *run, uint64_t index,
                                      struct aras_block_part part,
                                      struct aras_error *error)
{
    return aras_shelf_get(run->folder, &run->record, index, part, error);
}

enum aras_status
aras_run_visit(const struct aras_run *run,
               enum aras_status (*visit)(void *context, const struct aras_block *block,
                                         struct aras_error *error),
               void *context, struct aras_error *error)
{
    uint64_t count = aras_run_replications(run);
    enum aras_status status = ARAS_OK;
    uint64_t done = 0;

    for (uint64_t index = 0; done < count && status == ARAS_OK; index++) {
        struct aras_block *block = aras_run_read_block(run, index, error);

        if (block == NULL) {
            return error->status;
        }
        done += block->count;
        status = visit(context, block, error);
        aras_block_free(block);
    }
    return status;
}

enum aras_status aras_run_write_block(struct aras_run *run,
                                      const struct aras_block *block, bool allow_mixed,
                                      struct aras_error *error)
{
    ARAS_REQUIRE(run->lock >= 0);
    ARAS_REQUIRE(is_same_shape(&block->shape, &run->record.shape));
    return aras_shelf_put(run->folder, &run->record, block, allow_mixed, error);
}

/* The checksum of a file of any size: it is read in pieces. ARAS_UNKNOWN when there is
 * no such file. */
static enum aras_status sum_file(const char *path, uint64_t *checksum,
                                 struct aras_error *error)
{
    FILE *file = fopen(path, "rb");
    XXH3_state_t *state = file == NULL ? NULL : XXH3_createState();
    enum aras_status status = ARAS_OK;
    unsigned char piece[65536];
    size_t length;

    if (file == NULL) {
        return aras_error_set(error, errno == ENOENT ? ARAS_UNKNOWN : ARAS_FILE,
                              "cannot read %s: %s", path, strerror(errno));
    }
    if (state == NULL || XXH3_64bits_reset(state) == XXH_ERROR) {
        status = aras_error_set(error, ARAS_NO_MEMORY, "no memory to read %s", path);
    }
    while (status == ARAS_OK && (length = fread(piece, 1, sizeof piece, file)) > 0) {
        (void) XXH3_64bits_update(state, piece, length);
    }
    if (status == ARAS_OK && ferror(file)) {
        status = aras_error_set(error, ARAS_FILE, "cannot read %s: %s", path,
                                strerror(errno));
    }
    if (status == ARAS_OK) {
        *checksum = XXH3_64bits_digest(state);
    }
    XXH3_freeState(state);
    fclose(file);
    return status;
}

static enum aras_status build_database(struct aras_run *run, struct aras_error *error)
{
    char *draft = aras_folder_join(run->path, "results.db.part", error);
    enum aras_status status;

    if (draft == NULL) {
        return error->status;
    }
    status = aras_database_write(run, draft, error);
    if (status == ARAS_OK) {
        status = sum_file(draft, &run->record.database, error);
        run->record.has_database = status == ARAS_OK;
    }
    if (status == ARAS_OK) {
        status = aras_folder_place(run->path, "results.db.part", "results.db", error);
    }
    if (status != ARAS_OK) {
        remove(draft);
    }
    free(draft);
    return status;
}

enum aras_status aras_run_finish(struct aras_run *run, const char *stop,
                                 double wall_seconds, double cpu_seconds,
                                 struct aras_error *error)
{
    char now[32];

    ARAS_REQUIRE(run->lock >= 0);
    tell_time(now);
    /* run.json last: as long as it does not list a block, the database is not done. */
    if (build_database(run, error) != ARAS_OK ||
        aras_run_record_add_session(&run->record, run->command, run->started, now, stop,
                                    wall_seconds, cpu_seconds, error) != ARAS_OK) {
        return error->status;
    }
    return write_record(run, error);
}

enum aras_status aras_run_put(struct aras_run *run, const char *name,
                              enum aras_status (*write)(void *context, FILE *file,
                                                        struct aras_error *error),
                              void *context, struct aras_error *error)
{
    struct aras_text draft = {0};
    char *path = NULL;
    FILE *file = NULL;
    enum aras_status status;

    ARAS_REQUIRE(run->lock >= 0);
    aras_text_add(&draft, "%s.part", name);
    status = aras_text_check(&draft, error);
    if (status == ARAS_OK) {
        path = aras_folder_join(run->path, draft.data, error);
        status = path == NULL ? error->status : ARAS_OK;
    }
    if (status == ARAS_OK) {
        file = fopen(path, "w");
        status = file == NULL ? aras_error_set(error, ARAS_FILE, "cannot write %s: %s",
                                               path, strerror(errno))
                              : write(context, file, error);
    }
    if (file != NULL && (fclose(file) != 0 && status == ARAS_OK)) {
        status = aras_error_set(error, ARAS_FILE, "cannot write %s: %s", path,
                                strerror(errno));
    }
    if (status == ARAS_OK) {
        status = aras_folder_place(run->path, draft.data, name, error);
    }
    if (status != ARAS_OK && file != NULL) {
        remove(path);
    }
    aras_text_free(&draft);
    free(path);
    return status;
}

enum aras_status aras_run_check(const struct aras_run *run, struct aras_error *error)
{
    char *resolved = aras_run_read_resolved(run->path, error);

    if (resolved == NULL) {
        return error->status;
    }
    free(resolved);
    return aras_shelf_check(run->folder, &run->record, error);
}

enum aras_status aras_run_check_database(const struct aras_run *run,
                                         const char **finding, struct aras_error *error)
{
    const struct aras_run_record *record = &run->record;
    char *path = NULL;
    uint64_t checksum = 0;
    enum aras_status status;

    if (strcmp(record->facts.stop, "unfinished") == 0) {
        *finding = "is older than the blocks: the same command makes it anew";
        return ARAS_OK;
    }
    path = aras_folder_join(run->path, "results.db", error);
    status = path == NULL ? error->status : sum_file(path, &checksum, error);
    if (status == ARAS_UNKNOWN) {
        *finding = "is not there: the same command makes it anew";
        status = ARAS_OK;
    } else if (status == ARAS_OK && !record->has_database) {
        *finding = "is of a version that kept no checksum of it: not checked";
    } else if (status == ARAS_OK && checksum != record->database) {
        status =
            aras_error_set(error, ARAS_DAMAGED,
                           "%s was changed after it was written: " ARAS_MEND, path);
    } else {
        *finding = "is what was written";
    }
    free(path);
    return status;
}
