# helper.bash: what every bats file loads: a clean environment, a directory and
# a desk of its own, and the programs of the build tree first in PATH.

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
	export TK_NOW=2026-11-21T12:00:00Z
	export TZ=UTC LC_ALL=C.UTF-8 TERM=dumb
	unset TK_ACTOR TK_FORMAT TK_POLICY NO_COLOR CLICOLOR_FORCE LANGUAGE LANG COLUMNS PAGER EDITOR VISUAL
	cd "$BATS_TEST_TMPDIR" || return
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
