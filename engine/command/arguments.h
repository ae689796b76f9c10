#ifndef ARAS_COMMAND_ARGUMENTS_H
#define ARAS_COMMAND_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { ARAS_MOST_WORDS = 256 };

/** The exit codes, the same for all commands. */
enum aras_exit {
    ARAS_EXIT_FINE = 0,
    ARAS_EXIT_FAILURES = 1, /* some replications failed, or something went wrong */
    ARAS_EXIT_BAD_INPUT = 2,
    ARAS_EXIT_NOT_PRECISE = 3, /* the precision that was asked for was not reached */
    ARAS_EXIT_ASSERTION = 4,
    ARAS_EXIT_INTERRUPTED = 130
};

/** Everything that can be typed behind a command's name. */
struct aras_arguments {
    const char *word[ARAS_MOST_WORDS]; /* what is no option: files, names */
    size_t words;
    const char *setting[ARAS_MOST_WORDS]; /* key=value */
    size_t settings;
    /* --force and its kin: "force", and what is typed behind it */
    struct {
        const char *verb, *text;
    } intervention[ARAS_MOST_WORDS];
    size_t interventions;

    uint64_t replications;   /* -n; 0: not said */
    uint64_t most;           /* --max */
    const char *until;       /* --until 'outcome+-h' */
    uint64_t seed;           /* --seed; 1 */
    uint64_t group;          /* --group; 50 */
    unsigned threads;        /* -j; 0: all processors */
    uint64_t sample;         /* --sample */
    uint64_t replication;    /* --replication */
    const char *extreme;     /* --extreme */
    const char *folder;      /* -o; "results" */
    const char *table;       /* --table */
    const char *of;          /* --of */
    const char *causes;      /* --causes */
    const char *sensitivity; /* --sensitivity */
    bool leverage;           /* --leverage */
    const char *best;        /* --best: "highest" or "lowest" */
    const char *design;      /* --design */
    uint64_t base;           /* --base; 0 */
    const char *method;      /* --method */
    const char *inputs;      /* --inputs */
    const char *output;      /* --to */
    const char *where;       /* --where */
    const char *alpha;       /* --alpha */
    uint64_t boxes;          /* --boxes */
    uint64_t peel;           /* --peel */
    const char *events;      /* --events */
    const char *make;        /* --make */
    bool strips;             /* --strips */
    bool first;              /* --first */
    const char *above;       /* --above */
    const char *below;       /* --below */
    uint64_t top;            /* --top */
    uint64_t least;          /* --least */
    uint64_t interacting;    /* --interactions */
    const char *says;        /* --says, --by, ...: predictions */
    const char *by, *about, *question, *closes, *reference, *now, *note, *on;
    const char *ledger, *observed;
    const char *at, *within;            /* --at, --within: leverage */
    const char *as, *script, *replayed; /* --as, --script, --replay: games, lessons */
    const char *class_folder;           /* --class */
    bool ordered;
    bool central, json, csv, all, quiet, ascii, resolved, dot, stop_on_failure;
    bool allow_mixed, brief, cart, typical, explore;
    bool asserted; /* --assert */
    bool ablate;
    const char *kind;    /* --kind */
    const char *reading; /* --if */
    const char *theme;   /* --theme */
    uint64_t width;      /* --width; 0: the usual one */
    bool pdf, png, data;
    uint64_t
        given[2]; /* a bit for each option that was typed, see aras_arguments_has */
    const char *command; /* the whole line, as typed, for run.json */
};

/**
 * Takes the words behind a command apart. `accepted` are the options that the
 * command knows, as in "-n --seed". A long option may carry its value itself:
 * --seed=3; behind "--" nothing is an option. ARAS_INVALID names the word that is wrong
 * and what would be right. The texts are borrowed from `argv`.
 */
ARAS_CHECKED enum aras_status aras_arguments_read(struct aras_arguments *arguments,
                                                  int argc, char **argv,
                                                  const char *accepted,
                                                  struct aras_error *error);

/** Whether an option was typed: "-n". */
bool aras_arguments_has(const struct aras_arguments *arguments, const char *name);

#endif
