#include "scenario/typed.h"

#include <ctype.h>
#include <string.h>

#include "base/control.h"

static const struct aras_place command_line = {NULL, 0};

/* What is being made, and what it is made of. */
struct typing {
    struct aras_setting *change;
    struct aras_problems *problems;
    struct aras_arena *arena;
};

static struct aras_setting *text_setting(const struct typing *typing, const char *name,
                                         const char *text)
{
    struct aras_setting *setting =
        aras_setting_new(ARAS_SETTING_TEXT, name, command_line, typing->arena);

    setting->text = text;
    return setting;
}

/* The list `name` of the change, made when it is first needed. */
static struct aras_setting *list_of(const struct typing *typing, const char *name)
{
    struct aras_setting *list = aras_setting_find(typing->change, name);

    if (list == NULL) {
        list = aras_setting_new(ARAS_SETTING_LIST, name, command_line, typing->arena);
        aras_setting_add(typing->change, list, typing->arena);
    }
    return list;
}

static void add_text(const struct typing *typing, const char *list, const char *text)
{
    aras_setting_add(list_of(typing, list), text_setting(typing, NULL, text),
                     typing->arena);
}

static const char *trimmed(const struct typing *typing, const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char) *text)) {
        text++;
        length--;
    }
    while (length > 0 && isspace((unsigned char) text[length - 1])) {
        length--;
    }
    return aras_arena_slice(typing->arena, text, length);
}

/* --- interventions of two parts: force, delay, dictate ---------------------------- */

struct form {
    const char *verb;
    const char *separator; /* between the parts; NULL: the text is one part */
    const char *first, *second;
    const char *example;
};

static const struct form forms[] = {
    {"force", "@", "event", "at", "'accord@2025-03-15'"},
    {"forbid", NULL, "", "", "'accord'"},
    {"hold", NULL, "", "", "'trust = 0.5'"},
    {"dictate", "=", "decision", "option", "'answer = refuse'"},
    {"delay", " by ", "event", "by", "'accord by 6 * month'"},
    {"scale", NULL, "", "", "'accord * 2'"},
    {"cut", NULL, "", "", "'accord -> trust'"},
};

static void intervene(const struct typing *typing, const struct form *form,
                      const char *text)
{
    const char *whole = trimmed(typing, text, strlen(text));

    if (form->separator == NULL && whole[0] != '\0') {
        add_text(typing, form->verb, whole);
        return;
    }

    const char *middle =
        form->separator == NULL ? NULL : strstr(whole, form->separator);
    const char *end = middle == NULL ? NULL : middle + strlen(form->separator);

    if (middle == NULL || middle == whole || end[strspn(end, " ")] == '\0') {
        aras_problems_add(typing->problems, command_line,
                          "cannot read '%s %s': write it as %s %s", form->verb, whole,
                          form->verb, form->example);
        return;
    }

    struct aras_setting *entry =
        aras_setting_new(ARAS_SETTING_GROUP, NULL, command_line, typing->arena);

    aras_setting_add(entry,
                     text_setting(typing, form->first,
                                  trimmed(typing, whole, (size_t) (middle - whole))),
                     typing->arena);
    aras_setting_add(
        entry, text_setting(typing, form->second, trimmed(typing, end, strlen(end))),
        typing->arena);
    aras_setting_add(list_of(typing, form->verb), entry, typing->arena);
}

/* The form that a text has, and where its rest begins; NULL for a setting: a word, then
 * a blank and another name, where a setting has its '='. */
static const struct form *form_of(const char *text, const char **rest)
{
    size_t length = strcspn(text, " ");

    *rest = text + length + strspn(text + length, " ");
    if (**rest == '=' || **rest == '[') {
        return NULL;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strlen(forms[i].verb) == length &&
            strncmp(text, forms[i].verb, length) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}

/* --- settings --------------------------------------------------------------------- */

/* The value in "horizon = 5 * year"; NULL when something else is set. */
static const char *horizon_of(const char *text)
{
    const char *at = text + strspn(text, " ");

    if (strncmp(at, "horizon", 7) != 0) {
        return NULL;
    }
    at += 7;
    at += strspn(at, " ");
    if (*at != '=') {
        return NULL;
    }
    at++;
    return at + strspn(at, " ");
}

static void set(const struct typing *typing, const char *text)
{
    const char *horizon = horizon_of(text);

    if (horizon == NULL) {
        add_text(typing, "set", aras_arena_copy(typing->arena, text));
        return;
    }
    /* Typed twice: the last one counts. */
    aras_setting_remove(typing->change, "horizon");
    aras_setting_add(
        typing->change,
        text_setting(typing, "horizon", aras_arena_copy(typing->arena, horizon)),
        typing->arena);
}

/* What is typed is kept with the run, and so must read back. */
static bool check_characters(const struct typing *typing, const char *text)
{
    const char *control = aras_control_find(text);
    char *copy;

    if (control == NULL) {
        return true;
    }
    copy = aras_arena_copy(typing->arena, text);
    aras_control_hide(copy);
    aras_problems_add(typing->problems, command_line,
                      "in '%s': the character %s may stand in no setting: take it away",
                      copy, aras_control_name(control).text);
    return false;
}

struct aras_setting *aras_typed_read(const char *const *texts, size_t count,
                                     struct aras_problems *problems)
{
    struct typing typing = {.problems = problems, .arena = problems->arena};

    typing.change =
        aras_setting_new(ARAS_SETTING_GROUP, NULL, command_line, problems->arena);
    for (size_t i = 0; i < count; i++) {
        const char *rest;
        const struct form *form = form_of(texts[i], &rest);

        if (!check_characters(&typing, texts[i])) {
            continue;
        }
        if (form == NULL) {
            set(&typing, texts[i]);
        } else {
            intervene(&typing, form, rest);
        }
    }
    return typing.change;
}
