/* APIs: any bytes; a fault is one line, articles have what an article needs. */
#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "in/openapi.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct openapi o;
	struct fault f = {0};
	openapi_is((const char *)data, size);
	if (openapi_parse(&a, "api.en.yaml", (const char *)data, size, &o, &f) != 0) {
		PROMISE(f.code == EX_DATAERR && *f.text && !strchr(f.text, '\n'));
	} else {
		PROMISE(o.n > 0);
		for (size_t i = 0; i < o.n; i++) {
			const struct article_in *x = &o.v[i];
			PROMISE(strncmp(x->key, "api", 3) == 0 && x->key[strspn(x->key, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0');
			PROMISE(x->title && !strchr(x->title, '\n') && strcmp(x->kind, "api") == 0);
			PROMISE(x->body && strlen(x->body) == x->nbody && utf8_check(x->body, x->nbody) == x->nbody);
		}
	}
	arena_free(&a);
	return 0;
}
