/* Lines of history: whatever they hold, a field has the form that the table of
 * tk-import(5) says, or the line is a fault with a message. */
#include <string.h>

#include "app/past_json.h"
#include "base/num.h"
#include "base/utf8.h"
#include "fuzz.h"

static void check_field(struct arena *a, const struct past *p, const struct pair *x)
{
	struct fault f = {0};
	const struct past_field *d = past_field(a, p->kind, x->name, &f);
	int64_t n;

	PROMISE(d != NULL && x->value != NULL);
	PROMISE(utf8_check(x->value, strlen(x->value)) == strlen(x->value));
	if (!*x->value)
		return;
	if (d->form == PAST_NUMBER)
		PROMISE(num_parse(x->value, 0, INT64_MAX, &n));
	if (d->form == PAST_INSTANT)
		PROMISE(num_parse(x->value, INT64_MIN, INT64_MAX, &n));
	if (d->form == PAST_FLAG)
		PROMISE(strcmp(x->value, "0") == 0 || strcmp(x->value, "1") == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	const char *p = (const char *)data, *end = p + size;

	for (long line = 1; p < end; line++) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((nl ? nl : end) - p);
		struct past out;
		struct fault f = {0};
		if (past_json(&a, p, n, "in", line, "import", &out, &f) == 0) {
			PROMISE(f.code == 0 && out.source && (unsigned)out.kind <= PAST_PERSON);
			for (size_t i = 0; i < out.fields.n; i++)
				check_field(&a, &out, &out.fields.v[i]);
			for (size_t i = 0; i < out.nfiles; i++)
				PROMISE(*out.files[i].name && out.files[i].bytes);
		} else {
			PROMISE(f.code == EX_DATAERR && f.text[0]);
		}
		p += n + 1;
		arena_reset(&a);
	}
	arena_free(&a);
	return 0;
}
