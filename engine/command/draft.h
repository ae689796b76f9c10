#ifndef ARAS_COMMAND_DRAFT_H
#define ARAS_COMMAND_DRAFT_H

#include <limits.h>
#include <stdio.h>

/**
 * A file that is being written beside its place, PATH.part: until it is kept, whatever
 * stood there stands, and readers find the old file or the whole new one. What is no
 * plain file, such as a pipe, a link or /dev/stdout, is written to as it is.
 *
 *     code = aras_draft_open(&draft, path);
 *     if (code == ARAS_EXIT_FINE) {
 *         fputs(text, draft.file);
 *         code = aras_draft_keep(&draft);
 *     }
 */
struct aras_draft {
    FILE *file;
    const char *path; /* NULL: standard output; borrowed */
    char beside[PATH_MAX];
};

/** Both return an exit code and say what is wrong; of one that could not be opened
 *  nothing is left to be closed, nor of one that was kept, well or not. */
int aras_draft_open(struct aras_draft *draft, const char *path);
int aras_draft_keep(struct aras_draft *draft);

/** In the place of keeping: what was written is forgotten. */
void aras_draft_drop(struct aras_draft *draft);

#endif
