#include "analysis/causes.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/*
 * Worlds of one unit of time in which all is known: a comes with probability 1/2 (rate
 * ln 2), b with 3/4 (rate ln 4), each once and independently. Limits are of 4.5
 * standard errors of a share of 4000 worlds: one false alarm in 150,000 for each
 * comparison.
 */
#define RATES                                                                          \
    "{ id = \"a\"; rate = 0.6931471805599453; once = true; },"                         \
    "{ id = \"b\"; rate = 1.3862943611198906; once = true; }"
#define YES(of) "{ id = \"y\"; title = \"y\"; kind = \"happened\"; of = \"" of "\"; }"

enum { WORLDS = 4000 };

static double limit(double p, double size)
{
    return 4.5 * sqrt(p * (1.0 - p) / size) + 1e-12;
}

static struct aras_causes_wish wish_of(const struct story *story, const char *of)
{
    struct aras_causes_wish wish = {.worlds = WORLDS, .least = 1, .threads = 1};
    struct aras_error error = {0};

    assert_ok(aras_target_read(&wish.target, of, story->model, &error), error);
    return wish;
}

static struct aras_causes *find(const struct story *story,
                                const struct aras_causes_wish *wish)
{
    struct aras_error error = {0};
    struct aras_causes *causes =
        aras_causes_find(story->model, &story->settings, wish, &error);

    if (causes == NULL) {
        print_error("%s\n", error.message);
    }
    assert_non_null(causes);
    return causes;
}

static size_t number_of(const struct story *story, const struct aras_causes *causes,
                        const char *id)
{
    uint32_t event = story_event(story, id);
    size_t i = 0;

    while (i < causes->count && causes->cause[i].event != event) {
        i++;
    }
    assert_true(i < causes->count);
    return i;
}

static const struct aras_cause_effect *
effect_of(const struct story *story, const struct aras_causes *causes, const char *id)
{
    return &causes->cause[number_of(story, causes, id)].effect[0];
}

static void assert_sameness(const struct story *story, const struct aras_causes *causes,
                            const char *id, enum aras_sameness sameness)
{
    assert_int_equal(causes->cause[number_of(story, causes, id)].sameness, sameness);
}

static void assert_between(const struct aras_interval *bounds, double share)
{
    assert_true(bounds->low <= share + 1e-12 && share <= bounds->high + 1e-12);
}

static void either_of_two_is_enough_and_needed_where_the_other_is_missing(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = (" RATES ", { id = \"idle\"; rate = 6; } );"
                  "outcomes = ( " YES("happened(a) or happened(b)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = find(story, &wish);
    const struct aras_cause_effect *a = effect_of(story, causes, "a");
    const struct aras_cause_effect *idle = effect_of(story, causes, "idle");

    (void) state;
    /* P(y) = 1 - 1/2 1/4; without a it is P(b). */
    assert_close(a->share, 0.875, limit(0.875, WORLDS));
    assert_close(a->without, 0.75, limit(0.75, WORLDS));
    assert_close(a->change, -0.125, limit(0.125, WORLDS));
    assert_close(a->error, 1.96 * sqrt(0.125 * 0.875 / WORLDS), 0.0008);
    /* It is only ever lost: the change is at least as far down as Wilson's share. */
    assert_close(a->interval.low, -aras_interval_wilson(a->lost, WORLDS, 0.95).high,
                 5e-5);
    assert_true(a->adjusted < 1e-6);
    assert_close(a->needed, 0.25, limit(0.25, a->both));
    assert_close(a->enough, 1.0, 0.0);
    assert_close(a->gained + a->undone, 0.0, 0.0);
    /* Nothing is ever gained, and a without y never seen: the bounds meet. */
    assert_close(a->needed_bounds.low, a->needed, 1e-12);
    assert_close(a->needed_bounds.high, a->needed, 1e-12);
    assert_between(&a->enough_bounds, 1.0);

    assert_close(idle->change, 0.0, 0.0);
    assert_close(idle->adjusted, 1.0, 0.0);
    assert_true(idle->error > 0.0 && idle->error < 0.002);
    assert_true(idle->before > 0.5 * idle->both);
    assert_close(idle->needed + idle->enough, 0.0, 0.0);
    assert_sameness(story, causes, "a", ARAS_FORM);
    assert_sameness(story, causes, "idle", ARAS_APART);
    aras_causes_free(causes);
    story_free(story);
}

/* Of a Poisson number of occurrences with mean 2, the first is not needed where there
 * are more. */
static void the_first_occurrence_alone_can_be_taken_out(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = ( { id = \"a\"; rate = 2; }, { id = \"b\"; "
                  "rate = 2; once "
                  "= true; } ); outcomes = ( " YES(
                      "happened(a)") ", { id = \"z\"; title = \"z\"; "
                                     "kind = \"happened\"; of = \"happened(b)\"; } );");
    struct aras_causes_wish wish = wish_of(story, "y");
    const double some = 1.0 - exp(-2.0);
    const double more = some - 2.0 * exp(-2.0);
    struct aras_causes *causes;
    const struct aras_cause_effect *a;

    (void) state;
    wish.first = true;
    causes = find(story, &wish);
    a = effect_of(story, causes, "a");
    assert_true(causes->first);
    assert_close(a->share, some, limit(some, WORLDS));
    assert_close(a->without, more, limit(more, WORLDS));
    assert_close(a->needed, (some - more) / some, limit(0.31, a->both));
    assert_between(&a->needed_bounds, a->needed);
    aras_causes_free(causes);

    /* What happens once comes at its next time: as if it had not been spent. */
    assert_ok(aras_target_read(&wish.target, "z", story->model, &story->error),
              story->error);
    causes = find(story, &wish);
    assert_close(effect_of(story, causes, "b")->without, more, limit(more, WORLDS));
    aras_causes_free(causes);
    story_free(story);
}

/* A law at rate 1 turns the rate of `e` from 2 to 1; the question is whether `e` came
 * in the last tenth. By strips the points below 1 stay what they are without the law:
 * it can only take away. By clocks all later ones move: it also brings. The
 * distributions are the same. */
static void single_worlds_hang_on_how_luck_is_shared(void **state)
{
    struct story *story = story_new(
        "horizon = 1; events = ( { id = \"law\"; rate = 1; once = true; }, { id = "
        "\"e\"; "
        "rate = \"if(happened(law), 1, 2)\"; } ); outcomes = ( { id = \"y\"; title = "
        "\"y\"; kind = \"category\"; options = ( { id = \"late\"; when = \"since(e) < "
        "0.1\"; }, { id = \"other\"; } ); } );");
    struct aras_causes_wish wish = wish_of(story, "y=late");
    const uint32_t law[] = {story_event(story, "law")};
    struct aras_causes *by_clocks;
    struct aras_causes *by_strips;
    const struct aras_cause_effect *one, *other;

    (void) state;
    wish.named = law;
    wish.named_count = 1;
    by_clocks = find(story, &wish);
    story->settings.coupling = ARAS_BY_STRIPS;
    by_strips = find(story, &wish);
    one = effect_of(story, by_clocks, "law");
    other = effect_of(story, by_strips, "law");
    assert_close(one->without, 1.0 - exp(-0.2), limit(0.181, WORLDS));
    assert_close(other->without, 1.0 - exp(-0.2), limit(0.181, WORLDS));
    assert_close(one->share, other->share, 1.5 * limit(0.14, WORLDS));
    assert_close(other->needed, 0.0, 0.0);
    assert_true(one->needed > 0.5);
    assert_between(&one->needed_bounds, one->needed);
    assert_between(&other->needed_bounds, other->needed);
    aras_causes_free(by_clocks);
    aras_causes_free(by_strips);
    story_free(story);
}

/* A collider: two causes meet, and their meeting is the outcome. */
static void
where_both_are_needed_each_is_needed_always_and_enough_sometimes(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = (" RATES " );"
                  "outcomes = ( " YES("happened(a) and happened(b)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes;
    const struct aras_cause_effect *a;

    (void) state;
    wish.interactions = 2;
    causes = find(story, &wish);
    a = effect_of(story, causes, "a");
    assert_close(a->share, 0.375, limit(0.375, WORLDS));
    assert_close(a->without, 0.0, 0.0);
    assert_close(a->needed, 1.0, 0.0);
    assert_close(a->needed_bounds.low, 1.0, 1e-12);
    assert_close(a->enough, 0.75, limit(0.75, a->open_neither));
    assert_between(&a->enough_bounds, a->enough);
    /* Without either, and without both, it never comes: together they do less than the
     * sum. */
    assert_close(causes->interaction[0].effect[0].more, a->share, 1e-12);
    assert_sameness(story, causes, "a", ARAS_APART);
    assert_false(causes->interaction[0].effect[0].overdetermined);
    aras_causes_free(causes);
    story_free(story);
}

static void in_a_chain_each_link_is_needed(void **state)
{
    struct story *story = story_new(
        "horizon = 1; events = ( { id = \"a\"; rate = 0.6931471805599453; once = true; "
        "},"
        "{ id = \"link\"; after = \"a\"; delay = \"exponential_mean(0.5)\"; },"
        "{ id = \"last\"; after = \"link\"; } ); outcomes = ( " YES(
            "happened(last)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = find(story, &wish);
    const struct aras_cause_effect *a = effect_of(story, causes, "a");
    const struct aras_cause_effect *link = effect_of(story, causes, "link");

    (void) state;
    assert_close(a->without, 0.0, 0.0);
    assert_close(link->without, 0.0, 0.0);
    assert_close(a->needed, 1.0, 0.0);
    assert_close(link->enough, 1.0, 0.0);
    /* a comes at t with density ln2 2^-t / (1/2), and then there is 1 - t left for the
     * link: 1 - the integral of 2 ln2 2^-t e^-2(1 - t). */
    const double k = 0.6931471805599453;
    const double enough = 1.0 - 2.0 * k * (exp(-k) - exp(-2.0)) / (2.0 - k);

    assert_close(a->enough, enough, limit(enough, a->open_neither));
    /* The link comes at the very moment of the last, which is what counts. */
    assert_sameness(story, causes, "last", ARAS_ITSELF);
    assert_sameness(story, causes, "link", ARAS_APART);
    assert_sameness(story, causes, "a", ARAS_APART);
    aras_causes_free(causes);
    story_free(story);
}

static void what_goes_on_after_the_outcome_is_no_form_of_it(void **state)
{
    struct story *story = story_new(
        "horizon = 1; quantities = ( { id = \"door\"; stages = [\"shut\", \"ajar\", "
        "\"open\"]; initial = \"shut\"; } ); events = ("
        "{ id = \"push\"; rate = 1; when = \"door == shut\"; effects = [\"door = "
        "ajar\"]; }, { id = \"swing\"; rate = 1; when = \"door == ajar\"; effects = "
        "[\"door = open\"]; } ); outcomes = ( " YES("door >= ajar") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = find(story, &wish);

    (void) state;
    assert_sameness(story, causes, "push", ARAS_ITSELF);
    assert_sameness(story, causes, "swing", ARAS_APART);
    aras_causes_free(causes);
    story_free(story);
}

/* Neither cause is needed; that the outcome is does not count, nor make a pair. */
static void the_outcome_itself_is_no_cause_that_was_needed(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = ( { id = \"a\"; at = 0.25; }, { id = \"b\"; "
                  "at = 0.25; }, { id = \"y\"; rate = 1; when = \"happened(a) or "
                  "happened(b)\"; } ); outcomes = ( " YES("happened(y)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes;

    (void) state;
    wish.interactions = 3;
    causes = find(story, &wish);
    assert_sameness(story, causes, "y", ARAS_ITSELF);
    assert_true(causes->with[0] > 0.0);
    assert_close(causes->unneeded[0], causes->with[0], 0.0);
    assert_int_equal(causes->interactions, 1);
    assert_int_equal(causes->pairs_passed, 2);
    assert_true(causes->interaction[0].effect[0].overdetermined);
    aras_causes_free(causes);
    story_free(story);
}

static void what_comes_before_and_does_nothing_is_told_so(void **state)
{
    struct story *story = story_new(
        "horizon = 10; events = ( { id = \"shock\"; rate = 0.1; once = true; },"
        "{ id = \"march\"; after = \"shock\"; delay = \"uniform(0.1, 0.4)\"; },"
        "{ id = \"fall\"; after = \"shock\"; delay = \"uniform(0.5, 1)\"; } );"
        "outcomes = ( " YES("happened(fall)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = find(story, &wish);
    const struct aras_cause_effect *march = effect_of(story, causes, "march");

    (void) state;
    assert_close(march->before, march->both, 0.0);
    assert_close(march->only_outcome, 0.0, 0.0);
    assert_close(march->change, 0.0, 0.0);
    assert_close(march->needed, 0.0, 0.0);
    assert_close(march->enough, 0.0, 0.0);
    assert_close(effect_of(story, causes, "shock")->without, 0.0, 0.0);
    assert_close(causes->unneeded[0], 0.0, 0.0);
    aras_causes_free(causes);
    story_free(story);
}

static void two_sufficient_causes_are_found_only_together(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = ( { id = \"a\"; at = 0.25; }, { id = \"b\"; "
                  "at = 0.25; },"
                  "{ id = \"y\"; rate = 1; when = \"happened(a) or happened(b)\"; } );"
                  "outcomes = ( " YES("happened(y)") " );");
    const uint32_t both[] = {story_event(story, "a"), story_event(story, "b")};
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes;
    const double p = 1.0 - exp(-0.75);

    (void) state;
    wish.named = both;
    wish.named_count = 2;
    wish.interactions = 2;
    causes = find(story, &wish);
    for (size_t i = 0; i < 2; i++) {
        assert_close(causes->cause[i].effect[0].change, 0.0, 0.0);
        assert_close(causes->cause[i].effect[0].needed, 0.0, 0.0);
        assert_true(isnan(causes->cause[i].effect[0].enough));
    }
    assert_close(causes->with[0], p * WORLDS, limit(p, WORLDS) * WORLDS);
    assert_close(causes->unneeded[0], causes->with[0], 0.0);
    assert_close(causes->interaction[0].effect[0].joint, -causes->with[0] / WORLDS,
                 1e-12);
    assert_true(causes->interaction[0].effect[0].overdetermined);
    assert_true(causes->interaction[0].effect[0].adjusted < 1e-6);
    aras_causes_free(causes);
    story_free(story);
}

static void an_event_is_made_only_while_its_guard_is_open(void **state)
{
    /* `key` opens the door with probability 1/2 at time 0.5; through it, `pass` comes
     * at rate ln 2 for the half that is left: 1 - sqrt(1/2). */
    struct story *story = story_new(
        "horizon = 1; events = ( { id = \"key\"; rate = 1.3862943611198906; once = "
        "true;"
        "when = \"time < 0.5\"; }, { id = \"pass\"; rate = 0.6931471805599453; once = "
        "true; when = \"happened(key) and time > 0.5\"; } );"
        "outcomes = ( " YES("happened(pass)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes;
    const struct aras_cause_effect *pass;

    (void) state;
    wish.worlds = 2000;
    causes = find(story, &wish);
    pass = effect_of(story, causes, "pass");
    assert_close(pass->closed, 1000.0, 4.5 * sqrt(500.0));
    assert_close(pass->open_neither + pass->both + pass->closed, 2000.0, 0.0);
    assert_close(pass->enough, 1.0, 0.0);
    aras_causes_free(causes);
    story_free(story);
}

/* `pass` remembers whether it came before the key: made so, it never does, although the
 * times that are tried come from worlds in which the key came earlier. */
static void a_time_before_the_guard_opens_is_not_taken(void **state)
{
    struct story *story = story_new(
        "horizon = 1; quantities = ( { id = \"early\"; range = [0.0, 9.0]; initial = "
        "0; "
        "} ); events = ( { id = \"key\"; rate = 1; once = true; }, { id = \"pass\"; "
        "rate = 2; once = true; when = \"happened(key)\"; effects = [\"early += "
        "if(happened(key), 0, 1)\"]; } ); outcomes = ( " YES("early > 0") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = find(story, &wish);
    const struct aras_cause_effect *pass = effect_of(story, causes, "pass");

    (void) state;
    assert_true(pass->open_neither > 100.0 && pass->closed > 100.0);
    assert_close(pass->brought, 0.0, 0.0);
    aras_causes_free(causes);
    story_free(story);
}

static void options_are_taken_out_and_dictated(void **state)
{
    struct story *story =
        story_new("horizon = 1; actors = ( { id = \"pia\"; name = \"P\"; } );"
                  "quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = 0; } );"
                  "decisions = ( { id = \"d\"; actor = \"pia\"; at = 0.5; sharpness = "
                  "1; options ="
                  "( { id = \"yes\"; effects = [\"x = 1\"]; considerations = ( { of = "
                  "1; weight = "
                  "0; } ); }, { id = \"no\"; considerations = ( { of = 1; weight = 0; "
                  "} ); } ); } );"
                  "outcomes = ( " YES("x > 0") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = find(story, &wish);
    const struct aras_cause_effect *yes = effect_of(story, causes, "d.yes");
    const struct aras_cause_effect *no = effect_of(story, causes, "d.no");

    (void) state;
    assert_close(yes->share, 0.5, limit(0.5, WORLDS));
    assert_close(yes->needed, 1.0, 0.0);
    assert_close(yes->enough, 1.0, 0.0);
    assert_close(no->without, 1.0, 0.0);
    assert_close(no->gains, 1.0, 0.0);
    aras_causes_free(causes);
    story_free(story);
}

static void of_a_number_the_mean_changes(void **state)
{
    struct story *story = story_new("horizon = 2; events = ( { id = \"a\"; rate = 3; "
                                    "}, { id = \"b\"; after = \"a\"; } "
                                    "); outcomes = ( { id = \"n\"; title = \"n\"; kind "
                                    "= \"count\"; of = \"b\"; } );");
    struct aras_causes_wish wish = wish_of(story, "n");
    struct aras_causes *causes = find(story, &wish);
    const struct aras_cause_effect *a = effect_of(story, causes, "a");

    (void) state;
    assert_close(a->without, 0.0, 0.0);
    assert_close(a->change, -6.0, 4.5 * sqrt(6.0 / WORLDS));
    assert_true(isnan(a->needed) && isnan(a->enough));
    aras_causes_free(causes);
    story_free(story);
}

static void a_first_look_leaves_the_events_that_matter(void **state)
{
    struct story *story = story_new(
        "horizon = 1; events = ( { id = \"i\"; rate = 2; }, { id = \"j\"; rate = 2; },"
        "{ id = \"k\"; rate = 2; }," RATES ", { id = \"rare\"; rate = 0.001; } );"
        "outcomes = ( " YES("happened(a) and happened(b)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes;

    (void) state;
    wish.least = 50;
    wish.top = 2;
    wish.pool = 200;
    wish.look = 40;
    causes = find(story, &wish);
    assert_int_equal(causes->count, 2);
    assert_int_equal(causes->passed, 3);
    assert_int_equal(causes->rare, 1);
    assert_int_equal(causes->worlds, WORLDS);
    number_of(story, causes, "a");
    number_of(story, causes, "b");
    aras_causes_free(causes);
    story_free(story);
}

/* Worlds that share parameters are one cluster: the interval knows it. */
static void readings_are_told_apart_and_sets_are_clusters(void **state)
{
    struct story *story = story_new(
        "horizon = 1; parameters = ( { id = \"pace\"; prior = \"gamma_mean(1, 1)\"; } "
        ");"
        "variants = ( { id = \"v\"; title = \"v\"; options = ( { id = \"p\"; title = "
        "\"p\"; weight = 0.5; set = [\"w = 1\"]; }, { id = \"q\"; title = \"q\"; "
        "weight = "
        "0.5; set = [\"w = 0\"]; } ); } ); quantities = ( { id = \"w\"; range = [0.0, "
        "1.0]; initial = 0; } );"
        "events = ( { id = \"a\"; rate = \"pace\"; once = true; } );"
        "outcomes = ( " YES("happened(a) and w > 0") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes;
    const struct aras_cause *a;

    (void) state;
    story->settings.group = 40;
    causes = find(story, &wish);
    a = &causes->cause[number_of(story, causes, "a")];
    assert_int_equal(causes->told_count, 2);
    assert_close(a->effect[0].worlds + a->effect[1].worlds, WORLDS, 0.0);
    /* Gamma with shape 1: P = 1 - E exp(-pace) = 1/2. In the other reading nothing. */
    assert_true(a->effect[0].interval.low < -0.5 && a->effect[0].interval.high > -0.5);
    assert_close(a->effect[1].change, 0.0, 0.0);
    /* The standard deviation of 1 - exp(-pace), uniform here, over some 50 sets. */
    assert_in_range((int) (1000.0 * a->effect[0].error), 50, 130);
    aras_causes_free(causes);
    story_free(story);
}

static void threads_change_nothing(void **state)
{
    struct story *story =
        story_new("horizon = 1; events = (" RATES " );"
                  "outcomes = ( " YES("happened(a) or happened(b)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *one;
    struct aras_causes *three;

    (void) state;
    wish.worlds = 500;
    one = find(story, &wish);
    wish.threads = 3;
    three = find(story, &wish);
    assert_int_equal(one->count, three->count);
    for (size_t i = 0; i < one->count; i++) {
        assert_memory_equal(one->cause[i].effect, three->cause[i].effect,
                            sizeof *one->cause[i].effect);
    }
    aras_causes_free(one);
    aras_causes_free(three);
    story_free(story);
}

static void what_cannot_be_answered_is_said(void **state)
{
    struct story *story = story_new(
        "horizon = 1; events = ( { id = \"never\"; rate = 1; when = \"1 > 2\"; }, { id "
        "= "
        "\"made\"; rate = 0; } ); changes = ( { title = \"s\"; force = ( { event = "
        "\"made\"; at = 0.5; } ); } ); outcomes = ( " YES("happened(made)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_error error = {0};
    uint32_t event = story_event(story, "made");

    (void) state;
    wish.worlds = 10;
    assert_null(aras_causes_find(story->model, &story->settings, &wish, &error));
    assert_int_equal(error.status, ARAS_INVALID);
    assert_non_null(strstr(error.message, "no event that could be taken out"));
    wish.named = &event;
    wish.named_count = 1;
    assert_null(aras_causes_find(story->model, &story->settings, &wish, &error));
    assert_non_null(strstr(error.message, "'made' is forced by the scenario"));
    event = story_event(story, "never");
    assert_null(aras_causes_find(story->model, &story->settings, &wish, &error));
    assert_non_null(strstr(error.message, "'never' happens in none of the 10 worlds"));
    story_free(story);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story = story_new("horizon = 1; events = (" RATES
                                    ", { id = \"c\"; rate = 1; } ); outcomes = ( " YES(
                                        "happened(a) or happened(b)") " );");
    struct aras_causes_wish wish = wish_of(story, "y");
    struct aras_causes *causes = NULL;
    int refused = 0;

    (void) state;
    wish.worlds = 60;
    wish.top = 2;
    wish.pool = 20;
    wish.look = 10;
    wish.interactions = 2;
    while (causes == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        causes = aras_causes_find(story->model, &story->settings, &wish, &error);
        allow_all_allocations();
        assert_true(causes != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 20);
    aras_causes_free(causes);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_of_two_is_enough_and_needed_where_the_other_is_missing),
        cmocka_unit_test(
            where_both_are_needed_each_is_needed_always_and_enough_sometimes),
        cmocka_unit_test(the_first_occurrence_alone_can_be_taken_out),
        cmocka_unit_test(single_worlds_hang_on_how_luck_is_shared),
        cmocka_unit_test(in_a_chain_each_link_is_needed),
        cmocka_unit_test(what_goes_on_after_the_outcome_is_no_form_of_it),
        cmocka_unit_test(the_outcome_itself_is_no_cause_that_was_needed),
        cmocka_unit_test(what_comes_before_and_does_nothing_is_told_so),
        cmocka_unit_test(two_sufficient_causes_are_found_only_together),
        cmocka_unit_test(an_event_is_made_only_while_its_guard_is_open),
        cmocka_unit_test(a_time_before_the_guard_opens_is_not_taken),
        cmocka_unit_test(options_are_taken_out_and_dictated),
        cmocka_unit_test(of_a_number_the_mean_changes),
        cmocka_unit_test(a_first_look_leaves_the_events_that_matter),
        cmocka_unit_test(readings_are_told_apart_and_sets_are_clusters),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(what_cannot_be_answered_is_said),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("causes", tests, NULL, NULL);
}
