/* usage: what was done with the knowledge base: its events, read alone. */
#ifndef STORE_USAGE_H
#define STORE_USAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "store/desk.h"

/* Events of kind kb with at in [from, to), by instant, their facts without texts. */
struct usages;
struct usages *usages_between(struct desk *d, struct arena *a, int64_t from, int64_t to);
/* The same of one ticket. */
struct usages *usages_of(struct desk *d, struct arena *a, int64_t ticket);
/* The next, its memory from row. Damaged ones are left out: verify tells of them. */
bool usages_next(struct usages *s, struct arena *row, struct event *e);
void usages_end(struct usages *s);

/* The newest event whose key is prefix with a number of fixed width behind it;
 * 0: none. prefix ends in "/". */
int64_t usages_last_keyed(struct desk *d, const char *prefix);

/* The first ticket that a customer opened after an instant and up to another:
 * when, AT_NONE: none. Spam and merged ones do not count. */
int64_t usages_opened_after(struct desk *d, int64_t customer, int64_t after, int64_t until);

/* Closed tickets that were closed in [from, to), but spam and merged ones; and how
 * many of them have an article. */
void usages_closed(struct desk *d, int64_t from, int64_t to, int64_t *closed, int64_t *linked);

#endif
