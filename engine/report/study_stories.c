#include "report/study_stories.h"

#include <inttypes.h>

#include "report/page.h"
#include "report/picture_world.h"
#include "report/words.h"

static void tell_endings(struct aras_study_writer *page,
                         const struct aras_study_run *run,
                         const struct aras_study_story *story)
{
    struct aras_html *html = &page->html;
    struct aras_text text = {0};

    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "It came to: ");
    for (size_t i = 0; i < run->watched.count; i++) {
        size_t outcome = run->watched.outcome[i];

        text.length = 0;
        aras_words_outcome(&text, run->of.model, outcome,
                           story->chronicle->endings[outcome].value);
        aras_html_text(html, "%s%s: %s", i == 0 ? "" : "; ",
                       run->of.model->outcomes[outcome].title,
                       text.data == NULL ? "" : text.data);
    }
    aras_html_text(html, ".");
    aras_html_close(html, "p");
    html->text.out_of_memory |= text.out_of_memory;
    aras_text_free(&text);
}

static void tell_story(struct aras_study_writer *page, const struct aras_study_run *run,
                       const struct aras_study_story *story)
{
    struct aras_html *html = &page->html;
    const struct aras_chronicle *chronicle = story->chronicle;
    const struct aras_model *model = run->of.model;
    char id[96];

    aras_study_story_id(id, run, page, chronicle->replication);
    aras_html_open(html, "details", "class", "story", "id", id, NULL);
    aras_html_line(html, "summary", "World %" PRIu64 " of %s. %s",
                   chronicle->replication, run->of.name, story->why);
    if (model->variant_count > 0) {
        aras_html_open(html, "p", "class", "quiet", NULL);
        aras_html_text(html, "Its readings: ");
        for (size_t i = 0; i < model->variant_count; i++) {
            double option = chronicle->parameters[model->parameter_count + i];

            if (option >= 0.0 && option < (double) model->variants[i].count) {
                aras_html_text(html, "%s%s = %s", i == 0 ? "" : ", ",
                               model->variants[i].id,
                               model->variants[i].options[(size_t) option].id);
            }
        }
        aras_html_text(html, ".");
        aras_html_close(html, "p");
    }
    if (chronicle->failed) {
        aras_html_line(html, "p", "This world could not be played to its end: %s",
                       chronicle->failure.message);
    } else {
        aras_page_chapters(html, story->chronicle, &story->chapters);
        tell_endings(page, run, story);
    }
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "With all reasons: ");
    aras_html_line(html, "code", "aras explain %s --replication %" PRIu64,
                   aras_run_path(run->of.run), chronicle->replication);
    aras_html_close(html, "p");
    aras_html_close(html, "details");
}

/* A world as a picture, with the way to its story. */
static void draw_story(struct aras_study_writer *page, const struct aras_study_run *run,
                       const struct aras_study_story *story)
{
    struct aras_drawing drawing;
    struct aras_retelling retelling = {.chronicle = story->chronicle,
                                       .chapters = &story->chapters,
                                       .outcomes = run->watched.outcome,
                                       .count = run->watched.count};
    char id[96];

    aras_html_open(&page->html, "div", NULL);
    aras_study_begin_figure(page, &drawing);
    drawing.look.width = ARAS_DRAWING_WIDE;
    aras_study_end_figure(
        page, &drawing,
        aras_picture_timeline(&drawing.picture, &retelling, run->of.name,
                              &drawing.error),
        story->why,
        "A lane for each actor; an arrow leads from what something needed, or "
        "what moved its rate.");
    aras_study_story_id(id, run, page, story->chronicle->replication);
    aras_html_open(&page->html, "p", "class", "quiet", NULL);
    aras_html_link(&page->html, id, "Its story, world %" PRIu64,
                   story->chronicle->replication);
    aras_html_close(&page->html, "p");
    aras_html_close(&page->html, "div");
}

static void draw_stories(struct aras_study_writer *page,
                         const struct aras_study_run *run)
{
    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t i = 0; i < run->stories; i++) {
        if (run->story[i].drawn && !run->story[i].chronicle->failed) {
            draw_story(page, run, &run->story[i]);
        }
    }
    aras_html_close(&page->html, "div");
}

void aras_study_tell_stories(struct aras_study_writer *page,
                             const struct aras_study_run *run)
{
    aras_html_line(&page->html, "h3", "Single worlds");
    aras_html_line(
        &page->html, "p",
        "What happened in a few of the worlds, in the words of the model. One "
        "world is an illustration, never a forecast.");
    /* Such a picture is as long as a table: for other runs there is aras figure. */
    if (run == page->study->run) {
        draw_stories(page, run);
    }
    for (size_t i = 0; i < run->stories; i++) {
        tell_story(page, run, &run->story[i]);
    }
}
