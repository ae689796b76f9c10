/* `aras claims`: what the documents say, and what the model says to it. */
#include "scenario/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/claim_verdict.h"
#include "command/command.h"
#include "command/look.h"
#include "command/side.h"
#include "report/table.h"
#include "statistics/holm.h"

enum { USUAL_WORLDS_FOR_CLAIMS = 2000 };

/* One claim within one reading. */
struct row {
    const struct aras_claim *claim;
    char reading[96];
    struct aras_difference difference;
    double margin;
    double p, adjusted;
};

struct table {
    struct row *rows;
    size_t count, capacity;
};

static struct row *add_row(struct table *table)
{
    if (table->count == table->capacity) {
        size_t capacity = 2 * table->capacity + 64;
        struct row *rows = realloc(table->rows, capacity * sizeof *rows);

        if (rows == NULL) {
            return NULL;
        }
        table->rows = rows;
        table->capacity = capacity;
    }
    return &table->rows[table->count++];
}

/* --- tests
 * ---------------------------------------------------------------------------- */

/* The readings that a claim is told in: the options of the model's first variant. */
static bool is_told(const struct aras_reading *reading)
{
    return reading->variant == 0 || reading->variant == ARAS_ALL_WORLDS;
}

static enum aras_status add_rows(struct table *table, const struct aras_claim *claim,
                                 const struct aras_side *against,
                                 const struct aras_contrast *contrast,
                                 struct aras_error *error)
{
    const struct aras_model *model = against->session.scenario->model;
    int outcome = aras_model_find_outcome(model, claim->test.outcome);

    for (size_t i = 0; outcome >= 0 && i < contrast->count; i++) {
        const struct aras_difference *difference = &contrast->difference[i];
        const struct aras_reading *reading =
            &contrast->readings.reading[difference->reading];

        if (difference->outcome_a != (size_t) outcome || !is_told(reading)) {
            continue;
        }

        struct row *row = add_row(table);

        if (row == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a table");
        }
        *row = (struct row){.claim = claim,
                            .difference = *difference,
                            .margin = isnan(claim->test.margin) ? difference->margin
                                                                : claim->test.margin,
                            .p = aras_claim_p(difference)};
        snprintf(row->reading, sizeof row->reading, "%s",
                 reading->variant == ARAS_ALL_WORLDS
                     ? "all"
                     : model->variants[reading->variant].options[reading->option].id);
    }
    return ARAS_OK;
}

static int unknown_outcome(const struct aras_claim *claim)
{
    fprintf(stderr,
            "%s:%d: the outcome '%s' of the test of claim '%s' is no number or "
            "share that both scenarios have\n",
            claim->place.file, claim->place.line, claim->test.outcome, claim->id);
    return ARAS_EXIT_BAD_INPUT;
}

/* The side on which the claim's cause is at work: a scenario, or the other one with
 * something set. */
static int open_cause(struct aras_side *side, const struct aras_claim *claim,
                      uint64_t worlds, const struct aras_arguments *arguments)
{
    struct aras_arguments with = *arguments;

    if (claim->test.set_count == 0) {
        return aras_side_open(side, claim->test.scenario, worlds, arguments);
    }
    for (size_t i = 0; i < claim->test.set_count && i < ARAS_MOST_WORDS; i++) {
        with.setting[with.settings++] = claim->test.set[i];
    }
    aras_side_close(side);

    int code = aras_side_open(side, claim->test.scenario, worlds, &with);

    /* The next claim may ask for the same file without these settings. */
    side->path = side->path == NULL ? NULL : "";
    return code;
}

static int test_claims(const struct aras_claims *claims,
                       const struct aras_arguments *arguments, struct table *table)
{
    struct aras_side against = {.path = NULL};
    struct aras_side scenario = {.path = NULL};
    struct aras_error error = {0};
    int code = ARAS_EXIT_FINE;

    uint64_t worlds = arguments->until != NULL       ? 0
                      : arguments->replications == 0 ? USUAL_WORLDS_FOR_CLAIMS
                                                     : arguments->replications;

    for (size_t i = 0; i < claims->count && code == ARAS_EXIT_FINE; i++) {
        const struct aras_claim *claim = &claims->claims[i];
        struct aras_contrast *contrast;
        size_t before = table->count;

        if (!claim->has_test) {
            continue;
        }
        code = aras_side_open(&against, claim->test.against, USUAL_WORLDS_FOR_CLAIMS,
                              arguments);
        if (code == ARAS_EXIT_FINE) {
            code = open_cause(&scenario, claim, worlds, arguments);
        }
        if (code != ARAS_EXIT_FINE) {
            break;
        }
        contrast = aras_contrast_of_runs(against.run, against.session.scenario->model,
                                         scenario.run, scenario.session.scenario->model,
                                         worlds, &error);
        if (contrast == NULL ||
            add_rows(table, claim, &against, contrast, &error) != ARAS_OK) {
            aras_error_within(&error, "the test of claim '%s', %s:%d", claim->id,
                              claim->place.file, claim->place.line);
            code = aras_complain(&error);
        } else if (table->count == before) {
            code = unknown_outcome(claim);
        }
        aras_contrast_free(contrast);
    }
    aras_side_close(&scenario);
    aras_side_close(&against);
    return code;
}

static int adjust(struct table *table)
{
    double *p = calloc(2 * table->count + 1, sizeof *p);
    struct aras_error error = {0};
    int code = ARAS_EXIT_FINE;

    if (p == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory to adjust the tests");
        return aras_complain(&error);
    }
    for (size_t i = 0; i < table->count; i++) {
        p[i] = table->rows[i].p;
    }
    if (aras_holm(p, table->count, p + table->count, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    for (size_t i = 0; i < table->count; i++) {
        table->rows[i].adjusted = p[table->count + i];
    }
    free(p);
    return code;
}

/* --- telling
 * -------------------------------------------------------------------------- */

static enum aras_claim_verdict verdict_of(const struct row *row)
{
    return aras_claim_judge(&row->difference, row->adjusted, row->claim->test.sign,
                            isnan(row->margin) ? 0.0 : row->margin,
                            row->claim->typed != NULL);
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

static int print_tests(const struct table *table,
                       const struct aras_arguments *arguments)
{
    static const struct aras_table_column columns[] = {
        {"CLAIM", false, false},   {"SAYS", false, false},  {"", false, true},
        {"READING", false, false}, {"CHANGE", true, false}, {"P (HOLM)", true, false},
        {"VERDICT", false, false}};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    struct aras_table *print = aras_table_new(columns, 7, &style, &error);
    const struct aras_claim *last = NULL;

    if (print == NULL) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        bool first = row->claim != last;
        enum aras_claim_verdict verdict = verdict_of(row);

        last = row->claim;
        aras_table_row(print, 0);
        aras_table_cell(print, ARAS_STRONG, "%s", first ? row->claim->id : "");
        aras_table_cell(print, ARAS_PLAIN, "%s%c",
                        first ? row->claim->test.outcome : "",
                        first ? row->claim->test.sign : ' ');
        aras_table_cell(print, ARAS_FAINT, "%s", first ? row->claim->text : "");
        aras_table_cell(print, ARAS_PLAIN, "%s", row->reading);
        aras_table_cell(print, ARAS_PLAIN, "%+.2g +- %.1g", row->difference.difference,
                        row->difference.error);
        aras_table_cell(print, ARAS_PLAIN, row->adjusted < 0.0001 ? "<0.0001" : "%.2g",
                        row->adjusted);
        aras_table_cell(print,
                        verdict <= ARAS_CLAIM_EMERGENT       ? ARAS_GOOD
                        : verdict == ARAS_CLAIM_INCONCLUSIVE ? ARAS_PLAIN
                                                             : ARAS_WARNING,
                        "%s", aras_claim_verdict_name(verdict));
    }

    enum aras_status status = aras_table_print(print, stdout, &error);

    aras_table_free(print);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static void print_csv(const struct table *table)
{
    printf("claim,kind,outcome,sign,reading,change,error,margin,p,p_holm,verdict\n");
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];

        printf("%s,%s,%s,%c,%s,%.17g,%.17g,%.17g,%.17g,%.17g,%s\n", row->claim->id,
               row->claim->kind, row->claim->test.outcome, row->claim->test.sign,
               row->reading, row->difference.difference, row->difference.error,
               row->margin, row->p, row->adjusted,
               aras_claim_verdict_name(verdict_of(row)));
    }
}

static int tell(const struct aras_claims *claims, const struct table *table,
                const struct aras_arguments *arguments)
{
    int code;

    if (arguments->csv) {
        print_csv(table);
        return ARAS_EXIT_FINE;
    }
    print_coverage(claims);
    if (arguments->all) {
        print_all_claims(claims);
    }
    printf("\n");
    code = print_tests(table, arguments);
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
    struct table table = {.rows = NULL};
    int code = test_claims(claims, arguments, &table);

    if (code == ARAS_EXIT_FINE) {
        code = adjust(&table);
    }
    if (code == ARAS_EXIT_FINE) {
        code = tell(claims, &table, arguments);
    }
    free(table.rows);
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
        code = answer(reading.claims, arguments);
    }
    aras_arena_free(reading.problems.arena);
    return code;
}
