/* who: whom people mean by a key or an address. */
#include "service/who.h"

#include <string.h>

#include "service/address.h"
#include "text/mask.h"

/* Keys are kept masked, as all text. */
static const char *kept(struct arena *a, const char *text)
{
	return mask_text(a, text, strlen(text), NULL, NULL);
}

/* People with this address on whatever channel; *p is the first. */
static size_t at(const struct session *s, struct arena *a, const char *text, int64_t customer, struct person *p)
{
	size_t n, found = 0;
	const struct policy_channel *channels = policy_channels(s->policy, &n);

	for (size_t i = 0; i < n; i++) {
		struct person other;
		const char *address;
		if (address_clean(a, channels[i].name, text, &address, NULL) != 0)
			continue;
		size_t here = people_at(s->desk, a, channels[i].name, address, customer, &other);
		if (here == 0 || (here == 1 && found && other.id == p->id))
			continue;
		if (!found)
			*p = other;
		found += here;
	}
	return found;
}

/* Several people of one firm share its address: then none of them is meant. */
static int find_at(const struct session *s, struct arena *a, const char *text, int64_t customer,
                   struct person *p, struct fault *f)
{
	size_t n = at(s, a, text, customer, p);

	if (n == 1)
		return 0;
	if (n > 1)
		return fault_set(f, EX_DATAERR, "%zu people have the address %s: name one by key", n, text);
	return EXIT_NO;
}

int who_person(const struct session *s, struct arena *a, const char *text, int64_t customer,
               struct person *p, struct fault *f)
{
	if (people_by_key(s->desk, a, kept(a, text), p))
		return 0;
	int bad = find_at(s, a, text, customer, p, f);
	return bad == EXIT_NO ? fault_set(f, EXIT_NO, "nobody has the key or address %s", text) : bad;
}

int who_find(const struct session *s, struct arena *a, const char *text, struct who *w, struct fault *f)
{
	const char *key = kept(a, text);

	memset(w, 0, sizeof *w);
	if (customers_by_key(s->desk, a, key, &w->c)) {
		w->merged = w->c.merged ? key : NULL;
		if (w->merged)
			customers_find(s->desk, a, key, &w->c);
		return 0;
	}
	int bad = people_by_key(s->desk, a, key, &w->p) ? 0 : find_at(s, a, text, 0, &w->p, f);
	if (bad == EXIT_NO)
		return fault_set(f, EXIT_NO, "no customer and nobody of one has the key or address %s", text);
	if (!bad && !customers_load(s->desk, a, w->p.customer, &w->c))
		return fault_set(f, EX_IOERR, "%s: the desk cannot be read", text);
	return bad;
}
