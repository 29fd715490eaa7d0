/* past_custom: custom fields and further facts of a line. */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "service/past_run.h"
#include "service/sets.h"

/* --- custom fields --- */

/* A name the record can hold: letters, digits, "._-". */
static const char *plain_name(struct arena *a, const char *name)
{
	char *out = arena_strdup(a, name);

	for (char *p = out; *p; p++)
		if (!(isalnum((unsigned char)*p) && !(*p & 0x80)) && !strchr("._-", *p))
			*p = '_';
	return out;
}

/* What the policy makes of a value; one it would not take now stays as it was. */
static int clean_value(struct past_line *l, const struct policy_field *fd, const char *name,
                       const char *value, const char **clean, struct fault *f)
{
	struct fault why = {0};

	*clean = value;
	if (!fd)
		return past_unknown(l, "field", name, f);
	if (!*value || policy_field_check(l->row, fd, value, clean, &why) == 0)
		return 0;
	*clean = value;
	return past_unknown(l, "value of the field", name, f);
}

/* Fields nobody knows may hold anything about anybody: they are kept where
 * they can be erased. */
static bool is_personal(const struct session *s, const char *name)
{
	const struct policy_field *fd = policy_field(s->policy, name);

	return !fd || fd->personal;
}

/* Each text of personal fields holds them all. */
static void add_rest(struct past_line *l, const struct ticket *t, struct pairs *personal)
{
	for (size_t i = 0; t && i < t->fields.n; i++)
		if (is_personal(l->s, t->fields.v[i].name) && !pairs_get(personal, t->fields.v[i].name))
			pairs_add(l->row, personal, t->fields.v[i].name, t->fields.v[i].value);
}

static int take_field(struct past_line *l, const char *name, const char *value, const struct ticket *t,
                      struct pairs *personal, struct fault *f)
{
	const char *clean;

	name = plain_name(l->row, name);
	int bad = clean_value(l, policy_field(l->s->policy, name), name, value, &clean, f);
	if (bad)
		return bad;
	if (is_personal(l->s, name)) {
		pairs_put(l->row, personal, name, clean);
		return 0;
	}
	pairs_add(l->row, &l->e.data, arena_printf(l->row, "f.%s", name), clean);
	if (t)
		pairs_add(l->row, &l->e.data, arena_printf(l->row, "old.f.%s", name),
		          pairs_get(&t->fields, name) ? pairs_get(&t->fields, name) : "");
	return 0;
}

int past_custom(struct past_line *l, const char *prefix, const struct ticket *t, struct fault *f)
{
	struct pairs personal = {0};
	size_t n = strlen(prefix);

	for (size_t i = 0; i < l->p->fields.n; i++) {
		const struct pair *x = &l->p->fields.v[i];
		const char *name = x->name + n;
		if (strncmp(x->name, prefix, n) != 0 || (t && past_set_word(name)))
			continue;
		int bad = take_field(l, name, x->value, t, &personal, f);
		if (bad)
			return bad;
	}
	if (!personal.n)
		return 0;
	struct str text = str_new(l->row);
	add_rest(l, t, &personal);
	pairs_print(&text, &personal);
	event_add_text(l->row, &l->e, PART_FIELDS, text.p);
	return 0;
}

/* --- facts --- */

/* Names of tickets, events and people here: numbers of another desk. */
static const char *const not_facts[] = {
	"to", "from", "into", "link", "unlink", "undo", "events", "msgs", "split_from", "answers",
	"customer", "person", "policy", "masked", "key", "imported", "repolicy", NULL,
};

int past_facts(struct past_line *l, struct fault *f)
{
	for (size_t i = 0; i < l->p->fields.n; i++) {
		const struct pair *x = &l->p->fields.v[i];
		const char *name = x->name + strlen("facts.");
		if (!str_starts(x->name, "facts."))
			continue;
		if (words_find(not_facts, name) >= 0 || str_starts(name, "old.") || str_starts(name, "f.") ||
		    strcmp(plain_name(l->row, name), name) != 0)
			return fault_set(f, EX_DATAERR, "facts: \"%s\" cannot be said so", name);
		if (!pairs_get(&l->e.data, name))
			pairs_add(l->row, &l->e.data, name, x->value);
	}
	return 0;
}
