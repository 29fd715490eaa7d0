/* value: the scalars of a policy that have a form of their own, from text.
 *
 * Shared by the checker (is it right?) and the typed sections (what is it?).
 * Each returns false, and leaves the result undefined, for a wrong form. */
#ifndef POLICY_VALUE_H
#define POLICY_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/policy.h"
#include "when/zone.h"

bool value_name(const char *text);        /* letters, digits, - and _; at most 64 bytes */
bool value_path(const char *text);        /* names joined by dots */
bool value_user(const char *text);        /* an OS user: also dots, a final $ */
bool value_lang(const char *text);        /* es, pt-BR */
bool value_mail(const char *text);        /* one @, no blanks */
bool value_prefix(const char *text);      /* 1 to 8 capital letters */
bool value_pattern(const char *text);     /* an extended regular expression */
bool value_size(const char *text, int64_t *bytes);       /* 100, 64KiB, 25MiB */
bool value_share(const char *text, int *share);          /* "80%": 8000; up to 100% */
bool value_moment(const char *text, struct policy_moment *m);
bool value_weekdays(const char *text, int *from, int *to);   /* 0 Monday; from <= to */
/* "2026-12-24", or "12-25" with *yearly true and the day in *month, *day. */
bool value_day(const char *text, bool *yearly, int64_t *day_no, int *month, int *day);
bool value_instant(const char *text, const struct zone *z, int64_t *at);
/* "first_response", "state waiting", "level 2", "deadline NAME". */
bool value_watch(const char *text, enum watch_kind *kind, const char **name);
/* "agent", "agent ana", "level 4", "next_level"; the name points into text. */
bool value_party(const char *text, struct policy_party *party);

#endif
