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

const char *aras_bar_of_height(double height, const struct aras_style *style)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const plain[] = {"_", ".", "-", "~", "=", "+", "*", "#"};
    size_t bar = (size_t) fmin(7.0, fmax(0.0, floor(height * 8.0)));

    return style->ascii ? plain[bar] : bars[bar];
}

struct aras_bar aras_bar_of_histogram(const struct aras_histogram *histogram,
                                      const struct aras_style *style)
{
    struct aras_bar bar = {""};
    uint64_t most = 0;

    for (size_t i = 0; i < histogram->parts; i++) {
        most = histogram->count[i] > most ? histogram->count[i] : most;
    }
    for (size_t i = 0; i < histogram->parts; i++) {
        strcat(bar.text,
               histogram->count[i] == 0
                   ? " "
                   : aras_bar_of_height((double) histogram->count[i] / (double) most,
                                        style));
    }
    for (size_t i = histogram->parts; histogram->parts > 0 && i <= ARAS_HISTOGRAM_PARTS;
         i++) {
        strcat(bar.text, " ");
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
