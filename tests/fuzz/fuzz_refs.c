/* References: each line gives text, nothing, or a fault with its place. */
#include "base/utf8.h"
#include "fuzz.h"
#include "in/refs.h"

typedef const char *reader(struct arena *, const char *, size_t, const char *, long, struct fault *);

static void check_line(reader *read, struct arena *a, const char *p, size_t n, long no)
{
	struct fault f = {0};
	const char *ref = read(a, p, n, "in", no, &f);
	PROMISE(!ref || !f.code);
	PROMISE(!ref || (*ref && utf8_check(ref, strlen(ref)) == strlen(ref)));
	PROMISE(!f.code || (f.code == EX_DATAERR && f.line >= no && *f.text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	const char *p = (const char *)data, *end = p + size;
	for (long no = 1; p < end; no++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop)
			stop = end;
		check_line(refs_line, &a, p, (size_t)(stop - p), no);
		check_line(refs_key, &a, p, (size_t)(stop - p), no);
		p = stop + 1;
	}
	arena_free(&a);
	return 0;
}
