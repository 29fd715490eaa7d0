/* vec: the part of a growing array that needs no type. */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#include "base/err.h"

enum { FIRST_CAP = 8 };

void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	if (n >= *cap) {
		size_t more = *cap ? *cap * 2 : FIRST_CAP;
		if (more > SIZE_MAX / 2 / size)
			die(EX_OSERR, "out of memory");
		v = arena_grow(a, v, *cap * size, more * size);
		*cap = more;
	}
	/* The place may have been used before: n is the caller's to lower. */
	memset((char *)v + n * size, 0, size);
	return v;
}
