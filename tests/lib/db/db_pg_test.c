/* A server that goes away just before or just after COMMIT: what was kept is
 * said to be kept, what was not is not. A relay stands between, which lets go
 * at the moment it is told to. Does nothing where there is no server. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "engine.h"
#include "test.h"

enum cut { CUT_NEVER, CUT_QUESTION, CUT_ANSWER };

static struct arena arena;
static char folder[] = "/tmp/tk-relay-XXXXXX";

static struct sockaddr_un address(const char *where)
{
	struct sockaddr_un a = {.sun_family = AF_UNIX};

	snprintf(a.sun_path, sizeof a.sun_path, "%s/.s.PGSQL.5432", where);
	return a;
}

/* The server's folder, out of TK_TEST_SERVER. */
static const char *real(void)
{
	const char *p = strstr(engine_server(), "host=") + 5;

	return arena_dup(&arena, p, strcspn(p, "&"));
}

/* Does it hold the command, not only the word of a name? */
static bool says_commit(const char *p, ssize_t n)
{
	return n > 0 && memmem(p, (size_t)n, "COMMIT", 6) != NULL;
}

/* One connection, until either side or the cut ends it. */
static void relay(int client, enum cut cut)
{
	struct sockaddr_un to = address(real());
	int server = socket(AF_UNIX, SOCK_STREAM, 0);
	char buf[65536];

	if (connect(server, (struct sockaddr *)&to, sizeof to) != 0)
		_exit(1);
	for (;;) {
		struct pollfd p[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
		poll(p, 2, -1);
		bool from_client = p[0].revents != 0;
		ssize_t n = read(from_client ? client : server, buf, sizeof buf);
		if (n <= 0)
			_exit(0);
		bool end = from_client && says_commit(buf, n);
		if (end && cut == CUT_QUESTION)
			_exit(0);
		if (write(from_client ? server : client, buf, (size_t)n) != n)
			_exit(0);
		if (end && cut == CUT_ANSWER) {
			struct pollfd answer = {server, POLLIN, 0};
			poll(&answer, 1, 10000);       /* it is done, and the client will not hear */
			_exit(0);
		}
	}
}

/* Only the first connection is cut. */
static pid_t start_relay(enum cut cut)
{
	struct sockaddr_un at = address(folder);
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	unlink(at.sun_path);
	if (bind(s, (struct sockaddr *)&at, sizeof at) != 0 || listen(s, 8) != 0)
		abort();
	pid_t pid = fork();
	if (pid != 0) {
		close(s);
		return pid;
	}
	signal(SIGCHLD, SIG_IGN);
	for (bool first = true;; first = false) {
		int client = accept(s, NULL, NULL);
		if (fork() == 0)
			relay(client, first ? cut : CUT_NEVER);
		close(client);
	}
}

static int add_one(void *arg)
{
	db_exec(arg, "INSERT INTO tag (name, ticket) VALUES ('x', 1)");
	return 0;
}

static int64_t count_tags(const char *place)
{
	struct fault f = {0};
	struct db *db = db_open(&arena, place, DB_READ, &f);
	struct db_stmt *s = db_query(db, "SELECT count(*) FROM tag");
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : -1;

	db_end(s);
	db_close(db);
	return n;
}

static int added(void *arg)
{
	struct db_stmt *s = db_query(arg, "SELECT 1 FROM tag WHERE name = 'x'");
	int there = db_step(s) == DB_ROW;

	db_end(s);
	return there;
}

/* The transaction's result through a relay that cuts, with somebody who can tell
 * whether it was kept or without; its message in *f. */
static int cut_off(const char *place, enum cut cut, bool witness, struct fault *f)
{
	const char *host = strstr(place, "host=") + 5;
	const char *via = arena_printf(&arena, "%.*s%s%s", (int)(host - place), place, folder, host + strcspn(host, "&"));
	pid_t pid = start_relay(cut);
	struct db *db = db_open(&arena, via, DB_WRITE, f);
	int result;

	if (db && witness)
		db_witness(db, added, db);
	result = db ? db_tx(db, DB_WRITE, add_one, db) : DB_ERROR;
	if (db && result != 0)
		db_fault(db, f);
	if (db && result == 0)         /* the connection is whole again */
		CHECK_INT(db_tx(db, DB_READ, add_one, db), DB_ERROR);
	if (db)
		db_close(db);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return result;
}

static const char *fresh(const char *name)
{
	struct fault f = {0};
	const char *place = engine_place(&arena, folder, name);
	struct db *db = db_open(&arena, place, DB_CREATE, &f);

	if (!db || db_migrate(db) != 0)
		abort();
	db_close(db);
	return place;
}

TEST(an_answer_that_is_lost_is_found_out)
{
	const char *place = fresh("answer");
	struct fault f = {0};

	CHECK_INT(cut_off(place, CUT_ANSWER, true, &f), 0);
	CHECK_INT(count_tags(place), 1);
}

TEST(what_never_came_is_not_kept_and_said_so)
{
	const char *place = fresh("question");
	struct fault f = {0};

	CHECK_INT(cut_off(place, CUT_QUESTION, true, &f), DB_GONE);
	CHECK_INT(f.code, EX_TEMPFAIL);
	CHECK(strstr(f.text, "nothing was kept") != NULL);
	CHECK_INT(count_tags(place), 0);
}

TEST(what_nobody_can_tell_is_said_to_be_unknown)
{
	const char *place = fresh("nobody");
	struct fault f = {0};

	CHECK_INT(cut_off(place, CUT_ANSWER, false, &f), DB_GONE);
	CHECK_INT(f.code, EX_TEMPFAIL);
	CHECK(strstr(f.text, "is not known") != NULL);
	CHECK_INT(count_tags(place), 1);
}

int main(void)
{
	static const struct test_case cases[] = {T(an_answer_that_is_lost_is_found_out),
		T(what_never_came_is_not_kept_and_said_so), T(what_nobody_can_tell_is_said_to_be_unknown)};
	size_t n = engine_server() ? sizeof cases / sizeof *cases : 0;

	if (!mkdtemp(folder))
		return 2;
	int bad = test_run(cases, n);
	engine_remove(folder);
	return bad;
}
