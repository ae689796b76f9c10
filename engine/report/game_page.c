/* A game as one page of HTML. */
#include "report/game_page.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/judgement.h"
#include "report/drawing.h"
#include "report/game_words.h"
#include "report/page.h"
#include "report/picture_game.h"
#include "report/picture_world.h"
#include "report/words.h"

static const struct aras_style signs = {.width = 100};

struct page {
    struct aras_html html;
    const struct aras_game_told *told;
    const struct aras_regret *regret;
    const struct aras_model *model;
    size_t figures;
    struct aras_error *error;
    enum aras_status status;
};

static struct aras_picture *begin_figure(struct page *page,
                                         struct aras_drawing *drawing)
{
    aras_drawing_begin(drawing, ++page->figures);
    drawing->look.width = ARAS_DRAWING_WIDE;
    return &drawing->picture;
}

static void end_figure(struct page *page, struct aras_drawing *drawing,
                       enum aras_status drawn, const char *reading, const char *more)
{
    enum aras_status status =
        aras_drawing_end(drawing, &page->html, drawn, reading, more);

    if (status != ARAS_OK && page->status == ARAS_OK) {
        page->status = status;
        *page->error = drawing->error;
    }
}

static const char *title_of(const struct aras_model *model)
{
    return model->question.title == NULL ? model->title : model->question.title;
}

static const char *name_of(const struct page *page, size_t actor)
{
    return page->model->actors[actor].name;
}

/* Whether the page has tables of this actor's game. */
static bool is_judged(const struct page *page, size_t actor)
{
    return page->regret->seated[actor] && aras_judgement_possible(page->model, actor);
}

static double worth_of(const struct page *page, size_t actor, bool own)
{
    return aras_judgement_worth(
        page->model, actor, own ? page->regret->own_outcomes : page->regret->outcomes);
}

static void write_id(char id[64], const char *part, size_t actor)
{
    snprintf(id, 64, "%.32s-%zu", part, actor + 1);
}

/* --- in sentences ------------------------------------------------------------------
 */

/* How many turns were decided otherwise than the model's own rule would have. */
static size_t turns_of_ones_own(const struct page *page, size_t actor)
{
    size_t count = 0;

    for (size_t i = 0; i < page->regret->turns; i++) {
        const struct aras_turn *it = &page->regret->turn[i];

        count += it->actor == actor && it->taken != it->own ? 1 : 0;
    }
    return count;
}

static double lost_at(const struct page *page, const struct aras_turn *turn)
{
    return aras_game_extent(page->model, turn).high - turn->worth[turn->taken];
}

/* The turn at which another option would have brought most; NULL: none would. */
static const struct aras_turn *dearest_turn(const struct page *page, size_t actor)
{
    const struct aras_turn *dearest = NULL;
    double most = ARAS_GAME_NOTHING;

    for (size_t i = 0; i < page->regret->turns; i++) {
        const struct aras_turn *it = &page->regret->turn[i];

        if (it->actor == actor && lost_at(page, it) >= most) {
            dearest = it;
            most = lost_at(page, it);
        }
    }
    return dearest;
}

static int best_option(const struct page *page, const struct aras_turn *turn)
{
    int best = turn->taken;

    for (int i = 0; (size_t) i < page->model->events[turn->move.event].decision->count;
         i++) {
        if (turn->worth[i] > turn->worth[best]) {
            best = i;
        }
    }
    return best;
}

static void say_hindsight(struct page *page, size_t actor)
{
    const struct aras_turn *turn = dearest_turn(page, actor);
    struct aras_html *html = &page->html;
    char moment[32];

    aras_html_open(html, "li", NULL);
    aras_html_line(html, "strong", "In hindsight");
    if (turn == NULL) {
        aras_html_text(html, ": under this luck no other option at any one turn would "
                             "have brought more.");
    } else {
        aras_model_write_moment(page->model, turn->time, moment);
        aras_html_text(
            html,
            ": under this luck most was left lying at %s (%s), where \"%s\" would "
            "have brought %.2f more.",
            moment, aras_game_decision(page->model, turn->move.event),
            aras_game_option_title(page->model, turn->move.event,
                                   best_option(page, turn)),
            lost_at(page, turn));
    }
    aras_html_close(html, "li");
}

static void say_foresight(struct page *page, size_t actor)
{
    const struct aras_regret *regret = page->regret;
    struct aras_html *html = &page->html;

    for (size_t i = 0; i < regret->courses; i++) {
        const struct aras_course *it = &regret->course[i];

        if (it->actor != actor || it->kind != ARAS_COURSE_GAME) {
            continue;
        }
        aras_html_open(html, "li", NULL);
        aras_html_line(html, "strong", "What could be known beforehand");
        aras_html_text(html, ": compared with the model's own rule, decisions like "
                             "these bring on average");
        for (size_t y = 0; y < regret->yields; y++) {
            const struct aras_yield *yield = &it->yield[y];

            aras_html_text(html, "%s %s", y == 0 ? "" : ";",
                           aras_game_worth(yield->change).text);
            if (!isnan(yield->within.low)) {
                aras_html_text(html, " (95 %%: %s)",
                               aras_game_within(yield->within, &signs).text);
            }
            if (regret->yields > 1) {
                aras_html_text(html, " if %s (%s)", aras_game_reading(regret, yield),
                               yield->reading->title);
            }
        }
        aras_html_text(html, ".");
        aras_html_close(html, "li");
    }
}

static void say_actor(struct page *page, size_t actor)
{
    struct aras_html *html = &page->html;
    size_t turns = aras_game_turns(page->regret, actor);
    size_t own = turns_of_ones_own(page, actor);

    aras_html_open(html, "p", "class", "lead", NULL);
    aras_html_text(html, "Somebody sat for ");
    aras_html_line(html, "strong", "%s", name_of(page, actor));
    aras_html_text(html, " and decided %zu time%s, ", turns, turns == 1 ? "" : "s");
    if (own == 0) {
        aras_html_text(html, "always as the model's own rule would have.");
    } else {
        aras_html_text(
            html, "%zu of them otherwise than the model's own rule would have.", own);
    }
    aras_html_close(html, "p");
    aras_html_open(html, "ul", "class", "says", NULL);
    if (is_judged(page, actor)) {
        aras_html_open(html, "li", NULL);
        aras_html_line(html, "strong", "What it was worth");
        aras_html_text(html,
                       ": %s by what %s is said to want; %s where the model's own rule "
                       "decides all in the same world.",
                       aras_game_worth(worth_of(page, actor, false)).text,
                       name_of(page, actor),
                       aras_game_worth(worth_of(page, actor, true)).text);
        aras_html_close(html, "li");
        if (turns > 0) {
            say_hindsight(page, actor);
            say_foresight(page, actor);
        }
    } else {
        aras_html_line(html, "li",
                       "The model states no preferences of %s, so its game is not "
                       "judged.",
                       name_of(page, actor));
    }
    aras_html_close(html, "ul");
}

/* --- the story ---------------------------------------------------------------------
 */

static void say_outcomes(struct page *page)
{
    const struct aras_retelling *retelling = page->told->retelling;
    struct aras_html *html = &page->html;
    struct aras_text text = {0};

    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "It came to: ");
    for (size_t i = 0; i < retelling->count; i++) {
        size_t outcome = retelling->outcomes[i];

        text.length = 0;
        aras_words_outcome(&text, page->model, outcome,
                           retelling->chronicle->endings[outcome].value);
        aras_html_text(html, "%s%s: %s", i == 0 ? "" : "; ",
                       page->model->outcomes[outcome].title,
                       text.data == NULL ? "" : text.data);
    }
    aras_html_text(html, ".");
    aras_html_close(html, "p");
    html->text.out_of_memory |= text.out_of_memory;
    aras_text_free(&text);
}

static void write_story(struct page *page)
{
    const struct aras_retelling *retelling = page->told->retelling;
    struct aras_html *html = &page->html;
    struct aras_drawing drawing;

    aras_html_open(html, "section", "id", "story", NULL);
    aras_html_line(html, "h2", "The story");
    begin_figure(page, &drawing);
    end_figure(page, &drawing,
               aras_picture_timeline(&drawing.picture, retelling, page->told->name,
                                     &drawing.error),
               "A lane for each actor; an arrow leads from what something needed, or "
               "what moved its rate.",
               "");
    aras_html_open(html, "details", "class", "story", "open", "open", NULL);
    aras_html_line(html, "summary", "What happened, in the words of the model");
    aras_page_chapters(html, retelling->chronicle, retelling->chapters);
    aras_html_close(html, "details");
    say_outcomes(page);
    aras_html_close(html, "section");
}

/* --- what it was worth -------------------------------------------------------------
 */

static void outcome_cells(struct page *page, const struct aras_preference *it,
                          double value)
{
    struct aras_html *html = &page->html;
    struct aras_text text = {0};

    if (isnan(value)) {
        aras_text_add(&text, "failed");
    } else {
        aras_words_outcome(&text, page->model, it->outcome, value);
    }
    aras_html_text_cell(html, text.data == NULL ? "" : text.data);
    aras_html_number_cell(html,
                          aras_game_worth(aras_game_adds(page->model, it, value)).text);
    html->text.out_of_memory |= text.out_of_memory;
    aras_text_free(&text);
}

static void write_total(struct page *page, size_t actor)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "tr", NULL);
    aras_html_open(html, "th", "scope", "row", NULL);
    aras_html_line(html, "strong", "in all");
    aras_html_close(html, "th");
    for (int side = 0; side < 2; side++) {
        aras_html_text_cell(html, "");
        aras_html_open(html, "td", NULL);
        aras_html_line(html, "strong", "%s",
                       aras_game_worth(worth_of(page, actor, side == 1)).text);
        aras_html_close(html, "td");
    }
    aras_html_close(html, "tr");
}

static void write_worth(struct page *page, size_t actor)
{
    static const char *const heading[] = {"What it wants",   "This game", "#adds",
                                          "The model's own", "#adds",     NULL};
    struct aras_html *html = &page->html;
    char label[320];

    snprintf(label, sizeof label, "What it was worth to %s, wish by wish",
             name_of(page, actor));
    aras_html_open_table(html, "", label, heading);
    for (size_t i = 0; i < page->model->preference_count; i++) {
        const struct aras_preference *it = &page->model->preferences[i];

        if (it->actor != actor) {
            continue;
        }
        aras_html_open(html, "tr", NULL);
        aras_html_open(html, "th", "scope", "row", NULL);
        aras_html_text(html, "%s", page->model->outcomes[it->outcome].title);
        aras_html_close(html, "th");
        outcome_cells(page, it, page->regret->outcomes[it->outcome]);
        outcome_cells(page, it, page->regret->own_outcomes[it->outcome]);
        aras_html_close(html, "tr");
    }
    write_total(page, actor);
    aras_html_close_table(html);
}

/* --- the same luck -----------------------------------------------------------------
 */

static const char *whose(const struct aras_turn *turn, int option)
{
    if (turn->taken != option) {
        return turn->own == option ? "the model's" : "";
    }
    return turn->move.choice == ARAS_OWN_RULE ? "left to the model"
           : turn->own == option              ? "taken; the model's too"
                                              : "taken";
}

static void write_option(struct page *page, const struct aras_turn *turn, int option)
{
    struct aras_html *html = &page->html;
    double worth = turn->worth[option];
    double lost = aras_game_extent(page->model, turn).high - worth;
    char regret[32] = "none";

    if (lost >= ARAS_GAME_NOTHING) {
        snprintf(regret, sizeof regret, "%.2f", lost);
    }
    aras_html_text_cell(html,
                        aras_game_option_title(page->model, turn->move.event, option));
    aras_html_text_cell(html, whose(turn, option));
    aras_html_number_cell(html, isnan(worth) ? "closed" : aras_game_worth(worth).text);
    aras_html_number_cell(html, isnan(worth) ? "" : regret);
    aras_html_close(html, "tr");
}

/* Opens the first row of what is called `head`, or a later one, which says in silence
 * what it is of. */
static void open_row(struct page *page, const char *head, bool first)
{
    struct aras_html *html = &page->html;

    if (!first) {
        aras_html_open(html, "tr", "data-of", head, NULL);
        aras_html_text_cell(html, "");
        return;
    }
    aras_html_open(html, "tr", NULL);
    aras_html_open(html, "th", "scope", "row", NULL);
    aras_html_text(html, "%s", head);
    aras_html_close(html, "th");
}

/* A turn at which nothing that could be chosen made a difference is told in a line. */
static void write_idle_turn(struct page *page, const struct aras_turn *turn)
{
    struct aras_html *html = &page->html;
    char option[320];

    snprintf(option, sizeof option, "%.290s, or any other",
             aras_game_option_title(page->model, turn->move.event, turn->taken));
    aras_html_text_cell(html, option);
    aras_html_text_cell(html, "");
    aras_html_number_cell(html, aras_game_worth(turn->worth[turn->taken]).text);
    aras_html_number_cell(html, "none");
    aras_html_close(html, "tr");
}

static void write_turn(struct page *page, const struct aras_turn *turn)
{
    struct aras_interval extent = aras_game_extent(page->model, turn);
    size_t options = page->model->events[turn->move.event].decision->count;
    char head[320];
    char moment[32];

    aras_model_write_moment(page->model, turn->time, moment);
    snprintf(head, sizeof head, "%s %.250s", moment,
             aras_game_decision(page->model, turn->move.event));
    if (extent.high - extent.low < ARAS_GAME_NOTHING) {
        open_row(page, head, true);
        write_idle_turn(page, turn);
        return;
    }
    for (size_t i = 0; i < options; i++) {
        open_row(page, head, i == 0);
        write_option(page, turn, (int) i);
    }
}

static void write_luck(struct page *page, size_t actor)
{
    static const char *const heading[] = {"At each turn", "Option",  "Whose",
                                          "#Worth",       "#Regret", NULL};
    struct aras_html *html = &page->html;
    struct aras_drawing drawing;

    aras_html_line(html, "h3", "The same luck, another choice");
    aras_html_line(
        html, "p",
        "This world again, with one decision taken otherwise and all else as "
        "it was decided. What this luck rewards could not be known: a regret "
        "here is hindsight, not a mistake.");
    begin_figure(page, &drawing);
    end_figure(
        page, &drawing,
        aras_picture_turns(&drawing.picture, page->regret, actor, &drawing.error),
        "Ring: the game as it was; disc: the same world with that option at "
        "that turn.",
        "To the right is better for the seat.");
    aras_html_open_table(html, "filter",
                         "Each option at each turn, under the same luck", heading);
    for (size_t i = 0; i < page->regret->turns; i++) {
        if (page->regret->turn[i].actor == actor) {
            write_turn(page, &page->regret->turn[i]);
        }
    }
    aras_html_close_table(html);
}

/* --- many worlds -------------------------------------------------------------------
 */

static void course_name(const struct page *page, const struct aras_course *course,
                        char name[320])
{
    switch (course->kind) {
    case ARAS_COURSE_OWN:
        snprintf(name, 320, "the model's own rule");
        break;
    case ARAS_COURSE_GAME:
        snprintf(name, 320, "as in the game");
        break;
    case ARAS_COURSE_OPTION:
        snprintf(name, 320, "%.300s",
                 aras_game_option_title(page->model, course->event, course->option));
        break;
    }
}

static void write_course(struct page *page, const struct aras_course *course)
{
    struct aras_html *html = &page->html;
    bool own = course->kind == ARAS_COURSE_OWN;
    char name[320];

    course_name(page, course, name);
    for (size_t i = 0; i < page->regret->yields; i++) {
        const struct aras_yield *it = &course->yield[i];

        open_row(page, name, i == 0);
        aras_html_text_cell(html, aras_game_reading(page->regret, it));
        aras_html_number_cell(html, aras_game_worth(it->mean).text);
        aras_html_number_cell(html, own ? "" : aras_game_worth(it->change).text);
        aras_html_number_cell(html,
                              own ? "" : aras_game_within(it->within, &signs).text);
        if (course->kind == ARAS_COURSE_OPTION) {
            aras_html_number_cell(html, aras_game_regret(it).text);
        }
        aras_html_close(html, "tr");
    }
}

/* One table: of the seat as a whole, or of the options of one decision. */
static void write_courses(struct page *page, size_t first)
{
    static const char *const played[] = {"Played",  "If",    "#Worth",
                                         "#Change", "#95 %", NULL};
    static const char *const always[] = {"Always", "If",      "#Worth", "#Change",
                                         "#95 %",  "#Regret", NULL};
    const struct aras_course *head = &page->regret->course[first];
    bool option = head->kind == ARAS_COURSE_OPTION;

    aras_html_open_table(&page->html, "filter",
                         option ? aras_game_decision(page->model, head->event)
                                : "The seat as a whole",
                         option ? always : played);
    for (size_t i = first; i < page->regret->courses; i++) {
        if (aras_game_together(head, &page->regret->course[i])) {
            write_course(page, &page->regret->course[i]);
        }
    }
    aras_html_close_table(&page->html);
}

static void write_many(struct page *page, size_t actor)
{
    const struct aras_regret *regret = page->regret;
    struct aras_html *html = &page->html;

    aras_html_line(html, "h3", "Over %s worlds",
                   aras_number_whole(regret->worlds - regret->failed).text);
    aras_html_line(
        html, "p",
        "The same seat in other worlds, each with every choice under the same luck: an "
        "option always taken where it is open, the rest by the model's own rule. "
        "Change: "
        "against that rule alone. Regret: how much less than the best option, which is "
        "picked from these very worlds and so looks a little too good. Rival readings "
        "are never averaged.");
    aras_html_open(html, "div", "class", "figures", NULL);
    for (size_t y = 0; y < regret->yields; y++) {
        struct aras_drawing drawing;

        aras_drawing_begin(&drawing, ++page->figures);
        end_figure(
            page, &drawing,
            aras_picture_courses(&drawing.picture, regret, actor, y, &drawing.error),
            "Ring: the model's own rule; disc: one option always taken.",
            "Behind each change its interval by the number of worlds, 95 %.");
    }
    aras_html_close(html, "div");
    for (size_t i = 0; i < regret->courses; i++) {
        bool begins =
            i == 0 || !aras_game_together(&regret->course[i - 1], &regret->course[i]);

        if (regret->course[i].actor == actor && begins) {
            write_courses(page, i);
        }
    }
}

/* --- the preferences ---------------------------------------------------------------
 */

/* What counts as 0 and as 1, or what each option of a category counts. */
static void scale_cell(struct page *page, const struct aras_preference *it)
{
    const struct aras_outcome *outcome = &page->model->outcomes[it->outcome];
    struct aras_text text = {0};
    const char *before = "";

    if (it->option != NULL) {
        for (size_t i = 0; i < outcome->category_count; i++) {
            if (it->option[i] != 0.0) {
                aras_text_add(&text, "%s%s: %+.2g", before, outcome->categories[i].id,
                              it->option[i]);
                before = "; ";
            }
        }
    } else if (outcome->kind == ARAS_HAPPENED) {
        aras_text_add(&text, "1 if it happens");
    } else {
        aras_text_add(&text, "0 at ");
        aras_words_outcome(&text, page->model, it->outcome, it->low);
        aras_text_add(&text, ", 1 at ");
        aras_words_outcome(&text, page->model, it->outcome, it->high);
    }
    aras_html_text_cell(&page->html, text.data == NULL ? "" : text.data);
    page->html.text.out_of_memory |= text.out_of_memory;
    aras_text_free(&text);
}

static void source_cell(struct page *page, const struct aras_provenance *provenance)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "td", "class", "t", NULL);
    aras_html_text(html, "%s", provenance->source == NULL ? "" : provenance->source);
    if (provenance->note != NULL) {
        aras_html_text(html, " (%s)", provenance->note);
    }
    aras_html_close(html, "td");
}

static void write_preference(struct page *page, const struct aras_preference *it)
{
    struct aras_html *html = &page->html;
    char grade[2] = {it->provenance.grade, '\0'};

    aras_html_open(html, "tr", NULL);
    aras_html_open(html, "th", "scope", "row", NULL);
    aras_html_text(html, "%s: %s", name_of(page, it->actor),
                   page->model->outcomes[it->outcome].title);
    aras_html_close(html, "th");
    aras_html_number_cell(html, aras_game_worth(it->weight).text);
    scale_cell(page, it);
    aras_html_number_cell(html, grade);
    source_cell(page, &it->provenance);
    aras_html_close(html, "tr");
}

/* Whether "S1-17a; S2-02, 04c" names this source: each part begins with an id. */
static bool names_source(const char *text, const char *id)
{
    while (*text != '\0') {
        text += strspn(text, " ;");

        size_t length = strcspn(text, " -,:;");

        if (length == strlen(id) && strncmp(text, id, length) == 0) {
            return true;
        }
        text += strcspn(text, ";");
    }
    return false;
}

/* Whether a preference of a seat that was taken rests on this source. */
static bool is_used(const struct page *page, const struct aras_source *source)
{
    for (size_t i = 0; i < page->model->preference_count; i++) {
        const struct aras_preference *it = &page->model->preferences[i];

        if (page->regret->seated[it->actor] && it->provenance.source != NULL &&
            names_source(it->provenance.source, source->id)) {
            return true;
        }
    }
    return false;
}

static void list_sources(struct page *page)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "ul", "class", "quiet", NULL);
    for (size_t i = 0; i < page->model->source_count; i++) {
        const struct aras_source *it = &page->model->sources[i];

        if (is_used(page, it)) {
            aras_page_source(html, it);
        }
    }
    aras_html_close(html, "ul");
}

static void write_wants(struct page *page)
{
    static const char *const heading[] = {
        "Preference", "#Weight", "What counts", "#Grade", "Source", "Note", NULL};
    struct aras_html *html = &page->html;

    aras_html_open(html, "section", "id", "wants", NULL);
    aras_html_line(html, "h2", "By whose judgement");
    aras_html_line(
        html, "p",
        "Worth is the sum of weight times outcome by the preferences that the model "
        "states. Another judgement of them is another judgement of the game. Grades: A "
        "a published rate, B computed from public data, C an expert's range, D a "
        "placeholder.");
    aras_html_open_table(html, "filter", "The preferences of the seats that were taken",
                         heading);
    for (size_t i = 0; i < page->model->preference_count; i++) {
        if (page->regret->seated[page->model->preferences[i].actor]) {
            write_preference(page, &page->model->preferences[i]);
        }
    }
    aras_html_close_table(html);
    list_sources(page);
    aras_html_close(html, "section");
}

/* --- the page ----------------------------------------------------------------------
 */

static void write_actor(struct page *page, size_t actor)
{
    struct aras_html *html = &page->html;
    char id[64];

    if (!is_judged(page, actor)) {
        return;
    }
    write_id(id, "seat", actor);
    aras_html_open(html, "section", "id", id, NULL);
    aras_html_line(html, "h2", "The seat of %s", name_of(page, actor));
    write_worth(page, actor);
    if (aras_game_turns(page->regret, actor) == 0) {
        aras_html_line(html, "p", "%s had nothing to decide in this world.",
                       name_of(page, actor));
    } else {
        write_luck(page, actor);
        if (page->regret->yields > 0) {
            write_many(page, actor);
        }
    }
    aras_html_close(html, "section");
}

static void write_again(struct page *page)
{
    const struct aras_game_told *told = page->told;
    struct aras_html *html = &page->html;

    aras_html_open(html, "section", "id", "again", NULL);
    aras_html_line(html, "h2", "How to play it again");
    if (told->kept != NULL) {
        aras_html_open(html, "pre", "tabindex", "0", NULL);
        aras_html_line(html, "code", "%s", told->kept);
        aras_html_close(html, "pre");
    }
    aras_html_line(html, "p", "%s with these answers, one a line, in a file:",
                   told->kept == NULL ? "The same game" : "Or");
    aras_html_open(html, "pre", "tabindex", "0", NULL);
    aras_html_line(html, "code", "%s", told->command);
    aras_html_close(html, "pre");
    aras_html_open(html, "pre", "tabindex", "0", NULL);
    aras_html_line(html, "code", "%s", told->answers);
    aras_html_close(html, "pre");
    aras_html_close(html, "section");
}

static void write_item(struct aras_html *html, const char *id, const char *text)
{
    aras_html_open(html, "li", NULL);
    aras_html_link(html, id, "%s", text);
    aras_html_close(html, "li");
}

static void write_navigation(struct page *page)
{
    struct aras_html *html = &page->html;
    char id[64];

    aras_html_open(html, "nav", "aria-label", "Contents", NULL);
    aras_html_open(html, "ul", NULL);
    write_item(html, "story", "the story");
    for (size_t i = 0; i < page->model->actor_count; i++) {
        if (is_judged(page, i)) {
            write_id(id, "seat", i);
            write_item(html, id, name_of(page, i));
        }
    }
    write_item(html, "wants", "by whose judgement");
    write_item(html, "again", "how to play it again");
    aras_html_close(html, "ul");
    aras_html_close(html, "nav");
}

static void write_header(struct page *page)
{
    const struct aras_model *model = page->model;
    struct aras_html *html = &page->html;
    char from[32];
    char to[32];

    aras_model_write_moment(model, 0.0, from);
    aras_model_write_moment(model, model->horizon, to);
    aras_html_open(html, "header", NULL);
    aras_html_line(html, "h1", "A game: %s", title_of(model));
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "World %" PRIu64 " of seed %" PRIu64 ", from %s to %s.",
                   page->regret->replication, page->told->seed, from, to);
    aras_html_close(html, "p");
    write_navigation(page);
    aras_html_close(html, "header");
}

static void write_main(struct page *page)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "main", NULL);
    for (size_t i = 0; i < page->model->actor_count; i++) {
        if (page->regret->seated[i]) {
            say_actor(page, i);
        }
    }
    aras_html_open(html, "div", "class", "box", "role", "note", NULL);
    aras_html_line(html, "p",
                   "This is a thinking aid. It says what follows in a model, under "
                   "assumptions that its authors state and grade, not what would have "
                   "come about. A good decision can end badly, and a bad one well.");
    aras_html_close(html, "div");
    write_story(page);
    for (size_t i = 0; i < page->model->actor_count; i++) {
        write_actor(page, i);
    }
    write_wants(page);
    write_again(page);
    aras_html_close(html, "main");
}

enum aras_status aras_report_game_page(struct aras_text *text,
                                       const struct aras_game_told *told,
                                       struct aras_error *error)
{
    struct page page = {.told = told,
                        .regret = told->regret,
                        .model = told->regret->model,
                        .error = error,
                        .status = ARAS_OK};
    char title[512];

    snprintf(title, sizeof title, "%.400s: a game of Aras", title_of(page.model));
    aras_page_begin(&page.html, title);
    write_header(&page);
    write_main(&page);
    aras_page_end(&page.html);
    if (page.status == ARAS_OK) {
        page.status = aras_text_check(&page.html.text, error);
    }
    if (page.status == ARAS_OK) {
        *text = page.html.text;
    } else {
        aras_text_free(&page.html.text);
    }
    return page.status;
}
