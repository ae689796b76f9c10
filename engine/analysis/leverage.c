#include "analysis/leverage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/gauge.h"
#include "analysis/leverage_play.h"

static const double LEVEL = 0.95;
static const double HOLDS = 0.80;
static const double WORTH_TELLING = 0.02; /* of what a reason must explain, at least */

struct work {
    const struct aras_model *model;
    const struct aras_leverage_wish *wish;
    struct aras_leverage *answer;
    struct aras_leverage_play play;
};

/* --- one number of a world -----------------------------------------------------------
 */

static bool is_in_reading(const struct work *work, size_t world, size_t reading)
{
    const struct aras_reading *it = &work->answer->readings.reading[reading];
    size_t variants = work->model->variant_count;

    return it->variant == ARAS_ALL_WORLDS ||
           work->play.variants[world * variants + it->variant] == (double) it->option;
}

static bool is_whole(const struct aras_pull_arm arm[ARAS_PULL_ARMS])
{
    return arm[0].played && arm[1].played && !arm[0].failed && !arm[1].failed;
}

/* What B weighs in a choice after an act; of a threat it is known at T already. */
static double weighed_of(const struct work *work, size_t world,
                         const struct aras_leverage_row *row, enum aras_pull pull)
{
    static const size_t number[ARAS_PULLS] = {
        [ARAS_PULL_YIELD] = ARAS_WEIGHED_YIELD,
        [ARAS_PULL_CREDIBLE] = ARAS_WEIGHED_CREDIBLE,
        [ARAS_PULL_COSTLESS] = ARAS_WEIGHED_COSTLESS,
        [ARAS_PULL_CAPTIVE] = ARAS_WEIGHED_CAPTIVE,
        [ARAS_PULL_TIED] = ARAS_WEIGHED_TIED};
    size_t at = aras_leverage_play_at(&work->play, world, row->time, row->issue);

    return work->wish->issue[row->issue].kind == ARAS_ISSUE_ANSWER
               ? aras_leverage_play_weighed(&work->play, world, row->time, row->issue,
                                            row->choice)[number[pull]]
               : work->play.sight[at].value[pull];
}

static double number_of(const struct work *work, size_t world,
                        const struct aras_leverage_row *row, enum aras_pull pull)
{
    size_t at = aras_leverage_play_at(&work->play, world, row->time, row->issue);
    const struct aras_pull_sight *sight = &work->play.sight[at];
    const struct aras_pull_arm *arm = work->play.arm[at];
    size_t choice = row->choice;
    const struct aras_pull_arm *silent = &arm[0];
    const struct aras_pull_arm *acts = &arm[1];
    double without = (double) (silent->done >> choice & 1);
    double with = (double) (acts->done >> choice & 1);

    switch (pull) {
    case ARAS_PULL_SILENT:
        return without;
    case ARAS_PULL_ACTS:
        return with;
    case ARAS_PULL_CONCEDED:
        return acts->conceded ? 1.0 : 0.0;
    case ARAS_PULL_ENFORCED:
        return acts->enforced ? 1.0 : 0.0;
    case ARAS_PULL_EFFECT:
        return acts->enforced ? 0.0 : with - without;
    case ARAS_PULL_FORCE:
        return acts->enforced ? with - without : 0.0;
    case ARAS_PULL_ASKED_SILENT:
        return sight->asked ? without : NAN;
    case ARAS_PULL_ASKED_ACTS:
        return sight->asked ? with : NAN;
    case ARAS_PULL_ASKED_EFFECT:
        return !sight->asked ? NAN : acts->enforced ? 0.0 : with - without;
    case ARAS_PULL_WEAR:
        return acts->dependence - silent->dependence;
    case ARAS_PULL_INFLUENCED:
        return acts->influence - silent->influence;
    case ARAS_PULL_DECIDES:
        return acts->decided ? 1.0 : 0.0;
    case ARAS_PULL_DECIDES_SILENT:
        return silent->decided ? 1.0 : 0.0;
    case ARAS_PULL_CALLED:
        return acts->decided != silent->decided ? with - without : 0.0;
    case ARAS_PULL_SHIFTED:
        return acts->decided == silent->decided ? with - without : 0.0;
    case ARAS_PULL_YIELD:
    case ARAS_PULL_CREDIBLE:
    case ARAS_PULL_COSTLESS:
    case ARAS_PULL_CAPTIVE:
    case ARAS_PULL_TIED:
        return weighed_of(work, world, row, pull);
    case ARAS_PULL_DEPENDENCE:
    case ARAS_PULL_NET:
    case ARAS_PULL_INFLUENCE:
    case ARAS_PULL_NAME:
    case ARAS_PULL_BELIEVED:
    case ARAS_PULLS:
        break;
    }
    return sight->value[pull];
}

static bool is_share(enum aras_pull pull)
{
    return pull <= ARAS_PULL_ENFORCED || pull == ARAS_PULL_ASKED_SILENT ||
           pull == ARAS_PULL_ASKED_ACTS || pull == ARAS_PULL_DECIDES ||
           pull == ARAS_PULL_DECIDES_SILENT;
}

static bool has_pull(enum aras_issue_kind kind, enum aras_pull pull)
{
    switch (pull) {
    case ARAS_PULL_CONCEDED:
        return kind == ARAS_ISSUE_DEMAND;
    case ARAS_PULL_ENFORCED:
    case ARAS_PULL_FORCE:
    case ARAS_PULL_BELIEVED:
        return kind != ARAS_ISSUE_ANSWER;
    case ARAS_PULL_TIED:
    case ARAS_PULL_DECIDES:
    case ARAS_PULL_DECIDES_SILENT:
    case ARAS_PULL_CALLED:
    case ARAS_PULL_SHIFTED:
        return kind == ARAS_ISSUE_ANSWER;
    case ARAS_PULL_YIELD:
    case ARAS_PULL_CREDIBLE:
    case ARAS_PULL_COSTLESS:
    case ARAS_PULL_CAPTIVE:
    case ARAS_PULL_SILENT:
    case ARAS_PULL_ACTS:
    case ARAS_PULL_EFFECT:
    case ARAS_PULL_ASKED_SILENT:
    case ARAS_PULL_ASKED_ACTS:
    case ARAS_PULL_ASKED_EFFECT:
    case ARAS_PULL_DEPENDENCE:
    case ARAS_PULL_NET:
    case ARAS_PULL_INFLUENCE:
    case ARAS_PULL_NAME:
    case ARAS_PULL_WEAR:
    case ARAS_PULL_INFLUENCED:
    case ARAS_PULLS:
        break;
    }
    return true;
}

/* --- estimates -----------------------------------------------------------------------
 */

static struct aras_pull_estimate no_estimate(void)
{
    struct aras_interval none = {NAN, NAN};

    return (struct aras_pull_estimate){
        .mean = NAN, .error = NAN, .interval = none, .range = none};
}

static struct aras_pull_estimate conclude(const struct aras_gauge *gauge,
                                          enum aras_pull pull, double level)
{
    const struct aras_nested *nested = &gauge->nested;
    struct aras_pull_estimate estimate = no_estimate();
    struct aras_clustered clustered = aras_nested_mean(nested);
    bool counted = pull <= ARAS_PULL_ASKED_EFFECT || pull == ARAS_PULL_CALLED ||
                   pull == ARAS_PULL_SHIFTED;

    estimate.worlds = nested->all.count;
    if (estimate.worlds == 0) {
        return estimate;
    }
    estimate.mean = clustered.mean;
    if (is_share(pull)) {
        estimate.interval = aras_interval_clustered_share(&clustered, level);
        estimate.range = aras_nested_share_range(nested, HOLDS);
    } else {
        estimate.interval = counted ? aras_gauge_change(gauge, &clustered, level)
                                    : aras_interval_clustered(&clustered, level);
        estimate.range = aras_nested_mean_range(nested, HOLDS);
    }
    estimate.error = (estimate.interval.high - estimate.interval.low) / 2.0;
    return estimate;
}

/* The worlds of one parameter set follow each other. */
static enum aras_status estimate(const struct work *work, struct aras_leverage_row *row,
                                 enum aras_pull pull, double level,
                                 struct aras_error *error)
{
    struct aras_gauge gauge = {.nested = {.ranked = true}};
    enum aras_status status = ARAS_OK;
    bool fixed = !aras_readings_draw(work->model);

    for (size_t w = 0; w < work->wish->worlds && status == ARAS_OK; w++) {
        size_t at = aras_leverage_play_at(&work->play, w, row->time, row->issue);
        double number;

        if (!is_whole(work->play.arm[at]) || !is_in_reading(work, w, row->reading)) {
            continue;
        }
        number = number_of(work, w, row, pull);
        if (isfinite(number)) {
            status = aras_gauge_add(&gauge, fixed ? w : work->play.world[w].set, number,
                                    error);
        }
    }
    if (status == ARAS_OK) {
        status = aras_gauge_close(&gauge, error);
    }
    row->pull[pull] = conclude(&gauge, pull, level);
    aras_nested_free(&gauge.nested);
    return status;
}

static void count_worlds(const struct work *work, struct aras_leverage_row *row)
{
    size_t channels = work->answer->channels;

    for (size_t w = 0; w < work->wish->worlds; w++) {
        size_t at = aras_leverage_play_at(&work->play, w, row->time, row->issue);
        const struct aras_pull_sight *sight = &work->play.sight[at];
        bool whole = is_whole(work->play.arm[at]);

        if (work->play.world[w].failed || (sight->at_issue && !whole) ||
            !is_in_reading(work, w, row->reading)) {
            continue;
        }
        row->worlds++;
        row->at_issue += sight->at_issue;
        row->asked += sight->at_issue && sight->asked;
        for (size_t c = 0; c < channels && sight->at_issue; c++) {
            double value = work->play.channel[at * channels + c];

            row->channel[c] += (value - row->channel[c]) / (double) row->at_issue;
        }
    }
    for (size_t c = 0; c < channels && row->at_issue == 0; c++) {
        row->channel[c] = NAN;
    }
}

static enum aras_status measure(const struct work *work, struct aras_leverage_row *row,
                                struct aras_error *error)
{
    const struct aras_issue *issue = &work->wish->issue[row->issue];
    size_t choices = aras_issue_choices(issue, work->model);
    double level = 1.0 - (1.0 - LEVEL) / (double) choices;

    count_worlds(work, row);
    for (enum aras_pull pull = 0; pull < ARAS_PULLS; pull++) {
        row->pull[pull] = no_estimate();
        if (has_pull(issue->kind, pull) &&
            estimate(work, row, pull, level, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- rows ----------------------------------------------------------------------------
 */

bool aras_leverage_is_empty(const struct aras_leverage_row *row)
{
    return row->at_issue < ARAS_FEW_AT_ISSUE;
}

static enum aras_status make_rows(struct work *work, struct aras_error *error)
{
    struct aras_leverage *answer = work->answer;
    const struct aras_leverage_wish *wish = work->wish;
    size_t choices = 0;
    size_t number = 0;

    for (size_t i = 0; i < wish->issues; i++) {
        choices += aras_issue_choices(&wish->issue[i], work->model);
    }
    answer->channels = work->model->channel_count;
    answer->rows = wish->times * choices * answer->told_count;
    answer->row = calloc(answer->rows + 1, sizeof *answer->row);
    answer->channel =
        calloc(answer->rows * answer->channels + 1, sizeof *answer->channel);
    if (answer->row == NULL || answer->channel == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for leverage");
    }
    for (size_t t = 0; t < wish->times; t++) {
        for (size_t i = 0; i < wish->issues; i++) {
            size_t count = aras_issue_choices(&wish->issue[i], work->model);

            for (size_t k = 0; k < count * answer->told_count; k++) {
                struct aras_leverage_row *row = &answer->row[number];

                *row = (struct aras_leverage_row){
                    .issue = i,
                    .time = t,
                    .choice = k / answer->told_count,
                    .reading = answer->told[k % answer->told_count],
                    .channel = answer->channel + number * answer->channels,
                    .reason = ARAS_PULLS};
                number++;
                if (measure(work, row, error) != ARAS_OK) {
                    return error->status;
                }
            }
        }
    }
    return ARAS_OK;
}

/* By how many worlds of all readings a choice is raised. */
static double raised(const struct work *work, size_t time, size_t issue, size_t choice)
{
    struct aras_leverage_row row = {.time = time, .issue = issue, .choice = choice};
    double sum = 0.0;

    for (size_t w = 0; w < work->wish->worlds; w++) {
        size_t at = aras_leverage_play_at(&work->play, w, time, issue);

        if (is_whole(work->play.arm[at])) {
            sum += number_of(work, w, &row, ARAS_PULL_EFFECT);
        }
    }
    return sum;
}

static void find_best(struct work *work)
{
    struct aras_leverage *answer = work->answer;

    for (size_t r = 0; r < answer->rows; r++) {
        struct aras_leverage_row *row = &answer->row[r];
        size_t count = aras_issue_choices(&work->wish->issue[row->issue], work->model);
        size_t best = 0;
        double most = -INFINITY;

        for (size_t k = 0; k < count; k++) {
            double sum = raised(work, row->time, row->issue, k);

            if (sum > most && !aras_issue_is_nothing(&work->wish->issue[row->issue],
                                                     work->model, k)) {
                best = k;
                most = sum;
            }
        }
        row->best = row->choice == best;
    }
}

/* --- places, and reasons for what is out of place
 * ----------------------------------------------------- */

/* Of an act what it moves most is compared; one that B has a part in is not A's over
 * it. */
static bool is_placed(const struct work *work, const struct aras_leverage_row *row)
{
    const struct aras_issue *issue = &work->wish->issue[row->issue];

    if (aras_leverage_is_empty(row) || !isfinite(row->pull[ARAS_PULL_NET].mean)) {
        return false;
    }
    return issue->kind == ARAS_ISSUE_ANSWER ? row->best && !issue->with_target
                                            : isfinite(row->pull[ARAS_PULL_YIELD].mean);
}

/* Threats are compared with threats, acts with acts. */
static bool are_compared(const struct work *work, const struct aras_leverage_row *a,
                         const struct aras_leverage_row *b)
{
    bool a_answers = work->wish->issue[a->issue].kind == ARAS_ISSUE_ANSWER;
    bool b_answers = work->wish->issue[b->issue].kind == ARAS_ISSUE_ANSWER;

    return is_placed(work, a) && is_placed(work, b) && a->time == b->time &&
           a->reading == b->reading && a_answers == b_answers;
}

static size_t place(const struct work *work, const struct aras_leverage_row *row,
                    enum aras_pull by)
{
    const struct aras_leverage *answer = work->answer;
    size_t better = 0;

    for (size_t r = 0; r < answer->rows; r++) {
        better += are_compared(work, row, &answer->row[r]) &&
                  answer->row[r].pull[by].mean > row->pull[by].mean;
    }
    return better + 1;
}

static enum aras_pull find_reason(const struct aras_leverage_row *row)
{
    static const enum aras_pull reasons[] = {ARAS_PULL_CREDIBLE, ARAS_PULL_COSTLESS,
                                             ARAS_PULL_CAPTIVE};
    enum aras_pull found = ARAS_PULLS;
    double most = WORTH_TELLING;

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        const struct aras_pull_estimate *it = &row->pull[reasons[i]];

        if (it->interval.low > 0.0 && it->mean >= most) {
            found = reasons[i];
            most = it->mean;
        }
    }
    return found;
}

/* Whether `a` has clearly more leverage than `b` although its index is lower. */
static bool upsets(const struct work *work, const struct aras_leverage_row *a,
                   const struct aras_leverage_row *b)
{
    return are_compared(work, a, b) &&
           a->pull[ARAS_PULL_EFFECT].interval.low >
               b->pull[ARAS_PULL_EFFECT].interval.high &&
           a->pull[ARAS_PULL_NET].mean < b->pull[ARAS_PULL_NET].mean;
}

/* The places must say the same: one that is upset by some acts and upsets others, or
 * stands as high by both, is in its place. */
static enum aras_pull_standing find_standing(const struct work *work,
                                             const struct aras_leverage_row *row)
{
    const struct aras_leverage *answer = work->answer;
    size_t below = 0;
    size_t above = 0;

    for (size_t r = 0; r < answer->rows; r++) {
        below += upsets(work, &answer->row[r], row);
        above += upsets(work, row, &answer->row[r]);
    }
    if (below > above && row->place > row->place_by_index) {
        return ARAS_STANDING_BELOW;
    }
    return above > below && row->place < row->place_by_index ? ARAS_STANDING_ABOVE
                                                             : ARAS_STANDING_AGREES;
}

static void find_places(struct work *work)
{
    struct aras_leverage *answer = work->answer;

    for (size_t r = 0; r < answer->rows; r++) {
        struct aras_leverage_row *row = &answer->row[r];

        for (size_t o = 0; o < answer->rows; o++) {
            row->placed += are_compared(work, row, &answer->row[o]);
        }
        if (row->placed > 0) {
            row->place = place(work, row, ARAS_PULL_EFFECT);
            row->place_by_index = place(work, row, ARAS_PULL_NET);
        }
        row->standing = find_standing(work, row);
        if (row->standing == ARAS_STANDING_BELOW) {
            row->reason = find_reason(row);
        }
    }
}

/* --- all of it -----------------------------------------------------------------------
 */

static enum aras_status check(const struct aras_model *model,
                              const struct aras_leverage_wish *wish,
                              struct aras_error *error)
{
    for (size_t t = 0; t < wish->times; t++) {
        if (!(wish->within > 0.0 && wish->at[t] >= 0.0 &&
              wish->at[t] + wish->within <= model->horizon * (1.0 + 1e-12))) {
            return aras_error_set(error, ARAS_INVALID,
                                  "a window of %.4g from %.4g on is not within 0 .. "
                                  "%.4g, from the start to the horizon",
                                  wish->within, wish->at[t], model->horizon);
        }
    }
    for (size_t i = 0; i < wish->issues; i++) {
        if (aras_issue_choices(&wish->issue[i], model) > ARAS_PULL_MOST_CHOICES) {
            return aras_error_set(error, ARAS_INVALID, "'%s' has more than %d options",
                                  model->events[wish->issue[i].decision].id,
                                  ARAS_PULL_MOST_CHOICES);
        }
    }
    return ARAS_OK;
}

static enum aras_status find_readings(struct work *work, struct aras_error *error)
{
    struct aras_leverage *answer = work->answer;

    if (aras_readings_find(&answer->readings, work->model, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < answer->readings.count; i++) {
        struct aras_reading *reading = &answer->readings.reading[i];

        for (size_t w = 0; w < work->wish->worlds; w++) {
            if (is_in_reading(work, w, i)) {
                reading->worlds++;
                reading->failed += work->play.world[w].failed;
                reading->sets +=
                    w == 0 || work->play.world[w].set != work->play.world[w - 1].set;
            }
        }
    }
    answer->told = calloc(answer->readings.count, sizeof *answer->told);
    if (answer->told == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for readings");
    }
    for (size_t i = 0; i < answer->readings.count; i++) {
        if (aras_readings_tell(&answer->readings, i, false)) {
            answer->told[answer->told_count++] = i;
        }
    }
    return ARAS_OK;
}

static enum aras_status answer_all(struct work *work,
                                   const struct aras_settings *settings,
                                   struct aras_error *error)
{
    struct aras_leverage *answer = work->answer;

    if (aras_leverage_play(&work->play, work->model, settings, work->wish, error) !=
        ARAS_OK) {
        return error->status;
    }
    answer->worlds = work->wish->worlds;
    for (size_t w = 0; w < answer->worlds; w++) {
        answer->failed += work->play.world[w].failed;
    }
    if (answer->failed == answer->worlds) {
        return aras_error_set(error, ARAS_FAILED, "none of the worlds could be played");
    }
    if (find_readings(work, error) != ARAS_OK || make_rows(work, error) != ARAS_OK) {
        return error->status;
    }
    find_best(work);
    find_places(work);
    return ARAS_OK;
}

struct aras_leverage *aras_leverage_measure(const struct aras_model *model,
                                            const struct aras_settings *settings,
                                            const struct aras_leverage_wish *wish,
                                            struct aras_error *error)
{
    struct work work = {.model = model, .wish = wish};

    if (check(model, wish, error) != ARAS_OK) {
        return NULL;
    }
    work.answer = calloc(1, sizeof *work.answer);
    if (work.answer == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for leverage");
        return NULL;
    }
    if (answer_all(&work, settings, error) != ARAS_OK) {
        aras_leverage_free(work.answer);
        work.answer = NULL;
    }
    aras_leverage_play_free(&work.play);
    return work.answer;
}

void aras_leverage_free(struct aras_leverage *leverage)
{
    if (leverage != NULL) {
        aras_readings_free(&leverage->readings);
        free(leverage->told);
        free(leverage->row);
        free(leverage->channel);
        free(leverage);
    }
}
