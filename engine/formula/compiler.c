#include "formula/compiler.h"

#include <stdarg.h>
#include <stdio.h>

/* About one formula; more would hide the others. */
enum { MOST_COMPLAINTS = 10 };

void aras_compiler_complain(struct aras_compiler *compiler,
                            const struct aras_tree *tree, const char *format, ...)
{
    char message[900];
    va_list arguments;

    if (compiler->complaints++ >= MOST_COMPLAINTS) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aras_formula_source_complain(&compiler->formula->source, compiler->problems,
                                 tree->begin, tree->end, "%s", message);
}

/* A part of the formula as it was written, for a sentence. */
const char *aras_compiler_words(struct aras_compiler *compiler,
                                const struct aras_tree *tree)
{
    enum { LONGEST = 40 };
    const char *text = compiler->formula->source.text + tree->begin;
    size_t length = tree->end - tree->begin;

    if (length <= LONGEST) {
        return aras_arena_print(compiler->arena, "'%.*s'", (int) length, text);
    }
    length = LONGEST;
    while (length > 0 && ((unsigned char) text[length] & 0xC0) == 0x80) {
        length--;
    }
    return aras_arena_print(compiler->arena, "'%.*s...'", (int) length, text);
}

const char *aras_compiler_stages(struct aras_compiler *compiler,
                                 const struct aras_stages *stages)
{
    const char *list = "";

    for (size_t i = 0; i < stages->count; i++) {
        list = aras_arena_print(compiler->arena, "%s%s%s", list, i > 0 ? ", " : "",
                                stages->names[i]);
    }
    return list;
}

const char *aras_compiler_dimension(struct aras_compiler *compiler, int dimension)
{
    switch (dimension) {
    case 0:
        return "a plain number";
    case 1:
        return "a time";
    case -1:
        return "a rate (per time)";
    default:
        return aras_arena_print(compiler->arena, "time^%d", dimension);
    }
}
