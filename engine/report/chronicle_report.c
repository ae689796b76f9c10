#include "report/chronicle_report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "analysis/seat.h"
#include "report/game_words.h"
#include "report/legend.h"
#include "report/words.h"

enum { DATE = 12, LABEL = 9, MOST_NAMED = 4 };

#define SMALL_TERM   0.05 /* of a log rate: a factor of 1.05 */
#define SMALL_CHANGE 0.01 /* of the range of a quantity */

struct report {
    FILE *file;
    const struct aras_retelling *retelling;
    const struct aras_chronicle *chronicle;
    const struct aras_model *model;
    const struct aras_style *style;
};

/* Prints a line of a chapter, "          why      ...", and forgets it. */
static enum aras_status say(const struct report *report, const char *label,
                            struct aras_text *text, struct aras_error *error)
{
    char head[DATE + LABEL + 1];
    enum aras_status status = ARAS_OK;

    if (text->length > 0 || text->out_of_memory) {
        snprintf(head, sizeof head, "%*s%s", DATE, "", label);
        status = aras_words_print(report->file, head, DATE + LABEL, text, report->style,
                                  error);
    }
    aras_text_free(text);
    *text = (struct aras_text){0};
    return status;
}

/* Begins one more of several things. */
static void separate(struct aras_text *text, const char *by)
{
    if (text->length > 0) {
        aras_text_add(text, "%s", by);
    }
}

/* --- the head ----------------------------------------------------------------------
 */

static void say_reading(const struct report *report, struct aras_text *text)
{
    const struct aras_model *model = report->model;

    for (size_t i = 0; i < model->variant_count; i++) {
        const struct aras_variant *variant = &model->variants[i];
        double option = report->chronicle->parameters[model->parameter_count + i];

        if (option >= 0.0 && option < (double) variant->count) {
            aras_text_add(text, ", %s = %s", variant->id,
                          variant->options[(size_t) option].id);
        }
    }
}

static enum aras_status say_head(const struct report *report, struct aras_error *error)
{
    const struct aras_chronicle *chronicle = report->chronicle;
    const struct aras_question *question = &report->model->question;
    struct aras_text text = {0};
    enum aras_status status;

    fprintf(report->file, "%s\n",
            question->title == NULL ? report->model->title : question->title);
    aras_text_add(&text, "World %" PRIu64 " of seed %" PRIu64, chronicle->replication,
                  chronicle->seed);
    aras_text_add(&text, ", parameter set %" PRIu64, chronicle->set);
    say_reading(report, &text);
    aras_text_add(&text, ".");
    if (report->retelling->chosen != NULL) {
        aras_text_add(&text, " %s", report->retelling->chosen);
    }
    status = aras_words_print(report->file, "", 0, &text, report->style, error);
    aras_text_free(&text);
    return status;
}

/* --- why then ----------------------------------------------------------------------
 */

/* "alignment[a,b] 0.45 to 0.62 ×1.30 (treaty_signed of 2025-03-15 ×1.20, drifts ×1.08)"
 */
static void say_term(const struct report *report, struct aras_text *text,
                     const struct aras_term *term)
{
    size_t told = 0;

    /* A driver that is a formula has no better name than that. */
    aras_text_add(text, "%s ",
                  strchr(report->model->slots[term->slot].name, ' ') != NULL
                      ? term->text
                      : report->model->slots[term->slot].name);
    aras_words_step(text, report->model, term->slot, term->x_start, term->x);
    aras_text_add(text, " ");
    aras_words_factor(text, term->since_start, report->style);
    for (size_t i = 0; i < term->share_count && told < MOST_NAMED; i++) {
        const struct aras_portion *share = &term->shares[i];

        if (fabs(share->amount) < SMALL_TERM &&
            !(told == 0 && term->share_count == 1)) {
            continue;
        }
        aras_text_add(text, told++ == 0 ? " (" : ", ");
        aras_words_happening(text, report->chronicle, share->happening);
        if (term->share_count > 1) {
            aras_text_add(text, " ");
            aras_words_factor(text, share->amount, report->style);
        }
    }
    aras_text_add(text, told > 0 ? ")" : "");
}

/* What changed the rate itself, apart from its drivers. */
static void say_base(const struct report *report, struct aras_text *text,
                     const struct aras_happening *it, double factor)
{
    size_t told = 0;

    aras_text_add(text, "reference rate ");
    aras_words_factor(text, factor, report->style);
    for (size_t i = 0; i < it->link_count && told < MOST_NAMED; i++) {
        const struct aras_link *link = &it->links[i];
        bool seen = link->kind != ARAS_LINK_RATE;

        for (size_t k = 0; k < i; k++) {
            seen = seen || (it->links[k].kind == ARAS_LINK_RATE &&
                            it->links[k].from == link->from);
        }
        if (!seen) {
            aras_text_add(text, told++ == 0 ? " (" : ", ");
            aras_words_happening(text, report->chronicle, link->from);
        }
    }
    aras_text_add(text, told > 0 ? ")" : "");
}

static void say_rate(const struct report *report, struct aras_text *text,
                     const struct aras_happening *it)
{
    const struct aras_rate_told *rate = it->rate;
    char per[48];
    bool any = false;

    aras_text_add(text, "at a rate of %.2g%s", rate->rate,
                  aras_words_per(report->model, per));
    if (rate->count > 0 && fabs(log(rate->rate / rate->base)) >= 0.005) {
        aras_text_add(text, " (reference %.2g)", rate->base);
    }
    if (rate->start == 0.0) {
        aras_text_add(text, ", 0 at the start");
        return;
    }
    if (isnan(rate->start)) {
        return;
    }

    double log_factor = log(rate->rate / rate->start);
    double base = log(rate->base / rate->base_start);

    if (fabs(log_factor) < 0.005) {
        aras_text_add(text, ", as at the start");
    } else {
        aras_text_add(text, ", ");
        aras_words_factor(text, log_factor, report->style);
        aras_text_add(text, " that at the start");
    }
    if (isfinite(base) && fabs(base) >= SMALL_TERM) {
        aras_text_add(text, ": ");
        say_base(report, text, it, base);
        any = true;
    }
    for (size_t i = 0; i < rate->count; i++) {
        if (fabs(rate->terms[i].since_start) >= SMALL_TERM) {
            aras_text_add(text, any ? "; " : ": ");
            any = true;
            say_term(report, text, &rate->terms[i]);
        }
    }
}

static const char *beginning_of(enum aras_link_kind kind)
{
    switch (kind) {
    case ARAS_LINK_CAUSE:
        return "follows";
    case ARAS_LINK_CONDITION:
        return "as soon as";
    case ARAS_LINK_GUARD:
    case ARAS_LINK_RATE:
        return "possible since";
    case ARAS_LINK_PARENT:
    case ARAS_LINK_DRIVER:
    case ARAS_LINK_CHOICE:
    case ARAS_LINK_STAKE:
    case ARAS_LINK_EFFECT:
        break;
    }
    return "";
}

/* What a happening made of a slot that a later one needed so; nothing where that was
 * not recorded, and of what only counts or tells the time. */
static void say_made(const struct report *report, struct aras_text *text,
                     const struct aras_link *link)
{
    const struct aras_happening *from = &report->chronicle->happenings[link->from];
    const struct aras_slot *slot =
        link->slot == UINT32_MAX ? NULL : &report->model->slots[link->slot];

    if (slot == NULL ||
        (slot->kind != ARAS_SLOT_QUANTITY && slot->kind != ARAS_SLOT_DERIVED)) {
        return;
    }
    for (size_t i = from->change_count; i > 0; i--) {
        const struct aras_slot_change *change =
            &report->chronicle->changes[from->first_change + i - 1];

        if (change->slot == link->slot) {
            aras_text_add(text, " (%s: ", slot->name);
            aras_words_value(text, report->model, link->slot, change->after);
            aras_text_add(text, ")");
            return;
        }
    }
}

static void say_needs(const struct report *report, struct aras_text *text,
                      size_t number)
{
    const struct aras_happening *it = &report->chronicle->happenings[number];
    const char *said = "";

    for (size_t i = 0; i < it->link_count; i++) {
        const struct aras_link *link = &it->links[i];
        const char *beginning = beginning_of(link->kind);

        if (!link->needed || beginning[0] == '\0') {
            continue;
        }
        separate(text, strcmp(beginning, said) == 0 ? ", " : "; ");
        if (strcmp(beginning, said) != 0) {
            aras_text_add(text, "%s ", beginning);
            said = beginning;
        }
        aras_words_happening(text, report->chronicle, link->from);
        say_made(report, text, link);
    }
}

static void say_why(const struct report *report, struct aras_text *text, size_t number)
{
    const struct aras_happening *it = &report->chronicle->happenings[number];
    const struct aras_event *event = &report->model->events[it->event];

    if (it->forced) {
        aras_text_add(text, "forced by the scenario");
        return;
    }
    switch (event->trigger) {
    case ARAS_BY_RATE:
        if (it->rate != NULL) {
            say_rate(report, text, it);
        }
        break;
    case ARAS_AT:
        aras_text_add(text, "by the calendar");
        break;
    case ARAS_EVERY:
        aras_text_add(text, "by the calendar (no. %" PRIu64 ")", it->number + 1);
        break;
    case ARAS_AFTER:
    case ARAS_BECOMES:
    case ARAS_BY_PARENT:
        break;
    }
    say_needs(report, text, number);
}

/* --- with what odds ----------------------------------------------------------------
 */

static const char *name_of(const struct report *report, uint32_t event)
{
    const struct aras_event *it = &report->model->events[event];

    return it->title != NULL && it->title[0] != '\0' ? it->title : it->id;
}

/* Calls `say_one` for the option that was chosen, then for the others. */
static void say_options(const struct report *report, struct aras_text *text,
                        const struct aras_decision_told *decision,
                        void (*say_one)(struct aras_text *text,
                                        const struct aras_decision_told *decision,
                                        const struct aras_option_told *option))
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < decision->count; i++) {
            const struct aras_option_told *option = &decision->options[i];
            bool chosen = (int) i == decision->chosen;

            if (chosen != (pass == 0)) {
                continue;
            }
            separate(text, ", ");
            aras_text_add(text, "%s ", name_of(report, option->event));
            say_one(text, decision, option);
            aras_text_add(text, !chosen              ? ""
                                : decision->dictated ? " (dictated)"
                                                     : " (chosen)");
        }
    }
}

static void say_chance(struct aras_text *text,
                       const struct aras_decision_told *decision,
                       const struct aras_option_told *option)
{
    (void) decision;
    if (isnan(option->utility)) {
        aras_text_add(text, "(closed)");
    } else {
        aras_words_percent(text, option->probability);
    }
}

static void say_utility(struct aras_text *text,
                        const struct aras_decision_told *decision,
                        const struct aras_option_told *option)
{
    if (isnan(option->utility)) {
        aras_text_add(text, "(closed)");
    } else {
        aras_text_add(text, "%.2f", option->utility / decision->sharpness);
    }
}

/* How much each option is worth to who decides; without sharpness that is nothing to
 * the choice. */
static void say_utilities(const struct report *report, struct aras_text *text,
                          const struct aras_decision_told *decision)
{
    if (decision->sharpness == 0.0) {
        aras_text_add(text, "all alike, at a sharpness of 0");
    } else if (!isnan(decision->sharpness)) {
        say_options(report, text, decision, say_utility);
        aras_text_add(text, "; at a sharpness of %.2g", decision->sharpness);
    }
}

/* The logarithm of a rate, taken apart: that of the reference rate, and what each
 * driver adds. */
static void say_terms(struct aras_text *text, const struct aras_rate_told *rate)
{
    if (rate->count == 0) {
        return;
    }
    aras_text_add(text, "ln %.4g = %+.4f: %+.4f (reference, ln %.4g)", rate->rate,
                  log(rate->rate), log(rate->base), rate->base);
    for (size_t i = 0; i < rate->count; i++) {
        aras_text_add(text, ", %+.4f (%s)", rate->terms[i].log_rate,
                      rate->terms[i].text);
    }
}

static double weight_of(const struct aras_argument *argument)
{
    return fabs(argument->of * argument->weight);
}

/* How many arguments weigh more; of two alike the earlier counts as more. */
static size_t rank_of(const struct aras_option_told *option, size_t number)
{
    double weight = weight_of(&option->arguments[number]);
    size_t rank = 0;

    for (size_t i = 0; i < option->count; i++) {
        double other = weight_of(&option->arguments[i]);

        rank += other > weight || (other == weight && i < number);
    }
    return rank;
}

/* The arguments of the option that was chosen, the weightiest first. */
static void say_arguments(const struct report *report, struct aras_text *text,
                          const struct aras_decision_told *decision)
{
    const struct aras_option_told *option;
    size_t most = report->style->all ? SIZE_MAX : 3;

    if (decision->chosen < 0) {
        return;
    }
    option = &decision->options[decision->chosen];
    for (size_t rank = 0; rank < option->count && rank < most; rank++) {
        for (size_t i = 0; i < option->count; i++) {
            const struct aras_argument *it = &option->arguments[i];

            if (rank_of(option, i) == rank && it->of * it->weight != 0.0) {
                separate(text, ", ");
                aras_text_add(text, "%+.2f from %s", it->of * it->weight, it->text);
            }
        }
    }
}

static void say_demand(struct aras_text *text, const struct aras_demand_told *demand)
{
    if (demand->deter) {
        aras_text_add(text, "would be crossed ");
        aras_words_percent(text, demand->yield);
    } else {
        aras_text_add(text, "is made ");
        aras_words_percent(text, demand->issue);
        aras_text_add(text, ", would be conceded ");
        aras_words_percent(text, demand->yield);
    }
    aras_text_add(text, ", would be enforced ");
    aras_words_percent(text, demand->enforce);
}

/* --- what it changed ---------------------------------------------------------------
 */

/* Steps of one slot in a chapter are told as one. */
static bool is_first_of_slot(const struct report *report,
                             const struct aras_chapter *chapter, size_t number)
{
    const struct aras_slot_change *change = &report->chronicle->changes[number];

    return change->previous == 0 ||
           report->chronicle->changes[change->previous - 1].happening < chapter->first;
}

static double last_in(const struct report *report, size_t number, size_t end)
{
    const struct aras_slot_change *changes = report->chronicle->changes;
    double after = changes[number].after;

    for (size_t i = number + 1; i < end; i++) {
        if (changes[i].slot == changes[number].slot) {
            after = changes[i].after;
        }
    }
    return after;
}

static bool is_trifle(const struct aras_slot *slot, double before, double after)
{
    double range = slot->high - slot->low;
    double size = isfinite(range) ? range : fabs(before);

    return before == after || (slot->type == ARAS_NUMBER && !slot->whole &&
                               fabs(after - before) < SMALL_CHANGE * size);
}

static void say_changes(const struct report *report, struct aras_text *text,
                        const struct aras_chapter *chapter)
{
    const struct aras_happening *first = &report->chronicle->happenings[chapter->first];
    const struct aras_happening *last =
        &report->chronicle->happenings[chapter->end - 1];
    size_t end = last->first_change + last->change_count;
    size_t left_out = 0;
    size_t told = 0;

    /* Stages first: they are what later conditions mostly ask. */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = first->first_change; i < end; i++) {
            const struct aras_slot_change *change = &report->chronicle->changes[i];
            const struct aras_slot *slot = &report->model->slots[change->slot];
            double after;

            if (slot->kind != ARAS_SLOT_QUANTITY ||
                (slot->type == ARAS_NUMBER) != (pass == 1) ||
                !is_first_of_slot(report, chapter, i)) {
                continue;
            }
            after = last_in(report, i, end);
            if (!report->style->all && (is_trifle(slot, change->before, after) ||
                                        (pass == 1 && told >= MOST_NAMED))) {
                left_out += change->before != after && told >= MOST_NAMED;
                continue;
            }
            separate(text, "; ");
            aras_text_add(text, "%s ", slot->name);
            aras_words_step(text, report->model, change->slot, change->before, after);
            told++;
        }
    }
    if (left_out > 0) {
        aras_text_add(text, "; and %zu more", left_out);
    }
}

static void say_movements(const struct report *report, struct aras_text *text,
                          const struct aras_chapter *chapter)
{
    for (size_t i = chapter->first; i < chapter->end; i++) {
        const struct aras_happening *it = &report->chronicle->happenings[i];

        for (size_t k = 0; k < it->movement_count; k++) {
            const struct aras_movement *movement = &it->movements[k];
            const struct aras_followed *followed =
                &report->chronicle->followed[movement->followed];

            if (report->style->all ||
                (followed->asked && aras_worth_moving(followed, movement))) {
                separate(text, "; ");
                aras_text_add(text, "%s %.3f to %.3f", followed->title,
                              movement->before, movement->after);
            }
        }
    }
}

/* The time to something is told only where its being so is no outcome of its own. */
static void say_turned(const struct report *report, struct aras_text *text,
                       const struct aras_chapter *chapter)
{
    for (int pass = 0; pass < 2 && text->length == 0; pass++) {
        for (size_t i = chapter->first; i < chapter->end; i++) {
            const struct aras_happening *it = &report->chronicle->happenings[i];

            for (size_t k = 0; k < it->turned_count; k++) {
                const struct aras_outcome *outcome =
                    &report->model->outcomes[it->turned[k]];

                if ((outcome->kind == ARAS_TIME) == (pass == 1)) {
                    separate(text, "; ");
                    aras_text_add(text, "%s", outcome->title);
                }
            }
        }
    }
}

/* --- chapters ----------------------------------------------------------------------
 */

/* What somebody decided who sits in a seat. */
static void say_choice(const struct report *report, struct aras_text *text,
                       const struct aras_chapter *chapter)
{
    const struct aras_happening *it = &report->chronicle->happenings[chapter->first];
    size_t actor =
        it->decision == NULL ? SIZE_MAX : aras_seat_actor(report->model, it->event);

    if (report->retelling->seated != NULL && actor != SIZE_MAX &&
        report->retelling->seated[actor] && it->decision->chosen >= 0) {
        aras_text_add(
            text, " [you: %s]",
            aras_game_option_title(report->model, it->event, it->decision->chosen));
    }
}

/* By its narrative, with who did it; a title says that itself. */
static enum aras_status say_in_brief(const struct report *report,
                                     const struct aras_chapter *chapter,
                                     struct aras_error *error)
{
    const struct aras_chronicle *chronicle = report->chronicle;
    uint32_t came_to = chronicle->happenings[chapter->end - 1].event;
    const char *narrative = report->model->events[came_to].narrative;
    const char *who = aras_game_who(report->model, came_to);
    struct aras_text text = {0};
    char moment[32];
    enum aras_status status;

    aras_model_write_moment(report->model, chronicle->happenings[chapter->first].time,
                            moment);
    if (who != NULL && narrative != NULL && narrative[0] != '\0') {
        aras_text_add(&text, "%s: ", who);
    }
    aras_words_chapter(&text, chronicle, chapter);
    say_choice(report, &text, chapter);
    status = aras_words_print(report->file, moment, DATE, &text, report->style, error);
    aras_text_free(&text);
    return status;
}

static enum aras_status say_chapter(const struct report *report,
                                    const struct aras_chapter *chapter,
                                    struct aras_error *error)
{
    const struct aras_chronicle *chronicle = report->chronicle;
    const struct aras_happening *it = &chronicle->happenings[chapter->first];
    uint32_t outcome_event = chronicle->happenings[chapter->end - 1].event;
    const struct aras_event *came_to = &report->model->events[outcome_event];
    char moment[32];
    struct aras_text text = {0};
    enum aras_status status;

    fputc('\n', report->file);
    aras_model_write_moment(report->model, it->time, moment);
    aras_words_chapter(&text, chronicle, chapter);
    status = aras_words_print(report->file, moment, DATE, &text, report->style, error);
    aras_text_free(&text);
    text = (struct aras_text){0};

    if (status == ARAS_OK) {
        aras_text_add(&text, "%s", came_to->id);
        if (came_to->narrative != NULL && came_to->narrative[0] != '\0') {
            aras_text_add(&text, ": ");
            aras_words_event(&text, chronicle, outcome_event);
        }
        status = say(report, "event", &text, error);
    }
    if (status == ARAS_OK) {
        say_why(report, &text, chapter->first);
        status = say(report, "why", &text, error);
    }
    if (status == ARAS_OK && it->rate != NULL && report->style->all) {
        say_terms(&text, it->rate);
        status = say(report, "terms", &text, error);
    }
    if (status == ARAS_OK && it->decision != NULL) {
        say_options(report, &text, it->decision, say_chance);
        status = say(report, "odds", &text, error);
        if (status == ARAS_OK) {
            say_utilities(report, &text, it->decision);
            status = say(report, "worth", &text, error);
        }
        if (status == ARAS_OK) {
            say_arguments(report, &text, it->decision);
            status = say(report, "for it", &text, error);
        }
    }
    if (status == ARAS_OK && it->demand != NULL) {
        say_demand(&text, it->demand);
        status = say(report, "odds", &text, error);
    }
    if (status == ARAS_OK) {
        say_changes(report, &text, chapter);
        status = say(report, "changes", &text, error);
    }
    if (status == ARAS_OK) {
        say_movements(report, &text, chapter);
        status = say(report, "moves", &text, error);
    }
    if (status == ARAS_OK) {
        say_turned(report, &text, chapter);
        status = say(report, "REACHED", &text, error);
    }
    return status;
}

/* With --all, what drifted between two events, in a line. */
static enum aras_status say_step(const struct report *report, size_t number,
                                 struct aras_error *error)
{
    const struct aras_happening *it = &report->chronicle->happenings[number];
    struct aras_chapter alone = {.first = number, .end = number + 1};
    struct aras_text text = {0};
    char moment[32];
    enum aras_status status;

    aras_model_write_moment(report->model, it->time, moment);
    fputc('\n', report->file);
    aras_text_add(&text, "What moves by itself.");
    status = aras_words_print(report->file, moment, DATE, &text, report->style, error);
    aras_text_free(&text);
    text = (struct aras_text){0};
    if (status == ARAS_OK) {
        say_changes(report, &text, &alone);
        status = say(report, "changes", &text, error);
    }
    if (status == ARAS_OK) {
        say_turned(report, &text, &alone);
        status = say(report, "REACHED", &text, error);
    }
    return status;
}

/* A step is told with all else, or where it made an outcome true. */
static bool tells_step(const struct report *report, size_t number)
{
    const struct aras_happening *it = &report->chronicle->happenings[number];

    return it->event == ARAS_NO_EVENT && !report->retelling->brief &&
           (it->turned_count > 0 || (report->style->all && it->change_count > 0));
}

static enum aras_status say_chapters(const struct report *report,
                                     struct aras_error *error)
{
    const struct aras_chapters *chapters = report->retelling->chapters;
    enum aras_status status = ARAS_OK;
    size_t left_out = 0;

    if (report->retelling->brief) {
        fputc('\n', report->file);
    }
    for (size_t i = 0; i < report->chronicle->count && status == ARAS_OK;) {
        size_t number = chapters->of[i];

        if (number == SIZE_MAX) {
            if (tells_step(report, i)) {
                status = say_step(report, i, error);
            }
            i++;
            continue;
        }

        const struct aras_chapter *chapter = &chapters->chapter[number];

        if (chapter->worth || report->style->all) {
            status = report->retelling->brief ? say_in_brief(report, chapter, error)
                                              : say_chapter(report, chapter, error);
        } else {
            left_out++;
        }
        i = chapter->end;
    }
    if (report->retelling->brief && status == ARAS_OK) {
        fputc('\n', report->file);
        status = aras_legend_say(report->file, report->style, error,
                                 "In brief: %zu lesser event%s left out; %s.", left_out,
                                 left_out == 1 ? " is" : "s are",
                                 report->retelling->seated == NULL
                                     ? "without --brief it is told with its reasons"
                                     : "--all tells everything, with its reasons");
    } else if (left_out > 0) {
        fprintf(report->file, "\n%zu lesser event%s%s %s left out; --all tells them.\n",
                left_out, left_out == 1 ? "" : "s",
                report->model->period_count > 0 ? ", and what drifts," : "",
                left_out == 1 ? "is" : "are");
    }
    return status;
}

/* --- what it came to ---------------------------------------------------------------
 */

static void say_link_between(const struct report *report, struct aras_text *text,
                             size_t from, size_t to)
{
    const struct aras_happening *it = &report->chronicle->happenings[to];

    for (size_t i = 0; i < it->link_count; i++) {
        const struct aras_link *link = &it->links[i];

        if (link->from != from || !link->needed) {
            continue;
        }
        switch (link->kind) {
        case ARAS_LINK_CAUSE:
            aras_text_add(text, ", which follows");
            return;
        case ARAS_LINK_PARENT:
        case ARAS_LINK_CONDITION:
        case ARAS_LINK_GUARD:
        case ARAS_LINK_RATE:
        case ARAS_LINK_DRIVER:
        case ARAS_LINK_CHOICE:
        case ARAS_LINK_STAKE:
        case ARAS_LINK_EFFECT:
            break;
        }
        say_made(report, text, link);
        return;
    }
}

/* A decision is told by the option that it came to. */
static bool is_told_by_next(const struct report *report,
                            const struct aras_ending *ending, size_t place)
{
    const struct aras_happening *next;

    if (place + 1 == ending->chain_count) {
        return false;
    }
    next = &report->chronicle->happenings[ending->chain[place + 1]];
    for (size_t i = 0; i < next->link_count; i++) {
        if (next->links[i].kind == ARAS_LINK_PARENT &&
            next->links[i].from == ending->chain[place]) {
            return true;
        }
    }
    return false;
}

static enum aras_status say_chain(const struct report *report,
                                  const struct aras_ending *ending,
                                  struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    const char *order = "first";

    for (size_t i = 0; i < ending->chain_count && status == ARAS_OK; i++) {
        size_t place = i;
        const struct aras_happening *it;
        char label[48];
        char moment[32];
        struct aras_text text = {0};

        while (is_told_by_next(report, ending, i)) {
            i++;
        }
        it = &report->chronicle->happenings[ending->chain[i]];
        aras_model_write_moment(report->model, it->time, moment);
        snprintf(label, sizeof label, "  %5s %s", order, moment);
        order = "then";
        if (it->event == ARAS_NO_EVENT) {
            aras_text_add(&text, "what moves by itself");
        } else {
            aras_words_event(&text, report->chronicle, it->event);
        }
        if (it->forced && place == 0) {
            aras_text_add(&text, " (forced by the scenario)");
        }
        if (place > 0) {
            say_link_between(report, &text, ending->chain[place - 1],
                             ending->chain[place]);
        }
        status = aras_words_print(report->file, label, 20, &text, report->style, error);
        aras_text_free(&text);
    }
    return status;
}

static enum aras_status say_shares(const struct report *report, size_t outcome,
                                   const struct aras_ending *ending,
                                   struct aras_error *error)
{
    enum aras_outcome_kind kind = report->model->outcomes[outcome].kind;
    bool of_value = kind == ARAS_VALUE || kind == ARAS_MEAN;
    struct aras_text text = {0};
    enum aras_status status = ARAS_OK;
    double others = 0.0;

    if (of_value) {
        aras_text_add(&text, "moved by ");
    } else if (ending->slot != UINT32_MAX &&
               report->model->slots[ending->slot].type == ARAS_NUMBER &&
               report->model->slots[ending->slot].kind != ARAS_SLOT_COUNTER) {
        aras_text_add(&text, "%s was moved by ",
                      report->model->slots[ending->slot].name);
    } else {
        return ARAS_OK;
    }
    for (size_t i = 0; i < ending->share_count; i++) {
        if (i >= MOST_NAMED || ending->shares[i].happening == ARAS_ALL_OTHERS) {
            others += ending->shares[i].amount;
            continue;
        }
        aras_text_add(&text, i == 0 ? "" : ", ");
        aras_words_happening(&text, report->chronicle, ending->shares[i].happening);
        aras_text_add(&text, " %+.3f", ending->shares[i].amount);
    }
    if (ending->share_count > MOST_NAMED) {
        aras_text_add(&text, ", others %+.3f", others);
    }
    if (ending->share_count > 0) {
        status = aras_words_print(report->file, "  ", 2, &text, report->style, error);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status say_ending(const struct report *report, size_t outcome,
                                   struct aras_error *error)
{
    const struct aras_outcome *it = &report->model->outcomes[outcome];
    const struct aras_ending *ending = &report->chronicle->endings[outcome];
    bool of_value = it->kind == ARAS_VALUE || it->kind == ARAS_MEAN;
    struct aras_text text = {0};
    enum aras_status status;

    aras_text_add(&text, "%s: ", it->title == NULL ? it->id : it->title);
    aras_words_outcome(&text, report->model, outcome, ending->value);
    status = aras_words_print(report->file, "", 0, &text, report->style, error);
    aras_text_free(&text);
    if (status == ARAS_OK) {
        status = say_shares(report, outcome, ending, error);
    }
    /* What moved a value most has its place in the chronicle; its own past is seldom
     * asked for. */
    if (status == ARAS_OK && (!of_value || report->style->all)) {
        status = say_chain(report, ending, error);
    }
    return status;
}

enum aras_status aras_report_chronicle(FILE *file,
                                       const struct aras_retelling *retelling,
                                       const struct aras_style *style,
                                       struct aras_error *error)
{
    struct report report = {.file = file,
                            .retelling = retelling,
                            .chronicle = retelling->chronicle,
                            .model = retelling->chronicle->model,
                            .style = style};
    enum aras_status status = say_head(&report, error);

    if (status == ARAS_OK) {
        status = say_chapters(&report, error);
    }
    if (status == ARAS_OK && report.chronicle->failed) {
        fprintf(file, "\nThe world could not be played on: %s\n",
                report.chronicle->failure.message);
        return aras_legend_check(file, error);
    }
    if (status == ARAS_OK && retelling->count > 0) {
        fprintf(file, "\nWHAT IT CAME TO\n");
    }
    for (size_t i = 0; i < retelling->count && status == ARAS_OK; i++) {
        status = say_ending(&report, retelling->outcomes[i], error);
    }
    return status == ARAS_OK ? aras_legend_check(file, error) : status;
}
