/* `aras expect`: whether scenarios do in the model what they were written to do. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command/command.h"
#include "command/look.h"
#include "command/session.h"
#include "command/trial.h"
#include "model/document.h"
#include "report/expect_report.h"

enum { USUAL_WORLDS_FOR_EXPECT = 2000 };

/* All that the scenarios expect; lives in the arena. The two arrays go side by side. */
struct docket {
    const struct aras_arguments *arguments;
    struct aras_arena *arena;
    struct aras_expected *expected;
    struct aras_trial *trial;
    size_t count;
    size_t silent; /* scenarios that expect nothing */
};

/* --- what is expected ------------------------------------------------------------- */

struct copying {
    struct docket *docket;
    const struct aras_session *session;
};

static const char *copy_or_null(struct aras_arena *arena, const char *text)
{
    return text == NULL ? NULL : aras_arena_copy(arena, text);
}

/* "../t06_dependence.cfg" is t06_dependence. */
static const char *name_of(struct aras_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');

    return dot == NULL || dot == name
               ? aras_arena_copy(arena, name)
               : aras_arena_slice(arena, name, (size_t) (dot - name));
}

static void copy_one(struct docket *docket, const struct aras_session *session,
                     const struct aras_expectation_of *of)
{
    const struct aras_model *model = session->scenario->model;
    const struct aras_outcome *outcome =
        &model->outcomes[aras_model_find_outcome(model, of->outcome)];
    struct aras_arena *arena = docket->arena;
    struct aras_expected *expected =
        aras_arena_grow(arena, &docket->expected, docket->count, sizeof *expected);
    struct aras_trial *trial =
        aras_arena_grow(arena, &docket->trial, docket->count++, sizeof *trial);

    *expected = (struct aras_expected){
        .scenario = aras_arena_copy(arena, session->scenario->name),
        .against = name_of(arena, of->against),
        .outcome = aras_arena_copy(arena, outcome->id),
        .title = aras_arena_copy(arena, outcome->title),
        .unit = copy_or_null(arena, outcome->unit),
        .kind = outcome->kind,
        .sign = of->sign[0],
        .margin = of->margin,
        .claim = copy_or_null(arena, of->claim),
        .place = {aras_arena_copy(arena, of->place.file), of->place.line}};
    *trial = (struct aras_trial){
        .against = aras_document_relative(expected->place.file, of->against, arena),
        .scenario = aras_arena_copy(arena, session->path),
        .statement = {expected->outcome, expected->sign, expected->margin},
        .what = expected->scenario,
        .place = expected->place};
}

/* Whether an earlier expectation of the scenario is held against the same one. */
static bool is_repeated(const struct aras_question *question, size_t number)
{
    for (size_t i = 0; i < number; i++) {
        if (strcmp(question->expect[i].against, question->expect[number].against) ==
            0) {
            return true;
        }
    }
    return false;
}

/* Those held against one scenario together: they are judged by the same pair of runs.
 */
static void copy_all(void *opaque)
{
    struct copying *copying = opaque;
    const struct aras_question *question = &copying->session->scenario->model->question;

    for (size_t i = 0; i < question->expect_count; i++) {
        for (size_t k = i; !is_repeated(question, i) && k < question->expect_count;
             k++) {
            if (strcmp(question->expect[k].against, question->expect[i].against) == 0) {
                copy_one(copying->docket, copying->session, &question->expect[k]);
            }
        }
    }
    copying->docket->silent += question->expect_count == 0;
}

static int list_scenario(struct docket *docket, const char *path)
{
    struct aras_session session;
    struct copying copying = {docket, &session};
    struct aras_error error = {0};
    int code = aras_session_open(&session, path, docket->arguments);

    if (code == ARAS_EXIT_FINE && session.stored) {
        fprintf(stderr,
                "aras: '%s' is a stored run, which no longer knows the files that it "
                "was to be held against; give its scenario\n",
                path);
        code = ARAS_EXIT_BAD_INPUT;
    } else if (code == ARAS_EXIT_FINE &&
               aras_arena_try(docket->arena, copy_all, &copying, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    aras_session_close(&session);
    return code;
}

/* --- which files ------------------------------------------------------------------ */

static int is_scenario_file(const struct dirent *entry)
{
    const char *ending = strrchr(entry->d_name, '.');

    return entry->d_name[0] != '.' && ending != NULL && strcmp(ending, ".cfg") == 0;
}

static int list_folder(struct docket *docket, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_scenario_file, alphasort);
    int code = ARAS_EXIT_FINE;

    if (count < 0) {
        fprintf(stderr, "aras: cannot read the folder '%s': %s\n", folder,
                strerror(errno));
        return ARAS_EXIT_BAD_INPUT;
    }
    if (count == 0) {
        fprintf(stderr, "aras: there is no scenario (*.cfg) in the folder '%s'\n",
                folder);
        code = ARAS_EXIT_BAD_INPUT;
    }
    for (int i = 0; i < count; i++) {
        char path[1024];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);

        if (code == ARAS_EXIT_FINE && (size_t) length >= sizeof path) {
            fprintf(stderr, "aras: the path of '%s' is too long\n", entries[i]->d_name);
            code = ARAS_EXIT_BAD_INPUT;
        }
        if (code == ARAS_EXIT_FINE) {
            code = list_scenario(docket, path);
        }
        free(entries[i]);
    }
    free(entries);
    return code;
}

static int list_word(struct docket *docket, const char *word)
{
    char path[1024];
    struct stat facts;
    size_t length = strlen(word);

    if (stat(word, &facts) != 0 || !S_ISDIR(facts.st_mode)) {
        return list_scenario(docket, word);
    }
    while (length > 1 && word[length - 1] == '/') {
        length--;
    }
    snprintf(path, sizeof path, "%.*s", (int) length, word);
    return list_folder(docket, path);
}

static int list_all(struct docket *docket)
{
    const struct aras_arguments *arguments = docket->arguments;
    int code = ARAS_EXIT_FINE;

    for (size_t i = 0; i < arguments->words && code == ARAS_EXIT_FINE; i++) {
        code = list_word(docket, arguments->word[i]);
    }
    if (code == ARAS_EXIT_FINE && docket->count == 0) {
        fprintf(stderr, "aras: no scenario given has an `expect`, so there is nothing "
                        "to judge; `aras help expect` says how one looks\n");
        code = ARAS_EXIT_BAD_INPUT;
    }
    return code;
}

/* --- what is found ---------------------------------------------------------------- */

static int judge(const struct docket *docket, struct aras_findings *findings)
{
    struct aras_error error = {0};

    for (size_t i = 0; i < findings->count; i++) {
        struct aras_finding *finding = &findings->finding[i];

        finding->p = aras_expect_p(finding, docket->expected[finding->statement].sign);
    }
    return aras_findings_adjust(findings, &error) == ARAS_OK ? ARAS_EXIT_FINE
                                                             : aras_complain(&error);
}

static int tell(const struct docket *docket, const struct aras_findings *findings,
                const struct aras_trial_record *record)
{
    const struct aras_arguments *arguments = docket->arguments;
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (arguments->json) {
        status = aras_report_expect_json(stdout, docket->expected, findings, &error);
    } else if (arguments->csv) {
        status = aras_report_expect_csv(stdout, docket->expected, findings, &error);
    } else {
        printf("%llu worlds of each scenario, with the same luck\n\n",
               (unsigned long long) record->worlds);
        status = aras_report_expect(stdout, docket->expected, findings, &style, &error);
        if (docket->silent > 0) {
            printf("Scenarios without an `expect`: %zu.\n", docket->silent);
        }
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

/* What the exit code says of an answer that could be given. */
static int close_case(const struct docket *docket, const struct aras_findings *findings,
                      const struct aras_trial_record *record)
{
    struct aras_expect_tally tally = aras_expect_count(docket->expected, findings);

    if (docket->arguments->asserted && tally.do_not > 0) {
        fprintf(stderr, "aras: %zu of %zu expectations do not hold within the model\n",
                tally.do_not, tally.expectations);
        return ARAS_EXIT_ASSERTION;
    }
    if (!record->precise) {
        fprintf(stderr,
                "aras: the precision asked for (%s) was not reached by all; raise "
                "--max\n",
                docket->arguments->until);
        return ARAS_EXIT_NOT_PRECISE;
    }
    return record->failed > 0 ? ARAS_EXIT_FAILURES : ARAS_EXIT_FINE;
}

static int hear_all(const struct docket *docket)
{
    struct aras_findings findings = {0};
    struct aras_trial_record record;
    int code = aras_trials_play(docket->trial, docket->count, USUAL_WORLDS_FOR_EXPECT,
                                docket->arguments, &findings, &record);

    if (code == ARAS_EXIT_FINE) {
        code = judge(docket, &findings);
    }
    if (code == ARAS_EXIT_FINE) {
        code = tell(docket, &findings, &record);
    }
    if (code == ARAS_EXIT_FINE) {
        code = close_case(docket, &findings, &record);
    }
    aras_findings_free(&findings);
    return code;
}

int aras_command_expect(const struct aras_arguments *arguments)
{
    struct docket docket = {.arguments = arguments};
    struct aras_error error = {0};
    int code;

    if (arguments->words == 0) {
        return aras_usage("expect");
    }
    docket.arena = aras_arena_new(&error);
    if (docket.arena == NULL) {
        return aras_complain(&error);
    }
    code = list_all(&docket);
    if (code == ARAS_EXIT_FINE) {
        code = hear_all(&docket);
    }
    aras_arena_free(docket.arena);
    return code;
}
