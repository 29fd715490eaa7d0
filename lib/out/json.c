/* json: JSON lines, one object a line. What stands before each value is made
 * once, at the start. */
#include <string.h>

#include "out/inner.h"

struct lead { const char *text; size_t n; };

static bool begin(struct out *o, struct fault *f)
{
	struct lead *leads = arena_array(o->a, struct lead, o->n);
	(void)f;
	for (size_t i = 0; i < o->n; i++) {
		leads[i].text = arena_printf(o->a, "%c\"%s\":", i ? ',' : '{', o->columns[i]->name);
		leads[i].n = strlen(leads[i].text);
	}
	o->own = leads;
	return true;
}

static void row(struct out *o, const struct out_cell *cells)
{
	const struct lead *leads = o->own;
	for (size_t i = 0; i < o->n; i++) {
		str_addn(&o->buf, leads[i].text, leads[i].n);
		cell_json(&o->buf, &cells[i]);
	}
	if (o->n == 0)
		str_addc(&o->buf, '{');
	str_addc(&o->buf, '}');
	out_end(o);
}

const struct out_ops out_json_ops = {.open = begin, .row = row};
