#include "analysis/gauge.h"

#include <math.h>

enum aras_status aras_gauge_add(struct aras_gauge *gauge, uint64_t cluster,
                                double number, struct aras_error *error)
{
    if (gauge->group.count > 0 && gauge->cluster != cluster &&
        aras_gauge_close(gauge, error) != ARAS_OK) {
        return error->status;
    }
    gauge->cluster = cluster;
    gauge->gained += number == 1.0;
    gauge->lost += number == -1.0;
    gauge->other += number != 0.0 && fabs(number) != 1.0;
    aras_summary_add(&gauge->group, number);
    return ARAS_OK;
}

enum aras_status aras_gauge_close(struct aras_gauge *gauge, struct aras_error *error)
{
    enum aras_status status = aras_nested_add(&gauge->nested, &gauge->group, error);

    gauge->group = (struct aras_summary){0};
    return status;
}

struct aras_interval aras_gauge_change(const struct aras_gauge *gauge,
                                       const struct aras_clustered *mean, double level)
{
    if (gauge->other > 0.0) {
        return aras_interval_clustered(mean, level);
    }
    if (gauge->gained + gauge->lost == 0.0) {
        double most = aras_interval_never_seen(gauge->nested.all.count, level).high;

        return (struct aras_interval){-most, most};
    }
    return aras_interval_clustered_change(gauge->lost, gauge->gained, mean, level);
}
