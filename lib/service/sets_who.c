/* sets_who: the people of a set. */
#include "service/sets_who.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "service/address.h"
#include "service/asker.h"
#include "service/facts.h"
#include "service/lists.h"

bool sets_who_take(struct sets_who *w, const char *name, const char *value)
{
	const struct { const char *name; const char **value; } known[] = {
		{"customer", &w->customer}, {"person", &w->person}, {"watchers", &w->watchers}, {"cc", &w->cc},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, name) == 0) {
			*known[i].value = value;
			return true;
		}
	return false;
}

static void differ_int(struct arena *a, struct event *e, const char *name, int64_t old, int64_t next)
{
	if (old == next)
		return;
	pairs_add_int(a, &e->data, name, next);
	pairs_add_int(a, &e->data, arena_printf(a, "old.%s", name), old);
}

static int check_agent(void *arg, const char *item, const char **clean, struct fault *f)
{
	return fact_agent(arg, item, clean, f);
}

static int check_mail(void *arg, const char *item, const char **clean, struct fault *f)
{
	return address_clean(arg, "mail", item, clean, f);
}

int sets_who_lists(const struct session *s, struct arena *a, const struct ticket *t,
                   const struct sets_who *w, const char **watchers, const char **cc, struct fault *f)
{
	const char *old = t ? ticket_watcher_list(a, t) : NULL;
	int bad = 0;

	*watchers = *cc = NULL;
	if (w->watchers)
		bad = list_edit(a, old, w->watchers, false, check_agent, (void *)s, watchers, f);
	if (!bad && w->cc)
		bad = list_edit(a, t ? t->cc : NULL, w->cc, false, check_mail, a, cc, f);
	return bad;
}

int sets_who_plan(const struct session *s, struct arena *a, const struct ticket *t,
                  const struct sets_who *w, struct event *e, struct fault *f)
{
	const char *watchers, *cc, *old = ticket_watcher_list(a, t);
	struct asker x;
	int bad = sets_who_lists(s, a, t, w, &watchers, &cc, f);

	if (!bad && (w->customer || w->person)) {
		bad = asker_check(s, a, w->customer, w->person, t->customer, t->person, &x, f);
		if (!bad) bad = asker_write(s, a, &x, f);
		if (!bad) differ_int(a, e, "customer", t->customer, x.c.id);
		if (!bad) differ_int(a, e, "person", t->person, x.p.id);
	}
	if (!bad && watchers && strcmp(old, watchers) != 0) {
		pairs_add(a, &e->data, "watchers", watchers);
		pairs_add(a, &e->data, "old.watchers", old);
	}
	if (!bad && cc && !str_eq(t->cc, cc))
		event_add_text(a, e, PART_CC, cc);
	return bad;
}
