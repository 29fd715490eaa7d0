/* export_inner: what the files of a line share; for app/export_*.c only. */
#ifndef APP_EXPORT_INNER_H
#define APP_EXPORT_INNER_H

#include "app/export_line.h"

enum export_form {
	TEXT, INT, FLAG, RANK, GRADE, INSTANT,
	LIST,                          /* "a,b": an array, in a set a text */
	CUSTOMER, PERSON, TICKET, ARTICLE,     /* a number: the name of what it stands for */
	EVENT, EVENTS,                 /* a number, or several: their ids */
	WORDS,                         /* what was said elsewhere: ids of the events that say it */
	KEY,                           /* the ticket's own */
	NOT,                           /* told otherwise, or made anew by whoever imports */
};

struct export_slot { const char *fact, *name; enum export_form form; };

enum { EXPORT_SLOTS = 32 };

/* The facts of one event, sorted into slots. */
struct export_facts {
	const struct export_slot *slots;       /* of its kind; the last has no fact */
	const char *value[EXPORT_SLOTS];
	const struct event *e;
	const char *key;               /* an opening's */
	unsigned char *where;          /* of each fact: among the rest, a field, or told in a slot */
	bool facts, fields;            /* are there some of the rest, custom fields */
};

/* --- export_facts.c --- */

/* False: events of this kind are not exported. */
bool export_facts(struct arena *row, const struct event *e, struct export_facts *s);
/* Members for all slots that have a value; for the rest of the facts. */
void export_slots(struct export_lines *x, struct arena *row, const struct export_facts *s);
void export_rest(struct export_lines *x, const struct export_facts *s);
/* Members for the custom fields among the facts. */
void export_field_facts(struct export_lines *x, const struct export_facts *s);
/* "a,b" as an array. */
void export_list(struct jw *w, struct arena *row, const char *value);

/* --- export_texts.c --- */

/* A member for a text; null where it is erased or was never there. */
void export_body(struct jw *w, const char *name, const struct event *e, int part);
/* The same, for a text that not every event of the kind has: nothing for null. */
void export_maybe(struct jw *w, const char *name, const struct event *e, int part);
/* Members for the named texts of a part: personal fields, a handover. */
void export_named_texts(struct export_lines *x, struct arena *row, const struct event *e);
/* A person's addresses by channel; those of one channel stand together. */
void export_addresses(struct export_lines *x, struct arena *row, const struct event *e);
void export_attachments(struct export_lines *x, struct arena *row, const struct event *e);

#endif
