#ifndef ARAS_COMMAND_CONVERT_H
#define ARAS_COMMAND_CONVERT_H

#include <stdbool.h>

#include "base/error.h"

/** A device, a pipe, a terminal or a link: no other file may take its place. */
bool aras_file_is_special(const char *path);

/**
 * Puts a text into a file; readers find the old one or the whole new one. What is no
 * plain file, such as a pipe or /dev/null, is written into. ARAS_FILE says why it
 * cannot.
 */
ARAS_CHECKED enum aras_status aras_put_file(const char *path, const char *text,
                                            struct aras_error *error);

/**
 * Writes a text into a file, or to standard output where `path` is NULL. Returns an
 * exit code and says what is wrong; what cannot be written where it should is put among
 * temporary files, and where is said.
 */
int aras_write_file(const char *path, const char *text);

/**
 * Sees to it, before work that takes long, that a file can be written there: tries one
 * beside it and takes that away. NULL, standard output, can. Returns an exit code and
 * says what is wrong. That is a promise for now: the disk may yet fill.
 */
int aras_check_file(const char *path);

/**
 * Turns an SVG into another form, "pdf" or "png" (twice as many dots as it has pixels),
 * by the program rsvg-convert of Debian's librsvg2-bin. Returns an exit code and says
 * what is wrong, and what to do where there is no such program.
 */
int aras_convert(const char *path, const char *form, const char *svg);

/** Sees to it that there is such a program; likewise. */
int aras_check_convert(const char *form);

#endif
