/* ref: how people name tickets. */
#include "domain/ref.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"

char ref_check(int64_t id)
{
	static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
	return letters[(id % 23) * 15 % 23];
}

void ref_print(char out[48], const char *prefix, int64_t id)
{
	snprintf(out, 48, "%.16s-%" PRId64 "-%c", prefix, id, ref_check(id));
}

/* "4711-K" or "4711": what follows the prefix. */
static int parse_checked(const char *text, const char *rest, struct ref *r, struct fault *f)
{
	char digits[24];
	size_t n = strspn(rest, "0123456789");

	if (n == 0 || n >= sizeof digits || (rest[n] && (rest[n] != '-' || !rest[n + 1] || rest[n + 2])))
		return fault_set(f, EX_USAGE, "\"%s\" is no ticket reference", text);
	memcpy(digits, rest, n);
	digits[n] = '\0';
	if (!num_parse(digits, 1, INT64_MAX / 64, &r->id))
		return fault_set(f, EX_USAGE, "\"%s\" is no ticket reference", text);
	char want = ref_check(r->id);
	if (rest[n] && (rest[n + 1] & ~0x20) != want)
		return fault_set(f, EX_USAGE, "\"%s\": the check letter of %" PRId64
		                 " is %c, so a digit may be wrong", text, r->id, want);
	return 0;
}

/* A reference given out under an older prefix: whole, with its check letter. */
static bool parse_foreign(const char *text, struct ref *r)
{
	size_t n = 0;

	while ((text[n] & ~0x20) >= 'A' && (text[n] & ~0x20) <= 'Z')
		n++;
	if (n < 1 || n > 16 || text[n] != '-' || !strchr(text + n + 1, '-'))
		return false;
	if (parse_checked(text, text + n + 1, r, NULL) == 0)
		return true;
	*r = (struct ref){0};
	return false;
}

int ref_parse(const char *text, const char *prefix, struct ref *r, struct fault *f)
{
	size_t n = strlen(prefix);

	*r = (struct ref){0};
	if (strncmp(text, "key:", 4) == 0) {
		if (!text[4])
			return fault_set(f, EX_USAGE, "\"key:\" needs the external key behind it");
		r->key = text + 4;
		return 0;
	}
	if (num_parse(text, 1, INT64_MAX / 64, &r->id))
		return 0;
	if (strncasecmp(text, prefix, n) == 0 && text[n] == '-')
		return parse_checked(text, text + n + 1, r, f);
	if (parse_foreign(text, r))
		return 0;
	return fault_set(f, EX_USAGE, "\"%s\" is no ticket reference (4711, %s-4711-%c or key:NAME)",
	                 text, prefix, ref_check(4711));
}
