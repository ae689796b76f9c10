#include "command/said.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"

static enum aras_status unreadable(const char *text, struct aras_error *error)
{
    return aras_error_set(error, ARAS_INVALID,
                          "'%s' is no prediction: write 30%% or 0.3 for yes, "
                          "a=0.2,b=0.8 for options, 10%%=1,50%%=2,90%%=4 for a number",
                          text);
}

/* A number, or one of percents. */
static bool read_share(const char *text, double *value)
{
    char *end;

    *value = strtod(text, &end);
    if (end == text) {
        return false;
    }
    if (*end == '%') {
        *value /= 100.0;
        end++;
    }
    return *end == '\0' && isfinite(*value);
}

static bool is_level(const char *text)
{
    double level;

    return text[0] != '\0' && text[strlen(text) - 1] == '%' && read_share(text, &level);
}

/* One of the parts between commas; `text` loses its '='. */
static bool read_part(struct aras_said *said, char *text)
{
    char *equals = strchr(text, '=');
    size_t i = said->count++;

    if (equals == NULL) {
        return false;
    }
    *equals = '\0';
    said->name[i] = text;
    if (is_level(text)) {
        char *end;

        said->value[i] = strtod(equals + 1, &end);
        return read_share(text, &said->level[i]) && end != equals + 1 && *end == '\0' &&
               isfinite(said->value[i]);
    }
    return read_share(equals + 1, &said->value[i]);
}

static enum aras_status read_parts(struct aras_said *said, const char *text,
                                   struct aras_error *error)
{
    size_t levels = 0;
    char *rest = NULL;

    for (char *part = strtok_r(said->text, ",", &rest); part != NULL;
         part = strtok_r(NULL, ",", &rest)) {
        part += strspn(part, " ");
        if (said->count == ARAS_MOST_SAID || !read_part(said, part)) {
            return unreadable(text, error);
        }
        levels += is_level(said->name[said->count - 1]) ? 1 : 0;
    }
    if (said->count == 0 || (levels > 0 && levels < said->count)) {
        return unreadable(text, error);
    }
    said->what = levels > 0 ? ARAS_SAID_QUANTILES : ARAS_SAID_OPTIONS;
    return ARAS_OK;
}

enum aras_status aras_said_read(struct aras_said *said, const char *text,
                                struct aras_error *error)
{
    double p;

    *said = (struct aras_said){.what = ARAS_SAID_YES};
    if (strlen(text) >= sizeof said->text) {
        return aras_error_set(error, ARAS_INVALID,
                              "a prediction has at most %zu letters",
                              sizeof said->text - 1);
    }
    strcpy(said->text, text);
    if (strchr(text, '=') != NULL) {
        return read_parts(said, text, error);
    }
    if (!read_share(text, &p)) {
        return unreadable(text, error);
    }
    if (p < 0.0 || p > 1.0) {
        return aras_error_set(error, ARAS_INVALID,
                              "a probability is from 0 to 1, or from 0%% to 100%%, got "
                              "'%s'",
                              text);
    }
    said->count = 2;
    said->value[0] = p;
    said->value[1] = 1.0 - p;
    return ARAS_OK;
}

/* Puts what was said of the options into the order of the question. */
static enum aras_status order_options(struct aras_said *said,
                                      const struct aras_ledger_question *question,
                                      struct aras_error *error)
{
    double ordered[ARAS_MOST_SAID];
    bool found[ARAS_MOST_SAID] = {false};

    if (question->option_count > ARAS_MOST_SAID) {
        return aras_error_set(error, ARAS_INVALID, "'%s' has more than %d options",
                              question->id, ARAS_MOST_SAID);
    }
    for (size_t i = 0; i < said->count; i++) {
        size_t k = 0;

        while (k < question->option_count &&
               strcmp(question->options[k], said->name[i]) != 0) {
            k++;
        }
        if (k == question->option_count) {
            const char *near = aras_nearest_name(said->name[i], question->options,
                                                 question->option_count);

            return aras_error_set(error, ARAS_UNKNOWN, "'%s' has no option '%s'%s%s%s",
                                  question->id, said->name[i],
                                  near == NULL ? "" : "; did you mean '",
                                  near == NULL ? "" : near, near == NULL ? "" : "'?");
        }
        if (found[k]) {
            return aras_error_set(error, ARAS_INVALID, "'%s' is given twice",
                                  said->name[i]);
        }
        found[k] = true;
        ordered[k] = said->value[i];
    }
    for (size_t k = 0; k < question->option_count; k++) {
        if (!found[k]) {
            return aras_error_set(error, ARAS_INVALID,
                                  "what is the probability of '%s'? Each option needs "
                                  "one, if only 0",
                                  question->options[k]);
        }
    }
    memcpy(said->value, ordered, question->option_count * sizeof *ordered);
    said->count = question->option_count;
    return ARAS_OK;
}

enum aras_status aras_said_fit(struct aras_said *said,
                               const struct aras_ledger_question *question,
                               struct aras_ledger_prediction *prediction,
                               struct aras_error *error)
{
    if ((said->what == ARAS_SAID_QUANTILES) != (question->options == NULL)) {
        return aras_error_set(
            error, ARAS_INVALID, "'%s' asks for %s", question->id,
            question->options == NULL
                ? "a number: say quantiles of it, as in 10%=1,50%=2,90%=4"
                : "a probability, not for quantiles");
    }
    if (said->what == ARAS_SAID_YES && strcmp(question->options[0], "yes") != 0) {
        return aras_error_set(
            error, ARAS_INVALID,
            "'%s' has %zu options, each of which needs a probability, "
            "as in %s=0.2,%s=...",
            question->id, question->option_count, question->options[0],
            question->options[1]);
    }
    if (said->what == ARAS_SAID_OPTIONS &&
        order_options(said, question, error) != ARAS_OK) {
        return error->status;
    }
    prediction->form =
        said->what == ARAS_SAID_QUANTILES ? ARAS_FORM_QUANTILES : ARAS_FORM_SHARES;
    prediction->value = said->value;
    prediction->level = said->what == ARAS_SAID_QUANTILES ? said->level : NULL;
    prediction->count = said->count;
    return ARAS_OK;
}
