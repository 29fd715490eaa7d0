/* past: history from other desks: events with their original instants.
 *
 * Readers (JSON lines, CSV maps) make one struct past a line; past_write()
 * turns each into events of the record. Nothing is derived that the line does
 * not say, no rule of a flow is asked, nobody is told. Each line is written
 * once: source, key and id make its idempotency key. */
#ifndef SERVICE_PAST_H
#define SERVICE_PAST_H

#include "service/attach.h"
#include "service/session.h"

enum past_kind {
	PAST_OPEN, PAST_NOTE, PAST_REPLY, PAST_CUSTOMER, PAST_SET, PAST_MOVE, PAST_ASSIGN,
	PAST_ESCALATE, PAST_LINK, PAST_UNLINK, PAST_MERGE, PAST_UNMERGE, PAST_SPLIT, PAST_MARK,
	PAST_CALL, PAST_SURVEY, PAST_ORGANISATION, PAST_PERSON,
};
extern const char *const past_kind_words[];

/* One line. Texts belong to the reader's row. */
struct past {
	const char *source;            /* where it comes from; never NULL */
	const char *key;               /* the ticket's name there; NULL: of no ticket */
	const char *id;                /* the event's name there; NULL: made from what it says */
	int64_t at;
	enum past_kind kind;
	const char *actor;             /* NULL: the importer */
	const char *role;              /* of role_words; NULL: as the kind suggests */
	struct pairs fields;           /* the kind's own, by the names of tk-import(5) */
	const struct attachment *files;
	size_t nfiles;
};

/* What an import did, for its last line and for tests. */
struct past_counts {
	int64_t lines, tickets, events, known;    /* known: written before */
	int64_t masked;
	/* names the policy does not know, kept as text: how often each */
	struct { struct past_name { const char *what, *name; int64_t n; } *v; size_t n, cap; } names;
};

struct past_run;

/* A run of writing: keeps the ticket at hand in memory and writes its row once
 * its lines end. strict: names the policy does not know are faults. */
struct past_run *past_begin(const struct session *s, struct arena *a, bool strict,
                            struct past_counts *counts);
/* Inside a write transaction. EX_DATAERR with what is wrong; the line is then
 * left out entirely. */
int past_write(struct past_run *run, struct arena *row, const struct past *p, struct fault *f);
/* Writes what is held back; before the transaction ends. */
void past_end(struct past_run *run);

#endif
