/* promised: what the promise to resolve a ticket has counted. */
#include "service/promised.h"

#include "service/keep.h"
#include "store/clocks.h"

static int64_t folded(struct promised *p, int64_t ticket)
{
	struct clocks all;
	int64_t counted = -1;

	keep_clocks(p->s->desk, &p->row, ticket, p->as_of, &all);
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].kind == CLOCK_RESOLUTION)
			counted = all.v[i].counted_s;
	return counted;
}

int64_t promised_counted(struct promised *p, int64_t ticket)
{
	int64_t counted;

	if (p->as_of == AT_NONE)
		return clocks_counted(p->s->desk, ticket, CLOCK_RESOLUTION);
	counted = folded(p, ticket);
	arena_reset(&p->row);
	return counted;
}
