#include "command/event_list.h"

#include <stdbool.h>
#include <stdio.h>

#include "command/arguments.h"

/* A comma within brackets belongs to a name: dispute[armenia,azerbaijan]. */
static size_t length_of_name(const char *list)
{
    int depth = 0;
    size_t length = 0;

    for (; list[length] != '\0' && (list[length] != ',' || depth > 0); length++) {
        depth += (list[length] == '[') - (list[length] == ']');
    }
    return length;
}

static int unknown_event(const char *id, const struct aras_model *model)
{
    fprintf(stderr, "aras: --events: there is no event '%s'%s\n", id,
            aras_model_hint(model, ARAS_NAMED_EVENT, id).text);
    return ARAS_EXIT_BAD_INPUT;
}

static int add_event(const char *id, const struct aras_model *model, uint32_t *events,
                     size_t most, size_t *count)
{
    int event = aras_model_find_event(model, id);

    if (event < 0) {
        return unknown_event(id, model);
    }
    for (size_t i = 0; i < *count; i++) {
        if (events[i] == (uint32_t) event) {
            fprintf(stderr, "aras: --events names '%s' twice\n", id);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    if (*count == most) {
        fprintf(stderr, "aras: --events takes at most %zu events\n", most);
        return ARAS_EXIT_BAD_INPUT;
    }
    events[(*count)++] = (uint32_t) event;
    return ARAS_EXIT_FINE;
}

int aras_event_list_read(const char *list, const struct aras_model *model,
                         uint32_t *events, size_t most, size_t *count)
{
    int code = ARAS_EXIT_FINE;

    *count = 0;
    for (bool more = true; more && code == ARAS_EXIT_FINE;) {
        size_t length = length_of_name(list);
        char id[512];

        snprintf(id, sizeof id, "%.*s", (int) (length < 511 ? length : 511), list);
        code = add_event(id, model, events, most, count);
        more = list[length] == ',';
        list += length + 1;
    }
    return code;
}
