#ifndef ARAS_MODEL_EVENT_WORK_H
#define ARAS_MODEL_EVENT_WORK_H

#include "model/builder.h"

/** One event while its entry is compiled: an instance, or an option or result of one.
 */
struct aras_event_work {
    struct aras_builder *builder;
    struct aras_setting *entry;
    uint32_t number; /* of the event */
    struct aras_binding *binding;
    const char *kind; /* "event", "decision", "demand", "option", "result" */
};

struct aras_event *aras_event_work_event(const struct aras_event_work *work);

/** "the rate of event 'dispute'": a part of it, for messages. */
const char *aras_event_work_what(const struct aras_event_work *work, const char *part);

/** The formula `key` of `entry`, compiled; NULL when there is none or it is wrong. */
const struct aras_code *aras_event_work_code(const struct aras_event_work *work,
                                             struct aras_setting *entry,
                                             const char *key, bool held, bool draws,
                                             struct aras_expectation expected);

/** Title, narrative, claims and actors of an event or an option. */
void aras_event_work_description(const struct aras_event_work *work,
                                 struct aras_setting *entry);

/** The actor that `id`, the text of `key`, stands for; a problem when there is none. */
const char *aras_event_work_actor(const struct aras_event_work *work, const char *key,
                                  const char *id);

/** A sharpness below 0, when that is known now, is a problem. */
void aras_event_work_check_sharpness(const struct aras_event_work *work,
                                     struct aras_setting *entry, const char *key,
                                     const struct aras_code *code);

/* Parts of an event, each in the file of its name. */
void aras_event_work_trigger(const struct aras_event_work *work);
void aras_event_work_rate(const struct aras_event_work *work);
void aras_event_work_effects(const struct aras_event_work *work,
                             struct aras_setting *entry, const char *key);
void aras_event_work_decision(const struct aras_event_work *work);
void aras_event_work_demand(const struct aras_event_work *work);

/** demand.c: what the results of a demand are called; NULL for one that it has not. */
const char *const *aras_demand_results(bool deter);

#endif
