/* Times as people type them: what is read lies in order, and what is printed
 * is read back the same. */
#include "base/arena.h"
#include "fuzz.h"
#include "when/cal.h"
#include "when/civil.h"
#include "when/read.h"
#include "when/span.h"

static void spans(const char *text)
{
	struct span s, again;
	char out[32];

	if (!span_parse(text, &s))
		return;
	span_print(out, s);
	PROMISE(s.n >= 0 && span_parse(out, &again) && again.unit == s.unit && again.n == s.n);
}

static void instants(const char *text)
{
	struct fault f = {0};
	int64_t at, again, from, to;
	char out[24];

	if (civil_parse_rfc3339(text, &at)) {
		civil_print_utc(out, at);
		PROMISE(civil_parse_rfc3339(out, &again) && again == at);
	}
	if (civil_parse_day(text, &at)) {
		civil_print_day(out, at);
		PROMISE(strcmp(out, text) == 0);
	}
	int bad = read_at(text, 1795262400, zone_utc(), true, &at, &f);
	PROMISE((bad != 0) == (f.code != 0));
	f = (struct fault){0};
	bad = read_period(text, 1795262400, zone_utc(), &from, &to, &f);
	PROMISE((bad != 0) == (f.code != 0) && (bad || from <= to));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct cal_hours h;
	int64_t seconds;
	const char *text = arena_dup(&a, data, size);

	spans(text);
	instants(text);
	if (cal_parse_hours(text, &h))
		PROMISE(h.from >= 0 && h.from < 86400 && h.to > h.from && h.to <= h.from + 86400);
	if (read_length(text, &seconds, NULL) == 0)
		PROMISE(seconds >= 0);
	arena_free(&a);
	return 0;
}
