#include "analysis/best.h"

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/compared.h"

/* Three runs: A, A with a push, and A again with a difference that luck might make. */
struct trio {
    struct compared_model model[3];
    struct made_plan plan[3];
    struct made_run made[3];
    const struct aras_run *run[3];
    const struct aras_model *models[3];
};

static bool play_hardly_more(uint64_t replication, uint64_t set, double *outcome)
{
    compared_base(replication, set, outcome);
    outcome[LEVEL] += 0.1 * (made_draw(500000 + replication) - 0.5);
    return true;
}

static void prepare(struct trio *trio)
{
    for (int i = 0; i < 3; i++) {
        compared_make(&trio->model[i]);
        trio->models[i] = &trio->model[i].model;
        trio->plan[i] = (struct made_plan){.model = trio->models[i],
                                           .replications = 300,
                                           .play = i == 0   ? compared_base
                                                   : i == 1 ? compared_pushed
                                                            : play_hardly_more};
    }
}

static void play(struct trio *trio)
{
    for (int i = 0; i < 3; i++) {
        trio->made[i] = made_run_of(&trio->plan[i]);
        trio->run[i] = trio->made[i].run;
    }
}

static void forget(struct trio *trio)
{
    for (int i = 0; i < 3; i++) {
        made_run_close(&trio->made[i]);
    }
}

static void what_is_surely_behind_is_out(void **state)
{
    struct trio trio;
    struct aras_error error = {0};
    struct aras_best *best;

    (void) state;
    prepare(&trio);
    play(&trio);
    best = aras_best_of_runs(trio.run, trio.models, 3, LEVEL, true, 0, &error);
    assert_non_null(best);
    assert_int_equal(best->row[0].sets, 60);
    assert_false(best->row[0].contender[0].may_be_best);
    assert_true(best->row[0].contender[1].may_be_best);
    assert_false(best->row[0].contender[2].may_be_best);
    aras_best_free(best);

    best = aras_best_of_runs(trio.run, trio.models, 3, LEVEL, false, 0, &error);
    assert_true(best->row[0].contender[0].may_be_best);
    assert_false(best->row[0].contender[1].may_be_best);
    assert_true(best->row[0].contender[2].may_be_best);
    assert_close(best->row[0].contender[1].mean - best->row[0].contender[0].mean, 0.1,
                 1e-12);
    aras_best_free(best);
    forget(&trio);
}

/* Not reached counts as the horizon: the mean time of the pushed is the least. */
static void times_are_told_up_to_the_horizon(void **state)
{
    struct trio trio;
    struct aras_error error = {0};
    struct aras_best *best;

    (void) state;
    prepare(&trio);
    play(&trio);
    best = aras_best_of_runs(trio.run, trio.models, 2, WHEN, false, 0, &error);
    assert_true(best->row[0].contender[1].may_be_best);
    assert_true(best->row[0].contender[0].mean < 10.0);
    aras_best_free(best);
    forget(&trio);
}

static void assert_refused(struct trio *trio, size_t outcome, const char *why)
{
    struct aras_error error = {0};

    play(trio);
    assert_null(
        aras_best_of_runs(trio->run, trio->models, 3, outcome, true, 0, &error));
    if (strstr(error.message, why) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error.message, why);
    }
    forget(trio);
}

static void what_cannot_be_ordered_is_refused(void **state)
{
    struct trio trio;

    (void) state;
    prepare(&trio);
    assert_refused(&trio, ENDING, "'ending' is a category");
    prepare(&trio);
    trio.plan[2].seed = 9;
    assert_refused(&trio, LEVEL, "seeds are 1 and 9");
    prepare(&trio);
    trio.model[1].outcome[LEVEL].id = "height";
    assert_refused(&trio, LEVEL, "outcome 'level' is not in all runs");
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct trio trio;
    struct aras_best *best = NULL;
    int refused = 0;

    (void) state;
    prepare(&trio);
    play(&trio);
    while (best == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        best = aras_best_of_runs(trio.run, trio.models, 3, LEVEL, true, 0, &error);
        allow_all_allocations();
        assert_true(best != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 10);
    aras_best_free(best);
    forget(&trio);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_surely_behind_is_out),
        cmocka_unit_test(times_are_told_up_to_the_horizon),
        cmocka_unit_test(what_cannot_be_ordered_is_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("best", tests, NULL, NULL);
}
