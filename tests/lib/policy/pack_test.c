/* pack: what is packed opens the same; what is damaged is refused or harmless. */
#include "test.h"

#include "lib/policy/fixture.h"
#include "when/zone.h"

static const char *const files[] = {
	"tests/data/policies/good/minimal.yaml", "tests/data/policies/good/full.yaml",
	"share/policies/default.yaml", "share/policies/four-level-desk.yaml"};

static const char *visited(struct arena *a, struct policy *p)
{
	struct str out = str_new(a);
	visit_policy(&out, p);
	return out.p;
}

TEST(opens_the_same)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct arena a = {0};
		struct policy *p = good_file(&a, files[i]);
		CHECK_STR(visited(&a, repacked(&a, p)), visited(&a, p));
		CHECK_STR(visited(&a, repacked(&a, repacked(&a, p))), visited(&a, p));
		arena_free(&a);
	}
}

TEST(keeps_the_zones)
{
	struct arena a = {0};
	struct policy *p = repacked(&a, full(&a));
	const struct zone *z = policy_zone(p, "Asia/Kolkata");
	CHECK(z && zone_offset(z, 0, NULL) == 19800);
	CHECK(policy_zone(p, "Europe/Madrid") != NULL);
	CHECK(policy_zone(p, "Europe/Paris") == NULL);
	CHECK(policy_zone(p, "UTC") == zone_utc());
	arena_free(&a);
}

TEST(refuses_other_bytes)
{
	static const struct { const char *bytes; size_t n; } rows[] = {
		{"", 0}, {"\2", 1}, {"version: 1", 10}, {"\1s", 2}, {"\1s\1a\0\1", 6}, {"\1x\1a\0\0", 6},
		{"\1s\1a\0\1\0", 7},             /* a scalar without its text */
		{"\1s\1a\0\2\2\377", 8},         /* a map with more keys than bytes */
		{"\1s\1a\0\4\0\1bX", 9},         /* a text without its end */
		{"\1s\1a\0\377\377\377\377\377\1", 11},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct fault f = {0};
		CHECK(policy_unpack(&a, rows[i].bytes, rows[i].n, &f) == NULL);
		CHECK_INT(f.code, EX_CONFIG);
		arena_free(&a);
	}
}

/* Every cut is refused, or leaves whole sections only; every changed byte is
 * refused or read as something. */
TEST(survives_damage)
{
	struct arena a = {0};
	struct str packed = str_new(&a);
	policy_pack(minimal_and(&a, "calendars: {c: {weekly: {mon: 09:00-10:00}}}\n"), &packed);
	for (size_t i = 0; i < packed.n; i++) {
		struct arena once = {0};
		struct fault f = {0};
		struct policy *p = policy_unpack(&once, arena_dup(&once, packed.p, i), i, &f);
		if (p)
			visited(&once, p);
		else
			CHECK(f.code == EX_CONFIG);
		for (int bit = 0; bit < 8; bit++) {
			char *bytes = arena_dup(&once, packed.p, packed.n);
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
			p = policy_unpack(&once, bytes, packed.n, &f);
			if (p)
				visited(&once, p);
		}
		arena_free(&once);
	}
	arena_free(&a);
}

TEST_MAIN(T(opens_the_same), T(keeps_the_zones), T(refuses_other_bytes), T(survives_damage))
