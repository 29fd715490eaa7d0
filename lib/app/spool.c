/* spool: an input that can be read as often as need be. */
#include "app/spool.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/io.h"

enum { COPY = 1 << 16, PIPE_MAX = 1 << 30 };

static int copy(struct app *app, struct spool *s, FILE *from)
{
	char *buf = arena_alloc(app->a, COPY);
	int fd = memfd_create("tk-spool", MFD_CLOEXEC);
	size_t n, all = 0;

	if (fd < 0 || (s->in = fdopen(fd, "w+")) == NULL) {
		warn("no room for a copy of %s: %s", s->name, strerror(errno));
		return EX_OSERR;
	}
	while ((n = fread(buf, 1, COPY, from)) > 0) {
		if ((all += n) > PIPE_MAX) {
			warn("%s: more than %d MiB: give it as a file", s->name, PIPE_MAX >> 20);
			return EX_DATAERR;
		}
		if (fwrite(buf, 1, n, s->in) != n)
			break;
	}
	if (ferror(from) || ferror(s->in) || fflush(s->in) != 0) {
		warn("%s: cannot be copied: %s", s->name, strerror(errno));
		return EX_IOERR;
	}
	s->end = (off_t)all;
	return 0;
}

int spool_open(struct app *app, const char *path, struct spool *s)
{
	bool from_stdin = !path || strcmp(path, "-") == 0;
	FILE *in = from_stdin ? stdin : fopen(path, "re");
	struct stat st;

	if (from_stdin && io_tty(0))
		return app_usage(app, "the rows are read from a pipe or a file");
	s->name = from_stdin ? "stdin" : path;
	if (!in || fstat(fileno(in), &st) != 0 || S_ISDIR(st.st_mode)) {
		warn("%s: cannot open: %s", path, in ? "is a folder, not a file" : strerror(errno));
		return EX_NOINPUT;
	}
	s->in = in;
	s->start = S_ISREG(st.st_mode) ? ftello(in) : -1;
	s->end = st.st_size;
	if (s->start >= 0)
		return 0;
	s->start = 0;
	int bad = copy(app, s, in);
	if (!from_stdin)
		fclose(in);
	return bad;
}

off_t spool_at(const struct spool *s)
{
	off_t at = ftello(s->in);

	if (at < 0)
		die(EX_IOERR, "%s: %s", s->name, strerror(errno));
	return at;
}

void spool_to(const struct spool *s, off_t at)
{
	if (fseeko(s->in, at, SEEK_SET) != 0)
		die(EX_IOERR, "%s: %s", s->name, strerror(errno));
}

void spool_rewind(const struct spool *s)
{
	spool_to(s, s->start);
}

void spool_close(struct spool *s)
{
	if (s->in != stdin)
		fclose(s->in);
}
