/* ledger: where the time of a cycle went, piece by piece: counted, closed or
 * paused, and why.
 *
 * From the start to the end (or to now) every second lies in one piece, so
 * counted + closed + paused is the time that passed, and counted is what
 * clocks_of() says. Where the calendar is closed, it is closed whatever the
 * ticket's state; only open hours can be lost to a pause. */
#ifndef DOMAIN_LEDGER_H
#define DOMAIN_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/clocks.h"

enum ledger_kind { LEDGER_COUNTED, LEDGER_CLOSED, LEDGER_PAUSED };
extern const char *const ledger_kind_words[];  /* counted closed paused */
/* Why it did not count: outside the hours of the date, a date without hours by
 * the week, a holiday, hours of the date's own, the state of the ticket. */
enum ledger_why { LEDGER_OPEN, LEDGER_HOURS, LEDGER_WEEK, LEDGER_HOLIDAY, LEDGER_SPECIAL, LEDGER_STATE };
extern const char *const ledger_why_words[];   /* open hours week holiday special state */

struct ledger_piece {
	int64_t day;                   /* civil date in the calendar's zone */
	int64_t from, to;
	enum ledger_kind kind;
	enum ledger_why why;
	const char *name;              /* of the holiday, special day or state; NULL */
	size_t track;                  /* of the cycle's tracks */
	bool ahead;                    /* to come, until the due instant */
	bool late;                     /* past the due instant */
};

/* A date of a target in days. */
enum ledger_date {
	DATE_RECEIVED,                 /* that of the start, which does not count */
	DATE_COUNTED,                  /* the no-th day */
	DATE_CLOSED,                   /* no business day */
	DATE_ROLLED,                   /* after the last day, to the business day it was rolled to */
};
extern const char *const ledger_date_words[];  /* received counted closed rolled */

struct ledger_day {
	int64_t day, no;
	enum ledger_date what;
	enum ledger_why why;           /* of a closed date */
	const char *name;
	bool ahead;                    /* it has not ended yet */
};

struct ledger {
	int64_t from, to;
	int64_t counted_s, closed_s, paused_s;
	struct { struct ledger_piece *v; size_t n, cap; } pieces;
	struct { struct ledger_day *v; size_t n, cap; } days;    /* targets in days only */
	int64_t left_s;                /* of the pieces ahead: what counts of them */
};

/* The ledger of a cycle until its end, or until now. d: the deadline it is of,
 * NULL for other clocks. A target in days is laid out until its due date, too. */
void ledger_of(struct arena *a, const struct clock_cycle *c, const struct policy_deadline *d, int64_t now,
               struct ledger *out);

#endif
