#ifndef ARAS_TESTS_FUZZ_TARGET_H
#define ARAS_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/**
 * What a fuzz target defines: reads `size` arbitrary bytes, and gives back all it
 * took. Always returns 0; what it finds shows as a crash. The name is libFuzzer's.
 */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
