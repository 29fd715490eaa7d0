/* tzif: tables built here byte by byte, whole and broken. */
#include "test.h"

#include "lib/when/fixture.h"
#include "when/tzif.h"

struct bytes { unsigned char p[512]; size_t n; };

static void put(struct bytes *b, const void *p, size_t n)
{
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

static void put_be(struct bytes *b, int64_t v, int size)
{
	for (int i = size - 1; i >= 0; i--)
		b->p[b->n++] = (unsigned char)((uint64_t)v >> (8 * i));
}

/* A block of two types, CET and CEST, and two changes of 2026. */
static void put_block(struct bytes *b, char version, int time_size)
{
	static const char names[] = "CET\0CEST";

	put(b, "TZif", 4);
	b->p[b->n++] = (unsigned char)version;
	b->n += 15;
	for (int i = 0; i < 6; i++)
		put_be(b, (int[]){0, 0, 0, 2, 2, sizeof names}[i], 4);
	put_be(b, 1774746000, time_size);
	put_be(b, 1792890000, time_size);
	put(b, "\1\0", 2);
	put_be(b, 3600, 4);
	put(b, "\0\0", 2);
	put_be(b, 7200, 4);
	put(b, "\1\4", 2);
	put(b, names, sizeof names);
}

static struct bytes whole(const char *footer)
{
	struct bytes b = {.n = 0};

	put_block(&b, '2', 4);
	put_block(&b, '2', 8);
	put(&b, footer, strlen(footer));
	return b;
}

enum { HEADER = 44, BLOCK_4 = HEADER + 2 * 5 + 2 * 6 + 9, SECOND = BLOCK_4 };

TEST(reads_version_1)
{
	struct arena a = {0};
	struct bytes b = {.n = 0};
	struct tzif t;

	put_block(&b, '\0', 4);
	CHECK_INT(b.n, BLOCK_4);
	CHECK_STR(tzif_read(&a, b.p, b.n, &t), NULL);
	CHECK_INT(t.n, 2);
	CHECK_INT(t.at[1], 1792890000);
	CHECK_INT(t.types[t.type[0]].offset, 7200);
	CHECK_STR(t.types[1].abbrev, "CEST");
	CHECK(!t.has_rule);
	arena_free(&a);
}

TEST(reads_version_2_and_its_footer)
{
	struct arena a = {0};
	struct bytes b = whole("\nCET-1CEST,M3.5.0,M10.5.0/3\n"), bare = whole("\n\n");
	struct tzif t;

	CHECK_STR(tzif_read(&a, b.p, b.n, &t), NULL);
	CHECK_INT(t.n, 2);
	CHECK_INT(t.at[0], 1774746000);
	CHECK(t.has_rule);
	CHECK_INT(t.rule.dst.offset, 7200);
	/* Versions 3 and 4 changed what may stand in a file, not where. */
	b.p[4] = b.p[SECOND + 4] = '4';
	CHECK_STR(tzif_read(&a, b.p, b.n, &t), NULL);
	CHECK_STR(tzif_read(&a, bare.p, bare.n, &t), NULL);
	CHECK(!t.has_rule);
	arena_free(&a);
}

TEST(says_what_is_wrong)
{
	/* Offsets are into the second block. */
	static const struct { size_t at; unsigned char byte; const char *wrong; } rows[] = {
		{0, 't', "cut short"},
		{31, 1, "it counts leap seconds; take the zone without \"right/\""},
		{39, 0, "no local time types"},
		{38, 9, "no local time types"},
		{43, 0, "no local time types"},
		{43, 5, "a name outside the table of names"},
		{35, 99, "cut short"},
		{32, 255, "cut short"},
		{HEADER, 0x40, "a change out of all time"},
		{HEADER + 8 + 4, 0x10, "changes out of order"},
		{HEADER + 16, 2, "a change to an unknown type"},
		{HEADER + 18, 1, "an offset of more than 26 hours"},
		{HEADER + 18 + 5, 9, "a name outside the table of names"},
		{HEADER + 18 + 12 + 8, 'X', "a name outside the table of names"},
		{HEADER + 18 + 12 + 9, 'X', "no footer"},
		{HEADER + 18 + 12 + 10, '9', "its footer is no rule"},
	};
	struct arena a = {0};
	struct tzif t;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes b = whole("\nCET-1CEST,M3.5.0,M10.5.0/3\n");

		b.p[SECOND + rows[i].at] = rows[i].byte;
		CHECK_STR(tzif_read(&a, b.p, b.n, &t), rows[i].wrong);
	}
	CHECK_STR(tzif_read(&a, "TZif", 4, &t), "it is not TZif");
	CHECK_STR(tzif_read(&a, "", 0, &t), "it is not TZif");
	arena_free(&a);
}

/* Exactly as many bytes as are left: the sanitizers see any step beyond. */
static bool reads(struct arena *a, const struct bytes *b, size_t n)
{
	char *copy = arena_dup(a, b->p, n);
	struct tzif t;

	return tzif_read(a, copy, n, &t) == NULL;
}

TEST(refuses_each_prefix)
{
	struct arena a = {0};
	struct bytes b = whole("\nCET-1CEST,M3.5.0,M10.5.0/3\n");

	CHECK(reads(&a, &b, b.n));
	for (size_t n = 0; n < b.n; n++) {
		if (reads(&a, &b, n))
			CHECK_INT(n, -1);
	}
	arena_free(&a);
}

static void check_sound(const struct tzif *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct local_type *type = &t->types[t->type[i]];

		CHECK(i == 0 || t->at[i] > t->at[i - 1]);
		CHECK(type->offset >= -TZIF_OFFSET_MAX && type->offset <= TZIF_OFFSET_MAX);
		CHECK(strlen(type->abbrev) < 9);
	}
}

/* Broken at random: whatever is accepted must be sound. */
TEST(survives_noise)
{
	struct bytes good = whole("\nCET-1CEST,M3.5.0,M10.5.0/3\n");
	uint32_t seed = 20261121;
	int accepted = 0;

	for (int round = 0; round < 20000; round++) {
		struct arena a = {0};
		struct bytes b = good;
		struct tzif t;

		for (int i = 0; i < 2; i++) {
			seed = seed * 1664525 + 1013904223;
			b.p[(seed >> 8) % b.n] = (unsigned char)(seed >> 24);
		}
		if (!tzif_read(&a, b.p, b.n, &t)) {
			accepted++;
			check_sound(&t);
		}
		arena_free(&a);
	}
	CHECK(accepted > 100 && accepted < 19900);
}

TEST_MAIN(T(reads_version_1), T(reads_version_2_and_its_footer), T(says_what_is_wrong),
          T(refuses_each_prefix), T(survives_noise))
