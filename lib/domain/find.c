/* find: which tickets are meant: the filter of every list. */
#include "domain/find.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "when/clock.h"

static const char *word_of(const struct ticket *t, enum find_by by)
{
	switch (by) {
	case FIND_STATE: return t->state;
	case FIND_KIND: return t->kind;
	case FIND_TEAM: return t->team;
	case FIND_AGENT: return t->agent;
	case FIND_CATEGORY: return t->category;
	case FIND_COMPLEXITY: return t->complexity;
	case FIND_CHANNEL: return t->channel;
	case FIND_LANG: return t->lang;
	case FIND_PLAN: return t->plan;
	default: return NULL;
	}
}

static int64_t number_of(const struct ticket *t, enum find_by by)
{
	return by == FIND_PRIORITY ? t->priority : by == FIND_LEVEL ? t->level : t->customer;
}

static bool has_watcher(const struct ticket *t, const char *name)
{
	for (size_t i = 0; i < t->watchers.n; i++)
		if (strcmp(t->watchers.v[i], name) == 0)
			return true;
	return false;
}

static bool is_value(const struct ticket *t, enum find_by by, const struct find_value *v)
{
	if (by >= FIND_NUMBERS)
		return number_of(t, by) == v->number;
	if (by == FIND_TAG)
		return v->text ? ticket_has_tag(t, v->text) : t->tags.n == 0;
	if (by == FIND_WATCHER)
		return v->text ? has_watcher(t, v->text) : t->watchers.n == 0;
	const char *word = word_of(t, by);
	if (!v->text || !word)
		return !v->text && !word;
	if (by == FIND_CATEGORY)
		return policy_category_within(word, v->text);
	return strcmp(word, v->text) == 0;
}

static bool match_by(const struct find *f, const struct ticket *t, enum find_by by)
{
	bool wanted = false, hit = false;

	for (size_t i = 0; i < f->by[by].n; i++) {
		const struct find_value *v = &f->by[by].v[i];
		bool is = is_value(t, by, v);
		if (v->not && is)
			return false;
		wanted |= !v->not;
		hit |= !v->not && is;
	}
	return hit || !wanted;
}

static bool has_field(const struct ticket *t, const struct find_field *fd)
{
	const char *value = pairs_get(&t->fields, fd->name);
	return value && (!fd->value || strcmp(value, fd->value) == 0);
}

/* Fields of one name are alternatives. */
static bool match_fields(const struct find *f, const struct ticket *t)
{
	for (size_t i = 0; i < f->fields.n; i++) {
		const struct find_field *fd = &f->fields.v[i];
		bool hit = has_field(t, fd);
		if (fd->not) {
			if (hit)
				return false;
			continue;
		}
		for (size_t j = 0; j < f->fields.n && !hit; j++) {
			const struct find_field *other = &f->fields.v[j];
			hit = !other->not && strcmp(other->name, fd->name) == 0 && has_field(t, other);
		}
		if (!hit)
			return false;
	}
	return true;
}

static bool match_asked(const struct find *f, const struct ticket *t)
{
	bool wanted = false, hit = false;

	for (size_t i = 0; i < f->asked.n; i++) {
		bool is = false;
		for (size_t j = 0; j < t->asks.n; j++)
			is |= strcmp(t->asks.v[j].whom, f->asked.v[i].text) == 0;
		if (f->asked.v[i].not && is)
			return false;
		wanted |= !f->asked.v[i].not;
		hit |= !f->asked.v[i].not && is;
	}
	return hit || !wanted;
}

static bool has_link(const struct ticket *t, const struct find_link *l)
{
	for (size_t i = 0; i < t->links.n; i++)
		if (t->links.v[i].other == l->other && (l->relation < 0 || (int)t->links.v[i].relation == l->relation))
			return true;
	return false;
}

static bool match_linked(const struct find *f, const struct ticket *t)
{
	bool wanted = false, hit = false;

	for (size_t i = 0; i < f->linked.n; i++) {
		bool is = has_link(t, &f->linked.v[i]);
		if (f->linked.v[i].not && is)
			return false;
		wanted |= !f->linked.v[i].not;
		hit |= !f->linked.v[i].not && is;
	}
	return hit || !wanted;
}

static bool match_ranges(const struct find_range *v, size_t n, int64_t at)
{
	bool wanted = false, hit = false;

	for (size_t i = 0; i < n; i++) {
		bool in = at >= v[i].from && at < v[i].to;
		if (v[i].not && in)
			return false;
		wanted |= !v[i].not;
		hit |= !v[i].not && in;
	}
	return hit || !wanted;
}

bool find_match(const struct find *f, const struct ticket *t)
{
	if (f->active && !ticket_active(t))
		return false;
	if (f->spam != FIND_SPAM_TOO && t->spam != (f->spam == FIND_SPAM_ONLY))
		return false;
	for (int by = 0; by < FIND_COUNT; by++)
		if (f->by[by].n && !match_by(f, t, (enum find_by)by))
			return false;
	if (f->in_state_s >= 0 && t->state_since > f->now - f->in_state_s)
		return false;
	if (f->idle_s >= 0 && t->changed > f->now - f->idle_s)
		return false;
	return match_fields(f, t) && match_asked(f, t) && match_linked(f, t) &&
	       match_ranges(f->opened.v, f->opened.n, t->opened) &&
	       match_ranges(f->changed.v, f->changed.n, t->changed);
}

bool find_any(const struct find *f)
{
	for (int by = 0; by < FIND_COUNT; by++)
		if (f->by[by].n)
			return true;
	return f->fields.n || f->asked.n || f->linked.n || f->opened.n || f->changed.n ||
	       f->in_state_s >= 0 || f->idle_s >= 0;
}

/* --- order --- */

const char *const find_sort_words[] = {
	"ref", "priority", "opened", "changed", "contact", "state", "state_since", "level", "team",
	"agent", "category", "customer", "kind", "channel", "lang", "affected", "subject", NULL,
};

static int compare_i64(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* Bytewise, missing values last. */
static int compare_text(const char *a, const char *b)
{
	if (!a || !b)
		return !a - !b;
	return strcmp(a, b);
}

static int compare_key(int key, const struct ticket *a, const struct ticket *b)
{
	switch (key) {
	case 1: return compare_i64(a->priority, b->priority);
	case 2: return compare_i64(a->opened, b->opened);
	case 3: return compare_i64(a->changed, b->changed);
	case 4: return compare_i64(a->contact, b->contact);
	case 5: return compare_text(a->state, b->state);
	case 6: return compare_i64(a->state_since, b->state_since);
	case 7: return compare_i64(a->level, b->level);
	case 8: return compare_text(a->team, b->team);
	case 9: return compare_text(a->agent, b->agent);
	case 10: return compare_text(a->category, b->category);
	case 11: return compare_i64(a->customer, b->customer);
	case 12: return compare_text(a->kind, b->kind);
	case 13: return compare_text(a->channel, b->channel);
	case 14: return compare_text(a->lang, b->lang);
	case 15: return compare_i64(a->affected, b->affected);
	case 16: return compare_text(a->subject, b->subject);
	default: return compare_i64(a->id, b->id);
	}
}

int find_compare(const struct find_sort *keys, size_t n, const struct ticket *a,
                 const struct ticket *b)
{
	for (size_t i = 0; i < n; i++) {
		int c = compare_key(words_find(find_sort_words, keys[i].column), a, b);
		if (c)
			return keys[i].down ? -c : c;
	}
	return compare_i64(a->id, b->id);
}

size_t find_few_customers(const struct find *f)
{
	enum { FEW = 8 };
	size_t n = f->by[FIND_CUSTOMER].n;

	for (size_t i = 0; i < n; i++)
		if (f->by[FIND_CUSTOMER].v[i].not || f->by[FIND_CUSTOMER].v[i].number <= 0)
			return 0;
	return n <= FEW ? n : 0;
}
