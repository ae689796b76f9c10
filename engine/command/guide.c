#include "command/guide.h"

#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/scoring.h"
#include "command/answers.h"
#include "command/asked.h"
#include "command/captured.h"
#include "command/line.h"
#include "command/look.h"
#include "command/quoted.h"
#include "command/reply.h"
#include "command/session.h"
#include "report/lesson_report.h"
#include "result/folder.h"

enum {
    SEAL_SHOWN = 16,
    HASH_SHOWN = 8,
    WORDS = ARAS_MOST_WORDS + 8,
    MOST_IN_BLOCK = 20
};

/* A lesson that is going on. */
struct guide {
    const struct aras_lesson *lesson;
    const char *by;
    const char *path;
    const struct aras_arguments *arguments;
    struct aras_answers answers;
    struct aras_ledger *ledger;
    bool left;
    int code;
};

static void stop(struct guide *guide, int code)
{
    guide->left = true;
    guide->code = code;
}

static void complain(struct guide *guide, const struct aras_error *error)
{
    stop(guide, aras_complain(error));
}

/* --- the ledger ------------------------------------------------------------------- */

/* Reads it again: what is scored is what stands in the file. */
static void read_again(struct guide *guide)
{
    struct aras_error error = {0};

    aras_ledger_free(guide->ledger);
    guide->ledger = aras_ledger_read(guide->path, &error);
    if (guide->ledger == NULL) {
        complain(guide, &error);
    }
}

static void enter(struct guide *guide, const struct aras_ledger_entry *entries,
                  size_t count)
{
    char seal[ARAS_SHA256_TEXT];
    char moment[ARAS_MOMENT];
    struct aras_error error = {0};

    aras_moment_now(moment);
    if (aras_ledger_add(guide->path, entries, count, moment, seal, &error) != ARAS_OK) {
        complain(guide, &error);
    } else {
        read_again(guide);
    }
}

/* Question and prediction together, or neither. */
static void lock(struct guide *guide, const struct aras_lesson_question *question,
                 const struct aras_reply *guess)
{
    const char *names[ARAS_MOST_REPLIED];
    struct aras_ledger_question asked = aras_lesson_ask(question, names);
    struct aras_ledger_prediction prediction = {.question = question->key,
                                                .by = guide->by,
                                                .form = guess->form,
                                                .value = guess->value,
                                                .level = guess->level,
                                                .count = guess->count};
    const struct aras_ledger_entry entries[] = {{.question = &asked},
                                                {.prediction = &prediction}};

    if (guess->form == ARAS_FORM_SHARES) {
        prediction.level = NULL;
    }
    enter(guide, entries, 2);
    if (!guide->left) {
        printf("Locked in line %ju of %s.\n", (uintmax_t) guide->ledger->lines,
               guide->path);
    }
}

static void enter_outcome(struct guide *guide, struct aras_lesson_outcome *came)
{
    const struct aras_ledger_entry entry = {.outcome = &came->outcome};
    char today[ARAS_MOMENT];

    aras_moment_now(today);
    today[10] = '\0';
    came->outcome.on = today;
    enter(guide, &entry, 1);
}

/* --- asking ----------------------------------------------------------------------- */

static void refuse(struct guide *guide, const char *why)
{
    if (guide->answers.live) {
        aras_print_wrapped("", why);
    } else {
        fprintf(stderr, "aras: %s:%zu: %s\n", guide->answers.name, guide->answers.line,
                why);
        stop(guide, ARAS_EXIT_BAD_INPUT);
    }
}

static bool is_leaving(const char *text)
{
    return text == NULL || strcmp(text, "q") == 0 || strcmp(text, "quit") == 0;
}

/* Which option is known; how sure is asked for alone. */
static char *ask_how_sure(struct guide *guide,
                          const struct aras_lesson_question *question,
                          const char *option, char both[2 * ARAS_ANSWER_SIZE])
{
    char prompt[64];
    const char *sure;

    snprintf(prompt, sizeof prompt, "How sure are you, %d to 100 %%? ",
             (int) (100 / question->option_count));
    snprintf(both, ARAS_ANSWER_SIZE, "%s", option);
    sure = aras_answers_next(&guide->answers, prompt);
    if (is_leaving(sure)) {
        return NULL;
    }
    snprintf(both + strlen(both), ARAS_ANSWER_SIZE, " %s", sure);
    return both;
}

/* True when there is a guess; else the lesson was left. */
static bool ask(struct guide *guide, const struct aras_lesson_question *question,
                struct aras_reply *guess)
{
    char both[2 * ARAS_ANSWER_SIZE];
    enum aras_replied guessed = ARAS_REPLIED_WRONG;

    while (guessed != ARAS_REPLIED && !guide->left) {
        struct aras_text why = {0};
        const char *text =
            aras_answers_next(&guide->answers, aras_reply_prompt(question));

        if (is_leaving(text)) {
            stop(guide, ARAS_EXIT_FINE);
            break;
        }
        if (strcmp(text, "?") == 0) {
            aras_print_wrapped("  ", aras_reply_help(question));
            continue;
        }
        if (strcmp(text, "back") == 0 && guide->answers.live) {
            aras_print_wrapped("  ",
                               "What is locked stays so: a prediction that can be "
                               "mended afterwards is none. q leaves.");
            continue;
        }
        guessed = aras_reply_read(guess, question, text, &why);
        if (guessed == ARAS_REPLIED_OPTION) {
            text = ask_how_sure(guide, question, text, both);
            guessed = text == NULL ? ARAS_REPLIED_WRONG
                                   : aras_reply_read(guess, question, text, &why);
            if (text == NULL) {
                stop(guide, ARAS_EXIT_FINE);
                break;
            }
        }
        if (guessed != ARAS_REPLIED) {
            refuse(guide, why.data == NULL ? "no memory" : why.data);
        } else if (!guide->answers.live) {
            printf("> %s\n", text);
        }
        aras_text_free(&why);
    }
    return guessed == ARAS_REPLIED && !guide->left;
}

static void print_question(const struct guide *guide, size_t number)
{
    const struct aras_lesson_question *question = &guide->lesson->questions[number];

    printf("\nQuestion %zu of %zu\n", number + 1, guide->lesson->count);
    aras_print_wrapped("", question->ask);
    for (size_t i = 0; i < question->option_count; i++) {
        printf("  %zu  %s\n", i + 1, question->options[i].title);
    }
    if (question->kind == ARAS_LESSON_NUMBER && question->unit[0] != '\0') {
        printf("  in %s\n", question->unit);
    }
}

/* --- running ---------------------------------------------------------------------- */

/* A command as the program gets it; its words are owned. */
struct typed {
    char *word[WORDS];
    int count;
};

static void free_typed(struct typed *typed)
{
    for (int i = 0; i < typed->count; i++) {
        free(typed->word[i]);
    }
}

/* False without memory, or room. */
static bool add(struct typed *typed, const char *word)
{
    char *copy = typed->count == WORDS ? NULL : strdup(word);

    if (copy != NULL) {
        typed->word[typed->count++] = copy;
    }
    return copy != NULL;
}

static bool add_words(struct typed *typed, const struct aras_lesson_command *command)
{
    for (size_t i = 0; i < command->count; i++) {
        char shorter[1024];
        const char *word = command->words[i];
        size_t length = strlen(word);

        if (length > 4 && strcmp(word + length - 4, ".cfg") == 0) {
            word = aras_short_path(word, shorter);
        }
        if (!add(typed, word)) {
            return false;
        }
    }
    return true;
}

static bool accepts(const struct typed *typed, const char *option)
{
    return strstr(aras_line_find(typed->word[0])->accepted, option) != NULL;
}

/* The worlds of a command have a folder of their own: so it says the same to everybody,
 * whatever else has been played and stored. */
static bool add_folder(const struct guide *guide, struct typed *typed, const char *text)
{
    char folder[2048];
    char hash[ARAS_SHA256_TEXT];

    aras_sha256(text, strlen(text), hash);
    snprintf(folder, sizeof folder, "%s/lessons/worlds/%s-%.*s",
             guide->arguments->folder, guide->lesson->name, HASH_SHOWN, hash);
    return !accepts(typed, " -o") || (add(typed, "-o") && add(typed, folder));
}

static void show(const struct typed *typed)
{
    struct aras_text line = {0};

    aras_line_write(&line, typed->count, typed->word);
    printf("\n$ %s\n", line.data == NULL ? "" : line.data);
    aras_text_free(&line);
}

/* Shows the command as one would type it, lets it answer, and then once more as JSON,
 * from what it has stored. Returns an exit code. */
static int run_command(const struct guide *guide,
                       const struct aras_lesson_command *command, json_t **said)
{
    struct typed typed = {.count = 0};
    bool fine = add_words(&typed, command);
    int code = ARAS_EXIT_FAILURES;

    if (fine) {
        show(&typed);
        fine = add_folder(guide, &typed, command->text);
    }
    if (fine && guide->arguments->quiet && accepts(&typed, " -q")) {
        fine = add(&typed, "-q");
    }
    if (fine && (code = aras_line_run(typed.count, typed.word)) == ARAS_EXIT_FINE) {
        fine = add(&typed, "--json") && (guide->arguments->quiet ||
                                         !accepts(&typed, " -q") || add(&typed, "-q"));
        code = fine ? aras_captured_json(typed.count, typed.word, said)
                    : ARAS_EXIT_FAILURES;
    }
    if (!fine) {
        fprintf(stderr, "aras: no memory for a command\n");
    }
    free_typed(&typed);
    return code;
}

static void settle(struct guide *guide, const struct aras_lesson_question *question,
                   const json_t *said, const json_t *against,
                   struct aras_lesson_outcome *came)
{
    struct aras_error error = {0};

    if (aras_lesson_settle(question, said, against, came, &error) != ARAS_OK) {
        aras_error_within(&error, "question '%s' of %s, line %d", question->id,
                          question->place.file, question->place.line);
        complain(guide, &error);
    } else {
        enter_outcome(guide, came);
    }
}

/* --- what came of it -------------------------------------------------------------- */

static const struct aras_score *score_of(const struct aras_scoring *scoring,
                                         const struct aras_lesson_question *question)
{
    for (size_t i = 0; i < scoring->scores; i++) {
        if (strcmp(scoring->score[i].question->id, question->key) == 0) {
            return &scoring->score[i];
        }
    }
    return NULL;
}

static struct aras_lesson_told
told_of(const struct guide *guide, const struct aras_scoring *scoring, size_t number)
{
    const struct aras_lesson_question *question = &guide->lesson->questions[number];

    return (struct aras_lesson_told){
        .question = question,
        .prediction = aras_lessons_predicted(guide->ledger, question, guide->by),
        .came = aras_lessons_came(guide->ledger, question),
        .score = score_of(scoring, question),
        .worlds = NAN};
}

/* Lets `say` tell of the scores; they are found anew from the ledger. */
static void tell(struct guide *guide,
                 enum aras_status (*say)(struct guide *, const struct aras_scoring *,
                                         const void *, struct aras_error *),
                 const void *of)
{
    struct aras_error error = {0};
    const struct aras_ledger_outcome **came = aras_scoring_came(guide->ledger, &error);
    struct aras_scoring *scoring =
        came == NULL
            ? NULL
            : aras_scoring_of(guide->ledger, ARAS_ABOUT_MODEL, came, NULL, &error);

    if (scoring == NULL || say(guide, scoring, of, &error) != ARAS_OK) {
        complain(guide, &error);
    }
    aras_scoring_free(scoring);
    free(came);
}

/* Which question was settled just now, and from how many worlds. */
struct settled {
    size_t number;
    double worlds;
};

static enum aras_status say_answer(struct guide *guide,
                                   const struct aras_scoring *scoring, const void *of,
                                   struct aras_error *error)
{
    const struct settled *settled = of;
    struct aras_lesson_told told = told_of(guide, scoring, settled->number);
    struct aras_style style = aras_look(guide->arguments);

    told.worlds = settled->worlds;
    return aras_report_answer(stdout, &told, &style, error);
}

static enum aras_status say_summary(struct guide *guide,
                                    const struct aras_scoring *scoring, const void *of,
                                    struct aras_error *error)
{
    size_t count = guide->lesson->count;
    struct aras_lesson_told *told = calloc(count, sizeof *told);
    struct aras_style style = aras_look(guide->arguments);
    enum aras_status status;

    (void) of;
    if (told == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to sum up a lesson");
    }
    for (size_t i = 0; i < count; i++) {
        told[i] = told_of(guide, scoring, i);
    }
    status = aras_report_lesson(stdout, told, count, &style, error);
    free(told);
    return status;
}

/* --- the lesson ------------------------------------------------------------------- */

/* Questions in a row that one command settles: all are asked before it is run, since it
 * would give the others away. */
struct block {
    size_t first, end;
    json_t *said;
    json_t *against[MOST_IN_BLOCK]; /* NULL: that question has none */
};

static bool is_open(const struct guide *guide, size_t number)
{
    return aras_lessons_came(guide->ledger, &guide->lesson->questions[number]) == NULL;
}

static size_t end_of_block(const struct aras_lesson *lesson, size_t first)
{
    size_t end = first + 1;

    while (end < lesson->count && end - first < MOST_IN_BLOCK &&
           strcmp(lesson->questions[end].command.text,
                  lesson->questions[first].command.text) == 0) {
        end++;
    }
    return end;
}

static void ask_block(struct guide *guide, const struct block *block)
{
    for (size_t i = block->first; i < block->end && !guide->left; i++) {
        const struct aras_lesson_question *question = &guide->lesson->questions[i];
        struct aras_reply guess;

        if (!is_open(guide, i)) {
            continue;
        }
        print_question(guide, i);
        if (aras_lessons_predicted(guide->ledger, question, guide->by) != NULL) {
            printf("Your prediction is locked already.\n");
        } else if (ask(guide, question, &guess)) {
            lock(guide, question, &guess);
        }
    }
}

static void run_block(struct guide *guide, struct block *block)
{
    const struct aras_lesson_question *questions = guide->lesson->questions;
    int code = ARAS_EXIT_FINE;

    for (size_t i = block->first; i < block->end && code == ARAS_EXIT_FINE; i++) {
        if (is_open(guide, i) && questions[i].against.count > 0) {
            code = run_command(guide, &questions[i].against,
                               &block->against[i - block->first]);
        }
    }
    if (code == ARAS_EXIT_FINE) {
        code = run_command(guide, &questions[block->first].command, &block->said);
    }
    if (code != ARAS_EXIT_FINE) {
        stop(guide, code);
    }
}

static void settle_block(struct guide *guide, const struct block *block)
{
    for (size_t i = block->first; i < block->end && !guide->left; i++) {
        const struct aras_lesson_question *question = &guide->lesson->questions[i];
        struct aras_lesson_outcome came;

        if (!is_open(guide, i)) {
            continue;
        }
        settle(guide, question, block->said, block->against[i - block->first], &came);
        if (!guide->left) {
            printf("\n%s %s\n", question->id, question->title);
            tell(guide, say_answer, &(struct settled){i, came.worlds});
        }
    }
}

static void go_through(struct guide *guide, size_t first)
{
    struct block block = {.first = first, .end = end_of_block(guide->lesson, first)};

    ask_block(guide, &block);
    if (!guide->left) {
        run_block(guide, &block);
    }
    if (!guide->left) {
        settle_block(guide, &block);
    }
    json_decref(block.said);
    for (size_t i = 0; i < MOST_IN_BLOCK; i++) {
        json_decref(block.against[i]);
    }
    if (!guide->left && block.end < guide->lesson->count &&
        !aras_answers_pause(&guide->answers, "\n[Enter: go on; q: leave] ")) {
        stop(guide, ARAS_EXIT_FINE);
    }
}

static void print_beginning(const struct guide *guide, size_t answered)
{
    const struct aras_lesson *lesson = guide->lesson;
    char text[160];

    printf("%s: %s\n", lesson->name, lesson->title);
    if (answered == lesson->count) {
        printf(
            "%s has done this lesson; to do it again, take another name: --as NAME\n",
            guide->by);
        return;
    }
    snprintf(
        text, sizeof text,
        "%zu questions, some %d minutes. You predict, the program plays, and you see "
        "how far off you were.",
        lesson->count, lesson->minutes);
    aras_print_wrapped("", text);
    printf("%s's predictions are locked in %s.\n", guide->by, guide->path);
    printf("q leaves, and the lesson goes on where it was left.\n");
    printf("More, by hand: %s/student.md\n", lesson->folder);
    if (answered > 0) {
        printf("%zu of %zu questions %s done.\n", answered, lesson->count,
               answered == 1 ? "is" : "are");
    }
}

/* The command that goes on with this lesson, in this very ledger. */
static void print_going_on(const struct guide *guide)
{
    const struct aras_arguments *arguments = guide->arguments;
    struct aras_text text = {0};

    aras_text_add(&text, " aras lesson");
    aras_quoted_add(&text, guide->lesson->number > 0 ? guide->lesson->name
                                                     : guide->lesson->folder);
    if (arguments->as != NULL) {
        aras_text_add(&text, " --as");
        aras_quoted_add(&text, arguments->as);
    }
    if (arguments->ledger != NULL) {
        aras_text_add(&text, " --ledger");
        aras_quoted_add(&text, arguments->ledger);
    }
    if (aras_arguments_has(arguments, "-o")) {
        aras_text_add(&text, " -o");
        aras_quoted_add(&text, arguments->folder);
    }
    printf("%s\n", text.data == NULL ? " aras lesson" : text.data);
    aras_text_free(&text);
}

static void print_end(struct guide *guide)
{
    size_t answered = aras_lessons_answered(guide->ledger, guide->lesson, guide->by);

    if (guide->left) {
        if (guide->code == ARAS_EXIT_FINE || guide->code == ARAS_EXIT_INTERRUPTED) {
            printf("\nThe lesson is left after %zu of %zu questions. Go on with:",
                   answered, guide->lesson->count);
            print_going_on(guide);
        }
        return;
    }
    tell(guide, say_summary, NULL);
    if (!guide->left) {
        printf("\nThe seal of your ledger, for your teacher: %.*s\n", SEAL_SHOWN,
               guide->ledger->seal);
    }
}

/* A ledger is one student's: what came is in it as well, and after that nobody else
 * could predict. */
static int check_owner(const struct guide *guide)
{
    for (size_t i = 0; i < guide->ledger->prediction_count; i++) {
        const char *by = guide->ledger->predictions[i].by;

        if (strcmp(by, guide->by) != 0) {
            fprintf(stderr,
                    "aras: the ledger %s is of '%s', not of '%s': each student has one "
                    "(--as, or --ledger)\n",
                    guide->path, by, guide->by);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

/* The folder is there, and the ledger, if only an empty one. */
static int open_ledger(struct guide *guide)
{
    struct aras_error error = {0};
    char seal[ARAS_SHA256_TEXT];
    char folder[1024];
    char moment[ARAS_MOMENT];
    const char *slash = strrchr(guide->path, '/');

    snprintf(folder, sizeof folder, "%.*s",
             slash == NULL ? 0 : (int) (slash - guide->path), guide->path);
    aras_moment_now(moment);
    if ((folder[0] != '\0' && aras_folder_make(folder, &error) != ARAS_OK) ||
        aras_ledger_add(guide->path, NULL, 0, moment, seal, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    read_again(guide);
    return guide->left ? guide->code : check_owner(guide);
}

int aras_guide(const struct aras_lesson *lesson, const char *by, const char *path,
               const struct aras_arguments *arguments)
{
    struct guide guide = {
        .lesson = lesson, .by = by, .path = path, .arguments = arguments};
    int code = aras_answers_open(&guide.answers, arguments->script);

    if (code == ARAS_EXIT_FINE) {
        code = open_ledger(&guide);
    }
    if (code == ARAS_EXIT_FINE) {
        print_beginning(&guide, aras_lessons_answered(guide.ledger, lesson, by));
        for (size_t i = 0; i < lesson->count && !guide.left; i++) {
            if (is_open(&guide, i)) {
                go_through(&guide, i);
            }
        }
        print_end(&guide);
        code = guide.code;
    }
    aras_answers_close(&guide.answers);
    aras_ledger_free(guide.ledger);
    return code;
}
