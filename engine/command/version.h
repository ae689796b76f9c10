#ifndef ARAS_COMMAND_VERSION_H
#define ARAS_COMMAND_VERSION_H

/** "0.1.0", and the compiler that made the program. */
const char *aras_version(void);
const char *aras_compiler(void);

#endif
