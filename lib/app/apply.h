/* apply: one step on each of many tickets, in one transaction. */
#ifndef APP_APPLY_H
#define APP_APPLY_H

#include "app/app.h"
#include "app/refs.h"
#include "service/change.h"

/* What one step did. Texts live until the next one. */
struct app_step {
	bool last, beside;             /* given: no more follow; named by `also` of another */
	bool changed, skipped;
	int masked;
	const char *note;              /* something the user should know; NULL */
	const int64_t *also;           /* tickets to be treated the same way */
	size_t nalso;
};

struct app_each {
	/* Before the first and after the last, in the transaction, which may run
	 * again; may be NULL. begin says what is wrong. */
	int (*begin)(struct app *app, void *arg);
	void (*end)(struct app *app, void *arg);
	/* One ticket: checked as a whole before it is written. */
	int (*one)(struct app *app, void *arg, struct arena *row, int64_t id, struct app_step *step,
	           struct fault *f);
	void *arg;
};

/* Does one step on every ticket of refs. All faults are said; any of them keeps
 * everything from being written, unless --keep-going. Says what was masked
 * and what the user should know; a dry run prints the references that would
 * change. Returns the exit code; EXIT_NO where a step was skipped. */
int app_each(struct app *app, const struct app_refs *refs, struct app_each *each);

/* Applies c to every ticket; EXIT_NO where c is for free tickets only and
 * somebody held one of them. */
int app_apply(struct app *app, const struct app_refs *refs, const struct change *c);
/* The same, and to the active incidents of each; more than --max (100) of one
 * are EX_USAGE. */
int app_apply_incidents(struct app *app, const struct app_refs *refs, const struct change *c);

/* Loads files to attach (OPT_LIST of paths) into c; 0 or an exit code. */
int app_attach(struct app *app, const struct opt_list *paths, struct change *c);
int app_attachments(struct app *app, const struct opt_list *paths,
                    const struct attachment **files, size_t *n);

/* Says how many card numbers, codes and passwords were masked, if any. */
void app_say_masked(int n);

#endif
