/* Boxes of scenario discovery for people. */
#include "report/discovery_report.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

enum { MOST_PEELS = 14, CELL = 64 };

struct report {
    FILE *file;
    const struct aras_discovered *found;
    const struct aras_discovery *discovery;
    const struct aras_style *style;
};

/* --- words --------------------------------------------------------------------------
 */

static unsigned per_100(double share)
{
    return isnan(share) ? 0 : (unsigned) lround(100.0 * share);
}

/* "78 of 100", "fewer than 1 of 100". */
static const char *of_100(double share, char text[CELL])
{
    if (share > 0.0 && share < 0.005) {
        snprintf(text, CELL, "fewer than 1 of 100");
    } else if (share < 1.0 && share > 0.995) {
        snprintf(text, CELL, "more than 99 of 100");
    } else {
        snprintf(text, CELL, "%u of 100", per_100(share));
    }
    return text;
}

static void put_number(struct aras_text *text, double value, const char *unit)
{
    bool per = strncmp(unit, "1/", 2) == 0;

    aras_text_add(text, "%.3g%s%s", value, unit[0] == '\0' || per ? "" : " ",
                  per ? unit + 1 : unit);
}

static size_t count_bits(uint64_t bits)
{
    size_t count = 0;

    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* "is a or b", or, where that is shorter, "is not c". */
static void put_options(struct aras_text *text, const struct aras_variant *variant,
                        uint64_t allowed)
{
    uint64_t all = variant->count >= ARAS_MOST_OPTIONS
                       ? UINT64_MAX
                       : (UINT64_C(1) << variant->count) - 1;
    uint64_t lost = all & ~allowed;
    bool by_loss = count_bits(lost) == 1 && count_bits(all & allowed) > 1;
    bool first = true;

    aras_text_add(text, by_loss ? "is not " : "is ");
    for (size_t i = 0; i < variant->count; i++) {
        if (((by_loss ? lost : allowed) >> i & 1) != 0) {
            aras_text_add(text, "%s%s", first ? "" : " or ", variant->options[i].id);
            first = false;
        }
    }
}

static void put_limit(struct aras_text *text, const struct aras_drawn_input *input,
                      const struct aras_limit *limit)
{
    if (input->variant != NULL) {
        put_options(text, input->variant, limit->options);
    } else if (isinf(limit->high)) {
        aras_text_add(text, "is above ");
        put_number(text, limit->low, input->unit);
    } else if (isinf(limit->low)) {
        aras_text_add(text, "is at most ");
        put_number(text, limit->high, input->unit);
    } else {
        aras_text_add(text, "is between %.3g and ", limit->low);
        put_number(text, limit->high, input->unit);
    }
}

static void put_where(struct aras_text *text, const struct report *report,
                      const struct aras_found_box *box)
{
    for (size_t i = 0; i < box->restrictions; i++) {
        const struct aras_restriction *restriction = &box->restriction[i];
        const struct aras_drawn_input *input =
            &report->discovery->input[restriction->input];
        bool last = i + 1 == box->restrictions;

        aras_text_add(text, "%s%s ", i == 0 ? "" : last ? " and " : ", ", input->id);
        put_limit(text, input, &restriction->limit);
    }
}

/* --- what was asked ------------------------------------------------------------------
 */

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_discovery *discovery = report->discovery;
    const struct aras_condition *condition = report->found->condition;
    struct aras_run_facts facts;
    char share[CELL];

    aras_run_get_facts(report->found->run, &facts);
    if (aras_legend_say(report->file, report->style, error, "%s", facts.title) !=
            ARAS_OK ||
        aras_legend_say(report->file, report->style, error,
                        "run %.8s, %s of %s; inputs that differ between them: %zu",
                        facts.id, aras_number_of(discovery->worlds, "world").text,
                        aras_number_of(discovery->sets, "parameter set").text,
                        discovery->inputs) != ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error, "asked: %s%s%s%s", condition->text,
            strcmp(condition->text, condition->title) == 0 ? "" : " (",
            strcmp(condition->text, condition->title) == 0 ? "" : condition->title,
            strcmp(condition->text, condition->title) == 0 ? "" : ")") != ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(report->file, report->style, error,
                           "in all: so in %s worlds (95 %%: %.0f to %.0f)",
                           of_100(discovery->share, share),
                           100.0 * discovery->interval.low,
                           100.0 * discovery->interval.high);
}

/* --- a box --------------------------------------------------------------------------
 */

static enum aras_status say_sentence(const struct report *report, size_t number,
                                     struct aras_error *error)
{
    const struct aras_found_box *box = &report->discovery->box[number];
    const char *what = report->found->tree ? "Leaf" : "Box";
    struct aras_text where = {0};
    char density[CELL];
    char share[CELL];
    enum aras_status status;

    put_where(&where, report, box);
    status = aras_text_check(&where, error);
    if (status == ARAS_OK && box->judged.rows == 0) {
        status = aras_legend_say(report->file, report->style, error,
                                 "%s %zu. Where %s: none of the sets that judge.", what,
                                 number + 1, where.data);
    } else if (status == ARAS_OK) {
        status = aras_legend_say(
            report->file, report->style, error,
            "%s %zu. Where %s: so in %s worlds (95 %%: %.0f to %.0f), against %s in "
            "all. "
            "%s holds %u %% of all worlds in which it is so, and %u %% of all worlds.",
            what, number + 1, where.data, of_100(box->density, density),
            100.0 * box->interval.low, 100.0 * box->interval.high,
            of_100(report->discovery->share, share),
            report->found->tree ? "This leaf" : "This box", per_100(box->coverage),
            per_100(box->mass));
    }
    aras_text_free(&where);
    return status;
}

static enum aras_status say_ceiling(const struct report *report,
                                    const struct aras_found_box *box,
                                    struct aras_error *error)
{
    char text[CELL];

    if (isnan(box->ceiling)) {
        return ARAS_OK;
    }
    if (report->discovery->spread == 0.0) {
        return aras_legend_say(report->file, report->style, error,
                               "Ceiling: parameter sets differ by no more than chance "
                               "does, so no box can do better than all worlds.");
    }
    return aras_legend_say(report->file, report->style, error,
                           "Ceiling: no box of this size, over any inputs, could have "
                           "it in more than about "
                           "%s; above that it is chance that decides, world by world.",
                           of_100(box->ceiling, text));
}

static void put_p(struct aras_table *table, double p)
{
    enum aras_tone tone = p > 0.05 ? ARAS_WARNING : ARAS_PLAIN;

    if (p < 0.001) {
        aras_table_cell(table, tone, "<0.001");
    } else {
        aras_table_cell(table, tone, "%.*f", p < 0.1 ? 3 : 2, p);
    }
}

static enum aras_status print_restrictions(const struct report *report,
                                           const struct aras_found_box *box,
                                           struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "INPUT"},
        {.heading = "LIMIT"},
        {.heading = "KEEPS", .right = true},
        {.heading = "WITHOUT IT", .right = true},
        {.heading = "P", .right = true},
        {.heading = "AGAIN", .right = true},
        {.heading = "WHAT IT IS", .wrap = true}};
    struct aras_table *table = aras_table_new(columns, 7, report->style, error);
    enum aras_status status = ARAS_OK;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < box->restrictions && status == ARAS_OK; i++) {
        const struct aras_restriction *restriction = &box->restriction[i];
        const struct aras_drawn_input *input =
            &report->discovery->input[restriction->input];
        struct aras_text limit = {0};

        put_limit(&limit, input, &restriction->limit);
        status = aras_text_check(&limit, error);
        if (status == ARAS_OK) {
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_STRONG, "%s", input->id);
            aras_table_cell(table, ARAS_STRONG, "%s", limit.data);
            aras_table_cell(table, ARAS_PLAIN, "%u %%", per_100(restriction->keeps));
            aras_table_cell(
                table, ARAS_PLAIN, "%u of 100",
                per_100(restriction->without.yes / restriction->without.size));
            put_p(table, restriction->p);
            if (isnan(restriction->again)) {
                aras_table_cell(table, ARAS_FAINT, "%s",
                                aras_number_none(report->style));
            } else {
                aras_table_cell(table,
                                restriction->again < 0.5 ? ARAS_WARNING : ARAS_PLAIN,
                                "%u %%", per_100(restriction->again));
            }
            aras_table_cell(table, ARAS_FAINT, "%s", input->title);
        }
        aras_text_free(&limit);
    }
    if (status == ARAS_OK) {
        status = aras_table_print(table, report->file, error);
    }
    aras_table_free(table);
    return status;
}

/* Whether each of its limits was met again in half of the resamplings. */
static bool is_steady(const struct aras_found_box *box)
{
    for (size_t i = 0; i < box->restrictions; i++) {
        if (box->restriction[i].again < 0.5) {
            return false;
        }
    }
    return true;
}

static enum aras_status say_box(const struct report *report, size_t number,
                                struct aras_error *error)
{
    const struct aras_found_box *box = &report->discovery->box[number];

    fputc('\n', report->file);

    if (box->restrictions == 0) {
        return aras_legend_say(
            report->file, report->style, error,
            "No box was found in which it is more frequent than in all worlds, by "
            "more "
            "than chance: more parameter sets may tell, or no input matters for it.");
    }
    if (say_sentence(report, number, error) != ARAS_OK ||
        (box->p > 0.05 &&
         aras_legend_say(report->file, report->style, error,
                         "The sets that judge do not confirm it: chance alone may have "
                         "made this box.") != ARAS_OK) ||
        say_ceiling(report, box, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', report->file);
    if (print_restrictions(report, box, error) != ARAS_OK) {
        return error->status;
    }
    if (isnan(box->overlap)) {
        return ARAS_OK;
    }
    return aras_legend_say(
        report->file, report->style, error,
        "Found again in %zu resamplings of the sets: the boxes share %u %% of what "
        "either holds, on average.%s",
        report->discovery->resamplings, per_100(box->overlap),
        is_steady(box) ? ""
                       : " The box is unsteady: what is counted in it holds, but other "
                         "sets would have drawn other limits; more worlds (-n) make "
                         "them firmer.");
}

static enum aras_status say_boxes(const struct report *report, struct aras_error *error)
{
    const struct aras_discovery *discovery = report->discovery;
    double coverage = 0.0;
    double mass = 0.0;

    for (size_t i = 0; i < discovery->boxes; i++) {
        if (say_box(report, i, error) != ARAS_OK) {
            return error->status;
        }
        coverage += discovery->box[i].coverage;
        mass += discovery->box[i].mass;
    }
    if (discovery->boxes < 2) {
        return ARAS_OK;
    }
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error,
        "The %zu boxes together hold %u %% of all worlds in which it "
        "is so, and %u %% of all worlds.",
        discovery->boxes, per_100(coverage), per_100(mass));
}

static enum aras_status say_leaves(const struct report *report,
                                   struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "LEAF", .right = true},   {.heading = "SO IN", .right = true},
        {.heading = "95 %", .right = true},   {.heading = "OF ALL SUCH", .right = true},
        {.heading = "OF ALL", .right = true}, {.heading = "WHERE", .wrap = true}};
    struct aras_table *table;
    enum aras_status status = ARAS_OK;

    fputc('\n', report->file);
    if (report->discovery->boxes == 1) {
        return aras_legend_say(report->file, report->style, error,
                               "The tree has no branch that pays: no input tells "
                               "worlds in which it is so "
                               "from others, by more than chance.");
    }
    if (say_sentence(report, 0, error) != ARAS_OK ||
        say_ceiling(report, &report->discovery->box[0], error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', report->file);
    table = aras_table_new(columns, 6, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->discovery->boxes && status == ARAS_OK; i++) {
        const struct aras_found_box *box = &report->discovery->box[i];
        struct aras_text where = {0};

        put_where(&where, report, box);
        status = aras_text_check(&where, error);
        if (status == ARAS_OK) {
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_PLAIN, "%zu", i + 1);
            aras_table_cell(table, ARAS_STRONG, "%u of 100", per_100(box->density));
            aras_table_cell(table, ARAS_PLAIN, "%u to %u", per_100(box->interval.low),
                            per_100(box->interval.high));
            aras_table_cell(table, ARAS_PLAIN, "%u %%", per_100(box->coverage));
            aras_table_cell(table, ARAS_PLAIN, "%u %%", per_100(box->mass));
            aras_table_cell(table, ARAS_PLAIN, "%s", where.data);
        }
        aras_text_free(&where);
    }
    if (status == ARAS_OK) {
        status = aras_table_print(table, report->file, error);
    }
    aras_table_free(table);
    return status;
}

/* --- the way there -------------------------------------------------------------------
 */

/* A table of hundreds of peels tells less than a dozen of them. */
static bool is_shown(const struct report *report, size_t peel, size_t every)
{
    return report->style->all || peel % every == 0 ||
           peel == report->discovery->box[0].peel ||
           peel + 1 == report->discovery->peels;
}

static enum aras_status print_peels(const struct report *report,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "PEEL", .right = true},   {.heading = "INPUTS", .right = true},
        {.heading = "OF ALL", .right = true}, {.heading = "OF SUCH", .right = true},
        {.heading = "SO IN", .right = true},  {.heading = "SEARCHED", .right = true},
        {.heading = "LIMITS", .wrap = true}};
    const struct aras_discovery *discovery = report->discovery;
    const struct aras_content *all = &discovery->part[ARAS_PART_JUDGE];
    size_t every = discovery->peels / MOST_PEELS + 1;
    struct aras_table *table = aras_table_new(columns, 7, report->style, error);
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < discovery->peels; i++) {
        const struct aras_peeled *peel = &discovery->peeled[i];
        bool chosen = i == discovery->box[0].peel;
        enum aras_tone tone = chosen ? ARAS_STRONG : ARAS_PLAIN;

        if (!is_shown(report, i, every)) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, tone, "%zu", i);
        aras_table_cell(table, tone, "%zu", peel->restricted);
        aras_table_cell(table, tone, "%u %%", per_100(peel->judged.size / all->size));
        aras_table_cell(table, tone, "%u %%", per_100(peel->judged.yes / all->yes));
        aras_table_cell(table, tone, "%u of 100",
                        per_100(peel->judged.yes / peel->judged.size));
        aras_table_cell(table, ARAS_FAINT, "%u of 100",
                        per_100(peel->searched.yes / peel->searched.size));
        aras_table_cell(table, tone, "%s%s",
                        peel->input == SIZE_MAX ? "all worlds"
                                                : discovery->input[peel->input].id,
                        chosen ? "  (chosen)" : "");
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

static enum aras_status print_levels(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "SPLITS", .right = true},
        {.heading = "RISK", .right = true},
        {.heading = "UNSEEN", .right = true},
        {.heading = "ERROR", .right = true},
        {.heading = "", .wrap = true}};
    const struct aras_discovery *discovery = report->discovery;
    size_t every = discovery->levels / MOST_PEELS + 1;
    struct aras_table *table = aras_table_new(columns, 5, report->style, error);
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < discovery->levels; i++) {
        const struct aras_cart_level *level = &discovery->level[i];
        bool chosen = i == discovery->chosen_level;
        enum aras_tone tone = chosen ? ARAS_STRONG : ARAS_PLAIN;

        if (!report->style->all && i % every != 0 && !chosen) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, tone, "%zu", level->splits);
        aras_table_cell(table, tone, "%.3f", level->risk);
        aras_table_cell(table, tone, "%.3f", level->cross_risk);
        aras_table_cell(table, ARAS_FAINT, "%.3f", level->cross_error);
        aras_table_cell(table, tone, "%s", chosen ? "(chosen)" : "");
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

/* --- legends ------------------------------------------------------------------------
 */

static enum aras_status explain_boxes(const struct report *report,
                                      struct aras_error *error)
{
    const struct aras_style *style = report->style;
    FILE *file = report->file;

    fputc('\n', file);
    if (report->discovery->box[0].restrictions > 0 &&
        aras_legend_say(
            file, style, error,
            "Keeps: share of all sets that the limit alone allows. Without it: so in "
            "how "
            "many worlds, had the box not this limit. P: the probability that chance "
            "alone made that difference (one-sided binomial, in the sets that judge). "
            "Again: in how many resamplings the input is restricted on the same "
            "side.") != ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(
        file, style, error,
        "Half of the sets search, among the inputs with which the share differs most "
        "surely (%zu); each peel gives up that slice of %.2g of the box whose loss "
        "raises "
        "the "
        "density most for each world lost. A quarter chooses: the slice and the peel "
        "with "
        "the greatest excess of such worlds over chance; limits with p above 0.05 are "
        "dropped, the rest widened where that helps. A quarter judges: all numbers but "
        "SEARCHED are theirs. --peel K takes the box of that row as it is.",
        report->discovery->screened, report->discovery->alpha);
}

static enum aras_status explain_tree(const struct report *report,
                                     struct aras_error *error)
{
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error,
        "Three quarters of the sets grow the tree (Gini's index) and prune it: the "
        "smallest tree whose risk (Brier's score, 1 = no tree) in sets not seen, by "
        "tenfold cross-validation, is within an error of the least. A quarter judges: "
        "numbers of leaves are theirs.");
}

static enum aras_status explain_all(const struct report *report,
                                    struct aras_error *error)
{
    if (!report->discovery->nested &&
        aras_legend_say(report->file, report->style, error,
                        "Each set has but one world, so it cannot be told how much of "
                        "what is left is chance: --group 2 or more tells.") !=
            ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(report->file, report->style, error,
                           "A box says where in the model's assumptions it is "
                           "frequent, not what brings it "
                           "about.");
}

enum aras_status aras_report_discovery(FILE *file, const struct aras_discovered *found,
                                       const struct aras_style *style,
                                       struct aras_error *error)
{
    struct report report = {
        .file = file, .found = found, .discovery = found->discovery, .style = style};

    if (say_header(&report, error) != ARAS_OK) {
        return error->status;
    }
    if (found->tree) {
        if (say_leaves(&report, error) != ARAS_OK) {
            return error->status;
        }
        fputc('\n', file);
        if (print_levels(&report, error) != ARAS_OK ||
            explain_tree(&report, error) != ARAS_OK) {
            return error->status;
        }
    } else {
        if (say_boxes(&report, error) != ARAS_OK) {
            return error->status;
        }
        fputc('\n', file);
        if (print_peels(&report, error) != ARAS_OK ||
            explain_boxes(&report, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (explain_all(&report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
