/* `aras show`: a model as a readable sheet, or as a graph of what changes what. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/look.h"
#include "command/session.h"
#include "model/range.h"

static void show_actors(const struct aras_model *model)
{
    if (model->actor_count == 0) {
        return;
    }
    printf("\nACTORS\n");
    for (size_t i = 0; i < model->actor_count; i++) {
        printf("  %-16s %s%s\n", model->actors[i].id, model->actors[i].name,
               model->actors[i].outside ? " (outside)" : "");
    }
}

static void show_stages(const struct aras_slot *slot)
{
    int column = printf("  %-44s", slot->name);

    for (size_t k = 0; k < slot->stages->count; k++) {
        const char *name = slot->stages->names[k];

        if (column + 3 + (int) strlen(name) > 98) {
            column = printf("\n  %-44s", "");
        }
        column += printf("%s%s", k == 0 ? " " : " < ", name);
    }
    printf("\n");
}

static void show_quantities(const struct aras_model *model)
{
    printf("\nQUANTITIES\n");
    for (size_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];

        if (slot->kind == ARAS_SLOT_CLOCK) {
            printf("  %-44s clock\n", slot->name);
        } else if (slot->kind != ARAS_SLOT_QUANTITY) {
            continue;
        } else if (slot->type == ARAS_STAGE) {
            show_stages(slot);
        } else if (slot->type == ARAS_TRUTH) {
            printf("  %-44s true or false\n", slot->name);
        } else {
            printf("  %-44s %s%s%s\n", slot->name, slot->whole ? "whole, " : "",
                   aras_range_text(slot->low, slot->high, 1.0, slot->unit).text,
                   slot->changed ? "" : "  (does not change)");
        }
    }
}

static void print_text(const char *text)
{
    if (text != NULL) {
        aras_print_wrapped("      ", text);
    }
}

static void show_parameters(const struct aras_model *model)
{
    printf("\n%-42s %12s   %-22s %-8s %s\n", "PARAMETERS", "median",
           "80 % of the prior", "unit", "grade");
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &model->parameters[i];

        if (parameter->hidden) {
            continue;
        }
        printf("  %-40s %12.4g", parameter->id,
               aras_prior_quantile(&parameter->prior, 0.5));
        if (parameter->prior.kind == ARAS_PRIOR_FIXED) {
            printf("   %-22s", "fixed");
        } else {
            printf("   %9.3g .. %-9.3g", aras_prior_quantile(&parameter->prior, 0.1),
                   aras_prior_quantile(&parameter->prior, 0.9));
        }
        printf(" %-8s %c\n", parameter->unit, parameter->provenance.grade);
        print_text(parameter->title);
        if (parameter->ranged) {
            printf("      range %s\n", aras_range_of_parameter(model, parameter).text);
        }
        print_text(parameter->provenance.source);
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        const struct aras_variant *variant = &model->variants[i];

        printf("  %-40s variant\n", variant->id);
        print_text(variant->title);
        for (size_t k = 0; k < variant->count; k++) {
            printf("    %-38s weight %g%s\n", variant->options[k].id,
                   variant->options[k].weight,
                   variant->fixed == (int) k ? ", fixed" : "");
        }
    }
}

static void show_trigger(const struct aras_event *event)
{
    static const char *const names[] = {"by rate", "at",      "every",
                                        "after",   "becomes", "part of"};

    printf("%s", names[event->trigger]);
    if (event->once) {
        printf(", once");
    }
    if (event->forbidden) {
        printf(", FORBIDDEN by the scenario");
    }
    if (event->scale != 1.0) {
        printf(", rate x %g by the scenario", event->scale);
    }
}

static void show_events(const struct aras_model *model)
{
    printf("\nEVENTS, DECISIONS AND DEMANDS\n");
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];
        bool part = event->trigger == ARAS_BY_PARENT;

        printf("  %s%-*s ", part ? "  " : "", part ? 42 : 44, event->id);
        show_trigger(event);
        printf("\n");
        if (event->title[0] != '\0') {
            aras_print_wrapped("      ", event->title);
        }
        for (size_t k = 0; k < event->effect_count; k++) {
            printf("        %s\n", event->effects[k].text);
        }
        for (size_t k = 0; k < event->follower_count; k++) {
            printf("        -> %s\n", model->events[event->followers[k].event].id);
        }
        if (event->narrative[0] != '\0') {
            aras_print_wrapped("        | ", event->narrative);
        }
    }
}

static void show_outcomes(const struct aras_model *model)
{
    static const char *const kinds[] = {"happened", "time",  "value",
                                        "mean",     "count", "category"};

    printf("\nOUTCOMES\n");
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];

        printf("  %-32s %-9s %s\n", outcome->id, kinds[outcome->kind], outcome->title);
        for (size_t k = 0; k < outcome->category_count; k++) {
            printf("      %s\n", outcome->categories[k].id);
        }
    }
    for (size_t i = 0; i < model->track_count; i++) {
        printf("  %-32s track     %s\n", model->tracks[i].id, model->tracks[i].title);
    }
}

static void show_sheet(const struct aras_model *model)
{
    char moment[32];

    printf("%s\n", model->title);
    if (model->question.title != NULL) {
        printf("scenario: %s\n", model->question.title);
    }
    if (model->question.question != NULL) {
        aras_print_wrapped("  ", model->question.question);
    }
    aras_model_write_moment(model, 0.0, moment);
    printf("from %s", moment);
    aras_model_write_moment(model, model->horizon, moment);
    printf(" to %s\n", moment);
    show_actors(model);
    show_parameters(model);
    show_quantities(model);
    show_events(model);
    show_outcomes(model);
    printf("\nSOURCES\n");
    for (size_t i = 0; i < model->source_count; i++) {
        const struct aras_source *source = &model->sources[i];

        char text[1024];

        snprintf(text, sizeof text, "%s%s%s%s%s",
                 source->author == NULL ? "" : source->author,
                 source->author == NULL ? "" : ", ", source->title,
                 source->published == NULL ? "" : ", ",
                 source->published == NULL ? "" : source->published);
        printf("  %s\n", source->id);
        aras_print_wrapped("      ", text);
    }
}

/* --- as a graph ---------------------------------------------------------------------
 */

static void dot_reads(const struct aras_model *model, uint32_t slot, const char *event,
                      int depth)
{
    const struct aras_slot *of = &model->slots[slot];

    if (of->kind == ARAS_SLOT_DERIVED && depth < 8) {
        for (size_t d = 0; d < model->derived_count; d++) {
            const struct aras_code *code = model->derived[d].code;

            for (size_t i = 0;
                 model->derived[d].slot == slot && code != NULL && i < code->read_count;
                 i++) {
                dot_reads(model, code->reads[i], event, depth + 1);
            }
        }
    } else if (of->kind == ARAS_SLOT_QUANTITY && of->changed) {
        printf("  \"%s\" -> \"%s\";\n", of->name, event);
    }
}

static void dot_code(const struct aras_model *model, const struct aras_code *code,
                     const char *event)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        dot_reads(model, code->reads[i], event, 0);
    }
}

static void show_graph(const struct aras_model *model)
{
    printf(
        "strict digraph model {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    for (size_t i = 0; i < model->slot_count; i++) {
        if (model->slots[i].kind == ARAS_SLOT_QUANTITY && model->slots[i].changed) {
            printf("  \"%s\" [shape=ellipse];\n", model->slots[i].name);
        }
    }
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        printf("  \"%s\" [shape=box];\n", event->id);
        dot_code(model, event->guard, event->id);
        dot_code(model, event->base_code, event->id);
        dot_code(model, event->condition, event->id);
        for (size_t k = 0; k < event->factor_count; k++) {
            dot_reads(model, event->factors[k].slot, event->id, 0);
        }
        for (size_t k = 0; k < event->driver_count; k++) {
            dot_reads(model, event->drivers[k].slot, event->id, 0);
        }
        for (size_t k = 0; k < event->effect_count; k++) {
            printf("  \"%s\" -> \"%s\";\n", event->id,
                   model->slots[event->effects[k].slot].name);
        }
        for (size_t k = 0; k < event->follower_count; k++) {
            printf("  \"%s\" -> \"%s\" [style=dashed];\n", event->id,
                   model->events[event->followers[k].event].id);
        }
        for (size_t k = 0; event->decision != NULL && k < event->decision->count; k++) {
            printf("  \"%s\" -> \"%s\" [style=bold];\n", event->id,
                   model->events[event->decision->choices[k].event].id);
        }
        for (size_t k = 0; event->demand != NULL && k < ARAS_DEMAND_RESULTS; k++) {
            if (event->demand->result[k] != UINT32_MAX) {
                printf("  \"%s\" -> \"%s\" [style=bold];\n", event->id,
                       model->events[event->demand->result[k]].id);
            }
        }
    }
    printf("}\n");
}

int aras_command_show(const struct aras_arguments *arguments)
{
    struct aras_session session;
    int code;

    if (arguments->words != 1) {
        return aras_usage("show");
    }
    code = aras_session_open(&session, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        if (arguments->dot) {
            show_graph(session.scenario->model);
        } else {
            show_sheet(session.scenario->model);
        }
    }
    aras_session_close(&session);
    return code;
}
