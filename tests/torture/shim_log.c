/* shim_log: loaded with LD_PRELOAD before a program: writes down, in order,
 * what it does to files below TK_LOG_UNDER, in TK_LOG, for replay.c, which then
 * knows what a disk may hold after a power cut. What is mapped into memory
 * (the -shm file) is not seen: it means nothing after a cut. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "log.h"

#define REAL(name) ((__typeof__(&name))next(#name))

static struct {
	const char *under;
	int log, lock;
} shim = {.log = -1, .lock = -1};

static void *next(const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);

	if (!p)
		abort();
	return p;
}

__attribute__((constructor)) static void begin(void)
{
	const char *log = getenv("TK_LOG");

	shim.under = getenv("TK_LOG_UNDER");
	if (!log || !shim.under)
		return;
	/* Out of the way of programs that look at low numbers. */
	int fd = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	shim.log = fcntl(fd, F_DUPFD_CLOEXEC, 500);
	close(fd);
	fd = REAL(open)(log, O_RDONLY | O_CLOEXEC);
	shim.lock = fcntl(fd, F_DUPFD_CLOEXEC, 501);
	close(fd);
}

static int ours(const char *path)
{
	return shim.log >= 0 && strncmp(path, shim.under, strlen(shim.under)) == 0;
}

static int our_file(int fd, char path[4096])
{
	char link[64];
	ssize_t n;

	if (shim.log < 0)
		return 0;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, 4095);
	if (n < 0)
		return 0;
	path[n] = '\0';
	return ours(path) && (n < 4 || strcmp(path + n - 4, "-shm") != 0);
}

/* A call and its line in the log are one: nobody comes between. */
static void together(void)
{
	flock(shim.lock, LOCK_EX);
}

static void apart(void)
{
	int error = errno;

	flock(shim.lock, LOCK_UN);
	errno = error;
}

static void put(char what, const char *path, const char *to, long long at, const void *p, size_t n)
{
	struct record r = {.magic = RECORD, .what = what, .npath = (unsigned)strlen(path), .nto = (unsigned)strlen(to),
	                   .at = at, .n = n};
	struct iovec v[] = {{&r, sizeof r}, {(void *)path, r.npath}, {(void *)to, r.nto}, {(void *)p, p ? n : 0}};
	int error = errno;

	if (writev(shim.log, v, 4) < 0)
		abort();
	errno = error;
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	char path[4096];

	if (!our_file(fd, path))
		return REAL(pwrite64)(fd, p, n, at);
	together();
	ssize_t done = REAL(pwrite64)(fd, p, n, at);
	if (done > 0)
		put('w', path, "", at, p, (size_t)done);
	apart();
	return done;
}

ssize_t write(int fd, const void *p, size_t n)
{
	char path[4096];

	if (!our_file(fd, path))
		return REAL(write)(fd, p, n);
	together();
	off64_t at = fcntl(fd, F_GETFL) & O_APPEND ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
	ssize_t done = REAL(write)(fd, p, n);
	if (done > 0)
		put('w', path, "", at, p, (size_t)done);
	apart();
	return done;
}

int ftruncate64(int fd, off64_t size)
{
	char path[4096];

	if (!our_file(fd, path))
		return REAL(ftruncate64)(fd, size);
	together();
	int result = REAL(ftruncate64)(fd, size);
	if (result == 0)
		put('t', path, "", size, NULL, 0);
	apart();
	return result;
}

static int synced(int (*real)(int), int fd)
{
	char path[4096];

	if (!our_file(fd, path))
		return real(fd);
	together();
	int result = real(fd);
	if (result == 0)
		put('s', path, "", 0, NULL, 0);
	apart();
	return result;
}

int fsync(int fd)
{
	return synced(REAL(fsync), fd);
}

int fdatasync(int fd)
{
	return synced(REAL(fdatasync), fd);
}

/* Absolute, as /proc says it. */
static int opened(const char *name, const char *path, int flags, mode_t mode)
{
	int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))next(name);
	char full[4096];
	struct stat st;

	if (shim.log < 0 || !(flags & (O_CREAT | O_TRUNC)))
		return real(path, flags, mode);
	together();
	int there = stat(path, &st) == 0;
	int fd = real(path, flags, mode);
	if (fd >= 0 && our_file(fd, full) && !there)
		put('c', full, "", 0, NULL, 0);
	else if (fd >= 0 && our_file(fd, full) && (flags & O_TRUNC))
		put('t', full, "", 0, NULL, 0);
	apart();
	return fd;
}

static mode_t mode_in(int flags, va_list ap)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list ap;

	va_start(ap, flags);
	mode_t mode = mode_in(flags, ap);
	va_end(ap);
	return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list ap;

	va_start(ap, flags);
	mode_t mode = mode_in(flags, ap);
	va_end(ap);
	return opened("open64", path, flags, mode);
}

int mkstemp(char *name)
{
	char path[4096];

	if (shim.log < 0)
		return REAL(mkstemp)(name);
	together();
	int fd = REAL(mkstemp)(name);
	if (fd >= 0 && our_file(fd, path))
		put('c', path, "", 0, NULL, 0);
	apart();
	return fd;
}

/* The names of names: realpath() of a folder that is there. */
static const char *absolute(const char *path, char full[4096])
{
	char folder[4096];
	const char *slash = strrchr(path, '/');

	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
	char *real = realpath(folder, NULL);
	snprintf(full, 4096, "%s/%s", real ? real : folder, slash ? slash + 1 : path);
	free(real);
	return full;
}

int unlink(const char *path)
{
	char full[4096];

	if (shim.log < 0 || !ours(absolute(path, full)))
		return REAL(unlink)(path);
	together();
	int result = REAL(unlink)(path);
	if (result == 0)
		put('u', full, "", 0, NULL, 0);
	apart();
	return result;
}

int rename(const char *from, const char *to)
{
	char old[4096], new[4096];

	if (shim.log < 0 || !ours(absolute(to, new)))
		return REAL(rename)(from, to);
	together();
	int result = REAL(rename)(from, to);
	if (result == 0)
		put('r', absolute(from, old), new, 0, NULL, 0);
	apart();
	return result;
}
