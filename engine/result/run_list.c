#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "result/folder.h"
#include "result/run.h"
#include "result/utf8.h"

/* Runs of a sweep stand in a folder of their own; deeper than that nobody looks. */
enum { DEEPEST = 4 };

struct list {
    struct aras_run_facts *facts;
    size_t count;
    size_t capacity;
};

static enum aras_status add(struct list *list, const struct aras_run_facts *facts,
                            struct aras_error *error)
{
    if (list->count == list->capacity) {
        size_t capacity = 2 * list->capacity + 16;
        struct aras_run_facts *more = realloc(list->facts, capacity * sizeof *more);

        if (more == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY,
                                  "no memory for a list of %zu runs", capacity);
        }
        list->facts = more;
        list->capacity = capacity;
    }
    list->facts[list->count++] = *facts;
    return ARAS_OK;
}

/* What can be said of a run whose run.json cannot be understood. */
static void describe_damaged(const char *path, const struct stat *file,
                             struct aras_run_facts *facts)
{
    struct tm parts = {0};
    const char *name = strrchr(path, '/');

    *facts = (struct aras_run_facts){.stop = "damaged"};
    aras_utf8_cut(facts->path, sizeof facts->path, path);
    aras_utf8_cut(facts->name, sizeof facts->name, name == NULL ? path : name + 1);
    if (gmtime_r(&file->st_mtime, &parts) == NULL ||
        strftime(facts->finished, sizeof facts->finished, "%Y-%m-%dT%H:%M:%SZ",
                 &parts) == 0) {
        facts->finished[0] = '\0';
    }
}

static enum aras_status add_run(struct list *list, const char *path,
                                const struct stat *file, struct aras_error *error)
{
    struct aras_run_facts facts;

    if (aras_run_read_facts(path, &facts, error) != ARAS_OK) {
        if (error->status == ARAS_NO_MEMORY) {
            return error->status;
        }
        describe_damaged(path, file, &facts);
    }
    return add(list, &facts, error);
}

static enum aras_status search(struct list *list, const char *folder, int depth,
                               struct aras_error *error);

/* Adds the run that `path` is, or those in it. */
static enum aras_status search_entry(struct list *list, const char *path, int depth,
                                     struct aras_error *error)
{
    char *json = aras_folder_join(path, "run.json", error);
    enum aras_status status = ARAS_OK;
    struct stat file;

    if (json == NULL) {
        return error->status;
    }
    if (stat(json, &file) == 0) {
        status = add_run(list, path, &file, error);
    } else if (depth < DEEPEST && lstat(path, &file) == 0 && S_ISDIR(file.st_mode)) {
        status = search(list, path, depth + 1, error);
    }
    free(json);
    return status;
}

static enum aras_status search(struct list *list, const char *folder, int depth,
                               struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    DIR *entries = opendir(folder);

    if (entries == NULL) {
        /* What is below the folder that was asked for, and may not be read, is
         * somebody else's. */
        return depth > 0 || errno == ENOENT
                   ? ARAS_OK
                   : aras_error_set(error, ARAS_FILE, "cannot read the folder %s: %s",
                                    folder, strerror(errno));
    }
    for (struct dirent *entry = readdir(entries); entry != NULL && status == ARAS_OK;
         entry = readdir(entries)) {
        if (entry->d_name[0] != '.') {
            char *path = aras_folder_join(folder, entry->d_name, error);

            status =
                path == NULL ? error->status : search_entry(list, path, depth, error);
            free(path);
        }
    }
    closedir(entries);
    return status;
}

static const char *moment_of(const struct aras_run_facts *facts)
{
    return facts->finished[0] != '\0' ? facts->finished : facts->created;
}

/* Latest first; of one second, by path. */
static int compare(const void *a, const void *b)
{
    const struct aras_run_facts *left = a;
    const struct aras_run_facts *right = b;
    int order = strcmp(moment_of(right), moment_of(left));

    return order != 0 ? order : strcmp(left->path, right->path);
}

enum aras_status aras_run_list(const char *folder, struct aras_run_facts **facts,
                               size_t *count, struct aras_error *error)
{
    struct list list = {0};
    enum aras_status status = search(&list, folder, 0, error);

    *facts = NULL;
    *count = 0;
    if (status != ARAS_OK) {
        free(list.facts);
        return status;
    }
    if (list.count > 0) {
        qsort(list.facts, list.count, sizeof *list.facts, compare);
    }
    *facts = list.facts;
    *count = list.count;
    return ARAS_OK;
}
