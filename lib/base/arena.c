/* arena: blocks that grow, and a pointer that moves.
 *
 * Blocks come zeroed from calloc(); `dirty` remembers how far a block was ever
 * used, so that only memory used before a reset is zeroed again. The only
 * file that calls malloc and free. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

static void *zeroed(size_t head, size_t n)
{
	size_t total;
	void *p = NULL;
	if (!__builtin_add_overflow(head, n, &total))
		p = calloc(1, total);
	if (!p)
		die(EX_OSERR, "out of memory");
	return p;
}

#ifdef TK_SANITIZE

struct arena_block {
	struct arena_block *next;
	alignas(max_align_t) char data[];
};

void *arena_alloc(struct arena *a, size_t n)
{
	struct arena_block *b = zeroed(sizeof *b, n);
	b->next = a->head;
	a->head = b;
	return b->data;
}

void *arena_grow(struct arena *a, void *p, size_t old, size_t n)
{
	if (p && n <= old)
		return p;
	void *q = arena_alloc(a, n);
	if (p)
		memcpy(q, p, old);
	return q;
}

void arena_reset(struct arena *a)
{
	arena_free(a);
}

#else

enum { ALIGN = alignof(max_align_t), BLOCK_MIN = 4096, BLOCK_MAX = 1 << 20, GROWTH = 16 };

struct arena_block {
	struct arena_block *next;
	size_t size;   /* bytes of data */
	size_t used;   /* where the next allocation starts, aligned */
	size_t last;   /* where the newest one starts */
	size_t dirty;  /* data from here on is still zero */
	alignas(max_align_t) char data[];
};

/* The size of the block after b, its head included: whole pages. */
static size_t block_size(const struct arena_block *b)
{
	if (!b)
		return BLOCK_MIN;
	if (b->size >= BLOCK_MAX / GROWTH)
		return BLOCK_MAX;
	return (b->size + sizeof *b) * GROWTH;
}

static void add_block(struct arena *a, size_t n)
{
	size_t size = block_size(a->head) - sizeof(struct arena_block);
	if (size < n)
		size = n;
	struct arena_block *b = zeroed(sizeof *b, size);
	b->size = size;
	b->next = a->head;
	a->head = b;
}

/* Takes n bytes of b from `start` on, which must fit, and zeroes those that
 * were used in an earlier round, but not the first `keep`. */
static void *take(struct arena_block *b, size_t start, size_t keep, size_t n)
{
	size_t from = start + keep, end = start + n;
	if (from < b->dirty)
		memset(b->data + from, 0, (end < b->dirty ? end : b->dirty) - from);
	if (b->dirty < end)
		b->dirty = end;
	size_t next = (end + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	b->used = next < b->size ? next : b->size;
	b->last = start;
	return b->data + start;
}

void *arena_alloc(struct arena *a, size_t n)
{
	if (!a->head || a->head->size - a->head->used < n)
		add_block(a, n);
	return take(a->head, a->head->used, 0, n);
}

void *arena_grow(struct arena *a, void *p, size_t old, size_t n)
{
	if (p && n <= old)
		return p;
	struct arena_block *b = a->head;
	if (p && b && p == b->data + b->last && n <= b->size - b->last)
		return take(b, b->last, old, n);
	void *q = arena_alloc(a, n);
	if (p)
		memcpy(q, p, old);
	return q;
}

/* Keeps the newest block that is not one for a giant. */
void arena_reset(struct arena *a)
{
	struct arena_block *keep = NULL;
	for (struct arena_block *b = a->head, *next; b; b = next) {
		next = b->next;
		if (!keep && b->size < BLOCK_MAX)
			keep = b;
		else
			free(b);
	}
	a->head = keep;
	if (keep) {
		keep->next = NULL;
		keep->used = keep->last = 0;
	}
}

#endif

void arena_free(struct arena *a)
{
	for (struct arena_block *b = a->head, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
}

char *arena_dup(struct arena *a, const void *p, size_t n)
{
	if (n == SIZE_MAX)
		die(EX_OSERR, "out of memory");
	char *q = arena_alloc(a, n + 1);
	if (n > 0)
		memcpy(q, p, n);
	return q;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_dup(a, s, strlen(s)) : NULL;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	char small[256];
	int n = vsnprintf(small, sizeof small, fmt, ap);
	if (n < 0)
		bug("cannot format \"%s\"", fmt);
	char *p;
	if ((size_t)n < sizeof small) {
		p = arena_dup(a, small, (size_t)n);
	} else {
		p = arena_alloc(a, (size_t)n + 1);
		vsnprintf(p, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}
