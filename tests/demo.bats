#!/usr/bin/env bats
# bats file_tags=deskless
# make demo: every command succeeds and says what it should, in any zone and
# language of the reader, and nothing stays behind.

load helper

play() {
	mkdir -p "$BATS_TEST_TMPDIR/tmp"
	TMPDIR=$BATS_TEST_TMPDIR/tmp "$ROOT/share/demo/run" "$@" "$(dirname "$(command -v tk-ls)")"
}

# The lines a command of the demo printed: up to the next command or caption.
said() {
	awk -v start="\$ $1" '
	index($0, start) == 1 { on = 1; print "(" NR ")"; next }
	/^\$ / || /^$/ { on = 0 }
	on' <<<"$output" | sed 1d
}

@test "the demo shows what it promises" {
	run -0 --separate-stderr play
	assert_equal "$stderr" ''
	assert_equal "$(said 'tk-open --batch')" 396
	assert_equal "$(said 'tk-ls -c category')" "\
    109 credit.loan
     95 credit.report
     69 card.credit
     42 credit.collection"
	assert_line --partial 'impact high (1200 users affected, from 500); urgency high (by its category); P1 by the matrix'
	assert_line 'tk-open: one card number, code or password was masked'
	refute_line --regexp '^[^-$]*4539 1488'
	assert_equal "$(said 'tk-assign --next')" 397
	assert_line --regexp '^397  P1    held .* joel '
	assert_equal "$(said 'tk-ls --agent ana -c state')" "\
     10 open
     10 waiting"
	assert_equal "$(said 'tk-ls --state resolved')" 39
	assert_line '309  new    card.credit  WELLS FARGO & COMPANY'
	assert_line "What comes next    If it is not, answer and the case opens again."
	assert_equal "$(said 'tk-ls --as-of')" "\
     85 credit.loan
     40 credit.report
     22 credit.collection"
	[ ! -x "$BUILD/bin/tk-kb" ] || assert_equal "$(said 'tk-kb search' | sed -n '2s/ .*//p')" paid-twice
	assert_equal "$(said 'tk-log' | head -n 1)" '      5 joel'
	assert_line --regexp '^tk-seal 1 [0-9a-f]{32} [0-9]+ 2023-07-31T12:30:00Z [0-9a-f]{64}$'
	assert_line --regexp ': the record is whole$'
	assert_line --regexp '^    tk-help '
}

@test "the customer reads Spanish" {
	command -v msgfmt >/dev/null || skip 'no msgfmt: no translations'
	run -0 play
	assert_line 'Qué sigue          Si no es así, responda y el caso se abre de nuevo.'
	assert_line '  │ Está en Perfil; no envíe su tarjeta (4539 14** **** 6467).'
}

@test "any zone, language and setting of the reader" {
	for zone in Asia/Tokyo America/Los_Angeles; do
		TZ=$zone LC_ALL=es_AR.UTF-8 TK_FORMAT=json TK_ACTOR=nobody TK_DB=/nowhere run -0 play
		assert_line '# What came in, by category.'
		assert_line '    109 credit.loan'
	done
}

@test "nothing stays behind, unless --keep says so" {
	play >out
	assert_equal "$(ls -A tmp)" ''
	play --keep >out
	cd tmp/tk-demo.*
	assert_equal "$(TK_DB=desk.db tk-ls --all --count)" 398
}

@test "a command that fails ends the demo" {
	printf '%s\n' '# wrong' '$ tk-ls' '$ echo reached' >wrong
	DEMO_COMMANDS=$PWD/wrong run -1 play
	assert_line 'demo: exit 66 from: tk-ls'
	refute_line reached
	printf '%s\n' '$ false | cat' >wrong
	DEMO_COMMANDS=$PWD/wrong run -1 play
	assert_equal "$(ls -A tmp)" ''
}

@test "it says how it is called" {
	run -64 "$ROOT/share/demo/run" /nowhere
	assert_output --partial usage
}
