/* pack: writing and opening packed policies. */
#include "policy/pack.h"

#include <string.h>

#include "base/vec.h"
#include "policy/tree.h"

enum { FORMAT = 1, MAX_DEPTH = 40 };
enum entry_kind { ENTRY_SECTION = 's', ENTRY_ZONE = 'z' };

/* --- writing --- */

static void put_number(struct str *out, size_t v)
{
	for (; v > 0x7f; v >>= 7)
		str_addc(out, (char)((v & 0x7f) | 0x80));
	str_addc(out, (char)v);
}

static void put_text(struct str *out, const char *text)
{
	put_number(out, strlen(text));
	str_addn(out, text, strlen(text) + 1);
}

static void put_node(struct str *out, const struct node *node)
{
	str_addc(out, (char)node->type);
	if (node->type == NODE_SCALAR) {
		put_text(out, node->text);
		return;
	}
	put_number(out, node->n);
	for (size_t i = 0; i < node->n; i++) {
		if (node->type == NODE_MAP)
			put_text(out, node->keys[i]->text);
		put_node(out, node->items[i]);
	}
}

static void put_entry(struct str *out, enum entry_kind kind, const char *name, const void *p, size_t n)
{
	str_addc(out, (char)kind);
	put_text(out, name);
	put_number(out, n);
	str_addn(out, p, n);
}

static void put_zone(struct policy *p, struct str *out, const char *name)
{
	size_t n = 0;
	const struct zone *z = policy_zone(p, name);
	const void *table = z ? zone_bytes(z, &n) : NULL;
	if (table && n > 0)
		put_entry(out, ENTRY_ZONE, name, table, n);
}

void policy_pack(struct policy *p, struct str *out)
{
	struct str body = str_new(out->a);
	str_addc(out, FORMAT);
	for (size_t i = 0; i < p->nsections; i++) {
		str_cut(&body, 0);
		put_node(&body, tree_section(p, p->sections[i].name));
		put_entry(out, ENTRY_SECTION, p->sections[i].name, body.p, body.n);
	}
	for (size_t i = 0; i < p->nzones; i++)
		put_zone(p, out, p->zones[i].name);
}

/* --- reading --- */

struct bytes { const unsigned char *p, *end; };

static bool get_byte(struct bytes *b, unsigned char *v)
{
	if (b->p == b->end)
		return false;
	*v = *b->p++;
	return true;
}

/* No number in a pack exceeds what is left of it, so 28 bits are enough. */
static bool get_number(struct bytes *b, size_t *v)
{
	unsigned char c;
	*v = 0;
	for (int shift = 0; shift < 28; shift += 7) {
		if (!get_byte(b, &c))
			return false;
		*v |= (size_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			return true;
	}
	return false;
}

static bool get_text(struct bytes *b, const char **text)
{
	size_t n;
	if (!get_number(b, &n) || n >= (size_t)(b->end - b->p) || b->p[n] != '\0' ||
	    memchr(b->p, '\0', n))
		return false;
	*text = (const char *)b->p;
	b->p += n + 1;
	return true;
}

/* Steps over one node; false where it is not whole. */
static bool skip_node(struct bytes *b, int depth)
{
	unsigned char type;
	const char *text;
	size_t n;
	if (depth > MAX_DEPTH || !get_byte(b, &type) || type > NODE_MAP)
		return false;
	if (type == NODE_SCALAR)
		return get_text(b, &text);
	if (!get_number(b, &n) || n > (size_t)(b->end - b->p))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((type == NODE_MAP && !get_text(b, &text)) || !skip_node(b, depth + 1))
			return false;
	return true;
}

static struct node *scalar(struct arena *a, const char *text)
{
	struct node *node = arena_new(a, struct node);
	node->text = text;
	return node;
}

/* The node at b, of which skip_node() has said that it is whole. */
static struct node *take_node(struct arena *a, struct bytes *b)
{
	struct node *node = arena_new(a, struct node), **keys = NULL, **items;
	const char *text = "";
	node->type = (enum node_type)*b->p++;
	if (node->type == NODE_SCALAR) {
		get_text(b, &node->text);
		return node;
	}
	get_number(b, &node->n);
	items = arena_array(a, struct node *, node->n);
	if (node->type == NODE_MAP)
		keys = arena_array(a, struct node *, node->n);
	for (size_t i = 0; i < node->n; i++) {
		if (keys) {
			get_text(b, &text);
			keys[i] = scalar(a, text);
		}
		items[i] = take_node(a, b);
	}
	node->items = items;
	node->keys = keys;
	return node;
}

const struct node *pack_node(struct arena *a, const unsigned char *p, size_t n)
{
	struct bytes b = {p, p + n};
	return take_node(a, &b);
}

/* --- opening --- */

struct entries {
	VEC(struct policy_section) sections;
	VEC(struct policy_zone_table) zones;
};

static bool take_section(struct arena *a, struct entries *e, const char *name, struct bytes body)
{
	struct bytes rest = body;
	if (!skip_node(&rest, 0) || rest.p != rest.end)
		return false;
	*vec_push(a, &e->sections) = (struct policy_section){
		.name = name, .p = body.p, .n = (size_t)(body.end - body.p)};
	return true;
}

static bool take_entry(struct arena *a, struct bytes *b, struct entries *e)
{
	unsigned char kind;
	const char *name;
	size_t n;
	struct bytes body;
	if (!get_byte(b, &kind) || !get_text(b, &name) || !get_number(b, &n) ||
	    n > (size_t)(b->end - b->p))
		return false;
	body = (struct bytes){b->p, b->p + n};
	b->p += n;
	if (kind == ENTRY_SECTION)
		return take_section(a, e, name, body);
	*vec_push(a, &e->zones) = (struct policy_zone_table){.name = name, .p = body.p, .n = n};
	return kind == ENTRY_ZONE;
}

struct policy *policy_unpack(struct arena *a, const void *bytes, size_t n, struct fault *f)
{
	struct bytes b = {bytes, (const unsigned char *)bytes + n};
	struct entries e = {0};
	struct policy *p;
	unsigned char format;
	if (!get_byte(&b, &format) || format != FORMAT) {
		fault_set(f, EX_CONFIG, "the packed policy has a form this program does not know");
		return NULL;
	}
	while (b.p != b.end) {
		if (!take_entry(a, &b, &e)) {
			fault_set(f, EX_CONFIG, "the packed policy is damaged");
			return NULL;
		}
	}
	p = arena_new(a, struct policy);
	p->a = a;
	p->sections = e.sections.v;
	p->nsections = e.sections.n;
	p->zones = e.zones.v;
	p->nzones = e.zones.n;
	return p;
}
