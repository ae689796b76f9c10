#ifndef ARAS_STATISTICS_POWER_H
#define ARAS_STATISTICS_POWER_H

/**
 * How many independent paired differences of standard deviation `sd` it takes to find,
 * with probability `power`, that their mean is not 0 when it is `difference`, at the
 * two-sided level `alpha`: ((z_{1 - alpha/2} + z_power) sd / difference)^2, rounded up;
 * never fewer than would ever do, see aras_power_least. INFINITY for no difference, NAN
 * for no sd.
 */
double aras_power_needed(double difference, double sd, double alpha, double power);

/** The difference that `count` paired differences would find likewise. */
double aras_power_found(double count, double sd, double alpha, double power);

/** The fewest paired differences after which a test by changing signs can reach `alpha`
 *  at all: its least two-sided p is 2 / 2^n. */
double aras_power_least(double alpha);

#endif
