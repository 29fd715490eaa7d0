/* clock RUNS COMMAND...: runs a command so many times, its output thrown away,
 * and prints "wall_ms cpu_ms rss_kib": the medians of wall and CPU time (user
 * and system) and the greatest resident memory. stdin is read again for each
 * run from the file in CLOCK_STDIN. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void child(char **argv)
{
	const char *in = getenv("CLOCK_STDIN");
	int from = open(in ? in : "/dev/null", O_RDONLY), to = open("/dev/null", O_WRONLY);

	dup2(from, 0);
	dup2(to, 1);
	execvp(argv[0], argv);
	_exit(127);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
	int runs = argc > 2 ? atoi(argv[1]) : 0, status;
	double *wall = calloc((size_t)runs + 1, sizeof *wall), *cpu = calloc((size_t)runs + 1, sizeof *cpu);
	long rss = 0;

	if (runs < 1)
		return 64;
	for (int i = 0; i < runs; i++) {
		struct rusage u;
		double from = now();
		pid_t pid = fork();
		if (pid == 0)
			child(argv + 2);
		wait4(pid, &status, 0, &u);
		wall[i] = now() - from;
		cpu[i] = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
		         (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
		if (u.ru_maxrss > rss)
			rss = u.ru_maxrss;
		if (WIFSIGNALED(status) || WEXITSTATUS(status) >= 64) {
			fprintf(stderr, "clock: %s failed\n", argv[2]);
			return 1;
		}
	}
	qsort(wall, (size_t)runs, sizeof *wall, by_value);
	qsort(cpu, (size_t)runs, sizeof *cpu, by_value);
	printf("%.3f %.3f %ld\n", wall[runs / 2], cpu[runs / 2], rss);
	return 0;
}
