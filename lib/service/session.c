/* session: who works on which desk, at which instant, under which policy. */
#include "service/session.h"

#include <inttypes.h>

#include "store/tickets.h"

int session_check(const struct session *s, enum right r, struct fault *f)
{
	if (policy_allows(s->policy, s->os_user, s->agent, r))
		return 0;
	return fault_set(f, EX_NOPERM, "%s may not %s here (tk-policy show permissions)", s->actor,
	                 right_words[r]);
}

int session_ticket(const struct session *s, const struct ref *r, int64_t *id, struct fault *f)
{
	*id = r->key ? tickets_by_key(s->desk, r->key) : r->id;
	if (r->key && *id == 0)
		return fault_set(f, EXIT_NO, "key:%s: no such ticket", r->key);
	if (*id > desk_head(s->desk)->ticket)
		return fault_set(f, EXIT_NO, "%" PRId64 ": no such ticket", *id);
	return 0;
}

const char *session_prefix(const struct session *s)
{
	return policy_head(s->policy)->reference;
}
