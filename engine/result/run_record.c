#include "result/run_record.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/require.h"
#include "result/utf8.h"

enum { FORMAT = 1 };

void aras_run_record_free(struct aras_run_record *record)
{
    json_decref(record->sessions);
    free(record->design);
    free(record->entry);
    *record = (struct aras_run_record){0};
}

/* The place of the first entry whose index is not below `index`. */
static size_t place_of(const struct aras_run_record *record, uint64_t index)
{
    size_t low = 0;
    size_t high = record->entries;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (record->entry[middle].index < index) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct aras_run_entry *aras_run_record_find(const struct aras_run_record *record,
                                            uint64_t index)
{
    size_t place = place_of(record, index);

    return place < record->entries && record->entry[place].index == index
               ? &record->entry[place]
               : NULL;
}

static enum aras_status make_room(struct aras_run_record *record,
                                  struct aras_error *error)
{
    if (record->entries < record->capacity) {
        return ARAS_OK;
    }

    size_t capacity = record->capacity == 0 ? 64 : 2 * record->capacity;
    struct aras_run_entry *entry = realloc(record->entry, capacity * sizeof *entry);

    if (entry == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for a list of %zu blocks", capacity);
    }
    record->entry = entry;
    record->capacity = capacity;
    return ARAS_OK;
}

void aras_run_record_count(struct aras_run_record *record)
{
    struct aras_run_facts *facts = &record->facts;

    while (record->counted < record->entries) {
        const struct aras_run_entry *entry = &record->entry[record->counted];

        if (!entry->present || facts->replications != entry->index * facts->block) {
            break;
        }
        facts->replications += entry->count;
        facts->failed += entry->failed;
        record->counted++;
    }
}

/* Takes the entries from `place` on out of the sums. */
static void uncount(struct aras_run_record *record, size_t place)
{
    while (record->counted > place) {
        const struct aras_run_entry *entry = &record->entry[--record->counted];

        record->facts.replications -= entry->count;
        record->facts.failed -= entry->failed;
    }
}

enum aras_status aras_run_record_put(struct aras_run_record *record,
                                     const struct aras_run_entry *entry,
                                     struct aras_error *error)
{
    size_t place = place_of(record, entry->index);

    uncount(record, place);
    if (place == record->entries || record->entry[place].index != entry->index) {
        enum aras_status status = make_room(record, error);

        if (status != ARAS_OK) {
            return status;
        }
        memmove(&record->entry[place + 1], &record->entry[place],
                (record->entries - place) * sizeof *entry);
        record->entries++;
    }
    record->entry[place] = *entry;
    return ARAS_OK;
}

static json_t *text_of(const char *text, struct aras_text *clean)
{
    clean->length = 0;
    aras_utf8_add(clean, text);
    return clean->out_of_memory ? NULL : json_stringn(clean->data, clean->length);
}

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory left to write run.json");
}

enum aras_status aras_run_record_add_session(struct aras_run_record *record,
                                             const char *command, const char *started,
                                             const char *finished, const char *stop,
                                             double wall_seconds, double cpu_seconds,
                                             struct aras_error *error)
{
    struct aras_run_facts *facts = &record->facts;
    struct aras_text clean = {0};
    json_t *command_text = text_of(command, &clean);
    json_t *stop_text = text_of(stop, &clean);
    json_t *session = NULL;
    enum aras_status status = ARAS_OK;

    if (record->sessions == NULL) {
        record->sessions = json_array();
    }
    if (command_text != NULL && stop_text != NULL) {
        session = json_pack("{sO ss ss sO sI sf sf}", "command", command_text,
                            "started", started, "finished", finished, "stop", stop_text,
                            "replications", (json_int_t) facts->replications,
                            "wall_seconds", wall_seconds, "cpu_seconds", cpu_seconds);
    }
    if (session == NULL || json_array_append_new(record->sessions, session) != 0) {
        status = no_memory(error);
        goto done;
    }
    facts->sessions++;
    facts->wall_seconds += wall_seconds;
    facts->cpu_seconds += cpu_seconds;
    aras_utf8_cut(facts->stop, sizeof facts->stop, stop);
    aras_utf8_cut(facts->finished, sizeof facts->finished, finished);
done:
    json_decref(command_text);
    json_decref(stop_text);
    aras_text_free(&clean);
    return status;
}

/* Writing. Texts and numbers of 64 bits that JSON's readers round to doubles are
 * written as texts. */

static void add_json(struct aras_text *text, const char *key, json_t *value)
{
    char *dump =
        value == NULL ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    if (dump == NULL) {
        text->out_of_memory = 1;
    } else if (key == NULL) {
        aras_text_add(text, "%s", dump);
    } else {
        aras_text_add(text, "\"%s\": %s,\n", key, dump);
    }
    free(dump);
}

static void add_text(struct aras_text *text, const char *key, const char *value)
{
    struct aras_text clean = {0};
    json_t *json = text_of(value, &clean);

    add_json(text, key, json);
    json_decref(json);
    aras_text_free(&clean);
}

static void add_number(struct aras_text *text, const char *key, uint64_t value)
{
    ARAS_REQUIRE(value <= INT64_MAX);
    aras_text_add(text, "\"%s\": %" PRIu64 ",\n", key, value);
}

static void add_truth(struct aras_text *text, const char *key, bool value)
{
    aras_text_add(text, "\"%s\": %s,\n", key, value ? "true" : "false");
}

static void add_hash(struct aras_text *text, const char *key, uint64_t value)
{
    aras_text_add(text, "\"%s\": \"%016" PRIx64 "\",\n", key, value);
}

static void add_seconds(struct aras_text *text, const char *key, double value)
{
    json_t *json = json_real(value);

    add_json(text, key, json);
    json_decref(json);
}

static void add_shape(struct aras_text *text, const struct aras_shape *shape)
{
    aras_text_add(
        text,
        "\"shape\": {\"outcomes\": %zu, \"parameters\": %zu, \"events\": %zu, "
        "\"ranges\": %zu, \"points\": %zu},\n",
        shape->outcomes, shape->parameters, shape->events, shape->ranges,
        shape->points);
}

static void add_sessions(struct aras_text *text, const json_t *sessions)
{
    size_t count = json_array_size(sessions);

    aras_text_add(text, "\"sessions\": [");
    for (size_t i = 0; i < count; i++) {
        aras_text_add(text, i == 0 ? "\n  " : ",\n  ");
        add_json(text, NULL, json_array_get(sessions, i));
    }
    aras_text_add(text, "],\n");
}

static void add_blocks(struct aras_text *text, const struct aras_run_record *record)
{
    aras_text_add(text, "\"blocks\": [");
    for (size_t i = 0; i < record->entries; i++) {
        const struct aras_run_entry *entry = &record->entry[i];

        aras_text_add(text,
                      "%s[%" PRIu64 ", %" PRIu64 ", %" PRIu64 ", \"%016" PRIx64 "\"]",
                      i == 0 ? "\n  " : ",\n  ", entry->index, entry->count,
                      entry->failed, entry->checksum);
    }
    aras_text_add(text, "],\n");
}

enum aras_status aras_run_record_write(const struct aras_run_record *record,
                                       struct aras_text *text, struct aras_error *error)
{
    const struct aras_run_facts *facts = &record->facts;
    char seed[32];

    snprintf(seed, sizeof seed, "%" PRIu64, facts->seed);
    aras_text_add(text, "{\n");
    add_number(text, "format", FORMAT);
    add_text(text, "id", facts->id);
    add_text(text, "name", facts->name);
    add_text(text, "title", facts->title);
    add_text(text, "version", facts->version);
    aras_text_add(text, "\"result_version\": %d,\n", facts->result_version);
    add_text(text, "compiler", facts->compiler);
    add_text(text, "seed", seed);
    add_truth(text, "central", facts->central);
    add_number(text, "group", facts->group);
    add_number(text, "block", facts->block);
    if (record->design != NULL) {
        add_text(text, "design", record->design);
        add_number(text, "points", facts->points);
    }
    add_shape(text, &record->shape);
    add_hash(text, "resolved", record->resolved);
    if (record->has_database) {
        add_hash(text, "database", record->database);
    }
    add_hash(text, "maths", facts->maths);
    add_truth(text, "mixed", facts->mixed);
    add_number(text, "replications", facts->replications);
    add_number(text, "failed", facts->failed);
    add_text(text, "stop", facts->stop);
    add_text(text, "created", facts->created);
    add_text(text, "finished", facts->finished);
    add_seconds(text, "wall_seconds", facts->wall_seconds);
    add_seconds(text, "cpu_seconds", facts->cpu_seconds);
    add_sessions(text, record->sessions);
    add_blocks(text, record);
    if (text->out_of_memory) {
        return no_memory(error);
    }
    aras_text_add(text, "\"checksum\": \"%016" PRIx64 "\"\n}\n",
                  XXH3_64bits(text->data, text->length));
    return text->out_of_memory ? no_memory(error) : ARAS_OK;
}

/* Reading. Each function returns false when the member is not there or is not of
 * its kind. */

static bool get_text(const json_t *json, const char *key, char *to, size_t size)
{
    const char *value = json_string_value(json_object_get(json, key));

    if (value == NULL || strlen(value) >= size) {
        return false;
    }
    memcpy(to, value, strlen(value) + 1);
    return true;
}

static bool read_number(const json_t *value, uint64_t *to)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0) {
        return false;
    }
    *to = (uint64_t) json_integer_value(value);
    return true;
}

static bool get_number(const json_t *json, const char *key, uint64_t *to)
{
    return read_number(json_object_get(json, key), to);
}

static bool get_size(const json_t *json, const char *key, size_t *to)
{
    uint64_t value;

    if (!get_number(json, key, &value) || value > SIZE_MAX) {
        return false;
    }
    *to = (size_t) value;
    return true;
}

static bool get_truth(const json_t *json, const char *key, bool *to)
{
    const json_t *value = json_object_get(json, key);

    *to = json_is_true(value);
    return json_is_boolean(value);
}

static bool get_seconds(const json_t *json, const char *key, double *to)
{
    const json_t *value = json_object_get(json, key);

    *to = json_number_value(value);
    return json_is_number(value);
}

/* A number written as a text of digits, and of nothing else. */
static bool read_digits(const json_t *value, int base, uint64_t *to)
{
    const char *digits = json_string_value(value);

    if (digits == NULL || digits[0] == '\0' ||
        digits[strspn(digits, base == 16 ? "0123456789abcdef" : "0123456789")] !=
            '\0') {
        return false;
    }
    *to = strtoull(digits, NULL, base);
    return true;
}

static bool get_shape(const json_t *json, struct aras_shape *shape)
{
    const json_t *value = json_object_get(json, "shape");

    return get_size(value, "outcomes", &shape->outcomes) &&
           get_size(value, "parameters", &shape->parameters) &&
           get_size(value, "events", &shape->events) &&
           get_size(value, "ranges", &shape->ranges) &&
           get_size(value, "points", &shape->points) &&
           get_number(json, "group", &shape->group) && shape->group >= 1;
}

static bool get_facts(const json_t *json, struct aras_run_facts *facts)
{
    uint64_t result_version;

    if (!get_number(json, "result_version", &result_version) ||
        result_version > INT32_MAX) {
        return false;
    }
    facts->result_version = (int) result_version;
    return get_text(json, "id", facts->id, sizeof facts->id) &&
           strlen(facts->id) == sizeof facts->id - 1 &&
           get_text(json, "name", facts->name, sizeof facts->name) &&
           get_text(json, "title", facts->title, sizeof facts->title) &&
           get_text(json, "version", facts->version, sizeof facts->version) &&
           get_text(json, "compiler", facts->compiler, sizeof facts->compiler) &&
           read_digits(json_object_get(json, "seed"), 10, &facts->seed) &&
           get_truth(json, "central", &facts->central) &&
           get_number(json, "group", &facts->group) && facts->group >= 1 &&
           get_number(json, "block", &facts->block) && facts->block >= 1 &&
           read_digits(json_object_get(json, "maths"), 16, &facts->maths) &&
           get_truth(json, "mixed", &facts->mixed) &&
           get_number(json, "replications", &facts->replications) &&
           get_number(json, "failed", &facts->failed) &&
           get_text(json, "stop", facts->stop, sizeof facts->stop) &&
           get_text(json, "created", facts->created, sizeof facts->created) &&
           get_text(json, "finished", facts->finished, sizeof facts->finished) &&
           get_seconds(json, "wall_seconds", &facts->wall_seconds) &&
           get_seconds(json, "cpu_seconds", &facts->cpu_seconds);
}

static bool read_entry(const json_t *row, uint64_t block, struct aras_run_entry *entry)
{
    return json_array_size(row) == 4 &&
           read_number(json_array_get(row, 0), &entry->index) &&
           read_number(json_array_get(row, 1), &entry->count) && entry->count >= 1 &&
           entry->count <= block &&
           read_number(json_array_get(row, 2), &entry->failed) &&
           entry->failed <= entry->count &&
           read_digits(json_array_get(row, 3), 16, &entry->checksum);
}

static enum aras_status say_damaged(struct aras_error *error, const char *why)
{
    return aras_error_set(error, ARAS_DAMAGED, "run.json is damaged: %s", why);
}

static enum aras_status get_blocks(const json_t *json, struct aras_run_record *record,
                                   struct aras_error *error)
{
    const json_t *table = json_object_get(json, "blocks");

    record->facts.replications = 0; /* until their blocks are found */
    record->facts.failed = 0;
    if (!json_is_array(table)) {
        return say_damaged(error, "its list of blocks is missing");
    }
    for (size_t i = 0; i < json_array_size(table); i++) {
        struct aras_run_entry entry = {0};

        if (!read_entry(json_array_get(table, i), record->facts.block, &entry) ||
            (i > 0 && entry.index <= record->entry[i - 1].index)) {
            return say_damaged(error, "its list of blocks cannot be understood");
        }
        if (aras_run_record_put(record, &entry, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* The last member is the checksum of all that stands before its line. */
static bool has_its_checksum(const char *text, size_t length)
{
    char last[64];
    size_t size = strlen("\"checksum\": \"0123456789abcdef\"\n}\n");

    if (length < size) {
        return false;
    }
    snprintf(last, sizeof last, "\"checksum\": \"%016" PRIx64 "\"\n}\n",
             XXH3_64bits(text, length - size));
    return memcmp(text + length - size, last, size) == 0;
}

static enum aras_status get_design(const json_t *json, struct aras_run_record *record,
                                   struct aras_error *error)
{
    const char *design = json_string_value(json_object_get(json, "design"));

    if (json_object_get(json, "design") == NULL) {
        return ARAS_OK;
    }
    if (design == NULL || !get_number(json, "points", &record->facts.points) ||
        record->facts.points == 0) {
        return say_damaged(error, "its design cannot be understood");
    }
    record->design = strdup(design);
    return record->design == NULL ? no_memory(error) : ARAS_OK;
}

/* Runs of earlier versions, and those whose first session goes on, have none. */
static enum aras_status get_database(const json_t *json, struct aras_run_record *record,
                                     struct aras_error *error)
{
    const json_t *value = json_object_get(json, "database");

    record->has_database = value != NULL;
    if (value != NULL && !read_digits(value, 16, &record->database)) {
        return say_damaged(error, "the checksum of results.db cannot be understood");
    }
    return ARAS_OK;
}

static enum aras_status read_json(const json_t *json, struct aras_run_record *record,
                                  struct aras_error *error)
{
    uint64_t format;

    if (!get_number(json, "format", &format)) {
        return say_damaged(error, "it has no format");
    }
    if (format != FORMAT) {
        return aras_error_set(error, ARAS_FILE,
                              "run.json has format %" PRIu64
                              ", this program reads format %d: use the program that "
                              "wrote it",
                              format, FORMAT);
    }
    if (!get_facts(json, &record->facts) || !get_shape(json, &record->shape) ||
        !read_digits(json_object_get(json, "resolved"), 16, &record->resolved) ||
        !json_is_array(json_object_get(json, "sessions"))) {
        return say_damaged(error, "a member is missing or of the wrong kind");
    }
    record->sessions = json_incref(json_object_get(json, "sessions"));
    record->facts.sessions = json_array_size(record->sessions);
    if (get_design(json, record, error) != ARAS_OK ||
        get_database(json, record, error) != ARAS_OK) {
        return error->status;
    }
    return get_blocks(json, record, error);
}

enum aras_status aras_run_record_read(const char *text, size_t length,
                                      struct aras_run_record *record,
                                      struct aras_error *error)
{
    json_error_t reason;
    json_t *json = NULL;
    enum aras_status status;

    if (!has_its_checksum(text, length)) {
        return say_damaged(error, "its last line is not the checksum of the rest");
    }
    json = json_loadb(text, length, JSON_REJECT_DUPLICATES, &reason);
    if (json == NULL) {
        return json_error_code(&reason) == json_error_out_of_memory
                   ? aras_error_set(error, ARAS_NO_MEMORY, "no memory for run.json")
                   : say_damaged(error, reason.text);
    }
    status = read_json(json, record, error);
    json_decref(json);
    if (status != ARAS_OK) {
        aras_run_record_free(record);
    }
    return status;
}
