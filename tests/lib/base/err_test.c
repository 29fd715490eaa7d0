/* err: faults, and what a dying program says and answers. Each way out runs
 * in a child whose stderr and exit code are caught. */
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"

static char said[8192];

/* Runs fn in a child; stdout goes to `out` where that is no -1. Returns the
 * exit code, or 128 + signal. */
static int child(void (*fn)(void), int out)
{
	int err[2];
	if (pipe(err) != 0)
		return -1;
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		struct rlimit none = {0, 0};
		setrlimit(RLIMIT_CORE, &none);
		dup2(err[1], STDERR_FILENO);
		if (out >= 0)
			dup2(out, STDOUT_FILENO);
		close(err[0]);
		fn();
		_exit(99);
	}
	close(err[1]);
	size_t n = 0;
	for (ssize_t got; (got = read(err[0], said + n, sizeof said - 1 - n)) > 0;)
		n += (size_t)got;
	said[n] = '\0';
	close(err[0]);
	int status;
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

TEST(fills_faults)
{
	struct fault f = {0};
	CHECK_INT(fault_set(&f, EX_USAGE, "no %s", "way"), EX_USAGE);
	CHECK_INT(f.code, EX_USAGE);
	CHECK_STR(f.text, "no way");
	CHECK_INT(fault_at(&f, EX_DATAERR, "x.csv", 3, 9, "bad row"), EX_DATAERR);
	CHECK_STR(f.file, "x.csv");
	CHECK_INT(f.line, 3);
	CHECK_INT(f.col, 9);
	fault_set(&f, EX_DATAERR, "worse");
	CHECK_INT(f.line, 3);
	CHECK_INT(fault_set(NULL, EX_USAGE, "unheard"), EX_USAGE);
	CHECK_INT(fault_set(&f, EX_USAGE, "%600s", "x"), EX_USAGE);
	CHECK_INT(strlen(f.text), sizeof f.text - 1 - 80);
	char text[600];
	memset(text, 'x', sizeof text);
	strcpy(text + sizeof text - 20, "end");
	CHECK_INT(fault_set(&f, EX_USAGE, "%s", text), EX_USAGE);
	CHECK_INT(strlen(f.text), sizeof f.text - 1);
	CHECK_STR(f.text + sizeof f.text - 5, "x...");
	memcpy(text + 460, "4111 1111 1111 1111", 19);
	CHECK_INT(fault_set(&f, EX_USAGE, "%s", text), EX_USAGE);
	CHECK_STR(f.text + 459, "x...");
}

static void warnings(void)
{
	err_program("tk-x");
	warn("subject \x1b[31m\nnext \xff");
	note("heard");
	err_quiet(true);
	note("unheard");
	warn("still heard");
	warn_fault(&(struct fault){.text = "a"});
	warn_fault(&(struct fault){.text = "b", .file = "f"});
	warn_fault(&(struct fault){.text = "c", .file = "f", .line = 2});
	warn_fault(&(struct fault){.text = "d", .file = "f", .line = 2, .col = 7});
	warn_fault(&(struct fault){.text = "e", .line = 2});
	_exit(0);
}

TEST(warns)
{
	CHECK_INT(child(warnings, -1), 0);
	CHECK_STR(said,
		"tk-x: subject \\x1b[31m\\x0anext \\xff\n"
		"tk-x: heard\n"
		"tk-x: still heard\n"
		"tk-x: a\n"
		"tk-x: f: b\n"
		"tk-x: f:2: c\n"
		"tk-x: f:2:7: d\n"
		"tk-x: line 2: e\n");
}

static const char *shouted(const char *text)
{
	if (*text == '!')
		warn("!again");        /* is not filtered */
	return *text == 'a' ? "A" : text;
}

static void filtered(void)
{
	err_program("tk-x");
	err_filter(shouted);
	warn("a");
	warn("!");
	warn_fault(&(struct fault){.text = "a", .file = "a", .line = 1});
	err_filter(NULL);
	warn("a");
	_exit(0);
}

TEST(messages_pass_the_filter)
{
	CHECK_INT(child(filtered, -1), 0);
	CHECK_STR(said, "tk-x: A\ntk-x: !again\ntk-x: !\ntk-x: A:1: A\ntk-x: a\n");
}

static void long_warning(void)
{
	char text[6000];
	memset(text, '\1', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	warn("%s", text);
	_exit(0);
}

TEST(cuts_endless_messages)
{
	CHECK_INT(child(long_warning, -1), 0);
	CHECK_INT(strlen(said), 4096);
	CHECK_INT(said[4095], '\n');
}

static char cleaned[] = "cleaned", died[] = "died", never_run[] = "never run";

static void clean(void *arg)
{
	warn("%s", (const char *)arg);
}

static void clean_and_die(void *arg)
{
	die(EX_TEMPFAIL, "%s again", (const char *)arg);
}

static void dies(void)
{
	err_cleanup(clean, cleaned);
	die(EX_NOINPUT, "no desk");
}

static void dies_in_cleanup(void)
{
	err_cleanup(clean_and_die, died);
	die(EX_NOINPUT, "no desk");
}

static void dies_of_a_fault(void)
{
	err_cleanup(clean, cleaned);
	err_cleanup(NULL, NULL);
	struct fault f = {0};
	fault_at(&f, EX_CONFIG, "p.yaml", 1, 2, "bad");
	die_fault(&f);
}

TEST(dies_with_its_code)
{
	CHECK_INT(child(dies, -1), EX_NOINPUT);
	CHECK_STR(said, "tk: no desk\ntk: cleaned\n");
	CHECK_INT(child(dies_in_cleanup, -1), EX_TEMPFAIL);
	CHECK_STR(said, "tk: no desk\ntk: died again\n");
	CHECK_INT(child(dies_of_a_fault, -1), EX_CONFIG);
	CHECK_STR(said, "tk: p.yaml:1:2: bad\n");
}

static void has_a_bug(void)
{
	err_cleanup(clean, cleaned);
	bug_at("lib/x.c", 12, "state %d", 99);
}

TEST(bugs_say_where)
{
	int code = child(has_a_bug, -1);
#ifdef TK_SANITIZE
	CHECK_INT(code, 128 + SIGABRT);
#else
	CHECK_INT(code, EX_SOFTWARE);
#endif
	CHECK(strstr(said, "tk: bug at lib/x.c:12: state 99\ntk: cleaned\n") == said);
}

static void leaves(void)
{
	err_cleanup(clean, never_run);
	printf("data\n");
	leave(EXIT_NO);
}

static void leaves_silently(void)
{
	leave(EXIT_DONE);
}

static void leaves_after_much(void)
{
	for (int i = 0; i < 100000; i++)
		printf("line %d\n", i);
	leave(EXIT_DONE);
}

static void leaves_a_reader(void)
{
	signal(SIGPIPE, SIG_IGN);
	leaves_after_much();
}

static void leaves_a_reader_by_signal(void)
{
	signal(SIGPIPE, SIG_DFL);
	leaves_after_much();
}

static void leaves_closed(void)
{
	close(STDOUT_FILENO);
	leaves();
}

static void leaves_closed_silently(void)
{
	close(STDOUT_FILENO);
	leaves_silently();
}

TEST(leaves_with_its_code)
{
	int p[2];
	char got[16] = "";
	CHECK_INT(pipe(p), 0);
	CHECK_INT(child(leaves, p[1]), EXIT_NO);
	CHECK_STR(said, "");
	CHECK_INT(read(p[0], got, sizeof got - 1), 5);
	CHECK_STR(got, "data\n");
	CHECK_INT(child(leaves_closed_silently, -1), 0);
	close(p[0]);
	close(p[1]);
}

static void monitored(void)
{
	err_monitor("SLA UNKNOWN");
	note("unheard");
	die(EX_NOINPUT, "no desk");
}

static void monitored_well(void)
{
	err_monitor("SLA UNKNOWN");
	leave(2);
}

TEST(a_monitor_hears_on_stdout)
{
	int p[2];
	char got[64] = "";
	CHECK_INT(pipe(p), 0);
	CHECK_INT(child(monitored, p[1]), 3);
	CHECK_STR(said, "");
	CHECK(read(p[0], got, sizeof got - 1) > 0);
	CHECK_STR(got, "SLA UNKNOWN: no desk\n");
	CHECK_INT(child(monitored_well, p[1]), 2);
	close(p[0]);
	close(p[1]);
}

TEST(lost_output_is_74)
{
	FILE *full = fopen("/dev/full", "w");
	CHECK(full != NULL);
	if (!full)
		return;
	CHECK_INT(child(leaves_after_much, fileno(full)), EX_IOERR);
	CHECK(strncmp(said, "tk: cannot write output: ", 25) == 0);
	CHECK_INT(child(leaves, fileno(full)), EX_IOERR);
	CHECK_STR(said, "tk: cannot write output: No space left on device\ntk: never run\n");
	CHECK_INT(child(leaves_closed, -1), EX_IOERR);
	fclose(full);
}

TEST(a_reader_that_left_is_quiet)
{
	int p[2];
	CHECK_INT(pipe(p), 0);
	close(p[0]);
	CHECK_INT(child(leaves_a_reader, p[1]), 141);
	CHECK_STR(said, "");
	CHECK_INT(child(leaves_a_reader_by_signal, p[1]), 128 + SIGPIPE);
	CHECK_STR(said, "");
	close(p[1]);
}

TEST_MAIN(T(fills_faults), T(warns), T(messages_pass_the_filter), T(cuts_endless_messages), T(dies_with_its_code),
          T(bugs_say_where), T(leaves_with_its_code), T(a_monitor_hears_on_stdout), T(lost_output_is_74),
          T(a_reader_that_left_is_quiet))
