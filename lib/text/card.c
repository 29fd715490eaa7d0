/* card: issuer ranges and the check digit. */
#include "text/card.h"

#include <stdint.h>
#include <string.h>

/* Prefixes of six digits, shorter ones filled up ("51" to "55" is 510000 to
 * 559999), and the lengths that range issues, as bits. Ranges may overlap:
 * any that fits will do. */
#define LEN(n) (1u << (n))
#define UPTO19(n) (LEN(20) - LEN(n))
static const struct issuer { uint32_t from, to; uint32_t lengths; } issuers[] = {
	{400000, 499999, LEN(13) | LEN(16) | LEN(19)},   /* Visa */
	{510000, 559999, LEN(16)},                       /* Mastercard */
	{222100, 272099, LEN(16)},
	{340000, 349999, LEN(15)},                       /* American Express */
	{370000, 379999, LEN(15)},
	{601100, 601199, UPTO19(16)},                    /* Discover */
	{644000, 659999, UPTO19(16)},                    /* and Elo, RuPay, Troy, Verve */
	{620000, 629999, UPTO19(16)},                    /* UnionPay */
	{810000, 819999, UPTO19(16)},
	{352800, 358999, UPTO19(16)},                    /* JCB */
	{300000, 305999, UPTO19(14)},                    /* Diners Club */
	{309500, 309599, UPTO19(14)},
	{360000, 369999, UPTO19(14)},
	{380000, 399999, UPTO19(14)},                    /* and old Hipercard */
	{500000, 509999, UPTO19(13)},                    /* Maestro and Elo */
	{560000, 589999, UPTO19(13)},                    /* Maestro, Naranja, Cabal */
	{630400, 630499, UPTO19(13)},
	{639000, 639099, UPTO19(13)},
	{670000, 679999, UPTO19(13)},
	{220000, 220499, UPTO19(16)},                    /* Mir */
	{600000, 609999, LEN(16)},                       /* RuPay, Hipercard, Cabal, ... */
	{606282, 606282, LEN(13) | LEN(16) | LEN(19)},   /* Hipercard */
	{636297, 636297, LEN(16)},                       /* Elo */
	{636368, 636368, LEN(16)},
	{637000, 639999, LEN(16)},                       /* InstaPayment, Hipercard */
	{979200, 979299, LEN(16)},                       /* Troy */
};

enum { HEAD = 6, TAIL = 4, STARS_MIN = CARD_MIN - HEAD - TAIL, GAP_BYTES = 12 };

/* Does an issuer have cards of n digits under this head? n 0: of any length. */
static bool issued(uint32_t head, size_t n)
{
	for (size_t i = 0; i < sizeof issuers / sizeof *issuers; i++)
		if (head >= issuers[i].from && head <= issuers[i].to &&
		    (n == 0 || (issuers[i].lengths & LEN(n))))
			return true;
	return false;
}

static bool luhn(const unsigned char *digit, size_t n)
{
	unsigned sum = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned d = digit[n - 1 - i];
		if (i % 2 == 1)
			d = d < 5 ? d * 2 : d * 2 - 9;
		sum += d;
	}
	return sum % 10 == 0;
}

bool card_number(const unsigned char *digit, size_t n)
{
	if (n < CARD_MIN || n > CARD_MAX)
		return false;
	uint32_t head = 0;
	for (size_t i = 0; i < HEAD; i++)
		head = head * 10 + digit[i];
	return issued(head, n) && luhn(digit, n);
}

static bool is_gap(char c)
{
	return (unsigned char)c >= 0x80 || (c != '\0' && strchr(" \t\r\n.-_", c));
}

const char *card_masked(const char *p, const char *end)
{
	uint32_t head = 0;
	int digits = 0, stars = 0, tail = 0;
	for (const char *last = p; p < end && p - last <= GAP_BYTES; p++) {
		bool digit = *p >= '0' && *p <= '9';
		if (!digit && *p != '*') {
			if (!is_gap(*p))
				return NULL;
			continue;
		}
		last = p;
		if (digit && stars == 0)
			head = head * 10 + (uint32_t)(*p - '0');
		digits += digit && stars == 0;
		stars += !digit;
		tail += digit && stars > 0;
		if (digits > HEAD || (stars > 0 && digits < HEAD) || (!digit && tail > 0))
			return NULL;
		if (tail == TAIL) {
			bool closed = p + 1 == end || p[1] < '0' || p[1] > '9';
			return closed && stars >= STARS_MIN && issued(head, 0) ? p + 1 : NULL;
		}
	}
	return NULL;
}
