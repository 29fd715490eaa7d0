/* clients_json: a customer as JSON: everything, exactly. */
#include "app/clients_inner.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "domain/client.h"
#include "service/tell.h"

static void text(struct jw *w, const char *key, const char *value)
{
	jw_key(w, key);
	jw_text(w, value);
}

static void csm_json(const struct session *s, struct arena *a, const struct customer *c, struct jw *w)
{
	const struct policy_agent *agent = policy_agent(s->policy, c->csm);

	text(w, "csm", c->csm);
	text(w, "csm_name", c->csm ? tell_agent(s, c->csm) : NULL);
	text(w, "csm_mail", agent && !str_empty(agent->mail) ? agent->mail : NULL);
	text(w, "csm_why", c->csm_why);
	text(w, "csm_reason", c->csm ? client_csm_explain(a, s->policy, c->csm, c->csm_why) : NULL);
}

static void segment_json(const struct session *s, struct arena *a, const struct customer *c, struct jw *w)
{
	const struct policy_client x = customer_client(c);
	const struct policy_segment *g = policy_segment_for(s->policy, &x);

	text(w, "segment", g ? g->name : NULL);
	text(w, "segment_why", g ? client_why(a, &g->when, &x) : NULL);
}

static void products_json(struct arena *a, const struct customer *c, struct jw *w)
{
	size_t n;
	char **v = str_split(a, c->products ? c->products : "", ',', &n);

	jw_key(w, "products");
	jw_array(w);
	for (size_t i = 0; c->products && i < n; i++)
		jw_text(w, v[i]);
	jw_end(w);
}

void client_members_json(const struct session *s, struct arena *a, const struct customer *c, struct jw *w)
{
	const struct policy_client_stage *stage = c->stage ? policy_client_stage(s->policy, c->stage) : NULL;

	text(w, "key", c->key);
	text(w, "name", c->name);
	csm_json(s, a, c, w);
	text(w, "lang", c->lang);
	text(w, "plan", c->plan);
	segment_json(s, a, c, w);
	text(w, "stage", c->stage);
	text(w, "stage_team", stage ? stage->team : NULL);
	text(w, "zone", c->zone);
	products_json(a, c, w);
	jw_key(w, "volume_minor");
	if (c->currency)
		jw_int(w, c->volume_minor);
	else
		jw_null(w);
	text(w, "currency", c->currency);
	text(w, "review", c->review);
	jw_key(w, "internal");
	jw_bool(w, c->internal);
}

void client_quota_json(const struct quota *q, struct jw *w)
{
	jw_key(w, "quota");
	if (!q->tickets) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_key(w, "tickets"); jw_int(w, q->tickets);
	jw_key(w, "used"); jw_int(w, q->used);
	jw_key(w, "left"); jw_int(w, q->tickets - q->used);
	text(w, "per", q->per);
	jw_key(w, "from"); jw_at(w, q->from);
	jw_key(w, "to"); jw_at(w, q->to);
	jw_end(w);
}

static void person_json(struct arena *a, const struct person *p, struct jw *w)
{
	(void)a;
	jw_object(w);
	text(w, "key", p->key);
	text(w, "name", p->name);
	text(w, "lang", p->lang);
	text(w, "title", p->title);
	text(w, "prefers", p->prefers);
	jw_key(w, "gone"); jw_bool(w, p->gone);
	jw_key(w, "addresses");
	jw_array(w);
	for (size_t i = 0; i < p->addresses.n; i++) {
		jw_object(w);
		text(w, "channel", p->addresses.v[i].name);
		text(w, "address", p->addresses.v[i].value);
		jw_end(w);
	}
	jw_end(w);
	jw_end(w);
}

static void ref_json(const struct session *s, struct arena *a, int64_t id, struct jw *w)
{
	char ref[48];

	ref_print(ref, session_prefix(s), id);
	text(w, "ref", arena_printf(a, "%" PRId64, id));
	text(w, "reference", ref);
}

void client_case_json(const struct session *s, struct arena *a, const struct care_case *x, struct jw *w)
{
	jw_object(w);
	ref_json(s, a, x->t.id, w);
	text(w, "subject", x->t.subject);
	text(w, "kind", x->t.kind);
	text(w, "state", x->t.state);
	text(w, "priority", tell_priority(s->policy, a, x->t.priority));
	jw_key(w, "opened"); jw_at(w, x->t.opened);
	jw_key(w, "answered"); jw_at(w, x->t.answered);
	text(w, "by", stand_words[x->st.by]);
	jw_key(w, "by_at"); jw_at(w, x->st.at);
	jw_end(w);
}

static void cases_json(const struct client_sheet *x, const char *key, const struct care_cases *list, struct jw *w)
{
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < list->n; i++)
		client_case_json(x->s, x->a, &list->v[i], w);
	jw_end(w);
}

static void contact_json(const struct client_sheet *x, const struct contact *c, struct jw *w)
{
	jw_object(w);
	jw_key(w, "at"); jw_at(w, c->e.at);
	ref_json(x->s, x->a, c->ticket, w);
	text(w, "kind", event_kind_words[c->e.kind]);
	text(w, "role", role_words[c->e.role]);
	text(w, "name", tell_actor(x->s, x->a, &c->e));
	text(w, "channel", c->channel);
	text(w, "text", contact_line(x->a, c));
	jw_end(w);
}

void client_show_json(const struct client_sheet *x, struct jw *w)
{
	jw_object(w);
	client_members_json(x->s, x->a, &x->w.c, w);
	text(w, "asked", x->w.merged ? x->w.merged : x->w.p.key);
	client_quota_json(&x->care.quota, w);
	jw_key(w, "people");
	jw_array(w);
	for (size_t i = 0; i < x->people.n; i++)
		person_json(x->a, &x->people.v[i], w);
	jw_end(w);
	cases_json(x, "tickets", &x->care.cases, w);
	cases_json(x, "wishes", &x->care.wishes, w);
	jw_key(w, "contacts");
	jw_array(w);
	for (size_t i = 0; i < x->contacts.n; i++)
		contact_json(x, &x->contacts.v[i], w);
	jw_end(w);
	jw_end(w);
	jw_close(w);
}
