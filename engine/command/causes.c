/* `aras causes`: which events bring an outcome about, and which only come before it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/causes.h"
#include "command/command.h"
#include "command/interrupt.h"
#include "command/look.h"
#include "command/progress.h"
#include "command/session.h"
#include "montecarlo/montecarlo.h"
#include "report/causes_report.h"

enum {
    USUAL_WORLDS = 10000,
    USUAL_LEAST = 20, /* worlds in which an event must have happened */
    USUAL_TOP = 12,
    POOL = 1000, /* worlds of the first look, ... */
    LOOK = 200,  /* ... and how many of them are played without an event */
    MOST_EVENTS = 64
};

static int unknown_event(const char *id, const struct aras_model *model)
{
    fprintf(stderr, "aras: --events: there is no event '%s'%s\n", id,
            aras_model_hint(model, ARAS_NAMED_EVENT, id).text);
    return ARAS_EXIT_BAD_INPUT;
}

/* A comma within brackets belongs to a name: dispute[armenia,azerbaijan]. */
static size_t length_of_name(const char *list)
{
    int depth = 0;
    size_t length = 0;

    for (; list[length] != '\0' && (list[length] != ',' || depth > 0); length++) {
        depth += (list[length] == '[') - (list[length] == ']');
    }
    return length;
}

static int add_event(const char *name, size_t length, const struct aras_model *model,
                     uint32_t *events, size_t *count)
{
    char id[512];
    int event;

    snprintf(id, sizeof id, "%.*s", (int) (length < 511 ? length : 511), name);
    event = aras_model_find_event(model, id);
    if (event < 0) {
        return unknown_event(id, model);
    }
    for (size_t i = 0; i < *count; i++) {
        if (events[i] == (uint32_t) event) {
            fprintf(stderr, "aras: --events names '%s' twice\n", id);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    if (*count == MOST_EVENTS) {
        fprintf(stderr, "aras: --events takes at most %d events\n", MOST_EVENTS);
        return ARAS_EXIT_BAD_INPUT;
    }
    events[(*count)++] = (uint32_t) event;
    return ARAS_EXIT_FINE;
}

static int read_events(const char *list, const struct aras_model *model,
                       uint32_t *events, size_t *count)
{
    int code = ARAS_EXIT_FINE;

    for (bool more = true; more && code == ARAS_EXIT_FINE;) {
        size_t length = length_of_name(list);

        code = add_event(list, length, model, events, count);
        more = list[length] == ',';
        list += length + 1;
    }
    return code;
}

static enum aras_status print(const struct aras_causes_told *told,
                              const struct aras_arguments *arguments,
                              struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    if (arguments->json) {
        return aras_report_causes_json(stdout, told, error);
    }
    return arguments->csv ? aras_report_causes_csv(stdout, told, error)
                          : aras_report_causes(stdout, told, &style, error);
}

/* The same events once more, with luck that is shared by strips. */
static struct aras_causes *find_by_strips(const struct aras_session *session,
                                          const struct aras_causes_wish *wish,
                                          const struct aras_causes *found,
                                          struct aras_error *error)
{
    struct aras_settings settings = session->settings;
    struct aras_causes_wish again = *wish;
    uint32_t *events = calloc(found->count + 1, sizeof *events);
    struct aras_causes *causes;

    if (events == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for causes");
        return NULL;
    }
    for (size_t i = 0; i < found->count; i++) {
        events[i] = found->cause[i].event;
    }
    settings.coupling = ARAS_BY_STRIPS;
    again.named = events;
    again.named_count = found->count;
    again.interactions = 0;
    causes = aras_causes_find(session->scenario->model, &settings, &again, error);
    free(events);
    return causes;
}

static int find(const struct aras_session *session, struct aras_causes_wish *wish,
                const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_teller teller = {.quiet = arguments->quiet};
    struct aras_error error = {0};
    struct aras_causes_told told = {
        .model = model,
        .title = model->question.title != NULL ? model->question.title : model->title,
        .of = arguments->of,
        .seed = session->settings.seed};
    struct aras_causes *strips = NULL;
    struct aras_causes *causes;
    bool done;
    int code = ARAS_EXIT_FINE;

    wish->threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    wish->stop = aras_interrupt_watch();
    wish->teller = &teller;
    wish->told = aras_teller_tell;
    causes = aras_causes_find(model, &session->settings, wish, &error);
    if (causes != NULL && arguments->strips) {
        strips = find_by_strips(session, wish, causes, &error);
    }
    aras_teller_end(&teller);
    told.causes = causes;
    told.strips = strips;
    done = causes != NULL && (strips != NULL || !arguments->strips) &&
           print(&told, arguments, &error) == ARAS_OK;
    if (!done) {
        code = aras_complain(&error);
    } else if (causes->failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_causes_free(causes);
    aras_causes_free(strips);
    return code;
}

static int look(const struct aras_session *session,
                const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    uint32_t events[MOST_EVENTS];
    struct aras_error error = {0};
    struct aras_causes_wish wish = {
        .worlds = arguments->replications == 0 ? USUAL_WORLDS : arguments->replications,
        .least =
            aras_arguments_has(arguments, "--least") ? arguments->least : USUAL_LEAST,
        .top = arguments->all        ? 0
               : arguments->top == 0 ? USUAL_TOP
                                     : arguments->top,
        .pool = arguments->all ? 0 : POOL,
        .look = LOOK,
        .first = arguments->first,
        .interactions = (size_t) arguments->interacting};

    if (aras_target_read(&wish.target, arguments->of, model, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (arguments->events != NULL) {
        int code = read_events(arguments->events, model, events, &wish.named_count);

        if (code != ARAS_EXIT_FINE) {
            return code;
        }
        wish.named = events;
    }
    return find(session, &wish, arguments);
}

static int ask_for_outcome(void)
{
    fprintf(stderr, "aras: say what the causes are of: --of corridor_open, or one "
                    "option of a category: --of ending=belt\n");
    return ARAS_EXIT_BAD_INPUT;
}

int aras_command_causes(const struct aras_arguments *arguments)
{
    struct aras_session session;
    int code;

    if (arguments->words != 1) {
        return aras_usage("causes");
    }
    if (arguments->of == NULL) {
        return ask_for_outcome();
    }
    if (arguments->events != NULL &&
        (arguments->all || aras_arguments_has(arguments, "--top") ||
         aras_arguments_has(arguments, "--least"))) {
        fprintf(stderr, "aras: --events names the events that are looked at; --all, "
                        "--top and --least choose among all\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->first && arguments->interacting > 0) {
        fprintf(stderr,
                "aras: --first takes single events out: which occurrence of one "
                "is the first may hang on another, so --interactions takes out "
                "all of them\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    code = aras_session_open(&session, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        code = look(&session, arguments);
    }
    aras_session_close(&session);
    return code;
}
