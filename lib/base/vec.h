/* vec: growing arrays in an arena.
 *
 *     VEC(int64_t) refs = {0};
 *     *vec_push(arena, &refs) = 4711;
 *     for (size_t i = 0; i < refs.n; i++) use(refs.v[i]);
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(T) struct { T *v; size_t n, cap; }

/* A pointer to a new zeroed element at the end; valid until the next push. */
#define vec_push(a, vec) \
	((vec)->v = vec_room((a), (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v), \
	 &(vec)->v[(vec)->n++])

/* Makes room for one more element of size bytes beside n; the new place is
 * zeroed. Used by vec_push only. */
void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t size);

#endif
