/* shim_fail: loaded with LD_PRELOAD before a program: lets one of its calls go
 * wrong, or ends it there, and lies about the clock and the file system.
 *
 * TK_SHIM="CALL NUMBER HOW": the NUMBER-th of these calls on files below
 * TK_SHIM_UNDER. CALL is write, sync, read, truncate, open, unlink, rename or
 * any. HOW is EIO, ENOSPC, EACCES; short (half is written, then the disk is
 * full); kill (SIGKILL before the call), killed (behind it); with a + all that
 * follow, too. TK_SHIM_TOLD is a file that is made when it happens.
 * TK_SHIM_CLOCK is added to what the clock says, in seconds, and TK_SHIM_FS is
 * what statfs() says of every file system, in hexadecimal. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))next(#name))

static struct {
	char call[16], how[16];
	long number, seen, clock;
	unsigned long fs;
	const char *under, *told;
	int error;                     /* errno, 0: another way of going wrong */
	int on, rest, half;
} shim;

static void *next(const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);

	if (!p)
		abort();
	return p;
}

__attribute__((constructor)) static void begin(void)
{
	static const struct { const char *name; int error; } errors[] = {
		{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EACCES", EACCES},
	};
	const char *text = getenv("TK_SHIM"), *clock = getenv("TK_SHIM_CLOCK"), *fs = getenv("TK_SHIM_FS");

	shim.clock = clock ? strtol(clock, NULL, 10) : 0;
	shim.fs = fs ? strtoul(fs, NULL, 16) : 0;
	shim.under = getenv("TK_SHIM_UNDER");
	shim.told = getenv("TK_SHIM_TOLD");
	if (!text || sscanf(text, "%15s %ld %15s", shim.call, &shim.number, shim.how) != 3)
		return;
	shim.on = 1;
	size_t n = strlen(shim.how);
	if (shim.how[n - 1] == '+') {
		shim.rest = 1;
		shim.how[n - 1] = '\0';
	}
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (strcmp(shim.how, errors[i].name) == 0)
			shim.error = errors[i].error;
}

static int ours(const char *path)
{
	return !shim.under || strncmp(path, shim.under, strlen(shim.under)) == 0;
}

static int our_file(int fd)
{
	char link[64], path[4096];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path - 1);
	if (n < 0)
		return 0;
	path[n] = '\0';
	return ours(path);
}

static void tell(void)
{
	if (shim.told)
		close(REAL(open)(shim.told, O_WRONLY | O_CREAT, 0600));
}

/* Is it this call's turn to go wrong? */
static int turn(const char *call)
{
	if (!shim.on || (strcmp(shim.call, call) != 0 && strcmp(shim.call, "any") != 0))
		return 0;
	shim.seen++;
	if (shim.seen != shim.number && !(shim.rest && shim.seen > shim.number))
		return 0;
	tell();
	if (strcmp(shim.how, "kill") == 0)
		raise(SIGKILL);
	return 1;
}

static void after(int now)
{
	if (now && strcmp(shim.how, "killed") == 0)
		raise(SIGKILL);
}

/* Does it fail, with errno set? */
static int fails(int now)
{
	if (now && shim.error)
		errno = shim.error;
	return now && shim.error;
}

/* --- writing --- */

/* How many of n bytes fit on the disk; -1: none. */
static ssize_t room(int now, size_t n)
{
	if (now && strcmp(shim.how, "short") == 0) {
		shim.half = 1;
		return n > 1 ? (ssize_t)(n / 2) : -1;
	}
	return shim.half ? -1 : (ssize_t)n;
}

static ssize_t full(void)
{
	shim.half = shim.rest;
	errno = ENOSPC;
	return -1;
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	int our = our_file(fd), now = our && turn("write");
	ssize_t fits = our ? room(now, n) : (ssize_t)n;

	if (fails(now))
		return -1;
	if (fits < 0)
		return full();
	ssize_t done = REAL(pwrite64)(fd, p, (size_t)fits, at);
	after(now);
	return done;
}

ssize_t write(int fd, const void *p, size_t n)
{
	int our = our_file(fd), now = our && turn("write");
	ssize_t fits = our ? room(now, n) : (ssize_t)n;

	if (fails(now))
		return -1;
	if (fits < 0)
		return full();
	ssize_t done = REAL(write)(fd, p, (size_t)fits);
	after(now);
	return done;
}

int ftruncate64(int fd, off64_t size)
{
	int now = our_file(fd) && turn("truncate");

	if (fails(now))
		return -1;
	int result = REAL(ftruncate64)(fd, size);
	after(now);
	return result;
}

static int synced(int (*real)(int), int fd)
{
	int now = our_file(fd) && turn("sync");

	if (fails(now))
		return -1;
	int result = real(fd);
	after(now);
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

/* --- reading --- */

ssize_t pread64(int fd, void *p, size_t n, off64_t at)
{
	int now = our_file(fd) && turn("read");

	if (fails(now))
		return -1;
	ssize_t got = REAL(pread64)(fd, p, n, at);
	after(now);
	return got;
}

ssize_t read(int fd, void *p, size_t n)
{
	int now = our_file(fd) && turn("read");

	if (fails(now))
		return -1;
	ssize_t got = REAL(read)(fd, p, n);
	after(now);
	return got;
}

/* --- names --- */

static int opened(const char *name, const char *path, int flags, mode_t mode)
{
	int now = ours(path) && turn("open");

	if (fails(now))
		return -1;
	int fd = ((int (*)(const char *, int, ...))next(name))(path, flags, mode);
	after(now);
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

int unlink(const char *path)
{
	int now = ours(path) && turn("unlink");

	if (fails(now))
		return -1;
	int result = REAL(unlink)(path);
	after(now);
	return result;
}

int rename(const char *from, const char *to)
{
	int now = ours(to) && turn("rename");

	if (fails(now))
		return -1;
	int result = REAL(rename)(from, to);
	after(now);
	return result;
}

/* --- lies --- */

int clock_gettime(clockid_t id, struct timespec *t)
{
	int result = REAL(clock_gettime)(id, t);

	if (id == CLOCK_REALTIME)
		t->tv_sec += shim.clock;
	return result;
}

time_t time(time_t *to)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (to)
		*to = t.tv_sec;
	return t.tv_sec;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	int result = REAL(gettimeofday)(t, zone);

	t->tv_sec += shim.clock;
	return result;
}

int statfs(const char *path, struct statfs *fs)
{
	int result = REAL(statfs)(path, fs);

	if (result == 0 && shim.fs)
		fs->f_type = (__typeof__(fs->f_type))shim.fs;
	return result;
}
