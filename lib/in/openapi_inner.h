/* openapi_inner: what openapi*.c share. */
#ifndef IN_OPENAPI_INNER_H
#define IN_OPENAPI_INNER_H

#include "base/str.h"
#include "in/node.h"
#include "in/openapi.h"

enum openapi_word {
	OPENAPI_PARAMETERS, OPENAPI_SENT, OPENAPI_ANSWERED, OPENAPI_STATUS, OPENAPI_ERRORS,
	OPENAPI_NAME, OPENAPI_FIELD, OPENAPI_IN, OPENAPI_TYPE, OPENAPI_MEANS, OPENAPI_REQUIRED, OPENAPI_ONE_OF,
	OPENAPI_DEFAULT, OPENAPI_SUCH_AS, OPENAPI_AT_MOST, OPENAPI_FROM, OPENAPI_TO, OPENAPI_CHARACTERS,
	OPENAPI_LIST_OF, OPENAPI_OR, OPENAPI_DEPRECATED, OPENAPI_ACCESS, OPENAPI_ADDRESS, OPENAPI_MORE, OPENAPI_VERSION,
	OPENAPI_NOTHING_NEEDED,
};

struct api {
	struct arena *a;
	const char *name;
	const struct node *root;
	bool two;                    /* Swagger 2 */
	bool spanish;
	size_t bytes;                /* of all bodies so far */
	struct fault *f;             /* the first fault; code 0: none */
};

const char *api_word(const struct api *api, enum openapi_word word);

/* Notes a fault at a node; the first one stays. */
void api_fault(struct api *api, const struct node *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The node, or what its "$ref" leads to; NULL after a fault, and of NULL. */
const struct node *api_follow(struct api *api, const struct node *node);
/* node_get() and api_follow(). */
const struct node *api_get(struct api *api, const struct node *map, const char *key);
bool api_true(const struct node *map, const char *key);

/* A name as it is, in one line: nothing in it is Markdown. */
void api_name(struct api *api, struct str *out, const char *text);
/* Markdown of theirs in one line, as a cell of a table may hold it. */
void api_cell(struct api *api, struct str *out, const char *text);
/* Markdown of theirs: its headings become bold lines, so that ours stay the only
 * anchors. */
void api_prose(struct api *api, struct str *out, const char *text);

/* "text (date)", "list of object". */
const char *api_type(struct api *api, const struct node *schema);
/* What may stand in it: description, choices, limits; appended. */
void api_meaning(struct api *api, struct str *out, const struct node *schema, bool required, const char *description);
/* A table of the fields of a schema below a line in bold; nothing where it has none. */
void api_fields(struct api *api, struct str *out, const char *title, const struct node *schema);

/* One operation as Markdown. */
struct api_operation {
	const char *method, *path;
	const char *id;              /* its anchor */
	const struct node *node, *item;
	const char *summary;         /* NULL: none */
};
void api_print(struct api *api, struct str *out, const struct api_operation *op);

#endif
