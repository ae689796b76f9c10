#include "command/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/target.h"
#include "command/game.h"
#include "command/varied.h"
#include "command/worker.h"

int aras_complain(const struct aras_error *error)
{
    fprintf(stderr, "aras: %s\n", error->message);
    switch (error->status) {
    case ARAS_INTERRUPTED:
        return ARAS_EXIT_INTERRUPTED;
    case ARAS_INVALID:
    case ARAS_UNKNOWN:
    case ARAS_FILE:
        return ARAS_EXIT_BAD_INPUT;
    case ARAS_OK:
    case ARAS_NO_MEMORY:
    case ARAS_FAILED:
    case ARAS_DAMAGED:
        break;
    }
    return ARAS_EXIT_FAILURES;
}

/* Takes the first "folder/.." out of a path; false when there is none. */
static bool shorten(char *path)
{
    char *dots = strstr(path, "/../");
    char *folder = dots;

    if (dots == NULL || dots == path) {
        return false;
    }
    while (folder > path && folder[-1] != '/') {
        folder--;
    }
    if (strncmp(folder, "../", 3) == 0 || strncmp(folder, "./", 2) == 0) {
        return false;
    }
    memmove(folder, dots + 4, strlen(dots + 4) + 1);
    return true;
}

const char *aras_short_path(const char *path, char shorter[1024])
{
    struct stat here, there;

    if (strlen(path) >= 1024) {
        return path;
    }
    strcpy(shorter, path);
    while (shorten(shorter)) {
    }
    /* Where a folder is a link, its ".." is elsewhere. */
    return stat(path, &here) == 0 && stat(shorter, &there) == 0 &&
                   here.st_dev == there.st_dev && here.st_ino == there.st_ino
               ? shorter
               : path;
}

void aras_print_problems(const struct aras_problems *problems, bool mistakes_only)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct aras_problem *problem = &problems->items[i];
        char file[1024];

        if (mistakes_only && problem->severity == ARAS_NOTE) {
            continue;
        }
        if (problem->place.file == NULL) {
            fprintf(stderr, "command line: ");
        } else if (problem->place.line > 0) {
            fprintf(stderr, "%s:%d: ", aras_short_path(problem->place.file, file),
                    problem->place.line);
        } else {
            fprintf(stderr, "%s: ", aras_short_path(problem->place.file, file));
        }
        fprintf(stderr, "%s%s\n", problem->severity == ARAS_NOTE ? "note: " : "",
                problem->message);
    }
}

struct reading {
    struct aras_session *session;
    const struct aras_arguments *arguments;
    const char *resolved; /* of a stored run; NULL: read the path */
    uint64_t group;
};

/* All that was typed to change the scenario, as aras_scenario_read wants it. */
static const char *const *typed(const struct aras_arguments *arguments, size_t *count,
                                struct aras_arena *arena)
{
    const char **texts = aras_arena_array(
        arena, arguments->settings + arguments->interventions, sizeof *texts);

    *count = 0;
    for (size_t i = 0; i < arguments->settings; i++) {
        texts[(*count)++] = arguments->setting[i];
    }
    for (size_t i = 0; i < arguments->interventions; i++) {
        texts[(*count)++] =
            aras_arena_print(arena, "%s %s", arguments->intervention[i].verb,
                             arguments->intervention[i].text);
    }
    return texts;
}

static void read_scenario(void *opaque)
{
    struct reading *reading = opaque;
    struct aras_session *session = reading->session;
    size_t count;

    if (reading->resolved != NULL) {
        session->scenario =
            aras_scenario_restore(reading->resolved, strlen(reading->resolved),
                                  session->path, &session->problems);
    } else {
        const char *const *texts = typed(reading->arguments, &count, session->arena);

        session->scenario =
            aras_scenario_read(session->path, texts, count, &session->problems);
    }
    if (session->scenario != NULL) {
        session->labels =
            aras_labels_of(session->scenario->model, reading->group, session->arena);
    }
}

/* Each mistake is told with its place; what is typed to change a file is none of it. */
static void say_how_many(const struct aras_session *session)
{
    const struct aras_problems *problems = &session->problems;
    size_t typed = 0;

    for (size_t i = 0; i < problems->count; i++) {
        typed += problems->items[i].severity == ARAS_MISTAKE &&
                 problems->items[i].place.file == NULL;
    }

    size_t in_file = problems->mistakes - typed;

    fputs("aras: ", stderr);
    if (in_file > 0) {
        fprintf(stderr, "%zu mistake%s in %s", in_file, in_file == 1 ? "" : "s",
                session->path);
    }
    if (typed > 0) {
        fprintf(stderr, "%s%zu mistake%s on the command line", in_file > 0 ? ", " : "",
                typed, typed == 1 ? "" : "s");
    }
    fputc('\n', stderr);
}

static int read_into(struct reading *reading)
{
    struct aras_session *session = reading->session;
    struct aras_error error = {0};

    if (aras_arena_try(session->arena, read_scenario, reading, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (session->scenario == NULL) {
        aras_print_problems(&session->problems, true);
        say_how_many(session);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static bool is_folder(const char *path)
{
    struct stat facts;

    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static int no_run(const char *path)
{
    fprintf(
        stderr,
        "aras: '%s' is a folder, but no stored run (it has no run.json); `aras log` "
        "lists the stored runs\n",
        path);
    return ARAS_EXIT_BAD_INPUT;
}

static int open_stored(struct aras_session *session, const char *path)
{
    struct aras_error error = {0};
    struct reading reading = {.session = session};
    char *resolved;
    int code;

    if (aras_run_read_facts(path, &session->facts, &error) != ARAS_OK) {
        return error.status == ARAS_UNKNOWN ? no_run(path) : aras_complain(&error);
    }
    resolved = aras_run_read_resolved(path, &error);
    if (resolved == NULL) {
        return aras_complain(&error);
    }
    session->stored = true;
    session->settings = (struct aras_settings){.seed = session->facts.seed,
                                               .group = session->facts.group,
                                               .central = session->facts.central};
    reading.resolved = resolved;
    reading.group = session->facts.group;
    code = read_into(&reading);
    free(resolved);
    return code;
}

/* What is said of a stored run cannot be said again in another way. */
static int check_stored(const char *path, const struct aras_arguments *arguments)
{
    static const char *const fixed[] = {"--seed", "--group", "--central"};

    if (arguments->settings > 0) {
        fprintf(stderr,
                "aras: '%s' is a stored run, in which nothing can be set any more "
                "(%s); give its scenario\n",
                path, arguments->setting[0]);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->interventions > 0) {
        fprintf(stderr,
                "aras: '%s' is a stored run, in which nothing can be changed any more "
                "(--%s %s); give its scenario\n",
                path, arguments->intervention[0].verb, arguments->intervention[0].text);
        return ARAS_EXIT_BAD_INPUT;
    }
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        if (aras_arguments_has(arguments, fixed[i])) {
            fprintf(stderr,
                    "aras: '%s' is a stored run, for which %s is settled; give its "
                    "scenario\n",
                    path, fixed[i]);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

/* A run may be named by its folder, or by the end of it below the results folder. */
static const char *find_run(const char *path, const char *folder, char place[1024])
{
    struct stat facts;

    if (stat(path, &facts) == 0) {
        return S_ISDIR(facts.st_mode) ? path : NULL;
    }
    if (snprintf(place, 1024, "%s/%s", folder, path) >= 1024) {
        return NULL;
    }
    return path[0] != '\0' && is_folder(place) ? place : NULL;
}

static int refuse_design(const struct aras_session *session)
{
    fprintf(stderr,
            "aras: '%s' is a sweep, whose worlds are of %llu points: `aras sweep %s` "
            "tells it\n",
            session->path, (unsigned long long) session->facts.points, session->path);
    return ARAS_EXIT_BAD_INPUT;
}

/* "0.1,0.2" or "0.1..0.4:0.1", and not "min(a, b)". */
static bool is_many(const char *value)
{
    int depth = 0;

    for (const char *at = value; *at != '\0'; at++) {
        depth += *at == '(' || *at == '[' ? 1 : 0;
        depth -= *at == ')' || *at == ']' ? 1 : 0;
        if (depth == 0 && *at == ',') {
            return true;
        }
    }
    return strstr(value, "..") != NULL;
}

static int check_typed(const struct aras_arguments *arguments)
{
    for (size_t i = 0; i < arguments->settings; i++) {
        const char *value = strchr(arguments->setting[i], '=');

        if (value != NULL && is_many(value + 1)) {
            fprintf(stderr,
                    "aras: '%s' has more than one value, which only `aras sweep` "
                    "plays; here it takes one\n",
                    arguments->setting[i]);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

static int open_path(struct aras_session *session, const char *path,
                     const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    char place[1024];
    const char *run = find_run(path, arguments->folder, place);
    struct reading reading = {
        .session = session, .arguments = arguments, .group = arguments->group};

    *session = (struct aras_session){.path = path};
    session->arena = aras_arena_new(&error);
    if (session->arena == NULL) {
        return aras_complain(&error);
    }
    session->problems.arena = session->arena;
    if (run != NULL) {
        int code = check_stored(path, arguments);

        return code != ARAS_EXIT_FINE ? code : open_stored(session, run);
    }
    if (aras_game_is_kept(path)) {
        fprintf(stderr,
                "aras: '%s' is a game that was kept: `aras play --replay %s` tells it, "
                "with -o as a page\n",
                path, path);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (check_typed(arguments) != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    session->settings = (struct aras_settings){.seed = arguments->seed,
                                               .group = arguments->group,
                                               .central = arguments->central};
    return read_into(&reading);
}

int aras_session_open(struct aras_session *session, const char *path,
                      const struct aras_arguments *arguments)
{
    int code = open_path(session, path, arguments);

    return code == ARAS_EXIT_FINE && session->facts.points > 0 ? refuse_design(session)
                                                               : code;
}

static int open_run(struct aras_session *session, const char *path,
                    const struct aras_arguments *arguments, bool designs,
                    struct aras_run **run)
{
    char place[1024];
    struct aras_error error = {0};
    int code;

    *run = NULL;
    if (find_run(path, arguments->folder, place) == NULL) {
        *session = (struct aras_session){.path = path};
        fprintf(
            stderr,
            "aras: there is no stored run '%s', neither here nor in %s/; `aras log` "
            "lists the stored runs\n",
            path, arguments->folder);
        return ARAS_EXIT_BAD_INPUT;
    }
    code = designs ? aras_session_open_any(session, path, arguments, NULL)
                   : aras_session_open(session, path, arguments);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    *run = aras_run_open_stored(session->facts.path, session->labels, &error);
    return *run == NULL ? aras_complain(&error) : ARAS_EXIT_FINE;
}

int aras_session_open_run(struct aras_session *session, const char *path,
                          const struct aras_arguments *arguments, struct aras_run **run)
{
    return open_run(session, path, arguments, false, run);
}

int aras_session_open_any(struct aras_session *session, const char *path,
                          const struct aras_arguments *arguments, struct aras_run **run)
{
    int code;

    if (run != NULL) {
        return open_run(session, path, arguments, true, run);
    }
    code = open_path(session, path, arguments);
    return code == ARAS_EXIT_FINE && session->facts.points > 0
               ? aras_session_vary_again(session)
               : code;
}

bool aras_session_is_run(const char *path, const struct aras_arguments *arguments)
{
    char place[1024];

    return find_run(path, arguments->folder, place) != NULL;
}

struct aras_plan aras_session_plan(const struct aras_session *session)
{
    return (struct aras_plan){.model = session->scenario->model,
                              .settings = session->settings,
                              .block = ARAS_BLOCK,
                              .design = session->design,
                              .models =
                                  (const struct aras_model *const *) session->models};
}

const char *aras_session_name(const struct aras_session *session)
{
    return session->stored ? session->facts.name : session->scenario->name;
}

void aras_session_close(struct aras_session *session)
{
    aras_design_free(session->design);
    for (size_t i = 0; i < session->model_count; i++) {
        if (session->models[i] != NULL) {
            aras_model_release(session->models[i]);
        }
    }
    if (session->scenario != NULL) {
        aras_model_release(session->scenario->model);
    }
    aras_arena_free(session->arena);
    *session = (struct aras_session){0};
}

int aras_outcome_named(size_t *outcome, size_t *option, const char *text,
                       const struct aras_model *model, const char *what)
{
    struct aras_error error = {0};

    if (aras_target_read_outcome(outcome, option, text, model, &error) == ARAS_OK) {
        return ARAS_EXIT_FINE;
    }
    fprintf(stderr, "aras: %s: %s\n", what, error.message);
    return ARAS_EXIT_BAD_INPUT;
}
