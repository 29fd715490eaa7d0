/* client: why a customer fits a rule of the policy (a segment, who looks after
 * it): in codes that the record keeps, and in words. */
#ifndef DOMAIN_CLIENT_H
#define DOMAIN_CLIENT_H

#include <stdint.h>

#include "base/arena.h"
#include "policy/policy.h"

/* What of the customer the rule looks at: "plan:premium volume:125000000:EUR
 * internal:0", "" for a rule that fits all. c must fit it. */
char *client_why(struct arena *a, const struct policy_client_rule *r, const struct policy_client *c);
/* The codes as a clause in the reader's language: "plan premium, volume
 * 1,250,000.00 EUR a month"; "" for none. */
char *client_explain(struct arena *a, struct policy *p, const char *codes);

/* How a success manager was chosen: "rule:NAME load:3 " and what client_why()
 * says (load: customers he had before; left out where less than 0), or
 * CLIENT_SAID. */
#define CLIENT_SAID "said"
char *client_csm_why(struct arena *a, const struct policy_csm_rule *r, const struct policy_client *c,
                     int64_t load);
/* The rule's name in such codes; NULL where none chose. */
const char *client_csm_rule(struct arena *a, const char *why);
/* "by volume 1,250,000.00 EUR a month: rule large; ana looked after the
 * fewest, 3"; "set by hand". csm is the name to show. */
char *client_csm_explain(struct arena *a, struct policy *p, const char *csm, const char *why);

/* "1,250,000.00 EUR", for people. */
char *client_money(struct arena *a, int64_t minor, const char *currency);

#endif
