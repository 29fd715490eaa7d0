/* digest: published vectors, framing, hexadecimal, signatures. */
#include "test.h"

#include "base/digest.h"

static const char *hex_of(const void *p, size_t n)
{
	static char out[2 * 64 + 1];
	digest_hex(out, p, n);
	return out;
}

/* BLAKE2b with 32 bytes of output, as `b2sum -l 256` prints it. */
TEST(known_digests)
{
	unsigned char d[DIGEST_LEN];
	digest_of(d, NULL, 0, "", 0);
	CHECK_STR(hex_of(d, sizeof d),
	          "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	digest_of(d, NULL, 0, "abc", 3);
	CHECK_STR(hex_of(d, sizeof d),
	          "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(pieces_are_as_the_whole)
{
	unsigned char whole[DIGEST_LEN], pieces[DIGEST_LEN];
	digest_of(whole, "0123456789abcdef", 16, "one two", 7);
	struct digest_state s;
	digest_init(&s, "0123456789abcdef", 16);
	digest_add(&s, "one", 3);
	digest_add(&s, NULL, 0);
	digest_add(&s, " two", 4);
	digest_end(&s, pieces);
	CHECK(digest_same(whole, pieces, DIGEST_LEN));
	digest_of(pieces, "0123456789abcdeX", 16, "one two", 7);
	CHECK(!digest_same(whole, pieces, DIGEST_LEN));
}

static void digest_texts(unsigned char out[DIGEST_LEN], const char *a, const char *b)
{
	struct digest_state s;
	digest_init(&s, NULL, 0);
	digest_add_text(&s, a, a ? strlen(a) : 0);
	digest_add_text(&s, b, b ? strlen(b) : 0);
	digest_end(&s, out);
}

TEST(records_do_not_collide)
{
	unsigned char x[DIGEST_LEN], y[DIGEST_LEN];
	digest_texts(x, "ab", "c");
	digest_texts(y, "a", "bc");
	CHECK(!digest_same(x, y, DIGEST_LEN));
	digest_texts(x, NULL, "");
	digest_texts(y, "", NULL);
	CHECK(!digest_same(x, y, DIGEST_LEN));
}

TEST(numbers_are_big_endian)
{
	unsigned char x[DIGEST_LEN], y[DIGEST_LEN];
	struct digest_state s;
	digest_init(&s, NULL, 0);
	digest_add_i64(&s, -2);
	digest_add_i64(&s, 0x0102030405060708);
	digest_end(&s, x);
	digest_of(y, NULL, 0, "\xff\xff\xff\xff\xff\xff\xff\xfe\1\2\3\4\5\6\7\10", 16);
	CHECK(digest_same(x, y, DIGEST_LEN));
}

TEST(reads_hex)
{
	unsigned char b[3];
	CHECK(digest_unhex(b, 3, "00ffA5"));
	CHECK_STR(hex_of(b, 3), "00ffa5");
	CHECK(!digest_unhex(b, 3, "00ffa"));
	CHECK(!digest_unhex(b, 3, "00ff"));
	CHECK(!digest_unhex(b, 3, ""));
	CHECK(!digest_unhex(b, 3, "00ffa500"));
	CHECK(!digest_unhex(b, 3, "00ffag"));
	CHECK(digest_unhex(b, 0, ""));
}

TEST(random_bytes_differ)
{
	unsigned char x[SALT_LEN] = {0}, y[SALT_LEN] = {0};
	digest_random(x, sizeof x);
	digest_random(y, sizeof y);
	CHECK(!digest_same(x, y, sizeof x));
}

/* RFC 8032, 7.1, test 2. */
TEST(signs)
{
	unsigned char seed[32], public[32], sig[64];
	CHECK(digest_unhex(seed, 32,
		"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
	digest_keypair(seed, public);
	CHECK_STR(hex_of(public, 32),
	          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
	digest_sign(sig, seed, "\x72", 1);
	CHECK_STR(hex_of(sig, 64),
	          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
	          "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
	CHECK(digest_signed(sig, public, "\x72", 1));
	CHECK(!digest_signed(sig, public, "\x73", 1));
	sig[5] ^= 1;
	CHECK(!digest_signed(sig, public, "\x72", 1));
}

static const char *unbase64(struct arena *a, const char *text)
{
	size_t n;
	return digest_unbase64(a, text, &n);
}

/* RFC 4648, section 10. */
TEST(base64)
{
	struct arena a = {0};
	static const struct { const char *bytes, *text; } v[] = {
		{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"},
	};
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		CHECK_STR(digest_base64(&a, v[i].bytes, strlen(v[i].bytes)), v[i].text);
		CHECK_STR(unbase64(&a, v[i].text), v[i].bytes);
	}
	CHECK_STR(unbase64(&a, "Zm9v\r\nYmFy\n"), "foobar");
	CHECK_STR(unbase64(&a, "Zm8"), "fo");
	CHECK(!unbase64(&a, "Zm8*"));
	CHECK(!unbase64(&a, "Z"));
	CHECK(!unbase64(&a, "Zm8=Zm8="));
	arena_free(&a);
}

TEST_MAIN(T(base64), T(known_digests), T(pieces_are_as_the_whole), T(records_do_not_collide),
          T(numbers_are_big_endian), T(reads_hex), T(random_bytes_differ), T(signs))
