#ifndef ARAS_TESTS_SIMULATION_STORY_H
#define ARAS_TESTS_SIMULATION_STORY_H

/*
 * A model written in a test, played, and what happened in it as a line of words:
 * "flood@1 repair@2.5 repair!@3" (forced). The text of a model leaves out what all of
 * them share: title and source.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/document.h"
#include "simulation/simulation.h"
#include "support/check.h"

struct story {
    struct aras_arena *arena;
    struct aras_problems problems;
    const char *text;
    struct aras_model *model;
    struct aras_simulation *simulation;
    struct aras_settings settings;
    struct aras_record record;
    struct aras_error error;
    struct aras_observer observer;
    char told[4096];
};

/* Gives every entry the one source that a story has. */
static inline void story_give_sources(struct story *story, struct aras_setting *root)
{
    static const char *const given[][2] = {{"source", "test"}, {"grade", "A"}};

    for (size_t i = 0; i < root->count; i++) {
        struct aras_setting *list = root->parts[i];
        bool bare =
            strcmp(list->name, "sources") == 0 || strcmp(list->name, "actors") == 0 ||
            strcmp(list->name, "channels") == 0 ||
            strcmp(list->name, "outcomes") == 0 || strcmp(list->name, "tracks") == 0 ||
            strcmp(list->name, "changes") == 0 || list->kind != ARAS_SETTING_LIST;

        for (size_t k = 0; !bare && k < list->count; k++) {
            for (size_t j = 0; j < 2; j++) {
                struct aras_setting *text = aras_setting_new(
                    ARAS_SETTING_TEXT, given[j][0], list->place, story->arena);

                text->text = given[j][1];
                aras_setting_add(list->parts[k], text, story->arena);
            }
        }
    }
}

static inline void story_compile(void *context)
{
    static const char beginning[] =
        "title = \"a story\"; sources = ( { id = \"test\"; author = \"A\"; title = "
        "\"made up\"; known_by = \"2024-01-01\"; } );\n";
    struct story *story = context;
    char *text = aras_arena_print(story->arena, "%s%s", beginning, story->text);
    struct aras_setting *root =
        aras_document_parse(text, strlen(text), "story", &story->problems);

    if (root != NULL) {
        story_give_sources(story, root);
        story->model = aras_model_compile(root, &story->problems);
    }
}

static inline void story_note_event(void *context, uint32_t event, double time,
                                    bool forced, double rate)
{
    struct story *story = context;
    size_t used = strlen(story->told);

    (void) rate;
    snprintf(story->told + used, sizeof story->told - used, "%s%s%s@%.9g",
             used == 0 ? "" : " ", story->model->events[event].id, forced ? "!" : "",
             time);
}

/* Reads and compiles; a mistake in the text ends the test and is shown. */
static inline struct story *story_new(const char *text)
{
    struct story *story = calloc(1, sizeof *story);

    assert_non_null(story);
    story->arena = aras_arena_new(&story->error);
    assert_non_null(story->arena);
    story->problems.arena = story->arena;
    story->text = text;
    assert_ok(aras_arena_try(story->arena, story_compile, story, &story->error),
              story->error);
    for (size_t i = 0; i < story->problems.count && story->model == NULL; i++) {
        print_error("line %d: %s\n", story->problems.items[i].place.line,
                    story->problems.items[i].message);
    }
    assert_non_null(story->model);
    story->settings = (struct aras_settings){.seed = 1, .group = 1};
    return story;
}

static inline void story_free(struct story *story)
{
    aras_simulation_free(story->simulation);
    aras_model_release(story->model);
    aras_arena_free(story->arena);
    free(story);
}

static inline enum aras_status story_try(struct story *story, uint64_t replication)
{
    if (story->simulation == NULL) {
        story->simulation =
            aras_simulation_new(story->model, &story->settings, &story->error);
        assert_non_null(story->simulation);
        story->observer.context = story;
        if (story->observer.event == NULL) {
            story->observer.event = story_note_event;
        }
        aras_simulation_observe(story->simulation, &story->observer);
    }
    story->told[0] = '\0';
    return aras_simulation_play(story->simulation, replication, &story->record,
                                &story->error);
}

static inline void story_play(struct story *story, uint64_t replication)
{
    assert_ok(story_try(story, replication), story->error);
}

static inline uint32_t story_event(const struct story *story, const char *id)
{
    int event = aras_model_find_event(story->model, id);

    assert_true(event >= 0);
    return (uint32_t) event;
}

static inline uint32_t story_slot(const struct story *story, const char *name)
{
    int slot = aras_model_find_slot(story->model, name);

    assert_true(slot >= 0);
    return (uint32_t) slot;
}

static inline double story_value(const struct story *story, const char *name)
{
    return aras_simulation_value(story->simulation, story_slot(story, name));
}

static inline double story_outcome(const struct story *story, const char *id)
{
    int outcome = aras_model_find_outcome(story->model, id);

    assert_true(outcome >= 0);
    return story->record.outcomes[outcome];
}

static inline uint64_t story_count(const struct story *story, const char *id)
{
    return story->record.counts[story_event(story, id)];
}

/* Plays a text once and compares what happened. */
static inline void assert_story(const char *text, const char *told)
{
    struct story *story = story_new(text);

    story_play(story, 0);
    assert_string_equal(story->told, told);
    story_free(story);
}

/* Plays a text once and expects it to fail in these words. */
static inline void assert_story_fails(const char *text, const char *words)
{
    struct story *story = story_new(text);

    assert_fails(story_try(story, 17), story->error, ARAS_FAILED, words);
    assert_true(story->record.failed);
    story_free(story);
}

/* The n-th wait of an event's clock in a replication, from its definition. */
static inline double story_wait(const char *event, uint64_t replication, uint64_t n)
{
    struct aras_stream stream = {.seed = 1,
                                 .replication = replication,
                                 .name = aras_name_hash(event),
                                 .purpose = ARAS_FOR_CLOCK};
    uint64_t words[4];

    aras_stream_words(&stream, n / 4, 0, words);
    return -log1p(-aras_uniform_of(words[n % 4]));
}

/* The first replication in which the first wait of an event's clock is longer. */
static inline uint64_t story_patient(const char *event, double than)
{
    uint64_t replication = 0;

    while (!(story_wait(event, replication, 0) > than)) {
        replication++;
    }
    return replication;
}

#endif
