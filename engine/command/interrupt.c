#include "command/interrupt.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* A signal's handler can reach nothing but what is global. */
static atomic_bool asked_to_stop;

static void note(int number)
{
    static const char words[] =
        "\nstopping when the blocks at hand are done; once more: at once\n";

    atomic_store(&asked_to_stop, true);
    signal(number, SIG_DFL);
    if (isatty(STDERR_FILENO) == 1 &&
        write(STDERR_FILENO, words, sizeof words - 1) < 0) {
        return; /* nobody to be told */
    }
}

/* Nothing needs to be said: whoever reads finds that nothing was read. */
static void break_off(int number)
{
    signal(number, SIG_DFL);
}

void aras_interrupt_break_reading(void)
{
    struct sigaction action = {.sa_handler = break_off};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

const atomic_bool *aras_interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &asked_to_stop;
}
