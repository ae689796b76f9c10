/* A ledger as a file: how it is read, and how lines are put at its end. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "result/ledger.h"
#include "result/ledger_line.h"

enum { HASH = ARAS_SHA256_TEXT - 1, TRIES = 20, WAIT_MILLISECONDS = 100 };

static enum aras_status fail(struct aras_error *error, const char *what,
                             const char *path)
{
    return aras_error_set(error, errno == ENOMEM ? ARAS_NO_MEMORY : ARAS_FILE,
                          "cannot %s the ledger %s: %s", what, path, strerror(errno));
}

/* --- a line and its hash ---------------------------------------------------------- */

/* All that is needed while lines are read. */
struct reading {
    struct aras_ledger *ledger;
    const char *path;
    const char *text; /* of the line */
    size_t length;
    json_t *json; /* of the line */
    enum aras_status status;
    struct aras_error *error;
};

static void damaged(struct reading *reading, const char *what)
{
    reading->status =
        aras_error_set(reading->error, ARAS_DAMAGED, "line %ju of the ledger %s %s",
                       (uintmax_t) reading->ledger->lines + 1, reading->path, what);
}

/* Whether the line ends with the hash of what stands before it; `hash` gets it. */
static bool has_its_hash(const char *text, size_t length, char hash[ARAS_SHA256_TEXT])
{
    const size_t end = sizeof ARAS_LEDGER_HASH - 1 + HASH + 2;
    const char *at = text + length - end;

    if (length < end ||
        memcmp(at, ARAS_LEDGER_HASH, sizeof ARAS_LEDGER_HASH - 1) != 0 ||
        memcmp(text + length - 2, "\"}", 2) != 0) {
        return false;
    }
    aras_sha256(text, length - end, hash);
    return memcmp(at + sizeof ARAS_LEDGER_HASH - 1, hash, HASH) == 0;
}

/* Whether it follows the line that was read before it. */
static bool follows(struct reading *reading, const struct aras_ledger_line *line)
{
    uint64_t expected = reading->ledger->lines + 1;

    if (strcmp(line->before, reading->ledger->seal) == 0 && line->line == expected) {
        return true;
    }
    if (line->line > expected) {
        aras_error_set(reading->error, ARAS_DAMAGED,
                       "line %ju of the ledger %s is missing: what stands there was "
                       "written as line %ju",
                       (uintmax_t) expected, reading->path, (uintmax_t) line->line);
        reading->status = ARAS_DAMAGED;
    } else if (line->line < expected) {
        damaged(reading, "was put in, or has been moved");
    } else {
        damaged(reading, "does not follow the line before it, which was written anew");
    }
    return false;
}

static void join_line(struct reading *reading, struct aras_ledger_line *line)
{
    struct aras_ledger_entry entry = {NULL, NULL, NULL};
    const struct aras_ledger_question *question;
    const struct aras_ledger_outcome read = line->outcome;
    bool already;

    switch (line->what) {
    case ARAS_LINE_QUESTION:
        entry.question = &line->question;
        break;
    case ARAS_LINE_PREDICTION:
        entry.prediction = &line->prediction;
        break;
    case ARAS_LINE_OUTCOME:
        question = aras_ledger_find(reading->ledger, line->outcome.question);
        if (question == NULL) {
            damaged(reading, "is about a question that nobody asked");
            return;
        }
        if (line->word != NULL) {
            reading->status = aras_ledger_read_word(question, line->word,
                                                    &line->outcome, reading->error);
            line->outcome.on = read.on;
            line->outcome.source = read.source;
        }
        entry.outcome = &line->outcome;
        break;
    }
    if (reading->status == ARAS_OK) {
        reading->status = aras_ledger_join(reading->ledger, &entry, line->at, &already,
                                           reading->error);
    }
    if (reading->status == ARAS_OK && already) {
        damaged(reading, "says again what was said before");
    }
}

static void read_line(void *opaque)
{
    struct reading *reading = opaque;
    struct aras_ledger_line line;

    reading->status = aras_ledger_line_read(reading->json, reading->ledger->arena,
                                            &line, reading->error);
    if (reading->status == ARAS_OK && follows(reading, &line)) {
        join_line(reading, &line);
    }
}

static enum aras_status take_line(struct reading *reading)
{
    struct aras_ledger *ledger = reading->ledger;
    uint64_t number = ledger->lines + 1;
    char hash[ARAS_SHA256_TEXT];
    json_error_t reason;

    if (number == 1 && (reading->length == 0 || reading->text[0] != '{')) {
        return aras_error_set(reading->error, ARAS_INVALID,
                              "%s is no ledger of predictions: it begins with no JSON",
                              reading->path);
    }
    if (!has_its_hash(reading->text, reading->length, hash)) {
        damaged(reading, "has been changed: its hash does not fit what it says");
        return reading->status;
    }
    reading->json =
        json_loadb(reading->text, reading->length, JSON_REJECT_DUPLICATES, &reason);
    if (reading->json == NULL) {
        if (json_error_code(&reason) == json_error_out_of_memory) {
            return aras_error_set(reading->error, ARAS_NO_MEMORY,
                                  "no memory to read the ledger %s", reading->path);
        }
        damaged(reading, "is no JSON");
        return reading->status;
    }
    if (aras_arena_try(ledger->arena, read_line, reading, reading->error) != ARAS_OK) {
        reading->status = ARAS_NO_MEMORY;
    } else if (reading->status != ARAS_OK && reading->status != ARAS_NO_MEMORY &&
               reading->status != ARAS_DAMAGED) {
        /* A line with the right hash was written by this program: whatever is wrong
         * with it, it is the file that cannot be used. */
        reading->status = reading->error->status = ARAS_DAMAGED;
        aras_error_within(reading->error, "line %ju of the ledger %s",
                          (uintmax_t) number, reading->path);
    }
    json_decref(reading->json);
    memcpy(ledger->seal, hash, sizeof hash);
    return reading->status;
}

static enum aras_status take_text(struct aras_ledger *ledger, const char *path,
                                  const char *text, size_t length,
                                  struct aras_error *error)
{
    const char *end = text + length;
    struct reading reading = {.ledger = ledger, .path = path, .error = error};

    for (const char *at = text; at < end; at += reading.length + 1) {
        const char *line_end = memchr(at, '\n', (size_t) (end - at));

        if (line_end == NULL) {
            damaged(&reading, "was cut off while it was written; remove it");
            return reading.status;
        }
        reading.text = at;
        reading.length = (size_t) (line_end - at);
        enum aras_status status = take_line(&reading);

        if (status != ARAS_OK) {
            return status;
        }
    }
    return ARAS_OK;
}

/* --- the file --------------------------------------------------------------------- */

/* The whole open file, owned by the caller. */
static char *read_all(int file, const char *path, size_t *length,
                      struct aras_error *error)
{
    struct stat facts;
    char *text = NULL;
    ssize_t more = 1;

    if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        aras_error_set(error, ARAS_FILE, "the ledger %s is no plain file", path);
        return NULL;
    }
    text = malloc((size_t) facts.st_size + 1);
    if (text == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to read the ledger %s", path);
        return NULL;
    }
    for (*length = 0; *length < (size_t) facts.st_size && more > 0;
         *length += (size_t) more) {
        more = pread(file, text + *length, (size_t) facts.st_size - *length,
                     (off_t) *length);
        if (more < 0) {
            fail(error, "read", path);
            free(text);
            return NULL;
        }
    }
    return text;
}

static struct aras_ledger *read_file(int file, const char *path,
                                     struct aras_error *error)
{
    struct aras_ledger *ledger = aras_ledger_new(error);
    size_t length = 0;
    char *text = ledger == NULL ? NULL : read_all(file, path, &length, error);

    if (text == NULL || take_text(ledger, path, text, length, error) != ARAS_OK) {
        aras_ledger_free(ledger);
        ledger = NULL;
    }
    free(text);
    return ledger;
}

struct aras_ledger *aras_ledger_read(const char *path, struct aras_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct aras_ledger *ledger;

    if (file < 0) {
        if (errno == ENOENT) {
            aras_error_set(error, ARAS_UNKNOWN, "there is no ledger %s", path);
        } else {
            fail(error, "read", path);
        }
        return NULL;
    }
    ledger = read_file(file, path, error);
    close(file);
    return ledger;
}

/* Others hold the lock for as long as it takes to write a few lines. */
static enum aras_status lock(int file, const char *path, struct aras_error *error)
{
    const struct timespec wait = {.tv_nsec = WAIT_MILLISECONDS * 1000000};

    for (int i = 0; i < TRIES; i++) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0) {
            return ARAS_OK;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(error, "lock", path);
        }
        nanosleep(&wait, NULL);
    }
    return aras_error_set(error, ARAS_FILE,
                          "another process is writing to the ledger %s; try again",
                          path);
}

struct addition {
    struct aras_ledger *ledger;
    const struct aras_ledger_entry *entries;
    size_t count;
    const char *at;
    struct aras_text text; /* of the new lines */
    enum aras_status status;
    struct aras_error *error;
};

/* The name of the option that came, if one did. */
static const char *option_of(const struct aras_ledger *ledger,
                             const struct aras_ledger_outcome *outcome)
{
    return outcome == NULL || outcome->came != ARAS_CAME_OPTION
               ? NULL
               : aras_ledger_find(ledger, outcome->question)->options[outcome->option];
}

static void join_all(void *opaque)
{
    struct addition *addition = opaque;
    struct aras_ledger *ledger = addition->ledger;

    for (size_t i = 0; i < addition->count && addition->status == ARAS_OK; i++) {
        const struct aras_ledger_entry *entry = &addition->entries[i];
        bool already = false;

        addition->status =
            aras_ledger_join(ledger, entry, addition->at, &already, addition->error);
        if (addition->status == ARAS_OK && !already) {
            aras_ledger_line_write(&addition->text, entry,
                                   option_of(ledger, entry->outcome), ledger->lines,
                                   addition->at, ledger->seal, ledger->seal);
        }
    }
}

/* What could not be written whole is taken back. */
static enum aras_status append(int file, const char *path, const struct aras_text *text,
                               struct aras_error *error)
{
    off_t end = lseek(file, 0, SEEK_END);
    size_t done = 0;

    while (end >= 0 && done < text->length) {
        ssize_t more = write(file, text->data + done, text->length - done);

        if (more < 0 && errno != EINTR) {
            break;
        }
        done += more < 0 ? 0 : (size_t) more;
    }
    if (end < 0 || done < text->length || fsync(file) != 0) {
        fail(error, "write", path);
        if (end >= 0 && ftruncate(file, end) != 0) {
            aras_error_within(error, "the last line, which could not be taken back");
        }
        return error->status;
    }
    return ARAS_OK;
}

/* Makes the new lines, behind what the ledger holds. */
static enum aras_status join(struct addition *addition)
{
    enum aras_status status =
        aras_arena_try(addition->ledger->arena, join_all, addition, addition->error);

    if (status == ARAS_OK) {
        status = addition->status;
    }
    return status == ARAS_OK ? aras_text_check(&addition->text, addition->error)
                             : status;
}

/* Whether all of it could stand in a new ledger: one that is refused leaves no file. */
static enum aras_status try_new(struct addition addition)
{
    enum aras_status status;

    addition.ledger = aras_ledger_new(addition.error);
    if (addition.ledger == NULL) {
        return addition.error->status;
    }
    status = join(&addition);
    aras_text_free(&addition.text);
    aras_ledger_free(addition.ledger);
    return status;
}

static enum aras_status add_to(int file, const char *path, struct addition *addition,
                               char seal[ARAS_SHA256_TEXT])
{
    struct aras_error *error = addition->error;
    enum aras_status status;

    addition->ledger = read_file(file, path, error);
    if (addition->ledger == NULL) {
        return error->status;
    }
    status = join(addition);
    if (status == ARAS_OK && addition->text.length > 0) {
        status = append(file, path, &addition->text, error);
    }
    memcpy(seal, addition->ledger->seal, ARAS_SHA256_TEXT);
    aras_text_free(&addition->text);
    aras_ledger_free(addition->ledger);
    return status;
}

enum aras_status aras_ledger_add(const char *path,
                                 const struct aras_ledger_entry *entries, size_t count,
                                 const char *at, char seal[ARAS_SHA256_TEXT],
                                 struct aras_error *error)
{
    struct addition addition = {
        .entries = entries, .count = count, .at = at, .error = error};
    enum aras_status status;
    int file;

    if (access(path, F_OK) != 0 && try_new(addition) != ARAS_OK) {
        return error->status;
    }
    file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
        return fail(error, "write", path);
    }
    status = lock(file, path, error);
    if (status == ARAS_OK) {
        status = add_to(file, path, &addition, seal);
    }
    close(file);
    return status;
}
