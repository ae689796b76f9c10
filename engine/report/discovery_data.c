/* Boxes of scenario discovery for programs: JSON and CSV. */
#include <inttypes.h>
#include <math.h>

#include "report/data.h"
#include "report/discovery_report.h"
#include "report/legend.h"

static void add_options(struct aras_data *data, const struct aras_variant *variant,
                        uint64_t allowed)
{
    aras_data_list(data, "options");
    for (size_t i = 0; i < variant->count; i++) {
        if ((allowed >> i & 1) != 0) {
            struct aras_data item = aras_data_new();

            aras_data_text(&item, "option", variant->options[i].id);
            aras_data_append(data, "options", item);
        }
    }
}

static void add_restriction(struct aras_data *data,
                            const struct aras_discovery *discovery,
                            const struct aras_restriction *restriction)
{
    const struct aras_drawn_input *input = &discovery->input[restriction->input];
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "input", input->id);
    aras_data_text(&item, "title", input->title);
    aras_data_text(&item, "unit", input->unit);
    aras_data_text(&item, "kind", input->variant == NULL ? "parameter" : "variant");
    if (input->variant == NULL) {
        aras_data_real(&item, "above", restriction->limit.low);
        aras_data_real(&item, "at_most", restriction->limit.high);
    } else {
        add_options(&item, input->variant, restriction->limit.options);
    }
    aras_data_real(&item, "keeps", restriction->keeps);
    aras_data_real(&item, "density_without",
                   restriction->without.yes / restriction->without.size);
    aras_data_real(&item, "p", restriction->p);
    aras_data_real(&item, "again", restriction->again);
    aras_data_append(data, "restrictions", item);
}

static void add_box(struct aras_data *data, const struct aras_discovered *found,
                    const struct aras_found_box *box)
{
    struct aras_data item = aras_data_new();

    aras_data_real(&item, "density", box->density);
    aras_data_interval(&item, "density_interval", box->interval);
    aras_data_real(&item, "coverage", box->coverage);
    aras_data_real(&item, "mass", box->mass);
    aras_data_real(&item, "density_searched", box->searched.yes / box->searched.size);
    aras_data_real(&item, "p", box->p);
    aras_data_real(&item, "ceiling", box->ceiling);
    aras_data_real(&item, "overlap", box->overlap);
    if (!found->tree) {
        aras_data_whole(&item, "peel", box->peel);
    }
    aras_data_whole(&item, "judged_sets", box->judged.rows);
    aras_data_real(&item, "judged_worlds", box->judged.size);
    aras_data_real(&item, "judged_so", box->judged.yes);
    aras_data_list(&item, "restrictions");
    for (size_t i = 0; i < box->restrictions; i++) {
        add_restriction(&item, found->discovery, &box->restriction[i]);
    }
    aras_data_append(data, "boxes", item);
}

static void add_peel(struct aras_data *data, const struct aras_discovery *discovery,
                     const struct aras_peeled *peel)
{
    const struct aras_content *all = &discovery->part[ARAS_PART_JUDGE];
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "input",
                   peel->input == SIZE_MAX ? NULL : discovery->input[peel->input].id);
    aras_data_whole(&item, "restricted", peel->restricted);
    aras_data_real(&item, "mass", peel->judged.size / all->size);
    aras_data_real(&item, "coverage", peel->judged.yes / all->yes);
    aras_data_real(&item, "density", peel->judged.yes / peel->judged.size);
    aras_data_real(&item, "density_searched", peel->searched.yes / peel->searched.size);
    aras_data_real(&item, "density_chosen", peel->chosen.yes / peel->chosen.size);
    aras_data_append(data, "trajectory", item);
}

static void add_level(struct aras_data *data, const struct aras_discovery *discovery,
                      size_t number)
{
    const struct aras_cart_level *level = &discovery->level[number];
    struct aras_data item = aras_data_new();

    aras_data_whole(&item, "splits", level->splits);
    aras_data_real(&item, "risk", level->risk);
    aras_data_real(&item, "cross_risk", level->cross_risk);
    aras_data_real(&item, "cross_error", level->cross_error);
    aras_data_truth(&item, "chosen", number == discovery->chosen_level);
    aras_data_append(data, "trees", item);
}

enum aras_status aras_report_discovery_json(FILE *file,
                                            const struct aras_discovered *found,
                                            struct aras_error *error)
{
    const struct aras_discovery *discovery = found->discovery;
    struct aras_data data = aras_data_new();
    struct aras_run_facts facts;

    aras_run_get_facts(found->run, &facts);
    aras_data_text(&data, "format", "aras discovery report 1");
    aras_data_text(&data, "title", facts.title);
    aras_data_text(&data, "id", facts.id);
    aras_data_text(&data, "where", found->condition->text);
    aras_data_text(&data, "where_title", found->condition->title);
    aras_data_text(&data, "method", found->tree ? "cart" : "prim");
    aras_data_whole(&data, "replications", discovery->worlds);
    aras_data_whole(&data, "failed", discovery->failed);
    aras_data_whole(&data, "sets", discovery->sets);
    aras_data_whole(&data, "inputs", discovery->inputs);
    aras_data_real(&data, "share", discovery->share);
    aras_data_interval(&data, "share_interval", discovery->interval);
    aras_data_real(&data, "spread", discovery->spread);
    aras_data_real(&data, "design_effect", discovery->effect);
    aras_data_list(&data, "boxes");
    for (size_t i = 0; i < discovery->boxes; i++) {
        add_box(&data, found, &discovery->box[i]);
    }
    if (!found->tree) {
        aras_data_whole(&data, "inputs_searched", discovery->screened);
        aras_data_real(&data, "alpha", discovery->alpha);
    }
    if (found->tree) {
        aras_data_list(&data, "trees");
        for (size_t i = 0; i < discovery->levels; i++) {
            add_level(&data, discovery, i);
        }
    } else {
        aras_data_whole(&data, "resamplings", discovery->resamplings);
        aras_data_list(&data, "trajectory");
        for (size_t i = 0; i < discovery->peels; i++) {
            add_peel(&data, discovery, &discovery->peeled[i]);
        }
    }
    return aras_data_write(&data, file, error);
}

static void put_limits(FILE *file, const struct aras_drawn_input *input,
                       const struct aras_limit *limit)
{
    bool first = true;

    if (input->variant == NULL) {
        aras_data_put_real(file, limit->low);
        aras_data_put_real(file, limit->high);
        fputc(',', file);
        return;
    }
    fputs(",,,", file);
    for (size_t i = 0; i < input->variant->count; i++) {
        if ((limit->options >> i & 1) != 0) {
            fprintf(file, "%s%s", first ? "" : " ", input->variant->options[i].id);
            first = false;
        }
    }
}

static void put_row(FILE *file, const struct aras_discovery *discovery, size_t number,
                    const struct aras_restriction *restriction)
{
    const struct aras_found_box *box = &discovery->box[number];

    fprintf(file, "%zu", number + 1);
    aras_data_put_real(file, box->density);
    aras_data_put_interval(file, box->interval);
    aras_data_put_real(file, box->coverage);
    aras_data_put_real(file, box->mass);
    aras_data_put_real(file, box->p);
    aras_data_put_real(file, box->ceiling);
    aras_data_put_real(file, box->overlap);
    if (restriction == NULL) {
        fputs(",,,,,,,,\n", file);
        return;
    }
    fprintf(file, ",\"%s\"", discovery->input[restriction->input].id);
    put_limits(file, &discovery->input[restriction->input], &restriction->limit);
    aras_data_put_real(file, restriction->keeps);
    aras_data_put_real(file, restriction->without.yes / restriction->without.size);
    aras_data_put_real(file, restriction->p);
    aras_data_put_real(file, restriction->again);
    fputc('\n', file);
}

enum aras_status aras_report_discovery_csv(FILE *file,
                                           const struct aras_discovered *found,
                                           struct aras_error *error)
{
    const struct aras_discovery *discovery = found->discovery;

    fputs("box,density,interval_low,interval_high,coverage,mass,box_p,ceiling,overlap,"
          "input,"
          "above,at_most,options,keeps,density_without,p,again\n",
          file);
    for (size_t i = 0; i < discovery->boxes; i++) {
        const struct aras_found_box *box = &discovery->box[i];

        for (size_t k = 0; k < box->restrictions; k++) {
            put_row(file, discovery, i, &box->restriction[k]);
        }
        if (box->restrictions == 0) {
            put_row(file, discovery, i, NULL);
        }
    }
    return aras_legend_check(file, error);
}
