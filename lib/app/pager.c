/* pager: documents on a terminal go through $PAGER. */
#include "app/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

static _Noreturn void become(const char *command, const int fd[2])
{
	dup2(fd[0], 0);
	close(fd[0]);
	close(fd[1]);
	setenv("LESS", "FIRX", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	die(EX_UNAVAILABLE, "sh: cannot be run");
}

pid_t pager_begin(struct app *app, bool wanted)
{
	const char *command = getenv("PAGER");
	int fd[2];

	if (!command)
		command = "less";
	if (!wanted || !*command || strcmp(command, "cat") == 0 || !io_tty(0) || !io_tty(1))
		return 0;
	/* Where the command is not there the document itself still comes out. */
	command = arena_printf(app->a, "%s || exec cat", command);
	if (pipe(fd) != 0)
		return 0;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		become(command, fd);
	if (child > 0)
		dup2(fd[1], 1);
	close(fd[0]);
	close(fd[1]);
	return child > 0 ? child : 0;
}

void pager_end(pid_t pager)
{
	int status;

	if (!pager)
		return;
	signal(SIGINT, SIG_IGN);       /* the reader's own affair now */
	fflush(stdout);
	close(1);
	while (waitpid(pager, &status, 0) < 0 && errno == EINTR)
		;
}
