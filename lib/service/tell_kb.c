/* tell_kb: what was done to articles, and with them. */
#include "service/tell_kb.h"

#include <inttypes.h>

#include "base/msg.h"
#include "store/articles.h"

/* Its key as it is now. */
static const char *key_of(const struct session *s, struct arena *a, const struct event *e)
{
	int64_t id = pairs_int(&e->data, "article", 0);
	struct article x;

	return id && articles_load(s->desk, a, id, &x) ? x.key : arena_printf(a, "%" PRId64, id);
}

static void tell_article(struct str *out, const struct event *e, const char *who, const char *key)
{
	const char *deed = pairs_get(&e->data, "do"), *lang = pairs_get(&e->data, "lang");

	if (str_eq(deed, "save") && pairs_get(&e->data, "live"))
		str_printf(out, _("%s wrote and published the article %s (%s)"), who, key, lang ? lang : "?");
	else if (str_eq(deed, "save"))
		str_printf(out, _("%s wrote the article %s (%s)"), who, key, lang ? lang : "?");
	else if (str_eq(deed, "publish"))
		str_printf(out, _("%s published the article %s (%s)"), who, key, lang ? lang : "?");
	else if (str_eq(deed, "withdraw"))
		str_printf(out, _("%s withdrew the article %s (%s)"), who, key, lang ? lang : "?");
	else
		str_printf(out, _("%s changed the article %s"), who, key);
}

void tell_kb(struct str *out, const struct session *s, struct arena *a, const struct event *e, const char *who)
{
	const char *deed = pairs_get(&e->data, "do"), *key = key_of(s, a, e);

	if (e->kind == EVENT_ARTICLE)
		tell_article(out, e, who, key);
	else if (str_eq(deed, "suggest"))
		str_printf(out, _("%s: the article %s was suggested"), who, key);
	else if (str_eq(deed, "answer"))
		str_printf(out, _("%s: answered with the article %s"), who, key);
	else if (str_eq(deed, "handover"))
		str_printf(out, _("%s: a question was handed over to a person"), who);
	else if (str_eq(deed, "view"))
		str_printf(out, _("%s: the article %s was read"), who, key);
	else if (str_eq(deed, "vote"))
		str_printf(out, str_eq(pairs_get(&e->data, "vote"), "up") ? _("%s: the article %s helped")
		                                                          : _("%s: the article %s did not help"), who, key);
	else if (str_eq(deed, "link"))
		str_printf(out, _("%s linked the article %s"), who, key);
	else if (str_eq(deed, "unlink"))
		str_printf(out, _("%s took the article %s off"), who, key);
	else
		str_printf(out, _("%s measured how sure answers are"), who);
}
