#include "result/shelf.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/require.h"
#include "result/folder.h"

#define MARK "ARASRUN\n"

enum {
    MARK_SIZE = 8,
    ID_SIZE = 32,
    PREFIX_SIZE = MARK_SIZE + ID_SIZE,
    CHECKSUM_SIZE = 8,
    FILE_NAME_SIZE = 32
};

static void name_block(uint64_t index, char name[FILE_NAME_SIZE])
{
    snprintf(name, FILE_NAME_SIZE, "%08" PRIu64 ".blk", index);
}

/* Whether `name` is the name of a block, and of which. */
static bool is_block(const char *name, uint64_t *index)
{
    char again[FILE_NAME_SIZE];

    if (!isdigit((unsigned char) name[0])) {
        return false;
    }
    *index = strtoull(name, NULL, 10);
    name_block(*index, again);
    return strcmp(name, again) == 0;
}

/* A block's bytes end with their checksum, little-endian. */
static uint64_t checksum_of(const unsigned char *end)
{
    uint64_t checksum = 0;

    for (int i = 1; i <= CHECKSUM_SIZE; i++) {
        checksum = checksum << 8 | end[-i];
    }
    return checksum;
}

/* The block in `bytes`, when it is block `index` of this run. */
static struct aras_block *understand(const unsigned char *bytes, size_t length,
                                     const struct aras_run_record *record,
                                     uint64_t index, struct aras_block_part part,
                                     struct aras_error *error)
{
    uint64_t size = record->facts.block;
    struct aras_block *block = NULL;

    if (length < PREFIX_SIZE || memcmp(bytes, MARK, MARK_SIZE) != 0) {
        aras_error_set(error, ARAS_DAMAGED, "it does not begin as a block does");
        return NULL;
    }
    if (memcmp(bytes + MARK_SIZE, record->facts.id, ID_SIZE) != 0) {
        aras_error_set(error, ARAS_DAMAGED, "it belongs to another run");
        return NULL;
    }
    bytes += PREFIX_SIZE;
    length -= PREFIX_SIZE;
    block = aras_block_read_part(bytes, length, &record->shape, part, error);
    if (block == NULL) {
        return NULL;
    }
    if (block->first % size != 0 || block->first / size != index ||
        block->count > size) {
        aras_error_set(error, ARAS_DAMAGED,
                       "it is another block, of %" PRIu64 " replications from %" PRIu64
                       " on",
                       block->count, block->first);
        aras_block_free(block);
        return NULL;
    }
    return block;
}

/* Says which file a failure is about, and what to do. */
static void blame_file(const char *folder, const char *name, struct aras_error *error)
{
    struct aras_error cause = *error;

    if (cause.status == ARAS_UNKNOWN) {
        aras_error_set(error, ARAS_DAMAGED,
                       "%s/%s is missing: run the same command again", folder, name);
    } else if (cause.status == ARAS_DAMAGED) {
        aras_error_set(error, ARAS_DAMAGED, "%s/%s is damaged: %s; " ARAS_MEND, folder,
                       name, cause.message);
    }
}

static struct aras_block *load(const char *folder, const struct aras_run_record *record,
                               uint64_t index, struct aras_block_part part,
                               uint64_t *checksum, struct aras_error *error)
{
    char name[FILE_NAME_SIZE];
    struct aras_block *block = NULL;
    unsigned char *bytes;
    size_t length = 0;

    name_block(index, name);
    bytes = aras_folder_get(folder, name, &length, error);
    if (bytes != NULL) {
        block = understand(bytes, length, record, index, part, error);
    }
    if (block != NULL) {
        *checksum = checksum_of(bytes + length);
    } else {
        blame_file(folder, name, error);
    }
    free(bytes);
    return block;
}

static struct aras_run_entry entry_of(const struct aras_run_record *record,
                                      const struct aras_block *block, uint64_t checksum)
{
    struct aras_run_entry entry = {.index = block->first / record->facts.block,
                                   .count = block->count,
                                   .checksum = checksum,
                                   .present = true};

    for (uint64_t i = 0; i < block->count; i++) {
        entry.failed += block->failed[i];
    }
    return entry;
}

/* Lists a block that is stored, and remembers its maths, or that they differ. */
static enum aras_status list(struct aras_run_record *record,
                             const struct aras_block *block, uint64_t checksum,
                             struct aras_error *error)
{
    struct aras_run_entry entry = entry_of(record, block, checksum);
    bool is_first = record->entries == 0;

    if (aras_run_record_put(record, &entry, error) != ARAS_OK) {
        return error->status;
    }
    if (is_first) {
        record->facts.maths = block->maths;
    } else if (record->facts.maths != block->maths) {
        record->facts.mixed = true;
    }
    return ARAS_OK;
}

/* Whether the file of a listed block ends in the checksum that is listed: cheap, and
 * enough until the block is read. */
static bool ends_as_listed(const char *folder, const struct aras_run_entry *entry)
{
    char name[FILE_NAME_SIZE];
    unsigned char tail[CHECKSUM_SIZE];
    struct aras_error error;
    bool same = false;
    int file = -1;
    char *path;

    name_block(entry->index, name);
    path = aras_folder_join(folder, name, &error);
    if (path != NULL) {
        file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    if (file >= 0) {
        off_t size = lseek(file, 0, SEEK_END);

        same = size >= CHECKSUM_SIZE &&
               pread(file, tail, sizeof tail, size - CHECKSUM_SIZE) == CHECKSUM_SIZE &&
               checksum_of(tail + CHECKSUM_SIZE) == entry->checksum;
        close(file);
    }
    free(path);
    return same;
}

static enum aras_status look_at(const char *folder, struct aras_run_record *record,
                                uint64_t index, bool *found_more,
                                struct aras_error *error)
{
    struct aras_run_entry *listed = aras_run_record_find(record, index);
    struct aras_block *block = NULL;
    enum aras_status status = ARAS_OK;
    uint64_t checksum;

    if (listed != NULL && ends_as_listed(folder, listed)) {
        listed->present = true;
        return ARAS_OK;
    }
    block = load(folder, record, index, (struct aras_block_part){0}, &checksum, error);
    if (block == NULL && error->status != ARAS_DAMAGED) {
        return error->status;
    }
    if (block != NULL && (listed == NULL || block->count > listed->count)) {
        status = list(record, block, checksum, error);
        *found_more = true;
    } else if (listed != NULL) {
        listed->present = true;
    }
    aras_block_free(block);
    return status;
}

static int compare_indices(const void *a, const void *b)
{
    const uint64_t *left = a;
    const uint64_t *right = b;

    return (*left > *right) - (*left < *right);
}

struct indices {
    uint64_t *item; /* rising */
    size_t count;
    size_t capacity;
};

static enum aras_status add_index(struct indices *indices, uint64_t index,
                                  struct aras_error *error)
{
    if (indices->count == indices->capacity) {
        size_t capacity = 2 * indices->capacity + 64;
        uint64_t *item = realloc(indices->item, capacity * sizeof *item);

        if (item == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY,
                                  "no memory for a list of %zu blocks", capacity);
        }
        indices->item = item;
        indices->capacity = capacity;
    }
    indices->item[indices->count++] = index;
    return ARAS_OK;
}

/* All files that are named as blocks. The caller frees `item`, also after a failure. */
static enum aras_status find_files(const char *folder, struct indices *indices,
                                   struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    DIR *files = opendir(folder);
    uint64_t index;

    if (files == NULL) {
        return errno == ENOENT
                   ? ARAS_OK
                   : aras_error_set(error, ARAS_FILE, "cannot read the folder %s: %s",
                                    folder, strerror(errno));
    }
    for (struct dirent *file = readdir(files); file != NULL && status == ARAS_OK;
         file = readdir(files)) {
        if (is_block(file->d_name, &index)) {
            status = add_index(indices, index, error);
        }
    }
    closedir(files);
    if (indices->count > 0) {
        qsort(indices->item, indices->count, sizeof *indices->item, compare_indices);
    }
    return status;
}

enum aras_status aras_shelf_look(const char *folder, struct aras_run_record *record,
                                 bool *found_more, struct aras_error *error)
{
    struct indices indices = {0};
    enum aras_status status = find_files(folder, &indices, error);

    *found_more = false;
    for (size_t i = 0; i < indices.count && status == ARAS_OK; i++) {
        status = look_at(folder, record, indices.item[i], found_more, error);
    }
    free(indices.item);
    aras_run_record_count(record);
    return status;
}

struct aras_block *aras_shelf_get(const char *folder,
                                  const struct aras_run_record *record, uint64_t index,
                                  struct aras_block_part part, struct aras_error *error)
{
    const struct aras_run_entry *listed = aras_run_record_find(record, index);
    char name[FILE_NAME_SIZE];
    uint64_t checksum = 0;
    struct aras_block *block = load(folder, record, index, part, &checksum, error);

    if (block == NULL || listed == NULL || checksum == listed->checksum) {
        return block;
    }
    name_block(index, name);
    if (block->count > listed->count) {
        aras_error_set(error, ARAS_FILE,
                       "%s/%s was extended by another process just now: try again",
                       folder, name);
    } else {
        aras_error_set(error, ARAS_DAMAGED, "it is not the block that run.json lists");
        blame_file(folder, name, error);
    }
    aras_block_free(block);
    return NULL;
}

/* Whether a block that is stored already may be stored: as a longer one, yes; if
 * not, `*status` says whether that is a failure. */
static bool is_wanted(const struct aras_run_record *record,
                      const struct aras_block *block,
                      const struct aras_run_entry *stored, uint64_t checksum,
                      enum aras_status *status, struct aras_error *error)
{
    if (stored == NULL || !stored->present || block->count > stored->count) {
        return true;
    }
    /* Other maths may give other numbers; what was stored first stays. */
    if (block->count == stored->count && checksum != stored->checksum &&
        block->maths == record->facts.maths && !record->facts.mixed) {
        *status =
            aras_error_set(error, ARAS_DAMAGED,
                           "block %" PRIu64 " came out with other numbers than it is "
                           "stored with: the program was changed, or a machine errs",
                           stored->index);
    }
    return false;
}

static enum aras_status check_maths(const struct aras_run_record *record,
                                    const struct aras_block *block,
                                    struct aras_error *error)
{
    if (record->entries == 0 || record->facts.maths == block->maths) {
        return ARAS_OK;
    }
    return aras_error_set(
        error, ARAS_INVALID,
        "the replications from %" PRIu64 " on were computed with other maths functions "
        "(%016" PRIx64 ") than those stored (%016" PRIx64 "): another processor or C "
        "library, whose results differ in their last digits",
        block->first, block->maths, record->facts.maths);
}

enum aras_status aras_shelf_put(const char *folder, struct aras_run_record *record,
                                const struct aras_block *block, bool allow_mixed,
                                struct aras_error *error)
{
    uint64_t index = block->first / record->facts.block;
    char name[FILE_NAME_SIZE];
    unsigned char *bytes = NULL;
    size_t length = 0;
    enum aras_status status = ARAS_OK;

    ARAS_REQUIRE(block->first % record->facts.block == 0);
    ARAS_REQUIRE(block->count <= record->facts.block);
    if (!allow_mixed && check_maths(record, block, error) != ARAS_OK) {
        return error->status;
    }
    if (aras_block_write(block, &bytes, &length, error) != ARAS_OK) {
        return error->status;
    }
    if (is_wanted(record, block, aras_run_record_find(record, index),
                  checksum_of(bytes + length), &status, error)) {
        struct aras_piece pieces[] = {{.bytes = MARK, .length = MARK_SIZE},
                                      {.bytes = record->facts.id, .length = ID_SIZE},
                                      {.bytes = bytes, .length = length}};

        name_block(index, name);
        status = aras_folder_put(folder, name, pieces, 3, error);
        if (status == ARAS_OK) {
            status = list(record, block, checksum_of(bytes + length), error);
        }
    }
    free(bytes);
    aras_run_record_count(record);
    return status;
}

static enum aras_status check_one(const char *folder,
                                  const struct aras_run_record *record, uint64_t index,
                                  struct aras_error *error)
{
    struct aras_block *block =
        aras_shelf_get(folder, record, index, (struct aras_block_part){0}, error);

    if (block == NULL) {
        return error->status;
    }
    aras_block_free(block);
    return ARAS_OK;
}

enum aras_status aras_shelf_check(const char *folder,
                                  const struct aras_run_record *record,
                                  struct aras_error *error)
{
    struct indices indices = {0};
    enum aras_status status = find_files(folder, &indices, error);
    size_t listed = 0;

    /* Both lists rise: each block of either is looked at once, in order. */
    for (size_t i = 0; status == ARAS_OK;) {
        bool has_file = i < indices.count;
        bool has_entry = listed < record->entries;
        uint64_t index;

        if (!has_file && !has_entry) {
            break;
        }
        if (!has_file || (has_entry && record->entry[listed].index < indices.item[i])) {
            index = record->entry[listed].index;
        } else {
            index = indices.item[i];
        }
        status = check_one(folder, record, index, error);
        i += has_file && indices.item[i] == index;
        listed += has_entry && record->entry[listed].index == index;
    }
    free(indices.item);
    return status;
}
