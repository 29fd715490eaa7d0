/* seal: a line that says where the chain ended, for a place that cannot be
 * written again. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "service/verify.h"
#include "when/civil.h"

static void print_head(struct str *out, const struct seal *x)
{
	char at[24], hash[DIGEST_HEX];

	civil_print_utc(at, x->at);
	digest_hex(hash, x->hash, DIGEST_LEN);
	str_printf(out, "tk-seal 1 %s %" PRId64 " %s %s", x->desk, x->seq, at, hash);
}

void seal_print(struct str *out, const struct seal *x)
{
	char key[65], sig[129];

	print_head(out, x);
	if (!x->has_sig)
		return;
	digest_hex(key, x->key, sizeof x->key);
	digest_hex(sig, x->sig, sizeof x->sig);
	str_printf(out, " %s %s", key, sig);
}

static int parse_signature(char **part, struct seal *x, struct arena *a, struct fault *f)
{
	struct str head = str_new(a);

	if (!digest_unhex(x->key, sizeof x->key, part[6]) || !digest_unhex(x->sig, sizeof x->sig, part[7]))
		return fault_set(f, EX_DATAERR, "the seal's signature cannot be read");
	print_head(&head, x);
	if (!digest_signed(x->sig, x->key, head.p, head.n))
		return fault_set(f, EX_DATAERR, "the seal's signature is wrong");
	x->has_sig = true;
	return 0;
}

int seal_parse(const char *line, struct seal *x, struct fault *f)
{
	struct arena a = {0};
	size_t n;
	char **part = str_split(&a, line, ' ', &n);
	int bad = 0;

	memset(x, 0, sizeof *x);
	if ((n != 6 && n != 8) || strcmp(part[0], "tk-seal") != 0 || strcmp(part[1], "1") != 0 ||
	    strlen(part[2]) >= sizeof x->desk || !num_parse(part[3], 0, INT64_MAX, &x->seq) ||
	    !civil_parse_rfc3339(part[4], &x->at) || !digest_unhex(x->hash, DIGEST_LEN, part[5])) {
		bad = fault_set(f, EX_DATAERR, "this line is no seal");
	} else {
		snprintf(x->desk, sizeof x->desk, "%s", part[2]);
		if (n == 8)
			bad = parse_signature(part, x, &a, f);
	}
	arena_free(&a);
	return bad;
}

void seal_make(const struct session *s, const unsigned char *key, struct seal *x)
{
	const struct desk_head *h = desk_head(s->desk);
	struct arena a = {0};
	struct str head = str_new(&a);

	memset(x, 0, sizeof *x);
	memcpy(x->desk, h->desk, sizeof x->desk);
	x->seq = h->seq;
	x->at = s->now;
	memcpy(x->hash, h->hash, DIGEST_LEN);
	if (key) {
		print_head(&head, x);
		digest_keypair(key, x->key);
		digest_sign(x->sig, key, head.p, head.n);
		x->has_sig = true;
	}
	arena_free(&a);
}
