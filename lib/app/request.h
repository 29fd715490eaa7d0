/* request: a ticket to open as named values: the field names of the import
 * format, which JSON lines and the columns of a CSV share. */
#ifndef APP_REQUEST_H
#define APP_REQUEST_H

#include "app/app.h"
#include "in/json.h"
#include "service/open.h"

/* subject body kind category complexity channel customer lang plan impact
 * urgency priority team agent level affected contact at key tags solved
 * solution person watchers cc; "fields" holds custom fields by their names. */
extern const char *const request_words[];

/* Is name one of them, or "fields.NAME"? EX_DATAERR with a hint. */
int request_known(struct arena *a, const char *name, struct fault *f);

/* Sets one value of q; an empty one says nothing. Times are read as a user
 * types them, in zone. A category may also go by an alias or its label. Texts
 * are kept by reference. EX_DATAERR. */
int request_set(struct app *app, struct arena *a, struct open_request *q, const char *name,
                const char *value, const struct zone *zone, struct fault *f);

/* All of a JSON object. null says nothing; a number is as good as a text. */
int request_json(struct app *app, struct arena *a, struct open_request *q,
                 const struct jval *object, struct fault *f);

#endif
