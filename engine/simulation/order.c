#include "simulation/order.h"

#include "base/require.h"
#include "simulation/dependents.h"
#include "simulation/plan.h"

struct edge {
    uint32_t slot; /* that the node reads */
    uint32_t next; /* 1 + number of the next edge of the node; 0: none */
};

struct graph {
    struct aras_simulation *simulation;
    struct aras_node *nodes;
    uint32_t *first_edge; /* of a node: 1 + number; 0: none */
    struct edge *edges;
    size_t edge_count;
    uint32_t *node_of; /* of a slot: 1 + number; 0: none */
    size_t count;
};

static void add_node(struct graph *graph, struct aras_node node)
{
    graph->nodes[graph->count++] = node;
    graph->node_of[node.slot] = (uint32_t) graph->count;
}

static void add_edge(struct graph *graph, uint32_t reader, uint32_t slot)
{
    uint32_t node = graph->node_of[reader] - 1;
    struct edge *edge = aras_arena_grow(graph->simulation->arena, &graph->edges,
                                        graph->edge_count++, sizeof *edge);

    *edge = (struct edge){.slot = slot, .next = graph->first_edge[node]};
    graph->first_edge[node] = (uint32_t) graph->edge_count;
}

static void add_reads(struct graph *graph, uint32_t reader,
                      const struct aras_code *code)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        add_edge(graph, reader, code->reads[i]);
    }
}

static bool is_started(const struct aras_model *model, uint32_t slot)
{
    return model->slots[slot].kind == ARAS_SLOT_QUANTITY ||
           model->slots[slot].kind == ARAS_SLOT_CLOCK;
}

static void add_overrides(struct graph *graph, const struct aras_override *overrides,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = overrides[i].slot;

        if (is_started(graph->simulation->model, slot)) {
            if (graph->node_of[slot] == 0) {
                add_node(graph, (struct aras_node){.kind = ARAS_NODE_INITIAL,
                                                   .slot = slot,
                                                   .index = ARAS_NO_INDEX});
            }
            add_reads(graph, slot, overrides[i].code);
        }
    }
}

static void add_age(struct graph *graph, const struct aras_event *event, uint32_t slot)
{
    if (slot == 0) {
        return;
    }
    if (graph->node_of[slot] == 0) {
        add_node(graph, (struct aras_node){.kind = ARAS_NODE_AGE, .slot = slot});
    }
    if (event->age.kind == ARAS_OPERAND_SLOT) {
        add_edge(graph, slot, event->age.slot);
    } else if (event->age.kind == ARAS_OPERAND_CODE) {
        add_reads(graph, slot, event->age.code);
    }
}

static void add_all(struct graph *graph)
{
    const struct aras_model *model = graph->simulation->model;

    for (uint32_t i = 0; i < model->fixed_count; i++) {
        add_node(graph, (struct aras_node){.kind = ARAS_NODE_FIXED,
                                           .slot = model->fixed[i].slot,
                                           .index = i});
        add_reads(graph, model->fixed[i].slot, model->fixed[i].code);
    }
    for (uint32_t i = 0; i < model->initial_count; i++) {
        add_node(graph, (struct aras_node){.kind = ARAS_NODE_INITIAL,
                                           .slot = model->initials[i].slot,
                                           .index = i});
        add_reads(graph, model->initials[i].slot, model->initials[i].code);
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        for (size_t j = 0; j < model->variants[i].count; j++) {
            add_overrides(graph, model->variants[i].options[j].overrides,
                          model->variants[i].options[j].count);
        }
    }
    add_overrides(graph, model->overrides, model->override_count);
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (event->has_age) {
            add_age(graph, event, event->last_slot);
            for (size_t j = 0; j < event->also_last_count; j++) {
                add_age(graph, event, event->also_last[j]);
            }
        }
    }
    for (uint32_t i = 0; i < model->derived_count; i++) {
        const uint32_t *reads;
        size_t count = aras_dependents_reads(model, i, &reads);

        add_node(graph, (struct aras_node){.kind = ARAS_NODE_DERIVED,
                                           .slot = model->derived[i].slot,
                                           .index = i});
        for (size_t j = 0; j < count; j++) {
            add_edge(graph, model->derived[i].slot, reads[j]);
        }
    }
    for (uint32_t i = 0; i < model->corner_count; i++) {
        const struct aras_corner_slot *corner = &model->corners[i];

        add_node(graph, (struct aras_node){.kind = ARAS_NODE_CORNER,
                                           .slot = corner->slot,
                                           .index = i});
        add_edge(graph, corner->slot, corner->corner.origin);
        add_reads(graph, corner->slot, corner->corner.threshold);
    }
}

/* Depth first, with a stack of our own: chains of formulae may be long. */
static void sort_graph(const struct graph *graph, struct aras_node *sorted)
{
    struct aras_simulation *simulation = graph->simulation;
    uint32_t *stack = ARAS_TABLE(simulation, graph->count + 1, stack);
    uint32_t *next = ARAS_TABLE(simulation, graph->count, next);
    enum { UNSEEN, OPEN, DONE } *state = ARAS_TABLE(simulation, graph->count, state);
    size_t done = 0;

    for (uint32_t root = 0; root < graph->count; root++) {
        size_t depth = 0;

        if (state[root] == UNSEEN) {
            state[root] = OPEN;
            next[root] = graph->first_edge[root];
            stack[depth++] = root;
        }
        while (depth > 0) {
            uint32_t node = stack[depth - 1];

            if (next[node] == 0) {
                state[node] = DONE;
                sorted[done++] = graph->nodes[node];
                depth--;
                continue;
            }

            const struct edge *edge = &graph->edges[next[node] - 1];
            uint32_t read = graph->node_of[edge->slot];

            next[node] = edge->next;
            if (read != 0 && state[read - 1] != DONE) {
                /* A ring of formulae is refused when a model is compiled. */
                ARAS_REQUIRE(state[read - 1] == UNSEEN);
                state[read - 1] = OPEN;
                next[read - 1] = graph->first_edge[read - 1];
                stack[depth++] = read - 1;
            }
        }
    }
}

void aras_order_plan(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct graph graph = {.simulation = simulation};

    graph.nodes = ARAS_TABLE(simulation, model->slot_count, graph.nodes);
    graph.first_edge = ARAS_TABLE(simulation, model->slot_count, graph.first_edge);
    graph.node_of = ARAS_TABLE(simulation, model->slot_count, graph.node_of);
    add_all(&graph);
    simulation->nodes = ARAS_TABLE(simulation, graph.count, simulation->nodes);
    simulation->node_count = graph.count;
    sort_graph(&graph, simulation->nodes);
}
