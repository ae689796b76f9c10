#include "montecarlo/design.h"

#include <string.h>

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

static const char model[] =
    "horizon = 2; parameters = ( { id = \"a\"; prior = \"uniform(0, 1)\"; },"
    "{ id = \"b\"; prior = \"normal(0, 1)\"; }, { id = \"c\"; prior = \"gamma_mean(1, "
    "2)\"; } );"
    "variants = ( { id = \"v\"; options = ( { id = \"one\"; weight = 0.5; },"
    "{ id = \"two\"; weight = 0.25; }, { id = \"three\"; weight = 0.25; } ); } );"
    "events = ( { id = \"e\"; rate = \"a + c\"; } );"
    "outcomes = ( { id = \"n\"; title = \"n\"; kind = \"count\"; of = \"e\"; } );";

enum { MOST_AXES = 8 };

struct made {
    struct story *story;
    const char *const *text;
    struct aras_axis axis[MOST_AXES];
    size_t axes;
    struct aras_design *design;
    struct aras_error error;
};

static void read_axes(void *opaque)
{
    struct made *made = opaque;

    for (made->axes = 0; made->text[made->axes] != NULL; made->axes++) {
        assert_ok(aras_axis_read(&made->axis[made->axes], made->text[made->axes],
                                 made->story->model, made->story->arena, &made->error),
                  made->error);
    }
}

/* Axes from their texts, the last of which is followed by NULL. */
static struct made *made_new(const char *const *text)
{
    struct made *made = calloc(1, sizeof *made);

    assert_non_null(made);
    made->story = story_new(model);
    made->text = text;
    assert_ok(aras_arena_try(made->story->arena, read_axes, made, &made->error),
              made->error);
    return made;
}

static void made_free(struct made *made)
{
    aras_design_free(made->design);
    story_free(made->story);
    free(made);
}

static struct aras_design_form form_of(const struct made *made,
                                       enum aras_design_kind kind, uint64_t size)
{
    return (struct aras_design_form){.kind = kind,
                                     .axis = made->axis,
                                     .axes = made->axes,
                                     .size = size,
                                     .seed = 1,
                                     .group = 5,
                                     .luck = ARAS_NO_FACTOR,
                                     .parameters = ARAS_NO_FACTOR};
}

static void design(struct made *made, const struct aras_design_form *form)
{
    aras_design_free(made->design);
    made->design = aras_design_new(form, &made->error);
    if (made->design == NULL) {
        fail_msg("%s", made->error.message);
    }
}

static void simply(struct made *made, enum aras_design_kind kind, uint64_t size)
{
    struct aras_design_form form = form_of(made, kind, size);

    design(made, &form);
}

static void a_grid_has_every_value_with_every_other(void **state)
{
    static const char *const text[] = {"a=0..1:0.5", "v=two,one", NULL};
    static const double known[][2] = {{0.0, 1.0}, {0.0, 0.0}, {0.5, 1.0},
                                      {0.5, 0.0}, {1.0, 1.0}, {1.0, 0.0}};
    struct made *made = made_new(text);
    double values[2];

    (void) state;
    simply(made, ARAS_DESIGN_GRID, 0);
    assert_int_equal(aras_design_points(made->design), 6);
    for (uint64_t i = 0; i < 6; i++) {
        aras_design_get(made->design, i, values);
        assert_memory_equal(values, known[i], sizeof values);
    }
    made_free(made);
}

static void points_share_the_worlds_one_after_another(void **state)
{
    static const char *const text[] = {"a=0..1:0.5", NULL};
    struct made *made = made_new(text);

    (void) state;
    simply(made, ARAS_DESIGN_GRID, 0);
    assert_true(aras_design_shares_worlds(made->design));
    for (uint64_t c = 0; c < 60; c++) {
        struct aras_cell cell = aras_design_cell(made->design, c);

        assert_int_equal(cell.point, c % 3);
        assert_int_equal(cell.world, c / 3);
        assert_int_equal(cell.set, c / 3 / 5);
    }
    made_free(made);
}

static void a_list_is_its_table(void **state)
{
    static const char *const text[] = {"a=0..1:0.5", "b=0,1", NULL};
    static const double table[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
    struct made *made = made_new(text);
    struct aras_design_form form = form_of(made, ARAS_DESIGN_LIST, 3);
    double values[2];

    (void) state;
    form.table = table;
    design(made, &form);
    assert_int_equal(aras_design_points(made->design), 3);
    aras_design_get(made->design, 2, values);
    assert_memory_equal(values, &table[4], sizeof values);
    made_free(made);
}

/* The share of an axis below a value: a is its own, b by the normal distribution. */
static double share_of(size_t axis, double value)
{
    return axis == 0 ? value : 0.5 * erfc(-value / sqrt(2.0));
}

static void a_hypercube_has_one_point_in_each_stratum(void **state)
{
    enum { SIZE = 101 };
    static const char *const text[] = {"a~prior", "b~prior", NULL};
    struct made *made = made_new(text);

    (void) state;
    simply(made, ARAS_DESIGN_HYPERCUBE, SIZE);
    for (size_t axis = 0; axis < 2; axis++) {
        bool taken[SIZE] = {false};

        for (uint64_t i = 0; i < SIZE; i++) {
            double values[2];
            size_t stratum;

            aras_design_get(made->design, i, values);
            stratum = (size_t) (share_of(axis, values[axis]) * SIZE);
            assert_false(taken[stratum]);
            taken[stratum] = true;
        }
    }
    made_free(made);
}

static void options_come_by_their_weights_in_a_hypercube(void **state)
{
    enum { SIZE = 64 };
    static const char *const text[] = {"v~prior", NULL};
    struct made *made = made_new(text);
    unsigned count[3] = {0};

    (void) state;
    simply(made, ARAS_DESIGN_HYPERCUBE, SIZE);
    for (uint64_t i = 0; i < SIZE; i++) {
        double value;

        aras_design_get(made->design, i, &value);
        count[(size_t) value]++;
    }
    assert_int_equal(count[0], 32);
    assert_int_equal(count[1], 16);
    assert_int_equal(count[2], 16);
    made_free(made);
}

static void sobol_points_are_balanced_over_priors(void **state)
{
    enum { SIZE = 128 };
    static const char *const text[] = {"a~prior", "b~prior", "v~prior", NULL};
    struct made *made = made_new(text);
    unsigned count[3] = {0};

    (void) state;
    simply(made, ARAS_DESIGN_SOBOL, SIZE);
    for (size_t axis = 0; axis < 2; axis++) {
        bool taken[SIZE] = {false};

        for (uint64_t i = 0; i < SIZE; i++) {
            double values[3];
            size_t stratum;

            aras_design_get(made->design, i, values);
            stratum = (size_t) (share_of(axis, values[axis]) * SIZE);
            assert_false(taken[stratum]);
            taken[stratum] = true;
            count[(size_t) values[2]] += axis == 0;
        }
    }
    assert_int_equal(count[0], SIZE / 2);
    made_free(made);
}

/* Another seed gives other points; another axis more leaves those of a hypercube as
 * they were. */
static void points_are_a_function_of_seed_and_key(void **state)
{
    static const char *const text[] = {"a~prior", "b~prior", NULL};
    struct made *made = made_new(text);
    struct aras_design_form form = form_of(made, ARAS_DESIGN_HYPERCUBE, 50);
    double both[2];
    double alone;
    double other;

    (void) state;
    design(made, &form);
    aras_design_get(made->design, 17, both);
    form.axes = 1;
    design(made, &form);
    aras_design_get(made->design, 17, &alone);
    form.seed = 2;
    design(made, &form);
    aras_design_get(made->design, 17, &other);
    assert_close(alone, both[0], 0.0);
    assert_true(other != alone);
    made_free(made);
}

static void each_step_of_a_trajectory_moves_one_axis(void **state)
{
    enum { TRAJECTORIES = 300 };
    static const char *const text[] = {"a~prior", "v=one,two,three", "c=1,2", "b=0..8",
                                       NULL};
    struct made *made = made_new(text);
    unsigned first[4] = {0};
    unsigned moves[3][3] = {{0}};

    (void) state;
    simply(made, ARAS_DESIGN_MORRIS, TRAJECTORIES);
    assert_int_equal(aras_design_points(made->design), TRAJECTORIES * 5);
    assert_false(aras_design_shares_worlds(made->design));
    for (uint64_t t = 0; t < TRAJECTORIES; t++) {
        unsigned moved = 0;
        double before[4];

        aras_design_get(made->design, 5 * t, before);
        for (uint64_t step = 1; step < 5; step++) {
            double after[4];
            unsigned which = 0;
            unsigned count = 0;

            aras_design_get(made->design, 5 * t + step, after);
            for (unsigned i = 0; i < 4; i++) {
                if (after[i] != before[i]) {
                    which = i;
                    count++;
                }
            }
            assert_int_equal(count, 1);
            assert_false(moved & 1U << which);
            moved |= 1U << which;
            first[which] += step == 1;
            if (which == 0) {
                assert_close(fabs(after[0] - before[0]), 0.5, 1e-15);
                assert_close(remainder(8.0 * after[0] - 1.0, 2.0), 0.0, 1e-12);
            } else if (which == 1) {
                moves[(size_t) before[1]][(size_t) after[1]]++;
            } else if (which == 3) {
                assert_close(fabs(after[3] - before[3]), 4.0, 1e-15);
            }
            memcpy(before, after, sizeof before);
        }
        assert_int_equal(moved, 15);
        assert_int_equal(aras_design_cell(made->design, 5 * t + 4).world, t);
        assert_int_equal(aras_design_cell(made->design, 5 * t + 4).set, t);
        assert_int_equal(aras_design_cell(made->design, 5 * (TRAJECTORIES + t)).world,
                         TRAJECTORIES + t);
    }
    /* Each axis is as often the first, and each option goes to each other: 75 and 50 of
     * 300, within five standard deviations. */
    for (unsigned i = 0; i < 4; i++) {
        assert_close(first[i], 75.0, 5.0 * 7.5);
    }
    for (unsigned i = 0; i < 3; i++) {
        for (unsigned j = 0; j < 3; j++) {
            assert_close(moves[i][j], i == j ? 0.0 : 50.0, i == j ? 0.0 : 5.0 * 6.5);
        }
    }
    made_free(made);
}

/* Rows of A, B and of A with one factor from B; luck is the third factor. */
static void a_row_takes_one_factor_after_another_from_the_other_matrix(void **state)
{
    enum { ROWS = 16, COLUMNS = 5 };
    static const char *const text[] = {"a~prior", "b~prior", "v~prior", NULL};
    static const size_t factor[] = {0, 1, 0};
    struct made *made = made_new(text);
    struct aras_design_form form = form_of(made, ARAS_DESIGN_SALTELLI, ROWS);

    (void) state;
    form.factors = 3;
    form.factor = factor;
    form.luck = 2;
    design(made, &form);
    assert_int_equal(aras_design_points(made->design), ROWS * COLUMNS);
    for (uint64_t r = 0; r < ROWS; r++) {
        double x[COLUMNS][3];

        for (uint64_t j = 0; j < COLUMNS; j++) {
            struct aras_cell cell =
                aras_design_cell(made->design, 2 * ROWS * COLUMNS + r * COLUMNS + j);
            bool swapped = j == 1 || j == 4;

            aras_design_get(made->design, r * COLUMNS + j, x[j]);
            assert_int_equal(cell.point, r * COLUMNS + j);
            assert_int_equal(cell.world, 4 * ROWS + r + (swapped ? ROWS : 0));
            assert_int_equal(cell.set, r);
        }
        for (size_t i = 0; i < 3; i++) {
            assert_close(x[2][i], x[factor[i] == 0 ? 1 : 0][i], 0.0);
            assert_close(x[3][i], x[factor[i] == 1 ? 1 : 0][i], 0.0);
            assert_close(x[4][i], x[0][i], 0.0);
        }
        assert_true(x[0][0] != x[1][0]);
    }
    form.luck = ARAS_NO_FACTOR;
    form.parameters = 1;
    design(made, &form);
    assert_int_equal(aras_design_cell(made->design, 1).world, 0);
    assert_int_equal(aras_design_cell(made->design, 1).set, ROWS);
    assert_int_equal(aras_design_cell(made->design, 3).set, ROWS);
    assert_int_equal(aras_design_cell(made->design, 2).set, 0);
    made_free(made);
}

static void settings_number_the_models(void **state)
{
    static const char *const text[] = {"horizon=1,2", "a=0,1", "scale.e=0,1,2", NULL};
    struct made *made = made_new(text);

    (void) state;
    simply(made, ARAS_DESIGN_GRID, 0);
    assert_int_equal(aras_design_models(made->design), 6);
    for (uint64_t i = 0; i < 12; i++) {
        double values[3];

        aras_design_get(made->design, i, values);
        assert_int_equal(aras_design_model(made->design, values), i / 6 * 3 + i % 3);
    }
    made_free(made);
}

static void assert_refused(const char *const *text, enum aras_design_kind kind,
                           uint64_t size, const char *message)
{
    struct made *made = made_new(text);
    struct aras_design_form form = form_of(made, kind, size);

    made->design = aras_design_new(&form, &made->error);
    assert_null(made->design);
    assert_fails(made->error.status, made->error, ARAS_INVALID, message);
    made_free(made);
}

static void what_cannot_be_is_refused(void **state)
{
    static const char *const none[] = {NULL};
    static const char *const twice[] = {"a=0,1", "a=2,3", NULL};
    static const char *const drawn[] = {"a~prior", NULL};
    static const char *const one[] = {"a=1", "b=1,2", NULL};
    static const char *const wide[] = {"a=0..1:1e-6", "b=0..1:1e-6", NULL};
    static const char *const many[] = {"horizon=1..40:1", "scale.e=0..39:1", NULL};

    (void) state;
    assert_refused(none, ARAS_DESIGN_GRID, 0, "nothing varies");
    assert_refused(twice, ARAS_DESIGN_GRID, 0, "varies on two axes");
    assert_refused(drawn, ARAS_DESIGN_GRID, 0, "a grid needs values");
    assert_refused(one, ARAS_DESIGN_MORRIS, 4, "but one value");
    assert_refused(drawn, ARAS_DESIGN_SOBOL, 0, "at least one point");
    assert_refused(wide, ARAS_DESIGN_GRID, 0, "more than 1000000000 points");
    assert_refused(drawn, ARAS_DESIGN_MORRIS, 600000000, "more than 1000000000");
    assert_refused(many, ARAS_DESIGN_GRID, 0, "more than 100");
}

static void a_lack_of_memory_is_reported(void **state)
{
    static const char *const text[] = {"a~prior", NULL};
    struct made *made = made_new(text);
    struct aras_design_form form = form_of(made, ARAS_DESIGN_SOBOL, 8);

    (void) state;
    for (int allowed = 0; made->design == NULL; allowed++) {
        allow_allocations(allowed);
        made->design = aras_design_new(&form, &made->error);
        allow_all_allocations();
        assert_true(made->design != NULL || made->error.status == ARAS_NO_MEMORY);
        assert_true(allowed < 10);
    }
    made_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_has_every_value_with_every_other),
        cmocka_unit_test(points_share_the_worlds_one_after_another),
        cmocka_unit_test(a_list_is_its_table),
        cmocka_unit_test(a_hypercube_has_one_point_in_each_stratum),
        cmocka_unit_test(options_come_by_their_weights_in_a_hypercube),
        cmocka_unit_test(sobol_points_are_balanced_over_priors),
        cmocka_unit_test(points_are_a_function_of_seed_and_key),
        cmocka_unit_test(each_step_of_a_trajectory_moves_one_axis),
        cmocka_unit_test(a_row_takes_one_factor_after_another_from_the_other_matrix),
        cmocka_unit_test(settings_number_the_models),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
