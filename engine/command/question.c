#include "command/question.h"

struct reading {
    struct aras_session *session;
    const char *text, *what;
    struct aras_problems problems;
    struct aras_condition *condition;
};

static void read_condition(void *context)
{
    struct reading *reading = context;

    reading->condition =
        aras_condition_read(reading->text, reading->what,
                            reading->session->scenario->model, &reading->problems);
}

struct aras_condition *aras_question_read(struct aras_session *session,
                                          const char *text, const char *what)
{
    struct reading reading = {.session = session,
                              .text = text,
                              .what = what,
                              .problems = {.arena = session->arena}};
    struct aras_error error = {0};

    if (aras_arena_try(session->arena, read_condition, &reading, &error) != ARAS_OK) {
        aras_complain(&error);
        return NULL;
    }
    aras_print_problems(&reading.problems, true);
    return reading.condition;
}
