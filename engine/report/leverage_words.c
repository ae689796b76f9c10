#include "report/leverage_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/legend.h"
#include "report/words.h"
#include "statistics/interval.h"

/* --- names -------------------------------------------------------------------------
 */

const char *aras_leverage_name(const struct aras_levered *levered, const char *actor)
{
    return aras_words_actor(levered->model, actor);
}

const char *aras_leverage_title(const struct aras_event *event)
{
    return event->title != NULL && event->title[0] != '\0' ? event->title : event->id;
}

bool aras_leverage_is_answer(const struct aras_levered *levered,
                             const struct aras_leverage_row *row)
{
    return levered->wish->issue[row->issue].kind == ARAS_ISSUE_ANSWER;
}

bool aras_leverage_same_pair(const struct aras_issue *a, const struct aras_issue *b)
{
    return strcmp(a->by, b->by) == 0 && strcmp(a->of, b->of) == 0;
}

static bool has_one_pair(const struct aras_levered *levered)
{
    for (size_t i = 1; i < levered->wish->issues; i++) {
        if (!aras_leverage_same_pair(&levered->wish->issue[i],
                                     &levered->wish->issue[0])) {
            return false;
        }
    }
    return true;
}

bool aras_leverage_same_act(const struct aras_issue *a, const struct aras_issue *b)
{
    return a->event == b->event && a->decision == b->decision;
}

bool aras_leverage_is_repeated(const struct aras_levered *levered, size_t issue)
{
    for (size_t i = 0; i < issue; i++) {
        if (aras_leverage_same_act(&levered->wish->issue[i],
                                   &levered->wish->issue[issue])) {
            return true;
        }
    }
    return false;
}

static void write_doers(const struct aras_levered *levered, size_t issue, bool others,
                        struct aras_text *text)
{
    const struct aras_issue *it = &levered->wish->issue[issue];

    aras_text_add(text, "%s", aras_leverage_name(levered, it->by));
    for (size_t i = issue + 1; i < levered->wish->issues && others; i++) {
        if (aras_leverage_same_act(&levered->wish->issue[i], it)) {
            aras_text_add(text, ", %s",
                          aras_leverage_name(levered, levered->wish->issue[i].by));
        }
    }
}

void aras_leverage_write_issue(const struct aras_levered *levered,
                               const struct aras_leverage_row *row, bool others,
                               struct aras_text *text)
{
    const struct aras_issue *issue = &levered->wish->issue[row->issue];
    const struct aras_event *act = &levered->model->events[issue->event];

    if (!has_one_pair(levered)) {
        write_doers(levered, row->issue, others, text);
        aras_text_add(text, " over %s: ", aras_leverage_name(levered, issue->of));
    }
    if (aras_leverage_is_answer(levered, row)) {
        uint32_t choice = aras_issue_choice(issue, levered->model, row->choice);

        aras_text_add(text, "\"%s\" after \"%s\"%s",
                      aras_leverage_title(&levered->model->events[choice]),
                      aras_leverage_title(act),
                      issue->with_target ? ", its own act too" : "");
    } else {
        aras_text_add(text, "%s", aras_leverage_title(act));
    }
}

bool aras_leverage_is_constant(const struct aras_pull_estimate *it)
{
    return it->interval.high - it->interval.low <= aras_number_dust(1.0);
}

struct aras_number aras_leverage_change(const struct aras_pull_estimate *it)
{
    struct aras_number number = aras_number_change(it->mean, it->interval, true);

    if (aras_leverage_is_constant(it)) {
        snprintf(number.text, sizeof number.text, "%+.1f pp", 100.0 * it->mean);
    }
    return number;
}

bool aras_leverage_is_left_out(const struct aras_levered *levered,
                               const struct aras_leverage_row *row)
{
    for (size_t r = 0; r < levered->leverage->rows; r++) {
        const struct aras_leverage_row *other = &levered->leverage->row[r];

        if (other->issue == row->issue && other->time == row->time &&
            !aras_leverage_is_empty(other)) {
            return false;
        }
    }
    return true;
}

bool aras_leverage_is_told(const struct aras_levered *levered,
                           const struct aras_leverage_row *row, size_t time)
{
    return row->time == time && !aras_leverage_is_repeated(levered, row->issue) &&
           (!levered->all || (row->best && !aras_leverage_is_left_out(levered, row)));
}

const struct aras_leverage_row *
aras_leverage_find_cell(const struct aras_levered *levered, size_t time, size_t reading,
                        const char *by, const char *of)
{
    const struct aras_leverage_row *found = NULL;

    for (size_t r = 0; r < levered->leverage->rows; r++) {
        const struct aras_leverage_row *row = &levered->leverage->row[r];
        const struct aras_issue *issue = &levered->wish->issue[row->issue];

        if (row->time != time || row->reading != reading || !row->best ||
            aras_leverage_is_empty(row) || strcmp(issue->by, by) != 0 ||
            strcmp(issue->of, of) != 0 || issue->with_target) {
            continue;
        }
        if (found == NULL ||
            (aras_leverage_is_answer(levered, found) &&
             !aras_leverage_is_answer(levered, row)) ||
            (aras_leverage_is_answer(levered, found) ==
                 aras_leverage_is_answer(levered, row) &&
             row->pull[ARAS_PULL_EFFECT].mean > found->pull[ARAS_PULL_EFFECT].mean)) {
            found = row;
        }
    }
    return found;
}

/* What would let A's threat, or its act, weigh more with B. */
static void write_reason(const struct aras_levered *levered,
                         const struct aras_leverage_row *row, struct aras_text *text)
{
    const struct aras_issue *issue = &levered->wish->issue[row->issue];
    const struct aras_pull_estimate *it = &row->pull[row->reason];
    const char *a = aras_leverage_name(levered, issue->by);
    const char *b = aras_leverage_name(levered, issue->of);
    bool act = aras_leverage_is_answer(levered, row);

    aras_text_add(text, "What holds it back most is ");
    switch (row->reason) {
    case ARAS_PULL_CREDIBLE:
        aras_text_add(text,
                      act ? "credibility: were %s's name for acting the best there is,"
                          : "credibility: were it certain that %s makes it pay,",
                      a);
        break;
    case ARAS_PULL_COSTLESS:
        aras_text_add(
            text,
            act ? "the cost to the wielder: did %s depend on it in nothing,"
                : "the cost to the wielder: could %s carry the threat out for "
                  "nothing,",
            a);
        break;
    default:
        aras_text_add(text, "substitution: had it none,");
        break;
    }
    aras_text_add(text, " %s would %s more often (%s).", b,
                  act ? "take the option" : "give way", aras_leverage_change(it).text);
}

/* What B's dependence on A, which the index counts, has to do with an answer. */
static void write_bearing(const struct aras_levered *levered,
                          const struct aras_leverage_row *row, struct aras_text *text)
{
    const struct aras_issue *issue = &levered->wish->issue[row->issue];
    const struct aras_pull_estimate *tied = &row->pull[ARAS_PULL_TIED];
    const char *a = aras_leverage_name(levered, issue->by);
    const char *b = aras_leverage_name(levered, issue->of);
    struct aras_number part = aras_leverage_change(tied);

    if (tied->interval.high < 0.0) {
        aras_text_add(text, "%s's dependence on %s speaks against it (%s).", b, a,
                      part.text);
    } else if (tied->interval.low > 0.0) {
        aras_text_add(
            text,
            "%s's dependence on %s speaks for it (%s); what else %s weighs is "
            "not in the index.",
            b, a, part.text, b);
    } else {
        aras_text_add(text,
                      "%s's dependence on %s, which is what the index counts, has no "
                      "bearing on it.",
                      b, a);
    }
}

static void write_cause(const struct aras_levered *levered,
                        const struct aras_leverage_row *row, struct aras_text *text)
{
    bool above = row->standing == ARAS_STANDING_ABOVE;

    if (row->reason != ARAS_PULLS) {
        write_reason(levered, row, text);
    } else if (aras_leverage_is_answer(levered, row)) {
        aras_text_add(text,
                      above ? "It moves %s more than acts with a higher index. "
                            : "It moves %s less than acts with a lower index. ",
                      aras_leverage_name(levered, levered->wish->issue[row->issue].of));
        write_bearing(levered, row, text);
    } else if (above) {
        aras_text_add(text,
                      "It moves %s more than threats with a higher index: what is "
                      "asked is not in the index.",
                      aras_leverage_name(levered, levered->wish->issue[row->issue].of));
    } else {
        aras_text_add(text,
                      "Neither credibility nor cost nor substitution accounts for "
                      "2 pp of it.");
    }
}

void aras_leverage_write_standing(const struct aras_levered *levered,
                                  const struct aras_leverage_row *row,
                                  struct aras_text *text)
{
    const struct aras_readings *readings = &levered->leverage->readings;

    aras_leverage_write_issue(levered, row, false, text);
    aras_text_add(text, " (%s): place %zu of %zu by leverage, %zu by net index. ",
                  aras_legend_has_readings(readings)
                      ? aras_legend_reading(readings, levered->model, row->reading)
                      : "all worlds",
                  row->place, row->placed, row->place_by_index);
    write_cause(levered, row, text);
}

struct aras_number aras_leverage_share(const struct aras_pull_estimate *it,
                                       const struct aras_style *style)
{
    double bound = aras_interval_never_seen(it->worlds, 0.95).high;
    struct aras_number number;

    if (it->worlds == 0 || isnan(it->mean)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
    } else if (!(it->error > aras_number_dust(it->mean))) {
        snprintf(number.text, sizeof number.text, "%.0f %%", 100.0 * it->mean);
    } else if (it->mean == 0.0) {
        number = aras_number_below(bound);
    } else if (it->mean == 1.0) {
        number = aras_number_above(1.0 - bound);
    } else {
        number = aras_number_estimate(it->mean, it->range, it->interval, true);
    }
    return number;
}
