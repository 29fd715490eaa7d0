/* queue: turns are waited for, but not for ever. */
#include "db/queue.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static char path[] = "/tmp/tk-queue-XXXXXX";

/* Ends this program where it waits for ever. */
static pid_t watchdog(void)
{
	pid_t dog = fork();

	if (dog == 0) {
		sleep(20);
		kill(getppid(), SIGKILL);
		_exit(0);
	}
	return dog;
}

static void wait_beside_a_holder(void)
{
	struct queue holder, other;

	CHECK_INT(queue_open(&holder, path), 0);
	CHECK_INT(queue_open(&other, path), 0);
	CHECK_INT(queue_enter(&holder, 1), 0);
	CHECK_INT(queue_enter(&other, 1), -1);
	queue_leave(&holder);
	CHECK_INT(queue_enter(&other, 1), 0);
	queue_close(&other);
	queue_close(&holder);
}

TEST(the_wait_ends)
{
	wait_beside_a_holder();
}

TEST(also_where_the_signal_was_blocked)
{
	sigset_t bell, now;

	sigemptyset(&bell);
	sigaddset(&bell, SIGALRM);
	sigprocmask(SIG_BLOCK, &bell, NULL);
	wait_beside_a_holder();
	sigprocmask(SIG_SETMASK, NULL, &now);
	CHECK(sigismember(&now, SIGALRM) == 1);        /* as it was */
}

int main(void)
{
	static const struct test_case cases[] = {T(the_wait_ends), T(also_where_the_signal_was_blocked)};
	char lock[64];
	int fd = mkstemp(path);
	pid_t dog = watchdog();

	close(fd);
	int bad = test_run(cases, sizeof cases / sizeof *cases);
	kill(dog, SIGKILL);
	waitpid(dog, NULL, 0);
	snprintf(lock, sizeof lock, "%s-lock", path);
	unlink(lock);
	unlink(path);
	return bad;
}
