#ifndef ARAS_BASE_REQUIRE_H
#define ARAS_BASE_REQUIRE_H

/**
 * Stops the program when `condition` is false: a mistake in this program, never
 * something that a scenario, a model or the machine can cause. It stays on in
 * release builds, because no result is better than a wrong one.
 */
#define ARAS_REQUIRE(condition)                                                        \
    ((condition) ? (void) 0 : aras_stop_for_bug(#condition, __FILE__, __LINE__))

_Noreturn void aras_stop_for_bug(const char *condition, const char *file, int line);

#endif
