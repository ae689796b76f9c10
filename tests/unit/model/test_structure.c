/* Dependence, leverage and influence on numbers that can be worked out by hand. */

#include "small_model.h"

#define CHANNELS                                                                       \
    "channels = ( { id = 'arms'; kind = 'supply'; }, { id = 'route'; kind = 'gate'; "  \
    "},"                                                                               \
    " { id = 'border'; kind = 'threat'; }, { id = 'kin'; kind = 'tie'; } );"

/*
 * Iran on Russia: arms 0.8 x 0.5 (1 - 0.2) = 0.32, route 0.4 x 0.5 = 0.2; on Turkey:
 * route 0.4 x 0.9 (1 - 0.5) = 0.18. Russia on Iran: arms 1 x 0.25.
 */
#define TIES                                                                           \
    "needs = ( { of = 'iran'; channel = 'arms'; importance = 0.8;" FROM "},"           \
    " { of = 'iran'; channel = 'route'; importance = 0.4;" FROM "},"                   \
    " { of = 'russia'; channel = 'arms'; importance = 1; } );"                         \
    "ties = ( { of = 'iran'; on = 'russia'; channel = 'arms'; share = 0.5;"            \
    "    substitutability = 0.2;" FROM "},"                                            \
    " { of = 'iran'; on = 'russia'; channel = 'route'; strength = 0.5;"                \
    "    substitutability = 0;" FROM "},"                                              \
    " { of = 'iran'; on = 'turkey'; channel = 'route'; strength = 0.9;"                \
    "    substitutability = 0.5;" FROM "},"                                            \
    " { of = 'russia'; on = 'iran'; channel = 'arms'; share = 0.25;"                   \
    "    substitutability = 0;" FROM "} );"

#define READ                                                                           \
    "derived = ( { id = 'd'; of = 'direction'; formula = 'dependence[a, b]'; },"       \
    " { id = 'arms_d'; formula = 'dependence[iran, russia, arms]'; },"                 \
    " { id = 'l'; of = 'direction'; formula = 'leverage[a, b]'; } );"

static void set_rule(struct small *small, enum aras_dependence_rule rule)
{
    small->values[small_slot(small, "rules.dependence")] = (double) rule;
    small_derive(small);
}

static void a_dependence_is_what_remains_after_alternatives(void **state)
{
    struct small small = small_model(PLAIN ACTORS CHANNELS TIES READ);

    (void) state;
    assert_close(small_value(&small, "arms_d"), 0.32, 1e-12);
    assert_close(small_value(&small, "dependence[iran,russia,route]"), 0.2, 1e-12);
    assert_close(small_value(&small, "dependence[iran,turkey,route]"), 0.18, 1e-12);
    small_free(&small);
}

static void channels_are_joined_by_the_mean_over_all_needs(void **state)
{
    struct small small = small_model(PLAIN ACTORS CHANNELS TIES READ);

    (void) state;
    assert_close(small_value(&small, "d[iran,russia]"), 0.52 / 1.2, 1e-12);
    assert_close(small_value(&small, "d[iran,turkey]"), 0.18 / 1.2, 1e-12);
    assert_close(small_value(&small, "d[russia,iran]"), 0.25, 1e-12);
    assert_close(small_value(&small, "d[turkey,iran]"), 0.0, 0.0);
    small_free(&small);
}

static void or_by_the_noisy_or_or_the_greatest(void **state)
{
    struct small small = small_model(PLAIN ACTORS CHANNELS TIES READ);
    struct small written = small_model(PLAIN ACTORS CHANNELS TIES READ
                                       "rules = { dependence = 'maximum'; };");

    (void) state;
    set_rule(&small, ARAS_NOISY_OR_RULE);
    assert_close(small_value(&small, "d[iran,russia]"), 1.0 - 0.68 * 0.8, 1e-12);
    assert_close(small_value(&small, "d[iran,turkey]"), 0.18, 1e-12);
    set_rule(&small, ARAS_MAXIMUM_RULE);
    assert_close(small_value(&small, "d[iran,russia]"), 0.32, 1e-12);
    assert_close(small_value(&small, "d[iran,turkey]"), 0.18, 1e-12);
    assert_close(small_value(&written, "d[iran,russia]"), 0.32, 1e-12);
    small_free(&small);
    small_free(&written);
}

static void leverage_is_the_difference_of_both_dependences(void **state)
{
    struct small whole = small_model(PLAIN ACTORS CHANNELS TIES READ);
    struct small half =
        small_model(PLAIN ACTORS CHANNELS TIES READ "rules = { symmetry = 0.5; };");
    double iran = 0.52 / 1.2;

    (void) state;
    assert_close(small_value(&whole, "l[russia,iran]"), iran - 0.25, 1e-12);
    assert_close(small_value(&whole, "l[iran,russia]"), 0.25 - iran, 1e-12);
    assert_close(small_value(&half, "l[russia,iran]"), iran - 0.125, 1e-12);
    assert_close(small_value(&whole, "l[turkey,russia]"), 0.0, 0.0);
    small_free(&whole);
    small_free(&half);
}

static void a_threat_is_exposure_to_a_capability_that_is_not_deterred(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS CHANNELS
        "needs = ( { of = 'iran'; channel = 'border'; importance = 0.5;" FROM "},"
        "  { of = 'iran'; channel = 'kin'; importance = 0.25;" FROM "} );"
        "ties = ( { of = 'iran'; on = 'turkey'; channel = 'border'; exposure = 0.5;"
        "    capability = 0.8; deterrence = 0.25;" FROM "},"
        "  { of = 'iran'; on = 'turkey'; channel = 'kin'; strength = 0.4;" FROM "} );"
        "derived = ( { id = 'threat'; formula = 'dependence[iran, turkey, border]'; },"
        "  { id = 'kinship'; formula = 'dependence[iran, turkey, kin]'; } );");

    (void) state;
    assert_close(small_value(&small, "threat"), 0.5 * 0.5 * 0.8 * 0.75, 1e-12);
    assert_close(small_value(&small, "kinship"), 0.25 * 0.4, 1e-12);
    small_free(&small);
}

static void a_level_is_drawn_once_from_its_band(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS CHANNELS
        "bands = { high = [0.5, 0.7]; tiny = [0.0, 0.02]; };"
        "needs = ( { of = 'iran'; channel = 'arms'; importance = 1; },"
        "  { of = 'iran'; channel = 'border'; importance = 1; } );"
        "ties = ( { of = 'iran'; on = 'russia'; channel = 'arms'; level = 'high';" FROM
        "}, { of = 'iran'; on = 'turkey'; channel = 'arms'; level = 'medium';"
        "     substitutability = 0.5;" FROM "},"
        "  { of = 'iran'; on = 'turkey'; channel = 'border'; level = 'tiny';" FROM
        "} );"
        "derived = ( { id = 'd'; formula = 'dependence[iran, russia, arms]'; },"
        "  { id = 'e'; formula = 'dependence[iran, turkey, arms]'; },"
        "  { id = 'f'; formula = 'dependence[iran, turkey, border]'; } );");
    const struct aras_parameter *band =
        small_parameter(&small, "band[iran,russia,arms]");

    (void) state;
    assert_true(band->hidden);
    assert_close(aras_prior_quantile(&band->prior, 0.25), 0.55, 1e-12);
    assert_close(small_value(&small, "d"), 0.6, 1e-12);
    assert_close(small_value(&small, "e"), 0.5 * 0.5, 1e-12);
    assert_close(small_value(&small, "f"), 0.01, 1e-12);
    assert_true(small_slot_of(&small, "d")->kind == ARAS_SLOT_DERIVED);
    assert_false(small_slot_of(&small, "d")->changed);
    small_free(&small);
}

static void shares_of_one_supply_are_a_group(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS CHANNELS
        "needs = ( { of = 'iran'; channel = 'arms'; importance = 1; },"
        "  { of = 'turkey'; channel = 'arms'; importance = 1; } );"
        "ties = ( { of = 'iran'; on = 'russia'; channel = 'arms'; share = 0.5;"
        "    substitutability = 0;" FROM "},"
        "  { of = 'turkey'; on = 'russia'; channel = 'arms'; share = 0.9;"
        "    substitutability = 0;" FROM "},"
        "  { of = 'iran'; on = 'turkey'; channel = 'arms'; share = 0.5;"
        "    substitutability = 0;" FROM "} );");
    const struct aras_slot *one = small_slot_of(&small, "share[iran,russia,arms]");
    const struct aras_slot *two = small_slot_of(&small, "share[iran,turkey,arms]");
    const struct aras_slot *other = small_slot_of(&small, "share[turkey,russia,arms]");
    const uint32_t *group = small.model->share_groups[one->share_group - 1];

    (void) state;
    assert_int_equal(small.model->share_group_count, 2);
    assert_int_equal(one->share_group, two->share_group);
    assert_int_not_equal(one->share_group, other->share_group);
    assert_int_equal(group[0], 2);
    assert_int_equal(group[1], small_slot(&small, "share[iran,russia,arms]"));
    assert_int_equal(group[2], small_slot(&small, "share[iran,turkey,arms]"));
    small_free(&small);
}

static void needs_of_another_name_that_begins_alike_are_not_counted(void **state)
{
    struct small small = small_model(
        PLAIN
        "actors = ( { id = 'iran'; }, { id = 'iran_2'; }, { id = 'iran2'; } );" CHANNELS
        "needs = ( { of = 'iran'; channel = 'kin'; importance = 1; },"
        "  { of = 'iran2'; channel = 'arms'; importance = 1; },"
        "  { of = 'iran_2'; channel = 'arms'; importance = 1; } );"
        "ties = ( { of = 'iran'; on = 'iran2'; channel = 'kin'; strength = 0.5;" FROM
        "} );"
        "derived = ( { id = 'd'; formula = 'dependence[iran, iran2]'; } );");

    (void) state;
    assert_close(small_value(&small, "d"), 0.5, 1e-12);
    small_free(&small);
}

static void a_dependence_changes_with_what_it_is_made_of(void **state)
{
    struct small small =
        small_model(PLAIN ACTORS CHANNELS TIES READ
                    "events = ( { id = 'e'; rate = 'd[iran, russia]';"
                    "   effects = ['substitutability[iran, russia, arms] = 1']; } );");
    const struct aras_slot *changed =
        small_slot_of(&small, "substitutability[iran,russia,arms]");

    (void) state;
    assert_true(changed->changed);
    assert_int_equal(changed->derived_count, 1);
    assert_true(small_slot_of(&small, "dependence[iran,russia]")->hot);
    assert_true(small_slot_of(&small, "d[iran,russia]")->hot);
    assert_false(small_slot_of(&small, "l[iran,russia]")->hot);
    small.values[small_slot(&small, "substitutability[iran,russia,arms]")] = 1.0;
    small_derive(&small);
    assert_close(small_value(&small, "d[iran,russia]"), 0.2 / 1.2, 1e-12);
    assert_close(small_value(&small, "l[iran,russia]"), 0.25 - 0.2 / 1.2, 1e-12);
    small_free(&small);
}

static void influence_is_one_system_over_the_dependences_of_all(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS CHANNELS TIES
        "derived = ( { id = 'power'; of = 'actor'; formula = 'influence[a]'; } );");
    const struct aras_model *model = small.model;
    const struct aras_influence *influence = &model->influence;
    size_t first = model->derived_count;
    size_t last_dependence = 0;

    (void) state;
    assert_int_equal(influence->actors, 4);
    /* Row b, column a: the dependence of b on a; actors in the order of the file. */
    assert_int_equal(influence->dependence[0 * 4 + 1],
                     small_slot(&small, "dependence[iran,russia]"));
    assert_int_equal(influence->dependence[1 * 4 + 0],
                     small_slot(&small, "dependence[russia,iran]"));
    assert_int_equal(influence->dependence[0 * 4 + 0], 0);
    assert_int_equal(influence->dependence[3 * 4 + 0], 0);
    for (size_t i = 0; i < model->derived_count; i++) {
        const struct aras_derived *derived = &model->derived[i];

        if (derived->influence != 0 && i < first) {
            first = i;
        }
        if (strncmp(derived->what, "dependence[", 11) == 0) {
            last_dependence = i;
        }
        if (derived->influence != 0) {
            const char *actor = model->actors[derived->influence - 1].id;

            assert_null(derived->code);
            assert_non_null(strstr(model->slots[derived->slot].name, actor));
        }
    }
    assert_true(last_dependence < first);
    assert_true(model->actors[3].outside);
    assert_close(model->actors[3].weight, 2.0, 0.0);
    small_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dependence_is_what_remains_after_alternatives),
        cmocka_unit_test(channels_are_joined_by_the_mean_over_all_needs),
        cmocka_unit_test(or_by_the_noisy_or_or_the_greatest),
        cmocka_unit_test(leverage_is_the_difference_of_both_dependences),
        cmocka_unit_test(a_threat_is_exposure_to_a_capability_that_is_not_deterred),
        cmocka_unit_test(a_level_is_drawn_once_from_its_band),
        cmocka_unit_test(shares_of_one_supply_are_a_group),
        cmocka_unit_test(needs_of_another_name_that_begins_alike_are_not_counted),
        cmocka_unit_test(a_dependence_changes_with_what_it_is_made_of),
        cmocka_unit_test(influence_is_one_system_over_the_dependences_of_all),
    };

    return cmocka_run_group_tests_name("structure", tests, NULL, NULL);
}
