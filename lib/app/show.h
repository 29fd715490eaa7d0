/* show: one ticket as a document: for agents, for the customer, as JSON. */
#ifndef APP_SHOW_H
#define APP_SHOW_H

#include "app/columns.h"
#include "app/page.h"
#include "out/jw.h"
#include "service/story.h"

/* All of these run inside a read transaction: people are looked up. */

/* For agents: the facts, then the timeline; events: with the number of each. */
void show_ticket(struct page *p, struct arena *a, const struct ticket *t, const struct story *st, bool events);
/* What it is to others, and how many a problem touches, as pairs of the page. */
void show_related(struct page *p, struct arena *a, const struct ticket *t, const struct related_list *list);
/* The same as member "linked" of the object that w has open. */
void show_related_json(struct arena *a, const struct related_list *list, struct jw *w);

/* For agents: its articles, and known issues that fit, with what to say: pairs of
 * the page; member "articles" of the object that w has open. */
void show_known(struct page *p, struct arena *a, const struct ticket *t);
void show_known_json(struct app *app, struct arena *a, const struct ticket *t, struct jw *w);

/* Its promised times (show_clocks.c): pairs of the page; member "clocks" of the object
 * that w has open. */
void show_clocks(struct page *p, struct arena *a, const struct ticket *t);
void show_clocks_json(struct app *app, struct arena *a, const struct ticket *t, struct jw *w);

/* For the customer, in lang: where it stands, what comes next, by when, and
 * what was said in public. Texts for people must be in lang already
 * (msg_language). */
void show_customer(struct page *p, struct arena *a, const struct ticket *t, const struct story *st,
                   const char *lang);
void show_customer_json(struct app *app, struct arena *a, const struct ticket *t,
                        const struct story *st, const char *lang, struct jw *w);

/* All columns, then "events". */
void show_json(struct columns *c, struct arena *a, const struct ticket *t, const struct story *st,
               struct jw *w);
/* An event as members of the object that w has open. */
void show_event_json(struct app *app, struct arena *a, const struct event *e, struct jw *w);

/* For agents: through whose hands it went, and what the last handover says; held
 * as pairs of the page. What an escalation says, below its line. */
void show_handed(struct page *p, struct arena *a, const struct story *st);
void show_said(struct page *p, struct arena *a, const char *lead, const struct event *e);

/* "12 kB", for people. */
char *show_size(struct arena *a, int64_t bytes);

#endif
