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
#include "report/data.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

enum { USUAL_WORLDS_FOR_CLAIMS = 2000 };

/* What a scenario would be told to cut the links of a claim; count 0: they cannot be.
 */
struct cuts {
    const char *const *text; /* "cut csto_exit -> level[armenia,russia,guarantee]" */
    size_t count;
};

/* The claims that are tested, as trials, and what came of them. */
struct tests {
    const struct aras_claims *claims;
    const struct aras_claim **of; /* of each trial */
    struct aras_trial *trial;
    size_t count;
    struct aras_findings findings;

    /* --ablate: the tests that are built in, with their links cut. */
    const struct cuts *cuts; /* of each claim of the register */
    size_t *ablated;         /* of each trial of `cut`: the number of the test */
    struct aras_trial *cut;
    size_t cut_count;
    struct aras_findings without;
};

/* --- tests ------------------------------------------------------------------------ */

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

static int play(const struct aras_trial *trials, size_t count,
                const struct aras_arguments *arguments, struct aras_findings *findings)
{
    struct aras_trial_record record;
    struct aras_error error = {0};
    int code = aras_trials_play(trials, count, USUAL_WORLDS_FOR_CLAIMS, arguments,
                                findings, &record);

    for (size_t i = 0; i < findings->count; i++) {
        findings->finding[i].p = aras_claim_p(&findings->finding[i]);
    }
    if (code == ARAS_EXIT_FINE && aras_findings_adjust(findings, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    return code;
}

static enum aras_claim_verdict verdict_of(const struct tests *tests,
                                          const struct aras_finding *finding)
{
    const struct aras_claim *claim = tests->of[finding->statement];

    return aras_claim_judge(&finding->difference, finding->adjusted, claim->test.sign,
                            isnan(finding->margin) ? 0.0 : finding->margin,
                            claim->typed != NULL);
}

/* --- with links cut --------------------------------------------------------------- */

static bool is_built_in(const struct tests *tests, size_t test)
{
    for (size_t i = 0; i < tests->findings.count; i++) {
        const struct aras_finding *finding = &tests->findings.finding[i];

        if (finding->statement == test &&
            verdict_of(tests, finding) == ARAS_CLAIM_BUILT_IN) {
            return true;
        }
    }
    return false;
}

static int list_cuts(struct tests *tests)
{
    struct aras_error error = {0};

    tests->ablated = calloc(tests->count + 1, sizeof *tests->ablated);
    tests->cut = calloc(tests->count + 1, sizeof *tests->cut);
    if (tests->ablated == NULL || tests->cut == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for %zu claims",
                       tests->count);
        return aras_complain(&error);
    }
    for (size_t i = 0; i < tests->count; i++) {
        const struct cuts *cuts =
            &tests->cuts[(size_t) (tests->of[i] - tests->claims->claims)];
        struct aras_trial *cut = &tests->cut[tests->cut_count];

        if (cuts->count > 0 && is_built_in(tests, i)) {
            *cut = tests->trial[i];
            cut->both = cuts->text;
            cut->both_count = cuts->count;
            tests->ablated[tests->cut_count++] = i;
        }
    }
    return ARAS_EXIT_FINE;
}

static int test_without(struct tests *tests, const struct aras_arguments *arguments)
{
    int code = list_cuts(tests);

    return code == ARAS_EXIT_FINE
               ? play(tests->cut, tests->cut_count, arguments, &tests->without)
               : code;
}

/* The same test in the same reading before anything was cut; NULL: there is none. */
static const struct aras_finding *before(const struct tests *tests,
                                         const struct aras_finding *without)
{
    for (size_t i = 0; i < tests->findings.count; i++) {
        const struct aras_finding *finding = &tests->findings.finding[i];

        if (finding->statement == tests->ablated[without->statement] &&
            strcmp(finding->reading, without->reading) == 0) {
            return finding;
        }
    }
    return NULL;
}

/* Without its link a claim that is still so is held by others. */
static const char *carrier_of(const struct tests *tests,
                              const struct aras_finding *without)
{
    const struct aras_claim *claim = tests->of[tests->ablated[without->statement]];

    switch (aras_claim_judge(&without->difference, without->adjusted, claim->test.sign,
                             isnan(without->margin) ? 0.0 : without->margin, false)) {
    case ARAS_CLAIM_EMERGENT:
        return "others hold it too";
    case ARAS_CLAIM_CONTRARY:
        return "carried by the link";
    case ARAS_CLAIM_BUILT_IN:
    case ARAS_CLAIM_OFFSET:
    case ARAS_CLAIM_INCONCLUSIVE:
        break;
    }
    return "inconclusive";
}

/* --- what is typed ---------------------------------------------------------------- */

struct typed {
    const struct aras_claims *claims;
    const struct aras_claim *of; /* one whose scenario is looked at; NULL: all */
    const struct aras_model *model;
    struct aras_problems *problems;
    struct cuts *cuts; /* made for each claim, in the arena of the problems */
};

static void make_cuts(const struct typed *typed, const struct aras_links *links,
                      struct cuts *cuts)
{
    struct aras_arena *arena = typed->problems->arena;
    const char **text = aras_arena_array(arena, links->count, sizeof *text);

    for (size_t i = 0; i < links->count; i++) {
        const struct aras_link *link = &links->link[i];

        if (!aras_link_can_be_cut(link, typed->model, arena)) {
            return;
        }
        text[i] =
            aras_arena_print(arena, "cut %s %s %s", link->of,
                             link->kind == ARAS_LINK_READS ? "<-" : "->", link->name);
    }
    *cuts = (struct cuts){text, links->count};
}

static void check_links(void *opaque)
{
    struct typed *typed = opaque;

    if (typed->of != NULL) {
        aras_links_check_scenario(&typed->of->links, typed->model,
                                  typed->of->typed_place, typed->problems);
        return;
    }
    typed->cuts = aras_arena_array(typed->problems->arena, typed->claims->count,
                                   sizeof *typed->cuts);
    for (size_t i = 0; i < typed->claims->count; i++) {
        const struct aras_claim *claim = &typed->claims->claims[i];

        aras_links_check(&claim->links, typed->model, claim->typed_place,
                         typed->problems);
        make_cuts(typed, &claim->links, &typed->cuts[i]);
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
static int check_typed(const struct aras_claims *claims, struct aras_problems *problems,
                       const struct cuts **cuts)
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
    *cuts = typed.cuts;
    return code;
}

/* --- telling ---------------------------------------------------------------------- */

static int print_coverage(const struct aras_claims *claims,
                          const struct aras_arguments *arguments)
{
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    size_t modelled = 0;
    size_t tested = 0;

    for (size_t i = 0; i < claims->count; i++) {
        modelled += claims->claims[i].by != NULL;
        tested += claims->claims[i].has_test;
    }
    if (claims->title != NULL) {
        printf("%s\n", claims->title);
    }
    return aras_legend_say(stdout, &style, &error,
                           "%zu claims: %zu are represented in the model, %zu are not "
                           "(each with its reason), %zu with a direction are tested",
                           claims->count, modelled, claims->count - modelled,
                           tested) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}

/* "+84 ±9.0 pp"; without an error there are no digits that are known. */
static void put_change(struct aras_table *table,
                       const struct aras_difference *difference,
                       const struct aras_style *style)
{
    bool share = difference->kind == ARAS_HAPPENED;
    struct aras_number change =
        aras_number_change(difference->difference, difference->interval, share);
    char *unit = strstr(change.text, " pp");

    if (!(difference->error < (share ? 1.0 : INFINITY))) {
        aras_table_cell(table, ARAS_FAINT, "unknown");
        return;
    }
    if (difference->error <= aras_number_dust(difference->difference)) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        difference->difference == 0.0 ? "no difference" : change.text);
        return;
    }
    if (unit != NULL) {
        *unit = '\0';
    }
    aras_table_cell(table, ARAS_PLAIN, "%s %s", change.text,
                    aras_number_error(difference->error, share, style).text);
}

static void put_p(struct aras_table *table, double p, const struct aras_style *style)
{
    if (isnan(p)) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
    } else {
        aras_table_cell(table, ARAS_PLAIN, p < 0.0001 ? "<0.0001" : "%.2g", p);
    }
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
                     const struct aras_finding *finding, bool first,
                     const struct aras_style *style)
{
    const struct aras_claim *claim = tests->of[finding->statement];
    enum aras_claim_verdict verdict = verdict_of(tests, finding);

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_STRONG, "%s", first ? claim->id : "");
    if (first) {
        aras_table_cell(table, ARAS_PLAIN, "%s %s: %s", claim->test.outcome,
                        claim->test.sign == '+' ? "rises" : "falls", claim->text);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%s", "");
    }
    aras_table_cell(table, ARAS_PLAIN, "%s", finding->reading);
    put_change(table, &finding->difference, style);
    put_p(table, finding->adjusted, style);
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
        {.heading = "CLAIM"},
        {.heading = "SAYS", .wrap = true},
        {.heading = "READING"},
        {.heading = "CHANGE", .right = true},
        {.heading = "P (HOLM)", .right = true},
        {.heading = "VERDICT"}};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    struct aras_table *table = aras_table_new(columns, 6, &style, &error);
    enum aras_status status;

    if (table == NULL) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < tests->findings.count; i++) {
        const struct aras_finding *finding = &tests->findings.finding[i];

        fill_row(tests, table, finding,
                 i == 0 || finding[-1].statement != finding->statement, &style);
    }
    status = aras_table_print(table, stdout, &error);
    aras_table_free(table);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int print_ablation(const struct tests *tests,
                          const struct aras_arguments *arguments)
{
    static const struct aras_table_column columns[] = {
        {.heading = "CLAIM"},
        {.heading = "LINK THAT IS CUT", .wrap = true},
        {.heading = "READING"},
        {.heading = "CHANGE", .right = true},
        {.heading = "WITHOUT", .right = true},
        {.heading = "LEFT", .right = true},
        {.heading = "THE EFFECT IS"}};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    struct aras_table *table = aras_table_new(columns, 7, &style, &error);
    enum aras_status status;

    if (table == NULL) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < tests->without.count; i++) {
        const struct aras_finding *without = &tests->without.finding[i];
        const struct aras_finding *with = before(tests, without);
        const struct aras_claim *claim = tests->of[tests->ablated[without->statement]];
        bool first = i == 0 || without[-1].statement != without->statement;

        if (with == NULL || verdict_of(tests, with) != ARAS_CLAIM_BUILT_IN) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", first ? claim->id : "");
        aras_table_cell(table, ARAS_FAINT, "%s", first ? claim->typed : "");
        aras_table_cell(table, ARAS_PLAIN, "%s", without->reading);
        put_change(table, &with->difference, &style);
        put_change(table, &without->difference, &style);
        aras_table_cell(table, ARAS_PLAIN, "%.0f %%",
                        100.0 * without->difference.difference /
                            with->difference.difference);
        aras_table_cell(table, ARAS_PLAIN, "%s", carrier_of(tests, without));
    }
    printf("\n");
    status = aras_table_print(table, stdout, &error);
    aras_table_free(table);
    printf("\nThe tests that are built in, once more with their link cut on both sides "
           "(`cut` of a scenario).\n  Links that are drifts, formulae, rates, "
           "conditions or stakes cannot be cut and are left out.\n");
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

/* What became of a finding without its link; NULL: nothing was cut. */
static const struct aras_finding *after(const struct tests *tests,
                                        const struct aras_finding *finding)
{
    for (size_t i = 0; i < tests->without.count; i++) {
        if (before(tests, &tests->without.finding[i]) == finding) {
            return &tests->without.finding[i];
        }
    }
    return NULL;
}

static void print_csv(const struct tests *tests)
{
    printf("claim,kind,outcome,sign,reading,change,error,margin,p,p_holm,verdict%s\n",
           tests->cut == NULL ? ""
                              : ",change_without,error_without,p_holm_without,carrier");
    for (size_t i = 0; i < tests->findings.count; i++) {
        const struct aras_finding *finding = &tests->findings.finding[i];
        const struct aras_claim *claim = tests->of[finding->statement];

        printf("%s,%s,%s,%c,%s", claim->id, claim->kind, claim->test.outcome,
               claim->test.sign, finding->reading);
        aras_data_put_real(stdout, finding->difference.difference);
        aras_data_put_real(stdout, finding->difference.error);
        aras_data_put_real(stdout, finding->margin);
        aras_data_put_real(stdout, finding->p);
        aras_data_put_real(stdout, finding->adjusted);
        printf(",%s", aras_claim_verdict_name(verdict_of(tests, finding)));

        const struct aras_finding *without = after(tests, finding);

        if (without != NULL) {
            aras_data_put_real(stdout, without->difference.difference);
            aras_data_put_real(stdout, without->difference.error);
            aras_data_put_real(stdout, without->adjusted);
            printf(",%s", carrier_of(tests, without));
        } else if (tests->cut != NULL) {
            printf(",,,,");
        }
        printf("\n");
    }
}

/* --- for programs ----------------------------------------------------------------- */

static void add_claim(struct aras_data *data, const struct aras_claim *claim)
{
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "claim", claim->id);
    aras_data_text(&item, "text", claim->text);
    aras_data_text(&item, "kind", claim->kind);
    aras_data_text(&item, "by", claim->by);
    aras_data_text(&item, "reason", claim->reason);
    aras_data_text(&item, "typed", claim->typed);
    aras_data_truth(&item, "tested", claim->has_test);
    aras_data_append(data, "claims", item);
}

static void add_numbers(struct aras_data *item, const struct aras_finding *finding)
{
    aras_data_real(item, "a", finding->difference.a);
    aras_data_real(item, "b", finding->difference.b);
    aras_data_real(item, "difference", finding->difference.difference);
    aras_data_interval(item, "interval", finding->difference.interval);
    aras_data_real(item, "p", finding->p);
    aras_data_real(item, "p_holm", finding->adjusted);
}

static void add_test(struct aras_data *data, const struct tests *tests,
                     const struct aras_finding *finding)
{
    const struct aras_claim *claim = tests->of[finding->statement];
    const struct aras_finding *without = after(tests, finding);
    const char sign[2] = {claim->test.sign, '\0'};
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "claim", claim->id);
    aras_data_text(&item, "outcome", claim->test.outcome);
    aras_data_text(&item, "sign", sign);
    aras_data_text(&item, "reading", finding->reading);
    aras_data_whole(&item, "worlds", finding->difference.worlds);
    add_numbers(&item, finding);
    aras_data_real(&item, "margin", finding->margin);
    aras_data_text(&item, "verdict",
                   aras_claim_verdict_name(verdict_of(tests, finding)));
    if (without != NULL) {
        struct aras_data cut = aras_data_new();

        add_numbers(&cut, without);
        aras_data_text(&cut, "effect", carrier_of(tests, without));
        aras_data_object(&item, "without_link", cut);
    }
    aras_data_append(data, "tests", item);
}

static int print_json(const struct tests *tests)
{
    const struct aras_claims *claims = tests->claims;
    struct aras_data data = aras_data_new();
    struct aras_error error = {0};

    aras_data_text(&data, "format", "aras claims report 1");
    aras_data_text(&data, "title", claims->title);
    aras_data_list(&data, "claims");
    for (size_t i = 0; i < claims->count; i++) {
        add_claim(&data, &claims->claims[i]);
    }
    aras_data_list(&data, "tests");
    for (size_t i = 0; i < tests->findings.count; i++) {
        add_test(&data, tests, &tests->findings.finding[i]);
    }
    return aras_data_write(&data, stdout, &error) == ARAS_OK ? ARAS_EXIT_FINE
                                                             : aras_complain(&error);
}

/* --- for people ------------------------------------------------------------------- */

static int tell(const struct tests *tests, const struct aras_arguments *arguments)
{
    int code;

    if (arguments->json) {
        return print_json(tests);
    }
    if (arguments->csv) {
        print_csv(tests);
        return ARAS_EXIT_FINE;
    }
    code = print_coverage(tests->claims, arguments);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
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
    if (code == ARAS_EXIT_FINE && arguments->ablate) {
        code = print_ablation(tests, arguments);
    }
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

static int answer(const struct aras_claims *claims, const struct cuts *cuts,
                  const struct aras_arguments *arguments)
{
    struct tests tests = {.claims = claims, .cuts = cuts};
    int code = list_tests(&tests);

    if (code == ARAS_EXIT_FINE) {
        code = play(tests.trial, tests.count, arguments, &tests.findings);
    }
    if (code == ARAS_EXIT_FINE && arguments->ablate && cuts != NULL) {
        code = test_without(&tests, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = tell(&tests, arguments);
    }
    aras_findings_free(&tests.without);
    aras_findings_free(&tests.findings);
    free(tests.cut);
    free(tests.ablated);
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
        const struct cuts *cuts = NULL;

        code = check_typed(reading.claims, &reading.problems, &cuts);
        if (code == ARAS_EXIT_FINE) {
            code = answer(reading.claims, cuts, arguments);
        }
    }
    aras_arena_free(reading.problems.arena);
    return code;
}
