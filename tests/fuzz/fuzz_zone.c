/* TZif bytes from anywhere: refused, or a zone whose answers agree with each
 * other. */
#include "base/arena.h"
#include "fuzz.h"
#include "when/zone.h"

static void ask(const struct zone *z, int64_t at)
{
	const char *name = NULL;
	int offset = zone_offset(z, at, &name);
	struct civil c = zone_civil(z, at);

	PROMISE(offset >= -200000 && offset <= 200000 && name);
	PROMISE(c.month >= 1 && c.month <= 12 && c.day >= 1 && c.day <= 31 && c.second < 60);
	PROMISE(zone_day(z, at) == civil_day(c.year, c.month, c.day));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t some[] = {-4000000000, -1, 0, 951782400, 1795262400, 4102444800, 32503680000};
	struct arena a = {0};
	struct fault f = {0};
	const struct zone *z = zone_parse(&a, "Fuzz/Zone", data, size, &f);

	PROMISE((z == NULL) == (f.code != 0));
	for (size_t i = 0; z && i < sizeof some / sizeof *some; i++)
		ask(z, some[i]);
	arena_free(&a);
	return 0;
}
