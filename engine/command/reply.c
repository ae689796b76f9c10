#include "command/reply.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Takes a number off the front of a text; false when there is none. */
static bool take_number(const char **text, double *number)
{
    char *end;

    *number = strtod(*text, &end);
    if (end == *text || !isfinite(*number)) {
        return false;
    }
    *text = end + strspn(end, " \t");
    return true;
}

/* --- a share ---------------------------------------------------------------------- */

static enum aras_replied read_share(struct aras_reply *guess, const char *text,
                                    struct aras_text *why)
{
    const char *rest = text;
    double of_100;
    bool percent;

    if (!take_number(&rest, &of_100)) {
        aras_text_add(why,
                      "'%s' is no number: type in how many of 100 worlds, 0 to "
                      "100",
                      text);
        return ARAS_REPLIED_WRONG;
    }
    percent = rest[0] == '%';
    rest += percent ? 1 : 0;
    if (rest[0] != '\0' && strcmp(rest, "of 100") != 0) {
        aras_text_add(why,
                      "'%s' cannot be read: type a number from 0 to 100, and no "
                      "more",
                      text);
        return ARAS_REPLIED_WRONG;
    }
    if (!(of_100 >= 0.0 && of_100 <= 100.0)) {
        aras_text_add(why, "it is a number of 100 worlds: 0 to 100, not %g", of_100);
        return ARAS_REPLIED_WRONG;
    }
    if (of_100 > 0.0 && of_100 < 1.0 && !percent) {
        aras_text_add(why,
                      "%g is less than one world of 100: type %g if that share is "
                      "meant, or %g%% if it is",
                      of_100, 100.0 * of_100, of_100);
        return ARAS_REPLIED_WRONG;
    }
    guess->form = ARAS_FORM_SHARES;
    guess->value[0] = of_100 / 100.0;
    guess->value[1] = 1.0 - guess->value[0];
    guess->count = 2;
    return ARAS_REPLIED;
}

/* --- an option -------------------------------------------------------------------- */

static bool begins(const char *name, const char *word, size_t length)
{
    return strncmp(name, word, length) == 0;
}

/* The option that a word is, by its id or title, or by how only its title begins; -1.
 */
static int find_option(const struct aras_lesson_question *question, const char *word,
                       size_t length)
{
    int found = -1;
    size_t count = 0;

    for (size_t i = 0; i < question->option_count; i++) {
        const struct aras_lesson_option *option = &question->options[i];

        if ((strlen(option->id) == length && begins(option->id, word, length)) ||
            (strlen(option->title) == length && begins(option->title, word, length))) {
            return (int) i;
        }
        if (begins(option->title, word, length)) {
            found = (int) i;
            count++;
        }
    }
    return count == 1 ? found : -1;
}

static int find_by_number(const struct aras_lesson_question *question, const char *word,
                          size_t length)
{
    char *end;
    unsigned long number = strtoul(word, &end, 10);

    return isdigit((unsigned char) word[0]) && end == word + length && number >= 1 &&
                   number <= question->option_count
               ? (int) number - 1
               : -1;
}

static void refuse_option(const struct aras_lesson_question *question, const char *text,
                          struct aras_text *why)
{
    aras_text_add(why, "'%s' is none of these: ", text);
    for (size_t i = 0; i < question->option_count; i++) {
        aras_text_add(why, "%s%zu %s", i == 0 ? "" : ", ", i + 1,
                      question->options[i].title);
    }
}

static enum aras_replied read_sure(struct aras_reply *guess, size_t option,
                                   size_t options, const char *text,
                                   struct aras_text *why)
{
    double least = floor(100.0 / (double) options);
    const char *rest = text;
    double sure;

    if (!take_number(&rest, &sure) || (rest[0] != '\0' && strcmp(rest, "%") != 0) ||
        sure > 100.0) {
        aras_text_add(why, "how sure you are is a number from %g to 100, not '%s'",
                      least, text);
        return ARAS_REPLIED_WRONG;
    }
    if (!(sure >= least)) {
        aras_text_add(why,
                      "of %zu answers one has %g %% at least: if you are only %g %% "
                      "sure, another one is likelier",
                      options, least, sure);
        return ARAS_REPLIED_WRONG;
    }
    guess->form = ARAS_FORM_SHARES;
    guess->count = options;
    for (size_t i = 0; i < options; i++) {
        guess->value[i] =
            i == option ? sure / 100.0 : (1.0 - sure / 100.0) / (double) (options - 1);
    }
    return ARAS_REPLIED;
}

/* A title may have blanks in it: the longest beginning that is an option counts. */
static enum aras_replied read_option(struct aras_reply *guess,
                                     const struct aras_lesson_question *question,
                                     const char *text, struct aras_text *why)
{
    for (size_t length = strlen(text); length > 0; length--) {
        bool ends = text[length] == '\0' || isspace((unsigned char) text[length]);
        int option = !ends ? -1 : find_option(question, text, length);

        option = ends && option < 0 ? find_by_number(question, text, length) : option;
        if (option >= 0) {
            const char *rest = text + length + strspn(text + length, " \t");

            return rest[0] == '\0' ? ARAS_REPLIED_OPTION
                                   : read_sure(guess, (size_t) option,
                                               question->option_count, rest, why);
        }
    }
    refuse_option(question, text, why);
    return ARAS_REPLIED_WRONG;
}

/* --- a number --------------------------------------------------------------------- */

static enum aras_replied read_numbers(struct aras_reply *guess,
                                      const struct aras_lesson_question *question,
                                      const char *text, struct aras_text *why)
{
    static const double levels[] = {0.1, 0.5, 0.9};
    const char *rest = text;

    guess->form = ARAS_FORM_QUANTILES;
    guess->count = 0;
    while (guess->count < 3 && take_number(&rest, &guess->value[guess->count])) {
        guess->count++;
    }
    if (rest[0] != '\0' && strcmp(rest, question->unit) == 0) {
        rest = "";
    }
    if (rest[0] != '\0' || (guess->count != 1 && guess->count != 3)) {
        aras_text_add(
            why,
            "'%s' cannot be read: type one number, such as 12, or three, such "
            "as 8 12 20",
            text);
        return ARAS_REPLIED_WRONG;
    }
    if (guess->count == 3 &&
        !(guess->value[0] <= guess->value[1] && guess->value[1] <= guess->value[2])) {
        aras_text_add(why,
                      "the three are in ascending order: where it begins, your guess, "
                      "where it ends; not %g %g %g",
                      guess->value[0], guess->value[1], guess->value[2]);
        return ARAS_REPLIED_WRONG;
    }
    memcpy(guess->level, guess->count == 1 ? levels + 1 : levels,
           guess->count * sizeof *levels);
    return ARAS_REPLIED;
}

/* --- all -------------------------------------------------------------------------- */

enum aras_replied aras_reply_read(struct aras_reply *guess,
                                  const struct aras_lesson_question *question,
                                  const char *text, struct aras_text *why)
{
    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        return read_share(guess, text, why);
    case ARAS_LESSON_NUMBER:
        return read_numbers(guess, question, text, why);
    case ARAS_LESSON_SIGN:
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
    case ARAS_LESSON_TEXT:
        break;
    }
    return read_option(guess, question, text, why);
}

const char *aras_reply_prompt(const struct aras_lesson_question *question)
{
    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        return "Of 100, how many? (0 to 100; ? for help, q to leave): ";
    case ARAS_LESSON_NUMBER:
        return "Your guess (? for help, q to leave): ";
    case ARAS_LESSON_SIGN:
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
    case ARAS_LESSON_TEXT:
        break;
    }
    return "Which, and how sure in %, as in 2 70 (? for help, q to leave): ";
}

const char *aras_reply_help(const struct aras_lesson_question *question)
{
    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        return "Type in how many of 100 worlds you think it is so: 63, say. It costs "
               "the square of how far you are off, so nothing pays better than what "
               "you believe.";
    case ARAS_LESSON_NUMBER:
        return "Type a number, 12 say. Or three, 8 12 20 say: your guess is 12, and "
               "you are 80 % sure that it lies between 8 and 20. Then you learn "
               "whether your ranges are too narrow, as most people's are.";
    case ARAS_LESSON_SIGN:
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
    case ARAS_LESSON_TEXT:
        break;
    }
    return "Type which one, by its number, and how sure you are, in per cent: 2 70, "
           "say. Being sure and wrong costs most; of the answers of which you are 70 % "
           "sure, 7 in 10 should be right.";
}
