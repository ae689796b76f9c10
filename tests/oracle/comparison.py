#!/usr/bin/env python3
# What SciPy says of the distances of two samples: lines of a name and a value.
from scipy import stats

from samples import A, B, TIED_A, TIED_B

for name, a, b in (("plain", A, B), ("tied", TIED_A, TIED_B)):
    print(name + ".kolmogorov %.17g" % stats.ks_2samp(a, b, mode="asymp").statistic)
    print(name + ".wasserstein %.17g" % stats.wasserstein_distance(a, b))
    above = stats.mannwhitneyu(b, a).statistic / (len(a) * len(b))
    print(name + ".superiority %.17g" % above)
    print(name + ".energy %.17g" % stats.energy_distance(a, b))
