#include "model/document_scan.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/control.h"
#include "base/require.h"

/*
 * The words of the language are those of libconfig 1.5, lib/scanner.l; its grammar is
 * that of lib/grammar.y (https://github.com/hyperrealm/libconfig). What is refused
 * here although libconfig takes it is said where it is refused.
 */

enum { MOST_MISTAKES = 20, LONGEST_LINE = 76, LONGEST_WORD = 40 };

enum token {
    END,
    NAME,
    EQUALS,
    TEXT,
    SCALAR, /* a number, true or false */
    OPENING,
    CLOSING,
    COMMA,
    SEMICOLON,
    OTHER /* what no rule knows */
};

/* What may come next. */
enum state {
    AT_NAME,     /* a setting, or the end of the group */
    AT_EQUALS,   /* the '=' after a name */
    AT_VALUE,    /* the value after '=' */
    AFTER_VALUE, /* ';' or ',', a setting, or the end of the group */
    AT_FIRST,    /* the first part of a list, or its end */
    AT_PART,     /* the part after a ',' */
    AFTER_PART   /* ',' or the end of the list */
};

struct bracket {
    char opening; /* 0 for the file as a whole */
    int line;
    size_t number;
};

struct scanner {
    const char *text;
    size_t length;
    size_t at;
    int line;
    const char *file;
    struct aras_problems *problems;
    struct aras_document_scan *scan;
    size_t found;

    enum token token; /* the one read last: its kind, first byte, length, line */
    size_t start;
    size_t extent;
    int token_line;
    int last_line; /* where the one before it ended */

    struct bracket brackets[ARAS_DOCUMENT_DEEPEST + 1];
    size_t depth;
    size_t bracket_count;
    enum state state;
    bool after_text; /* another text may be joined */
    size_t name;     /* where the name before '=' stands */
    size_t name_length;
    int broken_from; /* the last text of several lines: its first and last line */
    int broken_to;
    bool lost; /* a fault of syntax was found: what follows may mean anything */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_of_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '*';
}

static struct aras_place place(const struct scanner *scanner, int line)
{
    return (struct aras_place){.file = scanner->file, .line = line};
}

/* A part of a file is quoted without what would steer the terminal. */
static const char *shown(char *quoted)
{
    aras_control_hide(quoted);
    return quoted;
}

/* A word of the text for a message; a long one is cut, but not inside a letter. */
static const char *word(const struct scanner *scanner, size_t start, size_t length)
{
    const char *from = scanner->text + start;

    if (length <= LONGEST_WORD) {
        return shown(aras_arena_slice(scanner->problems->arena, from, length));
    }
    length = LONGEST_WORD;
    while (length > 0 && ((unsigned char) from[length] & 0xc0) == 0x80) {
        length--;
    }
    return shown(
        aras_arena_print(scanner->problems->arena, "%.*s...", (int) length, from));
}

const char *aras_document_line(const char *text, int line, struct aras_arena *arena)
{
    for (int i = 1; i < line && *text != '\0'; text++) {
        i += *text == '\n';
    }
    text += strspn(text, " \t\r\f");

    size_t length = strcspn(text, "\n");

    while (length > 0 && strchr(" \t\r\f", text[length - 1]) != NULL) {
        length--;
    }
    if (length <= LONGEST_LINE) {
        return shown(aras_arena_slice(arena, text, length));
    }
    length = LONGEST_LINE;
    while (length > 0 && ((unsigned char) text[length] & 0xc0) == 0x80) {
        length--;
    }
    return shown(aras_arena_print(arena, "%.*s...", (int) length, text));
}

/* ---- bytes ---- */

/*
 * The length of the letter in UTF-8 that begins here; 0 when none does. Source: The
 * Unicode Standard 15.0, table 3-7, well-formed UTF-8 byte sequences.
 */
static size_t letter_length(const unsigned char *bytes, size_t left)
{
    unsigned char first = bytes[0];
    unsigned char least = 0x80;
    unsigned char most = 0xbf;
    size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4 || left < length) {
        return 0;
    }
    least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : least;
    most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : most;
    if (bytes[1] < least || bytes[1] > most) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if (bytes[i] < 0x80 || bytes[i] > 0xbf) {
            return 0;
        }
    }
    return length;
}

/* What is wrong with the bytes of one character, of `step` bytes or of none that is
 * UTF-8; NULL when nothing is. */
static const char *wrong_bytes(const struct scanner *scanner, size_t at, size_t step)
{
    const char *from = scanner->text + at;
    struct aras_arena *arena = scanner->problems->arena;

    if (step == 0) {
        return aras_arena_print(arena,
                                "the byte 0x%02x is not UTF-8: save the file as UTF-8",
                                (unsigned) (unsigned char) *from);
    }
    if (aras_control_length(from) == 0 || strncmp(from, "\r\n", 2) == 0) {
        return NULL;
    }
    return aras_arena_print(arena,
                            "the character %s may stand nowhere in a file: take it "
                            "away",
                            aras_control_name(from).text);
}

/* Only the first of a line is told: a line in Latin-1 has many. */
static void check_bytes(struct scanner *scanner)
{
    const unsigned char *bytes = (const unsigned char *) scanner->text;
    int line = 1;
    int told = 0;

    for (size_t i = 0; i < scanner->length;) {
        size_t step = letter_length(bytes + i, scanner->length - i);
        const char *wrong = wrong_bytes(scanner, i, step);

        if (wrong != NULL && told != line && scanner->found < MOST_MISTAKES) {
            aras_problems_add(scanner->problems, place(scanner, line), "%s", wrong);
            scanner->found++;
            told = line;
        }
        line += bytes[i] == '\n';
        i += step == 0 ? 1 : step;
    }
}

/* ---- words ---- */

/* `text[at]`, where the zero after the text ends every search. */
static char look(const struct scanner *scanner, size_t ahead)
{
    size_t at = scanner->at + ahead;

    return at < scanner->length ? scanner->text[at] : '\0';
}

static bool skip_comment(struct scanner *scanner)
{
    char next = look(scanner, 1);

    if (look(scanner, 0) == '#' || (look(scanner, 0) == '/' && next == '/')) {
        scanner->at += strcspn(scanner->text + scanner->at, "\n");
        return true;
    }
    if (look(scanner, 0) != '/' || next != '*') {
        return false;
    }

    const char *from = scanner->text + scanner->at;
    const char *end = strstr(from + 2, "*/");
    int began = scanner->line;

    if (end == NULL) {
        aras_problems_add(scanner->problems, place(scanner, began),
                          "a comment begins here with '/*' and never ends with '*/'");
        scanner->found++;
        scanner->lost = true;
        scanner->at = scanner->length;
        return true;
    }
    for (; from < end + 2; from++) {
        scanner->line += *from == '\n';
    }
    scanner->at = (size_t) (from - scanner->text);
    return true;
}

static void skip_blanks(struct scanner *scanner)
{
    for (;;) {
        char c = look(scanner, 0);

        if (c == '\n' || c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            scanner->line += c == '\n';
            scanner->at++;
        } else if (c == '\0' || !skip_comment(scanner)) {
            return;
        }
    }
}

static void refuse_escape(struct scanner *scanner, size_t length, const char *why)
{
    aras_problems_add(scanner->problems, place(scanner, scanner->line),
                      "'%.*s' in a text %s", (int) length, scanner->text + scanner->at,
                      why);
    scanner->found++;
    scanner->at += length;
}

/* \x41: of control characters only tab and line feed, as they may stand there. */
static void read_number_escape(struct scanner *scanner)
{
    const char digits[] = {look(scanner, 2), look(scanner, 3), '\0'};
    uintmax_t code = strtoumax(digits, NULL, 16);

    if (code == '\t' || code == '\n' || (code >= 0x20 && code < 0x7f)) {
        scanner->at += 4;
        return;
    }
    refuse_escape(scanner, 4,
                  "must be from \\x20 to \\x7e: write other letters as they are; "
                  "control characters may stand in no text, but for \\n and \\t");
}

/* Moves over an escape. libconfig keeps an unknown one as it is written, and ends the
 * text at \x00; by \x80 and above a text could cease to be UTF-8. */
static void read_escape(struct scanner *scanner)
{
    char kind = look(scanner, 1);

    if (kind != '\0' && strchr("nt\\\"", kind) != NULL) {
        scanner->at += 2;
    } else if (kind == 'r' || kind == 'f') {
        refuse_escape(scanner, 2,
                      "is a control character: of these only \\n and \\t may stand "
                      "in one");
    } else if ((kind == 'x' || kind == 'X') && is_hex_digit(look(scanner, 2)) &&
               is_hex_digit(look(scanner, 3))) {
        read_number_escape(scanner);
    } else {
        refuse_escape(scanner, 1,
                      "must be followed by n, t, \", \\ or x and two digits: write "
                      "'\\\\' for the sign itself");
    }
}

/* A missing quote shows late: texts and what is between them change places. */
static const char *hint_at_quote(const struct scanner *scanner)
{
    if (scanner->broken_to == 0) {
        return "";
    }
    return aras_arena_print(scanner->problems->arena,
                            "\n  (a text runs from line %d to line %d: is a quote "
                            "missing?)",
                            scanner->broken_from, scanner->broken_to);
}

static enum token read_text(struct scanner *scanner)
{
    int began = scanner->line;

    scanner->at++;
    for (;;) {
        char c = look(scanner, 0);

        if (c == '"') {
            break;
        }
        if (c == '\0') {
            aras_problems_add(scanner->problems, place(scanner, began),
                              "a text begins in this line and never ends%s",
                              hint_at_quote(scanner));
            scanner->found++;
            scanner->lost = true;
            return TEXT;
        }
        if (c == '\\') {
            read_escape(scanner);
        } else {
            scanner->line += c == '\n';
            scanner->at++;
        }
    }
    scanner->at++;
    if (scanner->line != began) {
        scanner->broken_from = began;
        scanner->broken_to = scanner->line;
    }
    return TEXT;
}

static const char *number_written(const struct scanner *scanner)
{
    return word(scanner, scanner->start, scanner->extent);
}

/* libconfig lets such a number run over, or drops what it cannot keep. */
static void check_whole(struct scanner *scanner, bool negative, bool hexadecimal,
                        bool wide)
{
    const uint64_t exact = UINT64_C(1) << 53; /* above it a double leaves numbers out */
    const char *digits = scanner->text + scanner->start;
    uintmax_t size;

    digits += (*digits == '-' || *digits == '+') ? 1 : hexadecimal ? 2 : 0;
    errno = 0;
    size = strtoumax(digits, NULL, hexadecimal ? 16 : 10);
    if (errno != 0 || size > exact) {
        aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                          "the whole number %s is too large to be kept exactly: the "
                          "largest is 9007199254740992; write it with a point",
                          number_written(scanner));
        scanner->found++;
    } else if (!wide && size > (uintmax_t) INT_MAX + (negative ? 1 : 0)) {
        aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                          "the whole number %s does not fit 32 bits: write %sL",
                          number_written(scanner), number_written(scanner));
        scanner->found++;
    }
}

static void check_fraction(struct scanner *scanner)
{
    const char *digits = scanner->text + scanner->start;
    double number = strtod(digits, NULL);
    bool nonzero = false;

    for (size_t i = 0; i < scanner->extent && (digits[i] | 0x20) != 'e'; i++) {
        nonzero = nonzero || (digits[i] >= '1' && digits[i] <= '9');
    }
    if (!isfinite(number)) {
        aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                          "the number %s is too large: the largest is about 1.8e308",
                          number_written(scanner));
        scanner->found++;
    } else if (nonzero && number == 0.0) {
        aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                          "the number %s is so near 0 that it would be read as 0: the "
                          "smallest is about 4.9e-324",
                          number_written(scanner));
        scanner->found++;
    }
}

static size_t count_digits(const struct scanner *scanner, size_t ahead)
{
    size_t count = 0;

    while (is_digit(look(scanner, ahead + count))) {
        count++;
    }
    return count;
}

/* The length of ".", digits and exponent, from `ahead` on; what is there of it. */
static size_t fraction_length(const struct scanner *scanner, size_t ahead,
                              size_t *digits)
{
    size_t end = ahead;

    if (look(scanner, end) == '.') {
        *digits += count_digits(scanner, end + 1);
        end += 1 + count_digits(scanner, end + 1);
    }
    if (look(scanner, end) == 'e' || look(scanner, end) == 'E') {
        char sign = look(scanner, end + 1);
        size_t exponent = end + 1 + (sign == '+' || sign == '-');

        if (is_digit(look(scanner, exponent))) {
            end = exponent + count_digits(scanner, exponent);
        }
    }
    return end - ahead;
}

/* libconfig takes "." for 0, and "1.5x = 2" for two settings. */
static enum token read_number(struct scanner *scanner)
{
    char sign = look(scanner, 0);
    size_t end = sign == '+' || sign == '-';
    size_t digits = count_digits(scanner, end);
    size_t fraction = 0;
    bool wide = false;
    bool hexadecimal = end == 0 && sign == '0' &&
                       (look(scanner, 1) == 'x' || look(scanner, 1) == 'X') &&
                       is_hex_digit(look(scanner, 2));

    if (hexadecimal) {
        for (end = 2; is_hex_digit(look(scanner, end)); end++) {
        }
    } else {
        end += digits;
        fraction = fraction_length(scanner, end, &digits);
        end += fraction;
    }
    if (fraction == 0 && look(scanner, end) == 'L') {
        wide = true;
        end += look(scanner, end + 1) == 'L' ? 2 : 1;
    }

    bool odd = digits == 0;

    while (is_of_name(look(scanner, end)) || look(scanner, end) == '.' ||
           look(scanner, end) == '+') {
        odd = true;
        end++;
    }
    scanner->extent = end;
    scanner->at += end;
    if (odd) {
        aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                          "'%s' is not a number: a formula or a name needs quotes",
                          word(scanner, scanner->start, end));
        scanner->found++;
    } else if (fraction > 0) {
        check_fraction(scanner);
    } else {
        check_whole(scanner, sign == '-', hexadecimal, wide);
    }
    return SCALAR;
}

static bool same_word(const char *text, size_t length, const char *lower)
{
    if (length != strlen(lower)) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if ((text[i] | 0x20) != lower[i]) {
            return false;
        }
    }
    return true;
}

static enum token read_name(struct scanner *scanner)
{
    const char *name = scanner->text + scanner->at;
    size_t length = 0;

    while (is_of_name(look(scanner, length))) {
        length++;
    }
    scanner->at += length;
    return same_word(name, length, "true") || same_word(name, length, "false") ? SCALAR
                                                                               : NAME;
}

static enum token read_other(struct scanner *scanner)
{
    const char *from = scanner->text + scanner->at;

    if (strncmp(from, "@include", 8) == 0) {
        aras_problems_add(scanner->problems, place(scanner, scanner->line),
                          "'@include' is not for these files: name further files by "
                          "parts = [\"...\"]");
        scanner->found++;
        scanner->lost = true;
    }
    scanner->at++;
    while (((unsigned char) look(scanner, 0) & 0xc0) == 0x80) {
        scanner->at++;
    }
    return OTHER;
}

static enum token read_token(struct scanner *scanner)
{
    char c = look(scanner, 0);

    switch (c) {
    case '\0':
        return END;
    case '"':
        return read_text(scanner);
    case '=':
    case ':':
        scanner->at++;
        return EQUALS;
    case ',':
        scanner->at++;
        return COMMA;
    case ';':
        scanner->at++;
        return SEMICOLON;
    case '{':
    case '(':
    case '[':
        scanner->at++;
        return OPENING;
    case '}':
    case ')':
    case ']':
        scanner->at++;
        return CLOSING;
    default:
        if (is_letter(c) || c == '*') {
            return read_name(scanner);
        }
        if (is_digit(c) || c == '.' ||
            ((c == '+' || c == '-') &&
             (is_digit(look(scanner, 1)) || look(scanner, 1) == '.'))) {
            return read_number(scanner);
        }
        return read_other(scanner);
    }
}

static void next_token(struct scanner *scanner)
{
    scanner->last_line = scanner->line;
    skip_blanks(scanner);
    scanner->start = scanner->at;
    scanner->token_line = scanner->line;
    scanner->token = read_token(scanner);
    scanner->extent = scanner->at - scanner->start;
}

/* ---- grammar ---- */

static char closing_of(char opening)
{
    return opening == '{' ? '}' : opening == '(' ? ')' : ']';
}

static bool in_list(const struct scanner *scanner)
{
    return scanner->state >= AT_FIRST;
}

static const char *hint_for_closing(const struct scanner *scanner)
{
    const struct bracket *bracket = &scanner->brackets[scanner->depth];
    struct aras_arena *arena = scanner->problems->arena;
    char closing = scanner->text[scanner->start];

    if (scanner->state == AT_EQUALS || scanner->state == AT_VALUE) {
        return aras_arena_print(arena, "a value is missing before '%c'", closing);
    }
    if (scanner->depth == 0) {
        return aras_arena_print(arena, "'%c' closes nothing", closing);
    }
    if (closing == closing_of(bracket->opening)) {
        return aras_arena_print(arena, "take away the ',' before '%c'", closing);
    }
    return aras_arena_print(
        arena, "'%c' stands where '%c' should, for the '%c' of line %d", closing,
        closing_of(bracket->opening), bracket->opening, bracket->line);
}

static const char *hint_at_value(const struct scanner *scanner, const char *written)
{
    struct aras_arena *arena = scanner->problems->arena;

    if (scanner->token == NAME) {
        return aras_arena_print(
            arena,
            in_list(scanner) ? "'%s' is no value: a text needs quotes, a truth is "
                               "true or false, settings need { } around them"
                             : "'%s' is no value: a text needs quotes, a truth is "
                               "true or false",
            written);
    }
    if (scanner->token == OPENING) {
        return "[ ] holds only numbers, texts or truths: write ( ) around it instead";
    }
    if (scanner->state == AT_VALUE) {
        return aras_arena_print(arena, "a value is missing after '%s ='",
                                word(scanner, scanner->name, scanner->name_length));
    }
    return aras_arena_print(arena, "a part of the list is missing before '%s'",
                            written);
}

static const char *hint_at_name(const struct scanner *scanner, const char *written)
{
    struct aras_arena *arena = scanner->problems->arena;

    switch (scanner->token) {
    case SEMICOLON:
    case COMMA:
        return aras_arena_print(arena, "one '%s' too many", written);
    case EQUALS:
        return aras_arena_print(arena, "a name is missing before '%s'", written);
    case OPENING:
        return aras_arena_print(arena, "a name and '=' are missing before '%s'",
                                written);
    default:
        return aras_arena_print(arena, "a setting begins with its name, not with %s",
                                written);
    }
}

/* What is wrong with this token here, and how it could be put right. */
static const char *hint(const struct scanner *scanner)
{
    const char *written = word(scanner, scanner->start, scanner->extent);
    struct aras_arena *arena = scanner->problems->arena;

    if (scanner->token == OTHER) {
        return aras_arena_print(arena, "'%s' means nothing outside of a text", written);
    }
    if (scanner->token == CLOSING) {
        return hint_for_closing(scanner);
    }
    if (scanner->token == END) {
        written = "the end of the file";
    }
    switch (scanner->state) {
    case AT_EQUALS:
        return aras_arena_print(arena, "a '=' is missing after '%s'",
                                word(scanner, scanner->name, scanner->name_length));
    case AT_VALUE:
    case AT_FIRST:
    case AT_PART:
        return hint_at_value(scanner, written);
    case AFTER_PART:
        return scanner->token == SEMICOLON || scanner->token == EQUALS
                   ? aras_arena_print(arena,
                                      "the parts of a list are separated by ',', not "
                                      "by '%s'",
                                      written)
                   : aras_arena_print(arena, "a ',' is missing before %s", written);
    case AT_NAME:
    case AFTER_VALUE:
        return hint_at_name(scanner, written);
    }
    return "";
}

static void refuse(struct scanner *scanner)
{
    struct aras_arena *arena = scanner->problems->arena;
    const char *line = aras_document_line(scanner->text, scanner->token_line, arena);
    bool quote =
        scanner->broken_to > 0 && scanner->token_line - scanner->broken_to <= 1;

    aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                      "syntax error: %s%s%s%s", hint(scanner),
                      *line == '\0' ? "" : "\n  ", line,
                      quote ? hint_at_quote(scanner) : "");
    scanner->found++;
    scanner->lost = true;
    if (quote) {
        scanner->at = scanner->length; /* all texts to come may be no texts */
    }
}

static void note_setting(struct scanner *scanner, bool named)
{
    struct aras_document_scan *scan = scanner->scan;
    struct aras_scanned_setting *setting = aras_arena_grow(
        scanner->problems->arena, &scan->settings, scan->count++, sizeof *setting);

    setting->line = scanner->token_line;
    setting->bracket = scanner->brackets[scanner->depth].number;
    if (named) {
        setting->name = scanner->text + scanner->start;
        setting->length = scanner->extent;
    }
}

static void open_bracket(struct scanner *scanner)
{
    char opening = scanner->text[scanner->start];

    if (scanner->depth == ARAS_DOCUMENT_DEEPEST) {
        aras_problems_add(scanner->problems, place(scanner, scanner->token_line),
                          "brackets are nested more than %d deep",
                          ARAS_DOCUMENT_DEEPEST);
        scanner->found++;
        scanner->lost = true;
        return;
    }
    scanner->brackets[++scanner->depth] =
        (struct bracket){.opening = opening,
                         .line = scanner->token_line,
                         .number = ++scanner->bracket_count};
    scanner->state = opening == '{' ? AT_NAME : AT_FIRST;
}

static bool may_close(const struct scanner *scanner)
{
    char opening = scanner->brackets[scanner->depth].opening;

    return scanner->depth > 0 && scanner->text[scanner->start] == closing_of(opening) &&
           (scanner->state == AT_NAME || scanner->state == AFTER_VALUE ||
            scanner->state == AT_FIRST || scanner->state == AFTER_PART);
}

static enum state after_value(const struct scanner *scanner)
{
    char opening = scanner->brackets[scanner->depth].opening;

    return opening == '(' || opening == '[' ? AFTER_PART : AFTER_VALUE;
}

/* A value of any kind where one may stand. */
static bool take_value(struct scanner *scanner)
{
    bool simple = scanner->token == TEXT || scanner->token == SCALAR;

    if (scanner->token == OPENING ? scanner->brackets[scanner->depth].opening == '['
                                  : !simple) {
        return false;
    }
    if (in_list(scanner)) {
        note_setting(scanner, false);
    }
    if (simple) {
        scanner->state = after_value(scanner);
    } else {
        open_bracket(scanner);
    }
    return true;
}

/* Follows the grammar by one token; false when it may not stand here. */
static bool take_token(struct scanner *scanner)
{
    enum token token = scanner->token;

    if (token == CLOSING) {
        if (!may_close(scanner)) {
            return false;
        }
        scanner->depth--;
        scanner->state = after_value(scanner);
        return true;
    }
    switch (scanner->state) {
    case AT_NAME:
    case AFTER_VALUE:
        if (token == NAME) {
            note_setting(scanner, true);
            scanner->name = scanner->start;
            scanner->name_length = scanner->extent;
            scanner->state = AT_EQUALS;
            return true;
        }
        if (scanner->state == AFTER_VALUE && (token == SEMICOLON || token == COMMA)) {
            scanner->state = AT_NAME;
            return true;
        }
        return scanner->state == AFTER_VALUE && token == TEXT && scanner->after_text;
    case AT_EQUALS:
        scanner->state = AT_VALUE;
        return token == EQUALS;
    case AT_VALUE:
    case AT_FIRST:
    case AT_PART:
        return take_value(scanner);
    case AFTER_PART:
        if (token == COMMA) {
            scanner->state = AT_PART;
            return true;
        }
        return token == TEXT && scanner->after_text;
    }
    return false;
}

static void finish(struct scanner *scanner)
{
    const struct bracket *bracket = &scanner->brackets[scanner->depth];

    if (scanner->lost) {
        return;
    }
    if (scanner->depth > 0) {
        aras_problems_add(
            scanner->problems, place(scanner, bracket->line),
            "syntax error: the '%c' of this line is never closed\n  %s",
            bracket->opening,
            aras_document_line(scanner->text, bracket->line, scanner->problems->arena));
        scanner->found++;
    } else if (scanner->state != AT_NAME && scanner->state != AFTER_VALUE) {
        scanner->token_line = scanner->last_line;
        refuse(scanner);
    }
}

bool aras_document_scan(const char *text, size_t length, const char *file,
                        struct aras_problems *problems, struct aras_document_scan *scan)
{
    struct scanner scanner = {.text = text,
                              .length = length,
                              .line = 1,
                              .file = file,
                              .problems = problems,
                              .scan = scan};

    check_bytes(&scanner);
    for (next_token(&scanner); scanner.token != END; next_token(&scanner)) {
        /* A binary file would give thousands. */
        if (scanner.found >= MOST_MISTAKES) {
            aras_problems_add(problems, place(&scanner, scanner.line),
                              "too many mistakes: what follows was not looked at");
            return false;
        }
        if (!scanner.lost) {
            enum state before = scanner.state;

            if (!take_token(&scanner)) {
                scanner.state = before;
                refuse(&scanner);
            }
            scanner.after_text = scanner.token == TEXT;
        }
    }
    finish(&scanner);
    return scanner.found == 0;
}
