/* Seats, what worlds are worth, and what other choices would have brought. */
#include "analysis/regret.h"

#include "analysis/judgement.h"
#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* Pia asks at 1 and 2 and wants x high; b is worth 1 more than a each time, and from x
 * of 1.5 on c is open, which takes all away. Quinn decides too. */
#define TALE                                                                           \
    "horizon = 5; actors = ( { id = \"pia\"; }, { id = \"quinn\"; } );"                \
    "quantities = ( { id = \"x\"; range = \"none\"; initial = 0; },"                   \
    "  { id = \"y\"; range = \"none\"; initial = 0; } );"                              \
    "decisions = ( { id = \"d\"; actor = \"pia\"; at = [1, 2]; sharpness = 1;"         \
    "  options = ( { id = \"a\"; considerations = ( { of = 1; weight = 1; } );"        \
    "      effects = [\"x += 1\"]; },"                                                 \
    "    { id = \"b\"; effects = [\"x += 2\"]; },"                                     \
    "    { id = \"c\"; when = \"x > 1.5\"; effects = [\"x = 0\"]; } ); },"             \
    "  { id = \"e\"; actor = \"quinn\"; at = 3; sharpness = 1;"                        \
    "    options = ( { id = \"f\"; effects = [\"y = 1\"]; }, { id = \"g\"; } ); } );"  \
    "outcomes = ( { id = \"high\"; kind = \"happened\"; of = \"x >= 4\"; },"           \
    "  { id = \"end\"; kind = \"value\"; of = \"x\"; },"                               \
    "  { id = \"when\"; kind = \"time\"; of = \"x >= 2\"; },"                          \
    "  { id = \"how\"; kind = \"category\"; options = ( { id = \"y_one\"; when = \"y " \
    "== 1\"; }, { id = \"other\"; } ); } );"                                           \
    "preferences = ( { of = \"pia\"; outcome = \"high\"; weight = 0.5; },"             \
    "  { of = \"pia\"; outcome = \"end\"; weight = 1; range = [0.0, 4.0]; },"          \
    "  { of = \"pia\"; outcome = \"when\"; weight = -2; range = [0.0, 5.0]; },"        \
    "  { of = \"pia\"; outcome = \"how\"; weight = 0.3; options = [\"y_one = -1\"]; "  \
    "} "                                                                               \
    ");"

static void what_a_world_is_worth_is_the_sum_of_what_is_wanted(void **state)
{
    struct story *story = story_new(TALE);
    double outcomes[4] = {1.0, 3.0, 2.0, 0.0};

    (void) state;
    /* 0.5 + 3/4 - 2 x 2/5 - 0.3 */
    assert_close(aras_judgement_worth(story->model, 0, outcomes), 0.15, 1e-12);
    /* Beyond its range nothing more counts, and what never comes is as late as can be.
     */
    outcomes[1] = 9.0;
    outcomes[2] = INFINITY;
    outcomes[3] = 1.0;
    assert_close(aras_judgement_worth(story->model, 0, outcomes), 0.5 + 1.0 - 2.0,
                 1e-12);
    outcomes[1] = -9.0;
    assert_close(aras_judgement_worth(story->model, 0, outcomes), 0.5 - 2.0, 1e-12);
    outcomes[0] = NAN;
    assert_true(isnan(aras_judgement_worth(story->model, 0, outcomes)));
    assert_true(aras_judgement_possible(story->model, 0));
    assert_false(aras_judgement_possible(story->model, 1));
    story_free(story);
}

/* What happens in world 0 when Pia plays so. */
static void assert_played(struct story *story, const struct aras_conduct *conduct,
                          const char *expected)
{
    struct aras_seat *seat = aras_seat_new(story->model, &story->error);

    assert_non_null(seat);
    story->told[0] = '\0';
    if (story->simulation == NULL) {
        story_play(story, 0);
    }
    aras_simulation_seat(story->simulation, aras_seat_begin(seat, conduct));
    story_play(story, 0);
    aras_simulation_seat(story->simulation, NULL);
    assert_non_null(strstr(story->told, expected));
    aras_seat_free(seat);
}

static void moves_are_recognised_by_decision_and_number(void **state)
{
    struct story *story = story_new(TALE);
    uint32_t d = (uint32_t) aras_model_find_event(story->model, "d");
    uint32_t e = (uint32_t) aras_model_find_event(story->model, "e");
    bool pia[2] = {true, false};
    struct aras_move move[] = {{d, 0, 1}, {d, 1, 2}, {e, 0, 1}};
    struct aras_conduct conduct = {.seated = pia,
                                   .move = move,
                                   .moves = 3,
                                   .turned = ARAS_NO_MOVE,
                                   .event = UINT32_MAX};

    (void) state;
    assert_played(story, &conduct, "d@1 d.b@1 d@2 d.c@2");
    conduct.turned = 1;
    conduct.turn = 0;
    assert_played(story, &conduct, "d@1 d.b@1 d@2 d.a@2");
    /* c is closed when x is 1: the model's own rule holds. */
    move[0].choice = 0;
    conduct.turned = ARAS_NO_MOVE;
    story->told[0] = '\0';
    assert_played(story, &conduct, "d@1 d.a@1 d@2 d.");
    assert_null(strstr(story->told, "d.c"));
    conduct = (struct aras_conduct){
        .seated = pia, .turned = ARAS_NO_MOVE, .event = d, .option = 1};
    assert_played(story, &conduct, "d@1 d.b@1 d@2 d.b@2");
    story_free(story);
}

static void a_seat_sees_what_is_public_and_what_is_its_own(void **state)
{
    struct story *story = story_new(
        "horizon = 5; actors = ( { id = \"pia\"; }, { id = \"quinn\"; } );"
        "parameters = ( { id = \"p\"; value = 1; } );"
        "quantities = ( { id = \"mind\"; of = \"actor\"; range = [0.0, 1.0]; initial "
        "= "
        "0.5; }, { id = \"world\"; range = [0.0, 1.0]; initial = 0.5; },"
        "  { id = \"mood\"; of = \"actor\"; stages = [\"calm\", \"cold\"]; initial = "
        "\"calm\"; } );");
    const struct aras_model *model = story->model;

    (void) state;
    assert_true(
        aras_seat_sees(model, 0, (uint32_t) aras_model_find_slot(model, "mind[pia]")));
    assert_false(aras_seat_sees(model, 0,
                                (uint32_t) aras_model_find_slot(model, "mind[quinn]")));
    assert_true(
        aras_seat_sees(model, 0, (uint32_t) aras_model_find_slot(model, "world")));
    assert_true(aras_seat_sees(model, 0,
                               (uint32_t) aras_model_find_slot(model, "mood[quinn]")));
    assert_false(aras_seat_sees(model, 0, (uint32_t) aras_model_find_slot(model, "p")));
    story_free(story);
}

/* A game in which Pia took a, then what the model's rule takes. */
struct game {
    struct story *story;
    bool seated[2];
    struct aras_turn turn[2];
    double worth[2][3];
};

static void make_game(struct game *game)
{
    uint32_t d;

    *game = (struct game){.story = story_new(TALE), .seated = {true, true}};
    d = (uint32_t) aras_model_find_event(game->story->model, "d");
    for (size_t i = 0; i < 2; i++) {
        game->worth[i][2] = NAN;
        game->turn[i] = (struct aras_turn){.move = {d, i, i == 0 ? 0 : ARAS_OWN_RULE},
                                           .time = 1.0 + (double) i,
                                           .worth = game->worth[i]};
    }
}

static enum aras_status judge_on(struct game *game, struct aras_regret *regret,
                                 uint64_t worlds, const struct aras_regret_work *work,
                                 struct aras_error *error)
{
    return aras_regret_find(regret, game->story->model, &game->story->settings, 0,
                            game->seated, game->turn, 2, &game->story->settings, worlds,
                            work, error);
}

static enum aras_status judge(struct game *game, struct aras_regret *regret,
                              uint64_t worlds, struct aras_error *error)
{
    const struct aras_regret_work work = {.threads = 1};

    return judge_on(game, regret, worlds, &work, error);
}

static const struct aras_yield *yield_of(const struct aras_regret *regret,
                                         size_t course)
{
    assert_true(course < regret->courses);
    return &regret->course[course].yield[0];
}

static void each_other_choice_is_played_with_the_same_luck(void **state)
{
    struct game game;
    struct aras_regret regret;
    struct aras_error error;

    (void) state;
    make_game(&game);
    assert_ok(judge(&game, &regret, 1, &error), error);
    /* At the second turn b brings 1 to x beyond a, and x cannot reach 4 after a: all
     * else is equal, so its worth is a quarter more. */
    assert_close(game.worth[1][1] - game.worth[1][0], 0.25, 1e-12);
    assert_true(isnan(game.worth[1][2]));
    /* What was taken is worth what the game was. */
    assert_close(game.worth[0][0],
                 aras_judgement_worth(regret.model, 0, regret.outcomes), 1e-12);
    aras_regret_free(&regret);
    story_free(game.story);
}

static void over_many_worlds_the_better_option_wins(void **state)
{
    struct game game;
    struct aras_regret regret;
    struct aras_error error;

    (void) state;
    make_game(&game);
    assert_ok(judge(&game, &regret, 400, &error), error);
    /* Own, game, a, b, c; of Quinn, who wants nothing, none. */
    assert_int_equal(regret.courses, 5);
    assert_int_equal(regret.yields, 1);
    assert_int_equal(regret.course[0].kind, ARAS_COURSE_OWN);
    assert_int_equal(regret.course[1].kind, ARAS_COURSE_GAME);
    assert_close(yield_of(&regret, 0)->change, 0.0, 0.0);
    assert_int_equal(yield_of(&regret, 0)->worlds, 400);
    /* Always a: x is 2 at 2, never 4: 2/4 - 2 x 2/5 less 0.3 where Quinn takes f.
     * Always b: x is 2 at 1 and 4 at the end: 0.5 + 1 - 2 x 1/5 less the same. */
    assert_close(yield_of(&regret, 3)->mean - yield_of(&regret, 2)->mean,
                 (0.5 + 1.0 - 0.4) - (0.5 - 0.8), 1e-12);
    assert_true(yield_of(&regret, 3)->best);
    assert_close(yield_of(&regret, 2)->regret, 1.4, 1e-12);
    assert_true(yield_of(&regret, 2)->regret_within.low > 1.39);
    /* Half of all worlds within four standard errors have Quinn at f. */
    assert_close(yield_of(&regret, 3)->mean, 1.1 - 0.15, 0.03);
    assert_true(yield_of(&regret, 3)->within.low <= yield_of(&regret, 3)->change &&
                yield_of(&regret, 3)->change <= yield_of(&regret, 3)->within.high);
    assert_int_equal(regret.course[2].taken + regret.course[3].taken, 2);
    aras_regret_free(&regret);
    story_free(game.story);
}

static void note_done(void *context, uint64_t done, uint64_t all)
{
    uint64_t *latest = context;

    assert_true(done >= *latest && done <= all);
    *latest = done;
}

static void who_does_not_want_to_wait_is_heard(void **state)
{
    const atomic_bool stop = true;
    const struct aras_regret_work work = {.threads = 2, .stop = &stop};
    struct game game;
    struct aras_regret regret;
    struct aras_error error;

    (void) state;
    make_game(&game);
    assert_fails(judge_on(&game, &regret, 10, &work, &error), error, ARAS_INTERRUPTED,
                 "interrupted");
    assert_int_equal(regret.worlds, 0);
    aras_regret_free(&regret);
    story_free(game.story);
}

static void any_number_of_threads_finds_the_same_bits(void **state)
{
    uint64_t latest = 0;
    const struct aras_regret_work work = {
        .threads = 3, .told = note_done, .context = &latest};
    struct game one, three;
    struct aras_regret alone, together;
    struct aras_error error;

    (void) state;
    make_game(&one);
    make_game(&three);
    assert_ok(judge(&one, &alone, 400, &error), error);
    assert_ok(judge_on(&three, &together, 400, &work, &error), error);
    assert_int_equal(latest, 400);
    assert_int_equal(together.worlds, alone.worlds);
    assert_int_equal(together.courses, alone.courses);
    for (size_t c = 0; c < alone.courses; c++) {
        for (size_t y = 0; y < alone.yields; y++) {
            const struct aras_yield *a = &alone.course[c].yield[y];
            const struct aras_yield *b = &together.course[c].yield[y];

            assert_memory_equal(&a->mean, &b->mean, sizeof a->mean);
            assert_memory_equal(&a->change, &b->change, sizeof a->change);
            assert_memory_equal(&a->regret, &b->regret, sizeof a->regret);
        }
    }
    aras_regret_free(&alone);
    aras_regret_free(&together);
    story_free(one.story);
    story_free(three.story);
}

static void memory_that_runs_out_is_told(void **state)
{
    struct game game;
    enum aras_status status = ARAS_NO_MEMORY;

    (void) state;
    make_game(&game);
    for (int allowed = 0; status == ARAS_NO_MEMORY; allowed++) {
        struct aras_regret regret;
        struct aras_error error = {0};

        allow_allocations(allowed);
        status = judge(&game, &regret, 3, &error);
        aras_regret_free(&regret);
        allow_all_allocations();
        assert_true(allowed > 5 || status == ARAS_NO_MEMORY);
    }
    assert_int_equal(status, ARAS_OK);
    story_free(game.story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_world_is_worth_is_the_sum_of_what_is_wanted),
        cmocka_unit_test(moves_are_recognised_by_decision_and_number),
        cmocka_unit_test(a_seat_sees_what_is_public_and_what_is_its_own),
        cmocka_unit_test(each_other_choice_is_played_with_the_same_luck),
        cmocka_unit_test(over_many_worlds_the_better_option_wins),
        cmocka_unit_test(who_does_not_want_to_wait_is_heard),
        cmocka_unit_test(any_number_of_threads_finds_the_same_bits),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
