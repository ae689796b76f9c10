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

#include "result/json_place.h"

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

static bool read_number(struct lesson *lesson, const struct answer *answer,
                        const json_t *report, const char *path, double *number)
{
    *number = aras_json_place_number(report, path);
    if (isnan(*number))
        wrong(lesson, answer, "there is no number at %s", path);
    return !isnan(*number);
}

static void judge_order(struct lesson *lesson, const struct answer *answer,
                        const json_t *report, const config_setting_t *order)
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
                       const json_t *report, const char *path, const char *wanted)
{
    const char *found = json_string_value(aras_json_place(report, path));

    if (found == NULL || strcmp(found, wanted) != 0)
        wrong(lesson, answer, "%s is %s, not '%s'", path,
              found != NULL ? found : "no text", wanted);
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
                         const json_t *report, const char *path)
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
