/* tell_kb: sentences for what happens in the knowledge base; tell.h tells the rest. */
#ifndef SERVICE_TELL_KB_H
#define SERVICE_TELL_KB_H

#include "base/str.h"
#include "service/session.h"

/* Adds the sentence of an article or kb event; who acts. */
void tell_kb(struct str *out, const struct session *s, struct arena *a, const struct event *e, const char *who);

#endif
