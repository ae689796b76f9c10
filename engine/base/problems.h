#ifndef ARAS_BASE_PROBLEMS_H
#define ARAS_BASE_PROBLEMS_H

#include <stddef.h>

#include "base/arena.h"

/** A line of a file; line 0 means the file as a whole, a NULL file the command line. */
struct aras_place {
    const char *file;
    int line;
};

enum aras_severity {
    ARAS_NOTE,   /* worth knowing; the file may be used */
    ARAS_MISTAKE /* the file cannot be used */
};

struct aras_problem {
    enum aras_severity severity;
    struct aras_place place;
    const char *message; /* may have several lines */
};

/**
 * All that is wrong with some files, collected in one reading so that a person
 * can mend it in one sitting. Lives in an arena, and so needs no freeing; may be
 * added to only inside that arena's try.
 */
struct aras_problems {
    struct aras_arena *arena;
    struct aras_problem *items;
    size_t count;
    size_t mistakes;
};

/** The person reads: "file:line: message". The place is copied, its file borrowed. */
void aras_problems_add(struct aras_problems *problems, struct aras_place place,
                       const char *format, ...) ARAS_PRINTF(3, 4);

/** Adds something worth knowing that is no mistake. */
void aras_problems_note(struct aras_problems *problems, struct aras_place place,
                        const char *format, ...) ARAS_PRINTF(3, 4);

/**
 * Looks among names for the one that was probably meant by `name`. Start with
 * `{.name = name}` and let it see each name that there is; `nearest` is then what
 * aras_nearest_name would give, borrowed like the names.
 */
struct aras_guess {
    const char *name;
    const char *nearest; /* NULL: none is near */
    size_t apart;        /* letters between them */
};

void aras_guess_see(struct aras_guess *guess, const char *name);

/**
 * The one of `names` that was probably meant by `name`, or NULL when none is
 * near: at most a third of its letters are wrong, missing, added or exchanged.
 */
const char *aras_nearest_name(const char *name, const char *const *names, size_t count);

/** The same as the end of a message, "; did you mean 'iran'?", or "" when none is near.
 */
const char *aras_nearest_hint(const char *name, const char *const *names, size_t count,
                              struct aras_arena *arena);

#endif
