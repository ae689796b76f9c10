#ifndef ARAS_STATISTICS_BETA_H
#define ARAS_STATISTICS_BETA_H

/**
 * The value below which, or above which, the share `share` of a beta distribution
 * lies; 0 < share < 1, a and b above 0. For a share near 1 ask for the other tail: it
 * has more digits. Beyond a + b = 500 000, where GSL's CDF no longer converges, by the
 * normal distribution of the log odds.
 */
double aras_beta_quantile(double share, double a, double b);
double aras_beta_upper_quantile(double share, double a, double b);

#endif
