#include "command/arguments.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"

enum kind { FLAG, WHOLE, TEXT };

struct option {
    const char *name;
    enum kind kind;
    size_t offset; /* of what it sets */
    size_t size;   /* WHOLE: bytes of the number */
};

#define AT(field) offsetof(struct aras_arguments, field)

static const struct option options[] = {
    {"-n", WHOLE, AT(replications), sizeof(uint64_t)},
    {"--max", WHOLE, AT(most), sizeof(uint64_t)},
    {"--until", TEXT, AT(until), 0},
    {"--seed", WHOLE, AT(seed), sizeof(uint64_t)},
    {"--group", WHOLE, AT(group), sizeof(uint64_t)},
    {"-j", WHOLE, AT(threads), sizeof(unsigned)},
    {"--sample", WHOLE, AT(sample), sizeof(uint64_t)},
    {"-o", TEXT, AT(folder), 0},
    {"--table", TEXT, AT(table), 0},
    {"--to", TEXT, AT(output), 0},
    {"--central", FLAG, AT(central), 0},
    {"--json", FLAG, AT(json), 0},
    {"--csv", FLAG, AT(csv), 0},
    {"--all", FLAG, AT(all), 0},
    {"--quiet", FLAG, AT(quiet), 0},
    {"-q", FLAG, AT(quiet), 0},
    {"--ascii", FLAG, AT(ascii), 0},
    {"--resolved", FLAG, AT(resolved), 0},
    {"--dot", FLAG, AT(dot), 0},
    {"--allow-mixed", FLAG, AT(allow_mixed), 0},
    {"--on-failure", TEXT, AT(stop_on_failure), 0}, /* see read_failure_policy */
};

enum { OPTIONS = sizeof options / sizeof *options };

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

static const struct option *find_option(const char *name, const char *accepted)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        if (strcmp(options[i].name, name) == 0 && is_accepted(accepted, name)) {
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

    return aras_error_set(
        error, ARAS_INVALID, "this command has no option '%s'%s%s%s; it has: %s", name,
        near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
        near == NULL ? "" : "'?", accepted[0] == '\0' ? "none" : accepted);
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
        (option->size == sizeof(unsigned) && value > 4096)) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s takes a whole number of 0 or more, got '%s'",
                              option->name, text);
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

static enum aras_status read_option(const struct option *option, const char *value,
                                    struct aras_arguments *arguments,
                                    struct aras_error *error)
{
    char *field = (char *) arguments + option->offset;
    bool yes = true;

    if (option->kind == FLAG) {
        memcpy(field, &yes, sizeof yes);
        return ARAS_OK;
    }
    if (value == NULL) {
        return aras_error_set(error, ARAS_INVALID, "%s needs a value behind it",
                              option->name);
    }
    if (option->kind == WHOLE) {
        return read_whole(option, value, arguments, error);
    }
    if (strcmp(option->name, "--on-failure") == 0) {
        return read_failure_policy(value, arguments, error);
    }
    memcpy(field, &value, sizeof value);
    return ARAS_OK;
}

/* key=value, where the key is a name, possibly with [indices]. */
static bool is_setting(const char *word)
{
    size_t length = strcspn(word, "=");

    return word[length] == '=' && length > 0 && strpbrk(word, "/") == NULL &&
           (isalpha((unsigned char) word[0]) || word[0] == '_');
}

enum aras_status aras_arguments_read(struct aras_arguments *arguments, int argc,
                                     char **argv, const char *accepted,
                                     struct aras_error *error)
{
    arguments->seed = 1;
    arguments->group = 50;
    arguments->folder = "results";
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];

        if (word[0] == '-' && word[1] != '\0') {
            const struct option *option = find_option(word, accepted);
            const char *value = i + 1 < argc ? argv[i + 1] : NULL;

            if (option == NULL) {
                return unknown_option(word, accepted, error);
            }
            if (read_option(option, value, arguments, error) != ARAS_OK) {
                return error->status;
            }
            i += option->kind != FLAG;
        } else if (arguments->words + arguments->settings == ARAS_MOST_WORDS) {
            return aras_error_set(error, ARAS_INVALID, "more than %d words",
                                  ARAS_MOST_WORDS);
        } else if (is_setting(word)) {
            arguments->setting[arguments->settings++] = word;
        } else {
            arguments->word[arguments->words++] = word;
        }
    }
    if (arguments->group == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "--group takes 1 or more: how many worlds share a set of "
                              "parameters");
    }
    return ARAS_OK;
}
