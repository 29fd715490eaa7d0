/* openapi: the description of an API as articles of its reference.
 *
 * OpenAPI 3 and Swagger 2, in YAML or JSON. One article a tag: a list of its
 * operations, then a heading each ("POST /payments/{id}/refunds", so its anchor
 * is #post-payments-id-refunds) with what it does, who may call it, parameters,
 * fields of what is sent and answered, and what each status means. Summaries are the
 * article's questions. Schemas are followed some levels deep, local references
 * ("#/...") everywhere; one that leads nowhere or elsewhere is an error. */
#ifndef IN_OPENAPI_H
#define IN_OPENAPI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "in/article.h"

struct openapi { struct article_in *v; size_t n, cap; };

/* Does this look like one (a key "openapi" or "swagger" at its top)? */
bool openapi_is(const char *p, size_t n);

/* name ("payments.es.yaml") gives the keys ("payments-refunds"; of what has no
 * tag "payments") and the language, which also is that of our own words where it
 * is "es", else English. Titles, kind api, state draft, bodies, questions and
 * key_line are set, x->line to where a tag's first operation stands. EX_DATAERR with
 * the place where it is known. */
int openapi_parse(struct arena *a, const char *name, const char *p, size_t n,
                  struct openapi *out, struct fault *f);

#endif
