/* Forms: each error has a line of the text; what was read without one, written
 * out plainly, is read the same again. */
#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "in/form.h"

struct said { long lines; int n; };

static void say(void *arg, long line, const char *text)
{
	struct said *s = arg;

	s->n++;
	PROMISE(line >= 1 && line <= s->lines && *text && !strchr(text, '\n'));
}

static void print(struct str *out, const struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct form_block *b = &f->v[i];
		str_printf(out, "ref: %s\n", b->ref);
		if (b->seq >= 0)
			str_printf(out, "seq: %lld\n", (long long)b->seq);
		for (size_t k = 0; k < b->n; k++)
			str_printf(out, "%s: %s\n", b->v[k].name, b->v[k].value);
	}
}

static void check_same(struct arena *a, const struct form *f)
{
	struct str once = str_new(a), twice = str_new(a);
	struct said said = {1L << 40, 0};
	struct form_report report = {say, &said};
	struct form again;

	print(&once, f);
	PROMISE(form_parse(a, once.p, &report, &again) == 0 && said.n == 0);
	print(&twice, &again);
	PROMISE(strcmp(once.p, twice.p) == 0 && again.n == f->n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct said said = {1, 0};
	struct form_report report = {say, &said};
	struct form f;
	size_t n;
	const char *text = utf8_repair(&a, (const char *)data, size, &n, NULL);

	for (size_t i = 0; i < n; i++)
		said.lines += text[i] == '\n';
	int wrong = form_parse(&a, text, &report, &f);
	PROMISE(wrong == said.n);
	if (!wrong)
		check_same(&a, &f);
	arena_free(&a);
	return 0;
}
