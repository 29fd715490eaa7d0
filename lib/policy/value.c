/* value: parsing of the policy's own scalar forms. */
#include "policy/value.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "when/cal.h"
#include "when/civil.h"

enum { NAME_MAX_BYTES = 64, SHARE_WHOLE = 10000, PATTERN_MAX_BYTES = 200 };

static bool lower(char c) { return c >= 'a' && c <= 'z'; }
static bool upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool alnum(char c) { return lower(c) || upper(c) || digit(c); }

static bool name_n(const char *text, size_t n)
{
	if (n == 0 || n > NAME_MAX_BYTES || !alnum(*text))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!alnum(text[i]) && text[i] != '-' && text[i] != '_')
			return false;
	return true;
}

bool value_name(const char *text)
{
	return name_n(text, strlen(text));
}

bool value_path(const char *text)
{
	for (;;) {
		size_t n = strcspn(text, ".");
		if (!name_n(text, n))
			return false;
		if (!text[n])
			return true;
		text += n + 1;
	}
}

bool value_user(const char *text)
{
	size_t n = strlen(text);
	if (n == 0 || n > NAME_MAX_BYTES || (!alnum(*text) && *text != '_'))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!alnum(text[i]) && !strchr("-_.", text[i]) && !(text[i] == '$' && i == n - 1))
			return false;
	return true;
}

/* A language of two or three letters, then parts of two to eight. */
bool value_lang(const char *text)
{
	size_t n = strcspn(text, "-");
	if (n < 2 || n > 3)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!lower(text[i]))
			return false;
	for (text += n; *text == '-'; text += n) {
		n = strcspn(++text, "-");
		if (n < 2 || n > 8)
			return false;
		for (size_t i = 0; i < n; i++)
			if (!alnum(text[i]))
				return false;
	}
	return true;
}

bool value_mail(const char *text)
{
	const char *at = strchr(text, '@');
	return at && at != text && at[1] && !strchr(at + 1, '@') && !strpbrk(text, " \t\r\n<>,;\"");
}

bool value_prefix(const char *text)
{
	size_t n = strlen(text);
	for (size_t i = 0; i < n; i++)
		if (!upper(text[i]))
			return false;
	return n >= 1 && n <= 8;
}

/* regcomp() writes repetitions out: "(a{99}){99}" must stay small. */
static bool pattern_is_small(const char *text)
{
	int64_t product = 1;
	for (const char *p = text; (p = strchr(p, '{')); p++) {
		const char *comma = p + 1 + strspn(p + 1, "0123456789");
		int64_t bound = 0;
		for (const char *d = *comma == ',' && digit(comma[1]) ? comma + 1 : p + 1; digit(*d); d++)
			bound = bound < 1000 ? bound * 10 + *d - '0' : bound;
		product *= bound > 1 ? bound : 1;
		if (product > 10000)
			return false;
	}
	return true;
}

static bool compiles(const char *pattern)
{
	regex_t re;
	if (regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	regfree(&re);
	return true;
}

/* Right alone ("a)|(b" is not) and as it will be used. */
bool value_pattern(const char *text)
{
	char whole[PATTERN_MAX_BYTES + 8];
	if (strlen(text) > PATTERN_MAX_BYTES || !pattern_is_small(text))
		return false;
	snprintf(whole, sizeof whole, "^(%s)$", text);
	return compiles(text) && compiles(whole);
}

/* The number before a suffix, which must be all that follows it. */
static bool number_before(const char *text, const char *suffix, int decimals, int64_t *v)
{
	char number[24];
	size_t n = strlen(text), tail = strlen(suffix);
	if (n <= tail || n - tail >= sizeof number || strcmp(text + n - tail, suffix) != 0)
		return false;
	memcpy(number, text, n - tail);
	number[n - tail] = '\0';
	return num_parse_minor(number, decimals, v) && *v >= 0;
}

bool value_size(const char *text, int64_t *bytes)
{
	static const struct { const char *suffix; int shift; } units[] = {
		{"KiB", 10}, {"MiB", 20}, {"GiB", 30}};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (number_before(text, units[i].suffix, 0, bytes) && *bytes < 1 << 20) {
			*bytes <<= units[i].shift;
			return true;
		}
	}
	return num_parse(text, 0, INT64_C(1) << 50, bytes);
}

bool value_share(const char *text, int *share)
{
	int64_t v;
	if (!number_before(text, "%", 2, &v) || v < 1 || v > SHARE_WHOLE)
		return false;
	*share = (int)v;
	return true;
}

bool value_moment(const char *text, struct policy_moment *m)
{
	*m = (struct policy_moment){.kind = MOMENT_AFTER};
	if (strcmp(text, "0") == 0)
		return true;
	if (value_share(text, &m->share)) {
		m->kind = MOMENT_SHARE;
		return true;
	}
	if (*text != '-' && *text != '+')
		return false;
	if (*text == '-')
		m->kind = MOMENT_BEFORE;
	return span_parse(text + 1, &m->span);
}

bool value_weekdays(const char *text, int *from, int *to)
{
	char first[4] = {0};
	if (strlen(text) != 3 && (strlen(text) != 7 || text[3] != '-'))
		return false;
	memcpy(first, text, 3);
	*from = words_find(civil_weekday_words, first);
	*to = text[3] ? words_find(civil_weekday_words, text + 4) : *from;
	return *from >= 0 && *to >= *from;
}

bool value_day(const char *text, bool *yearly, int64_t *day_no, int *month, int *day)
{
	char leap[16] = "2000-";    /* a year that has 29 February */
	struct civil c;
	*yearly = strlen(text) == 5;
	if (!*yearly)
		return civil_parse_day(text, day_no);
	memcpy(leap + 5, text, 6);
	if (!civil_parse_day(leap, day_no))
		return false;
	c = civil_of_day(*day_no);
	*month = c.month;
	*day = c.day;
	return true;
}

bool value_instant(const char *text, const struct zone *z, int64_t *at)
{
	char date[11] = {0};
	int64_t day;
	int seconds = 0;
	if (civil_parse_rfc3339(text, at))
		return true;
	if (strlen(text) < 10)
		return false;
	memcpy(date, text, 10);
	if (!civil_parse_day(date, &day))
		return false;
	if (text[10] && (text[10] != ' ' || !civil_parse_clock(text + 11, &seconds)))
		return false;
	*at = zone_at(z, day, seconds);
	return true;
}

bool value_watch(const char *text, enum watch_kind *kind, const char **name)
{
	static const struct { const char *word; enum watch_kind kind; } rows[] = {
		{"state ", WATCH_STATE}, {"level ", WATCH_LEVEL}, {"deadline ", WATCH_DEADLINE}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (str_starts(text, rows[i].word)) {
			*kind = rows[i].kind;
			*name = text + strlen(rows[i].word);
			return value_name(*name);
		}
	}
	*kind = WATCH_CLOCK;
	*name = text;
	return words_find(sla_clock_words, text) >= 0;
}

bool value_party(const char *text, struct policy_party *party)
{
	static const struct { const char *word; enum party_kind kind; bool alone, named; } rows[] = {
		{"agent", PARTY_AGENT, true, true},        {"team", PARTY_TEAM, true, true},
		{"level", PARTY_LEVEL, false, true},       {"csm", PARTY_CSM, true, false},
		{"on_call", PARTY_ON_CALL, true, true},    {"supervisors", PARTY_SUPERVISORS, true, false},
		{"customer", PARTY_CUSTOMER, true, false}, {"next_level", PARTY_NEXT_LEVEL, true, false}};
	size_t n = strcspn(text, " ");
	int64_t level = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strlen(rows[i].word) != n || strncmp(rows[i].word, text, n) != 0)
			continue;
		*party = (struct policy_party){.kind = rows[i].kind, .name = text[n] ? text + n + 1 : NULL};
		if (!party->name)
			return rows[i].alone;
		if (party->kind == PARTY_LEVEL && !num_parse(party->name, 1, 9, &level))
			return false;
		party->level = (int)level;
		return rows[i].named && value_user(party->name);
	}
	return false;
}

int policy_currency_decimals(const char *code)
{
	/* ISO 4217, where it is not two. */
	static const char none[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
	static const char three[] = "BHD IQD JOD KWD LYD OMR TND";
	if (strlen(code) != 3 || !upper(code[0]) || !upper(code[1]) || !upper(code[2]))
		return -1;
	return strstr(none, code) ? 0 : strstr(three, code) ? 3 : 2;
}
