#include "report/expect_report.h"

#include <inttypes.h>
#include <string.h>

#include "report/data.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED;
}

static bool begins(const struct aras_findings *findings, size_t number)
{
    return number == 0 || findings->finding[number - 1].statement !=
                              findings->finding[number].statement;
}

/* --- counts ----------------------------------------------------------------------- */

static void count_one(struct aras_expect_tally *tally, bool all_hold, bool one_does_not)
{
    tally->expectations++;
    tally->do_not += one_does_not;
    tally->hold += all_hold && !one_does_not;
    tally->inconclusive += !all_hold && !one_does_not;
}

struct aras_expect_tally aras_expect_count(const struct aras_expected *expected,
                                           const struct aras_findings *findings)
{
    struct aras_expect_tally tally = {.findings = findings->count};
    bool all_hold = true;
    bool one_does_not = false;

    for (size_t i = 0; i < findings->count; i++) {
        const struct aras_finding *finding = &findings->finding[i];
        enum aras_expect_verdict verdict =
            aras_expect_judge(finding, expected[finding->statement].sign);

        if (begins(findings, i)) {
            all_hold = true;
            one_does_not = false;
        }
        all_hold = all_hold && verdict == ARAS_EXPECT_HOLDS;
        one_does_not = one_does_not || verdict == ARAS_EXPECT_DOES_NOT;
        if (i + 1 == findings->count || begins(findings, i + 1)) {
            count_one(&tally, all_hold, one_does_not);
        }
    }
    return tally;
}

/* --- text ------------------------------------------------------------------------- */

static void put_expected(struct aras_table *table, const struct aras_expected *expected)
{
    bool share = is_share(expected->kind);
    const char *how = expected->sign == '+'   ? "higher"
                      : expected->sign == '-' ? "lower"
                                              : "the same";
    const char *by = expected->sign == '0' ? " within " : " by more than ";
    const char *open = expected->claim == NULL ? "" : " (";
    const char *close = expected->claim == NULL ? "" : ")";
    const char *claim = expected->claim == NULL ? "" : expected->claim;

    if (expected->margin > 0.0) {
        aras_table_cell(table, ARAS_PLAIN, "%s: %s%s%.3g%s%s%s%s", expected->title, how,
                        by, (share ? 100.0 : 1.0) * expected->margin,
                        share ? " pp" : "", open, claim, close);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%s: %s%s%s%s", expected->title, how, open,
                        claim, close);
    }
}

static void put_interval(struct aras_table *table, const struct aras_finding *finding,
                         bool share, const struct aras_style *style)
{
    const struct aras_difference *difference = &finding->difference;

    if (difference->error <= aras_number_dust(difference->difference)) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        difference->difference == 0.0 ? "no difference"
                                                      : "in each world");
    } else {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_number_change_range(difference->interval, 0.0, share, style).text);
    }
}

static void put_verdict(struct aras_table *table, enum aras_expect_verdict verdict)
{
    static const enum aras_tone tones[] = {ARAS_GOOD, ARAS_WARNING, ARAS_PLAIN};

    aras_table_cell(table, tones[verdict], "%s", aras_expect_verdict_name(verdict));
}

static void add_finding(struct aras_table *table, const struct aras_finding *finding,
                        const struct aras_expected *expected, bool first,
                        const struct aras_style *style)
{
    const struct aras_difference *difference = &finding->difference;
    bool share = is_share(expected->kind);

    aras_table_row(table, 1);
    if (first) {
        put_expected(table, expected);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%s", "");
    }
    aras_table_cell(table, ARAS_PLAIN, "%s", finding->reading);
    aras_table_cell(
        table, ARAS_STRONG, "%s",
        aras_number_change(difference->difference, difference->interval, share).text);
    put_interval(table, finding, share, style);
    aras_table_cell(table, ARAS_PLAIN, finding->adjusted < 0.0001 ? "<0.0001" : "%.2g",
                    finding->adjusted);
    put_verdict(table, aras_expect_judge(finding, expected->sign));
}

static bool is_other_pair(const struct aras_expected *a, const struct aras_expected *b)
{
    return strcmp(a->scenario, b->scenario) != 0 || strcmp(a->against, b->against) != 0;
}

static enum aras_status print_table(FILE *file, const struct aras_expected *expected,
                                    const struct aras_findings *findings,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "SCENARIO, AND WHAT IT EXPECTS", .wrap = true},
        {.heading = "IF"},
        {.heading = "CHANGE", .right = true},
        {.heading = "95 %", .right = true},
        {.heading = "P (HOLM)", .right = true},
        {.heading = "VERDICT"}};
    struct aras_table *table = aras_table_new(columns, 6, style, error);
    const struct aras_expected *last = NULL;
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < findings->count; i++) {
        const struct aras_finding *finding = &findings->finding[i];
        const struct aras_expected *now = &expected[finding->statement];

        if (last == NULL || is_other_pair(last, now)) {
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_STRONG, "%s against %s", now->scenario,
                            now->against);
        }
        last = now;
        add_finding(table, finding, now, begins(findings, i), style);
    }
    status = aras_table_print(table, file, error);
    aras_table_free(table);
    return status;
}

static const char *plural(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

enum aras_status aras_report_expect(FILE *file, const struct aras_expected *expected,
                                    const struct aras_findings *findings,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    struct aras_expect_tally tally = aras_expect_count(expected, findings);

    if (print_table(file, expected, findings, style, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', file);
    return aras_legend_say(
        file, style, error,
        "Within the model, of %zu %s %zu %s in every reading, %zu %s not hold in one "
        "or "
        "more, and %zu %s inconclusive (more worlds may tell: -n). P: of so great a "
        "distance from the margin by chance alone, by Holm for %zu %s together; below "
        "0.05 it is judged. It is the model that is asked, never the world.",
        tally.expectations, plural(tally.expectations, "expectation", "expectations"),
        tally.hold, plural(tally.hold, "holds", "hold"), tally.do_not,
        plural(tally.do_not, "does", "do"), tally.inconclusive,
        plural(tally.inconclusive, "is", "are"), tally.findings,
        plural(tally.findings, "row", "rows"));
}

/* --- for programs ----------------------------------------------------------------- */

static void add_data(struct aras_data *data, const struct aras_expected *expected,
                     const struct aras_finding *finding)
{
    const struct aras_difference *difference = &finding->difference;
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "scenario", expected->scenario);
    aras_data_text(&item, "against", expected->against);
    aras_data_text(&item, "outcome", expected->outcome);
    aras_data_text(&item, "title", expected->title);
    aras_data_text(&item, "kind", aras_data_kind(expected->kind));
    aras_data_text(&item, "unit", expected->unit);
    aras_data_text(&item, "sign", (char[]){expected->sign, '\0'});
    aras_data_text(&item, "claim", expected->claim);
    aras_data_text(&item, "file", expected->place.file);
    aras_data_whole(&item, "line", (uint64_t) expected->place.line);
    aras_data_text(&item, "reading", finding->reading);
    aras_data_whole(&item, "worlds", difference->worlds);
    aras_data_real(&item, "sets", finding->sets);
    aras_data_real(&item, "a", difference->a);
    aras_data_real(&item, "b", difference->b);
    aras_data_real(&item, "difference", difference->difference);
    aras_data_interval(&item, "interval", difference->interval);
    aras_data_real(&item, "margin", finding->margin);
    aras_data_real(&item, "p", finding->p);
    aras_data_real(&item, "p_holm", finding->adjusted);
    aras_data_text(
        &item, "verdict",
        aras_expect_verdict_name(aras_expect_judge(finding, expected->sign)));
    aras_data_append(data, "findings", item);
}

enum aras_status aras_report_expect_json(FILE *file,
                                         const struct aras_expected *expected,
                                         const struct aras_findings *findings,
                                         struct aras_error *error)
{
    struct aras_expect_tally tally = aras_expect_count(expected, findings);
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras expect report 1");
    aras_data_whole(&data, "expectations", tally.expectations);
    aras_data_whole(&data, "hold", tally.hold);
    aras_data_whole(&data, "do_not_hold", tally.do_not);
    aras_data_whole(&data, "inconclusive", tally.inconclusive);
    aras_data_real(&data, "level", 0.95);
    aras_data_list(&data, "findings");
    for (size_t i = 0; i < findings->count; i++) {
        add_data(&data, &expected[findings->finding[i].statement],
                 &findings->finding[i]);
    }
    return aras_data_write(&data, file, error);
}

enum aras_status aras_report_expect_csv(FILE *file,
                                        const struct aras_expected *expected,
                                        const struct aras_findings *findings,
                                        struct aras_error *error)
{
    fputs("scenario,against,outcome,sign,claim,reading,worlds,a,b,difference,"
          "interval_low,interval_high,margin,p,p_holm,verdict\n",
          file);
    for (size_t i = 0; i < findings->count; i++) {
        const struct aras_finding *finding = &findings->finding[i];
        const struct aras_expected *of = &expected[finding->statement];
        const struct aras_difference *difference = &finding->difference;

        fprintf(file, "%s,%s,%s,%c,%s,%s,%" PRIu64, of->scenario, of->against,
                of->outcome, of->sign, of->claim == NULL ? "" : of->claim,
                finding->reading, difference->worlds);
        aras_data_put_real(file, difference->a);
        aras_data_put_real(file, difference->b);
        aras_data_put_real(file, difference->difference);
        aras_data_put_interval(file, difference->interval);
        aras_data_put_real(file, finding->margin);
        aras_data_put_real(file, finding->p);
        aras_data_put_real(file, finding->adjusted);
        fprintf(file, ",%s\n",
                aras_expect_verdict_name(aras_expect_judge(finding, of->sign)));
    }
    return aras_legend_check(file, error);
}
