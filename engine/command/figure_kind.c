#include "command/figure_kind.h"

#include <stdio.h>
#include <string.h>

#include "base/problems.h"

#define LUCK                                                                           \
    " -n --seed --group --central -j --force --forbid --hold --dictate --delay "       \
    "--scale --cut"

const struct aras_figure_kind aras_figure_kinds[] = {
    {"icons", "RUN", 1, 1, "--of --if" LUCK, "of 100 worlds, how many end so",
     aras_figure_icons},
    {"incidence", "RUN", 1, 1, "--of --if" LUCK,
     "which of several times comes first, and when", aras_figure_incidence},
    {"arrival", "RUN", 1, 1, "--of --if" LUCK, "by when something has come",
     aras_figure_arrival},
    {"fan", "RUN", 1, 1, "--of" LUCK, "how a track goes, with single worlds",
     aras_figure_fan},
    {"dots", "RUN", 1, 1, "--of --if" LUCK, "a number as 50 like chances",
     aras_figure_dots},
    {"tornado", "RUN", 1, 1, "--of" LUCK, "which inputs go with an outcome",
     aras_figure_tornado},
    {"leverage", "RUN", 1, 1, "--if" LUCK,
     "who has the upper hand over whom, as a table", aras_figure_leverage},
    {"network", "RUN", 1, 1, "--if" LUCK, "the same as arrows between actors",
     aras_figure_network},
    {"strip", "RUN", 1, 1, "--of --if --events --sample" LUCK,
     "how worlds differ: a row each, by how they end", aras_figure_strip},
    {"ecdf", "RUN [OTHER ...]", 1, ARAS_FIGURE_RUNS, "--of --if" LUCK,
     "how a number is spread, in each reading or run", aras_figure_ecdf},
    {"dumbbell", "RUN OTHER", 2, 2, "--of --if" LUCK,
     "what differs between two runs, outcome by outcome", aras_figure_dumbbell},
    {"switches", "RUN OTHER", 2, 2, "--of --if" LUCK,
     "which worlds end otherwise, with the same luck", aras_figure_switches},
    {"shift", "RUN OTHER", 2, 2, "--of --if" LUCK,
     "which part of a number's distribution moved", aras_figure_shift},
    {"timeline", "RUN", 1, 1, "--replication --typical --extreme --of" LUCK,
     "one world: a lane an actor, causes as arrows", aras_figure_timeline},
    {"twins", "RUN OTHER", 2, 2, "--replication --typical --extreme --of" LUCK,
     "where two worlds of the same luck part", aras_figure_twins},
    {"causes", "RUN", 1, 1, "--of --if --events --top --least --all" LUCK,
     "without which event an outcome comes less, or more", aras_figure_causes},
    {"variance", "RUN", 1, 1, "--of --method --inputs" LUCK,
     "what an outcome's variance comes from", aras_figure_variance},
    {"measured", "RUN", 1, 1, "--if --at --within" LUCK,
     "who moves whom: what it changes that one acts", aras_figure_measured},
    {"sweep", "RUN", 1, 1, "--of --if -n", "what a stored sweep found over one axis",
     aras_figure_sweep},
    {"heat", "RUN", 1, 1, "--of --if -n", "what it found over two axes",
     aras_figure_heat},
    {"calibration", "LEDGER", 1, 1, "--by --observed",
     "whether predictions came true as often as said", aras_figure_calibration},
    {NULL, NULL, 0, 0, NULL, NULL, NULL},
};

enum { KINDS = sizeof aras_figure_kinds / sizeof *aras_figure_kinds - 1 };

const struct aras_figure_kind *aras_figure_find_kind(const char *name)
{
    struct aras_guess guess = {.name = name};

    for (size_t i = 0; i < KINDS && name != NULL; i++) {
        aras_guess_see(&guess, aras_figure_kinds[i].name);
        if (strcmp(name, aras_figure_kinds[i].name) == 0) {
            return &aras_figure_kinds[i];
        }
    }
    if (name == NULL) {
        fputs("aras: a figure is of some kind: --kind", stderr);
    } else {
        fprintf(stderr, "aras: there is no kind of figure '%s'%s%s%s; there are", name,
                guess.nearest == NULL ? "" : ", did you mean '",
                guess.nearest == NULL ? "" : guess.nearest,
                guess.nearest == NULL ? "" : "'?");
    }
    for (size_t i = 0; i < KINDS; i++) {
        fprintf(stderr, "%s %s", i == 0 ? "" : ",", aras_figure_kinds[i].name);
    }
    fputs("; --kind help says what they show\n", stderr);
    return NULL;
}

/* The options without those of luck, which most have. */
static int own_options(const struct aras_figure_kind *kind)
{
    const char *luck = strstr(kind->options, LUCK);

    return (int) (luck == NULL ? strlen(kind->options)
                               : (size_t) (luck - kind->options));
}

void aras_figure_list_kinds(void)
{
    printf("%-12s %-16s %s\n", "KIND", "OF", "SHOWS, AND ITS OPTIONS");
    for (size_t i = 0; i < KINDS; i++) {
        const struct aras_figure_kind *kind = &aras_figure_kinds[i];

        printf("%-12s %-16s %s\n%30s%.*s\n", kind->name, kind->of, kind->shows, "",
               own_options(kind), kind->options);
    }
    printf(
        "\nA RUN is a stored run, or a scenario, which is played as far as it is not "
        "stored yet:\n-n, --seed, --group, --central, -j and what changes a scenario "
        "(key=value, --force,\n--forbid, --hold, --dictate, --delay, --scale, --cut) "
        "go with it, as in `aras run`. All\nkinds take -o, --theme, --width, --pdf, "
        "--png, --data and -q.\n");
}

/* --- what goes with a kind -------------------------------------------------------- */

bool aras_figure_takes(const struct aras_figure_kind *kind, const char *option)
{
    size_t length = strlen(option);

    for (const char *at = kind->options; (at = strstr(at, option)) != NULL; at++) {
        if ((at == kind->options || at[-1] == ' ') &&
            (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static int refuse(const struct aras_figure_kind *kind, const char *option)
{
    size_t told = 0;

    fprintf(stderr, "aras: %s does not go with --kind %s; it goes with", option,
            kind->name);
    for (size_t i = 0; i < KINDS; i++) {
        if (aras_figure_takes(&aras_figure_kinds[i], option)) {
            fprintf(stderr, "%s %s", told++ == 0 ? "" : ",", aras_figure_kinds[i].name);
        }
    }
    fputc('\n', stderr);
    return ARAS_EXIT_BAD_INPUT;
}

int aras_figure_check_kind(const struct aras_figure_kind *kind,
                           const struct aras_arguments *arguments)
{
    static const char *const options[] = {
        "--of",       "--if",      "--events", "--sample", "--replication",
        "--typical",  "--extreme", "--top",    "--least",  "--all",
        "--method",   "--inputs",  "--at",     "--within", "--by",
        "--observed", "-n",        "--seed",   "--group",  "--central",
        "-j",         "--force",   "--forbid", "--hold",   "--dictate",
        "--delay",    "--scale",   "--cut"};

    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (aras_arguments_has(arguments, options[i]) &&
            !aras_figure_takes(kind, options[i])) {
            return refuse(kind, options[i]);
        }
    }
    if (arguments->words < kind->least || arguments->words > kind->most) {
        bool ledger = strcmp(kind->of, "LEDGER") == 0;

        fprintf(stderr, "aras: --kind %s takes %zu", kind->name, kind->least);
        if (kind->most > kind->least) {
            fprintf(stderr, " to %zu", kind->most);
        }
        fprintf(stderr, " %s%s, got %zu\n", ledger ? "ledger" : "run",
                kind->most == 1 ? "" : "s", arguments->words);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}
