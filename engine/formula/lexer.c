#include "formula/lexer.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The letters of ctype.h depend on where the program runs; these do not. */
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_of_word(char c)
{
    return is_letter(c) || is_digit(c);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct aras_token wrong(struct aras_token token, const char *complaint)
{
    token.kind = ARAS_TOKEN_WRONG;
    token.complaint = complaint;
    return token;
}

static size_t after_digits(const char *text, size_t at)
{
    while (is_digit(text[at])) {
        at++;
    }
    return at;
}

/* 1, .5, 2., 2e-3: strtod alone would also take hexadecimal, "inf" and "nan". */
static struct aras_token number(const char *text, struct aras_token token)
{
    size_t end = after_digits(text, token.begin);

    if (text[end] == '.') {
        end = after_digits(text, end + 1);
    }
    if (text[end] == 'e' || text[end] == 'E') {
        size_t digits =
            end + 1 + (size_t) (text[end + 1] == '+' || text[end + 1] == '-');

        if (is_digit(text[digits])) {
            end = after_digits(text, digits);
        }
    }
    if (is_of_word(text[end]) || text[end] == '.') {
        while (is_of_word(text[end]) || text[end] == '.') {
            end++;
        }
        token.end = end;
        return wrong(token, "a number ends before a letter or a second point: write "
                            "'2 * year', not '2year'");
    }
    token.end = end;
    token.kind = ARAS_TOKEN_NUMBER;
    token.number = strtod(text + token.begin, NULL);
    return isfinite(token.number) ? token : wrong(token, "this number is too large");
}

static struct aras_token word(const char *text, struct aras_token token)
{
    static const struct {
        const char *word;
        enum aras_token_kind kind;
    } reserved[] = {
        {"and", ARAS_TOKEN_AND},   {"or", ARAS_TOKEN_OR},       {"not", ARAS_TOKEN_NOT},
        {"true", ARAS_TOKEN_TRUE}, {"false", ARAS_TOKEN_FALSE},
    };
    size_t end = token.begin;

    while (is_of_word(text[end]) || (text[end] == '.' && is_of_word(text[end + 1]))) {
        end++;
    }
    token.end = end;
    token.kind = ARAS_TOKEN_NAME;
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (strlen(reserved[i].word) == end - token.begin &&
            memcmp(reserved[i].word, text + token.begin, end - token.begin) == 0) {
            token.kind = reserved[i].kind;
        }
    }
    return token;
}

/* The longest sign that the text begins with; what other languages write is known,
 * so that it can be answered with what is written here. */
static struct aras_token sign(const char *text, struct aras_token token)
{
    static const struct {
        const char *sign;
        enum aras_token_kind kind;
        const char *complaint;
    } signs[] = {
        {"**", ARAS_TOKEN_WRONG, "a power is written with ^"},
        {"+=", ARAS_TOKEN_ADD, NULL},
        {"-=", ARAS_TOKEN_SUBTRACT, NULL},
        {"*=", ARAS_TOKEN_MULTIPLY, NULL},
        {"/=", ARAS_TOKEN_WRONG, "there is no '/='; multiply by one over it"},
        {"<=", ARAS_TOKEN_LESS_OR_EQUAL, NULL},
        {">=", ARAS_TOKEN_GREATER_OR_EQUAL, NULL},
        {"=<", ARAS_TOKEN_WRONG, "at most is written '<='"},
        {"=>", ARAS_TOKEN_WRONG, "at least is written '>='"},
        {"<>", ARAS_TOKEN_WRONG, "unequal is written '!='"},
        {"==", ARAS_TOKEN_EQUAL, NULL},
        {"!=", ARAS_TOKEN_UNEQUAL, NULL},
        {"&&", ARAS_TOKEN_WRONG, "both is written 'and'"},
        {"||", ARAS_TOKEN_WRONG, "one or both is written 'or'"},
        {"&", ARAS_TOKEN_WRONG, "both is written 'and'"},
        {"|", ARAS_TOKEN_WRONG, "one or both is written 'or'"},
        {"!", ARAS_TOKEN_WRONG, "the opposite is written 'not'"},
        {"?", ARAS_TOKEN_WRONG, "a choice is written if(condition, this, that)"},
        {"%", ARAS_TOKEN_WRONG, "there are no per cent: write 0.05 for 5 %"},
        {"+", ARAS_TOKEN_PLUS, NULL},
        {"-", ARAS_TOKEN_MINUS, NULL},
        {"*", ARAS_TOKEN_TIMES, NULL},
        {"/", ARAS_TOKEN_OVER, NULL},
        {"^", ARAS_TOKEN_POWER, NULL},
        {"<", ARAS_TOKEN_LESS, NULL},
        {">", ARAS_TOKEN_GREATER, NULL},
        {"=", ARAS_TOKEN_SET, NULL},
        {"(", ARAS_TOKEN_OPEN, NULL},
        {")", ARAS_TOKEN_CLOSE, NULL},
        {"[", ARAS_TOKEN_OPEN_INDEX, NULL},
        {"]", ARAS_TOKEN_CLOSE_INDEX, NULL},
        {",", ARAS_TOKEN_COMMA, NULL},
        {":", ARAS_TOKEN_COLON, NULL},
        {"\xC3\x97", ARAS_TOKEN_WRONG, "times is written '*'"},
        {"\xC3\xB7", ARAS_TOKEN_WRONG, "divided by is written '/'"},
        {"\xE2\x88\x92", ARAS_TOKEN_WRONG, "minus is written '-', the plain hyphen"},
        {"\xE2\x80\x93", ARAS_TOKEN_WRONG, "minus is written '-', the plain hyphen"},
        {"\xE2\x89\xA4", ARAS_TOKEN_WRONG, "at most is written '<='"},
        {"\xE2\x89\xA5", ARAS_TOKEN_WRONG, "at least is written '>='"},
        {"\xE2\x89\xA0", ARAS_TOKEN_WRONG, "unequal is written '!='"},
        {"\"", ARAS_TOKEN_WRONG, "stages and names stand without quotation marks"},
        {"'", ARAS_TOKEN_WRONG, "stages and names stand without quotation marks"},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length;

        /* Nearly all fail at the first letter. */
        if (text[token.begin] != signs[i].sign[0]) {
            continue;
        }
        length = strlen(signs[i].sign);
        if (strncmp(text + token.begin, signs[i].sign, length) == 0) {
            token.end = token.begin + length;
            token.kind = signs[i].kind;
            token.complaint = signs[i].complaint;
            return token;
        }
    }
    token.end = token.begin + 1;
    while (((unsigned char) text[token.end] & 0xC0) == 0x80) {
        token.end++;
    }
    return wrong(token, "this character means nothing in a formula");
}

struct aras_token aras_lexer_next(const char *text, size_t from)
{
    while (is_blank(text[from])) {
        from++;
    }

    struct aras_token token = {.kind = ARAS_TOKEN_END, .begin = from, .end = from};

    if (text[from] == '\0') {
        return token;
    }
    if (is_digit(text[from]) || (text[from] == '.' && is_digit(text[from + 1]))) {
        return number(text, token);
    }
    if (is_letter(text[from])) {
        return word(text, token);
    }
    return sign(text, token);
}
