#include "analysis/gauge.h"

enum aras_status aras_gauge_add(struct aras_gauge *gauge, uint64_t cluster,
                                double number, struct aras_error *error)
{
    if (gauge->group.count > 0 && gauge->cluster != cluster &&
        aras_gauge_close(gauge, error) != ARAS_OK) {
        return error->status;
    }
    gauge->cluster = cluster;
    aras_summary_add(&gauge->group, number);
    return ARAS_OK;
}

enum aras_status aras_gauge_close(struct aras_gauge *gauge, struct aras_error *error)
{
    enum aras_status status = aras_nested_add(&gauge->nested, &gauge->group, error);

    gauge->group = (struct aras_summary){0};
    return status;
}
