#include "formula/code.h"

#include <math.h>

#include "base/require.h"
#include "formula/instruction.h"
#include "random/distribution.h"

/* An exponent of 2 is by far the most frequent; x x is quicker than pow, and rounded
 * correctly everywhere. */
static double power(double base, double exponent, enum aras_fault *fault)
{
    if (exponent == 2.0) {
        return base * base;
    }

    double result = pow(base, exponent);

    if ((base == 0.0 && exponent < 0.0) ||
        (isnan(result) && !isnan(base) && !isnan(exponent))) {
        *fault = ARAS_FAULT_DOMAIN;
    }
    return result;
}

/* `numbers`: the distribution's own, then the bounds of a truncated one. */
static struct aras_distribution law_of(const struct aras_instruction *instruction,
                                       const double *numbers)
{
    enum aras_distribution_kind kind = (enum aras_distribution_kind) instruction->jump;
    size_t count = aras_distribution_form(kind)->arguments;
    struct aras_distribution distribution = {
        .kind = kind, .truncated = instruction->operation == ARAS_DO_DRAW_TRUNCATED};

    for (size_t i = 0; i < count; i++) {
        distribution.argument[i] = numbers[i];
    }
    if (distribution.truncated) {
        distribution.low = numbers[count];
        distribution.high = numbers[count + 1];
    }
    return distribution;
}

static double draw(const struct aras_instruction *instruction, const double *numbers,
                   struct aras_evaluation *evaluation)
{
    struct aras_distribution distribution = law_of(instruction, numbers);
    struct aras_error error;

    ARAS_REQUIRE(evaluation->stream != NULL);
    if (aras_distribution_check(&distribution, &error) != ARAS_OK) {
        evaluation->fault = ARAS_FAULT_DISTRIBUTION;
        return NAN;
    }
    return aras_distribution_quantile(
        &distribution, aras_stream_uniform(evaluation->stream, evaluation->draw,
                                           evaluation->first_sub + instruction->slot));
}

static double stop(struct aras_evaluation *evaluation, enum aras_fault fault)
{
    evaluation->fault = fault;
    return NAN;
}

#define TRUTH(condition) ((condition) ? 1.0 : 0.0)

/* A comparison with what is no number (infinity less infinity) has no answer, and
 * no answer is not "false". */
#define COMPARE(left, sign, right)                                                     \
    do {                                                                               \
        double left_side = (left);                                                     \
        double right_side = (right);                                                   \
                                                                                       \
        if (isunordered(left_side, right_side)) {                                      \
            return stop(evaluation, ARAS_FAULT_INFINITE);                              \
        }                                                                              \
        top = TRUTH(left_side sign right_side);                                        \
    } while (0)

/* The four forms of one comparison. */
#define COMPARISON(name, sign)                                                         \
    case ARAS_DO_##name:                                                               \
        sp--;                                                                          \
        COMPARE(stack[sp], sign, top);                                                 \
        break;                                                                         \
    case ARAS_DO_##name##_CONSTANT:                                                    \
        COMPARE(top, sign, at->constant);                                              \
        break;                                                                         \
    case ARAS_DO_##name##_SLOT:                                                        \
        COMPARE(top, sign, values[at->slot]);                                          \
        break;                                                                         \
    case ARAS_DO_SLOT_##name:                                                          \
        stack[sp++] = top;                                                             \
        COMPARE(values[at->slot], sign, at->constant);                                 \
        break

double aras_code_evaluate(const struct aras_code *code,
                          struct aras_evaluation *evaluation)
{
    /* Left without values on purpose: a formula seldom needs more than two. Nothing
     * is read before it was written, since the compiler counted the depth. */
    double stack[ARAS_DEEPEST + 1];
    size_t sp = 0;
    double top = 0.0; /* what an empty stack holds below the first value */
    const double *values = evaluation->values;
    const struct aras_instruction *start = code->instructions;

    for (const struct aras_instruction *at = start;; at++) {
        switch ((enum aras_operation) at->operation) {
        case ARAS_DO_END:
            return isfinite(top) ? top : stop(evaluation, ARAS_FAULT_INFINITE);

        case ARAS_DO_CONSTANT:
            stack[sp++] = top;
            top = at->constant;
            break;
        case ARAS_DO_SLOT:
            stack[sp++] = top;
            top = values[at->slot];
            break;
        case ARAS_DO_SCALED:
            stack[sp++] = top;
            top = at->constant * values[at->slot];
            break;
        case ARAS_DO_SHIFTED:
            stack[sp++] = top;
            top = values[at->slot] + at->constant;
            break;
        case ARAS_DO_AGE:
            stack[sp++] = top;
            top = evaluation->now - values[at->slot];
            break;

        case ARAS_DO_ADD:
            top = stack[--sp] + top;
            break;
        case ARAS_DO_ADD_CONSTANT:
            top += at->constant;
            break;
        case ARAS_DO_ADD_SLOT:
            top += values[at->slot];
            break;
        case ARAS_DO_ADD_SCALED:
            top += at->constant * values[at->slot];
            break;
        case ARAS_DO_SUBTRACT:
            top = stack[--sp] - top;
            break;
        case ARAS_DO_SUBTRACT_SLOT:
            top -= values[at->slot];
            break;
        case ARAS_DO_SUBTRACT_FROM_CONSTANT:
            top = at->constant - top;
            break;
        case ARAS_DO_MULTIPLY:
            top = stack[--sp] * top;
            break;
        case ARAS_DO_MULTIPLY_CONSTANT:
            top *= at->constant;
            break;
        case ARAS_DO_MULTIPLY_SLOT:
            top *= values[at->slot];
            break;
        case ARAS_DO_DIVIDE:
            if (top == 0.0) {
                return stop(evaluation, ARAS_FAULT_DIVISION);
            }
            top = stack[--sp] / top;
            break;
        case ARAS_DO_DIVIDE_SLOT:
            if (values[at->slot] == 0.0) {
                return stop(evaluation, ARAS_FAULT_DIVISION);
            }
            top /= values[at->slot];
            break;
        case ARAS_DO_DIVIDE_CONSTANT:
            top /= at->constant;
            break;
        case ARAS_DO_CONSTANT_OVER:
            if (top == 0.0) {
                return stop(evaluation, ARAS_FAULT_DIVISION);
            }
            top = at->constant / top;
            break;
        case ARAS_DO_POWER: {
            enum aras_fault fault = ARAS_NO_FAULT;

            top = power(stack[--sp], top, &fault);
            if (fault != ARAS_NO_FAULT) {
                return stop(evaluation, fault);
            }
            break;
        }
        case ARAS_DO_SQUARE:
            top *= top;
            break;
        case ARAS_DO_NEGATIVE:
            top = -top;
            break;
        case ARAS_DO_NOT:
            top = TRUTH(top == 0.0);
            break;

        case ARAS_DO_EXP:
            top = exp(top);
            break;
        case ARAS_DO_LOG:
            if (top <= 0.0) {
                return stop(evaluation, ARAS_FAULT_DOMAIN);
            }
            top = log(top);
            break;
        case ARAS_DO_SQRT:
            if (top < 0.0) {
                return stop(evaluation, ARAS_FAULT_DOMAIN);
            }
            top = sqrt(top);
            break;
        case ARAS_DO_ABS:
            top = fabs(top);
            break;
        case ARAS_DO_SIGN:
            if (!isnan(top)) {
                top = TRUTH(top > 0.0) - TRUTH(top < 0.0);
            }
            break;
        case ARAS_DO_FLOOR:
            top = floor(top);
            break;
        case ARAS_DO_CEIL:
            top = ceil(top);
            break;
        case ARAS_DO_ROUND:
            top = round(top);
            break;
        case ARAS_DO_LOGISTIC:
            top = 1.0 / (1.0 + exp(-top));
            break;
        case ARAS_DO_MIN:
        case ARAS_DO_MAX: {
            double next = stack[--sp];

            if (isunordered(next, top)) {
                return stop(evaluation, ARAS_FAULT_INFINITE);
            }
            if (at->operation == ARAS_DO_MIN ? next < top : next > top) {
                top = next;
            }
            break;
        }
        case ARAS_DO_CLAMP: {
            double low = stack[--sp];
            double x = stack[--sp];

            if (isunordered(low, top) || isnan(x)) {
                return stop(evaluation, ARAS_FAULT_INFINITE);
            }
            if (low > top) {
                return stop(evaluation, ARAS_FAULT_DOMAIN);
            }
            if (x < low) {
                top = low;
            } else if (x < top) {
                top = x;
            }
            break;
        }
        case ARAS_DO_TOWARD: {
            double target = stack[--sp];
            double x = stack[--sp];

            top = x + top * (target - x);
            break;
        }

            COMPARISON(LESS, <);
            COMPARISON(LESS_OR_EQUAL, <=);
            COMPARISON(GREATER, >);
            COMPARISON(GREATER_OR_EQUAL, >=);
            COMPARISON(EQUAL, ==);
            COMPARISON(UNEQUAL, !=);

        case ARAS_DO_AND:
            if (top == 0.0) {
                at = start + at->jump - 1;
            } else {
                top = stack[--sp];
            }
            break;
        case ARAS_DO_OR:
            if (top != 0.0) {
                at = start + at->jump - 1;
            } else {
                top = stack[--sp];
            }
            break;
        case ARAS_DO_JUMP:
            at = start + at->jump - 1;
            break;
        case ARAS_DO_JUMP_UNLESS:
            if (top == 0.0) {
                at = start + at->jump - 1;
            }
            top = stack[--sp];
            break;
        case ARAS_DO_JUMP_UNLESS_SLOT:
            if (values[at->slot] == 0.0) {
                at = start + at->jump - 1;
            }
            break;
        case ARAS_DO_JUMP_BELOW: {
            double corner = top;

            top = stack[--sp];
            if (isunordered(top, corner)) {
                return stop(evaluation, ARAS_FAULT_INFINITE);
            }
            if (top < corner) {
                at = start + at->jump - 1;
            }
            break;
        }
        case ARAS_DO_JUMP_BELOW_CONSTANT:
            if (isnan(top)) {
                return stop(evaluation, ARAS_FAULT_INFINITE);
            }
            if (top < at->constant) {
                at = start + at->jump - 1;
            }
            break;
        case ARAS_DO_DROP:
            top = stack[--sp];
            break;

        case ARAS_DO_DRAW:
        case ARAS_DO_DRAW_TRUNCATED: {
            enum aras_distribution_kind kind = (enum aras_distribution_kind) at->jump;

            stack[sp] = top;
            sp -= aras_distribution_form(kind)->arguments - 1;
            if (at->operation == ARAS_DO_DRAW_TRUNCATED) {
                sp -= 2;
            }
            top = draw(at, stack + sp, evaluation);
            if (evaluation->fault != ARAS_NO_FAULT) {
                return NAN;
            }
            break;
        }
        }
    }
}

bool aras_code_is_draw(const struct aras_code *code, const double *values,
                       struct aras_distribution *distribution)
{
    enum { MOST = 5 };
    const struct aras_instruction *at = code->instructions;
    const struct aras_instruction *last = at + code->count - 2;
    struct aras_error error;
    double numbers[MOST] = {0.0};
    size_t count = 0;

    if (code->literal || code->count < 3 || code->count > MOST + 2 ||
        (last->operation != ARAS_DO_DRAW &&
         last->operation != ARAS_DO_DRAW_TRUNCATED)) {
        return false;
    }
    for (; at < last; at++) {
        if (at->operation != ARAS_DO_CONSTANT && at->operation != ARAS_DO_SLOT) {
            return false;
        }
        numbers[count++] =
            at->operation == ARAS_DO_CONSTANT ? at->constant : values[at->slot];
    }
    *distribution = law_of(last, numbers);
    return aras_distribution_check(distribution, &error) == ARAS_OK;
}

const char *aras_fault_text(enum aras_fault fault)
{
    switch (fault) {
    case ARAS_NO_FAULT:
        return "no fault";
    case ARAS_FAULT_DIVISION:
        return "a division by zero";
    case ARAS_FAULT_DOMAIN:
        return "the logarithm of 0 or less, the root of a negative number, a power "
               "without value, or a clamp whose low bound is above its high one";
    case ARAS_FAULT_INFINITE:
        return "a result that is no finite number";
    case ARAS_FAULT_DISTRIBUTION:
        return "numbers that are impossible for a distribution";
    }
    return "an unknown fault";
}
