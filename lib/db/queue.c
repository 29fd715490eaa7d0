/* queue: writers of one file take turns, in the order they came. */
#include "db/queue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

int queue_open(struct queue *q, const char *path)
{
	char name[4096];
	struct stat st;
	mode_t mode = 0600;

	if (stat(path, &st) == 0)      /* who may write the desk may wait for it */
		mode = st.st_mode & 0666;
	snprintf(name, sizeof name, "%s-lock", path);
	q->fd = open(name, O_RDWR | O_CLOEXEC);
	if (q->fd < 0 && errno == ENOENT) {
		q->fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, mode);
		if (q->fd >= 0)
			(void)!fchmod(q->fd, mode);
	}
	return q->fd < 0 ? -1 : 0;
}

void queue_close(struct queue *q)
{
	if (q->fd >= 0)
		close(q->fd);
	q->fd = -1;
}

static int lock(int fd, int command, short type, off_t byte)
{
	struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
	return fcntl(fd, command, &l);
}

static void wake(int sig)
{
	(void)sig;
}

/* Both locks, waiting; the timer's signals interrupt fcntl, also where whoever
 * started the program had blocked them. */
static int wait_turn(int fd)
{
	sigset_t bell, was;

	sigemptyset(&bell);
	sigaddset(&bell, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &bell, &was);
	int got = lock(fd, F_OFD_SETLKW, F_WRLCK, 0);
	if (got == 0) {
		got = lock(fd, F_OFD_SETLKW, F_WRLCK, 1);
		lock(fd, F_OFD_SETLK, F_UNLCK, 0);
	}
	int error = errno;
	sigprocmask(SIG_SETMASK, &was, NULL);
	errno = error;
	return got;
}

int queue_enter(struct queue *q, int seconds)
{
	struct sigaction old, now = {.sa_handler = wake};
	/* Rings again each 50 ms, in case the first ring falls between calls. */
	struct itimerval bell = {{0, 50000}, {seconds, 0}}, was;
	int got;

	if (q->fd < 0)
		return 0;
	if (lock(q->fd, F_OFD_SETLK, F_WRLCK, 0) == 0) {
		got = lock(q->fd, F_OFD_SETLK, F_WRLCK, 1);
		lock(q->fd, F_OFD_SETLK, F_UNLCK, 0);
		if (got == 0)
			return 0;
	}
	sigemptyset(&now.sa_mask);
	sigaction(SIGALRM, &now, &old);
	setitimer(ITIMER_REAL, &bell, &was);
	got = wait_turn(q->fd);
	setitimer(ITIMER_REAL, &was, NULL);
	sigaction(SIGALRM, &old, NULL);
	return got;
}

void queue_leave(struct queue *q)
{
	if (q->fd >= 0)
		lock(q->fd, F_OFD_SETLK, F_UNLCK, 1);
}
