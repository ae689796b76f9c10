#ifndef ARAS_FORMULA_LEXER_H
#define ARAS_FORMULA_LEXER_H

#include <stddef.h>

enum aras_token_kind {
    ARAS_TOKEN_END,
    ARAS_TOKEN_NUMBER,
    ARAS_TOKEN_NAME,
    ARAS_TOKEN_TRUE,
    ARAS_TOKEN_FALSE,
    ARAS_TOKEN_AND,
    ARAS_TOKEN_OR,
    ARAS_TOKEN_NOT,
    ARAS_TOKEN_PLUS,
    ARAS_TOKEN_MINUS,
    ARAS_TOKEN_TIMES,
    ARAS_TOKEN_OVER,
    ARAS_TOKEN_POWER,
    ARAS_TOKEN_LESS,
    ARAS_TOKEN_LESS_OR_EQUAL,
    ARAS_TOKEN_GREATER,
    ARAS_TOKEN_GREATER_OR_EQUAL,
    ARAS_TOKEN_EQUAL,
    ARAS_TOKEN_UNEQUAL,
    ARAS_TOKEN_OPEN,
    ARAS_TOKEN_CLOSE,
    ARAS_TOKEN_OPEN_INDEX,
    ARAS_TOKEN_CLOSE_INDEX,
    ARAS_TOKEN_COMMA,
    ARAS_TOKEN_COLON,
    ARAS_TOKEN_SET,      /* =  */
    ARAS_TOKEN_ADD,      /* += */
    ARAS_TOKEN_SUBTRACT, /* -= */
    ARAS_TOKEN_MULTIPLY, /* *= */
    ARAS_TOKEN_WRONG     /* no token: `complaint` says why */
};

/** The bytes from `begin` to before `end` of the text. */
struct aras_token {
    enum aras_token_kind kind;
    size_t begin, end;
    double number;         /* of a NUMBER */
    const char *complaint; /* of what is WRONG */
};

/** The token that begins at or after byte `from`. Words are letters, digits and _,
 *  joined by dots. */
struct aras_token aras_lexer_next(const char *text, size_t from);

#endif
