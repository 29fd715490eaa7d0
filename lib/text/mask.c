/* mask: card numbers in a text.
 *
 * Digits are read into runs: groups of digits with small gaps between them.
 * Every row of whole groups that makes a card number is masked, so that a
 * number beside other numbers is found too. */
#include "text/mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/card.h"
#include "text/fold.h"
#include "text/secret.h"

enum {
	GAP_MAX = 3,                 /* visible separators between two groups */
	PHONE_MAX = 15,              /* digits of a telephone number (E.164) */
	IBAN_MIN = 15, IBAN_MAX = 34,
};

struct digit { const char *p; unsigned char bytes, value; bool card, hide; };

/* Digits first to first + n of the run; line: a line break before them. */
struct group { size_t first, n; bool line; };

struct run {
	VEC(struct digit) digit;
	VEC(struct group) group;
	const char *end;             /* behind its last digit */
};

struct masker {
	struct arena *a;
	const char *text, *end;
	const char *done;            /* what is before is in out */
	const char *first;           /* the first digit hidden; NULL: none yet */
	struct str out;              /* out.p NULL: nothing masked yet */
	int found;
	struct run run;
};

/* --- characters --- */

/* May this byte begin a decimal digit? */
static const bool digit_lead[256] = {
	['0' ... '9'] = true,
	[0xD9] = true, [0xDB] = true, [0xDF] = true, [0xE0] = true, [0xE1] = true,
	[0xEA] = true, [0xEF] = true, [0xF0] = true,
};

/* The digit at p, or -1; *len is the character's length. */
static int digit_at(const char *p, const char *end, int *len)
{
	uint32_t c;
	if (!digit_lead[(unsigned char)*p] && (unsigned char)*p < 0x80) {
		*len = 1;
		return -1;
	}
	*len = utf8_next(p, end, &c);
	return fold_digit(c);
}

enum gap { GAP_NONE, GAP_INVISIBLE, GAP_SEPARATOR, GAP_LINE };

/* What a character means between two digits. */
static enum gap gap_of(uint32_t c)
{
	static const uint32_t separators[] = {
		'\t', '.', '_', 0xB7, 0x2014, 0x2015, 0x2022, 0x2024, 0x2043, 0x2212,
		0x30FB, 0xFE58, 0xFE63,
	};
	char out[FOLD_MAX];
	enum fold_class class;
	if (c == '\n' || c == '\r')
		return GAP_LINE;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (c == separators[i])
			return GAP_SEPARATOR;
	int n = fold_char(c, out, &class);
	if (class == FOLD_DROP || c == 0x200B)
		return GAP_INVISIBLE;
	bool plain = n == 1 && (out[0] == ' ' || out[0] == '-' || out[0] == '.');
	return plain ? GAP_SEPARATOR : GAP_NONE;
}

/* --- reading a run --- */

static void add_digit(struct masker *m, const char *p, int len, int value)
{
	*vec_push(m->a, &m->run.digit) = (struct digit){
		.p = p, .bytes = (unsigned char)len, .value = (unsigned char)value};
	m->run.group.v[m->run.group.n - 1].n++;
	m->run.end = p + len;
}

static void add_group(struct masker *m, bool line)
{
	*vec_push(m->a, &m->run.group) = (struct group){
		.first = m->run.digit.n, .line = line};
}

/* From behind a digit over the gap to the next one. Returns NULL where the run
 * ends; *separators and *lines count what was passed, up to the limits. */
static const char *pass_gap(const char *p, const char *end, int *separators, int *lines)
{
	*separators = *lines = 0;
	while (p < end) {
		uint32_t c;
		int len;
		if (digit_at(p, end, &len) >= 0)
			return p;
		len = utf8_next(p, end, &c);
		switch (gap_of(c)) {
		case GAP_NONE:
			return NULL;
		case GAP_SEPARATOR:
			(*separators)++;
			break;
		case GAP_LINE:
			if (!(c == '\n' && p[-1] == '\r'))
				(*lines)++;
			break;
		case GAP_INVISIBLE:
			break;
		}
		if (*separators > GAP_MAX || *lines > 1)
			return NULL;
		p += len;
	}
	return NULL;
}

static void read_run(struct masker *m, const char *p)
{
	int separators = 0, lines = 0;
	m->run.digit.n = m->run.group.n = 0;
	add_group(m, false);
	while (p) {
		int len, value = digit_at(p, m->end, &len);
		if (separators > 0 || lines > 0) {
			if (card_masked(p, m->end))
				return;
			add_group(m, lines > 0);
		}
		add_digit(m, p, len, value);
		p = pass_gap(p + len, m->end, &separators, &lines);
	}
}

/* --- what is no card --- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

/* ISO 7064 mod 97-10: the number so far, with one more character. */
static unsigned mod97(unsigned rest, char c)
{
	if (c >= '0' && c <= '9')
		return (rest * 10 + (unsigned)(c - '0')) % 97;
	return (rest * 100 + (unsigned)((c | 0x20) - 'a') + 10) % 97;
}

/* The end of an IBAN whose country letters stand at p, or NULL. It is written
 * without blanks or in groups of four; the longest that checks is taken. */
static const char *iban_end(const char *p, const char *end)
{
	const char *head = p, *best = NULL;
	bool spaced = end - p > 4 && p[4] == ' ';
	unsigned rest = 0;
	p += 4;
	for (int n = 4; p < end && n < IBAN_MAX; p++) {
		if (spaced && n % 4 == 0 && *p == ' ')
			p++;
		else if (spaced && n % 4 == 0)
			break;
		if (p == end || !is_alnum(*p))
			break;
		rest = mod97(rest, *p);
		n++;
		unsigned whole = rest;
		for (int i = 0; i < 4; i++)
			whole = mod97(whole, head[i]);
		bool closed = p + 1 == end || !is_alnum(p[1]);
		if (closed && whole == 1 && n >= IBAN_MIN)
			best = p + 1;
	}
	return best;
}

/* The end of the IBAN whose first check digit begins a run at p, or NULL. */
static const char *iban_around(const struct masker *m, const char *p)
{
	if (p - m->text < 2 || m->end - p < IBAN_MIN - 2 || !is_letter(p[-1]) ||
	    !is_letter(p[-2]) || (p - m->text > 2 && is_alnum(p[-3])))
		return NULL;
	bool check = is_alnum(p[0]) && !is_letter(p[0]) && is_alnum(p[1]) && !is_letter(p[1]);
	return check ? iban_end(p - 2, m->end) : NULL;
}

/* Is a number that starts at p glued to letters that name a reference? */
static bool is_reference(const struct masker *m, const char *p)
{
	static const char *const prefixes[] = {
		"ref", "txn", "trx", "trn", "arn", "rrn", "utr", "e2e", "tk", "inv",
	};
	if (p > m->text && (p[-1] == '-' || p[-1] == '_' || p[-1] == '#'))
		p--;
	const char *start = p;
	while (start > m->text && is_alnum(start[-1]) && p - start < 4)
		start--;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = strlen(prefixes[i]);
		if (n != (size_t)(p - start))
			continue;
		size_t same = 0;
		while (same < n && (start[same] | 0x20) == (prefixes[i][same] | 0x20))
			same++;
		if (same == n)
			return true;
	}
	return false;
}

/* May the row of n digits that begins with the run's first be a card, seen
 * from what stands before it? */
static bool may_begin(const struct masker *m, size_t n)
{
	const char *p = m->run.digit.v[0].p;
	if (p > m->text && p[-1] == '+' && n <= PHONE_MAX)
		return false;
	return !is_reference(m, p);
}

/* --- masking --- */

/* A line break joins two groups only where both look like a card's. */
static bool joins(const struct group *left, const struct group *right)
{
	return !right->line ||
		(left->n >= 4 && left->n <= 6 && right->n >= 4 && right->n <= 6);
}

static void hide(struct run *r, size_t first, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		r->digit.v[first + i].card = true;
		r->digit.v[first + i].hide |= i >= 6 && i + 4 < n;
	}
}

/* Digits of the longest card number that begins with group g, or 0. */
static size_t card_from(const struct masker *m, size_t g)
{
	const struct run *r = &m->run;
	size_t first = r->group.v[g].first, n = 0, best = 0;
	unsigned char digit[CARD_MAX];
	for (; g < r->group.n; g++) {
		const struct group *group = &r->group.v[g];
		if (n + group->n > CARD_MAX || (n > 0 && !joins(group - 1, group)))
			break;
		for (size_t i = 0; i < group->n; i++)
			digit[n++] = r->digit.v[group->first + i].value;
		if (card_number(digit, n) && (first > 0 || may_begin(m, n)))
			best = n;
	}
	return best;
}

static void put(struct masker *m, const char *p, int bytes, char c)
{
	if (!m->out.p)
		m->out = str_new(m->a);
	if (!m->first)
		m->first = p;
	str_addn(&m->out, m->done, (size_t)(p - m->done));
	str_addc(&m->out, c);
	m->done = p + bytes;
}

static void write_run(struct masker *m)
{
	for (size_t i = 0; i < m->run.digit.n; i++) {
		const struct digit *d = &m->run.digit.v[i];
		if (d->hide)
			put(m, d->p, d->bytes, '*');
		else if (d->card && d->bytes > 1)
			put(m, d->p, d->bytes, (char)('0' + d->value));
	}
}

/* Track data of a magnetic stripe goes on behind the number: "=2512101...". */
static const char *mask_track(struct masker *m, const char *p)
{
	if (p == m->end || *p != '=')
		return p;
	for (p++; p < m->end && *p >= '0' && *p <= '9'; p++)
		put(m, p, 1, '*');
	return p;
}

/* Masks the cards of the run read last; returns where to go on. */
static const char *mask_run(struct masker *m)
{
	struct run *r = &m->run;
	size_t masked = 0;           /* digits before this one are some card's */
	for (size_t g = 0; g < r->group.n; g++) {
		size_t first = r->group.v[g].first, n = card_from(m, g);
		if (n == 0)
			continue;
		hide(r, first, n);
		m->found += first >= masked;
		masked = first + n;
	}
	if (masked == 0)
		return r->end;
	write_run(m);
	return masked == r->digit.n ? mask_track(m, r->end) : r->end;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* The end of the name, digest, key or signature that p lies in: a word of 32,
 * 64 or 128 lower-case hexadecimal digits, letters among them. In such noise a
 * row that looks like a card number is nobody's. NULL where there is none. */
static const char *digest_around(const struct masker *m, const char *p)
{
	const char *from = p, *to = p;
	bool letter = false;

	while (from > m->text && p - from <= 128 && is_hex(from[-1]))
		from--;
	while (to < m->end && to - from <= 128 && is_hex(*to))
		to++;
	if (to - from != 32 && to - from != 64 && to - from != 128)
		return NULL;
	if ((from > m->text && isalnum((unsigned char)from[-1])) || (to < m->end && isalnum((unsigned char)*to)))
		return NULL;
	for (const char *c = from; c < to; c++)
		letter |= *c > '9';
	return letter ? to : NULL;
}

static const char *mask_cards(struct masker *m)
{
	const char *p = m->text;
	while (p < m->end) {
		int len;
		if (!digit_lead[(unsigned char)*p]) {
			p++;
		} else if (digit_at(p, m->end, &len) < 0) {
			p += len;
		} else {
			const char *known = card_masked(p, m->end);
			if (!known)
				known = iban_around(m, p);
			if (!known)
				known = digest_around(m, p);
			if (!known)
				read_run(m, p);
			p = known ? known : mask_run(m);
		}
	}
	if (!m->out.p)
		return m->text;
	str_addn(&m->out, m->done, (size_t)(m->end - m->done));
	return m->out.p;
}

/* A text without any of these bytes holds nothing to mask, and the shortest
 * secret, "pin:1", has five. */
static bool worth_a_look(const char *p, size_t n)
{
	for (size_t i = 0; i < n && n >= 5; i++) {
		unsigned char b = (unsigned char)p[i];
		if (digit_lead[b] || b == ':' || b == '=')
			return true;
	}
	return false;
}

/* One round; what it leaves may still hold a number beside the masked one, so
 * rounds go on until one finds nothing. */
static int mask_round(struct arena *a, const char **text, size_t *n)
{
	struct masker m = {.a = a, .text = *text, .end = *text + *n, .done = *text};
	int found = 0;
	*text = mask_cards(&m);
	if (m.out.p)
		*n = m.out.n;
	*text = secret_mask(a, *text, *n, n, &found);
	return m.found + found;
}

const char *mask_text(struct arena *a, const char *text, size_t n,
                      size_t *len, int *found)
{
	int all = 0;
	if (worth_a_look(text, n))
		for (int now; (now = mask_round(a, &text, &n)) > 0;)
			all += now;
	if (len)
		*len = n;
	if (found)
		*found += all;
	return text;
}

const char *mask_card(struct arena *a, const char *text, size_t n)
{
	struct masker m = {.a = a, .text = text, .end = text + n, .done = text};

	mask_cards(&m);
	return m.first;
}
