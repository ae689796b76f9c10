#include "command/game.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/document.h"

/* What a kept game begins with. */
#define MARK "aras play --replay"

/* --- reading ------------------------------------------------------------------------
 */

/* A whole number kept as text, since settings hold 53 bits. */
static uint64_t whole_of(struct aras_setting *root, const char *name,
                         struct aras_problems *problems)
{
    const char *text = aras_setting_text(root, name, problems);
    char *end = NULL;
    uint64_t value;

    errno = 0;
    value = text == NULL ? 0 : strtoull(text, &end, 10);
    if (text == NULL || end == text || *end != '\0' || errno != 0) {
        aras_problems_add(problems, aras_setting_place(root, name),
                          "a game says its `%s`, a whole number as text", name);
    }
    return value;
}

static const char *text_of(struct aras_setting *group, const char *name,
                           struct aras_problems *problems)
{
    const char *text = aras_setting_text(group, name, problems);

    if (text == NULL) {
        aras_problems_add(problems, group->place, "a game says its `%s`", name);
        return "";
    }
    return text;
}

static const char *const *texts_of(struct aras_setting *root, const char *name,
                                   size_t *count, struct aras_problems *problems)
{
    struct aras_setting *list = aras_setting_texts(root, name, problems);
    size_t parts = list == NULL ? 0 : list->count;
    const char **texts = aras_arena_array(problems->arena, parts, sizeof *texts);

    for (size_t i = 0; i < parts; i++) {
        texts[i] = list->parts[i]->text;
    }
    *count = parts;
    return texts;
}

static void read_changes(struct aras_game *game, struct aras_setting *root,
                         struct aras_problems *problems)
{
    size_t texts = 0;

    game->setting = texts_of(root, "set", &game->settings, problems);
    game->verb = texts_of(root, "verbs", &game->interventions, problems);
    game->text = texts_of(root, "changes", &texts, problems);
    if (texts != game->interventions || texts > ARAS_MOST_WORDS ||
        game->settings > ARAS_MOST_WORDS) {
        aras_problems_add(problems, root->place,
                          "a game has as many `changes` as `verbs`, at most %d",
                          ARAS_MOST_WORDS);
    }
}

static void read_answers(struct aras_game *game, struct aras_setting *root,
                         struct aras_problems *problems)
{
    struct aras_setting *list = aras_setting_groups(root, "answers", problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_answer *answer =
        aras_arena_array(problems->arena, count, sizeof *answer);

    for (size_t i = 0; i < count; i++) {
        answer[i] = (struct aras_answer){
            .decision = text_of(list->parts[i], "decision", problems),
            .choice = text_of(list->parts[i], "choice", problems),
            .number =
                aras_setting_whole(list->parts[i], "number", 0, 1000000, 0, problems)};
    }
    game->answer = answer;
    game->answers = count;
}

bool aras_game_is_kept(const char *path)
{
    static const char mark[] = "game = \"" MARK "\";";
    char head[sizeof mark] = "";
    struct stat facts;
    FILE *file;
    bool read;

    /* What comes through a pipe can be read but once. */
    if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return false;
    }
    file = fopen(path, "r");
    if (file == NULL) {
        return false;
    }
    read = fread(head, 1, sizeof mark - 1, file) == sizeof mark - 1;
    fclose(file);
    return read && strcmp(head, mark) == 0;
}

bool aras_game_read(struct aras_game *game, const char *path,
                    struct aras_problems *problems)
{
    size_t before = problems->mistakes;
    struct aras_setting *root = aras_document_read(path, problems);

    *game = (struct aras_game){0};
    if (root == NULL) {
        return false;
    }
    if (aras_setting_find(root, "game") == NULL) {
        aras_problems_add(
            problems, root->place,
            "this is no game that `aras play` has kept: it has no `game`");
        return false;
    }
    game->scenario = text_of(root, "scenario", problems);
    game->seats = text_of(root, "seats", problems);
    game->state = text_of(root, "state", problems);
    game->seed = whole_of(root, "seed", problems);
    game->group = whole_of(root, "group", problems);
    game->world = whole_of(root, "world", problems);
    game->central = aras_setting_truth(root, "central", false, problems);
    game->left = aras_setting_truth(root, "left", false, problems);
    read_changes(game, root, problems);
    read_answers(game, root, problems);
    aras_setting_report_unread(root, problems);
    return problems->mistakes == before;
}

/* --- writing ------------------------------------------------------------------------
 */

struct writing {
    const struct aras_game *game;
    struct aras_arena *arena;
    struct aras_text *text;
};

static struct aras_setting *add(struct writing *writing, struct aras_setting *to,
                                enum aras_setting_kind kind, const char *name)
{
    struct aras_setting *setting =
        aras_setting_new(kind, name, (struct aras_place){0}, writing->arena);

    aras_setting_add(to, setting, writing->arena);
    return setting;
}

static void add_text(struct writing *writing, struct aras_setting *to, const char *name,
                     const char *text)
{
    add(writing, to, ARAS_SETTING_TEXT, name)->text = text;
}

static void add_whole(struct writing *writing, struct aras_setting *to,
                      const char *name, uint64_t number)
{
    add_text(writing, to, name, aras_arena_print(writing->arena, "%" PRIu64, number));
}

static void add_texts(struct writing *writing, struct aras_setting *to,
                      const char *name, const char *const *texts, size_t count)
{
    struct aras_setting *list;

    if (count > 0) {
        list = add(writing, to, ARAS_SETTING_LIST, name);
        list->array = true;
        for (size_t i = 0; i < count; i++) {
            add_text(writing, list, NULL, texts[i]);
        }
    }
}

static void write_tree(void *opaque)
{
    struct writing *writing = opaque;
    const struct aras_game *game = writing->game;
    struct aras_setting *root = aras_setting_new(
        ARAS_SETTING_GROUP, NULL, (struct aras_place){0}, writing->arena);
    struct aras_setting *answers;

    add_text(writing, root, "game", MARK);
    add_text(writing, root, "scenario", game->scenario);
    add_texts(writing, root, "set", game->setting, game->settings);
    add_texts(writing, root, "verbs", game->verb, game->interventions);
    add_texts(writing, root, "changes", game->text, game->interventions);
    add_text(writing, root, "state", game->state);
    add_whole(writing, root, "seed", game->seed);
    add_whole(writing, root, "group", game->group);
    add_whole(writing, root, "world", game->world);
    add(writing, root, ARAS_SETTING_TRUTH, "central")->truth = game->central;
    add_text(writing, root, "seats", game->seats);
    answers = add(writing, root, ARAS_SETTING_LIST, "answers");
    for (size_t i = 0; i < game->answers; i++) {
        struct aras_setting *answer = add(writing, answers, ARAS_SETTING_GROUP, NULL);
        struct aras_setting *number;

        add_text(writing, answer, "decision", game->answer[i].decision);
        number = add(writing, answer, ARAS_SETTING_NUMBER, "number");
        number->number = game->answer[i].number;
        number->whole = true;
        add_text(writing, answer, "choice", game->answer[i].choice);
    }
    add(writing, root, ARAS_SETTING_TRUTH, "left")->truth = game->left;
    aras_document_write(root, NULL, writing->text);
}

enum aras_status aras_game_text(const struct aras_game *game, struct aras_text *text,
                                struct aras_error *error)
{
    struct aras_arena *arena = aras_arena_new(error);
    struct writing writing = {.game = game, .arena = arena, .text = text};
    enum aras_status status = arena == NULL
                                  ? error->status
                                  : aras_arena_try(arena, write_tree, &writing, error);

    aras_arena_free(arena);
    return status == ARAS_OK ? aras_text_check(text, error) : status;
}
