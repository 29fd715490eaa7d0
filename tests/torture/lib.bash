# shellcheck shell=bash disable=SC2034
# lib.bash: what the tortures share: a folder, a desk, a way of saying what was
# found. BUILD names the build folder; each torture prints a line of figures,
# and a line beginning with "bad:" for each thing that must not be.

set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${BUILD:-build}
[[ $build == /* ]] || build=$root/$build
shims=$build/torture
work=$(mktemp -d "${TMPDIR:-/tmp}/tk-torture-XXXXXX")
export PATH=$build/bin:$PATH HOME=$work TZ=UTC LC_ALL=C.UTF-8 TERM=dumb
unset TK_NOW TK_ACTOR TK_FORMAT TK_POLICY LANGUAGE LANG
mkdir "$work/desk"
errors=0 mounted=

# on_server: is this run under tests/with-server?
on_server() {
	[[ -n ${TK_TEST_SERVER:-} ]]
}

engine=SQLite
! on_server || engine=PostgreSQL

psql() {
	"$TK_TEST_PSQL" -qXAt -v ON_ERROR_STOP=1 "$TK_TEST_SERVER" "$@"
}

# place NAME: where a desk of this name may be made.
place() {
	if on_server; then
		psql -c 'SET client_min_messages = warning' -c "DROP SCHEMA IF EXISTS $1 CASCADE; CREATE SCHEMA $1"
		printf '%s&options=-csearch_path%%3D%s\n' "$TK_TEST_SERVER" "$1"
	else
		printf '%s\n' "$work/desk/$1.db"
	fi
}

TK_DB=$(place desk)
export TK_DB

leave() {
	[[ -z ${mounted:-} ]] || umount -l "$mounted" 2>/dev/null
	rm -rf "$work"
}
trap leave EXIT

# bad WORDS...: what must not be.
bad() {
	errors=$((errors + 1))
	[[ $errors -gt 20 ]] || printf 'bad: %s\n' "$*"
}

# finish: the exit code of a torture.
finish() {
	[[ $errors -eq 0 ]] || printf 'bad: %d in all\n' "$errors"
	[[ $errors -eq 0 ]]
	exit
}

# events: how many the desk has.
events() {
	tk-audit seal 2>/dev/null | awk '{print $4}'
}

# whole WHAT: the record and the file are in order.
whole() {
	local said
	said=$(tk-audit verify -q "${@:2}" 2>&1) || bad "$1: verify: ${said:0:300}"
}

# check_engine WHAT: what SQLite itself says of its file.
check_engine() {
	on_server || [[ $(sqlite3 "$TK_DB" 'PRAGMA quick_check' 2>&1) == ok ]] || bad "$1: quick_check"
}

# one_line FILE PROGRAM: it says one line of its own.
one_line() {
	[[ $(wc -l <"$1") == 1 ]] && grep -q "^$2: ." "$1"
}

# range FROM TO: a number between.
range() {
	echo $(($1 + (RANDOM * 32768 + RANDOM) % ($2 - $1 + 1)))
}
