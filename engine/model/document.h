#ifndef ARAS_MODEL_DOCUMENT_H
#define ARAS_MODEL_DOCUMENT_H

#include <stdbool.h>

#include "base/problems.h"
#include "base/text.h"

enum aras_setting_kind {
    ARAS_SETTING_GROUP, /* { a = ...; b = ...; }: its parts have names */
    ARAS_SETTING_LIST,  /* ( ..., ... ) or [ ..., ... ]: its parts have none */
    ARAS_SETTING_TEXT,
    ARAS_SETTING_NUMBER, /* 3 or 3.5: the language knows one kind of number */
    ARAS_SETTING_TRUTH   /* true, false */
};

/**
 * One setting of a configuration file, with all below it, and the place where it
 * stands. Lives in the document's arena. A plain tree: readers walk it.
 */
struct aras_setting {
    enum aras_setting_kind kind;
    const char *name; /* NULL in a list */
    struct aras_place place;
    struct aras_setting *parent; /* NULL for a whole file */

    const char *text; /* TEXT */
    double number;    /* NUMBER */
    bool whole;       /* NUMBER: written without a point */
    bool truth;       /* TRUTH */

    struct aras_setting **parts; /* GROUP, LIST: in the order of the file */
    size_t count;
    bool array; /* LIST written with [ ] */

    bool read;    /* some reader has asked for it: see aras_setting_report_unread */
    bool refused; /* is not what its reader needs, which has been said */

    struct aras_arena *arena; /* what the setting lives in */
    const char **missed;      /* GROUP: names that readers asked for in vain */
    size_t missed_count;
};

/**
 * Reads one file into a tree. The file is scanned before libconfig sees it,
 * because libconfig 1.5 reads some wrong files in silence: a whole number that
 * does not fit 32 bits (unless written with L), a number that overflows or
 * underflows, an unclosed comment, an `@include` (refused: parts are named by `parts`),
 * a byte-order mark, bytes that are not UTF-8, a NUL byte, a file over 8 MiB, brackets
 * nested more than 60 deep. Refused as well: numbers that come out as others
 * (a whole one beyond 2^53, a point without digits, `1.5x`), texts with an
 * unknown or zero escape, a setting given twice, and characters that steer a terminal
 * or turn the direction of writing, wherever they stand (see base/control.h): of
 * control characters texts hold tabs and line feeds only. What is wrong is added to
 * `problems` with file and line, and NULL is returned; a syntax error gives one
 * problem, with the text of the line and a hint (for mixed numbers in an array: write
 * 0.0 rather than 0). A missing file, a folder, an empty file, an unreadable file: one
 * problem each that names it. Texts side by side are joined; a line may end in CR LF,
 * which is read as LF. Call inside a try of `problems->arena`; `path` is copied.
 */
struct aras_setting *aras_document_read(const char *path,
                                        struct aras_problems *problems);

/** The path of a file that is named in another one, `file`: relative to its folder,
 * unless it begins at the root. */
const char *aras_document_relative(const char *file, const char *named,
                                   struct aras_arena *arena);

/** The same from a text in memory, called `name` in messages. */
struct aras_setting *aras_document_parse(const char *text, size_t length,
                                         const char *name,
                                         struct aras_problems *problems);

/**
 * The part of a group with this name, marked as read; NULL when there is none. The
 * missing name is then remembered for aras_setting_report_unread: inside a try only.
 */
struct aras_setting *aras_setting_find(struct aras_setting *group, const char *name);

/**
 * Typed reading. Each returns `missing` (or NULL) when there is no such part. A
 * part of another kind is a problem that says what is written and what would be
 * right, once however often it is read, and counts as missing. The part is marked as
 * read.
 */
const char *aras_setting_text(struct aras_setting *group, const char *name,
                              struct aras_problems *problems);
/** A text of one line, such as a title: tabs and line feeds in it are a problem. */
const char *aras_setting_line(struct aras_setting *group, const char *name,
                              struct aras_problems *problems);
double aras_setting_number(struct aras_setting *group, const char *name, double missing,
                           struct aras_problems *problems);
/** Whole and within [low, high], else a problem. */
int aras_setting_whole(struct aras_setting *group, const char *name, int low, int high,
                       int missing, struct aras_problems *problems);
bool aras_setting_truth(struct aras_setting *group, const char *name, bool missing,
                        struct aras_problems *problems);
struct aras_setting *aras_setting_group(struct aras_setting *group, const char *name,
                                        struct aras_problems *problems);
/**
 * A list of groups, such as `actors = ( {...}, {...} )`. Any other part is a problem,
 * and is taken out of the list, so that all that are left are groups.
 */
struct aras_setting *aras_setting_groups(struct aras_setting *group, const char *name,
                                         struct aras_problems *problems);
/** A list of texts, such as `effects = ["...", "..."]`; other parts likewise. */
struct aras_setting *aras_setting_texts(struct aras_setting *group, const char *name,
                                        struct aras_problems *problems);
/** A list of numbers with exactly `count` parts when count > 0; NULL when it is not. */
struct aras_setting *aras_setting_numbers(struct aras_setting *group, const char *name,
                                          size_t count, struct aras_problems *problems);
/**
 * A formula: a text, or a bare number, which is given back as text with as
 * many digits as read back the same ("0.25"). NULL when missing.
 */
const char *aras_setting_formula(struct aras_setting *group, const char *name,
                                 struct aras_problems *problems);

/** Where a part stands, or where its group stands when there is no such part. */
struct aras_place aras_setting_place(struct aras_setting *group, const char *name);

/**
 * Every part below `setting` that no reader asked for is a problem: "unknown
 * setting 'titel'", with the nearest of the names that a reader asked this group for
 * but did not find, when one is near, else with the first of them. The parts of a list
 * count as read with it; the settings inside of those parts do not.
 */
void aras_setting_report_unread(const struct aras_setting *setting,
                                struct aras_problems *problems);

/** Marks a part and all below it as read. */
void aras_setting_accept(struct aras_setting *setting);

/**
 * An independent copy, in `arena`, with the places of the original. Nothing of it
 * counts as read.
 */
struct aras_setting *aras_setting_copy(const struct aras_setting *setting,
                                       struct aras_arena *arena);

/**
 * New settings, for documents made by the program. The name is copied, and must be one
 * that a file can hold: a letter, then letters, digits, '_' and '-'. Texts are
 * borrowed.
 */
struct aras_setting *aras_setting_new(enum aras_setting_kind kind, const char *name,
                                      struct aras_place place,
                                      struct aras_arena *arena);
/** Puts `part` at the end of a group, which has no part of that name, or of a list. */
void aras_setting_add(struct aras_setting *parent, struct aras_setting *part,
                      struct aras_arena *arena);
/** Takes the part with this name out of a group; does nothing when there is none. */
void aras_setting_remove(struct aras_setting *group, const char *name);

/** Room for a number written by aras_document_number. */
enum { ARAS_NUMBER_ROOM = 32 };

/** A finite number as text, with as many digits (15 to 17) as read back the same. */
void aras_document_number(double number, char text[ARAS_NUMBER_ROOM]);

/**
 * Writes a group as a configuration file that reads back as the same tree:
 * numbers with as many digits as read back the same (whole ones without a point), texts
 * escaped, two blanks a level. Its numbers must be finite, its texts UTF-8. An array
 * whose parts are not all of one kind is written as a list, since libconfig would not
 * take it back. A setting of a group that is named in `without` (a NULL-ended list of
 * names; may be NULL) is left out wherever it stands, and one that is named as
 * "parameters.range" in the entries of that list: so can descriptions be kept out of a
 * hash.
 */
void aras_document_write(const struct aras_setting *setting, const char *const *without,
                         struct aras_text *text);

#endif
