/* digest: BLAKE2b-256, randomness and signatures through libsodium.
 *
 * sodium_init() is never called: it costs more than most programs' whole run,
 * and hashing and signing do not need it. Randomness is the kernel's. */
#include "base/digest.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/err.h"

_Static_assert(sizeof(struct digest_state) >= sizeof(crypto_generichash_state),
               "struct digest_state is too small for libsodium's");
_Static_assert(_Alignof(struct digest_state) >= _Alignof(crypto_generichash_state),
               "struct digest_state is not aligned for libsodium's");
_Static_assert(crypto_sign_SEEDBYTES == 32 && crypto_sign_PUBLICKEYBYTES == 32 &&
               crypto_sign_BYTES == 64, "Ed25519 has other sizes than the header says");

static crypto_generichash_state *inner(struct digest_state *s)
{
	return (void *)s->opaque;
}

/* libsodium chooses the fastest code for this processor when asked to, which
 * costs more than the few digests of a short program. */
static void choose_code(void)
{
	enum { MANY = 256 };
	static int digests;

	if (digests < MANY && ++digests == MANY && sodium_init() < 0)
		die(EX_OSERR, "libsodium cannot be started");
}

void digest_init(struct digest_state *s, const void *key, size_t nkey)
{
	choose_code();
	if (crypto_generichash_init(inner(s), key, nkey, DIGEST_LEN) != 0)
		bug("a digest key of %zu bytes", nkey);
}

void digest_add(struct digest_state *s, const void *p, size_t n)
{
	if (n > 0)
		crypto_generichash_update(inner(s), p, n);
}

void digest_add_i64(struct digest_state *s, int64_t v)
{
	unsigned char b[8];
	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)((uint64_t)v >> (56 - 8 * i));
	digest_add(s, b, sizeof b);
}

void digest_add_text(struct digest_state *s, const void *p, size_t n)
{
	digest_add_i64(s, p ? (int64_t)n : -1);
	if (p)
		digest_add(s, p, n);
}

void digest_end(struct digest_state *s, unsigned char out[DIGEST_LEN])
{
	crypto_generichash_final(inner(s), out, DIGEST_LEN);
}

void digest_of(unsigned char out[DIGEST_LEN], const void *key, size_t nkey,
               const void *p, size_t n)
{
	struct digest_state s;
	digest_init(&s, key, nkey);
	digest_add(&s, p, n);
	digest_end(&s, out);
}

static void from_kernel(unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0) {
			if (errno == EINTR)
				continue;
			die(EX_OSERR, "no random bytes: %s", strerror(errno));
		}
		p += got;
		n -= (size_t)got;
	}
}

/* Asking the kernel costs more than hashing, so a program that asks often gets
 * its bytes by the block. Each is given once; a child of fork() does not share
 * its parent's. */
void digest_random(void *out, size_t n)
{
	enum { FIRST = 64, BLOCK = 4096 };
	static struct { unsigned char bytes[BLOCK]; size_t n, used; pid_t owner; } pool;
	bool mine = pool.owner == getpid();

	if (n > FIRST) {
		from_kernel(out, n);
		return;
	}
	if (!mine || pool.n - pool.used < n) {
		pool.n = mine ? BLOCK : FIRST;
		pool.used = 0;
		pool.owner = getpid();
		from_kernel(pool.bytes, pool.n);
	}
	memcpy(out, pool.bytes + pool.used, n);
	sodium_memzero(pool.bytes + pool.used, n);
	pool.used += n;
}

void digest_hex(char *out, const void *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *b = p;
	for (size_t i = 0; i < n; i++) {
		*out++ = digits[b[i] >> 4];
		*out++ = digits[b[i] & 15];
	}
	*out = '\0';
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool digest_unhex(void *out, size_t n, const char *hex)
{
	unsigned char *b = out;
	for (size_t i = 0; i < n; i++) {
		int high = hex_value(hex[2 * i]);
		int low = high < 0 ? -1 : hex_value(hex[2 * i + 1]);
		if (low < 0)
			return false;
		b[i] = (unsigned char)(high << 4 | low);
	}
	return hex[2 * n] == '\0';
}

char *digest_base64(struct arena *a, const void *p, size_t n)
{
	size_t len = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);

	return sodium_bin2base64(arena_alloc(a, len), len, p, n, sodium_base64_VARIANT_ORIGINAL);
}

void *digest_unbase64(struct arena *a, const char *text, size_t *n)
{
	static const int variants[] = {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING};
	size_t len = strlen(text), room = len / 4 * 3 + 3;
	unsigned char *out = arena_alloc(a, room + 1);

	for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
		if (sodium_base642bin(out, room, text, len, " \t\r\n", n, NULL, variants[i]) == 0) {
			out[*n] = '\0';
			return out;
		}
	return NULL;
}

bool digest_same(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void digest_keypair(const unsigned char seed[32], unsigned char public[32])
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	crypto_sign_seed_keypair(public, secret, seed);
	sodium_memzero(secret, sizeof secret);
}

void digest_sign(unsigned char sig[64], const unsigned char seed[32],
                 const void *p, size_t n)
{
	unsigned char public[32], secret[crypto_sign_SECRETKEYBYTES];
	crypto_sign_seed_keypair(public, secret, seed);
	crypto_sign_detached(sig, NULL, p, n, secret);
	sodium_memzero(secret, sizeof secret);
}

bool digest_signed(const unsigned char sig[64], const unsigned char public[32],
                   const void *p, size_t n)
{
	return crypto_sign_verify_detached(sig, p, n, public) == 0;
}
