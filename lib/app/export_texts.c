/* export_texts: what was said, attached, and kept as a text for its privacy. */
#include <string.h>

#include "app/export_inner.h"
#include "base/digest.h"
#include "service/attach.h"
#include "store/files.h"

void export_body(struct jw *w, const char *name, const struct event *e, int part)
{
	const struct event_text *t = event_text(e, part);

	jw_key(w, name);
	if (t && t->body)
		jw_textn(w, t->body, t->n);
	else
		jw_null(w);
}

void export_maybe(struct jw *w, const char *name, const struct event *e, int part)
{
	if (event_body(e, part))
		export_body(w, name, e, part);
}

void export_named_texts(struct export_lines *x, struct arena *row, const struct event *e)
{
	const struct event_text *t = event_text(e, PART_FIELDS);
	struct pairs p;

	if (t && t->body && pairs_parse(row, t->body, t->n, &p))
		for (size_t i = 0; i < p.n; i++) {
			jw_key(&x->w, p.v[i].name);
			jw_text(&x->w, p.v[i].value);
		}
}

void export_addresses(struct export_lines *x, struct arena *row, const struct event *e)
{
	const struct event_text *t = event_text(e, PART_FIELDS);
	struct pairs p;

	if (!t)
		return;
	jw_key(&x->w, "addresses");
	if (!t->body || !pairs_parse(row, t->body, t->n, &p)) {
		jw_null(&x->w);
		return;
	}
	jw_object(&x->w);
	for (size_t i = 0; i < p.n; i++) {
		size_t k = 0;
		while (k < i && strcmp(p.v[k].name, p.v[i].name) != 0)
			k++;
		if (k < i)             /* written with the first of its channel */
			continue;
		jw_key(&x->w, p.v[i].name);
		jw_array(&x->w);
		for (; k < p.n; k++)
			if (strcmp(p.v[k].name, p.v[i].name) == 0)
				jw_text(&x->w, p.v[k].value);
		jw_end(&x->w);
	}
	jw_end(&x->w);
}

static void attachment(struct export_lines *x, struct arena *row, const struct attached *file, bool *open)
{
	struct jw *w = &x->w;
	size_t n;
	const void *bytes = files_load(x->app->session.desk, row, file->digest, &n);

	if (!bytes)
		return;
	if (!*open) {
		jw_key(w, "attachments");
		jw_array(w);
	}
	*open = true;
	jw_object(w);
	jw_key(w, "name"); jw_text(w, file->name);
	jw_key(w, "type"); jw_text(w, file->type);
	jw_key(w, "base64"); jw_text(w, digest_base64(row, bytes, n));
	jw_end(w);
}

void export_attachments(struct export_lines *x, struct arena *row, const struct event *e)
{
	struct attached file;
	bool open = false;

	for (size_t i = 0; i < e->ntexts; i++)
		if (e->texts[i].part >= PART_FILE && attach_read(row, &e->texts[i], &file))
			attachment(x, row, &file, &open);
	if (open)
		jw_end(&x->w);
}
