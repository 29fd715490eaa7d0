/* clients_inner: a customer gathered for a document. */
#ifndef APP_CLIENTS_INNER_H
#define APP_CLIENTS_INNER_H

#include "app/clients.h"
#include "out/jw.h"
#include "service/contacts.h"

struct client_sheet {
	struct page *p;
	struct arena *a;
	struct session *s;             /* its now is --as-of's */
	struct who w;
	struct care care;
	struct { struct person *v; size_t n, cap; } people;
	struct contacts contacts;
};

/* All of it as one JSON object (clients_json.c). */
void client_show_json(const struct client_sheet *x, struct jw *w);
/* A case as an object. */
void client_case_json(const struct session *s, struct arena *a, const struct care_case *x, struct jw *w);
/* The members that say who he is, into the object that w has open. */
void client_members_json(const struct session *s, struct arena *a, const struct customer *c, struct jw *w);
void client_quota_json(const struct quota *q, struct jw *w);

#endif
