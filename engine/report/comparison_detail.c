/* A closer look at how distributions differ. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/comparison_report.h"
#include "report/legend.h"
#include "report/table.h"

enum { MOST_COLUMNS = 8, IF_AT = 1 };

struct closer {
    FILE *file;
    const struct aras_comparison_view *view;
    const struct aras_style *style;
    bool has_readings;
};

/* --- tables with a column for readings only where there are some ------------------ */

/* `shown` gets the columns, and is to last as long as the table. */
static struct aras_table *begin(const struct closer *closer,
                                const struct aras_table_column *column, size_t columns,
                                struct aras_table_column shown[MOST_COLUMNS],
                                struct aras_error *error)
{
    size_t count = 0;

    for (size_t i = 0; i < columns; i++) {
        if (i != IF_AT || closer->has_readings) {
            shown[count++] = column[i];
        }
    }
    return aras_table_new(shown, count, closer->style, error);
}

static void begin_row(const struct closer *closer, struct aras_table *table,
                      const char *what, const struct aras_detail *detail)
{
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s", what);
    if (closer->has_readings) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_legend_reading(&closer->view->versus->contrast->readings,
                                            closer->view->a.model, detail->reading));
    }
}

static enum aras_status end(const struct closer *closer, struct aras_table *table,
                            struct aras_error *error)
{
    enum aras_status status;

    fputc('\n', closer->file);
    status = aras_table_print(table, closer->file, error);
    aras_table_free(table);
    return status;
}

/* The next reading of an outcome that was looked at with enough sets, from `from` on.
 */
static size_t next(const struct closer *closer, size_t outcome, size_t from)
{
    const struct aras_versus *versus = closer->view->versus;

    while (from < versus->details && (versus->detail[from].outcome_a != outcome ||
                                      !versus->detail[from].enough)) {
        from++;
    }
    return from;
}

static bool has_any(const struct closer *closer, size_t outcome)
{
    return next(closer, outcome, 0) < closer->view->versus->details;
}

/* One line of a table in every reading: the readings stand below each other. */
static void
put_in_readings(const struct closer *closer, struct aras_table *table, size_t outcome,
                const char *what, size_t number,
                void (*put)(const struct closer *closer, struct aras_table *table,
                            const struct aras_detail *detail, size_t number))
{
    const struct aras_versus *versus = closer->view->versus;

    for (size_t i = next(closer, outcome, 0); i < versus->details;
         i = next(closer, outcome, i + 1)) {
        begin_row(closer, table, what, &versus->detail[i]);
        put(closer, table, &versus->detail[i], number);
        what = "";
    }
}

/* --- how far apart ---------------------------------------------------------------- */

enum measure { VARIATION, KOLMOGOROV, WASSERSTEIN, ENERGY, SUPERIORITY, MEASURES };

static void put_superiority(const struct closer *closer, struct aras_table *table,
                            const struct aras_detail *detail)
{
    struct aras_interval interval = detail->superiority_interval;

    aras_table_cell(table, ARAS_STRONG, "%.1f %%", 100.0 * detail->superiority);
    if (isnan(interval.low)) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(closer->style));
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.1f to %.1f %%", 100.0 * interval.low,
                        100.0 * interval.high);
    }
}

static void put_measure(const struct closer *closer, struct aras_table *table,
                        const struct aras_detail *detail, size_t measure)
{
    const struct aras_apartness *const all[MEASURES] = {
        [VARIATION] = &detail->variation,
        [KOLMOGOROV] = &detail->kolmogorov,
        [WASSERSTEIN] = &detail->wasserstein,
        [ENERGY] = &detail->energy};
    const struct aras_apartness *apartness = all[measure];

    if (measure == SUPERIORITY) {
        put_superiority(closer, table, detail);
        return;
    }
    aras_table_cell(table, ARAS_STRONG, "%.2g", apartness->value);
    if (isnan(apartness->interval.low)) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(closer->style));
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.2g to %.2g",
                        fmax(0.0, apartness->interval.low), apartness->interval.high);
    }
    aras_table_cell(table, ARAS_PLAIN, "%.2g", apartness->null);
    aras_table_cell(table, ARAS_FAINT, "%s", aras_comparison_p(apartness->p).text);
}

static enum aras_status print_distances(const struct closer *closer, size_t outcome,
                                        bool category, struct aras_error *error)
{
    static const struct aras_table_column column[] = {
        {.heading = "HOW FAR APART", .wrap = true}, {.heading = "IF"},
        {.heading = "SEEN", .right = true},         {.heading = "95 %", .right = true},
        {.heading = "LUCK ALONE", .right = true},   {.heading = "P", .right = true}};
    static const char *const names[MEASURES] = {
        [VARIATION] = "total variation",
        [KOLMOGOROV] = "greatest gap of shares (Kolmogorov)",
        [WASSERSTEIN] = "mean way to go (Wasserstein)",
        [ENERGY] = "energy distance",
        [SUPERIORITY] = "B is above A, drawn apart"};
    struct aras_table_column shown[MOST_COLUMNS];
    struct aras_table *table = begin(closer, column, 6, shown, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t m = 0; m < MEASURES; m++) {
        if ((m == VARIATION) == category) {
            put_in_readings(closer, table, outcome, names[m], m, put_measure);
        }
    }
    return end(closer, table, error);
}

/* --- dominance -------------------------------------------------------------------- */

/* Where: a moment of a time, else a number. */
static void put_violation(const struct closer *closer, struct aras_table *table,
                          const struct aras_violation *violation, double p, bool share,
                          bool time)
{
    char at[32];

    if (time) {
        aras_model_write_moment(closer->view->a.model, violation->at, at);
    } else {
        snprintf(at, sizeof at, "%.3g", violation->at);
    }
    if (!(violation->most > 0.0)) {
        aras_table_cell(table, ARAS_PLAIN, "nowhere");
    } else if (share) {
        aras_table_cell(table, ARAS_PLAIN, "%.2g %% at %s", 100.0 * violation->most,
                        at);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.2g at %s", violation->most, at);
    }
    aras_table_cell(table, ARAS_FAINT, "%s", aras_comparison_p(p).text);
}

static void put_order(const struct closer *closer, struct aras_table *table,
                      const struct aras_detail *detail, size_t order)
{
    const struct aras_dominance *dominance = &detail->dominance;
    bool first = order == 1;

    bool time = detail->kind == ARAS_TIME;

    aras_table_cell(table, ARAS_STRONG, "%s",
                    aras_dominates_name(first ? detail->first : detail->second));
    put_violation(closer, table, first ? &dominance->first_b : &dominance->second_b,
                  first ? detail->first_b_p : detail->second_b_p, first, time);
    put_violation(closer, table, first ? &dominance->first_a : &dominance->second_a,
                  first ? detail->first_a_p : detail->second_a_p, first, time);
}

static enum aras_status print_dominance(const struct closer *closer, size_t outcome,
                                        struct aras_error *error)
{
    static const struct aras_table_column column[] = {
        {.heading = "DOMINANCE", .wrap = true},
        {.heading = "IF"},
        {.heading = "WHO"},
        {.heading = "AGAINST B OVER A", .right = true},
        {.heading = "P", .right = true},
        {.heading = "AGAINST A OVER B", .right = true},
        {.heading = "P", .right = true}};
    struct aras_table_column shown[MOST_COLUMNS];
    struct aras_table *table = begin(closer, column, 7, shown, error);

    if (table == NULL) {
        return error->status;
    }
    put_in_readings(closer, table, outcome, "first order", 1, put_order);
    put_in_readings(closer, table, outcome, "second order", 2, put_order);
    return end(closer, table, error);
}

/* --- quantiles and incidence ------------------------------------------------------ */

/* A reading may tell fewer quantiles than another. */
static const struct aras_point_change *find_point(const struct aras_detail *detail,
                                                  double at)
{
    for (size_t i = 0; i < detail->points; i++) {
        if (detail->point[i].at == at) {
            return &detail->point[i];
        }
    }
    return NULL;
}

static void put_point(const struct closer *closer, struct aras_table *table,
                      const struct aras_detail *detail,
                      const struct aras_point_change *point)
{
    bool share = detail->kind == ARAS_TIME;
    double scale = share ? 100.0 : 1.0;

    if (isnan(point->interval.low)) {
        aras_table_cell(table, ARAS_PLAIN, share ? "%.2g %%" : "%.4g",
                        scale * point->a);
        aras_table_cell(table, ARAS_PLAIN, share ? "%.2g %%" : "%.4g",
                        scale * point->b);
        if (point->change == 0.0) {
            aras_table_cell(table, ARAS_STRONG, share ? "0 pp" : "0");
        } else {
            aras_table_cell(table, ARAS_STRONG, share ? "%+.2g pp" : "%+.2g",
                            scale * point->change);
        }
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(closer->style));
        return;
    }
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_side(point->a, point->change, point->interval, share).text);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_side(point->b, point->change, point->interval, share).text);
    aras_table_cell(table, ARAS_STRONG, "%s",
                    aras_number_change(point->change, point->interval, share).text);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_change_range(point->interval, 0.0, share, closer->style).text);
}

/* The reading with most points. */
static const struct aras_detail *richest(const struct closer *closer, size_t outcome)
{
    const struct aras_versus *versus = closer->view->versus;
    const struct aras_detail *most = &versus->detail[next(closer, outcome, 0)];

    for (size_t i = next(closer, outcome, 0); i < versus->details;
         i = next(closer, outcome, i + 1)) {
        most = versus->detail[i].points > most->points ? &versus->detail[i] : most;
    }
    return most;
}

static void put_points(const struct closer *closer, struct aras_table *table,
                       size_t outcome, double at, const char *what)
{
    const struct aras_versus *versus = closer->view->versus;

    for (size_t i = next(closer, outcome, 0); i < versus->details;
         i = next(closer, outcome, i + 1)) {
        const struct aras_point_change *point = find_point(&versus->detail[i], at);

        if (point != NULL) {
            begin_row(closer, table, what, &versus->detail[i]);
            put_point(closer, table, &versus->detail[i], point);
            what = "";
        }
    }
}

static enum aras_status print_points(const struct closer *closer, size_t outcome,
                                     bool times, struct aras_error *error)
{
    const struct aras_table_column column[] = {
        {.heading = times ? "COME BY" : "QUANTILE", .wrap = true},
        {.heading = "IF"},
        {.heading = "A", .right = true},
        {.heading = "B", .right = true},
        {.heading = "CHANGE", .right = true},
        {.heading = "95 %, ALL TOGETHER", .right = true}};
    const struct aras_detail *most = richest(closer, outcome);
    struct aras_table_column shown[MOST_COLUMNS];
    struct aras_table *table = begin(closer, column, 6, shown, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < most->points; i++) {
        char what[64];

        if (times) {
            aras_model_write_moment(closer->view->a.model, most->point[i].at, what);
        } else {
            snprintf(what, sizeof what, "%g %%", 100.0 * most->point[i].at);
        }
        put_points(closer, table, outcome, most->point[i].at, what);
    }
    return end(closer, table, error);
}

/* --- the whole -------------------------------------------------------------------- */

static enum aras_status say_limits(const struct closer *closer, size_t outcome,
                                   struct aras_error *error)
{
    const struct aras_versus *versus = closer->view->versus;

    for (size_t i = 0; i < versus->details; i++) {
        const struct aras_detail *detail = &versus->detail[i];

        if (detail->outcome_a == outcome && !detail->enough &&
            aras_legend_say(closer->file, closer->style, error,
                            "%s: no closer look: %" PRIu64
                            " parameter sets, and %d are needed. Play more worlds, or "
                            "fewer of each set with --group.",
                            aras_legend_reading(&versus->contrast->readings,
                                                closer->view->a.model, detail->reading),
                            detail->sets, (int) ARAS_DETAIL_SETS) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status print_outcome(const struct closer *closer, size_t outcome,
                                      struct aras_error *error)
{
    const struct aras_outcome *of = &closer->view->a.model->outcomes[outcome];
    const char *unit =
        of->kind == ARAS_TIME ? closer->view->a.model->time_unit : of->unit;
    bool whole = of->kind != ARAS_CATEGORY;
    bool named = unit != NULL && unit[0] != '\0';

    fputc('\n', closer->file);
    if (aras_legend_say(closer->file, closer->style, error, "A closer look: %s%s%s%s",
                        of->title, named ? " (" : "", named ? unit : "",
                        named ? ")" : "") != ARAS_OK ||
        say_limits(closer, outcome, error) != ARAS_OK) {
        return error->status;
    }
    if (!has_any(closer, outcome)) {
        return ARAS_OK;
    }
    if (print_distances(closer, outcome, !whole, error) != ARAS_OK ||
        (whole && print_dominance(closer, outcome, error) != ARAS_OK)) {
        return error->status;
    }
    return whole ? print_points(closer, outcome, of->kind == ARAS_TIME, error)
                 : ARAS_OK;
}

static bool was_looked_at(const struct aras_versus *versus, size_t outcome)
{
    for (size_t i = 0; i < versus->details; i++) {
        if (versus->detail[i].outcome_a == outcome) {
            return true;
        }
    }
    return false;
}

/* What was named, and has no more to it than the tables above tell. */
static enum aras_status say_seen(const struct closer *closer, struct aras_error *error)
{
    const struct aras_comparison_view *view = closer->view;
    struct aras_text text = {0};
    enum aras_status status;

    for (size_t i = 0; i < view->watched->count; i++) {
        size_t outcome = view->watched->outcome[i];

        enum aras_outcome_kind kind = view->a.model->outcomes[outcome].kind;

        if ((kind == ARAS_HAPPENED || kind == ARAS_CATEGORY) &&
            !was_looked_at(view->versus, outcome)) {
            aras_text_add(&text, "%s%s", text.length == 0 ? "" : ", ",
                          view->a.model->outcomes[outcome].id);
        }
    }
    if (!view->named || text.length == 0) {
        aras_text_free(&text);
        return ARAS_OK;
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        fputc('\n', closer->file);
        status =
            aras_legend_say(closer->file, closer->style, error,
                            "No closer look at %s: of a yes or no, and of options, "
                            "the tables above tell all.",
                            text.data);
    }
    aras_text_free(&text);
    return status;
}

enum aras_status aras_report_details(FILE *file,
                                     const struct aras_comparison_view *view,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    const struct closer closer = {
        .file = file,
        .view = view,
        .style = style,
        .has_readings = aras_legend_has_readings(&view->versus->contrast->readings)};
    enum aras_status status;
    bool any = false;

    for (size_t i = 0; i < view->watched->count; i++) {
        size_t outcome = view->watched->outcome[i];

        if (was_looked_at(view->versus, outcome)) {
            any = true;
            if (print_outcome(&closer, outcome, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    status = say_seen(&closer, error);
    if (status != ARAS_OK || !any) {
        return status;
    }
    fputc('\n', file);
    return aras_legend_say(
        file, style, error,
        "Luck alone: 95 %% of distances are below it when nothing differs. P here: "
        "each by "
        "itself, not adjusted. Dominance: B over A in the first order is what all "
        "prefer "
        "who want more (of a time: later), in the second order what those prefer who "
        "dislike risk besides; "
        "against it: by how much it is violated, and where. Quantiles: of shares of "
        "worlds, straight between numbers; those are told beyond which there are 25 "
        "worlds and 5 sets.");
}
