#!/usr/bin/env bats
# bats file_tags=server
# server: a desk on PostgreSQL: the same as in a file, for whoever may, and
# clear words where the server is busy, gone, or only to be read.

load helper

setup() {
	on_server || skip "run it as tests/with-server bats tests/server.bats"
	common_setup
}

psql() {
	"$TK_TEST_PSQL" -qXAt -v ON_ERROR_STOP=1 "$@"
}

# A desk with something of everything.
everything() {
	tk-init -q
	echo "a receipt" >receipt.txt
	tk-open -q -s "Card declined" -m "It says 4111 1111 1111 1111 is no card" --customer acme --tag vip \
		--tag card --field payment_id=pay-17 --attach receipt.txt --key crm-9 --channel mail 2>/dev/null
	tk-open -q -s "Where is my money" -m "Since Monday, TK-4711-K" --customer bravo --category payment.missing
	tk-open -q -s "銀行口座" -m "日本語のテキスト" --priority P1
	tk-note -q --ask @ana -m "Has it left our bank?" 2
	tk-customer set -q acme name="Acme SA" lang=es stage=live csm=ana
	tk-customer add -q acme/maria name="Maria Paz" mail=maria@acme.example phone=+34600111222
	tk-set -q 1 person=acme/maria watchers=ana,luis cc=boss@acme.example
	tk-link -q related-to 1 2
	tk-move -q waiting 2
	tk-note -q 1 -m "We are looking"
	tk-move -q resolved 1 --reply "Done"
	sed 's/^name: default/name: second/' "$ROOT/share/policies/default.yaml" >second.yaml
	tk-policy load -q second.yaml
	mkdir -p articles
	printf -- '---\nkey: declined\ntitle: A card was declined\ncategories: [payment.failed]\nstate: published\n---\nAsk your bank.\n' \
		>articles/declined.md
	printf '# How long a transfer takes\n\nOne day, TK-4711-K.\n' >articles/transfer.md
	tk-kb import --publish articles
} >/dev/null

@test "both schemas have the same tables and columns" {
	tk-init -q
	tk-init -q --db file.db
	psql "$TK_DB" -c "SELECT table_name || '.' || column_name || ' ' || is_nullable FROM information_schema.columns
		WHERE table_schema = '$(desk_schema)' AND table_name NOT IN ('desk_format', 'writer', 'search')" | LC_ALL=C sort >server
	command sqlite3 file.db "SELECT t.name || '.' || c.name || ' ' || iif(c.\"notnull\" OR c.pk, 'NO', 'YES')
		FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'search%'" | LC_ALL=C sort >file
	diff file server
	psql "$TK_DB" -c "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
		WHERE c.relnamespace = CAST('$(desk_schema)' AS regnamespace) AND c.relname NOT LIKE 'search%' AND
		NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)" | LC_ALL=C sort >server
	command sqlite3 file.db "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL" | LC_ALL=C sort >file
	diff file server
	# Texts are compared byte by byte, whatever the database's order.
	run -0 psql "$TK_DB" -c "SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = '$(desk_schema)' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
	assert_output ""
}

@test "there and back again: the same record, row by row" {
	everything
	run -0 tk-init -q --from "$TK_DB" --db file.db
	local server=$TK_DB
	no_desk_here() { psql "$TK_TEST_SERVER" -c 'SET client_min_messages = warning' -c 'DROP SCHEMA IF EXISTS back CASCADE; CREATE SCHEMA back'; }
	no_desk_here
	local back="$TK_TEST_SERVER&options=-csearch_path%3Dback,compat"
	run -0 tk-init --from file.db --db "$back"
	assert_output --regexp "the desk of file.db: [0-9]+ events, 3 tickets, [0-9]+ texts, 1 files, verified"
	for desk in file.db "$back"; do
		assert_equal "$(TK_DB=$desk tk-audit seal)" "$(tk-audit seal)"
		TK_DB=$desk tk-export | diff - <(tk-export)
		TK_DB=$desk tk-audit verify -q
	done
	# Every row of every table, those that nothing above reads, too.
	for table in $(command sqlite3 file.db "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"); do
		columns=$(command sqlite3 file.db "SELECT group_concat('CASE WHEN ' || name || ' IS NULL THEN ''-'' ELSE ' ||
			iif(type = 'BLOB', 'hex(' || name || ')', 'CAST(' || name || ' AS TEXT)') || ' END', ' || ''|'' || ') FROM pragma_table_info('$table')")
		psql "$back" -c "SELECT $columns FROM $table" | LC_ALL=C sort >there
		psql "$server" -c "SELECT $columns FROM $table" | LC_ALL=C sort | diff - there
		command sqlite3 file.db "SELECT $columns FROM $table" | LC_ALL=C sort | diff - there
		# (What the index of articles has still to learn, it learnt at once.)
		[ -s there ] || [[ $table == @(kb_due|article_ticket) ]] || empty+=" $table"
	done
	assert_equal "${empty:-}" ""
	run -73 tk-init --from file.db --db "$back"
}

@test "a desk answers the same from a file and from a server" {
	everything
	tk-init -q --from "$TK_DB" --db file.db
	while read -r line; do
		eval "$line" >server 2>&1 </dev/null || echo "exit $?" >>server
		(TK_DB=file.db eval "$line") >file 2>&1 </dev/null || echo "exit $?" >>file
		[ -s server ] || fail "$line: nothing"
		diff file server || fail "$line"
	done <<-'END'
		tk-ls --all --json
		tk-ls --all --sort subject
		tk-ls --all --sort -category,team
		tk-ls --text "tk-4711-k"
		tk-ls --all --text "銀行"
		tk-ls --all --text "money -card"
		tk-ls --all --text '"since monday"'
		tk-ls --all --text "declin*"
		tk-ls --all --text "nothing of it"; echo
		tk-ls --customer acme --all
		tk-ls --tag vip --all --count
		tk-ls --all --as-of 2026-11-21T11:59:59Z --count
		tk-show 1 --json
		tk-show 2
		tk-log
		tk-customer
		tk-customer show acme --json
		tk-sla --json
		tk-sla explain 2
		tk-export
		tk-policy list
		tk-audit verify
		tk-kb ls
		tk-kb search "card declined"
		tk-kb search "how long does a transfer take"
		tk-show 99
		tk-ls --state nosuch
	END
}

# lines FROM TO: openings and answers of other tickets, for tk-import.
lines() {
	seq "$1" "$2" | awk '{
		at = sprintf("2026-10-%02dT%02d:%02d:00Z", $1 / 1440 % 28 + 1, $1 / 60 % 24, $1 % 60)
		printf "{\"kind\":\"open\",\"key\":\"K/%d\",\"at\":\"%s\",\"subject\":\"s %d\",\"body\":\"b\",\"customer\":\"c%d\"}\n", $1, at, $1, $1 % 9
		if ($1 % 5 == 0)
			printf "{\"kind\":\"note\",\"key\":\"K/%d\",\"id\":\"n\",\"at\":\"%s\",\"text\":\"again\"}\n", $1, at
	}'
}

@test "an import of many lines: each once, whatever is there already" {
	# More lines than are asked about one by one; keys that others write in between.
	lines 1 700 >first
	lines 400 1900 >second
	for desk in "$TK_DB" file.db; do
		export TK_DB=$desk
		tk-init -q
		tk-import -q first
		lines 1500 1500 | tk-import -q -
		tk-import -q --batch-rows 300 second
		tk-import -q second
		assert_equal "$(tk-ls --all --count)" 1900
		tk-log --kind note | wc -l >notes
		assert_equal "$(<notes)" 380
		tk-audit verify -q
		tk-ls --all --csv -c all --sort subject >"rows.${desk//\//}"
	done
	cmp rows.*
}

# --- who may -----------------------------------------------------------------------

# as_role NAME COMMAND...: on the same desk.
as_role() {
	TK_DB=${TK_DB/user=tk/user=$1} "${@:2}"
}

@test "roles: reader, agent and admin may what they need, and nobody changes an event" {
	everything
	psql "$TK_DB" -v prefix=t -f "$ROOT/share/schema/pg/roles.sql"
	psql "$TK_DB" -v prefix=t -f "$ROOT/share/schema/pg/roles.sql"
	# The page on servers names each role that there is, and what it takes.
	for role in $(psql "$TK_DB" -c "SELECT rolname FROM pg_roles WHERE rolname LIKE 't\_%' ORDER BY 1"); do
		grep -q "^| \`tk_${role#t_}\` |" "$ROOT/share/doc/scaling.md" || fail "scaling.md has no tk_${role#t_}"
	done
	psql "$TK_DB" -c 'CREATE ROLE plain LOGIN'
	run ! as_role plain eval 'psql "$TK_DB" -v prefix=u -f "$ROOT/share/schema/pg/roles.sql"'
	assert_output --partial 'permission denied to create role'
	grep -q '"permission denied to create role"' "$ROOT/share/doc/scaling.md"
	for role in reader agent admin; do
		psql "$TK_DB" -c "CREATE ROLE my_$role LOGIN IN ROLE t_$role"
	done
	as_role my_reader run -0 tk-ls --count
	assert_output 2
	as_role my_reader run -0 tk-ls --text money --count
	as_role my_reader run -0 tk-show 1
	as_role my_reader run -0 tk-sla
	as_role my_reader tk-export >/dev/null
	as_role my_reader tk-audit verify -q
	as_role my_reader run -77 tk-open -s x -m y
	assert_output --partial "permission denied for table writer"
	as_role my_reader run -77 tk-note 1 -m y

	as_role my_agent tk-open -q -s x -m y --customer new --tag t --field payment_id=p1 --attach receipt.txt
	as_role my_agent tk-note -q 4 --ask @ana -m why
	as_role my_agent tk-set -q 4 priority=P1 tags=a,b watchers=ana
	as_role my_agent tk-link -q related-to 4 2
	as_role my_agent tk-customer set -q new name=New
	as_role my_agent tk-customer add -q new/bob name=Bob mail=bob@new.example
	as_role my_agent tk-move -q resolved 4 --reply "done"
	as_role my_agent run -77 tk-policy load default
	assert_output --partial "permission denied for table policy"
	as_role my_agent tk-audit verify -q
	as_role my_admin tk-policy load -q default
	# shellcheck disable=SC2034
	for statement in "UPDATE event SET at = 1" "DELETE FROM event" "TRUNCATE event" \
		"ALTER TABLE event DISABLE TRIGGER ALL" "UPDATE text SET body = ''" "UPDATE policy SET yaml = ''" "DELETE FROM ticket" "DROP TABLE alarm"; do
		for role in reader agent admin; do
			run ! as_role my_$role eval 'psql "$TK_DB" -c "$statement"'
			assert_output --regexp 'permission denied|must be owner'
		done
	done
	run ! psql "$TK_DB" -c "UPDATE event SET at = 1"
	assert_output --partial "events are never changed"
	run ! psql "$TK_DB" -c "TRUNCATE event"
	psql "$TK_DB" -c "DROP OWNED BY my_reader, my_agent, my_admin, t_reader, t_agent, t_admin" \
		-c "DROP ROLE my_reader, my_agent, my_admin, t_reader, t_agent, t_admin"
}

# --- names -------------------------------------------------------------------------

@test "names of desks: what is wrong with one, and no password in it" {
	local host=${TK_TEST_SERVER#*host=}
	host=${host%%&*}
	run -64 tk-ls --db "postgresql://me:secret@localhost/tk"
	assert_output --partial "use ~/.pgpass or a service file"
	run -64 tk-ls --db "postgresql:///tk?password=secret"
	refute_output --partial "password=secret@"
	run -64 tk-ls --db "postgresql:///tk?nosuch=1"
	assert_output --partial 'nosuch'
	run -66 tk-ls --db "postgresql:///nosuch?host=$host&user=tk"
	assert_output --regexp '^tk-ls: postgresql:.*database "nosuch" does not exist$'
	run -77 tk-ls --db "postgresql:///tk?host=$host&user=nosuch"
	assert_output --partial 'role "nosuch" does not exist'
	run -75 tk-ls --db "postgresql:///tk?host=$BATS_TEST_TMPDIR&user=tk"
	run -66 tk-ls
	assert_output "tk-ls: $TK_DB: empty (tk-init makes a desk)"
	desk 2>/dev/null
	# A password file and a service file are libpq's own.
	printf '[here]\nhost=%s\nuser=tk\ndbname=tk\noptions=-csearch_path=%s,compat\n' "$host" "$(desk_schema)" >services
	PGSERVICEFILE=$PWD/services run -0 tk-ls --db "postgresql:///?service=here" --count
	assert_output 0
	run -0 tk-ls --db "postgres${TK_DB#postgresql}" --count
}

@test "another database, one of a newer program, one of another encoding" {
	psql "$TK_DB" -c "CREATE TABLE event (x INTEGER)"
	run -65 tk-ls
	assert_output --partial "is no desk"
	run -65 tk-init
	no_desk
	desk 2>/dev/null
	psql "$TK_DB" -c "UPDATE desk_format SET number = 9999"
	run -78 tk-ls
	assert_output --partial "made by a newer program"
	psql "$TK_TEST_SERVER" -c "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
	run -78 tk-init --db "${TK_TEST_SERVER/postgresql:\/\/\/tk/postgresql:///latin}"
	assert_output --partial "a desk needs UTF8"
	psql "$TK_TEST_SERVER" -c "DROP DATABASE latin"
}

@test "behind a pooler: nothing is prepared" {
	desk 2>/dev/null
	for i in {1..100}; do
		echo "{\"subject\":\"s$i\",\"body\":\"b$i\",\"customer\":\"c$((i % 7))\",\"tags\":[\"t\"]}"
	done >batch
	# The server's log begins each line with the session's name for itself.
	for behind in prepared plain; do
		name=$behind$BATS_SUITE_TEST_NUMBER
		db="$TK_DB%20-clog_statement%3Dall&application_name=$name"
		[ "$behind" = prepared ] || db+="&prepare=0"
		TK_DB=$db tk-open -q --batch batch >/dev/null
		TK_DB=$db tk-audit verify -q
	done
	host=${TK_TEST_SERVER#*host=}
	grep -E "^prepared$BATS_SUITE_TEST_NUMBER .*execute s[0-9]+:" "${host%%&*}/server.log" >/dev/null
	grep -E "^plain$BATS_SUITE_TEST_NUMBER .*execute <unnamed>:" "${host%%&*}/server.log" >/dev/null
	run ! grep -E "^plain$BATS_SUITE_TEST_NUMBER .*execute s[0-9]+:" "${host%%&*}/server.log"
}

@test "through a pooler that gives each transaction another connection" {
	command -v pgbouncer >/dev/null || PATH=$PATH:/usr/sbin
	command -v pgbouncer >/dev/null || skip "pgbouncer is not installed"
	desk 2>/dev/null
	folder=${TK_TEST_SERVER#*host=}
	folder=${folder%%&*}
	# It passes no options on: the schema is set once for each of its connections.
	as_server sh -c "cat >'$folder/pooler.ini'" <<-END
		[databases]
		tk = host=$folder dbname=tk user=tk connect_query='SET search_path = $(desk_schema),compat'
		[pgbouncer]
		unix_socket_dir = $folder
		listen_port = 6432
		auth_type = any
		pool_mode = transaction
		default_pool_size = 2
		ignore_startup_parameters = options
		pidfile = $folder/pooler.pid
	END
	as_server pgbouncer "$folder/pooler.ini" >"$folder/pooler.log" 2>&1 </dev/null 3>&- &
	there="$TK_TEST_SERVER&port=6432&prepare=0"
	until_true psql "$TK_TEST_SERVER&port=6432" -c "SELECT 1" >/dev/null
	for k in 1 2 3 4; do
		for i in {1..10}; do
			TK_DB=$there tk-open -q -s "ticket $k-$i" -m "text $i" --customer "c$k" || echo "failed $?"
			TK_DB=$there tk-ls --customer "c$k" >/dev/null || echo "failed $?"
		done >"said$k" 3>&- &
	done
	TK_DB=$there tk-log >/dev/null
	for job in $(jobs -p | tail -n +2); do wait "$job"; done
	assert_equal "$(cat said? | sort -n | tr '\n' ' ')" "$(echo {1..40}) "
	TK_DB=$there tk-audit verify -q
	TK_DB=$there tk-export | diff - <(tk-export)
	# Each was left as it was found, and used again.
	run ! grep -E 'not ready|unclean|error' "$folder/pooler.log"
	assert [ "$(grep -c 'new connection to server' "$folder/pooler.log")" -le 2 ]
	kill "$(cat "$folder/pooler.pid")"
	wait
}

# --- trouble -----------------------------------------------------------------------

# until_true COMMAND...: waits for it, not for ever.
until_true() {
	for _ in {1..300}; do
		if "$@"; then
			return 0
		fi
		sleep 0.05
	done
	return 1
}

# waiting: is a program waiting for its turn at this desk?
waiting() {
	[ "$(psql "$TK_DB" -c "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = to_regclass('writer')")" -gt 0 ]
}

# hold: another session has the turn of the writers until it is ended.
hold() {
	coproc HOLDER { exec "$TK_TEST_PSQL" -qXAt "$TK_DB" 2>&1 3>&-; }
	printf 'BEGIN; LOCK TABLE writer IN EXCLUSIVE MODE; SELECT 1;\n' >&"${HOLDER[1]}"
	read -r -t 10 _ <&"${HOLDER[0]}"
}

release() {
	echo 'ROLLBACK; \q' >&"${HOLDER[1]}"
	wait "$HOLDER_PID" || true
}

@test "a writer waits ten seconds for his turn, readers do not: 75" {
	desk 2>/dev/null
	hold
	run -0 tk-ls --count
	assert_output 0
	run -75 tk-open -s x -m y
	assert_output "tk-open: $TK_DB: other writers kept the desk busy for 10 s; try again"
	release
	tk-open -q -s x -m y
	assert_equal "$(tk-ls --count)" 1
}

@test "a server that goes away before the end: 75, nothing is kept" {
	desk 2>/dev/null
	hold
	tk-open -q -s lost -m y >refs 2>said 3>&- &
	pid=$!
	until_true waiting
	psql "$TK_DB" -c "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = to_regclass('writer')" >/dev/null
	code=0
	wait "$pid" || code=$?
	release
	assert_equal "$code" 75
	run -0 cat said
	assert_output "tk-open: $TK_DB: the server went away, nothing was kept; try again"
	assert_equal "$(cat refs)" ""
	assert_equal "$(tk-ls --count)" 0
	tk-open -q -s x -m y
	assert_equal "$(tk-ls --count)" 1
}

# as_server COMMAND...: as the one the server runs as, who is never root.
as_server() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		su -s /bin/sh "$(stat -c %U "$folder")" -c 'exec "$0" "$@"' -- "$@"
	fi
}

teardown() {
	if [ -n "${folder:-}" ] && [ -s "$folder/pooler.pid" ]; then
		kill "$(cat "$folder/pooler.pid")" || true
	fi
	if [ -n "${standby:-}" ] && [ -s "$standby/postmaster.pid" ]; then
		kill -QUIT "$(head -n 1 "$standby/postmaster.pid")" || true
	fi
	[ -z "${standby:-}" ] || rm -rf "$standby"
}

@test "a standby answers all that read, and takes no changes" {
	everything
	bin=$(dirname "$TK_TEST_PSQL") folder=${TK_TEST_SERVER#*host=}
	folder=${folder%%&*}
	standby=$folder/standby
	as_server "$bin/pg_basebackup" -h "$folder" -U tk -D "$standby" -R -X stream -c fast --no-sync
	as_server "$bin/postgres" -D "$standby" -c port=5433 -c fsync=on >"$folder/standby.log" 2>&1 </dev/null 3>&- &
	here=$TK_DB there="$TK_DB&port=5433"
	until_true "$bin/pg_isready" -q -h "$folder" -p 5433 -U tk -d tk
	caught_up() { [ "$(TK_DB=$there tk-audit seal 2>/dev/null)" = "$(tk-audit seal)" ]; }
	until_true caught_up
	for line in "tk-ls --all --json" "tk-show 1" "tk-log" "tk-ls --text money" "tk-sla" "tk-sla explain 2" "tk-export" \
		"tk-ls --all --count --as-of 2026-11-21T11:00:00Z" "tk-customer show acme" "tk-audit verify"; do
		TK_DB=$there eval "$line" >read 2>&1 || fail "$line: $(<read)"
		TK_DB=$here eval "$line" 2>&1 | diff - read
	done
	TK_DB=$there run -0 tk-audit doctor
	assert_line --partial "a standby"
	TK_DB=$there run -77 tk-open -s x -m y
	assert_output --partial "this server takes no changes"
	# What is due to wake wakes where it can be written.
	TK_NOW=2020-01-02T12:00:00Z tk-open -q -s held -m y >/dev/null
	tk-open -q -s next -m y
	until_true caught_up
	TK_DB=$there run -0 tk-ls --count
	assert_output "$(tk-ls --count)"
	TK_DB=$there tk-init -q --from "$there" --db copy.db
	assert_equal "$(TK_DB=copy.db tk-audit seal)" "$(tk-audit seal)"
}
