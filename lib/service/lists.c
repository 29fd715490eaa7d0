/* lists: lists of names as people set them. */
#include "service/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct items { const char **v; size_t n, cap; };

static void add(struct arena *a, struct items *list, const char *item)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i], item) == 0)
			return;
	*vec_push(a, list) = item;
}

static void take_away(struct items *list, const char *item)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i], item) != 0)
			list->v[kept++] = list->v[i];
	list->n = kept;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *joined(struct arena *a, const struct items *list)
{
	struct str out = str_new(a);

	if (list->n > 1)
		qsort(list->v, list->n, sizeof *list->v, by_text);
	for (size_t i = 0; i < list->n; i++)
		str_printf(&out, "%s%s", i ? "," : "", list->v[i]);
	return out.p;
}

int list_edit(struct arena *a, const char *old, const char *value, bool plus,
              list_check *check, void *arg, const char **out, struct fault *f)
{
	const char *begin = value + strspn(value, " \t");
	bool change = *begin == '-' || str_starts(begin, plus ? "++" : "+");
	struct items list = {0};
	size_t n;
	char **part = str_split(a, change && old ? old : "", ',', &n);

	for (size_t i = 0; i < n; i++)
		if (*part[i])
			add(a, &list, part[i]);
	part = str_split(a, value, ',', &n);
	for (size_t i = 0; i < n; i++) {
		bool away = change && *part[i] == '-';
		bool more = change && str_starts(part[i], plus ? "++" : "+");
		const char *clean;
		if (!*part[i])
			continue;
		int bad = check(arg, away || more ? str_trim(a, part[i] + 1) : part[i], &clean, f);
		if (bad)
			return bad;
		if (away)
			take_away(&list, clean);
		else
			add(a, &list, clean);
	}
	*out = joined(a, &list);
	return 0;
}
