#include "report/picture_lanes.h"

#include <stdlib.h>
#include <string.h>

enum aras_status aras_picture_lanes_begin(struct aras_picture_lanes *lanes,
                                          const struct aras_model *model,
                                          struct aras_error *error)
{
    *lanes = (struct aras_picture_lanes){
        .model = model,
        .events = calloc(model->actor_count + 1, sizeof *lanes->events),
        .of = calloc(model->actor_count + 1, sizeof *lanes->of)};
    return lanes->events == NULL || lanes->of == NULL
               ? aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture")
               : ARAS_OK;
}

void aras_picture_lanes_free(struct aras_picture_lanes *lanes)
{
    free(lanes->events);
    free(lanes->of);
    *lanes = (struct aras_picture_lanes){.count = 0};
}

const char *aras_picture_actor_of(const struct aras_chronicle *chronicle,
                                  uint32_t event)
{
    const struct aras_event *it = &chronicle->model->events[event];
    uint32_t parent = chronicle->reads->parent_of[event];

    if (it->actor_count > 0) {
        return it->actors[0];
    }
    if (it->decision != NULL && it->decision->actor != NULL) {
        return it->decision->actor;
    }
    if (it->demand != NULL && it->demand->by != NULL) {
        return it->demand->by;
    }
    return parent == UINT32_MAX ? "" : aras_picture_actor_of(chronicle, parent);
}

/* The number of actors for nobody. */
static size_t find_actor(const struct aras_model *model, const char *id)
{
    size_t i = 0;

    while (i < model->actor_count && strcmp(model->actors[i].id, id) != 0) {
        i++;
    }
    return i;
}

void aras_picture_lanes_add(struct aras_picture_lanes *lanes, const char *actor)
{
    lanes->events[find_actor(lanes->model, actor)]++;
}

void aras_picture_lanes_name(struct aras_picture_lanes *lanes)
{
    const struct aras_model *model = lanes->model;
    bool others = lanes->events[model->actor_count] > 0;

    for (size_t i = 0; i < model->actor_count; i++) {
        bool own = lanes->events[i] > 0 && lanes->count + 1 < ARAS_MOST_LANES;

        lanes->of[i] = own ? lanes->count : SIZE_MAX;
        others = others || (lanes->events[i] > 0 && !own);
        if (own) {
            lanes->name[lanes->count++] = model->actors[i].name;
        }
    }
    if (others) {
        lanes->name[lanes->count] = lanes->count == 0 ? "what happens" : "others";
        lanes->count++;
    }
}

size_t aras_picture_lane_of(const struct aras_picture_lanes *lanes, const char *actor)
{
    size_t number = find_actor(lanes->model, actor);

    return number == lanes->model->actor_count || lanes->of[number] == SIZE_MAX
               ? lanes->count - 1
               : lanes->of[number];
}
