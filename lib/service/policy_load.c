/* policy_load: a policy's way from a file into the record. */
#include "service/policy_load.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "policy/pack.h"
#include "service/keep.h"
#include "service/record.h"
#include "store/policies.h"
#include "text/mask.h"

enum { FILE_MAX = 1 << 20 };

const char *policy_file_find(struct arena *a, const char *name)
{
	if (strchr(name, '/') || str_eq(name, "-") || access(name, F_OK) == 0)
		return name;
	const char *dot = str_ends(name, ".yaml") ? "" : ".yaml";
	const char *shared = io_share(a, arena_printf(a, "policies/%s%s", name, dot));
	return access(shared, F_OK) == 0 ? shared : name;
}

static const char *without_end(struct arena *a, const char *name)
{
	return arena_dup(a, name, strlen(name) - (str_ends(name, ".yaml") ? strlen(".yaml") : 0));
}

/* What a fault ends with where no file has that name: the shared one meant. */
static const char *shared_hint(struct arena *a, const char *name)
{
	VEC(const char *) names = {0};
	DIR *dir = strchr(name, '/') ? NULL : opendir(io_share(a, "policies"));

	if (!dir)
		return "";
	for (struct dirent *e; (e = readdir(dir)) != NULL;)
		if (str_ends(e->d_name, ".yaml"))
			*vec_push(a, &names) = without_end(a, e->d_name);
	closedir(dir);
	*vec_push(a, &names) = NULL;
	return words_hint(a, names.v, without_end(a, name));
}

/* A policy is kept as it is written; a card number in it would be, too. */
static int refuse_card(struct arena *a, const struct policy_file *p, struct fault *f)
{
	const char *card = mask_card(a, p->bytes, p->n);
	long line = 1;

	if (!card)
		return 0;
	for (const char *c = p->bytes; c < card; c++)
		line += *c == '\n';
	return fault_at(f, EX_DATAERR, p->path, line, 0, "a card number must not stand in a policy");
}

/* The bytes of a file, with nothing in them that must not be kept. */
static int read_file(struct arena *a, const char *name, struct policy_file *p, struct fault *f)
{
	*p = (struct policy_file){.path = policy_file_find(a, name)};
	p->bytes = io_load(a, p->path, FILE_MAX, &p->n, f);
	if (!p->bytes)
		return f->code != EX_NOINPUT ? f->code
			: fault_set(f, EX_NOINPUT, "%s%s", arena_strdup(a, f->text), shared_hint(a, name));
	if (str_eq(p->path, "-"))
		p->path = "stdin";
	if (refuse_card(a, p, f) != 0)
		return f->code;
	digest_of(p->digest, NULL, 0, p->bytes, p->n);
	return 0;
}

int policy_file_read(struct arena *a, const char *name, struct policy_file *p, struct fault *f)
{
	int bad = read_file(a, name, p, f);

	if (bad)
		return bad;
	p->policy = policy_check(a, p->path, p->bytes, p->n, &p->report);
	return p->policy ? 0 : EX_DATAERR;
}

int policy_part_read(struct arena *a, struct policy *base, const char *name, struct policy_file *p,
                     struct fault *f)
{
	int bad = read_file(a, name, p, f);

	if (bad)
		return bad;
	p->policy = policy_check_part(a, base, p->path, p->bytes, p->n, &p->report);
	return p->policy ? 0 : EX_DATAERR;
}

/* The event that binds every column of the row; the row takes its instant. */
static void record(const struct session *s, struct arena *a, struct policy_version *v)
{
	struct event e = record_event(s, EVENT_POLICY, 0);
	unsigned char packed[DIGEST_LEN];
	char hex[2][DIGEST_HEX];

	digest_of(packed, NULL, 0, v->packed, v->npacked);
	digest_hex(hex[0], v->digest, DIGEST_LEN);
	digest_hex(hex[1], packed, DIGEST_LEN);
	pairs_add_int(a, &e.data, "version", v->version);
	pairs_add_int(a, &e.data, "valid_from", v->valid_from);
	pairs_add(a, &e.data, "name", v->name);
	pairs_add(a, &e.data, "digest", hex[0]);
	pairs_add(a, &e.data, "packed", hex[1]);
	if (v->version == 1) {         /* the first event also binds the desk itself */
		pairs_add(a, &e.data, "desk", desk_head(s->desk)->desk);
		pairs_add_int(a, &e.data, "created", desk_head(s->desk)->created);
	}
	record_desk(s, a, &e);
	v->loaded = e.logged;
}

int64_t policy_load(const struct session *s, struct arena *a, const struct policy_file *p, int64_t from)
{
	struct policy_version v;
	struct str packed = str_new(a);

	if (policies_at(s->desk, a, from, 0, &v) && digest_same(v.digest, p->digest, DIGEST_LEN))
		return 0;
	policy_pack(p->policy, &packed);
	v = (struct policy_version){
		.version = ++desk_head(s->desk)->policy, .valid_from = from, .by = s->actor,
		.name = policy_head(p->policy)->name,
		.yaml = p->bytes, .nyaml = p->n, .packed = packed.p, .npacked = packed.n,
	};
	memcpy(v.digest, p->digest, DIGEST_LEN);
	record(s, a, &v);
	policies_add(s->desk, &v);
	keep_armed(s->desk, s->now);
	return v.version;
}
