/* site_folder: pages appear all at once, or not at all.
 *
 * They are written into a folder beside the one asked for, which then changes
 * places with it. A list of its files lies in it, so that the next export
 * knows which files are ours: those go, and all others are carried over. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/site_inner.h"
#include "base/io.h"

static const char list_name[] = ".tk-kb-export";
static const char *const list_heads[] = {"tk-kb export 1", "tk-kb export 1 internal"};   /* by whom it is for */
enum { LIST_MAX = 64 << 20 };

struct paths { const char **v; size_t n, cap; };

struct site_folder {
	struct arena *a;
	const char *dir, *temp;        /* dir as the user says it; where pages are written */
	const char *real;              /* dir, links followed; NULL: not there yet */
	bool internal;                 /* for agents alone */
	mode_t mode;
	struct paths put;              /* what is written */
	struct paths ours;             /* what the export before wrote; sorted */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool among(const struct paths *p, const char *path)
{
	return p->n && bsearch(&path, p->v, p->n, sizeof *p->v, by_name);
}

static const char *in(const struct site_folder *d, const char *dir, const char *path)
{
	return arena_printf(d->a, "%s/%s", dir, path);
}

static int cannot(struct fault *f, const char *path)
{
	return fault_set(f, EX_CANTCREAT, "%s: %s", path, strerror(errno));
}

/* --- what is there --- */

/* All files below dir/below, as paths from dir; with folders too ("name/"),
 * each behind what is in it. */
static int walk(struct site_folder *d, const char *dir, const char *below, bool folders,
                struct paths *found, struct fault *f)
{
	const char *path = *below ? in(d, dir, below) : dir;
	DIR *open = opendir(path);
	struct dirent *e;
	int bad = 0;

	if (!open)
		return cannot(f, path);
	while (!bad && (errno = 0, e = readdir(open))) {
		struct stat st;
		if (str_eq(e->d_name, ".") || str_eq(e->d_name, ".."))
			continue;
		const char *name = *below ? in(d, below, e->d_name) : arena_strdup(d->a, e->d_name);
		if (lstat(in(d, dir, name), &st) != 0)
			bad = cannot(f, in(d, dir, name));
		else if (S_ISDIR(st.st_mode))
			bad = walk(d, dir, name, folders, found, f);
		else
			*vec_push(d->a, found) = name;
	}
	closedir(open);
	if (folders)
		*vec_push(d->a, found) = arena_printf(d->a, "%s/", below);
	return bad;
}

/* Pages for agents do not come to stand where customers read, nor the other way round. */
static int check_head(const struct site_folder *d, const char *path, const char *head, struct fault *f)
{
	if (str_eq(head, list_heads[d->internal]))
		return 0;
	if (!str_eq(head, list_heads[!d->internal]))
		return fault_set(f, EX_CANTCREAT, _("%s: not a list of an export"), path);
	return fault_set(f, EX_CANTCREAT, d->internal
		? _("%s: holds pages for customers; name another folder for those with internal articles")
		: _("%s: holds pages with internal articles (--internal); name another folder for customers"), d->dir);
}

static int read_list(struct site_folder *d, struct fault *f)
{
	size_t n;
	const char *path = in(d, d->real, list_name);
	char *text = io_load(d->a, path, LIST_MAX, &n, f), *line, *next;

	if (!text)
		return f->code;
	for (line = text; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (line == text && check_head(d, path, line, f))
			return f->code;
		if (line != text && *line)
			*vec_push(d->a, &d->ours) = line;
	}
	*vec_push(d->a, &d->ours) = list_name;
	qsort(d->ours.v, d->ours.n, sizeof *d->ours.v, by_name);
	return 0;
}

static int look(struct site_folder *d, struct fault *f)
{
	struct stat st;
	struct paths found = {0};

	if (stat(d->dir, &st) != 0)
		return errno == ENOENT ? 0 : cannot(f, d->dir);
	if (!S_ISDIR(st.st_mode))
		return fault_set(f, EX_CANTCREAT, _("%s: not a folder"), d->dir);
	char *real = realpath(d->dir, arena_alloc(d->a, PATH_MAX));
	if (!real)
		return cannot(f, d->dir);
	d->real = real;
	d->mode = st.st_mode & 07777;
	if (lstat(in(d, real, list_name), &st) == 0)
		return read_list(d, f);
	int bad = walk(d, real, "", false, &found, f);
	return bad || found.n == 0 ? bad
		: fault_set(f, EX_CANTCREAT, _("%s: holds files that no export has written; name an empty folder or a new one"),
		            d->dir);
}

/* --- writing --- */

struct site_folder *site_folder_begin(struct arena *a, const char *dir, bool internal, struct fault *f)
{
	struct site_folder *d = arena_new(a, struct site_folder);
	size_t n = strlen(dir);
	char *name = arena_strdup(a, dir);

	while (n > 1 && name[n - 1] == '/')
		name[--n] = '\0';
	d->a = a;
	d->dir = name;
	d->internal = internal;
	d->mode = 0755;
	if (look(d, f))
		return NULL;
	char *temp = arena_printf(a, "%s.new-XXXXXX", d->real ? d->real : name);
	if (!mkdtemp(temp)) {
		cannot(f, temp);
		return NULL;
	}
	d->temp = temp;
	chmod(temp, d->mode);
	return d;
}

int site_folder_put(struct site_folder *d, const char *path, const char *p, size_t n, struct fault *f)
{
	const char *name = in(d, d->temp, path);
	int bad = io_folders_of(in(d, d->temp, path), strlen(d->temp) + 1, 0755, f);

	if (bad)
		return bad;
	FILE *out = fopen(name, "wxe");
	if (!out)
		return cannot(f, name);
	bool written = fwrite(p, 1, n, out) == n;
	if (fclose(out) != 0 || !written)
		return fault_set(f, EX_IOERR, "%s: %s", name, strerror(errno));
	*vec_push(d->a, &d->put) = arena_strdup(d->a, path);
	return 0;
}

static int put_list(struct site_folder *d, struct fault *f)
{
	struct str out = str_new(d->a);

	qsort(d->put.v, d->put.n, sizeof *d->put.v, by_name);
	str_printf(&out, "%s\n", list_heads[d->internal]);
	for (size_t i = 0; i < d->put.n; i++)
		str_printf(&out, "%s\n", d->put.v[i]);
	return site_folder_put(d, list_name, out.p, out.n, f);
}

/* --- changing places --- */

/* A file that is not ours, into the new folder as well. */
static int carry(struct site_folder *d, const char *path, struct fault *f)
{
	const char *from = in(d, d->real, path), *to = in(d, d->temp, path);
	int bad = io_folders_of(in(d, d->temp, path), strlen(d->temp) + 1, 0755, f);

	if (bad || linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
		return bad;
	if (errno == EEXIST)
		return fault_set(f, EX_CANTCREAT, _("%s: no export has written it; take it away first"), from);
	return cannot(f, to);
}

static int carry_all(struct site_folder *d, struct fault *f)
{
	struct paths found = {0};
	int bad = walk(d, d->real, "", false, &found, f);

	for (size_t i = 0; i < found.n && !bad; i++)
		if (!among(&d->ours, found.v[i]))
			bad = carry(d, found.v[i], f);
	return bad;
}

/* A folder with all that is in it; of the old one all has been carried over. */
static void clear(struct site_folder *d, const char *dir)
{
	struct fault unheard = {0};
	struct paths found = {0};

	walk(d, dir, "", true, &found, &unheard);
	for (size_t i = 0; i < found.n; i++)
		if (str_ends(found.v[i], "/"))
			rmdir(in(d, dir, found.v[i]));
		else
			unlink(in(d, dir, found.v[i]));
}

static int swap(struct site_folder *d, struct fault *f)
{
	const char *old = arena_printf(d->a, "%s.old", d->temp);

	if (renameat2(AT_FDCWD, d->temp, AT_FDCWD, d->real, RENAME_EXCHANGE) == 0) {
		clear(d, d->temp);
		return 0;
	}
	if (errno != EINVAL && errno != ENOSYS)
		return cannot(f, d->dir);
	/* A file system that cannot exchange names. */
	if (rename(d->real, old) != 0)
		return cannot(f, d->dir);
	if (rename(d->temp, d->real) != 0) {
		int bad = cannot(f, d->dir);
		rename(old, d->real);
		return bad;
	}
	clear(d, old);
	return 0;
}

static int sync_all(struct site_folder *d, struct fault *f)
{
	int fd = open(d->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && syncfs(fd) == 0;
	int bad = done ? 0 : fault_set(f, EX_IOERR, "%s: %s", d->temp, strerror(errno));

	if (fd >= 0)
		close(fd);
	return bad;
}

int site_folder_end(struct site_folder *d, struct fault *f)
{
	int bad = put_list(d, f);

	if (!bad && d->real)
		bad = carry_all(d, f);
	if (!bad)
		bad = sync_all(d, f);
	if (bad)
		return bad;
	bad = d->real ? swap(d, f) : rename(d->temp, d->dir) != 0 ? cannot(f, d->dir) : 0;
	if (!bad)
		io_sync_folder(d->real ? d->real : d->dir);
	return bad;
}

void site_folder_drop(struct site_folder *d)
{
	if (d && d->temp)
		clear(d, d->temp);
}
