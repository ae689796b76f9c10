#include "report/bar.h"

#include <math.h>
#include <string.h>

/* The letter that a share falls into; 100 % belongs to the last one. */
static size_t cell_of(double share)
{
    double cell = floor(share * ARAS_BAR_CELLS + 1e-9);

    return (size_t) fmin(ARAS_BAR_CELLS - 1, fmax(0.0, cell));
}

struct aras_bar aras_bar_of_share(double share, struct aras_interval range,
                                  struct aras_interval interval,
                                  const struct aras_style *style)
{
    /* fmin and fmax leave out what is NAN. */
    size_t low = cell_of(fmin(share, fmin(range.low, interval.low)));
    size_t high = cell_of(fmax(share, fmax(range.high, interval.high)));
    struct aras_bar bar = {""};

    for (size_t i = 0; i < ARAS_BAR_CELLS; i++) {
        if (i == cell_of(share)) {
            strcat(bar.text, style->ascii ? "o" : "●");
        } else if (i >= low && i <= high) {
            strcat(bar.text, style->ascii ? "-" : "─");
        } else {
            strcat(bar.text, style->ascii ? "." : "·");
        }
    }
    return bar;
}

const char *aras_bar_legend(const struct aras_style *style)
{
    return style->ascii ? "Scale: 0 to 100 %, o the estimate, - what range and error "
                          "leave open."
                        : "Scale: 0 to 100 %, ● the estimate, ─ what range and error "
                          "leave open.";
}
