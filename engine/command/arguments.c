#include "command/arguments.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "base/require.h"

enum kind { FLAG, WHOLE, TEXT, CHANGE };

struct option {
    const char *name;
    enum kind kind;
    size_t offset;        /* of what it sets */
    size_t size;          /* WHOLE: bytes of the number */
    uint64_t least, most; /* WHOLE */
};

#define AT(field) offsetof(struct aras_arguments, field)

/* A thousand million worlds: beyond that the list of blocks alone gets slow. */
#define MOST_WORLDS UINT64_C(1000000000)

static const struct option options[] = {
    {"-n", WHOLE, AT(replications), sizeof(uint64_t), 1, MOST_WORLDS},
    {"--max", WHOLE, AT(most), sizeof(uint64_t), 1, MOST_WORLDS},
    {"--until", TEXT, AT(until), 0, 0, 0},
    {"--seed", WHOLE, AT(seed), sizeof(uint64_t), 0, UINT64_MAX},
    {"--group", WHOLE, AT(group), sizeof(uint64_t), 1, MOST_WORLDS},
    {"-j", WHOLE, AT(threads), sizeof(unsigned), 1, 256},
    {"--sample", WHOLE, AT(sample), sizeof(uint64_t), 1, MOST_WORLDS},
    {"--replication", WHOLE, AT(replication), sizeof(uint64_t), 0, UINT64_MAX},
    {"--typical", FLAG, AT(typical), 0, 0, 0},
    {"--brief", FLAG, AT(brief), 0, 0, 0},
    {"--extreme", TEXT, AT(extreme), 0, 0, 0},
    {"-o", TEXT, AT(folder), 0, 0, 0},
    {"--table", TEXT, AT(table), 0, 0, 0},
    {"--of", TEXT, AT(of), 0, 0, 0},
    {"--causes", TEXT, AT(causes), 0, 0, 0},
    {"--sensitivity", TEXT, AT(sensitivity), 0, 0, 0},
    {"--leverage", FLAG, AT(leverage), 0, 0, 0},
    {"--best", TEXT, AT(best), 0, 0, 0},
    {"--design", TEXT, AT(design), 0, 0, 0},
    {"--base", WHOLE, AT(base), sizeof(uint64_t), 0, MOST_WORLDS},
    {"--method", TEXT, AT(method), 0, 0, 0},
    {"--inputs", TEXT, AT(inputs), 0, 0, 0},
    {"--to", TEXT, AT(output), 0, 0, 0},
    {"--where", TEXT, AT(where), 0, 0, 0},
    {"--alpha", TEXT, AT(alpha), 0, 0, 0},
    {"--boxes", WHOLE, AT(boxes), sizeof(uint64_t), 1, 9},
    {"--peel", WHOLE, AT(peel), sizeof(uint64_t), 0, 100000},
    {"--cart", FLAG, AT(cart), 0, 0, 0},
    {"--events", TEXT, AT(events), 0, 0, 0},
    {"--make", TEXT, AT(make), 0, 0, 0},
    {"--strips", FLAG, AT(strips), 0, 0, 0},
    {"--first", FLAG, AT(first), 0, 0, 0},
    {"--above", TEXT, AT(above), 0, 0, 0},
    {"--below", TEXT, AT(below), 0, 0, 0},
    {"--top", WHOLE, AT(top), sizeof(uint64_t), 1, 1000},
    {"--least", WHOLE, AT(least), sizeof(uint64_t), 1, MOST_WORLDS},
    {"--interactions", WHOLE, AT(interacting), sizeof(uint64_t), 2, 12},
    {"--says", TEXT, AT(says), 0, 0, 0},
    {"--by", TEXT, AT(by), 0, 0, 0},
    {"--about", TEXT, AT(about), 0, 0, 0},
    {"--question", TEXT, AT(question), 0, 0, 0},
    {"--closes", TEXT, AT(closes), 0, 0, 0},
    {"--reference", TEXT, AT(reference), 0, 0, 0},
    {"--now", TEXT, AT(now), 0, 0, 0},
    {"--note", TEXT, AT(note), 0, 0, 0},
    {"--on", TEXT, AT(on), 0, 0, 0},
    {"--at", TEXT, AT(at), 0, 0, 0},
    {"--within", TEXT, AT(within), 0, 0, 0},
    {"--ledger", TEXT, AT(ledger), 0, 0, 0},
    {"--observed", TEXT, AT(observed), 0, 0, 0},
    {"--kind", TEXT, AT(kind), 0, 0, 0},
    {"--if", TEXT, AT(reading), 0, 0, 0},
    {"--theme", TEXT, AT(theme), 0, 0, 0},
    {"--width", WHOLE, AT(width), sizeof(uint64_t), 320, 4000},
    {"--pdf", FLAG, AT(pdf), 0, 0, 0},
    {"--png", FLAG, AT(png), 0, 0, 0},
    {"--data", FLAG, AT(data), 0, 0, 0},
    {"--as", TEXT, AT(as), 0, 0, 0},
    {"--script", TEXT, AT(script), 0, 0, 0},
    {"--class", TEXT, AT(class_folder), 0, 0, 0},
    {"--replay", TEXT, AT(replayed), 0, 0, 0},
    {"--ordered", FLAG, AT(ordered), 0, 0, 0},
    {"--central", FLAG, AT(central), 0, 0, 0},
    {"--json", FLAG, AT(json), 0, 0, 0},
    {"--csv", FLAG, AT(csv), 0, 0, 0},
    {"--all", FLAG, AT(all), 0, 0, 0},
    {"--explore", FLAG, AT(explore), 0, 0, 0},
    {"--quiet", FLAG, AT(quiet), 0, 0, 0},
    {"-q", FLAG, AT(quiet), 0, 0, 0},
    {"--ascii", FLAG, AT(ascii), 0, 0, 0},
    {"--resolved", FLAG, AT(resolved), 0, 0, 0},
    {"--dot", FLAG, AT(dot), 0, 0, 0},
    {"--ablate", FLAG, AT(ablate), 0, 0, 0},
    {"--assert", FLAG, AT(asserted), 0, 0, 0},
    {"--allow-mixed", FLAG, AT(allow_mixed), 0, 0, 0},
    /* These may be given again and again. */
    {"--force", CHANGE, 0, 0, 0, 0},
    {"--forbid", CHANGE, 0, 0, 0, 0},
    {"--hold", CHANGE, 0, 0, 0, 0},
    {"--dictate", CHANGE, 0, 0, 0, 0},
    {"--delay", CHANGE, 0, 0, 0, 0},
    {"--scale", CHANGE, 0, 0, 0, 0},
    {"--cut", CHANGE, 0, 0, 0, 0},
    {"--on-failure", TEXT, AT(stop_on_failure), 0, 0, 0}, /* read_failure_policy */
};

enum { OPTIONS = sizeof options / sizeof *options };

_Static_assert(OPTIONS <= 128, "a bit of `given` for each option");

static bool is_accepted(const char *accepted, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = accepted; (at = strstr(at, name)) != NULL; at += length) {
        bool begins = at == accepted || at[-1] == ' ';

        if (begins && (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* The option that a word is, or begins with before a '='. */
static const struct option *find_option(const char *word, const char *accepted)
{
    size_t length = strncmp(word, "--", 2) == 0 ? strcspn(word, "=") : strlen(word);

    for (size_t i = 0; i < OPTIONS; i++) {
        if (strlen(options[i].name) == length &&
            strncmp(options[i].name, word, length) == 0 &&
            is_accepted(accepted, options[i].name)) {
            return &options[i];
        }
    }
    return NULL;
}

static enum aras_status unknown_option(const char *name, const char *accepted,
                                       struct aras_error *error)
{
    const char *names[OPTIONS];
    size_t count = 0;

    for (size_t i = 0; i < OPTIONS; i++) {
        if (is_accepted(accepted, options[i].name)) {
            names[count++] = options[i].name;
        }
    }

    const char *near = aras_nearest_name(name, names, count);

    if (near != NULL) {
        return aras_error_set(error, ARAS_INVALID,
                              "this command has no option '%s'; did you mean '%s'?",
                              name, near);
    }
    return aras_error_set(error, ARAS_INVALID,
                          "this command has no option '%s'; it has %s", name,
                          count == 0 ? "none" : accepted);
}

static enum aras_status read_whole(const struct option *option, const char *text,
                                   struct aras_arguments *arguments,
                                   struct aras_error *error)
{
    char *end;
    unsigned long long value;
    char *field = (char *) arguments + option->offset;

    errno = 0;
    value = strtoull(text, &end, 10);
    if (!isdigit((unsigned char) text[0]) || *end != '\0' || errno != 0 ||
        value < option->least || value > option->most) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s takes a whole number from %" PRIu64 " to %" PRIu64
                              ", got '%s'",
                              option->name, option->least, option->most, text);
    }
    if (option->size == sizeof(unsigned)) {
        unsigned number = (unsigned) value;

        memcpy(field, &number, sizeof number);
    } else {
        uint64_t number = value;

        memcpy(field, &number, sizeof number);
    }
    return ARAS_OK;
}

static enum aras_status read_failure_policy(const char *text,
                                            struct aras_arguments *arguments,
                                            struct aras_error *error)
{
    if (strcmp(text, "stop") != 0 && strcmp(text, "record") != 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "--on-failure takes 'stop' or 'record', got '%s'", text);
    }
    arguments->stop_on_failure = strcmp(text, "stop") == 0;
    return ARAS_OK;
}

static enum aras_status take_intervention(const char *verb, const char *text,
                                          struct aras_arguments *arguments,
                                          struct aras_error *error)
{
    if (arguments->interventions == ARAS_MOST_WORDS) {
        return aras_error_set(error, ARAS_INVALID, "more than %d interventions",
                              ARAS_MOST_WORDS);
    }
    arguments->intervention[arguments->interventions].verb = verb;
    arguments->intervention[arguments->interventions++].text = text;
    return ARAS_OK;
}

static enum aras_status read_value(const struct option *option, const char *value,
                                   struct aras_arguments *arguments,
                                   struct aras_error *error)
{
    if (value == NULL || value[0] == '\0') {
        return aras_error_set(error, ARAS_INVALID, "%s needs a value behind it",
                              option->name);
    }
    if (option->kind == WHOLE) {
        return read_whole(option, value, arguments, error);
    }
    if (option->kind == CHANGE) {
        return take_intervention(option->name + 2, value, arguments, error);
    }
    if (strcmp(option->name, "--on-failure") == 0) {
        return read_failure_policy(value, arguments, error);
    }
    memcpy((char *) arguments + option->offset, &value, sizeof value);
    return ARAS_OK;
}

/* Reads an option from `word`, and from the word behind it if it takes that. */
static enum aras_status read_option(const struct option *option, const char *word,
                                    const char *next, bool *took_next,
                                    struct aras_arguments *arguments,
                                    struct aras_error *error)
{
    const char *inside = word + strlen(option->name);
    uint64_t *given = &arguments->given[(option - options) / 64];
    uint64_t bit = UINT64_C(1) << (option - options) % 64;
    bool yes = true;

    *took_next = false;
    if (option->kind != CHANGE && (*given & bit) != 0) {
        return aras_error_set(error, ARAS_INVALID, "%s is given twice", option->name);
    }
    *given |= bit;
    if (option->kind == FLAG) {
        if (*inside == '=') {
            return aras_error_set(error, ARAS_INVALID, "%s takes no value, got '%s'",
                                  option->name, inside + 1);
        }
        memcpy((char *) arguments + option->offset, &yes, sizeof yes);
        return ARAS_OK;
    }
    *took_next = *inside != '=';
    return read_value(option, *took_next ? next : inside + 1, arguments, error);
}

/* key=value, where the key is a name, possibly with [indices]. */
static bool is_setting(const char *word)
{
    size_t length = strcspn(word, "=");

    return word[length] == '=' && length > 0 && memchr(word, '/', length) == NULL &&
           (isalpha((unsigned char) word[0]) || word[0] == '_');
}

static enum aras_status take_word(struct aras_arguments *arguments, const char *word,
                                  struct aras_error *error)
{
    if (arguments->words + arguments->settings == ARAS_MOST_WORDS) {
        return aras_error_set(error, ARAS_INVALID, "more than %d words",
                              ARAS_MOST_WORDS);
    }
    if (is_setting(word)) {
        arguments->setting[arguments->settings++] = word;
    } else {
        arguments->word[arguments->words++] = word;
    }
    return ARAS_OK;
}

enum aras_status aras_arguments_read(struct aras_arguments *arguments, int argc,
                                     char **argv, const char *accepted,
                                     struct aras_error *error)
{
    bool only_words = false;

    arguments->seed = 1;
    arguments->group = 50;
    arguments->folder = "results";
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        enum aras_status status;
        bool took_next = false;

        if (!only_words && strcmp(word, "--") == 0) {
            only_words = true;
            continue;
        }
        if (!only_words && word[0] == '-' && word[1] != '\0') {
            const struct option *option = find_option(word, accepted);
            const char *next = i + 1 < argc ? argv[i + 1] : NULL;

            status = option == NULL ? unknown_option(word, accepted, error)
                                    : read_option(option, word, next, &took_next,
                                                  arguments, error);
        } else {
            status = take_word(arguments, word, error);
        }
        if (status != ARAS_OK) {
            return status;
        }
        i += took_next;
    }
    if (arguments->json && arguments->csv) {
        return aras_error_set(error, ARAS_INVALID,
                              "--json and --csv exclude each other");
    }
    if (arguments->until != NULL && arguments->replications != 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "-n and --until exclude each other; how many worlds to "
                              "play at most is said by --max");
    }
    if (arguments->most != 0 && arguments->until == NULL) {
        return aras_error_set(error, ARAS_INVALID,
                              "--max says how far --until may go; without it, -n says "
                              "how many worlds are played");
    }
    return ARAS_OK;
}

bool aras_arguments_has(const struct aras_arguments *arguments, const char *name)
{
    size_t number = 0;

    while (number < OPTIONS && strcmp(options[number].name, name) != 0) {
        number++;
    }
    ARAS_REQUIRE(number < OPTIONS);
    return (arguments->given[number / 64] & UINT64_C(1) << number % 64) != 0;
}
