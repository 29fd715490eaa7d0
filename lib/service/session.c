/* session: who works on which desk, at which instant, under which policy. */
#include "service/session.h"

#include <inttypes.h>
#include <string.h>

#include "store/links.h"
#include "store/tickets.h"
#include "text/mask.h"

struct policy *session_rights(const struct session *s)
{
	return s->rights ? s->rights : s->policy;
}

/* What each right lets one do, for a sentence; in the order of enum right. */
static const char *const deeds[] = {
	"read the desk", "open tickets", "write notes", "write to customers", "change fields",
	"set a priority by hand", "move tickets", "re-open tickets", "give tickets to others",
	"take tickets", "change more than 100 tickets at once", "pretend another time", "act as others",
	"load a policy", "audit the desk", "open tickets of the past", "erase", "link tickets",
	"merge and split tickets", "change customers", "escalate tickets", "have clocks begin anew",
	"write articles",
};

int session_check(const struct session *s, enum right r, struct fault *f)
{
	if (policy_allows(session_rights(s), s->os_user, s->agent, r))
		return 0;
	return fault_set(f, EX_NOPERM, "%s may not %s here: the right \"%s\" is missing (tk-policy show permissions)",
	                 s->actor, deeds[r], right_words[r]);
}

int session_missing(const struct session *s, int64_t id, struct fault *f)
{
	if (desk_failed(s->desk))
		return fault_set(f, EX_IOERR, "%" PRId64 ": the desk cannot be read", id);
	return fault_set(f, EXIT_NO, "%" PRId64 ": no such ticket", id);
}

int session_ticket(const struct session *s, const struct ref *r, int64_t *id, struct fault *f)
{
	/* The desk keeps keys masked, as all text. */
	const char *key = r->key ? mask_text(s->a, r->key, strlen(r->key), NULL, NULL) : NULL;

	*id = key ? tickets_by_key(s->desk, key) : r->id;
	if (key && *id == 0 && !desk_failed(s->desk))
		return fault_set(f, EXIT_NO, "key:%s: no such ticket", key);
	if (*id < 1 || *id > desk_head(s->desk)->ticket)
		return session_missing(s, *id, f);
	return 0;
}

int session_unmerged(const struct session *s, const struct ticket *t, struct fault *f)
{
	char ref[48];

	if (!t->merged)
		return 0;
	ref_print(ref, session_prefix(s), links_survivor(s->desk, t->merged));
	return fault_set(f, EX_DATAERR, "merged into %s; write there", ref);
}

const char *session_prefix(const struct session *s)
{
	return policy_head(s->policy)->reference;
}
