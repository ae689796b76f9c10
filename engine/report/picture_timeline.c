/* The picture of one world. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "figure/timeline.h"
#include "report/picture_lanes.h"
#include "report/picture_world.h"
#include "report/words.h"

enum { MOST_EVENTS = 40 };

#define GREAT_PUSH 0.223143551 /* log 1.25 */

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
}

struct story {
    const struct aras_retelling *retelling;
    const struct aras_chronicle *chronicle;
    const struct aras_chapters *chapters;
    size_t *place; /* by chapter: its event of the picture; SIZE_MAX */
    struct aras_told event[MOST_EVENTS];
    struct aras_text title[MOST_EVENTS];
    size_t chapter[MOST_EVENTS];
    size_t events, worth;
    struct aras_told_cause cause[ARAS_MOST_CAUSES];
    size_t causes;
};

static void mark(const struct story *story, bool *needed, size_t happening)
{
    size_t chapter = story->chapters->of[happening];

    if (chapter != SIZE_MAX) {
        needed[chapter] = true;
    }
}

/* Chapters that the outcomes of the telling needed come before others. */
static void mark_chains(const struct story *story, bool *needed)
{
    const struct aras_retelling *retelling = story->retelling;

    for (size_t i = 0; i < retelling->count; i++) {
        const struct aras_ending *ending =
            &story->chronicle->endings[retelling->outcomes[i]];

        for (size_t k = 0; k < ending->chain_count; k++) {
            mark(story, needed, ending->chain[k]);
        }
        if (ending->by != ARAS_NO_HAPPENING) {
            mark(story, needed, ending->by);
        }
    }
}

/* What is drawn before other things: what the outcomes needed, then what happens for
 * the first time, then what happens again. */
enum rank { NEEDED, NEW, AGAIN, RANKS };

static void rank_chapters(const struct story *story, const bool *needed, bool *happened,
                          enum rank *rank)
{
    for (size_t i = 0; i < story->chapters->count; i++) {
        const struct aras_chapter *it = &story->chapters->chapter[i];
        uint32_t event = story->chronicle->happenings[it->end - 1].event;

        rank[i] = !it->worth        ? RANKS
                  : needed[i]       ? NEEDED
                  : happened[event] ? AGAIN
                                    : NEW;
        happened[event] = happened[event] || it->worth;
    }
}

/* Of a rank as many as there is room for, from the beginning to the end alike: a
 * picture that breaks off would look as if nothing happened from then on. */
static size_t take_rank(struct story *story, const enum rank *ranks, enum rank rank,
                        size_t room)
{
    size_t all = 0;
    size_t seen = 0;
    size_t taken = 0;

    for (size_t i = 0; i < story->chapters->count; i++) {
        all += ranks[i] == rank;
    }
    for (size_t i = 0; i < story->chapters->count; i++) {
        if (ranks[i] == rank && taken * all < ++seen * room && taken < room) {
            story->place[i] = 0;
            taken++;
        }
    }
    return taken;
}

static enum aras_status choose_chapters(struct story *story, struct aras_error *error)
{
    size_t count = story->chapters->count;
    bool *needed = calloc(count + 1, sizeof *needed);
    bool *happened = calloc(story->chronicle->model->event_count + 1, sizeof *happened);
    enum rank *ranks = calloc(count + 1, sizeof *ranks);
    size_t chosen = 0;
    enum aras_status status = ARAS_OK;

    story->place = calloc(count + 1, sizeof *story->place);
    if (needed == NULL || happened == NULL || ranks == NULL || story->place == NULL) {
        status = lack(error);
        goto done;
    }
    mark_chains(story, needed);
    rank_chapters(story, needed, happened, ranks);
    for (size_t i = 0; i < count; i++) {
        story->place[i] = SIZE_MAX;
        story->worth += story->chapters->chapter[i].worth;
    }
    for (int rank = NEEDED; rank < RANKS; rank++) {
        chosen += take_rank(story, ranks, (enum rank) rank, MOST_EVENTS - chosen);
    }
    for (size_t i = 0; i < count; i++) {
        if (story->place[i] != SIZE_MAX) {
            story->chapter[story->events] = i;
            story->place[i] = story->events++;
        }
    }
done:
    free(needed);
    free(happened);
    free(ranks);
    return status;
}

static const struct aras_happening *last_of(const struct story *story, size_t event)
{
    const struct aras_chapter *it = &story->chapters->chapter[story->chapter[event]];

    return &story->chronicle->happenings[it->end - 1];
}

static bool is_reached(const struct story *story, size_t outcome)
{
    enum aras_outcome_kind kind = story->chronicle->model->outcomes[outcome].kind;

    return kind == ARAS_HAPPENED || kind == ARAS_TIME || kind == ARAS_CATEGORY;
}

/* Whether a chapter made true one of the outcomes of the telling, or how one ends. */
static bool turns(const struct story *story, size_t event)
{
    const struct aras_chapter *it = &story->chapters->chapter[story->chapter[event]];

    for (size_t k = 0; k < story->retelling->count; k++) {
        size_t outcome = story->retelling->outcomes[k];
        size_t by = story->chronicle->endings[outcome].by;

        if (is_reached(story, outcome) && by >= it->first && by < it->end) {
            return true;
        }
    }
    return false;
}

static const char *actor_of(const struct story *story, size_t event)
{
    return aras_picture_actor_of(story->chronicle, last_of(story, event)->event);
}

static enum aras_status lay_story(struct story *story, struct aras_picture_lanes *lanes,
                                  struct aras_error *error)
{
    enum aras_status status =
        aras_picture_lanes_begin(lanes, story->chronicle->model, error);

    for (size_t i = 0; i < story->events && status == ARAS_OK; i++) {
        aras_picture_lanes_add(lanes, actor_of(story, i));
    }
    if (status == ARAS_OK) {
        aras_picture_lanes_name(lanes);
    }
    for (size_t i = 0; i < story->events && status == ARAS_OK; i++) {
        const struct aras_happening *it = last_of(story, i);

        aras_words_event(&story->title[i], story->chronicle, it->event);
        status = aras_text_check(&story->title[i], error);
        story->event[i] =
            (struct aras_told){.time = it->time,
                               .title = story->title[i].data,
                               .lane = aras_picture_lane_of(lanes, actor_of(story, i)),
                               .outcome = turns(story, i)};
    }
    return status;
}

/* One arrow from each event to each other at most, and what was needed before all. */
static void add_cause(struct story *story, size_t from, size_t to, bool needed)
{
    for (size_t i = 0; i < story->causes; i++) {
        struct aras_told_cause *it = &story->cause[i];

        if (it->from == from && it->to == to) {
            it->needed = it->needed || needed;
            return;
        }
    }
    if (story->causes < ARAS_MOST_CAUSES) {
        story->cause[story->causes++] = (struct aras_told_cause){from, to, needed};
    }
}

/* The event of the picture that a happening belongs to; SIZE_MAX. */
static size_t event_of(const struct story *story, size_t happening)
{
    size_t chapter = story->chapters->of[happening];

    return chapter == SIZE_MAX ? SIZE_MAX : story->place[chapter];
}

static void find_causes(struct story *story)
{
    for (size_t to = 0; to < story->events; to++) {
        const struct aras_chapter *it = &story->chapters->chapter[story->chapter[to]];

        for (size_t h = it->first; h < it->end; h++) {
            const struct aras_happening *happening = &story->chronicle->happenings[h];

            for (size_t i = 0; i < happening->link_count; i++) {
                const struct aras_link *link = &happening->links[i];
                size_t from = event_of(story, link->from);
                bool pushed =
                    fabs(aras_happening_push(happening, link->from)) >= GREAT_PUSH;

                if (from != SIZE_MAX && from != to && (link->needed || pushed)) {
                    add_cause(story, from, to, link->needed);
                }
            }
        }
    }
}

static enum aras_status draw_story(const struct aras_picture *picture,
                                   const struct story *story,
                                   const struct aras_picture_lanes *lanes,
                                   const char *name, struct aras_error *error)
{
    const struct aras_chronicle *chronicle = story->chronicle;
    char title[320];
    char drawn[64];
    char subtitle[1024];

    snprintf(title, sizeof title, "World %" PRIu64 " of %.200s", chronicle->replication,
             name);
    if (story->events < story->worth) {
        snprintf(drawn, sizeof drawn, "%zu of the %zu", story->events, story->worth);
    } else {
        snprintf(drawn, sizeof drawn, "the %zu", story->events);
    }
    snprintf(subtitle, sizeof subtitle,
             "%.300s: %s events worth telling, of %zu in all%s%s",
             aras_picture_title_of(chronicle->model), drawn, story->chapters->count,
             story->retelling->chosen == NULL ? "" : ". ",
             story->retelling->chosen == NULL ? "" : story->retelling->chosen);
    return aras_timeline_draw(
        picture->figure,
        &(struct aras_timeline){.title = title,
                                .subtitle = subtitle,
                                .lane = lanes->name,
                                .lanes = lanes->count,
                                .event = story->event,
                                .events = story->events,
                                .from = 0.0,
                                .to = chronicle->model->horizon,
                                .cause = story->cause,
                                .causes = story->causes,
                                .moments = aras_picture_moments(chronicle->model)},
        picture->look, error);
}

enum aras_status aras_picture_timeline(const struct aras_picture *picture,
                                       const struct aras_retelling *retelling,
                                       const char *name, struct aras_error *error)
{
    struct story *story = calloc(1, sizeof *story);
    struct aras_picture_lanes lanes = {.count = 0};
    enum aras_status status;

    if (story == NULL) {
        return lack(error);
    }
    story->retelling = retelling;
    story->chronicle = retelling->chronicle;
    story->chapters = retelling->chapters;
    status = choose_chapters(story, error);
    if (status == ARAS_OK && story->events == 0) {
        status =
            aras_error_set(error, ARAS_INVALID,
                           "nothing that happens in world %" PRIu64 " is worth telling",
                           story->chronicle->replication);
    }
    if (status == ARAS_OK) {
        status = lay_story(story, &lanes, error);
    }
    if (status == ARAS_OK) {
        find_causes(story);
        status = draw_story(picture, story, &lanes, name, error);
    }
    for (size_t i = 0; i < story->events; i++) {
        aras_text_free(&story->title[i]);
    }
    aras_picture_lanes_free(&lanes);
    free(story->place);
    free(story);
    return status;
}
