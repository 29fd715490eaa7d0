/* repeats: did a customer come again with another case of the same category? */
#ifndef SERVICE_REPEATS_H
#define SERVICE_REPEATS_H

#include "service/cases.h"

struct repeats;

/* Of the period of q and the window after it; 24 bytes a case of a customer. */
struct repeats *repeats_open(const struct session *s, struct arena *a, const struct cases_query *q, int64_t window_s);
/* Was another case of t's customer and category opened after `after`, up to
 * `until`? No for a case without a customer. */
bool repeats_any(const struct repeats *r, const struct ticket *t, int64_t after, int64_t until);

#endif
