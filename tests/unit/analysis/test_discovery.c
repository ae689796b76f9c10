#include "analysis/discovery.h"

#include <math.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

/* --- a model whose worlds are made by hand ------------------------------------------
 */

enum { FELL, LEVEL, OUTCOMES, PARAMETERS = 8 };

static const struct aras_outcome outcomes[OUTCOMES] = {
    [FELL] = {.id = "fell", .title = "it fell", .kind = ARAS_HAPPENED},
    [LEVEL] = {.id = "level", .title = "its level", .kind = ARAS_VALUE},
};

static const struct aras_option tempers[] = {
    {.id = "calm"}, {.id = "angry"}, {.id = "mad"}};

struct made_model {
    struct aras_model model;
    struct aras_parameter parameter[PARAMETERS];
    struct aras_variant variant;
};

static void make_model(struct made_model *made)
{
    static const char *const ids[] = {"p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"};

    *made = (struct made_model){
        .variant = {.id = "temper", .options = tempers, .count = 3, .fixed = -1},
        .model = {.title = "made",
                  .horizon = 10.0,
                  .outcomes = outcomes,
                  .outcome_count = OUTCOMES,
                  .parameter_count = PARAMETERS,
                  .variant_count = 1}};
    for (size_t i = 0; i < PARAMETERS; i++) {
        made->parameter[i] =
            (struct aras_parameter){.id = ids[i],
                                    .title = "a parameter",
                                    .unit = "1/year",
                                    .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}};
    }
    made->model.parameters = made->parameter;
    made->model.variants = &made->variant;
}

/* p7 is the same in all sets. */
static void draw(uint64_t set, double *parameters)
{
    for (uint64_t i = 0; i + 1 < PARAMETERS; i++) {
        parameters[i] = made_draw(100 * set + i);
    }
    parameters[PARAMETERS - 1] = 3.0;
    parameters[PARAMETERS] = floor(3.0 * made_draw(100 * set + 50));
}

static bool is_inside(uint64_t set)
{
    double parameters[PARAMETERS + 1];

    draw(set, parameters);
    return parameters[1] > 0.6 && parameters[PARAMETERS] != 0.0;
}

static bool by_chance(uint64_t replication, double p)
{
    return made_draw(UINT64_C(1) << 40 | replication) < p;
}

/* In the box (0.4 x 2/3 of all) it falls in 80 of 100 worlds, elsewhere in 10. */
static bool play_box(uint64_t replication, uint64_t set, double *values)
{
    values[FELL] = by_chance(replication, is_inside(set) ? 0.8 : 0.1);
    values[LEVEL] = values[FELL] - 0.5;
    return replication % 97 != 5;
}

/* Nothing matters for it: four lucks. */
static bool chance(uint64_t luck, uint64_t replication, double *values)
{
    values[FELL] = by_chance(replication + luck * 1000003, 0.3);
    values[LEVEL] = 0.0;
    return true;
}

static bool play_chance_1(uint64_t replication, uint64_t set, double *values)
{
    (void) set;
    return chance(1, replication, values);
}

static bool play_chance_2(uint64_t replication, uint64_t set, double *values)
{
    (void) set;
    return chance(2, replication, values);
}

static bool play_chance_3(uint64_t replication, uint64_t set, double *values)
{
    (void) set;
    return chance(3, replication, values);
}

static bool play_chance_4(uint64_t replication, uint64_t set, double *values)
{
    (void) set;
    return chance(4, replication, values);
}

static bool (*const plays_of_chance[])(uint64_t, uint64_t, double *) = {
    play_chance_1, play_chance_2, play_chance_3, play_chance_4};

static bool play_never(uint64_t replication, uint64_t set, double *values)
{
    (void) replication;
    (void) set;
    values[FELL] = 0.0;
    values[LEVEL] = 0.0;
    return true;
}

static bool play_seldom(uint64_t replication, uint64_t set, double *values)
{
    (void) set;
    values[FELL] = replication % 200 == 0;
    values[LEVEL] = 0.0;
    return true;
}

/* --- asking -------------------------------------------------------------------------
 */

struct asking {
    struct made_model made;
    struct made_run run;
    struct aras_problems problems;
    struct aras_discovery_wish wish;
    const char *text;
};

static void read_condition(void *context)
{
    struct asking *asking = context;

    asking->wish.condition = aras_condition_read(
        asking->text, "--where", &asking->made.model, &asking->problems);
}

static void asking_new(struct asking *asking,
                       bool (*play)(uint64_t, uint64_t, double *), uint64_t worlds,
                       uint64_t group)
{
    struct made_plan plan = {.replications = worlds,
                             .group = group,
                             .block = 1000,
                             .play = play,
                             .draw = draw};
    struct aras_error error = {0};

    memset(asking, 0, sizeof *asking);
    make_model(&asking->made);
    plan.model = &asking->made.model;
    asking->run = made_run_of(&plan);
    asking->problems.arena = asking->run.arena;
    asking->text = "fell";
    asking->wish.boxes = 3;
    assert_ok(aras_arena_try(asking->run.arena, read_condition, asking, &error), error);
    assert_non_null(asking->wish.condition);
}

static struct aras_discovery *discover(const struct asking *asking)
{
    struct aras_error error = {0};
    struct aras_discovery *discovery = aras_discovery_of_run(
        asking->run.run, &asking->made.model, &asking->wish, &error);

    if (discovery == NULL) {
        fail_msg("%s", error.message);
    }
    return discovery;
}

static void assert_nothing(struct asking *asking, const char *words)
{
    struct aras_error error = {0};

    assert_null(aras_discovery_of_run(asking->run.run, &asking->made.model,
                                      &asking->wish, &error));
    assert_int_equal(error.status, ARAS_INVALID);
    if (strstr(error.message, words) == NULL) {
        fail_msg("%s", error.message);
    }
    made_run_close(&asking->run);
}

static const struct aras_restriction *of(const struct aras_discovery *discovery,
                                         const struct aras_found_box *box,
                                         const char *id)
{
    for (size_t i = 0; i < box->restrictions; i++) {
        if (strcmp(discovery->input[box->restriction[i].input].id, id) == 0) {
            return &box->restriction[i];
        }
    }
    fail_msg("%s is not restricted", id);
    return NULL;
}

static void a_box_is_found_and_judged_by_sets_of_its_own(void **state)
{
    struct asking asking;
    struct aras_discovery *discovery;
    const struct aras_found_box *box;
    const struct aras_restriction *p1;
    const struct aras_restriction *temper;

    (void) state;
    asking_new(&asking, play_box, 6000, 5);
    discovery = discover(&asking);
    box = &discovery->box[0];
    p1 = of(discovery, box, "p1");
    temper = of(discovery, box, "temper");
    assert_int_equal(discovery->inputs, PARAMETERS); /* without p7, with the variant */
    assert_int_equal(discovery->sets, 1200);
    assert_int_equal(discovery->failed, 62);
    assert_int_equal(discovery->all.rows, 1200);
    assert_close(discovery->all.size, 6000.0 - 62.0, 0.0);
    /* 0.1 + 0.7 x 0.4 x 2/3 = 0.287 */
    assert_close(discovery->share, 0.287, 0.03);
    assert_int_equal(box->restrictions, 2);
    assert_close(p1->limit.low, 0.6, 0.03);
    assert_true(isinf(p1->limit.high));
    assert_int_equal(temper->limit.options, 1 << 1 | 1 << 2);
    assert_close(box->density, 0.8, 0.06);
    assert_true(box->interval.low < 0.8 && 0.8 < box->interval.high);
    assert_close(box->mass, 0.267, 0.05);
    assert_close(box->coverage, 0.267 * 0.8 / 0.287, 0.08);
    assert_close(box->judged.size, box->mass * discovery->part[ARAS_PART_JUDGE].size,
                 1e-9);
    assert_true(p1->p < 1e-6 && temper->p < 1e-6);
    assert_close(p1->keeps, 0.4, 0.05);
    assert_close(temper->keeps, 2.0 / 3.0, 0.05);
    assert_close(p1->again, 1.0, 1e-9);
    assert_close(temper->again, 1.0, 1e-9);
    assert_true(box->p < 1e-9);
    assert_true(box->overlap > 0.8 && box->overlap <= 1.0);
    /* The best that any box of this size could do is this box. */
    assert_close(box->ceiling, 0.8, 0.08);
    aras_discovery_free(discovery);
    made_run_close(&asking.run);
}

static void worlds_one_a_set_have_no_ceiling(void **state)
{
    struct asking asking;
    struct aras_discovery *discovery;

    (void) state;
    asking_new(&asking, play_box, 3000, 1);
    discovery = discover(&asking);
    assert_false(discovery->nested);
    assert_true(isnan(discovery->box[0].ceiling));
    assert_close(discovery->box[0].density, 0.8, 0.08);
    aras_discovery_free(discovery);
    made_run_close(&asking.run);
}

/* Of 60 such runs 3 had a box, as the level of 5 % of those that choose would have it,
 * and none was confirmed: two boxes of 4 would be a thing of 1 in 70. */
static void where_nothing_matters_a_box_is_seldom_told_of(void **state)
{
    int found = 0;
    int confirmed = 0;

    (void) state;
    for (uint64_t run = 0; run < 4; run++) {
        struct asking asking;
        struct aras_discovery *discovery;

        asking_new(&asking, plays_of_chance[run], 3000, 5);
        discovery = discover(&asking);
        assert_int_equal(discovery->boxes, 1);
        found += discovery->box[0].restrictions > 0;
        confirmed += discovery->box[0].restrictions > 0 && discovery->box[0].p < 0.05;
        aras_discovery_free(discovery);
        made_run_close(&asking.run);
    }
    assert_true(found <= 1);
    assert_int_equal(confirmed, 0);
}

static void where_nothing_matters_a_tree_has_no_branch(void **state)
{
    struct asking asking;
    struct aras_discovery *discovery;

    (void) state;
    asking_new(&asking, plays_of_chance[0], 4000, 5);
    asking.wish.tree = true;
    discovery = discover(&asking);
    assert_int_equal(discovery->boxes, 1);
    assert_int_equal(discovery->level[discovery->chosen_level].splits, 0);
    assert_close(discovery->box[0].coverage, 1.0, 0.0);
    aras_discovery_free(discovery);
    made_run_close(&asking.run);
}

static void leaves_of_a_tree_are_boxes_too(void **state)
{
    struct asking asking;
    struct aras_discovery *discovery;
    double mass = 0.0;

    (void) state;
    asking_new(&asking, play_box, 6000, 5);
    asking.wish.tree = true;
    discovery = discover(&asking);
    assert_true(discovery->boxes >= 3);
    assert_close(of(discovery, &discovery->box[0], "p1")->limit.low, 0.6, 0.02);
    assert_int_equal(of(discovery, &discovery->box[0], "temper")->limit.options,
                     1 << 1 | 1 << 2);
    for (size_t i = 0; i < discovery->boxes; i++) {
        mass += discovery->box[i].mass;
    }
    assert_close(mass, 1.0, 1e-9);
    aras_discovery_free(discovery);
    made_run_close(&asking.run);
}

static void a_box_of_the_trajectory_may_be_asked_for(void **state)
{
    struct asking asking;
    struct aras_discovery *discovery;

    (void) state;
    asking_new(&asking, play_box, 6000, 5);
    asking.wish.by_number = true;
    asking.wish.peel = 3;
    asking.wish.boxes = 1;
    asking.wish.alpha = 0.05;
    discovery = discover(&asking);
    assert_int_equal(discovery->box[0].peel, 3);
    assert_int_equal(discovery->box[0].judged.rows, discovery->peeled[3].judged.rows);
    assert_close(discovery->alpha, 0.05, 0.0);
    aras_discovery_free(discovery);
    made_run_close(&asking.run);
}

static void the_same_run_gives_the_same_answer(void **state)
{
    struct asking asking;
    struct aras_discovery *one;
    struct aras_discovery *two;

    (void) state;
    asking_new(&asking, play_box, 4000, 5);
    one = discover(&asking);
    two = discover(&asking);
    assert_true(one->box[0].overlap == two->box[0].overlap);
    assert_true(one->box[0].density == two->box[0].density);
    aras_discovery_free(one);
    aras_discovery_free(two);
    made_run_close(&asking.run);
}

static void who_asks_too_much_of_a_run_is_told_what_would_do(void **state)
{
    struct asking asking;

    (void) state;
    asking_new(&asking, play_box, 2000, 50);
    assert_nothing(&asking, "40 parameter sets are too few");
    asking_new(&asking, play_never, 2000, 1);
    assert_nothing(&asking, "'fell' is so in none of the 2000 worlds");
    asking_new(&asking, play_seldom, 2000, 1);
    assert_nothing(&asking, "'fell' is so in only 10 of 2000 worlds");
    asking_new(&asking, play_box, 2000, 1);
    asking.wish.replications = 3000;
    assert_nothing(&asking, "the run has 2000 worlds, not 3000");
}

static void memory_that_runs_out_is_told(void **state)
{
    struct asking asking;

    (void) state;
    asking_new(&asking, play_box, 2000, 2);
    for (int tree = 0; tree < 2; tree++) {
        struct aras_discovery *discovery = NULL;
        int refused = 0;

        asking.wish.tree = tree == 1;
        for (int allowed = 0; discovery == NULL; allowed += 1 + allowed / 6) {
            struct aras_error error = {0};

            allow_allocations(allowed);
            discovery = aras_discovery_of_run(asking.run.run, &asking.made.model,
                                              &asking.wish, &error);
            allow_all_allocations();
            assert_true(discovery != NULL || error.status == ARAS_NO_MEMORY);
            refused += discovery == NULL;
        }
        assert_true(refused > 20);
        aras_discovery_free(discovery);
    }
    made_run_close(&asking.run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_is_found_and_judged_by_sets_of_its_own),
        cmocka_unit_test(worlds_one_a_set_have_no_ceiling),
        cmocka_unit_test(where_nothing_matters_a_box_is_seldom_told_of),
        cmocka_unit_test(where_nothing_matters_a_tree_has_no_branch),
        cmocka_unit_test(leaves_of_a_tree_are_boxes_too),
        cmocka_unit_test(a_box_of_the_trajectory_may_be_asked_for),
        cmocka_unit_test(the_same_run_gives_the_same_answer),
        cmocka_unit_test(who_asks_too_much_of_a_run_is_told_what_would_do),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("discovery", tests, NULL, NULL);
}
