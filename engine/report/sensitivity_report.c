#include "report/sensitivity_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/legend.h"
#include "report/sensitivity_text.h"

#define WIDE 0.25

/* --- how far an outcome is moved ---------------------------------------------------
 */

const struct aras_estimate *
aras_sensitivity_estimate(const struct aras_estimates *estimates,
                          const struct aras_target *target, size_t reading)
{
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *it = &estimates->estimate[i];

        if (it->outcome == target->outcome && it->option == target->option &&
            it->reading == reading) {
            return it;
        }
    }
    return NULL;
}

/* Of what was seen in no world, or in all, there is a bound and nothing more. */
static bool put_bound(struct aras_table *table, const struct aras_share *share,
                      const struct aras_style *style)
{
    if (isnan(share->never) && isnan(share->always)) {
        return false;
    }
    aras_table_cell(table, ARAS_STRONG, "%s",
                    isnan(share->never) ? aras_number_above(share->always).text
                                        : aras_number_below(share->never).text);
    aras_table_cell(table, ARAS_PLAIN, "%s", aras_number_none(style));
    aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
    return true;
}

static void put_estimate(struct aras_table *table, const struct aras_estimate *estimate,
                         const struct aras_target *target,
                         const struct aras_style *style)
{
    bool share = aras_target_is_share(target);

    if (share && put_bound(table, &estimate->share, style)) {
        return;
    }

    double value = share ? estimate->share.p : estimate->average.mean;
    double error = share ? estimate->share.error : estimate->average.error;
    struct aras_interval range =
        share ? estimate->share.range : estimate->average.range;
    struct aras_interval interval =
        share ? estimate->share.interval : estimate->average.interval;

    aras_table_cell(table, ARAS_STRONG, "%s",
                    aras_number_estimate(value, range, interval, share).text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_range(range, error, share, style).text);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_number_error(error, share, style).text);
}

static enum aras_status add_spread(const struct aras_sensitivity_subject *subject,
                                   const struct aras_sensitivity_split *split,
                                   const struct aras_target *target,
                                   struct aras_table *table,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    const struct aras_estimates *estimates = split->spread;
    struct aras_text text = {0};
    bool named = false;

    aras_sensitivity_text_target(&text, subject->model, target);
    if (aras_text_check(&text, error) != ARAS_OK) {
        aras_text_free(&text);
        return error->status;
    }
    for (size_t i = 0; i < estimates->readings.count; i++) {
        const struct aras_estimate *estimate =
            aras_sensitivity_estimate(estimates, target, i);

        if (estimate == NULL ||
            !aras_readings_tell(&estimates->readings, i, style->all)) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", named ? "" : text.data);
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_legend_has_readings(&estimates->readings)
                ? aras_legend_reading(&estimates->readings, subject->model, i)
                : "");
        put_estimate(table, estimate, target, style);
        named = true;
    }
    aras_text_free(&text);
    return ARAS_OK;
}

static enum aras_status print_spread(FILE *file,
                                     const struct aras_sensitivity_subject *subject,
                                     const struct aras_sensitivity_split *split,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "WHAT IS NOT KNOWN MOVES IT", .wrap = true},
        {.heading = "IF"},
        {.heading = "ESTIMATE", .right = true},
        {.heading = "80 % OF SETS", .right = true},
        {.heading = "ERROR", .right = true}};
    struct aras_table *table = aras_table_new(columns, 5, style, error);
    enum aras_status status = ARAS_OK;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < split->targets && status == ARAS_OK; i++) {
        status = add_spread(subject, split, &split->target[i], table, style, error);
    }
    fputc('\n', file);
    if (status == ARAS_OK) {
        status = aras_table_print(table, file, error);
    }
    aras_table_free(table);
    return status;
}

/* --- the split ---------------------------------------------------------------------
 */

/* Factors by falling total, luck first. */
static void order_factors(const struct aras_variance *variance, size_t *order)
{
    for (size_t i = 0; i < variance->factors; i++) {
        size_t at = i == 0 ? 0 : variance->factor[i].place.place;

        order[at] = i;
    }
}

/* A ratio of two estimates: where its interval is wide, that alone is told. */
static void put_of_settled(struct aras_table *table,
                           const struct aras_variance_factor *factor, bool luck,
                           const struct aras_style *style)
{
    struct aras_interval interval = factor->of_settled_interval;
    double width = fmin(1.0, interval.high) - fmax(0.0, interval.low);

    if (luck) {
        aras_table_cell(table, ARAS_PLAIN, "%s", "");
    } else if (!isnan(interval.low) && width > WIDE) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_sensitivity_text_between(interval, style).text);
    } else {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_sensitivity_text_share(factor->of_settled, interval, style).text);
    }
}

static void add_factor(const struct aras_sensitivity_split *split,
                       const struct aras_variance *variance, size_t factor,
                       struct aras_table *table, bool places,
                       const struct aras_style *style)
{
    const struct aras_variance_factor *it = &variance->factor[factor];

    aras_table_row(table, 1);
    aras_table_cell(table, ARAS_PLAIN, "%s", split->factor_id[factor]);
    aras_table_cell(
        table, ARAS_STRONG, "%s",
        aras_sensitivity_text_share(it->first, it->first_interval, style).text);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_sensitivity_text_between(it->first_interval, style).text);
    aras_table_cell(
        table, ARAS_STRONG, "%s",
        aras_sensitivity_text_share(it->total, it->total_interval, style).text);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_sensitivity_text_between(it->total_interval, style).text);
    if (!places) {
        aras_sensitivity_text_line(table, it->total, it->total_interval, 1.0, style);
    }
    put_of_settled(table, it, factor == 0, style);
    if (places && factor > 0) {
        aras_sensitivity_text_place(table, &it->place);
    }
}

static enum aras_status add_split(const struct aras_sensitivity_subject *subject,
                                  const struct aras_sensitivity_split *split,
                                  size_t number, struct aras_table *table, bool places,
                                  const struct aras_style *style,
                                  struct aras_error *error)
{
    const struct aras_variance *variance = &split->variance[number];
    size_t *order = calloc(variance->factors + 1, sizeof *order);
    struct aras_text text = {0};
    size_t shown = variance->factors;

    if (order == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    if (!style->all && shown > ARAS_SENSITIVITY_SHOWN + 1) {
        shown = ARAS_SENSITIVITY_SHOWN + 1;
    }
    order_factors(variance, order);
    aras_sensitivity_text_target(&text, subject->model, &split->target[number]);
    if (aras_text_check(&text, error) != ARAS_OK) {
        aras_text_free(&text);
        free(order);
        return error->status;
    }
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s", text.data);
    if (!(variance->variance > 0.0)) {
        aras_table_cell(table, ARAS_PLAIN, "%s", "the same");
        aras_table_cell(table, ARAS_PLAIN, "%s", "in each");
        aras_table_cell(table, ARAS_PLAIN, "%s", "world");
        shown = 0;
    }
    for (size_t i = 0; i < shown; i++) {
        add_factor(split, variance, order[i], table, places, style);
    }
    if (shown > 0) {
        aras_table_row(table, 1);
        aras_table_cell(table, ARAS_PLAIN, "only together");
        aras_table_cell(table, ARAS_STRONG, "%s",
                        aras_sensitivity_text_share(variance->interaction,
                                                    variance->interaction_interval,
                                                    style)
                            .text);
        aras_table_cell(
            table, ARAS_FAINT, "%s",
            aras_sensitivity_text_between(variance->interaction_interval, style).text);
    }
    free(order);
    aras_text_free(&text);
    return ARAS_OK;
}

static enum aras_status print_split(FILE *file,
                                    const struct aras_sensitivity_subject *subject,
                                    const struct aras_sensitivity_split *split,
                                    bool places, const struct aras_style *style,
                                    struct aras_error *error)
{
    const struct aras_table_column groups[] = {
        {.heading = "SHARE OF THE VARIANCE", .wrap = true},
        {.heading = "BY ITSELF", .right = true},
        {.heading = "95 %", .right = true},
        {.heading = "WITH OTHERS", .right = true},
        {.heading = "95 %", .right = true},
        {.heading = "0 ... 100 %"},
        {.heading = "OF P", .right = true}};
    const struct aras_table_column inputs[] = {groups[0],
                                               groups[1],
                                               groups[2],
                                               groups[3],
                                               groups[4],
                                               groups[6],
                                               {.heading = "PLACE", .right = true}};
    struct aras_table *table =
        aras_table_new(places ? inputs : groups, 7, style, error);
    enum aras_status status = ARAS_OK;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < split->targets && status == ARAS_OK; i++) {
        status = add_split(subject, split, i, table, places, style, error);
    }
    fputc('\n', file);
    if (status == ARAS_OK) {
        status = aras_table_print(table, file, error);
    }
    aras_table_free(table);
    return status;
}

/* --- what the split means ----------------------------------------------------------
 */

static bool any_beyond(const struct aras_sensitivity_split *split)
{
    for (size_t i = 0; i < split->targets; i++) {
        const struct aras_variance *variance = &split->variance[i];

        if (variance->interaction < 0.0) {
            return true;
        }
        for (size_t k = 0; k < variance->factors; k++) {
            if (variance->factor[k].first < 0.0 || variance->factor[k].total < 0.0 ||
                variance->factor[k].total > 1.0 ||
                variance->factor[k].of_settled < 0.0) {
                return true;
            }
        }
    }
    return false;
}

static bool any_share(const struct aras_sensitivity_split *split)
{
    for (size_t i = 0; i < split->targets; i++) {
        if (aras_target_is_share(&split->target[i])) {
            return true;
        }
    }
    return false;
}

/* What the inputs that count mean. */
static enum aras_status say_meanings(FILE *file,
                                     const struct aras_sensitivity_split *split,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    const struct aras_variance *variance = &split->variance[0];
    size_t *order = calloc(variance->factors + 1, sizeof *order);
    enum aras_status status = ARAS_OK;

    if (order == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    order_factors(variance, order);
    for (size_t i = 1; i < variance->factors && i <= ARAS_SENSITIVITY_TOLD; i++) {
        if (status == ARAS_OK && variance->factor[order[i]].total > 0.0) {
            status = aras_sensitivity_text_meaning(file, split->factor_id[order[i]],
                                                   split->factor_title[order[i]], style,
                                                   error);
        }
    }
    free(order);
    return status;
}

static enum aras_status say_places(FILE *file,
                                   const struct aras_sensitivity_split *split,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    const struct aras_variance *variance = &split->variance[0];

    if (split->targets > 1 || !(variance->variance > 0.0)) {
        return ARAS_OK;
    }
    return aras_legend_say(
        file, style, error,
        "Place: among all but luck, by what each has with others; where two numbers "
        "stand, 95 %% of 1 000 resamples put it between them. The first %zu stand in "
        "this order in %s of the resamples.",
        variance->top, aras_number_counted(variance->order_held).text);
}

static enum aras_status say_chosen(FILE *file,
                                   const struct aras_sensitivity_split *split,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    if (split->chosen_among == 0) {
        return ARAS_OK;
    }
    return aras_legend_say(file, style, error,
                           "Too many inputs to tell all apart (%zu): those shown "
                           "looked most influential in a first run, which sees no "
                           "interactions; all others are in 'others'. What is large "
                           "there was missed. --inputs names others.",
                           split->chosen_among);
}

static enum aras_status say_rare(FILE *file,
                                 const struct aras_sensitivity_subject *subject,
                                 const struct aras_sensitivity_split *split,
                                 const struct aras_style *style,
                                 struct aras_error *error)
{
    for (size_t i = 0; i < split->targets; i++) {
        const struct aras_target *target = &split->target[i];
        const struct aras_outcome *outcome = &subject->model->outcomes[target->outcome];
        bool option = outcome->kind == ARAS_CATEGORY;

        if (split->variance[i].rare &&
            aras_legend_say(
                file, style, error,
                "WARNING: %s%s%s is so, or is not so, in so few worlds that its shares "
                "and their intervals are hardly worth reading: take more rows (-n).",
                outcome->id, option ? "=" : "",
                option ? outcome->categories[target->option].id : "") != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status say_hidden(FILE *file,
                                   const struct aras_sensitivity_split *split,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    size_t factors = split->variance[0].factors;

    if (style->all || factors <= ARAS_SENSITIVITY_SHOWN + 1) {
        return ARAS_OK;
    }
    return aras_legend_say(file, style, error,
                           "%zu more factors, each with less, are shown with --all.",
                           factors - ARAS_SENSITIVITY_SHOWN - 1);
}

static enum aras_status say_split(FILE *file,
                                  const struct aras_sensitivity_subject *subject,
                                  const struct aras_sensitivity_split *split,
                                  bool places, const struct aras_style *style,
                                  struct aras_error *error)
{
    fputc('\n', file);
    if (aras_legend_say(
            file, style, error,
            "By itself: the share of the variance over worlds that would go if this "
            "alone were known. With others: what it has a hand in, by itself or "
            "together with others; these overlap, and add up to more than 100 %%. 95 "
            "%%: what more rows (-n) would make narrower.") != ARAS_OK ||
        aras_legend_say(
            file, style, error,
            "Of P: its share, by itself, of the variance of the probability (or mean) "
            "over all that is drawn, with luck averaged out; %s where that variance "
            "is too small to be told from 0, its interval alone where that is wide.",
            aras_number_none(style)) != ARAS_OK) {
        return error->status;
    }
    if (any_share(split) &&
        aras_legend_say(
            file, style, error,
            "Of a yes or no most of the variance is luck even where inputs move its "
            "probability a lot: were that 18 %% or 53 %% with even odds, 87 %% would "
            "still be luck. So read the first table first.") != ARAS_OK) {
        return error->status;
    }
    if (any_beyond(split) &&
        aras_legend_say(
            file, style, error,
            "*: the estimate came out below 0 %%, or above 100 %%. No share is so; an "
            "estimate may be, where the truth is near, and its interval says how "
            "near.") != ARAS_OK) {
        return error->status;
    }
    if (places && (say_places(file, split, style, error) != ARAS_OK ||
                   say_meanings(file, split, style, error) != ARAS_OK)) {
        return error->status;
    }
    if (say_rare(file, subject, split, style, error) != ARAS_OK ||
        say_chosen(file, split, style, error) != ARAS_OK ||
        say_hidden(file, split, style, error) != ARAS_OK) {
        return error->status;
    }
    return split->spread == NULL ? ARAS_OK
                                 : aras_legend_readings(file, &split->spread->readings,
                                                        subject->model, style, error);
}

enum aras_status
aras_report_sensitivity_split(FILE *file,
                              const struct aras_sensitivity_subject *subject,
                              const struct aras_sensitivity_split *split,
                              const struct aras_style *style, struct aras_error *error)
{
    bool places = split->variance[0].factors > 3;
    char how[128];

    snprintf(how, sizeof how, "split of the variance from %s rows of %zu worlds",
             aras_number_whole(split->rows).text, split->variance[0].factors + 2);
    if (aras_sensitivity_text_header(file, subject, how, style, error) != ARAS_OK ||
        (split->spread != NULL &&
         print_spread(file, subject, split, style, error) != ARAS_OK) ||
        print_split(file, subject, split, places, style, error) != ARAS_OK ||
        say_split(file, subject, split, places, style, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
