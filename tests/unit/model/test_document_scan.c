#include "model/document_scan.h"

#include <stdlib.h>
#include <string.h>

#include "model/document.h"
#include "support/check.h"

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

static struct aras_setting *read(const char *text, struct aras_problems *problems)
{
    return aras_document_parse(text, strlen(text), "a.cfg", problems);
}

/* Each problem as "line: message", one below the other. */
static const char *told(const struct aras_problems *problems)
{
    const char *all = "";

    for (size_t i = 0; i < problems->count; i++) {
        assert_string_equal(problems->items[i].place.file, "a.cfg");
        all =
            aras_arena_print(problems->arena, "%s%s%d: %s", all, i == 0 ? "" : "\n",
                             problems->items[i].place.line, problems->items[i].message);
    }
    return all;
}

static void assert_found(const char *text, const char *line_and_part,
                         struct aras_problems *problems)
{
    struct aras_problems fresh = {.arena = problems->arena};

    assert_null(read(text, &fresh));
    if (fresh.count != 1 ||
        strncmp(told(&fresh), line_and_part, strcspn(line_and_part, ":") + 1) != 0 ||
        strstr(told(&fresh), strchr(line_and_part, ':') + 2) == NULL) {
        fail_msg("'%s' should give '%s', gave\n%s", text, line_and_part, told(&fresh));
    }
}

static void assert_right(const char *text, struct aras_problems *problems)
{
    struct aras_problems fresh = {.arena = problems->arena};

    if (read(text, &fresh) == NULL || fresh.count != 0) {
        fail_msg("'%s' should be right, gave\n%s", text, told(&fresh));
    }
}

static void whole_numbers_of_more_than_32_bits_need_an_l(struct aras_problems *problems)
{
    assert_right("a = 2147483647; b = -2147483648; c = 3000000000L; d = -5LL;",
                 problems);
    assert_found("a = 2147483648;", "1: 2147483648 does not fit 32 bits: write 21474",
                 problems);
    assert_found("\na = -2147483649;", "2: -2147483649 does not fit", problems);
    assert_found("a = 3000000000;", "1: write 3000000000L", problems);
    assert_found("a = [1,\n 99999999999];", "2: 99999999999 does not fit", problems);
    assert_right("a = 0x7fffffff; b = 0xFFFFFFFFL;", problems);
    assert_found("a = 0xFFFFFFFF;", "1: 0xFFFFFFFF does not fit", problems);
}

static void
whole_numbers_that_a_double_cannot_keep_are_refused(struct aras_problems *problems)
{
    assert_right("a = 9007199254740992L; b = -9007199254740992L;", problems);
    assert_found("a = 9007199254740993L;", "1: too large to be kept exactly", problems);
    assert_found("a = 99999999999999999999999L;", "1: too large to be kept", problems);
    assert_found("a = 0xFFFFFFFFFFFFFFFFFL;", "1: too large to be kept", problems);
}

static void
numbers_that_overflow_or_underflow_are_refused(struct aras_problems *problems)
{
    assert_right("a = 1.7e308; b = -1e308; c = 5e-324; d = 0e-999; e = -0.0;",
                 problems);
    assert_found("a = 1e400;", "1: 1e400 is too large", problems);
    assert_found("a = -1.0e400;", "1: -1.0e400 is too large", problems);
    assert_found("a = 1e-400;", "1: 1e-400 is so near 0", problems);
    assert_found("a = 0.00001e-320;", "1: is so near 0", problems);
}

static void what_only_begins_like_a_number_is_refused(struct aras_problems *problems)
{
    assert_right("a = 1.; b = .5; c = +3; d = 1E+3; e = -.5e-3; f = 1.e5;", problems);
    assert_found("a = .;", "1: '.' is not a number", problems);
    assert_found("a = -.;", "1: '-.' is not a number", problems);
    assert_found("a = .e5;", "1: '.e5' is not a number", problems);
    assert_found("a = 1.5x;", "1: '1.5x' is not a number", problems);
    assert_found("a = 1.2.3;", "1: '1.2.3' is not a number", problems);
    assert_found("a = 1*b;", "1: '1*b' is not a number", problems);
    assert_found("a = 1-2;", "1: '1-2' is not a number", problems);
    assert_found("a = 1e;", "1: '1e' is not a number", problems);
    assert_found("a = 0x;", "1: '0x' is not a number", problems);
}

static void numbers_in_texts_and_comments_are_no_numbers(struct aras_problems *problems)
{
    assert_right(
        "a = \"1e400 @include 3000000000 /* # //\"; # 1e400 \" /*\n"
        "// 3000000000 \"\n"
        "/* 1e400 \"\n # @include */ b = \"\\\" 1e400 \\\\\"; c = 1; /**/ # end",
        problems);
    assert_found("a = \"\\\\\"; b = 1e400; #\"", "1: 1e400 is too large", problems);
    assert_found("/* \" */ a = 1e400; /* \" */", "1: 1e400 is too large", problems);
    assert_found("# \"\na = 1e400;", "2: 1e400 is too large", problems);
    assert_found("/*\n*\n/*/ a = 1e400;", "3: 1e400 is too large", problems);
}

static void an_unclosed_comment_is_told_where_it_begins(struct aras_problems *problems)
{
    assert_found("a = 1;\n/* b = 2;\nc = 3;\n", "2: a comment begins here", problems);
    assert_found("a = 1; /*/", "1: never ends", problems);
}

static void an_unclosed_text_is_told_where_it_begins(struct aras_problems *problems)
{
    assert_found("a = 1;\nb = \"two;\nc = 3;\n", "2: a text begins in this line",
                 problems);
    assert_found("a = \"\\\"", "1: never ends", problems);
}

static void a_quote_that_may_be_missing_is_hinted_at(struct aras_problems *problems)
{
    assert_found("a = \"x;\nb = \"y\";\n",
                 "2: (a text runs from line 1 to line 2: is a quote missing?)",
                 problems);
    assert_found("a = (\"x,\n\"y\", \"z\");\n",
                 "2: (a text runs from line 1 to line 2: is a quote missing?)",
                 problems);
}

static void escapes_are_those_that_libconfig_knows(struct aras_problems *problems)
{
    assert_right("a = \"\\n\\t\\\\\\\"\\x41\\X7e\\x09\\x0a\";", problems);
    assert_found("a = \"\\d\";", "1: must be followed by n, t", problems);
    assert_found("a = \"\\x4\";", "1: must be followed by", problems);
    assert_found("a = \"\\x00\";", "1: '\\x00' in a text must be from", problems);
    assert_found("a = \"\n\\xe9\";", "2: '\\xe9' in a text must be from", problems);
}

static void what_steers_a_terminal_may_stand_nowhere(struct aras_problems *problems)
{
    assert_right("a = \"one\ttwo\r\nthree\";\r\n\tb = 1;", problems);
    assert_found("a = \"x\\x1b[31m\";",
                 "1: '\\x1b' in a text must be from \\x20 to \\x7e", problems);
    assert_found("a = \"x\\x7f\";", "1: control characters may stand in no text",
                 problems);
    assert_found("a = \"x\\r\";", "1: '\\r' in a text is a control character",
                 problems);
    assert_found("a = \"x\\f\";", "1: '\\f' in a text is a control character",
                 problems);
    assert_found("a = 1;\nb = \"x\x1b[31m\";",
                 "2: the character U+001B, which steers a terminal,", problems);
    assert_found("a = \"x\ry\";", "1: U+000D", problems);
    assert_found("# \xe2\x80\xae\na = 1;",
                 "1: the character U+202E, which turns the direction of writing,",
                 problems);
    assert_found("a = \"\xc2\x9b\";", "1: U+009B", problems);
}

/* A line that is quoted steers no terminal either. */
static void a_quoted_line_is_safe_to_print(struct aras_problems *problems)
{
    struct aras_problems fresh = {.arena = problems->arena};

    assert_null(read("a \x1b[31m = ;", &fresh));
    assert_true(fresh.count >= 2);
    assert_non_null(strstr(told(&fresh), "a ?[31m = ;"));
    assert_null(strchr(told(&fresh), '\x1b'));
}

static void an_include_is_refused(struct aras_problems *problems)
{
    assert_found("a = 1;\n@include \"/etc/passwd\"\n", "2: parts = [", problems);
    assert_found("  @include \"b.cfg\"", "1: '@include' is not for these", problems);
}

static void bytes_must_be_utf8(struct aras_problems *problems)
{
    /* One letter each of two, three and four bytes, and the last of all. */
    assert_right("a = \"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x8c\x8d \xf4\x8f\xbf\xbf\";",
                 problems);
    assert_found("a = 1;\nb = \"caf\xe9\";", "2: the byte 0xe9 is not UTF-8", problems);
    assert_found("# \xc3\n", "1: the byte 0xc3", problems);
    assert_found("a = \"\xc0\xaf\";", "1: the byte 0xc0", problems); /* '/' too long */
    assert_found("a = \"\xe0\x80\xaf\";", "1: the byte 0xe0", problems);
    assert_found("a = \"\xed\xa0\x80\";", "1: the byte 0xed", problems); /* surrogate */
    assert_found("a = \"\xf4\x90\x80\x80\";", "1: the byte 0xf4", problems);
    assert_found("a = \"\xe2\x82\";", "1: the byte 0xe2", problems);
    assert_found("a = \"\xe2\x82\x41\";", "1: the byte 0xe2", problems);
}

static void marks_of_encodings_are_refused(struct aras_problems *problems)
{
    static const char wide[] = "\xff\xfe"
                               "a\0=\0";

    assert_found("\xef\xbb\xbf"
                 "a = 1;",
                 "1: a byte-order mark", problems);
    assert_null(aras_document_parse(wide, sizeof wide - 1, "a.cfg", problems));
    assert_string_equal(told(problems),
                        "1: the file is written in UTF-16: save it as UTF-8");
}

static void a_zero_byte_is_told_with_its_line(struct aras_problems *problems)
{
    static const char text[] = "a = 1;\nb = \"x\0y\";\n";

    assert_null(aras_document_parse(text, sizeof text - 1, "a.cfg", problems));
    assert_string_equal(told(problems),
                        "2: the file holds a zero byte: it is not a text");
}

static void all_faults_are_told_at_once(struct aras_problems *problems)
{
    assert_null(read("a = 3000000000;\nb = [1e400, 1e-400];\nc = \"\\q\";\n"
                     "d = \"\xff\";\ne = 1 +;\nf = 2.5.5;\ng = ;\n",
                     problems));
    /* Bytes are looked at first; of the faults of syntax only the first is told. */
    const int lines[] = {4, 1, 2, 2, 3, 5, 6};

    assert_int_equal(problems->count, 7);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(problems->items[i].place.line, lines[i]);
    }
}

static void a_file_of_mistakes_is_left_after_twenty(struct aras_problems *problems)
{
    const char *text = "";

    for (int i = 0; i < 100; i++) {
        text = aras_arena_print(problems->arena, "%s a%d = 1e400;\n", text, i);
    }
    assert_null(read(text, problems));
    assert_int_equal(problems->count, 21);
    assert_non_null(strstr(problems->items[20].message, "too many mistakes"));
}

static void a_syntax_error_shows_the_line_and_a_hint(struct aras_problems *problems)
{
    assert_null(read("a = 1;\n  share = yes;   # why\nb = ;\n", problems));
    assert_string_equal(told(problems),
                        "2: syntax error: 'yes' is no value: a text needs quotes, a "
                        "truth is true or false\n  share = yes;   # why");
}

static void a_hint_fits_the_fault(struct aras_problems *problems)
{
    assert_found("a 1;", "1: a '=' is missing after 'a'", problems);
    assert_found("a = ;", "1: a value is missing after 'a ='", problems);
    assert_found("a = ", "1: a value is missing after 'a ='", problems);
    assert_found("a", "1: a '=' is missing after 'a'", problems);
    assert_found("a = { b = }", "1: a value is missing before '}'", problems);
    assert_found("a = 1;;", "1: one ';' too many", problems);
    assert_found(", a = 1", "1: one ',' too many", problems);
    assert_found("= 1;", "1: a name is missing before '='", problems);
    assert_found("{ a = 1; }", "1: a name and '=' are missing before '{'", problems);
    assert_found("\"a\" = 1;", "1: a setting begins with its name, not with \"a\"",
                 problems);
    assert_found("a = 1 \"b\";", "1: not with \"b\"", problems);
    assert_found("_a = 1;", "1: '_' means nothing outside of a text", problems);
    assert_found("\xc3\xa9 = 1;", "1: '\xc3\xa9' means nothing", problems);
    assert_found("a = (1, 2,);", "1: take away the ',' before ')'", problems);
    assert_found("a = [1, 2,\n];", "2: take away the ',' before ']'", problems);
    assert_found("a = ({ b = 1; }\n{ b = 2; });", "2: a ',' is missing before {",
                 problems);
    assert_found("a = (\"x\", 1 \"y\");", "1: a ',' is missing before \"y\"", problems);
    assert_found("a = (1; 2);", "1: separated by ',', not by ';'", problems);
    assert_found("a = (, 1);", "1: a part of the list is missing before ','", problems);
    assert_found("a = (b = 1);", "1: settings need { } around them", problems);
    assert_found("a = [{ b = 1; }];", "1: write ( ) around it instead", problems);
    assert_found("a = [[1]];", "1: [ ] holds only", problems);
    assert_found("a = [(1)];", "1: [ ] holds only", problems);
}

static void
brackets_that_do_not_match_name_their_partner(struct aras_problems *problems)
{
    assert_found("a = 1;\n}", "2: '}' closes nothing", problems);
    assert_found("a = (\n{ b = 1;\n);",
                 "3: ')' stands where '}' should, for the '{' of line 2", problems);
    assert_found("a = 1;\nb = {\nc = 1;\n", "2: the '{' of this line is never closed",
                 problems);
    assert_found("a = [1, 2", "1: the '[' of this line is never closed", problems);
}

static void what_the_language_allows_is_let_through(struct aras_problems *problems)
{
    assert_right("a : 1 b = 2, c = \"x\" \"y\"\n/* */ \"z\"; d = {}; e = (); f = [];\n"
                 "g = (1, \"x\" \"y\", true, [1, 2], (), {h = 1;}, {h = 1, i = 2});\n"
                 "*j-k_1 = FALSE; l = { m = { n = [\"x\" \"y\", \"z\"]; } };",
                 problems);
}

static void lists_may_be_nested_sixty_deep_and_no_deeper(struct aras_problems *problems)
{
    char text[200] = "a =\n";
    size_t length = strlen(text);

    memset(text + length, '(', 60);
    memset(text + length + 60, ')', 60);
    assert_right(text, problems);
    memset(text + length, '(', 61);
    memset(text + length + 61, ')', 61);
    assert_found(text, "2: nested more than 60 deep", problems);
}

static void megabytes_of_brackets_give_one_problem(struct aras_problems *problems)
{
    enum { SIZE = 10 << 20 };
    char *text = malloc(SIZE);

    assert_non_null(text);
    memset(text, '(', SIZE);
    memcpy(text, "a = ", 4);
    assert_null(aras_document_parse(text, 8 << 20, "a.cfg", problems));
    assert_string_equal(told(problems), "1: brackets are nested more than 60 deep");

    problems->count = 0;
    assert_null(aras_document_parse(text, SIZE, "a.cfg", problems));
    free(text);
    assert_string_equal(told(problems), "0: 'a.cfg' is larger than 8 MiB");
}

static void long_lines_are_cut_between_letters(struct aras_problems *problems)
{
    char text[400] = "a = x";

    /* 'x' shifts the letters of two bytes, so that one lies across the cut. */
    for (size_t i = 0; i < 150; i++) {
        memcpy(text + 5 + 2 * i, "\xc3\xa9", 2);
    }
    assert_null(read(text, problems));
    assert_int_equal(problems->count, 1);

    const char *shown = strchr(problems->items[0].message, '\n') + 3;

    assert_int_equal(strlen(shown), 75 + 3);
    assert_string_equal(shown + 75, "...");
    assert_memory_equal(shown + 73, "\xc3\xa9", 2);
}

static void long_words_are_cut_between_letters(struct aras_problems *problems)
{
    assert_found("a = 1; \"123456789 123456789 123456789 12345678\xc3\xa9\" = 1;",
                 "1: 12345678...\n", problems);
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
        TEST(whole_numbers_of_more_than_32_bits_need_an_l),
        TEST(whole_numbers_that_a_double_cannot_keep_are_refused),
        TEST(numbers_that_overflow_or_underflow_are_refused),
        TEST(what_only_begins_like_a_number_is_refused),
        TEST(numbers_in_texts_and_comments_are_no_numbers),
        TEST(an_unclosed_comment_is_told_where_it_begins),
        TEST(an_unclosed_text_is_told_where_it_begins),
        TEST(a_quote_that_may_be_missing_is_hinted_at),
        TEST(escapes_are_those_that_libconfig_knows),
        TEST(what_steers_a_terminal_may_stand_nowhere),
        TEST(a_quoted_line_is_safe_to_print),
        TEST(an_include_is_refused),
        TEST(bytes_must_be_utf8),
        TEST(marks_of_encodings_are_refused),
        TEST(a_zero_byte_is_told_with_its_line),
        TEST(all_faults_are_told_at_once),
        TEST(a_file_of_mistakes_is_left_after_twenty),
        TEST(a_syntax_error_shows_the_line_and_a_hint),
        TEST(a_hint_fits_the_fault),
        TEST(brackets_that_do_not_match_name_their_partner),
        TEST(what_the_language_allows_is_let_through),
        TEST(lists_may_be_nested_sixty_deep_and_no_deeper),
        TEST(megabytes_of_brackets_give_one_problem),
        TEST(long_lines_are_cut_between_letters),
        TEST(long_words_are_cut_between_letters),
    };

    return cmocka_run_group_tests_name("document_scan", tests, NULL, NULL);
}
