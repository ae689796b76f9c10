/* `aras log`: the stored runs. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"
#include "result/utf8.h"

/* A run of a folder within the folder (of a sweep, say) is named by both. */
static const char *name_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    return strncmp(path, folder, length) == 0 && path[length] == '/' ? path + length + 1
                                                                     : path;
}

/* The day and the minute of "2024-09-12T08:30:00Z". */
static void print_moment(const char *moment)
{
    if (strlen(moment) < 16) {
        printf("  %-16s", "-");
    } else {
        printf("  %.10s %.5s", moment, moment + 11);
    }
}

static void print_run(const struct aras_run_facts *facts, const char *name, int width)
{
    char title[61];

    aras_utf8_cut(title, sizeof title, facts->title);
    printf("%-*s %10" PRIu64 " %7" PRIu64 " %6" PRIu64, width, name,
           facts->replications, facts->failed, facts->seed);
    print_moment(facts->finished[0] == '\0' ? facts->created : facts->finished);
    printf("  %s\n", facts->stop);
    if (title[0] != '\0' || facts->points > 0) {
        printf("  %s%s%s", title, strlen(facts->title) < sizeof title ? "" : "...",
               facts->central ? " (--central)" : "");
        if (facts->points > 0) {
            printf(" (sweep of %" PRIu64 " points)", facts->points);
        }
        printf("\n");
    }
}

int aras_command_log(const struct aras_arguments *arguments)
{
    struct aras_run_facts *facts = NULL;
    size_t count = 0;
    int width = 24;
    struct aras_error error = {0};

    if (arguments->words > 1 || arguments->settings > 0 ||
        (arguments->words == 1 && aras_arguments_has(arguments, "-o"))) {
        return aras_usage("log");
    }

    const char *folder = arguments->words == 1 ? arguments->word[0] : arguments->folder;

    if (aras_run_list(folder, &facts, &count, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < count; i++) {
        int length = (int) strlen(name_within(facts[i].path, folder));

        width = length > width ? length : width;
    }
    if (count == 0) {
        printf("no stored runs in %s\n", folder);
    } else {
        printf("%-*s %10s %7s %6s  %-16s  %s\n", width, "RUN", "WORLDS", "FAILED",
               "SEED", "LAST WORK (UTC)", "STOPPED");
    }
    for (size_t i = 0; i < count; i++) {
        print_run(&facts[i], name_within(facts[i].path, folder), width);
    }
    free(facts);
    return ARAS_EXIT_FINE;
}
