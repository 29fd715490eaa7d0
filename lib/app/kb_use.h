/* kb_use: the verbs of tk-kb by which articles are used, and what they share. */
#ifndef APP_KB_USE_H
#define APP_KB_USE_H

#include "app/app.h"
#include "out/rows.h"

extern const struct opt app_options_kb_use[];

struct kb_use {
	const char *customer, *session;
	const char *file;              /* answer: the text */
	const char *confidence;        /* answer: threshold, a share */
	int64_t precision;             /* tune: percent */
	bool measure;                  /* tune: keep nothing */
	const char *period;            /* gaps, stats */
	const char *within;            /* stats: how long no ticket may follow */
	int64_t least;                 /* gaps: texts of a group */
	bool read_only;                /* answer, suggest: the desk takes nothing from this user */
	const char *without;           /* search: as if this article were not there */
};
extern struct kb_use kb_use;

/* --- verbs: operands from number 1 on --- */
int kb_answer(struct app *app);                /* kb_answer.c */
int kb_tune(struct app *app);                  /* kb_tune.c */
int kb_suggest(struct app *app);               /* kb_suggest.c */
int kb_link(struct app *app);                  /* kb_link.c */
int kb_unlink(struct app *app);
int kb_view(struct app *app);                  /* kb_vote.c */
int kb_vote(struct app *app);
int kb_review(struct app *app);                /* kb_review.c */
int kb_gaps(struct app *app);                  /* kb_gaps.c */
int kb_stats(struct app *app);                 /* kb_stats.c */

/* May who asks be told? 0, or 77 after a message. */
int kb_use_may(struct app *app);
/* Keeps in the record what was answered; where who asks may only read, it says
 * that it is not kept, and all is well. */
int kb_use_keep(struct app *app, int (*keep)(struct app *, void *), void *arg);
/* Was a format, or were columns, asked for? */
bool kb_use_listed(void);
/* A share as it was typed ("95%", "0.95"); dies of a bad one. */
double kb_use_share(const char *what, const char *text);
/* 0..1 with three places. */
struct out_cell kb_use_decimal(double x);
/* --period, else the days before now; to is not after now. */
void kb_use_period(const struct app *app, int64_t days, int64_t *from, int64_t *to);

#endif
