#include "command/cause_search.h"

#include <stdio.h>
#include <stdlib.h>

#include "command/event_list.h"
#include "command/interrupt.h"
#include "command/progress.h"
#include "montecarlo/montecarlo.h"

enum {
    USUAL_WORLDS = 10000,
    USUAL_LEAST = 20, /* worlds in which an event must have happened */
    USUAL_TOP = 12,
    POOL = 1000, /* worlds of the first look, ... */
    LOOK = 200,  /* ... and how many of them are played without an event */
    MOST_EVENTS = 64
};

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

static int find(struct aras_cause_search *search, struct aras_causes_wish *wish,
                const struct aras_arguments *arguments)
{
    const struct aras_session *session = &search->session;
    const struct aras_model *model = session->scenario->model;
    struct aras_teller teller = {.quiet = arguments->quiet};
    struct aras_error error = {0};

    wish->threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    wish->stop = aras_interrupt_watch();
    wish->teller = &teller;
    wish->told = aras_teller_tell;
    search->causes = aras_causes_find(model, &session->settings, wish, &error);
    if (search->causes != NULL && arguments->strips) {
        search->strips = find_by_strips(session, wish, search->causes, &error);
    }
    aras_teller_end(&teller);
    if (search->causes == NULL || (search->strips == NULL && arguments->strips)) {
        return aras_complain(&error);
    }
    search->told = (struct aras_causes_told){
        .model = model,
        .title = model->question.title != NULL ? model->question.title : model->title,
        .of = arguments->of,
        .seed = session->settings.seed,
        .causes = search->causes,
        .strips = search->strips};
    return ARAS_EXIT_FINE;
}

static int look(struct aras_cause_search *search,
                const struct aras_arguments *arguments)
{
    const struct aras_model *model = search->session.scenario->model;
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
        int code = aras_event_list_read(arguments->events, model, events, MOST_EVENTS,
                                        &wish.named_count);

        if (code != ARAS_EXIT_FINE) {
            return code;
        }
        wish.named = events;
    }
    return find(search, &wish, arguments);
}

static int check(const struct aras_arguments *arguments)
{
    if (arguments->of == NULL) {
        fprintf(stderr,
                "aras: say what the causes are of: --of corridor_open, or one option "
                "of a category: --of ending=belt\n");
        return ARAS_EXIT_BAD_INPUT;
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
    return ARAS_EXIT_FINE;
}

int aras_cause_search_play(struct aras_cause_search *search,
                           const struct aras_arguments *arguments)
{
    int code = check(arguments);

    if (code == ARAS_EXIT_FINE) {
        code = aras_session_open(&search->session, arguments->word[0], arguments);
        search->open = true;
    }
    return code == ARAS_EXIT_FINE ? look(search, arguments) : code;
}

void aras_cause_search_close(struct aras_cause_search *search)
{
    aras_causes_free(search->causes);
    aras_causes_free(search->strips);
    if (search->open) {
        aras_session_close(&search->session);
    }
}
