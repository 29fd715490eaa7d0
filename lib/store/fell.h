/* fell: promises by the instant at which they fell due, as reports count them. */
#ifndef STORE_FELL_H
#define STORE_FELL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/clocks.h"
#include "store/desk.h"

struct fell_row {
	int64_t ticket;
	const char *name;              /* until the next row */
	enum clock_kind kind;
	enum clock_state state;
	int64_t at;                    /* due, or the end where it has no due instant */
	int64_t over_s;
	bool open;
};

/* Ended cycles that fell due in [from, to); open ones that fall due there. In
 * no order. */
struct fell;
struct fell *fell_ended(struct desk *d, struct arena *a, int64_t from, int64_t to);
struct fell *fell_open(struct desk *d, struct arena *a, int64_t from, int64_t to);
/* Both, of one ticket. */
struct fell *fell_of(struct desk *d, struct arena *a, int64_t ticket, int64_t from, int64_t to);
bool fell_next(struct fell *s, struct fell_row *row);
void fell_end(struct fell *s);

#endif
