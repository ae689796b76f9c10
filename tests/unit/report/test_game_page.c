/* A game as a page, and its pictures. */
#include "report/game_page.h"

#include "report/drawing.h"
#include "report/game_words.h"
#include "report/picture_game.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"
#include "unit/simulation/story.h"

/* Pia decides at 1 and 2; x, of which she wants as much as can be, grows by what she
 * takes. What is said of it is made up below, so that each number is known. */
#define TALE                                                                           \
    "horizon = 5; actors = ( { id = \"pia\"; name = \"<i>Pia</i>\"; }, "               \
    "{ id = \"quinn\"; name = \"Quinn\"; } );"                                         \
    "quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = 0.0; } );"             \
    "decisions = ( { id = \"d\"; title = \"Pia asks\"; actor = \"pia\"; at = [1, 2]; " \
    "sharpness = 1; options = ( { id = \"a\"; title = \"for little\"; "                \
    "effects = [\"x += 1\"]; }, { id = \"b\"; effects = [\"x += 2\"]; },"              \
    "    { id = \"c\"; when = \"x > 8\"; effects = [\"x = 0\"]; } ); },"               \
    "  { id = \"e\"; actor = \"quinn\"; at = 3; sharpness = 1;"                        \
    "    options = ( { id = \"f\"; }, { id = \"g\"; } ); } );"                         \
    "outcomes = ( { id = \"end\"; title = \"x at the end\"; kind = \"value\"; "        \
    "of = \"x\"; } );"                                                                 \
    "preferences = ( { of = \"pia\"; outcome = \"end\"; weight = 1; "                  \
    "range = [0.0, 4.0]; } );"

struct game {
    struct story *story;
    bool seated[2];
    struct aras_turn turn[2];
    double worth[2][3];
    double outcomes[1], own_outcomes[1];
    struct aras_reading reading;
    struct aras_yield yield[5];
    struct aras_course course[5];
    struct aras_regret regret;
    struct aras_chronicle *chronicle;
    struct aras_chapters chapters;
    size_t shown[1];
    struct aras_retelling retelling;
    struct aras_game_told told;
};

static void set_course(struct game *game, size_t number, enum aras_course_kind kind,
                       int option, double mean, double change)
{
    game->yield[number] =
        (struct aras_yield){.reading = &game->reading,
                            .worlds = 50,
                            .mean = mean,
                            .change = change,
                            .within = {change - 0.05, change + 0.05},
                            .regret = 0.3 - mean,
                            .regret_within = {0.25 - mean, 0.35 - mean},
                            .best = mean == 0.3};
    game->course[number] = (struct aras_course){.kind = kind,
                                                .actor = 0,
                                                .event = game->turn[0].move.event,
                                                .option = option,
                                                .yield = &game->yield[number]};
}

static struct game *make_game(void)
{
    struct game *game = calloc(1, sizeof *game);
    struct aras_error error;

    assert_non_null(game);
    game->story = story_new(TALE);
    game->seated[0] = true;

    uint32_t d = (uint32_t) aras_model_find_event(game->story->model, "d");

    for (size_t i = 0; i < 2; i++) {
        game->worth[i][0] = 0.5;
        game->worth[i][1] = i == 0 ? 0.75 : 0.5;
        game->worth[i][2] = NAN;
        game->turn[i] = (struct aras_turn){.move = {d, i, 0},
                                           .time = 1.0 + (double) i,
                                           .own = i == 0 ? 1 : 0,
                                           .worth = game->worth[i]};
    }
    game->outcomes[0] = 2.0;
    game->own_outcomes[0] = 3.0;
    game->reading = (struct aras_reading){.variant = ARAS_ALL_WORLDS,
                                          .worlds = 50,
                                          .sets = 10,
                                          .variant_title = "",
                                          .title = ""};
    set_course(game, 0, ARAS_COURSE_OWN, 0, 0.2, 0.0);
    set_course(game, 1, ARAS_COURSE_GAME, 0, 0.1, -0.1);
    set_course(game, 2, ARAS_COURSE_OPTION, 0, 0.1, -0.1);
    set_course(game, 3, ARAS_COURSE_OPTION, 1, 0.3, 0.1);
    game->course[2].taken = 2;
    game->regret = (struct aras_regret){.model = game->story->model,
                                        .seated = game->seated,
                                        .replication = 7,
                                        .turn = game->turn,
                                        .turns = 2,
                                        .outcomes = game->outcomes,
                                        .own_outcomes = game->own_outcomes,
                                        .readings = {&game->reading, 1},
                                        .course = game->course,
                                        .courses = 4,
                                        .yields = 1,
                                        .worlds = 50};
    game->chronicle =
        aras_chronicle_record(game->story->model, &game->story->settings, 7, &error);
    assert_non_null(game->chronicle);
    assert_ok(
        aras_chapters_find(&game->chapters, game->chronicle, game->shown, 1, &error),
        error);
    game->retelling = (struct aras_retelling){.chronicle = game->chronicle,
                                              .chapters = &game->chapters,
                                              .outcomes = game->shown,
                                              .count = 1};
    game->told = (struct aras_game_told){.regret = &game->regret,
                                         .retelling = &game->retelling,
                                         .name = "tale",
                                         .seed = 4,
                                         .command = "aras play tale.cfg --as pia",
                                         .answers = "a\na\n"};
    return game;
}

static void free_game(struct game *game)
{
    aras_chapters_free(&game->chapters);
    aras_chronicle_free(game->chronicle);
    story_free(game->story);
    free(game);
}

static void assert_page_says(const struct game *game, const char *const *parts)
{
    struct aras_text page = {0};
    struct aras_error error = {0};

    assert_ok(aras_report_game_page(&page, &game->told, &error), error);
    for (; *parts != NULL; parts++) {
        assert_says(page.data, *parts);
    }
    assert_silent(page.data, "<i>");
    aras_text_free(&page);
}

static void a_page_begins_with_what_it_came_to(void **state)
{
    struct game *game = make_game();

    (void) state;
    assert_page_says(
        game,
        (const char *const[]){
            "World 7 of seed 4",
            "<strong>&lt;i&gt;Pia&lt;/i&gt;</strong> and decided 2 times, 1 of them "
            "otherwise than the model&#39;s own rule would have.",
            "+0.50 by what &lt;i&gt;Pia&lt;/i&gt; is said to want; +0.75 where the "
            "model&#39;s own rule decides all",
            "most was left lying at 1 (Pia asks), where &quot;b&quot; would have "
            "brought 0.25 more.",
            "bring on average -0.10 (95 %: -0.15 to -0.05).", NULL});
    game->turn[0].own = 0;
    game->worth[0][1] = 0.5;
    game->yield[1].within = (struct aras_interval){NAN, NAN};
    assert_page_says(game,
                     (const char *const[]){
                         "2 times, always as the model&#39;s own rule would have.",
                         "no other option at any one turn would have brought more.",
                         "bring on average -0.10.", NULL});
    free_game(game);
}

static void what_each_option_would_have_brought_is_in_tables(void **state)
{
    struct game *game = make_game();

    (void) state;
    assert_page_says(
        game,
        (const char *const[]){
            /* At the first turn, b; c was closed. */
            "<td class=\"t\">for little</td><td class=\"t\">taken</td>"
            "<td>+0.50</td><td>0.25</td>",
            "<td class=\"t\">b</td><td class=\"t\">the model&#39;s</td>"
            "<td>+0.75</td><td>none</td>",
            "<td>closed</td><td></td>",
            /* At the second nothing made a difference. */
            "<td class=\"t\">for little, or any other</td>",
            /* Over many worlds. */
            "Over 50 worlds",
            "<td>+0.30</td><td>+0.10</td><td>+0.05 to +0.15</td><td>best</td>",
            "<td>+0.10</td><td>-0.10</td><td>-0.15 to -0.05</td><td>0.20</td>", NULL});
    free_game(game);
}

static void the_preferences_stand_with_their_grades_and_sources(void **state)
{
    struct game *game = make_game();
    struct aras_preference preference = game->story->model->preferences[0];
    struct aras_model model = *game->story->model;
    struct aras_text page = {0};
    struct aras_error error = {0};

    (void) state;
    preference.provenance = (struct aras_provenance){
        .source = "J-1; test-17a", .grade = 'C', .note = "by her own word"};
    model.preferences = &preference;
    game->regret.model = &model;
    assert_page_says(
        game, (const char *const[]){
                  "<td>+1.00</td><td class=\"t\">0 at 0.00, 1 at 4.00</td>"
                  "<td>C</td><td class=\"t\">J-1; test-17a (by her own word)</td>",
                  "<li>test: A, ", NULL});
    preference.provenance.source = "tests-17a; a test";
    assert_ok(aras_report_game_page(&page, &game->told, &error), error);
    assert_silent(page.data, "<li>test:");
    aras_text_free(&page);
    free_game(game);
}

static void who_wants_nothing_is_not_judged(void **state)
{
    struct game *game = make_game();

    (void) state;
    game->seated[0] = false;
    game->seated[1] = true;
    game->regret.turns = 0;
    game->regret.courses = 0;
    game->regret.yields = 0;
    game->told.kept = "aras play --replay tale.game";
    assert_page_says(game, (const char *const[]){
                               "The model states no preferences of Quinn, so its game "
                               "is not judged.",
                               "aras play --replay tale.game", NULL});
    free_game(game);
}

static void who_had_nothing_to_decide_is_told_so(void **state)
{
    struct game *game = make_game();

    (void) state;
    game->regret.turns = 0;
    assert_page_says(game, (const char *const[]){"had nothing to decide in this world",
                                                 "decided 0 times", NULL});
    free_game(game);
}

/* --- pictures --------------------------------------------------------------------- */

static const char *cell(const struct aras_drawing *drawing, size_t row, size_t column)
{
    const struct aras_figure_table *table = &drawing->figure.table;

    assert_true(row * table->columns + column < table->cells);
    return table->cell[row * table->columns + column];
}

static void a_picture_of_turns_has_those_at_which_something_was_at_stake(void **state)
{
    struct game *game = make_game();
    struct aras_error error = {0};
    struct aras_drawing drawing;

    (void) state;
    assert_ok(
        aras_picture_turns(aras_drawing_begin(&drawing, 1), &game->regret, 0, &error),
        error);
    assert_int_equal(drawing.figure.table.cells, 4 * 3);
    assert_string_equal(cell(&drawing, 1, 0), "1  Pia asks: for little (as it was)");
    assert_string_equal(cell(&drawing, 2, 2), "0.75");
    assert_string_equal(cell(&drawing, 2, 3), "+0.25");
    aras_figure_free(&drawing.figure);
    game->worth[0][1] = 0.5;
    assert_fails(
        aras_picture_turns(aras_drawing_begin(&drawing, 1), &game->regret, 0, &error),
        error, ARAS_INVALID, "no other option would have made a difference");
    aras_figure_free(&drawing.figure);
    free_game(game);
}

static void of_many_turns_a_picture_has_those_with_most_at_stake(void **state)
{
    enum { MANY = 30 };
    struct game *game = make_game();
    struct aras_turn turn[MANY];
    double worth[MANY][3];
    struct aras_error error = {0};
    struct aras_drawing drawing;

    (void) state;
    for (size_t i = 0; i < MANY; i++) {
        worth[i][0] = 0.5;
        worth[i][1] = 0.5 + 0.01 * (double) (i + 1);
        worth[i][2] = NAN;
        turn[i] = game->turn[0];
        turn[i].time = (double) i;
        turn[i].worth = worth[i];
    }
    game->regret.turn = turn;
    game->regret.turns = MANY;
    assert_ok(
        aras_picture_turns(aras_drawing_begin(&drawing, 1), &game->regret, 0, &error),
        error);
    /* Ten turns of two open options, the last ten of thirty. */
    assert_int_equal(drawing.figure.table.cells, 4 * (1 + 20));
    assert_string_equal(cell(&drawing, 2, 2), "0.71");
    assert_says(drawing.figure.text.data, "of 20 more turns");
    aras_figure_free(&drawing.figure);
    free_game(game);
}

static void a_picture_of_courses_holds_each_option_against_the_models_rule(void **state)
{
    struct game *game = make_game();
    struct aras_error error = {0};
    struct aras_drawing drawing;

    (void) state;
    assert_ok(aras_picture_courses(aras_drawing_begin(&drawing, 1), &game->regret, 0, 0,
                                   &error),
              error);
    assert_int_equal(drawing.figure.table.cells, 4 * 4);
    assert_string_equal(cell(&drawing, 1, 0), "all as in the game");
    assert_string_equal(cell(&drawing, 2, 0), "Pia asks: always: for little (taken)");
    assert_string_equal(cell(&drawing, 3, 1), "0.2");
    assert_string_equal(cell(&drawing, 3, 2), "0.3");
    assert_string_equal(cell(&drawing, 3, 3), "+0.10, +0.05 to +0.15");
    aras_figure_free(&drawing.figure);
    game->regret.courses = 0;
    assert_fails(aras_picture_courses(aras_drawing_begin(&drawing, 1), &game->regret, 0,
                                      0, &error),
                 error, ARAS_INVALID, "there was nothing to decide");
    aras_figure_free(&drawing.figure);
    free_game(game);
}

/* There are thousands of allocations: the first are refused one by one. */
static void memory_that_runs_out_is_told(void **state)
{
    struct game *game = make_game();
    enum aras_status status = ARAS_NO_MEMORY;

    (void) state;
    for (int allowed = 0; status == ARAS_NO_MEMORY; allowed += 1 + allowed / 20) {
        struct aras_text page = {0};
        struct aras_error error = {0};

        allow_allocations(allowed);
        status = aras_report_game_page(&page, &game->told, &error);
        allow_all_allocations();
        aras_text_free(&page);
        assert_true(allowed > 5 || status == ARAS_NO_MEMORY);
    }
    assert_int_equal(status, ARAS_OK);
    free_game(game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_begins_with_what_it_came_to),
        cmocka_unit_test(what_each_option_would_have_brought_is_in_tables),
        cmocka_unit_test(the_preferences_stand_with_their_grades_and_sources),
        cmocka_unit_test(who_wants_nothing_is_not_judged),
        cmocka_unit_test(who_had_nothing_to_decide_is_told_so),
        cmocka_unit_test(a_picture_of_turns_has_those_at_which_something_was_at_stake),
        cmocka_unit_test(of_many_turns_a_picture_has_those_with_most_at_stake),
        cmocka_unit_test(
            a_picture_of_courses_holds_each_option_against_the_models_rule),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
