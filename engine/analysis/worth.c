#include "analysis/worth.h"

#include <math.h>
#include <stdlib.h>

#define GREAT_MOVE 0.1 /* of the range in which a value moved */

bool aras_worth_moving(const struct aras_followed *followed,
                       const struct aras_movement *movement)
{
    double least = GREAT_MOVE * (followed->high - followed->low);

    /* A rounding of a value that hardly moves is no movement. */
    least = isnan(followed->margin) ? least : fmax(least, followed->margin);
    return fabs(movement->after - movement->before) >=
           fmax(least, 1e-9 * fabs(movement->before));
}

/* --- chapters ----------------------------------------------------------------------
 */

static bool belongs_to(const struct aras_chronicle *chronicle, size_t happening,
                       size_t first)
{
    const struct aras_happening *it = &chronicle->happenings[happening];

    for (size_t i = 0; i < it->link_count; i++) {
        if (it->links[i].kind == ARAS_LINK_PARENT && it->links[i].from == first) {
            return true;
        }
    }
    return false;
}

static void divide(struct aras_chapters *chapters,
                   const struct aras_chronicle *chronicle)
{
    for (size_t i = 0; i < chronicle->count;) {
        size_t end = i + 1;

        if (chronicle->happenings[i].event == ARAS_NO_EVENT) {
            chapters->of[i++] = SIZE_MAX;
            continue;
        }
        while (end < chronicle->count && belongs_to(chronicle, end, i)) {
            end++;
        }
        chapters->chapter[chapters->count] =
            (struct aras_chapter){.first = i, .end = end};
        for (; i < end; i++) {
            chapters->of[i] = chapters->count;
        }
        chapters->count++;
    }
}

/* --- what is worth telling ----------------------------------------------------------
 */

static bool changes_a_stage(const struct aras_chronicle *chronicle,
                            const struct aras_happening *happening)
{
    for (size_t i = 0; i < happening->change_count; i++) {
        const struct aras_slot_change *change =
            &chronicle->changes[happening->first_change + i];
        const struct aras_slot *slot = &chronicle->model->slots[change->slot];

        if (slot->kind == ARAS_SLOT_QUANTITY && slot->type != ARAS_NUMBER) {
            return true;
        }
    }
    return false;
}

static bool is_worth(const struct aras_chronicle *chronicle, size_t number)
{
    const struct aras_happening *it = &chronicle->happenings[number];

    for (size_t i = 0; i < it->movement_count; i++) {
        const struct aras_followed *followed =
            &chronicle->followed[it->movements[i].followed];

        if (followed->asked && aras_worth_moving(followed, &it->movements[i])) {
            return true;
        }
    }
    return it->forced || (it->decision != NULL && it->decision->dictated);
}

static void tell_of(struct aras_chapters *chapters, size_t happening)
{
    if (happening != ARAS_NO_HAPPENING && chapters->of[happening] != SIZE_MAX) {
        chapters->chapter[chapters->of[happening]].worth = true;
    }
}

/* Stages are told by what came of them. */
static void tell_of_needed(struct aras_chapters *chapters,
                           const struct aras_chronicle *chronicle, size_t happening)
{
    const struct aras_happening *it = &chronicle->happenings[happening];

    for (size_t i = 0; i < it->link_count; i++) {
        const struct aras_link *link = &it->links[i];

        if (link->needed && link->slot != UINT32_MAX &&
            changes_a_stage(chronicle, &chronicle->happenings[link->from])) {
            tell_of(chapters, link->from);
        }
    }
}

enum aras_status aras_chapters_find(struct aras_chapters *chapters,
                                    struct aras_chronicle *chronicle,
                                    const size_t *outcomes, size_t count,
                                    struct aras_error *error)
{
    *chapters = (struct aras_chapters){
        .chapter = calloc(chronicle->count + 1, sizeof *chapters->chapter),
        .of = calloc(chronicle->count + 1, sizeof *chapters->of)};
    if (chapters->chapter == NULL || chapters->of == NULL) {
        aras_chapters_free(chapters);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a chronicle");
    }
    divide(chapters, chronicle);
    for (size_t i = 0; i < count; i++) {
        const struct aras_ending *ending = &chronicle->endings[outcomes[i]];

        if (ending->followed != SIZE_MAX) {
            chronicle->followed[ending->followed].asked = true;
        }
        tell_of(chapters, ending->by);
        for (size_t k = 0; k < ending->chain_count; k++) {
            tell_of(chapters, ending->chain[k]);
        }
    }
    for (size_t i = 0; i < chronicle->count; i++) {
        if (is_worth(chronicle, i)) {
            tell_of(chapters, i);
        }
        tell_of_needed(chapters, chronicle, i);
    }
    return ARAS_OK;
}

void aras_chapters_free(struct aras_chapters *chapters)
{
    free(chapters->chapter);
    free(chapters->of);
    *chapters = (struct aras_chapters){0};
}
