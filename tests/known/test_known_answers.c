/*
 * Every validation model gives the answers that are known without simulating. One
 * argument picks a group: time_courses, distributions or closed_forms.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "judge.h"
#include "run_model.h"
#include "support/check.h"

#define MODELS ARAS_PROJECT_FOLDER "/models/validation"
#define KNOWN  ARAS_PROJECT_FOLDER "/tests/known"

enum { SEED = 20240912, MANY = 10000, FEW = 1000, LONGEST_PATH = 1024 };

enum answers { TRACKS = 1, OUTCOMES = 2 };

struct known_model {
    const char *name;
    uint64_t replications;
    int answers;
};

/* FEW where a replication has 80,000 events and more. */
static const struct known_model time_courses[] = {
    {"dsmts_001_01_birth_death", MANY, TRACKS},
    {"dsmts_001_03_birth_death_fast", MANY, TRACKS},
    {"dsmts_001_05_birth_death_many", FEW, TRACKS},
    {"dsmts_001_07_birth_death_counted", MANY, TRACKS},
    {"dsmts_001_09_birth_death_volume", MANY, TRACKS},
    {"dsmts_001_11_birth_death_concentration", MANY, TRACKS},
    {"dsmts_001_13_birth_death_halved", MANY, TRACKS},
    {"dsmts_001_15_birth_death_roundabout", MANY, TRACKS},
    {"dsmts_001_17_birth_death_unit_volume", MANY, TRACKS},
    {"dsmts_001_19_birth_death_derived", MANY, TRACKS},
    {"dsmts_002_02_immigration_death", MANY, TRACKS},
    {"dsmts_002_04_immigration_death_many", FEW, TRACKS},
    {"dsmts_002_06_immigration_death_counted", MANY, TRACKS},
    {"dsmts_002_08_immigration_death_local", MANY, TRACKS},
    {"dsmts_002_10_immigration_death_reset", MANY, TRACKS},
    {"dsmts_003_02_dimerisation", MANY, TRACKS},
    {"dsmts_003_04_dimerisation_reset", MANY, TRACKS},
    {"dsmts_003_06_dimerisation_conserved", MANY, TRACKS},
    {"dsmts_004_01_batch_immigration", MANY, TRACKS},
    {"dsmts_004_03_batch_immigration_large", MANY, TRACKS}};

static const struct known_model distributions[] = {
    {"distribution_040_normal", MANY, TRACKS},
    {"distribution_045_gamma", MANY, TRACKS},
    {"distribution_050_chisquare", MANY, TRACKS},
    {"distribution_055_laplace", MANY, TRACKS},
    {"distribution_060_chisquare_truncated", MANY, TRACKS},
    {"distribution_065_poisson_truncated", MANY, TRACKS},
    {"distribution_070_normal_truncated_above", MANY, TRACKS},
    {"distribution_075_normal_truncated_unevenly", MANY, TRACKS},
    {"distribution_080_normal_by_names", MANY, TRACKS},
    {"distribution_085_gamma_by_names", MANY, TRACKS},
    {"distribution_090_normal_by_name_and_number", MANY, TRACKS},
    {"distribution_095_gamma_by_name_and_number", MANY, TRACKS},
    {"distribution_100_normal_truncated_by_names", MANY, TRACKS}};

static const struct known_model closed_forms[] = {
    {"mm1", MANY, TRACKS | OUTCOMES},
    {"mm1_delays", MANY, TRACKS | OUTCOMES},
    {"gamblers_ruin", MANY, OUTCOMES},
    {"competing_exponentials", MANY, OUTCOMES},
    {"two_state", MANY, TRACKS | OUTCOMES},
    {"renewal_gamma", MANY, TRACKS | OUTCOMES},
    {"renewal_weibull", MANY, TRACKS | OUTCOMES},
    {"birth_age_table", MANY, TRACKS | OUTCOMES},
    {"logit_choice", MANY, OUTCOMES},
    {"threat_game", MANY, OUTCOMES},
    {"red_line", MANY, OUTCOMES},
    {"priors", MANY, OUTCOMES}};

struct group {
    const char *name;
    const struct known_model *models;
    size_t count;
};

static const struct group groups[] = {
    {"time_courses", time_courses, sizeof time_courses / sizeof *time_courses},
    {"distributions", distributions, sizeof distributions / sizeof *distributions},
    {"closed_forms", closed_forms, sizeof closed_forms / sizeof *closed_forms}};

enum { GROUPS = sizeof groups / sizeof *groups, MOST_MODELS = 64 };

static void the_model_gives_the_known_answers(void **state)
{
    const struct known_model *known = *state;
    struct run_moments run = {0};
    struct judgement judgement = {0};
    struct aras_error error;
    char path[LONGEST_PATH];

    snprintf(path, sizeof path, MODELS "/%s.cfg", known->name);
    assert_ok(run_model(path, SEED, known->replications, &run, &error), error);
    if ((known->answers & TRACKS) != 0) {
        snprintf(path, sizeof path, KNOWN "/expected/%s.csv", known->name);
        judge_tracks(&run, path, &judgement);
    }
    if ((known->answers & OUTCOMES) != 0) {
        judge_outcomes(&run, KNOWN "/closed_forms.csv", known->name, &judgement);
    }
    run_moments_free(&run);
    print_message("%s: %zu checks, worst |Z| %.2f, worst |Y| %.2f\n", known->name,
                  judgement.checks, judgement.worst_z, judgement.worst_y);
    assert_true(judgement.checks > 0);
    assert_int_equal(judgement.failures, 0);
}

static bool is_known(const char *file)
{
    size_t length = strlen(file) - strlen(".cfg");

    for (size_t g = 0; g < GROUPS; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            const char *name = groups[g].models[i].name;

            if (strlen(name) == length && strncmp(name, file, length) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void every_validation_model_is_among_the_known(void **state)
{
    DIR *folder = opendir(MODELS);
    size_t models = 0;
    size_t unknown = 0;

    (void) state;
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        const char *ending = strrchr(entry->d_name, '.');

        if (ending == NULL || strcmp(ending, ".cfg") != 0) {
            continue;
        }
        models++;
        if (!is_known(entry->d_name)) {
            unknown++;
            print_error("%s/%s is in none of the groups\n", MODELS, entry->d_name);
        }
    }
    closedir(folder);
    assert_true(models > 0);
    assert_int_equal(unknown, 0);
}

int main(int count, char **words)
{
    struct CMUnitTest tests[MOST_MODELS + 1] = {
        cmocka_unit_test(every_validation_model_is_among_the_known)};
    size_t used = 1;

    for (size_t g = 0; g < GROUPS; g++) {
        if (count > 1 && strcmp(words[1], groups[g].name) != 0) {
            continue;
        }
        for (size_t i = 0; i < groups[g].count && used <= MOST_MODELS; i++) {
            tests[used++] = (struct CMUnitTest){
                .name = groups[g].models[i].name,
                .test_func = the_model_gives_the_known_answers,
                .initial_state = (void *) (uintptr_t) &groups[g].models[i]};
        }
    }
    if (used == 1) {
        print_error("no group is called '%s'\n", words[1]);
        return 2;
    }
    return _cmocka_run_group_tests("known answers", tests, used, NULL, NULL);
}
