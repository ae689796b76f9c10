#include "model/reads.h"

bool aras_reads_code(const struct aras_reads *reads, const struct aras_code *code)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        if (aras_reads_slot(reads, code->reads[i])) {
            return true;
        }
    }
    return false;
}

bool aras_reads_operand(const struct aras_reads *reads,
                        const struct aras_operand *operand)
{
    switch (operand->kind) {
    case ARAS_OPERAND_SLOT:
        return aras_reads_slot(reads, operand->slot);
    case ARAS_OPERAND_CODE:
        return aras_reads_code(reads, operand->code);
    case ARAS_OPERAND_LITERAL:
        break;
    }
    return false;
}

/* Shares of influence are computed from all dependences. */
static bool influence_reads(const struct aras_reads *reads)
{
    const struct aras_influence *influence = &reads->model->influence;

    for (size_t i = 0; i < influence->actors * influence->actors; i++) {
        if (i % (influence->actors + 1) != 0 &&
            aras_reads_slot(reads, influence->dependence[i])) {
            return true;
        }
    }
    return false;
}

static bool derived_reads(const struct aras_reads *reads, uint32_t slot)
{
    const struct aras_model *model = reads->model;

    for (size_t i = 0; i < model->derived_count; i++) {
        const struct aras_derived *derived = &model->derived[i];

        if (derived->slot == slot &&
            (derived->influence > 0 ? influence_reads(reads)
                                    : aras_reads_code(reads, derived->code))) {
            return true;
        }
    }
    return false;
}

bool aras_reads_sources(const struct aras_reads *reads, uint32_t slot)
{
    const struct aras_model *model = reads->model;

    for (size_t i = 0; i < model->fixed_count; i++) {
        if (model->fixed[i].slot == slot &&
            aras_reads_code(reads, model->fixed[i].code)) {
            return true;
        }
    }
    for (size_t i = 0; i < model->corner_count; i++) {
        const struct aras_corner_slot *corner = &model->corners[i];

        if (corner->slot == slot &&
            (aras_reads_slot(reads, corner->corner.origin) ||
             aras_reads_code(reads, corner->corner.threshold))) {
            return true;
        }
    }
    return derived_reads(reads, slot);
}

bool aras_reads_slot(const struct aras_reads *reads, uint32_t slot)
{
    if (slot == reads->wanted) {
        return true;
    }
    if (reads->seen[slot]) {
        return false;
    }
    reads->seen[slot] = true;
    return aras_reads_sources(reads, slot);
}

bool aras_reads_driver(const struct aras_reads *reads, const struct aras_driver *driver)
{
    return aras_reads_slot(reads, driver->slot) ||
           aras_reads_operand(reads, &driver->effect) ||
           aras_reads_operand(reads, &driver->at);
}

bool aras_reads_consideration(const struct aras_reads *reads,
                              const struct aras_consideration *consideration)
{
    return aras_reads_code(reads, consideration->of) ||
           aras_reads_code(reads, consideration->weight);
}
