/* `aras explain`: one world retold with its reasons, or two sides of one world. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/pick.h"
#include "command/command.h"
#include "command/look.h"
#include "command/side.h"
#include "report/chronicle_report.h"
#include "report/number.h"
#include "report/twins_report.h"
#include "report/watched.h"
#include "report/words.h"

/* Enough to find a middle; an analyst who wants more says so by -n. */
enum { USUAL_WORLDS = 1000 };

/** A world that is to be told, and why this one. */
struct wanted {
    uint64_t replication;
    bool stored; /* a fingerprint of it is known */
    uint64_t fingerprint;
    struct aras_text why;
};

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
        size_t found = 0;

        while (found < model->outcome_count &&
               (strncmp(model->outcomes[found].id, at, length) != 0 ||
                model->outcomes[found].id[length] != '\0')) {
            found++;
        }
        if (found == model->outcome_count || outcomes->count == model->outcome_count) {
            char id[128];

            snprintf(id, sizeof id, "%.*s", (int) length, at);
            return aras_unknown_outcome(model, id);
        }
        outcomes->outcome[outcomes->count++] = found;
        at += length + (at[length] == ',');
    }
    return ARAS_EXIT_FINE;
}

/* --- which world ---------------------------------------------------------------------
 */

/* "least:outcome", "greatest:outcome", "outcome". */
static int read_extreme(const char *text, const struct aras_model *model, int *outcome,
                        bool *least)
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
    *outcome = aras_model_find_outcome(model, id);
    if (*outcome < 0) {
        fprintf(stderr, "aras: --extreme: there is no outcome '%s'%s\n", id,
                aras_model_hint(model, ARAS_NAMED_OUTCOME, id).text);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static int pick_extreme(struct wanted *wanted, const struct aras_side *side,
                        uint64_t worlds, const char *text)
{
    const struct aras_model *model = side->session.scenario->model;
    struct aras_error error = {0};
    struct aras_pick pick;
    int outcome;
    bool least;
    int code = read_extreme(text, model, &outcome, &least);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (aras_pick_extreme(side->run, model, worlds, (size_t) outcome, least, &pick,
                          &error) != ARAS_OK) {
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
    aras_words_outcome(&wanted->why, model, (size_t) outcome, pick.value);
    aras_text_add(&wanted->why, ".");
    return ARAS_EXIT_FINE;
}

static int pick_typical(struct wanted *wanted, const struct aras_side *side,
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
        "frequent endings, in the %zu outcomes told below.",
        aras_number_whole(pick.worlds).text, outcomes->count);
    return ARAS_EXIT_FINE;
}

/* Picks a world of those stored, playing what is missing. */
static int pick(struct wanted *wanted, const char *path,
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

static int find_world(struct wanted *wanted, const char *path,
                      const struct aras_arguments *arguments)
{
    bool numbered = aras_arguments_has(arguments, "--replication");

    *wanted = (struct wanted){.replication = arguments->replication};
    if (numbered + arguments->typical + (arguments->extreme != NULL) > 1) {
        fprintf(stderr,
                "aras: --replication, --typical and --extreme exclude each other\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return numbered ? ARAS_EXIT_FINE : pick(wanted, path, arguments);
}

/* The world that is told is the one that was played before, to the bit; on another
 * machine it may be another. */
static void check_fingerprint(const struct wanted *wanted,
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

/* --- one side ------------------------------------------------------------------------
 */

static int tell(struct aras_chronicle *chronicle, const struct aras_retelling *from,
                const struct aras_arguments *arguments)
{
    struct aras_style style = aras_look(arguments);
    struct aras_chapters chapters = {0};
    struct aras_retelling retelling = *from;
    struct aras_error error = {0};
    enum aras_status status =
        aras_chapters_find(&chapters, chronicle, from->outcomes, from->count, &error);

    retelling.chapters = &chapters;
    if (status == ARAS_OK && arguments->dot) {
        status = aras_report_chronicle_dot(stdout, &retelling, arguments->all, &error);
    } else if (status == ARAS_OK && arguments->json) {
        status = aras_report_chronicle_json(stdout, &retelling, &error);
    } else if (status == ARAS_OK) {
        status = aras_report_chronicle(stdout, &retelling, &style, &error);
    }
    aras_chapters_free(&chapters);
    if (status != ARAS_OK) {
        return aras_complain(&error);
    }
    return chronicle->failed ? ARAS_EXIT_FAILURES : ARAS_EXIT_FINE;
}

static int explain(const struct aras_session *session, const struct wanted *wanted,
                   const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_error error = {0};
    struct aras_watched outcomes = {0};
    struct aras_chronicle *chronicle;
    int code = find_outcomes(&outcomes, model, NULL, arguments);

    if (code == ARAS_EXIT_FINE) {
        chronicle = aras_chronicle_record(model, &session->settings,
                                          wanted->replication, &error);
        if (chronicle == NULL) {
            code = aras_complain(&error);
        } else {
            check_fingerprint(wanted, chronicle);
            code = tell(chronicle,
                        &(struct aras_retelling){.chronicle = chronicle,
                                                 .chosen = wanted->why.data,
                                                 .outcomes = outcomes.outcome,
                                                 .count = outcomes.count},
                        arguments);
        }
        aras_chronicle_free(chronicle);
    }
    aras_watched_free(&outcomes);
    return code;
}

/* --- two sides
 * ------------------------------------------------------------------------ */

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

static const char *name_of(const struct aras_session *session)
{
    return session->stored ? session->facts.name : session->scenario->name;
}

static enum aras_status tell_twins(struct aras_chronicle *a, struct aras_chronicle *b,
                                   struct aras_twin_telling *telling,
                                   const struct aras_arguments *arguments,
                                   struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);
    struct aras_chapters in_a = {0};
    struct aras_chapters in_b = {0};
    struct aras_twins *twins = aras_twins_find(a, b, error);
    enum aras_status status = twins == NULL ? error->status : ARAS_OK;

    if (status == ARAS_OK) {
        status =
            aras_chapters_find(&in_a, a, telling->outcome_a, telling->count, error);
    }
    if (status == ARAS_OK) {
        status =
            aras_chapters_find(&in_b, b, telling->outcome_b, telling->count, error);
    }
    telling->twins = twins;
    telling->a = &in_a;
    telling->b = &in_b;
    if (status == ARAS_OK) {
        status = arguments->json ? aras_report_twins_json(stdout, telling, error)
                                 : aras_report_twins(stdout, telling, &style, error);
    }
    aras_chapters_free(&in_a);
    aras_chapters_free(&in_b);
    aras_twins_free(twins);
    return status;
}

static int check_twins(const struct aras_session *a, const struct aras_session *b,
                       const struct aras_arguments *arguments)
{
    if (arguments->dot) {
        fprintf(stderr, "aras: --dot draws one world; give one scenario\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (a->settings.seed != b->settings.seed ||
        a->settings.group != b->settings.group ||
        a->settings.central != b->settings.central) {
        fprintf(stderr, "aras: the two runs do not share their luck: they were played "
                        "with another --seed, --group or --central\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static int explain_twins(const struct aras_session *a, const struct aras_session *b,
                         const struct wanted *wanted,
                         const struct aras_arguments *arguments)
{
    const struct aras_model *model_a = a->scenario->model;
    const struct aras_model *model_b = b->scenario->model;
    struct aras_watched outcomes = {0};
    struct aras_error error = {0};
    size_t *other = calloc(model_a->outcome_count + 1, sizeof *other);
    struct aras_chronicle *in_a =
        aras_chronicle_record(model_a, &a->settings, wanted->replication, &error);
    struct aras_chronicle *in_b =
        in_a == NULL
            ? NULL
            : aras_chronicle_record(model_b, &b->settings, wanted->replication, &error);
    int code = ARAS_EXIT_FINE;

    if (other == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory to compare two worlds");
    }
    if (other == NULL || in_a == NULL || in_b == NULL) {
        code = aras_complain(&error);
    } else {
        code = find_outcomes(&outcomes, model_a, model_b, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        struct aras_twin_telling telling = {.name_a = name_of(a),
                                            .name_b = name_of(b),
                                            .chosen = wanted->why.data,
                                            .outcome_a = outcomes.outcome,
                                            .outcome_b = other};

        check_fingerprint(wanted, in_a);
        share_outcomes(&outcomes, model_a, model_b, other);
        telling.count = outcomes.count;
        if (tell_twins(in_a, in_b, &telling, arguments, &error) != ARAS_OK) {
            code = aras_complain(&error);
        } else if (in_a->failed || in_b->failed) {
            code = ARAS_EXIT_FAILURES;
        }
    }
    aras_watched_free(&outcomes);
    aras_chronicle_free(in_b);
    aras_chronicle_free(in_a);
    free(other);
    return code;
}

int aras_command_explain(const struct aras_arguments *arguments)
{
    struct aras_session a = {.arena = NULL};
    struct aras_session b = {.arena = NULL};
    struct wanted wanted = {.stored = false};
    struct aras_error error = {0};
    int code;

    if (arguments->words != 1 && arguments->words != 2) {
        return aras_usage("explain");
    }
    code = find_world(&wanted, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE && aras_text_check(&wanted.why, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_session_open(&a, arguments->word[0], arguments);
        if (code == ARAS_EXIT_FINE && arguments->words == 1) {
            code = explain(&a, &wanted, arguments);
        } else if (code == ARAS_EXIT_FINE) {
            code = aras_session_open(&b, arguments->word[1], arguments);
            if (code == ARAS_EXIT_FINE) {
                code = check_twins(&a, &b, arguments);
            }
            if (code == ARAS_EXIT_FINE) {
                code = explain_twins(&a, &b, &wanted, arguments);
            }
            aras_session_close(&b);
        }
        aras_session_close(&a);
    }
    aras_text_free(&wanted.why);
    return code;
}
