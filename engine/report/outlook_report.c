/* What a seat sees before it decides: a part of game_report.h. */
#include <math.h>
#include <string.h>

#include "report/game_report.h"
#include "report/game_words.h"
#include "report/slot_words.h"
#include "report/table.h"
#include "report/words.h"

enum { MOST_NEWS = 12, DATE = 12, LABEL = 10, COUNSEL = 14 };

/* A number that moved by less than this share of its range is no news. */
#define MOVED 0.05

static const char *strong(const struct aras_style *style, bool on)
{
    if (!style->colour) {
        return "";
    }
    return on ? "\033[1m" : "\033[0m";
}

static void add_moment(struct aras_text *text, const struct aras_model *model,
                       double time)
{
    char moment[32];

    aras_model_write_moment(model, time, moment);
    aras_text_add(text, "%s", moment);
}

static enum aras_status print(FILE *file, const char *label, struct aras_text *text,
                              const struct aras_style *style, struct aras_error *error)
{
    enum aras_status status = aras_text_check(text, error);

    if (status == ARAS_OK && text->length > 0) {
        status = aras_words_print(file, label, LABEL, text, style, error);
    }
    aras_text_free(text);
    return status;
}

/* --- news ---------------------------------------------------------------------------
 */

/* A demand that was not made, or a line that nobody crossed, is known to whoever
 * forbore, and to nobody else. */
static bool is_hidden(const struct aras_outlook *outlook, uint32_t event)
{
    const struct aras_model *model = outlook->model;
    const char *self = model->actors[outlook->actor].id;

    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_demand *demand = model->events[i].demand;

        if (demand != NULL && demand->result[ARAS_SILENT] == event) {
            return strcmp(demand->deter ? demand->of : demand->by, self) != 0;
        }
    }
    return false;
}

static bool is_news(const struct aras_outlook *outlook, size_t number)
{
    uint32_t event = outlook->news[number].event;
    const char *narrative = outlook->model->events[event].narrative;

    return narrative != NULL && narrative[0] != '\0' && !is_hidden(outlook, event);
}

/* How often the same has happened since the last turn, this time included; 0 when it
 * happens again: it is told where it happened last. */
static size_t times_of(const struct aras_outlook *outlook, size_t number)
{
    uint32_t event = outlook->news[number].event;
    size_t times = 0;

    for (size_t i = 0; i < outlook->news_count; i++) {
        if (outlook->news[i].event == event) {
            if (i > number) {
                return 0;
            }
            times++;
        }
    }
    return times;
}

static bool is_told(const struct aras_outlook *outlook, size_t number, bool all)
{
    return is_news(outlook, number) && (all || times_of(outlook, number) > 0);
}

static enum aras_status print_happened(FILE *file, const struct aras_outlook *outlook,
                                       size_t number, const struct aras_style *style,
                                       struct aras_error *error)
{
    const struct aras_news *it = &outlook->news[number];
    size_t times = style->all ? 1 : times_of(outlook, number);
    struct aras_text text = {0};
    char moment[40] = "  ";
    enum aras_status status;

    aras_model_write_moment(outlook->model, it->time, moment + 2);
    if (aras_game_who(outlook->model, it->event) != NULL) {
        aras_text_add(&text, "%s: ", aras_game_who(outlook->model, it->event));
    }
    aras_text_add(&text, "%s", outlook->model->events[it->event].narrative);
    if (times > 1) {
        aras_text_add(&text, times == 2 ? " (twice)" : " (%zu times)", times);
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_words_print(file, moment, DATE + 2, &text, style, error);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status print_news(FILE *file, const struct aras_outlook *outlook,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    size_t count = 0;
    size_t skipped;

    for (size_t i = 0; i < outlook->news_count; i++) {
        count += is_told(outlook, i, style->all);
    }
    skipped = style->all || count <= MOST_NEWS ? 0 : count - MOST_NEWS;
    fprintf(file, "%s%s%s\n", strong(style, true),
            isnan(outlook->since) ? "What has happened so far"
                                  : "What has happened since your last turn",
            strong(style, false));
    if (count == 0) {
        fprintf(file, "  nothing that was told\n");
    } else if (skipped > 0) {
        fprintf(file, "  (%zu earlier; --all tells them too)\n", skipped);
    }
    for (size_t i = 0; i < outlook->news_count && status == ARAS_OK; i++) {
        if (!is_told(outlook, i, style->all)) {
            continue;
        }
        if (skipped > 0) {
            skipped--;
        } else {
            status = print_happened(file, outlook, i, style, error);
        }
    }
    return status;
}

/* --- what stands --------------------------------------------------------------------
 */

static bool has_moved(const struct aras_slot *slot, double before, double now)
{
    double width = slot->high - slot->low;

    return slot->type != ARAS_NUMBER
               ? before != now
               : fabs(now - before) >= MOVED * (isfinite(width) ? width : fabs(before));
}

static void add_change(struct aras_text *text, const struct aras_outlook *outlook,
                       uint32_t slot)
{
    const struct aras_model *model = outlook->model;

    aras_slot_words(text, model, slot);
    aras_text_add(text, aras_slot_has_words(model, slot) ? ": " : " ");
    if (outlook->before[slot] == outlook->now[slot]) {
        aras_words_value(text, model, slot, outlook->now[slot]);
    } else {
        aras_words_step(text, model, slot, outlook->before[slot], outlook->now[slot]);
    }
}

/* A public fact of the world at large, told at the first turn whether it moved or not;
 * of truths only those that are so. */
static bool is_fact(const struct aras_slot *slot, double now)
{
    return slot->type != ARAS_NUMBER && strchr(slot->name, '[') == NULL &&
           (slot->type != ARAS_TRUTH || now != 0.0);
}

static bool is_shown(const struct aras_outlook *outlook, bool facts, uint32_t number)
{
    const struct aras_slot *slot = &outlook->model->slots[number];

    return slot->kind == ARAS_SLOT_QUANTITY &&
           aras_seat_sees(outlook->model, outlook->actor, number) &&
           facts == (slot->type != ARAS_NUMBER) &&
           ((isnan(outlook->since) && is_fact(slot, outlook->now[number])) ||
            has_moved(slot, outlook->before[number], outlook->now[number]));
}

/* Of facts, or of numbers: at the first turn what stands, in one piece; then what has
 * changed, a line each. */
static enum aras_status print_changes(FILE *file, const struct aras_outlook *outlook,
                                      bool facts, const struct aras_style *style,
                                      struct aras_error *error)
{
    const char *label = facts ? "Facts" : "Numbers";
    bool together = facts && isnan(outlook->since);
    enum aras_status status = ARAS_OK;
    struct aras_text text = {0};

    for (uint32_t i = 0; i < outlook->model->slot_count && status == ARAS_OK; i++) {
        if (!is_shown(outlook, facts, i)) {
            continue;
        }
        aras_text_add(&text, text.length == 0 ? "" : "; ");
        add_change(&text, outlook, i);
        if (!together) {
            status = print(file, label, &text, style, error);
            text = (struct aras_text){0};
            label = "";
        }
    }
    return status == ARAS_OK ? print(file, label, &text, style, error) : status;
}

/* The slot of the leverage over another actor, or of his; -1. */
static int leverage_slot(const struct aras_outlook *outlook, size_t over, bool mine)
{
    const struct aras_model *model = outlook->model;
    const char *self = model->actors[outlook->actor].id;
    const char *other = model->actors[over].id;
    char name[256];

    snprintf(name, sizeof name, "leverage[%s,%s]", mine ? self : other,
             mine ? other : self);
    return aras_model_find_slot(model, name);
}

/* Whether what the others have over it is no more than the other side of its own. */
static bool is_one_sided(const struct aras_outlook *outlook)
{
    for (size_t i = 0; i < outlook->model->actor_count; i++) {
        int mine = i == outlook->actor ? -1 : leverage_slot(outlook, i, true);
        int theirs = i == outlook->actor ? -1 : leverage_slot(outlook, i, false);

        if (theirs >= 0 &&
            (mine < 0 || fabs(outlook->now[mine] + outlook->now[theirs]) > 0.005)) {
            return false;
        }
    }
    return true;
}

static void add_leverage(struct aras_text *text, const struct aras_outlook *outlook,
                         size_t over, bool mine)
{
    const struct aras_model *model = outlook->model;
    int slot = leverage_slot(outlook, over, mine);

    if (slot >= 0) {
        aras_text_add(text, "%s%s %+.2f", text->length == 0 ? "" : ", ",
                      model->actors[over].name, outlook->now[slot]);
    }
}

static enum aras_status print_leverage(FILE *file, const struct aras_outlook *outlook,
                                       bool mine, const struct aras_style *style,
                                       struct aras_error *error)
{
    struct aras_text text = {0};
    struct aras_text line = {0};

    for (size_t i = 0; i < outlook->model->actor_count; i++) {
        if (i != outlook->actor) {
            add_leverage(&text, outlook, i, mine);
        }
    }
    if (text.length > 0) {
        aras_text_add(&line, mine ? "yours over %s" : "over you %s", text.data);
    }
    text.out_of_memory = text.out_of_memory || line.out_of_memory;
    if (aras_text_check(&text, error) != ARAS_OK) {
        aras_text_free(&text);
        aras_text_free(&line);
        return error->status;
    }
    aras_text_free(&text);
    return print(file, mine ? "Leverage" : "", &line, style, error);
}

/* --- options ------------------------------------------------------------------------
 */

/* "refuse" of "armenia_on_corridor.refuse" */
static const char *short_id(const struct aras_model *model, uint32_t event)
{
    const char *point = strrchr(model->events[event].id, '.');

    return point == NULL ? model->events[event].id : point + 1;
}

static enum aras_status print_options(FILE *file, const struct aras_outlook *outlook,
                                      const struct aras_style *style,
                                      struct aras_error *error)
{
    const struct aras_model *model = outlook->model;
    const struct aras_decision *decision = model->events[outlook->event].decision;

    fprintf(file, "%sOptions%s\n", strong(style, true), strong(style, false));
    for (size_t i = 0; i < decision->count; i++) {
        const struct aras_choice *choice = &decision->choices[i];
        const char *title = model->events[choice->event].title;
        struct aras_text text = {0};
        enum aras_status status;
        char label[32];

        snprintf(label, sizeof label, "  %zu", i + 1);
        aras_text_add(&text, "%s", short_id(model, choice->event));
        if (title != NULL && title[0] != '\0' &&
            strcmp(title, short_id(model, choice->event)) != 0 &&
            strcmp(title, model->events[choice->event].id) != 0) {
            aras_text_add(&text, ": %s", title);
        }
        aras_text_add(&text, "%s%s", choice->status_quo ? " (as things are)" : "",
                      isnan(outlook->utility[i]) ? " (closed)" : "");
        status = aras_text_check(&text, error);
        if (status == ARAS_OK) {
            status = aras_words_print(file, label, 5, &text, style, error);
        }
        aras_text_free(&text);
        if (status != ARAS_OK) {
            return status;
        }
    }
    return ARAS_OK;
}

/* When it comes again, where the calendar says so. */
static void add_next(struct aras_text *text, const struct aras_outlook *outlook)
{
    const struct aras_model *model = outlook->model;
    const struct aras_event *event = &model->events[outlook->event];
    double next;

    if (event->trigger != ARAS_EVERY || event->times[0].kind != ARAS_OPERAND_LITERAL) {
        return;
    }
    next = outlook->time + event->times[0].value;
    aras_text_add(text, " (");
    if (next < model->horizon) {
        aras_text_add(text, "again on ");
        add_moment(text, model, next);
    } else {
        aras_text_add(text, "for the last time");
    }
    aras_text_add(text, ")");
}

enum aras_status aras_report_outlook(FILE *file, const struct aras_outlook *outlook,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    const struct aras_model *model = outlook->model;
    const struct aras_event *event = &model->events[outlook->event];
    struct aras_text head = {0};
    char moment[32];
    enum aras_status status;

    aras_model_write_moment(model, outlook->time, moment);
    aras_text_add(&head, "turn %zu, %s: %s", outlook->number,
                  model->actors[outlook->actor].name,
                  event->title == NULL ? event->id : event->title);
    add_next(&head, outlook);
    status = aras_text_check(&head, error);
    if (status == ARAS_OK) {
        fprintf(file, "\n%s", strong(style, true));
        status = aras_words_print(file, moment, DATE, &head, style, error);
        fprintf(file, "%s", strong(style, false));
    }
    aras_text_free(&head);
    if (status == ARAS_OK) {
        status = print_news(file, outlook, style, error);
    }
    for (int facts = 1; facts >= 0 && status == ARAS_OK; facts--) {
        status = print_changes(file, outlook, facts == 1, style, error);
    }
    for (int mine = 1; mine >= (is_one_sided(outlook) ? 1 : 0) && status == ARAS_OK;
         mine--) {
        status = print_leverage(file, outlook, mine == 1, style, error);
    }
    return status == ARAS_OK ? print_options(file, outlook, style, error) : status;
}

/* --- counsel ------------------------------------------------------------------------
 */

/* A plain number counts in any case. */
static void add_consideration(struct aras_text *text,
                              const struct aras_consideration *it, double value)
{
    aras_text_add(text, "%s%s", text->length == 0 ? "" : ", ",
                  it->of->literal && it->of->value == 1.0 ? "in any case" : it->text);
    if (isnan(value)) {
        aras_text_add(text, " (not seen from here)");
    } else {
        aras_text_add(text, " %+.2f", value);
    }
}

/* What an option does by itself, and what it may set off. */
static void add_consequences(struct aras_text *text, const struct aras_model *model,
                             const struct aras_event *option)
{
    for (size_t i = 0; i < option->effect_count; i++) {
        aras_text_add(text, "%s%s", i == 0 ? "" : "; ", option->effects[i].text);
    }
    for (size_t i = 0; i < option->follower_count; i++) {
        const struct aras_event *next = &model->events[option->followers[i].event];

        aras_text_add(text, "%s%s%s", text->length == 0 ? "" : "; ",
                      i == 0 ? "may set off: " : "",
                      next->title == NULL ? next->id : next->title);
    }
}

static enum aras_status print_counsel(FILE *file, const char *label,
                                      struct aras_text *text,
                                      const struct aras_style *style,
                                      struct aras_error *error)
{
    enum aras_status status = aras_text_check(text, error);

    if (status == ARAS_OK) {
        status = aras_words_print(file, label, COUNSEL, text, style, error);
    }
    aras_text_free(text);
    *text = (struct aras_text){0};
    return status;
}

static enum aras_status print_option(FILE *file, const struct aras_outlook *outlook,
                                     size_t number, const double *value,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    const struct aras_model *model = outlook->model;
    const struct aras_choice *choice =
        &model->events[outlook->event].decision->choices[number];
    struct aras_text text = {0};
    enum aras_status status;

    fprintf(file, "  %zu  %s%s\n", number + 1, short_id(model, choice->event),
            isnan(outlook->utility[number]) ? " (closed)" : "");
    for (size_t k = 0; k < choice->count; k++) {
        add_consideration(&text, &choice->considerations[k], value[k]);
    }
    aras_text_add(&text, choice->count == 0 ? "nothing" : "");
    status = print_counsel(file, "     weighs", &text, style, error);
    add_consequences(&text, model, &model->events[choice->event]);
    aras_text_add(&text, text.length == 0 ? "nothing by itself" : "");
    return status == ARAS_OK ? print_counsel(file, "     does", &text, style, error)
                             : status;
}

enum aras_status aras_report_counsel(FILE *file, const struct aras_outlook *outlook,
                                     const double *value,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    const struct aras_decision *decision =
        outlook->model->events[outlook->event].decision;
    enum aras_status status = ARAS_OK;

    fprintf(file,
            "For (+) and against (-) each option in the model, and what it does:\n");
    for (size_t i = 0; i < decision->count && status == ARAS_OK; i++) {
        status = print_option(file, outlook, i, value, style, error);
        value += decision->choices[i].count;
    }
    return status;
}
