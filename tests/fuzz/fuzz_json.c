/* JSON: what is read, written and read again is the same. */
#include "base/utf8.h"
#include "fuzz.h"
#include "in/json.h"
#include "out/jw.h"

static void write_value(struct jw *w, const struct jval *v)
{
	switch (v->type) {
	case JVAL_NULL: jw_null(w); break;
	case JVAL_BOOL: jw_bool(w, v->yes); break;
	case JVAL_INT: jw_int(w, v->i); break;
	case JVAL_REAL: jw_decimal(w, 0, 1); break;        /* not written in full */
	case JVAL_TEXT: jw_text(w, v->text); break;
	case JVAL_LIST:
		jw_array(w);
		for (size_t i = 0; i < v->n; i++)
			write_value(w, &v->items[i]);
		jw_end(w);
		break;
	case JVAL_OBJECT:
		jw_object(w);
		for (size_t i = 0; i < v->n; i++) {
			struct str key = str_new(w->s.a);
			jw_quote(&key, v->keys[i], strlen(v->keys[i]));
			key.p[key.n - 1] = '\0';
			jw_key(w, key.p + 1);
			write_value(w, &v->items[i]);
		}
		jw_end(w);
		break;
	}
}

static void same(const struct jval *a, const struct jval *b)
{
	PROMISE(a->type == b->type && a->n == b->n);
	if (a->type == JVAL_TEXT)
		PROMISE(strcmp(a->text, b->text) == 0 && utf8_check(a->text, strlen(a->text)) == strlen(a->text));
	if (a->type == JVAL_INT)
		PROMISE(a->i == b->i);
	if (a->type == JVAL_BOOL)
		PROMISE(a->yes == b->yes);
	if (a->type != JVAL_LIST && a->type != JVAL_OBJECT)
		return;
	for (size_t i = 0; i < a->n; i++) {
		if (a->type == JVAL_OBJECT)
			PROMISE(strcmp(a->keys[i], b->keys[i]) == 0 && jval_get(a, a->keys[i]) == &a->items[i]);
		same(&a->items[i], &b->items[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct fault f = {0};
	const struct jval *v = jval_parse(&a, (const char *)data, size, "in", 1, &f);
	PROMISE((v == NULL) == (f.code == EX_DATAERR));
	PROMISE(v || (f.line >= 1 && f.col >= 1 && *f.text));
	if (v) {
		struct jw w;
		const struct jval *again;
		jw_open(&w, &a, NULL);
		write_value(&w, v);
		jw_close(&w);
		again = jval_parse(&a, w.s.p, w.s.n, "out", 1, &f);
		PROMISE(again != NULL);
		same(v, again);
	}
	arena_free(&a);
	return 0;
}
