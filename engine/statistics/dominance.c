#include "statistics/dominance.h"

#include <math.h>

#include "base/require.h"

static void look(struct aras_violation *violation, double size, double at)
{
    if (size > violation->most) {
        *violation = (struct aras_violation){size, at};
    }
}

/* Both functions bend at numbers of the samples only, so their greatest differences are
 * there. Source: G. F. Barrett, S. G. Donald, "Consistent tests for stochastic
 * dominance", Econometrica 71 (2003) 71-104. */
struct aras_dominance aras_dominance_of(const double *a, size_t a_count,
                                        const double *b, size_t b_count)
{
    struct aras_violation none = {0.0, NAN};
    struct aras_dominance dominance = {none, none, none, none};
    double gap = 0.0, area = 0.0, before = 0.0;
    size_t i = 0, j = 0;

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    while (i < a_count || j < b_count) {
        double x = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i] : b[j];

        if (i + j > 0) {
            area += gap * (x - before);
        }
        while (i < a_count && a[i] == x) {
            i++;
        }
        while (j < b_count && b[j] == x) {
            j++;
        }
        gap = (double) j / (double) b_count - (double) i / (double) a_count;
        look(&dominance.first_b, gap, x);
        look(&dominance.first_a, -gap, x);
        look(&dominance.second_b, area, x);
        look(&dominance.second_a, -area, x);
        before = x;
    }
    return dominance;
}
