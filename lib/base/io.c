/* io: files and streams, whole or by line, and where the program's own files
 * are. Lines are read byte by byte from the FILE so that a reader keeps pace
 * with a slow writer and leaves the rest of the stream to others. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

#ifndef TK_DATADIR
#define TK_DATADIR "/usr/local/share/tk-desk"
#endif
#ifndef TK_LOCALEDIR
#define TK_LOCALEDIR "/usr/local/share/locale"
#endif
#ifndef TK_LIBDIR
#define TK_LIBDIR "/usr/local/lib/tk-desk"
#endif

enum { FIRST_READ = 16384, FIRST_LINE = 256 };

/* Room in buf for at least one more byte beside n. */
static char *more_room(struct arena *a, char *buf, size_t n, size_t *cap, size_t first)
{
	if (n < *cap)
		return buf;
	size_t more = *cap ? *cap * 2 : first;
	buf = arena_grow(a, buf, *cap, more);
	*cap = more;
	return buf;
}

char *io_read(struct arena *a, FILE *in, const char *name, size_t max,
              size_t *len, struct fault *f)
{
	char *buf = NULL;
	size_t n = 0, cap = 0, got;
	do {
		/* One byte stays free for the NUL. */
		buf = more_room(a, buf, n + 1, &cap, FIRST_READ);
		got = fread(buf + n, 1, cap - n - 1, in);
		n += got;
		if (n > max) {
			fault_at(f, EX_DATAERR, name, 0, 0, "larger than %zu bytes", max);
			return NULL;
		}
	} while (got > 0);
	if (ferror(in)) {
		fault_at(f, EX_IOERR, name, 0, 0, "cannot read: %s", strerror(errno));
		return NULL;
	}
	buf[n] = '\0';
	*len = n;
	return buf;
}

char *io_load(struct arena *a, const char *path, size_t max, size_t *len,
              struct fault *f)
{
	if (str_eq(path, "-"))
		return io_read(a, stdin, "stdin", max, len, f);
	FILE *in = fopen(path, "re");
	if (!in) {
		fault_at(f, EX_NOINPUT, path, 0, 0, "cannot open: %s", strerror(errno));
		return NULL;
	}
	struct stat st;
	char *p = NULL;
	if (fstat(fileno(in), &st) == 0 && S_ISDIR(st.st_mode))
		fault_at(f, EX_NOINPUT, path, 0, 0, "is a folder, not a file");
	else
		p = io_read(a, in, path, max, len, f);
	fclose(in);
	return p;
}

/* Reads up to and without the delimiter; false where not even that came. */
static bool read_line(struct io_lines *r, size_t *n)
{
	int c;
	*n = 0;
	while ((c = getc_unlocked(r->in)) != EOF && c != (unsigned char)r->delim) {
		r->buf = more_room(r->a, r->buf, *n + 1, &r->cap, FIRST_LINE);
		r->buf[(*n)++] = (char)c;
		/* Not one over: the '\r' of a full line is no part of it. */
		if (r->max > 0 && *n - 1 > r->max)
			return true;
	}
	r->buf = more_room(r->a, r->buf, *n, &r->cap, FIRST_LINE);
	if (c == '\n' && *n > 0 && r->buf[*n - 1] == '\r')
		--*n;
	return c != EOF || *n > 0;
}

char *io_line(struct io_lines *r, size_t *len, struct fault *f)
{
	size_t n;
	bool any = read_line(r, &n);
	if (ferror(r->in)) {
		fault_at(f, EX_IOERR, r->name, r->no + 1, 0, "cannot read: %s", strerror(errno));
		return NULL;
	}
	if (!any)
		return NULL;
	r->no++;
	if (r->max > 0 && n > r->max) {
		fault_at(f, EX_DATAERR, r->name, r->no, 0, "line longer than %zu bytes", r->max);
		return NULL;
	}
	r->buf[n] = '\0';
	*len = n;
	return r->buf;
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);
		if (w < 0 && errno != EINTR)
			return false;
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		}
	}
	return true;
}

/* Fills the temporary file and closes it, whatever happens. */
static bool write_file(int fd, const void *p, size_t n, unsigned mode)
{
	bool ok = write_all(fd, p, n) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	int e = errno;
	if (close(fd) != 0 && ok)
		return false;
	errno = e;
	return ok;
}

void io_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct arena a = {0};
	const char *folder = !slash ? "." : slash == path ? "/"
		: arena_dup(&a, path, (size_t)(slash - path));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	arena_free(&a);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

static int save_in(struct arena *a, const char *path, const void *p, size_t n,
                   unsigned mode, struct fault *f)
{
	struct stat st;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return fault_at(f, EX_CANTCREAT, path, 0, 0, "is there and is no regular file");
	char *temp = arena_printf(a, "%s.XXXXXX", path);
	int fd = mkstemp(temp);
	if (fd < 0)
		return fault_at(f, EX_CANTCREAT, path, 0, 0, "cannot create: %s", strerror(errno));
	if (!write_file(fd, p, n, mode)) {
		fault_at(f, EX_IOERR, path, 0, 0, "cannot write: %s", strerror(errno));
		unlink(temp);
		return EX_IOERR;
	}
	if (rename(temp, path) != 0) {
		fault_at(f, EX_CANTCREAT, path, 0, 0, "cannot replace: %s", strerror(errno));
		unlink(temp);
		return EX_CANTCREAT;
	}
	io_sync_folder(path);
	return 0;
}

int io_save(const char *path, const void *p, size_t n, unsigned mode,
            struct fault *f)
{
	struct arena a = {0};
	int code = save_in(&a, path, p, n, mode, f);
	arena_free(&a);
	return code;
}

int io_folder(const char *path, struct fault *f)
{
	struct stat st;

	if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
		return 0;
	return fault_at(f, EX_CANTCREAT, path, 0, 0, "%s", errno == EEXIST ? "is there and is no folder" : strerror(errno));
}

int io_folders_of(const char *path, size_t skip, unsigned mode, struct fault *f)
{
	char folder[PATH_MAX];

	for (const char *slash = strchr(path + skip, '/'); slash; slash = strchr(slash + 1, '/')) {
		size_t n = (size_t)(slash - path);
		if (n >= sizeof folder)
			return fault_at(f, EX_CANTCREAT, path, 0, 0, "%s", strerror(ENAMETOOLONG));
		memcpy(folder, path, n);
		folder[n] = '\0';
		if (n && mkdir(folder, mode) != 0 && errno != EEXIST)
			return fault_at(f, EX_CANTCREAT, NULL, 0, 0, "%s: %s", folder, strerror(errno));
	}
	return 0;
}

bool io_tty(int fd)
{
	return isatty(fd) == 1;
}

/* --- where the program's own files are --- */

/* The path of the running program; NULL where the system does not tell. */
static char *program_path(struct arena *a)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	if (n <= 0)
		return NULL;
	exe[n] = '\0';
	return arena_strdup(a, exe);
}

/* The root of the source tree where this program lies in its build folder,
 * else NULL. Any depth will do: bin, test programs, sanitizer builds. */
static char *source_tree(struct arena *a)
{
	char *root = program_path(a), *build = NULL;
	for (char *p = root; p && (p = strstr(p, "/build/")) != NULL; p++)
		build = p;
	if (!build)
		return NULL;
	*build = '\0';
	return access(arena_printf(a, "%s/share/policies", root), F_OK) == 0 ? root : NULL;
}

/* PREFIX where this program is PREFIX/bin/NAME beside PREFIX/share/tk-desk:
 * it may have been built for another one, or moved. Else NULL. */
static char *own_prefix(struct arena *a)
{
	char *root = program_path(a), *slash = root ? strrchr(root, '/') : NULL;
	if (!slash || slash - root < 4 || strncmp(slash - 4, "/bin", 4) != 0)
		return NULL;
	slash[-4] = '\0';
	return access(arena_printf(a, "%s/share/tk-desk", root), F_OK) == 0 ? root : NULL;
}

char *io_share(struct arena *a, const char *name)
{
	const char *root = source_tree(a), *prefix = own_prefix(a);
	if (root)
		return arena_printf(a, "%s/share/%s", root, name);
	return prefix ? arena_printf(a, "%s/share/tk-desk/%s", prefix, name)
	              : arena_printf(a, TK_DATADIR "/%s", name);
}

/* The build folder whose bin/ or tests/ this program lies in: build, or
 * build/san. */
static char *build_folder(struct arena *a, const char *root)
{
	char *folder = program_path(a), *slash = strrchr(folder, '/');
	char *tests = strstr(folder + strlen(root), "/tests/");
	if (tests) {
		*tests = '\0';
		return folder;
	}
	if (slash - folder >= 4 && strncmp(slash - 4, "/bin", 4) == 0) {
		slash[-4] = '\0';
		return folder;
	}
	return arena_printf(a, "%s/build", root);
}

char *io_made(struct arena *a, const char *name)
{
	const char *root = source_tree(a), *prefix = own_prefix(a);
	bool locale = str_eq(name, "locale");
	if (root)
		return arena_printf(a, "%s/%s", build_folder(a, root), name);
	if (prefix)
		return arena_printf(a, "%s/%s/%s", prefix, locale ? "share" : "lib/tk-desk", name);
	return locale ? arena_strdup(a, TK_LOCALEDIR) : arena_printf(a, TK_LIBDIR "/%s", name);
}
