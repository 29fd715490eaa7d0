/* report_kinds: the reports, one file each (report_NAME.c): they fill the
 * model. Inside a read transaction; 0 or an exit code, its message said. */
#ifndef APP_REPORT_KINDS_H
#define APP_REPORT_KINDS_H

#include "app/report.h"
#include "domain/customer.h"

int report_agents(struct report *r);
int report_backlog(struct report *r);
int report_categories(struct report *r);
int report_channels(struct report *r);
int report_customers(struct report *r);
int report_fcr(struct report *r);
int report_goals(struct report *r);
int report_insights(struct report *r);
int report_kb(struct report *r);
int report_levels(struct report *r);
int report_plans(struct report *r);
int report_reopen(struct report *r);
int report_resolution(struct report *r);
int report_response(struct report *r);
int report_sla(struct report *r);
int report_spikes(struct report *r);
int report_stages(struct report *r);
int report_summary(struct report *r);
int report_trend(struct report *r);

/* The beginning of the period before this one. */
int64_t report_before(const struct report *r);

/* Pages of single customers (report_files.c): of the keys among the operands, on
 * stdout or in files; an exit code. make fills the model, print writes it. */
int report_client_pages(struct report *r, int (*print)(struct report *r));
/* The page of one (report_client.c). Inside a read transaction. */
int report_client(struct report *r, const struct customer *c);

/* A section of the ages of open cases, kept in t. */
void report_ages(struct report *r, struct tally *t);

#endif
