# What R says of times, distances and adjusted tests: lines of a name and a value.
suppressMessages({
  library(survival)
  library(cmprsk)
  library(kSamples)
  library(energy)
})

say <- function(name, value) cat(sprintf("%s %.17g\n", name, value))
share <- function(i, step, start, whole) ((i * step + start) %% whole) / whole

i <- 0:399
a <- 3 * share(i, 7919, 31, 1009) * share(i, 7919, 31, 1009)
b <- 2.5 * share(0:299, 104729, 57, 997) + 0.3

# Times until something comes, of one of two causes, all watched until 10.
times <- 12 * share(i, 6133, 7, 541)
reached <- times <= 10
cause <- ifelse(reached, ifelse(i %% 3 == 0, 2, 1), 0)
watched <- pmin(times, 10)
at <- c(2.5, 5, 7.5, 10)
incidence <- timepoints(cuminc(watched, cause), at)$est
for (k in seq_along(at)) {
  say(sprintf("incidence.first.%g", at[k]), incidence[1, k])
  say(sprintf("incidence.second.%g", at[k]), incidence[2, k])
}
curve <- survfit(Surv(watched, reached) ~ 1, timefix = FALSE)
for (k in seq_along(at)) {
  say(sprintf("incidence.any.%g", at[k]), 1 - summary(curve, times = at[k])$surv)
}
for (horizon in c(6, 10)) {
  say(sprintf("restricted.%g", horizon),
      summary(curve, rmean = horizon)$table[["rmean"]])
}

for (p in c(0.05, 0.25, 0.5, 0.9)) {
  say(sprintf("quantile.%g", p), quantile(a, p, type = 5, names = FALSE))
}

# kSamples tells but three or four digits, its own sum all of them.
whole <- ad.test(a, b)$ad[2, 1]
say("anderson_darling.rounded", whole)
# energy tells the distance times n m / (n + m).
say("plain.energy.times", eqdist.e(c(a, b), c(length(a), length(b))))

p <- c(0.001, 0.02, 0.02, 0.04, 0.3, 0.012, 0.9)
for (k in seq_along(p)) {
  say(sprintf("holm.%d", k), p.adjust(p, "holm")[k])
  say(sprintf("benjamini_hochberg.%d", k), p.adjust(p, "BH")[k])
}
