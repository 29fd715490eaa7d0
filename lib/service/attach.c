/* attach: files given to a ticket: kept once each by digest, named safely. */
#include "service/attach.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "store/files.h"
#include "text/mask.h"

int attach_check(const struct session *s, const struct attachment *v, size_t n, struct fault *f)
{
	int64_t max = policy_head(s->policy)->attachment_max;

	if (n > ATTACH_MAX)
		return fault_set(f, EX_DATAERR, "%zu files at once; at most %d", n, ATTACH_MAX);
	for (size_t i = 0; i < n; i++)
		if ((int64_t)v[i].n > max)
			return fault_set(f, EX_DATAERR, "%s: %zu bytes; the policy allows %" PRId64,
			                 v[i].name, v[i].n, max);
	return 0;
}

/* Characters that hide or turn what a name says. */
static bool misleads(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == '\\' || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x61c || c == 0xfeff;
}

const char *attach_name(struct arena *a, const char *path, int *found)
{
	enum { MAX = 120 };
	struct str out = str_new(a);
	const char *slash = strrchr(path, '/');
	size_t n;
	const char *p = utf8_repair(a, slash ? slash + 1 : path, strlen(slash ? slash + 1 : path), &n, NULL);

	for (const char *end = p + n; p < end;) {
		uint32_t c;
		int len = utf8_next(p, end, &c);
		if (!misleads(c) && !(out.n == 0 && (c == '.' || c == ' ' || c == '-')))
			str_addn(&out, p, (size_t)len);
		p += len;
	}
	if (out.n == 0)
		str_add(&out, "file");
	p = mask_text(a, out.p, out.n, &n, found);
	return arena_dup(a, p, utf8_cut(p, n, MAX));
}

/* --- what a file says, as text --- */

static unsigned unit(const unsigned char *p, bool big)
{
	return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

/* UTF-16 as UTF-8; halves of a pair that stand alone become U+FFFD. */
static const char *from_utf16(struct arena *a, const unsigned char *p, size_t n, bool big, size_t *len)
{
	struct str out = str_new(a);
	char buf[4];

	for (size_t i = 0; i + 1 < n; i += 2) {
		uint32_t c = unit(p + i, big), next = i + 3 < n ? unit(p + i + 2, big) : 0;
		if (c >= 0xd800 && c < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
			i += 2;
		}
		int w = utf8_put(buf, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
		str_addn(&out, buf, (size_t)w);
	}
	*len = out.n;
	return out.p;
}

/* 0, or the byte order mark of UTF-16: 'l' or 'b'. */
static char utf16_order(const struct attachment *f)
{
	if (f->n < 2)
		return 0;
	return memcmp(f->bytes, "\xff\xfe", 2) == 0 ? 'l' : memcmp(f->bytes, "\xfe\xff", 2) == 0 ? 'b' : 0;
}

bool attach_binary(const struct attachment *f)
{
	return f->n && !utf16_order(f) && memchr(f->bytes, '\0', f->n);
}

/* What the file says, as UTF-8; NULL for a binary one. */
static const char *as_text(struct arena *a, const struct attachment *f, size_t *n)
{
	char order = utf16_order(f);

	*n = f->n;
	if (order)
		return from_utf16(a, f->bytes, f->n, order == 'b', n);
	if (attach_binary(f))
		return NULL;
	return utf8_check(f->bytes, f->n) == f->n ? f->bytes : utf8_repair(a, f->bytes, f->n, n, NULL);
}

/* The bytes to keep: as they came, or the text without what was masked. */
static const void *masked_bytes(struct arena *a, const struct attachment *f, size_t *n, int *found)
{
	size_t len;
	const char *text = as_text(a, f, &len);
	int here = 0;

	*n = f->n;
	if (!text)
		return f->bytes;
	text = mask_text(a, text, len, &len, &here);
	if (!here)
		return f->bytes;
	*n = len;
	*found += here;
	return text;
}

/* By what the bytes say, never by the name. */
static const char *type_of(const struct attachment *f)
{
	static const struct { const char *magic; size_t n; const char *type; } known[] = {
		{"\x89PNG\r\n", 6, "image/png"}, {"\xff\xd8\xff", 3, "image/jpeg"}, {"GIF8", 4, "image/gif"},
		{"%PDF-", 5, "application/pdf"}, {"PK\3\4", 4, "application/zip"}, {"\x1f\x8b", 2, "application/gzip"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (f->n >= known[i].n && memcmp(f->bytes, known[i].magic, known[i].n) == 0)
			return known[i].type;
	if (!memchr(f->bytes, '\0', f->n) && utf8_check(f->bytes, f->n) == f->n)
		return "text/plain";
	return "application/octet-stream";
}

static int add_one(const struct session *s, struct arena *a, struct event *e,
                    const struct attachment *file, int part)
{
	unsigned char digest[DIGEST_LEN];
	char hex[DIGEST_HEX];
	struct pairs p = {0};
	struct str text = str_new(a);
	int found = 0;
	size_t n;

	const char *name = attach_name(a, file->name, &found);
	const void *bytes = masked_bytes(a, file, &n, &found);
	struct attachment kept = {name, bytes, n};
	if (found)
		pairs_add_int(a, &p, "masked", found);
	digest_of(digest, NULL, 0, bytes, n);
	digest_hex(hex, digest, DIGEST_LEN);
	pairs_add(a, &p, "name", name);
	pairs_add(a, &p, "type", type_of(&kept));
	pairs_add_int(a, &p, "size", (int64_t)n);
	pairs_add(a, &p, "digest", hex);
	pairs_print(&text, &p);
	event_add_text(a, e, part, text.p);
	files_add(s->desk, digest, bytes, n);
	return found;
}

int attach_add(const struct session *s, struct arena *a, struct event *e,
               const struct attachment *v, size_t n)
{
	int found = 0;

	for (size_t i = 0; i < n; i++)
		found += add_one(s, a, e, &v[i], PART_FILE + (int)i);
	return found;
}

bool attach_read(struct arena *a, const struct event_text *t, struct attached *out)
{
	struct pairs p;

	if (!t->body || !pairs_parse(a, t->body, t->n, &p))
		return false;
	out->name = pairs_get(&p, "name");
	out->type = pairs_get(&p, "type");
	out->size = pairs_int(&p, "size", -1);
	const char *hex = pairs_get(&p, "digest");
	return out->name && out->type && out->size >= 0 && hex && digest_unhex(out->digest, DIGEST_LEN, hex);
}
