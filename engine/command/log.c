/* `aras log`: the stored runs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"

static const char *folder_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

int aras_command_log(const struct aras_arguments *arguments)
{
    struct aras_run_facts *facts = NULL;
    size_t count = 0;
    struct aras_error error = {0};

    if (arguments->words > 1) {
        return aras_usage("log");
    }

    const char *folder = arguments->words == 1 ? arguments->word[0] : arguments->folder;

    if (aras_run_list(folder, &facts, &count, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (count == 0) {
        printf("no stored runs in %s/\n", folder);
    } else {
        printf("%-30s %9s %6s %-10s %-20s %s\n", "run", "worlds", "seed", "stopped",
               "finished (UTC)", "title");
    }
    for (size_t i = 0; i < count; i++) {
        printf("%-30s %9llu %6llu %-10.10s %-20.19s %.40s\n",
               folder_name(facts[i].path), (unsigned long long) facts[i].replications,
               (unsigned long long) facts[i].seed, facts[i].stop, facts[i].finished,
               facts[i].title);
    }
    free(facts);
    return ARAS_EXIT_FINE;
}
