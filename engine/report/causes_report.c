/* Causes of an outcome for people. */
#include "report/causes_report.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"
#include "report/words.h"

#define ALPHA 0.05 /* below it, adjusted, a change is told from chance */

struct report {
    FILE *file;
    const struct aras_causes_told *told;
    const struct aras_causes *causes;
    const struct aras_style *style;
    bool share;    /* the target is a yes or no */
    bool readings; /* there are several */
};

/* --- words --------------------------------------------------------------------------
 */

enum { TITLE = 160 };

struct title {
    char text[TITLE];
};

static struct title title_of(const struct report *report,
                             const struct aras_cause *cause)
{
    struct title title;

    aras_words_event_name(title.text, TITLE, report->told->model, cause->event);
    return title;
}

const char *aras_causes_mark(enum aras_sameness sameness)
{
    switch (sameness) {
    case ARAS_ITSELF:
        return " (the outcome itself)";
    case ARAS_FORM:
        return " (a form of it)";
    case ARAS_APART:
        break;
    }
    return "";
}

static bool any_is(const struct report *report, enum aras_sameness sameness)
{
    for (size_t i = 0; i < report->causes->count; i++) {
        if (report->causes->cause[i].sameness == sameness) {
            return true;
        }
    }
    return false;
}

static const char *reading_of(const struct report *report, size_t number)
{
    return aras_legend_reading(&report->causes->readings, report->told->model,
                               report->causes->told[number]);
}

/* What the target is called: "a Turkic belt ...", "the corridor operates". */
static const char *target_title(const struct report *report)
{
    const struct aras_target *target = &report->causes->target;
    const struct aras_outcome *outcome =
        &report->told->model->outcomes[target->outcome];
    const char *title = target->kind == ARAS_TARGET_OPTION
                            ? outcome->categories[target->option].title
                            : outcome->title;

    return title == NULL || title[0] == '\0' ? report->told->of : title;
}

static struct aras_number percent(double share)
{
    struct aras_number number;

    if (isnan(share)) {
        snprintf(number.text, sizeof number.text, "-");
        return number;
    }
    return aras_number_counted(share);
}

/* "30..60 %": bounds are no estimates, and are widened to whole percents. */
static struct aras_number bounds(struct aras_interval interval)
{
    struct aras_number number;

    if (isnan(interval.low)) {
        snprintf(number.text, sizeof number.text, "-");
    } else {
        snprintf(number.text, sizeof number.text, "%.0f..%.0f %%",
                 fmax(0.0, floor(100.0 * interval.low + 1e-9)),
                 fmax(0.0, ceil(100.0 * interval.high - 1e-9)));
    }
    return number;
}

static bool is_sure(double adjusted)
{
    return adjusted < ALPHA;
}

static struct aras_number p_value(double p)
{
    struct aras_number number;

    if (isnan(p)) {
        snprintf(number.text, sizeof number.text, "-");
    } else if (p < 0.001) {
        snprintf(number.text, sizeof number.text, "<0.001");
    } else {
        snprintf(number.text, sizeof number.text, "%.*f", p < 0.1 ? 3 : 2, p);
    }
    return number;
}

/* --- what was asked -----------------------------------------------------------------
 */

static enum aras_status say_left_out(const struct report *report,
                                     struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;
    struct aras_text text = {0};
    enum aras_status status;

    if (causes->look > 0) {
        aras_text_add(&text,
                      "%s%zu events %s taken out, one at a time, of up to %s of %s "
                      "other worlds; the %zu that changed most there are looked at "
                      "here.",
                      causes->first ? "The first occurrence of " : "",
                      causes->count + causes->passed, causes->first ? "was" : "were",
                      aras_number_whole(causes->look).text,
                      aras_number_whole(causes->pool).text, causes->count);
    } else {
        aras_text_add(&text, "%s%zu event%s %s taken out of the worlds, one at a time.",
                      causes->first ? "The first occurrence of " : "", causes->count,
                      causes->count == 1 ? "" : "s",
                      causes->first || causes->count == 1 ? "was" : "were");
    }
    if (causes->rare > 0) {
        aras_text_add(&text,
                      " Left out: %zu that happened in too few worlds (--least).",
                      causes->rare);
    }
    if (causes->forced > 0) {
        aras_text_add(&text,
                      " Left out: %zu that the scenario itself forces (compare it with "
                      "one without).",
                      causes->forced);
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(report->file, report->style, error, "%s", text.data);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;

    if (aras_legend_say(report->file, report->style, error, "%s",
                        report->told->title) != ARAS_OK ||
        aras_legend_say(report->file, report->style, error,
                        "causes of %s (%s); %s worlds, seed %llu, %s failed",
                        report->told->of, target_title(report),
                        aras_number_whole(causes->worlds).text,
                        (unsigned long long) report->told->seed,
                        aras_number_whole(causes->failed).text) != ARAS_OK) {
        return error->status;
    }
    return say_left_out(report, error);
}

/* Of the outcome itself nothing is learnt: the first other one says more. */
static const struct aras_cause *first_cause(const struct report *report)
{
    const struct aras_causes *causes = report->causes;

    for (size_t i = 0; i < causes->count; i++) {
        if (causes->cause[i].sameness != ARAS_ITSELF) {
            return &causes->cause[i];
        }
    }
    return &causes->cause[0];
}

/* "In 31 % of the worlds ... Were X impossible: 24 % (-7.1 pp ±1.0)." */
static enum aras_status say_first(const struct report *report, struct aras_error *error)
{
    const struct aras_cause *cause = first_cause(report);
    bool sure = false;

    for (size_t r = 0; r < report->causes->told_count; r++) {
        sure = sure || is_sure(cause->effect[r].adjusted);
    }
    if (!sure) {
        return aras_legend_say(report->file, report->style, error,
                               "Taking out any one of these events changes it by no "
                               "more than chance would.");
    }
    for (size_t r = 0; r < report->causes->told_count; r++) {
        const struct aras_cause_effect *effect = &cause->effect[r];

        if (aras_legend_say(
                report->file, report->style, error,
                "%s%sIn %s worlds: %s %s. %s '%s' %s: %s (%s %s).",
                report->readings ? reading_of(report, r) : "",
                report->readings ? ": " : "",
                aras_number_whole((unsigned long long) effect->worlds).text,
                report->told->of,
                aras_number_side(effect->share, effect->change, effect->interval,
                                 report->share)
                    .text,
                report->causes->first ? "Did" : "Were", title_of(report, cause).text,
                report->causes->first ? "not come off the first time" : "impossible",
                aras_number_side(effect->without, effect->change, effect->interval,
                                 report->share)
                    .text,
                aras_number_change(effect->change, effect->interval, report->share)
                    .text,
                aras_number_error(effect->error, report->share, report->style).text) !=
            ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- net changes --------------------------------------------------------------------
 */

static void put_change(struct aras_table *table, const struct report *report,
                       const struct aras_cause_effect *effect)
{
    enum aras_tone tone = is_sure(effect->adjusted) ? ARAS_STRONG : ARAS_FAINT;
    double outcome = effect->both + effect->only_outcome;

    if (report->share) {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            percent((effect->both + effect->only_cause) / effect->worlds).text);
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        percent(outcome > 0.0 ? effect->before / outcome : NAN).text);
    }
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_side(effect->share, effect->change, effect->interval, report->share)
            .text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_side(effect->without, effect->change, effect->interval,
                                     report->share)
                        .text);
    aras_table_cell(
        table, tone, "%s",
        aras_number_change(effect->change, effect->interval, report->share).text);
    aras_table_cell(
        table, tone, "%s",
        aras_number_error(effect->error, report->share, report->style).text);
    aras_table_cell(table, tone, "%s", p_value(effect->adjusted).text);
}

static enum aras_status fill_changes(const struct report *report,
                                     struct aras_table *table, struct aras_error *error)
{
    for (size_t i = 0; i < report->causes->count; i++) {
        const struct aras_cause *cause = &report->causes->cause[i];

        for (size_t r = 0; r < report->causes->told_count; r++) {
            aras_table_row(table, 0);
            if (r == 0) {
                aras_table_cell(table, ARAS_PLAIN, "%zu", i + 1);
                aras_table_cell(table, ARAS_PLAIN, "%s%s", title_of(report, cause).text,
                                aras_causes_mark(cause->sameness));
            } else {
                aras_table_cell(table, ARAS_PLAIN, "%s", "");
                aras_table_cell(table, ARAS_PLAIN, "%s", "");
            }
            if (report->readings) {
                aras_table_cell(table, ARAS_PLAIN, "%s", reading_of(report, r));
            }
            put_change(table, report, &cause->effect[r]);
        }
    }
    return aras_table_print(table, report->file, error);
}

enum { MOST_COLUMNS = 10 };

static enum aras_status print_changes(const struct report *report,
                                      struct aras_error *error)
{
    struct aras_table_column columns[MOST_COLUMNS] = {
        {.heading = "#", .right = true},
        {.heading = report->causes->first ? "WITHOUT THE FIRST" : "WERE IT IMPOSSIBLE",
         .wrap = true}};
    size_t count = 2;
    struct aras_table *table;
    enum aras_status status;

    if (report->readings) {
        columns[count++] = (struct aras_table_column){.heading = "IF"};
    }
    if (report->share) {
        columns[count++] =
            (struct aras_table_column){.heading = "HAPPENS", .right = true};
        columns[count++] =
            (struct aras_table_column){.heading = "BEFORE", .right = true};
    }
    columns[count++] = (struct aras_table_column){.heading = "AS IT IS", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "WITHOUT", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "CHANGE", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "ERROR", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "P", .right = true};
    table = aras_table_new(columns, count, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    status = fill_changes(report, table, error);
    aras_table_free(table);
    return status;
}

/* --- single worlds ------------------------------------------------------------------
 */

static void put_worlds(struct aras_table *table, const struct aras_cause_effect *effect)
{
    double open = effect->open_neither + effect->open_outcome;

    aras_table_cell(table, ARAS_STRONG, "%s", percent(effect->needed).text);
    aras_table_cell(table, ARAS_FAINT, "%s", bounds(effect->needed_bounds).text);
    aras_table_cell(table, ARAS_PLAIN, "%s", percent(effect->gains).text);
    aras_table_cell(table, ARAS_STRONG, "%s", percent(effect->enough).text);
    aras_table_cell(table, ARAS_FAINT, "%s", bounds(effect->enough_bounds).text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    percent(open + effect->closed > 0.0
                                ? effect->closed / (open + effect->closed)
                                : NAN)
                        .text);
}

/* What strips say of an event in a reading; NULL where there is nothing to hold against
 * each other. */
static const struct aras_cause_effect *
by_strips(const struct report *report, const struct aras_cause *cause, size_t reading)
{
    const struct aras_causes *causes = report->causes;
    const struct aras_causes *strips = report->told->strips;

    for (size_t r = 0; strips != NULL && r < strips->told_count; r++) {
        for (size_t i = 0; i < strips->count; i++) {
            if (strips->cause[i].event == cause->event &&
                strips->told[r] == causes->told[reading]) {
                return &strips->cause[i].effect[r];
            }
        }
    }
    return NULL;
}

static bool apart(struct aras_interval a, struct aras_interval b)
{
    return a.low > b.high || b.low > a.high;
}

static bool differs(const struct aras_cause_effect *one,
                    const struct aras_cause_effect *other)
{
    return other != NULL && (apart(one->needed_interval, other->needed_interval) ||
                             apart(one->enough_interval, other->enough_interval));
}

static void put_strips(struct aras_table *table, const struct report *report,
                       const struct aras_cause_effect *effect)
{
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s", "");
    aras_table_cell(table, ARAS_FAINT, "%s", "(by strips)");
    if (report->readings) {
        aras_table_cell(table, ARAS_PLAIN, "%s", "");
    }
    put_worlds(table, effect);
}

static enum aras_status say_strips(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;
    size_t rows = 0;
    size_t differing = 0;

    for (size_t i = 0; i < causes->count; i++) {
        for (size_t r = 0; r < causes->told_count; r++) {
            const struct aras_cause_effect *strips =
                by_strips(report, &causes->cause[i], r);

            rows += strips != NULL;
            differing += differs(&causes->cause[i].effect[r], strips);
        }
    }
    return aras_legend_say(
        report->file, report->style, error,
        "With luck shared in a second way, by strips of the rate, NEEDED or ENOUGH "
        "differs beyond chance (95 %% intervals apart) in %zu of %zu rows%s",
        differing, rows,
        differing == 0 ? ": what is told of single worlds does not hang on it here."
                       : "; there both are shown, and only the bounds are sure.");
}

static enum aras_status fill_worlds(const struct report *report,
                                    struct aras_table *table, struct aras_error *error)
{
    for (size_t i = 0; i < report->causes->count; i++) {
        const struct aras_cause *cause = &report->causes->cause[i];

        for (size_t r = 0; r < report->causes->told_count; r++) {
            aras_table_row(table, 0);
            if (r == 0) {
                aras_table_cell(table, ARAS_PLAIN, "%zu", i + 1);
                aras_table_cell(table, ARAS_PLAIN, "%s%s", title_of(report, cause).text,
                                aras_causes_mark(cause->sameness));
            } else {
                aras_table_cell(table, ARAS_PLAIN, "%s", "");
                aras_table_cell(table, ARAS_PLAIN, "%s", "");
            }
            if (report->readings) {
                aras_table_cell(table, ARAS_PLAIN, "%s", reading_of(report, r));
            }
            put_worlds(table, &cause->effect[r]);
            if (differs(&cause->effect[r], by_strips(report, cause, r))) {
                put_strips(table, report, by_strips(report, cause, r));
            }
        }
    }
    return aras_table_print(table, report->file, error);
}

static enum aras_status print_worlds(const struct report *report,
                                     struct aras_error *error)
{
    struct aras_table_column columns[MOST_COLUMNS] = {
        {.heading = "#", .right = true}, {.heading = "IN SINGLE WORLDS", .wrap = true}};
    size_t count = 2;
    struct aras_table *table;
    enum aras_status status;

    if (report->readings) {
        columns[count++] = (struct aras_table_column){.heading = "IF"};
    }
    columns[count++] = (struct aras_table_column){.heading = "NEEDED", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "BOUNDS", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "GAINED", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "ENOUGH", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "BOUNDS", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "CLOSED", .right = true};
    table = aras_table_new(columns, count, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    status = fill_worlds(report, table, error);
    aras_table_free(table);
    return status;
}

/* --- pairs --------------------------------------------------------------------------
 */

static void put_side(struct aras_table *table, const struct report *report,
                     size_t cause, size_t reading)
{
    const struct aras_cause_effect *effect =
        &report->causes->cause[cause].effect[reading];

    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_change(effect->change, effect->interval, report->share).text);
}

static void put_pair(struct aras_table *table, const struct report *report,
                     const struct aras_interaction *pair, size_t reading)
{
    const struct aras_interaction_effect *effect = &pair->effect[reading];
    enum aras_tone tone = is_sure(effect->adjusted) ? ARAS_STRONG : ARAS_FAINT;
    double error = (effect->interval.high - effect->interval.low) / 2.0;

    put_side(table, report, pair->a, reading);
    put_side(table, report, pair->b, reading);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_change(effect->joint, effect->joint_interval, report->share).text);
    aras_table_cell(
        table, tone, "%s",
        aras_number_change(effect->more, effect->interval, report->share).text);
    aras_table_cell(table, tone, "%s",
                    aras_number_error(error, report->share, report->style).text);
    aras_table_cell(table, tone, "%s", p_value(effect->adjusted).text);
}

/* Whether in some reading more is seen of a pair than of its events. */
static bool interacts(const struct report *report, const struct aras_interaction *pair)
{
    bool any = false;

    for (size_t r = 0; r < report->causes->told_count; r++) {
        any = any || is_sure(pair->effect[r].adjusted);
    }
    return any;
}

static struct aras_number pair_name(const struct aras_interaction *pair)
{
    struct aras_number name;

    snprintf(name.text, sizeof name.text, "%zu, %zu", pair->a + 1, pair->b + 1);
    return name;
}

static enum aras_status fill_pairs(const struct report *report,
                                   struct aras_table *table, struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;

    for (size_t i = 0; i < causes->interactions; i++) {
        const struct aras_interaction *pair = &causes->interaction[i];
        bool shown = report->style->all || interacts(report, pair);

        for (size_t r = 0; shown && r < causes->told_count; r++) {
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_PLAIN, "%s",
                            r == 0 ? pair_name(pair).text : "");
            if (report->readings) {
                aras_table_cell(table, ARAS_PLAIN, "%s", reading_of(report, r));
            }
            put_pair(table, report, pair, r);
        }
    }
    return aras_table_print(table, report->file, error);
}

static enum aras_status say_pairs(const struct report *report, struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;
    size_t seen = 0;

    for (size_t i = 0; i < causes->interactions; i++) {
        seen += interacts(report, &causes->interaction[i]);
    }
    if (causes->interactions > 0 &&
        aras_legend_say(report->file, report->style, error,
                        "%zu pair%s taken out together; of %zu the change is not the "
                        "sum of what its events do alone.",
                        causes->interactions,
                        causes->interactions == 1 ? " was" : "s were",
                        seen) != ARAS_OK) {
        return error->status;
    }
    if (causes->pairs_passed > 0) {
        return aras_legend_say(
            report->file, report->style, error,
            "Not taken out together: %zu pair%s of which one event is a part of the "
            "other, or the outcome itself.",
            causes->pairs_passed, causes->pairs_passed == 1 ? "" : "s");
    }
    return ARAS_OK;
}

static enum aras_status print_pairs(const struct report *report,
                                    struct aras_error *error)
{
    struct aras_table_column columns[MOST_COLUMNS] = {{.heading = "PAIR"}};
    size_t count = 1;
    struct aras_table *table;
    enum aras_status status;

    if (report->readings) {
        columns[count++] = (struct aras_table_column){.heading = "IF"};
    }
    columns[count++] = (struct aras_table_column){.heading = "FIRST", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "SECOND", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "NEITHER", .right = true};
    columns[count++] =
        (struct aras_table_column){.heading = "BEYOND SUM", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "ERROR", .right = true};
    columns[count++] = (struct aras_table_column){.heading = "P", .right = true};
    fputc('\n', report->file);
    table = aras_table_new(columns, count, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    status = fill_pairs(report, table, error);
    aras_table_free(table);
    return status;
}

static enum aras_status say_overdetermined(const struct report *report,
                                           struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;

    for (size_t i = 0; i < causes->interactions; i++) {
        const struct aras_interaction *pair = &causes->interaction[i];
        bool any = false;

        for (size_t r = 0; r < causes->told_count; r++) {
            any = any || pair->effect[r].overdetermined;
        }
        if (any && aras_legend_say(report->file, report->style, error,
                                   "Overdetermined: '%s' and '%s' stand in for each "
                                   "other. Without one of them little changes, without "
                                   "both much does: but-for answers of one event at a "
                                   "time say that neither matters, and are wrong here.",
                                   title_of(report, &causes->cause[pair->a]).text,
                                   title_of(report, &causes->cause[pair->b]).text) !=
                       ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- how to read it -----------------------------------------------------------------
 */

static enum aras_status say_unneeded_in(const struct report *report, size_t reading,
                                        struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;
    const char *lead = report->readings ? "If " : "In all";
    const char *name = report->readings ? reading_of(report, reading) : "";
    const char *aside =
        any_is(report, ARAS_ITSELF) ? " (the outcome itself aside)" : "";

    if (causes->unneeded[reading] == 0.0) {
        return aras_legend_say(report->file, report->style, error,
                               "%s%s: each world with the outcome needed one or more "
                               "of these events%s.",
                               lead, name, aside);
    }
    return aras_legend_say(
        report->file, report->style, error,
        "%s%s: in %s of the worlds with the outcome no single one of these events%s "
        "was "
        "needed: others were, or several stood in for each other (--interactions).",
        lead, name, percent(causes->unneeded[reading] / causes->with[reading]).text,
        aside);
}

static enum aras_status say_unneeded(const struct report *report,
                                     struct aras_error *error)
{
    for (size_t r = 0; r < report->causes->told_count; r++) {
        if (report->causes->with[r] > 0.0 &&
            say_unneeded_in(report, r, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* What is said twice, in other words. */
static enum aras_status say_sameness(const struct report *report,
                                     struct aras_error *error)
{
    if (any_is(report, ARAS_ITSELF) &&
        aras_legend_say(
            report->file, report->style, error,
            "The outcome itself: in all worlds it comes by this event's own "
            "effects, and never without; two names of one thing, and no "
            "answer to what brings it about.") != ARAS_OK) {
        return error->status;
    }
    if (any_is(report, ARAS_FORM)) {
        return aras_legend_say(report->file, report->style, error,
                               "A form of it: wherever this event happens its own "
                               "effects make the outcome so at once, by what the "
                               "outcome means; it comes in other ways, too.");
    }
    return ARAS_OK;
}

/* What --events calls them. */
static enum aras_status say_names(const struct report *report, struct aras_error *error)
{
    const struct aras_causes *causes = report->causes;
    struct aras_text text = {0};
    enum aras_status status;

    for (size_t i = 0; i < causes->count; i++) {
        aras_text_add(&text, "%s%zu %s", i == 0 ? "" : ", ", i + 1,
                      report->told->model->events[causes->cause[i].event].id);
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(report->file, report->style, error, "Events: %s.",
                                 text.data);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status say_legend(const struct report *report,
                                   struct aras_error *error)
{
    if (say_names(report, error) != ARAS_OK || say_sameness(report, error) != ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error,
            "WITHOUT: %s, under the same luck. ERROR: of 95 %%, from finitely many "
            "worlds. P: that "
            "such a change is chance, for all rows together (Holm); above "
            "%.2f the change is not told from chance.",
            report->causes->first
                ? "the first occurrence of the event is taken out, as if it had failed "
                  "to come off, and later ones happen as they would"
                : "all occurrences of the event are taken out",
            ALPHA) != ARAS_OK) {
        return error->status;
    }
    if (!report->share) {
        return ARAS_OK;
    }
    if (aras_legend_say(
            report->file, report->style, error,
            "BEFORE: worlds with the outcome in which the event was there no "
            "later. That is no sign that it matters: CHANGE is.") != ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error,
            "NEEDED: of worlds with both, those that lose the outcome "
            "%s; GAINED: of those with the event alone, "
            "those that gain it. ENOUGH: of worlds with neither, those in "
            "which the event, made to happen once while its guard is open, "
            "brings it about; CLOSED: worlds without the event in which it "
            "never could. BOUNDS: what holds however luck is shared; shares "
            "of single worlds depend on that. Events that stand in for each other "
            "seem not to matter while they are taken out one at a time: "
            "--interactions takes out pairs.",
            report->causes->first ? "without the first occurrence of the event"
                                  : "without the event") != ARAS_OK) {
        return error->status;
    }
    return say_unneeded(report, error);
}

enum aras_status aras_report_causes(FILE *file, const struct aras_causes_told *told,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    const struct report report = {
        .file = file,
        .told = told,
        .causes = told->causes,
        .style = style,
        .share = aras_target_is_share(&told->causes->target),
        .readings = aras_legend_has_readings(&told->causes->readings)};

    if (say_header(&report, error) != ARAS_OK || say_first(&report, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', file);
    if (print_changes(&report, error) != ARAS_OK) {
        return error->status;
    }
    if (report.share) {
        fputc('\n', file);
        if (print_worlds(&report, error) != ARAS_OK ||
            (told->strips != NULL && say_strips(&report, error) != ARAS_OK)) {
            return error->status;
        }
    }
    if (told->causes->interactions > 0 && print_pairs(&report, error) != ARAS_OK) {
        return error->status;
    }
    if (say_pairs(&report, error) != ARAS_OK ||
        say_overdetermined(&report, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', file);
    if (say_legend(&report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
