/* The seam on SQLite: values, errors that stick, transactions, formats. */
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static struct arena arena;
static char folder[64];

static char *path_of(const char *name)
{
	if (!folder[0]) {
		snprintf(folder, sizeof folder, "%s/tk-db-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
		if (!mkdtemp(folder))
			abort();
	}
	return arena_printf(&arena, "%s/%s", folder, name);
}

static struct db *fresh(const char *name)
{
	struct fault f = {0};
	struct db *db = db_open(&arena, path_of(name), DB_CREATE, &f);

	if (!db || db_migrate(db) != 0) {
		printf("no database: %s\n", f.text);
		abort();
	}
	return db;
}

TEST(missing_file_is_no_input)
{
	struct fault f = {0};

	CHECK(db_open(&arena, path_of("none.db"), DB_READ, &f) == NULL);
	CHECK_INT(f.code, EX_NOINPUT);
}

TEST(new_file_gets_the_newest_format)
{
	struct fault f = {0};
	struct db *db = db_open(&arena, path_of("new.db"), DB_CREATE, &f);

	CHECK_INT(db_format(db), 0);
	CHECK_INT(db_migrate(db), 0);
	CHECK(db_format(db) >= 1);
	CHECK_INT(db_migrate(db), 0);
	db_close(db);
}

TEST(another_database_is_refused)
{
	struct fault f = {0};
	struct db *db = db_open(&arena, path_of("other.db"), DB_CREATE, &f);

	db_exec(db, "CREATE TABLE x (y INTEGER)");
	CHECK_INT(db_format(db), DB_ERROR);
	db_close(db);
}

TEST(newer_format_is_refused)
{
	struct db *db = fresh("newer.db");
	struct fault f = {0};

	db_exec(db, "PRAGMA user_version=9999");
	CHECK_INT(db_format(db), DB_VERSION);
	CHECK_INT(db_fault(db, &f), EX_CONFIG);
	db_close(db);
}

TEST(values_come_back)
{
	struct db *db = fresh("values.db");
	struct db_stmt *s;
	size_t n;

	s = db_query(db, "SELECT $2, $1, $3, $4", db_int(INT64_MIN), db_text("a\nb"), db_null(),
	             db_blob("\0\1", 2));
	CHECK_INT(db_step(s), DB_ROW);
	CHECK_STR(db_str(s, 0, &n), "a\nb");
	CHECK(db_i64(s, 1) == INT64_MIN);
	CHECK(db_is_null(s, 2));
	CHECK(memcmp(db_bytes(s, 3, &n), "\0\1", 2) == 0);
	CHECK_INT(n, 2);
	CHECK_INT(db_step(s), DB_OK);
	CHECK_INT(db_end(s), DB_OK);
	db_close(db);
}

TEST(statements_nest)
{
	struct db *db = fresh("nest.db");
	struct db_stmt *a = db_query(db, "SELECT $1", db_int(1));
	struct db_stmt *b = db_query(db, "SELECT $1", db_int(2));

	CHECK_INT(db_step(a), DB_ROW);
	CHECK_INT(db_step(b), DB_ROW);
	CHECK_INT(db_i64(a, 0), 1);
	CHECK_INT(db_i64(b, 0), 2);
	db_end(b);
	db_end(a);
	db_close(db);
}

TEST(text_with_nul_is_refused)
{
	struct db *db = fresh("nul.db");
	struct db_stmt *s = db_query(db, "SELECT $1", db_textn("a\0b", 3));

	CHECK(db_step(s) < 0);
	CHECK(db_end(s) < 0);
	db_close(db);
}

static int insert_twice(void *arg)
{
	struct db *db = arg;

	db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('x', 1)");
	CHECK_INT(db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('x', 1)"), DB_EXISTS);
	CHECK(db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('y', 1)") < 0);
	return 0;
}

static int64_t count_tags(struct db *db)
{
	struct db_stmt *s = db_query(db, "SELECT count(*) FROM tag");
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : -1;

	db_end(s);
	return n;
}

TEST(an_overlooked_error_fails_the_transaction)
{
	struct db *db = fresh("sticky.db");

	CHECK_INT(db_tx(db, DB_WRITE, insert_twice, db), DB_EXISTS);
	db_close(db);
	db = fresh("sticky.db");
	CHECK_INT(count_tags(db), 0);
	db_close(db);
}

static int insert_and_stop(void *arg)
{
	db_exec(arg, "INSERT INTO tag (name, ticket) VALUES ('x', 1)");
	return DB_STOP;
}

TEST(stop_rolls_back)
{
	struct db *db = fresh("stop.db");

	CHECK_INT(db_tx(db, DB_WRITE, insert_and_stop, db), DB_STOP);
	CHECK_INT(count_tags(db), 0);
	db_close(db);
}

static int write_in_read(void *arg)
{
	return (int)(db_exec(arg, "INSERT INTO tag (name, ticket) VALUES ('x', 1)") == 0);
}

TEST(a_read_transaction_cannot_write)
{
	struct db *db = fresh("read.db");

	CHECK_INT(db_tx(db, DB_READ, write_in_read, db), DB_ERROR);
	CHECK_INT(count_tags(db) < 0 || count_tags(db) == 0, 1);
	db_close(db);
}

TEST(events_cannot_be_changed)
{
	struct db *db = fresh("trigger.db");

	CHECK_INT(db_exec(db, "INSERT INTO event (seq, ticket, at, logged, kind, role, actor, os_user, data, hash) "
	                  "VALUES (1, 1, 0, 0, 'open', 'agent', 'a', 'a', '', $1)", db_blob("x", 1)), 0);
	CHECK(db_exec(db, "UPDATE event SET at = 1") < 0);
	db_close(db);
	db = fresh("trigger.db");
	CHECK(db_exec(db, "DELETE FROM event") < 0);
	db_close(db);
}

static int add_one(void *arg)
{
	struct db *db = arg;
	int64_t n = count_tags(db);

	db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('n', $1)", db_int(n));
	return 0;
}

/* Read, decide, write: nobody else's write may come between. */
TEST(writers_take_turns)
{
	enum { WRITERS = 4, ROUNDS = 25 };
	struct db *db = fresh("turns.db");
	int status, bad = 0;

	db_close(db);
	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0) {
			struct arena mine = {0};
			struct fault f = {0};
			struct db *own = db_open(&mine, path_of("turns.db"), DB_WRITE, &f);
			for (int k = 0; own && k < ROUNDS; k++)
				if (db_tx(own, DB_WRITE, add_one, own) != 0)
					_exit(1);
			_exit(own ? 0 : 1);
		}
	while (wait(&status) > 0)
		bad += status != 0;
	CHECK_INT(bad, 0);
	db = fresh("turns.db");
	CHECK_INT(count_tags(db), WRITERS * ROUNDS);
	db_close(db);
}

TEST(backup_is_a_copy_and_overwrites_nothing)
{
	struct db *db = fresh("from.db");
	struct fault f = {0};

	CHECK_INT(db_tx(db, DB_WRITE, add_one, db), 0);
	CHECK_INT(db_backup(db, path_of("copy.db"), &f), 0);
	CHECK_INT(db_backup(db, path_of("copy.db"), &f), EX_CANTCREAT);
	db_close(db);
	db = db_open(&arena, path_of("copy.db"), DB_READ, &f);
	CHECK(db != NULL);
	CHECK_INT(count_tags(db), 1);
	db_close(db);
}

TEST(desk_files_are_not_the_worlds)
{
	struct stat st;
	struct db *db = fresh("mode.db");

	CHECK_INT(stat(path_of("mode.db"), &st), 0);
	CHECK_INT(st.st_mode & 07, 0);
	CHECK_INT(stat(path_of("mode.db-lock"), &st), 0);
	CHECK_INT(st.st_mode & 07, 0);
	db_close(db);
}

TEST_MAIN(T(missing_file_is_no_input), T(new_file_gets_the_newest_format), T(another_database_is_refused),
          T(newer_format_is_refused), T(values_come_back), T(statements_nest), T(text_with_nul_is_refused),
          T(an_overlooked_error_fails_the_transaction), T(stop_rolls_back), T(a_read_transaction_cannot_write),
          T(events_cannot_be_changed), T(writers_take_turns), T(backup_is_a_copy_and_overwrites_nothing),
          T(desk_files_are_not_the_worlds))
