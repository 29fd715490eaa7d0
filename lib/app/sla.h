/* sla: the verbs of tk-sla: lists of clocks, the ledger of one, the check for
 * monitors, the board, the replay. */
#ifndef APP_SLA_H
#define APP_SLA_H

#include "app/app.h"
#include "app/columns.h"
#include "service/sla.h"

/* What the options say. */
struct sla_values {
	bool breached, at_risk, paused, met, all, count, exit_status, nagios, flips;
	const char *within, *ended, *sort, *warning, *critical, *prometheus, *policy, *since, *until;
	struct opt_list clock;
	int64_t limit;
};
extern struct sla_values sla_values;

/* The query of the filters, --as-of and the options; inside a read
 * transaction. 0 or an exit code, its message said. */
int sla_ask(struct app *app, struct sla_query *q);
/* "now" of the reader: --as-of, or the present. */
int64_t sla_now(const struct app *app);

/* The verbs; exit codes. The operands from number first on are theirs. */
int sla_list(struct app *app);
int sla_check(struct app *app);
/* The check's other forms: one line for a monitor, gauges. */
int sla_nagios(struct app *app);
int sla_gauges(struct app *app);
int sla_board(struct app *app);
int sla_explain(struct app *app, size_t first);
int sla_replay(struct app *app);

/* Prints the clocks of list as rows: "ref,clock,state,..." or -c. */
struct sla_rows;
/* *rows NULL with 0: --columns=help was answered. */
int sla_rows_open(struct app *app, const char *defaults, struct sla_rows **rows);
/* Inside a transaction. */
void sla_rows_print(struct sla_rows *r, const struct sla_list *list, int64_t limit);
void sla_rows_close(struct sla_rows *r);

/* "1 h 05 min" of a clock's time: of days, days. */
const char *sla_length(struct arena *a, const struct clock_cycle *c, int64_t seconds);

#endif
