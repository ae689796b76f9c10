#include "simulation/influence.h"

#include "support/check.h"
#include "support/scarce_memory.h"

enum { MOST = 4 };

struct case_of {
    size_t actors;
    bool outside[MOST];
    double weights[MOST];
    double dependence[MOST * MOST]; /* row: who depends; column: on whom */
    double result[MOST];
    struct aras_arena *arena;
};

static void solve(void *context)
{
    struct case_of *it = context;
    struct aras_influence_work *work =
        aras_influence_work_new(it->actors, it->outside, it->weights, it->arena);
    double *matrix = aras_influence_matrix(work);
    const double *result;

    /* Twice, since an answer is kept; and once with another matrix between. */
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < it->actors * it->actors; i++) {
            matrix[i] = round == 1 ? 0.0 : it->dependence[i];
        }
        result = aras_influence_solve(work);
        assert_non_null(result);
    }
    for (size_t i = 0; i < it->actors; i++) {
        it->result[i] = result[i];
    }
    matrix[1] = -1.0;
    assert_null(aras_influence_solve(work));
}

static void solve_case(struct case_of *it)
{
    struct aras_error error = {0};

    it->arena = aras_arena_new(&error);
    assert_non_null(it->arena);
    assert_ok(aras_arena_try(it->arena, solve, it, &error), error);
    aras_arena_free(it->arena);
}

static void those_on_whom_nobody_depends_are_alike(void **state)
{
    struct case_of it = {.actors = 3};

    (void) state;
    solve_case(&it);
    for (size_t i = 0; i < 3; i++) {
        assert_close(it.result[i], 1.0, 1e-6);
    }
}

static void he_on_whom_more_depends_weighs_more(void **state)
{
    /* w[0, 1] = 1/2, w[1, 0] = 1/4 (D = 1 and 1/3): r0 / 2 = r1 / 4, r1 = 2 r0, sum 2.
     */
    struct case_of it = {.actors = 2, .dependence = {0.0, 1.0, 1.0 / 3.0, 0.0}};

    (void) state;
    solve_case(&it);
    assert_close(it.result[0], 2.0 / 3.0, 1e-6);
    assert_close(it.result[1], 4.0 / 3.0, 1e-6);
}

static void an_outside_actor_keeps_its_weight_and_lends_it(void **state)
{
    /* Inside 0; outside 1 of weight 3, half of whose resource goes to 0 (D = 1). 0
     * gives 3/4 away (D = 3): r0 = r0 / 4 + 3 / 2, so r0 = 2. */
    struct case_of it = {.actors = 2,
                         .outside = {false, true},
                         .weights = {0.0, 3.0},
                         .dependence = {0.0, 3.0, 1.0, 0.0}};

    (void) state;
    solve_case(&it);
    assert_close(it.result[0], 2.0, 1e-6);
    assert_close(it.result[1], 3.0, 0.0);
}

static void three_actors_in_a_ring(void **state)
{
    /* 0 depends on 1 by 1, 1 on 2 by 1/2, 2 on 0 by 1/4: shares given away 1/2, 1/3,
     * 1/5. What flows is equal: r = 2 f, 3 f, 5 f; their sum is 3. */
    struct case_of it = {.actors = 3,
                         .dependence = {0.0, 1.0, 0.0, 0.0, 0.0, 0.5, 0.25, 0.0, 0.0}};

    (void) state;
    solve_case(&it);
    assert_close(it.result[0], 0.6, 1e-6);
    assert_close(it.result[1], 0.9, 1e-6);
    assert_close(it.result[2], 1.5, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_on_whom_nobody_depends_are_alike),
        cmocka_unit_test(he_on_whom_more_depends_weighs_more),
        cmocka_unit_test(an_outside_actor_keeps_its_weight_and_lends_it),
        cmocka_unit_test(three_actors_in_a_ring),
    };

    allow_all_allocations();
    return cmocka_run_group_tests_name("influence", tests, NULL, NULL);
}
