/* attach: names that cannot mislead, bytes kept once, types by what they are. */
#include "service/attach.h"

#include "lib/service/fixture.h"
#include "store/files.h"

static struct fixture x;
static struct fault f;

TEST(names)
{
	static const struct { const char *path, *name; } cases[] = {
		{"/home/ana/receipt.pdf", "receipt.pdf"}, {"a/b/../c.txt", "c.txt"}, {"..", "file"}, {"", "file"},
		{".bashrc", "bashrc"}, {"-rf", "rf"}, {"a\\b", "ab"}, {"a\nb\x1b[0m", "ab[0m"},
		{"exe.\xe2\x80\xae" "fdp", "exe.fdp"}, {"caf\xe9.txt", "caf\xc3\xa9.txt"}, {"\xc3\xa9t\xc3\xa9", "\xc3\xa9t\xc3\xa9"},
		{"a b", "a b"}, {"/", "file"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_STR(attach_name(&x.a, cases[i].path, NULL), cases[i].name);
	char *longest = arena_alloc(&x.a, 400);
	for (int i = 0; i < 200; i += 2)
		memcpy(longest + i, "\xc3\xa9", 2);
	CHECK_INT(strlen(attach_name(&x.a, longest, NULL)), 120);
	memset(longest, 'x', 104);     /* the limit lies inside the number */
	strcpy(longest + 104, "-4111\\111111111111.txt");
	int found = 0;
	CHECK_STR(attach_name(&x.a, longest, &found) + 104, "-411111******111");
	CHECK_INT(found, 1);
}

static struct attached added(const char *name, const void *bytes, size_t n, int *masked)
{
	struct attachment v = {name, bytes, n};
	struct event e = {0};
	struct attached got = {0};

	int found = attach_add(&x.s, &x.a, &e, &v, 1);
	if (masked)
		*masked = found;
	CHECK_INT(e.ntexts, 1);
	CHECK_INT(e.texts[0].part, PART_FILE);
	CHECK(attach_read(&x.a, &e.texts[0], &got));
	return got;
}

TEST(types_by_content)
{
	CHECK_STR(added("x.txt", "%PDF-1.4", 8, NULL).type, "application/pdf");
	CHECK_STR(added("x.png", "plain", 5, NULL).type, "text/plain");
	CHECK_STR(added("x.png", "\x89PNG\r\n\x1a\n", 8, NULL).type, "image/png");
	CHECK_STR(added("x.txt", "a\0b", 3, NULL).type, "application/octet-stream");
	CHECK_STR(added("x.txt", "\x81\xfe", 2, NULL).type, "application/octet-stream");
	CHECK_STR(added("empty", "", 0, NULL).type, "text/plain");
}

TEST(kept_by_digest_and_masked_first)
{
	int masked;
	size_t n;
	struct attached got = added("card 4111111111111111.txt", "pay 4111 1111 1111 1111", 23, &masked);

	CHECK_INT(masked, 2);
	CHECK_STR(got.name, "card 411111******1111.txt");
	const void *kept = files_load(x.s.desk, &x.a, got.digest, &n);
	CHECK_STR(kept, "pay 4111 11** **** 1111");
	CHECK_INT(got.size, (int64_t)n);
	struct attached same = added("other", "pay 4111 11** **** 1111", 23, &masked);
	CHECK_INT(masked, 0);
	CHECK(memcmp(same.digest, got.digest, DIGEST_LEN) == 0);
	struct attached binary = added("scan", "\x89PNG\r\n\0004111111111111111", 23, &masked);
	CHECK_INT(masked, 0);
	CHECK_INT(binary.size, 23);
}

/* Each holds one card number, whatever its bytes pretend to be. */
TEST(every_text_is_searched)
{
#define BYTES(s) s, sizeof s - 1
	static const struct { const char *bytes; size_t n; const char *kept; } cases[] = {
		{BYTES("caf\xe9;4111111111111111"), "caf\xc3\xa9;411111******1111"},
		{BYTES("4111\xa0" "1111\xa0" "1111\xa0" "1111"), "4111\xc2\xa0" "11**\xc2\xa0****\xc2\xa0" "1111"},
		{BYTES("GIF8 4111111111111111"), "GIF8 411111******1111"},
		{BYTES("PK\3\4 4111111111111111"), "PK\3\4 411111******1111"},
		{BYTES("%PDF- 4111111111111111"), "%PDF- 411111******1111"},
		{BYTES("\xff\xfe" "4\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0\xe9\0"),
		 "\xef\xbb\xbf" "411111******1111\xc3\xa9"},
		{BYTES("\xfe\xff" "\0004\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\0001\xd8\x3d\xde\0"),
		 "\xef\xbb\xbf" "411111******1111\xf0\x9f\x98\x80"},
	};
	size_t n;
	int masked;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct attached got = added("x", cases[i].bytes, cases[i].n, &masked);
		CHECK_INT(masked, 1);
		CHECK_STR(files_load(x.s.desk, &x.a, got.digest, &n), cases[i].kept);
	}
	/* Where nothing is masked the bytes stay what they were. */
	struct attached same = added("x", "caf\xe9", 4, &masked);
	CHECK_INT(masked, 0);
	CHECK_STR(files_load(x.s.desk, &x.a, same.digest, &n), "caf\xe9");
	CHECK(attach_binary(&(struct attachment){"x", "a\0b", 3}));
	CHECK(!attach_binary(&(struct attachment){"x", "\xff\xfe" "a\0", 4}));
}

TEST(limits)
{
	struct attachment v[ATTACH_MAX + 1] = {{"a", "x", 1}};
	struct attachment large = {"large", "", (size_t)policy_head(x.s.policy)->attachment_max + 1};

	CHECK_INT(attach_check(&x.s, v, 1, &f), 0);
	CHECK_INT(attach_check(&x.s, v, ATTACH_MAX, &f), 0);
	CHECK_INT(attach_check(&x.s, v, ATTACH_MAX + 1, &f), EX_DATAERR);
	CHECK_INT(attach_check(&x.s, &large, 1, &f), EX_DATAERR);
}

TEST(what_is_damaged_is_not_read)
{
	static const char *const bad[] = {
		"", "name=a", "name=a\ttype=b\tsize=x\tdigest=00", "name=a\ttype=b\tsize=1\tdigest=zz",
		"name=a\ttype=b\tsize=-1\tdigest=0000000000000000000000000000000000000000000000000000000000000000",
	};
	struct attached got;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct event_text t = {.body = bad[i], .n = strlen(bad[i])};
		CHECK(!attach_read(&x.a, &t, &got));
	}
	CHECK(!attach_read(&x.a, &(struct event_text){0}, &got));
}

static int all(struct desk *d, void *arg)
{
	static const struct test_case cases[] = {
		T(names), T(types_by_content), T(kept_by_digest_and_masked_first), T(every_text_is_searched), T(limits),
		T(what_is_damaged_is_not_read),
	};

	(void)d, (void)arg;
	return test_run(cases, sizeof cases / sizeof *cases);
}

int main(void)
{
	fixture_open(&x, "default.yaml", NULL);
	int bad = fixture_tx(&x, all);
	fixture_close(&x);
	return bad;
}
