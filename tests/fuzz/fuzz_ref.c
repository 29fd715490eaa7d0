/* References: what is read has a number or a key, and a number printed with
 * its letter is read back; with another letter it is refused. */
#include "base/arena.h"
#include "domain/ref.h"
#include "fuzz.h"

static void printed(int64_t id)
{
	char out[48];
	struct ref r;

	ref_print(out, "TK", id);
	PROMISE(ref_parse(out, "TK", &r, NULL) == 0 && r.id == id && !r.key);
	char *letter = &out[strlen(out) - 1];
	*letter = *letter == 'Z' ? 'A' : (char)(*letter + 1);
	PROMISE(ref_parse(out, "TK", &r, NULL) != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct fault f = {0};
	struct ref r;
	const char *text = arena_dup(&a, data, size);
	int bad = ref_parse(text, "TK", &r, &f);

	PROMISE((bad != 0) == (f.code != 0) && (bad == 0 || *f.text));
	if (bad == 0) {
		PROMISE((r.id > 0) == (r.key == NULL));
		PROMISE(!r.key || (*r.key && r.key == text + 4));
		if (r.id)
			printed(r.id);
	}
	arena_free(&a);
	return 0;
}
