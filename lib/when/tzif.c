/* tzif: the bytes of a time zone file, RFC 9636, versions 1 to 4.
 *
 * Every count and index of the file is checked before it is used: the bytes
 * may come from a desk that somebody else wrote. */
#include "when/tzif.h"

#include <string.h>

struct counts { uint32_t isut, isstd, leap, time, type, chars; };

struct input {
	const unsigned char *p;
	size_t left;
};

static const unsigned char *take(struct input *in, size_t n)
{
	const unsigned char *p = in->p;

	if (n > in->left)
		return NULL;
	in->p += n;
	in->left -= n;
	return p;
}

static uint32_t be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t be64(const unsigned char *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

/* The header of a block: its version byte, or -1. */
static int take_header(struct input *in, struct counts *c)
{
	const unsigned char *p = take(in, 44);

	if (!p || memcmp(p, "TZif", 4) != 0)
		return -1;
	*c = (struct counts){
		.isut = be32(p + 20), .isstd = be32(p + 24), .leap = be32(p + 28),
		.time = be32(p + 32), .type = be32(p + 36), .chars = be32(p + 40),
	};
	return p[4];
}

static size_t block_size(const struct counts *c, size_t time_size)
{
	return c->time * (time_size + 1) + (size_t)c->type * 6 + c->chars +
	       c->leap * (time_size + 4) + c->isstd + c->isut;
}

static const char *read_times(struct arena *a, struct tzif *t, const unsigned char *p, size_t size)
{
	int64_t *at = arena_array(a, int64_t, t->n);

	for (size_t i = 0; i < t->n; i++) {
		at[i] = size == 8 ? be64(p + i * 8) : (int32_t)be32(p + i * 4);
		if (at[i] < -(INT64_C(1) << 60) || at[i] > INT64_C(1) << 60)
			return "a change out of all time";
		if (i > 0 && at[i] <= at[i - 1])
			return "changes out of order";
	}
	t->at = at;
	return NULL;
}

static const char *read_types(struct arena *a, struct tzif *t, const struct counts *c,
                              const unsigned char *p, const char *names)
{
	struct local_type *types = arena_array(a, struct local_type, c->type);

	for (size_t i = 0; i < c->type; i++, p += 6) {
		types[i].offset = (int32_t)be32(p);
		if (types[i].offset < -TZIF_OFFSET_MAX || types[i].offset > TZIF_OFFSET_MAX)
			return "an offset of more than 26 hours";
		if (p[5] >= c->chars || !memchr(names + p[5], '\0', c->chars - p[5]))
			return "a name outside the table of names";
		types[i].abbrev = names + p[5];
	}
	for (size_t i = 0; i < t->n; i++) {
		if (t->type[i] >= c->type)
			return "a change to an unknown type";
	}
	t->types = types;
	return NULL;
}

/* One data block. NULL, or what is wrong with it. */
static const char *read_block(struct arena *a, struct tzif *t, const struct counts *c,
                              struct input *in, size_t time_size)
{
	const unsigned char *times, *rest;
	const char *wrong;

	if (c->type == 0 || c->type > 256 || c->chars == 0)
		return "no local time types";
	if (c->leap != 0)
		return "it counts leap seconds; take the zone without \"right/\"";
	times = take(in, c->time * time_size);
	rest = take(in, block_size(c, time_size) - c->time * time_size);
	if (!times || !rest)
		return "cut short";
	t->n = c->time;
	t->type = rest;
	wrong = read_times(a, t, times, time_size);
	if (wrong)
		return wrong;
	rest += c->time;
	return read_types(a, t, c, rest, (const char *)rest + (size_t)c->type * 6);
}

/* "\nRULE\n"; an empty rule says nothing about the time after the table. */
static const char *read_footer(struct arena *a, struct tzif *t, struct input *in)
{
	const unsigned char *start = take(in, 1), *end;
	const char *text;

	if (!start || *start != '\n')
		return "no footer";
	end = memchr(in->p, '\n', in->left);
	if (!end)
		return "its footer is cut short";
	text = arena_dup(a, in->p, (size_t)(end - in->p));
	if (!*text)
		return NULL;
	t->has_rule = tzrule_parse(a, text, &t->rule);
	return t->has_rule ? NULL : "its footer is no rule";
}

const char *tzif_read(struct arena *a, const void *p, size_t n, struct tzif *t)
{
	struct input in = {p, n};
	struct counts c;
	const char *wrong;
	int version = take_header(&in, &c);

	*t = (struct tzif){0};
	if (version < 0)
		return "it is not TZif";
	if (version == 0)
		return read_block(a, t, &c, &in, 4);
	/* From version 2 on the first block is for old readers only. */
	if (!take(&in, block_size(&c, 4)) || take_header(&in, &c) < 0)
		return "cut short";
	wrong = read_block(a, t, &c, &in, 8);
	return wrong ? wrong : read_footer(a, t, &in);
}
