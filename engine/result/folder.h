#ifndef ARAS_RESULT_FOLDER_H
#define ARAS_RESULT_FOLDER_H

#include <stddef.h>

#include "base/error.h"

/*
 * Files that are there whole or not at all. A file is written under a temporary
 * name that ends in ".part", synced to the disk and renamed; whoever opens the
 * final name finds the old file or the new one. What a killed process leaves
 * behind ends in ".part", is read by nobody, and is removed by
 * `aras_folder_clean`.
 */

/** Makes the folder, and those above it, when they are not there. */
ARAS_CHECKED enum aras_status aras_folder_make(const char *path,
                                               struct aras_error *error);

/** `folder` and `name` with a slash between them; owned by the caller (free). */
ARAS_CHECKED char *aras_folder_join(const char *folder, const char *name,
                                    struct aras_error *error);

/** A piece of a file. */
struct aras_piece {
    const void *bytes;
    size_t length;
};

/** Writes the pieces, one after the other, as the file `name`. When it fails, with
 * ARAS_FILE, a file of that name is as it was. */
ARAS_CHECKED enum aras_status aras_folder_put(const char *folder, const char *name,
                                              const struct aras_piece *pieces,
                                              size_t count, struct aras_error *error);

/** Syncs the finished file `draft` of the folder and gives it the name `name`. */
ARAS_CHECKED enum aras_status aras_folder_place(const char *folder, const char *draft,
                                                const char *name,
                                                struct aras_error *error);

/**
 * The whole file, owned by the caller (free), with a zero behind its end. NULL with
 * ARAS_UNKNOWN when there is no such file, with ARAS_FILE when it cannot be
 * read.
 */
ARAS_CHECKED unsigned char *aras_folder_get(const char *folder, const char *name,
                                            size_t *length, struct aras_error *error);

/** Removes all files of the folder that end in ".part". */
ARAS_CHECKED enum aras_status aras_folder_clean(const char *folder,
                                                struct aras_error *error);

/**
 * Locks the folder against every other that asks, in this process or another, by
 * its file `lock`. Returns a number for `aras_folder_unlock`, or -1 with
 * ARAS_FILE and the name of the process that holds it. The system lets go of the
 * lock when its holder dies.
 */
ARAS_CHECKED int aras_folder_lock(const char *folder, struct aras_error *error);
void aras_folder_unlock(int lock);

#endif
