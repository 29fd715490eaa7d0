/* stem_case: the letters of the languages that have stems.
 *
 * Rules by block, after the code charts of Unicode; letters beyond them have no
 * case that a stemmer asks for. */
#include "text/stem_case.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static uint32_t latin_lower(uint32_t c)
{
	if (c >= 0xC0 && c <= 0xDE)
		return c == 0xD7 ? c : c + 0x20;
	if (c == 0x130)                                       /* I with a dot */
		return 'i';
	if (c == 0x178)                                       /* Y with diaeresis */
		return 0xFF;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
		return c + (c & 1);
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
	    (c >= 0x200 && c <= 0x21F) || (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF))
		return c | 1;
	return c == 0x1E9E ? 0xDF : c;                        /* capital sharp s */
}

static uint32_t greek_lower(uint32_t c)
{
	if (c >= 0x391 && c <= 0x3AB)
		return c == 0x3A2 ? c : c + 0x20;
	if (c == 0x386)
		return 0x3AC;
	if (c >= 0x388 && c <= 0x38A)
		return c + 0x25;
	if (c == 0x38C)
		return 0x3CC;
	return c == 0x38E || c == 0x38F ? c + 0x3F : c;
}

static uint32_t lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
	if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00))
		return latin_lower(c);
	if (c >= 0x370 && c < 0x400)
		return greek_lower(c);
	if (c >= 0x400 && c < 0x430)                          /* Cyrillic */
		return c + (c < 0x410 ? 0x50 : 0x20);
	if (c >= 0x531 && c <= 0x556)                         /* Armenian */
		return c + 0x30;
	return c;
}

/* Letters that take a mark, as pairs of the letter and the letter with it. */
static const struct { uint32_t mark; const char *pairs; } marks[] = {
	{0x300, "aàeèiìoòuù"}, {0x301, "aáeéiíoóuúyýcćnńsśzźαάεέηήιίοόυύωώ"}, {0x302, "aâeêiîoôuû"},
	{0x303, "aãnñoõ"}, {0x306, "aăgğий"}, {0x307, "eėzż"}, {0x308, "aäeëiïoöuüyÿеёії"},
	{0x30A, "aåuů"}, {0x30B, "oőuű"}, {0x30C, "cčsšzžeěrř"}, {0x326, "sștț"}, {0x327, "cçsştţ"},
	{0x328, "aąeęiįuų"},
};

/* letter and mark as one letter, 0 where there is none. */
static uint32_t composed(uint32_t letter, uint32_t mark)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *p = marks[i].pairs, *end = p + strlen(p);
		while (marks[i].mark == mark && p < end) {
			uint32_t plain, with;
			p += utf8_next(p, end, &plain);
			p += utf8_next(p, end, &with);
			if (plain == letter)
				return with;
		}
	}
	return 0;
}

static bool unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == UTF8_BAD;
}

size_t stem_lower(const char *p, size_t n, char *out)
{
	const char *end = p + n;
	uint32_t before = 0;
	size_t used = 0, last = 0;
	while (p < end) {
		uint32_t c, one;
		if ((unsigned char)*p < 0x80) {
			c = (unsigned char)*p++;
		} else {
			p += utf8_next(p, end, &c);
			if (unseen(c))
				continue;
		}
		c = lower(c);
		one = c >= 0x300 && c < 0x370 && before ? composed(before, c) : 0;
		if (one)
			used = last;
		before = one ? one : c;
		last = used;
		used += (size_t)utf8_put(out + used, before);
	}
	return used;
}
