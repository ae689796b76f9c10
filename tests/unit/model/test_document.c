#include "model/document.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* A test is told inside a try, with an arena of its own. */

struct story {
    void (*tell)(struct aras_problems *problems);
    struct aras_problems problems;
};

static void tell(void *argument)
{
    struct story *story = argument;

    story->tell(&story->problems);
}

static void tell_in_a_try(void **state)
{
    struct story *story = *state;
    struct aras_error error = {0};
    struct aras_arena *arena = aras_arena_new(&error);

    assert_non_null(arena);
    story->problems = (struct aras_problems){.arena = arena};
    assert_ok(aras_arena_try(arena, tell, story, &error), error);
    aras_arena_free(arena);
}

static void assert_told(const struct aras_problems *problems, const char *expected)
{
    const char *all = "";

    for (size_t i = 0; i < problems->count; i++) {
        all =
            aras_arena_print(problems->arena, "%s%s%s:%d: %s", all, i == 0 ? "" : "\n",
                             problems->items[i].place.file,
                             problems->items[i].place.line, problems->items[i].message);
    }
    assert_string_equal(all, expected);
}

static struct aras_setting *parse(const char *text, struct aras_problems *problems)
{
    struct aras_setting *root =
        aras_document_parse(text, strlen(text), "a.cfg", problems);

    assert_told(problems, "");
    assert_non_null(root);
    return root;
}

static const char *written(const struct aras_setting *root, const char *const *without,
                           struct aras_problems *problems)
{
    struct aras_text text = {0};
    struct aras_error error = {0};

    aras_document_write(root, without, &text);
    assert_ok(aras_text_check(&text, &error), error);

    const char *copy = aras_arena_slice(problems->arena, text.data, text.length);

    aras_text_free(&text);
    return copy;
}

/* ---- reading ---- */

static void a_file_becomes_a_tree(struct aras_problems *problems)
{
    struct aras_setting *root = parse("title = \"Zangezur\";\n"
                                      "actors = ( { id = \"iran\"; },\n"
                                      "  { id = \"usa\";\n    outside = true; } );\n"
                                      "range = [0.0, 2.5];\n"
                                      "count = -3;\n",
                                      problems);
    const struct aras_setting *actors = aras_setting_find(root, "actors");
    const struct aras_setting *usa = actors->parts[1];
    const struct aras_setting *range = aras_setting_find(root, "range");
    const struct aras_setting *count = aras_setting_find(root, "count");

    assert_int_equal(root->kind, ARAS_SETTING_GROUP);
    assert_null(root->parent);
    assert_null(root->name);
    assert_int_equal(root->count, 4);
    assert_string_equal(root->parts[0]->name, "title");
    assert_string_equal(root->parts[0]->text, "Zangezur");

    assert_int_equal(actors->kind, ARAS_SETTING_LIST);
    assert_false(actors->array);
    assert_int_equal(actors->count, 2);
    assert_null(usa->name);
    assert_ptr_equal(usa->parent, actors);
    assert_string_equal(usa->parts[1]->name, "outside");
    assert_int_equal(usa->parts[1]->kind, ARAS_SETTING_TRUTH);
    assert_true(usa->parts[1]->truth);

    assert_true(range->array);
    assert_close(range->parts[1]->number, 2.5, 0.0);
    assert_false(range->parts[1]->whole);
    assert_close(count->number, -3.0, 0.0);
    assert_true(count->whole);
}

static void every_setting_knows_its_line(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a\n= 1;\nb = (\n  \"x\"\n  \"y\",\n  \"z\"\n);\n"
                                      "c = {\n/*\n*/ d =\n [1,\n\n2]; };\r\ne = 1;\n",
                                      problems);
    const struct aras_setting *b = root->parts[1];
    const struct aras_setting *d = root->parts[2]->parts[0];

    assert_string_equal(root->place.file, "a.cfg");
    assert_int_equal(root->place.line, 0);
    assert_int_equal(root->parts[0]->place.line, 1);
    assert_int_equal(b->place.line, 3);
    assert_int_equal(b->parts[0]->place.line, 4);
    assert_int_equal(b->parts[1]->place.line, 6);
    assert_int_equal(d->place.line, 10);
    assert_int_equal(d->parts[0]->place.line, 11);
    assert_int_equal(d->parts[1]->place.line, 13);
    assert_int_equal(root->parts[3]->place.line, 14);
    assert_int_equal(aras_setting_place(root, "b").line, 3);
    assert_int_equal(aras_setting_place(root->parts[2], "no").line, 8);
}

static void numbers_keep_all_their_digits(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = 9007199254740991L; b = 0x10; c = 1e300;\n"
                                      "d = 0.1; e = -0.0; f = -2147483648; g = 5L;",
                                      problems);

    assert_close(aras_setting_number(root, "a", 0.0, problems), 9007199254740991.0,
                 0.0);
    assert_close(aras_setting_number(root, "b", 0.0, problems), 16.0, 0.0);
    assert_close(aras_setting_number(root, "c", 0.0, problems), 1e300, 0.0);
    assert_close(aras_setting_number(root, "d", 0.0, problems), 0.1, 0.0);
    assert_true(signbit(aras_setting_number(root, "e", 1.0, problems)) != 0);
    assert_close(aras_setting_number(root, "f", 0.0, problems), -2147483648.0, 0.0);
    assert_true(aras_setting_find(root, "g")->whole);
}

static void texts_side_by_side_are_joined(struct aras_problems *problems)
{
    struct aras_setting *root =
        parse("a = \"one \"\n  # why\n  \"two\\n\" \"\\x41\";", problems);

    assert_string_equal(aras_setting_text(root, "a", problems), "one two\nA");
}

static void a_cr_before_an_lf_is_not_read(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = \"1\r\n2\";\r\nb = 3; # x\r\n", problems);

    assert_string_equal(aras_setting_text(root, "a", problems), "1\n2");
    assert_close(aras_setting_number(root, "b", 0.0, problems), 3.0, 0.0);
}

static void
a_comment_may_end_the_file_without_a_line_end(struct aras_problems *problems)
{
    assert_int_equal(parse("a = 1; # b = 2;", problems)->count, 1);
    assert_int_equal(parse("a = 1; // b = 2;", problems)->count, 1);
}

static void a_text_is_read_no_further_than_its_length(struct aras_problems *problems)
{
    assert_int_equal(aras_document_parse("a = 1; b = 2;", 6, "a.cfg", problems)->count,
                     1);
    assert_told(problems, "");
}

static void
a_setting_given_twice_is_told_with_both_lines(struct aras_problems *problems)
{
    const char *text = "a = { b = 1; };\nb = 2;\nc = { b = 3;\n\n b = 4; };\n";

    assert_null(aras_document_parse(text, strlen(text), "a.cfg", problems));
    assert_told(problems, "a.cfg:5: the setting 'b' is given twice: first in line 3");
}

static void
an_array_of_several_kinds_is_told_with_a_hint(struct aras_problems *problems)
{
    const char *text = "a = 1;\nb = [0, 1.0];\n";

    assert_null(aras_document_parse(text, strlen(text), "a.cfg", problems));
    assert_told(
        problems,
        "a.cfg:2: mismatched element type in array: all parts of [ ] must be of "
        "one kind; write 0.0 rather than 0 beside numbers with a point, or ( ) "
        "around parts of several kinds\n  b = [0, 1.0];");
}

static void a_file_without_settings_is_empty(struct aras_problems *problems)
{
    assert_null(aras_document_parse("", 0, "a.cfg", problems));
    assert_null(aras_document_parse(" # x\n", 5, "b.cfg", problems));
    assert_told(problems, "a.cfg:0: 'a.cfg' is empty\n"
                          "b.cfg:0: 'b.cfg' is empty: it has no settings");
}

/* ---- files ---- */

/* A file with these bytes; the caller takes it away with `remove`. */
static const char *make_file(const char *bytes, size_t length,
                             struct aras_problems *problems)
{
    char *path = aras_arena_copy(problems->arena, "/tmp/aras-test-XX"
                                                  "XX"
                                                  "XX");
    int number = mkstemp(path);
    FILE *file = number < 0 ? NULL : fdopen(number, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void a_file_is_read_from_its_path(struct aras_problems *problems)
{
    const char *path = make_file("a = 1;\nb = \"\xc3\xa9\";\n", 17, problems);
    char *copy = aras_arena_copy(problems->arena, path);
    struct aras_setting *root = aras_document_read(copy, problems);

    remove(path);
    copy[0] = '!'; /* the name in places is the document's own */
    assert_told(problems, "");
    assert_string_equal(aras_setting_text(root, "b", problems), "\xc3\xa9");
    assert_string_equal(root->parts[1]->place.file, path);
}

static void a_long_file_is_read_to_its_end(struct aras_problems *problems)
{
    enum { COUNT = 20000 };
    struct aras_text text = {0};
    struct aras_error error = {0};

    aras_text_add(&text, "a = (");
    for (int i = 0; i < COUNT; i++) {
        aras_text_add(&text, "\n{ number = %d; }%s", i, i + 1 < COUNT ? "," : ");\n");
    }
    assert_ok(aras_text_check(&text, &error), error);

    const char *path = make_file(text.data, text.length, problems);
    struct aras_setting *root = aras_document_read(path, problems);

    remove(path);
    aras_text_free(&text);
    assert_told(problems, "");

    struct aras_setting *list = aras_setting_groups(root, "a", problems);

    assert_int_equal(list->count, COUNT);
    for (int i = 0; i < COUNT; i += 999) {
        assert_int_equal(list->parts[i]->place.line, i + 2);
        assert_int_equal(
            aras_setting_whole(list->parts[i], "number", 0, COUNT, -1, problems), i);
    }
}

static void a_file_that_cannot_be_read_is_named(struct aras_problems *problems)
{
    const char *empty = make_file("", 0, problems);
    const char *binary = make_file("\177ELF\2\1\n\0\0\377", 10, problems);

    assert_null(aras_document_read("/no/such.cfg", problems));
    assert_null(aras_document_read("/tmp", problems));
    assert_null(aras_document_read(empty, problems));
    assert_null(aras_document_read(binary, problems));
    remove(empty);
    remove(binary);
    assert_told(problems,
                aras_arena_print(problems->arena,
                                 "/no/such.cfg:0: there is no file '/no/such.cfg'\n"
                                 "/tmp:0: '/tmp' is a folder, not a file\n"
                                 "%s:0: '%s' is empty\n"
                                 "%s:2: the file holds a zero byte: it is not a text",
                                 empty, empty, binary));
}

static void a_path_through_a_file_cannot_be_opened(struct aras_problems *problems)
{
    assert_null(aras_document_read("/dev/null/a.cfg", problems));
    assert_told(problems, "/dev/null/a.cfg:0: cannot open '/dev/null/a.cfg': "
                          "Not a directory");
}

static void a_file_without_end_is_read_only_so_far(struct aras_problems *problems)
{
    assert_null(aras_document_read("/dev/zero", problems));
    assert_told(problems, "/dev/zero:0: '/dev/zero' is larger than 8 MiB");
}

/* ---- typed reading ---- */

static void values_are_read_by_their_kind(struct aras_problems *problems)
{
    struct aras_setting *root =
        parse("t = \"text\"; n = 2.5; w = 7; p = 7.0; b = true; g = { x = 1; };\n"
              "gs = ({}, {}); ts = [\"u\", \"v\"]; tl = (\"u\"); ns = (0, 1.5); f = "
              "\"2 * x\";",
              problems);

    assert_string_equal(aras_setting_text(root, "t", problems), "text");
    assert_close(aras_setting_number(root, "n", 0.0, problems), 2.5, 0.0);
    assert_close(aras_setting_number(root, "w", 0.0, problems), 7.0, 0.0);
    assert_int_equal(aras_setting_whole(root, "w", 7, 9, 0, problems), 7);
    assert_int_equal(aras_setting_whole(root, "p", 0, 7, 0, problems), 7);
    assert_true(aras_setting_truth(root, "b", false, problems));
    assert_int_equal(aras_setting_group(root, "g", problems)->count, 1);
    assert_int_equal(aras_setting_groups(root, "gs", problems)->count, 2);
    assert_int_equal(aras_setting_texts(root, "ts", problems)->count, 2);
    assert_int_equal(aras_setting_texts(root, "tl", problems)->count, 1);
    assert_int_equal(aras_setting_numbers(root, "ns", 2, problems)->count, 2);
    assert_int_equal(aras_setting_numbers(root, "ns", 0, problems)->count, 2);
    assert_string_equal(aras_setting_formula(root, "f", problems), "2 * x");
    assert_told(problems, "");
}

static void what_is_missing_counts_as_said(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = 1;", problems);

    assert_null(aras_setting_find(root, "x"));
    assert_null(aras_setting_text(root, "x", problems));
    assert_close(aras_setting_number(root, "x", 0.5, problems), 0.5, 0.0);
    assert_int_equal(aras_setting_whole(root, "x", 0, 1, 9, problems), 9);
    assert_true(aras_setting_truth(root, "x", true, problems));
    assert_null(aras_setting_group(root, "x", problems));
    assert_null(aras_setting_groups(root, "x", problems));
    assert_null(aras_setting_texts(root, "x", problems));
    assert_null(aras_setting_numbers(root, "x", 2, problems));
    assert_null(aras_setting_formula(root, "x", problems));
    assert_told(problems, "");
}

static void a_value_of_another_kind_is_a_problem_and_counts_as_missing(
    struct aras_problems *problems)
{
    struct aras_setting *root =
        parse("share = \"0.4\";\nname = 3;\ncount = true;\nouter = (1);\ngroup = [1];\n"
              "groups = {};\ntexts = \"x\";\nnumbers = 1.5;\nformula = false;\n",
              problems);

    assert_close(aras_setting_number(root, "share", 0.5, problems), 0.5, 0.0);
    assert_null(aras_setting_text(root, "name", problems));
    assert_int_equal(aras_setting_whole(root, "count", 1, 9, 5, problems), 5);
    assert_true(aras_setting_truth(root, "outer", true, problems));
    assert_null(aras_setting_group(root, "group", problems));
    assert_null(aras_setting_groups(root, "groups", problems));
    assert_null(aras_setting_texts(root, "texts", problems));
    assert_null(aras_setting_numbers(root, "numbers", 2, problems));
    assert_null(aras_setting_formula(root, "formula", problems));
    assert_told(
        problems,
        "a.cfg:1: 'share' must be a number, but is a text: \"0.4\"\n"
        "a.cfg:2: 'name' must be a text, but is a number: 3\n"
        "a.cfg:3: 'count' must be a whole number from 1 to 9, but is a truth: true\n"
        "a.cfg:4: 'outer' must be true or false, but is a list ( ... )\n"
        "a.cfg:5: 'group' must be a group { ... }, but is a list [ ... ]\n"
        "a.cfg:6: 'groups' must be a list of groups ( { ... }, { ... } ), but is a "
        "group "
        "{ ... }\n"
        "a.cfg:7: 'texts' must be a list of texts [\"...\", \"...\"], but is a text: "
        "\"x\"\n"
        "a.cfg:8: 'numbers' must be a list of numbers [0.0, 1.0], but is a number: "
        "1.5\n"
        "a.cfg:9: 'formula' must be a formula (a text or a number), but is a truth: "
        "false");
}

static void a_long_text_is_cut_in_a_message(struct aras_problems *problems)
{
    /* The cut after 40 bytes would fall inside of the last letter shown. */
    struct aras_setting *root = parse(
        "a = \"123456789 123456789 123456789 123456789\xc3\xa9 more\";", problems);

    aras_setting_number(root, "a", 0.0, problems);
    assert_told(problems, "a.cfg:1: 'a' must be a number, but is a text: "
                          "\"123456789 123456789 123456789 123456789...\"");
}

static void a_whole_number_must_be_whole_and_in_range(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = 2.5; b = 0; c = 11; d = 1e300;", problems);

    assert_int_equal(aras_setting_whole(root, "a", 1, 10, 4, problems), 4);
    assert_int_equal(aras_setting_whole(root, "b", 1, 10, 4, problems), 4);
    assert_int_equal(aras_setting_whole(root, "c", 1, 10, 4, problems), 4);
    assert_int_equal(aras_setting_whole(root, "d", 1, 10, 4, problems), 4);
    assert_told(problems,
                "a.cfg:1: 'a' must be a whole number from 1 to 10, but is 2.5\n"
                "a.cfg:1: 'b' must be a whole number from 1 to 10, but is 0\n"
                "a.cfg:1: 'c' must be a whole number from 1 to 10, but is 11\n"
                "a.cfg:1: 'd' must be a whole number from 1 to 10, but is 1e+300");
}

static void wrong_parts_of_a_list_are_told_and_taken_out(struct aras_problems *problems)
{
    struct aras_setting *root =
        parse("g = ({ a = 1; },\n 2,\n { a = 3; });\nt = (\"x\",\n[]);", problems);
    const struct aras_setting *groups = aras_setting_groups(root, "g", problems);
    const struct aras_setting *texts = aras_setting_texts(root, "t", problems);

    assert_int_equal(groups->count, 2);
    assert_close(groups->parts[1]->parts[0]->number, 3.0, 0.0);
    assert_int_equal(texts->count, 1);
    assert_told(problems,
                "a.cfg:2: part 2 of 'g' must be a group { ... }, but is a number: 2\n"
                "a.cfg:5: part 2 of 't' must be a text, but is a list [ ... ]");
}

static void numbers_must_be_numbers_and_as_many_as_asked(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = [1, 2, 3];\nb = (1, \"x\");", problems);

    assert_null(aras_setting_numbers(root, "a", 2, problems));
    assert_null(aras_setting_numbers(root, "b", 2, problems));
    assert_told(problems,
                "a.cfg:1: 'a' must have 2 numbers, but has 3\n"
                "a.cfg:2: part 2 of 'b' must be a number, but is a text: \"x\"");
}

static void a_bare_number_is_a_formula_with_its_digits(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = 0.25; b = 3; c = 0.1; d = -1e-300;\n"
                                      "e = 0.30000000000000004; f = 123456789012L;",
                                      problems);

    assert_string_equal(aras_setting_formula(root, "a", problems), "0.25");
    assert_string_equal(aras_setting_formula(root, "b", problems), "3");
    assert_string_equal(aras_setting_formula(root, "c", problems), "0.1");
    assert_string_equal(aras_setting_formula(root, "d", problems), "-1e-300");
    assert_string_equal(aras_setting_formula(root, "e", problems),
                        "0.30000000000000004");
    assert_string_equal(aras_setting_formula(root, "f", problems), "123456789012");
}

/* ---- what nobody asked for ---- */

static void
an_unread_setting_is_told_with_the_name_probably_meant(struct aras_problems *problems)
{
    struct aras_setting *root = parse("titel = \"x\";\nstart = \"2024\";\n"
                                      "actors = ({ id = \"a\"; nmae = \"A\"; },\n"
                                      "  { id = \"b\"; xyzzy = { inner = 1; }; });\n",
                                      problems);

    aras_setting_text(root, "title", problems);
    aras_setting_text(root, "start", problems);

    struct aras_setting *actors = aras_setting_groups(root, "actors", problems);

    for (size_t i = 0; i < actors->count; i++) {
        aras_setting_text(actors->parts[i], "id", problems);
        aras_setting_text(actors->parts[i], "name", problems);
        aras_setting_text(actors->parts[i], "name", problems);
    }
    aras_setting_report_unread(root, problems);
    assert_told(problems, "a.cfg:1: unknown setting 'titel': did you mean 'title'?\n"
                          "a.cfg:3: unknown setting 'nmae': did you mean 'name'?\n"
                          "a.cfg:4: unknown setting 'xyzzy' (what may be given "
                          "besides: name)");
}

static void
parts_of_a_list_are_read_with_it_but_not_what_they_hold(struct aras_problems *problems)
{
    struct aras_setting *root =
        parse("a = (1, (2, { b = 3; }));\nc = { d = 4; };", problems);

    aras_setting_find(root, "a");
    aras_setting_find(root, "c");
    aras_setting_report_unread(root, problems);
    assert_told(problems, "a.cfg:1: unknown setting 'b'\na.cfg:2: unknown setting 'd'");
}

static void what_was_accepted_is_not_told(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = (1, (2, { b = 3; })); c = 1;", problems);

    aras_setting_accept(root->parts[0]);
    aras_setting_report_unread(root, problems);
    assert_told(problems, "a.cfg:1: unknown setting 'c'");
}

static void a_value_of_the_wrong_kind_is_told_only_once(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = { b = 1; };", problems);

    aras_setting_number(root, "a", 0.0, problems);
    aras_setting_report_unread(root, problems);
    assert_told(problems, "a.cfg:1: 'a' must be a number, but is a group { ... }");
}

/* ---- making, changing, writing ---- */

static void a_document_reads_back_as_it_was_written(struct aras_problems *problems)
{
    const char *text = "a = 0.1;\n"
                       "b = 1e-300;\n"
                       "c = -0.0;\n"
                       "d = 123456789012L;\n"
                       "e = 3;\n"
                       "f = 3.0;\n"
                       "g = \"\\\"quoted\\\"\\n\\t\\\\ \xc3\xa9\xe2\x82\xac\";\n"
                       "h = true;\n"
                       "i = {\n"
                       "  j = [1.5, 2.0];\n"
                       "  k = [1L, 3000000000L];\n"
                       "  l = {\n"
                       "    m = (1, 2.5, \"x\", 3000000000L);\n"
                       "  };\n"
                       "};\n"
                       "n = (\n"
                       "  {\n"
                       "    o = 4.94065645841247e-324;\n"
                       "  },\n"
                       "  (),\n"
                       "  []\n"
                       ");\n"
                       "p = {\n"
                       "};\n"
                       "q = 1.7976931348623157e+308;\n"
                       "r = 0.30000000000000004;\n"
                       "s = -2147483648;\n"
                       "t = -9007199254740992L;\n";

    assert_string_equal(written(parse(text, problems), NULL, problems), text);
}

/* Numbers whose bits are chosen like this have exponents of every size. */
static void numbers_of_any_bits_read_back_the_same(struct aras_problems *problems)
{
    struct aras_setting *list = aras_setting_new(
        ARAS_SETTING_LIST, "a", (struct aras_place){0}, problems->arena);
    struct aras_setting *root = aras_setting_new(
        ARAS_SETTING_GROUP, NULL, (struct aras_place){0}, problems->arena);
    uint64_t bits = 20240912;

    aras_setting_add(root, list, problems->arena);
    for (int i = 0; i < 5000; i++) {
        struct aras_setting *part =
            aras_setting_new(ARAS_SETTING_NUMBER, NULL, list->place, problems->arena);

        /* Source: D. Knuth, The Art of Computer Programming 2, 3.3.4, line 26. */
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(&part->number, &bits, sizeof part->number);
        if (isfinite(part->number)) {
            aras_setting_add(list, part, problems->arena);
        }
    }

    const struct aras_setting *again =
        parse(written(root, NULL, problems), problems)->parts[0];

    assert_int_equal(again->count, list->count);
    for (size_t i = 0; i < list->count; i++) {
        assert_memory_equal(&again->parts[i]->number, &list->parts[i]->number,
                            sizeof(double));
    }
}

static void named_settings_can_be_left_out(struct aras_problems *problems)
{
    const char *const without[] = {"title", "note", NULL};
    struct aras_setting *root = parse("title = \"x\"; a = { note = (1); b = 1; };\n"
                                      "c = ({ title = 2; }); titles = 3;",
                                      problems);

    assert_string_equal(written(root, without, problems), "a = {\n"
                                                          "  b = 1;\n"
                                                          "};\n"
                                                          "c = (\n"
                                                          "  {\n"
                                                          "  }\n"
                                                          ");\n"
                                                          "titles = 3;\n");
}

static void an_array_that_could_not_be_read_back_is_written_as_a_list(
    struct aras_problems *problems)
{
    struct aras_setting *root =
        parse("a = [1, 2]; b = [\"x\"]; c = [\"x\"];", problems);
    struct aras_setting *part =
        aras_setting_new(ARAS_SETTING_NUMBER, NULL, root->place, problems->arena);

    part->number = 2.5;
    aras_setting_add(root->parts[0], part, problems->arena);
    aras_setting_add(
        root->parts[1],
        aras_setting_new(ARAS_SETTING_LIST, NULL, root->place, problems->arena),
        problems->arena);
    aras_setting_add(root->parts[2], part, problems->arena);
    assert_string_equal(
        written(root, NULL, problems),
        "a = (1, 2, 2.5);\nb = (\n  \"x\",\n  ()\n);\nc = (\"x\", 2.5);\n");
}

static void
a_number_called_whole_that_is_not_keeps_its_value(struct aras_problems *problems)
{
    struct aras_setting *root = parse("a = 1; b = 1; c = 1;", problems);

    root->parts[0]->number = 2.5;
    root->parts[1]->number = -0.0;
    root->parts[2]->number = 1e17;
    assert_string_equal(written(root, NULL, problems),
                        "a = 2.5;\nb = -0.0;\nc = 1e+17;\n");
}

static void settings_can_be_made_added_and_removed(struct aras_problems *problems)
{
    struct aras_setting *root = parse(
        "a = 1; b = 2; c = 3; d = 4; e = 5; f = 6; g = 7; h = 8; i = 9;", problems);

    aras_setting_remove(root, "c");
    aras_setting_remove(root, "nothing");
    assert_int_equal(root->count, 8);
    assert_null(aras_setting_find(root, "c"));
    for (int i = 0; i < 20; i++) {
        char name[2] = {(char) ('A' + i), '\0'};
        struct aras_setting *part =
            aras_setting_new(ARAS_SETTING_TEXT, name, root->place, problems->arena);

        part->text = "new";
        aras_setting_add(root, part, problems->arena);
        assert_ptr_equal(part->parent, root);
    }
    assert_int_equal(root->count, 28);
    assert_close(aras_setting_number(root, "i", 0.0, problems), 9.0, 0.0);
    assert_string_equal(aras_setting_text(root, "T", problems), "new");
}

static void a_copy_stands_alone(struct aras_problems *problems)
{
    const char *text = "a = {\n  b = [1, 2];\n  c = (\n    {\n      d = \"x\";\n    }\n"
                       "  );\n  e = true;\n};\n";
    struct aras_setting *root = parse(text, problems);
    struct aras_setting *copy = aras_setting_copy(root, problems->arena);
    const struct aras_setting *d = copy->parts[0]->parts[1]->parts[0]->parts[0];

    assert_string_equal(d->place.file, "a.cfg");
    assert_ptr_not_equal(d->place.file, root->place.file);
    assert_ptr_equal(d->place.file, copy->place.file);
    assert_int_equal(d->place.line, 5);
    assert_false(copy->parts[0]->read);
    root->parts[0]->parts[0]->parts[0]->number = 7.0;
    aras_setting_remove(root->parts[0], "c");
    assert_string_equal(written(copy, NULL, problems), text);
}

/* ---- memory ---- */

struct frugal {
    struct aras_arena *arena;
    const char *path;
};

static void read_use_and_write(void *argument)
{
    const struct frugal *frugal = argument;
    struct aras_problems problems = {.arena = frugal->arena};
    struct aras_setting *root = aras_document_read(frugal->path, &problems);

    assert_int_equal(problems.count, 0);
    aras_setting_number(root, "missing", 0.0, &problems);
    aras_setting_text(root, "a", &problems);
    aras_setting_report_unread(aras_setting_copy(root, problems.arena), &problems);
    assert_null(aras_document_parse("a = [1, 1.0];", 13, "b.cfg", &problems));
    assert_null(aras_document_parse("a = 1; a = 2;", 13, "b.cfg", &problems));
}

static enum aras_status read_frugally(const char *path, struct aras_error *error)
{
    struct frugal frugal = {.arena = aras_arena_new(error), .path = path};
    enum aras_status status = ARAS_NO_MEMORY;

    if (frugal.arena != NULL) {
        status = aras_arena_try(frugal.arena, read_use_and_write, &frugal, error);
    }
    aras_arena_free(frugal.arena);
    return status;
}

/* Lets the first request fail, then the second, and so on until none does. That
 * nothing of libconfig's stays behind, the address sanitizer and valgrind see. */
static void
a_lack_of_memory_is_reported_and_nothing_leaks(struct aras_problems *problems)
{
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;
    struct aras_text text = {0};

    aras_text_add(&text, "a = (");
    for (int i = 0; i < 3000; i++) {
        aras_text_add(&text, "{ b = \"text number %d\"; c = [1, 2, 3]; },\n", i);
    }
    aras_text_add(&text, "1);\n");

    const char *path = make_file(text.data, text.length, problems);

    aras_text_free(&text);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = read_frugally(path, &error);
        allow_all_allocations();
    }
    remove(path);
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 10);
}

#define TEST(name)                                                                     \
    {                                                                                  \
#name, tell_in_a_try, NULL, NULL, &(struct story)                              \
        {                                                                              \
            .tell = name                                                               \
        }                                                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_becomes_a_tree),
        TEST(every_setting_knows_its_line),
        TEST(numbers_keep_all_their_digits),
        TEST(texts_side_by_side_are_joined),
        TEST(a_cr_before_an_lf_is_not_read),
        TEST(a_comment_may_end_the_file_without_a_line_end),
        TEST(a_text_is_read_no_further_than_its_length),
        TEST(a_setting_given_twice_is_told_with_both_lines),
        TEST(an_array_of_several_kinds_is_told_with_a_hint),
        TEST(a_file_without_settings_is_empty),
        TEST(a_file_is_read_from_its_path),
        TEST(a_long_file_is_read_to_its_end),
        TEST(a_file_that_cannot_be_read_is_named),
        TEST(a_path_through_a_file_cannot_be_opened),
        TEST(a_file_without_end_is_read_only_so_far),
        TEST(values_are_read_by_their_kind),
        TEST(what_is_missing_counts_as_said),
        TEST(a_value_of_another_kind_is_a_problem_and_counts_as_missing),
        TEST(a_long_text_is_cut_in_a_message),
        TEST(a_whole_number_must_be_whole_and_in_range),
        TEST(wrong_parts_of_a_list_are_told_and_taken_out),
        TEST(numbers_must_be_numbers_and_as_many_as_asked),
        TEST(a_bare_number_is_a_formula_with_its_digits),
        TEST(an_unread_setting_is_told_with_the_name_probably_meant),
        TEST(parts_of_a_list_are_read_with_it_but_not_what_they_hold),
        TEST(what_was_accepted_is_not_told),
        TEST(a_value_of_the_wrong_kind_is_told_only_once),
        TEST(a_document_reads_back_as_it_was_written),
        TEST(numbers_of_any_bits_read_back_the_same),
        TEST(named_settings_can_be_left_out),
        TEST(an_array_that_could_not_be_read_back_is_written_as_a_list),
        TEST(a_number_called_whole_that_is_not_keeps_its_value),
        TEST(settings_can_be_made_added_and_removed),
        TEST(a_copy_stands_alone),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
