#ifndef ARAS_COMMAND_EVENT_LIST_H
#define ARAS_COMMAND_EVENT_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "model/model.h"

/** Reads what --events names, "treaty_signed,dispute[armenia,azerbaijan]": at most
 *  `most` events of the model, each once. Prints what is wrong on stderr; returns an
 *  exit code. */
int aras_event_list_read(const char *list, const struct aras_model *model,
                         uint32_t *events, size_t most, size_t *count);

#endif
