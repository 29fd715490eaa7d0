/* export_names: what tickets, customers, people and events are called in an
 * export: by names that another desk can keep.
 *
 * A ticket's name is its key, or "#17", its number in the desk it came from;
 * an event's is its number, or the id it brought along. Names that the stream
 * of events has just told are at hand; others are looked up. Memory is
 * constant. */
#ifndef APP_EXPORT_NAMES_H
#define APP_EXPORT_NAMES_H

#include "domain/event.h"
#include "service/session.h"

enum { EXPORT_NAME_MAX = 56, EXPORT_NAMES_SIZE = 8192 };

struct export_name {
	int64_t id;
	char text[EXPORT_NAME_MAX];
};

/* Names by number; a later one takes the place of an earlier one. */
struct export_cache { struct export_name *v; };

struct export_names {
	const struct session *s;
	char own[16];                  /* source of what began here: "tk-1234abcd" */
	struct export_cache customers, people, keys, sources, articles;
};

void export_names_open(struct export_names *n, const struct session *s, struct arena *a);

/* Where a ticket comes from and what it is called there: by its key, or where
 * that is NULL by a number. Inside a transaction, as all that follow. */
struct export_ticket { const char *source, *key; int64_t ref; };
struct export_ticket export_ticket(struct export_names *n, struct arena *row, int64_t id);
/* The same of an opening that passes by, whose key was just read; NULL. */
struct export_ticket export_opened(struct export_names *n, struct arena *row, const struct event *e,
                                   const char *key);
/* "K-17" or "#17". */
const char *export_ticket_name(const struct export_ticket *t, struct arena *row);

/* The id of a ticket's event; NULL: it goes by what it says. */
const char *export_event_id(struct export_names *n, struct arena *row, const struct event *e,
                            const struct export_ticket *of);
/* Source and id of an event about a customer or person. */
const char *export_client_id(struct export_names *n, struct arena *row, const struct event *e,
                             const char **source);

/* The key of a customer or person, "#12" where there is none. */
const char *export_customer(struct export_names *n, struct arena *row, int64_t id);
const char *export_person(struct export_names *n, struct arena *row, int64_t id);
/* The key of an article, as it is up to the events that have passed by. */
const char *export_article(struct export_names *n, struct arena *row, int64_t id);
bool export_article_told(const struct export_names *n, int64_t id);
void export_article_is(struct export_names *n, int64_t id, const char *key);
/* The key that an event of him tells. */
void export_customer_is(struct export_names *n, int64_t id, const char *key);
void export_person_is(struct export_names *n, int64_t id, const char *key);

#endif
