#ifndef ARAS_RESULT_SHELF_H
#define ARAS_RESULT_SHELF_H

#include "montecarlo/block.h"
#include "result/run_record.h"

/*
 * The folder `blocks` of a run: a file for each block, called by the block's number.
 * A file holds a mark, the id of the run and the block's own bytes, so that neither a
 * changed file nor one from another run or place is taken for what it is not.
 */

/** What to do about a damaged file, for the end of a message. */
#define ARAS_MEND "remove the file and run the same command again"

/**
 * Finds out which blocks are there. One that the record lists is present when its
 * file is; whether the file is sound shows when it is read. One that it does not
 * list, or lists with fewer replications, was stored after run.json was written: it
 * is listed when it is sound, and `*found_more` is set. One that is not listed and not
 * sound is as good as not stored.
 */
ARAS_CHECKED enum aras_status aras_shelf_look(const char *folder,
                                              struct aras_run_record *record,
                                              bool *found_more,
                                              struct aras_error *error);

/** Reads block `index`, or a part of it; it must be what is listed. The caller owns it.
 * NULL, with ARAS_DAMAGED and the name of the file, when it is not. */
ARAS_CHECKED struct aras_block *
aras_shelf_get(const char *folder, const struct aras_run_record *record, uint64_t index,
               struct aras_block_part part, struct aras_error *error);

/** Stores a block and lists it, as aras_run_write_block says. */
ARAS_CHECKED enum aras_status aras_shelf_put(const char *folder,
                                             struct aras_run_record *record,
                                             const struct aras_block *block,
                                             bool allow_mixed,
                                             struct aras_error *error);

/** Reads all: ARAS_DAMAGED names the first file that is not what was written. */
ARAS_CHECKED enum aras_status aras_shelf_check(const char *folder,
                                               const struct aras_run_record *record,
                                               struct aras_error *error);

#endif
