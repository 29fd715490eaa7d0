/* editor: $VISUAL or $EDITOR on a private file. */
#include "app/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"

static int terminal(void)
{
	return open("/dev/tty", O_RDWR | O_CLOEXEC);
}

int editor_check(const struct app *app)
{
	int fd = io_tty(1) ? io_tty(0) ? 0 : terminal() : -1;

	if (fd < 0)
		return app_usage(app, "-e needs a terminal");
	if (fd > 0)
		close(fd);
	return 0;
}

static bool write_all(int fd, const char *text)
{
	for (size_t n = strlen(text); n > 0;) {
		ssize_t some = write(fd, text, n);
		if (some < 0 && errno == EINTR)
			continue;
		if (some <= 0)
			return false;
		text += some;
		n -= (size_t)some;
	}
	return true;
}

char *editor_file(struct app *app, const char *text)
{
	const char *tmp = getenv("TMPDIR");
	char *path = arena_printf(app->a, "%s/tk-XXXXXX", str_empty(tmp) ? "/tmp" : tmp);
	int fd = mkstemp(path);
	bool written = fd >= 0 && write_all(fd, text);

	if (fd >= 0)
		close(fd);
	if (written)
		return path;
	warn("%s: cannot be made: %s", path, strerror(errno));
	if (fd >= 0)
		unlink(path);
	return NULL;
}

bool editor_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_CREAT, 0600);
	bool written = fd >= 0 && write_all(fd, text);

	if (!written)
		warn("%s: cannot be written: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return written;
}

int editor_run(struct app *app, const char *path)
{
	const char *editor = getenv("VISUAL");
	int status;

	if (str_empty(editor))
		editor = getenv("EDITOR");
	if (str_empty(editor))
		editor = "vi";
	pid_t child = fork();
	if (child == 0) {
		int fd = io_tty(0) ? -1 : terminal();
		if (fd >= 0)
			dup2(fd, 0);
		execl("/bin/sh", "sh", "-c", arena_printf(app->a, "%s \"$1\"", editor), "sh", path, (char *)NULL);
		die(EX_UNAVAILABLE, "sh: cannot be run");
	}
	if (child >= 0 && waitpid(child, &status, 0) >= 0 && status == 0)
		return 0;
	warn("%s: the editor failed; nothing is changed", editor);
	return EX_UNAVAILABLE;
}
