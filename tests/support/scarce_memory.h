#ifndef ARAS_TESTS_SUPPORT_SCARCE_MEMORY_H
#define ARAS_TESTS_SUPPORT_SCARCE_MEMORY_H

#include "base/error.h"

/**
 * Memory that runs out when a test says so. Calls of malloc, calloc and realloc
 * by the engine and the test are counted, in all threads together; those inside
 * of shared libraries are not, and always succeed.
 */

/** The next `count` requests are met, and none after them. */
void allow_allocations(int count);

/** Requests are met again for as long as the machine can: how a test begins. */
void allow_all_allocations(void);

/** Calls it with no memory, then with one request met, with two, and so on until it
 *  ends well; fails the test when it ends otherwise. How often memory ran out. */
int refusals_of(enum aras_status (*call)(struct aras_error *error));

#endif
