/* A formula, or an assignment, is read, compiled in a small world and worked out. The
 * first byte chooses between held and free scopes, models with and without a start. */

#include <math.h>
#include <stdlib.h>

#include "base/require.h"
#include "fuzz/target.h"
#include "unit/formula/world.h"

static void assign(void *argument)
{
    struct reading *reading = argument;
    struct aras_assignment assignment;
    struct aras_place place = {0};

    if (aras_assignment_parse(&assignment, reading->text, place, "an effect",
                              &reading->world->problems)) {
        reading->formula = assignment.formula;
        reading->code =
            aras_formula_compile(assignment.formula, &reading->world->scope,
                                 &reading->expected, &reading->world->problems);
    }
}

static void evaluate(const struct world *world, const struct aras_code *code)
{
    struct aras_stream stream = {.seed = 1, .purpose = ARAS_FOR_EFFECT};
    struct aras_evaluation evaluation = {
        .values = world->values, .now = 10.0, .stream = &stream};
    double value = aras_code_evaluate(code, &evaluation);

    ARAS_REQUIRE((evaluation.fault == ARAS_NO_FAULT) == (isfinite(value) != 0));
    ARAS_REQUIRE(code->type != ARAS_TRUTH || evaluation.fault != ARAS_NO_FAULT ||
                 value == 0.0 || value == 1.0);
    ARAS_REQUIRE(!code->literal || value == code->value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct aras_error error;
    struct aras_arena *arena = aras_arena_new(&error);
    char *text = malloc(size + 1);

    if (arena != NULL && text != NULL && size > 0) {
        struct world world;
        struct reading reading = {
            .world = &world,
            .text = text,
            .expected = {.any_type = true, .any_dimension = true}};

        memcpy(text, bytes + 1, size - 1);
        text[size - 1] = '\0';
        world_open(&world, arena);
        world.scope.held = (bytes[0] & 1) == 0;
        world.scope.draws = (bytes[0] & 2) != 0;
        world.scope.timeless = (bytes[0] & 4) != 0;
        if (aras_arena_try(arena, (bytes[0] & 8) != 0 ? assign : read_formula, &reading,
                           &error) == ARAS_OK) {
            ARAS_REQUIRE((reading.code == NULL) == (world.problems.mistakes > 0));
            if (reading.code != NULL) {
                evaluate(&world, reading.code);
            }
        }
    }
    free(text);
    aras_arena_free(arena);
    return 0;
}
