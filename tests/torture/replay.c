/* replay: what a disk may hold after a power cut.
 *
 * replay --ack LOG TEXT        writes down that TEXT was answered
 * replay --count LOG           how many lines the log has
 * replay --answers LOG         which of them are answers
 * replay LOG OUT CUT HOW SEED  makes in the folder OUT the files as a disk may
 *                              hold them when the power fails behind line CUT,
 *                              and prints what had been answered by then
 *
 * What was synced is there: bytes with their file, names with their folder. Of
 * the rest, HOW says what is: none, all, first (what came first), some (any of
 * it, whole writes), torn (any of it, sectors of 512 bytes). Names stay in
 * order, as journals of file systems keep them, but wait for their folder. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "log.h"

enum { FILES = 4096, SECTOR = 512 };

struct change { char what; long long at; unsigned long long n; const char *p; };

struct file {
	char *bytes;
	size_t n;
	struct change *v;              /* not synced */
	size_t nv;
};

/* A name means a file, in memory or on the disk. */
struct name { char *path; struct file *live, *kept; };
struct naming { struct name *name; struct file *file; };

static struct name names[FILES];
static size_t nnames;
static struct naming *later;           /* of names, not synced, in order */
static size_t nlater;
static uint64_t dice;
static int lies;

static _Noreturn void stop(const char *what)
{
	fprintf(stderr, "replay: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void *grow(void *p, size_t n)
{
	p = realloc(p, n ? n : 1);
	if (!p)
		stop("memory");
	return p;
}

static unsigned roll(unsigned sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (unsigned)((dice >> 11) % sides);
}

/* --- files --- */

static void resize(struct file *f, size_t n)
{
	f->bytes = grow(f->bytes, n);
	if (n > f->n)
		memset(f->bytes + f->n, 0, n - f->n);
	f->n = n;
}

static void apply(struct file *f, const struct change *c, size_t from, size_t n)
{
	if (c->what == 't') {
		resize(f, (size_t)c->at);
		return;
	}
	size_t end = (size_t)c->at + from + n;
	if (end > f->n)
		resize(f, end);
	memcpy(f->bytes + c->at + from, c->p + from, n);
}

static void apply_torn(struct file *f, const struct change *c)
{
	if (c->what == 't') {
		if (roll(2))
			apply(f, c, 0, 0);
		return;
	}
	/* Sectors of the disk, not of the write. */
	for (size_t from = 0, n; from < c->n; from += n) {
		n = SECTOR - ((size_t)c->at + from) % SECTOR;
		n = n < c->n - from ? n : c->n - from;
		if (roll(2))
			apply(f, c, from, n);
	}
}

static void sync_file(struct file *f)
{
	for (size_t i = 0; i < f->nv; i++)
		apply(f, &f->v[i], 0, f->v[i].n);
	f->nv = 0;
}

static void note(struct file *f, struct change c)
{
	f->v = grow(f->v, (f->nv + 1) * sizeof *f->v);
	f->v[f->nv++] = c;
}

static void settle(struct file *f, const char *how)
{
	size_t n = strcmp(how, "none") == 0 || lies ? 0 : strcmp(how, "first") == 0 ? roll((unsigned)f->nv + 1) : f->nv;

	for (size_t i = 0; i < n; i++)
		if (strcmp(how, "torn") == 0)
			apply_torn(f, &f->v[i]);
		else if (strcmp(how, "some") != 0 || roll(2))
			apply(f, &f->v[i], 0, f->v[i].n);
	f->nv = 0;
}

/* --- names --- */

static struct name *named(const char *path)
{
	for (size_t i = 0; i < nnames; i++)
		if (strcmp(names[i].path, path) == 0)
			return &names[i];
	if (nnames == FILES)
		stop("too many files");
	names[nnames].path = strdup(path);
	return &names[nnames++];
}

static void name_later(struct name *n, struct file *f)
{
	n->live = f;
	later = grow(later, (nlater + 1) * sizeof *later);
	later[nlater++] = (struct naming){n, f};
}

/* Is path in the folder itself? */
static int inside(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/' && !strchr(path + n + 1, '/');
}

static void sync_folder(const char *folder)
{
	size_t left = 0;

	for (size_t i = 0; i < nlater; i++)
		if (inside(later[i].name->path, folder))
			later[i].name->kept = later[i].file;
		else
			later[left++] = later[i];
	nlater = left;
}

static void settle_names(const char *how)
{
	size_t n = strcmp(how, "none") == 0 || lies ? 0 : strcmp(how, "all") == 0 ? nlater : roll((unsigned)nlater + 1);

	for (size_t i = 0; i < n; i++)
		later[i].name->kept = later[i].file;
}

/* --- the log --- */

static char *load(const char *path, size_t *n)
{
	FILE *in = fopen(path, "r");
	char *p = NULL;
	size_t cap = 0, got;

	if (!in)
		stop(path);
	for (*n = 0;; *n += got) {
		if (cap - *n < 65536)
			p = grow(p, cap = cap * 2 + 65536);
		got = fread(p + *n, 1, cap - *n, in);
		if (got == 0)
			break;
	}
	fclose(in);
	return p;
}

/* The line at p, its words as strings in a and b; NULL at the end. */
static const char *read_record(const char *p, const char *end, struct record *r, char *a, char *b)
{
	if ((size_t)(end - p) < sizeof *r)
		return NULL;
	memcpy(r, p, sizeof *r);
	if (r->magic != RECORD || r->npath >= 4096 || r->nto >= 4096) {
		fprintf(stderr, "replay: the log is damaged\n");
		exit(2);
	}
	p += sizeof *r;
	snprintf(a, 4096, "%.*s", (int)r->npath, p);
	snprintf(b, 4096, "%.*s", (int)r->nto, p + r->npath);
	return p + r->npath + r->nto;
}

static void take(const struct record *r, const char *path, const char *to, const char *bytes)
{
	struct name *n = named(path);

	switch (r->what) {
	case 'c': name_later(n, calloc(1, sizeof *n->live)); break;
	case 'u': name_later(n, NULL); break;
	case 'r':
		name_later(named(to), n->live);
		name_later(n, NULL);
		break;
	case 'w': case 't':
		if (n->live)
			note(n->live, (struct change){r->what, r->at, r->n, bytes});
		break;
	case 's':
		if (lies)
			break;
		if (n->live)
			sync_file(n->live);
		else
			sync_folder(path);
		break;
	case 'a': puts(path); break;
	}
}

static void write_file(const char *folder, const char *path, const struct file *f)
{
	char name[8192];

	snprintf(name, sizeof name, "%s/%s", folder, strrchr(path, '/') + 1);
	FILE *out = fopen(name, "w");
	if (!out || fwrite(f->bytes, 1, f->n, out) != f->n || fclose(out) != 0)
		stop(name);
}

static int cut(const char *log, const char *folder, long at, const char *how)
{
	char path[4096], to[4096];
	struct record r;
	size_t n;
	const char *p = load(log, &n), *end = p + n, *bytes;

	lies = strcmp(how, "lies") == 0;
	for (long i = 0; i < at && (bytes = read_record(p, end, &r, path, to)) != NULL; i++) {
		take(&r, path, to, bytes);
		p = bytes + (r.what == 'w' ? r.n : 0);
	}
	settle_names(how);
	for (size_t i = 0; i < nnames; i++)
		if (names[i].kept) {
			settle(names[i].kept, how);
			write_file(folder, names[i].path, names[i].kept);
		}
	return 0;
}

static int count(const char *log, int answers)
{
	char path[4096], to[4096];
	struct record r;
	size_t n;
	long lines = 0;
	const char *p = load(log, &n), *end = p + n, *bytes;

	for (; (bytes = read_record(p, end, &r, path, to)) != NULL; p = bytes + (r.what == 'w' ? r.n : 0)) {
		lines++;
		if (answers && r.what == 'a')
			printf("%ld\n", lines);
	}
	if (!answers)
		printf("%ld\n", lines);
	return 0;
}

static int ack(const char *log, const char *text)
{
	struct record r = {.magic = RECORD, .what = 'a', .npath = (unsigned)strlen(text)};
	char line[sizeof r + 4096];
	int fd = open(log, O_RDWR | O_APPEND | O_CREAT, 0600);

	if (fd < 0 || r.npath >= 4096)
		stop(log);
	memcpy(line, &r, sizeof r);
	memcpy(line + sizeof r, text, r.npath);
	flock(fd, LOCK_EX);
	return write(fd, line, sizeof r + r.npath) < 0 ? 2 : 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--ack") == 0)
		return ack(argv[2], argv[3]);
	if (argc == 3 && strcmp(argv[1], "--count") == 0)
		return count(argv[2], 0);
	if (argc == 3 && strcmp(argv[1], "--answers") == 0)
		return count(argv[2], 1);
	if (argc != 6) {
		fprintf(stderr, "usage: replay --ack LOG TEXT | --count LOG | --answers LOG | LOG OUT CUT HOW SEED\n");
		return 64;
	}
	dice = strtoull(argv[5], NULL, 10) * 2685821657736338717ULL + 88172645463325252ULL;
	for (int i = 0; i < 8; i++)
		roll(2);
	return cut(argv[1], argv[2], atol(argv[3]), argv[4]);
}
