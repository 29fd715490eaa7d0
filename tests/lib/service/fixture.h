/* fixture: a desk of its own in a temporary folder with a shared policy, and a
 * session in it. Run from the root of the tree. */
#ifndef SERVICE_FIXTURE_H
#define SERVICE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine.h"
#include "lib/policy/fixture.h"
#include "service/change.h"
#include "service/open.h"
#include "service/policy_load.h"
#include "service/session.h"
#include "store/tickets.h"
#include "test.h"
#include "when/clock.h"

enum { NOON = 1795262400 };            /* 2026-11-21T12:00:00Z */

struct fixture {
	struct arena a;
	char folder[64];
	struct policy_file file;
	struct session s;
};

static inline int fixture_policy(struct desk *d, void *arg)
{
	struct fixture *x = arg;

	(void)d;
	x->s.policy_version = policy_load(&x->s, &x->a, &x->file, NOON);
	return 0;
}

/* policy is a file name in share/policies, agent one of its agents or NULL. */
static inline void fixture_open(struct fixture *x, const char *policy, const char *agent)
{
	struct fault f = {0};
	static int count;
	char name[16];

	memset(x, 0, sizeof *x);
	snprintf(x->folder, sizeof x->folder, "/tmp/tk-test-XXXXXX");
	if (!mkdtemp(x->folder))
		exit(2);
	snprintf(name, sizeof name, "desk%d", ++count);
	x->s.desk = desk_open(&x->a, engine_place(&x->a, x->folder, name), DESK_CREATE, NULL, &f);
	if (!x->s.desk) {
		printf("%s\n", f.text);
		exit(2);
	}
	if (policy_file_read(&x->a, arena_printf(&x->a, "share/policies/%s", policy), &x->file, &f) != 0) {
		printf("%s: %s\n", policy, f.text);
		exit(2);
	}
	x->s.policy = x->file.policy;
	x->s.os_user = "root";
	x->s.agent = policy_agent(x->s.policy, agent);
	x->s.actor = agent ? agent : "root";
	x->s.role = ROLE_AGENT;
	x->s.now = NOON;
	x->s.a = &x->a;
	if (desk_tx(x->s.desk, DESK_WRITE, fixture_policy, x, &f) != 0) {
		printf("%s\n", f.text);
		exit(2);
	}
}

static inline void fixture_close(struct fixture *x)
{
	desk_close(x->s.desk);
	engine_remove(x->folder);
	arena_free(&x->a);
}

/* Everything a test does with a desk happens inside a transaction: run() is
 * the test's body. */
static inline int fixture_tx(struct fixture *x, int (*run)(struct desk *, void *))
{
	struct fault f = {0};
	int code = desk_tx(x->s.desk, DESK_WRITE, run, x, &f);

	CHECK_STR(f.text, "");
	return code;
}

/* A ticket opened with these facts; 0 where that is refused. */
static inline int64_t fixture_ticket(struct fixture *x, const struct open_request *q)
{
	struct open_result r;
	struct fault f = {0};

	return open_ticket(&x->s, &x->a, q, &r, &f) == 0 ? r.id : 0;
}

/* Applies a change; returns its code, its text in *f. */
static inline int fixture_change(struct fixture *x, int64_t id, const struct change *c,
                                 struct change_result *r, struct fault *f)
{
	memset(f, 0, sizeof *f);
	return change_ticket(&x->s, &x->a, id, c, r, f);
}

static inline struct ticket fixture_load(struct fixture *x, int64_t id)
{
	struct ticket t = {0};

	CHECK(tickets_load(x->s.desk, &x->a, id, &t));
	return t;
}

#endif
