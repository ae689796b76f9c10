#include "simulation/game.h"

#include <math.h>

/* Does not overflow, and keeps its digits on both sides. */
static double logistic(double x)
{
    return x >= 0.0 ? 1.0 / (1.0 + exp(-x)) : exp(x) / (1.0 + exp(x));
}

double aras_game_enforce(const double s[ARAS_STAKES])
{
    return logistic(s[ARAS_SHARPNESS_BY] * (s[ARAS_R_BY] - s[ARAS_K_BY]));
}

struct aras_game aras_game_solve(const double s[ARAS_STAKES], double believed,
                                 bool deter)
{
    struct aras_game game = {.enforce = aras_game_enforce(s), .issue = NAN};
    double feared = believed * s[ARAS_K_OF];
    double loss = s[ARAS_V_OF] * s[ARAS_X] + s[ARAS_A_OF];

    if (deter) {
        game.yield = logistic(s[ARAS_SHARPNESS_OF] * (loss - feared));
        return game;
    }
    game.yield = logistic(s[ARAS_SHARPNESS_OF] * (feared - loss));

    double cost = game.enforce * s[ARAS_K_BY] + (1.0 - game.enforce) * s[ARAS_R_BY];
    double gain = game.yield * s[ARAS_V_BY] * s[ARAS_X] - (1.0 - game.yield) * cost;

    game.issue = logistic(s[ARAS_SHARPNESS_BY] * gain);
    return game;
}
