#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "random/stream.h"

/*
 * Writes random words without end, as raw bytes, for a battery of tests:
 *
 *     stream_battery | dieharder -g 200 -a
 *
 * A battery looks for patterns along one sequence. What could go wrong here is a
 * pattern between streams, so the words of many streams that differ as little as they
 * can are dealt out in turn: neighbouring seeds, replications, purposes and draws, and
 * names like those of a model.
 */
enum { NAMES = 16, SEEDS = 4, REPLICATIONS = 16, PURPOSES = 4 };

static const char *const names[NAMES] = {
    "treaty_signed",
    "treaty_shelved",
    "corridor_step",
    "corridor_stop",
    "dispute[armenia, azerbaijan]",
    "dispute[azerbaijan, iran]",
    "dispute[iran, turkey]",
    "dispute[armenia, turkey]",
    "iran_answers_step!protest",
    "iran_answers_step!exercise",
    "iran_answers_step!acquiesce",
    "a",
    "b",
    "aa",
    "ab",
    "",
};

/* One round: a block of each stream at one draw. */
static size_t deal_round(const uint64_t hashes[NAMES], uint64_t draw)
{
    uint64_t words[NAMES][4];
    size_t written = 1;

    for (uint64_t i = 0; i < SEEDS * REPLICATIONS * PURPOSES && written > 0; i++) {
        for (int name = 0; name < NAMES; name++) {
            struct aras_stream stream = {
                .seed = i % SEEDS,
                .replication = i / SEEDS % REPLICATIONS,
                .name = hashes[name],
                .purpose = i / SEEDS / REPLICATIONS,
            };

            aras_stream_words(&stream, draw, 0, words[name]);
        }
        written = fwrite(words, sizeof words, 1, stdout);
    }
    return written;
}

int main(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    uint64_t hashes[NAMES];

    /* A battery that has seen enough closes the pipe: that is an end, not a failure. */
    sigaction(SIGPIPE, &ignore, NULL);
    for (int i = 0; i < NAMES; i++) {
        hashes[i] = aras_name_hash(names[i]);
    }
    for (uint64_t draw = 0; deal_round(hashes, draw) > 0; draw++) {
    }
    if (errno != EPIPE) {
        fprintf(stderr, "stream_battery: cannot write: %s\n", strerror(errno));
        return 1;
    }
    return 0;
}
