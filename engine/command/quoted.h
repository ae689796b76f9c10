#ifndef ARAS_COMMAND_QUOTED_H
#define ARAS_COMMAND_QUOTED_H

#include "base/text.h"

/** Adds a blank and a word, quoted where a shell would else take it apart. */
void aras_quoted_add(struct aras_text *text, const char *word);

#endif
