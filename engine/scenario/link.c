#include "scenario/link.h"

#include <ctype.h>
#include <string.h>

#include "model/reads.h"

/* --- reading ---------------------------------------------------------------------- */

struct reader {
    struct aras_place place;
    struct aras_problems *problems;
    struct aras_link *link;
    size_t count;
    bool bad;
};

/* The length of the part of `text` up to `mark` outside of [ ], or to its end. */
static size_t part_length(const char *text, char mark)
{
    size_t length = 0;
    int depth = 0;

    for (; text[length] != '\0' && (depth > 0 || text[length] != mark); length++) {
        depth += text[length] == '[';
        depth -= text[length] == ']' && depth > 0;
    }
    return length;
}

/* A copy without blanks at its ends. */
static char *trimmed(struct aras_arena *arena, const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char) text[0])) {
        text++;
        length--;
    }
    while (length > 0 && isspace((unsigned char) text[length - 1])) {
        length--;
    }
    return aras_arena_slice(arena, text, length);
}

static bool is_name(const char *text)
{
    const char *at = text;
    bool closed = false;

    if (!isalpha((unsigned char) *at)) {
        return false;
    }
    for (; *at != '\0' && *at != '['; at++) {
        if (!isalnum((unsigned char) *at) && *at != '_' && *at != '.') {
            return false;
        }
    }
    for (; *at != '\0' && !closed; at++) {
        closed = *at == ']';
    }
    return *at == '\0' && (closed || strchr(text, '[') == NULL);
}

static void squeeze(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        if (!isspace((unsigned char) *from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
}

static void refuse(struct reader *reader, const char *text)
{
    reader->bad = true;
    aras_problems_add(
        reader->problems, reader->place,
        "typed: cannot read '%s'; say \"event <- quantity\", \"event -> quantity\", "
        "\"drift of quantity <- other\", \"formula of quantity <- other\" or "
        "\"scenario -> event\", with commas between names and semicolons between links",
        text);
}

/* Takes the next name of a list with commas; NULL at its end or at a wrong one. */
static const char *next_name(struct reader *reader, const char **list)
{
    size_t length = part_length(*list, ',');
    char *name = trimmed(reader->problems->arena, *list, length);

    if (**list == '\0') {
        return NULL;
    }
    *list += length + ((*list)[length] == ',');
    if (!is_name(name)) {
        refuse(reader, name);
        return NULL;
    }
    squeeze(name);
    return name;
}

static void add_link(struct reader *reader, struct aras_link link)
{
    struct aras_link *added = aras_arena_grow(reader->problems->arena, &reader->link,
                                              reader->count, sizeof *reader->link);

    *added = link;
    reader->count++;
}

static bool begins_with(const char *text, const char *word, const char **rest)
{
    size_t length = strlen(word);

    if (strncmp(text, word, length) != 0) {
        return false;
    }
    *rest = text + length;
    return true;
}

/* "a, b <- c, d" gives four links. */
static void read_link(struct reader *reader, const char *text)
{
    struct aras_arena *arena = reader->problems->arena;
    const char *arrow = strstr(text, "<-");
    bool reads = arrow != NULL;

    arrow = reads ? arrow : strstr(text, "->");
    if (arrow == NULL) {
        refuse(reader, text);
        return;
    }

    const char *left = trimmed(arena, text, (size_t) (arrow - text));
    const char *right = trimmed(arena, arrow + 2, strlen(arrow + 2));
    struct aras_link link = {.kind = reads ? ARAS_LINK_READS : ARAS_LINK_CHANGES};

    if (reads && begins_with(left, "drift of ", &left)) {
        link.kind = ARAS_LINK_DRIFT;
    } else if (reads && begins_with(left, "formula of ", &left)) {
        link.kind = ARAS_LINK_FORMULA;
    } else if (!reads && strcmp(left, "scenario") == 0) {
        link.kind = ARAS_LINK_SCENARIO;
    }
    if (*left == '\0' || *right == '\0') {
        refuse(reader, text);
    }
    while (!reader->bad && (link.of = next_name(reader, &left)) != NULL) {
        const char *names = right;

        while (!reader->bad && (link.name = next_name(reader, &names)) != NULL) {
            if (link.kind == ARAS_LINK_SCENARIO) {
                link.of = NULL;
            }
            add_link(reader, link);
        }
    }
}

struct aras_links aras_links_read(const char *text, struct aras_place place,
                                  struct aras_problems *problems)
{
    struct reader reader = {.place = place, .problems = problems};

    while (*text != '\0' && !reader.bad) {
        size_t length = part_length(text, ';');

        read_link(&reader, trimmed(problems->arena, text, length));
        text += length + (text[length] == ';');
    }
    return reader.bad ? (struct aras_links){NULL, 0}
                      : (struct aras_links){reader.link, reader.count};
}

bool aras_links_have(const struct aras_links *links, enum aras_link_kind kind)
{
    for (size_t i = 0; i < links->count; i++) {
        if (links->link[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* --- names ------------------------------------------------------------------------ */

struct check {
    const struct aras_model *model;
    struct aras_place place;
    struct aras_problems *problems;
    struct aras_reads reads; /* the search that is on */
};

/* "x[b,a,...]" for "x[a,b,...]": pairs have their names sorted. The name itself where
 * it has no two indices. */
static const char *swapped(struct aras_arena *arena, const char *name)
{
    const char *open = strchr(name, '[');
    const char *comma = open == NULL ? NULL : strchr(open, ',');

    if (comma == NULL) {
        return name;
    }

    size_t second = strcspn(comma + 1, ",]");

    return aras_arena_print(arena, "%.*s%.*s,%.*s%s", (int) (open + 1 - name), name,
                            (int) second, comma + 1, (int) (comma - open - 1), open + 1,
                            comma + 1 + second);
}

static void unknown(struct check *check, const char *what, const char *name,
                    const char *const *names, size_t count)
{
    aras_problems_add(check->problems, check->place, "typed: there is no %s '%s'%s",
                      what, name,
                      aras_nearest_hint(name, names, count, check->problems->arena));
}

static int find_slot(struct check *check, const char *name)
{
    const struct aras_model *model = check->model;
    struct aras_arena *arena = check->problems->arena;
    int slot = aras_model_find_slot(model, name);

    if (slot < 0) {
        slot = aras_model_find_slot(model, swapped(arena, name));
    }
    if (slot < 0) {
        const char **names = aras_arena_array(arena, model->slot_count, sizeof *names);

        for (size_t i = 0; i < model->slot_count; i++) {
            names[i] = model->slots[i].name;
        }
        unknown(check, "quantity or parameter", name, names, model->slot_count);
    }
    return slot;
}

static bool is_event(const struct aras_event *event, const char *name)
{
    return strcmp(event->id, name) == 0 || strcmp(event->entry, name) == 0;
}

/* The name under which the event, or the template, is in the model; NULL: it is not. */
static const char *find_event(struct check *check, const char *name)
{
    const struct aras_model *model = check->model;
    struct aras_arena *arena = check->problems->arena;
    const char *const ways[] = {name, swapped(arena, name)};
    const char **names = aras_arena_array(arena, model->event_count, sizeof *names);

    for (size_t w = 0; w < 2; w++) {
        for (size_t i = 0; i < model->event_count; i++) {
            names[i] = model->events[i].id;
            if (is_event(&model->events[i], ways[w])) {
                return ways[w];
            }
        }
    }
    unknown(check, "event", name, names, model->event_count);
    return NULL;
}

/* --- what reads what -------------------------------------------------------------- */

static bool choice_reads(const struct aras_reads *reads,
                         const struct aras_choice *choice)
{
    bool found = aras_reads_code(reads, choice->guard);

    for (size_t i = 0; i < choice->count; i++) {
        found = found || aras_reads_consideration(reads, &choice->considerations[i]);
    }
    return found;
}

/* What decides on option or result number `part`, or on any of them (SIZE_MAX). */
static bool decision_reads(const struct aras_reads *reads,
                           const struct aras_decision *decision, size_t part)
{
    bool found = aras_reads_code(reads, decision->sharpness);

    for (size_t i = 0; i < decision->count; i++) {
        found = found || ((part == SIZE_MAX || decision->choices[i].event == part) &&
                          choice_reads(reads, &decision->choices[i]));
    }
    return found;
}

static bool demand_reads(const struct aras_reads *reads,
                         const struct aras_demand *demand)
{
    bool found = aras_reads_code(reads, demand->believed);

    for (size_t i = 0; i < ARAS_STAKES; i++) {
        found = found || aras_reads_code(reads, demand->stake[i]);
    }
    return found;
}

static bool is_result(const struct aras_demand *demand, size_t event)
{
    for (size_t i = 0; i < ARAS_DEMAND_RESULTS; i++) {
        if (demand->result[i] == event) {
            return true;
        }
    }
    return false;
}

/* An option, or a result of a demand, comes about by what decides in its parent. */
static bool parents_read(const struct aras_reads *reads, size_t event)
{
    const struct aras_model *model = reads->model;
    bool found = false;

    for (size_t i = 0; i < model->event_count && !found; i++) {
        const struct aras_event *parent = &model->events[i];

        for (size_t k = 0; parent->decision != NULL && k < parent->decision->count;
             k++) {
            found = found || (parent->decision->choices[k].event == event &&
                              decision_reads(reads, parent->decision, event));
        }
        found = found || (parent->demand != NULL && is_result(parent->demand, event) &&
                          demand_reads(reads, parent->demand));
    }
    return found;
}

static bool timing_reads(const struct aras_reads *reads, const struct aras_event *event)
{
    bool found = aras_reads_operand(reads, &event->base_fixed) ||
                 aras_reads_code(reads, event->base_code) ||
                 aras_reads_code(reads, event->guard) ||
                 aras_reads_code(reads, event->delay) ||
                 aras_reads_code(reads, event->condition);

    for (size_t i = 0; i < event->factor_count; i++) {
        found = found || aras_reads_slot(reads, event->factors[i].slot);
    }
    for (size_t i = 0; i < event->driver_count; i++) {
        found = found || aras_reads_driver(reads, &event->drivers[i]);
    }
    for (size_t i = 0; i < event->time_count; i++) {
        found = found || aras_reads_operand(reads, &event->times[i]);
    }
    return found;
}

static bool event_reads(const struct aras_reads *reads, size_t number)
{
    const struct aras_event *event = &reads->model->events[number];

    return timing_reads(reads, event) ||
           (event->decision != NULL &&
            decision_reads(reads, event->decision, SIZE_MAX)) ||
           (event->demand != NULL && demand_reads(reads, event->demand)) ||
           parents_read(reads, number);
}

static bool event_changes(const struct aras_event *event, uint32_t wanted)
{
    for (size_t i = 0; i < event->effect_count; i++) {
        if (event->effects[i].slot == wanted) {
            return true;
        }
    }
    return false;
}

static void begin_search(struct check *check, int wanted)
{
    memset(check->reads.seen, 0, check->model->slot_count * sizeof *check->reads.seen);
    check->reads.wanted = (uint32_t) wanted;
}

/* --- links ------------------------------------------------------------------------ */

static void check_event(struct check *check, const struct aras_link *link)
{
    const struct aras_model *model = check->model;
    const char *of = find_event(check, link->of);
    int slot = find_slot(check, link->name);
    bool found = false;

    if (of == NULL || slot < 0) {
        return;
    }
    for (size_t i = 0; i < model->event_count && !found; i++) {
        begin_search(check, slot);
        found = is_event(&model->events[i], of) &&
                (link->kind == ARAS_LINK_READS
                     ? event_reads(&check->reads, i)
                     : event_changes(&model->events[i], (uint32_t) slot));
    }
    if (!found && link->kind == ARAS_LINK_READS) {
        aras_problems_add(check->problems, check->place,
                          "typed: nothing that decides on '%s' reads '%s': no rate, "
                          "driver, condition, delay, consideration or stake",
                          link->of, link->name);
    } else if (!found) {
        aras_problems_add(check->problems, check->place,
                          "typed: no effect of '%s' changes '%s'", link->of,
                          link->name);
    }
}

static bool drift_reads(const struct aras_reads *reads, const struct aras_drift *drift)
{
    return aras_reads_code(reads, drift->toward) ||
           aras_reads_operand(reads, &drift->half_life) ||
           aras_reads_operand(reads, &drift->noise) ||
           aras_reads_code(reads, drift->guard);
}

static void check_drift(struct check *check, const struct aras_link *link)
{
    const struct aras_model *model = check->model;
    int of = find_slot(check, link->of);
    int slot = find_slot(check, link->name);
    bool any = false;
    bool found = false;

    if (of < 0 || slot < 0) {
        return;
    }
    begin_search(check, slot);
    for (size_t p = 0; p < model->period_count; p++) {
        for (size_t i = 0; i < model->periods[p].count; i++) {
            const struct aras_drift *drift = &model->periods[p].drifts[i];

            if (drift->slot == (uint32_t) of) {
                any = true;
                found = found || drift_reads(&check->reads, drift);
            }
        }
    }
    if (!any) {
        aras_problems_add(check->problems, check->place, "typed: '%s' has no drift",
                          link->of);
    } else if (!found) {
        aras_problems_add(check->problems, check->place,
                          "typed: the drift of '%s' does not read '%s'", link->of,
                          link->name);
    }
}

static void check_formula(struct check *check, const struct aras_link *link)
{
    int of = find_slot(check, link->of);
    int slot = find_slot(check, link->name);

    if (of < 0 || slot < 0) {
        return;
    }
    begin_search(check, slot);
    if (check->model->slots[of].kind != ARAS_SLOT_DERIVED &&
        check->model->slots[of].kind != ARAS_SLOT_FIXED) {
        aras_problems_add(check->problems, check->place,
                          "typed: '%s' has no formula: it is changed by effects and "
                          "drifts",
                          link->of);
    } else if (!aras_reads_sources(&check->reads, (uint32_t) of)) {
        aras_problems_add(check->problems, check->place,
                          "typed: the formula of '%s' does not read '%s'", link->of,
                          link->name);
    }
}

void aras_links_check(const struct aras_links *links, const struct aras_model *model,
                      struct aras_place place, struct aras_problems *problems)
{
    struct check check = {
        .model = model,
        .place = place,
        .problems = problems,
        .reads = {.model = model,
                  .seen = aras_arena_array(problems->arena, model->slot_count + 1,
                                           sizeof(bool))}};

    for (size_t i = 0; i < links->count; i++) {
        const struct aras_link *link = &links->link[i];

        switch (link->kind) {
        case ARAS_LINK_READS:
        case ARAS_LINK_CHANGES:
            check_event(&check, link);
            break;
        case ARAS_LINK_DRIFT:
            check_drift(&check, link);
            break;
        case ARAS_LINK_FORMULA:
            check_formula(&check, link);
            break;
        case ARAS_LINK_SCENARIO:
            (void) find_event(&check, link->name);
            break;
        }
    }
}

static bool is_touched(const struct aras_model *model, size_t number)
{
    const struct aras_event *event = &model->events[number];

    for (size_t i = 0; i < model->forced_count; i++) {
        if (model->forced[i].event == number) {
            return true;
        }
    }
    return event->forbidden || event->scale != 1.0 || event->shift != 0.0;
}

void aras_links_check_scenario(const struct aras_links *links,
                               const struct aras_model *model, struct aras_place place,
                               struct aras_problems *problems)
{
    struct check check = {.model = model, .place = place, .problems = problems};

    for (size_t i = 0; i < links->count; i++) {
        const char *name = links->link[i].name;
        bool found = false;

        if (links->link[i].kind != ARAS_LINK_SCENARIO) {
            continue;
        }
        name = find_event(&check, name);
        for (size_t k = 0; name != NULL && k < model->event_count; k++) {
            found =
                found || (is_event(&model->events[k], name) && is_touched(model, k));
        }
        if (name != NULL && !found) {
            aras_problems_add(problems, place,
                              "typed: the scenario of the test neither forces, "
                              "forbids, scales nor delays '%s'",
                              name);
        }
    }
}

/* --- cuts ------------------------------------------------------------------------- */

static bool weighs(const struct aras_reads *reads, const struct aras_choice *choice)
{
    for (size_t i = 0; i < choice->count; i++) {
        if (aras_reads_consideration(reads, &choice->considerations[i])) {
            return true;
        }
    }
    return false;
}

/* Whether a driver of the event, or a consideration of it or of its decision, reads. */
static bool has_cuttable(const struct aras_reads *reads, size_t number)
{
    const struct aras_event *event = &reads->model->events[number];
    bool found = false;

    for (size_t i = 0; i < event->driver_count; i++) {
        found = found || aras_reads_driver(reads, &event->drivers[i]);
    }
    for (size_t i = 0; i < reads->model->event_count && !found; i++) {
        const struct aras_event *parent = &reads->model->events[i];

        for (size_t k = 0; parent->decision != NULL && k < parent->decision->count;
             k++) {
            const struct aras_choice *choice = &parent->decision->choices[k];

            found = found ||
                    ((i == number || choice->event == number) && weighs(reads, choice));
        }
    }
    return found;
}

bool aras_link_can_be_cut(const struct aras_link *link, const struct aras_model *model,
                          struct aras_arena *arena)
{
    int slot = aras_model_find_slot(model, link->name);
    bool found = link->kind == ARAS_LINK_CHANGES;

    if (slot < 0) {
        slot = aras_model_find_slot(model, swapped(arena, link->name));
    }
    for (size_t i = 0;
         slot >= 0 && link->kind == ARAS_LINK_READS && !found && i < model->event_count;
         i++) {
        if (is_event(&model->events[i], link->of)) {
            struct aras_reads reads = {
                .model = model,
                .wanted = (uint32_t) slot,
                .seen = aras_arena_array(arena, model->slot_count, sizeof(bool))};

            found = has_cuttable(&reads, i);
        }
    }
    return found;
}
