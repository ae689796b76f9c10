#include "report/sensitivity_text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/legend.h"

enum { GLYPH = 12 };

void aras_sensitivity_text_target(struct aras_text *text,
                                  const struct aras_model *model,
                                  const struct aras_target *target)
{
    const struct aras_outcome *outcome = &model->outcomes[target->outcome];

    switch (target->kind) {
    case ARAS_TARGET_SHARE:
    case ARAS_TARGET_NUMBER:
        aras_text_add(text, "%s", outcome->title);
        break;
    case ARAS_TARGET_OPTION: {
        const struct aras_category *option = &outcome->categories[target->option];
        bool titled = option->title != NULL && option->title[0] != '\0';

        aras_text_add(text, "%s: %s", outcome->title,
                      titled ? option->title : option->id);
        break;
    }
    case ARAS_TARGET_REACHED:
        aras_text_add(text, "%s: whether by the horizon", outcome->title);
        break;
    case ARAS_TARGET_UNTIL:
        aras_text_add(text, "%s: time until then, at most the horizon", outcome->title);
        break;
    }
}

static double within_one(double share)
{
    return fmin(1.0, fmax(0.0, share)); /* NAN becomes 0: look before */
}

static struct aras_interval held_within_one(struct aras_interval interval)
{
    if (isnan(interval.low)) {
        return interval;
    }
    return (struct aras_interval){within_one(interval.low), within_one(interval.high)};
}

/* Whole percents, or tenths where the interval is that narrow: finer shares of a
 * variance mean nothing to anybody. */
static int decimals_of(struct aras_interval interval)
{
    return interval.high - interval.low < 0.02 ? 1 : 0;
}

struct aras_number aras_sensitivity_text_share(double value,
                                               struct aras_interval interval,
                                               const struct aras_style *style)
{
    struct aras_number number;
    int decimals = decimals_of(interval);

    if (isnan(value) || isnan(interval.low)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
    } else if (value <= 0.0) {
        snprintf(number.text, sizeof number.text, value < 0.0 ? "0 *" : "0 %%");
    } else if (value > 1.0) {
        snprintf(number.text, sizeof number.text, "100 %% *");
    } else if (value < (decimals == 0 ? 0.005 : 0.0005)) {
        snprintf(number.text, sizeof number.text, decimals == 0 ? "<1 %%" : "<0.1 %%");
    } else {
        snprintf(number.text, sizeof number.text, "%.*f %%", decimals, 100.0 * value);
    }
    return number;
}

struct aras_number aras_sensitivity_text_between(struct aras_interval interval,
                                                 const struct aras_style *style)
{
    struct aras_interval held = held_within_one(interval);
    int decimals = decimals_of(interval);
    struct aras_number number;

    if (isnan(interval.low)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
    } else {
        snprintf(number.text, sizeof number.text, "%.*f to %.*f %%", decimals,
                 100.0 * held.low, decimals, 100.0 * held.high);
    }
    return number;
}

/* An estimate within its interval on a line from 0 to `most`: "..--o--.....". */
static void draw_interval(char *text, size_t size, double value,
                          struct aras_interval interval, double most, bool ascii)
{
    const char *empty = ascii ? "." : "·";
    const char *covered = ascii ? "-" : "─";
    const char *point = ascii ? "o" : "●";

    text[0] = '\0';
    for (int i = 0; i < GLYPH && !isnan(value) && !isnan(interval.low); i++) {
        double low = most * i / GLYPH;
        double high = most * (i + 1) / GLYPH;
        bool here = within_one(value / most) * GLYPH >= i &&
                    (within_one(value / most) * GLYPH < i + 1 || i + 1 == GLYPH);
        const char *sign = here                                          ? point
                           : interval.low < high && interval.high >= low ? covered
                                                                         : empty;
        size_t used = strlen(text);

        snprintf(text + used, size - used, "%s", sign);
    }
}

void aras_sensitivity_text_line(struct aras_table *table, double value,
                                struct aras_interval interval, double most,
                                const struct aras_style *style)
{
    char text[4 * GLYPH + 1];

    draw_interval(text, sizeof text, value, interval, most, style->ascii);
    aras_table_cell(table, ARAS_FAINT, "%s", text);
}

void aras_sensitivity_text_place(struct aras_table *table,
                                 const struct aras_standing *place)
{
    if (place->best == place->last) {
        aras_table_cell(table, ARAS_FAINT, "%zu", place->best);
    } else {
        aras_table_cell(table, ARAS_FAINT, "%zu-%zu", place->best, place->last);
    }
}

enum aras_status
aras_sensitivity_text_header(FILE *file, const struct aras_sensitivity_subject *subject,
                             const char *how, const struct aras_style *style,
                             struct aras_error *error)
{
    if (aras_legend_say(file, style, error, "%s", subject->title) != ARAS_OK ||
        aras_legend_say(file, style, error, "%s; %s worlds, seed %" PRIu64, how,
                        aras_number_whole(subject->worlds).text,
                        subject->seed) != ARAS_OK) {
        return error->status;
    }
    if (subject->failed == 0) {
        return ARAS_OK;
    }
    return aras_legend_say(
        file, style, error,
        "WARNING: %s worlds failed; what they would have said is not in the numbers.",
        aras_number_whole(subject->failed).text);
}

enum aras_status aras_sensitivity_text_say_target(FILE *file,
                                                  const struct aras_model *model,
                                                  const struct aras_target *target,
                                                  const struct aras_style *style,
                                                  struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status;

    aras_sensitivity_text_target(&text, model, target);
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(file, style, error, "%s", text.data);
    }
    aras_text_free(&text);
    return status;
}

enum aras_status aras_sensitivity_text_meaning(FILE *file, const char *id,
                                               const char *title,
                                               const struct aras_style *style,
                                               struct aras_error *error)
{
    return title[0] == '\0' ? ARAS_OK
                            : aras_legend_say(file, style, error, "%s: %s", id, title);
}
