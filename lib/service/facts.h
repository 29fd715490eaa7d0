/* facts: values people give for a ticket, checked against the policy.
 *
 * Each check gives the normal form back (arena a), or a fault EX_DATAERR with
 * the nearest known word. */
#ifndef SERVICE_FACTS_H
#define SERVICE_FACTS_H

#include "service/session.h"

int fact_kind(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_category(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_channel(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_complexity(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_plan(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_team(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_state(const struct session *s, const char *value, const char **out, struct fault *f);
/* A stage of customers' lives, a product of theirs. */
int fact_stage(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_product(const struct session *s, const char *value, const char **out, struct fault *f);
int fact_mark(const struct session *s, const char *value, const char **out, struct fault *f);
/* A language tag: "es", "pt-BR". */
int fact_lang(struct arena *a, const char *value, const char **out, struct fault *f);
/* An agent of the policy; "me" is the session's own. Where the policy names
 * no agents, any plain name. */
int fact_agent(const struct session *s, const char *value, const char **out, struct fault *f);
/* "P1" or "1": the rank. */
int fact_priority(const struct session *s, const char *value, int *rank, struct fault *f);
int fact_grade(const char *what, const char *value, int *grade, struct fault *f);
int fact_level(const struct session *s, const char *value, int *level, struct fault *f);
/* A name of letters, digits and "._-", valid UTF-8, at most 40 bytes. */
bool fact_plain_name(const char *s);
/* A list of such names. */
int fact_tags(struct arena *a, const char *list, const char **out, struct fault *f);
/* A custom field: its value checked by type, for a ticket of this kind. */
int fact_field(const struct session *s, struct arena *a, const char *kind, const char *name,
               const char *value, const struct policy_field **fd, const char **out, struct fault *f);
/* A subject: one line, at most 300 bytes: longer ones are cut at a character
 * with an ellipsis; control characters become blanks. Masked before it is cut,
 * so that no part of a card number is left; *found counts what was. */
const char *fact_subject(struct arena *a, const char *text, int *found);

#endif
