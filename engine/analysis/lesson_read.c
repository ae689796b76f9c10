/* A lesson as a file: a part of lesson.h. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/lesson.h"
#include "base/sha256.h"
#include "base/text.h"
#include "model/document.h"
#include "result/json_place.h"

enum { MOST_QUESTIONS = 20, MOST_MINUTES = 180, HASH_SHOWN = 8 };

static const char *const kind_names[] = {
    [ARAS_LESSON_SHARE] = "share", [ARAS_LESSON_NUMBER] = "number",
    [ARAS_LESSON_SIGN] = "sign",   [ARAS_LESSON_GREATEST] = "greatest",
    [ARAS_LESSON_LEAST] = "least", [ARAS_LESSON_TEXT] = "text"};

enum { KINDS = sizeof kind_names / sizeof *kind_names };

/* What the readers of one file share. */
struct reader {
    struct aras_problems *problems;
    struct aras_arena *arena;
    const char *path;
    const char *name; /* of the lesson */
};

/* --- words of a command ----------------------------------------------------------- */

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);

    return length > strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* A word as the program gets it: files are named from the file that names them. */
static const char *resolve(struct reader *reader, const char *word,
                           struct aras_place place)
{
    const char *path;

    if (!ends_with(word, ".cfg") || strchr(word, '=') != NULL) {
        return word;
    }
    path = aras_document_relative(reader->path, word, reader->arena);
    if (access(path, R_OK) != 0) {
        aras_problems_add(reader->problems, place,
                          "the command names '%s': there is "
                          "no such file to read",
                          path);
    }
    return path;
}

/* The next word of a command, its quotes taken off; NULL at the end. */
static const char *next_word(const char **at, bool *open, struct aras_arena *arena)
{
    char *word = aras_arena_get(arena, strlen(*at) + 1);
    size_t length = 0;
    char quote = '\0';

    *at += strspn(*at, " ");
    if (**at == '\0') {
        return NULL;
    }
    for (; **at != '\0' && (quote != '\0' || **at != ' '); ++*at) {
        if (quote == '\0' && (**at == '\'' || **at == '"')) {
            quote = **at;
        } else if (**at == quote) {
            quote = '\0';
        } else {
            word[length++] = **at;
        }
    }
    *open = quote != '\0';
    return word;
}

static struct aras_lesson_command
read_command(struct reader *reader, struct aras_setting *entry, const char *name)
{
    struct aras_lesson_command command = {
        .text = aras_setting_text(entry, name, reader->problems),
        .place = aras_setting_place(entry, name)};
    const char *at = command.text == NULL ? "" : command.text;
    const char **words = NULL;
    const char *word;
    bool open = false;

    while ((word = next_word(&at, &open, reader->arena)) != NULL) {
        const char **place =
            aras_arena_grow(reader->arena, &words, command.count++, sizeof *words);

        *place = resolve(reader, word, command.place);
    }
    if (open) {
        aras_problems_add(reader->problems, command.place,
                          "a quotation mark of the command is not closed: %s",
                          command.text);
    } else if (command.text != NULL && command.count == 0) {
        aras_problems_add(reader->problems, command.place,
                          "the command is what is typed behind `aras`, as in \"run "
                          "quarrels.cfg -n 100\"; it is empty");
    }
    command.words = words;
    return command;
}

/* --- where the answer stands ------------------------------------------------------ */

static const char *read_place(struct reader *reader, struct aras_setting *entry,
                              const char *name)
{
    const char *place = aras_setting_text(entry, name, reader->problems);

    if (place != NULL && !aras_json_place_is(place)) {
        aras_problems_add(reader->problems, aras_setting_place(entry, name),
                          "'%s' is no place in JSON; write it as in "
                          "estimates[outcome=war].probability",
                          place);
    }
    return place;
}

static double read_at_least(struct reader *reader, struct aras_setting *entry,
                            const char *name, double least, double missing)
{
    double number = aras_setting_number(entry, name, missing, reader->problems);

    if (!(number >= least)) {
        aras_problems_add(reader->problems, aras_setting_place(entry, name),
                          "%s is %g or more, got %g", name, least, number);
    }
    return number;
}

/* --- options ---------------------------------------------------------------------- */

/* What a ledger takes as an option, and nobody who types it takes for a number. */
static bool is_option(const char *id)
{
    return isalpha((unsigned char) id[0]) && strpbrk(id, "=, \n") == NULL &&
           strcmp(id, "void") != 0;
}

static void read_option(struct reader *reader, struct aras_lesson_option *option,
                        struct aras_setting *entry, enum aras_lesson_kind kind)
{
    const char *needed = kind == ARAS_LESSON_TEXT ? "says" : "read";

    option->id = aras_setting_line(entry, "id", reader->problems);
    option->title = aras_setting_line(entry, "title", reader->problems);
    if (kind == ARAS_LESSON_TEXT) {
        option->says = aras_setting_text(entry, "says", reader->problems);
    } else {
        option->read = read_place(reader, entry, "read");
    }
    if (option->id == NULL || option->title == NULL ||
        (option->says == NULL && option->read == NULL)) {
        aras_problems_add(reader->problems, entry->place,
                          "an option needs an id, a title and `%s`", needed);
        option->id = option->id == NULL ? "?" : option->id;
    } else if (!is_option(option->id)) {
        aras_problems_add(reader->problems, aras_setting_place(entry, "id"),
                          "'%s' is no name for an option: it begins with a letter, is "
                          "not 'void', and has no blank, comma or '='",
                          option->id);
    }
}

static void read_options(struct reader *reader, struct aras_lesson_question *question,
                         struct aras_setting *entry)
{
    struct aras_setting *list = aras_setting_groups(entry, "options", reader->problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_lesson_option *options =
        aras_arena_array(reader->arena, count + 1, sizeof *options);

    if (count < 2) {
        aras_problems_add(reader->problems, aras_setting_place(entry, "options"),
                          "a question for the %s of several has two `options` or more",
                          kind_names[question->kind]);
    }
    for (size_t i = 0; i < count; i++) {
        read_option(reader, &options[i], list->parts[i], question->kind);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(options[k].id, options[i].id) == 0) {
                aras_problems_add(reader->problems, list->parts[i]->place,
                                  "there is another option '%s', in line %d",
                                  options[i].id, list->parts[k]->place.line);
            }
        }
    }
    question->options = options;
    question->option_count = count;
}

/* More, as much, less: or what these three are called here. */
static void read_signs(struct reader *reader, struct aras_lesson_question *question,
                       struct aras_setting *entry)
{
    static const char *const signs[] = {"+", "0", "-"};
    static const char *const usual[] = {"more", "the same", "less"};
    struct aras_setting *list = aras_setting_texts(entry, "words", reader->problems);
    struct aras_lesson_option *options =
        aras_arena_array(reader->arena, 3, sizeof *options);

    if (list != NULL && list->count != 3) {
        aras_problems_add(reader->problems, list->place,
                          "`words` are three: for more, for the same and for less; "
                          "got %zu",
                          list->count);
        list = NULL;
    }
    for (size_t i = 0; i < 3; i++) {
        options[i].id = signs[i];
        options[i].title = list == NULL ? usual[i] : list->parts[i]->text;
    }
    question->options = options;
    question->option_count = 3;
}

/* --- a question ------------------------------------------------------------------- */

static enum aras_lesson_kind read_kind(struct reader *reader,
                                       struct aras_setting *entry)
{
    const char *text = aras_setting_text(entry, "answer", reader->problems);
    const char *near;

    for (int i = 0; i < KINDS && text != NULL; i++) {
        if (strcmp(kind_names[i], text) == 0) {
            return (enum aras_lesson_kind) i;
        }
    }
    near = text == NULL ? NULL : aras_nearest_name(text, kind_names, KINDS);
    aras_problems_add(reader->problems, aras_setting_place(entry, "answer"),
                      "the `answer` of a question is \"share\", \"number\", \"sign\", "
                      "\"greatest\", \"least\" or \"text\"%s%s%s%s%s%s",
                      text == NULL ? "" : ", not '", text == NULL ? "" : text,
                      text == NULL ? "" : "'", near == NULL ? "" : "; did you mean '",
                      near == NULL ? "" : near, near == NULL ? "" : "'?");
    return ARAS_LESSON_SHARE;
}

static void read_answer(struct reader *reader, struct aras_lesson_question *question,
                        struct aras_setting *entry)
{
    bool ranks =
        question->kind == ARAS_LESSON_GREATEST || question->kind == ARAS_LESSON_LEAST;

    question->times = 1.0;
    question->unit = "";
    if (ranks || question->kind == ARAS_LESSON_TEXT) {
        read_options(reader, question, entry);
    }
    if (question->kind == ARAS_LESSON_SIGN) {
        read_signs(reader, question, entry);
    }
    if (ranks || question->kind == ARAS_LESSON_SIGN) {
        question->beyond = read_at_least(reader, entry, "beyond", 0.0, 0.0);
    }
    if (question->kind == ARAS_LESSON_NUMBER) {
        const char *unit = aras_setting_line(entry, "unit", reader->problems);

        question->unit = unit == NULL ? "" : unit;
        question->times = read_at_least(reader, entry, "times", 1e-9, 1.0);
    }
    if (!ranks) {
        question->read = read_place(reader, entry, "read");
        if (question->read == NULL) {
            aras_problems_add(reader->problems, entry->place,
                              "say where the answer stands in what the command says "
                              "with --json: read = \"estimates[0].probability\"");
        }
    }
    if (question->kind == ARAS_LESSON_NUMBER || question->kind == ARAS_LESSON_SIGN) {
        question->minus = read_place(reader, entry, "minus");
        question->against = read_command(reader, entry, "against");
    }
}

/* What is asked and how it is settled, as one text for the end of the key. */
static void describe(const struct aras_lesson_question *question,
                     struct aras_text *text)
{
    aras_text_add(text, "%s|%s|%s|%s|%s|%s|%g|%g|%s", kind_names[question->kind],
                  question->ask, question->command.text,
                  question->against.text == NULL ? "" : question->against.text,
                  question->read == NULL ? "" : question->read,
                  question->minus == NULL ? "" : question->minus, question->times,
                  question->beyond, question->unit);
    for (size_t i = 0; i < question->option_count; i++) {
        const struct aras_lesson_option *option = &question->options[i];

        aras_text_add(text, "|%s|%s|%s|%s", option->id, option->title,
                      option->read == NULL ? "" : option->read,
                      option->says == NULL ? "" : option->says);
    }
}

static const char *make_key(struct reader *reader,
                            const struct aras_lesson_question *question)
{
    struct aras_text text = {0};
    char hash[ARAS_SHA256_TEXT] = "";

    describe(question, &text);
    if (text.out_of_memory == 0) {
        aras_sha256(text.data, text.length, hash);
    }
    aras_text_free(&text);
    if (hash[0] == '\0') {
        aras_arena_give_up(reader->arena);
    }
    return aras_arena_print(reader->arena, "lesson-%s.%s-%.*s", reader->name,
                            question->id, HASH_SHOWN, hash);
}

static void read_question(struct reader *reader, struct aras_lesson_question *question,
                          struct aras_setting *entry)
{
    struct aras_problems *problems = reader->problems;
    size_t before = problems->mistakes;

    question->place = entry->place;
    question->id = aras_setting_line(entry, "id", problems);
    question->title = aras_setting_line(entry, "title", problems);
    question->ask = aras_setting_text(entry, "ask", problems);
    question->look = aras_setting_text(entry, "look", problems);
    question->why = aras_setting_text(entry, "why", problems);
    question->command = read_command(reader, entry, "command");
    question->kind = read_kind(reader, entry);
    read_answer(reader, question, entry);
    if (question->id == NULL || question->title == NULL || question->ask == NULL ||
        question->command.text == NULL || question->why == NULL) {
        aras_problems_add(problems, entry->place,
                          "a question needs an id, a short title, what it would `ask`, "
                          "the command that settles it, and why it is so");
    } else if (question->id[strspn(question->id, "0123456789abcdefghijklmnopqrstuvwxyz"
                                                 "_")] != '\0' ||
               question->id[0] == '\0') {
        aras_problems_add(problems, aras_setting_place(entry, "id"),
                          "'%s' is no id for a question: small letters and digits only",
                          question->id);
    }
    question->id = question->id == NULL ? "?" : question->id;
    if (problems->mistakes == before) {
        question->key = make_key(reader, question);
    }
}

/* --- the lesson ------------------------------------------------------------------- */

/* "01-hundred-futures" of "scenarios/lessons/01-hundred-futures/" */
static const char *name_of(const char *folder, struct aras_arena *arena)
{
    size_t end = strlen(folder);
    size_t begin;

    while (end > 1 && folder[end - 1] == '/') {
        end--;
    }
    begin = end;
    while (begin > 0 && folder[begin - 1] != '/') {
        begin--;
    }
    return aras_arena_slice(arena, folder + begin, end - begin);
}

static void read_questions(struct reader *reader, struct aras_lesson *lesson,
                           struct aras_setting *file)
{
    struct aras_setting *list =
        aras_setting_groups(file, "questions", reader->problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_lesson_question *questions =
        aras_arena_array(reader->arena, count + 1, sizeof *questions);

    if (count == 0 || count > MOST_QUESTIONS) {
        aras_problems_add(reader->problems, aras_setting_place(file, "questions"),
                          "a lesson has a list of `questions`, 1 to %d of them; "
                          "this has %zu",
                          MOST_QUESTIONS, count);
    }
    for (size_t i = 0; i < count; i++) {
        read_question(reader, &questions[i], list->parts[i]);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(questions[k].id, questions[i].id) == 0) {
                aras_problems_add(reader->problems, questions[i].place,
                                  "there is another question '%s', in line %d",
                                  questions[i].id, questions[k].place.line);
            }
        }
    }
    lesson->questions = questions;
    lesson->count = count;
}

const struct aras_lesson *aras_lesson_read(const char *folder,
                                           struct aras_problems *problems)
{
    size_t before = problems->mistakes;
    struct reader reader = {.problems = problems,
                            .arena = problems->arena,
                            .name = name_of(folder, problems->arena)};
    struct aras_lesson *lesson = aras_arena_get(problems->arena, sizeof *lesson);
    struct aras_setting *file;

    reader.path = aras_arena_print(problems->arena, "%s%squestions.cfg", folder,
                                   ends_with(folder, "/") ? "" : "/");
    file = aras_document_read(reader.path, problems);
    if (file == NULL) {
        return NULL;
    }
    lesson->folder = aras_arena_copy(problems->arena, folder);
    lesson->name = reader.name;
    lesson->number = isdigit((unsigned char) reader.name[0]) ? atoi(reader.name) : 0;
    lesson->title = aras_setting_line(file, "title", problems);
    lesson->minutes = aras_setting_whole(file, "minutes", 1, MOST_MINUTES, 0, problems);
    if (strpbrk(reader.name, "= \t\n") != NULL) {
        aras_problems_add(problems, file->place,
                          "the folder of a lesson has no blank and no '=' in its name, "
                          "since ledgers name questions after it: '%s'",
                          reader.name);
    }
    if (lesson->title == NULL) {
        aras_problems_add(problems, file->place, "a lesson needs a title");
    }
    if (aras_setting_find(file, "minutes") == NULL) {
        aras_problems_add(problems, file->place,
                          "say how many `minutes` the lesson's questions take");
    }
    read_questions(&reader, lesson, file);
    aras_setting_report_unread(file, problems);
    return problems->mistakes > before ? NULL : lesson;
}
