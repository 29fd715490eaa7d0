/* diff: what differs between two texts, line by line.
 *
 * The longest common subsequence (Hirschberg 1975 names the table), between the
 * lines both begin and end with. Texts whose middle is too large for the table
 * are told apart as a whole. */
#include "app/diff.h"

#include <stdbool.h>
#include <string.h>

#include "base/vec.h"

enum { TABLE_MAX = 4 << 20 };

struct line { const char *p; size_t n; };
struct lines { struct line *v; size_t n, cap; };

/* What becomes of a line: kept, taken away, added. */
struct step { char how; struct line line; };
struct steps { struct step *v; size_t n, cap; };

static struct lines split(struct arena *a, const char *text)
{
	struct lines out = {0};

	while (*text) {
		size_t n = strcspn(text, "\n");
		*vec_push(a, &out) = (struct line){text, n};
		text += n + (text[n] == '\n');
	}
	return out;
}

static bool same(const struct line *x, const struct line *y)
{
	return x->n == y->n && memcmp(x->p, y->p, x->n) == 0;
}

static void say(struct arena *a, struct steps *s, char how, const struct line *lines, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		*vec_push(a, s) = (struct step){how, lines[i]};
}

/* The middle parts, x of n lines and y of m. */
static void compare(struct arena *a, struct steps *s, const struct line *x, size_t n, const struct line *y, size_t m)
{
	size_t i = 0, k = 0, width = m + 1;

	if (!n || !m || n > TABLE_MAX / (m + 1)) {
		say(a, s, '-', x, 0, n);
		say(a, s, '+', y, 0, m);
		return;
	}
	unsigned *best = arena_array(a, unsigned, (n + 1) * width);
	for (size_t r = n; r-- > 0;)
		for (size_t c = m; c-- > 0;) {
			unsigned down = best[(r + 1) * width + c], right = best[r * width + c + 1];
			best[r * width + c] = same(&x[r], &y[c]) ? best[(r + 1) * width + c + 1] + 1 : down > right ? down : right;
		}
	while (i < n || k < m) {
		if (i < n && k < m && same(&x[i], &y[k])) {
			say(a, s, ' ', x, i, i + 1);
			i++, k++;
		} else if (i < n && (k == m || best[(i + 1) * width + k] >= best[i * width + k + 1])) {
			say(a, s, '-', x, i, i + 1);
			i++;
		} else {
			say(a, s, '+', y, k, k + 1);
			k++;
		}
	}
}

static struct steps steps_of(struct arena *a, const struct lines *x, const struct lines *y)
{
	struct steps s = {0};
	size_t head = 0, tail = 0;

	while (head < x->n && head < y->n && same(&x->v[head], &y->v[head]))
		head++;
	while (tail < x->n - head && tail < y->n - head && same(&x->v[x->n - 1 - tail], &y->v[y->n - 1 - tail]))
		tail++;
	say(a, &s, ' ', x->v, 0, head);
	compare(a, &s, x->v + head, x->n - head - tail, y->v + head, y->n - head - tail);
	say(a, &s, ' ', x->v, x->n - tail, x->n);
	return s;
}

/* Steps from..to as a hunk; old and new: lines before it. */
static void hunk(struct str *out, const struct steps *s, size_t from, size_t to, size_t old, size_t new)
{
	size_t n = 0, m = 0;

	for (size_t i = from; i < to; i++) {
		n += s->v[i].how != '+';
		m += s->v[i].how != '-';
	}
	str_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", n ? old + 1 : old, n, m ? new + 1 : new, m);
	for (size_t i = from; i < to; i++) {
		str_addc(out, s->v[i].how);
		str_addn(out, s->v[i].line.p, s->v[i].line.n);
		str_addc(out, '\n');
	}
}

void diff_texts(struct arena *a, struct str *out, const char *old_name, const char *new_name, const char *old,
                const char *new, int around)
{
	struct lines x = split(a, old), y = split(a, new);
	struct steps s = steps_of(a, &x, &y);
	size_t before[2] = {0}, at = 0, far = (size_t)around;
	bool named = false;

	while (at < s.n) {
		size_t first = at, end, from;
		while (first < s.n && s.v[first].how == ' ')
			first++;
		if (first == s.n)
			return;
		from = first - at > far ? first - far : at;
		before[0] += from - at;
		before[1] += from - at;
		end = first;
		for (size_t i = first; i < s.n && i <= end + 2 * far; i++)
			if (s.v[i].how != ' ')
				end = i;
		end = end + 1 + far < s.n ? end + 1 + far : s.n;
		if (!named)
			str_printf(out, "--- %s\n+++ %s\n", old_name, new_name);
		named = true;
		hunk(out, &s, from, end, before[0], before[1]);
		for (size_t i = from; i < end; i++) {
			before[0] += s.v[i].how != '+';
			before[1] += s.v[i].how != '-';
		}
		at = end;
	}
}
