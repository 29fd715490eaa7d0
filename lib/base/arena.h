/* arena: memory that is given back all at once.
 *
 * One arena for the process, one per row or message. A zeroed struct arena is
 * ready. What comes from an arena lives until arena_reset() or arena_free();
 * nothing is freed alone. Built with -DTK_SANITIZE each allocation is a
 * malloc of its own, so that the sanitizers see every overrun. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;
struct arena { struct arena_block *head; };

/* n zeroed bytes aligned for any type; n 0 gives a valid pointer. Never NULL:
 * dies with EX_OSERR when memory is out. */
void *arena_alloc(struct arena *a, size_t n);

/* p (old bytes, or NULL) grown to n bytes: the first old bytes kept, the rest
 * zeroed. May move; extends in place when p is the newest allocation. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t n);

/* A copy of n bytes with a NUL behind them. */
char *arena_dup(struct arena *a, const void *p, size_t n);
/* A copy of a string; NULL gives NULL. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Empties the arena; keeps one block for the next round. */
void arena_reset(struct arena *a);
/* Empties it and gives all memory back. */
void arena_free(struct arena *a);

/* An array of type T from the arena: arena_array(a, T, n). */
#define arena_array(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (n)))
#define arena_new(a, T) ((T *)arena_alloc((a), sizeof(T)))

#endif
