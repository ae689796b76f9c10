#include "montecarlo/kept.h"

#include "support/check.h"
#include "support/scarce_memory.h"

static const struct aras_shape shape = {
    .outcomes = 2, .parameters = 1, .events = 2, .points = 3, .ranges = 1, .group = 1};

/* A record whose numbers are told by `number`, in arrays that the next one reuses. */
struct source {
    double outcomes[2], points[3], integrated[2], parameters[1];
    uint64_t counts[2], clamps[4];
};

static struct aras_record record_of(struct source *source, uint64_t number, bool failed)
{
    for (size_t i = 0; i < 2; i++) {
        source->outcomes[i] = (double) number + 0.5;
        source->integrated[i] = (double) number / 4.0;
        source->counts[i] = number + i;
    }
    for (size_t i = 0; i < 3; i++) {
        source->points[i] = (double) (10 * number + i);
    }
    for (size_t i = 0; i < 4; i++) {
        source->clamps[i] = number * i;
    }
    source->parameters[0] = (double) number * 2.0;
    return (struct aras_record){.replication = number,
                                .set = number / 2,
                                .failed = failed,
                                .failed_at = failed ? 0.25 : NAN,
                                .outcomes = source->outcomes,
                                .points = source->points,
                                .counts = source->counts,
                                .integrated = source->integrated,
                                .clamps = source->clamps,
                                .parameters = source->parameters,
                                .fingerprint = 1000 + number};
}

static void assert_is(const struct aras_record *kept, uint64_t number)
{
    struct source source;
    struct aras_record record = record_of(&source, number, kept->failed);

    assert_int_equal(kept->replication, record.replication);
    assert_int_equal(kept->set, record.set);
    assert_int_equal(kept->fingerprint, record.fingerprint);
    assert_memory_equal(kept->outcomes, record.outcomes, sizeof source.outcomes);
    assert_memory_equal(kept->points, record.points, sizeof source.points);
    assert_memory_equal(kept->counts, record.counts, sizeof source.counts);
    assert_memory_equal(kept->integrated, record.integrated, sizeof source.integrated);
    assert_memory_equal(kept->clamps, record.clamps, sizeof source.clamps);
    assert_memory_equal(kept->parameters, record.parameters, sizeof source.parameters);
}

static void what_is_kept_outlives_what_was_handed_in(void **state)
{
    struct aras_error error = {0};
    struct aras_error reason = {.status = ARAS_FAILED, .message = "it broke"};
    struct aras_kept *kept = aras_kept_new(&shape, 4, 3, &error);
    const struct aras_error *told;
    struct source source;

    (void) state;
    assert_non_null(kept);
    for (uint64_t i = 0; i < 3; i++) {
        struct aras_record record = record_of(&source, 7 + i, i == 1);

        assert_ok(aras_kept_add(kept, &record, &reason, &error), error);
    }
    reason.message[0] = '\0';
    assert_int_equal(aras_kept_count(kept), 3);
    for (uint64_t i = 0; i < 3; i++) {
        assert_is(aras_kept_at(kept, i, &told), 7 + i);
        if (i == 1) {
            assert_string_equal(told->message, "it broke");
        } else {
            assert_null(told);
        }
    }
    aras_kept_free(kept);
}

static void worlds_without_any_numbers_are_kept_too(void **state)
{
    const struct aras_shape empty = {.group = 1};
    struct aras_error error = {0};
    struct aras_kept *kept = aras_kept_new(&empty, 0, 1, &error);
    struct aras_record record = {.replication = 4, .fingerprint = 5};
    const struct aras_error *told;

    (void) state;
    assert_non_null(kept);
    assert_ok(aras_kept_add(kept, &record, NULL, &error), error);
    assert_int_equal(aras_kept_at(kept, 0, &told)->fingerprint, 5);
    aras_kept_free(kept);
}

static enum aras_status keep_one(struct aras_error *error)
{
    struct aras_error reason = {.status = ARAS_FAILED, .message = "it broke"};
    struct aras_kept *kept = aras_kept_new(&shape, 4, 1, error);
    struct source source;
    struct aras_record record = record_of(&source, 1, true);
    enum aras_status status;

    if (kept == NULL) {
        return error->status;
    }
    status = aras_kept_add(kept, &record, &reason, error);
    aras_kept_free(kept);
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    int refused = refusals_of(keep_one);

    (void) state;
    assert_int_equal(refused, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_outlives_what_was_handed_in),
        cmocka_unit_test(worlds_without_any_numbers_are_kept_too),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
