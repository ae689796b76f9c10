#include "base/sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, WORDS = 8, ROUNDS = 64 };

/* Fractional parts of the cube roots of the first 64 primes: FIPS 180-4, 4.2.2. */
static const uint32_t round_constant[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static uint32_t turned(uint32_t word, unsigned places)
{
    return (word >> places) | (word << (32 - places));
}

static uint32_t word_of(const unsigned char *bytes)
{
    return (uint32_t) bytes[0] << 24 | (uint32_t) bytes[1] << 16 |
           (uint32_t) bytes[2] << 8 | (uint32_t) bytes[3];
}

/* 6.2.2, step 1: the sixteen words of a block and those made from them. */
static void schedule(const unsigned char *block, uint32_t word[ROUNDS])
{
    for (int t = 0; t < 16; t++) {
        word[t] = word_of(block + 4 * t);
    }
    for (int t = 16; t < ROUNDS; t++) {
        uint32_t near = word[t - 2];
        uint32_t far = word[t - 15];

        word[t] = (turned(near, 17) ^ turned(near, 19) ^ (near >> 10)) + word[t - 7] +
                  (turned(far, 7) ^ turned(far, 18) ^ (far >> 3)) + word[t - 16];
    }
}

/* 6.2.2, steps 2 to 4; the letters a ... h of the standard are state[0] ... state[7].
 */
static void take_block(uint32_t hash[WORDS], const unsigned char *block)
{
    uint32_t word[ROUNDS];
    uint32_t state[WORDS];

    schedule(block, word);
    memcpy(state, hash, sizeof state);
    for (int t = 0; t < ROUNDS; t++) {
        uint32_t e = state[4];
        uint32_t a = state[0];
        uint32_t choose = (e & state[5]) ^ (~e & state[6]);
        uint32_t most = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2]);
        uint32_t first = state[7] + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
                         choose + round_constant[t] + word[t];
        uint32_t second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most;

        memmove(state + 1, state, (WORDS - 1) * sizeof *state);
        state[4] += first;
        state[0] = first + second;
    }
    for (int i = 0; i < WORDS; i++) {
        hash[i] += state[i];
    }
}

/* 5.1.1: a one, zeros, and the number of bits fill the last block or two. */
static void take_end(uint32_t hash[WORDS], const unsigned char *rest, size_t count,
                     uint64_t bits)
{
    unsigned char end[2 * BLOCK] = {0};
    size_t blocks = count < BLOCK - 8 ? 1 : 2;

    memcpy(end, rest, count);
    end[count] = 0x80;
    for (size_t i = 0; i < 8; i++) {
        end[blocks * BLOCK - 1 - i] = (unsigned char) (bits >> (8 * i));
    }
    for (size_t i = 0; i < blocks; i++) {
        take_block(hash, end + i * BLOCK);
    }
}

void aras_sha256(const void *bytes, size_t count, char text[ARAS_SHA256_TEXT])
{
    /* Fractional parts of the square roots of the first eight primes: 5.3.3. */
    uint32_t hash[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *at = bytes;
    size_t left = count;

    for (; left >= BLOCK; left -= BLOCK, at += BLOCK) {
        take_block(hash, at);
    }
    take_end(hash, at, left, 8 * (uint64_t) count);
    for (int i = 0; i < 8 * WORDS; i++) {
        text[i] = "0123456789abcdef"[(hash[i / 8] >> (28 - 4 * (i % 8))) & 15u];
    }
    text[8 * WORDS] = '\0';
}
