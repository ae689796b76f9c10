/* The bytes are changes, as in a scenario's file, of a small model that is good: they
 * apply, or there is a problem; what applies reads back as the same text. */

#include <gsl/gsl_errno.h>
#include <string.h>

#include "base/require.h"
#include "fuzz/target.h"
#include "scenario/scenario.h"

static const char model_text[] =
    "title = \"m\"; time_unit = \"year\"; start = \"2024-09-12\"; horizon = \"5 * "
    "year\";"
    "sources = ( { id = \"S1\"; title = \"s\"; known_by = \"2024-01-01\"; } );"
    "actors = ( { id = \"iran\"; }, { id = \"russia\"; } );"
    "channels = ( { id = \"arms\"; kind = \"supply\"; } );"
    "parameters = ( { id = \"speed\"; value = 0.5; source = \"S1\"; grade = \"C\"; },"
    "  { id = \"hits\"; rate = 0.1; given = \"stage\"; centred = \"t0\"; source = "
    "\"S1\";"
    "    grade = \"C\"; } );"
    "variants = ( { id = \"reading\"; options = ( { id = \"fast\"; }, { id = \"slow\"; "
    "} "
    "); } );"
    "quantities = ( { id = \"trust\"; of = \"pair\"; range = [0.0, 1.0]; default = 0; "
    "},"
    "  { id = \"phase\"; stages = [\"war\", \"peace\"]; initial = \"war\"; } );"
    "needs = ( { of = \"iran\"; channel = \"arms\"; importance = 1; } );"
    "ties = ( { of = \"iran\"; on = \"russia\"; channel = \"arms\"; level = \"high\";"
    "    source = \"S1\"; grade = \"C\"; } );"
    "events = ( { id = \"hit\"; each = \"pair\"; rate = \"hits\"; "
    "    effects = [\"trust[a, b] += leverage[a, b]\"]; },"
    "  { id = \"dated\"; at = \"1 * year\"; effects = [\"phase = peace\"]; },"
    "  { id = \"late\"; after = \"dated\"; delay = \"1 * year\"; } );"
    "decisions = ( { id = \"choose\"; actor = \"iran\"; every = \"1 * year\"; "
    "sharpness = "
    "1;"
    "    options = ( { id = \"go\"; }, { id = \"stay\"; } ); } );"
    "outcomes = ( { id = \"total\"; kind = \"count\"; of = \"hit\"; } );";

struct input {
    const char *bytes;
    size_t size;
    struct aras_arena *arena;
    struct aras_scenario *first;
    struct aras_scenario *second;
    struct aras_text text, once, twice;
};

static void apply(void *argument)
{
    struct input *input = argument;
    struct aras_problems problems = {.arena = input->arena};
    struct aras_setting *change =
        aras_document_parse(input->bytes, input->size, "input", &problems);
    struct aras_setting *root =
        aras_document_parse(model_text, sizeof model_text - 1, "model", &problems);

    ARAS_REQUIRE(root != NULL);
    if (change == NULL) {
        ARAS_REQUIRE(problems.mistakes > 0);
        return;
    }

    struct aras_setting *list =
        aras_setting_new(ARAS_SETTING_LIST, "changes", root->place, input->arena);

    change->name = NULL;
    aras_setting_add(list, change, input->arena);
    aras_setting_add(root, list, input->arena);
    aras_document_write(root, NULL, &input->text);
    input->first =
        aras_scenario_restore(input->text.data, input->text.length, "first", &problems);
    ARAS_REQUIRE((input->first == NULL) == (problems.mistakes > 0));
    if (input->first == NULL) {
        return;
    }
    aras_scenario_write(input->first, &input->once);
    input->second = aras_scenario_restore(input->once.data, input->once.length,
                                          "second", &problems);
    ARAS_REQUIRE(input->second != NULL);
    aras_scenario_write(input->second, &input->twice);
    ARAS_REQUIRE(strcmp(input->once.data, input->twice.data) == 0);
    ARAS_REQUIRE(input->first->model->override_count ==
                 input->second->model->override_count);
    ARAS_REQUIRE(input->first->model->forced_count ==
                 input->second->model->forced_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct aras_error error;
    struct input input = {.bytes = (const char *) bytes, .size = size};

    gsl_set_error_handler_off();
    input.arena = aras_arena_new(&error);
    if (input.arena != NULL) {
        enum aras_status status = aras_arena_try(input.arena, apply, &input, &error);

        ARAS_REQUIRE(status == ARAS_OK || status == ARAS_NO_MEMORY);
        if (status == ARAS_OK && input.first != NULL) {
            aras_model_release(input.first->model);
        }
        if (status == ARAS_OK && input.second != NULL) {
            aras_model_release(input.second->model);
        }
    }
    aras_text_free(&input.text);
    aras_text_free(&input.once);
    aras_text_free(&input.twice);
    aras_arena_free(input.arena);
    return 0;
}
