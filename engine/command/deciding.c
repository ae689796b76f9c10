#include "command/deciding.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/sight.h"
#include "report/game_words.h"

/* The next line that says something; NULL at the end. */
static char *next_line(struct aras_playing *playing)
{
    return aras_answers_next(&playing->input,
                             "Your choice (number or name; ? for what speaks for each, "
                             "own, quit): ");
}

/* A choice by its number or name; -1. */
static int find_option(const struct aras_playing *playing, uint32_t event,
                       const char *text)
{
    const struct aras_decision *decision = playing->model->events[event].decision;
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    if (*end == '\0' && isdigit((unsigned char) text[0])) {
        return number >= 1 && number <= decision->count ? (int) number - 1 : -1;
    }
    for (int i = 0; (size_t) i < decision->count; i++) {
        if (strcmp(aras_game_option(playing->model, event, i), text) == 0) {
            return i;
        }
    }
    return -1;
}

/* What has been said to be done whenever this comes, the latest word; -1. */
static int find_standing(const struct aras_playing *playing,
                         const struct aras_outlook *outlook)
{
    for (size_t i = playing->standings; i > 0; i--) {
        const struct aras_standing *it = &playing->standing[i - 1];

        if (it->event == outlook->event) {
            return isnan(outlook->utility[it->option]) ? -1 : it->option;
        }
    }
    return -1;
}

static void refuse_standing(struct aras_playing *playing, const char *decision,
                            const char *option, bool known)
{
    FILE *file = playing->input.live ? stdout : stderr;

    if (!playing->input.live) {
        fprintf(file, "aras: %s:%zu: ", playing->input.name, playing->input.line);
        aras_playing_stop(playing, ARAS_EXIT_BAD_INPUT);
    }
    if (known) {
        fprintf(file, "'%s' has no option '%s'\n", decision, option);
    } else {
        fprintf(file, "'%s' is no decision of a seat that is taken\n", decision);
    }
}

static void enter_standing(struct aras_playing *playing, char *text)
{
    char *equals = strchr(text, '=');
    const char *option = aras_answers_trim(equals + 1);
    const char *decision;
    size_t actor = SIZE_MAX;
    int event;
    int choice;

    *equals = '\0';
    decision = aras_answers_trim(text);
    event = aras_model_find_event(playing->model, decision);
    if (event >= 0 && playing->model->events[event].decision != NULL) {
        actor = aras_seat_actor(playing->model, (uint32_t) event);
    }
    if (actor == SIZE_MAX || !playing->seated[actor]) {
        refuse_standing(playing, decision, option, false);
        return;
    }
    choice = find_option(playing, (uint32_t) event, option);
    if (choice < 0) {
        refuse_standing(playing, decision, option, true);
        return;
    }
    if (aras_playing_grow(playing, &playing->standing, playing->standings,
                          &playing->standing_room, sizeof *playing->standing)) {
        playing->standing[playing->standings++] =
            (struct aras_standing){(uint32_t) event, choice};
    }
}

static void print_open(FILE *file, const struct aras_playing *playing,
                       const struct aras_outlook *outlook)
{
    const struct aras_decision *decision =
        playing->model->events[outlook->event].decision;
    const char *before = "";

    for (int i = 0; (size_t) i < decision->count; i++) {
        if (!isnan(outlook->utility[i])) {
            fprintf(file, "%s%d %s", before, i + 1,
                    aras_game_option(playing->model, outlook->event, i));
            before = ", ";
        }
    }
    fprintf(file, ", own\n");
}

static void refuse(struct aras_playing *playing, const struct aras_outlook *outlook,
                   const char *text, bool closed)
{
    if (playing->input.live) {
        printf("'%s' is %s; open: ", text, closed ? "closed now" : "no option");
        print_open(stdout, playing, outlook);
        return;
    }
    fprintf(stderr, "aras: %s:%zu: '%s' is %s of '%s'; open: ", playing->input.name,
            playing->input.line, text, closed ? "an option closed then" : "no option",
            playing->model->events[outlook->event].id);
    print_open(stderr, playing, outlook);
    aras_playing_stop(playing, ARAS_EXIT_BAD_INPUT);
}

/* A choice, or ARAS_OWN_RULE. */
static int ask(struct aras_playing *playing, const struct aras_outlook *outlook)
{
    while (!playing->stopped) {
        int choice = find_standing(playing, outlook);
        char *text;

        if (choice >= 0) {
            return choice;
        }
        if (playing->ended) {
            playing->unanswered++;
            break;
        }
        text = next_line(playing);
        if (text == NULL && !playing->input.live) {
            playing->ended = true;
            continue;
        }
        if (text == NULL || strcmp(text, "quit") == 0 || strcmp(text, "q") == 0) {
            aras_playing_stop(playing, ARAS_EXIT_FINE);
            break;
        }
        if (strcmp(text, "own") == 0) {
            return ARAS_OWN_RULE;
        }
        if (strchr(text, '=') != NULL) {
            enter_standing(playing, text);
            continue;
        }
        if (strcmp(text, "?") == 0) {
            aras_sight_counsel(playing, outlook);
            continue;
        }
        choice = find_option(playing, outlook->event, text);
        if (choice >= 0 && !isnan(outlook->utility[choice])) {
            return choice;
        }
        refuse(playing, outlook, text, choice >= 0);
    }
    return ARAS_OWN_RULE;
}

/* What the kept game says; it must be about this very decision. */
static int recall(struct aras_playing *playing, const struct aras_outlook *outlook)
{
    const struct aras_answer *it = &playing->saved->answer[playing->turns];
    const char *id = playing->model->events[outlook->event].id;
    int choice;

    if (strcmp(it->decision, id) != 0 ||
        (uint64_t) it->number != playing->taken[outlook->event] - 1) {
        fprintf(stderr,
                "aras: the game does not fit: its answer %zu is to '%s', but here '%s' "
                "comes; the model has changed since, or this is another machine\n",
                playing->turns + 1, it->decision, id);
        aras_playing_stop(playing, ARAS_EXIT_BAD_INPUT);
        return ARAS_OWN_RULE;
    }
    if (strcmp(it->choice, "own") == 0) {
        return ARAS_OWN_RULE;
    }
    choice = find_option(playing, outlook->event, it->choice);
    if (choice < 0 || isnan(outlook->utility[choice])) {
        fprintf(stderr,
                "aras: the game does not fit: its answer %zu, '%s', is no open "
                "option of '%s'\n",
                playing->turns + 1, it->choice, id);
        aras_playing_stop(playing, ARAS_EXIT_BAD_INPUT);
        return ARAS_OWN_RULE;
    }
    return choice;
}

int aras_deciding_ask(struct aras_playing *playing, const struct aras_outlook *outlook)
{
    const struct aras_game *saved = playing->saved;
    int choice = ARAS_OWN_RULE;
    bool recalled = saved != NULL && playing->turns < saved->answers;

    if (recalled) {
        choice = recall(playing, outlook);
    } else if (saved == NULL || saved->left) {
        choice = ask(playing, outlook);
    }
    if (!playing->stopped && !aras_playing_is_data(playing) &&
        (recalled || !playing->input.live)) {
        printf("> %s\n",
               choice == ARAS_OWN_RULE
                   ? "own"
                   : aras_game_option(playing->model, outlook->event, choice));
    }
    return choice;
}
