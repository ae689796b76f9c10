#include "command/side.h"

#include <stdio.h>
#include <string.h>

#include "command/worker.h"

static int read_again(struct aras_side *side, const char *path)
{
    struct aras_error error = {0};

    side->run = aras_run_open_stored(path, side->session.labels, &error);
    return side->run == NULL ? aras_complain(&error) : ARAS_EXIT_FINE;
}

/* Plays what is missing, and opens the run again for reading: two sides may be one. */
static int play(struct aras_side *side, const struct aras_arguments *arguments)
{
    struct aras_work work;
    char path[1024];
    int code = aras_work_on(&side->session, arguments, &side->run, &work);

    if (code == ARAS_EXIT_INTERRUPTED) {
        fprintf(stderr,
                "aras: interrupted after %llu worlds of '%s'; the same command goes on "
                "where it stopped\n",
                (unsigned long long) work.replications, side->session.scenario->name);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    side->precise = work.precise;
    side->failed = work.failed;
    snprintf(path, sizeof path, "%s", aras_run_path(side->run));
    aras_run_close(side->run);
    return read_again(side, path);
}

/* A stored run is read as it is. */
static int open_stored(struct aras_side *side, uint64_t asked)
{
    uint64_t stored = side->session.facts.replications;

    if (asked > stored) {
        fprintf(stderr,
                "aras: -n: the run has %llu worlds, not %llu; give its scenario to "
                "play more\n  in %s\n",
                (unsigned long long) stored, (unsigned long long) asked,
                side->session.facts.path);
        return ARAS_EXIT_BAD_INPUT;
    }
    side->failed = side->session.facts.failed;
    return read_again(side, side->session.facts.path);
}

int aras_side_open(struct aras_side *side, const char *path, uint64_t worlds,
                   const struct aras_arguments *arguments)
{
    struct aras_arguments wanted = *arguments;
    int code;

    if (side->path != NULL && strcmp(side->path, path) == 0) {
        return ARAS_EXIT_FINE;
    }
    aras_side_close(side);
    side->path = path;
    side->precise = true;
    if (wanted.replications == 0 && wanted.until == NULL) {
        wanted.replications = worlds;
    }
    code = aras_session_open(&side->session, path, &wanted);
    if (code == ARAS_EXIT_FINE && side->session.stored) {
        return open_stored(side, arguments->replications);
    }
    return code == ARAS_EXIT_FINE ? play(side, &wanted) : code;
}

void aras_side_close(struct aras_side *side)
{
    if (side->path != NULL) {
        aras_run_close(side->run);
        aras_session_close(&side->session);
    }
    *side = (struct aras_side){.path = NULL};
}

struct aras_compared aras_side_compared(const struct aras_side *side)
{
    return (struct aras_compared){.run = side->run,
                                  .model = side->session.scenario->model,
                                  .name = aras_session_name(&side->session)};
}
