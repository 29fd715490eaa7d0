/* tell_clients: sentences for what is said of customers and their people;
 * tell.h tells the rest. */
#ifndef SERVICE_TELL_CLIENTS_H
#define SERVICE_TELL_CLIENTS_H

#include "base/str.h"
#include "service/session.h"

/* Adds the sentence of a customer or person event; who acts. */
void tell_clients(struct str *out, const struct session *s, struct arena *a, const struct event *e,
                  const char *who);
/* The same in a few fixed words: "customer acme; plan basic -> premium". */
void tell_clients_brief(struct str *out, const struct session *s, struct arena *a, const struct event *e);

#endif
