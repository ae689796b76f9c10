#include "bench.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void bench_stop(const char *format, ...)
{
    va_list arguments;

    fflush(stdout);
    fputs("speed: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(2);
}

/* --- models ------------------------------------------------------------------------
 */

struct reading {
    struct aras_problems problems;
    const char *path;
    struct aras_scenario *scenario;
};

static void read_scenario(void *opaque)
{
    struct reading *reading = opaque;

    reading->scenario = aras_scenario_read(reading->path, NULL, 0, &reading->problems);
}

static struct bench_model finish_reading(struct reading *reading)
{
    struct aras_error error;
    struct aras_arena *arena = aras_arena_new(&error);

    if (arena == NULL) {
        bench_stop("%s", error.message);
    }
    reading->problems.arena = arena;
    if (aras_arena_try(arena, read_scenario, reading, &error) != ARAS_OK) {
        bench_stop("%s", error.message);
    }
    if (reading->scenario == NULL) {
        for (size_t i = 0; i < reading->problems.count; i++) {
            const struct aras_problem *problem = &reading->problems.items[i];

            fprintf(stderr, "%s:%d: %s\n",
                    problem->place.file == NULL ? reading->path : problem->place.file,
                    problem->place.line, problem->message);
        }
        bench_stop("%s cannot be used", reading->path);
    }
    return (struct bench_model){.arena = arena,
                                .scenario = reading->scenario,
                                .model = reading->scenario->model};
}

struct bench_model bench_read(const char *path)
{
    return finish_reading(&(struct reading){.path = path});
}

struct bench_model bench_compile(struct aras_text *text)
{
    struct aras_error error;
    struct bench_model model;
    const char *folder = getenv("TMPDIR");
    char path[1024];
    FILE *file;

    if (aras_text_check(text, &error) != ARAS_OK) {
        bench_stop("%s", error.message);
    }
    snprintf(path, sizeof path, "%s/aras-speed-%d.cfg",
             folder == NULL ? "/tmp" : folder, (int) getpid());
    file = fopen(path, "wx");
    if (file == NULL || fputs(text->data, file) == EOF || fclose(file) != 0) {
        bench_stop("cannot write %s", path);
    }
    model = bench_read(path);
    unlink(path);
    aras_text_free(text);
    return model;
}

void bench_free(struct bench_model *model)
{
    aras_model_release(model->scenario->model);
    aras_arena_free(model->arena);
}

struct aras_simulation *bench_simulation(const struct aras_model *model, uint64_t seed)
{
    struct aras_error error;
    struct aras_settings settings = {.seed = seed, .group = UINT64_MAX};
    struct aras_simulation *simulation = aras_simulation_new(model, &settings, &error);

    if (simulation == NULL) {
        bench_stop("%s", error.message);
    }
    return simulation;
}

struct aras_record bench_play(struct aras_simulation *simulation, uint64_t replication)
{
    struct aras_error error;
    struct aras_record record;

    if (aras_simulation_play(simulation, replication, &record, &error) != ARAS_OK) {
        bench_stop("%s", error.message);
    }
    return record;
}

double bench_parameter(const struct aras_model *model, const char *id)
{
    struct aras_error error;
    struct aras_simulation *simulation = bench_simulation(model, 1);
    const double *values;

    if (aras_simulation_parameters(simulation, 0, &values, &error) != ARAS_OK) {
        bench_stop("%s", error.message);
    }
    for (size_t i = 0; i < model->parameter_count; i++) {
        if (strcmp(model->parameters[i].id, id) == 0) {
            double value = values[i];

            aras_simulation_free(simulation);
            return value;
        }
    }
    bench_stop("no parameter '%s' in '%s'", id, model->title);
}

/* --- clocks and numbers ------------------------------------------------------------
 */

static double seconds(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

double bench_own_time(void)
{
    return seconds(CLOCK_THREAD_CPUTIME_ID);
}

double bench_work_time(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double bench_wall_time(void)
{
    return seconds(CLOCK_MONOTONIC);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;

    return (x > y) - (x < y);
}

double bench_median(const double *values, size_t count)
{
    double *sorted = malloc(count * sizeof *sorted);
    double median;

    if (sorted == NULL || count == 0) {
        bench_stop("no memory");
    }
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare);
    median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
    free(sorted);
    return median;
}

double bench_least(const double *values, size_t count)
{
    double least = INFINITY;

    for (size_t i = 0; i < count; i++) {
        least = fmin(least, values[i]);
    }
    return least;
}

double bench_greatest(const double *values, size_t count)
{
    double greatest = -INFINITY;

    for (size_t i = 0; i < count; i++) {
        greatest = fmax(greatest, values[i]);
    }
    return greatest;
}

double bench_mean(const double *values, size_t count)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum / (double) count;
}

double bench_variance(const double *values, size_t count)
{
    double mean = bench_mean(values, count);
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += (values[i] - mean) * (values[i] - mean);
    }
    return count < 2 ? 0.0 : sum / (double) (count - 1);
}

/* --- the table ---------------------------------------------------------------------
 */

void bench_heading(void)
{
    printf("%-2s %-62s %10s %12s\n", "", "", "measured", "goal");
}

void bench_line(const char *letter, const char *what, double measured, bool at_most,
                double goal, const char *unit)
{
    bool good = at_most ? measured <= goal : measured >= goal;

    printf("%-2s %-62s %10.3g %s %5.3g%-4s %s\n", letter, what, measured,
           at_most ? "<=" : ">=", goal, unit, good ? "PASS" : "below");
    fflush(stdout);
}

void bench_detail(const char *format, ...)
{
    va_list arguments;

    fputs("     ", stdout);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}
