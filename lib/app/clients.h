/* clients: what the verbs of tk-customer share: which customers are meant, and
 * how they are shown. */
#ifndef APP_CLIENTS_H
#define APP_CLIENTS_H

#include "app/app.h"
#include "app/page.h"
#include "service/care.h"
#include "service/directory.h"

/* --- which (clients_filter.c) --- */

extern const struct opt app_options_clients[];

struct client_values {
	struct opt_list csm, plan, stage, segment, product, lang;
	bool internal, external, all, explain;
	const char *text;
};
extern struct client_values client_values;

/* The options checked; their words as the policy writes them. */
struct client_filter {
	struct policy *p;
	struct { const char **v; size_t n, cap; } words;    /* of --text, folded */
	const char *csm;               /* where exactly one is asked for: an index serves */
	struct opt_list by[6];         /* csm plan stage segment product lang */
	int internal;                  /* 1, 0, -1: any */
	bool all;
};
/* Inside a transaction. 0 or an exit code, its message said. */
int client_filter_read(struct app *app, struct client_filter *f);
bool client_match(struct arena *row, const struct client_filter *f, const struct customer *c);
/* Does a text hold all words of --text? */
bool client_says(struct arena *row, const struct client_filter *f, const char *text);

/* --- lists (clients_list.c, clients_people.c) --- */

struct client_list { const char *sort; int64_t limit; bool count, exit_status; };

int clients_list(struct app *app, const struct client_list *l);
/* The people of these customers (keys; n 0: of those the filter means). */
int clients_list_people(struct app *app, const struct client_list *l, size_t first);

/* --- documents --- */

int clients_show(struct app *app, size_t first);           /* clients_show.c */
int clients_agenda(struct app *app);                       /* clients_agenda.c */

/* What documents share (clients_words.c); texts live in a. */
char *client_quota_words(struct page *p, struct arena *a, const struct quota *q);
/* "P2 Subject: an answer was promised by ..., 2 h ago", at an instant. */
char *client_case_words(struct page *p, struct arena *a, int64_t now, const struct care_case *x);
char *client_review_words(struct arena *a, const struct customer *c, int64_t days);
const char *client_label(const struct customer *c, struct arena *a);

/* --- writing --- */

int clients_set(struct app *app, bool add, bool to_open);  /* clients_set.c */
int clients_merge_all(struct app *app);
struct client_import { const char *map; };
int clients_import(struct app *app, const struct client_import *x);    /* clients_import.c */

#endif
