/* test.h: what every C test needs, and no more.
 *
 *     TEST(parses_minutes) { CHECK(span_parse("30m", &s)); CHECK_INT(s.n, 1800); }
 *     TEST_MAIN(parses_minutes, ...)
 *
 * A failed check prints its place and both values and goes on; the program's
 * last line is "N passed, N failed" (tests, not checks), its exit code 1 on
 * any failure. */
#ifndef TEST_H
#define TEST_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int test_bad;

#define TEST(name) static void test_##name(void)

#define CHECK(cond) do { if (!(cond)) { test_bad++; \
	printf("%s:%d: failed: %s\n", __FILE__, __LINE__, #cond); } } while (0)

#define CHECK_INT(got, want) do { long long g_ = (long long)(got), w_ = (long long)(want); \
	if (g_ != w_) { test_bad++; printf("%s:%d: %s is %lld, not %lld\n", \
	__FILE__, __LINE__, #got, g_, w_); } } while (0)

#define CHECK_STR(got, want) do { const char *g_ = (got), *w_ = (want); \
	if ((g_ == NULL) != (w_ == NULL) || (g_ && strcmp(g_, w_) != 0)) { test_bad++; \
	printf("%s:%d: %s is \"%s\", not \"%s\"\n", __FILE__, __LINE__, #got, \
	g_ ? g_ : "(null)", w_ ? w_ : "(null)"); } } while (0)

struct test_case { const char *name; void (*run)(void); };

static inline int test_run(const struct test_case *cases, size_t n)
{
	int passed = 0, failed = 0;
	for (size_t i = 0; i < n; i++) {
		int before = test_bad;
		cases[i].run();
		if (test_bad == before) {
			passed++;
		} else {
			failed++;
			printf("not ok: %s\n", cases[i].name);
		}
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0;
}

/* T(name) rows between braces: TEST_MAIN(T(a), T(b)) */
#define T(name) {#name, test_##name}
#define TEST_MAIN(...) int main(void) { \
	static const struct test_case cases[] = {__VA_ARGS__}; \
	return test_run(cases, sizeof cases / sizeof *cases); }

#endif
