/* past_json: a line of JSON as a line of history (tk-import(5)). */
#ifndef APP_PAST_JSON_H
#define APP_PAST_JSON_H

#include "app/app.h"
#include "service/past.h"

/* n bytes, line number line of the input called name. source is that of lines
 * that say none. All belongs to row. EX_DATAERR with the place. */
int past_json(struct arena *row, const char *p, size_t n, const char *name, long line,
              const char *source, struct past *out, struct fault *f);

#endif
