#include "result/run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "support/scarce_memory.h"
#include "unit/result/sample.h"

/* Calls that return an object, as calls that return a status. */

static enum aras_status open_status(const char *folder,
                                    const struct aras_identity *identity,
                                    struct aras_error *error)
{
    struct aras_run *run = aras_run_open(folder, identity, &sample_labels, error);

    if (run == NULL) {
        return error->status;
    }
    aras_run_close(run);
    return ARAS_OK;
}

static enum aras_status open_stored_status(const char *path,
                                           const struct aras_labels *labels,
                                           struct aras_error *error)
{
    struct aras_run *run = aras_run_open_stored(path, labels, error);

    if (run == NULL) {
        return error->status;
    }
    aras_run_close(run);
    return ARAS_OK;
}

static enum aras_status read_status(const struct aras_run *run, uint64_t index,
                                    struct aras_error *error)
{
    struct aras_block *block = aras_run_read_block(run, index, error);

    if (block == NULL) {
        return error->status;
    }
    aras_block_free(block);
    return ARAS_OK;
}

static enum aras_status store_status(struct aras_run *run, uint64_t first,
                                     uint64_t count, struct aras_error *error)
{
    struct aras_block *block = sample_block(first, count);
    enum aras_status status = aras_run_write_block(run, block, false, error);

    aras_block_free(block);
    return status;
}

static void assert_same_block(const struct aras_run *run, uint64_t index,
                              uint64_t count)
{
    struct aras_error error = {0};
    struct aras_block *wanted = sample_block(index * SAMPLE_BLOCK, count);
    struct aras_block *block = aras_run_read_block(run, index, &error);
    unsigned char *bytes, *wanted_bytes;
    size_t length, wanted_length;

    if (block == NULL) {
        fail_msg("%s", error.message);
    }
    assert_ok(aras_block_write(block, &bytes, &length, &error), error);
    assert_ok(aras_block_write(wanted, &wanted_bytes, &wanted_length, &error), error);
    assert_int_equal(length, wanted_length);
    assert_memory_equal(bytes, wanted_bytes, length);
    free(bytes);
    free(wanted_bytes);
    aras_block_free(block);
    aras_block_free(wanted);
}

/* Changes one byte of a file; `from_end` bytes before its end. */
static void change_byte(const struct aras_run *run, const char *name, size_t from_end)
{
    char *path = sample_path(run, name);
    size_t length;
    char *bytes = sample_read(path, &length);

    assert_true(length > from_end);
    bytes[length - 1 - from_end] ^= 0x10;
    sample_write(path, bytes, length);
    free(bytes);
    free(path);
}

static void cut(const struct aras_run *run, const char *name, size_t by)
{
    char *path = sample_path(run, name);
    size_t length;
    char *bytes = sample_read(path, &length);

    sample_write(path, bytes, length - by);
    free(bytes);
    free(path);
}

static void delete (const struct aras_run *run, const char *name)
{
    char *path = sample_path(run, name);

    assert_int_equal(unlink(path), 0);
    free(path);
}

static void copy(const struct aras_run *from, const char *name,
                 const struct aras_run *to, const char *new_name)
{
    char *path = sample_path(from, name);
    char *new_path = sample_path(to, new_name);
    size_t length;
    char *bytes = sample_read(path, &length);

    sample_write(new_path, bytes, length);
    free(bytes);
    free(path);
    free(new_path);
}

/* What makes a run */

static void a_new_run_is_a_folder_with_the_resolved_text(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_open(*state);
    char *resolved = aras_run_read_resolved(aras_run_path(run), &error);
    char expected[4096];

    snprintf(expected, sizeof expected, "%s/sample-%.8s", (char *) *state,
             aras_run_id(run));
    assert_string_equal(aras_run_path(run), expected);
    assert_int_equal(strlen(aras_run_id(run)), 32);
    assert_non_null(resolved);
    assert_string_equal(resolved, sample_identity.resolved);
    assert_int_equal(aras_run_replications(run), 0);
    assert_int_equal(aras_run_block_count(run, 0), 0);
    assert_true(sample_exists(run, "run.json"));
    free(resolved);
    aras_run_close(run);
    aras_run_close(NULL);
}

static void folders_above_are_made(void **state)
{
    struct aras_error error = {0};
    char folder[4096];

    snprintf(folder, sizeof folder, "%s/a/b//c", (char *) *state);
    assert_ok(open_status(folder, &sample_identity, &error), error);
    assert_ok(open_status(folder, &sample_identity, &error), error);
}

static void assert_id(const struct aras_identity *identity, uint64_t group,
                      const char *other, bool same)
{
    struct aras_error error = {0};
    char id[33];

    assert_ok(aras_run_name_id(identity, group, id, &error), error);
    assert_int_equal(strcmp(id, other) == 0, same);
}

static void the_id_is_made_of_all_that_changes_numbers_and_of_nothing_else(void **state)
{
    const char id[] = "b0ceda218e124625b3eaeaf939ef07f3";
    struct aras_identity other = sample_identity;

    (void) state;
    assert_id(&other, 4, id, true);
    other.canonical = "title = \"A simple\";\n";
    assert_id(&other, 4, id, false);
    other = sample_identity;
    other.seed--;
    assert_id(&other, 4, id, false);
    other = sample_identity;
    other.central = true;
    assert_id(&other, 4, id, false);
    other = sample_identity;
    other.block++;
    assert_id(&other, 4, id, false);
    other = sample_identity;
    other.result_version++;
    assert_id(&other, 4, id, false);
    other = sample_identity;
    assert_id(&other, 5, id, false);
    other.name = "another";
    other.title = "Another";
    other.resolved = "other";
    other.version = "9";
    other.compiler = "clang";
    other.command = "aras";
    assert_id(&other, 4, id, true);
}

static const char too_long[] =
    "0123456789012345678901234567890123456789012345678901234567890123";

static void a_name_that_is_no_name_is_refused(void **state)
{
    const char *const names[] = {"", "a/b", "..", "a b", "\xc3\xa4", "x\n", too_long};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct aras_error error = {0};
        struct aras_identity identity = sample_identity;

        identity.name = names[i];
        assert_fails(open_status(*state, &identity, &error), error, ARAS_INVALID,
                     "the name of a run");
    }
}

static void a_folder_that_cannot_be_made_is_an_error(void **state)
{
    struct aras_error error = {0};
    char path[4096];

    snprintf(path, sizeof path, "%s/file", (char *) *state);
    sample_write(path, "x", 1);
    assert_fails(open_status(path, &sample_identity, &error), error, ARAS_FILE,
                 "cannot make the folder");
}

static void a_path_that_is_too_long_is_an_error(void **state)
{
    struct aras_error error = {0};
    char path[4096];

    snprintf(path, sizeof path, "%s/%0600d", (char *) *state, 1);
    assert_fails(open_status(path, &sample_identity, &error), error, ARAS_FILE,
                 "at most 511 bytes");
}

/* Storing and finding */

static void blocks_come_back_as_they_were_stored(void **state)
{
    struct aras_run *run = sample_run(*state, 25);

    assert_int_equal(aras_run_replications(run), 25);
    assert_int_equal(aras_run_block_count(run, 0), 10);
    assert_int_equal(aras_run_block_count(run, 2), 5);
    assert_int_equal(aras_run_block_count(run, 3), 0);
    assert_same_block(run, 0, 10);
    assert_same_block(run, 1, 10);
    assert_same_block(run, 2, 5);
    aras_run_close(run);
}

static void the_same_identity_finds_the_stored_run(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;
    struct aras_run *run = sample_run(*state, 25);

    aras_run_close(run);
    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 25);
    assert_same_block(run, 1, 10);
    assert_ok(aras_run_check(run, &error), error);
    aras_run_get_facts(run, &facts);
    assert_string_equal(facts.stop, "complete");
    aras_run_close(run);
}

static void what_is_told_of_a_run_is_what_was_done(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;
    struct aras_run *run = sample_run(*state, 25);

    assert_ok(aras_run_finish(run, "interrupted", 0.25, 0.5, &error), error);
    assert_ok(aras_run_read_facts(aras_run_path(run), &facts, &error), error);
    assert_string_equal(facts.path, aras_run_path(run));
    assert_string_equal(facts.id, aras_run_id(run));
    assert_string_equal(facts.name, "sample");
    assert_string_equal(facts.title, "A sample, to test with");
    assert_string_equal(facts.version, "0.1.0");
    assert_string_equal(facts.compiler, "gcc 12");
    assert_int_equal(facts.result_version, 3);
    assert_int_equal(facts.seed, sample_identity.seed);
    assert_int_equal(facts.group, 4);
    assert_int_equal(facts.block, 10);
    assert_false(facts.central);
    assert_int_equal(facts.replications, 25);
    assert_int_equal(facts.failed, 4); /* 3, 10, 17, 24 */
    assert_int_equal(facts.sessions, 2);
    assert_close(facts.wall_seconds, 1.75, 0.0);
    assert_close(facts.cpu_seconds, 3.5, 0.0);
    assert_string_equal(facts.stop, "interrupted");
    assert_int_equal(strlen(facts.created), 20);
    assert_int_equal(strlen(facts.finished), 20);
    assert_int_equal(facts.maths, UINT64_C(0xabcdef0123456789));
    assert_false(facts.mixed);
    aras_run_close(run);
}

static void any_text_may_be_told_of_a_run(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;
    struct aras_identity identity = sample_identity;
    char title[1000];

    memset(title, 'x', sizeof title);
    memcpy(title + 253, "\xe2\x82\xac", 3); /* a character across the end of the room */
    title[sizeof title - 1] = '\0';
    identity.title = title;
    identity.command = "aras run \"a\\b\" \xff\n";

    struct aras_run *run = aras_run_open(*state, &identity, &sample_labels, &error);

    assert_non_null(run);
    assert_ok(aras_run_finish(run, "stopped \xfe", 0.0, 0.0, &error), error);
    assert_ok(aras_run_read_facts(aras_run_path(run), &facts, &error), error);
    assert_int_equal(strlen(facts.title), 253);
    assert_int_equal(facts.sessions, 1);
    aras_run_close(run);
    assert_ok(open_status(*state, &identity, &error), error);
}

static void a_run_is_extended_by_more_and_by_longer_blocks(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;
    struct aras_run *run = sample_run(*state, 14);

    aras_run_close(run);
    run = sample_open(*state);
    sample_store(run, 10, 10);
    sample_store(run, 20, 3);
    assert_int_equal(aras_run_replications(run), 23);
    assert_ok(aras_run_finish(run, "complete", 1.0, 1.0, &error), error);
    aras_run_close(run);
    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 23);
    assert_same_block(run, 1, 10);
    assert_ok(aras_run_check(run, &error), error);
    aras_run_get_facts(run, &facts);
    assert_int_equal(facts.failed, 3);
    assert_int_equal(facts.sessions, 2);
    aras_run_close(run);
}

static void a_shorter_block_or_the_same_again_changes_nothing(void **state)
{
    struct aras_run *run = sample_run(*state, 20);

    sample_store(run, 10, 4);
    sample_store(run, 10, 10);
    assert_int_equal(aras_run_replications(run), 20);
    assert_same_block(run, 1, 10);
    aras_run_close(run);
}

static void a_block_that_comes_out_differently_is_refused(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 20);
    struct aras_block *block = sample_block(10, 10);

    block->outcome[2] = 7.0;
    assert_fails(aras_run_write_block(run, block, false, &error), error, ARAS_DAMAGED,
                 "block 1 came out with other numbers");
    assert_same_block(run, 1, 10);
    aras_block_free(block);
    aras_run_close(run);
}

static void a_gap_ends_what_counts_as_stored(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_open(*state);

    sample_store(run, 20, 10);
    assert_int_equal(aras_run_replications(run), 0);
    sample_store(run, 0, 10);
    assert_int_equal(aras_run_replications(run), 10);
    assert_int_equal(aras_run_block_count(run, 2), 10);
    assert_ok(aras_run_finish(run, "interrupted", 1.0, 1.0, &error), error);
    aras_run_close(run);
    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 10);
    assert_int_equal(aras_run_block_count(run, 2), 10);
    sample_store(run, 10, 9);
    assert_int_equal(aras_run_replications(run), 19);
    sample_store(run, 10, 10);
    assert_int_equal(aras_run_replications(run), 30);
    aras_run_close(run);
}

static enum aras_status collect(void *context, const struct aras_block *block,
                                struct aras_error *error)
{
    uint64_t *next = context;

    assert_int_equal(block->first, *next);
    *next += block->count;
    return *next > 15 ? aras_error_set(error, ARAS_INTERRUPTED, "enough") : ARAS_OK;
}

static void a_visitor_sees_the_blocks_in_order_until_it_has_enough(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 35);
    uint64_t next = 0;

    assert_fails(aras_run_visit(run, collect, &next, &error), error, ARAS_INTERRUPTED,
                 "enough");
    assert_int_equal(next, 20);
    aras_run_close(run);
}

static void other_maths_are_refused_unless_told(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;
    struct aras_run *run = sample_run(*state, 10);
    struct aras_block *block = sample_block(10, 10);

    block->maths = 1;
    assert_fails(aras_run_write_block(run, block, false, &error), error, ARAS_INVALID,
                 "(0000000000000001) than those stored (abcdef0123456789)");
    assert_int_equal(aras_run_replications(run), 10);
    assert_ok(aras_run_write_block(run, block, true, &error), error);
    assert_int_equal(aras_run_replications(run), 20);
    assert_ok(aras_run_finish(run, "complete", 1.0, 1.0, &error), error);
    assert_ok(aras_run_read_facts(aras_run_path(run), &facts, &error), error);
    assert_true(facts.mixed);
    assert_int_equal(facts.maths, UINT64_C(0xabcdef0123456789));
    aras_block_free(block);
    aras_run_close(run);
}

/* One at a time */

static void a_run_is_open_for_writing_only_once(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 10);
    struct aras_run *reader;
    char process[64];

    snprintf(process, sizeof process, "worked on by process %d on", (int) getpid());
    assert_fails(open_status(*state, &sample_identity, &error), error, ARAS_FILE,
                 process);
    reader = aras_run_open_stored(aras_run_path(run), &sample_labels, &error);
    assert_non_null(reader);
    assert_same_block(reader, 0, 10);
    aras_run_close(reader);
    aras_run_close(run);
    assert_ok(open_status(*state, &sample_identity, &error), error);
}

/* A child that did what it should kills itself, as kill -9 would: nothing is closed. */
static void die(void)
{
    kill(getpid(), SIGKILL);
}

static void wait_for_death(pid_t child)
{
    int result = -1;

    assert_true(child > 0);
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFSIGNALED(result));
    assert_int_equal(WTERMSIG(result), SIGKILL);
}

static void another_process_does_not_open_it_either(void **state)
{
    struct aras_run *run = sample_run(*state, 10);
    pid_t child = fork();

    if (child == 0) {
        struct aras_error error = {0};

        if (open_status(*state, &sample_identity, &error) == ARAS_FILE) {
            die();
        }
        _exit(1);
    }
    wait_for_death(child);
    aras_run_close(run);
}

static void a_process_that_dies_lets_go_and_loses_nothing(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;
    struct aras_run *run = sample_run(*state, 14);
    pid_t child;

    aras_run_close(run);
    child = fork();
    if (child == 0) {
        run = sample_open(*state);
        sample_store(run, 10, 10); /* longer than the one that is listed */
        sample_store(run, 20, 10); /* not listed */
        die();
    }
    wait_for_death(child);
    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 30);
    assert_same_block(run, 1, 10);
    assert_same_block(run, 2, 10);
    assert_ok(aras_run_check(run, &error), error);
    assert_ok(aras_run_read_facts(aras_run_path(run), &facts, &error), error);
    assert_int_equal(facts.replications, 30);
    assert_int_equal(facts.failed, 4);
    assert_string_equal(facts.stop, "unfinished");
    aras_run_close(run);
}

/* Damage */

static void leftovers_are_ignored_and_removed(void **state)
{
    const char *const names[] = {"blocks/.00000001.blk.host.1.part", "results.db.part",
                                 ".run.json.host.1.part", "blocks/00000001.blk.part"};
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 10);
    struct aras_run *reader;

    for (size_t i = 0; i < 4; i++) {
        copy(run, "blocks/00000000.blk", run, names[i]);
    }
    reader = aras_run_open_stored(aras_run_path(run), &sample_labels, &error);
    assert_non_null(reader);
    assert_int_equal(aras_run_replications(reader), 10);
    assert_ok(aras_run_check(reader, &error), error);
    aras_run_close(reader);
    assert_true(sample_exists(run, names[0]));
    aras_run_close(run);
    run = sample_open(*state);
    for (size_t i = 0; i < 4; i++) {
        assert_false(sample_exists(run, names[i]));
    }
    assert_int_equal(aras_run_replications(run), 10);
    aras_run_close(run);
}

static void a_missing_block_is_named_and_mended(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 30);

    delete (run, "blocks/00000001.blk");
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is missing: run the same command again");
    aras_run_close(run);
    run = sample_open(*state);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is missing");
    assert_int_equal(aras_run_block_count(run, 1), 0);
    assert_int_equal(aras_run_replications(run), 10);

    /* Not forgotten by a session that does not come to it. */
    assert_ok(aras_run_finish(run, "interrupted", 0.0, 0.0, &error), error);
    aras_run_close(run);
    run = sample_open(*state);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is missing");
    sample_store(run, 10, 10);
    assert_ok(aras_run_check(run, &error), error);
    assert_int_equal(aras_run_replications(run), 30);
    aras_run_close(run);
}

static void the_last_block_is_missed_too(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 20);

    delete (run, "blocks/00000001.blk");
    aras_run_close(run);
    run = sample_open(*state);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is missing");
    aras_run_close(run);
}

static void assert_second_is_damaged(void **state, const char *why)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_open(*state);

    assert_int_equal(aras_run_block_count(run, 1), 10);
    assert_ok(read_status(run, 0, &error), error);
    assert_fails(read_status(run, 1, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is damaged");
    assert_fails(read_status(run, 1, &error), error, ARAS_DAMAGED, why);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED, why);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "remove the file and run the same command again");
    aras_run_close(run);
}

static void a_changed_block_is_named(void **state)
{
    const size_t places[] = {0, 7, 8, 300, 500};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct aras_run *run = sample_run(*state, 30);

        change_byte(run, "blocks/00000001.blk", places[i]);
        aras_run_close(run);
        assert_second_is_damaged(state, "checksum");
        run = sample_open(*state);
        delete (run, "blocks/00000001.blk");
        aras_run_close(run);
    }
}

static void a_cut_block_is_named(void **state)
{
    struct aras_run *run = sample_run(*state, 30);

    cut(run, "blocks/00000001.blk", 1);
    aras_run_close(run);
    assert_second_is_damaged(state, "checksum");
}

static void an_empty_block_is_named(void **state)
{
    struct aras_run *run = sample_run(*state, 30);
    char *path = sample_path(run, "blocks/00000001.blk");

    sample_write(path, "", 0);
    free(path);
    aras_run_close(run);
    assert_second_is_damaged(state, "does not begin as a block does");
}

static void a_block_in_the_place_of_another_is_named(void **state)
{
    struct aras_run *run = sample_run(*state, 30);

    copy(run, "blocks/00000002.blk", run, "blocks/00000001.blk");
    aras_run_close(run);
    assert_second_is_damaged(state, "another block, of 10 replications from 20 on");
}

static void a_block_of_another_run_is_named(void **state)
{
    struct aras_error error = {0};
    struct aras_identity identity = sample_identity;
    struct aras_run *run = sample_run(*state, 30);
    struct aras_run *other;

    identity.seed = 1;
    other = aras_run_open(*state, &identity, &sample_labels, &error);
    assert_non_null(other);
    sample_store_all(other, 30);
    copy(other, "blocks/00000001.blk", run, "blocks/00000001.blk");
    aras_run_close(run);
    aras_run_close(other);
    assert_second_is_damaged(state, "belongs to another run");
}

static void a_sound_block_with_other_numbers_is_named(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 30);
    struct aras_block *block = sample_block(10, 10);

    delete (run, "blocks/00000001.blk");
    aras_run_close(run);
    run = sample_open(*state);
    block->outcome[0] = 0.5;
    assert_ok(aras_run_write_block(run, block, false, &error), error);
    aras_block_free(block);
    aras_run_close(run); /* run.json lists the block as it was first */
    assert_second_is_damaged(state, "not the block that run.json lists");
}

/* After a crash of the machine, say: nothing says that the block should be there. */
static void a_damaged_block_that_is_not_listed_is_as_good_as_not_stored(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 10);

    sample_store(run, 10, 10);
    cut(run, "blocks/00000001.blk", 20);
    aras_run_close(run);
    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 10);
    assert_int_equal(aras_run_block_count(run, 1), 0);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is damaged");
    sample_store(run, 10, 10);
    assert_ok(aras_run_check(run, &error), error);
    aras_run_close(run);
}

static void files_that_are_no_blocks_are_left_alone(void **state)
{
    const char *const names[] = {"blocks/1.blk", "blocks/00000001.blk~",
                                 "blocks/000000001.blk", "blocks/notes.txt"};
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 10);

    for (size_t i = 0; i < 4; i++) {
        copy(run, "run.json", run, names[i]);
    }
    aras_run_close(run);
    run = sample_open(*state);
    assert_ok(aras_run_check(run, &error), error);
    assert_true(sample_exists(run, names[3]));
    aras_run_close(run);
}

static void every_changed_byte_of_the_record_is_found(void **state)
{
    struct aras_run *run = sample_run(*state, 10);
    char *path = sample_path(run, "run.json");
    size_t length;
    char *bytes = sample_read(path, &length);

    for (size_t i = 0; i < length; i++) {
        struct aras_error error = {0};
        struct aras_run_facts facts;

        bytes[i] ^= 1;
        sample_write(path, bytes, length);
        assert_fails(aras_run_read_facts(aras_run_path(run), &facts, &error), error,
                     ARAS_DAMAGED, "run.json is damaged");
        bytes[i] ^= 1;
        sample_write(path, bytes, i);
        assert_fails(aras_run_read_facts(aras_run_path(run), &facts, &error), error,
                     ARAS_DAMAGED, "run.json is damaged");
    }
    free(bytes);
    free(path);
    aras_run_close(run);
}

static void without_its_record_a_run_keeps_its_blocks(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 25);
    char *path = sample_path(run, "run.json");

    change_byte(run, "run.json", 100);
    aras_run_close(run);
    assert_fails(open_status(*state, &sample_identity, &error), error, ARAS_DAMAGED,
                 "remove the file and run the same command again: the blocks are kept");

    assert_int_equal(unlink(path), 0);
    free(path);
    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 25);
    assert_ok(aras_run_check(run, &error), error);
    aras_run_close(run);
}

static void a_changed_resolved_text_is_found_and_mended(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 10);
    char *resolved;
    char path[4096];

    snprintf(path, sizeof path, "%s", aras_run_path(run));
    change_byte(run, "resolved.cfg", 3);
    assert_null(aras_run_read_resolved(path, &error));
    assert_int_equal(error.status, ARAS_DAMAGED);
    assert_fails(aras_run_check(run, &error), error, ARAS_DAMAGED,
                 "resolved.cfg was changed after it was written");
    aras_run_close(run);
    assert_fails(open_status(*state, &sample_identity, &error), error, ARAS_DAMAGED,
                 "resolved.cfg was changed");

    char file[8192];

    snprintf(file, sizeof file, "%s/resolved.cfg", path);
    assert_int_equal(unlink(file), 0);
    assert_null(aras_run_read_resolved(path, &error));
    assert_int_equal(error.status, ARAS_DAMAGED);
    assert_ok(open_status(*state, &sample_identity, &error), error);
    resolved = aras_run_read_resolved(path, &error);
    assert_non_null(resolved);
    assert_string_equal(resolved, sample_identity.resolved);
    free(resolved);
}

/* Full disks. A limit on the size of files stands in for one: the system cuts the
 * write that passes it, and refuses the next. */

static void limit_files(rlim_t size)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_harms_nothing_stored(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 14);
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    enum aras_status stored, finished;
    struct aras_error finish_error = {0};
    char *blocks = sample_path(run, "blocks");

    limit_files(600);
    stored = store_status(run, 10, 10, &error);
    finished = aras_run_finish(run, "complete", 1.0, 1.0, &finish_error);
    limit_files(RLIM_INFINITY);
    signal(SIGXFSZ, before);
    assert_fails(stored, error, ARAS_FILE, "cannot write");
    assert_fails(stored, error, ARAS_FILE, strerror(EFBIG));
    assert_fails(finished, finish_error, ARAS_FILE, "cannot write");
    assert_int_equal(sample_leftovers(blocks), 0);
    assert_int_equal(sample_leftovers(aras_run_path(run)), 0);
    free(blocks);
    assert_int_equal(aras_run_replications(run), 14);
    assert_same_block(run, 1, 4);
    assert_ok(aras_run_check(run, &error), error);
    aras_run_close(run);

    run = sample_open(*state);
    assert_int_equal(aras_run_replications(run), 14);
    assert_ok(aras_run_check(run, &error), error);
    sample_store(run, 10, 10);
    assert_int_equal(aras_run_replications(run), 20);
    aras_run_close(run);
}

static void a_disk_too_full_for_the_database_keeps_the_last_one(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 14);
    char *path = sample_path(run, "results.db");
    size_t length, after_length;
    char *before = sample_read(path, &length);
    char *after;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    enum aras_status finished;

    sample_store(run, 10, 10);
    limit_files(20000);
    finished = aras_run_finish(run, "complete", 1.0, 1.0, &error);
    limit_files(RLIM_INFINITY);
    signal(SIGXFSZ, handler);
    assert_fails(finished, error, ARAS_FILE, "cannot write the database");
    after = sample_read(path, &after_length);
    assert_int_equal(length, after_length);
    assert_memory_equal(before, after, length);
    assert_false(sample_exists(run, "results.db.part"));
    assert_ok(aras_run_finish(run, "complete", 0.0, 0.0, &error), error);
    free(before);
    free(after);
    free(path);
    aras_run_close(run);
}

/* Reading stored runs */

static void a_stored_run_is_read_by_its_path(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 25);
    struct aras_run *reader;
    char path[4096];

    snprintf(path, sizeof path, "%s//", aras_run_path(run));
    reader = aras_run_open_stored(path, &sample_labels, &error);
    assert_non_null(reader);
    assert_string_equal(aras_run_path(reader), aras_run_path(run));
    assert_string_equal(aras_run_id(reader), aras_run_id(run));
    assert_ptr_equal(aras_run_labels(reader)->outcome, sample_outcomes);
    assert_int_equal(aras_run_replications(reader), 25);
    assert_same_block(reader, 2, 5);
    aras_run_close(reader);
    aras_run_close(run);
}

static void a_reader_is_told_when_a_block_was_extended_meanwhile(void **state)
{
    struct aras_error error = {0};
    struct aras_run *run = sample_run(*state, 14);
    struct aras_run *reader =
        aras_run_open_stored(aras_run_path(run), &sample_labels, &error);

    assert_non_null(reader);
    sample_store(run, 10, 10);
    assert_fails(read_status(reader, 1, &error), error, ARAS_FILE, "try again");
    aras_run_close(reader);
    aras_run_close(run);
}

static void labels_of_another_shape_are_refused(void **state)
{
    struct aras_error error = {0};
    struct aras_labels labels = sample_labels;
    struct aras_run *run = sample_run(*state, 10);

    labels.shape.outcomes--;
    assert_fails(open_stored_status(aras_run_path(run), &labels, &error), error,
                 ARAS_INVALID, "version 0.1.0 of the program");
    aras_run_close(run);
}

static void what_is_no_run_is_unknown(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts facts;

    assert_fails(aras_run_read_facts(*state, &facts, &error), error, ARAS_UNKNOWN,
                 "there is no");
    assert_fails(open_stored_status("/nowhere", &sample_labels, &error), error,
                 ARAS_UNKNOWN, "/nowhere/run.json");
}

/* Whether `path` is listed first of the two runs in `folder`. */
static bool is_first(const char *folder, const char *path)
{
    struct aras_error error = {0};
    struct aras_run_facts *facts = NULL;
    size_t count;
    bool first;

    assert_ok(aras_run_list(folder, &facts, &count, &error), error);
    assert_int_equal(count, 2);
    first = strcmp(facts[0].path, path) == 0;
    assert_string_equal(facts[first ? 0 : 1].path, path);
    assert_string_equal(facts[first ? 0 : 1].stop, "damaged");
    assert_string_equal(facts[first ? 1 : 0].stop, "complete");
    assert_int_equal(facts[first ? 1 : 0].replications, 14);
    free(facts);
    return first;
}

static void runs_are_listed_the_latest_first(void **state)
{
    struct aras_error error = {0};
    struct aras_identity identity = sample_identity;
    const struct timespec in_2001[] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    const struct timespec in_2096[] = {{.tv_sec = 4000000000}, {.tv_sec = 4000000000}};
    struct aras_run *run = sample_run(*state, 14);
    struct aras_run *damaged;
    char folder[4096];
    char *json;

    snprintf(folder, sizeof folder, "%s/sweep", (char *) *state);
    identity.name = "damaged";
    damaged = aras_run_open(folder, &identity, &sample_labels, &error);
    assert_non_null(damaged);
    change_byte(damaged, "run.json", 50);
    snprintf(folder, sizeof folder, "%s/empty", (char *) *state);
    assert_int_equal(mkdir(folder, 0777), 0);

    json = sample_path(damaged, "run.json");
    assert_int_equal(utimensat(AT_FDCWD, json, in_2096, 0), 0);
    assert_true(is_first(*state, aras_run_path(damaged)));
    assert_int_equal(utimensat(AT_FDCWD, json, in_2001, 0), 0);
    assert_false(is_first(*state, aras_run_path(damaged)));
    free(json);
    aras_run_close(run);
    aras_run_close(damaged);
}

static void a_folder_that_is_not_there_holds_no_runs(void **state)
{
    struct aras_error error = {0};
    struct aras_run_facts *facts = NULL;
    size_t count = 1;

    (void) state;
    assert_ok(aras_run_list("/nowhere/at/all", &facts, &count, &error), error);
    assert_int_equal(count, 0);
    assert_null(facts);
}

/* Memory */

static enum aras_status use_a_run(const char *folder, const struct aras_block *block,
                                  struct aras_error *error)
{
    struct aras_run *run =
        aras_run_open(folder, &sample_identity, &sample_labels, error);
    struct aras_run_facts *facts = NULL;
    size_t count = 0;
    enum aras_status status;

    if (run == NULL) {
        return error->status;
    }
    status = aras_run_write_block(run, block, false, error);
    if (status == ARAS_OK) {
        status = aras_run_finish(run, "complete", 1.0, 1.0, error);
    }
    if (status == ARAS_OK) {
        status = aras_run_check(run, error);
    }
    aras_run_close(run);
    if (status == ARAS_OK) {
        status = aras_run_list(folder, &facts, &count, error);
    }
    if (status == ARAS_OK) {
        status = open_stored_status(facts[0].path, &sample_labels, error);
    }
    free(facts);
    return status;
}

static void a_lack_of_memory_is_reported_and_harms_nothing(void **state)
{
    struct aras_block *block = sample_block(0, 10);
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = use_a_run(*state, block, &error);
        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        /* Each other time from the beginning, and on what the last try left. */
        if (refused % 2 == 0) {
            sample_remove(*state);
        }
        assert_fails(status, error, ARAS_NO_MEMORY, "");
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 100);
    aras_block_free(block);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_run_is_a_folder_with_the_resolved_text),
        TEST(folders_above_are_made),
        TEST(the_id_is_made_of_all_that_changes_numbers_and_of_nothing_else),
        TEST(a_name_that_is_no_name_is_refused),
        TEST(a_folder_that_cannot_be_made_is_an_error),
        TEST(a_path_that_is_too_long_is_an_error),
        TEST(blocks_come_back_as_they_were_stored),
        TEST(the_same_identity_finds_the_stored_run),
        TEST(what_is_told_of_a_run_is_what_was_done),
        TEST(any_text_may_be_told_of_a_run),
        TEST(a_run_is_extended_by_more_and_by_longer_blocks),
        TEST(a_shorter_block_or_the_same_again_changes_nothing),
        TEST(a_block_that_comes_out_differently_is_refused),
        TEST(a_gap_ends_what_counts_as_stored),
        TEST(a_visitor_sees_the_blocks_in_order_until_it_has_enough),
        TEST(other_maths_are_refused_unless_told),
        TEST(a_run_is_open_for_writing_only_once),
        TEST(another_process_does_not_open_it_either),
        TEST(a_process_that_dies_lets_go_and_loses_nothing),
        TEST(leftovers_are_ignored_and_removed),
        TEST(a_missing_block_is_named_and_mended),
        TEST(the_last_block_is_missed_too),
        TEST(a_changed_block_is_named),
        TEST(a_cut_block_is_named),
        TEST(an_empty_block_is_named),
        TEST(a_block_in_the_place_of_another_is_named),
        TEST(a_block_of_another_run_is_named),
        TEST(a_sound_block_with_other_numbers_is_named),
        TEST(a_damaged_block_that_is_not_listed_is_as_good_as_not_stored),
        TEST(files_that_are_no_blocks_are_left_alone),
        TEST(every_changed_byte_of_the_record_is_found),
        TEST(without_its_record_a_run_keeps_its_blocks),
        TEST(a_changed_resolved_text_is_found_and_mended),
        TEST(a_full_disk_harms_nothing_stored),
        TEST(a_disk_too_full_for_the_database_keeps_the_last_one),
        TEST(a_stored_run_is_read_by_its_path),
        TEST(a_reader_is_told_when_a_block_was_extended_meanwhile),
        TEST(labels_of_another_shape_are_refused),
        TEST(what_is_no_run_is_unknown),
        TEST(runs_are_listed_the_latest_first),
        TEST(a_folder_that_is_not_there_holds_no_runs),
        TEST(a_lack_of_memory_is_reported_and_harms_nothing),
    };

    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
