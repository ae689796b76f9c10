#include "command/answers.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/interrupt.h"
#include "command/session.h"

int aras_answers_open(struct aras_answers *answers, const char *script)
{
    *answers = (struct aras_answers){.input = stdin, .name = "standard input"};
    if (script != NULL) {
        struct stat facts;

        answers->input = fopen(script, "r");
        answers->name = script;
        /* A folder can be opened, and then has nothing to say. */
        if (answers->input != NULL && fstat(fileno(answers->input), &facts) == 0 &&
            S_ISDIR(facts.st_mode)) {
            fclose(answers->input);
            answers->input = NULL;
            errno = EISDIR;
        }
        if (answers->input == NULL) {
            fprintf(stderr, "aras: the answers cannot be read from '%s': %s\n", script,
                    strerror(errno));
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    answers->live = script == NULL && isatty(STDIN_FILENO) == 1;
    return ARAS_EXIT_FINE;
}

void aras_answers_close(struct aras_answers *answers)
{
    if (answers->input != NULL && answers->input != stdin) {
        fclose(answers->input);
    }
    answers->input = NULL;
}

char *aras_answers_trim(char *text)
{
    char *end = text + strlen(text);

    while (end > text && isspace((unsigned char) end[-1])) {
        *--end = '\0';
    }
    while (isspace((unsigned char) *text)) {
        text++;
    }
    return text;
}

/* Of a line that is too long the end is no further answer. */
static void skip_rest(struct aras_answers *answers)
{
    int c = strchr(answers->text, '\n') == NULL ? 0 : '\n';

    while (c != '\n' && c != EOF) {
        c = getc(answers->input);
    }
}

/* One line, which may be empty; NULL at the end. */
static char *read_line(struct aras_answers *answers, const char *prompt)
{
    if (answers->live) {
        printf("%s", prompt);
        fflush(stdout);
        aras_interrupt_break_reading();
    }
    if (fgets(answers->text, sizeof answers->text, answers->input) == NULL) {
        if (answers->live) {
            printf("\n");
        }
        return NULL;
    }
    skip_rest(answers);
    answers->line++;
    return aras_answers_trim(answers->text);
}

char *aras_answers_next(struct aras_answers *answers, const char *prompt)
{
    char *text = read_line(answers, prompt);

    while (text != NULL && (text[0] == '\0' || text[0] == '#')) {
        text = read_line(answers, prompt);
    }
    return text;
}

bool aras_answers_pause(struct aras_answers *answers, const char *prompt)
{
    const char *text = answers->live ? read_line(answers, prompt) : "";

    return text != NULL && strcmp(text, "q") != 0 && strcmp(text, "quit") != 0;
}
