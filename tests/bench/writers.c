/* writers N SECONDS COMMAND...: N processes run a command again and again for
 * so many seconds, each run a process of its own, output thrown away. Prints
 * "per_second median_ms longest_ms failed" of all runs. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 200000 };

struct shared { int n, failed; double ms[RUNS_MAX]; };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int run(char **argv)
{
	int status;
	pid_t pid = vfork();

	if (pid == 0) {
		execvp(*argv, argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return -1;
	return status;
}

static void write_until(struct shared *s, double end, char **argv)
{
	while (now() < end) {
		double from = now();
		int status = run(argv), i = __atomic_fetch_add(&s->n, 1, __ATOMIC_RELAXED);
		if (i < RUNS_MAX)
			s->ms[i] = now() - from;
		if (status != 0)
			__atomic_fetch_add(&s->failed, 1, __ATOMIC_RELAXED);
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
	int writers = argc > 3 ? atoi(argv[1]) : 0;
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double from = now(), end = from + (argc > 3 ? atof(argv[2]) : 0) * 1e3;
	int null = open("/dev/null", O_RDWR), out = dup(1);

	if (writers < 1 || s == MAP_FAILED || null < 0 || out < 0)
		return 64;
	dup2(null, 0);
	dup2(null, 1);
	fcntl(out, F_SETFD, FD_CLOEXEC);
	for (int i = 0; i < writers; i++)
		if (fork() == 0) {
			write_until(s, end, argv + 3);
			_exit(0);
		}
	while (wait(NULL) > 0)
		;
	double took = now() - from;
	int n = s->n < RUNS_MAX ? s->n : RUNS_MAX;
	if (n == 0)
		return 1;
	qsort(s->ms, (size_t)n, sizeof *s->ms, by_size);
	dprintf(out, "%.0f %.1f %.0f %d\n", s->n * 1e3 / took, s->ms[n / 2], s->ms[n - 1], s->failed);
	return 0;
}
