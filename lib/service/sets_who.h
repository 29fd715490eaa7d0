/* sets_who: the people of a set: whose the ticket is, who watches it, who gets
 * copies. */
#ifndef SERVICE_SETS_WHO_H
#define SERVICE_SETS_WHO_H

#include "service/session.h"

/* As typed; NULL: not said. */
struct sets_who { const char *customer, *person, *watchers, *cc; };

/* Takes one of customer, person, watchers and cc; false for another name. */
bool sets_who_take(struct sets_who *w, const char *name, const char *value);

/* The lists that watchers and cc make of those of t (NULL: none); NULL where
 * they are not said. */
int sets_who_lists(const struct session *s, struct arena *a, const struct ticket *t,
                   const struct sets_who *w, const char **watchers, const char **cc, struct fault *f);

/* Adds what differs to e, which has the texts of smaller parts already. Makes
 * customers and people that are new, after all is checked. EX_DATAERR. */
int sets_who_plan(const struct session *s, struct arena *a, const struct ticket *t,
                  const struct sets_who *w, struct event *e, struct fault *f);

#endif
