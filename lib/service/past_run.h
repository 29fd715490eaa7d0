/* past_run: what the files of an import share; for service/past*.c only. */
#ifndef SERVICE_PAST_RUN_H
#define SERVICE_PAST_RUN_H

#include "service/past.h"
#include "service/past_ext.h"
#include "service/record.h"

/* Hashes of what was seen, in open addressing; grows. */
struct past_seen { uint64_t *v; size_t n, cap; };

/* A ticket at hand: its row is written when another needs its place. */
struct past_held {
	char *ident;                   /* "SOURCE/KEY/", masked; NULL: a free place */
	uint64_t hash;
	struct arena a;                /* of all it keeps */
	struct ticket t;
	struct ticket *before;         /* as its row says; NULL: it has none yet */
	bool changed;                  /* since */
	struct event *only;            /* its opening, while nothing else happened to it */
	bool own;                      /* opened in this run: what the desk had before need not be asked */
	int events;                    /* since it was read */
	struct past_seen ids;          /* of its events in this run, while it is held */
	struct past_held *newer, *older;       /* in order of use */
	struct past_held *beside;      /* of the same bucket */
};

enum { PAST_HELD = 128, PAST_BUCKETS = 256, PAST_CUSTOMERS = 1024, PAST_JOINS = 16 };

struct past_run {
	const struct session *s;
	struct arena *a;
	bool strict;
	struct past_counts *counts;
	char own[12];                  /* the source of this desk's own exports */
	char clients[64];              /* that of the last line about a customer or person */
	struct past_held held[PAST_HELD];
	struct past_held *newest, *oldest;     /* by use; free places are oldest */
	struct past_held *bucket[PAST_BUCKETS];
	uint64_t keys[PAST_HELD];      /* hashes of the keys of those without a row; 0: none */
	struct past_customer { char key[56]; int64_t id; } customers[PAST_CUSTOMERS];
	struct past_joined { uint64_t id; int64_t seq; } joins[PAST_JOINS];    /* the last merges and splits */
	unsigned njoins;
	uint32_t *names;               /* hash table over counts->names: index + 1 */
};

/* One line on its way. */
struct past_line {
	struct past_run *run;
	const struct session *s;
	struct arena *row;
	const struct past *p;
	char *ident;                   /* of its ticket */
	uint64_t hash;
	struct past_held *h;           /* NULL until there is one */
	const char *ext;               /* what its event will be called */
	struct event e;
};

/* FNV-1a. */
uint64_t past_hash(const char *text);
/* Adds a hash; false where it was there. */
bool past_see(struct arena *a, struct past_seen *seen, uint64_t hash);

/* --- past_held.c: tickets at hand --- */

/* Nothing at hand. */
void past_held_begin(struct past_run *run);
/* The ticket called ident if it is at hand; NULL. */
struct past_held *past_held_find(struct past_run *run, const char *ident, uint64_t hash);
/* A place for a new one: that of the one not used for longest, whose row is
 * written. */
struct past_held *past_held_new(struct past_run *run, struct arena *row, const char *ident, uint64_t hash);
/* Takes ticket id to hand under this name. NULL where there is none. */
struct past_held *past_held_load(struct past_run *run, struct arena *row, int64_t id, const char *ident,
                                 uint64_t hash);
/* Writes its row, if that is behind; it stays at hand. */
void past_held_write(struct past_run *run, struct arena *row, struct past_held *h);
/* The held ticket without a row that has this key; NULL. */
struct past_held *past_held_by_key(struct past_run *run, const char *key);
/* After its opening e: its key can be found. */
void past_held_opened(struct past_run *run, struct past_held *h, const struct event *e);
/* After an event: a ticket with very many is written and read again, so that
 * memory stays what it is. */
void past_held_trim(struct past_run *run, struct arena *row, struct past_held *h);
/* Writes every row and forgets the tickets. */
void past_held_end(struct past_run *run, struct arena *row);

/* --- past_find.c: which ticket, which event --- */

/* Its ident, hash and ticket (NULL: not there yet). EX_DATAERR where the key
 * belongs to a ticket of another source, or the ticket of a line that is no
 * opening is not there. */
int past_find(struct past_line *l, struct fault *f);
/* Another ticket that a line names; held, too. EX_DATAERR where it is not
 * there. */
int past_other(struct past_line *l, const char *key, struct past_held **out, struct fault *f);
/* What a key of the line's source is in this desk; NULL for "#17". */
const char *past_ticket_key(const struct past_line *l, const char *key);
/* The event of a held ticket that goes by an id there; 0. */
int64_t past_event(struct past_line *l, const struct past_held *h, const char *id);
/* The customer ('o') or person ('p') that goes by "#12" there; 0. */
int64_t past_numbered(struct past_line *l, char what, const char *key);
/* Names the line's event (l->ext); true where it is in the desk already. */
bool past_known(struct past_line *l);

/* --- past_names.c: what the policy does not know --- */

/* A fact as it is kept: one line. A name also has 200 bytes at most. */
const char *past_fact(struct arena *a, const char *text);
const char *past_clean(struct arena *a, const char *text);
/* After names were taken back. */
void past_names_begin(struct past_run *run);
/* Counts a name the policy does not know; in a strict run EX_DATAERR. */
int past_unknown(struct past_line *l, const char *what, const char *name, struct fault *f);
/* The policy's own form of a value, or the value as it is, counted. what is
 * category, channel, plan, team, agent, kind, complexity, mark, stage, product. */
int past_name(struct past_line *l, const char *what, const char *value, const char **out, struct fault *f);
/* State and class: of the policy, a class's first, or as said. */
int past_state(struct past_line *l, const char *state, const char *class, const char **name,
               const char **word, struct fault *f);
/* A priority's rank; 0 where the policy has none such. */
int past_rank(struct past_line *l, const char *value, int *rank, struct fault *f);
/* The number of a customer by key; a bare one is made. 0 for a "#12" that is
 * nobody's. */
int64_t past_customer(struct past_line *l, const char *key);

/* --- past_open.c, past_event.c, past_link.c, past_join.c, past_client.c, past_article.c: what a line writes --- */
int past_write_open(struct past_line *l, struct fault *f);
int past_write_event(struct past_line *l, struct fault *f);
int past_write_link(struct past_line *l, struct fault *f);
int past_write_join(struct past_line *l, struct fault *f);
int past_write_client(struct past_line *l, struct fault *f);
int past_write_article(struct past_line *l, struct fault *f);       /* past_article.c */
int past_plan_kb(struct past_line *l, struct fault *f);

/* A field of the line; NULL. */
const char *past_get(const struct past_line *l, const char *name);
/* Adds "facts" to the event; EX_DATAERR for what may not be said so. */
int past_facts(struct past_line *l, struct fault *f);
/* Custom fields (the members of prefix, "fields." or "set."): as facts, or as
 * the text of personal ones. t NULL: a new ticket. */
int past_custom(struct past_line *l, const char *prefix, const struct ticket *t, struct fault *f);
/* Is it what a set line may name beside custom fields? */
bool past_set_word(const char *name);
int past_plan_set(struct past_line *l, struct fault *f);
int past_set_people(struct past_line *l, struct fault *f);
/* A person by key or address, as a fact of the event; unknown ones are counted. */
int past_person(struct past_line *l, const char *text, int64_t customer, struct fault *f);
/* --- past_link.c: what lines that tie tickets together share --- */

/* Only its own ticket's event: the other has a line of its own. */
bool past_half(const struct past_line *l);
/* The line's text, as the event's body. */
void past_text(struct past_line *l);
/* Records e for the other ticket, by a name like that of this line's event. */
void past_record_other(struct past_line *l, struct past_held *other, struct event e);
/* EX_DATAERR where key is the ticket itself, or knows later events. */
int past_check_both(const struct past_line *l, const struct past_held *other, const char *key, struct fault *f);

/* What a ticket split off brings along, as facts of its opening. */
int past_split_off(struct past_line *l, struct fault *f);
int past_tags(struct past_line *l, const char *list, const char **out, struct fault *f);
int past_grade(const char *what, const char *value, int *grade, struct fault *f);
/* Who acted, of a line that is written. */
int past_actor(struct past_line *l, struct fault *f);
/* Appends l->e with its files to the held ticket. */
void past_record(struct past_line *l);

#endif
