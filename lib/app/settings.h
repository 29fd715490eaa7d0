/* settings: different values for each of many tickets, in one transaction:
 * forms that people edit, and lines of ref and fields.
 *
 * A value that the ticket shows already is left as it is; what differs is set
 * as tk-set FIELD=VALUE sets it. Names are those of tk-set, custom fields also
 * as f.NAME. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "app/app.h"
#include "app/refs.h"
#include "in/form.h"

struct settings {
	const struct form *form;       /* a block a ticket */
	const char *file;              /* where it was read, for messages */
	const char *message;           /* an internal note on each one changed; NULL */
	bool wrong;                    /* the input is: check all, write nothing */
	/* Hears each fault; NULL: it is said on standard error. */
	void (*say)(void *arg, long line, const char *text);
	void *arg;
	/* what it came to */
	int64_t faults;
	bool conflict;                 /* a ticket has changed since its block was made */
	bool failed;                   /* the desk is at fault, not the form */
	int masked;
	struct { int64_t *v; size_t n, cap; } changed;
	struct { const char **v; size_t n, cap; } remarks;
	unsigned char *seen;           /* a bit a ticket */
	int code;
};

/* Applies all blocks; every fault is said with its line, and any of them keeps
 * everything from being written, unless --keep-going. Says remarks, what was
 * masked, and a dry run's references. Returns the exit code: EX_TEMPFAIL where
 * nothing but conflicts is wrong. */
int settings_apply(struct app *app, struct settings *x);

/* The form of these tickets, with what one should know as comments. */
int settings_form(struct app *app, const struct app_refs *refs, struct str *out);

/* Opens the editor on the form of these tickets until what it says can be
 * applied, or the user gives up. */
int settings_edit(struct app *app, const struct app_refs *refs, const char *message);

/* Reads a form: a file, "-" is standard input. */
int settings_read_form(struct app *app, const char *path, struct form *out);
/* Reads JSON lines, or a CSV, with ref (or key) and fields. *piped: from
 * standard input. All wrong lines are said. */
int settings_read_lines(struct app *app, const char *path, bool csv, struct form *out);

/* --- what these share --- */
struct columns;
struct ticket;
/* Every column that shows something tk-set sets, picked. */
void settings_columns(struct app *app, struct columns *c);
/* What the ticket shows for one of them, as one line that tk-set reads; the
 * row must be filled. NULL: no such name. */
const char *settings_value(const struct columns *c, struct arena *row, const char *name);

#endif
