/* article: one piece of the knowledge base, as the fold of its events. */
#include "domain/article.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "when/civil.h"
#include "when/clock.h"

const char *const article_kind_words[] = {"article", "tutorial", "faq", "api", "known-issue", NULL};
const char *const article_audience_words[] = {"public", "internal", NULL};
const char *const article_state_words[] = {"draft", "published", "withdrawn", NULL};
const char *const kb_deed_words[] = {
	"suggest", "answer", "handover", "view", "vote", "link", "unlink", "tune", NULL};

enum { KEY_MAX = 64 };

bool article_key_ok(const char *key)
{
	size_t n = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n <= KEY_MAX && !key[n] && key[0] != '-';
}

struct article_text *article_text(const struct article *x, const char *lang)
{
	for (size_t i = 0; i < x->texts.n; i++)
		if (strcmp(x->texts.v[i].lang, lang) == 0)
			return &x->texts.v[i];
	return NULL;
}

bool article_open(const struct article *x, int64_t day)
{
	return str_eq(x->audience, "public") && (x->valid_until == ARTICLE_NO_DAY || day <= x->valid_until);
}

/* --- the fold --- */

static const char *none_if_empty(const char *s)
{
	return s && *s ? s : NULL;
}

static bool day_of(const char *text, int64_t *day)
{
	*day = ARTICLE_NO_DAY;
	return !*text || civil_parse_day(text, day);
}

/* One fact that holds for all languages; unknown names are facts of a kind the
 * fold does not keep. False where its value cannot be. */
static bool apply_fact(struct article *x, const char *name, const char *value)
{
	if (strcmp(name, "key") == 0)
		x->key = value;
	else if (strcmp(name, "kind") == 0)
		x->kind = value;
	else if (strcmp(name, "audience") == 0)
		x->audience = value;
	else if (strcmp(name, "owner") == 0)
		x->owner = none_if_empty(value);
	else if (strcmp(name, "categories") == 0)
		x->categories = none_if_empty(value);
	else if (strcmp(name, "match") == 0)
		x->match = none_if_empty(value);
	else if (strcmp(name, "review_by") == 0)
		return day_of(value, &x->review_by);
	else if (strcmp(name, "valid_until") == 0)
		return day_of(value, &x->valid_until);
	return true;
}

static int by_lang(const void *a, const void *b)
{
	return strcmp(((const struct article_text *)a)->lang, ((const struct article_text *)b)->lang);
}

/* The text in a language, made where there is none. */
static struct article_text *text_in(struct arena *a, struct article *x, const char *lang)
{
	struct article_text *t = article_text(x, lang);

	if (t)
		return t;
	*vec_push(a, &x->texts) = (struct article_text){.lang = lang, .published = AT_NONE};
	qsort(x->texts.v, x->texts.n, sizeof *x->texts.v, by_lang);
	return article_text(x, lang);
}

static void publish(struct article_text *t, const struct event *e)
{
	t->live = t->draft;
	t->draft = 0;
	t->state = ARTICLE_PUBLISHED;
	t->published = e->at;
}

/* What is withdrawn can be published again. */
static void withdraw(struct article_text *t)
{
	if (!t->draft)
		t->draft = t->live;
	t->live = 0;
	t->state = ARTICLE_WITHDRAWN;
	t->published = AT_NONE;
}

static int apply_text(struct arena *a, struct article *x, const struct event *e, const char *deed, struct fault *f)
{
	const char *lang = pairs_get(&e->data, "lang");
	bool save = strcmp(deed, "save") == 0;
	struct article_text *t = lang && *lang ? save ? text_in(a, x, lang) : article_text(x, lang) : NULL;

	if (!t)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " names no text of article %" PRId64, e->seq, x->id);
	t->changed = e->at;
	if (save) {
		t->draft = e->seq;
		t->versions++;
		if (t->state == ARTICLE_WITHDRAWN)
			t->state = ARTICLE_DRAFT;
		if (pairs_int(&e->data, "live", 0) == 1)
			publish(t, e);
	} else if (strcmp(deed, "publish") == 0 && t->draft) {
		publish(t, e);
	} else if (strcmp(deed, "withdraw") == 0 && t->state != ARTICLE_WITHDRAWN) {
		withdraw(t);
	} else {
		return fault_set(f, EX_DATAERR, "event %" PRId64 " cannot follow the ones before it of article %" PRId64,
		                 e->seq, x->id);
	}
	return 0;
}

static void begin(struct article *x, const struct event *e)
{
	x->id = pairs_int(&e->data, "article", 0);
	x->kind = article_kind_words[0];
	x->audience = article_audience_words[0];
	x->review_by = x->valid_until = ARTICLE_NO_DAY;
	x->created = e->at;
}

int article_apply(struct arena *a, struct article *x, const struct event *e, struct fault *f)
{
	const char *deed = pairs_get(&e->data, "do");
	bool first = x->id == 0;

	if (first)
		begin(x, e);
	if (pairs_int(&e->data, "article", 0) != x->id || x->id < 1)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " is of another article", e->seq);
	if (!first && e->at < x->changed)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " of article %" PRId64 " is older than the one before it",
		                 e->seq, x->id);
	x->seq = e->seq;
	x->changed = e->at;
	for (size_t i = 0; i < e->data.n; i++)
		if (!apply_fact(x, e->data.v[i].name, e->data.v[i].value))
			return fault_set(f, EX_DATAERR, "event %" PRId64 " has no date in %s", e->seq, e->data.v[i].name);
	if (!x->key)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " begins article %" PRId64 " without a key", e->seq, x->id);
	return deed ? apply_text(a, x, e, deed, f) : 0;
}

static bool same_text(const struct article_text *x, const struct article_text *y)
{
	return strcmp(x->lang, y->lang) == 0 && x->state == y->state && x->versions == y->versions &&
	       x->live == y->live && x->draft == y->draft && x->changed == y->changed && x->published == y->published;
}

bool article_same(const struct article *x, const struct article *y)
{
	bool same = !x->damaged && !y->damaged && x->id == y->id && x->seq == y->seq && str_eq(x->key, y->key) &&
	            str_eq(x->kind, y->kind) && str_eq(x->audience, y->audience) && str_eq(x->owner, y->owner) &&
	            str_eq(x->categories, y->categories) && str_eq(x->match, y->match) &&
	            x->review_by == y->review_by && x->valid_until == y->valid_until && x->created == y->created &&
	            x->changed == y->changed && x->texts.n == y->texts.n;

	for (size_t i = 0; same && i < x->texts.n; i++)
		same = same_text(&x->texts.v[i], &y->texts.v[i]);
	return same;
}
