#include "report/study.h"

#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"
#include "unit/report/said.h"
#include "unit/simulation/story.h"

enum { WORLDS = 60 };

static const struct aras_study_wish alone = {.threads = 1};

/* A model that can be played, and a run of it as if it had been. */
struct studied {
    struct story *story;
    struct made_run run;
    struct aras_studied of;
};

static bool play(uint64_t replication, uint64_t set, double *outcomes)
{
    (void) set;
    outcomes[0] = replication % 4 == 0 ? 1.0 : 0.0;
    outcomes[1] = 1.0 + 0.5 * (double) (replication % 5);
    return true;
}

static struct studied open_studied(void)
{
    struct studied it = {.story = story_new("horizon = 3; quantities = ( { id = \"x\"; "
                                            "range = [0.0, 9.0]; initial = 1.0; "
                                            "} ); events = ( { id = \"rise\"; title = "
                                            "\"it rises\"; rate = 0.5; effects = "
                                            "[\"x += 0.5\"]; } ); outcomes = ( { id = "
                                            "\"high\"; title = \"<b>high</b>\"; "
                                            "kind = \"happened\"; of = \"x > 2\"; }, { "
                                            "id = \"x\"; title = \"how high\"; "
                                            "kind = \"value\"; of = \"x\"; } ); tracks "
                                            "= ( { id = \"x\"; title = \"x\"; of "
                                            "= \"x\"; every = 1; } );")};

    it.run = made_run_of(&(struct made_plan){
        .model = it.story->model, .replications = WORLDS, .group = 1, .play = play});
    it.of = (struct aras_studied){.run = it.run.run,
                                  .model = it.story->model,
                                  .settings = &it.story->settings,
                                  .name = "made",
                                  .command = "aras run made.cfg",
                                  .changes = ""};
    return it;
}

static void close_studied(struct studied *it)
{
    made_run_close(&it->run);
    story_free(it->story);
}

static void a_page_tells_what_the_run_says(void **state)
{
    struct studied it = open_studied();
    struct aras_error error = {0};
    struct aras_text page = {0};
    struct aras_study *study = aras_study_new(&it.of, 1, &alone, &error);

    (void) state;
    assert_non_null(study);
    assert_int_equal(study->full, 1);
    assert_true(study->run[0].stories > 0);
    assert_int_equal(study->run[0].glimpse.worlds, study->run[0].stories);
    assert_ok(aras_report_study(&page, study, &error), error);
    assert_says(page.data,
                "<strong>&lt;b&gt;high&lt;/b&gt;</strong>: 25 of 100 worlds.");
    assert_says(page.data, "aras run made.cfg");
    assert_silent(page.data, "<b>");
    aras_text_free(&page);
    aras_study_free(study);
    close_studied(&it);
}

static void the_same_run_twice_differs_in_nothing(void **state)
{
    struct studied it = open_studied();
    const struct aras_studied twice[] = {it.of, it.of};
    struct aras_error error = {0};
    struct aras_text page = {0};
    struct aras_study *study = aras_study_new(twice, 2, &alone, &error);

    (void) state;
    assert_non_null(study);
    assert_ok(aras_report_study(&page, study, &error), error);
    assert_says(page.data, "id=\"change-2\"");
    assert_says(page.data, "What differs: from made to made");
    aras_text_free(&page);
    aras_study_free(study);
    close_studied(&it);
}

static void the_page_is_the_same_for_any_number_of_threads(void **state)
{
    struct studied it = open_studied();
    const struct aras_studied runs[] = {it.of, it.of, it.of, it.of, it.of};
    struct aras_text page[2] = {{0}, {0}};

    (void) state;
    for (unsigned i = 0; i < 2; i++) {
        const struct aras_study_wish wish = {.threads = 1 + 3 * i};
        struct aras_error error = {0};
        struct aras_study *study = aras_study_new(runs, 5, &wish, &error);

        assert_non_null(study);
        assert_ok(aras_report_study(&page[i], study, &error), error);
        aras_study_free(study);
    }
    assert_string_equal(page[0].data, page[1].data);
    aras_text_free(&page[0]);
    aras_text_free(&page[1]);
    close_studied(&it);
}

/* There are thousands of allocations: the first are refused one by one, later ones in
 * ever greater steps. */
static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct studied it = open_studied();
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};
        struct aras_text page = {0};
        struct aras_study *study;

        allow_allocations(refused);
        study = aras_study_new(&it.of, 1, &alone, &error);
        status = study == NULL ? error.status : aras_report_study(&page, study, &error);
        allow_all_allocations();
        aras_text_free(&page);
        aras_study_free(study);
        refused += 1 + refused / 64;
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 100);
    close_studied(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_tells_what_the_run_says),
        cmocka_unit_test(the_same_run_twice_differs_in_nothing),
        cmocka_unit_test(the_page_is_the_same_for_any_number_of_threads),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("study", tests, NULL, NULL);
}
