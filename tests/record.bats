#!/usr/bin/env bats
# bats file_tags=file
# The record proves itself: whatever is changed, deleted or added behind the
# programs' backs, in any row of any table, tk-audit verify finds it.

load helper

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	common_setup
	cd "$BATS_FILE_TMPDIR" || return
	export TK_DB=$PWD/whole.db WHOLE=$PWD/whole.db
	tk-init -q
	echo "a receipt" >receipt.txt
	tk-open -q --subject "Card declined" -m "It says 4111 1111 1111 1111 is no card" --customer acme --tag vip \
		--tag card --field payment_id=pay-17 --attach receipt.txt --key crm-9 --channel mail
	tk-open -q --subject "Where is my money" -m "Since Monday" --customer bravo --category payment.missing
	tk-note -q --ask @ana -m "Has it left our bank?" 2
	tk-customer set acme name="Acme SA" lang=es stage=live volume="12500.00 EUR" csm=ana review=2026-12-01
	tk-customer add acme/maria name="Maria Paz" title=CFO lang=pt mail=maria@acme.example phone=+34600111222
	tk-set -q 1 person=acme/maria watchers=ana,luis cc=boss@acme.example
	tk-link -q related-to 1 2
	sed 's/^name: default/name: second/' "$ROOT/share/policies/default.yaml" >second.yaml
	TK_NOW=2026-11-21T12:00:01Z tk-policy load -q second.yaml
	tk-audit verify -q
	tk-audit seal >seal
	sqlite3 "$WHOLE" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
}

setup() {
	common_setup
	export TK_DB=$PWD/desk.db
}

sql() {
	sqlite3 "$TK_DB" "$@"
}

# A whole desk whose events can be touched.
fresh() {
	rm -f "$TK_DB" "$TK_DB"-*
	cp "$WHOLE" "$TK_DB"
	sql 'DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete'
}

# found WHAT: verify says no, and says where.
found() {
	local status=0
	tk-audit verify >finding 2>&1 || status=$?
	[ "$status" -eq 1 ] || fail "$1: verify ended with $status: $(<finding)"
	[ -s finding ] || fail "$1: verify named nothing"
}

# The rows of a table, each as a condition. text and search are tables of
# their own kind: rowid names them all but those without one.
rows() {
	case $1 in
	tag | field | watch) sql "SELECT 'name = ''' || name || ''' AND ticket = ' || ticket FROM $1" ;;
	link) sql "SELECT 'ticket = ' || ticket || ' AND relation = ''' || relation || '''' FROM link" ;;
	address) sql "SELECT 'address = ''' || address || '''' FROM address" ;;
	*) sql "SELECT 'rowid = ' || rowid FROM $1" ;;
	esac
}

# flip TABLE COLUMN CONDITION: one bit of a blob or number, a letter of a text.
flip() {
	local hex digit
	case $(sql "SELECT typeof($2) FROM $1 WHERE $3") in
	integer) sql "UPDATE $1 SET $2 = $2 + 1 WHERE $3" 2>/dev/null || sql "UPDATE $1 SET $2 = $2 + 1024 WHERE $3" ;;
	text) sql "UPDATE $1 SET $2 = $2 || 'x' WHERE $3" ;;
	null) sql "UPDATE $1 SET $2 = 1 WHERE $3" 2>/dev/null || sql "UPDATE $1 SET $2 = x'01' WHERE $3" ;;
	blob)
		hex=$(sql "SELECT hex($2) FROM $1 WHERE $3")
		digit=$(printf %X $((0x${hex: -1} ^ 1)))
		sql "UPDATE $1 SET $2 = x'${hex%?}$digit' WHERE $3"
		;;
	esac
}

# flip_all TABLE [COLUMN...]: every column of every row, but these.
flip_all() {
	local table=$1 columns row column
	shift
	fresh
	columns=$(sql "SELECT name FROM pragma_table_info('$table')")
	mapfile -t all < <(rows "$table")
	[ "${#all[@]}" -gt 0 ] || fail "$table has no rows"
	for row in "${all[@]}"; do
		for column in $columns; do
			[[ " $* " != *" $column "* ]] || continue
			fresh
			flip "$table" "$column" "$row"
			found "$table.$column where $row"
		done
	done
}

@test "the desk has rows in every table" {
	fresh
	for table in head event text file ticket tag field ask watch link customer person address policy; do
		[ "$(sql "SELECT count(*) FROM $table")" -gt 0 ] || fail "$table is empty"
	done
	run -0 tk-audit verify -q
}

@test "a change in any column of any event" {
	flip_all event
}

@test "a change in any text or salt" {
	flip_all text
}

@test "a change in a file" {
	flip_all file
}

@test "a change in any column of a ticket's row" {
	flip_all ticket
}

@test "a change in a tag, a field, a question, a watcher, a link" {
	flip_all tag
	flip_all field
	flip_all ask
	flip_all watch
	flip_all link
}

@test "a change in a customer, a person, an address" {
	flip_all customer
	flip_all person
	flip_all address
}

@test "a change in a version of the policy" {
	flip_all policy
}

@test "a change in the head; of the desk's name, with a seal" {
	# id is 1 by a CHECK; nothing depends on the day the desk was made.
	flip_all head id created desk
	fresh
	sql "UPDATE head SET desk = 'ffffffffffffffffffffffffffffffff'"
	tk-audit verify --seal "${WHOLE%/*}/seal" >finding && fail "the desk's name: not found"
	grep -q "another desk" finding
}

@test "any row that is deleted" {
	for table in event text file ticket tag field ask watch link customer person address policy head; do
		fresh
		mapfile -t all < <(rows "$table")
		for row in "${all[@]}"; do
			fresh
			sql "DELETE FROM $table WHERE $row"
			found "$table: deleted where $row"
		done
	done
}

@test "any row that is added" {
	add() {
		fresh
		sql "$2"
		found "$1: added"
	}
	add event "INSERT INTO event SELECT seq + 1, ticket, at, logged, kind, role, actor, os_user, ext, data,
		texts, hash FROM event ORDER BY seq DESC LIMIT 1"
	add text "INSERT INTO text VALUES (64 * 100 + 1, zeroblob(16), 'x')"
	add ticket "CREATE TEMP TABLE t AS SELECT * FROM ticket
		WHERE id = 2; UPDATE t SET id = 3, key = NULL; INSERT INTO ticket SELECT * FROM t"
	add tag "INSERT INTO tag VALUES ('zebra', 2)"
	add field "INSERT INTO field VALUES ('provider', 'x', 2)"
	add ask "INSERT INTO ask VALUES (1, 2, '@eve', 'eve', 0)"
	add watch "INSERT INTO watch VALUES ('eve', 2)"
	add link "INSERT INTO link VALUES (1, 'fixes', 2)"
	add customer "INSERT INTO customer (id, seq, key) VALUES (3, 1, 'c')"
	add person "INSERT INTO person (id, seq, customer, key, rest) VALUES (2, 1, 1, 'p', '')"
	add address "INSERT INTO address VALUES ('mail', 'eve@acme.example', 1)"
	add "an address of nobody" "INSERT INTO address VALUES ('mail', 'eve@acme.example', 9)"
	add policy "INSERT INTO policy SELECT 3, valid_from, loaded, by, name, digest, yaml, packed FROM policy
		WHERE version = 2"
}

@test "a text moved to another event" {
	fresh
	sql "UPDATE text SET id = -1 WHERE id = (SELECT min(id) FROM text WHERE id % 64 = 2);
		UPDATE text SET id = (SELECT max(id) FROM text) + 64 WHERE id = -1"
	found "a text of another event"
}

@test "events in another order" {
	fresh
	sql "UPDATE event SET seq = -2 WHERE seq = 2; UPDATE event SET seq = 2 WHERE seq = 3;
		UPDATE event SET seq = 3 WHERE seq = -2"
	found "events 2 and 3 exchanged"
}

@test "a tail cut off with care is found with a seal only" {
	fresh
	sql "DELETE FROM event WHERE seq = (SELECT seq FROM head);
		DELETE FROM policy WHERE version = 2;
		UPDATE head SET policy = 1, armed = 1, seq = (SELECT max(seq) FROM event),
			hash = (SELECT hash FROM event ORDER BY seq DESC LIMIT 1)"
	run -0 tk-audit verify -q
	run -1 tk-audit verify --seal "${WHOLE%/*}/seal"
	assert_output --partial "events are cut off"
}

@test "a record written anew from the middle is found with a seal" {
	fresh
	sql "DELETE FROM event WHERE seq = (SELECT seq FROM head);
		DELETE FROM policy WHERE version = 2;
		UPDATE head SET policy = 1, armed = 1, seq = (SELECT max(seq) FROM event),
			hash = (SELECT hash FROM event ORDER BY seq DESC LIMIT 1)"
	TK_NOW=2026-11-21T13:00:00Z tk-policy load -q "${WHOLE%/*}/second.yaml"
	run -0 tk-audit verify -q
	run -1 tk-audit verify --seal "${WHOLE%/*}/seal"
	assert_output --partial "seal"
}

@test "what indexes, the search, the head and odd values hide is found too" {
	local change
	while IFS= read -r change; do
		fresh
		sql "$change"
		found "$change"
	done <<-'SQL'
		UPDATE ticket SET priority = priority + 4294967296 WHERE id = 1
		UPDATE ticket SET state = state || char(0) WHERE id = 1
		UPDATE ticket SET rest = rest || char(9) || 'x=1' WHERE id = 1
		UPDATE ticket SET active = 1 - active WHERE id = 1
		UPDATE customer SET rest = rest || char(9) || 'x=1' WHERE id = 1
		UPDATE customer SET key = key || char(0) || 'x' WHERE id = 1
		UPDATE customer SET internal = 4294967296 WHERE id = 1
		UPDATE person SET rest = rest || char(9) || 'x=1' WHERE id = 1
		UPDATE person SET name = name || char(0) WHERE id = 1
		UPDATE address SET address = address || char(0) WHERE channel = 'mail'
		UPDATE person SET customer = 2 WHERE id = 1
		UPDATE head SET created = created + 1
		UPDATE head SET desk = 'feed'
		UPDATE event SET actor = actor || char(0) || 'x' WHERE seq = 2
		INSERT INTO search (rowid, body) VALUES (99, 'x')
		DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5(body, content='', tokenize='unicode61')
		INSERT INTO file SELECT zeroblob(32), size, body FROM file
		PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX tag_ticket ON tag (name)' WHERE name = 'tag_ticket'
	SQL
}

@test "verify --quick leaves indexes and search alone, and only those" {
	fresh
	sql "INSERT INTO search (rowid, body) VALUES (99, 'x')"
	tk-audit verify -q --quick
	sql "UPDATE ticket SET team = 'x' WHERE id = 1"
	run -1 tk-audit verify -q --quick
	assert_output --partial "its team"
}
