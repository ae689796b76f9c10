# What R makes of the cases of tests/unit/statistics/test_one_way.c. The answers stand in
# that test.
rows <- 0:199
size <- 1 + rows %% 4
yes <- (rows * 7919) %% 11 %% (size + 1)
x <- (rows * 37) %% 200          # a number: each value once
yes[x >= 80 & x < 120] <- size[x >= 80 & x < 120]
choice <- rows %% 3
tell <- function(group) print(anova(lm(yes / size ~ factor(group), weights = size)),
                              digits = 15)
tell(x %/% 40)
tell(choice)
