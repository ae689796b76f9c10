#include "statistics/mcnemar.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Source: M. W. Fagerland, S. Lydersen, P. Laake, "The McNemar test for binary matched-
 * pairs data: mid-p and asymptotic are better than exact conditional", BMC Medical
 * Research Methodology 13 (2013) 91. */
double aras_mcnemar_mid_p(uint64_t only_a, uint64_t only_b)
{
    uint64_t fewer = only_a < only_b ? only_a : only_b;
    uint64_t both = only_a + only_b;

    if (only_a == only_b) {
        return 1.0;
    }
    if (both > 100000) {
        /* Beyond GSL's reach, and normal to far more digits than anyone quotes. */
        double n = (double) both;

        return 2.0 * gsl_cdf_ugaussian_P((2.0 * (double) fewer - n) / sqrt(n));
    }
    return 2.0 * gsl_cdf_binomial_P((unsigned) fewer, 0.5, (unsigned) both) -
           gsl_ran_binomial_pdf((unsigned) fewer, 0.5, (unsigned) both);
}
