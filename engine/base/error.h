#ifndef ARAS_BASE_ERROR_H
#define ARAS_BASE_ERROR_H

/* Lets the compiler point out a result that nobody looked at, and a message
 * whose arguments do not fit its format. */
#if defined(__GNUC__)
#define ARAS_CHECKED             __attribute__((__warn_unused_result__))
#define ARAS_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#else
#define ARAS_CHECKED
#define ARAS_PRINTF(text, first)
#endif

/**
 * What kind of thing went wrong. The kinds are few: a caller asks "who can put
 * this right?", and the message tells that person the rest.
 */
enum aras_status {
    ARAS_OK = 0,
    ARAS_INVALID,     /* a value outside its range: change the scenario or the model */
    ARAS_UNKNOWN,     /* a name that nothing answers to */
    ARAS_FILE,        /* a file that cannot be opened, read, written or understood */
    ARAS_NO_MEMORY,   /* run fewer replications at a time, or on a bigger machine */
    ARAS_FAILED,      /* a replication met a state that its model cannot go on from */
    ARAS_INTERRUPTED, /* somebody asked to stop; the same command goes on */
    ARAS_DAMAGED /* a stored run is not what was written: restore it or run again */
};

/**
 * One failure, described by the function that failed for the person who can put
 * it right. The caller owns it, usually as a local variable. It holds no
 * pointers, so it may be copied, kept or thrown away freely.
 */
struct aras_error {
    enum aras_status status;
    char message[1024];
};

/**
 * Writes down a failure and returns its status, so that both are always given
 * together:
 *
 *     return aras_error_set(error, ARAS_INVALID,
 *                           "a delay must be 0 or more, got %g", delay);
 *
 * The message is one line, in the user's words, with the value that was wrong
 * and the values that would have been right.
 */
enum aras_status aras_error_set(struct aras_error *error, enum aras_status status,
                                const char *format, ...) ARAS_PRINTF(3, 4);

/**
 * Adds a line saying where the failure happened. Each layer adds what only it
 * knows while the error passes upwards:
 *
 *     a delay must be 0 or more, got -0.31
 *       in event 'relief_bites' at time 1.25
 *       in replication 17 of scenario 'inertia'
 *
 * Returns the status that the error already had.
 */
enum aras_status aras_error_within(struct aras_error *error, const char *format, ...)
    ARAS_PRINTF(2, 3);

#endif
