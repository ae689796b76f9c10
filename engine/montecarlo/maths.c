#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "montecarlo/montecarlo.h"

static uint64_t mix(uint64_t hash, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    hash = (hash ^ bits) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}

uint64_t aras_maths_fingerprint(void)
{
    uint64_t hash = 0x41726173u;

    for (int i = 1; i <= 4096; i++) {
        double x = i * 0.0123456789;

        hash = mix(hash, exp(x / 4.0));
        hash = mix(hash, exp(-x));
        hash = mix(hash, exp2(-x));
        hash = mix(hash, log(x));
        hash = mix(hash, log1p(-i / 4097.0));
        hash = mix(hash, pow(x, 0.7));
        hash = mix(hash, sqrt(x));
    }
    for (int i = 1; i < 64; i++) {
        hash = mix(hash, gsl_cdf_ugaussian_Pinv(i / 64.0));
        hash = mix(hash, gsl_cdf_gamma_Pinv(i / 64.0, 2.5, 1.5));
    }
    return hash;
}
