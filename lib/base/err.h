/* err: the three answers to trouble.
 *
 * The data is wrong: the function fills a struct fault and returns its code.
 * The machine fails: die(). The program is wrong: bug().
 * This file and the app's main are the only callers of exit(). */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <sysexits.h>

/* Exit codes, documented in tk-exit(7). The rest are sysexits' EX_*. */
enum { EXIT_DONE = 0, EXIT_NO = 1 };

/* What is wrong with a piece of data. Zero it before use; code 0 = no fault.
 * file (NULL or a name that outlives the fault), line and col (1-based, 0 =
 * unknown) say where in the input. */
struct fault {
	int code;
	char text[480];
	const char *file;
	long line, col;
};

/* Fills f (text without program name, without final newline) and returns
 * code, which must not be 0. f may be NULL. The place is left as it is. */
int fault_set(struct fault *f, int code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, with a place. */
int fault_at(struct fault *f, int code, const char *file, long line, long col,
             const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* The name before each message; kept by reference. Default "tk". */
void err_program(const char *name);

/* -q: silences note(), never warn() or die(). */
void err_quiet(bool quiet);
/* What every message passes through before it is shown (NULL: nothing): users'
 * words are in it. fn's result lives until the next message. */
void err_filter(const char *(*fn)(const char *text));

/* For a plugin of a monitor (Nagios and its kin): from now on a message is a line
 * "PREFIX: text" on stdout, notes are silent, and an exit code above 3 is 3. */
void err_monitor(const char *prefix);

/* One line on stderr: "PROGRAM: text". Control characters and invalid UTF-8
 * in the text are made visible (\x1b). */
void warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Prints a fault as warn() does: "PROGRAM: file:line:col: text". */
void warn_fault(const struct fault *f);

/* Runs fn(arg) at the next die() or bug(), once, before the process ends: the
 * open transaction is rolled back there. fn NULL takes it back. */
void err_cleanup(void (*fn)(void *), void *arg);

/* Says the message and exits with code (EX_*). */
_Noreturn void die(int code, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
_Noreturn void die_fault(const struct fault *f);

/* Flushes stdout, turns a write error into exit 74 (a reader that went away
 * into a quiet exit 141 as SIGPIPE would), then exits with code. Every way
 * out of a program that is not die() ends here. */
_Noreturn void leave(int code);

/* The program is wrong: says file and line, runs the cleanup, ends with
 * EX_SOFTWARE (70); a sanitizer build aborts instead, for the stack. */
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
