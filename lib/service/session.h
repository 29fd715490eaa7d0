/* session: who works on which desk, at which instant, under which policy.
 *
 * app fills it once; services take it instead of globals. */
#ifndef SERVICE_SESSION_H
#define SERVICE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/event.h"
#include "domain/ref.h"
#include "domain/ticket.h"
#include "policy/policy.h"
#include "store/desk.h"

struct session {
	struct desk *desk;             /* NULL where the program needs none */
	struct policy *policy;         /* in force at now */
	int64_t policy_version;
	struct policy *rights;         /* in force by the real clock: who may do what
	                                * is not a matter of --now; NULL: policy */
	int64_t rights_version;
	const char *os_user;
	const char *actor;             /* agent's name, or the OS user */
	const struct policy_agent *agent;  /* NULL: nobody the policy names */
	enum role role;
	int64_t now;
	bool now_given;                /* --now or TK_NOW */
	bool dry_run;
	struct arena *a;               /* lives as long as the program */
};

/* The policy that says who may do what. */
struct policy *session_rights(const struct session *s);

/* 0, or EX_NOPERM with who may not do what. */
int session_check(const struct session *s, enum right r, struct fault *f);

/* Finds the ticket a reference names: its number; EXIT_NO's fault (code 1)
 * where there is none. Inside a transaction. */
int session_ticket(const struct session *s, const struct ref *r, int64_t *id, struct fault *f);

/* The fault for a ticket that is not there; where the database failed, one that
 * says so. */
int session_missing(const struct session *s, int64_t id, struct fault *f);

/* A merged ticket takes no more: EX_DATAERR with where to write instead. */
int session_unmerged(const struct session *s, const struct ticket *t, struct fault *f);

/* The prefix of references. */
const char *session_prefix(const struct session *s);

#endif
