#include "command/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double seconds(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

double aras_wall_seconds(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double aras_cpu_seconds(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

void aras_progress_start(struct aras_progress *progress, const char *what,
                         uint64_t start, uint64_t total, bool quiet)
{
    *progress = (struct aras_progress){.what = what,
                                       .quiet = quiet,
                                       .terminal = isatty(STDERR_FILENO) == 1,
                                       .start = start,
                                       .total = total,
                                       .began = aras_wall_seconds()};
    progress->shown = progress->began;
}

void aras_progress_show(struct aras_progress *progress, uint64_t done)
{
    double now = aras_wall_seconds();
    double rate = (double) (done - progress->start) / (now - progress->began);
    double left = rate > 0.0 ? (double) (progress->total - done) / rate : 0.0;

    if (progress->quiet || now - progress->shown < (progress->terminal ? 0.2 : 10.0)) {
        return;
    }
    progress->shown = now;
    fprintf(stderr, "%s%s  %llu of %llu worlds  %.0f %%  %.0f/s  %d:%02d left%s",
            progress->terminal ? "\r\033[K" : "", progress->what,
            (unsigned long long) done, (unsigned long long) progress->total,
            100.0 * (double) done / (double) progress->total, rate, (int) left / 60,
            (int) left % 60, progress->terminal ? "" : "\n");
    fflush(stderr);
}

void aras_progress_end(struct aras_progress *progress)
{
    if (!progress->quiet && progress->terminal && progress->shown > progress->began) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
    }
}

void aras_teller_tell(void *opaque, const char *what, uint64_t done, uint64_t total)
{
    struct aras_teller *teller = opaque;

    if (teller->what != what) {
        aras_teller_end(teller);
        teller->what = what;
        aras_progress_start(&teller->progress, what, 0, total, teller->quiet);
    }
    aras_progress_show(&teller->progress, done);
}

void aras_teller_end(struct aras_teller *teller)
{
    if (teller->what != NULL) {
        aras_progress_end(&teller->progress);
        teller->what = NULL;
    }
}
