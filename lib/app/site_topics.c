/* site_topics: what articles stand under: the first part of their categories. */
#include <string.h>

#include "app/site_inner.h"
#include "text/fold.h"

static const char *first_part(struct arena *a, const char *name, size_t n)
{
	const char *dot = memchr(name, '.', n);
	return arena_dup(a, name, dot ? (size_t)(dot - name) : n);
}

/* How many of "a,b.c" lie under a topic. */
static size_t votes(const struct site *s, const char *categories, const char *topic, bool known)
{
	size_t found = 0;

	for (const char *p = categories; *p;) {
		size_t n = strcspn(p, ",");
		const char *name = arena_dup(s->a, p, n);
		found += policy_category_within(name, topic) && (!known || policy_category(s->p, name));
		p += n + (p[n] == ',');
	}
	return found;
}

/* The topic of "a,b.c": where most of them lie, of those that the policy knows,
 * else of all; the first of equals. */
static const char *choose(const struct site *s, const char *categories, bool known)
{
	const char *best = NULL;
	size_t most = 0;

	for (const char *p = categories; *p;) {
		size_t n = strcspn(p, ",");
		const char *part = first_part(s->a, p, n);
		size_t found = *part ? votes(s, categories, part, known) : 0;
		if (found > most) {
			most = found;
			best = part;
		}
		p += n + (p[n] == ',');
	}
	return best || !known ? best ? best : "" : choose(s, categories, false);
}

/* --- files --- */

static const char *slug_of(struct arena *a, const char *name)
{
	struct str s = str_new(a);
	const char *end = name + strlen(name);

	for (const char *p = name; p < end;) {
		char out[FOLD_MAX];
		int n;
		enum fold_class class;
		p += fold_next(p, end, out, &n, &class);
		if (class == FOLD_WORD && (unsigned char)*out < 0x80)
			str_addn(&s, out, (size_t)n);
		else if (class == FOLD_GAP && s.n && s.p[s.n - 1] != '-')
			str_addc(&s, '-');
	}
	while (s.n && s.p[s.n - 1] == '-')
		str_cut(&s, s.n - 1);
	return s.n ? s.p : "topic";
}

static bool slug_taken(const struct site *s, size_t before, const char *slug)
{
	for (size_t i = 0; i < before; i++)
		if (str_eq(s->topics.v[i].slug, slug))
			return true;
	return false;
}

static void name_files(struct site *s)
{
	for (size_t i = 0; i < s->topics.n; i++) {
		const char *base = *s->topics.v[i].name ? slug_of(s->a, s->topics.v[i].name) : "other", *slug = base;
		for (int k = 2; slug_taken(s, i, slug); k++)
			slug = arena_printf(s->a, "%s-%d", base, k);
		s->topics.v[i].slug = slug;
	}
}

/* --- order --- */

/* Where the policy has it; those it does not know behind, those without last. */
static size_t place(const struct site *s, const struct site_topic *t)
{
	size_t n;
	const struct policy_category *all = policy_categories(s->p, &n);

	return t->category ? (size_t)(t->category - all) : *t->name ? n : n + 1;
}

static bool stands_before(const struct site *s, const struct site_topic *a, const struct site_topic *b)
{
	size_t x = place(s, a), y = place(s, b);
	return x != y ? x < y : strcmp(a->name, b->name) < 0;
}

static void add(struct site *s, const char *name)
{
	for (size_t i = 0; i < s->topics.n; i++)
		if (str_eq(s->topics.v[i].name, name)) {
			s->topics.v[i].articles++;
			return;
		}
	struct site_topic t = {.name = name, .category = policy_category(s->p, name), .articles = 1};
	vec_push(s->a, &s->topics);
	size_t i = s->topics.n - 1;
	for (; i > 0 && stands_before(s, &t, &s->topics.v[i - 1]); i--)
		s->topics.v[i] = s->topics.v[i - 1];
	s->topics.v[i] = t;
}

void site_find_topics(struct site *s)
{
	for (size_t i = 0; i < s->articles.n; i++) {
		s->articles.v[i].topic = choose(s, s->articles.v[i].categories, true);
		add(s, s->articles.v[i].topic);
	}
	name_files(s);
}

const struct site_topic *site_topic(const struct site *s, const char *name)
{
	for (size_t i = 0; i < s->topics.n; i++)
		if (str_eq(s->topics.v[i].name, name))
			return &s->topics.v[i];
	return NULL;
}

/* --- labels --- */

/* Words that help centres of payments use, for policies that do not. */
static const struct { const char *name, *label; } known[] = {
	{"access", N_("Access and security")}, {"account", N_("Your account")}, {"app", N_("The app")},
	{"bank", N_("Banks")}, {"billing", N_("Our invoices")}, {"card", N_("Cards")}, {"cash", N_("Cash")},
	{"compliance", N_("Identity checks")}, {"data", N_("Account data")}, {"debit", N_("Direct debits")},
	{"dispute", N_("Disputes")}, {"fees", N_("Fees and rates")}, {"fraud", N_("Fraud and scams")},
	{"fx", N_("Exchange rates")}, {"identity", N_("Identity checks")}, {"info", N_("Information")},
	{"integration", N_("For developers")}, {"kyc", N_("Identity checks")}, {"mandate", N_("Recurring payments")},
	{"payment", N_("Payments")}, {"payout", N_("Payouts")}, {"privacy", N_("Personal data")},
	{"refund", N_("Refunds")}, {"service", N_("Our service")}, {"topup", N_("Top-ups")},
	{"transfer", N_("Transfers")},
};

/* "personal_loans" as "Personal loans"; a name that was written for people stays. */
static const char *plain_label(struct arena *a, const char *name)
{
	char *label = arena_strdup(a, name);

	for (char *p = label; *p; p++)
		if (*p == '_')
			*p = ' ';
	if (*label >= 'a' && *label <= 'z')
		*label = (char)(*label - 'a' + 'A');
	return label;
}

const char *site_topic_label(const struct site *s, const struct site_topic *t, const char *lang)
{
	if (!*t->name)
		return _("Other topics");
	const char *own = NULL;
	for (size_t i = 0; i < sizeof known / sizeof *known && !own; i++)
		if (str_eq(known[i].name, t->name))
			own = _(known[i].label);
	/* The policy's label, where it is in this language: people see no other's. */
	if (t->category) {
		const struct labels *l = &t->category->label;
		for (size_t i = 0; i < l->n; i++)
			if (str_eq(l->v[i].lang, lang))
				return l->v[i].text;
		if (!own)
			return label_in(s->p, l, lang, plain_label(s->a, t->name));
	}
	return own ? own : plain_label(s->a, t->name);
}
