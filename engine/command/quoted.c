#include "command/quoted.h"

#include <string.h>

void aras_quoted_add(struct aras_text *text, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-./=+:,@%";

    if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
        aras_text_add(text, " %s", word);
        return;
    }
    aras_text_add(text, " '");
    for (; *word != '\0'; word++) {
        if (*word == '\'') {
            aras_text_add(text, "'\\''");
        } else {
            aras_text_add_bytes(text, word, 1);
        }
    }
    aras_text_add(text, "'");
}
