/* asker: for whom a ticket is: the customer, and who of him. */
#include "service/asker.h"

#include <string.h>

#include "base/str.h"
#include "service/address.h"
#include "service/clients.h"
#include "service/record.h"
#include "service/tell.h"
#include "service/who.h"
#include "text/mask.h"

static void find_customer(const struct session *s, struct arena *a, const char *key, struct asker *w)
{
	const char *kept = mask_text(a, key, strlen(key), NULL, NULL);

	if (!customers_find(s->desk, a, kept, &w->c)) {
		w->c = (struct customer){0};
		w->new_key = key;
	}
}

/* The channel on which an address like this is written to or called. */
static const char *channel_of(const struct session *s, struct arena *a, const char *text)
{
	const char *clean;

	if (policy_channel(s->policy, "mail") && address_clean(a, "mail", text, &clean, NULL) == 0)
		return "mail";
	return policy_channel(s->policy, "phone") && address_is_number(text) ? "phone" : NULL;
}

/* First among the customer's own people, whose addresses others may share. */
static int find_person(const struct session *s, struct arena *a, const char *text, struct asker *w, struct fault *f)
{
	int bad = w->c.id ? who_person(s, a, text, w->c.id, &w->p, NULL) : EXIT_NO;

	if (bad == EXIT_NO)
		bad = who_person(s, a, text, 0, &w->p, f);
	if (bad != EXIT_NO)
		return bad;
	w->p = (struct person){0};
	w->new_channel = w->c.id || w->new_key ? channel_of(s, a, text) : NULL;
	w->new_address = text;
	if (w->new_channel)
		return 0;
	return fault_set(f, EX_DATAERR, "nobody has the key or address %s%s", text,
	                 channel_of(s, a, text) ? ": with a customer it makes a person" : "");
}

static int check_person(const struct session *s, struct arena *a, const char *person, bool fixed,
                        struct asker *w, struct fault *f)
{
	int bad = find_person(s, a, person, w, f);

	if (bad || !w->p.id || w->p.customer == w->c.id)
		return bad;
	if (fixed || w->c.id)
		return fault_set(f, EX_DATAERR, "%s is with %s, not with %s", person,
		                 tell_customer(s, a, w->p.customer),
		                 w->c.id ? tell_customer(s, a, w->c.id) : w->new_key ? w->new_key : "nobody");
	return customers_load(s->desk, a, w->p.customer, &w->c) ? 0
		: fault_set(f, EX_IOERR, "%s: the desk cannot be read", person);
}

int asker_check(const struct session *s, struct arena *a, const char *customer, const char *person,
                int64_t has, int64_t had, struct asker *w, struct fault *f)
{
	*w = (struct asker){.said_person = person != NULL};
	if (customer && *customer)
		find_customer(s, a, customer, w);
	else if (!customer && has)
		customers_load(s->desk, a, has, &w->c);
	if (person && *person)
		return check_person(s, a, person, customer != NULL, w, f);
	if (!person && had && w->c.id == has)      /* who it was stays with the same customer */
		people_load(s->desk, a, had, &w->p);
	return 0;
}

int asker_write(const struct session *s, struct arena *a, struct asker *w, struct fault *f)
{
	if (w->new_key)
		record_customer(s, a, w->new_key, &w->c);
	if (!w->new_channel)
		return 0;
	return clients_bare_person(s, a, w->c.id, w->new_channel, w->new_address, &w->p, f);
}
