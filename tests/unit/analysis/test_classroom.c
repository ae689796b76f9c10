#include "analysis/classroom.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* A lesson with a share, an option and a number, and ledgers made by hand. */

static const struct aras_lesson_option options[] = {{.id = "one", .title = "one"},
                                                    {.id = "two", .title = "two"}};
static const struct aras_lesson_question questions[] = {
    {.id = "1", .key = "share", .title = "share", .kind = ARAS_LESSON_SHARE},
    {.id = "2",
     .key = "choice",
     .title = "choice",
     .kind = ARAS_LESSON_GREATEST,
     .options = options,
     .option_count = 2},
    {.id = "3", .key = "number", .title = "number", .kind = ARAS_LESSON_NUMBER}};
static const struct aras_lesson lesson = {
    .name = "07-x", .number = 7, .title = "x", .questions = questions, .count = 3};
static const struct aras_lesson *const lessons[] = {&lesson};

static const char *const yes_no[] = {"yes", "no"};
static const char *const one_two[] = {"one", "two"};
static const struct aras_ledger_question asked[] = {
    {.id = "share",
     .about = ARAS_ABOUT_MODEL,
     .options = yes_no,
     .option_count = 2,
     .reference = NAN,
     .unit = ""},
    {.id = "choice",
     .about = ARAS_ABOUT_MODEL,
     .options = one_two,
     .option_count = 2,
     .reference = NAN,
     .unit = ""},
    {.id = "number", .about = ARAS_ABOUT_MODEL, .reference = NAN, .unit = "points"}};

/* All that one student entered: p of the share, p of option one, and a range. */
struct sheet {
    double share[2], choice[2], number[3];
    double came[2];
    struct aras_ledger_prediction prediction[3];
    struct aras_ledger_outcome outcome[3];
    struct aras_ledger_question question[3];
    struct aras_ledger ledger;
};

static const double levels[] = {0.1, 0.5, 0.9};

static void fill(struct sheet *sheet, const char *by, double share, double one,
                 double number)
{
    *sheet = (struct sheet){.share = {share, 1.0 - share},
                            .choice = {one, 1.0 - one},
                            .number = {number - 1.0, number, number + 1.0},
                            .came = {0.6, 0.4}};
    sheet->prediction[0] = (struct aras_ledger_prediction){
        .question = "share", .by = by, .value = sheet->share, .count = 2, .at = "now"};
    sheet->prediction[1] = (struct aras_ledger_prediction){.question = "choice",
                                                           .by = by,
                                                           .value = sheet->choice,
                                                           .count = 2,
                                                           .at = "now"};
    sheet->prediction[2] = (struct aras_ledger_prediction){.question = "number",
                                                           .by = by,
                                                           .form = ARAS_FORM_QUANTILES,
                                                           .value = sheet->number,
                                                           .level = levels,
                                                           .count = 3,
                                                           .at = "now"};
    sheet->outcome[0] = (struct aras_ledger_outcome){.question = "share",
                                                     .came = ARAS_CAME_WORLDS,
                                                     .value = sheet->came,
                                                     .count = 2,
                                                     .on = "2026-11-22",
                                                     .at = "2026-11-22T06:00:00Z"};
    sheet->outcome[1] = (struct aras_ledger_outcome){.question = "choice",
                                                     .came = ARAS_CAME_OPTION,
                                                     .option = 1,
                                                     .on = "2026-11-22",
                                                     .at = "2026-11-22T06:00:00Z"};
    sheet->outcome[2] = (struct aras_ledger_outcome){.question = "number",
                                                     .came = ARAS_CAME_NUMBER,
                                                     .number = 10.0,
                                                     .on = "2026-11-22",
                                                     .at = "2026-11-22T06:00:00Z"};
    for (size_t i = 0; i < 3; i++) {
        sheet->prediction[i].at = "2026-11-22T05:00:00Z";
    }
    memcpy(sheet->question, asked, sizeof asked);
    sheet->ledger = (struct aras_ledger){.questions = sheet->question,
                                         .question_count = 3,
                                         .predictions = sheet->prediction,
                                         .prediction_count = 3,
                                         .outcomes = sheet->outcome,
                                         .outcome_count = 3};
}

/* Cleo, Ann and Ben: Ben's last question is open. */
struct school {
    struct sheet sheet[3];
    struct aras_class_ledger ledger[3];
};

static void gather(struct school *school)
{
    static const char *const paths[] = {"c.jsonl", "a.jsonl", "b.jsonl"};

    allow_all_allocations();
    fill(&school->sheet[0], "Cleo", 0.9, 0.3, 20.0);
    fill(&school->sheet[1], "Ann", 0.5, 0.8, 10.5);
    fill(&school->sheet[2], "Ben", 0.7, 0.4, 5.0);
    school->sheet[2].ledger.outcome_count = 2;
    for (size_t i = 0; i < 3; i++) {
        school->ledger[i] =
            (struct aras_class_ledger){paths[i], &school->sheet[i].ledger};
    }
}

static void students_are_by_name_with_what_they_answered(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    gather(&school);
    assert_ok(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error);
    assert_int_equal(room.pupils, 3);
    assert_string_equal(room.pupil[0].by, "Ann");
    assert_string_equal(room.pupil[2].by, "Cleo");
    assert_int_equal(room.pupil[0].answered[0], 3);
    assert_int_equal(room.pupil[1].answered[0], 2);
    assert_int_equal(room.answers, 8);
    assert_int_equal(room.open, 1);
    assert_int_equal(room.foreign, 0);
    aras_classroom_free(&room);
}

/* Ann: share (0.5 - 0.6)^2 = 0.01 beyond 0.24; choice 0.8^2 = 0.64. */
static void scores_are_those_worked_out_by_hand(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};
    const struct aras_lesson_mark *mark;

    (void) state;
    gather(&school);
    assert_ok(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error);
    mark = &room.pupil[0].mark;
    assert_int_equal(mark->probabilities, 2);
    assert_close(mark->brier, (0.25 + 0.64) / 2.0, 1e-12);
    assert_close(mark->unavoidable, 0.12, 1e-12);
    assert_close(mark->blind, 0.25, 1e-12);
    assert_int_equal(mark->shares, 1);
    assert_close(mark->off, 0.1, 1e-12);
    assert_int_equal(mark->choices, 1);
    assert_int_equal(mark->right, 0);
    assert_close(mark->sure, 0.8, 1e-12);
    assert_int_equal(mark->ranges, 1);
    assert_int_equal(mark->held, 1);
    assert_int_equal(room.pupil[2].mark.held, 0);
    /* Of 0.01 and 0.64 nothing narrower can be said than from 0 to 1. */
    assert_close(room.pupil[0].avoidable.low, 0.0, 0.0);
    assert_close(room.pupil[0].avoidable.high, 1.0, 0.0);
    aras_classroom_free(&room);
}

static void questions_have_their_spread_and_who_was_right(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    gather(&school);
    assert_ok(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error);
    assert_int_equal(room.questions, 3);
    assert_close(room.question[0].least, 0.5, 0.0);
    assert_close(room.question[0].middle, 0.7, 0.0);
    assert_close(room.question[0].greatest, 0.9, 0.0);
    assert_int_equal(room.question[1].right, 2);
    assert_close(room.question[1].sure, (0.7 + 0.8 + 0.6) / 3.0, 1e-12);
    /* Ann, Ben and Cleo, beyond luck: 0.1, 0.1 and 0.3, squared; options 0.8, 0.4, 0.3.
     */
    assert_close(room.question[0].lost, (0.01 + 0.01 + 0.09) / 3.0, 1e-12);
    assert_close(room.question[1].lost, (0.64 + 0.16 + 0.09) / 3.0, 1e-12);
    assert_true(isnan(room.question[2].lost));
    assert_int_equal(room.question[2].answers, 2);
    assert_close(room.question[2].middle, 15.25, 1e-12);
    aras_classroom_free(&room);
}

/* Said 0.5; 0.7 and 0.7 and 0.6; 0.9 and 0.8: 40 to 60, 60 to 80, 80 to 100 %. */
static void bins_hold_what_was_said_with_about_the_same_probability(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    gather(&school);
    assert_ok(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error);
    assert_int_equal(room.bin[0].answers, 0);
    assert_true(isnan(room.bin[0].came));
    assert_int_equal(room.bin[2].answers, 1);
    assert_close(room.bin[2].came, 0.6, 1e-12);
    assert_true(isnan(room.bin[2].holds.low));
    assert_int_equal(room.bin[3].answers, 3);
    assert_int_equal(room.bin[3].questions, 2);
    assert_close(room.bin[3].said, 2.0 / 3, 1e-12);
    assert_close(room.bin[3].came, (0.6 + 1.0 + 1.0) / 3.0, 1e-12);
    assert_int_equal(room.bin[4].answers, 2);
    assert_close(room.bin[4].came, 0.3, 1e-12);
    aras_classroom_free(&room);
}

static void a_ledger_with_another_truth_does_not_count(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    gather(&school);
    school.sheet[0].came[0] = 0.9;
    school.sheet[0].came[1] = 0.1;
    assert_ok(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error);
    assert_int_equal(room.pupil[2].odd, 1);
    assert_int_equal(room.pupil[2].answered[0], 2);
    assert_int_equal(room.question[0].answers, 2);
    assert_close(room.question[0].told[0].came->value[0], 0.6, 0.0);
    aras_classroom_free(&room);
}

static void two_ledgers_of_one_name_are_refused(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    gather(&school);
    fill(&school.sheet[2], "Ann", 0.7, 0.4, 5.0);
    assert_fails(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error,
                 ARAS_INVALID, "a.jsonl and b.jsonl are both of 'Ann'");
    aras_classroom_free(&room);
}

static void questions_of_other_lessons_are_counted_apart(void **state)
{
    struct school school;
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    gather(&school);
    school.sheet[1].prediction[0].question = "older";
    assert_ok(aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error), error);
    assert_int_equal(room.foreign, 1);
    assert_int_equal(room.pupil[0].answered[0], 2);
    aras_classroom_free(&room);
}

static void a_class_of_nobody_is_empty(void **state)
{
    struct aras_classroom room;
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_classroom_of(&room, lessons, 1, NULL, 0, &error), error);
    assert_int_equal(room.pupils, 0);
    assert_int_equal(room.questions, 0);
    aras_classroom_free(&room);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct school school;
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    gather(&school);
    while (status == ARAS_NO_MEMORY) {
        struct aras_classroom room;
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_classroom_of(&room, lessons, 1, school.ledger, 3, &error);
        allow_all_allocations();
        aras_classroom_free(&room);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(students_are_by_name_with_what_they_answered),
        cmocka_unit_test(scores_are_those_worked_out_by_hand),
        cmocka_unit_test(questions_have_their_spread_and_who_was_right),
        cmocka_unit_test(bins_hold_what_was_said_with_about_the_same_probability),
        cmocka_unit_test(a_ledger_with_another_truth_does_not_count),
        cmocka_unit_test(two_ledgers_of_one_name_are_refused),
        cmocka_unit_test(questions_of_other_lessons_are_counted_apart),
        cmocka_unit_test(a_class_of_nobody_is_empty),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("classroom", tests, NULL, NULL);
}
