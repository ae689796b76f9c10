/* The bytes are a model. It compiles, or there is a problem; a model that compiles is
 * written as a text that compiles to the same one. */

#include <gsl/gsl_errno.h>
#include <string.h>

#include "base/require.h"
#include "fuzz/target.h"
#include "model/model.h"

struct input {
    const char *bytes;
    size_t size;
    struct aras_arena *arena;
    struct aras_model *model;
    struct aras_model *again;
    struct aras_text text;
};

static void check_model(const struct aras_model *model)
{
    ARAS_REQUIRE(model->title != NULL);
    ARAS_REQUIRE(model->horizon > 0.0);
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        ARAS_REQUIRE(event->id != NULL && event->title != NULL);
        for (size_t k = 0; k < event->effect_count; k++) {
            ARAS_REQUIRE(event->effects[k].slot < model->slot_count);
        }
        for (size_t k = 0; k < event->follower_count; k++) {
            ARAS_REQUIRE(event->followers[k].event < model->event_count);
        }
        ARAS_REQUIRE(event->trigger != ARAS_BY_RATE || event->base_code != NULL ||
                     event->factor_count == 0 || event->factors != NULL);
    }
    for (size_t i = 0; i < model->derived_count; i++) {
        for (size_t k = 0; k < model->slots[model->derived[i].slot].derived_count;
             k++) {
            ARAS_REQUIRE(model->slots[model->derived[i].slot].derived[k] > i);
        }
    }
}

static void compile(void *argument)
{
    struct input *input = argument;
    struct aras_problems problems = {.arena = input->arena};
    struct aras_setting *root =
        aras_document_parse(input->bytes, input->size, "input", &problems);

    ARAS_REQUIRE((root == NULL) == (problems.mistakes > 0));
    if (root == NULL) {
        return;
    }
    input->model = aras_model_compile(root, &problems);
    ARAS_REQUIRE((input->model == NULL) == (problems.mistakes > 0));
    for (size_t i = 0; i < problems.count; i++) {
        ARAS_REQUIRE(problems.items[i].message[0] != '\0');
    }
    if (input->model == NULL) {
        return;
    }
    check_model(input->model);
    aras_document_write(root, NULL, &input->text);
    root = aras_document_parse(input->text.data, input->text.length, "text", &problems);
    ARAS_REQUIRE(root != NULL);
    input->again = aras_model_compile(root, &problems);
    ARAS_REQUIRE(input->again != NULL);
    ARAS_REQUIRE(input->again->slot_count == input->model->slot_count);
    ARAS_REQUIRE(input->again->event_count == input->model->event_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct aras_error error;
    struct input input = {.bytes = (const char *) bytes, .size = size};

    gsl_set_error_handler_off();
    input.arena = aras_arena_new(&error);
    if (input.arena != NULL) {
        enum aras_status status = aras_arena_try(input.arena, compile, &input, &error);

        ARAS_REQUIRE(status == ARAS_OK || status == ARAS_NO_MEMORY);
        if (status == ARAS_OK) {
            aras_model_release(input.model);
            aras_model_release(input.again);
        }
    }
    aras_text_free(&input.text);
    aras_arena_free(input.arena);
    return 0;
}
