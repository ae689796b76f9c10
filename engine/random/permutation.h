#ifndef ARAS_RANDOM_PERMUTATION_H
#define ARAS_RANDOM_PERMUTATION_H

#include "random/stream.h"

/**
 * A random permutation of 0 .. size - 1 as a function: where `index` < size goes. It
 * is chosen by the stream, needs no memory, and any part of it can be asked for in any
 * order.
 *
 * Each round mirrors the numbers about a random point and swaps each pair that mirrors
 * into itself by a random bit (swap-or-not). Source: V. T. Hoang, B. Morris, P.
 * Rogaway, "An enciphering scheme based on a card shuffle", CRYPTO 2012, LNCS 7417,
 * 1-13, doi:10.1007/978-3-642-32009-5_1.
 */
uint64_t aras_permuted(const struct aras_stream *stream, uint64_t size, uint64_t index);

#endif
