/* app: what every program shares: the only main(), and what it hands over.
 *
 * A program is a descriptor; main() parses its options, opens what it needs,
 * fixes the instant and the actor, runs it, and checks stdout on every way
 * out. */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/msg.h"
#include "base/opt.h"
#include "service/session.h"

struct app {
	struct arena *a;               /* lives as long as the program */
	const struct program *program;
	struct opt_list operands;
	struct session session;        /* desk and policy once opened */
	const struct zone *zone;       /* the user's, for reading and showing times */
	const char *db;                /* name of the desk: TK_DB, --db or the default */
};

enum need {
	NEED_NOTHING,                  /* run() opens by itself where it must */
	NEED_READ,                     /* desk and policy, to read */
	NEED_WRITE,                    /* desk and policy, to write */
};

struct program {
	const char *name;              /* "tk-open" */
	const char *summary;           /* as in the manual, N_() marked */
	const struct opt *options;     /* own rows, inherited rows, operands */
	enum need needs;
	int (*run)(struct app *app);   /* the exit code */
};
extern const struct program program;

/* Opens the desk and its policy into the session, or dies with the fault's
 * code; for programs whose verbs need different things. */
void app_open(struct app *app, enum desk_mode mode);
/* For writing, or for reading where the desk takes nothing from this user: says which. */
enum desk_mode app_open_most(struct app *app);

/* Fixes who acts under the session's policy and checks that he may name the
 * instant he named; for programs that find their policy themselves. */
int app_enter(struct app *app, enum desk_mode mode, struct fault *f);

/* Prints a fault as the program's message and returns its code. */
int app_fault(const struct fault *f);

/* A usage error: message and "try --help"; returns EX_USAGE. */
int app_usage(const struct app *app, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* desk_tx() for programs: dies where the desk is at fault; returns fn's code.
 * A writer's instant, policy and rights are those of the moment the
 * transaction begins. A dry run of a writer is rolled back. */
int app_tx(struct app *app, enum desk_mode mode, int (*fn)(struct app *, void *), void *arg);
/* The same, but where the desk is at fault f says so. */
int app_try(struct app *app, enum desk_mode mode, int (*fn)(struct app *, void *), void *arg,
            struct fault *f);

/* --- the rows of options that programs inherit (app/options.c) --- */
extern const struct opt app_options_base[];     /* --db --as --now -q --help --version */
extern const struct opt app_options_all[];      /* the same and --lang; without it --lang may be a filter */
extern const struct opt app_options_read[];     /* --as-of */
extern const struct opt app_options_write[];    /* -n */
extern const struct opt app_options_bulk[];     /* --max --keep-going -0 */
extern const struct opt app_options_text[];     /* -m -F -e */
extern const struct opt app_options_list[];     /* formats, columns, header, colour, width */

struct app_values {
	/* all */
	const char *db, *as, *now, *lang;
	bool quiet, help, version, dump;
	/* read */
	const char *as_of;
	/* write */
	bool dry_run;
	/* bulk */
	int64_t max;
	bool keep_going, nul;
	/* text */
	const char *message, *file;
	bool edit;
	/* list */
	bool table, tsv, json, header, no_header;
	const char *csv, *format, *columns, *color;
	int64_t width;
};
extern struct app_values app_values;

/* --as-of as an instant, AT_NONE where it is not given; dies of a bad one. */
int64_t app_as_of(const struct app *app);
/* An instant or a period a user typed; die with EX_USAGE. ahead allows "+2h". */
int64_t app_at(const struct app *app, const char *what, const char *text, bool ahead);
void app_period(const struct app *app, const char *what, const char *text, int64_t *from, int64_t *to);
int64_t app_length(const char *what, const char *text);

#endif
