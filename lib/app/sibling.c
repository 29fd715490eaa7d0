/* sibling: the program that lies beside this one, else the one that the shell
 * would find. */
#include "app/sibling.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"

static char *beside(struct arena *a, const char *name)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (n < 0)
		return arena_strdup(a, name);
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return arena_strdup(a, name);
	*slash = '\0';
	char *full = arena_printf(a, "%s/%s", path, name);
	return access(full, X_OK) == 0 ? full : arena_strdup(a, name);
}

void sibling_suggest(struct app *app, int64_t ticket)
{
	const char *path = beside(app->a, "tk-kb"), *ref = arena_printf(app->a, "%" PRId64, ticket);
	const char *argv[16] = {"tk-kb", "--db", app->db, "-c", "key,lang,title,why"};
	int n = 5, status;

	if (app_values.as) {
		argv[n++] = "--as";
		argv[n++] = app_values.as;
	}
	if (app_values.now) {
		argv[n++] = "--now";
		argv[n++] = app_values.now;
	}
	if (isatty(2))
		argv[n++] = "--table";
	argv[n++] = "suggest";
	argv[n++] = ref;
	argv[n] = NULL;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		dup2(2, 1);
		execvp(path, (char *const *)argv);
		warn("tk-kb: cannot be run: %s", strerror(errno));
		_exit(127);
	}
	if (child < 0)
		warn("tk-kb: cannot be run: %s", strerror(errno));
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
}
