/* event: one thing that happened, and how the chain binds it. */
#include "domain/event.h"

#include <string.h>

#include "base/vec.h"

const char *const event_kind_words[] = {
	"open", "note", "set", "move", "assign", "customer", "policy", "erase",
	"person", "link", "merge", "split", "escalate", "fire", "call", "survey",
	"article", "kb", NULL,
};
const char *const role_words[] = {"agent", "customer", "bot", "rule", "system", NULL};

const char *text_part_name(struct arena *a, int part)
{
	static const char *const names[PART_FILE] = {
		[PART_SUBJECT] = "subject", [PART_BODY] = "body", [PART_KEY] = "key",
		[PART_NAME] = "name", [PART_REFERENCE] = "reference", [PART_FIELDS] = "fields",
		[PART_CC] = "cc",
	};

	if (part >= PART_FILE)
		return arena_printf(a, "file %d", part - PART_FILE + 1);
	return part > 0 && names[part] ? names[part] : arena_printf(a, "part %d", part);
}

void event_add_text(struct arena *a, struct event *e, int part, const char *body)
{
	struct { struct event_text *v; size_t n, cap; } list = {e->texts, e->ntexts, e->captexts};

	if (!body)
		return;
	*vec_push(a, &list) = (struct event_text){.part = part, .body = body, .n = strlen(body)};
	e->texts = list.v;
	e->ntexts = list.n;
	e->captexts = list.cap;
}

const struct event_text *event_text(const struct event *e, int part)
{
	for (size_t i = 0; i < e->ntexts; i++)
		if (e->texts[i].part == part)
			return &e->texts[i];
	return NULL;
}

const char *event_body(const struct event *e, int part)
{
	const struct event_text *t = event_text(e, part);
	return t ? t->body : NULL;
}

void event_text_digest(unsigned char out[DIGEST_LEN],
                       const unsigned char salt[SALT_LEN], const char *body, size_t n)
{
	digest_of(out, salt, SALT_LEN, body, n);
}

void event_seal_text(struct event_text *t)
{
	digest_random(t->salt, SALT_LEN);
	event_text_digest(t->digest, t->salt, t->body, t->n);
}

void event_print_texts(struct str *out, const struct event *e)
{
	for (size_t i = 0; i < e->ntexts; i++) {
		str_addc(out, (char)e->texts[i].part);
		str_addn(out, e->texts[i].digest, DIGEST_LEN);
	}
}

bool event_parse_texts(struct arena *a, struct event *e, const void *p, size_t n)
{
	const unsigned char *b = p;
	int last = 0;

	e->texts = NULL;
	e->ntexts = n / (1 + DIGEST_LEN);
	if (n % (1 + DIGEST_LEN) != 0)
		return false;
	if (e->ntexts)
		e->texts = arena_array(a, struct event_text, e->ntexts);
	for (size_t i = 0; i < e->ntexts; i++, b += 1 + DIGEST_LEN) {
		if (b[0] <= last || b[0] > PART_MAX)
			return false;
		last = e->texts[i].part = b[0];
		memcpy(e->texts[i].digest, b + 1, DIGEST_LEN);
	}
	return true;
}

void event_hash(unsigned char out[DIGEST_LEN], const unsigned char prev[DIGEST_LEN],
                const struct event *e, const char *kind, const char *role,
                const char *data, size_t ndata, const void *texts, size_t ntexts)
{
	struct digest_state s;

	digest_init(&s, NULL, 0);
	digest_add(&s, prev, DIGEST_LEN);
	digest_add_i64(&s, e->seq);
	digest_add_i64(&s, e->ticket);
	digest_add_i64(&s, e->at);
	digest_add_i64(&s, e->logged);
	digest_add_text(&s, kind, strlen(kind));
	digest_add_text(&s, role, strlen(role));
	digest_add_text(&s, e->actor, strlen(e->actor));
	digest_add_text(&s, e->os_user, strlen(e->os_user));
	digest_add_text(&s, e->ext, e->ext ? strlen(e->ext) : 0);
	digest_add_text(&s, data, ndata);
	digest_add_text(&s, ntexts ? texts : NULL, ntexts);
	digest_end(&s, out);
}
