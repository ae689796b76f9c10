/* Bands: what a tie with a `level` lies between. */
#include <string.h>

#include "model/builder.h"

/* Bands that no tie uses are looked at too. */
void aras_builder_bands(struct aras_builder *builder)
{
    struct aras_setting *bands =
        aras_setting_group(builder->root, "bands", builder->problems);

    for (size_t i = 0; bands != NULL && i < bands->count; i++) {
        const char *name = bands->parts[i]->name;
        struct aras_setting *band =
            aras_setting_numbers(bands, name, 2, builder->problems);

        if (band != NULL) {
            double low = band->parts[0]->number;
            double high = band->parts[1]->number;

            if (!(low >= 0.0 && low <= high && high <= 1.0)) {
                aras_problems_add(builder->problems, band->place,
                                  "the band '%s' must rise and lie within 0 .. 1, got "
                                  "%g .. %g",
                                  name, low, high);
                band->refused = true;
            }
        }
    }
}

bool aras_builder_band(struct aras_builder *builder, struct aras_setting *entry,
                       const char *level, double range[2])
{
    static const char *const names[] = {"none", "low", "medium", "high"};
    static const double usual[4][2] = {
        {0.0, 0.05}, {0.05, 0.35}, {0.35, 0.65}, {0.65, 0.95}};
    struct aras_setting *bands =
        aras_setting_group(builder->root, "bands", builder->problems);
    struct aras_setting *own = NULL;

    if (bands != NULL && aras_setting_find(bands, level) != NULL) {
        own = aras_setting_numbers(bands, level, 2, builder->problems);
        if (own == NULL) {
            return false;
        }
    }
    if (own != NULL) {
        range[0] = own->parts[0]->number;
        range[1] = own->parts[1]->number;
        return true;
    }
    for (int i = 0; i < 4; i++) {
        if (strcmp(level, names[i]) == 0) {
            range[0] = usual[i][0];
            range[1] = usual[i][1];
            return true;
        }
    }
    aras_problems_add(
        builder->problems, aras_setting_place(entry, "level"),
        "the level is a band: none, low, medium, high, or one of `bands`; "
        "got '%s'",
        level);
    return false;
}
