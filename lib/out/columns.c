/* columns: choosing among a program's columns, and describing them. */
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "out/rows.h"

const struct out_column *out_column(const struct out_column *all, size_t nall,
                                    const char *name)
{
	for (size_t i = 0; i < nall; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

static int unknown(struct arena *a, const struct out_column *all, size_t nall,
                   const char *name, struct fault *f)
{
	const char **words = arena_array(a, const char *, nall + 1);
	for (size_t i = 0; i < nall; i++)
		words[i] = all[i].name;
	return fault_set(f, EX_USAGE, "unknown column \"%.100s\"%s; --columns=help lists them",
	                 name, words_hint(a, words, name));
}

/* A list being picked; a column named twice counts once. */
struct pick {
	struct arena *a;
	const struct out_column *all;
	size_t nall;
	VEC(const struct out_column *) picked;
	struct fault *f;
};

static void add_once(struct pick *p, const struct out_column *column)
{
	for (size_t i = 0; i < p->picked.n; i++)
		if (p->picked.v[i] == column)
			return;
	*vec_push(p->a, &p->picked) = column;
}

static int add_names(struct pick *p, const char *spec)
{
	char **names = str_split(p->a, spec, ',', NULL);
	for (; *names; names++) {
		const char *name = *names + (**names == '+');
		const struct out_column *column = out_column(p->all, p->nall, name);
		if (!column)
			return unknown(p->a, p->all, p->nall, name, p->f);
		add_once(p, column);
	}
	return 0;
}

int out_pick(struct arena *a, const struct out_column *all, size_t nall,
             const char *defaults, const char *spec,
             const struct out_column ***picked, size_t *n, struct fault *f)
{
	struct pick p = {.a = a, .all = all, .nall = nall, .f = f};
	int code = 0;
	if (!spec || strchr(spec, '+'))
		code = add_names(&p, defaults);
	if (!code && spec)
		code = add_names(&p, spec);
	*picked = p.picked.v;
	*n = p.picked.n;
	return code;
}

void out_columns_help(struct arena *a, FILE *to, const struct out_style *style,
                      const struct out_column *all, size_t nall)
{
	static const struct out_column help[] = {
		{"name", N_("Name"), OUT_REF, N_("the column's name"), 0},
		{"type", N_("Type"), OUT_TEXT, N_("what its cells hold"), 0},
		{"meaning", N_("Meaning"), OUT_TEXT, N_("what it says"), 0},
	};
	const struct out_column *const columns[] = {&help[0], &help[1], &help[2]};
	struct out_style plain = *style;
	if (plain.format == OUT_TEMPLATE)
		plain.format = OUT_TABLE;
	struct out *o = out_open(a, to, &plain, columns, 3, NULL);
	for (size_t i = 0; i < nall; i++) {
		struct out_cell cells[] = {out_ref(all[i].name), out_text(out_kind_words[all[i].kind]),
		                           out_text(_(all[i].help))};
		out_row(o, cells);
	}
	out_close(o);
}
