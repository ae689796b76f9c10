/*
 * Are the answers of a lesson still right?
 *
 *     answers PROGRAM FOLDER RESULTS ANSWERS.CFG
 *
 * plays the command of each answer as from FOLDER, with --json, its runs kept in
 * RESULTS, reads what the answer says is to be read, and judges it. What an answer
 * looks like is told in scenarios/lessons/README.md. Prints what is wrong, an answer a
 * line, and ends with 1 if anything is.
 */
#include <jansson.h>
#include <libconfig.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lesson {
    const char *program;
    const char *folder;
    const char *results;
    const char *file;
    char *asked;    /* the last command that was played, */
    json_t *report; /* and what it printed: answers in a row often share one */
    int answers;
    int wrong;
};

struct answer {
    const config_setting_t *setting;
    const char *task;
};

static void wrong(struct lesson *lesson, const struct answer *answer,
                  const char *format, ...)
    __attribute__((__format__(__printf__, 3, 4)));

static void wrong(struct lesson *lesson, const struct answer *answer,
                  const char *format, ...)
{
    va_list arguments;

    lesson->wrong++;
    printf("%s: %s: ", lesson->file, answer->task);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

static const char *text_of(const config_setting_t *setting, const char *name)
{
    const char *text = NULL;

    config_setting_lookup_string(setting, name, &text);
    return text;
}

/* Integers are numbers too. */
static bool number_of(const config_setting_t *setting, const char *name, double *number)
{
    const config_setting_t *member = config_setting_get_member(setting, name);

    if (member == NULL)
        return false;
    if (config_setting_type(member) == CONFIG_TYPE_FLOAT)
        *number = config_setting_get_float(member);
    else
        *number = config_setting_get_int(member);
    return true;
}

/* The report is played once for all answers in a row that ask for it. */
static json_t *report_of(struct lesson *lesson, const char *command)
{
    char line[4096];
    FILE *pipe;

    if (lesson->asked != NULL && strcmp(lesson->asked, command) == 0)
        return lesson->report;
    free(lesson->asked);
    json_decref(lesson->report);
    lesson->asked = strdup(command);
    lesson->report = NULL;
    snprintf(line, sizeof line, "cd '%s' && '%s' %s --json -q -o '%s'", lesson->folder,
             lesson->program, command, lesson->results);
    pipe = popen(line, "r");
    if (pipe == NULL)
        return NULL;
    lesson->report = json_loadf(pipe, 0, NULL);
    if (pclose(pipe) != 0) {
        json_decref(lesson->report);
        lesson->report = NULL;
    }
    return lesson->report;
}

/* Whether a member of this name says what is wanted: a text, or a number as it is
 * written. */
static bool says(const json_t *entry, const char *name, const char *wanted)
{
    const json_t *member = json_object_get(entry, name);

    if (json_is_string(member))
        return strcmp(json_string_value(member), wanted) == 0;
    return json_is_number(member) && json_number_value(member) == strtod(wanted, NULL);
}

/* One pair of brackets behind an array: [3] is an entry by its number, [key=value] the
 * entries in which it is so. Leaves in *kept what remains. */
static void choose(json_t **kept, const char *inside)
{
    json_t *chosen = json_array();
    const char *equals = strchr(inside, '=');
    json_t *entry;
    size_t i;

    json_array_foreach(*kept, i, entry)
    {
        char name[64];

        if (equals == NULL) {
            if (i == strtoul(inside, NULL, 10))
                json_array_append(chosen, entry);
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int) (equals - inside), inside);
        if (says(entry, name, equals + 1))
            json_array_append(chosen, entry);
    }
    json_decref(*kept);
    *kept = chosen;
}

/* What stands at a path such as estimates[outcome=war][reading=all].probability, or
 * NULL. Owned by the caller. */
static json_t *read_path(json_t *report, const char *path)
{
    json_t *here = json_incref(report);

    while (*path != '\0') {
        char word[256];
        size_t length = strcspn(path, ".[");
        json_t *next;

        snprintf(word, sizeof word, "%.*s", (int) length, path);
        next = json_incref(json_object_get(here, word));
        json_decref(here);
        here = next;
        path += length;
        if (*path == '[') {
            while (*path == '[') {
                length = strcspn(path, "]");
                snprintf(word, sizeof word, "%.*s", (int) length - 1, path + 1);
                choose(&here, word);
                path += length + (path[length] == ']');
            }
            next = json_incref(json_array_get(here, 0));
            json_decref(here);
            here = next;
        }
        path += *path == '.';
    }
    return here;
}

static bool read_number(struct lesson *lesson, const struct answer *answer,
                        json_t *report, const char *path, double *number)
{
    json_t *found = read_path(report, path);
    bool is_number = json_is_number(found);

    if (is_number)
        *number = json_number_value(found);
    else
        wrong(lesson, answer, "there is no number at %s", path);
    json_decref(found);
    return is_number;
}

static void judge_order(struct lesson *lesson, const struct answer *answer,
                        json_t *report, const config_setting_t *order)
{
    double gap = 0, before = INFINITY, number;

    number_of(answer->setting, "gap", &gap);
    for (int i = 0; i < config_setting_length(order); i++) {
        const char *path = config_setting_get_string_elem(order, i);

        if (!read_number(lesson, answer, report, path, &number))
            return;
        if (before - number < gap)
            wrong(lesson, answer, "%s is %g, and what comes before it %g: no gap of %g",
                  path, number, before, gap);
        before = number;
    }
}

static void judge_text(struct lesson *lesson, const struct answer *answer,
                       json_t *report, const char *path, const char *wanted)
{
    json_t *found = read_path(report, path);

    if (!json_is_string(found) || strcmp(json_string_value(found), wanted) != 0)
        wrong(lesson, answer, "%s is %s, not '%s'", path,
              json_is_string(found) ? json_string_value(found) : "no text", wanted);
    json_decref(found);
}

static void judge_sign(struct lesson *lesson, const struct answer *answer,
                       double number, const char *sign)
{
    double beyond = 0;
    bool as_said;

    number_of(answer->setting, "beyond", &beyond);
    if (sign[0] == '+')
        as_said = number > beyond;
    else if (sign[0] == '-')
        as_said = number < -beyond;
    else
        as_said = fabs(number) <= beyond;
    if (!as_said)
        wrong(lesson, answer, "it is %g, not %s beyond %g", number, sign, beyond);
}

/* A number, or the difference of two, against what the answer says of it. */
static void judge_number(struct lesson *lesson, const struct answer *answer,
                         json_t *report, const char *path)
{
    const char *minus = text_of(answer->setting, "minus");
    const char *sign = text_of(answer->setting, "sign");
    double number, other = 0, wanted, tolerance;

    if (!read_number(lesson, answer, report, path, &number))
        return;
    if (minus != NULL && !read_number(lesson, answer, report, minus, &other))
        return;
    number -= other;
    if (sign != NULL)
        judge_sign(lesson, answer, number, sign);
    else if (!number_of(answer->setting, "number", &wanted) ||
             !number_of(answer->setting, "tolerance", &tolerance))
        wrong(lesson, answer,
              "says neither sign, nor order, nor text, nor number and tolerance");
    else if (!(fabs(number - wanted) <= tolerance))
        wrong(lesson, answer, "it is %g, not %g within %g", number, wanted, tolerance);
}

static void judge(struct lesson *lesson, const struct answer *answer)
{
    const char *command = text_of(answer->setting, "command");
    const char *path = text_of(answer->setting, "read");
    const char *text = text_of(answer->setting, "text");
    const config_setting_t *order = config_setting_get_member(answer->setting, "order");
    const char *why = text_of(answer->setting, "why");
    json_t *report;

    lesson->answers++;
    if (why == NULL || why[0] == '\0')
        wrong(lesson, answer, "does not say why it is so");
    if (command == NULL || (path == NULL) == (order == NULL)) {
        wrong(lesson, answer, "needs a command, and either `read` or `order`");
        return;
    }
    report = report_of(lesson, command);
    if (report == NULL)
        wrong(lesson, answer, "does not end well: aras %s", command);
    else if (order != NULL)
        judge_order(lesson, answer, report, order);
    else if (text != NULL)
        judge_text(lesson, answer, report, path, text);
    else
        judge_number(lesson, answer, report, path);
}

int main(int argc, char **argv)
{
    struct lesson lesson = {0};
    const config_setting_t *answers;
    config_t config;

    if (argc != 5) {
        fputs("usage: answers PROGRAM FOLDER RESULTS ANSWERS.CFG\n", stderr);
        return 2;
    }
    lesson.program = argv[1];
    lesson.folder = argv[2];
    lesson.results = argv[3];
    lesson.file = argv[4];
    config_init(&config);
    if (!config_read_file(&config, lesson.file)) {
        printf("%s:%d: %s\n", lesson.file, config_error_line(&config),
               config_error_text(&config));
        config_destroy(&config);
        return 1;
    }
    answers = config_lookup(&config, "answers");
    for (int i = 0; answers != NULL && i < config_setting_length(answers); i++) {
        struct answer answer = {config_setting_get_elem(answers, (unsigned) i), NULL};

        answer.task = text_of(answer.setting, "task");
        if (answer.task == NULL)
            answer.task = "an answer without a task";
        judge(&lesson, &answer);
    }
    if (lesson.answers == 0) {
        printf("%s: no answers\n", lesson.file);
        lesson.wrong++;
    }
    free(lesson.asked);
    json_decref(lesson.report);
    config_destroy(&config);
    return lesson.wrong > 0;
}
