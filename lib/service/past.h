/* past: history from other desks: events with their original instants.
 *
 * Readers (JSON lines, CSV maps) make one struct past a line; past_write()
 * turns each into events of the record. Nothing is derived that the line does
 * not say, no rule of a flow is asked, nobody is told. Each line is written
 * once: source, key and id make its idempotency key (past_ext.h). */
#ifndef SERVICE_PAST_H
#define SERVICE_PAST_H

#include "service/attach.h"
#include "service/session.h"

enum past_kind {
	PAST_OPEN, PAST_NOTE, PAST_REPLY, PAST_CUSTOMER, PAST_SET, PAST_MOVE, PAST_ASSIGN,
	PAST_ESCALATE, PAST_LINK, PAST_UNLINK, PAST_MERGE, PAST_UNMERGE, PAST_SPLIT, PAST_MARK,
	PAST_CALL, PAST_SURVEY, PAST_FIRE, PAST_ORGANISATION, PAST_PERSON, PAST_ARTICLE, PAST_KB,
};
extern const char *const past_kind_words[];

/* The form a field's value has in a line. In struct past all are texts:
 * numbers in decimal, flags "1" and "0", instants in seconds, lists joined by
 * commas (PAST_IDS: a pair each), members of objects as "NAME.MEMBER". */
enum past_form {
	PAST_TEXT, PAST_NUMBER, PAST_FLAG, PAST_INSTANT, PAST_LIST, PAST_IDS, PAST_OBJECT, PAST_FILES,
};
struct past_field { const char *name; enum past_form form; unsigned kinds; };
#define PAST_BIT(kind) (1u << (kind))
/* Every field of every kind, by name; NULL name at the end. */
extern const struct past_field past_fields[];
/* The field of a kind; NULL and EX_DATAERR, with the nearest one, where there
 * is none. */
const struct past_field *past_field(struct arena *a, enum past_kind kind, const char *name, struct fault *f);
/* Kinds in which an empty value takes away what there is. */
bool past_clears(enum past_kind kind);

/* One line. Texts belong to the reader's row. */
struct past {
	const char *source;            /* where it comes from; never NULL */
	const char *prefix;            /* before the keys of its tickets here; NULL */
	const char *key;               /* the ticket's name there, "#17" where it has a number only */
	const char *id;                /* the event's name there; NULL: made from what it says */
	int64_t at;
	enum past_kind kind;
	const char *actor;             /* NULL: the importer */
	const char *role;              /* of role_words; NULL: as the kind suggests */
	struct pairs fields;           /* the kind's own */
	const struct attachment *files;
	size_t nfiles;
};

/* What an import did, for its last line and for tests. */
struct past_counts {
	int64_t lines, tickets, events, known;    /* known: written before */
	int64_t masked;
	/* Names the policy does not know, kept as text: each once. past the cap
	 * (PAST_NAMES) they are no longer told apart. */
	struct { struct past_name { const char *what, *name; int64_t n; } *v; size_t n, cap; } names;
	int64_t more_names;
};
enum { PAST_NAMES = 4096 };

struct past_run;

/* A run of writing: keeps the tickets at hand in memory and writes each one's
 * row once its lines end. strict: names the policy does not know are faults.
 * counts is the caller's to read, and to put back where a transaction failed. */
struct past_run *past_new(const struct session *s, struct arena *a, bool strict,
                          struct past_counts *counts);
/* Inside a write transaction, which may be one of several: at its beginning. */
void past_begin(struct past_run *run);
/* EX_DATAERR with what is wrong; the line is then left out entirely. */
int past_write(struct past_run *run, struct arena *row, const struct past *p, struct fault *f);
/* Writes what is held back; before the transaction ends. */
void past_end(struct past_run *run, struct arena *row);
/* Gives back the memory of tickets. */
void past_free(struct past_run *run);

#endif
