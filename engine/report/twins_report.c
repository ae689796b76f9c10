#include "report/twins_report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/data.h"
#include "report/legend.h"
#include "report/table.h"
#include "report/words.h"

enum { SAME_BEFORE = 3, MOST_AT_START = 12, LONG_NAME = 24, DATE = 12 };

struct report {
    FILE *file;
    const struct aras_twin_telling *telling;
    const struct aras_twins *twins;
    const struct aras_style *style;
};

/* --- pieces -------------------------------------------------------------------------
 */

static const struct aras_happening *side_of(const struct aras_twins *twins,
                                            const struct aras_twin *twin, bool b)
{
    size_t number = b ? twin->b : twin->a;

    return number == ARAS_NO_HAPPENING ? NULL
                                       : &(b ? twins->b : twins->a)->happenings[number];
}

static const struct aras_event *event_of(const struct aras_twins *twins,
                                         const struct aras_twin *twin)
{
    const struct aras_happening *a = side_of(twins, twin, false);

    return a != NULL ? &twins->a->model->events[a->event]
                     : &twins->b->model->events[side_of(twins, twin, true)->event];
}

static void write_date(const struct aras_twins *twins, const struct aras_twin *twin,
                       bool b, char moment[32])
{
    const struct aras_happening *it = side_of(twins, twin, b);

    if (it == NULL) {
        snprintf(moment, 32, "-");
    } else {
        aras_model_write_moment((b ? twins->b : twins->a)->model, it->time, moment);
    }
}

static void say_event(const struct report *report, struct aras_text *text,
                      const struct aras_twin *twin)
{
    const struct aras_happening *a = side_of(report->twins, twin, false);

    if (a != NULL) {
        aras_words_event(text, report->twins->a, a->event);
    } else {
        aras_words_event(text, report->twins->b,
                         side_of(report->twins, twin, true)->event);
    }
}

static const char *name_of(const struct report *report, bool in_b)
{
    return in_b ? report->telling->name_b : report->telling->name_a;
}

static void say_reason(const struct report *report, struct aras_text *text,
                       const struct aras_reason *reason)
{
    const char *side = reason->in_b ? "B" : "A";
    char moment[32];

    switch (reason->kind) {
    case ARAS_REASON_FORCED:
        aras_text_add(text, "%s, which forces it", side);
        return;
    case ARAS_REASON_FORBIDDEN:
        aras_text_add(text, "%s, which forbids it", side);
        return;
    case ARAS_REASON_SCALED:
        aras_text_add(text, "%s, which multiplies its rate", side);
        return;
    case ARAS_REASON_DELAYED:
        aras_text_add(text, "%s, which delays it", side);
        return;
    case ARAS_REASON_DICTATED:
        aras_text_add(text, "%s, which dictates the decision", side);
        return;
    case ARAS_REASON_HORIZON:
        aras_text_add(text, "the horizon: %s has ended by then",
                      reason->in_b ? "B" : "A");
        return;
    case ARAS_REASON_START:
        aras_text_add(text, "%s, which differs from the start", reason->slot);
        return;
    case ARAS_REASON_EARLIER:
        break;
    }

    const struct aras_twin *other = &report->twins->twin[reason->twin];

    write_date(report->twins, other, other->a == ARAS_NO_HAPPENING, moment);
    aras_text_add(
        text, "%s of %s%s%s", event_of(report->twins, other)->id, moment,
        other->a != ARAS_NO_HAPPENING && other->b != ARAS_NO_HAPPENING ? "" : " in ",
        other->a == ARAS_NO_HAPPENING   ? "B"
        : other->b == ARAS_NO_HAPPENING ? "A"
                                        : "");
    if (reason->slot != NULL) {
        aras_text_add(text, " (%s)", reason->slot);
    }
}

static bool looks_the_same(const struct aras_twins *twins, const struct aras_twin *twin)
{
    char a[32];
    char b[32];

    write_date(twins, twin, false, a);
    write_date(twins, twin, true, b);
    return strcmp(a, b) == 0;
}

bool aras_twins_worth(const struct aras_twin_telling *telling,
                      const struct aras_twin *twin)
{
    const struct aras_chapters *chapters[] = {telling->a, telling->b};

    if (!twin->same && looks_the_same(telling->twins, twin)) {
        return false;
    }
    for (int b = 0; b < 2; b++) {
        size_t happening = b == 1 ? twin->b : twin->a;
        const struct aras_chapter *chapter =
            happening == ARAS_NO_HAPPENING
                ? NULL
                : &chapters[b]->chapter[chapters[b]->of[happening]];

        if (chapter != NULL && chapter->worth && happening + 1 == chapter->end) {
            return true;
        }
    }
    return false;
}

static bool is_told(const struct report *report, const struct aras_twin *twin)
{
    return report->style->all || aras_twins_worth(report->telling, twin);
}

/* --- the head -----------------------------------------------------------------------
 */

static const char *title_of(const struct aras_model *model)
{
    return model->question.title == NULL ? model->title : model->question.title;
}

static enum aras_status say_start(const struct report *report, struct aras_error *error)
{
    const struct aras_twins *twins = report->twins;
    struct aras_text text = {0};
    enum aras_status status;

    if (twins->start_count == 0) {
        return ARAS_OK;
    }
    aras_text_add(&text, "At the start ");
    for (size_t i = 0; i < twins->start_count; i++) {
        const struct aras_start_difference *it = &twins->start[i];

        if (i == MOST_AT_START && !report->style->all) {
            aras_text_add(&text, ", and %zu more", twins->start_count - i);
            break;
        }
        aras_text_add(&text, "%s%s is ", i == 0 ? "" : ", ", it->name);
        aras_words_value(&text, twins->a->model, it->a, twins->a->start[it->a]);
        aras_text_add(&text, " in A and ");
        aras_words_value(&text, twins->b->model, it->b, twins->b->start[it->b]);
        aras_text_add(&text, " in B");
    }
    aras_text_add(&text, ".");
    status = aras_words_print(report->file, "", 0, &text, report->style, error);
    aras_text_free(&text);
    return status;
}

static enum aras_status say_head(const struct report *report, struct aras_error *error)
{
    const struct aras_twins *twins = report->twins;
    const struct aras_chronicle *a = twins->a;

    if (aras_legend_say(report->file, report->style, error, "A  %s: %s",
                        name_of(report, false), title_of(a->model)) != ARAS_OK ||
        aras_legend_say(report->file, report->style, error, "B  %s: %s",
                        name_of(report, true), title_of(twins->b->model)) != ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error,
            "World %" PRIu64 " of seed %" PRIu64 " in both, with the same luck.%s%s",
            a->replication, a->seed, report->telling->chosen == NULL ? "" : " ",
            report->telling->chosen == NULL ? "" : report->telling->chosen) !=
            ARAS_OK) {
        return error->status;
    }
    return say_start(report, error);
}

/* --- side by side -------------------------------------------------------------------
 */

static enum aras_status say_row(const struct report *report,
                                const struct aras_twin *twin, struct aras_error *error)
{
    const struct aras_event *event = event_of(report->twins, twin);
    struct aras_text text = {0};
    char label[64];
    char a[32];
    char b[32];
    enum aras_status status;

    write_date(report->twins, twin, false, a);
    write_date(report->twins, twin, true, b);
    snprintf(label, sizeof label, "%-*s%-*s", DATE, a, DATE, b);
    aras_text_add(&text, "%s", event->id);
    if (event->title != NULL && strcmp(event->title, event->id) != 0) {
        aras_text_add(&text, ": ");
        say_event(report, &text, twin);
    }
    aras_text_add(&text, "%s", twin->same ? ", the same in both" : "");
    status =
        aras_words_print(report->file, label, 2 * DATE, &text, report->style, error);
    aras_text_free(&text);
    text = (struct aras_text){0};
    if (twin->same || status != ARAS_OK) {
        return status;
    }
    aras_text_add(&text, "because of ");
    for (size_t i = 0; i < twin->reason_count; i++) {
        aras_text_add(&text, "%s", i == 0 ? "" : "; ");
        say_reason(report, &text, &twin->reasons[i]);
    }
    aras_text_add(&text, "%s", twin->reason_count == 0 ? "what was not traced" : "");
    status =
        aras_words_print(report->file, "", 2 * DATE + 2, &text, report->style, error);
    aras_text_free(&text);
    return status;
}

/* Where the rows begin: a few that are still the same before the first difference. */
static size_t first_row(const struct report *report)
{
    size_t row = report->twins->first;

    for (size_t left = SAME_BEFORE; row > 0 && left > 0; row--) {
        left -= is_told(report, &report->twins->twin[row - 1]);
    }
    return row;
}

static enum aras_status say_rows(const struct report *report, struct aras_error *error)
{
    const struct aras_twins *twins = report->twins;
    enum aras_status status = ARAS_OK;
    size_t left_out = 0;

    fprintf(report->file, "\n%-*s%-*s%s\n", DATE, "IN A", DATE, "IN B", "EVENT");
    for (size_t i = first_row(report); i < twins->count && status == ARAS_OK; i++) {
        const struct aras_twin *twin = &twins->twin[i];
        bool told = (!twin->same || i < twins->first || report->style->all) &&
                    (i == twins->first || is_told(report, twin));

        if (told) {
            status = say_row(report, twin, error);
        } else {
            left_out += !twin->same;
        }
    }
    if (status == ARAS_OK && left_out > 0) {
        fprintf(report->file, "%zu lesser difference%s left out; --all tells them.\n",
                left_out, left_out == 1 ? " is" : "s are");
    }
    return status;
}

static enum aras_status say_parting(const struct report *report,
                                    struct aras_error *error)
{
    const struct aras_twins *twins = report->twins;
    size_t in_a = 0;
    size_t in_b = 0;
    char moment[32];
    const struct aras_twin *first;

    for (size_t i = 0; i < twins->count; i++) {
        in_a += twins->twin[i].a != ARAS_NO_HAPPENING;
        in_b += twins->twin[i].b != ARAS_NO_HAPPENING;
    }
    if (twins->first == SIZE_MAX) {
        return aras_legend_say(
            report->file, report->style, error,
            "\nOne and the same history: all %zu events are the same "
            "in both, at the same time.",
            twins->count);
    }
    first = &twins->twin[twins->first];
    write_date(
        twins, first,
        first->a == ARAS_NO_HAPPENING ||
            (first->b != ARAS_NO_HAPPENING &&
             side_of(twins, first, true)->time < side_of(twins, first, false)->time),
        moment);
    return aras_legend_say(
        report->file, report->style, error,
        "They part on %s, after %zu event%s in common. Of %zu events in "
        "A and %zu in B, %zu happen in both at the same time.",
        moment, twins->first, twins->first == 1 ? "" : "s", in_a, in_b, twins->same);
}

/* --- what it came to -----------------------------------------------------------------
 */

/* In a table the long name of an option gives way to its id. */
static void say_outcome(struct aras_text *text, const struct aras_model *model,
                        size_t outcome, double value)
{
    const struct aras_outcome *it = &model->outcomes[outcome];
    size_t before = text->length;

    aras_words_outcome(text, model, outcome, value);
    if (it->kind == ARAS_CATEGORY && text->length - before > LONG_NAME) {
        text->length = before;
        aras_text_add(text, "%s", it->categories[(size_t) value].id);
    }
}

static enum aras_status say_outcomes(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "WHAT IT CAME TO", .wrap = true},
        {.heading = "A"},
        {.heading = "B"}};
    const struct aras_twins *twins = report->twins;
    struct aras_table *table = aras_table_new(columns, 3, report->style, error);
    enum aras_status status = ARAS_OK;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->telling->count && status == ARAS_OK; i++) {
        size_t of_a = report->telling->outcome_a[i];
        size_t of_b = report->telling->outcome_b[i];
        double value_a = twins->a->endings[of_a].value;
        double value_b = twins->b->endings[of_b].value;
        enum aras_tone tone = value_a == value_b ? ARAS_FAINT : ARAS_STRONG;
        struct aras_text a = {0};
        struct aras_text b = {0};

        say_outcome(&a, twins->a->model, of_a, value_a);
        say_outcome(&b, twins->b->model, of_b, value_b);
        status = aras_text_check(&a, error);
        if (status == ARAS_OK) {
            status = aras_text_check(&b, error);
        }
        if (status == ARAS_OK) {
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_PLAIN, "%s",
                            twins->a->model->outcomes[of_a].title);
            aras_table_cell(table, tone, "%s", a.data);
            aras_table_cell(table, tone, "%s", b.data);
        }
        aras_text_free(&a);
        aras_text_free(&b);
    }
    fputc('\n', report->file);
    if (status == ARAS_OK) {
        status = aras_table_print(table, report->file, error);
    }
    aras_table_free(table);
    return status;
}

enum aras_status aras_report_twins(FILE *file, const struct aras_twin_telling *telling,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    struct report report = {
        .file = file, .telling = telling, .twins = telling->twins, .style = style};
    const struct aras_chronicle *sides[] = {telling->twins->a, telling->twins->b};
    bool failed = sides[0]->failed || sides[1]->failed;
    enum aras_status status = say_head(&report, error);

    if (status == ARAS_OK) {
        status = say_parting(&report, error);
    }
    if (status == ARAS_OK && telling->twins->first != SIZE_MAX) {
        status = say_rows(&report, error);
    }
    for (int i = 0; i < 2 && status == ARAS_OK; i++) {
        if (sides[i]->failed) {
            fprintf(file, "\n%s could not be played on: %s\n", i == 0 ? "A" : "B",
                    sides[i]->failure.message);
        }
    }
    if (status == ARAS_OK && telling->count > 0 && !failed) {
        status = say_outcomes(&report, error);
    }
    if (status == ARAS_OK && telling->twins->first != SIZE_MAX) {
        fprintf(file, "\nOne world is an illustration: what else would have happened "
                      "depends on how luck is shared.\n`aras compare` tells how the "
                      "scenarios differ over many worlds.\n");
    }
    return status == ARAS_OK ? aras_legend_check(file, error) : status;
}

/* --- for programs --------------------------------------------------------------------
 */

static const char *reason_name(enum aras_reason_kind kind)
{
    switch (kind) {
    case ARAS_REASON_FORCED:
        return "forced";
    case ARAS_REASON_FORBIDDEN:
        return "forbidden";
    case ARAS_REASON_SCALED:
        return "scaled";
    case ARAS_REASON_DELAYED:
        return "delayed";
    case ARAS_REASON_DICTATED:
        return "dictated";
    case ARAS_REASON_HORIZON:
        return "horizon";
    case ARAS_REASON_START:
        return "start";
    case ARAS_REASON_EARLIER:
        break;
    }
    return "earlier";
}

static void put_side(struct aras_data *data, const char *name,
                     const struct aras_twins *twins, const struct aras_twin *twin,
                     bool b)
{
    const struct aras_happening *it = side_of(twins, twin, b);
    struct aras_data side;
    char moment[32];

    if (it == NULL) {
        aras_data_text(data, name, NULL);
        return;
    }
    side = aras_data_new();
    write_date(twins, twin, b, moment);
    aras_data_whole(&side, "happening", b ? twin->b : twin->a);
    aras_data_real(&side, "time", it->time);
    aras_data_text(&side, "date", moment);
    aras_data_object(data, name, side);
}

static struct aras_data tell_twin(const struct aras_twins *twins, size_t number)
{
    const struct aras_twin *twin = &twins->twin[number];
    struct aras_data data = aras_data_new();

    aras_data_whole(&data, "number", number);
    aras_data_text(&data, "event", event_of(twins, twin)->id);
    put_side(&data, "a", twins, twin, false);
    put_side(&data, "b", twins, twin, true);
    aras_data_list(&data, "reasons");
    for (size_t i = 0; i < twin->reason_count; i++) {
        const struct aras_reason *it = &twin->reasons[i];
        struct aras_data reason = aras_data_new();

        aras_data_text(&reason, "kind", reason_name(it->kind));
        aras_data_text(&reason, "side", it->in_b ? "b" : "a");
        if (it->kind == ARAS_REASON_EARLIER) {
            aras_data_whole(&reason, "difference", it->twin);
        }
        aras_data_text(&reason, "slot", it->slot);
        aras_data_append(&data, "reasons", reason);
    }
    return data;
}

static struct aras_data tell_outcome(const struct aras_twin_telling *telling,
                                     size_t number)
{
    const struct aras_twins *twins = telling->twins;
    size_t of_a = telling->outcome_a[number];
    size_t of_b = telling->outcome_b[number];
    const struct aras_outcome *it = &twins->a->model->outcomes[of_a];
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "outcome", it->id);
    aras_data_text(&data, "kind", aras_data_kind(it->kind));
    aras_data_real(&data, "a", twins->a->endings[of_a].value);
    aras_data_real(&data, "b", twins->b->endings[of_b].value);
    return data;
}

enum aras_status aras_report_twins_json(FILE *file,
                                        const struct aras_twin_telling *telling,
                                        struct aras_error *error)
{
    const struct aras_twins *twins = telling->twins;
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras twins 1");
    aras_data_text(&data, "a", telling->name_a);
    aras_data_text(&data, "b", telling->name_b);
    aras_data_whole(&data, "seed", twins->a->seed);
    aras_data_whole(&data, "replication", twins->a->replication);
    aras_data_text(&data, "chosen", telling->chosen);
    aras_data_whole(&data, "same", twins->same);
    aras_data_list(&data, "start");
    for (size_t i = 0; i < twins->start_count; i++) {
        const struct aras_start_difference *it = &twins->start[i];
        struct aras_data start = aras_data_new();

        aras_data_text(&start, "slot", it->name);
        aras_data_real(&start, "a", twins->a->start[it->a]);
        aras_data_real(&start, "b", twins->b->start[it->b]);
        aras_data_append(&data, "start", start);
    }
    aras_data_list(&data, "differences");
    for (size_t i = 0; i < twins->count; i++) {
        if (!twins->twin[i].same) {
            aras_data_append(&data, "differences", tell_twin(twins, i));
        }
    }
    aras_data_list(&data, "outcomes");
    for (size_t i = 0; i < telling->count; i++) {
        aras_data_append(&data, "outcomes", tell_outcome(telling, i));
    }
    return aras_data_write(&data, file, error);
}
