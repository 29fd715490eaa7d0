/* The seam, on the engine there is (engine.h): values, errors that stick,
 * transactions, formats. */
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine.h"
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
	return (char *)engine_place(&arena, folder, name);
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

	CHECK(db_open(&arena, path_of("none"), DB_READ, &f) == NULL);
	CHECK_INT(f.code, EX_NOINPUT);
}

TEST(new_file_gets_the_newest_format)
{
	struct fault f = {0};
	struct db *db = db_open(&arena, path_of("new"), DB_CREATE, &f);

	CHECK_INT(db_format(db), 0);
	CHECK_INT(db_migrate(db), 0);
	CHECK(db_format(db) >= 1);
	CHECK_INT(db_migrate(db), 0);
	db_close(db);
}

TEST(another_database_is_refused)
{
	struct fault f = {0};
	struct db *db = db_open(&arena, path_of("other"), DB_CREATE, &f);

	db_exec(db, engine_server() ? "CREATE TABLE event (seq INTEGER)" : "CREATE TABLE x (y INTEGER)");
	CHECK_INT(db_format(db), DB_ERROR);
	db_close(db);
}

TEST(newer_format_is_refused)
{
	struct db *db = fresh("newer");
	struct fault f = {0};

	db_exec(db, engine_server() ? "UPDATE desk_format SET number = 9999" : "PRAGMA user_version=9999");
	CHECK_INT(db_format(db), DB_VERSION);
	CHECK_INT(db_fault(db, &f), EX_CONFIG);
	db_close(db);
}

TEST(values_come_back)
{
	struct db *db = fresh("values");
	struct db_stmt *s;
	size_t n;

	CHECK_INT(db_exec(db, "INSERT INTO text (body, id, salt) VALUES ($2, $1, $4)", db_int(INT64_MIN),
	                  db_text("a\nb\\"), db_null(), db_blob("\0\1", 2)), 0);
	s = db_query(db, "SELECT body, id, $2, salt FROM text WHERE id = $1", db_int(INT64_MIN), db_null());
	CHECK_INT(db_step(s), DB_ROW);
	CHECK_STR(db_str(s, 0, &n), "a\nb\\");
	CHECK_INT(n, 4);
	CHECK(db_i64(s, 1) == INT64_MIN);
	CHECK(db_is_null(s, 2));
	CHECK(memcmp(db_bytes(s, 3, &n), "\0\1", 2) == 0);
	CHECK_INT(n, 2);
	CHECK_INT(db_value(s, 0).type, DB_VAL_TEXT);
	CHECK_INT(db_value(s, 1).type, DB_VAL_INT);
	CHECK_INT(db_value(s, 2).type, DB_VAL_NULL);
	CHECK_INT(db_value(s, 3).type, DB_VAL_BLOB);
	CHECK_INT(db_step(s), DB_OK);
	CHECK_INT(db_end(s), DB_OK);
	db_close(db);
}

TEST(statements_nest)
{
	struct db *db = fresh("nest");
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
	struct db *db = fresh("nul");
	struct db_stmt *s = db_query(db, "SELECT $1", db_textn("a\0b", 3));

	CHECK(db_step(s) < 0);
	CHECK(db_end(s) < 0);
	db_close(db);
}

static int64_t count_tags(struct db *db)
{
	struct db_stmt *s = db_query(db, "SELECT count(*) FROM tag");
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : -1;

	db_end(s);
	return n;
}

static bool went_on;

static int insert_twice(void *arg)
{
	struct db *db = arg;
	struct db_stmt *s = db_query(db, "SELECT $1", db_int(1));

	CHECK_INT(db_step(s), DB_ROW);
	db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('x', 1)");
	db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('x', 1)");
	count_tags(db);                /* at the latest what asks for rows tells */
	went_on = true;
	return 0;
}

TEST(an_error_ends_the_transaction_where_it_stands)
{
	struct db *db = fresh("sticky");

	went_on = false;
	CHECK_INT(db_tx(db, DB_WRITE, insert_twice, db), DB_EXISTS);
	CHECK(!went_on);
	CHECK(!db_in_tx(db));
	CHECK_INT(db_tx(db, DB_WRITE, insert_twice, db), DB_EXISTS);
	db_close(db);
	db = fresh("sticky");
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
	struct db *db = fresh("stop");

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
	struct db *db = fresh("read");

	CHECK_INT(db_tx(db, DB_READ, write_in_read, db), DB_ERROR);
	CHECK_INT(count_tags(db) < 0 || count_tags(db) == 0, 1);
	db_close(db);
}

TEST(events_cannot_be_changed)
{
	struct db *db = fresh("trigger");

	CHECK_INT(db_exec(db, "INSERT INTO event (seq, ticket, at, logged, kind, role, actor, os_user, data, hash) "
	                  "VALUES (1, 1, 0, 0, 'open', 'agent', 'a', 'a', '', $1)", db_blob("x", 1)), 0);
	CHECK(db_exec(db, "UPDATE event SET at = 1") < 0);
	db_close(db);
	db = fresh("trigger");
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
	struct db *db = fresh("turns");
	const char *path = path_of("turns");
	int status, bad = 0;

	db_close(db);
	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0) {
			struct arena mine = {0};
			struct fault f = {0};
			struct db *own = db_open(&mine, path, DB_WRITE, &f);
			for (int k = 0; own && k < ROUNDS; k++)
				if (db_tx(own, DB_WRITE, add_one, own) != 0)
					_exit(1);
			_exit(own ? 0 : 1);
		}
	while (wait(&status) > 0)
		bad += status != 0;
	CHECK_INT(bad, 0);
	db = fresh("turns");
	CHECK_INT(count_tags(db), WRITERS * ROUNDS);
	db_close(db);
}

TEST(backup_is_a_copy_and_overwrites_nothing)
{
	struct db *db = fresh("from");
	struct fault f = {0};

	CHECK_INT(db_tx(db, DB_WRITE, add_one, db), 0);
	CHECK_INT(db_backup(db, path_of("copy"), &f), 0);
	CHECK_INT(db_backup(db, path_of("copy"), &f), EX_CANTCREAT);
	db_close(db);
	db = db_open(&arena, path_of("copy"), DB_READ, &f);
	CHECK(db != NULL);
	CHECK_INT(count_tags(db), 1);
	db_close(db);
}

/* Many rows, one after the other, between them what reads and what changes. */
static int put_many(void *arg)
{
	struct db *db = arg;
	char name[32];

	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, i % 7 ? "t%d\t\\N" : "\\%d\r\n", i);
		db_put(db, "INSERT INTO tag (name, ticket) VALUES ($1, $2)", db_text(name), db_int(i));
		db_put(db, "INSERT INTO text (id, salt, body) VALUES ($1, $2, $3)", db_int(i), db_blob("\\\0x\377", 4),
		       db_text(name));
		if (i == 3000)
			CHECK_INT(count_tags(db), 3001);
		if (i == 4000)
			db_exec(db, "UPDATE tag SET ticket = -1 WHERE ticket = 4000");
	}
	return 0;
}

static int scan_all(void *arg)
{
	struct db *db = arg;
	struct db_stmt *all = db_scan(db, "SELECT id, salt, body FROM text ORDER BY id"), *one;
	int64_t rows = 0;
	size_t n;

	while (db_step(all) == DB_ROW) {
		one = db_query(db, "SELECT name FROM tag WHERE ticket = $1", db_int(rows == 4000 ? -1 : rows));
		CHECK_INT(db_i64(all, 0), rows);
		CHECK_INT(db_step(one), DB_ROW);
		CHECK_STR(db_str(one, 0, NULL), db_str(all, 2, NULL));
		CHECK(memcmp(db_bytes(all, 1, &n), "\\\0x\377", 4) == 0 && n == 4);
		db_end(one);
		rows++;
	}
	CHECK_INT(db_end(all), 0);
	CHECK_INT(rows, 5000);
	return 0;
}

TEST(many_rows_go_and_come)
{
	struct db *db = fresh("many");

	CHECK_INT(db_tx(db, DB_WRITE, put_many, db), 0);
	CHECK_INT(count_tags(db), 5000);
	CHECK_INT(db_tx(db, DB_READ, scan_all, db), 0);
	db_close(db);
}

static int put_twice(void *arg)
{
	struct db *db = arg;

	for (int i = 0; i < 200; i++)
		db_put(db, "INSERT INTO tag (name, ticket) VALUES ($1, $2)", db_text("x"), db_int(i % 199));
	return 0;
}

TEST(many_rows_fail_together)
{
	struct db *db = fresh("twice");

	CHECK_INT(db_tx(db, DB_WRITE, put_twice, db), DB_EXISTS);
	db_close(db);
	db = fresh("twice");
	CHECK_INT(count_tags(db), 0);
	CHECK_INT(db_tx(db, DB_WRITE, add_one, db), 0);
	CHECK_INT(count_tags(db), 1);
	db_close(db);
}

/* Several statements may be started before the first is read, and left. */
static int start_several(void *arg)
{
	struct db *db = arg;
	struct db_stmt *s[4];

	db_exec(db, "INSERT INTO tag (name, ticket) VALUES ('x', 7)");
	for (int i = 0; i < 4; i++)
		s[i] = db_query(db, "SELECT ticket FROM tag WHERE ticket > $1", db_int(i + 4));
	CHECK_INT(db_step(s[2]), DB_ROW);
	CHECK_INT(db_i64(s[2], 0), 7);
	CHECK_INT(db_step(s[0]), DB_ROW);
	CHECK_INT(db_step(s[0]), DB_OK);
	CHECK_INT(db_step(s[3]), DB_OK);
	for (int i = 0; i < 4; i++)
		db_end(s[i]);
	s[0] = db_query(db, "SELECT ticket FROM tag");
	db_end(s[0]);
	return 0;
}

TEST(statements_start_together)
{
	struct db *db = fresh("several");

	CHECK_INT(db_tx(db, DB_WRITE, start_several, db), 0);
	CHECK_INT(count_tags(db), 1);
	db_close(db);
}

TEST(desk_files_are_not_the_worlds)
{
	struct stat st;
	struct db *db = fresh("mode");

	CHECK_INT(stat(path_of("mode"), &st), 0);
	CHECK_INT(st.st_mode & 07, 0);
	CHECK_INT(stat(arena_printf(&arena, "%s-lock", path_of("mode")), &st), 0);
	CHECK_INT(st.st_mode & 07, 0);
	db_close(db);
}

int main(void)
{
	static const struct test_case files[] = {T(missing_file_is_no_input),
		T(backup_is_a_copy_and_overwrites_nothing), T(desk_files_are_not_the_worlds)};
	static const struct test_case both[] = {T(new_file_gets_the_newest_format), T(another_database_is_refused),
		T(newer_format_is_refused), T(values_come_back), T(statements_nest), T(text_with_nul_is_refused),
		T(an_error_ends_the_transaction_where_it_stands), T(stop_rolls_back), T(a_read_transaction_cannot_write),
		T(events_cannot_be_changed), T(writers_take_turns), T(many_rows_go_and_come),
		T(many_rows_fail_together), T(statements_start_together)};
	struct test_case cases[32];
	size_t n = engine_server() ? 0 : sizeof files / sizeof *files;

	memcpy(cases, files, n * sizeof *cases);
	memcpy(cases + n, both, sizeof both);
	return test_run(cases, n + sizeof both / sizeof *both);
}
