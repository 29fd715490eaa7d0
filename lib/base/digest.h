/* digest: BLAKE2b-256 (RFC 7693), random bytes, and their text forms.
 *
 * The only file that names libsodium. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { DIGEST_LEN = 32, SALT_LEN = 16, DIGEST_HEX = 65 };

struct digest_state {
	_Alignas(64) unsigned char opaque[384];
};

/* key may be NULL (nkey 0), else 16..64 bytes: keyed BLAKE2b. */
void digest_init(struct digest_state *s, const void *key, size_t nkey);
void digest_add(struct digest_state *s, const void *p, size_t n);
/* An 8-byte big-endian integer: how numbers enter a hashed record. */
void digest_add_i64(struct digest_state *s, int64_t v);
/* An 8-byte length (-1 for NULL), then the bytes: no two records collide. */
void digest_add_text(struct digest_state *s, const void *p, size_t n);
void digest_end(struct digest_state *s, unsigned char out[DIGEST_LEN]);

/* All at once. */
void digest_of(unsigned char out[DIGEST_LEN], const void *key, size_t nkey,
               const void *p, size_t n);

/* n bytes from the kernel's generator; dies where there is none. */
void digest_random(void *out, size_t n);

/* Lower-case hexadecimal, NUL behind; out has 2n+1 bytes. */
void digest_hex(char *out, const void *p, size_t n);
/* Exactly n bytes from 2n hex digits; false leaves out undefined. */
bool digest_unhex(void *out, size_t n, const char *hex);
/* Base64 (RFC 4648), padded, as a text of the arena. */
char *digest_base64(struct arena *a, const void *p, size_t n);
/* The bytes of a base64 text, NUL behind; blanks and line breaks are skipped,
 * padding may be left out. NULL where it is none. */
void *digest_unbase64(struct arena *a, const char *text, size_t *n);
/* Constant-time comparison. */
bool digest_same(const void *a, const void *b, size_t n);

/* Ed25519 for signed seals. A secret key file holds 64 hex digits (the seed).
 * public gets 32 bytes, sig 64. */
void digest_keypair(const unsigned char seed[32], unsigned char public[32]);
void digest_sign(unsigned char sig[64], const unsigned char seed[32],
                 const void *p, size_t n);
bool digest_signed(const unsigned char sig[64], const unsigned char public[32],
                   const void *p, size_t n);

#endif
