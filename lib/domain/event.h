/* event: one thing that happened, and how the chain binds it.
 *
 * The facts of an event are pairs; free text and personal data are texts,
 * kept apart so that they can be erased, and bound by salted digests.
 *
 * Facts of what lies between tickets (numbers are ticket numbers, SEQ events):
 *   link      link=RELATION to=N | unlink=RELATION to=N; with=SEQ: what a merge or
 *             its undoing brings along; counted=CUSTOMERS and, where the priority
 *             follows, priority impact urgency why
 *   merge     on the survivor: from=N msgs=SPOKEN (domain/spoken.h), contact and
 *             instants as they are then; on the other: into=N state class and
 *             instants. undo=SEQ (the merge event of the same ticket) takes it
 *             back, with what then holds.
 *   split     on the source: to=N events=SEQ,SEQ and instants; the new ticket's
 *             open event: split_from=N msgs=SPOKEN contact and instants. Undone
 *             on the source by undo=SEQ to=N, on the other by into=N state class.
 *   escalate  do=up|down|reject|takeover level team agent old.* reason once=NAME;
 *             texts: body, fields (tried, evidence, asked)
 *   call      direction=in|out answered=0|1 waiting_s duration_s device outcome
 *             quality channel; text: body
 *   survey    score of channel; text: body
 * Instants are named as in struct ticket (replied answered asked_at resolved
 * closed wake state_since), "" for none. */
#ifndef DOMAIN_EVENT_H
#define DOMAIN_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "domain/pairs.h"

enum event_kind {
	EVENT_OPEN, EVENT_NOTE, EVENT_SET, EVENT_MOVE, EVENT_ASSIGN,
	EVENT_CUSTOMER, EVENT_POLICY, EVENT_ERASE,
	EVENT_PERSON,          /* somebody of a customer */
	EVENT_LINK,            /* two tickets belong together, or no longer; on both */
	EVENT_MERGE, EVENT_SPLIT,      /* and their undoing; on both */
	EVENT_ESCALATE,        /* raised, sent back, taken over */
	EVENT_FIRE,            /* a rule of the policy fired, or was skipped */
	EVENT_CALL,            /* somebody phoned */
	EVENT_SURVEY,          /* how the customer liked it */
	EVENT_ARTICLE,         /* the knowledge base: domain/article.h */
	EVENT_KB,              /* what was done with it */
};
/* open note set move assign customer policy erase person link merge split
 * escalate fire call survey article kb */
extern const char *const event_kind_words[];

/* Who acts: a person of the desk, the customer, a program that answers, a
 * rule of the policy, the desk itself. */
enum role { ROLE_AGENT, ROLE_CUSTOMER, ROLE_BOT, ROLE_RULE, ROLE_SYSTEM };
extern const char *const role_words[];         /* agent customer bot rule system */

enum text_part {
	PART_SUBJECT = 1,
	PART_BODY = 2,
	PART_KEY = 3,          /* a customer's key */
	PART_NAME = 4,         /* a customer's name */
	PART_REFERENCE = 5,    /* a third party's reference */
	PART_FIELDS = 6,       /* named texts as pairs: personal custom fields, a
	                        * person's addresses, what a handover says */
	PART_CC = 7,           /* addresses in copy, by commas */
	PART_FILE = 8,         /* and up: attachments, as pairs name type size digest */
	PART_MAX = 63,
};
/* "subject", "body", ... "file 1": for messages. */
const char *text_part_name(struct arena *a, int part);

struct event_text {
	int part;
	const char *body;      /* NULL: not loaded, or erased */
	size_t n;
	unsigned char salt[SALT_LEN];
	unsigned char digest[DIGEST_LEN];
};

struct event {
	int64_t seq;
	int64_t ticket;        /* 0: the desk as a whole */
	int64_t at, logged;
	enum event_kind kind;
	enum role role;
	const char *actor;     /* agent's name, customer number, rule's name */
	const char *os_user;
	const char *ext;       /* idempotency key or NULL */
	struct pairs data;
	struct event_text *texts;
	size_t ntexts, captexts;
	unsigned char hash[DIGEST_LEN];
};

/* Does its kind speak of the ticket itself? The facts of messages, firings and
 * what is done with the knowledge base are their own. */
static inline bool event_is_step(const struct event *e)
{
	return e->kind != EVENT_NOTE && e->kind != EVENT_CALL && e->kind != EVENT_SURVEY && e->kind != EVENT_FIRE &&
	       e->kind != EVENT_KB;
}

/* Adds a text (by reference); NULL adds nothing. */
void event_add_text(struct arena *a, struct event *e, int part, const char *body);
const struct event_text *event_text(const struct event *e, int part);
/* The body of a part, NULL where it is absent, not loaded or erased. */
const char *event_body(const struct event *e, int part);

/* Draws a salt for a text and computes its digest. */
void event_seal_text(struct event_text *t);
/* BLAKE2b-256 of body keyed with salt. */
void event_text_digest(unsigned char out[DIGEST_LEN],
                       const unsigned char salt[SALT_LEN], const char *body, size_t n);

/* The stored form of the texts' digests: 33 bytes each, part then digest. */
void event_print_texts(struct str *out, const struct event *e);
bool event_parse_texts(struct arena *a, struct event *e, const void *p, size_t n);

/* The hash that binds an event to the one before it: BLAKE2b-256 over prev
 * and every stored column. data is the stored form of e->data. */
void event_hash(unsigned char out[DIGEST_LEN], const unsigned char prev[DIGEST_LEN],
                const struct event *e, const char *kind, const char *role,
                const char *data, size_t ndata, const void *texts, size_t ntexts);

#endif
