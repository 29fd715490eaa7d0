/* UTF-8: a repaired text is valid, and a text made visible holds no control. */
#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str out = str_new(&a);
	size_t n = 0, changed = 0;
	char *text = utf8_repair(&a, (const char *)data, size, &n, &changed);

	PROMISE(utf8_check(text, n) == n && !memchr(text, '\0', n));
	PROMISE(changed > 0 || (n == size && memcmp(text, data, n) == 0));
	utf8_cells(text);
	utf8_visible(&out, (const char *)data, size, false);
	PROMISE(utf8_check(out.p, out.n) == out.n);
	for (size_t i = 0; i < out.n; i++)
		PROMISE((unsigned char)out.p[i] >= 0x20 && out.p[i] != 0x7f);
	arena_free(&a);
	return 0;
}
