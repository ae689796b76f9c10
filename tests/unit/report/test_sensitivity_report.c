#include "report/sensitivity_report.h"

#include <jansson.h>
#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"

static const struct aras_style plain = {.ascii = true};

static const struct aras_category endings[] = {{.id = "good", .title = "it ends well"},
                                               {.id = "other"}};
static const struct aras_outcome outcomes[] = {
    {.id = "war", .title = "war", .kind = ARAS_HAPPENED},
    {.id = "ending",
     .title = "how it ends",
     .kind = ARAS_CATEGORY,
     .categories = endings,
     .category_count = 2},
    {.id = "level", .title = "level at the end", .kind = ARAS_VALUE}};
static const struct aras_option tempers[] = {{.id = "calm"}, {.id = "angry"}};
static const struct aras_variant variant = {.id = "temper",
                                            .title = "how they take it",
                                            .options = tempers,
                                            .count = 2,
                                            .fixed = -1};
static struct aras_parameter parameters[] = {
    {.id = "rate", .title = "how often", .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
    {.id = "pair[a,b]", .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}}};
static const struct aras_model model = {.outcomes = outcomes,
                                        .outcome_count = 3,
                                        .parameters = parameters,
                                        .parameter_count = 2,
                                        .variants = &variant,
                                        .variant_count = 1};

static const struct aras_target targets[] = {{ARAS_TARGET_SHARE, 0, 0},
                                             {ARAS_TARGET_OPTION, 1, 0}};
static const struct aras_target level = {ARAS_TARGET_NUMBER, 2, 0};

static const struct aras_sensitivity_subject subject = {.model = &model,
                                                        .title = "A made one",
                                                        .method = "split",
                                                        .seed = 7,
                                                        .worlds = 6000};

enum { FACTORS = 5 };

static const char *const ids[FACTORS] = {"luck", "rate", "temper", "pair[a,b]",
                                         "others"};
static const char *const titles[FACTORS] = {"luck: what chance does in a world",
                                            "how often", "how they take it", "", ""};

/* Luck has most; the pair's estimate is below 0. */
static struct aras_variance_factor factors[FACTORS] = {
    {.first = 0.5,
     .total = 1.02,
     .first_interval = {0.4, 0.6},
     .total_interval = {0.9, 1.1},
     .of_settled = NAN,
     .of_settled_interval = {NAN, NAN}},
    {.first = 0.123,
     .total = 0.4,
     .first_interval = {0.1, 0.15},
     .total_interval = {0.3, 0.5},
     .of_settled = 0.8,
     .of_settled_interval = {0.6, 0.95},
     .place = {.place = 1, .held = 0.9, .best = 1, .last = 2}},
    {.first = 0.002,
     .total = 0.2,
     .first_interval = {-0.01, 0.03},
     .total_interval = {0.1, 0.3},
     .of_settled = 0.1,
     .of_settled_interval = {0.0, 0.2},
     .place = {.place = 2, .held = 0.9, .best = 1, .last = 2}},
    {.first = -0.01,
     .total = 0.004,
     .first_interval = {-0.02, 0.01},
     .total_interval = {0.0, 0.008},
     .of_settled = -0.01,
     .of_settled_interval = {-0.1, 0.1},
     .place = {.place = 3, .held = 1.0, .best = 3, .last = 3}},
    {.first = 0.0,
     .total = 0.0,
     .first_interval = {0.0, 0.0},
     .total_interval = {0.0, 0.0},
     .of_settled = 0.0,
     .of_settled_interval = {0.0, 0.0},
     .place = {.place = 4, .held = 1.0, .best = 4, .last = 4}}};

static struct aras_variance variance_of(void)
{
    return (struct aras_variance){.rows = 1000,
                                  .mean = 0.3,
                                  .variance = 0.21,
                                  .factors = FACTORS,
                                  .factor = factors,
                                  .interaction = 0.385,
                                  .interaction_interval = {0.3, 0.45},
                                  .settled = 0.1,
                                  .settled_interval = {0.05, 0.15},
                                  .top = 3,
                                  .order_held = 0.87};
}

enum how { TEXT, JSON, CSV };

static enum aras_status tell_split(FILE *file, enum how how, struct aras_error *error)
{
    const struct aras_variance variance[] = {variance_of(), variance_of()};
    const struct aras_sensitivity_split split = {.target = &targets[1],
                                                 .variance = variance,
                                                 .targets = 1,
                                                 .factor_id = ids,
                                                 .factor_title = titles,
                                                 .rows = 1000,
                                                 .chosen_among = 120};

    return how == TEXT
               ? aras_report_sensitivity_split(file, &subject, &split, &plain, error)
           : how == JSON
               ? aras_report_sensitivity_split_json(file, &subject, &split, error)
               : aras_report_sensitivity_split_csv(file, &subject, &split, error);
}

static size_t columns[] = {0, 1, 2};
static const struct aras_inputs inputs = {.column = columns, .count = 3, .variants = 1};

static enum aras_status tell_moves(FILE *file, enum how how, struct aras_error *error)
{
    struct aras_elementary_input input[] = {
        {.effect = {.size = 0.25, .mean = -0.2, .spread = 0.4, .count = 40},
         .interval = {0.15, 0.4},
         .place = {.place = 2, .best = 1, .last = 2}},
        {.effect = {.size = 0.0, .mean = 0.0, .spread = 0.0, .count = 40},
         .interval = {0.0, 0.09},
         .place = {.place = 3, .best = 3, .last = 3}},
        {.effect = {.size = 0.3, .mean = NAN, .spread = NAN, .count = 39},
         .interval = {0.2, 0.45},
         .place = {.place = 1, .best = 1, .last = 2}}};
    const struct aras_elementary elementary = {.rows = 40,
                                               .inputs = 3,
                                               .input = input,
                                               .unknown = 1,
                                               .top = 3,
                                               .order_held = 0.6};
    const struct aras_sensitivity_moves moves = {
        .target = targets, .elementary = &elementary, .inputs = &inputs};

    return how == TEXT
               ? aras_report_sensitivity_moves(file, &subject, &moves, &plain, error)
           : how == JSON
               ? aras_report_sensitivity_moves_json(file, &subject, &moves, error)
               : aras_report_sensitivity_moves_csv(file, &subject, &moves, error);
}

static enum aras_status tell_given(FILE *file, enum how how, bool by_pawn,
                                   struct aras_error *error)
{
    struct aras_pawn_input pawn_input[] = {{.greatest = 0.02,
                                            .interval = {0.0, 0.04},
                                            .low = 0.1,
                                            .high = 0.2,
                                            .slice_mean = 0.3,
                                            .threshold = 0.03,
                                            .strict = 0.05},
                                           {.greatest = 0.04,
                                            .interval = {0.01, 0.06},
                                            .low = 1.0,
                                            .high = 1.25,
                                            .slice_mean = 0.34,
                                            .threshold = 0.03,
                                            .strict = 0.05},
                                           {.greatest = 0.2,
                                            .interval = {0.15, 0.25},
                                            .low = 1.0,
                                            .high = 1.0,
                                            .slice_mean = 0.5,
                                            .threshold = 0.03,
                                            .strict = 0.05}};
    const struct aras_pawn_result pawn = {
        .slices = 10, .input = pawn_input, .count = 3};
    struct aras_regression_effect effect[] = {
        {.slope = -0.3, .interval = {-0.35, -0.25}, .share = 0.09, .partial = -0.31},
        {.slope = 0.01, .interval = {-0.04, 0.06}, .share = 0.0001, .partial = 0.01},
        {.slope = NAN, .interval = {NAN, NAN}, .share = 0.12, .partial = 0.35}};
    const struct aras_regression_result regression = {
        .fit = {.rows = 900, .columns = 3, .r2 = 0.214, .adjusted_r2 = 0.21},
        .effect = effect,
        .by_rank = effect};
    const struct aras_given_data data = {
        .model = &model, .inputs = &inputs, .rows = 900, .worlds = 900};
    const struct aras_sensitivity_given given = {.target = by_pawn ? targets : &level,
                                                 .data = &data,
                                                 .pawn = by_pawn ? &pawn : NULL,
                                                 .regression =
                                                     by_pawn ? NULL : &regression,
                                                 .group = 1};

    return how == TEXT
               ? aras_report_sensitivity_given(file, &subject, &given, &plain, error)
           : how == JSON
               ? aras_report_sensitivity_given_json(file, &subject, &given, error)
               : aras_report_sensitivity_given_csv(file, &subject, &given, error);
}

static enum aras_status tell_pawn(FILE *file, enum how how, struct aras_error *error)
{
    return tell_given(file, how, true, error);
}

static enum aras_status tell_regression(FILE *file, enum how how,
                                        struct aras_error *error)
{
    return tell_given(file, how, false, error);
}

typedef enum aras_status (*tell)(FILE *file, enum how how, struct aras_error *error);

static const char *say(struct said *said, tell what, enum how how)
{
    struct aras_error error = {0};

    said_begin(said);
    assert_ok(what(said->file, how, &error), error);
    return said_all(said);
}

static void a_split_says_who_has_what_and_where_estimates_are_impossible(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, tell_split, TEXT);
    assert_says(text, "split of the variance from 1000 rows of 7 worlds");
    assert_says(text, "how it ends: it ends well");
    assert_says(text, "50 %    40 to 60 %      100 % *   90 to 100 %");
    assert_says(text,
                "12 %    10 to 15 %         40 %    30 to 50 %  60 to 95 %    1-2");
    assert_says(text, "  temper ");
    assert_says(text, " <1 % ");
    assert_says(text,
                "0 *      0 to 1 %        0.4 %  0.0 to 0.8 %         0 *      3");
    assert_says(text, "only together                 38 %    30 to 45 %");
    assert_says(text, "No share is so");
    assert_says(text, "The first 3 stand in this order in 87 % of the resamples.");
    assert_says(text, "rate: how often");
    assert_says(text, "Too many inputs to tell all apart (120)");
    said_free(&said);
}

static void moves_say_what_changes_and_which_way(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, tell_moves, TEXT);
    assert_says(text, "elementary effects of 3 inputs on 40 trajectories");
    assert_says(text, "rate             25 %  15 to 40 %");
    assert_says(text, "-20 pp");
    assert_says(text, "Not known, since a world failed: 1 effects");
    assert_says(text, "temper: how they take it");
    said_free(&said);
}

static void pawn_says_what_counts(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, tell_pawn, TEXT);
    assert_says(text,
                "temper       0.20  0.15 to 0.25  yes       angry              50 %");
    assert_says(text, "perhaps   1 to 1.2           34 %");
    assert_says(text, "not seen  0.1 to 0.2         30 %");
    assert_says(text, "less far off (1 here");
    said_free(&said);
}

static void a_regression_says_how_little_it_explains(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, tell_regression, TEXT);
    assert_says(text, "level at the end");
    assert_says(text, "-0.30  -0.35 to -0.25       9.0 %  -0.31  how often");
    assert_says(text, "R2 is 21 % (21 % when adjusted for 3 columns)");
    said_free(&said);
}

static void every_line_fits_the_width(void **state)
{
    const tell all[] = {tell_split, tell_moves, tell_pawn, tell_regression};

    (void) state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct said said;

        assert_fits(say(&said, all[i], TEXT), 100);
        said_free(&said);
    }
}

static void the_csv_has_a_row_for_each_factor_or_input(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, tell_split, CSV);
    assert_says(text, "ending,good,probability,\"luck\",0.5,0.40000000000000002,");
    assert_says(text, ",\"pair[a,b]\",-0.01,");
    assert_says(text, ",1,0.90000000000000002,1,2\n");
    said_free(&said);
    text = say(&said, tell_moves, CSV);
    assert_says(text, "war,,probability,\"rate\",0.25,0.14999999999999999,");
    said_free(&said);
    text = say(&said, tell_pawn, CSV);
    assert_says(text, "war,,probability,\"temper\",0.20000000000000001,");
    said_free(&said);
    text = say(&said, tell_regression, CSV);
    assert_says(text, "level,,mean,\"temper\",,,,0.12,0.34999999999999998\n");
    said_free(&said);
}

static void the_json_can_be_read_again(void **state)
{
    const tell all[] = {tell_split, tell_moves, tell_pawn, tell_regression};
    struct said said;
    json_t *json;
    json_t *factor;

    (void) state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        json = json_loads(say(&said, all[i], JSON), 0, NULL);
        assert_non_null(json);
        assert_string_equal(json_string_value(json_object_get(json, "format")),
                            "aras sensitivity report 1");
        json_decref(json);
        said_free(&said);
    }
    json = json_loads(say(&said, tell_split, JSON), 0, NULL);
    factor = json_array_get(
        json_object_get(json_array_get(json_object_get(json, "outcomes"), 0),
                        "factors"),
        1);
    assert_string_equal(json_string_value(json_object_get(factor, "factor")), "rate");
    assert_close(json_real_value(json_object_get(factor, "total")), 0.4, 0.0);
    assert_int_equal(json_integer_value(json_object_get(factor, "place")), 1);
    json_decref(json);
    said_free(&said);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    const tell all[] = {tell_split, tell_moves, tell_pawn, tell_regression};
    FILE *nowhere = fopen("/dev/null", "w");

    (void) state;
    assert_non_null(nowhere);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_error error = {0};

            allow_allocations(refused++);
            status = all[i](nowhere, TEXT, &error);
            allow_all_allocations();
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 10);
    }
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_split_says_who_has_what_and_where_estimates_are_impossible),
        cmocka_unit_test(moves_say_what_changes_and_which_way),
        cmocka_unit_test(pawn_says_what_counts),
        cmocka_unit_test(a_regression_says_how_little_it_explains),
        cmocka_unit_test(every_line_fits_the_width),
        cmocka_unit_test(the_csv_has_a_row_for_each_factor_or_input),
        cmocka_unit_test(the_json_can_be_read_again),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("sensitivity_report", tests, NULL, NULL);
}
