/* `aras claims`: what the documents say, and what the model says to it. */
#include "scenario/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/claim_verdict.h"
#include "command/command.h"
#include "command/look.h"
#include "command/session.h"
#include "command/trial.h"
#include "report/table.h"

enum { USUAL_WORLDS_FOR_CLAIMS = 2000 };

/* The claims that are tested, as trials, and what came of them. */
struct tests {
    const struct aras_claims *claims;
    const struct aras_claim **of; /* of each trial */
    struct aras_trial *trial;
    size_t count;
    struct aras_findings findings;
};

/* --- tests
 * ---------------------------------------------------------------------------- */

static int list_tests(struct tests *tests)
{
    const struct aras_claims *claims = tests->claims;
    struct aras_error error = {0};

    tests->of = calloc(claims->count + 1, sizeof *tests->of);
    tests->trial = calloc(claims->count + 1, sizeof *tests->trial);
    if (tests->of == NULL || tests->trial == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for %zu claims",
                       claims->count);
        return aras_complain(&error);
    }
    for (size_t i = 0; i < claims->count; i++) {
        const struct aras_claim *claim = &claims->claims[i];

        if (!claim->has_test) {
            continue;
        }
        tests->of[tests->count] = claim;
        tests->trial[tests->count++] = (struct aras_trial){
            .against = claim->test.against,
            .scenario = claim->test.scenario,
            .set = claim->test.set,
            .set_count = claim->test.set_count,
            .statement = {claim->test.outcome, claim->test.sign, claim->test.margin},
            .what = claim->id,
            .place = claim->place};
    }
    return ARAS_EXIT_FINE;
}

static int test_claims(struct tests *tests, const struct aras_arguments *arguments)
{
    struct aras_trial_record record;
    struct aras_error error = {0};
    int code = aras_trials_play(tests->trial, tests->count, USUAL_WORLDS_FOR_CLAIMS,
                                arguments, &tests->findings, &record);

    for (size_t i = 0; i < tests->findings.count; i++) {
        struct aras_finding *finding = &tests->findings.finding[i];

        finding->p = aras_claim_p(&finding->difference);
    }
    if (code == ARAS_EXIT_FINE &&
        aras_findings_adjust(&tests->findings, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    return code;
}

/* --- what is typed
 * --------------------------------------------------------------------- */

struct typed {
    const struct aras_claims *claims;
    const struct aras_claim *of; /* one whose scenario is looked at; NULL: all */
    const struct aras_model *model;
    struct aras_problems *problems;
};

static void check_links(void *opaque)
{
    const struct typed *typed = opaque;

    if (typed->of != NULL) {
        aras_links_check_scenario(&typed->of->links, typed->model,
                                  typed->of->typed_place, typed->problems);
        return;
    }
    for (size_t i = 0; i < typed->claims->count; i++) {
        const struct aras_claim *claim = &typed->claims->claims[i];

        aras_links_check(&claim->links, typed->model, claim->typed_place,
                         typed->problems);
    }
}

static int check_in_model(struct typed *typed, const char *path)
{
    static const struct aras_arguments nothing = {.group = 1};
    struct aras_session session;
    struct aras_error error = {0};
    int code = aras_session_open(&session, path, &nothing);

    if (code == ARAS_EXIT_FINE) {
        typed->model = session.scenario->model;
        if (aras_arena_try(typed->problems->arena, check_links, typed, &error) !=
            ARAS_OK) {
            code = aras_complain(&error);
        }
    }
    aras_session_close(&session);
    return code;
}

/* What `typed` says of the model is so, or the register says something wrong of it. */
static int check_typed(const struct aras_claims *claims, struct aras_problems *problems)
{
    struct typed typed = {.claims = claims, .problems = problems};
    int code =
        claims->model == NULL ? ARAS_EXIT_FINE : check_in_model(&typed, claims->model);

    for (size_t i = 0; i < claims->count && code == ARAS_EXIT_FINE; i++) {
        typed.of = &claims->claims[i];
        if (aras_links_have(&typed.of->links, ARAS_LINK_SCENARIO)) {
            code = check_in_model(&typed, typed.of->test.scenario);
        }
    }
    if (problems->mistakes > 0) {
        aras_print_problems(problems, true);
        return ARAS_EXIT_BAD_INPUT;
    }
    return code;
}

/* --- telling
 * -------------------------------------------------------------------------- */

static enum aras_claim_verdict verdict_of(const struct tests *tests,
                                          const struct aras_finding *finding)
{
    const struct aras_claim *claim = tests->of[finding->statement];

    return aras_claim_judge(&finding->difference, finding->adjusted, claim->test.sign,
                            isnan(finding->margin) ? 0.0 : finding->margin,
                            claim->typed != NULL);
}

static void print_coverage(const struct aras_claims *claims)
{
    size_t modelled = 0;
    size_t tested = 0;

    for (size_t i = 0; i < claims->count; i++) {
        modelled += claims->claims[i].by != NULL;
        tested += claims->claims[i].has_test;
    }
    printf(
        "%s\n%zu claims: %zu are represented in the model, %zu are not (each with its "
        "reason), %zu with a direction are tested\n",
        claims->title == NULL ? "" : claims->title, claims->count, modelled,
        claims->count - modelled, tested);
}

static void print_all_claims(const struct aras_claims *claims)
{
    for (size_t i = 0; i < claims->count; i++) {
        const struct aras_claim *claim = &claims->claims[i];

        printf("\n%-8s %s (%s)\n         %s%s\n", claim->id, claim->text, claim->kind,
               claim->by != NULL ? "by: " : "not modelled: ",
               claim->by != NULL ? claim->by : claim->reason);
    }
}

static void fill_row(const struct tests *tests, struct aras_table *table,
                     const struct aras_finding *finding, bool first)
{
    const struct aras_claim *claim = tests->of[finding->statement];
    enum aras_claim_verdict verdict = verdict_of(tests, finding);

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_STRONG, "%s", first ? claim->id : "");
    aras_table_cell(table, ARAS_PLAIN, "%s%c", first ? claim->test.outcome : "",
                    first ? claim->test.sign : ' ');
    aras_table_cell(table, ARAS_FAINT, "%s", first ? claim->text : "");
    aras_table_cell(table, ARAS_PLAIN, "%s", finding->reading);
    aras_table_cell(table, ARAS_PLAIN, "%+.2g +- %.1g", finding->difference.difference,
                    finding->difference.error);
    aras_table_cell(table, ARAS_PLAIN, finding->adjusted < 0.0001 ? "<0.0001" : "%.2g",
                    finding->adjusted);
    aras_table_cell(table,
                    verdict <= ARAS_CLAIM_EMERGENT       ? ARAS_GOOD
                    : verdict == ARAS_CLAIM_INCONCLUSIVE ? ARAS_PLAIN
                                                         : ARAS_WARNING,
                    "%s", aras_claim_verdict_name(verdict));
}

static int print_tests(const struct tests *tests,
                       const struct aras_arguments *arguments)
{
    static const struct aras_table_column columns[] = {
        {"CLAIM", false, false},   {"SAYS", false, false},  {"", false, true},
        {"READING", false, false}, {"CHANGE", true, false}, {"P (HOLM)", true, false},
        {"VERDICT", false, false}};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    struct aras_table *table = aras_table_new(columns, 7, &style, &error);
    enum aras_status status;

    if (table == NULL) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < tests->findings.count; i++) {
        const struct aras_finding *finding = &tests->findings.finding[i];

        fill_row(tests, table, finding,
                 i == 0 || finding[-1].statement != finding->statement);
    }
    status = aras_table_print(table, stdout, &error);
    aras_table_free(table);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static void print_csv(const struct tests *tests)
{
    printf("claim,kind,outcome,sign,reading,change,error,margin,p,p_holm,verdict\n");
    for (size_t i = 0; i < tests->findings.count; i++) {
        const struct aras_finding *finding = &tests->findings.finding[i];
        const struct aras_claim *claim = tests->of[finding->statement];

        printf("%s,%s,%s,%c,%s,%.17g,%.17g,%.17g,%.17g,%.17g,%s\n", claim->id,
               claim->kind, claim->test.outcome, claim->test.sign, finding->reading,
               finding->difference.difference, finding->difference.error,
               finding->margin, finding->p, finding->adjusted,
               aras_claim_verdict_name(verdict_of(tests, finding)));
    }
}

static int tell(const struct tests *tests, const struct aras_arguments *arguments)
{
    int code;

    if (arguments->csv) {
        print_csv(tests);
        return ARAS_EXIT_FINE;
    }
    print_coverage(tests->claims);
    if (arguments->all) {
        print_all_claims(tests->claims);
    }
    printf("\n");
    code = print_tests(tests, arguments);
    printf(
        "\nbuilt in: consistent within the model, and the sign is typed into it. "
        "emergent: consistent, from\n  other mechanisms. offset: typed in, and undone "
        "by others. contrary: the model says otherwise.\n  inconclusive: more worlds "
        "may tell. It is the model that is asked, never the world.\n");
    return code;
}

struct reading {
    const char *path;
    struct aras_problems problems;
    const struct aras_claims *claims;
};

static void read_claims(void *opaque)
{
    struct reading *reading = opaque;

    reading->claims = aras_claims_read(reading->path, &reading->problems);
}

static int answer(const struct aras_claims *claims,
                  const struct aras_arguments *arguments)
{
    struct tests tests = {.claims = claims};
    int code = list_tests(&tests);

    if (code == ARAS_EXIT_FINE) {
        code = test_claims(&tests, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = tell(&tests, arguments);
    }
    aras_findings_free(&tests.findings);
    free(tests.trial);
    free(tests.of);
    return code;
}

int aras_command_claims(const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    struct reading reading = {.path =
                                  arguments->words == 1 ? arguments->word[0] : NULL};
    int code = ARAS_EXIT_FINE;

    if (arguments->words != 1 || arguments->settings > 0) {
        return aras_usage("claims");
    }
    reading.problems.arena = aras_arena_new(&error);
    if (reading.problems.arena == NULL ||
        aras_arena_try(reading.problems.arena, read_claims, &reading, &error) !=
            ARAS_OK) {
        code = aras_complain(&error);
    } else if (reading.claims == NULL) {
        aras_print_problems(&reading.problems, true);
        code = ARAS_EXIT_BAD_INPUT;
    } else {
        code = check_typed(reading.claims, &reading.problems);
        if (code == ARAS_EXIT_FINE) {
            code = answer(reading.claims, arguments);
        }
    }
    aras_arena_free(reading.problems.arena);
    return code;
}
