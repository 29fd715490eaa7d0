/* report_means: below each report: what its figures mean, and which cases they
 * count. */
#include <inttypes.h>

#include "app/report.h"
#include "base/str.h"

static const char *definition(const struct report *r, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	enum cohort cohort = report_cohort(r, id);
	struct str s = str_new(r->a);

	str_add(&s, _(m->head));
	if (cohort != r->cohort && cohort != COHORT_EACH)
		str_printf(&s, " (%s)", cohort_words[cohort]);
	str_printf(&s, ": %s", _(m->says));
	if (m->part)
		str_printf(&s, _(" Share: %s, of %s."), _(m->part), _(m->whole));
	else if (m->whole)
		str_printf(&s, _(" Of %s."), _(m->whole));
	if (m->interval)
		str_printf(&s, _(" Interval: %s."), _(m->interval));
	if (cohort != m->cohort)       /* --cohort */
		str_printf(&s, _(" Counted here: %s."), _(cohort_says[cohort]));
	return s.p;
}

/* The words in brackets behind the figures. */
static const char *cohorts(const struct report *r)
{
	struct str s = str_new(r->a);
	unsigned told = 1U << r->cohort | 1U << COHORT_EACH;

	for (int i = 0; i < METRIC_COUNT; i++) {
		enum cohort c = report_cohort(r, (enum metric_id)i);
		if (!r->noted[i] || told >> c & 1)
			continue;
		str_printf(&s, "%s%s: %s", s.n ? "; " : "", cohort_words[c], _(cohort_says[c]));
		told |= 1U << c;
	}
	return s.n ? arena_printf(r->a, _("In brackets stands the cohort: %s."), s.p) : "";
}

void report_means(const struct report *r, struct doc *d)
{
	doc_heading(d, _("What the figures mean"));
	for (int i = 0; i < METRIC_COUNT; i++)
		if (r->noted[i])
			doc_item(d, definition(r, (enum metric_id)i));
	doc_item(d, cohorts(r));
	doc_item(d, _("Cases are tickets without spam and without those merged into others. The period has its beginning in "
	              "it and its end not. Percentiles are exact, by nearest rank, and left out below 20 values; the 95 % "
	              "interval (Wilson) says what chance alone leaves open."));
	if (r->hidden)
		doc_item(d, arena_printf(r->a, _("Left out (%s): values of rows of one customer or agent that rest on fewer than "
		                                 "%" PRId64 " cases, and the next smallest row where one alone could be worked out."),
		                         msg_utf8() ? "\xc2\xb7" : ".", r->few));
}
