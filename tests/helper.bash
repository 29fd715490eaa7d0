# helper.bash: what every bats file loads: a clean environment, a directory and
# a desk of its own, and the programs of the build tree first in PATH.
#
# The desk is a file; under tests/with-server it is a schema of that server. A
# test that reads or breaks the file itself is tagged "file", a bats file that
# has nothing to do with a desk "deskless": neither runs on a server.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT

setup() {
	common_setup
}

common_setup() {
	local build=${BUILD:-build}
	[[ $build == /* ]] || build=$ROOT/$build
	export BUILD=$build PATH=$build/bin:$PATH
	export HOME=$BATS_TEST_TMPDIR
	export TK_DB=$BATS_TEST_TMPDIR/desk.db
	! on_server || TK_DB="$TK_TEST_SERVER&options=-csearch_path%3Dt$BATS_SUITE_TEST_NUMBER,compat"
	export TK_NOW=2026-11-21T12:00:00Z
	export TZ=UTC LC_ALL=C.UTF-8 TERM=dumb
	unset TK_ACTOR TK_FORMAT TK_POLICY NO_COLOR CLICOLOR_FORCE LANGUAGE LANG COLUMNS PAGER EDITOR VISUAL
	cd "$BATS_TEST_TMPDIR" || return
}

on_server() {
	[ -n "${TK_TEST_SERVER:-}" ]
}

desk_schema() {
	local path=${TK_DB##*%3D}
	printf '%s\n' "${path%%,*}"
}

# for_server SQL: SQLite's SQL as a server takes it: a name for each query that
# stands for a table (tests/compat.sql has the functions).
for_server() {
	sed -E -e 's/PRAGMA [a-z_]+(\([A-Z]*\))?//g' -e 's/\bchar\(/chr(/g' \
		-e 's/DROP TRIGGER event_no_(update|delete)/ALTER TABLE event DISABLE TRIGGER ALL/g' \
		-e "s/[xX]'([0-9a-fA-F]*)'/CAST('\\\\\\\\x\\1' AS bytea)/g" <<<"$1" |
		awk '{ text = text $0 " " }
		END {
			for (i = 1; i <= length(text); i++) {
				c = substr(text, i, 1)
				out = out c
				if (c == "(") table[++depth] = substr(text, i - 5, 5) == "FROM "
				if (c == ")" && table[depth--]) out = out " AS part"
			}
			print out
		}'
}

# sqlite3 [-separator C] DESK SQL: asks a desk in SQLite's words, wherever it is.
sqlite3() {
	local between='|'
	if [[ ${1:-} == -separator && ${3:-} == postgresql:* ]]; then
		between=$2
		shift 2
	fi
	if [[ ${1:-} == postgresql:* ]]; then
		"$TK_TEST_PSQL" -qXAt -v ON_ERROR_STOP=1 "$1" -c "$(for_server "${*:2}")" |
			awk -F '|' -v OFS="$between" '{
				for (i = 1; i <= NF; i++) { if ($i == "t") $i = 1; if ($i == "f") $i = 0 }
				$1 = $1
				print
			}'
	else
		command sqlite3 "$@"
	fi
}

# desk_holds REGEX: is it anywhere in the bytes of the desk? grep's exit code.
desk_holds() {
	sqlite3 "$TK_DB" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
	if on_server; then
		"${TK_TEST_PSQL%psql}pg_dump" -n "$(desk_schema)" "$TK_TEST_SERVER" | grep -aE -e "$1"
	else
		grep -aE -e "$1" "$TK_DB"
	fi
}

# no_desk: takes the desk away, that another can be made.
no_desk() {
	if on_server; then
		"$TK_TEST_PSQL" -qX "$TK_TEST_SERVER" -c 'SET client_min_messages = warning' \
			-c "DROP SCHEMA $(desk_schema) CASCADE; CREATE SCHEMA $(desk_schema)"
	else
		rm -f "$TK_DB" "$TK_DB"-*
	fi
}

# desk [POLICY]: a fresh desk with a policy of share/policies.
desk() {
	tk-init --policy "$ROOT/share/policies/${1:-default}.yaml"
}

# at INSTANT COMMAND...: a command at another present.
at() {
	local now=$1
	shift
	TK_NOW=$now "$@"
}

# needs_terminal: the test runs a program on a terminal of its own (script(1)).
needs_terminal() {
	command -v script >/dev/null || skip "script(1) is not installed"
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminal can be made here"
}
