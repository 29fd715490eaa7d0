/* Seals: a line that is read is printed back the same. */
#include "base/str.h"
#include "fuzz.h"
#include "service/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct fault f = {0};
	struct seal x, again;
	struct str out = str_new(&a);
	int bad = seal_parse(arena_dup(&a, data, size), &x, &f);

	PROMISE((bad != 0) == (f.code != 0));
	if (!bad) {
		seal_print(&out, &x);
		PROMISE(seal_parse(out.p, &again, &f) == 0);
		PROMISE(again.seq == x.seq && again.at == x.at && memcmp(again.hash, x.hash, sizeof x.hash) == 0);
	}
	arena_free(&a);
	return 0;
}
