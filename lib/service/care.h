/* care: what a customer's open cases ask for, the most pressing first. */
#ifndef SERVICE_CARE_H
#define SERVICE_CARE_H

#include "domain/customer.h"
#include "service/quota.h"
#include "service/session.h"
#include "service/stand.h"

struct care_case { struct ticket t; struct stand st; };
struct care_cases { struct care_case *v; size_t n, cap; };

struct care {
	struct care_cases cases;       /* promises we are late with, promises by when
	                                * they are due, the rest by priority, and last
	                                * those that wait for the customer */
	struct care_cases wishes;      /* suggestions and improvements; those nobody
	                                * answered first, then the oldest */
	size_t late, promised;         /* of all */
	int64_t late_since, next_due;  /* the oldest promise not kept, the next one to
	                                * keep; AT_NONE */
	size_t waiting;                /* cases that wait for the customer */
	size_t unanswered;             /* wishes */
	struct quota quota;
	int64_t review;                /* days until the next review, less than 0:
	                                * past; CARE_NO_REVIEW */
};
#define CARE_NO_REVIEW INT64_MAX

/* Inside a transaction, judged at s->now; as_of AT_NONE: the desk as it is. */
void care_of(const struct session *s, struct arena *a, const struct customer *c, int64_t as_of,
             struct care *out);

/* The same in steps, for many customers at once: care_none(), care_add() with
 * each open ticket, which must live as long as out, then care_close(). s->now
 * is the instant of judgement. */
struct care care_none(void);
void care_add(const struct session *s, struct arena *a, const struct ticket *t, struct care *out);
void care_close(const struct session *s, const struct customer *c, struct care *out);

/* A kind that tells what a customer wishes. */
bool care_is_wish(const char *kind);

/* What a success manager should do first: less than 0 where x comes before y. */
int care_compare(const struct care *x, const struct care *y);
/* Is there anything to do? A promise still to be kept counts, cases that wait
 * for the customer do not. */
bool care_asks(const struct care *x);

#endif
