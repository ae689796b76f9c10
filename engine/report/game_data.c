/* What came of a game, for programs: a part of game_report.h. */
#include <math.h>
#include <stdint.h>

#include "analysis/judgement.h"
#include "report/data.h"
#include "report/game_report.h"
#include "report/legend.h"

static const char *const kinds[] = {[ARAS_COURSE_OWN] = "own",
                                    [ARAS_COURSE_GAME] = "game",
                                    [ARAS_COURSE_OPTION] = "option"};

static const char *option_id(const struct aras_model *model, uint32_t event, int choice)
{
    return model->events[model->events[event].decision->choices[choice].event].id;
}

static struct aras_data turn_data(const struct aras_model *model,
                                  const struct aras_turn *turn)
{
    const struct aras_event *event = &model->events[turn->move.event];
    struct aras_data data = aras_data_new();
    char moment[32];

    aras_model_write_moment(model, turn->time, moment);
    aras_data_text(&data, "actor", model->actors[turn->actor].id);
    aras_data_text(&data, "decision", event->id);
    aras_data_whole(&data, "number", turn->move.number);
    aras_data_real(&data, "time", turn->time);
    aras_data_text(&data, "moment", moment);
    aras_data_text(&data, "taken", option_id(model, turn->move.event, turn->taken));
    aras_data_text(&data, "own", option_id(model, turn->move.event, turn->own));
    aras_data_truth(&data, "left", turn->move.choice == ARAS_OWN_RULE);
    aras_data_list(&data, "options");
    for (int i = 0; (size_t) i < event->decision->count; i++) {
        struct aras_data option = aras_data_new();

        aras_data_text(&option, "id", option_id(model, turn->move.event, i));
        aras_data_real(&option, "worth", turn->worth[i]);
        aras_data_append(&data, "options", option);
    }
    return data;
}

static struct aras_data yield_data(const struct aras_yield *yield, bool rivals)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "reading", aras_reading_id(yield->reading));
    aras_data_whole(&data, "worlds", yield->worlds);
    aras_data_real(&data, "worth", yield->mean);
    aras_data_real(&data, "change", yield->change);
    aras_data_interval(&data, "change_interval", yield->within);
    if (rivals) {
        aras_data_real(&data, "regret", yield->regret);
        aras_data_interval(&data, "regret_interval", yield->regret_within);
    }
    return data;
}

static struct aras_data course_data(const struct aras_regret *regret,
                                    const struct aras_course *course)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "actor", regret->model->actors[course->actor].id);
    aras_data_text(&data, "kind", kinds[course->kind]);
    if (course->kind == ARAS_COURSE_OPTION) {
        aras_data_text(&data, "option",
                       option_id(regret->model, course->event, course->option));
        aras_data_whole(&data, "taken", course->taken);
    }
    aras_data_list(&data, "readings");
    for (size_t i = 0; i < regret->yields; i++) {
        aras_data_append(
            &data, "readings",
            yield_data(&course->yield[i], course->kind == ARAS_COURSE_OPTION));
    }
    return data;
}

static struct aras_data actor_data(const struct aras_regret *regret, size_t actor)
{
    const struct aras_model *model = regret->model;
    struct aras_data data = aras_data_new();
    bool judged = aras_judgement_possible(model, actor);

    aras_data_text(&data, "id", model->actors[actor].id);
    aras_data_truth(&data, "judged", judged);
    aras_data_real(&data, "worth",
                   judged ? aras_judgement_worth(model, actor, regret->outcomes) : NAN);
    aras_data_real(&data, "own_worth",
                   judged ? aras_judgement_worth(model, actor, regret->own_outcomes)
                          : NAN);
    return data;
}

enum aras_status aras_report_game_json(FILE *file, const struct aras_regret *regret,
                                       struct aras_error *error)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras game report 1");
    aras_data_whole(&data, "world", regret->replication);
    aras_data_list(&data, "actors");
    for (size_t a = 0; a < regret->model->actor_count; a++) {
        if (regret->seated[a]) {
            aras_data_append(&data, "actors", actor_data(regret, a));
        }
    }
    aras_data_list(&data, "turns");
    for (size_t i = 0; i < regret->turns; i++) {
        aras_data_append(&data, "turns", turn_data(regret->model, &regret->turn[i]));
    }
    aras_data_whole(&data, "worlds", regret->worlds);
    aras_data_whole(&data, "failed", regret->failed);
    aras_data_list(&data, "courses");
    for (size_t i = 0; i < regret->courses; i++) {
        aras_data_append(&data, "courses", course_data(regret, &regret->course[i]));
    }
    return aras_data_write(&data, file, error);
}

/* --- CSV ------------------------------------------------------------------------- */

static void put_turn(FILE *file, const struct aras_model *model,
                     const struct aras_turn *turn)
{
    const struct aras_event *event = &model->events[turn->move.event];
    char moment[32];

    aras_model_write_moment(model, turn->time, moment);
    for (int i = 0; (size_t) i < event->decision->count; i++) {
        fprintf(file, "turn,%s,%s,%s,%s,%d,%d,,", model->actors[turn->actor].id,
                event->id, option_id(model, turn->move.event, i), moment,
                turn->taken == i, turn->own == i);
        aras_data_put_real(file, turn->worth[i]);
        fputs(",,,,,,\n", file);
    }
}

static void put_yield(FILE *file, const struct aras_model *model,
                      const struct aras_course *course, const struct aras_yield *yield)
{
    bool option = course->kind == ARAS_COURSE_OPTION;

    fprintf(file, "%s,%s,", kinds[course->kind], model->actors[course->actor].id);
    if (option) {
        fprintf(file, "%s,%s,,%zu,,", model->events[course->event].id,
                option_id(model, course->event, course->option), course->taken);
    } else {
        fputs(",,,,,", file);
    }
    aras_data_put_text(file, aras_reading_id(yield->reading));
    fprintf(file, ",%ju", (uintmax_t) yield->worlds);
    aras_data_put_real(file, yield->mean);
    aras_data_put_real(file, yield->change);
    aras_data_put_interval(file, yield->within);
    aras_data_put_real(file, option ? yield->regret : NAN);
    aras_data_put_interval(file, option ? yield->regret_within
                                        : (struct aras_interval){NAN, NAN});
    fputc('\n', file);
}

enum aras_status aras_report_game_csv(FILE *file, const struct aras_regret *regret,
                                      struct aras_error *error)
{
    fputs("part,actor,decision,option,moment,taken,own,reading,worlds,worth,change,"
          "change_low,change_high,regret,regret_low,regret_high\n",
          file);
    for (size_t i = 0; i < regret->turns; i++) {
        put_turn(file, regret->model, &regret->turn[i]);
    }
    for (size_t c = 0; c < regret->courses; c++) {
        for (size_t y = 0; y < regret->yields; y++) {
            put_yield(file, regret->model, &regret->course[c],
                      &regret->course[c].yield[y]);
        }
    }
    return aras_legend_check(file, error);
}
