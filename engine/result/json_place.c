#include "result/json_place.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A name, or what stands in brackets: `length` bytes of the place. */
struct word {
    const char *text;
    size_t length;
};

static bool is(struct word word, const char *text)
{
    return strlen(text) == word.length && memcmp(text, word.text, word.length) == 0;
}

static const json_t *member_of(const json_t *json, struct word name)
{
    return json_object_getn(json, name.text, name.length);
}

/* Whether an entry of a list is what one pair of brackets asks for. */
static bool fits(const json_t *entry, size_t number, struct word inside)
{
    const char *equals = memchr(inside.text, '=', inside.length);
    struct word name = {inside.text,
                        equals == NULL ? 0 : (size_t) (equals - inside.text)};
    struct word wanted;
    const json_t *says;
    char *end;

    if (equals == NULL) {
        return number == strtoul(inside.text, NULL, 10);
    }
    wanted = (struct word){equals + 1, inside.length - name.length - 1};
    says = member_of(entry, name);
    if (json_is_string(says)) {
        return is(wanted, json_string_value(says));
    }
    return json_is_number(says) &&
           json_number_value(says) == strtod(wanted.text, &end) &&
           end == wanted.text + wanted.length;
}

static bool fits_all(const json_t *entry, size_t number, const char *brackets)
{
    while (*brackets == '[') {
        struct word inside = {brackets + 1, strcspn(brackets + 1, "]")};

        if (!fits(entry, number, inside)) {
            return false;
        }
        brackets = inside.text + inside.length + 1;
    }
    return true;
}

static const json_t *entry_of(const json_t *list, const char *brackets)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *entry = json_array_get(list, i);

        if (fits_all(entry, i, brackets)) {
            return entry;
        }
    }
    return NULL;
}

static const char *behind_brackets(const char *place)
{
    while (*place == '[') {
        place += strcspn(place, "]") + 1;
    }
    return place;
}

const struct json_t *aras_json_place(const struct json_t *root, const char *place)
{
    const json_t *here = root;

    if (!aras_json_place_is(place)) {
        return NULL;
    }
    while (here != NULL && *place != '\0') {
        struct word name = {place, strcspn(place, ".[")};

        here = member_of(here, name);
        place += name.length;
        if (*place == '[') {
            here = entry_of(here, place);
            place = behind_brackets(place);
        }
        place += *place == '.';
    }
    return here;
}

double aras_json_place_number(const struct json_t *root, const char *place)
{
    const json_t *found = aras_json_place(root, place);

    return json_is_number(found) ? json_number_value(found) : NAN;
}

/* "[3]" or "[name=...]", closed. */
static bool are_brackets(const char *inside, size_t length)
{
    size_t digits = strspn(inside, "0123456789");
    const char *equals = memchr(inside, '=', length);

    return inside[length] == ']' && length > 0 &&
           (digits == length ||
            (equals != NULL && equals > inside && equals + 1 < inside + length));
}

bool aras_json_place_is(const char *place)
{
    do {
        size_t length = strcspn(place, ".[");

        if (length == 0 || memchr(place, ']', length) != NULL) {
            return false;
        }
        place += length;
        while (*place == '[') {
            length = strcspn(place + 1, "]");
            if (!are_brackets(place + 1, length)) {
                return false;
            }
            place += length + 2;
        }
        if (*place != '.' && *place != '\0') {
            return false;
        }
    } while (*place++ == '.');
    return true;
}
