#ifndef ARAS_COMMAND_CONVERT_H
#define ARAS_COMMAND_CONVERT_H

#include "base/error.h"

/** Writes a text into a file, or to standard output where `path` is NULL; readers find
 *  the old file or the whole new one. Returns an exit code and says what is wrong. */
int aras_write_file(const char *path, const char *text);

/**
 * Turns an SVG into another form, "pdf" or "png" (twice as many dots as it has pixels),
 * by the program rsvg-convert of Debian's librsvg2-bin. Returns an exit code and says
 * what is wrong, and what to do where there is no such program.
 */
int aras_convert(const char *path, const char *form, const char *svg);

#endif
