/* Packed policies: any bytes are refused with a fault, or can be asked for
 * everything. */
#include "fuzz.h"

#include "../lib/policy/visit.h"
#include "policy/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct fault f = {0};
	struct policy *p = policy_unpack(&a, data, size, &f);
	struct str out = str_new(&a);
	PROMISE((p == NULL) == (f.code == EX_CONFIG));
	if (p)
		visit_policy(&out, p);
	arena_free(&a);
	return 0;
}
