/* sla_explain: why a clock says what it says; what its parts share. */
#ifndef APP_SLA_EXPLAIN_H
#define APP_SLA_EXPLAIN_H

#include "app/page.h"
#include "app/sla.h"
#include "domain/ledger.h"
#include "out/jw.h"

/* A ticket with its clocks and its record. */
struct explaining {
	struct app *app;
	struct arena *a;               /* of the ticket */
	struct page *page;
	struct ticket t;
	struct clocks clocks;
	const struct event *events;
	size_t nevents;
	int64_t now;
};

/* One cycle. */
struct explained {
	const struct explaining *x;
	const struct clock_cycle *c;
	enum sla_state state;
	const struct policy_deadline *d;       /* NULL: no deadline */
	const struct policy_stage *stage;
	const struct zone *zone;               /* of its calendar */
	struct ledger ledger;
	struct { struct explained_note *v; size_t n, cap; } notes;     /* in order */
	bool told_due;
	bool seconds;                  /* times of its table show them */
};

/* Something that happened to it: what, and what came of it; for programs in fixed
 * words (tell.h), NULL for the due instant. */
struct explained_note { int64_t at; const char *text, *brief; };

/* As a document (sla_explain.c); its table of time (sla_ledger.c); as a member of
 * the array that w has open (sla_explain_json.c). */
void sla_explain_page(struct explained *e);
void sla_ledger_page(struct explained *e);
void sla_explain_json(struct explained *e, struct jw *w);

/* "Mon 2026-06-01", "2026-06-01", "16:00", "16:00:30", "26:40:00". */
const char *sla_day(struct arena *a, int64_t day);
const char *sla_clock_time(struct arena *a, const struct zone *z, int64_t at);
const char *sla_hms(struct arena *a, int64_t seconds);
/* "Mon 2026-06-01 16:00", on the clock of the calendar that counted until then; with
 * its zone where the cycle counted in several. */
const char *sla_instant(const struct explained *e, int64_t at);
const struct zone *sla_zone_at(const struct explained *e, int64_t at);

#endif
