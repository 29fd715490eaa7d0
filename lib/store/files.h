/* files: attachments, once each, by the digest of what they hold. */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "store/desk.h"

/* Keeps the bytes where they are not kept yet. */
void files_add(struct desk *d, const unsigned char digest[DIGEST_LEN], const void *p, size_t n);
bool files_have(struct desk *d, const unsigned char digest[DIGEST_LEN]);
/* The bytes, NULL where they are gone. */
const void *files_load(struct desk *d, struct arena *a, const unsigned char digest[DIGEST_LEN], size_t *n);

/* Every file, for verify; what it gives lives until the next call. */
struct files;
struct files *files_all(struct desk *d, struct arena *a);
bool files_next(struct files *s, const void **digest, size_t *ndigest, int64_t *size,
                const void **body, size_t *n);
void files_end(struct files *s);

#endif
