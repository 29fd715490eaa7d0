/* address: where people are reached, in the one form in which it is kept. */
#include "service/address.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "policy/value.h"
#include "text/mask.h"

enum { LONGEST = 254 };                /* bytes of a mail address (RFC 5321) */

bool address_is_mail(const char *text)
{
	return value_mail(text) && strlen(text) <= LONGEST;
}

/* "+34 600 11-22", "0034 600...", "(011) 4555-0000": the digits, a plus before
 * them where the country is said; NULL where it is no number (E.164 has at most
 * 15 digits, short ones of a carrier at least 3). */
static const char *number(struct arena *a, const char *text)
{
	struct str digits = str_new(a);
	bool plus = *text == '+';

	for (const char *p = text + plus; *p; p++) {
		if (isdigit((unsigned char)*p))
			str_addc(&digits, *p);
		else if (!strchr(" ()-./", *p))
			return NULL;
	}
	const char *d = digits.p;
	if (!plus && str_starts(d, "00")) {
		plus = true;
		d += 2;
	}
	if (strlen(d) < 3 || strlen(d) > 15)
		return NULL;
	return plus ? arena_printf(a, "+%s", d) : d;
}

bool address_is_number(const char *text)
{
	struct arena a = {0};
	bool yes = (*text == '+' || *text == '(' || isdigit((unsigned char)*text)) && number(&a, text);

	arena_free(&a);
	return yes;
}

/* What stands in angle brackets behind a name. */
static const char *without_name(struct arena *a, const char *text)
{
	const char *open = strrchr(text, '<');

	if (!open || !str_ends(text, ">"))
		return text;
	return arena_dup(a, open + 1, strlen(open) - 2);
}

static const char *lowered(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text);

	for (char *p = out; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return out;
}

/* A channel's own names stay as they are: "@acme_help". */
static int plain(const char *channel, const char *text, struct fault *f)
{
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return fault_set(f, EX_DATAERR, "%s: control characters in an address", channel);
	if (strlen(text) > LONGEST)
		return fault_set(f, EX_DATAERR, "%s: an address has at most %d bytes", channel, LONGEST);
	return 0;
}

int address_clean(struct arena *a, const char *channel, const char *text, const char **out, struct fault *f)
{
	const char *address = without_name(a, str_trim(a, text));
	bool mail = strcmp(channel, "mail") == 0, phone = strcmp(channel, "phone") == 0;
	int bad = 0;

	*out = address;
	if (!phone && address_is_mail(address))
		*out = lowered(a, address);
	else if (mail)
		return fault_set(f, EX_DATAERR, "\"%s\" is no mail address", text);
	else if (phone || *address == '+')
		*out = number(a, address);
	else
		bad = plain(channel, address, f);
	if (!*out)
		return fault_set(f, EX_DATAERR, "\"%s\" is no telephone number (a plus, the country, the number)", text);
	if (!bad)
		*out = mask_text(a, *out, strlen(*out), NULL, NULL);
	return bad;
}
