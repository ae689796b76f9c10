#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/number.h"
#include "report/table.h"

static bool has(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static const char *title_of(const struct aras_event *event)
{
    return has(event->title) ? event->title : event->id;
}

const char *aras_words_actor(const struct aras_model *model, const char *id)
{
    for (size_t i = 0; i < model->actor_count; i++) {
        if (strcmp(model->actors[i].id, id) == 0) {
            return model->actors[i].name;
        }
    }
    return id;
}

void aras_words_event(struct aras_text *text, const struct aras_chronicle *chronicle,
                      uint32_t event)
{
    uint32_t parent = chronicle->reads->parent_of[event];

    if (parent != UINT32_MAX) {
        aras_text_add(text, "%s: ", title_of(&chronicle->model->events[parent]));
    }
    aras_text_add(text, "%s", title_of(&chronicle->model->events[event]));
}

void aras_words_event_name(char *name, size_t size, const struct aras_model *model,
                           uint32_t event)
{
    const struct aras_event *it = &model->events[event];
    const char *dot = strrchr(it->id, '.');
    size_t length = dot == NULL ? 0 : (size_t) (dot - it->id);

    snprintf(name, size, "%s", title_of(it));
    for (size_t i = 0; it->trigger == ARAS_BY_PARENT && i < model->event_count; i++) {
        if (strncmp(model->events[i].id, it->id, length) == 0 &&
            model->events[i].id[length] == '\0') {
            snprintf(name, size, "%s: %s", title_of(&model->events[i]), title_of(it));
        }
    }
}

void aras_words_chapter(struct aras_text *text, const struct aras_chronicle *chronicle,
                        const struct aras_chapter *chapter)
{
    uint32_t event = chronicle->happenings[chapter->end - 1].event;

    if (has(chronicle->model->events[event].narrative)) {
        aras_text_add(text, "%s", chronicle->model->events[event].narrative);
    } else {
        aras_words_event(text, chronicle, event);
    }
}

void aras_words_happening(struct aras_text *text,
                          const struct aras_chronicle *chronicle, size_t happening)
{
    char moment[32];

    if (happening == ARAS_ALL_DRIFTS || happening == ARAS_ALL_OTHERS) {
        aras_text_add(text, happening == ARAS_ALL_DRIFTS ? "drifts" : "others");
        return;
    }

    const struct aras_happening *it = &chronicle->happenings[happening];

    aras_model_write_moment(chronicle->model, it->time, moment);
    if (it->event == ARAS_NO_EVENT) {
        bool passed =
            it->change_count > 0 &&
            chronicle->model->slots[chronicle->changes[it->first_change].slot].kind ==
                ARAS_SLOT_CORNER;

        aras_text_add(text,
                      passed ? "so much time had passed, on %s" : "the drift of %s",
                      moment);
    } else {
        aras_text_add(text, "%s of %s", chronicle->model->events[it->event].id, moment);
    }
}

void aras_words_number(struct aras_text *text, double value)
{
    if (value == 0.0 || (fabs(value) >= 0.0095 && fabs(value) < 10.0)) {
        aras_text_add(text, "%.2f", value);
    } else {
        aras_text_add(text, "%.3g", value);
    }
}

void aras_words_value(struct aras_text *text, const struct aras_model *model,
                      uint32_t slot, double value)
{
    const struct aras_slot *it = &model->slots[slot];

    if (it->type == ARAS_STAGE && it->stages != NULL && value >= 0.0 &&
        value < (double) it->stages->count) {
        aras_text_add(text, "%s", it->stages->names[(size_t) value]);
    } else if (it->type == ARAS_TRUTH) {
        aras_text_add(text, "%s", value != 0.0 ? "true" : "false");
    } else if (it->whole) {
        aras_text_add(text, "%.0f", value);
    } else {
        aras_words_number(text, value);
    }
}

/* Without the minus of a -0.001 that is shown as 0.00. */
static double shown(double value, int digits)
{
    return fabs(value) < 0.5 * pow(10.0, -digits) ? 0.0 : value;
}

void aras_words_step(struct aras_text *text, const struct aras_model *model,
                     uint32_t slot, double before, double after)
{
    const struct aras_slot *it = &model->slots[slot];
    double size = fabs(after - before);
    double most = fmax(fabs(before), fabs(after));

    if (it->type == ARAS_NUMBER && !it->whole && most < 10.0 && most >= 0.0095) {
        int digits = size >= 0.0095 ? 2 : size >= 0.00095 ? 3 : 4;

        aras_text_add(text, "%.*f to %.*f", digits, shown(before, digits), digits,
                      shown(after, digits));
        return;
    }
    aras_words_value(text, model, slot, before);
    aras_text_add(text, " to ");
    aras_words_value(text, model, slot, after);
}

void aras_words_factor(struct aras_text *text, double log,
                       const struct aras_style *style)
{
    double factor = exp(log);

    aras_text_add(text, factor >= 9.95 || factor < 0.095 ? "%s%.2g" : "%s%.2f",
                  style->ascii ? "x " : "×", factor);
}

void aras_words_percent(struct aras_text *text, double probability)
{
    aras_text_add(text, "%s", aras_number_counted(probability).text);
}

const char *aras_words_per(const struct aras_model *model, char room[48])
{
    if (model->time_unit == NULL) {
        return " per unit of time";
    }
    snprintf(room, 48, " a %s", model->time_unit);
    return room;
}

void aras_words_outcome(struct aras_text *text, const struct aras_model *model,
                        size_t outcome, double value)
{
    const struct aras_outcome *it = &model->outcomes[outcome];
    char moment[32];

    switch (it->kind) {
    case ARAS_HAPPENED:
        aras_text_add(text, "%s", value != 0.0 ? "yes" : "no");
        return;
    case ARAS_TIME:
        if (isinf(value)) {
            aras_text_add(text, "not reached");
            return;
        }
        aras_model_write_moment(model, value, moment);
        aras_text_add(text, "%s", moment);
        return;
    case ARAS_CATEGORY: {
        const struct aras_category *category = &it->categories[(size_t) value];

        aras_text_add(text, "%s",
                      has(category->title) ? category->title : category->id);
        return;
    }
    case ARAS_COUNT:
        aras_text_add(text, "%.0f", value);
        return;
    case ARAS_VALUE:
    case ARAS_MEAN:
        break;
    }
    aras_words_number(text, value);
    if (has(it->unit)) {
        aras_text_add(text, " %s", it->unit);
    }
}

enum aras_status aras_words_print(FILE *file, const char *label, size_t indent,
                                  const struct aras_text *text,
                                  const struct aras_style *style,
                                  struct aras_error *error)
{
    size_t width = style->width == 0 ? 100 : (size_t) style->width;
    struct aras_text lines = {0};
    enum aras_status status;

    aras_text_wrap(&lines, text->data == NULL ? "" : text->data,
                   width > indent + 20 ? width - indent : 20);
    aras_text_add(&lines, "%s", "");
    status = aras_text_check(text, error);
    if (status == ARAS_OK) {
        status = aras_text_check(&lines, error);
    }
    if (status == ARAS_OK && style->ascii) {
        aras_text_plain(lines.data);
    }
    for (const char *line = lines.data; status == ARAS_OK && line != NULL;) {
        size_t length = strcspn(line, "\n");

        fprintf(file, "%-*s%.*s\n", (int) indent, label, (int) length, line);
        label = "";
        line = line[length] == '\0' ? NULL : line + length + 1;
    }
    aras_text_free(&lines);
    return status;
}
