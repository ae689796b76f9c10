#include <math.h>
#include <stdlib.h>

#include "report/chronicle_report.h"
#include "report/legend.h"
#include "report/words.h"

#define GREAT_TERM 0.223143551 /* log 1.25 */

/* A text between quotes, as Graphviz reads it. */
static void put_quoted(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', file);
        }
        fputc(*text == '\n' ? ' ' : *text, file);
    }
    fputc('"', file);
}

struct graph {
    FILE *file;
    const struct aras_retelling *retelling;
    bool all;
    bool *shown;             /* by happening */
    enum aras_status status; /* the first failure */
    struct aras_error *error;
};

static void show_back(struct graph *graph, size_t number)
{
    const struct aras_happening *it = &graph->retelling->chronicle->happenings[number];

    if (graph->shown[number]) {
        return;
    }
    graph->shown[number] = true;
    for (size_t i = 0; i < it->link_count; i++) {
        if (it->links[i].needed) {
            show_back(graph, it->links[i].from);
        }
    }
    for (size_t i = 0; i < number; i++) {
        if (fabs(aras_happening_push(it, i)) >= GREAT_TERM) {
            show_back(graph, i);
        }
    }
}

static void choose(struct graph *graph)
{
    const struct aras_retelling *retelling = graph->retelling;
    const struct aras_chronicle *chronicle = retelling->chronicle;

    for (size_t i = 0; i < chronicle->count && graph->all; i++) {
        graph->shown[i] = chronicle->happenings[i].event != ARAS_NO_EVENT;
    }
    for (size_t i = 0; i < retelling->count; i++) {
        const struct aras_ending *ending = &chronicle->endings[retelling->outcomes[i]];

        if (ending->by != ARAS_NO_HAPPENING) {
            show_back(graph, ending->by);
        }
    }
}

static bool is_whole(struct graph *graph, const struct aras_text *label)
{
    if (graph->status == ARAS_OK) {
        graph->status = aras_text_check(label, graph->error);
    }
    return graph->status == ARAS_OK;
}

static void put_node(struct graph *graph, size_t number)
{
    const struct aras_chronicle *chronicle = graph->retelling->chronicle;
    const struct aras_happening *it = &chronicle->happenings[number];
    struct aras_text label = {0};
    char moment[32];

    aras_model_write_moment(chronicle->model, it->time, moment);
    if (it->event == ARAS_NO_EVENT) {
        aras_text_add(&label, "%s what moves by itself", moment);
    } else {
        aras_text_add(&label, "%s ", moment);
        aras_words_event(&label, chronicle, it->event);
    }
    if (is_whole(graph, &label)) {
        fprintf(graph->file, "  h%zu [label=", number);
        put_quoted(graph->file, label.data);
        fprintf(graph->file, "%s];\n",
                it->forced                   ? ", penwidth=2"
                : it->event == ARAS_NO_EVENT ? ", style=dotted"
                                             : "");
    }
    aras_text_free(&label);
}

static void put_needs(const struct graph *graph, size_t number)
{
    const struct aras_chronicle *chronicle = graph->retelling->chronicle;
    const struct aras_happening *it = &chronicle->happenings[number];

    for (size_t i = 0; i < it->link_count; i++) {
        const struct aras_link *link = &it->links[i];

        if (!graph->shown[link->from] || (!link->needed && !graph->all)) {
            continue;
        }
        fprintf(graph->file, "  h%zu -> h%zu", link->from, number);
        if (link->slot != UINT32_MAX) {
            fprintf(graph->file, " [label=");
            put_quoted(graph->file, chronicle->model->slots[link->slot].name);
            fprintf(graph->file, "%s]", link->needed ? "" : ", style=dotted");
        }
        fprintf(graph->file, ";\n");
    }
}

static void put_pushes(const struct graph *graph, size_t number)
{
    const struct aras_happening *it = &graph->retelling->chronicle->happenings[number];

    for (size_t i = 0; i < number; i++) {
        double log = aras_happening_push(it, i);

        if (graph->shown[i] && fabs(log) >= GREAT_TERM) {
            fprintf(graph->file, "  h%zu -> h%zu [style=dashed, label=\"x %.2g\"];\n",
                    i, number, exp(log));
        }
    }
}

static void put_outcome(struct graph *graph, size_t outcome)
{
    const struct aras_chronicle *chronicle = graph->retelling->chronicle;
    const struct aras_ending *ending = &chronicle->endings[outcome];
    struct aras_text label = {0};

    if (ending->by == ARAS_NO_HAPPENING) {
        return;
    }
    aras_text_add(&label, "%s: ", chronicle->model->outcomes[outcome].title);
    aras_words_outcome(&label, chronicle->model, outcome, ending->value);
    if (is_whole(graph, &label)) {
        fprintf(graph->file, "  o%zu [shape=ellipse, label=", outcome);
        put_quoted(graph->file, label.data);
        fprintf(graph->file, "];\n  h%zu -> o%zu;\n", ending->by, outcome);
    }
    aras_text_free(&label);
}

enum aras_status aras_report_chronicle_dot(FILE *file,
                                           const struct aras_retelling *retelling,
                                           bool all, struct aras_error *error)
{
    const struct aras_chronicle *chronicle = retelling->chronicle;
    struct graph graph = {.file = file,
                          .retelling = retelling,
                          .all = all,
                          .shown = calloc(chronicle->count + 1, sizeof *graph.shown),
                          .error = error};

    if (graph.shown == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a graph");
    }
    choose(&graph);
    fprintf(file, "digraph world {\n  rankdir=LR;\n  node [shape=box, fontsize=11];\n"
                  "  edge [fontsize=9];\n");
    for (size_t i = 0; i < chronicle->count; i++) {
        if (graph.shown[i]) {
            put_node(&graph, i);
        }
    }
    for (size_t i = 0; i < chronicle->count; i++) {
        if (graph.shown[i]) {
            put_needs(&graph, i);
            put_pushes(&graph, i);
        }
    }
    for (size_t i = 0; i < retelling->count; i++) {
        put_outcome(&graph, retelling->outcomes[i]);
    }
    fprintf(file, "}\n");
    free(graph.shown);
    return graph.status == ARAS_OK ? aras_legend_check(file, error) : graph.status;
}
