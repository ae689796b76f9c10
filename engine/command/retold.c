#include "command/retold.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/pick.h"
#include "command/side.h"
#include "report/number.h"
#include "report/words.h"

/* Enough to find a middle; an analyst who wants more says so by -n. */
enum { USUAL_WORLDS = 1000 };

/* --- which outcomes ------------------------------------------------------------------
 */

/* Those of --of, else those watched. */
static int find_outcomes(struct aras_watched *outcomes, const struct aras_model *model,
                         const struct aras_model *other,
                         const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    const char *at = arguments->of;

    if (aras_watched_find(outcomes, model, other, arguments->all, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (at == NULL) {
        return ARAS_EXIT_FINE;
    }
    outcomes->count = 0;
    while (*at != '\0') {
        size_t length = strcspn(at, ",");
        char id[256];
        size_t found;

        snprintf(id, sizeof id, "%.*s", (int) (length < 255 ? length : 255), at);
        if (aras_outcome_named(&found, NULL, id, model, "--of") != ARAS_EXIT_FINE) {
            return ARAS_EXIT_BAD_INPUT;
        }
        if (outcomes->count == model->outcome_count) {
            fputs("aras: --of names an outcome twice\n", stderr);
            return ARAS_EXIT_BAD_INPUT;
        }
        outcomes->outcome[outcomes->count++] = found;
        at += length + (at[length] == ',');
    }
    return ARAS_EXIT_FINE;
}

/* --- which world ---------------------------------------------------------------------
 */

/* "least:outcome", "greatest:outcome", "outcome". */
static int read_extreme(const char *text, const struct aras_model *model,
                        size_t *outcome, bool *least)
{
    const char *colon = strchr(text, ':');
    const char *id = colon == NULL ? text : colon + 1;
    size_t length = colon == NULL ? 0 : (size_t) (colon - text);

    *least = length == 5 && strncmp(text, "least", 5) == 0;
    if (colon != NULL && !*least &&
        (length != 8 || strncmp(text, "greatest", 8) != 0)) {
        fprintf(stderr,
                "aras: --extreme takes an outcome, 'least:OUTCOME' or "
                "'greatest:OUTCOME', got '%s'\n",
                text);
        return ARAS_EXIT_BAD_INPUT;
    }
    return aras_outcome_named(outcome, NULL, id, model, "--extreme");
}

static int pick_extreme(struct aras_wanted_world *wanted, const struct aras_side *side,
                        uint64_t worlds, const char *text)
{
    const struct aras_model *model = side->session.scenario->model;
    struct aras_error error = {0};
    struct aras_pick pick;
    size_t outcome;
    bool least;
    int code = read_extreme(text, model, &outcome, &least);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (aras_pick_extreme(side->run, model, worlds, outcome, least, &pick, &error) !=
        ARAS_OK) {
        return aras_complain(&error);
    }
    wanted->replication = pick.replication;
    wanted->fingerprint = pick.fingerprint;
    wanted->stored = true;
    if (model->outcomes[outcome].kind == ARAS_HAPPENED) {
        aras_text_add(&wanted->why, "Extreme: the first of %s worlds with '%s': ",
                      aras_number_whole(pick.worlds).text, model->outcomes[outcome].id);
    } else {
        aras_text_add(&wanted->why, "Extreme: of %s worlds the one with the %s '%s': ",
                      aras_number_whole(pick.worlds).text, least ? "least" : "greatest",
                      model->outcomes[outcome].id);
    }
    aras_words_outcome(&wanted->why, model, outcome, pick.value);
    aras_text_add(&wanted->why, ".");
    return ARAS_EXIT_FINE;
}

static int pick_typical(struct aras_wanted_world *wanted, const struct aras_side *side,
                        uint64_t worlds, const struct aras_watched *outcomes)
{
    struct aras_error error = {0};
    struct aras_pick pick;

    if (aras_pick_typical(side->run, side->session.scenario->model, worlds,
                          outcomes->outcome, outcomes->count, &pick,
                          &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    wanted->replication = pick.replication;
    wanted->fingerprint = pick.fingerprint;
    wanted->stored = true;
    aras_text_add(
        &wanted->why,
        "Typical: of %s worlds the one nearest to the middle, medians and most "
        "frequent endings, in the %zu outcomes that are told.",
        aras_number_whole(pick.worlds).text, outcomes->count);
    return ARAS_EXIT_FINE;
}

/* Picks a world of those stored, playing what is missing. */
static int pick(struct aras_wanted_world *wanted, const char *path,
                const struct aras_arguments *arguments)
{
    struct aras_side side = {.path = NULL};
    struct aras_watched outcomes = {0};
    uint64_t worlds = arguments->replications;
    int code = aras_side_open(&side, path, USUAL_WORLDS, arguments);

    if (code == ARAS_EXIT_FINE && !side.session.stored && worlds == 0) {
        worlds = USUAL_WORLDS;
    }
    if (code == ARAS_EXIT_FINE && arguments->extreme != NULL) {
        code = pick_extreme(wanted, &side, worlds, arguments->extreme);
    } else if (code == ARAS_EXIT_FINE) {
        code = find_outcomes(&outcomes, side.session.scenario->model, NULL, arguments);
        if (code == ARAS_EXIT_FINE) {
            code = pick_typical(wanted, &side, worlds, &outcomes);
        }
        aras_watched_free(&outcomes);
    }
    aras_side_close(&side);
    return code;
}

static int find_world(struct aras_wanted_world *wanted, const char *path,
                      const struct aras_arguments *arguments)
{
    bool numbered = aras_arguments_has(arguments, "--replication");

    *wanted = (struct aras_wanted_world){.replication = arguments->replication};
    if (numbered + arguments->typical + (arguments->extreme != NULL) > 1) {
        fprintf(stderr,
                "aras: --replication, --typical and --extreme exclude each other\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return numbered ? ARAS_EXIT_FINE : pick(wanted, path, arguments);
}

/* The world that is told is the one that was played before, to the bit; on another
 * machine it may be another. */
static void check_fingerprint(const struct aras_wanted_world *wanted,
                              const struct aras_chronicle *chronicle)
{
    if (wanted->stored && wanted->fingerprint != chronicle->fingerprint) {
        fprintf(
            stderr,
            "aras: note: the world that is stored under number %" PRIu64
            " had another history; it may have been played by another version or on "
            "another machine (`aras verify` says)\n",
            wanted->replication);
    }
}

static int find_wanted(struct aras_wanted_world *wanted,
                       const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    int code = find_world(wanted, arguments->word[0], arguments);

    return code == ARAS_EXIT_FINE && aras_text_check(&wanted->why, &error) != ARAS_OK
               ? aras_complain(&error)
               : code;
}

/* --- one side ----------------------------------------------------------------------
 */

static enum aras_status record(struct aras_retold *retold, struct aras_error *error)
{
    retold->chronicle = aras_chronicle_record(retold->session.scenario->model,
                                              &retold->session.settings,
                                              retold->wanted.replication, error);
    if (retold->chronicle == NULL) {
        return error->status;
    }
    check_fingerprint(&retold->wanted, retold->chronicle);
    retold->retelling = (struct aras_retelling){.chronicle = retold->chronicle,
                                                .chapters = &retold->chapters,
                                                .chosen = retold->wanted.why.data,
                                                .outcomes = retold->outcomes.outcome,
                                                .count = retold->outcomes.count};
    return aras_chapters_find(&retold->chapters, retold->chronicle,
                              retold->outcomes.outcome, retold->outcomes.count, error);
}

int aras_retold_open(struct aras_retold *retold, const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    int code = find_wanted(&retold->wanted, arguments);

    if (code == ARAS_EXIT_FINE) {
        code = aras_session_open(&retold->session, arguments->word[0], arguments);
        retold->open = true;
    }
    if (code == ARAS_EXIT_FINE) {
        code = find_outcomes(&retold->outcomes, retold->session.scenario->model, NULL,
                             arguments);
    }
    if (code == ARAS_EXIT_FINE && record(retold, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    return code;
}

void aras_retold_close(struct aras_retold *retold)
{
    aras_chapters_free(&retold->chapters);
    aras_chronicle_free(retold->chronicle);
    aras_watched_free(&retold->outcomes);
    if (retold->open) {
        aras_session_close(&retold->session);
    }
    aras_text_free(&retold->wanted.why);
}

/* --- two sides ---------------------------------------------------------------------
 */

/* Leaves only outcomes that both sides have; `other` gets their numbers in b. */
static void share_outcomes(struct aras_watched *outcomes, const struct aras_model *a,
                           const struct aras_model *b, size_t *other)
{
    size_t count = 0;

    for (size_t i = 0; i < outcomes->count; i++) {
        const struct aras_outcome *it = &a->outcomes[outcomes->outcome[i]];
        int found = aras_model_find_outcome(b, it->id);

        if (found >= 0 && b->outcomes[found].kind == it->kind) {
            other[count] = (size_t) found;
            outcomes->outcome[count++] = outcomes->outcome[i];
        }
    }
    outcomes->count = count;
}

static int check_luck(const struct aras_session *a, const struct aras_session *b)
{
    if (a->settings.seed != b->settings.seed ||
        a->settings.group != b->settings.group ||
        a->settings.central != b->settings.central) {
        fprintf(stderr, "aras: the two runs do not share their luck: they were played "
                        "with another --seed, --group or --central\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

/* Worlds of models that tell time otherwise are no twins. */
static int check_time(const struct aras_session *one, const struct aras_session *other)
{
    const struct aras_model *a = one->scenario->model;
    const struct aras_model *b = other->scenario->model;

    if (a->has_start != b->has_start || (a->has_start && a->start != b->start) ||
        (a->time_unit == NULL) != (b->time_unit == NULL) ||
        (a->time_unit != NULL && strcmp(a->time_unit, b->time_unit) != 0)) {
        fprintf(stderr, "aras: the two sides begin on other dates or count time in "
                        "other units; give two scenarios of one model\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static int open_sessions(struct aras_retold_twins *retold,
                         const struct aras_arguments *arguments)
{
    int code = ARAS_EXIT_FINE;

    while (retold->open < 2 && code == ARAS_EXIT_FINE) {
        code = aras_session_open(&retold->session[retold->open],
                                 arguments->word[retold->open], arguments);
        retold->open++;
    }
    if (code == ARAS_EXIT_FINE) {
        code = check_luck(&retold->session[0], &retold->session[1]);
    }
    return code == ARAS_EXIT_FINE ? check_time(&retold->session[0], &retold->session[1])
                                  : code;
}

static enum aras_status record_both(struct aras_retold_twins *retold,
                                    struct aras_error *error)
{
    for (int i = 0; i < 2; i++) {
        retold->chronicle[i] = aras_chronicle_record(retold->session[i].scenario->model,
                                                     &retold->session[i].settings,
                                                     retold->wanted.replication, error);
        if (retold->chronicle[i] == NULL) {
            return error->status;
        }
    }
    check_fingerprint(&retold->wanted, retold->chronicle[0]);
    return ARAS_OK;
}

/* Compares what was recorded, in the outcomes that both have. */
static enum aras_status compare(struct aras_retold_twins *retold,
                                struct aras_error *error)
{
    const size_t *outcome[] = {retold->outcomes.outcome, retold->other};

    retold->twins = aras_twins_find(retold->chronicle[0], retold->chronicle[1], error);
    if (retold->twins == NULL) {
        return error->status;
    }
    for (int i = 0; i < 2; i++) {
        if (aras_chapters_find(&retold->chapters[i], retold->chronicle[i], outcome[i],
                               retold->outcomes.count, error) != ARAS_OK) {
            return error->status;
        }
    }
    retold->telling =
        (struct aras_twin_telling){.twins = retold->twins,
                                   .a = &retold->chapters[0],
                                   .b = &retold->chapters[1],
                                   .name_a = aras_session_name(&retold->session[0]),
                                   .name_b = aras_session_name(&retold->session[1]),
                                   .chosen = retold->wanted.why.data,
                                   .outcome_a = retold->outcomes.outcome,
                                   .outcome_b = retold->other,
                                   .count = retold->outcomes.count};
    return ARAS_OK;
}

static int tell_apart(struct aras_retold_twins *retold,
                      const struct aras_arguments *arguments)
{
    const struct aras_model *a = retold->session[0].scenario->model;
    const struct aras_model *b = retold->session[1].scenario->model;
    struct aras_error error = {0};
    int code = find_outcomes(&retold->outcomes, a, b, arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    retold->other = calloc(a->outcome_count + 1, sizeof *retold->other);
    if (retold->other == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory to compare two worlds");
        return aras_complain(&error);
    }
    share_outcomes(&retold->outcomes, a, b, retold->other);
    return record_both(retold, &error) == ARAS_OK && compare(retold, &error) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}

int aras_retold_twins_open(struct aras_retold_twins *retold,
                           const struct aras_arguments *arguments)
{
    int code = find_wanted(&retold->wanted, arguments);

    if (code == ARAS_EXIT_FINE) {
        code = open_sessions(retold, arguments);
    }
    return code == ARAS_EXIT_FINE ? tell_apart(retold, arguments) : code;
}

void aras_retold_twins_close(struct aras_retold_twins *retold)
{
    aras_twins_free(retold->twins);
    for (int i = 0; i < 2; i++) {
        aras_chapters_free(&retold->chapters[i]);
        aras_chronicle_free(retold->chronicle[i]);
    }
    for (int i = 0; i < retold->open; i++) {
        aras_session_close(&retold->session[i]);
    }
    aras_watched_free(&retold->outcomes);
    free(retold->other);
    aras_text_free(&retold->wanted.why);
}
