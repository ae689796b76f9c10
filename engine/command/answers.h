#ifndef ARAS_COMMAND_ANSWERS_H
#define ARAS_COMMAND_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { ARAS_ANSWER_SIZE = 256 };

/** What somebody answers to a program that asks: at a terminal, or in a file. */
struct aras_answers {
    FILE *input;
    const char *name; /* of the file, for messages */
    size_t line;      /* read last, from 1 */
    bool live;        /* somebody sits at a terminal */
    char text[ARAS_ANSWER_SIZE];
};

/**
 * Opens the file of answers `script`, or standard input where that is NULL. Prints what
 * is wrong on stderr; returns an exit code. To be closed in any case.
 */
int aras_answers_open(struct aras_answers *answers, const char *script);
void aras_answers_close(struct aras_answers *answers);

/**
 * The next answer, without the blanks around it; lines that are empty or begin with '#'
 * are none. `prompt` is shown to whoever sits at a terminal. NULL when there are no
 * more, and when somebody at a terminal pressed Ctrl-C. Borrowed until the next call.
 */
char *aras_answers_next(struct aras_answers *answers, const char *prompt);

/** Lets somebody at a terminal read on in peace: waits for the Enter key. False when
 *  they leave instead, by q, Ctrl-C or Ctrl-D. Waits for nobody else. */
bool aras_answers_pause(struct aras_answers *answers, const char *prompt);

/** Takes the blanks at both ends off a text. */
char *aras_answers_trim(char *text);

#endif
