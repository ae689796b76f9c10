#ifndef ARAS_COMMAND_TOPICS_H
#define ARAS_COMMAND_TOPICS_H

/** What `aras help WORD` says of a word of the model language. */
struct aras_topic {
    const char *word;
    const char *where; /* "parameter", "event", "outcome kind", ... */
    const char *text;
};

/** The last has a NULL word. */
extern const struct aras_topic aras_topics[];

#endif
