/* article: what people write into the knowledge base. */
#include "service/article.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/facts.h"
#include "service/record.h"
#include "store/events.h"
#include "text/mask.h"
#include "text/token.h"
#include "when/civil.h"
#include "when/zone.h"

/* --- reading --- */

bool article_words(const struct session *s, struct arena *a, int64_t seq, struct article_words *w)
{
	struct event e;
	const struct event_text *fields;
	struct pairs p = {0};

	*w = (struct article_words){0};
	if (!seq || !events_load(s->desk, a, seq, EVENTS_ALL, &e) || e.kind != EVENT_ARTICLE)
		return false;
	w->title = event_body(&e, PART_SUBJECT);
	w->body = event_body(&e, PART_BODY);
	fields = event_text(&e, PART_FIELDS);
	if (fields && fields->body && pairs_parse(a, fields->body, fields->n, &p)) {
		w->questions = pairs_get(&p, "questions");
		w->script = pairs_get(&p, "script");
	}
	return true;
}

int64_t article_today(const struct session *s)
{
	const struct zone *z = policy_zone(s->policy, policy_head(s->policy)->zone);

	return zone_day(z ? z : zone_utc(), s->now);
}

static bool is_number(const char *key)
{
	return *key && !key[strspn(key, "0123456789")];
}

int article_find(const struct session *s, struct arena *a, const char *key, struct article *x, struct fault *f)
{
	int64_t id;

	if (articles_by_key(s->desk, a, key, x))
		return 0;
	if (is_number(key) && num_parse(key, 1, INT64_MAX, &id) && articles_load(s->desk, a, id, x))
		return 0;
	if (desk_failed(s->desk))
		return fault_set(f, EX_IOERR, "%s: the desk cannot be read", key);
	return fault_set(f, EXIT_NO, "%s: no such article", key);
}

/* --- what is said, checked and as it is kept --- */

struct put {
	const struct session *s;
	struct arena *a;
	const struct article_say *say;
	struct article x;              /* as it is; id 0: new */
	const char *lang;
	struct event e;                /* what changes */
	struct article_words next;     /* the text as it shall be */
	bool new_text;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "b, a,a" as "a,b". */
static char *sorted_list(struct arena *a, const char *list)
{
	struct str out = str_new(a);
	size_t n;
	char **v = str_split(a, list, ',', &n);

	if (n > 1)
		qsort(v, n, sizeof *v, by_text);
	for (size_t i = 0; i < n; i++)
		if (*v[i] && (i == 0 || strcmp(v[i], v[i - 1]) != 0))
			str_printf(&out, "%s%s", out.n ? "," : "", v[i]);
	return out.p;
}

/* Lines without blanks around them and without empty ones. */
static char *clean_lines(struct arena *a, const char *text)
{
	struct str out = str_new(a);
	size_t n;
	char **v = str_split(a, text, '\n', &n);

	for (size_t i = 0; i < n; i++)
		if (*v[i])
			str_printf(&out, "%s%s", out.n ? "\n" : "", v[i]);
	return out.p;
}

static const char *masked(struct arena *a, const char *text)
{
	return text ? mask_text(a, text, strlen(text), NULL, NULL) : NULL;
}

/* One fact into the event where it is not so already. */
static void fact(struct put *p, const char *name, const char *now, const char *want)
{
	want = masked(p->a, want);
	if (want && !str_eq(now, want))
		pairs_add(p->a, &p->e.data, name, want);
}

static int word(struct put *p, const char *name, const char *const *words, const char *now, const char *want,
                struct fault *f)
{
	if (want && words_find(words, want) < 0)
		return fault_set(f, EX_DATAERR, "%s: \"%s\" is not %s%s", name, want, words_list(p->a, words),
		                 words_hint(p->a, words, want));
	fact(p, name, now, want);
	return 0;
}

static int date(struct put *p, const char *name, int64_t now, const char *want, struct fault *f)
{
	char text[16] = "";
	int64_t day;

	if (want && *want && !civil_parse_day(want, &day))
		return fault_set(f, EX_DATAERR, "%s: \"%s\" is no date (2027-05-31)", name, want);
	if (now != ARTICLE_NO_DAY)
		civil_print_day(text, now);
	fact(p, name, text, want);
	return 0;
}

static int owner(struct put *p, struct fault *f)
{
	const char *want = p->say->owner;

	if (str_eq(want, "me"))
		want = p->s->actor;
	if (!str_empty(want) && !str_eq(want, p->x.owner) && !policy_agent(p->s->policy, want))
		return fault_set(f, EX_DATAERR, "owner: the policy has no agent \"%s\"", want);
	fact(p, "owner", p->x.owner, want);
	return 0;
}

static int key_of(struct put *p, const char *key, struct fault *f)
{
	struct article other;
	const char *want = p->x.id ? p->say->key : key;

	if (!want)
		return 0;
	if (!article_key_ok(want))
		return fault_set(f, EX_DATAERR, "key: \"%s\" is no key: small letters, digits and \"-\", at most 64", want);
	if (p->x.id && !str_eq(want, p->x.key) && articles_by_key(p->s->desk, p->a, want, &other))
		return fault_set(f, EX_DATAERR, "key: there is an article \"%s\" already", want);
	fact(p, "key", p->x.key, want);
	return 0;
}

static int matches(struct put *p, struct fault *f)
{
	struct token_query q;
	struct fault why = {0};
	char *want = p->say->match ? clean_lines(p->a, p->say->match) : NULL;
	size_t n;
	char **v = str_split(p->a, want ? want : "", '\n', &n);

	for (size_t i = 0; want && i < n; i++)
		if (*v[i] && token_query(p->a, v[i], &q, &why) != 0)
			return fault_set(f, EX_DATAERR, "match: \"%s\": %s", v[i], why.text);
	fact(p, "match", p->x.match, want);
	return 0;
}

static int facts(struct put *p, const char *key, struct fault *f)
{
	const struct article_say *say = p->say;
	const char *audience = say->audience;
	int bad = key_of(p, key, f);

	/* What only agents need to know is not for all unless somebody says so. */
	if (!p->x.id && !audience && str_eq(say->kind, "known-issue"))
		audience = "internal";
	if (!bad) bad = word(p, "kind", article_kind_words, p->x.id ? p->x.kind : article_kind_words[0], say->kind, f);
	if (!bad) bad = word(p, "audience", article_audience_words, p->x.id ? p->x.audience : article_audience_words[0],
	                     audience, f);
	if (!bad) bad = owner(p, f);
	if (!bad) fact(p, "categories", p->x.categories, say->categories ? sorted_list(p->a, say->categories) : NULL);
	if (!bad) bad = date(p, "review_by", p->x.review_by, say->review_by, f);
	if (!bad) bad = date(p, "valid_until", p->x.valid_until, say->valid_until, f);
	if (!bad) bad = matches(p, f);
	return bad;
}

/* --- the text --- */

static bool says_text(const struct article_say *say)
{
	return say->title || say->body || say->questions || say->script;
}

static bool same_words(const struct article_words *x, const struct article_words *y)
{
	return str_eq(x->title, y->title) && str_eq(x->body, y->body) && str_eq(x->questions, y->questions) &&
	       str_eq(x->script, y->script);
}

/* What is said over what the newest version says. */
static int new_words(struct put *p, const struct article_text *t, struct fault *f)
{
	const struct article_say *say = p->say;
	struct article_words now = {0};

	if (t)
		article_words(p->s, p->a, t->draft ? t->draft : t->live, &now);
	p->next = now;
	if (say->title)
		p->next.title = masked(p->a, str_trim(p->a, say->title));
	if (say->body)
		p->next.body = masked(p->a, say->body);
	if (say->questions)
		p->next.questions = masked(p->a, clean_lines(p->a, say->questions));
	if (say->script)
		p->next.script = masked(p->a, say->script);
	if (str_empty(p->next.title))
		return fault_set(f, EX_DATAERR, "title: the text in \"%s\" needs one", p->lang);
	if (strpbrk(p->next.title, "\n\r"))
		return fault_set(f, EX_DATAERR, "title: it stands on one line");
	p->new_text = !same_words(&now, &p->next);
	return 0;
}

static void add_text(struct put *p)
{
	struct pairs fields = {0};
	struct str out = str_new(p->a);

	pairs_add(p->a, &p->e.data, "do", "save");
	pairs_add(p->a, &p->e.data, "lang", p->lang);
	event_add_text(p->a, &p->e, PART_SUBJECT, p->next.title);
	event_add_text(p->a, &p->e, PART_BODY, p->next.body ? p->next.body : "");
	pairs_add(p->a, &fields, "questions", str_empty(p->next.questions) ? NULL : p->next.questions);
	pairs_add(p->a, &fields, "script", str_empty(p->next.script) ? NULL : p->next.script);
	if (!fields.n)
		return;
	pairs_print(&out, &fields);
	event_add_text(p->a, &p->e, PART_FIELDS, out.p);
}

static void write_event(struct put *p, struct article_done *r)
{
	record_article(p->s, p->a, &p->e, &p->x);
	r->id = p->x.id;
	r->masked += record_masked(&p->e);
	p->e = record_event(p->s, EVENT_ARTICLE, 0);
}

static void write_deed(struct put *p, const char *deed, struct article_done *r)
{
	pairs_add(p->a, &p->e.data, "do", deed);
	pairs_add(p->a, &p->e.data, "lang", p->lang);
	write_event(p, r);
}

/* Facts, text and what becomes of it: one event, a second where a new text is
 * withdrawn at once. */
static void write(struct put *p, const struct article_text *t, int state, struct article_done *r)
{
	bool live = t && t->live && !t->draft, withdrawn = t && t->state == ARTICLE_WITHDRAWN;
	size_t facts_said = p->e.data.n;

	r->made = p->x.id == 0;
	r->facts = facts_said > 0;
	r->text = p->new_text;
	r->published = state == ARTICLE_PUBLISHED && (p->new_text || (t && !live));
	r->withdrawn = state == ARTICLE_WITHDRAWN && (p->new_text || !withdrawn);
	r->waits = p->new_text && t && t->live && state == ARTICLE_DRAFT;
	if (r->facts || r->text || r->published || r->withdrawn) {
		pairs_add(p->a, &p->e.data, "from", p->say->name);
		pairs_add(p->a, &p->e.data, "why", masked(p->a, p->say->why));
	}
	if (p->new_text) {
		add_text(p);
		if (r->published)
			pairs_add(p->a, &p->e.data, "live", "1");
		write_event(p, r);
	} else if (r->published) {
		write_deed(p, "publish", r);
	} else if (facts_said && !r->withdrawn) {
		write_event(p, r);
	}
	if (r->withdrawn)
		write_deed(p, "withdraw", r);
}

static int check_state(struct put *p, int *state, struct fault *f)
{
	const char *word = p->say->state;

	*state = word ? words_find(article_state_words, word) : ARTICLE_DRAFT;
	if (*state < 0)
		return fault_set(f, EX_DATAERR, "state: \"%s\" is not %s%s", word, words_list(p->a, article_state_words),
		                 words_hint(p->a, article_state_words, word));
	return 0;
}

int article_put(const struct session *s, struct arena *a, const char *key, enum article_how how,
                const struct article_say *say, struct article_done *r, struct fault *f)
{
	struct put p = {.s = s, .a = a, .say = say, .lang = say->lang ? say->lang : policy_head(s->policy)->language,
	                .e = record_event(s, EVENT_ARTICLE, 0)};
	int state = 0, bad = session_check(s, RIGHT_KB, f);

	*r = (struct article_done){0};
	if (bad)
		return bad;
	if (how == ARTICLE_SET)
		bad = article_find(s, a, key, &p.x, f);
	else
		articles_by_key(s->desk, a, key, &p.x);
	if (!bad) bad = fact_lang(a, p.lang, &p.lang, f);
	if (!bad) bad = facts(&p, key, f);
	if (!bad) bad = check_state(&p, &state, f);
	struct article_text *t = p.x.id ? article_text(&p.x, p.lang) : NULL;
	if (!bad && (says_text(say) || !p.x.id))
		bad = new_words(&p, t, f);
	if (!bad && !t && !p.new_text && state != ARTICLE_DRAFT)
		bad = fault_set(f, EXIT_NO, "%s: there is no text in \"%s\"", key, p.lang);
	if (!bad)
		write(&p, t, state, r);
	r->id = p.x.id;
	return bad;
}
