#include "simulation/influence.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

struct aras_influence_work {
    size_t actors, inside;
    const bool *outside;
    const double *weights;
    size_t *place; /* of an inside actor among the inside ones */
    double *matrix, *solved, *kept, *system, *right, *result, *answer, *tau;
    bool valid, good;
};

static const double own = 1e-7;

struct aras_influence_work *aras_influence_work_new(size_t actors, const bool *outside,
                                                    const double *weights,
                                                    struct aras_arena *arena)
{
    struct aras_influence_work *work = aras_arena_get(arena, sizeof *work);
    size_t square = actors * actors;

    work->actors = actors;
    work->outside = outside;
    work->weights = weights;
    work->place = aras_arena_array(arena, actors, sizeof *work->place);
    for (size_t a = 0; a < actors; a++) {
        if (!outside[a]) {
            work->place[a] = work->inside++;
        }
    }
    work->matrix = aras_arena_array(arena, square, sizeof(double));
    work->solved = aras_arena_array(arena, square, sizeof(double));
    work->kept = aras_arena_array(arena, actors, sizeof(double));
    work->system = aras_arena_array(arena, square, sizeof(double));
    work->right = aras_arena_array(arena, actors, sizeof(double));
    work->answer = aras_arena_array(arena, actors, sizeof(double));
    work->result = aras_arena_array(arena, actors, sizeof(double));
    work->tau = aras_arena_array(arena, actors, sizeof(double));
    return work;
}

double *aras_influence_matrix(struct aras_influence_work *work)
{
    return work->matrix;
}

/* The share of b's resource that goes to a. */
static double share(const struct aras_influence_work *work, size_t b, size_t a)
{
    return a == b ? work->kept[b] : work->matrix[b * work->actors + a] * work->kept[b];
}

static bool divide(struct aras_influence_work *work)
{
    for (size_t b = 0; b < work->actors; b++) {
        double sum = 0.0;

        for (size_t a = 0; a < work->actors; a++) {
            double d = a == b ? 0.0 : work->matrix[b * work->actors + a];

            if (!(d >= 0.0) || isinf(d)) {
                return false;
            }
            sum += d;
        }
        work->kept[b] = 1.0 / (1.0 + sum);
    }
    return true;
}

/* (1 - (1 - own) W') r = own + (1 - own) x what comes from outside */
static void set_up(struct aras_influence_work *work)
{
    size_t n = work->inside;

    for (size_t a = 0; a < work->actors; a++) {
        if (work->outside[a]) {
            continue;
        }

        size_t row = work->place[a];

        work->right[row] = own;
        for (size_t b = 0; b < work->actors; b++) {
            double coming = (1.0 - own) * share(work, b, a);

            if (work->outside[b]) {
                work->right[row] += coming * work->weights[b];
            } else {
                work->system[row * n + work->place[b]] = (a == b ? 1.0 : 0.0) - coming;
            }
        }
    }
}

const double *aras_influence_solve(struct aras_influence_work *work)
{
    size_t n = work->inside;
    size_t size = work->actors * work->actors * sizeof(double);

    if (work->valid && memcmp(work->matrix, work->solved, size) == 0) {
        return work->good ? work->result : NULL;
    }
    memcpy(work->solved, work->matrix, size);
    work->valid = true;
    work->good = divide(work);
    if (!work->good) {
        return NULL;
    }
    set_up(work);
    if (n > 0) {
        gsl_matrix_view system = gsl_matrix_view_array(work->system, n, n);
        gsl_vector_view right = gsl_vector_view_array(work->right, n);
        gsl_vector_view answer = gsl_vector_view_array(work->answer, n);
        gsl_vector_view tau = gsl_vector_view_array(work->tau, n);

        /* Each column adds up to `own` at least, and only its diagonal is positive: so
         * the matrix can be inverted. By QR and not by LU, for which GSL asks for
         * memory. */
        work->good = gsl_linalg_QR_decomp(&system.matrix, &tau.vector) == 0 &&
                     gsl_linalg_QR_solve(&system.matrix, &tau.vector, &right.vector,
                                         &answer.vector) == 0;
    }
    for (size_t a = 0; a < work->actors; a++) {
        work->result[a] =
            work->outside[a] ? work->weights[a] : work->answer[work->place[a]];
    }
    return work->good ? work->result : NULL;
}
