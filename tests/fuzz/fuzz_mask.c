/* Masking: any bytes; it ends, a second round finds nothing, and no card
 * number that stands by itself is left. */
#include "fuzz.h"
#include "text/card.h"
#include "text/mask.h"

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* May a number begin or end beside this byte without being glued to it? */
static int is_apart(char c)
{
	return strchr(" \n,;:()\"", c) && c != '\0';
}

static void check_numbers(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char digit[CARD_MAX];
		size_t len = 0;
		if (!is_digit(text[i]) || (i > 0 && !is_apart(text[i - 1])))
			continue;
		for (; i < n && is_digit(text[i]); i++, len++)
			if (len < CARD_MAX)
				digit[len] = (unsigned char)(text[i] - '0');
		if (i == n || is_apart(text[i]))
			PROMISE(len > CARD_MAX || !card_number(digit, len));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	const char *text = (const char *)data;
	size_t len, again_len;
	int found = 0, again = 0;
	const char *got = mask_text(&a, text, size, &len, &found);
	PROMISE((found == 0) == (got == text));
	PROMISE(found > 0 || len == size);
	PROMISE(mask_text(&a, got, len, &again_len, &again) == got);
	PROMISE(again == 0 && again_len == len);
	check_numbers(got, len);
	arena_free(&a);
	return 0;
}
