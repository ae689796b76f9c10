#ifndef ARAS_COMMAND_CAPTURED_H
#define ARAS_COMMAND_CAPTURED_H

struct json_t;

/**
 * Does what a line says, behind `aras`, as aras_line_run does, and reads the JSON that
 * it prints. `*said` is owned by the caller; NULL unless the exit code is that of a
 * line that went well.
 */
int aras_captured_json(int count, char **words, struct json_t **said);

#endif
