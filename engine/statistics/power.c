#include "statistics/power.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static double both_tails(double alpha, double power)
{
    return gsl_cdf_ugaussian_Qinv(alpha / 2.0) + gsl_cdf_ugaussian_Pinv(power);
}

double aras_power_needed(double difference, double sd, double alpha, double power)
{
    double ratio = both_tails(alpha, power) * sd / difference;

    /* fmax would take the other number in place of NAN. */
    return isnan(ratio) ? NAN : fmax(ceil(ratio * ratio), aras_power_least(alpha));
}

double aras_power_found(double count, double sd, double alpha, double power)
{
    return both_tails(alpha, power) * sd / sqrt(count);
}

double aras_power_least(double alpha)
{
    return ceil(1.0 + log2(1.0 / alpha));
}
