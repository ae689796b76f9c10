#include "result/ledger.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>

#include "base/text.h"
#include "support/scarce_memory.h"
#include "unit/result/ledger_sample.h"

#define MORNING "2026-11-22T06:00:00Z"
#define NOON    "2026-11-22T12:00:00Z"
#define EVENING "2026-11-22T18:00:00Z"

static int open_path(void **state)
{
    *state = ledger_path();
    return 0;
}

static int close_path(void **state)
{
    ledger_remove(*state);
    return 0;
}

static struct aras_ledger *read_ledger(const char *path)
{
    struct aras_error error = {0};
    struct aras_ledger *ledger = aras_ledger_read(path, &error);

    if (ledger == NULL) {
        fail_msg("%s", error.message);
    }
    return ledger;
}

static enum aras_status try_to_read(const char *path, struct aras_error *error)
{
    struct aras_ledger *ledger = aras_ledger_read(path, error);

    if (ledger == NULL) {
        return error->status;
    }
    aras_ledger_free(ledger);
    return ARAS_OK;
}

/* Six lines: three questions, two predictions of rain, and that it rained. */
static void fill(const char *path)
{
    struct aras_error error = {0};

    assert_ok(ledger_ask(path, &rain, MORNING, &error), error);
    assert_ok(ledger_ask(path, &war, MORNING, &error), error);
    assert_ok(ledger_ask(path, &height, MORNING, &error), error);
    assert_ok(ledger_say_yes(path, "rain", "Ann", 0.3, MORNING, &error), error);
    assert_ok(ledger_say_yes(path, "rain", "Ben", 0.6, NOON, &error), error);
    assert_ok(ledger_settle(path, &rain, "yes", "2026-11-22", EVENING, &error), error);
}

/* --- what is written is read ------------------------------------------------------ */

static void what_was_entered_is_read_back(void **state)
{
    struct aras_ledger *ledger;

    fill(*state);
    ledger = read_ledger(*state);
    assert_int_equal(ledger->lines, 6);
    assert_int_equal(ledger->question_count, 3);
    assert_string_equal(ledger->questions[0].text, "Will it rain?");
    assert_string_equal(ledger->questions[0].closes, "2026-12-31");
    assert_int_equal(ledger->questions[0].settles, ARAS_SETTLES_YES_EARLY);
    assert_close(ledger->questions[0].reference, 0.25, 0.0);
    assert_string_equal(ledger->questions[0].now, "no");
    assert_string_equal(ledger->questions[1].text, "How does it \"stand\"?");
    assert_string_equal(ledger->questions[1].options[2], "settled");
    assert_true(ledger->questions[1].ordered);
    assert_true(isnan(ledger->questions[1].reference));
    assert_null(ledger->questions[1].now);
    assert_null(ledger->questions[2].options);
    assert_string_equal(ledger->questions[2].unit, "m");
    assert_int_equal(ledger->prediction_count, 2);
    assert_string_equal(ledger->predictions[1].by, "Ben");
    assert_close(ledger->predictions[1].value[0], 0.6, 0.0);
    assert_string_equal(ledger->predictions[1].at, NOON);
    assert_int_equal(ledger->predictions[1].line, 5);
    assert_int_equal(ledger->outcome_count, 1);
    assert_int_equal(ledger->outcomes[0].came, ARAS_CAME_OPTION);
    assert_int_equal(ledger->outcomes[0].option, 0);
    assert_string_equal(ledger->outcomes[0].on, "2026-11-22");
    aras_ledger_free(ledger);
}

static void numbers_come_back_bit_for_bit(void **state)
{
    const double level[] = {0.1, 1.0 / 3, 0.9};
    const double quantile[] = {-1.0 / 3, 1e-300, 123456789.123456789};
    const double member[] = {0.1, 0.2, 0.30000000000000004};
    const struct aras_ledger_prediction said[] = {{.question = "height",
                                                   .by = "Ann",
                                                   .form = ARAS_FORM_QUANTILES,
                                                   .value = quantile,
                                                   .level = level,
                                                   .count = 3,
                                                   .note = "old\nmarks"},
                                                  {.question = "height",
                                                   .by = "run x",
                                                   .run = "0123",
                                                   .form = ARAS_FORM_MEMBERS,
                                                   .value = member,
                                                   .count = 3}};
    const struct aras_ledger_entry entries[] = {
        {.question = &height}, {.prediction = &said[0]}, {.prediction = &said[1]}};
    char seal[ARAS_SHA256_TEXT];
    struct aras_error error = {0};
    struct aras_ledger *ledger;

    assert_ok(aras_ledger_add(*state, entries, 3, MORNING, seal, &error), error);
    ledger = read_ledger(*state);
    assert_string_equal(ledger->seal, seal);
    assert_memory_equal(ledger->predictions[0].value, quantile, sizeof quantile);
    assert_memory_equal(ledger->predictions[0].level, level, sizeof level);
    assert_string_equal(ledger->predictions[0].note, "old\nmarks");
    assert_null(ledger->predictions[0].run);
    assert_memory_equal(ledger->predictions[1].value, member, sizeof member);
    assert_null(ledger->predictions[1].level);
    assert_string_equal(ledger->predictions[1].run, "0123");
    aras_ledger_free(ledger);
}

static void a_question_is_entered_once(void **state)
{
    struct aras_error error = {0};
    struct aras_ledger_question other = rain;
    struct aras_ledger *ledger;

    assert_ok(ledger_ask(*state, &rain, MORNING, &error), error);
    assert_ok(ledger_ask(*state, &rain, NOON, &error), error);
    ledger = read_ledger(*state);
    assert_int_equal(ledger->lines, 1);
    aras_ledger_free(ledger);

    other.closes = "2026-12-30";
    assert_fails(ledger_ask(*state, &other, NOON, &error), error, ARAS_INVALID,
                 "with a difference in when it closes");
    other = rain;
    other.text = "Will it snow?";
    assert_fails(ledger_ask(*state, &other, NOON, &error), error, ARAS_INVALID,
                 "with a difference in its text");
    other = rain;
    other.reference = 0.5;
    assert_fails(ledger_ask(*state, &other, NOON, &error), error, ARAS_INVALID,
                 "its reference class");
    other.reference = NAN;
    other.now = NULL;
    assert_ok(ledger_ask(*state, &other, NOON, &error), error);
}

static void a_later_outcome_corrects_an_earlier_one(void **state)
{
    struct aras_error error = {0};
    struct aras_ledger *ledger;

    fill(*state);
    assert_ok(ledger_settle(*state, &rain, "yes", "2026-11-22", EVENING, &error),
              error);
    ledger = read_ledger(*state);
    assert_int_equal(ledger->lines, 6);
    aras_ledger_free(ledger);
    assert_ok(ledger_settle(*state, &rain, "void", "2026-11-22", EVENING, &error),
              error);
    ledger = read_ledger(*state);
    assert_int_equal(ledger->outcome_count, 2);
    assert_int_equal(ledger->outcomes[1].came, ARAS_CAME_VOID);
    aras_ledger_free(ledger);
}

/* --- what does not fit is refused ------------------------------------------------- */

static void a_prediction_must_fit_its_question(void **state)
{
    const double two[] = {0.3, 0.7};
    const double wrong[] = {0.3, 0.6, 0.3};
    const double beyond[] = {1.2, -0.2};
    const double nothing[] = {NAN, NAN};
    struct aras_error error = {0};

    fill(*state);
    assert_fails(ledger_say(*state, "rian", "Ann", two, 2, EVENING, &error), error,
                 ARAS_UNKNOWN, "no question 'rian'; did you mean 'rain'?");
    assert_fails(ledger_say(*state, "war", "Ann", two, 2, EVENING, &error), error,
                 ARAS_INVALID, "has 3 options, and 2 probabilities");
    assert_fails(ledger_say(*state, "war", "Ann", wrong, 3, EVENING, &error), error,
                 ARAS_INVALID, "sum to 1.2, not to 1");
    assert_fails(ledger_say(*state, "height", "Ann", two, 2, EVENING, &error), error,
                 ARAS_INVALID, "'height' asks for a number");
    assert_fails(ledger_say(*state, "war", "", wrong, 3, EVENING, &error), error,
                 ARAS_INVALID, "");
    assert_fails(ledger_say(*state, "rain", "Ann", beyond, 2, EVENING, &error), error,
                 ARAS_INVALID, "from 0 to 1, got 1.2 for 'yes'");
    assert_fails(ledger_say(*state, "rain", "Ann", nothing, 2, EVENING, &error), error,
                 ARAS_INVALID, "from 0 to 1");
    assert_fails(ledger_say(*state, "rain", "Ann", two, 2, EVENING, &error), error,
                 ARAS_INVALID, "entered in line 6 of the ledger");
}

static void quantiles_must_rise(void **state)
{
    const double level[] = {0.1, 0.5, 0.9};
    const double level_back[] = {0.1, 0.9, 0.5};
    const double rising[] = {1.0, 2.0, 3.0};
    const double falling[] = {1.0, 3.0, 2.0};
    struct aras_ledger_prediction said = {.question = "height",
                                          .by = "Ann",
                                          .form = ARAS_FORM_QUANTILES,
                                          .level = level,
                                          .value = falling,
                                          .count = 3};
    const struct aras_ledger_entry entries[] = {{.question = &height},
                                                {.prediction = &said}};
    char seal[ARAS_SHA256_TEXT];
    struct aras_error error = {0};

    assert_fails(aras_ledger_add(*state, entries, 2, NOON, seal, &error), error,
                 ARAS_INVALID, "2 does not belong behind 3");
    said.value = rising;
    said.level = level_back;
    assert_fails(aras_ledger_add(*state, entries, 2, NOON, seal, &error), error,
                 ARAS_INVALID, "50 % does not belong behind 90 %");
    said.level = level;
    assert_ok(aras_ledger_add(*state, entries, 2, NOON, seal, &error), error);
}

static void nothing_is_predicted_after_a_question_has_closed(void **state)
{
    struct aras_error error = {0};

    fill(*state);
    assert_ok(ledger_say(*state, "war", "Ann", (const double[]){0.2, 0.3, 0.5}, 3,
                         "2026-12-31T23:59:59Z", &error),
              error);
    assert_fails(ledger_say(*state, "war", "Ann", (const double[]){0.2, 0.3, 0.5}, 3,
                            "2027-01-01T00:00:00Z", &error),
                 error, ARAS_INVALID, "has closed on 2026-12-31; today is 2027-01-01");
}

static void nothing_is_known_before_it_can_be(void **state)
{
    struct aras_error error = {0};

    assert_ok(ledger_ask(*state, &rain, MORNING, &error), error);
    assert_ok(ledger_ask(*state, &war, MORNING, &error), error);
    assert_fails(ledger_settle(*state, &rain, "no", "2026-11-22", NOON, &error), error,
                 ARAS_INVALID, "it may still become yes until 2026-12-31");
    assert_fails(ledger_settle(*state, &war, "war", "2026-11-22", NOON, &error), error,
                 ARAS_INVALID, "it is open until 2026-12-31");
    assert_fails(ledger_settle(*state, &rain, "yes", "2026-11-21", NOON, &error), error,
                 ARAS_INVALID, "before it was asked on 2026-11-22");
    assert_fails(ledger_settle(*state, &rain, "yes", "2026-11-23", NOON, &error), error,
                 ARAS_INVALID, "is dated 2026-11-23, and today is 2026-11-22");
    assert_fails(ledger_settle(*state, &rain, "yes", "2026-11-31", NOON, &error), error,
                 ARAS_INVALID, "not '2026-11-31'");
    assert_ok(ledger_settle(*state, &rain, "no", "2026-12-31", "2027-01-02T00:00:00Z",
                            &error),
              error);
}

static void what_came_is_one_of_the_options(void **state)
{
    struct aras_ledger_outcome outcome;
    struct aras_error error = {0};

    (void) state;
    assert_fails(aras_ledger_read_word(&war, "peace", &outcome, &error), error,
                 ARAS_INVALID, "one of 'war', 'ceasefire', 'settled', or 'void'");
    assert_fails(aras_ledger_read_word(&height, "nan", &outcome, &error), error,
                 ARAS_INVALID, "a number, or 'void', not 'nan'");
    assert_fails(aras_ledger_read_word(&height, "2m", &outcome, &error), error,
                 ARAS_INVALID, "not '2m'");
    assert_ok(aras_ledger_read_word(&height, "-2.5e1", &outcome, &error), error);
    assert_close(outcome.number, -25.0, 0.0);
    assert_ok(aras_ledger_read_word(&war, "settled", &outcome, &error), error);
    assert_int_equal(outcome.option, 2);
}

static void a_question_must_be_one(void **state)
{
    const char *const twice[] = {"a", "a"};
    struct aras_ledger_question bad = rain;
    struct aras_error error = {0};

    bad.id = "will it";
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "'will it' is no name for a question");
    bad = rain;
    bad.closes = "next year";
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "not 'next year'");
    bad.closes = NULL;
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "needs a day on which it closes");
    bad = rain;
    bad.options = twice;
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "the option 'a' twice");
    bad = rain;
    bad.reference = 1.5;
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "got 1.5");
    bad = rain;
    bad.now = "maybe";
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "not 'maybe'");
    bad = rain;
    bad.about = ARAS_ABOUT_MODEL;
    assert_fails(ledger_ask(*state, &bad, NOON, &error), error, ARAS_INVALID,
                 "names no run");
}

static void nobody_enters_what_a_model_says(void **state)
{
    struct aras_ledger_question reading = rain;
    struct aras_error error = {0};

    reading.about = ARAS_ABOUT_MODEL;
    reading.run = "0123456789abcdef0123456789abcdef";
    reading.closes = NULL;
    assert_ok(ledger_ask(*state, &reading, NOON, &error), error);
    assert_fails(ledger_settle(*state, &reading, "yes", "2026-11-22", NOON, &error),
                 error, ARAS_INVALID, "its run settles it");
}

/* Of a question that a command settles whoever runs it enters what came. */
static const struct aras_ledger_question guessed = {.id = "guessed",
                                                    .text = "How many quarrel?",
                                                    .about = ARAS_ABOUT_MODEL,
                                                    .settles = ARAS_SETTLES_ANY_TIME,
                                                    .options = yes_no,
                                                    .option_count = 2,
                                                    .reference = NAN,
                                                    .command = "run quarrels.cfg",
                                                    .unit = ""};

static enum aras_status enter_shares(const char *path, const char *question,
                                     const double *shares, size_t count,
                                     struct aras_error *error)
{
    const struct aras_ledger_outcome came = {.question = question,
                                             .came = ARAS_CAME_WORLDS,
                                             .value = shares,
                                             .count = count,
                                             .on = "2026-11-22"};
    const struct aras_ledger_entry entry = {.outcome = &came};
    char seal[ARAS_SHA256_TEXT];

    return aras_ledger_add(path, &entry, 1, NOON, seal, error);
}

static void what_a_command_says_is_entered_as_shares(void **state)
{
    const double shares[] = {1.0 / 3, 2.0 / 3};
    struct aras_error error = {0};
    struct aras_ledger *ledger;

    assert_ok(ledger_ask(*state, &guessed, MORNING, &error), error);
    assert_ok(ledger_say_yes(*state, "guessed", "Ann", 0.8, MORNING, &error), error);
    assert_ok(enter_shares(*state, "guessed", shares, 2, &error), error);
    assert_ok(enter_shares(*state, "guessed", shares, 2, &error), error);
    ledger = read_ledger(*state);
    assert_int_equal(ledger->lines, 3);
    assert_string_equal(ledger->questions[0].command, "run quarrels.cfg");
    assert_int_equal(ledger->outcomes[0].came, ARAS_CAME_WORLDS);
    assert_int_equal(ledger->outcomes[0].count, 2);
    assert_memory_equal(ledger->outcomes[0].value, shares, sizeof shares);
    aras_ledger_free(ledger);
    assert_fails(ledger_say_yes(*state, "guessed", "Ben", 0.3, NOON, &error), error,
                 ARAS_INVALID, "cannot be predicted any more");
}

static void shares_that_are_none_are_refused(void **state)
{
    const double shares[] = {0.5, 0.6, 0.1};
    struct aras_error error = {0};

    assert_ok(ledger_ask(*state, &guessed, MORNING, &error), error);
    assert_ok(ledger_ask(*state, &rain, MORNING, &error), error);
    assert_fails(enter_shares(*state, "guessed", shares, 2, &error), error,
                 ARAS_INVALID, "sum to 1.1");
    assert_fails(enter_shares(*state, "guessed", shares, 3, &error), error,
                 ARAS_INVALID, "2 options, and 3 probabilities");
    assert_fails(enter_shares(*state, "rain", shares, 2, &error), error, ARAS_INVALID,
                 "not about the shares of a model's worlds");
}

static void a_question_about_a_model_says_what_settles_it(void **state)
{
    struct aras_ledger_question both = guessed;
    struct aras_ledger_question other = guessed;
    struct aras_error error = {0};

    both.run = "0123";
    assert_fails(ledger_ask(*state, &both, MORNING, &error), error, ARAS_INVALID,
                 "names no run, or command");
    assert_ok(ledger_ask(*state, &guessed, MORNING, &error), error);
    other.command = "run another.cfg";
    assert_fails(ledger_ask(*state, &other, NOON, &error), error, ARAS_INVALID,
                 "with a difference in what it is about");
}

static void all_entries_are_added_or_none(void **state)
{
    const double half[] = {0.5, 0.5};
    const struct aras_ledger_prediction said = {.question = "war",
                                                .by = "Ann",
                                                .form = ARAS_FORM_SHARES,
                                                .value = half,
                                                .count = 2};
    const struct aras_ledger_entry entries[] = {
        {.question = &rain}, {.question = &war}, {.prediction = &said}};
    char seal[ARAS_SHA256_TEXT];
    struct aras_error error = {0};
    struct aras_ledger *ledger;

    assert_fails(aras_ledger_add(*state, entries, 3, NOON, seal, &error), error,
                 ARAS_INVALID, "has 3 options");
    assert_null(
        aras_ledger_read(*state, &error)); /* and none is left, not even empty */
    assert_ok(aras_ledger_add(*state, entries, 1, NOON, seal, &error), error);
    assert_fails(aras_ledger_add(*state, &entries[1], 2, NOON, seal, &error), error,
                 ARAS_INVALID, "has 3 options");
    ledger = read_ledger(*state);
    assert_int_equal(ledger->lines, 1);
    aras_ledger_free(ledger);
}

static void time_does_not_run_backwards(void **state)
{
    struct aras_error error = {0};

    fill(*state);
    assert_fails(ledger_ask(*state, &rain, NOON, &error), error, ARAS_INVALID,
                 "written at " EVENING ", after " NOON);
    assert_fails(ledger_ask(*state, &rain, "yesterday", &error), error, ARAS_INVALID,
                 "'yesterday' is no moment");
}

/* --- a file that is not what was written ------------------------------------------ */

/* The whole file; owned by the caller. */
static char *content(const char *path)
{
    char *text = calloc(1, 65536);
    FILE *file = fopen(path, "rb");

    assert_non_null(text);
    assert_non_null(file);
    assert_true(fread(text, 1, 65535, file) > 0);
    fclose(file);
    return text;
}

static void write_back(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    fclose(file);
}

/* Runs a script of sed over the file. */
static void edit(const char *path, const char *script)
{
    char command[256];

    snprintf(command, sizeof command, "sed -i '%s' %s", script, path);
    assert_int_equal(system(command), 0);
}

static void assert_damaged(const char *path, const char *script, const char *what)
{
    struct aras_error error = {0};
    char *text = content(path);

    edit(path, script);
    assert_fails(try_to_read(path, &error), error, ARAS_DAMAGED, what);
    assert_fails(ledger_ask(path, &rain, EVENING, &error), error, ARAS_DAMAGED, what);
    write_back(path, text);
    free(text);
    assert_ok(try_to_read(path, &error), error);
}

static void a_line_that_was_touched_is_named(void **state)
{
    fill(*state);
    assert_damaged(*state, "4s/0.3/0.8/", "line 4 of the ledger");
    assert_damaged(*state, "4s/0.3/0.8/", "has been changed");
    assert_damaged(*state, "6s/yes/no/", "line 6 of the ledger");
    assert_damaged(*state, "4d", "written as line 5");
    assert_damaged(*state, "1,2d", "line 1 of the ledger");
    assert_damaged(*state, "3p", "was put in, or has been moved");
    assert_damaged(*state, "4{h;d};5G", "line 4 of the ledger");
    assert_damaged(*state, "5s/$/ /", "line 5 of the ledger");
    assert_damaged(*state, "5s/.*//", "line 5 of the ledger");
    assert_damaged(*state, "$ s/...$//", "line 6 of the ledger");
}

/* Line 4 anew with its own right hash, as somebody who knows the format would: then the
 * next one does not follow. */
static void a_line_that_was_forged_is_found_by_the_next(void **state)
{
    char *other = ledger_path();
    struct aras_error error = {0};
    char command[512];

    fill(*state);
    assert_ok(ledger_ask(other, &rain, MORNING, &error), error);
    assert_ok(ledger_ask(other, &war, MORNING, &error), error);
    assert_ok(ledger_ask(other, &height, MORNING, &error), error);
    assert_ok(ledger_say_yes(other, "rain", "Ann", 0.9, MORNING, &error), error);
    snprintf(command, sizeof command,
             "sed -n 4p %s >%s.4; sed -i -e '4r %s.4' -e 4d %s", other, other, other,
             (char *) *state);
    assert_int_equal(system(command), 0);
    assert_fails(try_to_read(*state, &error), error, ARAS_DAMAGED,
                 "line 5 of the ledger");
    ledger_remove(other);
}

static void a_line_cut_off_in_writing_is_named(void **state)
{
    struct aras_error error = {0};
    char *text;

    fill(*state);
    text = content(*state);
    text[strlen(text) - 1] = '\0';
    write_back(*state, text);
    assert_fails(try_to_read(*state, &error), error, ARAS_DAMAGED, "was cut off");
    free(text);
}

static void the_seal_changes_with_every_line(void **state)
{
    struct aras_error error = {0};
    struct aras_ledger *before;
    struct aras_ledger *after;

    fill(*state);
    before = read_ledger(*state);
    assert_ok(ledger_say(*state, "war", "Ann", (const double[]){0.2, 0.3, 0.5}, 3,
                         EVENING, &error),
              error);
    after = read_ledger(*state);
    assert_string_not_equal(before->seal, after->seal);
    aras_ledger_free(before);
    aras_ledger_free(after);
}

static void there_must_be_a_ledger_to_read(void **state)
{
    struct aras_error error = {0};

    assert_fails(try_to_read(*state, &error), error, ARAS_UNKNOWN,
                 "there is no ledger");
    assert_fails(try_to_read("/tmp", &error), error, ARAS_FILE, "is no plain file");
    assert_fails(ledger_ask("/nowhere/ledger.jsonl", &rain, NOON, &error), error,
                 ARAS_FILE, "cannot write the ledger");
}

static void who_writes_at_the_same_time_waits(void **state)
{
    struct aras_error error = {0};
    int file;

    fill(*state);
    file = open(*state, O_RDWR);
    assert_true(file >= 0);
    assert_int_equal(flock(file, LOCK_EX), 0);
    assert_fails(ledger_ask(*state, &rain, EVENING, &error), error, ARAS_FILE,
                 "another process is writing");
    close(file);
    assert_ok(ledger_ask(*state, &rain, EVENING, &error), error);
}

/* With room for half a line more, nothing of it stays. */
static void a_full_disk_leaves_the_ledger_as_it_was(void **state)
{
    const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
    struct rlimit few = none;
    struct aras_error error = {0};
    char *text;

    fill(*state);
    text = content(*state);
    few.rlim_cur = strlen(text) + 100;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &few), 0);
    assert_fails(ledger_say(*state, "war", "Ann", (const double[]){0.2, 0.3, 0.5}, 3,
                            EVENING, &error),
                 error, ARAS_FILE, "cannot write the ledger");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    char *after = content(*state);

    assert_string_equal(text, after);
    free(text);
    free(after);
}

static enum aras_status use_a_ledger(const char *path, struct aras_error *error)
{
    const double third[] = {0.25, 0.25, 0.5};
    const struct aras_ledger_prediction said = {.question = "war",
                                                .by = "Ann",
                                                .form = ARAS_FORM_SHARES,
                                                .value = third,
                                                .count = 3};
    const struct aras_ledger_entry entries[] = {
        {.question = &rain}, {.question = &war}, {.prediction = &said}};
    char seal[ARAS_SHA256_TEXT];

    if (aras_ledger_add(path, entries, 3, NOON, seal, error) != ARAS_OK) {
        return error->status;
    }
    return try_to_read(path, error);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = use_a_ledger(*state, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 8);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_path, close_path)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_entered_is_read_back),
        TEST(numbers_come_back_bit_for_bit),
        TEST(a_question_is_entered_once),
        TEST(a_later_outcome_corrects_an_earlier_one),
        TEST(a_prediction_must_fit_its_question),
        TEST(quantiles_must_rise),
        TEST(nothing_is_predicted_after_a_question_has_closed),
        TEST(nothing_is_known_before_it_can_be),
        TEST(what_came_is_one_of_the_options),
        TEST(a_question_must_be_one),
        TEST(nobody_enters_what_a_model_says),
        TEST(what_a_command_says_is_entered_as_shares),
        TEST(shares_that_are_none_are_refused),
        TEST(a_question_about_a_model_says_what_settles_it),
        TEST(all_entries_are_added_or_none),
        TEST(time_does_not_run_backwards),
        TEST(a_line_that_was_touched_is_named),
        TEST(a_line_that_was_forged_is_found_by_the_next),
        TEST(a_line_cut_off_in_writing_is_named),
        TEST(the_seal_changes_with_every_line),
        TEST(there_must_be_a_ledger_to_read),
        TEST(who_writes_at_the_same_time_waits),
        TEST(a_full_disk_leaves_the_ledger_as_it_was),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
