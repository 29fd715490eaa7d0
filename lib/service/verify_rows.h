/* verify_rows: every ticket folded anew and compared with its row. */
#ifndef SERVICE_VERIFY_ROWS_H
#define SERVICE_VERIFY_ROWS_H

#include <stdint.h>

#include "base/arena.h"
#include "service/session.h"

/* Calls say for each difference; returns how many tickets there were. */
int64_t verify_rows(const struct session *s, struct arena *a,
                    void (*say)(void *arg, const char *text), void *arg);

#endif
