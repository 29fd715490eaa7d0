/* form: blocks of "name: value" lines that people edit. */
#include "in/form.h"

#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"

struct reading {
	struct arena *a;
	const struct form_report *report;
	struct form *out;
	long line;
	int wrong;
};

static void say(struct reading *r, const char *text)
{
	r->wrong++;
	r->report->say(r->report->arg, r->line, text);
}

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '.' || c == '_' || c == '-';
}

static void begin_block(struct reading *r, const char *ref)
{
	if (!*ref)
		say(r, "ref: which ticket? its reference is missing");
	*vec_push(r->a, r->out) = (struct form_block){.ref = ref, .line = r->line, .seq = -1};
}

static void read_seq(struct reading *r, struct form_block *b, const char *value)
{
	if (!num_parse(value, 0, INT64_MAX, &b->seq))
		say(r, "seq: the number of an event is expected");
}

static void read_pair(struct reading *r, const char *name, const char *value)
{
	struct form_block *b = r->out->n ? &r->out->v[r->out->n - 1] : NULL;

	if (strcmp(name, "ref") == 0) {
		begin_block(r, value);
		return;
	}
	if (!b) {
		say(r, arena_printf(r->a, "%s: a block begins with its ref", name));
		return;
	}
	if (strcmp(name, "seq") == 0) {
		read_seq(r, b, value);
		return;
	}
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->v[i].name, name) == 0) {
			say(r, arena_printf(r->a, "%s is there twice", name));
			return;
		}
	*vec_push(r->a, b) = (struct form_line){name, value, r->line};
}

static void read_line(struct reading *r, char *text)
{
	char *line = str_trim(r->a, text), *p = line;

	if (!*line || *line == '#')
		return;
	while (name_char(*p))
		p++;
	if (p == line || *p != ':') {
		say(r, "NAME: VALUE is expected (a line that begins with # is not read)");
		return;
	}
	*p++ = '\0';
	read_pair(r, line, str_trim(r->a, p));
}

int form_parse(struct arena *a, const char *text, const struct form_report *report, struct form *out)
{
	struct reading r = {.a = a, .report = report, .out = out};

	*out = (struct form){0};
	for (const char *p = text; *p; p += *p == '\n') {
		size_t n = strcspn(p, "\n");
		r.line++;
		read_line(&r, arena_dup(a, p, n));
		p += n;
	}
	return r.wrong;
}
