/* clients_inner: what the files behind clients.h share. */
#ifndef SERVICE_CLIENTS_INNER_H
#define SERVICE_CLIENTS_INNER_H

#include "service/clients.h"

struct client_load { const char *agent; int64_t n; };
struct clients_run {
	const struct session *s;
	struct arena *a;
	struct { struct client_load *v; size_t n, cap; } loads;
	struct { const char **v; size_t n, cap; } zones;         /* known to be zones */
};

/* A fact's new value beside the old one; nothing where they are the same. */
void client_differ(struct arena *a, struct event *e, const char *name, const char *old, const char *next);
/* A key as it is kept: one line, masked. */
int client_key(struct arena *a, const char *key, const char **out, struct fault *f);
int client_flag(const char *name, const char *value, bool *out, struct fault *f);
/* Each NAME=VALUE once, in order. */
int client_each(const struct pairs *set, int (*one)(void *, const char *, const char *, struct fault *),
                void *arg, struct fault *f);

#endif
