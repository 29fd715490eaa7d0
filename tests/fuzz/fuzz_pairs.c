/* Event payloads: a line that is read is written back byte for byte; the list
 * of texts too; whatever pairs hold, they are read back. */
#include "domain/event.h"
#include "fuzz.h"

/* A line of the desk, as it may be found on a disk. */
static void stored(struct arena *a, const char *p, size_t n)
{
	struct pairs pairs, again;
	struct str out = str_new(a);

	if (!pairs_parse(a, p, n, &pairs))
		return;
	pairs_print(&out, &pairs);
	PROMISE(out.n == n && memcmp(out.p, p, n) == 0);
	PROMISE(pairs_parse(a, out.p, out.n, &again) && again.n == pairs.n);
	for (size_t i = 0; i < pairs.n; i++) {
		PROMISE(pairs_get(&pairs, pairs.v[i].name) != NULL);
		pairs_int(&pairs, pairs.v[i].name, 0);
	}
}

/* A value of any bytes but NUL. */
static void said(struct arena *a, const char *p, size_t n)
{
	struct pairs pairs = {0}, again;
	struct str out = str_new(a);
	const char *value = arena_dup(a, p, strnlen(p, n));

	pairs_add(a, &pairs, "f.x", value);
	pairs_add(a, &pairs, "y", "1");
	pairs_print(&out, &pairs);
	PROMISE(!memchr(out.p, '\n', out.n) && pairs_parse(a, out.p, out.n, &again));
	PROMISE(again.n == 2 && strcmp(again.v[0].value, value) == 0 && pairs_int(&again, "y", 0) == 1);
}

static void texts(struct arena *a, const char *p, size_t n)
{
	struct event e = {0};
	struct str out = str_new(a);

	if (!event_parse_texts(a, &e, p, n))
		return;
	event_print_texts(&out, &e);
	PROMISE(out.n == n && memcmp(out.p, p, n) == 0);
	for (size_t i = 0; i < e.ntexts; i++)
		PROMISE(event_text(&e, e.texts[i].part) == &e.texts[i] && *text_part_name(a, e.texts[i].part));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	const char *p = arena_dup(&a, data, size);

	stored(&a, p, size);
	said(&a, p, size);
	texts(&a, p, size);
	arena_free(&a);
	return 0;
}
