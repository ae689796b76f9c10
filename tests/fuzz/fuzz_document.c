/* The bytes are a configuration file. What can be read must be written as a file that
 * reads back as the same; what cannot must give a problem. */

#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "fuzz/target.h"
#include "model/document.h"

struct input {
    const char *bytes;
    size_t size;
    struct aras_arena *arena;
    struct aras_text once;
    struct aras_text twice;
};

static void read_and_write(void *argument)
{
    struct input *input = argument;
    struct aras_problems problems = {.arena = input->arena};
    struct aras_setting *root =
        aras_document_parse(input->bytes, input->size, "input", &problems);

    ARAS_REQUIRE((root == NULL) == (problems.mistakes > 0));
    if (root == NULL) {
        /* Syntax is the scan's to judge: libconfig's own words have no hint. */
        ARAS_REQUIRE(strncmp(problems.items[0].message, "syntax error\n", 13) != 0);
        return;
    }
    aras_document_write(root, NULL, &input->once);
    root = aras_document_parse(input->once.data, input->once.length, "once", &problems);
    ARAS_REQUIRE(root != NULL);
    root = aras_setting_copy(root, input->arena);
    aras_document_write(root, NULL, &input->twice);
    ARAS_REQUIRE(strcmp(input->once.data, input->twice.data) == 0);

    aras_setting_report_unread(root, &problems);
    ARAS_REQUIRE(problems.mistakes == root->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct aras_error error;
    struct input input = {.bytes = (const char *) bytes, .size = size};

    input.arena = aras_arena_new(&error);
    if (input.arena != NULL) {
        enum aras_status status =
            aras_arena_try(input.arena, read_and_write, &input, &error);

        ARAS_REQUIRE(status == ARAS_OK || status == ARAS_NO_MEMORY);
    }
    aras_text_free(&input.once);
    aras_text_free(&input.twice);
    aras_arena_free(input.arena);
    return 0;
}
