/* filter: the options that say which tickets are meant.
 *
 * One set of rows for every list of tickets. Values of one option are
 * alternatives, options are joined by "and", --not-X leaves tickets out. */
#ifndef APP_FILTER_H
#define APP_FILTER_H

#include "app/app.h"
#include "service/lookup.h"

struct filter {
	struct opt_list state, kind, priority, level, team, agent, customer, category, complexity,
	                channel, lang, plan, tag, field, opened, changed, asked, linked, watcher;
	const char *in_state_for, *idle, *text;
	bool all, spam;
};
extern struct filter filter_values;

/* The rows; --lang among them, so a program inherits app_options_base beside
 * them. The second is --all, for lists that leave out done tickets. */
extern const struct opt app_options_filter[];
extern const struct opt app_options_filter_all[];

/* What the options ask for, as of --as-of. Inside a read transaction: the
 * desk is asked for customers, and for words that the policy does not know
 * any more. q->find.active is set unless --all, --spam, --text or a resolved or
 * closed state is given, and spam is left out unless --spam; a program without
 * these rules clears them. Returns 0 or an exit code, its message said. */
int filter_lookup(struct app *app, struct lookup *q);

#endif
