#ifndef ARAS_COMMAND_INTERRUPT_H
#define ARAS_COMMAND_INTERRUPT_H

#include <stdatomic.h>

/**
 * Watches for SIGINT and SIGTERM and returns the flag that becomes true with the first
 * of them; the second ends the program at once.
 */
const atomic_bool *aras_interrupt_watch(void);

/** From now on SIGINT breaks off whoever waits for somebody to type: the read fails,
 * and a second one ends the program. Until aras_interrupt_watch is called again. */
void aras_interrupt_break_reading(void);

#endif
