#ifndef ARAS_SPEED_BENCH_H
#define ARAS_SPEED_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "scenario/scenario.h"
#include "simulation/simulation.h"

/*
 * What every line of the table needs: models, clocks, medians, the table itself. A
 * benchmark that cannot go on stops the program.
 */

_Noreturn void bench_stop(const char *format, ...) ARAS_PRINTF(1, 2);

/* --- models ------------------------------------------------------------------------
 */

struct bench_model {
    struct aras_arena *arena;
    struct aras_scenario *scenario;
    const struct aras_model *model;
};

/** Reads and compiles a scenario or model. Freed by the caller. */
struct bench_model bench_read(const char *path);

/** The same from a text, which is freed; by way of a file that does not stay. */
struct bench_model bench_compile(struct aras_text *text);
void bench_free(struct bench_model *model);

/** A simulation with one parameter set for all replications. */
struct aras_simulation *bench_simulation(const struct aras_model *model, uint64_t seed);

/** Plays one replication, which must not fail. */
struct aras_record bench_play(struct aras_simulation *simulation, uint64_t replication);

/** The value of a parameter that has no prior. */
double bench_parameter(const struct aras_model *model, const char *id);

/* --- clocks and numbers ------------------------------------------------------------
 */

/** Seconds of this thread's own work; seconds on the wall. */
double bench_own_time(void);
double bench_work_time(void);
double bench_wall_time(void);

double bench_median(const double *values, size_t count);
double bench_least(const double *values, size_t count);
double bench_greatest(const double *values, size_t count);
double bench_mean(const double *values, size_t count);

/** Unbiased. */
double bench_variance(const double *values, size_t count);

/* --- the table ---------------------------------------------------------------------
 */

void bench_heading(void);

/** A line: PASS when `measured` is at least (or, `at_most`, at most) `goal`. */
void bench_line(const char *letter, const char *what, double measured, bool at_most,
                double goal, const char *unit);

/** More about the line above. */
void bench_detail(const char *format, ...) ARAS_PRINTF(1, 2);

#endif
